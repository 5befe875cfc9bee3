"""The way of a report that has been read: cite -> cover -> rules -> result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..citing.citations import Citations, cite
from ..citing.detection import detect, spoken_against
from ..citing.report_kinds import kind_of_report
from ..covering.own_parts import cover_parts
from ..model.document import Document
from ..model.findings import SEVERITIES, Finding
from ..model.progress import Step, silent
from ..model.results import Detection, DocumentResult, Overview, SetResult
from ..model.standards import StandardSet
from ..rules import Context, plugged
from ..rules import criteria as criteria_rules
from ..rules.editor.every import edited
from ..words.language import language_of_all
from .forms import wording_of
from .settings import Settings


def check(document: Document, settings: Settings, step: Step = silent) -> DocumentResult:
    """Checks a report that has been read. step: called before each step of it that may take long."""
    sets, known = settings.sets, settings.known
    candidates: tuple[str, ...] = ()
    chosen: list[tuple[StandardSet, Detection | None]] = [(one, None) for one in sets]
    findings = [*document.findings, *_unreadable(document)]
    cited: Mapping[str, Citations] = {}
    if not sets:
        detected = detect(document, known, step)
        cited = detected.citations
        chosen = list(detected.sets)
        candidates = tuple(one.id for one in detected.candidates)
        if not chosen:
            findings.append(Finding("set-undecided", "error", arguments={"candidates": candidates}))
    findings += _of_another_kind(document)
    results: list[SetResult] = []
    overviews: list[Overview] = []
    for standards, detection in chosen:
        others = _others(standards, [one for one, _ in chosen], known)
        step()
        citations = cited.get(standards.id) or cite(document, standards, others)
        if detection is None:
            findings += _against(document, standards, citations, settings, step)
        wording, unread = wording_of(standards, settings)
        findings += unread
        step()
        coverage = cover_parts(document, standards, citations, wording, settings.level)
        results.append(SetResult(coverage, detection, others, citations.all))
        context = Context(document, coverage, citations, settings.level)
        step()
        for rule in criteria_rules.RULES:
            findings += rule(context)
        found, shown = plugged.run(settings.rules, context, step)
        findings += found
        overviews += shown
    findings += edited(document, results, settings.skip, step)
    findings = [finding for finding in findings if finding.rule not in settings.skip]
    step()
    findings.sort(key=lambda finding: SEVERITIES.index(finding.severity))
    return DocumentResult(
        path=document.path,
        files=document.files,
        sha256=document.sha256,
        format=document.format,
        language=language_of_all(block.shown for block in document.blocks[:2000]),
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


def _of_another_kind(document: Document) -> list[Finding]:
    """The experts' report, given in place of a self-assessment report."""
    kind = kind_of_report(document)
    if kind is None or kind[0] == "self-assessment":
        return []
    block = document.blocks[kind[1]]
    return [Finding("expert-report", "error", block.place, arguments={"title": " ".join(block.shown.split())})]


def _against(
    document: Document, standards: StandardSet, citations: Citations, settings: Settings, step: Step
) -> list[Finding]:
    """The report's own signs against the set that somebody named."""
    against = spoken_against(document, standards, citations, settings.known, step)
    if against is None:
        return []
    why, other = against
    return [Finding(f"set-{why}", "warning", set=standards.id, arguments={"other": other} if other else {})]


def _unreadable(document: Document) -> list[Finding]:
    return [
        Finding("not-readable", "warning", arguments={"pages": pages, "reason": reason})
        for pages, reason in dict.fromkeys((gap.pages, gap.reason) for gap in document.unreadable)
    ]
