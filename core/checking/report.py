"""The pipeline: read -> cite -> cover -> rules -> Result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal

from ..citing.citations import Citations, cite
from ..citing.detection import detect
from ..citing.structure import arrange
from ..covering.coverage import cover
from ..model.coverage import Coverage
from ..model.document import Document, ReadingError
from ..model.findings import SEVERITIES, Finding
from ..model.programme_codes import Level
from ..model.results import Detection, DocumentResult, Failure, Overview, Result, SetResult
from ..model.standards import StandardSet
from ..reading import read
from ..reading.tools import Tools
from ..rules import BoundRule, Context, plugged
from ..rules import criteria as criteria_rules
from ..words.language import language_of
from ..words.messages import message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..loading.installed import Loaded

Ocr = Literal["auto", "never", "always"]
Progress = Callable[[int, int], None]


def check(
    paths: Sequence[str],
    sets: Sequence[StandardSet],
    loaded: Loaded,
    tools: Tools,
    *,
    ocr: Ocr = "auto",
    jobs: int | None = None,
    progress: Progress | None = None,
    level: Level | None = None,
) -> Result:
    """Checks files and folders. sets: those that the user named; none: each report's set is detected.

    level: of the programme, for rules that depend on it; None: each report tells it, or nothing does.
    progress(done, total) is called while a single report is read, in its pages or bytes.
    """
    from ... import __version__
    from .inputs import reports

    files = reports(paths)
    known = tuple(loaded.sets.values())
    rules = loaded.rules
    one = partial(check_file, sets=tuple(sets), known=known, tools=tools, ocr=ocr, rules=rules, level=level)
    if jobs and jobs > 1 and len(files) > 1 and plugged.can_travel(rules):
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(min(jobs, len(files))) as pool:
            documents = tuple(pool.map(one, files))
    else:
        documents = tuple(one(file, progress=progress) for file in files)
    return Result(__version__, tools.present(), documents)


def check_file(
    path: str,
    sets: Sequence[StandardSet],
    known: Sequence[StandardSet],
    tools: Tools,
    *,
    ocr: Ocr = "auto",
    progress: Progress | None = None,
    rules: Sequence[BoundRule] = (),
    level: Level | None = None,
) -> DocumentResult:
    """Checks one report. known: every loaded set, among which it is detected and whose parts are told apart.

    rules: those of plugins, each run for its plugin's sets.
    """
    try:
        document = read(path, tools, ocr=ocr, progress=progress)
    except ReadingError as error:
        return _failed(path, sets, error)
    document = arrange(document)
    return check_document(document, sets, known, rules=rules, level=level)


def check_document(
    document: Document,
    sets: Sequence[StandardSet],
    known: Sequence[StandardSet],
    *,
    rules: Sequence[BoundRule] = (),
    level: Level | None = None,
) -> DocumentResult:
    """Checks a report that has been read."""
    candidates: tuple[str, ...] = ()
    chosen: list[tuple[StandardSet, Detection | None]] = [(one, None) for one in sets]
    findings = [*document.findings, *_unreadable(document)]
    cited: Mapping[str, Citations] = {}
    if not sets:
        detected = detect(document, known)
        cited = detected.citations
        chosen = list(detected.sets)
        candidates = tuple(one.id for one in detected.candidates)
        if not chosen:
            findings.append(Finding("set-undecided", "error", arguments={"candidates": candidates}))
    results: list[SetResult] = []
    overviews: list[Overview] = []
    for standards, detection in chosen:
        others = _others(standards, [one for one, _ in chosen], known)
        citations = cited.get(standards.id) or cite(document, standards, others)
        coverage = cover(document, standards, citations)
        results.append(SetResult(coverage, detection, others))
        context = Context(document, coverage, citations, level)
        for rule in criteria_rules.RULES:
            findings += rule(context)
        found, shown = plugged.run(rules, context)
        findings += found
        overviews += shown
    findings.sort(key=lambda finding: SEVERITIES.index(finding.severity))
    return DocumentResult(
        path=document.path,
        files=document.files,
        sha256=document.sha256,
        format=document.format,
        language=language_of(" ".join(block.shown for block in document.blocks[:2000])),
        pages=document.pages,
        error=None,
        unreadable=document.unreadable,
        sets=tuple(results),
        candidates=candidates,
        findings=tuple(findings),
        document=document,
        overviews=tuple(overviews),
    )


def _others(
    standards: StandardSet, chosen: Sequence[StandardSet], known: Sequence[StandardSet]
) -> tuple[StandardSet, ...]:
    """The other sets that this report may answer too: those asked for, those that ride on it, the one it rides on."""
    return tuple(
        other
        for other in {one.key: one for one in (*chosen, *known)}.values()
        if other.id != standards.id and (other.extends == standards.id or standards.extends == other.id)
    )


def _unreadable(document: Document) -> list[Finding]:
    return [
        Finding("not-readable", "warning", arguments={"pages": gap.pages, "reason": gap.reason})
        for gap in document.unreadable
    ]


def _failed(path: str, sets: Sequence[StandardSet], error: ReadingError) -> DocumentResult:
    """The requested sets are listed whole, not checked: a file that failed must not look like a report without gaps."""
    reason = message("reason.not-checked-file", error=error.code)
    return DocumentResult(
        path=path,
        files=(path,),
        sha256=None,
        format=None,
        language=None,
        pages=None,
        error=Failure(error.code, error.said),
        unreadable=(),
        sets=tuple(SetResult(Coverage.not_checked(one, reason), None) for one in sets),
        candidates=(),
        findings=(),
        document=None,
    )
