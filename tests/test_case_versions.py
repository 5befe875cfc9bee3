"""The language versions of a case's report side by side, as a line of the checklist."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sapa.core.case.check import check_case
from sapa.core.checking import side_by_side
from sapa.core.checking.settings import settings
from sapa.core.model.case import Case
from sapa.core.model.results import Line
from sapa.core.reading.tools import probe
from sapa.core.words.messages import say

from . import cases
from .test_cli import word_file

ENGLISH = (
    "The university reviews its goals with students and employers every year and reports 5214 students in all. " * 4
)
RUSSIAN = (
    "Университет каждый год пересматривает цели со студентами и работодателями; всего обучается 5214 человек. " * 4
)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "possible", lambda: False)


def case(folder: Path, english: list[str], russian: list[str], **changes: object) -> Case:
    for lang, codes, title, text in (("en", english, "Goals", ENGLISH), ("ru", russian, "Цели", RUSSIAN)):
        paragraphs = [(one, level) for code in codes for one, level in ((f"{code} {title}", 2), (text, 0))]
        word_file(folder / f"{lang}.docx", *paragraphs)
    reports = tuple(replace(cases.report(lang), files=(f"{lang}.docx",)) for lang in ("en", "ru"))
    return replace(cases.case("institutional"), folder=str(folder), **{"reports": reports, **changes})  # type: ignore[arg-type]


def line(of: Case) -> Line:
    found = check_case(of, cases.loaded(), settings(cases.loaded(), probe()), today=cases.TODAY)
    assert found.case is not None
    return next(one for one in found.case.lines if one.requirement.id == "sar-versions")


def test_versions_that_state_the_same_meet_the_line(tmp_path: Path) -> None:
    found = line(case(tmp_path, ["1.2.1", "1.2.2"], ["1.2.1", "1.2.2"]))
    assert found.state == "met" and found.said is not None and found.said.arguments["languages"] == ("en", "ru")


def test_what_one_version_lacks_is_told_by_kind_with_its_criteria(tmp_path: Path) -> None:
    found = line(case(tmp_path, ["1.2.1", "1.2.2", "1.2.3"], ["1.2.1", "1.2.2"]))
    assert found.state == "not-met"
    (fault,) = [one for one in found.findings if one.arguments["kind"] == "coverage"]
    assert (fault.severity, fault.arguments["codes"]) == ("warning", ("1.2.3",))


def test_many_criteria_are_told_as_ranges(tmp_path: Path) -> None:
    codes = [f"2.2.{number}" for number in range(1, 6)]
    found = line(case(tmp_path, ["1.2.1", *codes], ["1.2.1", "2.2.4"]))
    (fault,) = [one for one in found.findings if one.arguments["kind"] == "coverage"]
    assert fault.arguments["codes"] == ("2.2.1", "2.2.2", "2.2.3", "2.2.5")
    assert "(2.2.1–2.2.3, 2.2.5)" in say(fault.message)


def test_reports_about_other_programmes_are_other_reports(tmp_path: Path) -> None:
    of = case(tmp_path, ["1.2.1", "1.2.2"], ["1.2.1"])
    english, russian = of.reports
    apart = replace(of, reports=(replace(english, programmes=("6B06101",)), russian))
    assert line(apart).state == "open"


def test_a_report_in_one_language_leaves_the_line_open(tmp_path: Path) -> None:
    of = case(tmp_path, ["1.2.1"], ["1.2.1"])
    assert line(replace(of, reports=of.reports[:1])).state == "open"


def test_a_file_in_another_language_than_it_is_said_to_be_is_not_compared(tmp_path: Path) -> None:
    of = case(tmp_path, ["1.2.1"], ["1.2.1"])
    english, russian = of.reports
    assert line(replace(of, reports=(english, replace(russian, language="kk")))).state == "open"
