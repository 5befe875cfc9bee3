"""Why a criterion has its status: every occurrence of its code, and whether it counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ..model.code_levels import CodeError
from ..model.coverage import ChapterCuts, CriterionCoverage
from ..model.places import Place
from ..model.results import Result
from ..model.standards import StandardSet
from ..showing.layout import Column, Line, Paper
from ..showing.view import Tell, named, place_text, teller
from ..words.messages import Lang, Message, say
from .as_json import Json, dump, page_json
from .as_text import esg_text


class Occurrence(Protocol):
    """A place where the code stands. kind: the class of the citation; counted: the status rests on it; refused: the
    class of a number that is no code, or ""."""

    @property
    def place(self) -> Place: ...
    @property
    def heading(self) -> tuple[str, ...]: ...
    @property
    def kind(self) -> str: ...
    @property
    def counted(self) -> bool: ...
    @property
    def reason(self) -> Message: ...
    @property
    def excerpt(self) -> str: ...
    @property
    def block(self) -> int: ...
    @property
    def refused(self) -> str: ...


@dataclass(frozen=True)
class Explanation:
    """One code in one report. found is None for a code that an incomplete set does not list.

    chapters: those in which it stands, where codes may open or close their answers
    """

    path: str
    set: StandardSet
    code: str
    found: CriterionCoverage | None
    occurrences: Sequence[Occurrence]
    chapters: Sequence[ChapterCuts] = ()


def explanations(result: Result, codes: Sequence[str]) -> list[Explanation]:
    """For every report that could be read, every set of it and every code that may be one of that set."""
    from ..citing.occurrences import explain

    found: list[Explanation] = []
    for document in result.documents:
        for one in document.sets:
            standards = one.coverage.set
            by_code = {criterion.criterion.code: criterion for criterion in one.coverage.criteria}
            for text in codes:
                try:
                    code = standards.grammar.parse(text)
                except CodeError:
                    continue
                if document.document is None or not (code in by_code or standards.in_gap(code)):
                    continue
                conventions = {p.citation.block: p.convention for p in one.coverage.passages if code in p.codes}
                occurrences = explain(document.document, standards, code, one.citations, conventions)
                blocks = [occurrence.block for occurrence in occurrences]
                chapters = [
                    chapter
                    for chapter in one.coverage.chapters
                    if any(chapter.start <= block < chapter.end for block in blocks)
                ]
                found.append(Explanation(document.path, standards, code.text, by_code.get(code), occurrences, chapters))
    return found


def lines(explanations: Sequence[Explanation], lang: Lang = "en", *, width: int = 100) -> list[Line]:
    tell = teller(lang)
    paper = Paper(width)
    for one in explanations:
        paper.blank()
        paper.write([(one.path, "title")])
        found = one.found
        if found is None:
            paper.write([(one.code, "code"), (" " + tell("explain.unlisted", set=one.set.id), "")], hanging=2)
        else:
            paper.write(
                [
                    (f"{one.set.id} ", ""),
                    (one.code, "code"),
                    (": ", ""),
                    (tell(f"status.{found.status}"), found.status.value),
                    (f" ({say(found.reason, lang)})", ""),
                ],
                hanging=2,
            )
            if found.doubt is not None:
                paper.write([(tell("report.look") + " ", "warning"), (say(found.doubt, lang), "")], hanging=2)
            if title := found.criterion.titles.get(lang):
                paper.write(title)
            if found.criterion.esg:
                paper.write([(esg_text(one.set.hub, found.criterion.esg, tell, lang), "quiet")], hanging=2)
        paper.blank()
        if not one.occurrences:
            paper.write(tell("explain.nowhere"))
        else:
            counted = sum(occurrence.counted for occurrence in one.occurrences)
            head = tell("explain.occurrences", count=len(one.occurrences), counted=counted)
            paper.write([(head, "head")])
        for occurrence in one.occurrences:
            _occurrence(paper, occurrence, tell, lang)
        for chapter in one.chapters:
            _chapter(paper, chapter, tell)
    return paper.lines


def _occurrence(paper: Paper, occurrence: Occurrence, tell: Tell, lang: Lang) -> None:
    """Where the code stands, and why it counts there or of which class the number is."""
    mark = ("+", "addressed") if occurrence.counted else ("-", "quiet")
    said = [
        (named("kind", occurrence.kind, tell), "code"),
        (", ", ""),
        (place_text(occurrence.place, occurrence.heading, tell), "place"),
        (f": {say(occurrence.reason, lang)}", ""),
    ]
    if occurrence.refused:
        said.append((f" [{occurrence.refused}]", "quiet"))
    if occurrence.excerpt:
        said.append((f"\n{tell('report.quoted', text=' '.join(occurrence.excerpt.split()))}", "quiet"))
    paper.row([[mark], said], [Column(1), Column()], indent=2, gap=1)


def _chapter(paper: Paper, chapter: ChapterCuts, tell: Tell) -> None:
    """Which way the chapter was read, and what spoke for each."""
    paper.blank()
    where = place_text(chapter.place, (), tell)
    paper.write([(tell("explain.chapter", place=where), "head")])
    for number, cut in enumerate(chapter.cuts):
        mark = ("+", "addressed") if number == 0 else ("-", "quiet")
        said = tell(f"explain.cut-{cut.kind}", **cut._asdict())
        paper.row([[mark], said], [Column(1), Column()], indent=2, gap=1)


def render_json(explanations: Sequence[Explanation], version: str, lang: Lang = "en") -> str:
    return dump(
        {
            "schema": "sapa.explain/1",
            "version": version,
            "explanations": [_explanation(one, lang) for one in explanations],
        }
    )


def _explanation(one: Explanation, lang: Lang) -> Json:
    found = one.found
    return {
        "path": one.path,
        "set": one.set.id,
        "edition": one.set.edition,
        "code": one.code,
        "status": None if found is None else found.status.value,
        "reason": None if found is None else say(found.reason, lang),
        "certainty": None if found is None else found.certainty,
        "doubt": None if found is None or found.doubt is None else say(found.doubt, lang),
        "occurrences": [
            {
                "kind": occurrence.kind,
                **page_json(occurrence.place),
                "heading": list(occurrence.heading),
                "paragraph": occurrence.place.paragraph,
                "counted": occurrence.counted,
                "refused": occurrence.refused or None,
                "reason": say(occurrence.reason, lang),
                "excerpt": occurrence.excerpt,
            }
            for occurrence in one.occurrences
        ],
        "chapters": [
            {
                **page_json(chapter.place),
                "paragraph": chapter.place.paragraph,
                "hypotheses": [cut._asdict() for cut in chapter.cuts],
            }
            for chapter in one.chapters
        ],
    }
