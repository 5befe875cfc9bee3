"""What hundreds of results and cases say, taken from each while it is read: none stays in memory whole."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from ...loading.case_file import read_case
from ...loading.data_file import DataFileError
from ...loading.installed import Loaded
from ...model.case import Case
from ...model.case_folder import FILE_NAME
from ...whole import is_file
from ...words.messages import Lang, Message, message
from ..timeline.facts import NoStart, plan
from .order import natural
from .register import Accredited, TermEnd, register, term_ends
from .themes import Theme, recommended, themes

_SCHEMA = "sapa.check/1"
_BEGINS = 4096  # bytes in which a result says that it is one
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_UNKNOWN = frozenset({"not_checked", "not_applicable"})  # neither answered nor left open
_GAPS = ("missing", "thin", "mentioned")


@dataclass(frozen=True)
class Share:
    """Criteria of a standard that are addressed, of those that could be known and that apply."""

    addressed: int
    total: int


@dataclass(frozen=True)
class Answered:
    """A report against a set. year: in which its case began, else the one in its path; None: neither says."""

    institution: str
    path: str
    set: str
    year: int | None
    standards: Mapping[str, Share]
    not_checked: int

    @property
    def whole(self) -> Share:
        shares = self.standards.values()
        return Share(sum(one.addressed for one in shares), sum(one.total for one in shares))


@dataclass(frozen=True)
class Missed:
    """A criterion that reports leave open. gaps: reports by status; of: reports in which it could be known."""

    set: str
    code: str
    gaps: Mapping[str, int]
    of: int

    @property
    def count(self) -> int:
        return sum(self.gaps.values())


@dataclass(frozen=True)
class Deadline:
    """A stage of a case that is overdue or ahead; day: its latest end."""

    institution: str
    stage: str
    day: date
    state: str


@dataclass(frozen=True)
class Portfolio:
    """faults: files that are no part of it, and why."""

    today: date
    reports: tuple[Answered, ...]
    missed: tuple[Missed, ...]
    deadlines: tuple[Deadline, ...]
    register: tuple[Accredited, ...]
    terms: tuple[TermEnd, ...]
    themes: tuple[Theme, ...]
    cases: int
    faults: tuple[tuple[str, Message], ...]


@dataclass
class _Counts:
    gaps: dict[tuple[str, str], Counter[str]]
    known: Counter[tuple[str, str]]
    recommended: list[tuple[str, str]]


def gather(folders: Sequence[str], loaded: Loaded, today: date, lang: Lang) -> Portfolio:
    """Every result of `sapa check --format json` and every case in the folders and below."""
    faults: list[tuple[str, Message]] = []
    cases: dict[str, Case] = {}
    found = sorted(_files(folders, faults))
    for path in found:
        if Path(path).name == FILE_NAME:
            try:
                folder = str(Path(path).parent)
                cases[str(Path(folder).resolve())] = read_case(folder, loaded.procedures, list(loaded.sets))
            except DataFileError as error:
                faults.append((path, error.said))
    counts = _Counts({}, Counter(), [])
    reports: list[Answered] = []
    for path in found:
        if path.endswith(".json"):
            reports += _reports(path, cases, counts, faults, lang)
    missed = [Missed(*key, dict(gaps), counts.known[key]) for key, gaps in counts.gaps.items()]
    missed.sort(key=lambda one: (-one.count / one.of, one.set, natural(one.code)))
    deadlines = [one for case in cases.values() for one in _deadlines(case, loaded, today, lang)]
    deadlines.sort(key=lambda one: (one.day, natural(one.institution), one.stage))
    reports.sort(key=lambda one: (one.set, natural(one.institution), one.year or 0, one.path))
    accredited = register(((case, loaded.procedures[case.procedure]) for case in cases.values()), lang)
    return Portfolio(
        today, tuple(reports), tuple(missed), tuple(deadlines),
        accredited, term_ends(accredited, cases.values(), today, lang), themes(counts.recommended),
        len(cases), tuple(faults),
    )  # fmt: skip


def _files(folders: Sequence[str], faults: list[tuple[str, Message]]) -> Iterator[str]:
    def unseen(error: OSError) -> None:
        faults.append((str(error.filename), message("set-file.unreadable", cause=error.strerror or str(error))))

    for folder in folders:
        for base, below, names in os.walk(folder, onerror=unseen):
            below[:] = [name for name in below if not name.startswith(".")]
            yield from (str(Path(base, name)) for name in names if name == FILE_NAME or name.endswith(".json"))


def _reports(
    path: str, cases: Mapping[str, Case], counts: _Counts, faults: list[tuple[str, Message]], lang: Lang
) -> Iterator[Answered]:
    try:
        if not is_file(path):
            return
        with Path(path).open("rb") as stream:
            if _SCHEMA.encode() not in stream.read(_BEGINS):
                return  # another kind of JSON: no fault
            stream.seek(0)
            raw = json.loads(stream.read())
        yield from _answered(path, raw, cases, counts, lang)
    except OSError as error:
        faults.append((path, message("set-file.unreadable", cause=error.strerror or type(error).__name__)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        faults.append((path, message("baseline.no-result", path=path)))


def _answered(path: str, raw: Any, cases: Mapping[str, Case], counts: _Counts, lang: Lang) -> list[Answered]:
    """Everything of a result, or nothing where it is broken."""
    case = _case_of(path, raw, cases)
    found: list[Answered] = []
    for document in raw["documents"]:
        counts.recommended += recommended(document.get("findings", ()))
        named = case.institution.names.get(lang) if case is not None else ""
        began = case.start.year if case is not None and case.start is not None else None
        for one in document["sets"]:
            key = f"{one['id']}@{one['edition']}"
            criteria = [(str(of["standard"]), str(of["code"]), str(of["status"])) for of in one["criteria"]]
            shares = _shares([str(standard["number"]) for standard in one["standards"]], criteria)
            unknown = sum(status == "not_checked" for _, _, status in criteria)
            institution = named or PurePath(document["path"].replace("\\", "/")).stem
            year = began or _year(document["path"]) or _year(path)
            found.append(Answered(institution, document["path"], key, year, shares, unknown))
            counts.known.update((key, code) for _, code, status in criteria if status not in _UNKNOWN)
            for _, code, status in criteria:
                if status in _GAPS:
                    counts.gaps.setdefault((key, code), Counter())[status] += 1
    return found


def _shares(numbers: Sequence[str], criteria: Sequence[tuple[str, str, str]]) -> dict[str, Share]:
    """By standard. criteria: the standard, code and status of each."""
    total = Counter(number for number, _, status in criteria if status not in _UNKNOWN)
    addressed = Counter(number for number, _, status in criteria if status == "addressed")
    return {number: Share(addressed[number], total[number]) for number in dict.fromkeys([*numbers, *total])}


def _case_of(path: str, raw: Any, cases: Mapping[str, Case]) -> Case | None:
    """The case of a result: its path is from where it was made, or from where the result lies."""
    if not raw.get("case"):
        return None
    named = str(raw["case"]["path"])
    for base in (Path(), Path(path).parent):
        if (case := cases.get(str((base / named).resolve()))) is not None:
            return case
    return None


def _year(path: str) -> int | None:
    years = _YEAR.findall(path)
    return int(years[-1]) if years else None


def _deadlines(case: Case, loaded: Loaded, today: date, lang: Lang) -> Iterator[Deadline]:
    procedure = loaded.procedures[case.procedure]
    try:
        stages = plan(case, procedure, today).stages
    except NoStart:  # nothing can be counted
        return
    for one in stages:
        if one.state in ("overdue", "running", "planned-late", "planned", "ahead"):
            yield Deadline(case.institution.names.get(lang), one.stage.titles.get(lang), one.ends[1], one.state)
