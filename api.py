"""What Python users and the commands call. `sapa` re-exports all of it; everything else is private.

Every function raises SapaError or one of its kinds; `error.told(lang)` says what is wrong and what to do next.
What is wrong with one file of several is no exception but stands in the result.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from .core.checking.inputs import sorted_out
from .core.checking.settings import settings
from .core.loading.installed import Assembly, AssemblyError, Loaded
from .core.loading.plugins import load_plugins
from .core.model import results
from .core.model.case import Waiver
from .core.model.case_folder import case_folders
from .core.model.document import Document, ReadingError
from .core.model.programme_codes import Level
from .core.model.standards import StandardSet
from .core.reading import Ocr, Progress
from .core.rules.editor.skipped import left_out
from .core.words.errors import SapaError as SapaError
from .core.words.messages import LANGS, Lang, message

if TYPE_CHECKING:  # the review's and the assemblies' modules are loaded by the functions that need them
    from .core.checking.remembered import Remembered
    from .core.checking.settings import Settings
    from .core.checking.side_by_side import Interrupted
    from .core.checking.waivers import Baseline
    from .core.checking.workers import Crew
    from .core.expert_report.recommendations import Recommendation
    from .core.loading.installed import Assembled, Request
    from .core.reading.tools import Tools
    from .core.reporting.compare import Comparison
    from .core.reporting.index_page import Files as IndexFiles
    from .core.reporting.parity import Parity
    from .core.reporting.review import Review
    from .core.reporting.verify import Verified

Files = str | PathLike[str]
AccreditationType = Literal[
    "conceptual", "primary-without-graduates", "primary-with-graduates", "re-accreditation"
]  # as model.procedures.TYPES
_V = TypeVar("_V")


class Result(results.Result):
    """What a check found: `documents`, `findings`, and `case` where a case's folder was checked."""

    def to_json(self, lang: Lang = "en") -> str:
        """The contract sapa.check/1 (`sapa schema check`)."""
        from .core.reporting import as_json

        return as_json.render(self, lang)

    def to_html(self, lang: Lang = "en", *, day: date | None = None) -> str:
        """One page to send, whole in itself; day: of the check, where the page shall say it."""
        from .core.reporting import as_html

        return as_html.render(self, lang, day=day)

    def render(self, format: str, lang: Lang = "en") -> str | bytes:
        """The result as "text", "json", "html", "md", "csv", "sarif" or "junit", or as the bytes of an "xlsx"."""
        from .core.reporting import OUTPUTS

        return OUTPUTS[format].render(self, lang)


class Cases(results.CasesResult):
    """What a check of several cases found: `cases`, each with `path`, `result` and `fault`, and `others`."""

    def to_json(self, lang: Lang = "en") -> str:
        """The contract sapa.cases/1 (`sapa schema cases`)."""
        from .core.reporting import as_json

        return as_json.render_cases(self, lang)

    def to_html(self, lang: Lang = "en") -> str:
        """One page for the agency: a table of the cases, worst first."""
        from .core.reporting import cases_page

        return cases_page.render(self, lang)


@dataclass(frozen=True)
class ForUniversity:
    """What a university may see, and of a case what it may not: page and internal page as HTML, letter as Word file."""

    name: str
    page: str
    letter: bytes
    internal: str | None


def load(sets_dirs: Iterable[Files] = (), *, only: Sequence[str] | None = None) -> Loaded:
    """The installed plugins with their standard sets, procedures, rules and assemblies.

    sets_dirs: folders with a set.toml, or with such folders; only: names of plugins, no others are loaded.
    A plugin that fails is in `.failed` with its cause and stops no other. Raises UnknownPlugin.
    """
    return load_plugins([Path(folder) for folder in sets_dirs], only=only)


def read(path: Files, *, ocr: Ocr = "auto", progress: Progress | None = None) -> Document:
    """A report as Sapa reads it: blocks in reading order, each with its place. Raises ReadingError.

    ocr: "auto" reads scanned pages by tesseract where that is installed, "never" and "always" as they say.
    progress(done, total) is called meanwhile, in pages or bytes.
    """
    from .core.checking.limits import limits
    from .core.checking.report import read_file
    from .core.checking.settings import Settings
    from .core.checking.workers import apart
    from .core.model.progress import about
    from .core.reading.tools import probe

    file, how = fspath(path), Settings(tools=probe(), ocr=ocr)
    told = about(progress, file)
    read: Document = apart(file, read_file, file, how, limits=limits(), progress=told)
    return read


