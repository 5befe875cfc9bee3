"""What a check found, as values: detection, the result of a set, a report, a case, a run."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from ..words.messages import Message
from .coverage import Citation, Coverage
from .document import Document, Unreadable
from .findings import Finding
from .places import Place
from .standards import StandardSet, Titles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..words.errors import SapaError
    from .case import Case, Confirmation
    from .procedures import Procedure, Requirement


@dataclass(frozen=True)
class Detection:
    """Why a set was taken. score: 0 to 1, the share of its clues that the report shows."""

    reason: Message
    score: float


Shown = str | Message | Titles | tuple[Place, ...]


@dataclass(frozen=True)
class Overview:
    """A table that a rule wants people to see, beside its findings: in the text and the page, not in the JSON.

    heads  one for each column; rows: as many cells each: a text, a message, a title, or places
    notes  sentences before the table
    """

    title: Message
    heads: tuple[Message, ...]
    rows: tuple[tuple[Shown, ...], ...]
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True)
class SetResult:
    """detected is None where the user named the set; others: the sets whose parts were told apart from it.

    citations: every place where the report writes a code of the set, those that do not count included
    """

    coverage: Coverage
    detected: Detection | None
    others: tuple[StandardSet, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Failure:
    """Why a file could not be checked; code as in the JSON contract."""

    code: str
    said: Message


@dataclass(frozen=True)
class DocumentResult:
    """One report checked. document is None where it could not be read; then `error` says why."""

    path: str
    files: tuple[str, ...]
    sha256: str | None
    format: str | None
    language: str | None
    pages: int | None
    error: Failure | None
    unreadable: tuple[Unreadable, ...]
    sets: tuple[SetResult, ...]
    candidates: tuple[str, ...]  # sets between which it could not be decided
    findings: tuple[Finding, ...]
    document: Document | None
    overviews: tuple[Overview, ...] = ()  # tables that plugins' rules show

    def __getstate__(self) -> dict[str, Any]:
        """To another process the document goes packed: few ask there for more than what was found in it."""
        state = dict(vars(self))
        if "document" in state:
            state[_PACKED] = pickle.dumps(state.pop("document"), pickle.HIGHEST_PROTOCOL)
        return state

    def __getattr__(self, name: str) -> Any:
        """The document, unpacked when somebody first asks for it; two threads may ask at once."""
        known = vars(self)
        if name == "document" and (packed := known.get(_PACKED)) is not None:
            known.setdefault(name, pickle.loads(packed))
            known.pop(_PACKED, None)
        if name not in known:
            raise AttributeError(name)
        return known[name]


_PACKED = "packed document"  # stands for it in a result that came from another process


@dataclass(frozen=True)
class Made:
    """How a result was made: all that `sapa verify` needs to make it once more.

    asked    the paths that were given; sets: keys of those that were asked for, none: recognised
    known    the sets that could have an effect, with the digest of their content
    case     digest of the case's sapa.toml; waivers: of those that were given besides; None: there were none
    today    the day against which waivers and deadlines were held, None: nothing depends on it
    form     path of the blank form, as it was given; joined: the files were taken as one report
    skip     rules of an editor that were left out
    """

    asked: tuple[str, ...]
    sets: tuple[str, ...]
    ocr: str
    level: str | None
    known: tuple[tuple[str, str], ...]
    case: str | None = None
    waivers: str | None = None
    today: date | None = None
    form: str | None = None
    joined: bool = False
    skip: tuple[str, ...] = ()


@dataclass(frozen=True)
class MadeOf:
    """How a comparison or a review was made: all that `sapa verify` needs to make it once more.

    asked    the paths that were given; set: the one that was asked for, None: recognised
    known    the sets that could have an effect, with the digest of their content
    files    what was read, with the SHA-256 of each; None: it cannot be read
    options  the others that were given, by their names in Python
    """

    asked: tuple[str, ...]
    set: str | None
    known: tuple[tuple[str, str], ...]
    tools: tuple[tuple[str, str | None], ...]
    files: tuple[tuple[str, str | None], ...]
    options: Mapping[str, str | int | tuple[str, ...] | None]


@dataclass(frozen=True)
class Result:
    """What one run of the check found. tools: helper programs by name, "present" or None; case: of a case's folder.

    made: how; None where a result was put together otherwise
    """

    version: str
    tools: Mapping[str, str | None]
    documents: tuple[DocumentResult, ...]
    findings: tuple[Finding, ...] = ()
    case: CaseResult | None = None
    made: Made | None = None


State = Literal["not-met", "open", "hand", "met", "confirmed", "waived", "not-required"]


STATES: tuple[State, ...] = ("not-met", "open", "hand", "confirmed", "met", "waived", "not-required")


@dataclass(frozen=True)
class Line:
    """One requirement and how it stands. said: the fact that shows it, or what is awaited; findings: what is wrong."""

    requirement: Requirement
    state: State
    said: Message | None = None
    findings: tuple[Finding, ...] = ()
    confirmation: Confirmation | None = None


@dataclass(frozen=True)
class CaseResult:
    """path: of the case's folder. lines: one per requirement, in the order of the procedure.

    overviews: tables to be seen below the checklist, as that of the annexes
    """

    path: str
    case: Case
    procedure: Procedure
    lines: tuple[Line, ...]
    today: date
    overviews: tuple[Overview, ...] = ()

    def counts(self) -> dict[State, int]:
        return {state: sum(line.state == state for line in self.lines) for state in STATES}


@dataclass(frozen=True)
class CheckedCase:
    """One case of several. fault: why it could not be checked at all; its result then says so, and has no case."""

    path: str
    result: Result
    fault: SapaError | None = None


@dataclass(frozen=True)
class CasesResult:
    """What was found in several cases, in the order of the arguments. others: reports that lie in no case, or None."""

    version: str
    cases: tuple[CheckedCase, ...]
    others: Result | None = None
