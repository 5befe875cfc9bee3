"""The data model of procedure.toml: what each key is and may be, in its schema and in the faults of a file."""

from __future__ import annotations

from datetime import time
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from ..model.procedures import EVENTS, GROUPS, HAND, PEOPLE, PLACES, TYPES
from ..words.languages import Lang
from . import data_model
from .data_file import as_time
from .data_model import Entry

Text = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", description="Small Latin letters, digits, hyphens")]
Group = Literal[
    "application", "rejection", "preparation", "package", "supplied", "commission", "visit", "agenda", "deadlines",
    "report", "decision", "after",
]  # fmt: skip
People = Literal["leadership", "faculty", "staff", "students", "employers", "graduates", "experts", "support"]
Places = Literal["laboratories", "classrooms", "departments", "library", "facilities"]
Type = Literal["conceptual", "primary-without-graduates", "primary-with-graduates", "re-accreditation"]
Event = Literal["submission", "visit", "experts-report", "decision", "publication"]
Certain = Literal["seen", "inferred", "remembered"]


Clock = Annotated[
    time,
    BeforeValidator(as_time),
    WithJsonSchema({"type": "string", "examples": ["10:00"], "pattern": "^[0-2]?[0-9]:[0-5][0-9](:[0-5][0-9])?$"}),
]


_RANGE = r"^([0-9]+(-[0-9]+)?)?$"


class Texts(Entry):
    """A text by language."""

    en: Text
    ru: Text | None = None
    kk: Text | None = None


class SourceEntry(Entry):
    """Where the rule is written."""

    document: Text = Field(description="Id of an entry of [documents]")
    item: str = Field(default="", description="Number of chapter or clause there, or id of an entry of [sections]")
    page: str = Field(default="", pattern=_RANGE, description="Page as printed, or first and last")
    lines: str = Field(default="", pattern=_RANGE, description="Lines of the text it was read from; shown to nobody")


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
    otherwise: list[SourceEntry] = Field(default=[], description="Where the other thing is written that note tells of")
    why: Texts | None = Field(default=None, description="Why only people can check it; needed where check is by hand")
    types: list[Type] = Field(default=[], description="Types of accreditation for which it holds; empty: all")
    sets: list[Text] = Field(default=[], description="It holds where the case asks for one of these further sets")
    reviewed: list[Text] = Field(
        default=[],
        description="Of a line by hand: rules of the review that speak against it: no-rating, empty-section:conclusion",
    )
    wholly: bool = Field(default=True, description="Where the review finds none of these the line is met")
    by: Literal["institution", "agency", "commission"] | None = Field(
        default=None, description="Who acts so that it is met, where that is another than in the rest of its group"
    )


class StageEntry(Entry):
    """A step of the process with its time."""

    id: Id
    titles: Texts
    after: str = Field(default="", description='Stage from whose end it is counted; "" for the registered application')
    unit: Literal["days", "working-days", "weeks", "months"]
    at_least: int | None = Field(default=None, ge=0)
    at_most: int | None = Field(default=None, ge=1)
    by: Literal["institution", "agency", "experts", "council"]
    event: Event | None = Field(default=None, description="What happens in it, where Sapa must know; each once")
    sources: list[SourceEntry] = Field(min_length=1)
    certainty: Certain = "seen"
    note: Texts | None = None
    otherwise: list[SourceEntry] = Field(default=[], description="Where the other thing is written that note tells of")
    terms: list[Literal[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]] = Field(
        default=[], description="It takes place only after an accreditation for so many years; empty: always"
    )
    optional: bool = Field(default=False, description="It need not take place: a case can say that it was not held")
    not_before: str = Field(default="", description="Stage that it never precedes, though it is not counted from it")


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
    visits: list[Places] = Field(default=[])
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
    unverified: list[Lang] = Field(default=[], description="Languages whose texts no native speaker has confirmed")


class ProcedureFile(Entry):
    """How an accreditation runs."""

    procedure: HeadEntry
    documents: dict[str, Texts] = Field(min_length=1, description="The texts that state the rules, by id")
    sections: dict[str, Texts] = Field(default={}, description="Parts of them that have names and no numbers, by id")
    requirements: list[RequirementEntry] = Field(min_length=1)
    stages: list[StageEntry] = Field(default=[])
    whole: StageEntry | None = Field(default=None, description="The whole process")
    meetings: list[MeetingEntry] = Field(default=[])
    agenda: AgendaEntry | None = None
    ratings: list[RatingEntry] = Field(default=[])
    notes: list[NoteEntry] = Field(default=[])
    terms: dict[str, Any] = Field(default={}, description="Rules that lead from ratings to a term")


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of procedure.toml."""
    return data_model.schema(ProcedureFile)


assert set(GROUPS) == set(Group.__args__)  # type: ignore[attr-defined]
assert set(PEOPLE) == set(People.__args__)  # type: ignore[attr-defined]
assert set(PLACES) == set(Places.__args__)  # type: ignore[attr-defined]
assert set(TYPES) == set(Type.__args__)  # type: ignore[attr-defined]
assert set(EVENTS) == set(Event.__args__)  # type: ignore[attr-defined]
