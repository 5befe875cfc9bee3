"""The register of what was accredited: institutions and programmes, by the decisions that cases state."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ...model.case import Case
from ...model.procedures import Procedure
from ...words.messages import Lang
from .order import natural


@dataclass(frozen=True)
class Accredited:
    """programme: code and name, "" where the institution is accredited. until: the last day of the term, if known."""

    institution: str
    programme: str
    procedure: str
    type: str
    decided: date | None
    years: int | None
    certificate: str
    until: date | None


def register(cases: Iterable[tuple[Case, Procedure]], lang: Lang) -> tuple[Accredited, ...]:
    """Every positive decision, by institution and programme; a decision on all programmes is a row for each."""
    found = [one for case, procedure in cases for one in _of_case(case, procedure, lang)]
    return tuple(sorted(found, key=lambda one: (natural(one.institution), one.programme, one.decided or date.min)))


@dataclass(frozen=True)
class TermEnd:
    """The last day of a term. programme: as of Accredited; state: ended, soon (within a year), later."""

    institution: str
    programme: str
    until: date
    state: str


def term_ends(accredited: Iterable[Accredited], cases: Iterable[Case], today: date, lang: Lang) -> tuple[TermEnd, ...]:
    """The last term of each institution and programme, the nearest end first.

    Where no case has a new decision it is the term of the accreditation before, unless that was revoked.
    """
    last: dict[tuple[str, str], date] = {}
    decided = set()
    for one in accredited:
        decided.add(one.institution)
        if one.until is not None:
            key = (one.institution, one.programme)
            last[key] = max(one.until, last.get(key, one.until))
    for case in cases:
        before, name = case.previous, case.institution.names.get(lang)
        if name not in decided and before is not None and before.until is not None and before.revoked is None:
            last[name, ""] = max(before.until, last.get((name, ""), before.until))
    found = [TermEnd(*key, until, _state(until, today)) for key, until in last.items()]
    return tuple(sorted(found, key=lambda one: (one.until, natural(one.institution), one.programme)))


def _state(until: date, today: date) -> str:
    return "ended" if until < today else "soon" if until <= _until(today, 1) else "later"


def _of_case(case: Case, procedure: Procedure, lang: Lang) -> Iterator[Accredited]:
    span = case.days_of("decision")
    decided = span.last if span is not None else None
    for programme in case.programmes or (None,):
        decision = case.decision.of(programme.code if programme is not None else "") if case.decision else None
        if decision is None or not decision.accredited:
            continue
        until = _until(decided, decision.years) if decided is not None and decision.years is not None else None
        yield Accredited(
            case.institution.names.get(lang), f"{programme.code} {programme.names.get(lang)}" if programme else "",
            procedure.titles.get(lang), case.type, decided, decision.years, decision.certificate, until,
        )  # fmt: skip


def _until(decided: date, years: int) -> date:
    """The same day so many years later; of 29 February the 28th where the year has none."""
    year = decided.year + years
    last = calendar.monthrange(year, decided.month)[1]
    return date(year, decided.month, min(decided.day, last))