def check(
    paths: Files | Iterable[Files],
    sets: Iterable[str] = (),
    *,
    loaded: Loaded | None = None,
    ocr: Ocr = "auto",
    level: Level | None = None,
    form: Files | None = None,
    joined: bool = False,
    jobs: int | None = None,
    progress: Progress | None = None,
    waivers: Sequence[Waiver] = (),
    today: date | None = None,
    resume: bool = False,
    skip: Iterable[str] = (),
    workers: Crew | None = None,
) -> Result:
    """Which criteria the reports answer, where, and which not.

    paths   a report, several, or folders that are searched for reports; a single folder with a sapa.toml is a case.
            Several cases, or a folder over cases: `check_cases`
    sets    ids of standard sets, with edition ("institutional@2021") or without; none: recognised in each report
    loaded  what `load` gave; else all that is installed
    level   of the programme, for rules that depend on it; None: as each report says
    form    the blank form that the reports were written in, whose words are no answers
    joined  the files make one report, in this order
    jobs    so many reports at the same time
    today   the day against which waivers and deadlines are held
    skip    ids of an editor's rules that are left out (docs/rules.md)
    resume  what an earlier call with it has checked, and is the same, is taken over; it is kept in the user's cache
            folder (docs/agency.md)
    workers  what reads the reports in place of new processes: some that are there already, or those of a scheduler

    Ctrl-C in the middle of several reports raises a KeyboardInterrupt whose `documents` are those that were checked.
    A file that cannot be read is no exception: its DocumentResult says why. Raises UnknownSet, FailedSet,
    UnknownRule, and DataFileError for a case's sapa.toml.
    """
    asked = _paths(paths)
    given = sorted_out(asked)
    if given.several:
        raise NotDone(message("case.one-only", folder=given.cases[0]))
    if given.alone:
        return check_case(
            given.cases[0],
            sets,
            loaded=loaded,
            ocr=ocr,
            level=level,
            form=form,
            jobs=jobs,
            progress=progress,
            waivers=waivers,
            today=today,
            resume=resume,
            skip=skip,
            workers=workers,
        )
    from .core.checking.report import check as run
    from .core.checking.waivers import Waivers, waive
    from .core.reading.tools import probe

    known = loaded if loaded is not None else load()
    blank = fspath(form) if form else ""
    how = settings(known, probe(), chosen_sets(known, sets), ocr=ocr, level=level, form=blank, skip=left_out(skip))
    with contextlib.ExitStack() as stack:
        memory = _memory(stack)(how) if resume else None
        if joined:
            from .core.checking.joined import check as run_joined

            found = run_joined(asked, how, progress=progress, memory=memory, workers=workers)
        else:
            found = run(asked, how, jobs=jobs, progress=progress, memory=memory, workers=workers)
    day = today or date.today()
    if waivers:
        found = waive(found, Waivers(tuple(waivers), day))
    return _recorded(found, asked, how, waivers, day, form=blank, joined=joined)


