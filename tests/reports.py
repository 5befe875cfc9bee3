"""Reports made from a few lines of text, as a reader would yield them. All names are fictional.

# Heading, ## Heading of rank 2; - item; **bold paragraph**; | cell | cell | (a table; its first row is its head);
a line {60} is sixty words; everything else is a paragraph.
"""

from __future__ import annotations

import re
from functools import cache

from sapa.core.checking.report import check_document
from sapa.core.checking.settings import settings
from sapa.core.citing.structure import arrange
from sapa.core.loading.installed import Loaded
from sapa.core.loading.plugins import load_plugins
from sapa.core.model.document import Block, Cell, Document, Kind, Line, Unreadable
from sapa.core.model.places import Place
from sapa.core.model.results import DocumentResult
from sapa.core.reading.tools import Tools

WORDS = {
    "en": "the department reviews its work every year and keeps a record of what was decided and why".split(),
    "ru": "кафедра ежегодно рассматривает свою работу и хранит запись о том что решено и почему".split(),
    "kk": "кафедра жыл сайын өз жұмысын қарап шығып не шешілгенін және неліктен екенін жазып отырады".split(),
}


def prose(count: int, lang: str = "en") -> str:
    known = WORDS[lang]
    return " ".join(known[number % len(known)] for number in range(count)).capitalize() + "."


def report(text: str, lang: str = "en", *, unreadable: tuple[Unreadable, ...] = ()) -> Document:
    blocks: list[Block] = []
    table = 0
    in_table = False
    for number, line in enumerate((one.strip() for one in text.strip().splitlines()), start=1):
        place = Place("example.docx", paragraph=number)
        if not line.startswith("|"):
            in_table = False
        if not line:
            continue
        line = re.sub(r"\{(\d+)\}", lambda match: prose(int(match[1]), lang), line)
        if line.startswith("|"):
            table += not in_table
            cells = tuple(
                Cell((Line(cell.strip()),) if cell.strip() else (), column)
                for column, cell in enumerate(line.strip("|").split("|"))
            )
            blocks.append(Block(Kind.ROW, place, cells=cells, table=table, header=not in_table))
            in_table = True
        elif match := re.match(r"(#+) (.+)", line):
            blocks.append(Block(Kind.HEADING, place, match[2], level=len(match[1])))
        elif line.startswith("- "):
            blocks.append(Block(Kind.ITEM, place, line[2:], level=1))
        elif match := re.fullmatch(r"\*\*(.+)\*\*", line):
            blocks.append(Block(Kind.PARAGRAPH, place, match[1], emphasis=True))
        else:
            blocks.append(Block(Kind.PARAGRAPH, place, line))
    return Document("example.docx", ("example.docx",), "0" * 64, "docx", tuple(blocks), unreadable=unreadable)


@cache
def installed() -> Loaded:
    """What is installed, loaded once for all tests that only read it."""
    return load_plugins()


def checked(document: Document, *sets: str, level: str | None = None) -> DocumentResult:
    """The check of a report against these sets (none: they are recognised), with all plugins' rules."""
    loaded = installed()
    arranged = arrange(document)
    asked = [loaded.sets.find(id) for id in sets]
    return check_document(arranged, settings(loaded, Tools(), asked, level=level))  # type: ignore[arg-type]


def statuses(result: DocumentResult, set_id: str) -> dict[str, str]:
    """Code -> status of every criterion that is not missing."""
    (found,) = [one.coverage for one in result.sets if one.coverage.set.id == set_id]
    return {c.criterion.code.text: c.status.value for c in found.criteria if c.status.value != "missing"}
