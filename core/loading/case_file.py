"""sapa.toml -> Case: every fault of the file at once; and the commented file that `sapa init` writes.

Imports pydantic, by way of its data model; import it where a case is read, not before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..model.case import (
    FILE_NAME,
    Appeal,
    Calendar,
    Case,
    CaseReport,
    Confirmation,
    Coordinator,
    Decision,
    Institution,
    Member,
    Opinion,
    Previous,
    Programme,
    Slot,
    Span,
    Waiver,
)
from ..model.procedures import HAND, TYPES, Procedure
from ..model.programme_codes import level_of, programme_code
from ..model.standards import Titles
from ..shipped import shipped
from ..whole import toml
from ..words.messages import LANGS, Message, message
from ..words.text import clean
from . import data_file, data_model
from .case_model import CaseFile, DecisionEntry, Names, OneDecisionEntry, PreviousEntry, WaiverEntry, WaiversFile
from .data_file import Where, as_time, near, tables

_YEARS = (1900, 2200)  # of dates from which others are counted


def read_case(folder: str, procedures: Mapping[str, Procedure], sets: Sequence[str] = ()) -> Case:
    """The case of a folder. procedures, sets: what is installed. Raises DataFileError."""
    file = Path(folder, FILE_NAME)
    return parse_case(data_file.read_text(file), folder, procedures, sets, str(file))


def parse_case(
    text: str, folder: str, procedures: Mapping[str, Procedure], sets: Sequence[str] = (), name: str = FILE_NAME
) -> Case:
    """The case that the text of a sapa.toml gives; its files are not looked for. Raises DataFileError."""
    entry = data_model.parse(
        text,
        CaseFile,
        name,
        names=("name", "code", "language", "criterion", "rule", "requirement", "event"),
        checks=lambda raw: _checks(raw, procedures, sets),
    )
    return _build(entry, folder, procedures[entry.case.procedure])


def sets_dirs(folder: str) -> tuple[Path, ...]:
    """The set folders that a case names, before plugins are loaded; a faulty file gives none, and is told later."""
    try:
        raw = toml(Path(folder, FILE_NAME).read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return ()
    head = raw.get("case")
    named = head.get("sets_dirs", []) if isinstance(head, Mapping) else []
    return tuple(Path(folder, one) for one in named if isinstance(one, str)) if isinstance(named, list) else ()


def read_waivers(file: Path) -> tuple[Waiver, ...]:
    """The waivers of a file of their own. Raises DataFileError."""
    entry = data_model.parse(
        data_file.read_text(file), WaiversFile, str(file), names=("criterion", "rule"), checks=_check_waivers
    )
    return tuple(_waiver(one) for one in entry.waivers)


# --- from the file's entries to the core's dataclasses


def _build(entry: CaseFile, folder: str, procedure: Procedure) -> Case:
    head, institution = entry.case, entry.institution
    dates = {id: Span(span.first, span.last) for id, span in entry.dates.items()}
    start = dates.pop("start", None)
    return Case(
        folder=folder,
        form=head.form or "",
        procedure=head.procedure,
        type=head.type,
        institution=Institution(
            _names(institution.name),
            institution.country,
            clean(institution.legal_status),
            clean(institution.licence),
            clean(institution.previous),
            institution.students,
            clean(institution.website),
            institution.graduates,
        ),
        programmes=tuple(
            Programme(
                programme_code(one.code) or clean(one.code), _names(one.name), one.level or level_of(one.code),
                one.students, one.graduates, tuple(clean(alias) for alias in one.aliases),
            )
            for one in entry.programmes
        ),
        reports=tuple(
            CaseReport(
                one.language, tuple(one.files), tuple(programme_code(code) or clean(code) for code in one.programmes),
                tuple(one.also),
            )
            for one in entry.reports
        ),
        annexes=head.annexes,
        sets=tuple(head.sets),
        sets_dirs=tuple(head.sets_dirs),
        supplied={key: tuple(value) for key, value in entry.supplied.items()},
        commission=tuple(
            Member(
                clean(one.name), one.role, one.chair, one.country, clean(one.affiliation), clean(one.degree),
                tuple(clean(conflict) for conflict in one.conflicts), one.advised, clean(one.certificate),
                one.certificate_until, one.evaluated,
            )
            for one in entry.commission
        ),
        coordinator=Coordinator(
            clean(entry.coordinator.name), clean(entry.coordinator.email), clean(entry.coordinator.phone),
            clean(entry.coordinator.affiliation),
        )
        if entry.coordinator
        else None,
        start=start.first if start else None,
        dates=dates,
        events=procedure.events,
        not_held=tuple(head.not_held),
        agreed=dict(entry.agreed),
        previous=_previous(entry.previous),
        decision=_decision(entry.decision) if entry.decision else None,
        experts_report=head.experts_report or "",
        opinions=tuple(Opinion(clean(one.person), one.complete, one.day, clean(one.note)) for one in entry.opinions),
        appeals=tuple(
            Appeal(one.kind, one.day, clean(one.about), one.in_writing, one.signed, one.decided, clean(one.outcome))
            for one in entry.appeals
        ),
        agenda=tuple(
            Slot(
                one.day, one.start, one.end, clean(one.event), clean(one.audit_object), clean(one.room),
                clean(one.link), clean(one.person), tuple(one.meets), one.rest, one.parallel,
                tuple(one.visits),
            )
            for one in entry.agenda
        ),
        waivers=tuple(_waiver(one) for one in entry.waivers),
        confirmed=tuple(
            Confirmation(one.requirement, clean(one.person), one.day, clean(one.note)) for one in entry.confirmed
        ),
        calendar=Calendar(
            frozenset(entry.calendar.holidays), frozenset(entry.calendar.working_days), entry.calendar.public,
            institution.country,
        ),
        time_zone=head.time_zone,
    )  # fmt: skip


def _previous(of: PreviousEntry | None) -> Previous | None:
    return Previous(of.years, of.until, of.revoked) if of is not None else None


def _decision(entry: DecisionEntry) -> Decision:
    def one(of: OneDecisionEntry) -> Decision:
        return Decision(of.accredited, of.years, clean(of.certificate))

    apart = {programme_code(code) or clean(code): one(decided) for code, decided in entry.programmes.items()}
    return replace(one(entry), programmes=apart)


def _names(of: Names) -> Titles:
    return data_file.titles(of)


def _waiver(one: WaiverEntry) -> Waiver:
    return Waiver(
        clean(one.reason), clean(one.person), one.until, clean(one.criterion or ""), one.rule or "", one.set or ""
    )


# --- what a data model cannot say


def _checks(
    raw: Mapping[str, Any], procedures: Mapping[str, Procedure], sets: Sequence[str]
) -> Iterator[tuple[Where, Message]]:
    head = raw.get("case")
    head = head if isinstance(head, Mapping) else {}
    asked = head.get("procedure")
    procedure = procedures.get(asked) if isinstance(asked, str) else None
    if isinstance(asked, str) and clean(asked) and procedure is None:
        yield ("case", "procedure"), message("data-file.unknown", name=asked, nearest=near(asked, procedures))
    for i, name in enumerate(_texts(head, "sets")):
        if name.partition("@")[0] not in {known.partition("@")[0] for known in sets}:
            yield ("case", "sets", i), message("data-file.unknown", name=name, nearest=near(name, sets))
    zone = head.get("time_zone")
    if isinstance(zone, str) and clean(zone) and not _is_zone(zone):
        yield ("case", "time_zone"), message("data-file.unknown", name=zone, nearest=_near_zone(zone))
    yield from _check_programmes(raw)
    yield from _check_files(raw, head)
    yield from _check_years(raw, ())
    if procedure is not None:
        yield from _check_keys(raw, "dates", ["start", *procedure.stage_by_id])
        yield from _check_keys(raw, "agreed", [*procedure.stage_by_id, "whole"])
        yield from _check_not_held(raw, head, procedure)
        wanted = [str(one.parameters["key"]) for one in procedure.requirements if one.check == "supplied"]
        yield from _check_keys(raw, "supplied", list(dict.fromkeys(wanted)))
        for i, entry in tables(raw, "confirmed"):
            own = entry.get("requirement")
            by_hand = [one.id for one in procedure.requirements if one.check == HAND]
            if isinstance(own, str) and own in procedure.by_id and own not in by_hand:
                yield ("confirmed", i, "requirement"), message("case-file.not-by-hand", requirement=own)
            elif isinstance(own, str) and own not in by_hand:
                yield (
                    ("confirmed", i, "requirement"),
                    message("data-file.unknown", name=own, nearest=near(own, by_hand)),
                )
    yield from _check_order(raw)
    yield from _check_waivers(raw)
    chairs = [i for i, member in tables(raw, "commission") if member.get("chair") is True]
    for i in chairs[1:]:
        yield ("commission", i, "chair"), message("case-file.second-chair")


def _check_programmes(raw: Mapping[str, Any]) -> Iterator[tuple[Where, Message]]:
    first: dict[str, Where] = {}
    for i, entry in tables(raw, "programmes"):
        own = entry.get("code")
        if isinstance(own, str) and clean(own):
            code = programme_code(own) or clean(own)
            if code in first:
                yield ("programmes", i, "code"), message("data-file.twice", name=own, first=data_file.path(first[code]))
            first.setdefault(code, ("programmes", i))
    for i, entry in tables(raw, "reports"):
        for k, own in enumerate(_texts(entry, "programmes")):
            if (programme_code(own) or clean(own)) not in first:
                yield ("reports", i, "programmes", k), message("data-file.unknown", name=own, nearest=near(own, first))
    decision = raw.get("decision")
    apart = decision.get("programmes") if isinstance(decision, Mapping) else None
    for own in apart if isinstance(apart, Mapping) else ():
        if (programme_code(own) or clean(own)) not in first:
            yield ("decision", "programmes", own), message("data-file.unknown", name=own, nearest=near(own, first))


def _check_files(raw: Mapping[str, Any], head: Mapping[str, Any]) -> Iterator[tuple[Where, Message]]:
    """Files are named from the case's folder, so that the folder can be moved and sent."""
    named: list[tuple[Where, str]] = []
    named += [(("case", key), head[key]) for key in ("annexes", "experts_report") if isinstance(head.get(key), str)]
    seen: dict[str, Where] = {}
    for i, entry in tables(raw, "reports"):
        listed = [(key, k, file) for key in ("files", "also") for k, file in enumerate(_texts(entry, key))]
        for own, k, file in listed:
            where: Where = ("reports", i, own, k)
            named.append((where, file))
            plain = str(PurePosixPath(file.replace("\\", "/")))
            if plain in seen:
                yield where, message("data-file.twice", name=file, first=data_file.path(seen[plain]))
            seen.setdefault(plain, where)
    named += [
        (("supplied", key, i), file)
        for key, given in _lists(raw.get("supplied"))
        for i, file in enumerate(given)
        if isinstance(file, str) and not file.isprintable()
    ]
    for where, file in named:
        if not file.isprintable():
            yield where, message("case-file.special-sign")
            continue
        parts = file.replace("\\", "/").split("/")
        if PurePosixPath(file).is_absolute() or PureWindowsPath(file).drive or ".." in parts:
            yield where, message("case-file.outside", path=file)


