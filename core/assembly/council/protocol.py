"""`sapa assemble protocol`: the protocol of the visit in two copies, for the institution and for the agency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...loading.installed import Assembled, Assembly, Request
from ...model.case import Slot
from ...showing.view import date_text
from ...words.messages import message, say
from .known import TEMPLATE, known

if TYPE_CHECKING:
    from .sheet import Sheet

_COPIES = (1, 2)  # the institution's and the agency's
_LINES = 6  # empty lines where the case has no agenda


def build(request: Request, format: str) -> Assembled:
    from .sheet import Sheet  # python-docx takes longer to load than most assemblies take

    of = known(request)
    sheet = Sheet(of, say(message("council.protocol-title"), of.lang))
    for number in _COPIES:
        _copy(sheet, number)
    return Assembled(sheet.save(), sheet.said_of_template())


def _copy(sheet: Sheet, number: int) -> None:
    tell = sheet.tell
    heading = sheet.heading(sheet.title, 0)
    heading.paragraph_format.page_break_before = number > 1
    holder = tell(f"council.holder-{number}")
    sheet.paragraph(tell("council.protocol-copy", number=number, holder=holder), "Subtitle")
    facts = [
        ("council.number", "", "council.hint-number"),
        ("council.date", "", "eeg-hint.date"),
        *sheet.subject_facts(),
        sheet.visit_fact(),
        ("council.place", "", "council.hint-place"),
    ]
    sheet.facts(sheet.title, facts, number)
    sheet.heading(tell("council.commission"))
    sheet.commission(tell("council.commission"), number)
    _meetings(sheet, number)
    for name in ("received", "results", "message"):
        sheet.text_blank(name, tell(f"council.{name}"), f"council.hint-{name}", number=number)
    sheet.signatures([(tell("council.chair"), sheet.chair())], number)
    receipt = [(tell(f"council.receipt-{number}"), "")]
    sheet.signatures(receipt, number, "council.protocol-receipt")
    sheet.note(tell("council.blanks"))


def _meetings(sheet: Sheet, number: int) -> None:
    tell = sheet.tell
    title = tell("council.meetings")
    sheet.heading(title)
    agenda = [slot for slot in sheet.known.case.agenda if not slot.rest]
    if agenda:
        sheet.note(tell("council.meetings-planned"), keep_with_next=True)
    heads = [tell(f"council.head-{name}") for name in ("day", "event", "people", "held")]
    table = sheet.table(heads, (4.4, 5.2, 3.7, 3.7), title=title)
    for line, slot in enumerate(agenda or [None] * _LINES, start=1):
        row = table.row(["", "", "", ""])
        for column, (name, value) in enumerate(_cells(sheet, slot)):
            hint = {"time": "council.hint-time", "event": "council.hint-event", "people": "eeg-hint.people"}[name]
            label = f"{heads[column]} {line}"
            sheet.blank(row.paragraph(column), f"{name}-{line}", label, hint, value, number)
        label = f"{heads[3]} {line}"
        sheet.blank(row.paragraph(3), f"held-{line}", label, "council.hint-held", "", number)


def _cells(sheet: Sheet, slot: Slot | None) -> list[tuple[str, str]]:
    if slot is None:
        return [("time", ""), ("event", ""), ("people", "")]
    when = f"{date_text(slot.day, sheet.tell)}\n{slot.start:%H:%M}–{slot.end:%H:%M}"
    people = ", ".join(sheet.tell(f"people.{group}") for group in slot.meets)
    return [("time", when), ("event", slot.event), ("people", people)]


ASSEMBLY = Assembly(
    id="protocol",
    summary="The protocol of the visit, in two copies: for the institution and for the agency.",
    formats=("docx",),
    needs="case",
    build=build,
    options=(TEMPLATE,),
    help="""Commission, days and planned meetings are the case's; what took place, what was found and the signature of
the chairman are blanks. CASE is a folder with a sapa.toml.""",
)
