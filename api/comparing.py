"""Drafts of one report are compared, and its language versions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from os import fspath
from typing import TYPE_CHECKING, TypeVar

from ..core.checking.settings import settings
from ..core.loading.installed import Loaded
from ..core.model import results
from ..core.model.standards import StandardSet
from ..core.reading import Ocr, Progress
from ..core.words.messages import LANGS, message
from .given import NotDone
from .loading import Files, chosen_sets, load
from .results import as_kind, traced

if TYPE_CHECKING:
    from ..core.reporting.compare import Comparison
    from ..core.reporting.parity import Parity

_V = TypeVar("_V")


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
    from ..core.comparing.inputs import CannotCompare, versions_of
    from ..core.comparing.parity import parity as run
    from ..core.reporting.parity import Parity

    asked = list(paths)
    if not 2 <= len(asked) <= len(LANGS):
        raise CannotCompare(message("comparing.two-or-three", count=len(asked)))
    known = loaded or load()
    found = as_kind(Parity, run(versions_of(_checked_alike(asked, set, known, ocr, progress), languages)))
    return _traced(found, asked, set, known, ocr=ocr, languages=None if languages is None else tuple(languages))


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
    from ..core.comparing.drafts import compare as run
    from ..core.comparing.drafts import compare_result
    from ..core.comparing.earlier import earlier_result
    from ..core.comparing.inputs import drafts_of
    from ..core.reporting.compare import Comparison

    known = loaded or load()
    earlier = None if isinstance(old, results.Result) else earlier_result(fspath(old))
    if earlier is not None:
        (checked,) = drafts_of(_checked_alike([new], set or earlier.set, known, ocr, progress))
        found = compare_result(earlier.of(checked.coverage.set.id), earlier.path, checked)
    else:
        found = run(*drafts_of(_checked_alike([old, new], set, known, ocr, progress)))
    return _traced(as_kind(Comparison, found), [old, new], set, known, ocr=ocr)


def _traced(
    found: _V,
    given: Sequence[Files | results.Result],
    set: str | None,
    loaded: Loaded,
    **options: str | tuple[str, ...] | None,
) -> _V:
    """With how it was made, where all of it was files."""
    from ..core.reading.tools import probe

    paths = [fspath(one) for one in given if not isinstance(one, results.Result)]
    if len(paths) < len(given):
        return found
    sets = chosen_sets(loaded, [set] if set else []) or loaded.sets.values()
    return traced(found, paths, set, sets, probe(), options)


def _checked_alike(
    given: Sequence[Files | results.Result],
    set: str | None,
    known: Loaded,
    ocr: Ocr,
    progress: Progress | None,
) -> list[results.DocumentResult]:
    """Reports checked against one set, that they can be compared; what was found in one is taken as it is."""
    from ..core.checking.joined import check_reports
    from ..core.comparing.inputs import checked_alike
    from ..core.reading.tools import probe

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