def _lists(table: object) -> Iterator[tuple[str, list[object]]]:
    for key, value in table.items() if isinstance(table, Mapping) else ():
        if isinstance(value, list):
            yield key, value


def _check_keys(raw: Mapping[str, Any], table: str, known: Sequence[str]) -> Iterator[tuple[Where, Message]]:
    entries = raw.get(table)
    for key in entries if isinstance(entries, Mapping) else ():
        if key not in known:
            yield (
                (table, key),
                message("set-file.unknown-key", key=key, nearest=near(key, known) or tuple(known) or None),
            )


def _check_not_held(
    raw: Mapping[str, Any], head: Mapping[str, Any], procedure: Procedure
) -> Iterator[tuple[Where, Message]]:
    """Only an optional stage can have been left out, and then it has no day."""
    dates = raw.get("dates")
    optional = [stage.id for stage in procedure.stages if stage.optional]
    for i, id in enumerate(_texts(head, "not_held")):
        where: Where = ("case", "not_held", i)
        if id in procedure.stage_by_id and id not in optional:
            yield where, message("case-file.not-optional", stage=id, optional=tuple(optional))
        elif id not in optional:
            yield where, message("data-file.unknown", name=id, nearest=near(id, optional))
        elif isinstance(dates, Mapping) and id in dates:
            yield ("dates", id), message("case-file.held", stage=id)


