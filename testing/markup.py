"""A report as a few lines of text: what each line is.

    # Purpose            a heading, ## one rank lower, to ######
    #+ Purpose           a heading with an automatic number: 1, ##+ gives 1.1
    | 1.1 | text |       a row of a table; |h opens a heading row
    - text               an item of a list
    + text               an item with an automatic number: 1., 2.
    * text               a paragraph in bold
    ---                  a new page
    anything else        a paragraph

{40} stands for forty words of narrative in the report's language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Form = Literal["heading", "numbered-heading", "row", "header", "item", "numbered-item", "bold", "page", "paragraph"]

# Narrative that holds no number, no word for a criterion and no word of a template prompt.
_WORDS = {
    "en": "the university works with employers students and graduates on every part of this task each year",
    "ru": "университет работает с работодателями студентами и выпускниками над каждой частью этой задачи весь год",
    "kk": "университет жұмыс берушілермен студенттермен және түлектермен осы міндеттің әр бөлігінде жыл бойы істейді",
}
_COUNT = re.compile(r"\{([0-9]{1,5})\}")
_HEADING = re.compile(r"(#{1,6})(\+?) +(.+)")
_SIGNS: dict[str, Form] = {"- ": "item", "+ ": "numbered-item", "* ": "bold"}


@dataclass(frozen=True)
class Piece:
    """One line of the report. level: of a heading; cells: of a row."""

    form: Form
    text: str = ""
    level: int = 0
    cells: tuple[str, ...] = ()


def prose(count: int, lang: str = "en") -> str:
    """That many words of narrative; a language that is not known gets English ones."""
    words = _WORDS.get(lang, _WORDS["en"]).split()
    return " ".join(words[index % len(words)] for index in range(count))


def pieces(text: str, lang: str = "en") -> list[Piece]:
    """The lines of a report. Blank ones say nothing."""
    filled = _COUNT.sub(lambda found: prose(int(found[1]), lang), text)
    return [_piece(line.strip()) for line in filled.splitlines() if line.strip()]


def _piece(line: str) -> Piece:
    if line == "---":
        return Piece("page")
    if found := _HEADING.fullmatch(line):
        return Piece("numbered-heading" if found[2] else "heading", found[3], len(found[1]))
    if line.startswith("|"):
        header = line.startswith("|h")
        cells = line[2 if header else 1 :].removesuffix("|").split("|")
        return Piece("header" if header else "row", cells=tuple(cell.strip() for cell in cells))
    if form := _SIGNS.get(line[:2]):
        return Piece(form, line[2:].strip())
    return Piece("paragraph", line)
