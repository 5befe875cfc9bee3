"""What is legal in a set and will hurt is said, and the set stays valid; one broken set leaves its neighbours."""

from __future__ import annotations

from pathlib import Path

import pytest

from sapa.core.loading.plugins import load_plugins
from sapa.core.loading.set_file import parse_set
from sapa.core.loading.set_warnings import warnings

from .command import sapa as run

HEAD = """
[set]
id = "x"
edition = "1"
complete = true
titles = { en = "X" }
[codes]
levels = [9, 99, 99]
fewest = 2
"""
SIGNS = '[recognition]\nphrases = ["our self-assessment"]\n'
ONE = '[[standards]]\nnumber = "1"\ntitles = { en = "One", ru = "Раз" }\n'
GOOD = (
    HEAD
    + SIGNS
    + ONE
    + ('criteria = [{ code = "1.1", esg = ["1.1"], titles = { en = "A" } }, { code = "1.2", titles = { en = "B" } }]\n')
)


def said(text: str) -> list[str]:
    return [one.id.removeprefix("set-warning.") for one in warnings(parse_set(text))]


def test_a_good_set_has_no_warnings() -> None:
    assert said(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        (SIGNS, "", "not-recognised"),
        ('"our self-assessment"', '"self-assessment"', "short-phrase"),
        (', titles = { en = "B" }', "", "no-titles"),
        (', ru = "Раз"', "", "one-language"),
        ('"1.2", titles', '"1.4", titles', "gaps"),
        (', esg = ["1.1"]', "", "no-mapping"),
        ('{ code = "1.2"', '{ code = "1.1.1", titles = { en = "C" } }, { code = "1.2"', "no-children"),
    ],
)
def test_each_warning_names_what_will_hurt(old: str, new: str, warning: str) -> None:
    assert old in GOOD
    assert said(GOOD.replace(old, new)) == [warning]


def test_a_standard_without_criteria_and_one_without_a_title_of_the_language_are_told() -> None:
    assert said(GOOD + '[[standards]]\nnumber = "2"\ntitles = { en = "Two" }\ncriteria = []\n') == [
        "some-titles",
        "empty-standards",
    ]


def test_one_level_codes_that_chapters_could_trip_are_told() -> None:
    one = GOOD.replace("levels = [9, 99, 99]\nfewest = 2", "levels = [99]")
    one = (
        one.replace('"1.1", esg', '"1", esg')
        .replace('"1.2", titles', '"2", titles')
        .replace('number = "1"', 'number = "A"')
    )
    assert "one-level" in said(one)


@pytest.mark.parametrize("name", ["institutional", "programme", "eur-ace"])
def test_an_incomplete_shipped_set_is_not_told_of_gaps(name: str) -> None:
    found = load_plugins().sets[name]
    assert "set-warning.gaps" not in [one.id for one in warnings(found)]


def test_one_broken_set_of_a_folder_is_named_and_set_aside(tmp_path: Path) -> None:
    for name, text in (("good", GOOD), ("bad", "[set")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "set.toml").write_text(text, "utf-8")
    listed = run("sets", "list", "--sets-dir", str(tmp_path))
    assert listed.code == 0
    assert "x@1" in listed.out
    assert "bad" in listed.err
    checked = run("sets", "validate", str(tmp_path))
    assert checked.code == 2
    assert "x@1 is right" in checked.out
    assert str(tmp_path / "bad" / "set.toml") in checked.out


def test_warnings_leave_the_exit_code_zero(tmp_path: Path) -> None:
    (tmp_path / "set.toml").write_text(GOOD.replace(SIGNS, ""), "utf-8")
    checked = run("sets", "validate", str(tmp_path))
    assert checked.code == 0
    assert "warning: no report will be recognised" in checked.out