def check_cases(
    paths: Files | Iterable[Files],
    sets: Iterable[str] = (),
    *,
    loaded: Loaded | None = None,
    ocr: Ocr = "auto",
    level: Level | None = None,
    form: Files | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
    waivers: Sequence[Waiver] = (),
    today: date | None = None,
    resume: bool = False,
    skip: Iterable[str] = (),
    workers: Crew | None = None,
) -> Cases:
    """Several cases, each against its own procedure; reports that lie in none of them are checked apart.

    paths   folders with a sapa.toml each, or folders over such folders; reports may stand among them
    loaded  without the sets that cases bring themselves: those are loaded for each case

    The other arguments as for `check`. A case that cannot be checked, as one whose sapa.toml has faults, is no
    exception: its `.fault` says why. Ctrl-C raises a KeyboardInterrupt whose `result` has the cases that were checked.
    """
    from .core.case import several
    from .core.model.digests import digest
    from .core.reading.tools import probe

    given = sorted_out(_paths(paths))
    known = loaded if loaded is not None else load()
    sets, tools, day = tuple(sets), probe(), today or date.today()

    def open_case(path: str) -> tuple[Any, Loaded, Settings]:
        own = _with_sets_of(path, known)
        case = read_case(path, own)
        return case, own, _of_case(case, own, sets, tools, ocr, level, form, skip)

    cases = [several.opened(path, open_case) for path in given.cases]
    blank = fspath(form) if form else ""
    how = settings(known, tools, chosen_sets(known, sets), ocr=ocr, level=level, form=blank, skip=left_out(skip))
    with contextlib.ExitStack() as stack:
        found = several.check_cases(
            cases,
            given.others,
            how,
            today=day,
            waivers=waivers,
            jobs=jobs,
            progress=progress,
            memory=_memory(stack) if resume else None,
            workers=workers,
        )
    settled = {one.path: one for one in cases if isinstance(one, several.Opened)}
    done = tuple(
        replace(one, result=_recorded(one.result, [one.path], own.given, waivers, day, digest(own.case), blank))
        if (own := settled.get(one.path)) is not None
        else one
        for one in found.cases
    )
    apart = found.others
    return Cases(found.version, done, apart and _recorded(apart, list(given.others), how, (), None, form=blank))


def _of_case(
    case: Any,
    loaded: Loaded,
    sets: Iterable[str],
    tools: Tools,
    ocr: Ocr,
    level: Level | None,
    form: Files | None,
    skip: Iterable[str],
) -> Settings:
    """How the reports of a case are checked, before it is known which sets its procedure calls for."""
    blank = fspath(form) if form else case.path(case.form) if case.form else ""
    return settings(loaded, tools, chosen_sets(loaded, sets), ocr=ocr, level=level, form=blank, skip=left_out(skip))


def _with_sets_of(case: str, loaded: Loaded) -> Loaded:
    """What is loaded, with the sets that a case brings itself."""
    from .core.loading.case_file import sets_dirs

    if not sets_dirs(case):
        return loaded
    return load_for_case(case, [one.origin for one in loaded.plugins if one.distribution is None])


def _paths(paths: Files | Iterable[Files]) -> list[str]:
    return [fspath(paths)] if isinstance(paths, str | PathLike) else [fspath(path) for path in paths]


def verify(path: Files, *, loaded: Loaded | None = None, waivers: Sequence[Waiver] = ()) -> Verified:
    """Makes a result of `sapa check --format json` once more, by its own settings, and compares it byte by byte.

    loaded, waivers: as for the result; paths in it are looked for from the current folder. Raises what `check` raises
    and NoResult.
    """
    from .core.reporting.verify import compare
    from .core.reporting.verify import read as read_result

    text, raw = read_result(Path(fspath(path)))
    made = raw["made"]
    day = made.get("today")
    again = check(
        made["asked"],
        made["sets"],
        loaded=loaded,
        ocr=made["ocr"],
        level=made["level"],
        form=made["form"],
        joined=made["joined"],
        skip=made.get("skip", ()),
        waivers=waivers,
        today=None if day is None else date.fromisoformat(day),
    )
    return compare(fspath(path), text, raw, again.to_json(made["lang"]))


@dataclass(frozen=True)
class MadePortfolio:
    """faults: files that were left out, each with the reason."""

    content: str | bytes
    faults: tuple[tuple[str, str], ...]


def portfolio(
    folders: Files | Iterable[Files],
    format: str = "html",
    *,
    loaded: Loaded | None = None,
    today: date | None = None,
    lang: Lang = "en",
) -> MadePortfolio:
    """What the JSON results and the cases in folders say together. format: "html" or "xlsx"."""
    from .core.assembly.portfolio.gather import gather
    from .core.assembly.portfolio.view import view
    from .core.showing.view import teller

    asked = [fspath(folders)] if isinstance(folders, str | PathLike) else [fspath(folder) for folder in folders]
    known = loaded if loaded is not None else load()
    titles = {one.key: one.titles.get(lang) for one in known.sets.every}
    shown = view(gather(asked, known, today or date.today(), lang), titles, teller(lang), lang)
    if format == "xlsx":
        from .core.assembly.portfolio import sheets

        return MadePortfolio(sheets.render(shown), tuple(shown.faults()))
    from .core.assembly.portfolio import page

    return MadePortfolio(page.render(shown), tuple(shown.faults()))


