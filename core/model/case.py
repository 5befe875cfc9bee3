"""An accreditation case: one folder with a sapa.toml, the reports, annexes, commission, dates and agenda."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Literal

from .case_folder import FILE_NAME as FILE_NAME
from .case_folder import case_folders as case_folders
from .procedures import Event
from .standards import Titles

TIME_ZONE = "Asia/Almaty"

Level = Literal["bachelor", "master", "doctorate"]
LEVELS: Mapping[str, str] = {"6B": "bachelor", "7M": "master", "8D": "doctorate"}


@dataclass(frozen=True)
class Institution:
    """country: two letters (ISO 3166). previous: earlier accreditation, "none" where there was none."""

    names: Titles
    country: str = "KZ"
    legal_status: str = ""
    licence: str = ""
    previous: str = ""
    students: int | None = None
    website: str = ""
    graduates: int | None = None


@dataclass(frozen=True)
class Programme:
    """code as registered ("6B06101"); aliases: other names under which reports speak of it."""

    code: str
    names: Titles
    level: Level | None = None
    students: int | None = None
    graduates: int | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class CaseReport:
    """One self-assessment report in one language; several files make one report, in this order.

    files: relative to the case's folder; programmes: codes it speaks of, empty: all of the case.
    also: the same report once more, in another format
    """

    language: str
    files: tuple[str, ...]
    programmes: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Member:
    """Of the commission. conflicts: those that are known; advised: helped the institution with its report.

    certificate: number of the certificate as an expert of the agency, with its last day; evaluated: day on which the
    coordinator evaluated the work
    """

    name: str
    role: str
    chair: bool = False
    country: str = ""
    affiliation: str = ""
    degree: str = ""
    conflicts: tuple[str, ...] = ()
    advised: bool = False
    certificate: str = ""
    certificate_until: date | None = None
    evaluated: date | None = None


@dataclass(frozen=True)
class Coordinator:
    name: str
    email: str = ""
    phone: str = ""
    affiliation: str = ""


@dataclass(frozen=True)
class Span:
    """Days from first to last, both included; one day where they are the same."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Slot:
    """A line of the agenda. meets: groups of people (procedures.PEOPLE); visits: procedures.PLACES; rest: a break."""

    day: date
    start: time
    end: time
    event: str
    audit_object: str = ""
    room: str = ""
    link: str = ""
    person: str = ""
    meets: tuple[str, ...] = ()
    rest: bool = False
    parallel: bool = False  # the commission divides: another slot may run at the same time
    visits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Waiver:
    """What somebody decided not to count, and why. One of criterion and rule is given; set: narrows a criterion."""

    reason: str
    person: str
    until: date
    criterion: str = ""
    rule: str = ""
    set: str = ""


@dataclass(frozen=True)
class Confirmation:
    """A person says that a requirement which only people can check is met."""

    requirement: str
    person: str
    day: date
    note: str = ""


@dataclass(frozen=True)
class Previous:
    """The accreditation before this one. years: of its term; until: its last day; revoked: day of the decision by which
    its prolongation was refused, or it was revoked."""

    years: int | None = None
    until: date | None = None
    revoked: date | None = None


@dataclass(frozen=True)
class Opinion:
    """What an expert says of the report before the visit: whether it is complete, and answers the standards."""

    person: str
    complete: bool
    day: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Decision:
    """Of the Accreditation Council; its day is that of the stage. years: None where it refused.

    programmes: by code, those that were decided otherwise than the rest
    """

    accredited: bool
    years: int | None = None
    certificate: str = ""
    programmes: Mapping[str, Decision] = field(default_factory=dict)

    def of(self, programme: str) -> Decision:
        """What was decided on a programme."""
        return self.programmes.get(programme, self)


@dataclass(frozen=True)
class Appeal:
    """An appeal or a complaint. day: received; decided: day of the appeals commission's decision.

    signed: on letterhead, by the head of the institution; None, as for in_writing: the case does not say
    """

    kind: Literal["appeal", "complaint"]
    day: date
    about: str = ""
    in_writing: bool | None = None
    signed: bool | None = None
    decided: date | None = None
    outcome: str = ""


_NONE = ("none", "no", "нет", "жоқ")  # how a case says that there was no accreditation before


@dataclass(frozen=True)
class Calendar:
    """Which days are no working days. holidays, working_days: of the case; public: the country's own count too."""

    holidays: frozenset[date] = frozenset()
    working_days: frozenset[date] = frozenset()
    public: bool = True
    country: str = "KZ"


@dataclass(frozen=True)
class Case:
    """folder: as the user gave it; sets: further sets, besides those of the procedure.

    start: day on which the application was registered; dates: the days of stages, by their ids.
    events: in which stage of the procedure, by its id, which of procedures.EVENTS happens.
    not_held: optional stages that did not take place, by their ids.
    agreed: latest days that were set or agreed on for this case, by stage; they take the place of the procedure's.
    form: file of the blank form that the reports were written in, or "".
    experts_report: file of the experts' report, filled in, or "".
    supplied: what the institution gave, by the keys that the procedure's requirements name: files or addresses.
    """

    folder: str
    procedure: str
    type: str
    institution: Institution
    programmes: tuple[Programme, ...] = ()
    reports: tuple[CaseReport, ...] = ()
    annexes: str | None = None
    sets: tuple[str, ...] = ()
    sets_dirs: tuple[str, ...] = ()
    supplied: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    commission: tuple[Member, ...] = ()
    coordinator: Coordinator | None = None
    start: date | None = None
    dates: Mapping[str, Span] = field(default_factory=dict)
    events: Mapping[Event, str] = field(default_factory=dict)
    not_held: tuple[str, ...] = ()
    agreed: Mapping[str, date] = field(default_factory=dict)
    previous: Previous | None = None
    decision: Decision | None = None
    appeals: tuple[Appeal, ...] = ()
    agenda: tuple[Slot, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    confirmed: tuple[Confirmation, ...] = ()
    calendar: Calendar = field(default_factory=Calendar)
    time_zone: str = TIME_ZONE
    form: str = ""
    experts_report: str = ""
    opinions: tuple[Opinion, ...] = ()

    @property
    def file(self) -> str:
        """The sapa.toml, as the user would write it."""
        return within(self.folder, FILE_NAME)

    @property
    def accredited_before(self) -> bool | None:
        """Whether there was an accreditation before this one; None where the case does not say."""
        if self.previous is not None:
            return True
        told = self.institution.previous.strip().casefold()
        return None if not told else told not in _NONE

    @property
    def visit(self) -> Span | None:
        return self.days_of("visit")

    def days_of(self, event: Event) -> Span | None:
        """The days of the stage in which it happens, as far as the case gives them."""
        return self.dates.get(self.events.get(event, ""))

    def path(self, file: str) -> str:
        """A file of the case, as the user would write it."""
        return within(self.folder, file)


def within(folder: str, file: str) -> str:
    return str(Path(folder, file))
