"""procedure.toml -> Procedure: every fault of the file at once, as set_file does for sets.

Knows pydantic; import it where a procedure is read, not before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import time
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from ..model.procedures import (
    GROUPS,
    HAND,
    PEOPLE,
    TYPES,
    Meeting,
    Note,
    Procedure,
    Rating,
    Requirement,
    Source,
    Stage,
    TemplateSlot,
)
from ..model.standards import Titles
from ..rules.case_checks import CHECKS
from ..words.messages import Message, message
from ..words.text import clean
from . import data_file
from .data_file import Entry, Where, near, tables

FILE_NAME = "procedure.toml"

Text = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", description="Small Latin letters, digits, hyphens")]
Group = Literal[
    "application", "rejection", "preparation", "package", "supplied", "commission", "visit", "agenda", "deadlines",
    "report", "decision", "after",
]  # fmt: skip
People = Literal["leadership", "faculty", "staff", "students", "employers", "graduates", "experts", "support"]
Type = Literal["conceptual", "primary-without-graduates", "primary-with-graduates", "re-accreditation"]
Certain = Literal["seen", "inferred", "remembered"]


def as_time(value: object) -> object:
    """ "10:00" as well as TOML's own 10:00:00."""
    if isinstance(value, str):
        try:
            return time.fromisoformat(value.strip().zfill(5))
        except ValueError:
            return value
    return value


Clock = Annotated[
    time,
    BeforeValidator(as_time),
    WithJsonSchema({"type": "string", "examples": ["10:00"], "pattern": "^[0-2]?[0-9]:[0-5][0-9](:[0-5][0-9])?$"}),
]


class Texts(Entry):
    """A text by language."""

    en: Text
    ru: Text | None = None
    kk: Text | None = None


class SourceEntry(Entry):
    """Where the rule is written."""

    document: Text = Field(description="Id of an entry of [documents]")
    item: str = Field(default="", description="Chapter, clause or heading there")
    lines: str = Field(default="", pattern=r"^([0-9]+(-[0-9]+)?)?$", description="Lines of the text it was read from")


class RequirementEntry(Entry):
    """One rule, a line of the checklist."""

    id: Id
    group: Group
    titles: Texts
    sources: list[SourceEntry] = Field(min_length=1)
    check: Text = Field(default=HAND, description='Name of the check that the tool makes, or "hand"')
    parameters: dict[str, Any] = Field(default={}, description="Of that check")
    severity: Literal["error", "warning", "info"] = "error"
    certainty: Certain = Field(default="seen", description='"remembered": no text was seen; then never an error')
    note: Texts | None = Field(default=None, description="Ambiguity, or contradiction between sources")
    why: Texts | None = Field(default=None, description="Why only people can check it; needed where check is by hand")
    types: list[Type] = Field(default=[], description="Types of accreditation for which it holds; empty: all")


class StageEntry(Entry):
    """A step of the process with its time."""

    id: Id
    titles: Texts
    after: str = Field(default="", description='Stage from whose end it is counted; "" for the registered application')
    unit: Literal["days", "working-days", "weeks", "months"]
    at_least: int | None = Field(default=None, ge=0)
    at_most: int | None = Field(default=None, ge=1)
    by: Literal["institution", "agency", "experts", "council"]
    sources: list[SourceEntry] = Field(min_length=1)
    certainty: Certain = "seen"
    note: Texts | None = None


class MeetingEntry(Entry):
    """A group of people whom the commission must meet."""

    group: People
    titles: Texts
    sources: list[SourceEntry] = Field(min_length=1)
    not_for: list[Type] = Field(default=[], description="Types of accreditation that may leave it out")


class SlotEntry(Entry):
    """A line of the model agenda."""

    start: Clock
    end: Clock
    event: Texts
    room: Texts | None = None
    audit_object: Texts | None = None
    meets: list[People] = Field(default=[])
    rest: bool = Field(default=False, description="A break: needs no room, link or person")


class AgendaEntry(Entry):
    """The model agenda of one day."""

    sources: list[SourceEntry] = Field(min_length=1)
    slots: list[SlotEntry] = Field(min_length=1)


class RatingEntry(Entry):
    """A value of the rating scale."""

    key: Annotated[str, Field(pattern=r"^[a-z]+(_[a-z]+)*$")]
    rank: int = Field(ge=1)
    titles: Texts
    spellings: list[Text] = Field(default=[], description="As met in texts, in any language")