def for_universities(
    result: results.Result | results.CasesResult,
    lang: Lang = "en",
    *,
    loaded: Loaded | None = None,
    day: date | None = None,
    lang_given: bool = True,
) -> list[ForUniversity]:
    """A page and a letter for each university in a result; none tells one about another.

    day: of the check; lang_given: the letter too is in `lang`, else in the report's own language
    """
    from .core.assembly import assemble as run
    from .core.assembly import built_in
    from .core.loading.installed import Request
    from .core.reading.tools import probe
    from .core.reporting import as_html
    from .core.reporting.universities import universities

    known, letter, made = loaded if loaded is not None else load(), built_in()["letter"], []
    own = {option.name: option.default for option in letter.options}
    for one in universities(result, lang):
        case = one.result.case
        request = Request(
            known, lang, (), one.result, case.case if case is not None else None, own, lang_given, (),
            day or date.today(), probe(),
        )  # fmt: skip
        content = run(letter, request, "docx").content
        assert isinstance(content, bytes)
        page = as_html.render(one.result, lang, day=day)
        internal = as_html.internal(one.result, lang, day=day) if case is not None else None
        made.append(ForUniversity(one.name, page, content, internal))
    return made


def index_of_universities(
    result: results.Result | results.CasesResult,
    files: Sequence[IndexFiles],
    lang: Lang = "en",
    *,
    day: date | None = None,
) -> str:
    """A table over all universities of a result. files: of each, in the order of `for_universities`."""
    from .core.reporting.index_page import render
    from .core.reporting.universities import universities

    return render(result, universities(result, lang), files, lang, day=day)


def case_of(path: Files) -> str | None:
    """The case's folder that a JSON result is about, None where it is about reports. Raises NoResult."""
    from .core.reporting.verify import read as read_result

    _, raw = read_result(Path(fspath(path)))
    return raw["case"]["path"] if raw.get("case") else None


def _recorded(
    found: results.Result,
    asked: Sequence[str],
    how: Settings,
    waivers: Sequence[Waiver],
    today: date | None,
    case: str | None = None,
    form: str = "",
    joined: bool = False,
) -> Result:
    """The result with how it was made."""
    from .core.model.digests import digest

    known = {one.key: digest(one) for one in how.sets or how.known}
    made = results.Made(
        tuple(asked),
        tuple(one.key for one in how.sets),
        how.ocr,
        how.level,
        tuple(sorted(known.items())),
        case,
        digest(tuple(waivers)) if waivers else None,
        today if waivers or case is not None else None,
        form or None,
        joined,
        how.skip,
    )
    return _as(Result, replace(found, made=made))


def partial(stop: Interrupted, waivers: Sequence[Waiver] = (), today: date | None = None) -> Result:
    """The result of a check that was ended: of the reports that were checked by then."""
    from .core.checking.waivers import Waivers, waive
    from .core.reading.tools import probe
    from .core.version import __version__

    found = results.Result(__version__, probe().present(), stop.documents)
    if waivers:
        found = waive(found, Waivers(tuple(waivers), today or date.today()))
    return _as(Result, found)


def forget() -> int:
    """Empties what `check(..., resume=True)` keeps; bytes that it had. Raises NotDone."""
    from .core.checking.remembered import forget as run
    from .core.checking.remembered import place

    try:
        return run()
    except OSError as error:
        raise NotDone(message("resume.unusable", path=str(place()), cause=error.strerror or str(error))) from error


def _memory(stack: contextlib.ExitStack) -> Callable[[Settings], Remembered]:
    """Gives what is remembered under some settings; it is closed with the stack."""
    from .core.checking.remembered import Remembered, place

    def under(how: Settings) -> Remembered:
        try:
            return stack.enter_context(Remembered(place(), how))
        except OSError as error:
            cause = error.strerror or str(error)
            raise NotDone(message("resume.unusable", path=str(place()), cause=cause)) from error

    return under


