"""procedure.toml -> Procedure: every fault of the file at once, as set_file does for sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import time
from functools import lru_cache
from typing import Any

from ..model.procedures import (
    GROUPS,
    HAND,
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
from ..rules.case_checks import CHECKS, Check
from ..words.messages import LANGS, Message, message
from ..words.text import clean
from . import data_file
from .data_file import Found, Where, near, tables


# Plugins are loaded again for every call of the public API; a value of the same text is the same.
@lru_cache(maxsize=32)
def parse_procedure(text: str, name: str = "procedure.toml") -> Procedure:
    """The procedure that the text of a procedure.toml gives. Raises DataFileError."""
    raw = data_file.loaded(text, name)
    names = ("id", "key", "group")
    data_file.checked(raw, "procedure", name, names=names, checks=_checks, faults=_model_faults)
    return _build(raw)


def _model_faults(raw: Mapping[str, Any]) -> Found:
    from .data_model import faults_by
    from .procedure_model import ProcedureFile

    return faults_by(ProcedureFile, raw)


# --- from the file's tables to the core's dataclasses

_Raw = Mapping[str, Any]


def _build(raw: _Raw) -> Procedure:
    head: _Raw = raw["procedure"]
    texts = _Texts(frozenset(head.get("unverified", ())))
    requirements = (_requirement(of, texts) for of in raw["requirements"])
    agenda: _Raw = raw.get("agenda", {})
    return Procedure(
        id=head["id"],
        titles=texts(head["titles"]),
        sets=tuple(head["sets"]),
        documents={id: texts(of) for id, of in raw["documents"].items()},
        sections={id: texts(of) for id, of in raw.get("sections", {}).items()},
        requirements=tuple(sorted(requirements, key=lambda one: GROUPS.index(one.group))),
        stages=tuple(_stage(of, texts) for of in raw.get("stages", ())),
        whole=_stage(raw["whole"], texts) if "whole" in raw else None,
        meetings=tuple(_meeting(of, texts) for of in raw.get("meetings", ())),
        agenda=tuple(_slot(of, texts) for of in agenda.get("slots", ())),
        agenda_sources=_source(agenda.get("sources", ())),
        ratings=tuple(
            Rating(of["key"], of["rank"], texts(of["titles"]), tuple(of.get("spellings", ())))
            for of in raw.get("ratings", ())
        ),
        notes=tuple(Note(of["id"], texts(of["text"]), _source(of["sources"])) for of in raw.get("notes", ())),
        terms=dict(raw.get("terms", {})),
    )


class _Texts:
    """Texts by language; unverified: the languages that no native speaker has confirmed."""

    def __init__(self, unverified: frozenset[str]) -> None:
        self._unverified = unverified

    def __call__(self, of: Mapping[str, str] | None) -> Titles:
        by_language: dict[str, str] = {lang: clean(of[lang]) for lang in LANGS if lang in of} if of else {}
        return Titles(by_language, self._unverified & by_language.keys())


def _source(of: Sequence[_Raw]) -> tuple[Source, ...]:
    return tuple(
        Source(one["document"], clean(one.get("item", "")), one.get("lines", ""), one.get("page", "")) for one in of
    )


def _requirement(of: _Raw, texts: _Texts) -> Requirement:
    return Requirement(
        id=of["id"],
        group=of["group"],
        titles=texts(of["titles"]),
        sources=_source(of["sources"]),
        check=of.get("check", HAND),
        parameters=dict(of.get("parameters", {})),
        severity=of.get("severity", "error"),
        certainty=of.get("certainty", "seen"),
        note=texts(of.get("note")),
        otherwise=_source(of.get("otherwise", ())),
        why=texts(of.get("why")),
        types=tuple(of.get("types", ())),
        sets=tuple(of.get("sets", ())),
        by=of.get("by"),
        reviewed=tuple(of.get("reviewed", ())),
        wholly=of.get("wholly", True),
    )


def _stage(of: _Raw, texts: _Texts) -> Stage:
    return Stage(
        id=of["id"],
        titles=texts(of["titles"]),
        after=of.get("after", ""),
        unit=of["unit"],
        at_least=of.get("at_least"),
        at_most=of.get("at_most"),
        by=of["by"],
        sources=_source(of["sources"]),
        certainty=of.get("certainty", "seen"),
        note=texts(of.get("note")),
        event=of.get("event"),
        optional=of.get("optional", False),
        not_before=of.get("not_before", ""),
        terms=tuple(of.get("terms", ())),
        otherwise=_source(of.get("otherwise", ())),
    )


def _meeting(of: _Raw, texts: _Texts) -> Meeting:
    return Meeting(of["group"], texts(of["titles"]), _source(of["sources"]), tuple(of.get("not_for", ())))


def _slot(of: _Raw, texts: _Texts) -> TemplateSlot:
    return TemplateSlot(
        _time(of["start"]),
        _time(of["end"]),
        texts(of["event"]),
        texts(of.get("room")),
        texts(of.get("audit_object")),
        tuple(of.get("meets", ())),
        of.get("rest", False),
        tuple(of.get("visits", ())),
    )


def _time(value: object) -> time:
    read = data_file.as_time(value)
    assert isinstance(read, time)  # the data model has seen to it
    return read


# --- what a data model cannot say


def _checks(raw: Mapping[str, Any]) -> Iterator[tuple[Where, Message]]:
    yield from _ids(raw)
    yield from _sources(raw, ())
    yield from _requirements(raw)
    yield from _stages(raw)
    agenda = raw.get("agenda")
    if isinstance(agenda, Mapping):
        for i, slot in tables(agenda, "slots"):
            start, end = data_file.as_time(slot.get("start")), data_file.as_time(slot.get("end"))
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
    documents = raw.get("documents") if isinstance(raw, Mapping) else None
    known: Iterable[str] = documents if isinstance(documents, Mapping) else ()
    for at, document in _documents_named(raw, where):
        if isinstance(document, str) and document not in known:
            yield at, message("data-file.unknown", name=document, nearest=near(document, known))


def _documents_named(value: object, where: Where) -> Iterator[tuple[Where, object]]:
    inner: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, Mapping):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    for key, one in inner:
        if where and where[-1] in ("sources", "otherwise") and isinstance(one, Mapping):
            yield (*where, key, "document"), one.get("document")
        yield from _documents_named(one, (*where, key))


# Checks that ask for the day of an event: without a stage that names it they would be open for ever.
_NEEDS_EVENT = {"visit-length": "visit", "agenda-in-visit": "visit"}


def _requirements(raw: Mapping[str, Any]) -> Iterator[tuple[Where, Message]]:
    stages = [str(entry["id"]) for _, entry in tables(raw, "stages") if isinstance(entry.get("id"), str)]
    events = {entry.get("event") for _, entry in tables(raw, "stages")}
    if isinstance(raw.get("whole"), Mapping) and stages and "decision" not in events:
        yield ("whole",), message("procedure-file.no-event", event="decision")
    for i, entry in tables(raw, "requirements"):
        where: Where = ("requirements", i)
        if entry.get("certainty") == "remembered" and entry.get("severity", "error") == "error":
            yield (*where, "severity"), message("data-file.remembered-error")
        name = entry.get("check", HAND)
        if name == HAND:
            if "why" not in entry:
                yield (*where, "why"), message("data-file.hand-why")
        elif isinstance(name, str) and name not in CHECKS:
            yield (*where, "check"), message("data-file.unknown", name=name, nearest=near(name, [*CHECKS, HAND]))
        elif isinstance(name, str):
            if (event := _NEEDS_EVENT.get(name)) and event not in events:
                yield (*where, "check"), message("procedure-file.no-event", event=event)
            if isinstance(given := entry.get("parameters", {}), Mapping):
                yield from _parameters(CHECKS[name], given, (*where, "parameters"), stages)


def _parameters(
    check: Check, given: Mapping[str, Any], where: Where, stages: Sequence[str]
) -> Iterator[tuple[Where, Message]]:
    for key, value in given.items():
        if key not in check.parameters:
            yield (*where, key), message("set-file.unknown-key", key=key, nearest=near(key, check.parameters))
        elif not check.parameters[key].fits(value):
            kind = check.parameters[key].kind
            yield (*where, key), message("set-file.wrong-type", expected=kind, value=data_file.shown(value))
    for key, parameter in check.parameters.items():
        if parameter.needed and key not in given:
            yield (*where, key), message("set-file.missing-key", key=key)
    stage = given.get("stage")
    if isinstance(stage, str) and stage not in stages:
        yield (*where, "stage"), message("data-file.unknown", name=stage, nearest=near(stage, stages))


def _stages(raw: Mapping[str, Any]) -> Iterator[tuple[Where, Message]]:
    """A stage follows one that stands before it in the file, so that no circle can be; no event is two stages'."""
    before: list[str] = []
    events: dict[str, int] = {}
    for i, entry in tables(raw, "stages"):
        least, most = entry.get("at_least"), entry.get("at_most")
        for key in ("after", "not_before"):
            named = entry.get(key, "")
            if isinstance(named, str) and named and named not in before:
                yield ("stages", i, key), message("data-file.unknown", name=named, nearest=near(named, before))
        event = entry.get("event")
        if isinstance(event, str) and event in events:
            first = data_file.path(("stages", events[event]))
            yield ("stages", i, "event"), message("data-file.twice", name=event, first=first)
        elif isinstance(event, str):
            events[event] = i
        if isinstance(least, int) and isinstance(most, int) and least > most:
            yield ("stages", i, "at_most"), message("data-file.most-below-least", most=most, least=least)
        if isinstance(entry.get("id"), str):
            before.append(entry["id"])
