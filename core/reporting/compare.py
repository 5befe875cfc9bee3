"""Comparison of two drafts -> text and JSON (the contract sapa.compare/1)."""

from __future__ import annotations

from collections.abc import Iterator

from ..comparing import drafts
from ..comparing.drafts import CHANGES, Change
from ..comparing.things import ThingChange
from ..showing.layout import Column, Line, Paper
from ..showing.view import Tell, file_name, place_text, ranges_of, short, teller
from ..words.messages import Lang
from .as_json import Json, dump, made_of
from .parity import spot_json, where

THINGS = ("tables", "figures", "annexes", "numbers")
_EACH = 25  # changes of one kind that are listed; -v lists all
_VALUE = 70
_STYLE = {"newly-addressed": "addressed", "improved": "addressed", "lost": "missing", "worsened": "missing"}


class Comparison(drafts.Comparison):
    """Two drafts of one report, as a value that writes itself as JSON."""

    def to_json(self, lang: Lang = "en") -> str:
        """The contract sapa.compare/1 (`sapa schema compare`)."""
        return render_json(self, lang)


# --- JSON


def render_json(comparison: drafts.Comparison, lang: Lang = "en") -> str:
    tell = teller(lang)
    before, mended, now = comparison.gaps
    summed_up: Json = {
        "criteria": len(comparison.statuses),
        "unchanged": comparison.unchanged,
        **{kind: len(comparison.of(kind)) for kind in CHANGES},
        "gaps": {"old": before, "mended": mended, "new": now},
        "not_checked": list(comparison.not_checked),
        "notes": [tell(f"compare.{note}") for note in comparison.notes],
    }
    value: Json = {
        "schema": "sapa.compare/1",
        "version": comparison.version,
        **made_of(comparison.made, lang),
        "set": comparison.set.id,
        "edition": comparison.set.edition,
        "old": {"path": comparison.old, "language": comparison.languages[0]},
        "new": {"path": comparison.new, "language": comparison.languages[1]},
        "summary": summed_up,
        "changes": [_change(one, tell) for one in comparison.changes],
        **{name: [_thing(one) for one in getattr(comparison, name)] for name in THINGS},
    }
    return dump(value)


def _change(one: Change, tell: Tell) -> Json:
    shown: Json = {
        "code": one.code,
        "change": one.change,
        "from": one.before.value,
        "to": one.after.value,
        "words": list(one.words),
        "places": {name: spot_json(spot) for name, spot in one.places.items()},
    }
    if one.renumbered_from:
        shown["renumbered_from"] = one.renumbered_from
    if one.renumbered_to:
        shown["renumbered_to"] = one.renumbered_to
    return {**shown, "message": sentence(one, tell)}


def _thing(one: ThingChange) -> Json:
    return {
        "change": one.change,
        "label": one.label,
        "code": one.code,
        "from": list(one.before) if isinstance(one.before, tuple) else one.before,
        "to": list(one.after) if isinstance(one.after, tuple) else one.after,
        "places": {name: spot_json(spot) for name, spot in one.places.items()},
    }


# --- sentences that text, page and sheet share


def sentence(one: Change, tell: Tell) -> str:
    """From which status to which, or how many words."""
    statuses = {"before": tell(f"status.{one.before}"), "after": tell(f"status.{one.after}")}
    if one.before is not one.after:
        said = tell("compare.status", **statuses)
    elif one.change in ("grown", "shrunk", "reworded"):
        said = tell("compare.words", before=one.words[0], after=one.words[1])
    else:
        said = tell("compare.elsewhere")
    if one.renumbered_from:
        said += "; " + tell("compare.renumbered-from", code=one.renumbered_from)
    if one.renumbered_to:
        said += "; " + tell("compare.renumbered-to", code=one.renumbered_to)
    return said


def thing_text(one: ThingChange, tell: Tell) -> str:
    def shown(value: object) -> str:
        said = ", ".join(value) if isinstance(value, tuple) else str(value or "")
        return short(" ".join(said.split()), _VALUE) or tell("parity.none-there")

    if one.change == "added":
        return tell("compare.added", after=shown(one.after))
    if one.change == "gone":
        return tell("compare.gone", before=shown(one.before))
    if one.before == one.after or (one.label and one.change == "changed"):
        return tell("compare.changed", after=shown(one.after))
    return tell("compare.became", before=shown(one.before), after=shown(one.after))


def summary(comparison: drafts.Comparison, tell: Tell) -> list[str]:
    """What was mended first; then how many criteria changed and how."""
    before, mended, now = comparison.gaps
    said = [tell("compare.gaps", before=before, mended=mended, now=now)]
    counts = tuple(
        tell("parity.of-kind", kind=tell(f"change.{kind}"), count=len(found))
        for kind in CHANGES
        if (found := comparison.of(kind))
    )
    if counts:
        said.append(tell("compare.summary", kinds=counts, unchanged=comparison.unchanged))
    else:
        said.append(tell("compare.nothing", total=len(comparison.statuses)))
    said += [tell(f"compare.{note}") for note in comparison.notes]
    if comparison.not_checked:
        said.append(tell("compare.not-checked", codes=ranges_of(comparison.not_checked, comparison.set)))
    return said


def gist(comparison: drafts.Comparison, lang: Lang) -> str:
    """In a sentence: how many gaps there were, are mended, and are now."""
    return summary(comparison, teller(lang))[0]


def by_kind(comparison: drafts.Comparison) -> Iterator[tuple[str, list[Change]]]:
    for kind in CHANGES:
        if found := comparison.of(kind):
            yield kind, found


# --- text


def lines(comparison: drafts.Comparison, lang: Lang = "en", *, width: int = 80, details: bool = False) -> list[Line]:
    tell, paper = teller(lang), Paper(width)
    paper.write([(tell("compare.title"), "title")])
    paper.write(f"{comparison.set.title(lang)} ({comparison.set.key})")
    paper.write(f"{tell('compare.old')}: {file_name(comparison.old)}", 2)
    paper.write(f"{tell('compare.new')}: {file_name(comparison.new)}", 2)
    paper.blank()
    for said in summary(comparison, tell):
        paper.write(said)
    columns = [Column(10), Column(34), Column()]
    for kind, found in by_kind(comparison):
        paper.blank()
        paper.write([(tell(f"change.{kind}"), "title")])
        for one in found if details else found[:_EACH]:
            place = where(one.places["new"], tell)
            paper.row([[(one.code, "code")], [(sentence(one, tell), _STYLE.get(kind, ""))], place], columns, 2)
        _more(paper, len(found), details, tell)
    for name in THINGS:
        changed: tuple[ThingChange, ...] = getattr(comparison, name)
        if not changed:
            continue
        paper.blank()
        paper.write([(tell(f"compare.{name}"), "title")])
        for thing in changed if details else changed[:_EACH]:
            spot = thing.places.get("new") or thing.places["old"]
            place = place_text(spot.place, spot.heading, tell)
            paper.row([[(thing.code or "", "code")], thing_text(thing, tell), place], columns, 2)
        _more(paper, len(changed), details, tell)
    return paper.lines


def _more(paper: Paper, count: int, details: bool, tell: Tell) -> None:
    if count > _EACH and not details:
        paper.write(tell("parity.more", count=count - _EACH), 2)
