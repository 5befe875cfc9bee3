"""sapa confirm: one entry more in a sapa.toml, and everything that stood there stays to the byte."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sapa import check
from sapa.cli import sapa
from sapa.core.loading.case_file import template
from sapa.core.reporting import as_html
from sapa.core.words.messages import LANGS

from . import cases

CASE = """# our notes stay
[case]
procedure = "institutional"   # with its comment
type = "re-accreditation"

[institution]
name = "Example University"
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "sapa.toml").write_text(CASE, "utf-8", newline="\n")
    return tmp_path


def run(case: Path, id: str = "report-signed", *more: str, person: str = "A. Coordinator") -> Result:
    return CliRunner().invoke(sapa, ["confirm", str(case), id, "--person", person, *more])


def content(case: Path) -> bytes:
    return (case / "sapa.toml").read_bytes()


def test_the_entry_is_appended_and_the_rest_stays(case: Path) -> None:
    done = run(case, "report-signed", "--date", "2026-05-04", "--note", 'letter "12" \\ Жоқ')
    assert done.exit_code == 0, done.output
    text = content(case).decode()
    assert text.startswith(CASE)
    (entry,) = tomllib.loads(text)["confirmed"]
    assert entry["requirement"] == "report-signed" and entry["person"] == "A. Coordinator"
    assert str(entry["day"]) == "2026-05-04" and entry["note"] == 'letter "12" \\ Жоқ'


def test_a_second_one_comes_behind_the_first(case: Path) -> None:
    run(case)
    first = content(case)
    assert run(case, "report-majority").exit_code == 0
    assert content(case).startswith(first)
    assert [one["requirement"] for one in tomllib.loads(content(case).decode())["confirmed"]] == [
        "report-signed",
        "report-majority",
    ]


@pytest.mark.parametrize("before", [CASE.replace("\n", "\r\n"), "\ufeff" + CASE, CASE.rstrip("\n")])
def test_line_ends_a_mark_at_the_beginning_and_a_missing_end_are_kept(case: Path, before: str) -> None:
    (case / "sapa.toml").write_bytes(before.encode())
    assert run(case).exit_code == 0
    after = content(case)
    assert after.startswith(before.encode())
    assert b"\n" not in after.replace(b"\r\n", b"") if "\r" in before else b"\r" not in after
    assert tomllib.loads(after.decode("utf-8-sig"))["confirmed"]


def test_the_file_that_sapa_init_writes_takes_confirmations(tmp_path: Path) -> None:
    for procedure in ("institutional", "programme"):
        text = template(cases.procedure(procedure)).replace('en = ""', 'en = "Example University"')
        (tmp_path / "sapa.toml").write_text(text, "utf-8")
        done = run(tmp_path)
        assert done.exit_code == 0, done.output


def test_the_confirmed_line_is_confirmed_in_the_check(case: Path) -> None:
    run(case, "report-signed", "--date", "2026-05-04")
    out = CliRunner().invoke(sapa, ["check", str(case)]).stdout
    assert "A. Coordinator, 4 May 2026" in out


def test_each_line_of_the_checklist_shows_its_id(case: Path) -> None:
    page = as_html.internal(check(case))
    out = CliRunner().invoke(sapa, ["check", str(case)]).stdout
    for one in cases.procedure("institutional").checklist:
        if not one.types and not one.sets:
            assert f"[{one.id}]" in out.replace("\n", " "), one.id
            assert f"<code>{one.id}</code>" in page, one.id


@pytest.mark.parametrize(
    ("id", "told"),
    [
        ("report-sined", "report-signed"),
        ("commission-chair", "checked by Sapa itself"),
        ("deadline-visit", "checked by Sapa itself"),
    ],
)
def test_what_cannot_be_confirmed_is_refused_with_the_reason(case: Path, id: str, told: str) -> None:
    done = run(case, id)
    assert done.exit_code == 2 and told in done.stderr
    assert content(case) == CASE.encode()


def test_what_is_confirmed_already_is_refused(case: Path) -> None:
    run(case, "report-signed", "--date", "2026-05-04")
    before = content(case)
    done = run(case, person="B. Other")
    assert done.exit_code == 2 and "A. Coordinator on 4 May 2026" in done.stderr
    assert content(case) == before


@pytest.mark.parametrize("lang", LANGS)
def test_without_a_sapa_toml_it_says_so(tmp_path: Path, lang: str) -> None:
    done = run(tmp_path, "report-signed", "--lang", lang)
    assert done.exit_code == 2 and "sapa init" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_faults_of_the_file_are_told_and_nothing_is_written(case: Path) -> None:
    (case / "sapa.toml").write_text(CASE + "[dates]\nvisitt = 2027-01-01\n", "utf-8")
    before = content(case)
    done = run(case)
    assert done.exit_code == 2 and "visitt" in done.stderr
    assert content(case) == before


def test_an_inline_list_of_confirmations_is_not_broken(case: Path) -> None:
    inline = 'confirmed = [{ requirement = "report-signed", person = "X", day = 2026-01-01 }]\n' + CASE
    (case / "sapa.toml").write_text(inline, "utf-8")
    done = run(case, "report-majority")
    assert done.exit_code == 2 and "[[confirmed]]" in done.stderr
    assert content(case) == inline.encode()


@pytest.mark.parametrize(("person", "more"), [("  ", ()), ("A", ("--date", "2999-01-01"))])
def test_nobody_and_a_day_to_come_are_refused(case: Path, person: str, more: tuple[str, ...]) -> None:
    assert run(case, "report-signed", *more, person=person).exit_code == 2
    assert content(case) == CASE.encode()


def test_the_file_is_replaced_whole_or_not_at_all(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    done = run(case)
    assert done.exit_code == 2 and "No space left" in done.stderr
    assert content(case) == CASE.encode() and [one.name for one in case.iterdir()] == ["sapa.toml"]
