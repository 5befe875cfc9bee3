"""Result -> SARIF 2.1.0 (OASIS), the form in which code-scanning programs take findings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from urllib.parse import quote

from ..model.findings import Finding
from ..model.results import Result
from ..words.messages import Lang, say
from .as_json import Json, dump

_LEVEL = {"error": "error", "warning": "warning", "info": "note"}  # SARIF 3.27.10
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(result: Result, lang: Lang = "en") -> str:
    found = list(_findings(result, lang))
    rules = sorted({finding.rule for _, finding in found})
    failed = [document for document in result.documents if document.error is not None]
    run: Json = {
        "tool": {"driver": {"name": "Sapa", "version": result.version, "rules": [{"id": rule} for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(document.path)}} for document in result.documents],
        "invocations": [
            {
                "executionSuccessful": not failed,
                "toolExecutionNotifications": [
                    {
                        "level": "error",
                        "message": {"text": say(document.error.said, lang)},
                        "locations": [_location(document.path)],
                    }
                    for document in failed
                    if document.error is not None
                ],
            }
        ],
        "results": [_result(path, finding, rules, lang) for path, finding in found],
    }
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _findings(result: Result, lang: Lang) -> Iterator[tuple[str, Finding]]:
    from .as_json import in_language

    for finding in in_language(result, lang):
        yield result.case.path if result.case is not None else "", finding
    for document in result.documents:
        yield from ((document.path, finding) for finding in document.findings)


def _result(path: str, finding: Finding, rules: list[str], lang: Lang) -> Json:
    made: Json = {
        "ruleId": finding.rule,
        "ruleIndex": rules.index(finding.rule),
        "level": _LEVEL[finding.severity],
        "message": {"text": say(finding.message, lang)},
    }
    if finding.code:
        made["properties"] = {"criterion": finding.code, "set": finding.set}
    file = finding.place.file if finding.place is not None else path
    if file:
        made["locations"] = [_location(file, finding)]
    return made


def _location(file: str, finding: Finding | None = None) -> Json:
    """SARIF counts lines and bytes; a report has pages and paragraphs, which go into the location's message."""
    location: Json = {"physicalLocation": {"artifactLocation": {"uri": _uri(file)}}}
    place = finding.place if finding is not None else None
    if place is not None and (place.page is not None or place.paragraph is not None):
        kind, number = ("page", place.page) if place.page is not None else ("paragraph", place.paragraph)
        location["message"] = {"text": f"{kind} {number}"}
        location["properties"] = {kind: number}
    return location


def _uri(path: str) -> str:
    """A path as a relative or absolute URI reference (RFC 3986)."""
    file = PurePath(path)
    return file.as_uri() if file.is_absolute() else quote(file.as_posix(), errors="surrogateescape")
