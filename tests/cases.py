"""Cases for tests: a complete one that meets every rule of a procedure, and ways to spoil it. All names are fictional."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from functools import cache

from sapa.core.loading.installed import Loaded
from sapa.core.loading.plugins import load_plugins
from sapa.core.model.case import (
    Case,
    CaseReport,
    Coordinator,
    Institution,
    Member,
    Previous,
    Programme,
    Slot,
    Span,
)
from sapa.core.model.procedures import Procedure
from sapa.core.model.results import DocumentResult
from sapa.core.model.standards import Titles
from sapa.core.rules.annexes import Annexes
from sapa.core.rules.case_checks import CHECKS, CaseContext, Outcome

TODAY = date(2027, 6, 1)
VISIT = Span(date(2027, 5, 12), date(2027, 5, 13))


@cache
def loaded() -> Loaded:
    return load_plugins(only=["standards_institutional", "standards_programme", "eur_ace", "online_audit"])


def procedure(id: str) -> Procedure:
    return loaded().procedures[id]


def member(name: str, role: str = "expert", **more: object) -> Member:
    given: dict[str, object] = {
        "country": "KZ", "affiliation": "Second Sample University", "degree": "PhD", "certificate": "No. 1",
        "evaluated": date(2027, 5, 20), **more,
    }  # fmt: skip
    return Member(name, role, **given)  # type: ignore[arg-type]


def slots(day: date, *meets: str, start: time = time(9)) -> tuple[Slot, ...]:
    """Half-hour slots one after another; "experts" opens."""
    made = []
    for number, group in enumerate(("experts", *meets)):
        begin = (start.hour * 60 + start.minute) + number * 30
        end = begin + 30
        made.append(
            Slot(day, time(begin // 60, begin % 60), time(end // 60, end % 60), f"Meeting {number}", "", "Room 1",
                 "https://meet.example/1", "Someone", (group,))
        )  # fmt: skip
    return tuple(made)


def case(id: str = "institutional", **changes: object) -> Case:
    """A case that has nothing wrong with it, as far as no report must be read."""
    supplied = {
        str(one.parameters["key"]): ("https://university.example/x",)
        for one in procedure(id).requirements
        if one.check == "supplied"
    }
    experts = tuple(member(f"Expert {number}", chair=number == 0) for number in range(5))
    commission = (
        *experts,
        member("Foreign expert", country="DE"),
        member("Employer", "employer"),
        member("Student", "student"),
    )
    agenda = slots(VISIT.first, *(one.group for one in procedure(id).meetings))
    if id != "online-audit":
        labs, closing = slots(VISIT.last, "support", "leadership")[1:]
        agenda += (slots(VISIT.last)[0], replace(labs, visits=("laboratories",)), closing)
    made = Case(
        folder="case",
        procedure=id,
        type="re-accreditation",
        institution=Institution(
            Titles({"en": "Example University", "ru": "Университет Пример"}), "KZ", "University", "No. 1", "No. 7 of 2023", 100,
            "https://university.example",
        ),
        programmes=(Programme("6B06101", Titles({"en": "Steppe systems"}), "bachelor"),),
        reports=(),
        supplied=supplied,
        commission=commission,
        coordinator=Coordinator("Coordinator", affiliation="Example Agency"),
        agenda=agenda,
        dates={"visit": VISIT if id != "online-audit" else Span(VISIT.first, VISIT.first)},
        events=procedure(id).events,
        previous=Previous(years=5, until=date(2028, 6, 30)),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def document(path: str = "sar.docx", language: str = "en") -> DocumentResult:
    """A report that was read and checked against nothing."""
    return DocumentResult(path, (path,), "0" * 64, "docx", language, None, None, (), (), (), (), None)


def report(language: str, *programmes: str) -> CaseReport:
    return CaseReport(language, (f"sar-{language}.docx",), programmes)


def context(
    of: Case, *, documents: tuple[DocumentResult, ...] = (), annexes: Annexes | None = None, today: date = TODAY,
    files: dict[str, int] | None = None,
) -> CaseContext:  # fmt: skip
    there = files or {}
    return CaseContext(of, procedure(of.procedure), documents, annexes or Annexes(), today, there.get)


def outcome(of: Case, requirement: str, **more: object) -> Outcome:
    """What the check of a requirement of the case's procedure says."""
    one = procedure(of.procedure).by_id[requirement]
    return CHECKS[one.check].run(context(of, **more), one)  # type: ignore[arg-type]


def rules(found: Outcome) -> list[str]:
    return [fault.rule for fault in found.faults]


def day_after(day: date, days: int) -> date:
    return day + timedelta(days=days)
