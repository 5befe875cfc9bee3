"""A portfolio as people see it: a table for each set, what is missed most, years, deadlines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...model.hub import load_hub
from ...showing.view import Tell
from ...words.messages import Lang, say
from .gather import Answered, Missed, Portfolio, Share, natural
from .themes import Theme

_MOST_MISSED = 30  # of a set: what a meeting can talk about
_STEPS = 5  # colours of the heat map


@dataclass(frozen=True)
class SetTable:
    """A set's reports against its standards."""

    set: str
    title: str
    standards: tuple[str, ...]
    reports: tuple[Answered, ...]
    missed: tuple[Missed, ...]
    years: tuple[tuple[int | None, int, Share], ...]


@dataclass(frozen=True)
class View:
    portfolio: Portfolio
    tables: tuple[SetTable, ...]
    tell: Tell
    lang: Lang

    def about(self) -> str:
        return self.tell(
            "portfolio.about",
            reports=len({one.path for one in self.portfolio.reports}),
            cases=self.portfolio.cases,
            today=str(self.portfolio.today),
        )

    def faults(self) -> list[tuple[str, str]]:
        return [(path, say(said, self.lang)) for path, said in self.portfolio.faults]

    def theme(self, theme: Theme) -> str:
        title = load_hub().by_code[theme.code].titles.get(self.lang) if theme.code else ""
        return f"ESG {theme.code} {title}" if theme.code else self.tell("portfolio.no-theme")

    def year(self, year: int | None) -> str:
        return str(year) if year is not None else "–"


def view(portfolio: Portfolio, titles: Mapping[str, str], tell: Tell, lang: Lang) -> View:
    """titles: of the sets that are installed, by key."""
    tables: list[SetTable] = []
    for key in sorted({one.set for one in portfolio.reports}):
        reports = tuple(one for one in portfolio.reports if one.set == key)
        standards = sorted({number for one in reports for number in one.standards}, key=natural)
        missed = tuple(one for one in portfolio.missed if one.set == key)[:_MOST_MISSED]
        tables.append(SetTable(key, titles.get(key, key), tuple(standards), reports, missed, tuple(_years(reports))))
    return View(portfolio, tuple(tables), tell, lang)


def percent(share: Share) -> str:
    return f"{100 * share.addressed // share.total}" if share.total else "–"


def step(share: Share) -> int:
    """0 nothing addressed, _STEPS all: the colour of a cell, which also says its number."""
    return _STEPS * share.addressed // share.total if share.total else 0


def _years(reports: tuple[Answered, ...]) -> list[tuple[int | None, int, Share]]:
    found = []
    for year in sorted({one.year for one in reports}, key=lambda year: (year is None, year or 0)):
        wholes = [one.whole for one in reports if one.year == year]
        share = Share(sum(one.addressed for one in wholes), sum(one.total for one in wholes))
        found.append((year, len(wholes), share))
    return found
