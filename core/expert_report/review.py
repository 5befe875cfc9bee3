"""A filled expert report -> its ratings, what is wrong with it, and the indicative terms by every source of rules."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from ..loading.rating_scale import scale_of
from ..model.case import Case, Programme
from ..model.document import Document, ReadingError
from ..model.findings import SEVERITIES, Finding
from ..model.procedures import TYPES, Procedure
from ..model.results import MadeOf
from ..model.standards import StandardSet
from ..model.term_rules import Facts, TermRules
from ..reading import openable, opened
from ..reading.tools import Tools
from ..version import __version__
from ..whole import is_dir
from ..words.errors import SapaError
from ..words.language import language_of
from ..words.messages import LANGS, Message, message
from ..words.vocabulary import DATES, REVIEW, spelled
from ..words.vocabulary import words as vocabulary
from .chapters import opened_standards
from .context import Context, Sar
from .fields import FilledReport, parse_filled
from .findings import find
from .ratings import Scale
from .read import read_report
from .report import Report
from .tags import Property
from .terms import Term, terms
from .text import Text, text_of

if TYPE_CHECKING:
    from ..loading.installed import Loaded

CLEAN, FOUND, NOT_DONE = 0, 1, 2
_LEAST_HEADINGS = 0.5  # share of a set's standards that headings must name for the report to be about it


class SetUndecided(SapaError):
    """Which standards the report is about cannot be told; candidates: sets that it may be."""

    def __init__(self, candidates: Sequence[str]) -> None:
        super().__init__("set undecided")
        self.said = message("review.set-undecided", candidates=tuple(candidates) or None)


@dataclass(frozen=True)
class Review:
    """report: None where the file could not be read; then `error` says why.

    not_compared: what would have been compared with files that were not given; made: how, where that is known
    """

    version: str
    path: str
    report: Report | None
    terms: tuple[Term, ...] = ()
    findings: tuple[Finding, ...] = ()
    not_compared: tuple[Message, ...] = ()
    error: Message | None = None
    made: MadeOf | None = None

    def exit_code(self, fail_on: str = "error") -> int:
        """0 nothing at or above the threshold, 1 findings, 2 the report could not be read or its set not be told."""
        if self.report is None:
            return NOT_DONE
        severities = {"never": (), "error": SEVERITIES[:1], "warning": SEVERITIES[:2]}[fail_on]
        return FOUND if any(finding.severity in severities for finding in self.findings) else CLEAN


@dataclass(frozen=True)
class Given:
    """What the user says besides the report. facts: what is not None counts before the case and the report."""

    set: StandardSet | None = None
    procedure: Procedure | None = None
    case: Case | None = None
    sar: str | None = None
    facts: Facts = field(default_factory=Facts)


def review(path: str, given: Given, loaded: Loaded, tools: Tools) -> Review:
    """Reads a filled report and judges it. Nothing of a broken file is raised: it stands in the result's error."""

    try:
        data = word_data(path, tools)
        filled, text = read_word(data, path)
        standards = given.set or set_of(filled, text, loaded)
    except ReadingError as error:
        return failed(path, error)
    except SetUndecided as undecided:
        return Review(__version__, path, None, error=undecided.said)
    procedure = given.procedure or procedure_of(filled, given.case, standards, loaded)
    report = read_report(filled, text, standards, Scale(scale_of(procedure)), language(filled, text))
    not_compared: list[Message] = []
    sar = None
    try:
        sar = sar_of(given, report, tools)
        if sar is None:
            not_compared.append(message("review.no-sar"))
        elif sar.pages is None:
            not_compared.append(message("review.no-pages", sar=sar.name))
    except ReadingError as error:
        return failed(path, error)
    if given.case is None:
        not_compared.append(message("review.no-case"))
    found = _terms(report, given, loaded)
    context = Context(report, found, given.case, sar)
    return Review(__version__, path, report, found, find(context), tuple(not_compared))


def failed(path: str, error: ReadingError) -> Review:
    """The review of a report that cannot be read."""
    return Review(__version__, path, None, error=error.said)


# --- reading


