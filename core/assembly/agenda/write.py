"""The agenda of a visit as a file: to send, to print, to put into a calendar, to paste into sapa.toml."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from ...loading.installed import Assembled, Assembly, AssemblyError, Option, Request
from ...model.findings import Finding
from ...model.procedures import Procedure
from ...showing.layout import Column, Paper, cells_of, plain
from ...showing.view import Tell, date_text, teller
from ...version import __version__
from ...words.messages import Lang, message, say
from .facts import Agenda, NoVisit, agenda_of, problems

if TYPE_CHECKING:
    from ...model.case import Case, Slot


_COLUMNS = ("time", "room", "event", "object", "meets", "responsible", "link")
_FIELDS = {"person": "responsible"}  # names of fields in sapa.toml whose column is called otherwise
_EVENT = _COLUMNS.index("event")
_WIDTHS = (2.4, 2.2, 5.4, 6.9, 3.4, 3.2, 3.2)
_WIDTH = sum(_WIDTHS)  # cm: between the margins


def build(request: Request, format: str) -> Assembled:
    case: Case = request.case
    procedure = request.loaded.procedures[case.procedure]
    try:
        agenda = agenda_of(case, procedure, request.lang, model=bool(request.options.get("model")))
    except NoVisit as error:
        raise AssemblyError(message("agenda.no-days")) from error
    wrong = problems(case, procedure, agenda, agenda.slots[0].day)
    shown = _Shown(case, procedure, agenda, wrong, request.lang)
    binary = {"docx": lambda: shown.word(request.today), "xlsx": shown.sheet, "ics": shown.calendar}
    texts = {"text": shown.text, "json": shown.json_, "toml": shown.toml}
    content: bytes | str = binary[format]() if format in binary else texts[format]()
    return Assembled(content, wrong)


class _Shown:
    def __init__(
        self, case: Case, procedure: Procedure, agenda: Agenda, wrong: tuple[Finding, ...], lang: Lang
    ) -> None:
        self.case, self.procedure, self.agenda, self.wrong, self.lang = case, procedure, agenda, wrong, lang
        self.tell: Tell = teller(lang)

    # -- what all formats say

    def title(self) -> str:
        asked = [one.parameters["fields"] for one in self.procedure.requirements if one.check == "agenda-filled"]
        online = any("link" in fields for fields in asked)
        return self.tell("agenda.title-online" if online else "agenda.title")

    def about(self) -> list[str]:
        lines = [
            self.case.institution.names.get(self.lang),
            self.procedure.titles.get(self.lang),
            self.tell("agenda.zone", zone=self.agenda.time_zone, offset=self.offset()),
        ]
        return [*lines, self.tell("agenda.model")] if self.agenda.model else lines

    def offset(self) -> str:
        """Of the agenda's time zone on its first day: "+5", "+5:30"."""
        begin, _ = self.agenda.moment(self.agenda.slots[0])
        sign, hours, minutes = (text := f"{begin:%z}")[0], int(text[1:3]), text[3:5]
        return f"{sign}{hours}" if minutes == "00" else f"{sign}{hours}:{minutes}"

    def heads(self) -> list[str]:
        return [self.tell(f"agenda.{name}") for name in _COLUMNS]

    def used(self) -> list[int]:
        """The columns that hold something, or that the procedure wants filled."""
        asked = [one.parameters["fields"] for one in self.procedure.requirements if one.check == "agenda-filled"]
        wanted = {_FIELDS.get(field, field) for fields in asked for field in fields}
        rows = [self.cells(slot) for slot in self.agenda.slots]
        return [column for column, name in enumerate(_COLUMNS) if name in wanted or any(row[column] for row in rows)]

    def cells(self, slot: Slot) -> list[str]:
        return [
            f"{slot.start:%H:%M}–{slot.end:%H:%M}",
            slot.room,
            slot.event,
            slot.audit_object,
            ", ".join(self.tell(f"people.{group}") for group in slot.meets),
            slot.person,
            slot.link,
        ]

    def remarks(self) -> list[str]:
        return [say(finding.message, self.lang) for finding in self.wrong]

    # -- formats

    def text(self) -> str:
        paper = Paper(120)
        paper.write(self.title())
        for line in self.about():
            paper.write(line)
        for day, slots in self.agenda.days.items():
            paper.blank()
            paper.write(date_text(day, self.tell))
            room = max([cells_of(slot.room) for slot in slots] + [1])
            for slot in slots:
                time, place, event, subject, meets, person, link = self.cells(slot)
                rest = "\n".join(one for one in (subject, meets, person, link) if one)
                cells = [time, place, f"{event}\n{rest}" if rest else event]
                paper.row(cells, [Column(11), Column(room), Column()], indent=2)
        return plain(paper.lines)

    def word(self, made_on: date | None) -> bytes:
        from ..files.word import WordFile
        from ..files.word_text import Run

        paper = WordFile(self.lang, self.title(), landscape=True, margin=1.5, size=9.5, made_on=made_on)
        paper.property("sapa.schema", "sapa.agenda/1")
        paper.footer(self.tell("assembly.made-by", version=__version__))
        paper.heading(self.title(), 0)
        for line in self.about():
            paper.paragraph(line)
        used = self.used()
        for day, slots in self.agenda.days.items():
            paper.heading(date_text(day, self.tell), 1)
            factor = _WIDTH / sum(_WIDTHS[column] for column in used)
            heads, widths = [self.heads()[column] for column in used], [_WIDTHS[column] * factor for column in used]
            table = paper.table(heads, widths, title=f"{self.title()}, {date_text(day, self.tell)}")
            for slot in slots:
                cells: list[str | Run] = [*self.cells(slot)]
                cells[_EVENT] = Run(slot.event, bold=not slot.rest)
                row = table.row([cells[column] for column in used])
                if slot.rest:
                    for column in range(len(widths)):
                        row.shade(column, "F4F6F7")
        return paper.save()

    def sheet(self) -> bytes:
        from ...showing.sheets import Book
        from ...showing.sheets import Column as SheetColumn

        book = Book(self.lang, self.title())
        widths = (12, 8, 8, 14, 34, 46, 24, 22, 30)
        heads = [self.tell("agenda.day"), self.tell("agenda.from"), self.tell("agenda.to"), *self.heads()[1:]]
        columns = [SheetColumn(head, width) for head, width in zip(heads, widths, strict=True)]
        sheet = book.sheet(self.tell("agenda.sheet"), columns, above=[self.title(), *self.about()])
        for slot in self.agenda.slots:
            sheet.row([slot.day, slot.start, slot.end, *self.cells(slot)[1:]])
        return book.save()

    def calendar(self) -> bytes:
        from ..calendars import Entry, calendar

        name = f"{self.title()}: {self.case.institution.names.get(self.lang)}"
        key = f"{self.case.institution.names.get('en')}|{self.procedure.id}"
        entries: list[Entry] = []
        seen: dict[str, int] = {}
        for number, slot in enumerate(self.agenda.slots):
            begin, end = self.agenda.moment(slot)
            # The same in every language, and when the slot moves within its day.
            own = f"model-{number}" if self.agenda.model else slot.room or "-".join(slot.meets)
            what = f"{slot.day}|{own}"
            seen[what] = seen.get(what, 0) + 1
            _, _, _, subject, meets, person, link = self.cells(slot)
            labelled = (("object", subject), ("meets", meets), ("responsible", person), ("link", link))
            text = "\n".join(f"{self.tell(f'agenda.{label}')}: {value}" for label, value in labelled if value)
            entries.append(
                Entry(
                    f"{key}|agenda|{what}|{seen[what]}", begin, end, slot.event, text, slot.room, slot.link,
                    busy=not slot.rest,
                )
            )  # fmt: skip
        return calendar(name, entries, stamp=self.agenda.slots[0].day, zone=self.agenda.time_zone)

    def json_(self) -> str:
        value = {
            "schema": "sapa.agenda/1",
            "institution": self.case.institution.names.get(self.lang),
            "procedure": self.procedure.id,
            "time_zone": self.agenda.time_zone,
            "model": self.agenda.model,
            "slots": [
                {
                    "day": str(slot.day), "start": f"{slot.start:%H:%M}", "end": f"{slot.end:%H:%M}",
                    "event": slot.event, "audit_object": slot.audit_object, "room": slot.room, "link": slot.link,
                    "person": slot.person, "meets": list(slot.meets), "rest": slot.rest, "parallel": slot.parallel,
                }
                for slot in self.agenda.slots
            ],
            "findings": [
                {"rule": one.rule, "severity": one.severity, "message": said}
                for one, said in zip(self.wrong, self.remarks(), strict=True)
            ],
        }  # fmt: skip
        return json.dumps(value, ensure_ascii=False, indent=2) + "\n"

    def toml(self) -> str:
        """Slots as sapa.toml takes them."""
        blocks = []
        for slot in self.agenda.slots:
            lines = [
                "[[agenda]]",
                f"day = {slot.day}",
                f'start = "{slot.start:%H:%M}"',
                f'end = "{slot.end:%H:%M}"',
                f"event = {_quoted(slot.event)}",
            ]
            for key in ("audit_object", "room", "link", "person"):
                if getattr(slot, key) or (key != "audit_object" and not slot.rest):
                    lines.append(f"{key} = {_quoted(getattr(slot, key))}")
            for key, named in (("meets", slot.meets), ("visits", slot.visits)):
                if named:
                    lines.append(f"{key} = [{', '.join(map(_quoted, named))}]")
            lines += [f"{key} = true" for key in ("rest", "parallel") if getattr(slot, key)]
            blocks.append("\n".join(lines) + "\n")
        return "\n".join(blocks)


def _quoted(text: str) -> str:
    """A basic string of TOML; its escapes are those of JSON, but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


ASSEMBLY = Assembly(
    id="agenda",
    summary="The agenda of a visit, with its rooms, links and people.",
    formats=("text", "docx", "xlsx", "ics", "json", "toml"),
    needs="case",
    build=build,
    options=(Option("model", "The procedure's model, even where the case has an agenda of its own.", "flag"),),
    help="""CASE is a folder with a sapa.toml. Its [[agenda]] is taken; without one the procedure's model is laid on the
days of the visit. What is wrong with it stderr tells, and the JSON, but not the agenda, which goes out: overlaps, gaps,
a group of people whom nobody meets, slots without room, link or person.

toml gives the slots as sapa.toml takes them, to be changed there.""",
)