def check_case(
    folder: Files,
    sets: Iterable[str] = (),
    *,
    loaded: Loaded | None = None,
    ocr: Ocr = "auto",
    level: Level | None = None,
    form: Files | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
    waivers: Sequence[Waiver] = (),
    today: date | None = None,
    resume: bool = False,
    skip: Iterable[str] = (),
    workers: Crew | None = None,
) -> Result:
    """A case's folder against its procedure: its reports, annexes, commission, dates and agenda; `.case` has the lines.

    sets: in place of those that the procedure calls for. Raises DataFileError (all faults of its sapa.toml at once),
    UnknownSet, FailedSet. Where the rules come from stands with each line: `line.requirement.sources`.
    """
    from .core.case.check import check_case as run
    from .core.model.digests import digest
    from .core.reading.tools import probe

    known = loaded if loaded is not None else load_for_case(folder)
    case = read_case(folder, known)
    how = _of_case(case, known, sets, probe(), ocr, level, form, skip)
    day = today or date.today()
    with contextlib.ExitStack() as stack:
        memory = _memory(stack) if resume else None
        found = run(
            case, known, how, today=day, waivers=waivers, jobs=jobs, progress=progress, memory=memory, workers=workers
        )
    return _recorded(found, [fspath(folder)], how, waivers, day, digest(case), fspath(form) if form else "")


def review(
    path: Files,
    *,
    set: str | None = None,
    case: Files | None = None,
    sar: Files | None = None,
    type: AccreditationType | None = None,
    previous_years: int | None = None,
    loaded: Loaded | None = None,
) -> Review:
    """A report that the experts filled in, read back: its ratings, what is wrong with it, the indicative terms.

    set   id of a standard set, or of a procedure; none: as the report says
    case  its folder
    sar   the self-assessment report that the experts cite
    type, previous_years  facts on which the term depends; else the case's

    The terms follow the rules in core/data/terms_*.toml, each with its source. A report that cannot be read is no
    exception: `.error` says why. Raises UnknownSet, FailedSet, and DataFileError for the case's sapa.toml.
    """
    from .core.checking.limits import limits
    from .core.checking.workers import apart
    from .core.expert_report.review import Given, failed
    from .core.expert_report.review import review as run
    from .core.model.term_rules import Facts
    from .core.reading.tools import probe
    from .core.reporting.review import Review

    known = loaded if loaded is not None else load_for_case(case)
    chosen = chosen_sets(known, [set] if set else [])
    given = Given(
        chosen[0] if chosen else None,
        known.procedures.get(set.strip()) if set else None,
        None if case is None else read_case(case, known),
        None if sar is None else fspath(sar),
        Facts(type, previous_years),
    )
    file = fspath(path)
    try:
        found = apart(file, run, file, given, _data(known), probe(), limits=limits())
    except ReadingError as error:
        found = failed(file, error)
    return _as(Review, found)


def parity(
    paths: Iterable[Files | results.Result],
    *,
    set: str | None = None,
    languages: Sequence[str] | None = None,
    loaded: Loaded | None = None,
    ocr: Ocr = "auto",
    progress: Progress | None = None,
) -> Parity:
    """The language versions of one report side by side: what one of them states and another does not.

    paths      two or three reports, or what `check` found in each, in any order: the content tells the language
    set        id of a standard set; none: recognised
    languages  "kk", "ru", "en" in the order of the paths, in place of what the content tells

    Raises CannotCompare, a SapaError, for a version that cannot be read (`.code` says why), for languages that are the
    same or cannot be told, and where the versions answer different sets.
    """
    from .core.comparing.inputs import CannotCompare, versions_of
    from .core.comparing.parity import parity as run
    from .core.reporting.parity import Parity

    asked = list(paths)
    if not 2 <= len(asked) <= len(LANGS):
        raise CannotCompare(message("comparing.two-or-three", count=len(asked)))
    results = _checked_alike(asked, set, loaded, ocr, progress)
    return _as(Parity, run(versions_of(results, languages)))


