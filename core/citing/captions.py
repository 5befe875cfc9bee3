"""Captions of tables and figures: "Table 3. Students", «3-кесте – Студенттер», «Рис. 2»."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from ..model.document import Block, Kind
from ..words.vocabulary import TITLES, spelled

_LONGEST = 40  # words


@cache
def _caption() -> re.Pattern[str]:
    words = {kind: spelled(TITLES.words(kind)) for kind in ("table", "figure", "table_behind", "figure_behind")}
    number = r"[0-9]+(?:\.[0-9]+)*"
    return re.compile(
        rf"(?:(?P<table>{words['table']})|(?P<figure>{words['figure']}))\s*(?:№\s*)?(?P<label>{number})\W?"
        rf"|(?P<label_before>{number})\s*-?\s*"
        rf"(?:(?P<table_behind>{words['table_behind']})|(?P<figure_behind>{words['figure_behind']}))\W?",
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
    if _caption().match(block.shown.lstrip()) is None:  # nearly all of them, before their blanks are looked at
        return None
    shown = " ".join(block.shown.split())
    match = _caption().match(shown)
    if match is None or len(shown.split()) > _LONGEST:
        return None
    rest = shown[match.end() - 1 :].lstrip()
    if block.kind is not Kind.CAPTION and rest[:1].islower():
        return None  # "Table 3 shows that …"
    kind: Literal["table", "figure"] = "table" if match["table"] or match["table_behind"] else "figure"
    return Caption(index, kind, match["label"] or match["label_before"], shown)
