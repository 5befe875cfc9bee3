"""Captions of tables and figures: "Table 3. Students", «3-кесте – Студенттер», «Рис. 2»."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from ..model.document import Block, Kind

_LONGEST = 40  # words
_CAPTION = re.compile(
    r"(?:(?P<table>tables?|tab\.|таблица|табл\.|кесте)|(?P<figure>figure|fig\.|diagram|chart|picture|scheme|рисунок|рис\.|диаграмма|схема|сурет))"
    r"\s*(?:№\s*)?(?P<label>[0-9]+(?:\.[0-9]+)*)(?P<after>\W?)"
    r"|(?P<kk_label>[0-9]+(?:\.[0-9]+)*)\s*-?\s*(?:(?P<kk_table>кесте)|(?P<kk_figure>сурет|диаграмма|сызба))(?P<kk_after>\W?)",
    re.IGNORECASE,
)


class Caption(NamedTuple):
    """block: its index; label: "3", "3.2"; text: all of it."""

    block: int
    kind: Literal["table", "figure"]
    label: str
    text: str


def caption_of(index: int, block: Block) -> Caption | None:
    """The caption that a paragraph is: "Table 3. Students", «3-кесте – Студенттер»; not "Table 3 shows that …"."""
    if block.kind not in (Kind.CAPTION, Kind.PARAGRAPH, Kind.HEADING):
        return None
    if _CAPTION.match(block.shown.lstrip()) is None:  # nearly all of them, before their blanks are looked at
        return None
    shown = " ".join(block.shown.split())
    match = _CAPTION.match(shown)
    if match is None or len(shown.split()) > _LONGEST:
        return None
    rest = shown[match.end() - 1 :].lstrip()
    if block.kind is not Kind.CAPTION and rest[:1].islower():
        return None  # "Table 3 shows that …"
    kind: Literal["table", "figure"] = "table" if match["table"] or match["kk_table"] else "figure"
    return Caption(index, kind, match["label"] or match["kk_label"], shown)
