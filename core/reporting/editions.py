"""Two editions of a set, and a report carried from one to the other, for people and scripts."""

from __future__ import annotations

from collections.abc import Sequence

from ..comparing.carry import Carried, Carry
from ..comparing.editions import KINDS, Change, counted
from ..model.standards import Criterion, StandardSet
from ..showing.layout import Column, Line, Paper, Spans
from ..showing.view import Tell, teller
from ..words.messages import Lang, say
from .as_json import Json, dump, page_json


def diff_lines(
    old: StandardSet, new: StandardSet, every: tuple[Change, ...], lang: Lang = "en", *, width: int = 100
) -> list[Line]:
    tell, paper = teller(lang), Paper(width)
    paper.write([(tell("editions.title", old=old.key, new=new.key), "title")])
    counts = counted(every)
    paper.write(", ".join(f"{tell(f'editions.{kind}')}: {counts[kind]}" for kind in KINDS))
    for kind in KINDS[1:]:
        of = [change for change in every if change.kind == kind]
        if not of:
            continue
        paper.blank()
        paper.write([(tell(f"editions.{kind}"), "head")])
        for change in of:
            paper.row([[(_codes(change), "code")], _title(change, lang, tell)], [Column(16), Column()], indent=2)
    return paper.lines


def _codes(change: Change) -> str:
    codes = [one.code.text for one in (change.old, change.new) if one is not None]
    return " → ".join(dict.fromkeys(codes))


def _title(change: Change, lang: Lang, tell: Tell) -> Spans:
    spans: list[tuple[str, str]] = [(_name(_shown(change), lang), "")]
    if change.kind == "renumbered" and change.reworded:
        spans.append((f"\n{tell('editions.reworded-too')}", "quiet"))
    if not change.certain:
        spans.append((f"\n{tell('editions.by-wording')}", "quiet"))
    return spans


def _shown(change: Change) -> Criterion:
    shown = change.new or change.old
    assert shown is not None  # a change is of something
    return shown


def _name(criterion: Criterion, lang: Lang) -> str:
    return criterion.titles.get(lang) or criterion.text.get(lang).split("\n")[0]


def diff_json(old: StandardSet, new: StandardSet, every: tuple[Change, ...], lang: Lang = "en") -> str:
    return dump(
        {
            "schema": "sapa.editions/1",
            "old": old.key,
            "new": new.key,
            "summary": counted(every),
            "changes": [
                {
                    "change": change.kind,
                    "old": change.old.code.text if change.old else None,
                    "new": change.new.code.text if change.new else None,
                    "reworded": change.reworded,
                    "certain": change.certain,
                    "title": _name(_shown(change), lang),
                }
                for change in every
            ],
        }
    )


def carry_lines(carries: Sequence[tuple[str, Carry]], lang: Lang = "en", *, width: int = 100) -> list[Line]:
    tell, paper = teller(lang), Paper(width)
    for path, carry in carries:
        paper.write([(path, "title"), (f"  {carry.old.key} → {carry.new.key}", "quiet")])
        paper.write(", ".join(f"{tell(f'carry.{state}')}: {count}" for state, count in carry.counts().items() if count))
        for state in ("unanswered", "reworded", "moved", "not-checked"):
            of = [one for one in carry.criteria if one.state == state]
            if of:
                paper.blank()
                paper.write([(tell(f"carry.{state}"), "head")])
            for one in of:
                paper.row(
                    [[(one.criterion.code.text, "code")], _about(one, lang, tell)], [Column(10), Column()], indent=2
                )
        if carry.dropped:
            paper.blank()
            paper.write([(tell("carry.dropped"), "head")])
            paper.write(", ".join(one.criterion.code.text for one in carry.dropped), hanging=2)
        paper.blank()
    return paper.lines


def _about(one: Carried, lang: Lang, tell: Tell) -> Spans:
    spans: list[tuple[str, str]] = [(_name(one.criterion, lang), "")]
    if one.old is not None and one.old.code != one.criterion.code:
        spans.append((f"\n{tell('carry.was', code=one.old.code.text)}", "quiet"))
    if one.state == "moved" and one.change.reworded:
        spans.append((f"\n{tell('editions.reworded-too')}", "quiet"))
    if one.answer is not None and one.answer.evidence:
        spans.append((f"\n{tell('carry.at', place=_where(one, tell))}", "quiet"))
    if one.state == "unanswered":
        said = say(one.answer.reason, lang) if one.answer is not None else tell("carry.new")
        spans.append((f"\n{said}", "quiet"))
    return spans


def _where(one: Carried, tell: Tell) -> str:
    assert one.answer is not None
    evidence = one.answer.evidence[0]
    heading = " > ".join(evidence.heading)
    page = tell("carry.page", page=evidence.place.page) if evidence.place.page else ""
    return ", ".join(part for part in (page, heading) if part) or evidence.excerpt


def carry_json(carries: Sequence[tuple[str, Carry]], version: str) -> str:
    return dump(
        {"schema": "sapa.carry/1", "version": version, "documents": [_one(path, carry) for path, carry in carries]}
    )


def _one(path: str, carry: Carry) -> Json:
    return {
        "path": path,
        "from": carry.old.key,
        "to": carry.new.key,
        "summary": carry.counts(),
        "criteria": [
            {
                "code": one.criterion.code.text,
                "state": one.state,
                "from": one.old.code.text if one.old is not None else None,
                "reworded": one.change.reworded,
                "certain": one.change.certain,
                "status": str(one.answer.status) if one.answer is not None else None,
                "words": one.answer.words if one.answer is not None else 0,
                "place": page_json(one.answer.evidence[0].place)
                if one.answer is not None and one.answer.evidence
                else None,
            }
            for one in carry.criteria
        ],
        "dropped": [one.criterion.code.text for one in carry.dropped],
    }