def _check_order(raw: Mapping[str, Any]) -> Iterator[tuple[Where, Message]]:
    dates = raw.get("dates")
    for key, span in dates.items() if isinstance(dates, Mapping) else ():
        if not isinstance(span, Mapping):
            if not isinstance(span, date) or isinstance(span, datetime):
                nearest_date = data_file.as_date(span)
                yield ("dates", key), message("data-file.date", value=data_file.shown(span), nearest=nearest_date)
            continue
        first, last = span.get("first"), span.get("last")
        if type(first) is date and type(last) is date and last < first:
            yield ("dates", key, "last"), message("data-file.ends-before", start=str(first), end=str(last))
    for i, slot in tables(raw, "agenda"):
        start, end = as_time(slot.get("start")), as_time(slot.get("end"))
        if isinstance(start, time) and isinstance(end, time) and end <= start:
            yield ("agenda", i, "end"), message("data-file.ends-before", start=f"{start:%H:%M}", end=f"{end:%H:%M}")


def _check_years(value: Any, where: Where) -> Iterator[tuple[Where, Message]]:
    """Deadlines are counted from dates; a waiver may be for ever."""
    if isinstance(value, date):
        if not _YEARS[0] <= value.year <= _YEARS[1]:
            first, last = _YEARS
            yield where, message("data-file.year", value=str(value), first=first, last=last)
    elif isinstance(value, Mapping | list):
        for key, one in value.items() if isinstance(value, Mapping) else enumerate(value):
            if (*where, key) != ("waivers",):
                yield from _check_years(one, (*where, key))


