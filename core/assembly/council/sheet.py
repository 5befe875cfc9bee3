"""What the council's documents are made of: tables of facts, ratings by programme, blanks that say what goes there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ...expert_report.tags import Tag
from ...loading.installed import AssemblyError
from ...showing.view import date_text, span_text
from ...version import __version__
from ...words.messages import message, say
from ..decisions import DECISIONS
from ..expert_report.front import members
from ..expert_report.paper import Choice, Paper
from ..expert_report.template import keep_pictures
from ..files.word import Row
from ..files.word_template import NoTemplate
from ..files.word_text import Run
from ..subject import Subject
from .known import Known

_FACTS = (6.0, 11.0)  # cm: name and value


class Sheet(Paper):
    """A document of the council on the agency's paper. Blanks are controls whose hints say what goes there."""

    def __init__(self, known: Known, title: str) -> None:
        """title: of the file; the document's own heading is written by who fills it."""
        path = known.request.options.get("template")
        template = path.read_bytes() if path is not None else None
        try:
            super().__init__(known.lang, title, template=template, made_on=known.request.today)
        except NoTemplate:
            raise AssemblyError(message("eeg-error.bad-template", path=str(path))) from None
        self.known, self.title = known, title
        if self.template:
            keep_pictures(self)
        else:
            self.footer(title)
            self.runs_on()
        self.property("Sapa.Document", "council")
        self.property("Sapa.Version", __version__)

    @classmethod
    def titled_by(cls, known: Known, id: str) -> Sheet:
        """A document that begins with its title."""
        sheet = cls(known, say(message(id), known.lang))
        sheet.heading(sheet.title, 0)
        return sheet

    # -- blanks

    def blank(self, paragraph: Any, name: str, label: str, hint: str, value: str = "", number: int = 1) -> None:
        """A place in a line; hint: the id of its sentence."""
        self.field_text(paragraph, Tag("council", number=number, field=name), label, self.tell(hint), value)

    def text_blank(self, name: str, label: str, hint: str, *, number: int = 1, level: int = 1) -> None:
        """A place for paragraphs, under a heading of its own."""
        self.heading(label, level)
        self.field_block(Tag("council", number=number, field=name), label, self.tell(hint))

    def day_blank(self, row: Row, column: int, name: str, label: str, value: str = "", number: int = 1) -> None:
        tag = Tag("council", number=number, field=name)
        self.field_date(row.paragraph(column), tag, label, self.tell("eeg-hint.date"), value, words=True)

    # -- tables

    def facts(self, title: str, facts: Sequence[tuple[str, str, str]], number: int = 1) -> None:
        """A line each: label, known value, hint where it is blank; the blank's name is the label's id."""
        table = self.table([], _FACTS, title=title)
        for id, value, hint in facts:
            label = self.tell(id)
            row = table.row([Run(label, bold=True), ""])
            name = id.rpartition(".")[2]
            if hint == "eeg-hint.date":
                self.day_blank(row, 1, name, label, value, number)
            elif hint:
                self.blank(row.paragraph(1), name, label, hint, value, number)
            else:
                self.fill(row.paragraph(1), value)

    def subject_facts(self) -> list[tuple[str, str, str]]:
        """Whose, what, by which procedure: the first lines of every document."""
        known = self.known
        facts = [("eeg-cover.institution", known.institution, "")]
        programmes = [subject.label for subject in known.subjects if subject.code]
        if programmes:
            facts.append(("eeg-cover.programmes", "\n".join(programmes), ""))
        facts.append(("council.procedure", known.procedure.titles.get(self.lang), ""))
        facts.append(("council.kind", self.tell(f"eeg-kind.{known.case.type}"), ""))
        previous = known.case.previous
        if previous is not None and previous.years is not None and previous.until is not None:
            said = self.tell("council.previous-term", years=previous.years, day=self.day(previous.until))
            facts.append(("council.previous", said, ""))
        return facts

    def visit_fact(self) -> tuple[str, str, str]:
        visit = self.known.visited
        shown = span_text(visit.first, visit.last, self.tell) if visit is not None else ""
        return "council.visit", shown, "" if shown else "eeg-hint.visit-dates"

    def commission(self, title: str, copy: int = 1) -> None:
        names = ("number", "name", "role", "degree", "organisation")
        heads = [self.tell(f"eeg-head.{name}") for name in names]
        table = self.table(heads, (1.0, 4.6, 3.6, 3.2, 4.6), title=title)
        for number, member in enumerate(members(self.known.case), start=1):
            role = member.get("role", "")
            cells = [str(number), "", self.tell(f"eeg-role.{role}") if role else "", member.get("degree", ""), ""]
            row = table.row(cells)
            label = f"{heads[1]} {number}"
            self.blank(row.paragraph(1), f"member-{number}", label, "eeg-hint.name", member.get("name", ""), copy)
            self.fill(row.paragraph(4), member.get("organisation", ""))

    def ratings(self, title: str) -> None:
        """Standards in rows, what is accredited in columns; a rating that nobody gave is a list to choose from."""
        known = self.known
        for subjects in _in_columns(known.subjects):
            single = len(known.subjects) == 1
            heads = [self.tell("eeg-head.standard")]
            heads += [self.tell("eeg-head.rating") if single else subject.code for subject in subjects]
            first = 9.0 if single else 5.0
            widths = [first, *((17 - first) / len(subjects) for _ in subjects)]
            shown = [self.rated(key) for key in (one.key for one in known.scale)]
            table = self.table(heads, widths, title=title, unbroken=dict.fromkeys(range(1, len(heads)), shown))
            for standard in known.standards.standards:
                name = f"{standard.number} {standard.titles.get(self.lang)}"
                row = table.row([name, *("" for _ in subjects)])
                for column, subject in enumerate(subjects, start=1):
                    self._rating(row, column, subject, standard.number)

    def _rating(self, row: Row, column: int, subject: Subject, standard: str) -> None:
        choices = [Choice(one.key, one.titles.get(self.lang)) for one in self.known.scale]
        number = self.known.subjects.index(subject) + 1
        label = f"{self.tell('eeg-head.rating')} {standard} {subject.code}".strip()
        tag = Tag("council", number=number, field=f"rating-{standard}")
        hint = self.tell("eeg-hint.choose-rating")
        self.field_choice(row.paragraph(column), tag, label, choices, hint, self.known.rating(subject, standard))

    def rated(self, key: str) -> str:
        return next((one.titles.get(self.lang) for one in self.known.scale if one.key == key), key)

    def decision(self, row: Row, column: int, number: int, label: str) -> None:
        """The council's decision: as the case says, else a list to choose from."""
        decided = self.known.case.decision
        key = None if decided is None else f"accredit-{decided.years}" if decided.accredited else "refuse"
        if decided is not None and decided.accredited and key not in DECISIONS:
            years = self.tell("term.accredit", years=decided.years) if decided.years is not None else ""
            self.blank(row.paragraph(column), "decision", label, "eeg-hint.choose", years, number)
            return
        choices = [Choice(key, self.tell(f"eeg-decision.{key}")) for key in DECISIONS]
        tag = Tag("council", number=number, field="decision")
        self.field_choice(row.paragraph(column), tag, label, choices, self.tell("eeg-hint.choose"), key)

    def signatures(self, lines: Sequence[tuple[str, str]], number: int = 1, title: str = "council.signatures") -> None:
        """A line each: who signs, and the name as far as the case knows it."""
        label = self.tell(title)
        self.heading(label)
        heads = [self.tell(f"council.head-{name}") for name in ("who", "name", "signature")]
        table = self.table(heads, (5.6, 6.0, 5.4), title=label)
        for line, (who, name) in enumerate(lines, start=1):
            row = table.row([who, "", ""])
            own = f"{title.rpartition('.')[2]}-{line}"
            self.blank(row.paragraph(1), f"{own}-name", f"{who}: {heads[1]}", "council.hint-name", name, number)
            self.blank(row.paragraph(2), own, f"{who}: {heads[2]}", "council.hint-signature", "", number)
            if line < len(lines):
                row.keep_with_next()  # nobody signs alone on a page

    # -- words

    def origin(self) -> str:
        """Where the ratings come from, or that there are none yet."""
        if self.known.review is None:
            return self.tell("council.no-report")
        return self.tell("council.from-report", report=self.known.report_name)

    def chair(self) -> str:
        return next((member.name for member in self.known.case.commission if member.chair), "")

    def day(self, day: date | None) -> str:
        return date_text(day, self.tell) if day is not None else ""


def _in_columns(subjects: Sequence[Subject], most: int = 3) -> list[Sequence[Subject]]:
    """Few enough side by side that their ratings can be read."""
    return [subjects[start : start + most] for start in range(0, len(subjects), most)]
