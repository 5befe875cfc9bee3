"""Result -> one page to send to the university: nothing fetched, the same bytes for the same result.

Everything works without script; the text filter alone needs one, which stands in the page and is named by its hash.

Paths of this machine stay here: the page names files only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from ..model.coverage import Coverage, CriterionCoverage, Evidence, Status
from ..model.results import DocumentResult, Result
from ..showing.esg import esg_title
from ..showing.institution import institution_of
from ..showing.page import Frame, hash_of, shown_as_is, template
from ..showing.places import Places
from ..showing.view import (
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
    page_sources,
    place_text,
    ranges,
    recognised_text,
    short,
    teller,
    unread_text,
)
from ..words.messages import Lang, Message, catalogue, say
from .as_json import summary
from .edited import groups, others
from .gist import sentences
from .overview import ranked
from .page_parts import bar_segments, without_path
from .rule_tables import cell_text
from .universities import owed, universities

EXCERPT = 280  # characters; the report itself is at hand
PLACES = 20  # of a criterion, strongest first: a page of a long report stays small enough to send


def render(result: Result, lang: Lang = "en", *, day: date | None = None, frame: Frame | None = None) -> str:
    """What a university may see. Of several universities only a table: no page tells one about another.

    day: of the check, where the page shall say it; frame: of a server that shows the page.
    """
    each = universities(result, lang)
    if len(each) > 1:
        from . import index_page

        return index_page.render(result, each, (), lang, day=day, frame=frame)
    return _page(owed(result), lang, day, frame)


def internal(result: Result, lang: Lang = "en", *, day: date | None = None) -> str:
    """The whole checklist of a case, as the agency keeps it, and where its sources differ; nothing of the reports."""
    from .case import notes

    tell, told = teller(lang), without_path(lang)
    return template("internal.html.j2", __package__).render(
        lang=lang,
        result=result,
        case=_case(result, tell, told, lang),
        notes=notes(result.case, lang) if result.case is not None else (),
        day=None if day is None else date_text(day, tell),
        tell=tell,
        told=told,
    )


def _page(result: Result, lang: Lang, day: date | None, frame: Frame | None) -> str:
    tell, told = teller(lang), without_path(lang)
    documents = ranked(result)
    script = shown_as_is("page.js", __package__)

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
        first=sentences(documents, tell, lang),
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
        most_places=PLACES,
        by_standard=_by_standard,
        segments=bar_segments,
        open_codes=_open_codes,
        file_name=file_name,
        summary=summary,
        gaps=gaps,
        looks=looks,
        conventions=conventions,
        declared=lambda coverage: gaps(coverage, (Status.NOT_APPLICABLE,)),
        all_alike=lambda coverage: all_alike(coverage) and coverage.criteria[0].status is Status.NOT_CHECKED,
        other_findings=others,
        edited=groups,
        cell=lambda shown, places: cell_text(shown, places, lang),
        page_sources=page_sources,
    )


def _title(result: Result, documents: Sequence[DocumentResult], tell: Tell, lang: Lang) -> str:
    """Whose report it is, as far as a case or the report's cover tells."""
    if result.case is not None:
        return tell("case.title", institution=result.case.case.institution.names.get(lang))
    named = next((name for one in documents if (name := institution_of(one.document))), None)
    if named is not None or len(documents) == 1:
        return named or file_name(documents[0].path)
    return tell("report.overview", count=len(documents))


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
        "actors": case.by_actor(case.checklist(result.case, tell, lang, told)),
        "tables": case.tables(result.case, lang),
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


def _open_codes(coverage: Coverage, esg: str) -> str:
    """Criteria mapped to a standard of the hub that are neither addressed nor declared not applicable."""
    closed = (Status.ADDRESSED, Status.NOT_APPLICABLE)
    return ranges(
        [
            found.criterion.code
            for found in coverage.criteria
            if esg in found.criterion.esg and found.status not in closed
        ]
    )
