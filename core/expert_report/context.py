"""What the rules of a review look at: the report, its terms, and what it is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..model.case import Case
from ..model.findings import Finding, Severity
from ..words.messages import Value
from ..words.narrative import is_prompt
from .report import Recommendation, Report, Written
from .terms import Term
from .words import says_none

_EXCERPT = 60  # characters of a text in a sentence about it


@dataclass(frozen=True)
class Sar:
    """The self-assessment report as far as the experts may cite it.

    pages: None where nobody knows them (Word); annexes: labels that it or its folder of annexes has
    """

    name: str
    pages: int | None
    annexes: frozenset[str]


@dataclass(frozen=True)
class Context:
    """sar, case: None where they were not given; then nothing is compared with them."""

    report: Report
    terms: tuple[Term, ...] = ()
    case: Case | None = None
    sar: Sar | None = None

    def finding(
        self, rule: str, severity: Severity, at: int | None, code: str | None = None, **arguments: Value
    ) -> Finding:
        given = {name: value for name, value in arguments.items() if value not in ("", (), None)}
        return Finding(f"review-{rule}", severity, self.report.place(at), self.report.set.id, code, given)

    def chapter_at(self, standard: str) -> int | None:
        chapter = self.report.chapters.get(standard)
        return chapter.start if chapter is not None else None

    def code_of(self, programme: str) -> str:
        """How people call a programme; "" where there is one."""
        return self.report.codes.get(programme, programme)

    def parts(self, kind: str, standard: str) -> list[Written]:
        """What a part of a chapter holds: by programme and expert."""
        return [w for tag, w in self.report.written.items() if tag.kind == kind and tag.standard == standard]

    def said(self, kind: str, standard: str) -> list[Written]:
        """The same, less what is empty, a prompt, or says that there is nothing."""
        return [
            written
            for written in self.parts(kind, standard)
            if written.filled and not says_none(written.text) and not is_prompt(written.text)
        ]

    @cached_property
    def recommended(self) -> dict[str, list[Recommendation]]:
        found: dict[str, list[Recommendation]] = {}
        for one in self.report.recommendations:
            if one.filled and not says_none(one.text.text) and not is_prompt(one.text.text):
                found.setdefault(one.standard, []).append(one)
        return found

    def not_the_best(self, standard: str) -> list[tuple[str, str]]:
        """(programme, rating) of the programmes whose rating of this standard is not the best of the scale."""
        best = self.report.scale.best
        return [
            (programme, key)
            for programme in self.report.programmes
            if (key := self.report.rating(programme, standard)) is not None and key != best
        ]


def has_fields(report: Report, number: str) -> bool:
    return any(tag.standard == number for tag in report.written)


def answered(context: Context, number: str, wanted: set[str]) -> bool:
    """A recommendation names one of the criteria, or is about the whole standard: it names none."""
    for one in context.recommended.get(number, []):
        codes = named(context.report, f"{one.code.text} {one.text.text}")
        if not codes or codes & wanted:
            return True
    return False


def named(report: Report, text: str) -> set[str]:
    """The set's criteria that a text names."""
    every = report.set.grammar.find(text)
    return {code.text for cited in every for code in cited.codes if code in report.set.criteria}


def short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1].rstrip() + "…"