class NoteEntry(Entry):
    """A fact that is no rule for a single case, or a contradiction between sources."""

    id: Id
    text: Texts
    sources: list[SourceEntry] = Field(min_length=1)


class HeadEntry(Entry):
    """What the procedure is."""

    id: Id
    titles: Texts
    sets: list[Text] = Field(min_length=1, description="Ids of the sets whose criteria it works with")
    unverified: list[Literal["en", "ru", "kk"]] = Field(
        default=[], description="Languages whose texts no native speaker has confirmed"
    )


class ProcedureFile(Entry):
    """How an accreditation runs."""

    procedure: HeadEntry
    documents: dict[str, Texts] = Field(min_length=1, description="The texts that state the rules, by id")
    requirements: list[RequirementEntry] = Field(min_length=1)
    stages: list[StageEntry] = Field(default=[])
    whole: StageEntry | None = Field(default=None, description="The whole process")
    meetings: list[MeetingEntry] = Field(default=[])
    agenda: AgendaEntry | None = None
    ratings: list[RatingEntry] = Field(default=[])
    notes: list[NoteEntry] = Field(default=[])
    terms: dict[str, Any] = Field(default={}, description="Rules that lead from ratings to a term")


def read_procedure(file: Path | Traversable) -> Procedure:
    """The procedure of a procedure.toml. Raises DataFileError."""
    return parse_procedure(data_file.read_text(file), str(file))


