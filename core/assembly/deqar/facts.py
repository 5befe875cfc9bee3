"""A draft record for EQAR's DEQAR: made from a case or an expert report, checked offline by the submission's rules.

Nothing is ever uploaded. Ids that an agency gets only by registration are plain placeholders in angle brackets, which
DEQAR refuses: nobody can submit a draft by mistake.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal

from ...model.findings import Finding, Severity
from ...model.programme_codes import latin
from ...model.programme_codes import level_of as programme_level
from ...shipped import shipped
from ...showing.plain import harmless
from ...words.messages import Value

Kind = Literal["institutional", "programme", "institutional/programme", "joint"]
KINDS: tuple[Kind, ...] = ("institutional", "programme", "institutional/programme", "joint")
DATE_FORMAT = "%Y-%m-%d"
FULL_DEGREE, NO_DEGREE = "full degree", "no full degree"
_PLACEHOLDER = re.compile(r"<[^<>]+>")
_LONGEST: Mapping[str, int] = {"local_identifier": 255, "name_primary": 255, "original_location": 500, "link": 255}


@cache
def facts() -> Mapping[str, Any]:
    table: Mapping[str, Any] = tomllib.loads(shipped("data", "deqar.toml").read_text("utf-8"))
    return table


@dataclass(frozen=True)
class Activity:
    """id: of the agency's activity in DEQAR; kind: which the cross rules depend on, not submitted."""

    id: str
    kind: Kind


@dataclass(frozen=True)
class File:
    """A published report: where it lies, a short name without the institution's, its languages (ISO 639)."""

    original_location: str
    display_name: str
    report_language: tuple[str, ...]


@dataclass(frozen=True)
class Institution:
    """One of DEQAR's ids; country: two letters (ISO 3166), not submitted; name: for people, not submitted."""

    deqar_id: str
    name: str
    country: str


@dataclass(frozen=True)
class Programme:
    """name_primary: English recommended; alternatives: names in other languages; code: the agency's own identifier.

    workload_ects, assessment: only where no full degree is the outcome
    """

    name_primary: str
    qf_ehea_level: str
    nqf_level: str = ""
    code: str = ""
    alternatives: tuple[str, ...] = ()
    degree_outcome: str = FULL_DEGREE
    workload_ects: int | None = None
    assessment_certification: str = ""


@dataclass(frozen=True)
class Record:
    """One report for DEQAR. Dates as YYYY-MM-DD, "" for none, or a placeholder."""

    agency: str
    local_identifier: str
    activities: tuple[Activity, ...]
    status: str
    decision: str
    valid_from: str
    valid_to: str
    files: tuple[File, ...]
    institutions: tuple[Institution, ...]
    programmes: tuple[Programme, ...] = ()
    summary: str = ""
    other_comment: str = ""


def placeholder(what: str) -> str:
    return f"<{what}>"


def is_placeholder(value: object) -> bool:
    return isinstance(value, str) and _PLACEHOLDER.fullmatch(value) is not None


# --- what follows from facts


def status_of(countries: Sequence[str]) -> str:
    """Obligatory only where the accreditation is part of a national system."""
    status = facts()["status"]
    obligatory = bool(countries) and all(country in status["obligatory_countries"] for country in countries)
    return str(status["obligatory" if obligatory else "voluntary"])


def decision_of(decision: str, years: int | None) -> str:
    """decision, years: as terms.Outcome has them."""
    known = facts()["decision"]
    if decision == "refuse":
        return str(known["negative"])
    if decision != "accredit" or years is None:
        return placeholder("decision of the Accreditation Council")
    return str(known["positive" if years >= known["full_years"] else "conditions"])


def level_of(code: str) -> tuple[str, str]:
    """(level of the EHEA's framework, level of the national one) by a programme's code; placeholders for another."""
    plain = {"bachelor": "6B", "master": "7M", "doctorate": "8D"}.get(programme_level(code) or "", latin(code).upper())
    for start, (ehea, national) in facts()["levels"].items():
        if plain.startswith(start):
            return str(ehea), str(national)
    return placeholder(f"EHEA level of {code}"), ""


def end_of(start: date, years: int) -> date:
    """The last day of a term; a term from 29 February ends on 28 February."""
    try:
        return start.replace(year=start.year + years) - timedelta(days=1)
    except ValueError:
        return date(start.year + years, 2, 28)


def identifier(*parts: str) -> str:
    """A stable identifier of letters, digits and hyphens."""
    plain = "-".join(re.sub(r"[^0-9A-Za-z]+", "-", part).strip("-") for part in parts if part)
    return re.sub(r"-{2,}", "-", plain).strip("-").lower()[: _LONGEST["local_identifier"]] or "report"


# --- the rules of the submission


def check(record: Record) -> list[Finding]:
    """What the submission would refuse, and what is still a placeholder. Errors come first."""
    found = [*_activities(record), *_values(record), *_dates(record), *_files(record), *_programmes(record)]
    left = placeholders(record)
    if left:
        found.append(_finding("placeholders", "warning", record, count=len(left), what=tuple(left)))
    return found


