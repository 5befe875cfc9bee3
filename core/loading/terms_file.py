"""Term rules from TOML: ours (core/data/terms_*.toml) and those of a procedure's [terms].

Knows pydantic; import it where terms are wanted, not before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from ..model.procedures import Procedure, Source
from ..model.term_rules import Outcome, TermNote, TermRule, TermRules, When
from ..shipped import shipped
from ..words.languages import Lang
from ..words.messages import Message, message
from . import data_file, data_model
from .data_file import Where, near, tables
from .data_model import Entry
from .procedure_model import Id, SourceEntry, Text, Texts, Type

OWN = ("terms_programme.toml", "terms_online.toml", "terms_esg.toml")
Key = Annotated[str, Field(pattern=r"^[a-z]+(_[a-z]+)*$")]


class WhenEntry(Entry):
    """What must all hold."""

    types: list[Type] = Field(default=[])
    some: list[Key] = Field(default=[])
    every: list[Key] = Field(default=[])
    previous: list[int] = Field(default=[])
    fixable: bool | None = None


class RuleEntry(Entry):
    """One of years and refuse is given."""

    id: Id
    years: Literal[1, 2, 3, 4, 5, 6, 7, 8, 9, 10] | None = None
    refuse: bool = False
    when: WhenEntry
    text: Texts
    sources: list[SourceEntry] = Field(min_length=1)
    certainty: Literal["seen", "inferred", "remembered"] = "seen"


class NoteEntry(Entry):
    """With `when`: part of the trace; without: a contradiction or gap, documented. years: allowed besides."""

    id: Id
    text: Texts
    sources: list[SourceEntry] = Field(min_length=1)
    when: WhenEntry | None = None
    years: list[Annotated[int, Field(ge=1, le=10)]] = Field(default=[])


class TermsFile(Entry):
    """How ratings lead to a term."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9.]*(-[a-z0-9.]+)*$")]
    titles: Texts
    sets: list[Text] = Field(default=[])
    unverified: list[Lang] = Field(default=[])
    documents: dict[str, Texts] = Field(min_length=1)
    sections: dict[str, Texts] = Field(default={})
    rules: list[RuleEntry] = Field(min_length=1)
    notes: list[NoteEntry] = Field(default=[])


class TermsTable(Entry):
    """The [terms] of a procedure.toml: the procedure's own id, titles, sets and documents hold."""

    rules: list[RuleEntry] = Field(min_length=1)
    notes: list[NoteEntry] = Field(default=[])


@cache
def own_terms() -> tuple[TermRules, ...]:
    """The term rules that Sapa brings."""
    return tuple(read_terms(name) for name in OWN)


def read_terms(name: str) -> TermRules:
    return parse_terms(shipped("data", name).read_text("utf-8"), name)


def parse_terms(text: str, name: str = "terms.toml") -> TermRules:
    """Raises DataFileError with every fault of the file."""
    entry = data_model.parse(text, TermsFile, name, checks=_checks)
    return TermRules(
        entry.id,
        data_file.titles(entry.titles, entry.unverified),
        tuple(entry.sets),
        {id: data_file.titles(of, entry.unverified) for id, of in entry.documents.items()},
        tuple(_rule(of, entry.unverified) for of in entry.rules),
        tuple(_note(of, entry.unverified) for of in entry.notes),
        {id: data_file.titles(of, entry.unverified) for id, of in entry.sections.items()},
    )


def all_terms(procedures: Iterable[Procedure]) -> tuple[TermRules, ...]:
    """Ours and those that procedures bring; a procedure's own rules replace ours of the same id.

    Raises ValueError, naming the procedure, where its [terms] are not well formed.
    """
    every = {rules.id: rules for rules in own_terms()}
    for procedure in procedures:
        if procedure.terms:
            every[procedure.id] = of_procedure(procedure)
    return tuple(every.values())


def of_procedure(procedure: Procedure) -> TermRules:
    try:
        entry = TermsTable.model_validate(dict(procedure.terms))
    except ValidationError as error:
        where = "; ".join(f"{data_file.path(fault['loc'])}: {fault['msg']}" for fault in error.errors())
        raise ValueError(f"{procedure.id}: terms: {where}") from error
    rules = tuple(_rule(of, ()) for of in entry.rules)
    notes = tuple(_note(of, ()) for of in entry.notes)
    return TermRules(
        procedure.id, procedure.titles, procedure.sets, procedure.documents, rules, notes, procedure.sections
    )


def _rule(of: RuleEntry, unverified: Sequence[str]) -> TermRule:
    outcome = Outcome("refuse") if of.refuse else Outcome("accredit", of.years)
    return TermRule(
        of.id, outcome, _when(of.when), data_file.titles(of.text, unverified), _sources(of.sources), of.certainty
    )


def _note(of: NoteEntry, unverified: Sequence[str]) -> TermNote:
    when = _when(of.when) if of.when is not None else None
    return TermNote(of.id, data_file.titles(of.text, unverified), _sources(of.sources), when, tuple(of.years))


def _when(of: WhenEntry) -> When:
    return When(tuple(of.types), tuple(of.some), tuple(of.every), tuple(of.previous), of.fixable)


def _sources(of: Sequence[SourceEntry]) -> tuple[Source, ...]:
    return tuple(Source(one.document, one.item, one.lines, one.page) for one in of)


def _checks(raw: Mapping[str, Any]) -> Iterator[tuple[Where, Message]]:
    documents = raw.get("documents")
    known = tuple(documents) if isinstance(documents, Mapping) else ()
    for key in ("rules", "notes"):
        first: dict[str, Where] = {}
        for i, entry in tables(raw, key):
            own = entry.get("id")
            if isinstance(own, str) and own in first:
                yield (key, i, "id"), message("data-file.twice", name=own, first=data_file.path(first[own]))
            elif isinstance(own, str):
                first[own] = (key, i)
            for j, source in tables(entry, "sources"):
                document = source.get("document")
                if isinstance(document, str) and document not in known:
                    at = (key, i, "sources", j, "document")
                    yield at, message("data-file.unknown", name=document, nearest=near(document, known))
            if key == "rules" and ("years" in entry) == bool(entry.get("refuse", False)):
                yield (key, i, "years"), message("set-file.missing-key", key="years")
