"""The portfolio as an Excel file: a sheet of standards, of gaps, of deadlines, to be filtered."""

from __future__ import annotations

from ...showing.sheets import Book, Column
from .themes import KINDS
from .view import View

# Columns of the register, with their widths.
REGISTER = (
    ("institution", 40), ("programme", 40), ("procedure", 36), ("type", 22),
    ("decided", 14), ("years", 10), ("until", 14), ("certificate", 24),
)  # fmt: skip


def render(view: View) -> bytes:
    tell = view.tell
    book = Book(view.lang, tell("portfolio.title"))
    names = ("institution", "year", "set", "standard", "addressed", "total")
    sheet = book.sheet(
        tell("portfolio.standards"),
        [Column(tell(f"portfolio.{name}"), 44 if name == "institution" else 14) for name in names],
        above=[tell("portfolio.title"), view.about()],
    )
    for table in view.tables:
        for report in table.reports:
            for number in table.standards:
                if (share := report.standards.get(number)) is not None:
                    sheet.row([report.institution, report.year, table.set, number, share.addressed, share.total])
    gaps = book.sheet(
        tell("portfolio.missed"),
        [Column(tell(f"portfolio.{name}"), 18) for name in ("set", "criterion", "gaps", "of")]
        + [Column(tell(f"status.{name}"), 14) for name in ("missing", "thin", "mentioned")],
    )
    for missed in view.portfolio.missed:
        statuses = [missed.gaps.get(name, 0) for name in ("missing", "thin", "mentioned")]
        gaps.row([missed.set, missed.code, missed.count, missed.of, *statuses])
    heads = ("portfolio.day", 14), ("portfolio.institution", 44), ("timeline.stage", 44), ("timeline.state", 14)
    days = book.sheet(tell("portfolio.deadlines"), [Column(tell(id), width) for id, width in heads])
    for one in view.portfolio.deadlines:
        days.row([one.day, one.institution, one.stage, tell(f"timeline.state-{one.state}")])
    _terms(book, view)
    _themes(book, view)
    _register(book, view)
    return book.save()


def _terms(book: Book, view: View) -> None:
    tell = view.tell
    if not view.portfolio.terms:
        return
    heads = (
        ("register.until", 14),
        ("portfolio.institution", 44),
        ("register.programme", 44),
        ("portfolio.term", 20),
    )
    ends = book.sheet(tell("portfolio.terms"), [Column(tell(id), width) for id, width in heads])
    for term in view.portfolio.terms:
        ends.row([term.until, term.institution, term.programme, tell(f"portfolio.term-{term.state}")])


def _themes(book: Book, view: View) -> None:
    tell = view.tell
    if not view.portfolio.themes:
        return
    names = ("theme", "recommendations", *(f"previous-{kind}" for kind in KINDS))
    sheet = book.sheet(tell("portfolio.recommendations"), [Column(tell(f"portfolio.{name}"), 24) for name in names])
    for theme in view.portfolio.themes:
        counted = [theme.counts.get(kind, 0) for kind in KINDS]
        sheet.row([view.theme(theme), theme.total, *counted])


def _register(book: Book, view: View) -> None:
    tell = view.tell
    if not view.portfolio.register:
        return
    columns = [Column(tell(f"register.{name}"), width) for name, width in REGISTER]
    rows = book.sheet(tell("register.title"), columns)
    for entry in view.portfolio.register:
        rows.row(
            [
                entry.institution, entry.programme, entry.procedure, tell(f"case-type.{entry.type}"),
                entry.decided, entry.years, entry.until, entry.certificate,
            ]
        )  # fmt: skip