def placeholders(record: Record) -> list[str]:
    """Every placeholder of a record, each once."""
    every = [_text(value) for value in columns(record).values()]
    return list(dict.fromkeys(value for value in every if is_placeholder(value)))


def _finding(rule: str, severity: Severity, record: Record, **arguments: Value) -> Finding:
    return Finding(f"deqar-{rule}", severity, arguments={"record": record.local_identifier, **arguments})


def _activities(record: Record) -> Iterator[Finding]:
    """Requirements of several activities add up."""
    institutions, programmes = len(record.institutions), len(record.programmes)
    kinds = {activity.kind for activity in record.activities}
    if not kinds:
        yield _finding("no-activity", "error", record)
    if not institutions:
        yield _finding("no-institution", "error", record)
    if kinds == {"institutional"} and programmes:
        yield _finding("programme-in-institutional", "error", record, count=programmes)
    if kinds & {"programme", "institutional/programme"} and "joint" not in kinds and institutions > 1:
        yield _finding("one-institution", "error", record, count=institutions)
    if "joint" in kinds and institutions < 2:
        yield _finding("two-institutions", "error", record, count=institutions)
    if kinds - {"institutional"} and not programmes:
        yield _finding("no-programme", "error", record)


def _values(record: Record) -> Iterator[Finding]:
    known = facts()
    allowed = {
        "status": {known["status"]["obligatory"], known["status"]["voluntary"]},
        "decision": {value for value in known["decision"].values() if isinstance(value, str)},
    }
    for name, values in allowed.items():
        value = getattr(record, name)
        if value not in values and not is_placeholder(value):
            yield _finding("value", "error", record, field=name, value=value)
    for name in ("agency", "local_identifier"):
        if not getattr(record, name):
            yield _finding("empty", "error", record, field=name)
    if len(record.local_identifier) > _LONGEST["local_identifier"]:
        yield _finding("too-long", "error", record, field="local_identifier", most=_LONGEST["local_identifier"])
    outside = [one.country for one in record.institutions if one.country not in known["status"]["ehea"]]
    all_outside = bool(outside) and len(outside) == len(record.institutions)
    if all_outside and record.status == known["status"]["obligatory"]:
        # which countries belong to the area was only remembered: no error
        yield _finding("voluntary", "warning", record, countries=tuple(dict.fromkeys(outside)))
    if not record.summary:
        yield _finding("no-summary", "info", record)


def _dates(record: Record) -> Iterator[Finding]:
    read: dict[str, date] = {}
    for name in ("valid_from", "valid_to"):
        value = getattr(record, name)
        if is_placeholder(value) or (name == "valid_to" and not value):
            continue
        try:
            read[name] = date.fromisoformat(value)
        except ValueError:
            yield _finding("value", "error", record, field=name, value=value)
    if len(read) == 2 and read["valid_from"] >= read["valid_to"]:
        yield _finding("dates", "error", record, first=record.valid_from, last=record.valid_to)


def _files(record: Record) -> Iterator[Finding]:
    if not record.files:
        yield _finding("no-file", "error", record)
    for one in record.files:
        yield from _location(record, one.original_location)
        if not one.report_language:
            yield _finding("empty", "error", record, field="report_language")
        for language in one.report_language:
            if not is_placeholder(language) and not re.fullmatch(r"[a-z]{2,3}", language):
                yield _finding("value", "error", record, field="report_language", value=language)
        names = [*(i.name for i in record.institutions), *(p.name_primary for p in record.programmes)]
        if any(name and name.casefold() in one.display_name.casefold() for name in names):
            yield _finding("display-name", "warning", record, value=one.display_name)


def _location(record: Record, location: str) -> Iterator[Finding]:
    """Of a file: an address of a PDF on the web, not too long."""
    if not location:
        yield _finding("empty", "error", record, field="original_location")
        return
    if is_placeholder(location):
        return
    if not re.match(r"https?://[^\s/]+/\S*$", location):
        yield _finding("value", "error", record, field="original_location", value=location)
    elif not location.split("?")[0].lower().endswith(".pdf"):
        yield _finding("no-pdf", "warning", record, value=location)
    if len(location) > _LONGEST["original_location"]:
        yield _finding("too-long", "error", record, field="original_location", most=_LONGEST["original_location"])


def _programmes(record: Record) -> Iterator[Finding]:
    levels = {ehea for ehea, _ in facts()["levels"].values()} | {"short cycle"}
    for one in record.programmes:
        if not one.name_primary:
            yield _finding("empty", "error", record, field="name_primary")
        if len(one.name_primary) > _LONGEST["name_primary"]:
            yield _finding("too-long", "error", record, field="name_primary", most=_LONGEST["name_primary"])
        if one.qf_ehea_level not in levels and not is_placeholder(one.qf_ehea_level):
            yield _finding("value", "error", record, field="qf_ehea_level", value=one.qf_ehea_level)
        if one.degree_outcome == FULL_DEGREE:
            if one.assessment_certification:
                yield _finding("full-degree", "error", record, programme=one.name_primary)
        elif one.degree_outcome == NO_DEGREE:
            if one.workload_ects is None or not one.assessment_certification:
                yield _finding("no-full-degree", "error", record, programme=one.name_primary)
        else:
            yield _finding("value", "error", record, field="degree_outcome", value=one.degree_outcome)


