"""From ratings to the indicative term of accreditation, by rules that are data (core/data/terms_*.toml).

Every source of rules gives a term of its own: they contradict each other, and the Accreditation Council decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from ..model.term_rules import UNDETERMINED, Facts, Outcome, TermNote, TermRule, TermRules, When
from ..words.messages import Message, message

USUAL_TYPE = "primary-with-graduates"  # where no case says the type
_OTHER = 0  # stands for every earlier term that no rule asks for


@dataclass(frozen=True)
class Change:
    """With this one rating instead, the outcome would be another."""

    standard: str
    rating: str
    outcome: Outcome


@dataclass(frozen=True)
class Alternative:
    """One of two readings: the rules asked of the standards alone, or of the criteria as well.

    criteria  code and value of those that make the difference, () for the reading by standards
    fired     the rules that decide
    """

    outcome: Outcome
    fired: tuple[TermRule, ...] = ()
    criteria: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Term:
    """An indicative term by one source.

    assumed   what was taken for granted; missing: what an undetermined one lacks
    fired     rules that hold, whatever is missing; notes: besides
    possible  the outcomes that what is missing leaves open, shortest first
    changes   every other rating of a single standard that changes the outcome
    alternatives  where criteria are assessed below their standards and the readings differ: both, the outcome open
    """

    programme: str
    rules: TermRules
    outcome: Outcome
    assumed: tuple[Message, ...] = ()
    fired: tuple[TermRule, ...] = ()
    notes: tuple[TermNote, ...] = ()
    missing: tuple[Message, ...] = ()
    possible: tuple[Outcome, ...] = ()
    changes: tuple[Change, ...] = ()
    alternatives: tuple[Alternative, ...] = ()

    @property
    def allowed(self) -> frozenset[Outcome]:
        """What a decision may be by this source: its outcome, either reading, and terms that it names besides."""
        besides = (Outcome("accredit", years) for note in self.notes for years in note.years)
        read = [one.outcome for one in self.alternatives] or [self.outcome]
        return frozenset((*read, *besides))

    @property
    def procedure(self) -> str:
        return self.rules.id


def term(
    rules: TermRules,
    ratings: Mapping[str, str | None],
    facts: Facts,
    *,
    values: Sequence[str],
    programme: str = "",
    criteria: Mapping[str, str] | None = None,
) -> Term:
    """The indicative term by one source.

    ratings   by standard, None where there is none (yet); values: the scale's keys, the best first
    criteria  assessments by code: the sources speak of standards in one place and of criteria in another
    """
    criteria = criteria or {}
    known = _Known(rules, ratings, facts, values)
    alternatives = _alternatives(known, criteria)
    outcome = UNDETERMINED if alternatives else known.outcome
    every = [known, known.with_criteria(criteria)] if alternatives else [known]
    fired = tuple(rule for rule in rules.rules if all(one.certain(rule.when) for one in every))
    notes = tuple(note for note in rules.notes if note.when is not None and known.certain(note.when))
    lacking = outcome.decision == "undetermined" and not alternatives
    possible = tuple(sorted({one.outcome for one in alternatives}, key=lambda one: one.strictness)) or known.possible
    return Term(
        programme,
        rules,
        outcome,
        assumed=tuple(_assumed(facts, fired)),
        fired=fired,
        notes=notes,
        missing=tuple(known.missing()) if lacking else (),
        possible=possible if (lacking or alternatives) and len(possible) > 1 else (),
        changes=tuple(_changes(known, criteria, outcome)),
        alternatives=alternatives,
    )


def _alternatives(known: _Known, criteria: Mapping[str, str]) -> tuple[Alternative, ...]:
    """Both readings where they differ."""
    outcome = known.outcome
    if outcome.decision == "undetermined":
        return ()
    whole = known.with_criteria(criteria)
    if whole.outcome == outcome:
        return ()
    worst = {value for value in criteria.values() if value not in known.given}
    named = tuple((code, value) for code, value in criteria.items() if value in worst)
    return (Alternative(outcome, known.deciding), Alternative(whole.outcome, whole.deciding, named))


def terms(
    sources: Sequence[TermRules],
    ratings: Mapping[str, Mapping[str, str | None]],
    facts: Mapping[str, Facts],
    *,
    set_id: str | None,
    values: Sequence[str],
    criteria: Mapping[str, Mapping[str, str]] | None = None,
) -> tuple[Term, ...]:
    """Terms of every programme by every source that applies to the set. facts, criteria: by programme."""
    assessed = criteria or {}

    def by(source: TermRules, programme: str, by_standard: Mapping[str, str | None]) -> Term:
        known, own = facts.get(programme, Facts()), assessed.get(programme)
        return term(source, by_standard, known, values=values, programme=programme, criteria=own)

    return tuple(
        by(source, programme, by_standard)
        for programme, by_standard in ratings.items()
        for source in sources
        if source.applies_to(set_id)
    )


def disagree(found: Sequence[Term]) -> bool:
    """The sources do not all give the same outcome for this programme."""
    return len({one.outcome for one in found}) > 1


@dataclass(frozen=True)
class _Known:
    """Ratings and facts, some of which may be missing: every way to complete them."""

    rules: TermRules
    ratings: Mapping[str, str | None]
    facts: Facts
    values: Sequence[str]

    besides: frozenset[str] = frozenset()  # values of criteria, where the rules are asked of them too

    @cached_property
    def given(self) -> frozenset[str]:
        return self.besides | frozenset(value for value in self.ratings.values() if value is not None)

    def with_criteria(self, criteria: Mapping[str, str]) -> _Known:
        return replace(self, besides=frozenset(criteria.values()))

    @property
    def deciding(self) -> tuple[TermRule, ...]:
        """The rules that hold and give the outcome."""
        return tuple(rule for rule in self.rules.rules if rule.outcome == self.outcome and self.certain(rule.when))

    @cached_property
    def open(self) -> int:
        """How many ratings are missing; a report without any standard lacks one, too."""
        return sum(value is None for value in self.ratings.values()) if self.ratings else 1

    def completions(self) -> Iterator[tuple[frozenset[str], Facts]]:
        """Only which ratings occur matters, not how often."""
        facts = replace(self.facts, type=self.facts.type or USUAL_TYPE, fixable=self.facts.fixable is not False)
        terms_before = (facts.previous,) if facts.previous is not None else (*self.rules.asked_previous, _OTHER)
        for previous in terms_before:
            complete = replace(facts, previous=previous)
            if not self.open:
                yield self.given, complete
            for size in range(1, min(self.open, len(self.values)) + 1):
                for added in combinations(self.values, size):
                    yield self.given | frozenset(added), complete

    @cached_property
    def possible(self) -> tuple[Outcome, ...]:
        found = {self.rules.decide(ratings, facts) for ratings, facts in self.completions()}
        return tuple(sorted(found, key=lambda one: (one.decision == "undetermined", one.strictness)))

    @property
    def outcome(self) -> Outcome:
        """Determined where every completion leads to the same."""
        return self.possible[0] if len(self.possible) == 1 else UNDETERMINED

    def certain(self, when: When) -> bool:
        return all(when.holds(ratings, facts) for ratings, facts in self.completions())

    def missing(self) -> Iterator[Message]:
        if len(self.possible) == 1:
            yield message("term.missing-rule")
            return
        without = tuple(standard for standard, value in self.ratings.items() if value is None)
        if without:
            yield message("term.missing-ratings", standards=without)
        elif not self.ratings:
            yield message("term.missing-all")
        if self.facts.previous is None and self._previous_matters():
            yield message("term.missing-previous")

    def _previous_matters(self) -> bool:
        by_ratings: dict[frozenset[str], set[Outcome]] = {}
        for ratings, facts in self.completions():
            by_ratings.setdefault(ratings, set()).add(self.rules.decide(ratings, facts))
        return any(len(outcomes) > 1 for outcomes in by_ratings.values())


def _assumed(facts: Facts, fired: Sequence[TermRule]) -> Iterator[Message]:
    if facts.type is None:
        yield message("term.assumed-type", type=USUAL_TYPE)
    if facts.fixable is None and any(rule.when.fixable for rule in fired):
        yield message("term.assumed-fixable")


def _changes(known: _Known, criteria: Mapping[str, str], now: Outcome) -> Iterator[Change]:
    for standard, value in known.ratings.items():
        for other in known.values:
            if other == value:
                continue
            changed = replace(known, ratings={**known.ratings, standard: other})
            outcome = UNDETERMINED if _alternatives(changed, criteria) else changed.outcome
            if outcome != now:
                yield Change(standard, other, outcome)


@dataclass(frozen=True)
class ChangeGroup:
    """Standards for which the same other rating leads to the same outcome."""

    standards: tuple[str, ...]
    rating: str
    outcome: Outcome


def grouped(changes: Sequence[Change]) -> tuple[ChangeGroup, ...]:
    """Changes with what they share said once, longest term first."""
    groups: dict[tuple[str, Outcome], list[str]] = {}
    for change in changes:
        groups.setdefault((change.rating, change.outcome), []).append(change.standard)
    found = [ChangeGroup(tuple(standards), rating, outcome) for (rating, outcome), standards in groups.items()]
    return tuple(sorted(found, key=lambda one: -one.outcome.strictness))
