"""What a check of a procedure's requirement may look at and what it says; and all checks by their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from ..model.case import Case
from ..model.findings import Finding, Severity
from ..model.places import Place
from ..model.procedures import Procedure, Requirement
from ..words.messages import Message, Value, message

if TYPE_CHECKING:
    from ..model.results import DocumentResult
    from .annexes import Annexes

State = Literal["met", "not-met", "open"]


@dataclass(frozen=True)
class Reviewed:
    """What the review of the experts' filled report found. error: why it could not be read; then nothing was."""

    path: str
    findings: tuple[Finding, ...] = ()
    error: Message | None = None


@dataclass(frozen=True)
class Versions:
    """A report in several languages, side by side. differences: how many by kind; codes: of which criteria, by kind.

    ranges: the codes as people read them, "3.2.1–3.2.8, 4.2.1"
    error: why they cannot be compared
    """

    languages: tuple[str, ...]
    paths: tuple[str, ...]
    differences: Mapping[str, int] = field(default_factory=dict)
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ranges: Mapping[str, str] = field(default_factory=dict)
    error: Message | None = None


@dataclass(frozen=True)
class CaseContext:
    """What a check may look at. documents: one per report of the case, in its order; waived findings are gone.

    reviewed: the experts' filled report, None where the case names none; versions: of each report, by languages
    """

    case: Case
    procedure: Procedure
    documents: tuple[DocumentResult, ...]
    annexes: Annexes
    today: date
    exists: Callable[[str], int | None]  # the size of a file of the case, None where there is none
    reviewed: Reviewed | None = None
    versions: tuple[Versions, ...] = ()

    @cached_property
    def place(self) -> Place:
        return Place(self.case.file)


@dataclass(frozen=True)
class Fault:
    """What is wrong; becomes a finding. severity None: the requirement's. uncertain: it may yet be right."""

    rule: str
    arguments: Mapping[str, Value] = field(default_factory=dict)
    severity: Severity | None = None
    place: Place | None = None
    uncertain: bool = False


@dataclass(frozen=True)
class Outcome:
    """met: a fact that shows it. open: the case says nothing yet that could be checked; said: what is awaited."""

    state: State
    said: Message | None = None
    faults: tuple[Fault, ...] = ()


CheckFunction = Callable[[CaseContext, Requirement], Outcome]


@dataclass(frozen=True)
class Parameter:
    """kind: text, number, truth or list (of texts)."""

    kind: str
    needed: bool = True

    def fits(self, value: object) -> bool:
        if self.kind == "list":
            return isinstance(value, list) and bool(value) and all(isinstance(one, str) and one for one in value)
        if self.kind == "number":
            return isinstance(value, int) and not isinstance(value, bool)
        return isinstance(value, bool) if self.kind == "truth" else isinstance(value, str) and bool(value)


@dataclass(frozen=True)
class Check:
    """A check by its name. what: the first sentence of its docstring, for the documentation."""

    name: str
    parameters: Mapping[str, Parameter]
    run: CheckFunction

    @property
    def what(self) -> str:
        return " ".join((self.run.__doc__ or "").split())


CHECKS: dict[str, Check] = {}

TEXT, NUMBER, LIST = Parameter("text"), Parameter("number"), Parameter("list")
MAY_NUMBER, MAY_TRUTH = Parameter("number", needed=False), Parameter("truth", needed=False)
MAY_TEXT = Parameter("text", needed=False)


def check(name: str, **parameters: Parameter) -> Callable[[CheckFunction], CheckFunction]:
    def register(function: CheckFunction) -> CheckFunction:
        CHECKS[name] = Check(name, parameters, function)
        return function

    return register


def met(said: Message) -> Outcome:
    return Outcome("met", said)


def awaiting(awaited: str) -> Outcome:
    """awaited: the part of sapa.toml that says nothing yet."""
    return Outcome("open", message("case.open", part=awaited))


def judged(faults: list[Fault], said: Message) -> Outcome:
    if not faults:
        return met(said)
    certain = any(not fault.uncertain for fault in faults)
    return Outcome("not-met" if certain else "open", None, tuple(faults))


def plain_name(name: str) -> str:
    """A name as it is compared with another: letters and digits alone."""
    return " ".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())
