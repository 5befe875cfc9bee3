"""An agency's year: runs that are broken off and taken up again, results that are made once more."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import sapa
from sapa import api
from sapa.core.checking import remembered, side_by_side
from sapa.core.checking.remembered import Remembered, place
from sapa.core.checking.settings import Settings, settings
from sapa.core.model.digests import digest
from sapa.core.reading.tools import Tools
from sapa.core.reporting import verify

from . import wordxml as w
from .cases import loaded

WORDS = "words of an answer that says what is done and by whom " * 6


def report(folder: Path, name: str, code: str = "1.2.4") -> Path:
    folder.mkdir(exist_ok=True)
    return w.save(folder, w.package(w.p(f"{code} Policy for quality assurance") + w.p(WORDS)), name)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "cache"))
    return place()


def how(**changes: object) -> Settings:
    return replace(settings(loaded(), Tools()), **changes)  # type: ignore[arg-type]


# --- resume


def test_only_under_resume_is_anything_kept_and_only_its_owner_can_read_it(tmp_path: Path, cache: Path) -> None:
    file = report(tmp_path / "r", "1.docx")
    sapa.check(file, ["institutional"])
    assert not cache.exists()
    first = sapa.check(file, ["institutional"], resume=True)
    assert cache.is_file()
    if os.name == "posix":
        assert stat.S_IMODE(cache.stat().st_mode) == 0o600
    again = sapa.check(file, ["institutional"], resume=True)
    assert again.to_json() == first.to_json()
    assert api.forget() > 0 and not cache.exists()
    assert api.forget() == 0


@pytest.mark.usefixtures("workers")
def test_what_was_checked_before_is_not_read_again(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "r"
    for name in ("1.docx", "2.docx"):
        report(folder, name)
    sapa.check(folder, ["institutional"], resume=True)
    third = report(folder, "3.docx")
    asked: list[object] = []
    made = side_by_side._made

    def seen(steps: object, reports: object, *rest: object) -> object:
        asked.append(reports)
        return made(steps, reports, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(side_by_side, "_made", seen)
    result = sapa.check(folder, ["institutional"], resume=True)
    assert asked == [[(str(third),)]]
    assert [Path(one.path).name for one in result.documents] == ["1.docx", "2.docx", "3.docx"]


@pytest.mark.usefixtures("workers")
def test_parts_that_were_joined_before_are_not_read_again(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = [report(tmp_path / "r", name, code) for name, code in (("1.docx", "1.2.4"), ("2.docx", "1.2.5"))]
    first = sapa.check(parts, ["institutional"], joined=True, resume=True)

    def unread(steps: object, reports: object, *_: object) -> object:
        assert reports == []
        return iter(())

    monkeypatch.setattr(side_by_side, "_made", unread)
    assert sapa.check(parts, ["institutional"], joined=True, resume=True).to_json() == first.to_json()


def test_a_result_counts_only_for_the_same_bytes_name_sets_and_settings(tmp_path: Path, cache: Path) -> None:
    file = str(report(tmp_path / "r", "1.docx"))
    result = sapa.check(file, ["institutional"]).documents[0]
    chosen = (loaded().sets["institutional"],)
    with Remembered(cache, how(sets=chosen)) as memory:
        memory.put((file,), result)
        assert memory.get((file,)) is not None
    other = (replace(chosen[0], words={"": 1}),)  # the same edition, another content
    for changed in (how(), how(sets=other), how(sets=chosen, ocr="never"), how(sets=chosen, level="master")):
        with Remembered(cache, changed) as memory:
            assert memory.get((file,)) is None
    Path(file).write_bytes(Path(file).read_bytes() + b"\0")
    with Remembered(cache, how(sets=chosen)) as memory:
        assert memory.get((file,)) is None
        assert memory.get(("gone.docx",)) is None


def test_what_could_not_be_read_is_not_kept(tmp_path: Path, cache: Path) -> None:
    broken = tmp_path / "1.docx"
    broken.write_bytes(b"PK\x03\x04 no package")
    found = sapa.check(broken, ["institutional"]).documents[0]
    assert found.error is not None
    with Remembered(cache, how()) as memory:
        memory.put((str(broken),), found)
        assert memory.get((str(broken),)) is None


@pytest.mark.skipif(os.name != "posix", reason="no such permissions here")
def test_a_file_that_others_can_write_is_not_trusted(cache: Path) -> None:
    cache.parent.mkdir(parents=True)
    cache.touch()
    cache.chmod(0o666)
    with pytest.raises(OSError):
        Remembered(cache, how())


def test_a_broken_file_of_results_is_said(tmp_path: Path, cache: Path) -> None:
    cache.parent.mkdir(parents=True)
    cache.write_bytes(b"no database" * 100)
    cache.chmod(0o600)
    with pytest.raises(sapa.SapaError) as raised:
        sapa.check(report(tmp_path / "r", "1.docx"), ["institutional"], resume=True)
    assert str(cache) in raised.value.told()


def test_the_digest_of_a_set_is_the_same_in_every_process() -> None:
    code = (
        "from sapa.core.model.digests import digest; import sapa;"
        "print(digest(sapa.load(only=['standards_institutional']).sets['institutional']))"
    )
    made = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        made.add(done.stdout.strip())
    assert made == {digest(loaded().sets["institutional"])}
    assert digest(loaded().sets["programme"]) not in made


# --- broken off


@pytest.mark.usefixtures("workers")
def test_a_run_that_is_ended_gives_the_reports_that_were_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("1.docx", "2.docx", "3.docx"):
        report(tmp_path / "r", name)
    made = side_by_side._made

    def ended(*given: object) -> object:
        for number, found in enumerate(made(*given)):  # type: ignore[arg-type]
            if number == 2:
                raise KeyboardInterrupt
            yield found

    monkeypatch.setattr(side_by_side, "_made", ended)
    with pytest.raises(KeyboardInterrupt) as raised:
        sapa.check(tmp_path / "r", ["institutional"])
    stop = raised.value
    assert isinstance(stop, side_by_side.Interrupted)
    assert (len(stop.documents), stop.total, stop.code) == (2, 3, 130)
    assert [Path(one.path).name for one in api.partial(stop).documents] == ["1.docx", "2.docx"]


# --- verify


def test_a_result_that_is_made_once_more_is_the_same_to_the_byte(tmp_path: Path) -> None:
    file, result = report(tmp_path / "r", "1.docx"), tmp_path / "result.json"
    result.write_bytes(sapa.check(file, ["institutional"], ocr="never").to_json("kk").encode())
    assert api.verify(result).same


def results_of(folder: Path) -> dict[str, str]:
    """A result of every kind that can be made once more, by the file in it that is changed afterwards."""
    from .comparing.versions import EN, RU, written
    from .filled import complete, fill, skeleton
    from .test_several_cases import make

    old, new = report(folder, "old.docx"), report(folder, "new.docx", "1.2.5")
    english, russian = written(EN, folder / "en.docx"), written(RU, folder / "ru.docx")
    experts = w.save(folder, fill(skeleton("en"), complete()), "experts.docx")
    case = make(folder / "alpha", "Alpha University", "1.2.1")
    make(folder / "beta", "Beta University", "1.2.2")
    (folder / "gamma").mkdir()
    (folder / "gamma" / "sapa.toml").write_text("no TOML", "utf-8")
    earlier = folder / "earlier.json"
    earlier.write_bytes(sapa.check(old, ["institutional"]).to_json().encode())
    one = sapa.check(case, ocr="never")
    return {
        "case": one.to_json("ru"),
        "cases": api.check_cases([folder / "alpha", folder / "beta", folder / "gamma", old]).to_json(),
        "compare": api.compare(old, new, set="institutional").to_json("kk"),
        "compare with a result": api.compare(earlier, new).to_json(),
        "parity": api.parity([english, russian], set="institutional", ocr="never").to_json("ru"),
        "review": api.review(experts, set="institutional", previous_years=5).to_json(),
        "review with its case": api.review(experts, case=case, sar=old, type="re-accreditation").to_json("kk"),
    }


def test_every_kind_of_result_that_names_what_it_was_made_from_is_made_once_more(tmp_path: Path) -> None:
    changed = {
        "case": "alpha/sar/report.docx", "cases": "alpha/sar/report.docx", "compare": "new.docx",
        "compare with a result": "earlier.json", "parity": "ru.docx", "review": "experts.docx",
        "review with its case": "alpha/sar/report.docx",
    }  # fmt: skip
    file, results = tmp_path / "result.json", results_of(tmp_path / "r")
    for kind, text in results.items():
        file.write_bytes(text.encode())
        assert (kind, api.verify(file, loaded=api.load_for_case(api.case_of(file))).differences) == (kind, ())
    for kind, name in changed.items():
        file.write_bytes(results[kind].encode())
        with Path(tmp_path / "r" / name).open("ab") as stream:
            stream.write(b" ")
        loaded = api.load_for_case(api.case_of(file))
        told = [(one.id, one.arguments.get("path")) for one in api.verify(file, loaded=loaded).differences]
        assert (kind, told) == (kind, [("verify.file", str(tmp_path / "r" / name))])
        with Path(tmp_path / "r" / name).open("r+b") as stream:
            stream.truncate(Path(tmp_path / "r" / name).stat().st_size - 1)


def test_a_result_that_does_not_name_what_it_was_made_from_says_so(tmp_path: Path) -> None:
    file = tmp_path / "result.json"
    file.write_bytes(b'{"schema": "sapa.document/1", "path": "1.docx"}')
    with pytest.raises(verify.NoResult) as raised:
        api.verify(file)
    assert (raised.value.said.id, raised.value.said.arguments["kind"]) == ("verify.other-kind", "sapa.document/1")


@pytest.mark.parametrize(
    "wrong",
    [
        {"asked": 1}, {"asked": []}, {"asked": [1]}, {"sets": "institutional"}, {"ocr": "maybe"}, {"level": 7},
        {"today": "yesterday"}, {"today": "2026-13-45"}, {"lang": "de"}, {"form": []}, {"skip": {"a": 1}},
    ],
)  # fmt: skip
def test_settings_that_no_result_can_have_are_refused(tmp_path: Path, wrong: dict[str, object]) -> None:
    file = tmp_path / "result.json"
    raw = json.loads(sapa.check(report(tmp_path, "1.docx"), ["institutional"]).to_json())
    raw["made"] |= wrong
    file.write_text(json.dumps(raw), "utf-8")
    with pytest.raises(verify.NoResult):
        api.verify(file)


@pytest.mark.parametrize("wrong", [{"tools": 1}, {"documents": None}, {"version": []}, {"documents": [{}]}])
def test_what_else_is_wrong_in_a_result_makes_it_another_one(tmp_path: Path, wrong: dict[str, object]) -> None:
    file = tmp_path / "result.json"
    raw = json.loads(sapa.check(report(tmp_path, "1.docx"), ["institutional"]).to_json())
    file.write_text(json.dumps(raw | wrong), "utf-8")
    assert not api.verify(file).same


def test_what_has_changed_since_is_named(tmp_path: Path) -> None:
    file, result = report(tmp_path / "r", "1.docx"), tmp_path / "result.json"
    text = sapa.check(file, ["institutional"]).to_json()

    def told(said: str) -> list[str]:
        result.write_bytes(said.encode())
        return [one.id for one in api.verify(result).differences]

    raw = json.loads(text)
    assert told(text.replace('"addressed": 1,', '"addressed": 7,')) == ["verify.other-bytes"]
    assert told(text.replace(f'"version": "{raw["version"]}"', '"version": "0.0"', 1)) == ["verify.version"]
    assert told(text.replace(raw["made"]["known"]["institutional@2021"], "0" * 64)) == ["verify.set"]
    report(tmp_path / "r", "1.docx", "1.2.5")
    assert told(text) == ["verify.file"]


@pytest.mark.parametrize("content", ["{}", "no json", "[" * 100_000, '{"schema": "sapa.check/1"}'])
def test_what_is_no_result_is_said(tmp_path: Path, content: str) -> None:
    file = tmp_path / "result.json"
    file.write_text(content, "utf-8")
    with pytest.raises(sapa.SapaError):
        api.verify(file)


def test_the_place_of_what_is_kept_is_the_systems_own() -> None:
    assert remembered.place({"XDG_CACHE_HOME": "/c"}, "linux") == Path("/c/sapa/results.sqlite")
    assert remembered.place({"LOCALAPPDATA": "/l"}, "win32") == Path("/l/sapa/results.sqlite")
