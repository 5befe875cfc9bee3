"""What the case and the filled experts' report say, as the council's documents need it; nothing that neither says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from ...checking.limits import limits
from ...checking.workers import apart
from ...expert_report.tags import Tag
from ...expert_report.words import says_none
from ...loading.installed import AssemblyError, Option, Request
from ...loading.rating_scale import scale_of
from ...model.case import Case, Span
from ...model.document import ReadingError
from ...model.procedures import Procedure, Rating
from ...model.programme_codes import latin
from ...model.standards import StandardSet
from ...words.messages import Lang, message
from ..expert_report.outline import file_name
from ..subject import Subject

if TYPE_CHECKING:
    from ...expert_report.review import Review
    from ...expert_report.terms import Term

REPORT = Option("report", "The experts' report, filled in: its ratings and its recommendation are taken.", "file")
TEMPLATE = Option("template", "The agency's own Word file: its styles, header, footer and logo are taken.", "file")


@dataclass(frozen=True)
class Known:
    """review: of the filled report; None where none was given."""

    request: Request
    case: Case
    procedure: Procedure
    standards: StandardSet
    review: Review | None = None

    @property
    def lang(self) -> Lang:
        return self.request.lang

    @property
    def institution(self) -> str:
        return self.case.institution.names.get(self.lang)

    @property
    def report_name(self) -> str:
        return file_name(self.review.path) if self.review is not None else ""

    @property
    def decided_on(self) -> date | None:
        """The day of the decision; a day to come is none: nobody has decided yet."""
        days = self.case.days_of("decision")
        today = self.request.today
        return days.last if days is not None and (today is None or days.last <= today) else None

    @property
    def visited(self) -> Span | None:
        return self.case.visit

    @property
    def scale(self) -> tuple[Rating, ...]:
        return scale_of(self.procedure)

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """The case's programmes where the procedure asks for them by name; else the institution."""
        of_programmes = any(one.check == "programmes-named" for one in self.procedure.requirements)
        listed = [
            Subject(one.code, one.names.get(self.lang), level=one.level or "")
            for one in self.case.programmes
            if of_programmes
        ]
        return tuple(listed) or (Subject("", self.institution),)

    def rating(self, subject: Subject, standard: str) -> str | None:
        """The key of the experts' rating, None where there is none."""
        ratings = self._ratings
        found = ratings.get(latin(subject.code), ratings.get("", {}) if len(self.subjects) == 1 else {})
        return found.get(standard)

    @cached_property
    def _ratings(self) -> Mapping[str, Mapping[str, str | None]]:
        report = self.review.report if self.review is not None else None
        if report is None:
            return {}
        found = {latin(code): ratings for code, ratings in report.ratings.items()}
        return {**found, "": next(iter(found.values()))} if len(found) == 1 else found

    def concluded(self, field: str, subject: Subject | None = None) -> str:
        """What the report's conclusion says in that field, "" where nothing."""
        report = self.review.report if self.review is not None else None
        if report is None:
            return ""
        keys = [key for key, code in report.codes.items() if subject is not None and latin(code) == latin(subject.code)]
        for key in dict.fromkeys((*keys, "")):
            written = report.get(Tag("conclusion", programme=key, field=field))
            if written is not None and written.filled:
                return written.text
        return ""

    @cached_property
    def dissenting(self) -> tuple[str, ...]:
        """Numbers of the standards on which the report holds a dissenting opinion."""
        report = self.review.report if self.review is not None else None
        if report is None:
            return ()
        numbers = {tag.standard for tag, one in report.written.items() if tag.kind == "dissent" and says(one.text)}
        return tuple(standard.number for standard in self.standards.standards if standard.number in numbers)

    def terms(self, subject: Subject) -> Sequence[Term]:
        found = self.review.terms if self.review is not None else ()
        own = [term for term in found if latin(term.programme) == latin(subject.code)]
        return own or [term for term in found if not term.programme]


def says(text: str) -> bool:
    """Whether a text says more than that there is nothing to say."""
    return bool(text.strip()) and not says_none(text)


def known(request: Request) -> Known:
    """Raises AssemblyError where the filled report cannot be read or is about other standards."""
    from ...expert_report.review import Given, review

    case: Case = request.case
    procedure = request.loaded.procedures[case.procedure]
    standards = request.loaded.sets.find(procedure.sets[0])
    path = request.options.get("report") or (case.path(case.experts_report) if case.experts_report else None)
    if path is None:
        return Known(request, case, procedure, standards)
    data = replace(request.loaded, rules=(), assemblies=())  # plugins' code may not go into another process
    try:
        read: Review = apart(str(path), review, str(path), Given(case=case), data, request.tools, limits=limits())
    except ReadingError as error:
        raise AssemblyError(error.said) from error
    if read.report is None:
        assert read.error is not None
        raise AssemblyError(read.error)
    if read.report.set.id not in (*procedure.sets, *case.sets):
        found = read.report.set.title(request.lang)
        wanted = standards.title(request.lang)
        raise AssemblyError(message("council.report-other", report=file_name(str(path)), found=found, wanted=wanted))
    return Known(request, case, procedure, read.report.set, read)
