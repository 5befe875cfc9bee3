"""A procedure: how an accreditation runs over one or more standard sets, as its procedure.toml states it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from functools import cached_property
from typing import Any, Literal

from ..words.messages import Lang, Message, say
from .findings import Severity
from .standards import Titles

Actor = Literal["institution", "agency", "commission"]

HAND = "hand"  # a requirement that only people can check

# Types of accreditation, in the order of a programme's life.
TYPES = ("conceptual", "primary-without-graduates", "primary-with-graduates", "re-accreditation")

# Parts of the checklist, in the order in which the procedure meets them.
GROUPS = (
    "application",
    "rejection",
    "preparation",
    "package",
    "supplied",
    "commission",
    "visit",
    "agenda",
    "deadlines",
    "report",
    "decision",
    "after",
)

# Who acts so that a line is met, in the order of the checklist. Where neither the group nor the rule says: the agency.
ACTORS: tuple[Actor, ...] = ("institution", "agency", "commission")
_ACTS_IN: Mapping[str, Actor] = {
    "application": "institution",
    "rejection": "institution",
    "package": "institution",
    "supplied": "institution",
    "report": "commission",
}
_ACTS_IN_STAGE: Mapping[str, Actor] = {"institution": "institution", "experts": "commission"}

# Groups of people whom a commission meets.
PEOPLE = ("leadership", "faculty", "staff", "students", "employers", "graduates", "experts", "support")

# What a commission looks at.
PLACES = ("laboratories", "classrooms", "departments", "library", "facilities")

# What happens in a stage, where Sapa must know: it finds a stage so, never by the stage's own name.
EVENTS = ("submission", "visit", "experts-report", "decision", "publication")

Event = Literal["submission", "visit", "experts-report", "decision", "publication"]
Unit = Literal["days", "working-days", "weeks", "months"]
Certainty = Literal["seen", "inferred", "remembered"]


@dataclass(frozen=True)
class Source:
    """Where a rule is written, so that people can look it up: the id of one of the procedure's documents, the item
    there (its number, or the id of one of the sections that have names), the page.

    lines  of the plain text that it was read from; for those who compare the rules with it, shown to nobody
    """

    document: str
    item: str = ""
    lines: str = ""
    page: str = ""


_NUMBERED = re.compile(r"[0-9]|[IVX]+\b")


def cited(
    sources: Sequence[Source], documents: Mapping[str, Titles], sections: Mapping[str, Titles], lang: Lang
) -> str:
    """Online accreditation procedure, § 7; KAZSEE's self-assessment report, § 6.3, p. 44; § 6.6, p. 53.

    A document that several sources in a row are in is named once.
    """
    parts = []
    before = ""
    for source in {(one.document, one.item, one.page): one for one in sources}.values():
        title = documents[source.document].get(lang) if source.document in documents else source.document
        title, before = ("" if source.document == before else title), source.document
        named = sections.get(source.item)
        item = named.get(lang) if named else source.item
        item = f"§\u00a0{item}" if not named and _NUMBERED.match(item) else item
        id = "procedure.pages" if "-" in source.page else "procedure.page"
        page = say(Message(id, {"page": source.page.replace("-", "–")}), lang) if source.page else ""
        parts.append(", ".join(part for part in (title, item, page) if part))
    return "; ".join(filter(None, parts))


@dataclass(frozen=True)
class Requirement:
    """One rule of the procedure, a line of the checklist.

    check       name of the check that the tool makes (core/rules/case.py), or "hand"
    parameters  of that check: numbers, names of roles, keys of sapa.toml
    severity    of its findings where it is not met
    certainty   "seen" in a source; "inferred" from one; "remembered" without one, and then never an error
    note        ambiguity or contradiction between sources
    otherwise   where the other thing that the note tells of is written
    why         why only people can check it
    types       of accreditation for which it holds; empty: all
    terms       it holds only after an accreditation for so many years; empty: always
    sets        further sets, as "eur-ace": it holds where the case asks for one of them; empty: always
    reviewed    what the review of the experts' filled report finds where a line is not met: ids of its rules, with the
                part of the report behind a colon where only that counts; empty: the review tells nothing of it
    wholly      where the review finds none of it, the line is met; else people look at the rest
    by          who acts so that it is met, where that is another than in the rest of its group
    """

    id: str
    group: str
    titles: Titles
    sources: tuple[Source, ...]
    check: str = HAND
    parameters: Mapping[str, Any] = field(default_factory=dict)
    severity: Severity = "error"
    certainty: Certainty = "seen"
    note: Titles = field(default_factory=lambda: Titles({}))
    otherwise: tuple[Source, ...] = ()
    why: Titles = field(default_factory=lambda: Titles({}))
    types: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    terms: tuple[int, ...] = ()
    by: Actor | None = None
    reviewed: tuple[str, ...] = ()
    wholly: bool = True

    @property
    def actor(self) -> Actor:
        """Who acts so that it is met."""
        return self.by or _ACTS_IN.get(self.group, "agency")


@dataclass(frozen=True)
class Stage:
    """A step with its time. after: id of the stage whose end it is counted from, "" for the registered application.

    at_least, at_most: in `unit`, None where the source sets no such limit. by: who does it.
    event: what happens in it, where that is one of EVENTS. otherwise: where something else is written, as note says.
    terms: it takes place only after an accreditation for so many years; empty: always.
    optional: it need not take place; not_before: id of a stage that it never precedes, though not counted from it.
    """

    id: str
    titles: Titles
    after: str
    unit: Unit
    at_least: int | None
    at_most: int | None
    by: Literal["institution", "agency", "experts", "council"]
    sources: tuple[Source, ...]
    certainty: Certainty = "seen"
    note: Titles = field(default_factory=lambda: Titles({}))
    event: Event | None = None
    optional: bool = False
    not_before: str = ""
    terms: tuple[int, ...] = ()
    otherwise: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Meeting:
    """A group of people whom the commission must meet; not_for: types of accreditation that may leave it out."""

    group: str
    titles: Titles
    sources: tuple[Source, ...]
    not_for: tuple[str, ...] = ()


@dataclass(frozen=True)
class TemplateSlot:
    """A line of the procedure's model agenda. meets: groups of people; rest: a break, no room or link needed."""

    start: time
    end: time
    event: Titles
    room: Titles = field(default_factory=lambda: Titles({}))
    audit_object: Titles = field(default_factory=lambda: Titles({}))
    meets: tuple[str, ...] = ()
    rest: bool = False
    visits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rating:
    """A value of the rating scale. rank: greater is better; spellings: as met in texts, any language."""

    key: str
    rank: int
    titles: Titles
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Note:
    """A fact about the procedure that is no rule for a single case, or a contradiction between its sources."""

    id: str
    text: Titles
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Procedure:
    """sets: the ids of the sets whose criteria it works with; `--set <id of a procedure>` means them plus it.

    documents  the texts that state it, by id; sections: their parts that have names instead of numbers, by id
    whole      the whole process, application to decision: a stage of its own, or None
    terms      data of the rules that lead from ratings to a term, as the file has them
    """

    id: str
    titles: Titles
    sets: tuple[str, ...]
    documents: Mapping[str, Titles] = field(default_factory=dict)
    sections: Mapping[str, Titles] = field(default_factory=dict)
    requirements: tuple[Requirement, ...] = ()
    stages: tuple[Stage, ...] = ()
    whole: Stage | None = None
    meetings: tuple[Meeting, ...] = ()
    agenda: tuple[TemplateSlot, ...] = ()
    agenda_sources: tuple[Source, ...] = ()
    ratings: tuple[Rating, ...] = ()
    notes: tuple[Note, ...] = ()
    terms: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def checklist(self) -> tuple[Requirement, ...]:
        """All requirements in the order of GROUPS, the time of each stage among them."""
        limits = [
            Requirement(
                f"deadline-{stage.id}", "deadlines", stage.titles, stage.sources, "stage", {"stage": stage.id},
                "error" if stage.certainty == "seen" else "warning", stage.certainty, stage.note, stage.otherwise,
                by=_ACTS_IN_STAGE.get(stage.by, "agency"), terms=stage.terms,
            )
            for stage in self.stages
        ]  # fmt: skip
        if self.whole is not None:
            whole = self.whole
            limits.append(
                Requirement(
                    "deadline-whole", "deadlines", whole.titles, whole.sources, "whole", {},
                    "warning", whole.certainty, whole.note, whole.otherwise,
                )
            )  # fmt: skip
        return tuple(sorted((*self.requirements, *limits), key=lambda one: GROUPS.index(one.group)))

    @cached_property
    def by_id(self) -> Mapping[str, Requirement]:
        """The checklist's requirements by their ids."""
        return {requirement.id: requirement for requirement in self.checklist}

    @cached_property
    def stage_by_id(self) -> Mapping[str, Stage]:
        return {stage.id: stage for stage in self.stages}

    @cached_property
    def events(self) -> Mapping[Event, str]:
        """The id of the stage in which it happens, by event."""
        return {stage.event: stage.id for stage in self.stages if stage.event is not None}

    def source_text(self, sources: Sequence[Source], lang: Lang) -> str:
        """Where the rule is written, as people look it up."""
        return cited(sources, self.documents, self.sections, lang)