def _check_waivers(raw: Mapping[str, Any]) -> Iterator[tuple[Where, Message]]:
    for i, entry in tables(raw, "waivers"):
        if ("criterion" in entry) == ("rule" in entry):
            yield ("waivers", i), message("case-file.waiver-of-one")


def _texts(table: Mapping[str, Any], key: str) -> list[str]:
    value = table.get(key)
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _near_zone(name: str) -> tuple[str, ...] | None:
    from zoneinfo import available_timezones

    return near(name, sorted(available_timezones()))


# --- the file that `sapa init` writes


def template(procedure: Procedure | None, lang: str = "en") -> str:
    """A sapa.toml to fill in, with the procedure's own stages and supplies."""

    text = shipped("data", "case.toml.template").read_text("utf-8")
    stages = "\n".join(
        f"# {stage.id} = 2027-01-31{'':<{max(0, 26 - len(stage.id))}}# {stage.titles.get(lang)}"
        for stage in (procedure.stages if procedure else ())
    )
    supplies = "\n".join(
        f'# {one.parameters["key"]} = [""]{"":<{max(0, 26 - len(str(one.parameters["key"])))}}# {one.titles.get(lang)}'
        for one in (procedure.requirements if procedure else ())
        if one.check == "supplied"
    )
    replaced = {
        "procedure": procedure.id if procedure else "institutional",
        "stages": stages,
        "supplies": supplies,
        "types": ", ".join(TYPES),
        "optional": ", ".join(stage.id for stage in (procedure.stages if procedure else ()) if stage.optional),
        "languages": ", ".join(LANGS),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda found: replaced[found[1]], text)
