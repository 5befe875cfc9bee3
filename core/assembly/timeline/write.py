"""The stages of a case on the calendar, as text, page with a Gantt picture, sheet and calendar file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ...loading.installed import Assembly, AssemblyError, Option, Request
from ...model.procedures import Procedure, Stage
from ...showing.layout import Column, Paper, cells_of, plain
from ...showing.page import template
from ...showing.view import Tell, teller
from ...version import __version__
from ...words.messages import Lang, day_text, message
from .facts import NoStart, Plan, Planned, plan

if TYPE_CHECKING:
    from ...model.case import Case


def build(request: Request, format: str) -> bytes | str:
    case: Case = request.case
    procedure = request.loaded.procedures[case.procedure]
    today = request.options.get("today") or date.today()
    try:
        made = plan(case, procedure, today)
    except NoStart as error:
        raise AssemblyError(message("timeline.no-start")) from error
    shown = _Shown(case, procedure, made, request.lang)
    if format in ("xlsx", "ics"):
        return shown.sheet() if format == "xlsx" else shown.calendar()
    return shown.page() if format == "html" else shown.text()


class _Shown:
    def __init__(self, case: Case, procedure: Procedure, made: Plan, lang: Lang) -> None:
        self.case, self.procedure, self.plan, self.lang = case, procedure, made, lang
        self.tell: Tell = teller(lang)

    # -- what all formats say

    def title(self) -> str:
        return f"{self.tell('timeline.title')}: {self.case.institution.names.get(self.lang)}"

    def about(self) -> list[str]:
        lines = [
            self.procedure.titles.get(self.lang),
            f"{self.tell('timeline.begins', start=str(self.plan.start))} "
            f"{self.tell('timeline.today', today=str(self.plan.today))}",
        ]
        whole = self.procedure.whole
        if self.plan.whole is not None and whole is not None:
            least, most = self.plan.whole
            lines.append(self.tell("timeline.whole", earliest=str(least), latest=str(most), limit=self.limit(whole)))
        if self.plan.beyond is not None:
            lines.append(self.tell("timeline.beyond", day=str(self.plan.beyond)))
        if any(one.stage.unit == "working-days" for one in self.plan.stages):
            lines.append(self.tell("timeline.holidays"))
        return lines

    def limit(self, stage: Stage) -> str:
        if stage.at_most is None and stage.at_least is None:
            return self.tell("limit.none")
        if stage.at_most is None:
            return self.tell(f"limit.least-{stage.unit}", least=stage.at_least)
        if stage.at_least is None:
            return self.tell(f"limit.most-{stage.unit}", most=stage.at_most)
        return self.tell(f"limit.between-{stage.unit}", least=stage.at_least, most=stage.at_most)

    def name(self, one: Planned) -> str:
        return one.stage.titles.get(self.lang)

    def by(self, one: Planned) -> str:
        return self.tell(f"timeline.by-{one.stage.by}")

    def done(self, one: Planned) -> str:
        if one.span is None:
            return ""
        first, last = self.day(one.span.first), self.day(one.span.last)
        return first if first == last else f"{first} – {last}"

    def day(self, day: date) -> str:
        return day_text(str(day), self.lang, form="cell")

    def earliest(self, one: Planned) -> str:
        return self.day(one.earliest) if one.state != "not-held" else ""

    def latest(self, one: Planned) -> str:
        return f"{self.day(one.latest)}{self.mark(one)}" if one.state != "not-held" else ""

    def mark(self, one: Planned) -> str:
        """What the latest day is worth: nothing stands where it is the procedure's own."""
        if not one.assumed or one.span is not None:
            return ""
        return " *" if one.open_ended else " **"

    def state(self, one: Planned) -> str:
        return self.tell(f"timeline.state-{one.state}")

    def source(self, one: Planned) -> str:
        return self.procedure.source_text(one.stage.sources, self.lang)

    def footnotes(self) -> list[str]:
        marks = {self.mark(one).strip() for one in self.plan.stages if one.state != "not-held"}
        told = {"*": "timeline.open-ended", "**": "timeline.after-open-ended"}
        return [f"{mark} {self.tell(id)}" for mark, id in told.items() if mark in marks]

    # -- formats

    def text(self) -> str:
        paper = Paper(118)
        paper.write(self.title())
        for line in self.about():
            paper.write(line, hanging=2)
        paper.blank()
        state = max(cells_of(self.state(one)) for one in self.plan.stages)
        by = max(cells_of(self.by(one)) for one in self.plan.stages)
        heads = [self.tell(f"timeline.{name}") for name in ("stage", "by", "earliest", "latest", "done", "state")]
        columns = [Column(), Column(max(by, cells_of(heads[1]))), Column(12), Column(14), Column(25), Column(state)]
        paper.row([[(head, "head")] for head in heads], columns)
        for one in self.plan.stages:
            name = f"{self.name(one)}\n{self.limit(one.stage)}"
            cells = [name, self.by(one), self.earliest(one), self.latest(one), self.done(one), self.state(one)]
            paper.row(cells, columns)
        if self.footnotes():
            paper.blank()
        for said in self.footnotes():
            paper.write(said)
        return plain(paper.lines)

    def page(self) -> str:
        return template("timeline.html.j2", __package__).render(
            shown=self, plan=self.plan, lang=self.lang, tell=self.tell, version=__version__,
            chart=Chart.of(self.plan),
        )  # fmt: skip

    def sheet(self) -> bytes:
        from ...showing.sheets import Book
        from ...showing.sheets import Column as SheetColumn

        book = Book(self.lang, self.title())
        names = ("stage", "by", "limit", "earliest", "latest", "done", "state", "source")
        widths = (38, 14, 20, 13, 13, 13, 16, 60)
        columns = [SheetColumn(self.tell(f"timeline.{name}"), width) for name, width in zip(names, widths, strict=True)]
        above = [self.title(), *self.about(), *self.footnotes()]
        sheet = book.sheet(self.tell("timeline.sheet"), columns, above=above)
        for one in self.plan.stages:
            done = one.span.last if one.span is not None else None
            held = one.state != "not-held"
            days = [one.earliest, one.latest, done] if held else [None, None, None]
            limit = self.limit(one.stage) + (self.mark(one) if held else "")
            sheet.row([self.name(one), self.by(one), limit, *days, self.state(one), self.source(one)])
        return book.save()

    def calendar(self) -> bytes:
        from ..calendars import Entry, calendar

        key = f"{self.case.institution.names.get('en')}|{self.procedure.id}|{self.plan.start}"
        entries = []
        for one in self.plan.stages:
            if one.state == "not-held" or (one.span is None and one.assumed and one.open_ended):
                continue  # nobody has set a day
            about = f"{self.limit(one.stage)}\n{self.by(one)}\n{self.source(one)}"
            if one.span is not None:
                entries.append(
                    Entry(f"{key}|{one.stage.id}", one.span.first, one.span.last, self.name(one), about, busy=False)
                )
            else:
                title = self.tell("timeline.deadline", title=self.name(one))
                entries.append(Entry(f"{key}|{one.stage.id}", one.latest, one.latest, title, about, busy=False))
        return calendar(self.title(), entries, stamp=self.plan.start)


