"""Result -> one page to send to the university: nothing fetched, the same bytes for the same result.

Everything works without script; the text filter alone needs one, which stands in the page and is named by its hash.

Paths of this machine stay here: the page names files only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from ..model.coverage import Coverage, CriterionCoverage, Evidence, Status
from ..model.results import DocumentResult, Result
from ..showing.esg import esg_title
from ..showing.institution import institution_of
from ..showing.page import Frame, hash_of, shown_as_is, template
from ..showing.places import Places
from ..showing.view import (
    GAPS,
    Gap,
    Tell,
    about,
    all_alike,
    conventions,
    date_text,
    file_name,
    gaps,
    looks,
    named,
    near_text,
    of_text,
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
_STANDS_OUT = 2  # gaps from which on a standard is named as the one with most of them


def render(result: Result, lang: Lang = "en", *, day: date | None = None, frame: Frame | None = None) -> str:
    """day: of the check, where the page shall say it; frame: of a server that shows the page."""
    tell = teller(lang)
    documents = ranked(result)
    script = shown_as_is("page.js", __package__)

    def told(said: Message) -> str:
        """The sentence, with a file's name in place of its path on this machine."""
        path = said.arguments.get("path")
        kept = {**said.arguments, "path": file_name(path)} if isinstance(path, str) else said.arguments
        return say(Message(said.id, kept), lang)

    def where(item: Evidence, document: DocumentResult) -> str:
        return place_text(item.place, item.heading, tell, files=len(document.files))

    return template("page.html.j2", __package__).render(
        lang=lang,
        frame=frame,
        result=result,
        case=_case(result, tell, told, lang),
        documents=documents,
        title=_title(result, documents, tell, lang),
        day=None if day is None else date_text(day, tell),
        first=_first(documents, tell, lang) if len(documents) == 1 else (),
        script=script,
        script_hash=hash_of(script),
        most_standards=max((len(one.coverage.standards) for each in documents for one in each.sets), default=0),
        standard_index=lambda coverage, standard: coverage.standards.index(standard),
        tell=tell,
        told=told,
        where=where,
        places_of=lambda document: Places(document, tell),
        of=lambda addressed, total: of_text(addressed, total, tell),
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
        cell=lambda shown, places: cell_text(shown, places, lang),
        page_sources=page_sources,
    )


def _title(result: Result, documents: Sequence[DocumentResult], tell: Tell, lang: Lang) -> str:
    """Whose report it is, as far as a case or the report's cover tells."""
    if result.case is not None:
        return tell("case.title", institution=result.case.case.institution.names.get(lang))
    if len(documents) == 1:
        return institution_of(documents[0].document) or file_name(documents[0].path)
    return tell("report.overview", count=len(documents))


def _first(documents: Sequence[DocumentResult], tell: Tell, lang: Lang) -> list[str]:
    """What a rector reads in ten seconds: a sentence for each set, and where most of the gaps lie."""
    said = []
    for found in documents[0].sets:
        criteria = found.coverage.criteria
        if not criteria or all_alike(found.coverage):
            continue
        counts = summary(criteria)
        absent = counts["missing"] + counts["not_checked"]
        open_ = sum(len(gap.criteria) for gap in gaps(found.coverage))
        sentence = tell(
            "html.first",
            addressed=counts["addressed"],
            total=len(criteria),
            not_applicable=counts["not_applicable"] or None,
            gaps=open_,
            missing=absent,
        )
        said.append(f"{sentence} {_most(found.coverage, tell, lang)}".rstrip() if open_ else sentence)
    return said


def _most(coverage: Coverage, tell: Tell, lang: Lang) -> str:
    """The standard with most gaps, where one stands out."""
    counts = Counter(one.criterion.standard for one in coverage.criteria if one.status in GAPS)
    (most, count), *others = counts.most_common(2)
    if count < _STANDS_OUT or (others and others[0][1] == count):
        return ""
    return tell("html.most", count=count, number=most, title=coverage.set.by_number[most].titles.get(lang))


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
