"""Result -> JSON, exactly by the contract in docs (schema "sapa.check/1")."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ..model.coverage import CriterionCoverage, Evidence, StandardCoverage, Status
from ..model.findings import Finding
from ..model.places import Place
from ..model.results import CasesResult, CheckedCase, DocumentResult, Made, MadeOf, Result, SetResult
from ..showing.esg import esg_title
from ..words.messages import Lang, say

Json = dict[str, object]


def dump(value: object) -> str:
    """One way to write JSON: Cyrillic as itself, the order of the keys as given, a place or finding on one line."""
    return "".join(_written(value, "\n")) + "\n"


_on_one_line = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _written(value: object, line: str) -> Iterator[str]:
    """line: a line's end and the indent of what holds the value."""
    deeper = line + "  "
    if isinstance(value, dict) and _holds_lists_of_objects(value):
        for number, (key, one) in enumerate(value.items()):
            yield f"{',' if number else '{'}{deeper}{_on_one_line(key)}: "
            yield from _written(one, deeper)
        yield line + "}"
    elif isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        for number, one in enumerate(value):
            yield f"{',' if number else '['}{deeper}"
            yield from _written(one, deeper)
        yield line + "]"
    else:
        yield _on_one_line(value)


def _holds_lists_of_objects(value: object) -> bool:
    if isinstance(value, list):
        return any(isinstance(one, dict) for one in value)
    return isinstance(value, dict) and any(
        _holds_lists_of_objects(one) for one in value.values() if isinstance(one, dict | list)
    )


def render(result: Result, lang: Lang = "en") -> str:
    return dump(result_json(result, lang))


def result_json(result: Result, lang: Lang) -> Json:
    return {
        "schema": "sapa.check/1",
        "version": result.version,
        "tools": dict(sorted(result.tools.items())),
        **({} if result.made is None else {"made": _made(result.made, lang)}),
        "case": None if result.case is None else {"path": result.case.path},
        "findings": [finding_json(finding, lang) for finding in in_language(result, lang)],
        "documents": [_document(document, lang) for document in result.documents],
    }


def render_cases(found: CasesResult, lang: Lang = "en") -> str:
    """The contract sapa.cases/1: one sapa.check/1 for each case, and one for the reports that lie in none."""
    return dump(
        {
            "schema": "sapa.cases/1",
            "version": found.version,
            "cases": [_case(one, lang) for one in found.cases],
            "others": None if found.others is None else result_json(found.others, lang),
        }
    )


def _case(one: CheckedCase, lang: Lang) -> Json:
    """The result of one of several cases; one that could not be checked says why, with every fault of its file."""
    value = result_json(one.result, lang)
    if one.fault is not None:
        findings = [{**finding_json(of, lang), "message": one.fault.told(lang)} for of in one.result.findings]
        value |= {"case": {"path": one.path}, "findings": findings}
    return value


def _made(made: Made, lang: Lang) -> Json:
    return {
        "asked": list(made.asked),
        "sets": list(made.sets),
        "ocr": made.ocr,
        "level": made.level,
        "lang": lang,
        "today": None if made.today is None else str(made.today),
        "known": dict(made.known),
        "case": made.case,
        "waivers": made.waivers,
        "form": made.form,
        "joined": made.joined,
        "skip": list(made.skip),
    }


def made_of(made: MadeOf | None, lang: Lang) -> Json:
    """How a comparison or a review was made, under its key; nothing where that is not known."""
    if made is None:
        return {}
    options: Json = {name: list(value) if isinstance(value, tuple) else value for name, value in made.options.items()}
    return {
        "made": {
            "asked": list(made.asked),
            "set": made.set,
            **options,
            "lang": lang,
            "tools": dict(made.tools),
            "known": dict(made.known),
            "files": dict(made.files),
        }
    }


