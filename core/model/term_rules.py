"""Rules from ratings to terms of accreditation, as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from ..words.messages import Lang
from .procedures import Certainty, Source, cited
from .standards import Titles

Decision = Literal["accredit", "refuse", "undetermined"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """years: of the accreditation, None unless accredited."""

    decision: Decision
    years: int | None = None

    @property
    def strictness(self) -> int:
        """The smaller, the shorter the term; refusal is shorter than any."""
        return self.years or 0


UNDETERMINED = Outcome("undetermined")


@dataclass(frozen=True)
class When:
    """A rule's condition: what stands here must all hold; empty fields ask nothing.

    some, every  ratings of the standards; previous: years of the earlier accreditation by the same agency
    """

    types: tuple[str, ...] = ()
    some: tuple[str, ...] = ()
    every: tuple[str, ...] = ()
    previous: tuple[int, ...] = ()
    fixable: bool | None = None

    def holds(self, ratings: frozenset[str], facts: Facts) -> bool:
        """ratings: those that occur; facts: all of them known."""
        return (
            (not self.types or facts.type in self.types)
            and (not self.some or not ratings.isdisjoint(self.some))
            and (not self.every or ratings <= frozenset(self.every))
            and (not self.previous or facts.previous in self.previous)
            and (self.fixable is None or facts.fixable == self.fixable)
        )


@dataclass(frozen=True)
class TermRule:
    """One rule; text: what it says, in our own words."""

    id: str
    outcome: Outcome
    when: When
    text: Titles
    sources: tuple[Source, ...]
    certainty: Certainty = "seen"


@dataclass(frozen=True)
class TermNote:
    """What is said besides where `when` holds; without it a contradiction or gap of the source, for documentation.

    years  terms that are allowed besides that of the rules
    """

    id: str
    text: Titles
    sources: tuple[Source, ...]
    when: When | None = None
    years: tuple[int, ...] = ()


@dataclass(frozen=True)
class TermRules:
    """The rules of one source. id: the procedure's name in the contract; sets: where it applies, empty: everywhere."""

    id: str
    titles: Titles
    sets: tuple[str, ...]
    documents: Mapping[str, Titles]
    rules: tuple[TermRule, ...]
    notes: tuple[TermNote, ...] = ()
    sections: Mapping[str, Titles] = field(default_factory=dict)

    def applies_to(self, set_id: str | None) -> bool:
        return set_id is None or not self.sets or set_id in self.sets

    @cached_property
    def asked_previous(self) -> tuple[int, ...]:
        """Earlier terms that make a difference to some rule."""
        return tuple(sorted({years for rule in self.rules for years in rule.when.previous}))

    def decide(self, ratings: frozenset[str], facts: Facts) -> Outcome:
        """The shortest term among those of the rules that hold; everything is known."""
        held = [rule.outcome for rule in self.rules if rule.when.holds(ratings, facts)]
        return min(held, key=lambda outcome: outcome.strictness, default=UNDETERMINED)

    def source_text(self, sources: Sequence[Source], lang: Lang) -> str:
        """Where the rule is written, as people look it up."""
        return cited(sources, self.documents, self.sections, lang)


@dataclass(frozen=True)
class Facts:
    """What a term depends on besides ratings; None: nobody has said it.

    previous  years of the earlier accreditation by this agency, 0 for none; fixable: remarks can be put right in a year
    """

    type: str | None = None
    previous: int | None = None
    fixable: bool | None = None
