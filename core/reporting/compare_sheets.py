"""Comparison of two drafts -> an Excel file: every criterion with both statuses, and everything else that changed."""

from __future__ import annotations

from ..comparing.drafts import Comparison
from ..showing.sheets import Book, Column
from ..showing.view import file_name, place_text, teller
from ..words.messages import Lang
from .compare import THINGS, sentence, summary, thing_text
from .parity import where


def render(comparison: Comparison, lang: Lang) -> bytes:
    tell = teller(lang)
    book = Book(lang, tell("compare.title"), subject=comparison.set.key)
    names = [f"{tell(f'compare.{which}')}: {file_name(getattr(comparison, which))}" for which in ("old", "new")]
    columns = [
        Column(tell("parity.criterion"), 12),
        Column(tell("compare.change"), 20),
        Column(tell("compare.old"), 18),
        Column(tell("compare.new"), 18),
        Column(tell("compare.what"), 50),
        Column(tell("review.place"), 45),
    ]
    sheet = book.sheet(
        tell("parity.statuses"), columns, above=[tell("compare.title"), *names, *summary(comparison, tell)]
    )
    for one in comparison.changes:
        statuses = [tell(f"status.{status}") for status in (one.before, one.after)]
        place = where(one.places["new"], tell)
        sheet.row([one.code, tell(f"change.{one.change}"), *statuses, sentence(one, tell), place])
    changed = {one.code for one in comparison.changes}
    for code, both in comparison.statuses.items():
        if code not in changed:
            sheet.row([code, "", *(tell(f"status.{status}") for status in both), "", ""])
    heads = [
        Column(tell("compare.change"), 20),
        Column(tell("parity.criterion"), 12),
        Column(tell("compare.what"), 60),
        Column(tell("review.place"), 50),
    ]
    sheet = book.sheet(tell("compare.others"), heads, above=[tell("compare.others")])
    for name in THINGS:
        for thing in getattr(comparison, name):
            spot = thing.places.get("new") or thing.places["old"]
            place = place_text(spot.place, spot.heading, tell)
            sheet.row([tell(f"compare.{name}"), thing.code or "", thing_text(thing, tell), place])
    return book.save()