# --- the two forms in which DEQAR takes records


def as_json(record: Record) -> dict[str, Any]:
    """The body of one request."""
    programmes = []
    for one in record.programmes:
        entry: dict[str, Any] = {
            "name_primary": one.name_primary,
            "alternative_names": [{"name_alternative": name} for name in one.alternatives],
            "identifiers": [{"identifier": one.code, "resource": "local identifier"}] if one.code else [],
            "nqf_level": one.nqf_level,
            "qf_ehea_level": one.qf_ehea_level,
            "degree_outcome": one.degree_outcome,
        }
        if one.degree_outcome != FULL_DEGREE:
            entry |= {"workload_ects": one.workload_ects, "assessment_certification": one.assessment_certification}
        programmes.append({key: value for key, value in entry.items() if value not in ("", [])})
    body: dict[str, Any] = {
        "agency": record.agency,
        "local_identifier": record.local_identifier,
        "activities": [{"id": activity.id} for activity in record.activities],
        "status": record.status,
        "decision": record.decision,
        "summary": record.summary,
        "valid_from": record.valid_from,
        "valid_to": record.valid_to,
        "date_format": DATE_FORMAT,
        "report_files": [
            {
                "original_location": one.original_location,
                "display_name": one.display_name,
                "report_language": list(one.report_language),
            }
            for one in record.files
        ],
        "institutions": [{"deqar_id": one.deqar_id} for one in record.institutions],
        "programmes": programmes,
        "other_comment": record.other_comment,
    }
    return {key: value for key, value in body.items() if value not in ("", [])}


def columns(record: Record) -> dict[str, object]:
    """A line of the CSV by its columns; lists are counted from 1."""
    found: dict[str, object] = {"agency": record.agency, "local_identifier": record.local_identifier}
    for n, activity in enumerate(record.activities, start=1):
        found[f"activities[{n}].id"] = activity.id
    found |= {
        "status": record.status,
        "decision": record.decision,
        "summary": record.summary,
        "valid_from": record.valid_from,
        "valid_to": record.valid_to,
        "date_format": DATE_FORMAT,
    }
    for n, file in enumerate(record.files, start=1):
        found[f"file[{n}].original_location"] = file.original_location
        found[f"file[{n}].display_name"] = file.display_name
        for m, language in enumerate(file.report_language, start=1):
            found[f"file[{n}].report_language[{m}]"] = language
    for n, institution in enumerate(record.institutions, start=1):
        found[f"institution[{n}].deqar_id"] = institution.deqar_id
    for n, one in enumerate(record.programmes, start=1):
        start = f"programme[{n}]"
        found[f"{start}.name_primary"] = one.name_primary
        for m, name in enumerate(one.alternatives, start=1):
            found[f"{start}.name_alternative[{m}]"] = name
        if one.code:
            found[f"{start}.identifier[1]"], found[f"{start}.resource[1]"] = one.code, "local identifier"
        found[f"{start}.nqf_level"] = one.nqf_level
        found[f"{start}.qf_ehea_level"] = one.qf_ehea_level
        found[f"{start}.degree_outcome"] = one.degree_outcome
        if one.degree_outcome != FULL_DEGREE:
            found[f"{start}.workload_ects"] = one.workload_ects
            found[f"{start}.assessment_certification"] = one.assessment_certification
    found["other_comment"] = record.other_comment
    return {name: value for name, value in found.items() if value not in ("", None)}


def as_csv(records: Sequence[Record]) -> str:
    """All records under one head; a cell that one record has not is empty."""
    lines = [columns(record) for record in records]
    heads = sorted({name for line in lines for name in line}, key=lambda name: _rank(name, lines))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    for line in lines:
        writer.writerow(harmless([_text(line.get(name)) for name in heads]))
    return out.getvalue()


def _rank(name: str, lines: Sequence[Mapping[str, object]]) -> tuple[int, list[int], str]:
    """Columns in the order of a record, numbers of lists as numbers."""
    base = re.sub(r"\[[0-9]+\]", "[]", name)
    order = list(dict.fromkeys(re.sub(r"\[[0-9]+\]", "[]", one) for line in lines for one in line))
    numbers = [int(n) for n in re.findall(r"\[([0-9]+)\]", name)]
    head = base.split("[]")[0]
    first = min(order.index(one) for one in order if one.split("[]")[0] == head)
    return first, [numbers[0] if numbers else 0, order.index(base), *numbers[1:]], name


def _text(value: object) -> str:
    return "" if value is None else str(value)
