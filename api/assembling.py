"""The files that the next step needs are made: skeletons, grids, letters, timelines; and parts are joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from os import fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core.checking.inputs import sorted_out
from ..core.loading.installed import AssemblyError, Loaded
from ..core.model import results
from ..core.model.case_folder import case_folders
from ..core.model.document import ReadingError
from ..core.model.programme_codes import Level
from ..core.reading import Ocr, Progress
from ..core.words.messages import Lang, message
from .checking import check
from .given import paths_of
from .isolated import isolated
from .loading import Files, chosen_sets, data_of, load, load_for_case, read_case, with_sets_of

if TYPE_CHECKING:
    from ..core.loading.installed import Assembled, Assembly, Request


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
    asked = paths_of(paths)
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
    asked = paths_of(paths)
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
    from ..core.assembly import registry
    from ..core.words.nearest import nearest

    assemblies = registry(known)
    if how.name not in assemblies:
        near = nearest(how.name, assemblies) or tuple(assemblies)
        raise AssemblyError(message("assembly.unknown", name=how.name, nearest=near))
    return assemblies[how.name]


def _is_filled(how: _How) -> bool:
    """Whether it is made from other files than reports and cases."""
    from ..core.assembly import built_in

    own = built_in().get(how.name)
    return (own or _assembly(how, how.loaded or load())).needs == "filled"


def _made(how: _How, asked: Sequence[str], *, each: bool) -> list[tuple[str, Assembled]]:
    """What is made of one case or of reports; each: for each institution by itself. A name is "" where none is told."""
    from ..core.assembly import assemble as run
    from ..core.showing.institution import by_institution

    folders = case_folders(asked)
    known = how.loaded if how.loaded is not None else load_for_case(folders[0] if folders else None)
    if each and folders:
        known = with_sets_of(folders[0], known)
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
    from ..core.loading.installed import Request
    from ..core.reading.tools import probe

    own = {option.name: option.default for option in assembly.options} | dict(how.options)
    return Request(
        known, how.lang or how.usual, chosen_sets(known, how.sets), result, case, own, how.lang is not None,
        tuple(asked), date.today(), probe(),
    )  # fmt: skip


def _made_of_filled(assembly: Assembly, how: _How, known: Loaded, asked: Sequence[str]) -> Assembled:
    from ..core.assembly import assemble as run

    request = _request(assembly, how, data_of(known), asked)
    try:
        made: Assembled = isolated(", ".join(asked), run, assembly, request, how.format or assembly.formats[0])
    except ReadingError as error:
        raise AssemblyError(error.said) from error
    return made


def merge(parts: Iterable[Files], lang: Lang | None = None) -> Assembled:
    """The parts of an experts' report, joined: a Word file, and what its readers must know of it.

    Raises ReadingError for a part that cannot be read, AssemblyError where they cannot be joined.
    """
    from ..core.assembly.files.page_numbers import paged
    from ..core.assembly.merge import merge as run
    from ..core.reading.tools import probe

    files = [fspath(part) for part in parts]
    made: Assembled = isolated(", ".join(files), run, files, lang)
    assert isinstance(made.content, bytes)
    return replace(made, content=paged(made.content, probe().soffice))