# --- the Gantt picture


_LEFT, _WIDTH, _ROW, _TOP = 290, 680, 30, 34


@dataclass(frozen=True)
class Bar:
    """In the picture's units. sure: the time that the stage must take; maybe: up to its latest day."""

    y: float
    name: str
    sure: tuple[float, float]
    maybe: tuple[float, float]
    done: float | None
    state: str


@dataclass(frozen=True)
class Chart:
    width: float
    height: float
    bars: tuple[tuple[Planned, Bar], ...]
    months: tuple[tuple[float, str], ...]
    today: float | None

    @classmethod
    def of(cls, made: Plan) -> Chart:
        first = made.first.replace(day=1)
        end = (made.last.replace(day=28) + timedelta(days=4)).replace(day=1)  # of the month after
        days = (end - first).days

        def x(day: date) -> float:
            return round(_LEFT + _WIDTH * (day - first).days / days, 1)

        bars = []
        for number, one in enumerate(made.stages):
            own = one.span is not None and (one.span.days > 1 or one.stage.event == "visit")
            begin = x(one.span.first if own and one.span is not None else one.begins[0])
            sure = (begin, max(x(one.earliest) - begin, 2.0))
            maybe = (sure[0] + sure[1], max(x(one.latest) - sure[0] - sure[1], 0.0))
            done = x(one.span.last) if one.span is not None else None
            bars.append((one, Bar(_TOP + number * _ROW, one.stage.id, sure, maybe, done, one.state)))
        months = []
        month = first
        step = max(1, round(days / 30.4 / 12))  # at most about twelve names
        count = 0
        while month <= end:
            if count % step == 0:
                months.append((x(month), f"{month:%m.%Y}"))
            month = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
            count += 1
        today = x(made.today) if first <= made.today <= end else None
        return cls(_LEFT + _WIDTH + 60, _TOP + len(bars) * _ROW + 12, tuple(bars), tuple(months), today)


ASSEMBLY = Assembly(
    id="timeline",
    summary="Every stage of a case with its earliest and latest day, and what is overdue.",
    formats=("text", "html", "xlsx", "ics"),
    needs="case",
    build=build,
    options=(Option("today", "The day by which stages are overdue. Default: today.", "date"),),
    help="""CASE is a folder with a sapa.toml; stages are counted from dates.start, the day on which the application was
registered, and from the dates of the stages that the file gives. Months are calendar months; working days leave out
weekends and the holidays of [calendar].""",
)
