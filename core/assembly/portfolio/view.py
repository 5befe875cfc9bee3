"""A portfolio as people see it: a table for each set, what is missed most, years, deadlines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...model.hub import load_hub
from ...model.standards import StandardSet
from ...showing.view import Tell
from ...words.messages import Lang, say
from .gather import Answered, Missed, Portfolio, Share
from .order import natural
from .themes import Theme

_MOST_MISSED = 30  # of a set: what a meeting can talk about
_STEPS = 5  # colours of the heat map


@dataclass(frozen=True)
class Year:
    """The reports of a year together; year: None where nobody knows it."""

    year: int | None
    reports: int
    standards: Mapping[str, Share]
    whole: Share


@dataclass(frozen=True)
class SetTable:
    """A set's reports against its standards.

    titles: of standards, by number, and of the standards of criteria, by code; neither where the set is not installed
    """

    set: str
    title: str
    standards: tuple[str, ...]
    titles: Mapping[str, str]
    reports: tuple[Answered, ...]
    missed: tuple[Missed, ...]
    years: tuple[Year, ...]


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


def view(portfolio: Portfolio, sets: Mapping[str, StandardSet], tell: Tell, lang: Lang) -> View:
    """sets: those that are installed, by key."""
    tables: list[SetTable] = []
    for key in sorted({one.set for one in portfolio.reports}):
        reports = tuple(one for one in portfolio.reports if one.set == key)
        standards = sorted({number for one in reports for number in one.standards}, key=natural)
        missed = tuple(one for one in portfolio.missed if one.set == key)[:_MOST_MISSED]
        installed = sets.get(key)
        title = key if installed is None else installed.titles.get(lang)
        titles = {} if installed is None else _titles(installed, lang)
        tables.append(SetTable(key, title, tuple(standards), titles, reports, missed, tuple(_years(reports))))
    return View(portfolio, tuple(tables), tell, lang)


def _titles(standards: StandardSet, lang: Lang) -> dict[str, str]:
    """Of standards by number, and of each criterion's standard by code: what a number alone does not say."""
    titles: dict[str, str] = {}
    for one in standards.standards:
        titles[one.number] = one.titles.get(lang)
        titles.update((criterion.code.text, one.titles.get(lang)) for criterion in one.criteria)
    return titles


def percent(share: Share) -> int:
    """Of a share of which something is known."""
    return 100 * share.addressed // share.total


def step(share: Share) -> int:
    """0 nothing addressed, _STEPS all: the colour of a cell, which also says its number."""
    return _STEPS * share.addressed // share.total


def _years(reports: tuple[Answered, ...]) -> list[Year]:
    found = []
    for year in sorted({one.year for one in reports}, key=lambda year: (year is None, year or 0)):
        those = [one for one in reports if one.year == year]
        numbers = {number for one in those for number in one.standards}
        shares = {n: _sum(one.standards[n] for one in those if n in one.standards) for n in numbers}
        found.append(Year(year, len(those), shares, _sum(one.whole for one in those)))
    return found


def _sum(shares: Iterable[Share]) -> Share:
    known = list(shares)
    return Share(sum(one.addressed for one in known), sum(one.total for one in known))