def compare(
    old: Files | results.Result,
    new: Files | results.Result,
    *,
    set: str | None = None,
    loaded: Loaded | None = None,
    ocr: Ocr = "auto",
    progress: Progress | None = None,
) -> Comparison:
    """Two drafts of one report: what was mended, lost, lengthened, shortened, moved.

    old  the earlier draft, or what `sapa check --format json` wrote of it; of both also what `check` found in them
    set  id of a standard set; none: recognised

    Raises CannotCompare, a SapaError, for a draft that cannot be read, drafts that answer different sets, or no codes.
    """
    from .core.comparing.drafts import compare as run
    from .core.comparing.drafts import compare_result
    from .core.comparing.earlier import earlier_result
    from .core.comparing.inputs import drafts_of
    from .core.reporting.compare import Comparison

    earlier = None if isinstance(old, results.Result) else earlier_result(fspath(old))
    if earlier is not None:
        asked = set or earlier.set
        (checked,) = drafts_of(_checked_alike([new], asked, loaded, ocr, progress))
        return _as(Comparison, compare_result(earlier.of(checked.coverage.set.id), earlier.path, checked))
    both = drafts_of(_checked_alike([old, new], set, loaded, ocr, progress))
    return _as(Comparison, run(*both))


def annotate(path: Files, review: Review, lang: Lang = "en") -> tuple[bytes, int]:
    """The Word file that was reviewed, with each finding as a comment at its place, and how many there are."""
    from .core.assembly.annotate import annotated_file
    from .core.checking.limits import limits
    from .core.checking.workers import apart
    from .core.reading.tools import probe

    file = fspath(path)
    made: tuple[bytes, int] = apart(file, annotated_file, file, review, lang, probe(), limits=limits())
    return made


def with_baseline(result: Result, known: Baseline, file: Files) -> Result:
    """The result with notes of what is new since an earlier one, and of what is mended; file: where that was read."""
    return _as(Result, known.named(result, fspath(file)))


def with_previous(result: Result, recommendations: Sequence[Recommendation]) -> Result:
    """The result with findings about the recommendations of the last experts' report: which of them are answered."""
    from .core.expert_report.previous import with_previous as run

    return _as(Result, run(result, recommendations))


def annotate_check(
    result: results.Result, suffix: str, lang: Lang = "en", *, today: date | None = None
) -> tuple[bytes, int]:
    """A copy of the one report that was checked with what was found as comments at its place, and how many there are.

    suffix: of the file to be written: ".docx" of a Word file, ".pdf" of a PDF; today: the day of the comments.
    Raises ReadingError, and NotDone for several reports or another suffix.
    """
    from .core.assembly.annotate_check import annotated_report
    from .core.checking.limits import limits
    from .core.checking.workers import apart
    from .core.reading.tools import probe

    if len(result.documents) != 1 or len(result.documents[0].files) != 1:
        raise NotDone(message("annotate.one-only"))
    (document,) = result.documents
    if document.document is None:
        raise NotDone(message("annotate.not-read", path=document.path))
    wanted = ".pdf" if document.format == "pdf" else ".docx"
    if suffix not in (wanted, ".docm" if wanted == ".docx" else wanted):
        raise NotDone(message("annotate.suffix", path=document.path, suffix=wanted))
    day, tools = today or date.today(), probe()
    made: tuple[bytes, int] = apart(document.path, annotated_report, document, lang, day, tools, limits=limits())
    return made


def assemble(
    name: str,
    paths: Files | Iterable[Files] = (),
    format: str | None = None,
    *,
    sets: Iterable[str] = (),
    options: Mapping[str, Any] | None = None,
    lang: Lang | None = None,
    usual: Lang = "en",
    loaded: Loaded | None = None,
    ocr: Ocr = "auto",
    level: Level | None = None,
    progress: Progress | None = None,
    result: results.Result | None = None,
) -> Assembled:
    """What `sapa assemble NAME` makes: its `.content`, bytes or text, and what is to be said of it.

    name     "report", "grid", "letter", ...: `sapa assemble --help` lists them, those of plugins too
    format   one of its formats; none: its first
    options  its own, by their names on the command line: {"title": "..."}
    lang     of what is made; None: `usual`, or the report's own language where the assembly prefers that
    result   what `check` found in the paths, which are then not checked once more

    Raises AssemblyError for what it lacks, and what `check` raises.
    """
    how = _How(name, format, tuple(sets), options or {}, lang, usual, loaded, ocr, level, progress, result)
    asked = _paths(paths)
    if _is_filled(how) or not (given := sorted_out(asked)).several:
        ((_, made),) = _made(how, asked, each=False)
        return made
    raise AssemblyError(message("assembly.cases", name=name, count=len(given.cases)))


