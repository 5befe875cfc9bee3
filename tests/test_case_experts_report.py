"""The experts' filled report of a case tells lines of the checklist; their opinions on the report are facts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sapa.core.case.check import check_case
from sapa.core.case.reviewed import reviewed_report
from sapa.core.checking.settings import settings
from sapa.core.model.case import Case, Opinion
from sapa.core.model.findings import Finding
from sapa.core.model.places import Place
from sapa.core.model.results import Line
from sapa.core.reading.tools import probe
from sapa.core.rules.requirement_checks import Reviewed
from sapa.core.words.messages import message

from . import cases
from .cases import outcome, rules

FILE = "case/experts.docx"


def line(id: str, *found: tuple[str, dict[str, Any]], error: bool = False, **changes: Any) -> Line:
    """A line of the checklist whose experts' report was found to have that."""
    from sapa.core.case.check import judge

    findings = tuple(
        Finding(f"review-{rule}", "warning", Place(FILE, paragraph=3), arguments=arguments) for rule, arguments in found
    )
    reviewed = Reviewed(FILE, findings, message("reading.empty", path=FILE) if error else None)
    case = cases.case("programme", **changes)
    made = judge(case, cases.procedure("programme"), (), "0", probe(), today=cases.TODAY, reviewed=reviewed)
    assert made.case is not None
    return next(one for one in made.case.lines if one.requirement.id == id)


def test_a_line_that_the_report_meets_is_no_longer_by_hand() -> None:
    met = line("report-weaknesses")
    assert met.state == "met" and met.said is not None and met.said.arguments["path"] == FILE


def test_what_the_review_finds_against_a_line_is_shown_with_its_place() -> None:
    wrong = line("report-structure", ("no-rating", {"standard": "3"}))
    assert wrong.state == "not-met"
    (finding,) = wrong.findings
    assert (finding.rule, finding.place and finding.place.paragraph) == ("review-no-rating", 3)
    assert line("report-weaknesses", ("no-rating", {"standard": "3"})).state == "met", "another line's matter"


def test_a_part_counts_only_where_the_line_names_it() -> None:
    assert line("report-structure", ("empty-section", {"part": "analysis", "standard": "1"})).state == "not-met"
    assert line("report-structure", ("empty-section", {"part": "cover-kind"})).state == "met"
    assert line("report-timeframe", ("empty-section", {"part": "conclusion-due"})).state == "not-met"


def test_what_the_review_cannot_tell_wholly_stays_with_people() -> None:
    assert line("report-composition").state == "hand"
    assert line("report-composition", ("commission-missing", {"name": "X"})).state == "not-met"
    assert line("report-signed", ("no-rating", {"standard": "3"})).state == "hand"


@pytest.mark.parametrize("found", [(("no-report", {}),), ()])
def test_a_file_that_is_no_report_tells_nothing(found: tuple[tuple[str, dict[str, Any]], ...]) -> None:
    one = line("report-structure", *found, error=not found)
    assert one.state == "open"
    assert [finding.rule for finding in one.findings] == ["case-experts-report"]


def test_without_a_report_the_lines_are_by_hand() -> None:
    case = cases.case("programme")
    assert reviewed_report(case, cases.loaded(), settings(cases.loaded(), probe())) is None
    found = check_case(case, cases.loaded(), settings(cases.loaded(), probe()), today=cases.TODAY)
    assert found.case is not None
    states = {one.requirement.id: one.state for one in found.case.lines}
    assert states["report-structure"] == states["report-weaknesses"] == "hand"


def test_the_report_that_the_case_names_is_read(tmp_path: Path) -> None:
    import docx

    report = docx.Document()
    report.add_paragraph("Nothing of a report of experts.")
    report.save(str(tmp_path / "experts.docx"))
    case = replace(cases.case("programme"), folder=str(tmp_path), experts_report="experts.docx")
    found = check_case(case, cases.loaded(), settings(cases.loaded(), probe()), today=cases.TODAY)
    assert found.case is not None
    states = {one.requirement.id: one.state for one in found.case.lines}
    assert states["report-structure"] == "open", "it says nothing of a report, which is told"


# --- opinions


def with_opinions(*opinions: Opinion) -> Case:
    members = (cases.member("A. Expert"), cases.member("B. Expert"))
    return cases.case("programme", commission=members, opinions=opinions)


def test_opinions_of_all_members_meet_the_line() -> None:
    given = with_opinions(Opinion("a. expert", True), Opinion("B. Expert", True))
    assert outcome(given, "expert-opinions").state == "met"


def test_an_opinion_that_the_report_is_incomplete_is_told_with_its_reason() -> None:
    found = outcome(
        with_opinions(Opinion("A. Expert", False, note="no annexes"), Opinion("B. Expert", True)), "expert-opinions"
    )
    assert found.state == "not-met" and rules(found) == ["case-opinion-incomplete"]
    assert found.faults[0].arguments["note"] == "no annexes"


def test_opinions_that_are_wanting_or_of_strangers_leave_the_line_open() -> None:
    found = outcome(with_opinions(Opinion("A. Expert", True), Opinion("C. Other", True)), "expert-opinions")
    assert found.state == "open" and rules(found) == ["case-opinion-stranger", "case-no-opinion"]
    assert outcome(with_opinions(), "expert-opinions").state == "open"


# --- reasons to reject that the case can tell


def test_the_licence_is_told_by_its_number_or_its_copy() -> None:
    case = cases.case("programme")
    bare = replace(case.institution, licence="")
    assert outcome(case, "reject-licence").state == "met"
    assert outcome(replace(case, institution=bare), "reject-licence").state == "met", "a copy was supplied"
    nothing = replace(case, institution=bare, supplied={})
    assert rules(outcome(nothing, "reject-licence")) == ["case-no-licence"]
    missing = replace(case, institution=bare, supplied={"general_licence": ("licence.pdf",)})
    assert rules(outcome(missing, "reject-licence")) == ["case-file-missing"]
