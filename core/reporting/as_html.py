"""Result -> one page to send to the university: no script, nothing fetched, the same bytes for the same result.

Paths of this machine stay here: the page names files only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from ..model.coverage import Coverage, CriterionCoverage, Evidence, Status
from ..model.places import Place
from ..model.results import DocumentResult, Result
from ..showing.esg import esg_title
from ..showing.page import template
from ..showing.view import (
    Gap,
    Tell,
    about,
    all_alike,
    conventions,
    file_name,
    gaps,
    looks,
    named,
    near_text,
    other_findings,
    page_sources,
    place_text,
    recognised_text,
    short,
    teller,
    unread_text,
)
from ..words.messages import Lang, Message, catalogue, say
from .as_json import summary
from .overview import ranked
from .rule_tables import cell_text

EXCERPT = 280  # characters; the report itself is at hand


def render(result: Result, lang: Lang = "en") -> str:
    tell = teller(lang)
    documents = ranked(result)
    if result.case is not None:
        title = tell("case.title", institution=result.case.case.institution.names.get(lang))
    elif len(documents) == 1:
        title = file_name(documents[0].path)
    else:
        title = tell("report.overview", count=len(documents))

    def told(said: Message) -> str:
        """The sentence, with a file's name in place of its path on this machine."""
        path = said.arguments.get("path")
        kept = {**said.arguments, "path": file_name(path)} if isinstance(path, str) else said.arguments
        return say(Message(said.id, kept), lang)

    def where(item: Evidence, document: DocumentResult) -> str:
        return place_text(item.place, item.heading, tell, files=len(document.files))

    def found_at(place: Place | None, document: DocumentResult) -> str:
        if place is None or (place.page is None and place.paragraph is None):
            return ""
        return place_text(place, (), tell, files=len(document.files))

    return template("page.html.j2", __package__).render(
        lang=lang,
        result=result,
        case=_case(result, tell, told, lang),
        documents=documents,
        title=title,
        tell=tell,
        told=told,
        where=where,
        found_at=found_at,
        todo=lambda gap: _todo(gap, lang),
        near=lambda gap, document: near_text(gap.near, tell, files=len(document.files)) if gap.near else "",
        esg_title=lambda hub, code: esg_title(hub, code, lang),
        facts=lambda document: about(document, tell),
        unread=lambda document: unread_text(document, tell),
        recognised=lambda document: recognised_text(document, tell),
        kind=lambda kind: named("kind", kind, tell),
        excerpt=lambda text: short(text, EXCERPT),
        statuses=tuple(Status),
        by_standard=_by_standard,
        segments=_segments,
        open_codes=_open_codes,
        file_name=file_name,
        summary=summary,
        gaps=gaps,
        looks=looks,
        conventions=conventions,
        declared=lambda coverage: gaps(coverage, (Status.NOT_APPLICABLE,)),
        all_alike=lambda coverage: all_alike(coverage) and coverage.criteria[0].status is Status.NOT_CHECKED,
        other_findings=other_findings,
        cell=lambda shown, document: cell_text(shown, document, tell, lang),
        page_sources=page_sources,
    )


def _case(result: Result, tell: Tell, told: Callable[[Message], str], lang: Lang) -> dict[str, object] | None:
    """What case.html.j2 shows: the heading, the checklist by state, findings that belong to none of its lines."""
    if result.case is None:
        return None
    from . import case

    title, about_it = case.heading(result.case, tell, lang)
    return {
        "title": title,
        "about": about_it,
        "summary": case.summary(result.case, tell),
        "states": case.checklist(result.case, tell, lang, told),
        "findings": case.other_findings(result),
        "waived": case.waived(result),
        "not_required": result.case.counts()["not-required"],
    }


def _todo(gap: Gap, lang: Lang) -> str:
    """What to do about a gap: by its reason, else by its status."""
    by_reason = gap.reason.id.replace("reason.", "todo.", 1)
    known = by_reason if by_reason in catalogue("en") else f"todo.{gap.status}"
    return say(Message(known, gap.reason.arguments), lang)


def _by_standard(coverage: Coverage, number: str) -> list[CriterionCoverage]:
    return [found for found in coverage.criteria if found.criterion.standard == number]


def _segments(criteria: Sequence[CriterionCoverage]) -> list[tuple[str, float, float]]:
    """(status, left, width) of a bar 100 wide, in the order of the statuses."""
    counts = Counter(found.status for found in criteria)
    left, parts = 0.0, []
    for status in Status:
        if counts[status]:
            width = 100 * counts[status] / len(criteria)
            parts.append((status.value, round(left, 2), round(width, 2)))
            left += width
    return parts


def _open_codes(coverage: Coverage, esg: str) -> list[str]:
    """Criteria mapped to a standard of the hub that are neither addressed nor declared not applicable."""
    closed = (Status.ADDRESSED, Status.NOT_APPLICABLE)
    return [
        found.criterion.code.text
        for found in coverage.criteria
        if esg in found.criterion.esg and found.status not in closed
    ]
