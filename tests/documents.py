"""Documents for tests of what follows reading: a few lines of text become blocks, no file involved.

"# ", "## ", "### " open headings; "| a | b" is a row ("^" continues the cell above, "|h" a heading row, "|=" a cell
across the table); "- " is an item, "* " a paragraph set apart in bold, "/ " one in
italics, "**Title.** text" one with a title run in, "! " a note, "> " a text box, "~ " an entry of
the contents, "$ " a running header; a line "---" turns the page; anything else is a paragraph. {40} stands for forty
words.
"""

from __future__ import annotations

import re

from sapa.core.citing.structure import arrange
from sapa.core.model.document import Block, Cell, Document, Kind, Line, Unreadable
from sapa.core.model.places import Place

_KINDS = {"- ": Kind.ITEM, "! ": Kind.NOTE, "> ": Kind.BOX, "~ ": Kind.CONTENTS, "$ ": Kind.FURNITURE}
_WIDE = 9  # columns that a cell across a table spans
_WORDS = "the university works with employers students and graduates on every part of this task each year".split()


def prose(count: int) -> str:
    """That many words of narrative, none of them a number."""
    return " ".join(_WORDS[index % len(_WORDS)] for index in range(count))


def document(text: str, unreadable: tuple[int, ...] = ()) -> Document:
    """unreadable: pages that could not be read; their lines hold nothing, so they stand between page turns."""
    blocks: list[Block] = []
    gaps: list[Unreadable] = []
    page, table = 1, 0
    for raw in text.strip().splitlines():
        line = re.sub(r"\{([0-9]+)\}", lambda match: prose(int(match[1])), raw.strip())
        if line == "---":
            page += 1
            if page in unreadable:
                gaps.append(Unreadable("report.pdf", (page,), "scan", len(blocks)))
            continue
        place = Place("report.pdf", page, page, None, "pdf")
        if line.startswith("|"):
            if not blocks or blocks[-1].kind is not Kind.ROW:
                table += 1
            blocks.append(_row(line, place, table))
        elif match := re.match(r"(#+) (.*)", line):
            blocks.append(Block(Kind.HEADING, place, match[2], level=len(match[1])))
        elif line:
            blocks.append(_text(line, place))
    read = Document("report.pdf", ("report.pdf",), "0" * 64, "pdf", tuple(blocks), page, tuple(gaps))
    return arrange(read)


def _text(line: str, place: Place) -> Block:
    if line[:2] in _KINDS:
        return Block(_KINDS[line[:2]], place, line[2:], level=1 if line[0] == "-" else 0)
    if line.startswith(("* ", "/ ")):
        return Block(Kind.PARAGRAPH, place, line[2:], emphasis=line[0] == "*", italic=line[0] == "/")
    title = re.match(r"\*\*(.+?)\*\*", line)
    if title is not None:
        return Block(Kind.PARAGRAPH, place, title[1] + line[title.end() :], run_in=len(title[1]))
    return Block(Kind.PARAGRAPH, place, line)


def _row(line: str, place: Place, table: int) -> Block:
    header, across = line.startswith("|h"), line.startswith("|=")
    cells = []
    for column, text in enumerate(line[2 if header or across else 1 :].split("|")):
        merged = text.strip() == "^"
        lines = () if merged or not text.strip() else tuple(Line(part.strip()) for part in text.split("//"))
        cells.append(Cell(lines, column, _WIDE if across else 1, merged))
    return Block(Kind.ROW, place, cells=tuple(cells), table=table, header=header)
