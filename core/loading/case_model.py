"""The data model of sapa.toml: what each key is and may be, in its schema and in the faults of a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from ..model.case import TIME_ZONE
from ..words.languages import Lang
from . import data_model
from .data_model import Entry
from .procedure_model import Clock, People, Places

Text = Annotated[str, Field(min_length=1)]
Role = Literal["expert", "employer", "student"]


def _as_names(value: object) -> object:
    """A name alone, as well as one per language."""
    return {"en": value} if isinstance(value, str) else value


def _short_form(kind: dict[str, str]) -> Callable[[dict[str, Any]], None]:
    """For the schema: the table, or the short form that stands for it."""

    def both(schema: dict[str, Any]) -> None:
        table = dict(schema)
        schema.clear()
        schema["anyOf"] = [kind, table]

    return both


class Names(Entry):
    """A name by language; at least one."""

    model_config = ConfigDict(json_schema_extra=_short_form({"type": "string"}))

    en: Text | None = None
    ru: Text | None = None
    kk: Text | None = None


NameIn = Annotated[Names, BeforeValidator(_as_names)]


def _as_span(value: object) -> object:
    if isinstance(value, date) and not isinstance(value, datetime):
        return {"first": value, "last": value}
    return value


class SpanEntry(Entry):
    """First and last day."""

    model_config = ConfigDict(json_schema_extra=_short_form({"type": "string", "format": "date"}))

    first: date
    last: date


Days = Annotated[SpanEntry, BeforeValidator(_as_span)]


class HeadEntry(Entry):
    """What is accredited, and how."""

    procedure: Text = Field(description="Id of a procedure, as `sapa plugins` lists them")
    type: Literal["conceptual", "primary-without-graduates", "primary-with-graduates", "re-accreditation"]
    sets: list[Text] = Field(default=[], description="Further sets, such as eur-ace")
    sets_dirs: list[Text] = Field(default=[], description="Folders with more standard sets, relative to this file")
    annexes: Text | None = Field(default=None, description="Folder of the annexes, relative to this file")
    time_zone: Text = Field(default=TIME_ZONE, description="IANA name")
    not_held: list[Text] = Field(default=[], description="Optional stages that did not take place, by their ids")
    form: Text | None = Field(default=None, description="The agency's blank form, whose words are no answers")
    experts_report: Text | None = Field(default=None, description="The experts' report, filled in")


class InstitutionEntry(Entry):
    """Who applies."""

    name: NameIn
    country: str = Field(default="KZ", pattern=r"^[A-Z]{2}$", description="Two letters (ISO 3166)")
    legal_status: str = ""
    licence: str = Field(default="", description="Number and date of the state licence")
    previous: str = Field(default="", description='Series and number of the previous accreditation, or "none"')
    students: int | None = Field(default=None, ge=0)
    website: str = ""
    graduates: int | None = Field(default=None, ge=0, description="Who have finished so far")


class ProgrammeEntry(Entry):
    """An educational programme."""

    code: Text = Field(description="As registered: 6B06101")
    name: NameIn
    level: Literal["bachelor", "master", "doctorate"] | None = Field(default=None, description="Default: by the code")
    students: int | None = Field(default=None, ge=0)
    graduates: int | None = Field(default=None, ge=0)
    aliases: list[Text] = Field(default=[], description="Other names that the reports use")


class ReportEntry(Entry):
    """A self-assessment report in one language."""

    language: Lang
    files: list[Text] = Field(min_length=1, description="Several files make one report, in this order")
    programmes: list[Text] = Field(default=[], description="Codes it speaks of; empty: all of the case")
    also: list[Text] = Field(default=[], description="The same report in another format, as the PDF of a Word file")


class MemberEntry(Entry):
    """Of the commission."""

    name: Text
    role: Role
    chair: bool = False
    country: str = Field(default="", pattern=r"^([A-Z]{2})?$", description="Two letters (ISO 3166)")
    affiliation: str = ""
    degree: str = ""
    conflicts: list[Text] = Field(default=[], description="Known conflicts of interest")
    advised: bool = Field(default=False, description="Helped the institution with its report")
    certificate: str = Field(default="", description="Number of the certificate as an expert of the agency")
    certificate_until: date | None = Field(default=None, description="Its last day")
    evaluated: date | None = Field(default=None, description="Day on which the coordinator evaluated the work")


class CoordinatorEntry(Entry):
    """Of the agency."""

    name: Text
    email: str = ""
    phone: str = ""
    affiliation: str = ""


class CalendarEntry(Entry):
    """Working days."""

    holidays: list[date] = Field(default=[])
    working_days: list[date] = Field(default=[], description="Weekend days or holidays that are worked")
    public: bool = Field(default=True, description="Count the country's public holidays too")


class SlotEntry(Entry):
    """A line of the agenda."""

    day: date
    start: Clock
    end: Clock
    event: Text
    audit_object: str = ""
    room: str = ""
    link: str = ""
    person: str = Field(default="", description="Who is responsible")
    meets: list[People] = Field(default=[])
    visits: list[Places] = Field(default=[], description="What is looked at")
    rest: bool = False
    parallel: bool = Field(default=False, description="The commission divides: another slot runs at the same time")


class WaiverEntry(Entry):
    """What is not to count."""

    criterion: Text | None = None
    rule: Text | None = None
    set: Text | None = None
    reason: Text
    person: Text
    until: date


class ConfirmedEntry(Entry):
    """A requirement that a person has checked."""

    requirement: Text
    person: Text
    day: date
    note: str = ""


class PreviousEntry(Entry):
    """The accreditation before this one."""

    years: int | None = Field(default=None, ge=1, le=10, description="Of its term")
    until: date | None = Field(default=None, description="Last day of its term")
    revoked: date | None = Field(default=None, description="Day on which prolongation was refused, or it was revoked")


class OneDecisionEntry(Entry):
    """On one programme."""

    accredited: bool
    years: int | None = Field(default=None, ge=1, le=10)
    certificate: str = Field(default="", description="Series and number")


class DecisionEntry(OneDecisionEntry):
    """Of the Accreditation Council; its day stands under [dates]."""

    programmes: dict[str, OneDecisionEntry] = Field(
        default={}, description="By code: those that were decided otherwise than the rest"
    )


class OpinionEntry(Entry):
    """What an expert says of the report before the visit."""

    person: Text
    complete: bool = Field(description="The report is complete and answers the standards")
    day: date | None = None
    note: str = ""


class AppealEntry(Entry):
    """An appeal or a complaint of the institution."""

    kind: Literal["appeal", "complaint"]
    day: date = Field(description="Received")
    about: str = ""
    in_writing: bool | None = None
    signed: bool | None = Field(default=None, description="On letterhead, by the head of the institution")
    decided: date | None = Field(default=None, description="Day on which it was decided")
    outcome: str = ""


class CaseFile(Entry):
    """An accreditation case."""

    case: HeadEntry
    institution: InstitutionEntry
    programmes: list[ProgrammeEntry] = Field(default=[])
    reports: list[ReportEntry] = Field(default=[])
    supplied: dict[str, list[Text]] = Field(default={}, description="What the institution gave: files or addresses")
    commission: list[MemberEntry] = Field(default=[])
    coordinator: CoordinatorEntry | None = None
    dates: dict[str, Days] = Field(default={}, description="start, and the day of each stage by its id")
    agreed: dict[str, date] = Field(
        default={}, description="Latest days that were set or agreed on for this case, by stage"
    )
    previous: PreviousEntry | None = None
    decision: DecisionEntry | None = None
    appeals: list[AppealEntry] = Field(default=[])
    opinions: list[OpinionEntry] = Field(default=[])
    calendar: CalendarEntry = CalendarEntry()
    agenda: list[SlotEntry] = Field(default=[])
    waivers: list[WaiverEntry] = Field(default=[])
    confirmed: list[ConfirmedEntry] = Field(default=[])


class WaiversFile(Entry):
    """Waivers in a file of their own."""

    waivers: list[WaiverEntry] = Field(min_length=1)


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of sapa.toml."""
    return data_model.schema(CaseFile)
