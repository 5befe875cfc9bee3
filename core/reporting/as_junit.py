"""Result -> JUnit XML, as build servers show it: a suite for each report and set, a test case for each criterion."""

from __future__ import annotations

from lxml import etree

from ..model.coverage import CriterionCoverage, Status
from ..model.results import DocumentResult, Result, SetResult
from ..showing.view import Tell, place_text, teller
from ..words.messages import Lang, say
from ..words.text import clean

_SINCE = frozenset({"baseline-new", "baseline-mended"})  # what is new and what is mended by a baseline
_FAILED = frozenset({Status.THIN, Status.MENTIONED, Status.MISSING})


def render(result: Result, lang: Lang = "en") -> str:
    tell = teller(lang)
    suites = etree.Element("testsuites", name="sapa")
    for document in result.documents:
        if document.error is not None and not document.sets:
            _unread(suites, document, lang)
        for found in document.sets:
            _suite(suites, document, found, tell, lang)
    counts = {name: sum(int(suite.get(name, "0")) for suite in suites) for name in ("tests", "failures", "errors")}
    for name, count in counts.items():
        suites.set(name, str(count))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{etree.tostring(suites, encoding="unicode", pretty_print=True)}'


def _unread(suites: etree._Element, document: DocumentResult, lang: Lang) -> None:
    assert document.error is not None
    suite = etree.SubElement(
        suites, "testsuite", name=clean(document.path), tests="1", failures="0", errors="1", skipped="0"
    )
    case = etree.SubElement(suite, "testcase", name="read", classname="sapa")
    etree.SubElement(case, "error", type=document.error.code, message=clean(say(document.error.said, lang)))


def _suite(suites: etree._Element, document: DocumentResult, found: SetResult, tell: Tell, lang: Lang) -> None:
    criteria = found.coverage.criteria
    suite = etree.SubElement(
        suites,
        "testsuite",
        name=clean(f"{document.path} {found.coverage.set.key}"),
        tests=str(len(criteria)),
        failures=str(sum(one.status in _FAILED for one in criteria)),
        errors=str(sum(one.status is Status.NOT_CHECKED for one in criteria)),
        skipped=str(sum(one.status is Status.NOT_APPLICABLE for one in criteria)),
    )
    for one in criteria:
        code = one.criterion.code.text
        case = etree.SubElement(
            suite, "testcase", name=code, classname=f"{found.coverage.set.id}.{one.criterion.standard}"
        )
        _judged(case, document, one, tell, lang)
    since = [say(finding.message, lang) for finding in document.findings if finding.rule in _SINCE]
    if since:
        etree.SubElement(suite, "system-out").text = clean("\n".join(since))


def _judged(case: etree._Element, document: DocumentResult, one: CriterionCoverage, tell: Tell, lang: Lang) -> None:
    kind = {Status.NOT_CHECKED: "error", Status.NOT_APPLICABLE: "skipped"}.get(one.status)
    if one.status in _FAILED:
        kind = "failure"
    if kind is None:
        return
    told = etree.SubElement(case, kind, message=clean(say(one.reason, lang)))
    if kind != "skipped":
        told.set("type", one.status.value)
    if one.evidence:
        place = one.evidence[0]
        told.text = clean(place_text(place.place, place.heading, tell, files=len(document.files)))