def assemble_each(
    name: str,
    paths: Files | Iterable[Files],
    format: str | None = None,
    *,
    sets: Iterable[str] = (),
    options: Mapping[str, Any] | None = None,
    lang: Lang | None = None,
    usual: Lang = "en",
    loaded: Loaded | None = None,
    ocr: Ocr = "auto",
    level: Level | None = None,
    progress: Progress | None = None,
) -> list[tuple[str, Assembled]]:
    """What `assemble` makes, for each case and each institution by itself: its name, and what was made for it.

    paths: cases, folders over cases, reports; reports that lie in no case are told apart by what their covers say.
    The name is the institution's, else that of the report's file.
    """
    how = _How(name, format, tuple(sets), options or {}, lang, usual, loaded, ocr, level, progress)
    asked = _paths(paths)
    if _is_filled(how) or not (given := sorted_out(asked)).several:
        return _made(how, asked, each=True)
    made = [one for case in given.cases for one in _made(how, [case], each=True)]
    if given.others and "case" not in _assembly(how, how.loaded or load()).needs:
        made += _made(how, given.others, each=True)
    return made


@dataclass(frozen=True)
class _How:
    """The arguments of `assemble`, without its paths."""

    name: str
    format: str | None
    sets: tuple[str, ...]
    options: Mapping[str, Any]
    lang: Lang | None
    usual: Lang
    loaded: Loaded | None
    ocr: Ocr
    level: Level | None
    progress: Progress | None
    result: results.Result | None = None


def _assembly(how: _How, known: Loaded) -> Assembly:
    from .core.assembly import registry
    from .core.words.nearest import nearest

    assemblies = registry(known)
    if how.name not in assemblies:
        near = nearest(how.name, assemblies) or tuple(assemblies)
        raise AssemblyError(message("assembly.unknown", name=how.name, nearest=near))
    return assemblies[how.name]


def _is_filled(how: _How) -> bool:
    """Whether it is made from other files than reports and cases."""
    from .core.assembly import built_in

    own = built_in().get(how.name)
    return (own or _assembly(how, how.loaded or load())).needs == "filled"


def _made(how: _How, asked: Sequence[str], *, each: bool) -> list[tuple[str, Assembled]]:
    """What is made of one case or of reports; each: for each institution by itself. A name is "" where none is told."""
    from .core.assembly import assemble as run
    from .core.showing.institution import by_institution

    folders = case_folders(asked)
    known = how.loaded if how.loaded is not None else load_for_case(folders[0] if folders else None)
    if each and folders:
        known = _with_sets_of(folders[0], known)
    assembly = _assembly(how, known)
    if assembly.needs == "filled":
        return [("", _made_of_filled(assembly, how, known, asked))]
    case = read_case(folders[0], known) if folders else None
    result = how.result
    if asked and result is None and assembly.needs != "case":
        result = check(asked, how.sets, loaded=known, ocr=how.ocr, level=how.level, progress=how.progress)
    request = _request(assembly, how, known, asked, result, case)
    wanted = how.format or assembly.formats[0]
    if case is not None or result is None:
        name = case.institution.names.get(request.lang) if case is not None else ""
        return [(name, run(assembly, request, wanted))]
    groups = by_institution(result.documents) if assembly.to_one or each else []
    if not each:
        names = tuple(one.name for one in groups if one.name is not None)
        if len(names) > 1:
            raise AssemblyError(message("assembly.institutions", name=how.name, names=names))
        return [("", run(assembly, request, wanted))]
    return [
        (
            one.name or Path(one.documents[0].path).stem,
            run(assembly, replace(request, result=replace(result, documents=one.documents)), wanted),
        )
        for one in groups
    ]


def _request(
    assembly: Assembly,
    how: _How,
    known: Loaded,
    asked: Sequence[str],
    result: results.Result | None = None,
    case: Any = None,
) -> Request:
    from .core.loading.installed import Request
    from .core.reading.tools import probe

    own = {option.name: option.default for option in assembly.options} | dict(how.options)
    return Request(
        known, how.lang or how.usual, chosen_sets(known, how.sets), result, case, own, how.lang is not None,
        tuple(asked), date.today(), probe(),
    )  # fmt: skip


