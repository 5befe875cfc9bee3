"""What can be taken away of a result: the files that `sapa check`, `assemble`, `compare` and `parity` write."""

from __future__ import annotations

import json
import mimetypes
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

from .. import api
from ..core.loading.installed import Loaded
from ..core.model.results import Result
from ..core.reporting.compare import Comparison
from ..core.reporting.parity import Parity
from ..core.words.messages import Lang
from .store import Report

Made = bytes | str
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TYPES = {".docx": _WORD, ".docm": "application/vnd.ms-word.document.macroEnabled.12", ".md": "text/markdown"}
_AS_THEY_ARE = ("html", "xlsx", "csv", "md", "json")  # formats of the check
_WORD_SUFFIXES = (".docx", ".docm")


@dataclass(frozen=True)
class File:
    """A file to be taken away."""

    content: bytes
    name: str
    type: str


def offered(report: Report) -> list[str]:
    """Ids of what can be made of a report's result, each with a message `serve.get-ID`."""
    result = report.result
    if result is None:
        return []
    if result.case is not None:
        return ["skeleton", "letter", "grid", "grid-xlsx", "agenda", "timeline", "internal", *_AS_THEY_ARE]
    read = [one for one in result.documents if one.document is not None]
    kinds = ["annotated"] if len(read) == 1 and len(read[0].files) == 1 else []
    if read and any(one.sets for one in read):
        kinds += ["skeleton", "letter", "grid", "grid-xlsx"]
    return [*kinds, *_AS_THEY_ARE]


def of_report(report: Report, id: str, lang: Lang, loaded: Loaded) -> File | None:
    """None for what is not offered. Raises SapaError for what cannot be made of this report."""
    if id not in offered(report) or report.result is None:
        return None
    suffix, content = _made(report, report.result, id, lang, loaded)
    stem = PurePosixPath(report.name).stem
    own = stem if id in _AS_THEY_ARE else f"{stem} - {id.partition('-')[0]}"
    return _file(content, f"{own}{suffix}", report.path)


def _made(report: Report, result: Result, id: str, lang: Lang, loaded: Loaded) -> tuple[str, Made]:
    if id == "annotated":
        suffix = _suffix(result)
        return suffix, api.annotate_check(result, suffix, lang)[0]
    if id in _ASSEMBLED:
        name, format, suffix = _ASSEMBLED[id]
        known = api.with_sets_of(report.path, loaded) if result.case is not None else loaded
        made = api.assemble(name, report.path, format, sets=report.sets, lang=lang, loaded=known, result=result)
        return suffix, made.content
    return _as_it_is(result, report.path if result.case is not None else None, id, lang)


def _as_it_is(result: Result, case: str | None, id: str, lang: Lang) -> tuple[str, Made]:
    from ..core.reporting import OUTPUTS, as_html

    named = _named(result, case)
    if id in ("html", "internal"):
        page = as_html.render if id == "html" else as_html.internal
        return ".html", page(named, lang, day=date.today())
    return OUTPUTS[id].suffixes[0], OUTPUTS[id].render(named, lang)


def _named(result: Result, case: str | None) -> Result:
    """The result with the names of its reports; the path in a case."""
    return replace(
        result,
        documents=tuple(
            replace(one, path=Path(one.path).name if case is None else os.path.relpath(one.path, case))
            for one in result.documents
        ),
    )


_ASSEMBLED: Mapping[str, tuple[str, str, str]] = {  # id: name of the assembly, format, suffix
    "skeleton": ("report", "docx", ".docx"),
    "letter": ("letter", "docx", ".docx"),
    "grid": ("grid", "docx", ".docx"),
    "grid-xlsx": ("grid", "xlsx", ".xlsx"),
    "agenda": ("agenda", "docx", ".docx"),
    "timeline": ("timeline", "xlsx", ".xlsx"),
}


def _suffix(result: Result) -> str:
    """Of the copy with comments: old formats become Word files."""
    document = result.documents[0]
    own = Path(document.path).suffix.lower()
    if document.format == "pdf":
        return ".pdf"
    return own if own in _WORD_SUFFIXES else ".docx"


# --- of several reports, and of what was compared


def of_several(result: Result, id: str, lang: Lang) -> File | None:
    if id not in _AS_THEY_ARE:
        return None
    suffix, content = _as_it_is(result, None, id, lang)
    return _file(content, f"sapa{suffix}", *(one.path for one in result.documents))


def of_compared(found: Parity | Comparison, id: str, lang: Lang) -> File | None:
    if isinstance(found, Comparison):
        return of_comparison(found, id, lang)
    return of_parity(found, id, lang)


def of_parity(found: Parity, id: str, lang: Lang) -> File | None:
    from ..core.reporting.parity_page import render as page
    from ..core.reporting.parity_sheets import render as sheets

    makers: dict[str, Callable[[], Made]] = {
        "html": lambda: page(found, lang),
        "xlsx": lambda: sheets(found, lang),
        "json": lambda: found.to_json(lang),
    }
    paths = [document.path for document in found.documents.values()]
    return _file(makers[id](), f"sapa-parity.{id}", *paths) if id in makers else None


def of_comparison(found: Comparison, id: str, lang: Lang) -> File | None:
    from ..core.reporting.compare_page import render as page
    from ..core.reporting.compare_sheets import render as sheets

    makers: dict[str, Callable[[], Made]] = {
        "html": lambda: page(found, lang),
        "xlsx": lambda: sheets(found, lang),
        "json": lambda: found.to_json(lang),
    }
    return _file(makers[id](), f"sapa-compare.{id}", found.old, found.new) if id in makers else None


COMPARED = ("html", "xlsx", "json")
SEVERAL = _AS_THEY_ARE


def _file(content: Made, name: str, *paths: str) -> File:
    if isinstance(content, str):
        content = without_folders(content, *paths).encode("utf-8", "backslashreplace")
    suffix = PurePosixPath(name).suffix
    kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return File(content, name, kind)


def without_folders(text: str, *paths: str) -> str:
    """The text with file names in place of paths in our temporary folder, which mean nothing to others."""
    for path in paths:
        folder = str(Path(path).parent) + os.sep
        if path and Path(path).parent.name:
            text = text.replace(json.dumps(folder)[1:-1], "").replace(folder, "")
    return text