def parse_procedure(text: str, name: str = FILE_NAME) -> Procedure:
    """The procedure that the text of a procedure.toml gives. Raises DataFileError."""
    return _build(data_file.parse(text, ProcedureFile, name, names=("id", "key", "group"), checks=_checks))


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of procedure.toml."""
    return data_file.schema(ProcedureFile)


# --- from the file's entries to the core's dataclasses


def _build(entry: ProcedureFile) -> Procedure:
    head = entry.procedure

    def titles(of: Texts | None) -> Titles:
        return data_file.titles(of, head.unverified)

    def sources(of: Sequence[SourceEntry]) -> tuple[Source, ...]:
        return tuple(Source(one.document, clean(one.item), one.lines) for one in of)

    def stage(of: StageEntry) -> Stage:
        return Stage(
            of.id, titles(of.titles), of.after, of.unit, of.at_least, of.at_most, of.by, sources(of.sources),
            of.certainty, titles(of.note),
        )  # fmt: skip

    requirements = tuple(
        Requirement(
            of.id, of.group, titles(of.titles), sources(of.sources), of.check, dict(of.parameters), of.severity,
            of.certainty, titles(of.note), titles(of.why), tuple(of.types),
        )
        for of in entry.requirements
    )  # fmt: skip
    slots = tuple(
        TemplateSlot(
            of.start, of.end, titles(of.event), titles(of.room), titles(of.audit_object), tuple(of.meets), of.rest
        )
        for of in (entry.agenda.slots if entry.agenda else ())
    )  # fmt: skip
    return Procedure(
        id=head.id,
        titles=titles(head.titles),
        sets=tuple(head.sets),
        documents={id: titles(of) for id, of in entry.documents.items()},
        requirements=tuple(sorted(requirements, key=lambda one: GROUPS.index(one.group))),
        stages=tuple(stage(of) for of in entry.stages),
        whole=stage(entry.whole) if entry.whole else None,
        meetings=tuple(
            Meeting(of.group, titles(of.titles), sources(of.sources), tuple(of.not_for)) for of in entry.meetings
        ),
        agenda=slots,
        agenda_sources=sources(entry.agenda.sources) if entry.agenda else (),
        ratings=tuple(Rating(of.key, of.rank, titles(of.titles), tuple(of.spellings)) for of in entry.ratings),
        notes=tuple(Note(of.id, titles(of.text), sources(of.sources)) for of in entry.notes),
        terms=dict(entry.terms),
    )


# --- what a data model cannot say


def _checks(raw: Mapping[str, Any]) -> Iterator[tuple[Where, Message]]:
    yield from _ids(raw)
    yield from _sources(raw, ())
    yield from _requirements(raw)
    yield from _stages(raw)
    agenda = raw.get("agenda")
    if isinstance(agenda, Mapping):
        for i, slot in tables(agenda, "slots"):
            start, end = as_time(slot.get("start")), as_time(slot.get("end"))
            if isinstance(start, time) and isinstance(end, time) and end <= start:
                said = message("data-file.ends-before", start=f"{start:%H:%M}", end=f"{end:%H:%M}")
                yield ("agenda", "slots", i, "end"), said


def _ids(raw: Mapping[str, Any]) -> Iterator[tuple[Where, Message]]:
    for key, name in (("requirements", "id"), ("stages", "id"), ("ratings", "key"), ("notes", "id")):
        first: dict[str, Where] = {}
        for i, entry in tables(raw, key):
            own = entry.get(name)
            if isinstance(own, str) and own in first:
                yield (key, i, name), message("data-file.twice", name=own, first=data_file.path(first[own]))
            elif isinstance(own, str):
                first[own] = (key, i)


def _sources(raw: object, where: Where) -> Iterator[tuple[Where, Message]]:
    """Every source names a document that the file lists."""

    def walk(value: object, where: Where) -> Iterator[tuple[Where, object]]:
        if isinstance(value, Mapping):
            for key, inner in value.items():
                if key == "sources" and isinstance(inner, list):
                    for i, source in enumerate(inner):
                        if isinstance(source, Mapping):
                            yield (*where, "sources", i, "document"), source.get("document")
                else:
                    yield from walk(inner, (*where, key))
        elif isinstance(value, list):
            for i, inner in enumerate(value):
                yield from walk(inner, (*where, i))

    documents = raw.get("documents") if isinstance(raw, Mapping) else None
    known: Iterable[str] = documents if isinstance(documents, Mapping) else ()
    for at, document in walk(raw, where):
        if isinstance(document, str) and document not in known:
            yield at, message("data-file.unknown", name=document, nearest=near(document, known))


def _requirements(raw: Mapping[str, Any]) -> Iterator[tuple[Where, Message]]:
    stages = [entry.get("id") for _, entry in tables(raw, "stages")]
    for i, entry in tables(raw, "requirements"):
        where: Where = ("requirements", i)
        name, given = entry.get("check", HAND), entry.get("parameters", {})
        if entry.get("certainty") == "remembered" and entry.get("severity", "error") == "error":
            yield (*where, "severity"), message("data-file.remembered-error")
        if name == HAND:
            if "why" not in entry:
                yield (*where, "why"), message("data-file.hand-why")
            continue
        if not isinstance(name, str):
            continue
        if name not in CHECKS:
            yield (*where, "check"), message("data-file.unknown", name=name, nearest=near(name, [*CHECKS, HAND]))
            continue
        if not isinstance(given, Mapping):
            continue
        check = CHECKS[name]
        for key, value in given.items():
            at = (*where, "parameters", key)
            if key not in check.parameters:
                yield at, message("set-file.unknown-key", key=key, nearest=near(key, check.parameters))
            elif not check.parameters[key].fits(value):
                kind = check.parameters[key].kind
                yield at, message("set-file.wrong-type", expected=kind, value=data_file.shown(value))
        for key, parameter in check.parameters.items():
            if parameter.needed and key not in given:
                yield (*where, "parameters", key), message("set-file.missing-key", key=key)
        stage = given.get("stage")
        if isinstance(stage, str) and stage not in stages:
            nearest_stage = near(stage, [s for s in stages if isinstance(s, str)])
            yield (*where, "parameters", "stage"), message("data-file.unknown", name=stage, nearest=nearest_stage)


def _stages(raw: Mapping[str, Any]) -> Iterator[tuple[Where, Message]]:
    """A stage follows one that stands before it in the file, so that no circle can be."""
    before: list[str] = []
    for i, entry in tables(raw, "stages"):
        after, least, most = entry.get("after", ""), entry.get("at_least"), entry.get("at_most")
        if isinstance(after, str) and after and after not in before:
            yield ("stages", i, "after"), message("data-file.unknown", name=after, nearest=near(after, before))
        if isinstance(least, int) and isinstance(most, int) and least > most:
            yield ("stages", i, "at_most"), message("data-file.most-below-least", most=most, least=least)
        if isinstance(entry.get("id"), str):
            before.append(entry["id"])


assert set(GROUPS) == set(Group.__args__)  # type: ignore[attr-defined]
assert set(PEOPLE) == set(People.__args__)  # type: ignore[attr-defined]
assert set(TYPES) == set(Type.__args__)  # type: ignore[attr-defined]
