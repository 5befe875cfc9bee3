"""Whether texts in cells read like a table, and which of them are keys of its rows."""

from __future__ import annotations

import re

from ...averages import median
from ..tongues import alphabets
from .table_settings import TABLES

_MARKER = re.compile(
    rf"^(?:[•●○▪■□–—\-*·✓✔➢►\uf0a7\uf0b7\uf0d8\uf02d]|\(?\d{{1,3}}[.)]?\)?|\(?[{alphabets()}][.)]|[ivxlc]+[.)])$",
    re.I,
)
_CODE = re.compile(r"^(?:[^\W\d_]+\.?\s)?\d+(?:\.\d+)+[.)]*\s?[-–—:]?$")
_LABELLED = re.compile(  # "3.2.14-критерий.", "Standard 3 –"
    r"^\d+(?:\.\d+)*\s?[-–—]\s?[^\W\d_]{4,}[.:)]*\s?[-–—:]?$|^[^\W\d_]{4,}\s(?:№\s?)?\d+(?:\.\d+)*[.:)]?\s?[-–—.:]$"
)
_LEADER = re.compile(r"(?:\.\s?){4,}|…{2,}|_{4,}")
_PAGE = re.compile(r"^[\divxlc]{1,4}$", re.I)


def tabular(said: list[list[str]], *, ruled: bool) -> bool:
    """Whether the texts of rows of cells read like a table: no list, no contents, no paragraphs beside their numbers.

    ruled: rules or grounds suggest a table; then a column of codes beside text is one.
    """
    columns = max(map(len, said))
    keys = [row[0] for row in said if row[0]]
    lasts = [row[-1] for row in said if row[-1]]
    if not keys or median(map(len, keys)) > (TABLES.keyed if ruled else TABLES.keyed_unruled):
        return False
    if columns < TABLES.columns and sum(bool(_MARKER.match(key)) for key in keys) > TABLES.mostly * len(keys):
        return ruled and not _MARKER.match(keys[0])  # a list
    if (
        columns < TABLES.columns
        and not ruled
        and sum(bool(_CODE.match(key) or _LABELLED.match(key)) for key in keys) > TABLES.mostly * len(keys)
    ):
        return False  # paragraphs that open with their code
    if sum(bool(_LEADER.search(cell)) for row in said for cell in row) >= TABLES.leaders * len(said):
        return False  # contents
    # contents without leaders, or a list with numbers
    return not (columns == 2 and sum(bool(_PAGE.match(last)) for last in lasts) > TABLES.pages * len(lasts))


def is_code(text: str) -> bool:
    """Nothing but a code, as keys of rows are."""
    return bool(_CODE.match(text))
