"""Editions: a set that states its differences, what differs between two, and a report carried from one to the other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sapa.core.comparing.editions import changes
from sapa.core.loading.set_file import SetFileError, parse_set, read_set
from sapa.core.model.standards import StandardSet
from sapa.testing import write_report

from .command import sapa
from .test_cli import valid

OLD = """
[set]
id = "steppe"
edition = "2023"
complete = true
hub = ""
titles = { en = "Steppe" }
[codes]
levels = [9, 99]
[words]
default = 30
[[standards]]
number = "1"
titles = { en = "Purpose" }
criteria = [
  { code = "1.1", titles = { en = "Purpose of the college" } },
  { code = "1.2", titles = { en = "Planning of the work" } },
  { code = "1.3", titles = { en = "Archives" } },
  { code = "1.4", titles = { en = "Means for the plan" } },
]
"""
NEW = """
[base]
file = "../old/set.toml"
removed = ["1.3"]
renumbered = { "1.4" = "1.3" }
[set]
edition = "2024"
[[standards]]
number = "1"
criteria = [
  { code = "1.2", titles = { en = "Planning of the work and its review" } },
  { code = "1.4", titles = { en = "Risks" } },
]
[[standards]]
number = "2"
titles = { en = "Teaching" }
criteria = [{ code = "2.1", titles = { en = "Methods" } }]
"""
REPORT = "\n".join(
    f"## {code} {title}\n{{50}}"
    for code, title in (
        ("1.1", "Purpose of the college"),
        ("1.2", "Planning of the work"),
        ("1.3", "Archives"),
        ("1.4", "Means for the plan"),
    )
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("old", OLD), ("new", NEW)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "set.toml").write_text(text, "utf-8")
    return tmp_path


def both(folder: Path) -> tuple[StandardSet, StandardSet]:
    return read_set(folder / "old" / "set.toml"), read_set(folder / "new" / "set.toml")


def test_a_set_holds_what_its_base_has_with_its_own_changes(folder: Path) -> None:
    old, new = both(folder)
    assert (new.key, new.base, new.words) == ("steppe@2024", old.key, {"": 30})
    assert {code.text: criterion.titles.get("en") for code, criterion in new.criteria.items()} == {
        "1.1": "Purpose of the college",
        "1.2": "Planning of the work and its review",
        "1.3": "Means for the plan",
        "1.4": "Risks",
        "2.1": "Methods",
    }


def test_the_changes_are_those_that_the_file_states(folder: Path) -> None:
    told = [
        (one.kind, one.old and one.old.code.text, one.new and one.new.code.text, one.certain)
        for one in changes(*both(folder))
    ]
    assert told == [
        ("kept", "1.1", "1.1", True),
        ("reworded", "1.2", "1.2", True),
        ("renumbered", "1.4", "1.3", True),
        ("added", None, "1.4", True),
        ("added", None, "2.1", True),
        ("removed", "1.3", None, True),
    ]


def test_of_two_sets_that_do_not_know_each_other_a_like_wording_is_no_certainty(folder: Path) -> None:
    old = read_set(folder / "old" / "set.toml")
    other = OLD.replace('"2023"', '"2025"').replace('code = "1.4"', 'code = "1.9"')
    told = {one.new.code.text: one for one in changes(old, parse_set(other)) if one.new is not None}
    assert (told["1.9"].kind, told["1.9"].certain) == ("renumbered", False)
    assert told["1.1"].certain


@pytest.mark.parametrize(
    ("old", "new", "path", "said"),
    [
        ('"../old/set.toml"', '"../none/set.toml"', "", "set-file.unreadable"),
        ('["1.3"]', '["1.33"]', "base.removed", "data-file.unknown"),
        ('{ "1.4" =', '{ "1.44" =', "base.renumbered", "data-file.unknown"),
        ('"../old/set.toml"', '"set.toml"', "base.file", "set-file.base-circle"),
        ('file = "../old/set.toml"\n', "", "base.file", "set-file.missing-key"),
        (
            'renumbered = { "1.4" = "1.3" }\n',
            'renumbered = { "1.4" = "1.2" }\n',
            "base.renumbered",
            "set-file.code-twice",
        ),
    ],
)
def test_a_fault_of_a_base_is_named(folder: Path, old: str, new: str, path: str, said: str) -> None:
    assert old in NEW
    file = folder / "new" / "set.toml"
    file.write_text(NEW.replace(old, new), "utf-8")
    with pytest.raises(SetFileError) as raised:
        read_set(file)
    assert (path, said) in [(one.path, one.said.id) for one in raised.value.problems]


def test_a_text_without_a_folder_can_have_no_base() -> None:
    with pytest.raises(SetFileError):
        parse_set(NEW)


def test_diff_says_it_for_people_and_scripts(folder: Path) -> None:
    shown = sapa("sets", "diff", "steppe@2023", "steppe@2024", "--sets-dir", folder)
    assert shown.code == 0
    assert "1.4 → 1.3" in shown.out
    told = valid(
        sapa("sets", "diff", "steppe@2023", "steppe@2024", "--sets-dir", folder, "--format", "json").out, "editions"
    )
    assert told["summary"] == {"kept": 1, "renumbered": 1, "reworded": 1, "removed": 1, "added": 2}


def test_a_report_is_carried_with_the_place_of_each_old_answer(folder: Path) -> None:
    report = write_report(REPORT.replace("{50}", "{5}", 1), folder / "report.docx")
    asked = ("carry", report, "--from", "steppe@2023", "--to", "steppe@2024", "--sets-dir", folder)
    done = sapa(*asked, "--format", "json")
    assert done.code == 1
    (document,) = valid(done.out, "carry")["documents"]
    assert {one["code"]: (one["state"], one["from"]) for one in document["criteria"]} == {
        "1.1": ("unanswered", "1.1"),
        "1.2": ("reworded", "1.2"),
        "1.3": ("moved", "1.4"),
        "1.4": ("unanswered", None),
        "2.1": ("unanswered", None),
    }
    assert document["dropped"] == ["1.3"]
    assert document["criteria"][2]["place"]["file"] == str(report)
    shown = sapa(*asked)
    assert "the answer: 1.4 Means for the plan" in shown.out
    assert sapa(*asked, "--fail-on", "never").code == 0


def test_a_report_that_cannot_be_read_is_not_checked(folder: Path) -> None:
    done = sapa(
        "carry",
        folder / "none.docx",
        "--from",
        "steppe@2023",
        "--to",
        "steppe@2024",
        "--sets-dir",
        folder,
        "--format",
        "json",
    )
    assert done.code == 2
    (document,) = json.loads(done.out)["documents"]
    assert {one["state"] for one in document["criteria"]} == {"not-checked", "unanswered"}
