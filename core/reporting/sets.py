"""Standard sets for people and scripts: the list, and one set with all that it holds."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.standards import Standard, StandardSet
from ..showing.esg import esg_title
from ..showing.layout import Column, Line, Paper, Spans, cells_of
from ..showing.view import Tell, teller
from ..words.messages import Lang
from .as_json import Json, dump


def mappings(standards: StandardSet) -> int:
    """How many pairs of a criterion and a standard of the hub the set has."""
    return sum(len(criterion.esg) for criterion in standards.criteria.values())


def list_lines(sets: Sequence[StandardSet], lang: Lang = "en", *, width: int = 100) -> list[Line]:
    tell = teller(lang)
    paper = Paper(width)
    id = max((cells_of(_id(standards)) for standards in sets), default=2)
    for standards in sets:
        facts = _facts(standards, tell)
        if note := standards.edition_note.get(lang):
            facts += "\n" + tell("sets.edition-note", text=note)
        cells: list[Spans] = [[(_id(standards), "code")], [(standards.title(lang), "title"), ("\n" + facts, "quiet")]]
        paper.row(cells, [Column(id), Column()])
    return paper.lines


def list_json(sets: Sequence[StandardSet], lang: Lang = "en") -> str:
    return dump({"schema": "sapa.sets/1", "sets": [_head(standards, lang) for standards in sets]})


def set_lines(standards: StandardSet, lang: Lang = "en", *, width: int = 100) -> list[Line]:
    tell = teller(lang)
    paper = Paper(width)
    paper.write([(_title(standards.title(lang), standards, lang, tell), "title"), (f" ({_id(standards)})", "")])
    paper.write(_facts(standards, tell))
    if standards.extends:
        paper.write(tell("sets.extends", set=standards.extends))
    if standards.source:
        paper.write(tell("sets.source", source=standards.source), hanging=2)
    if note := standards.edition_note.get(lang):
        paper.write(tell("sets.edition-note", text=note), hanging=2)
    if standards.titles.unverified:
        names = ", ".join(tell(f"language.{name}") for name in sorted(standards.titles.unverified))
        paper.write([(tell("sets.unverified", languages=names), "quiet")], hanging=2)
    code = max((cells_of(found.text) for found in standards.criteria), default=1)
    for standard in standards.standards:
        paper.blank()
        title = _standard_title(standard, lang, tell)
        paper.write([(tell("report.standard", number=standard.number, title=title), "head")])
        for criterion in standard.criteria:
            text: Spans = [
                (criterion.titles.get(lang), ""),
                ("\n" if criterion.titles.all() and criterion.esg else "", ""),
                (", ".join(criterion.esg) and f"ESG {', '.join(criterion.esg)}", "quiet"),
            ]
            paper.row([[(criterion.code.text, "code")], text], [Column(code), Column()], indent=2)
    hub = sorted({esg for criterion in standards.criteria.values() for esg in criterion.esg}, key=_order)
    if hub:
        paper.blank()
        paper.write([(tell("sets.by-esg"), "head")])
        wide = max(map(len, hub))
        for esg in hub:
            codes = ", ".join(found.code.text for found in standards.criteria.values() if esg in found.esg)
            paper.row(
                [esg, [(esg_title(standards.hub, esg, lang) + "\n", ""), (codes, "quiet")]],
                [Column(wide), Column()],
                indent=2,
            )
    return paper.lines


def set_json(standards: StandardSet, lang: Lang = "en") -> str:
    return dump(
        {"schema": "sapa.sets/1", "sets": [{**_head(standards, lang), "standards": _standards(standards, lang)}]}
    )


def _head(standards: StandardSet, lang: Lang) -> Json:
    return {
        "id": standards.id,
        "edition": standards.edition,
        "edition_note": standards.edition_note.get(lang),
        "title": standards.title(lang),
        "unverified": sorted(standards.titles.unverified),
        "complete": standards.complete,
        "hub": standards.hub,
        "extends": standards.extends,
        "source": standards.source,
        "reviewed_by": standards.reviewed_by,
        "reviewed_on": str(standards.reviewed_on) if standards.reviewed_on else None,
        "counts": {
            "standards": len(standards.standards),
            "criteria": len(standards.criteria),
            "mappings": mappings(standards),
        },
    }


def _standards(standards: StandardSet, lang: Lang) -> list[Json]:
    return [
        {
            "number": standard.number,
            "title": standard.titles.get(lang),
            "criteria": [
                {
                    "code": criterion.code.text,
                    "title": criterion.titles.get(lang),
                    "text": criterion.text.get(lang),
                    "esg": list(criterion.esg),
                }
                for criterion in standard.criteria
            ],
        }
        for standard in standards.standards
    ]


def _facts(standards: StandardSet, tell: Tell) -> str:
    counts = tell(
        "sets.counts",
        standards=len(standards.standards),
        criteria=len(standards.criteria),
        mappings=mappings(standards),
    )
    facts = f"{counts}; {tell('sets.complete' if standards.complete else 'sets.incomplete')}"
    if standards.reviewed_by == "":
        return f"{facts}; {tell('sets.not-reviewed')}"
    if standards.reviewed_by is not None:
        day = str(standards.reviewed_on) if standards.reviewed_on else None
        return f"{facts}; {tell('sets.reviewed', person=standards.reviewed_by, day=day)}"
    return facts


def _id(standards: StandardSet) -> str:
    return f"{standards.id}@{standards.edition}"


def _title(title: str, standards: StandardSet, lang: Lang, tell: Tell) -> str:
    return f"{title} {tell('sets.mark')}" if lang in standards.titles.unverified else title


def _standard_title(standard: Standard, lang: Lang, tell: Tell) -> str:
    title = standard.titles.get(lang)
    return f"{title} {tell('sets.mark')}" if lang in standard.titles.unverified else title


def _order(code: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in code.split(".")]