def word_data(path: str, tools: Tools) -> bytes:
    """The bytes of a Word file; other text formats are converted by LibreOffice. Raises ReadingError."""
    from ..reading.containers import sniff

    with opened(openable(Path(path)), path) as stream:
        data = stream.read()
    kind = sniff(BytesIO(data))
    if kind == "word":
        return data
    if kind in ("empty", "encrypted", "damaged"):
        raise ReadingError(kind, Message(f"reading.{kind}", {"path": path}))
    if kind in ("doc", "odt", "rtf", "fodt"):
        return _converted(data, kind, path, tools)
    raise ReadingError("unsupported", message("review.not-word", path=path, found=kind))


def _converted(data: bytes, kind: str, path: str, tools: Tools) -> bytes:
    import tempfile

    from ..reading.legacy import convert

    if tools.soffice is None:
        raise ReadingError("needs-libreoffice", message("reading.needs-libreoffice", path=path, format=kind))
    with tempfile.TemporaryDirectory(prefix="sapa-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"report.{kind}"
        source.write_bytes(data)
        made = convert(source, Path(folder), tools.soffice)
        if made is None:
            raise ReadingError("damaged", message("reading.damaged", path=path))
        return made.read_bytes()


def read_word(data: bytes, path: str) -> tuple[FilledReport, Text]:
    """Fields and text of a Word file. Raises ReadingError."""
    from zipfile import ZipFile

    from ..reading import guard
    from ..reading.word.package import Package
    from .fields import BROKEN

    try:
        with ZipFile(BytesIO(data)) as archive:
            package = Package(archive, path)
            if package.main is None:
                raise ReadingError("unsupported", message("review.not-word", path=path, found=package.family()))
            filled = parse_filled(data, path)
            return filled, text_of(filled.form)
    except BROKEN as error:
        raise guard.damaged(path) from error


def set_of(filled: FilledReport, text: Text, loaded: Loaded) -> StandardSet:
    """The set that the file names, else the one whose standards its headings name. Raises SetUndecided."""
    from ..loading.installed import FailedSet, UnknownSet

    if filled.set_id:
        edition = filled.properties.get(Property.EDITION, "")
        for name in dict.fromkeys((f"{filled.set_id}@{edition}" if edition else filled.set_id, filled.set_id)):
            try:
                return loaded.sets.find(name)
            except (UnknownSet, FailedSet):
                continue
    scored: list[tuple[float, str]] = []
    for standards in loaded.sets.values():
        opened = opened_standards(text, standards)
        agreeing = _agreeing(text, standards, opened)
        scored.append((len(agreeing) / max(len(standards.standards), 1), standards.id))
    scored.sort(key=lambda one: (-one[0], one[1]))
    best = [id for score, id in scored if score >= _LEAST_HEADINGS and score == scored[0][0]]
    if len(best) == 1:
        return loaded.sets[best[0]]
    raise SetUndecided(best)


def _agreeing(text: Text, standards: StandardSet, opened: Mapping[int, str]) -> set[str]:
    """Standards whose heading also carries their title: every set has a Standard 3."""
    from ..citing.titles import similarity

    found: set[str] = set()
    numbered = re.compile(rf"^\W*(?:\w+\s+)?[0-9.]+\W*(?:-?\s*{spelled(vocabulary('standard'))}\W*)?")
    for index, number in opened.items():
        standard = standards.by_number[number]
        heading = numbered.sub("", text.paras[index].text)
        titles = (*standard.titles.all(), *standard.aliases)
        if max((similarity(heading, title) for title in titles), default=0.0) >= 0.7:
            found.add(number)
    return found


def language(filled: FilledReport, text: Text) -> str:
    """Of the skeleton, as the file says; else of the text."""
    if filled.language in LANGS:
        return filled.language
    return language_of(" ".join(para.text for para in text.paras)) or "en"


def procedure_of(filled: FilledReport, case: Case | None, standards: StandardSet, loaded: Loaded) -> Procedure | None:
    """The case's, else the file's, else the one of the set's own name."""
    for id in (case.procedure if case is not None else "", filled.properties.get(Property.PROCEDURE, ""), standards.id):
        if id in loaded.procedures:
            return loaded.procedures[id]
    return None


# --- what the report is compared with


def sar_of(given: Given, report: Report, tools: Tools) -> Sar | None:
    """The self-assessment report: the file that was given, else the case's in the language of the report.

    Raises ReadingError where it cannot be read.
    """
    from ..rules.annex_labels import plain_label
    from ..rules.annexes import inventory
    from ..rules.annexes_named import cited_in, within_report

    document: Document | None = None
    folder: str | None = None
    case = given.case
    if given.sar is not None:
        document = _document((given.sar,), tools)
    elif case is not None and case.reports:
        wanted = sorted(case.reports, key=lambda one: one.language != report.language)
        document = _document(tuple(case.path(file) for file in wanted[0].files), tools)
    if case is not None and case.annexes is not None and is_dir(case.path(case.annexes)):
        folder = case.path(case.annexes)
    if document is None:
        return None
    labels = {plain_label(label) for label in (*cited_in(document), *within_report(document))}
    if folder is not None:
        labels |= {file.label for file in inventory(folder) if file.label}
    name = Path(document.path.replace("\\", "/")).name
    return Sar(name, document.pages, frozenset(labels))


def _document(files: Sequence[str], tools: Tools) -> Document:
    from ..checking.joined import join
    from ..reading import read

    documents = [read(file, tools) for file in files]
    return documents[0] if len(documents) == 1 else join(documents)


# --- terms


def _terms(report: Report, given: Given, loaded: Loaded) -> tuple[Term, ...]:
    from ..loading.terms_file import all_terms

    facts = {programme: facts_of(report, given, programme) for programme in report.ratings}
    found = terms(
        sources(all_terms(loaded.procedures.values()), given.case, loaded.procedures),
        report.ratings,
        facts,
        set_id=report.set.id,
        values=report.scale.keys,
        criteria=report.assessments,
    )
    if given.case is None and given.facts.type is None and (said := cover_type(report)) is not None:
        # nobody vouches for what stands on the cover
        assumed = message("term.assumed-cover", type=said)
        found = tuple(replace(one, assumed=(assumed, *one.assumed)) for one in found)
    return found


def sources(every: Sequence[TermRules], case: Case | None, procedures: Collection[str]) -> tuple[TermRules, ...]:
    """With a case only its own procedure's and those that are no single procedure's: another's do not apply to it."""
    if case is None:
        return tuple(every)
    kept = [rules for rules in every if rules.id == case.procedure or rules.id not in procedures]
    return tuple(sorted(kept, key=lambda rules: rules.id != case.procedure))


def cover_type(report: Report) -> str | None:
    """The type of accreditation that the cover says."""
    from .tags import Tag

    written = report.get(Tag("cover", field="kind"))
    return written.value if written is not None and written.value in TYPES else None


def facts_of(report: Report, given: Given, programme: str) -> Facts:
    """What is known of a programme: what the user says, else the case, else the cover."""
    case = given.case
    type_, previous = given.facts.type, given.facts.previous
    if case is not None:
        own = next((one for one in case.programmes if one.code == programme), None)
        if own is None and not programme and len(case.programmes) == 1:
            own = case.programmes[0]
        type_ = type_ or _own_type(case, own)
        previous = previous if previous is not None else _previous_years(case)
    type_ = type_ or cover_type(report)
    return Facts(type_, previous, given.facts.fixable)


def _own_type(case: Case, programme: Programme | None) -> str | None:
    """The case's; a programme of it that is said to have no graduates yet is accredited without them."""
    if case.type == "primary-with-graduates" and programme is not None and programme.graduates == 0:
        return "primary-without-graduates"
    return case.type or None


def _previous_years(case: Case) -> int | None:
    if case.previous is not None and case.previous.years is not None:
        return case.previous.years
    return _years(case.institution.previous)


def _years(previous: str) -> int | None:
    """Years of the earlier accreditation, as the case tells it in words; 0 for none."""
    if previous.strip(" .").casefold() in REVIEW.words("none_before"):
        return 0
    unit = spelled([*DATES.words("term"), *DATES.words("of_year")])
    years = {int(number) for number in re.findall(rf"(?<!\d)(\d{{1,2}})\s*-?\s*{unit}", previous, re.IGNORECASE)}
    return years.pop() if len(years) == 1 else None