def _made_of_filled(assembly: Assembly, how: _How, known: Loaded, asked: Sequence[str]) -> Assembled:
    from .core.assembly import assemble as run
    from .core.checking.limits import limits
    from .core.checking.workers import apart

    request = _request(assembly, how, _data(known), asked)
    try:
        made: Assembled = apart(
            ", ".join(asked), run, assembly, request, how.format or assembly.formats[0], limits=limits()
        )
    except ReadingError as error:
        raise AssemblyError(error.said) from error
    return made


def merge(parts: Iterable[Files], lang: Lang | None = None) -> Assembled:
    """The parts of an experts' report, joined: a Word file, and what its readers must know of it.

    Raises ReadingError for a part that cannot be read, AssemblyError where they cannot be joined.
    """
    from .core.assembly.files.page_numbers import paged
    from .core.assembly.merge import merge as run
    from .core.checking.limits import limits
    from .core.checking.workers import apart
    from .core.reading.tools import probe

    files = [fspath(part) for part in parts]
    made: Assembled = apart(", ".join(files), run, files, lang, limits=limits())
    assert isinstance(made.content, bytes)
    return replace(made, content=paged(made.content, probe().soffice))


# --- what several of them need


def _checked_alike(
    given: Sequence[Files | results.Result],
    set: str | None,
    loaded: Loaded | None,
    ocr: Ocr,
    progress: Progress | None,
) -> list[results.DocumentResult]:
    """Reports checked against one set, that they can be compared; what was found in one is taken as it is."""
    from .core.checking.joined import check_reports
    from .core.comparing.inputs import checked_alike
    from .core.reading.tools import probe

    known = loaded if loaded is not None else load()
    asked, tools = chosen_sets(known, [set] if set else []), probe()
    paths = [_path_of(one) for one in given]
    found = {path: one.documents[0] for path, one in zip(paths, given, strict=True) if isinstance(one, results.Result)}

    def one(path: str, sets: Sequence[StandardSet]) -> results.DocumentResult:
        if path in found and (not sets or _answers(found[path], sets)):
            return found[path]
        how = settings(known, tools, sets, ocr=ocr)
        (checked,) = check_reports([(path,)], how, progress=progress)
        return checked

    return checked_alike(paths, asked, one)


def _path_of(one: Files | results.Result) -> str:
    if not isinstance(one, results.Result):
        return fspath(one)
    if len(one.documents) != 1:
        raise NotDone(message("comparing.one-report"))
    return one.documents[0].path


def _answers(document: results.DocumentResult, sets: Sequence[StandardSet]) -> bool:
    return [one.coverage.set.key for one in document.sets] == [one.key for one in sets]


class NotDone(SapaError):
    """What was asked for cannot be done as it was asked."""

    def __init__(self, said: Any) -> None:
        super().__init__(said.id)
        self.said = said


def load_for_case(folder: Files | None, sets_dirs: Iterable[Files] = ()) -> Loaded:
    """What is installed, with the folders of sets that a case names. Nothing of the case is judged here."""
    from .core.loading.case_file import sets_dirs as of_case

    return load([*sets_dirs, *(of_case(fspath(folder)) if folder is not None else ())])


def read_case(folder: Files, loaded: Loaded) -> Any:
    """The Case of a folder's sapa.toml. Raises DataFileError with all its faults."""
    from .core.loading.case_file import read_case as read_file

    return read_file(fspath(folder), loaded.procedures, [*loaded.sets, *(one.key for one in loaded.sets.every)])


def chosen_sets(loaded: Loaded, names: Iterable[str]) -> tuple[StandardSet, ...]:
    """The sets of these names, each once; that of a procedure means its sets. Raises UnknownSet, FailedSet."""
    chosen: dict[str, StandardSet] = {}
    for name in names:
        for found in loaded.sets.choose(name).sets:
            chosen.setdefault(found.key, found)
    return tuple(chosen.values())


def _data(loaded: Loaded) -> Loaded:
    """What of it is data: plugins' code may not go into another process."""
    return replace(loaded, rules=(), assemblies=())


def _as(kind: type[_V], value: Any) -> _V:
    """The same fields as a value of another class."""
    return kind(**{field.name: getattr(value, field.name) for field in fields(value)})