def in_language(result: Result, lang: Lang) -> Sequence[Finding]:
    """Findings of a case carry the title and source of their requirement, in the output's language."""
    if result.case is None:
        return result.findings
    from ..case.check import in_language as translated

    return [translated(finding, result.case, lang) for finding in result.findings]


def _document(document: DocumentResult, lang: Lang) -> Json:
    error = document.error
    return {
        "path": document.path,
        "files": list(document.files),
        "sha256": document.sha256,
        "format": document.format,
        "language": document.language,
        "pages": document.pages,
        "error": None if error is None else {"code": error.code, "message": say(error.said, lang)},
        "unreadable": [
            {"file": file, "pages": list(pages), "reason": reason}
            for file, pages, reason in dict.fromkeys((gap.file, gap.pages, gap.reason) for gap in document.unreadable)
        ],
        "sets": [_set(found, lang) for found in document.sets],
        "findings": [finding_json(finding, lang) for finding in document.findings],
    }


def _set(found: SetResult, lang: Lang) -> Json:
    coverage, standards = found.coverage, found.coverage.set
    detected = found.detected
    return {
        "id": standards.id,
        "edition": standards.edition,
        "complete": standards.complete,
        "detected": None
        if detected is None
        else {"reason": say(detected.reason, lang), "score": round(detected.score, 3)},
        "summary": summary(coverage.criteria),
        "conventions": [
            {
                "standard": one.standard,
                "kind": one.kind,
                "place": {**page_json(one.place), "paragraph": one.place.paragraph},
            }
            for one in coverage.conventions
        ],
        "criteria": [_criterion(criterion, lang) for criterion in coverage.criteria],
        "standards": [_standard(standard, lang) for standard in coverage.standards],
        "esg": [
            {
                "code": esg.code,
                "title": esg_title(standards.hub, esg.code, lang),
                "addressed": esg.addressed,
                "total": esg.total,
            }
            for esg in coverage.esg
        ],
    }


def summary(criteria: tuple[CriterionCoverage, ...]) -> dict[str, int]:
    """How many criteria have each status; all six are named."""
    count = Counter(criterion.status for criterion in criteria)
    return {status.value: count[status] for status in Status}


def _criterion(found: CriterionCoverage, lang: Lang) -> Json:
    return {
        "code": found.criterion.code.text,
        "standard": found.criterion.standard,
        "status": found.status.value,
        "reason": say(found.reason, lang),
        "certainty": found.certainty,
        **({} if found.doubt is None else {"doubt": say(found.doubt, lang)}),
        "words": found.words,
        "esg": list(found.criterion.esg),
        "evidence": [evidence_json(item) for item in found.evidence],
    }


def _standard(found: StandardCoverage, lang: Lang) -> Json:
    return {
        "number": found.standard.number,
        "title": found.standard.titles.get(lang),
        "status": found.status.value,
        "reason": say(found.reason, lang),
        "criteria": {"addressed": found.addressed, "total": found.total},
        "evidence": [evidence_json(item) for item in found.evidence],
    }


def evidence_json(item: Evidence) -> Json:
    return {
        "kind": item.kind,
        **page_json(item.place),
        "heading": list(item.heading),
        "paragraph": item.place.paragraph,
        "words": item.words,
        "shared": item.shared,
        "annexes": list(item.annexes),
        "ocr_confidence": None if item.confidence is None else round(item.confidence, 1),
        "excerpt": item.excerpt,
    }


def page_json(place: Place) -> Json:
    return {
        "file": place.file,
        "page": place.page,
        "last_page": place.last_page,
        "page_label": place.page_label,
        "page_source": place.page_source,
    }


def finding_json(finding: Finding, lang: Lang) -> Json:
    place = finding.place
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "set": finding.set,
        "code": finding.code,
        "message": say(finding.message, lang),
        "arguments": _arguments(finding.arguments),
        "place": None if place is None else {**page_json(place), "paragraph": place.paragraph},
    }


def _arguments(arguments: Mapping[str, object]) -> Json:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in sorted(arguments.items())}
