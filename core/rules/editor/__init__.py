"""What a careful editor would see in a report, whatever standards it answers. A module for each kind of fault."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ...citing.captions import Caption, caption_of
from ...model.document import Document, Kind
from ...model.findings import Severity
from ...model.places import Place
from ...model.results import SetResult

SHOWN = 80  # characters of a passage that a finding quotes


class Spoken(NamedTuple):
    """A paragraph, or one line of a table's cell. block: its index; cell: in the block's cells, -1 outside tables.

    low: the text in small letters
    """

    block: int
    cell: int
    text: str
    low: str


@dataclass(frozen=True)
class Material:
    """What an editor's rule may look at. sets: what was found for each set that the report is checked against."""

    document: Document
    sets: tuple[SetResult, ...] = ()

    @cached_property
    def spoken(self) -> tuple[Spoken, ...]:
        """All that the report itself says, piece by piece: no contents, no running headers."""
        found: list[Spoken] = []
        for index, block in enumerate(self.document.blocks):
            if block.kind in (Kind.CONTENTS, Kind.FURNITURE):
                continue
            if block.cells:
                found += [
                    Spoken(index, number, shown := line.shown, shown.lower())
                    for number, cell in enumerate(block.cells)
                    for line in cell.lines
                    if line.text
                ]
            elif block.text:
                found.append(Spoken(index, -1, shown := block.shown, shown.lower()))
        return tuple(found)

    @cached_property
    def worded(self) -> tuple[Spoken, ...]:
        """Those pieces that hold a letter: half of a report's cells are numbers."""
        return tuple(spoken for spoken in self.spoken if spoken.low.islower())

    @cached_property
    def whole(self) -> str:
        """All that is spoken, a piece a line: what is nowhere in it need not be looked for in each piece."""
        return "\n".join(spoken.text for spoken in self.spoken)

    @cached_property
    def low(self) -> str:
        """The same in small letters."""
        return "\n".join(spoken.low for spoken in self.spoken)

    @cached_property
    def captions(self) -> tuple[Caption, ...]:
        """Those of tables and figures."""
        found = (caption_of(index, block) for index, block in enumerate(self.document.blocks))
        return tuple(one for one in found if one is not None)

    @cached_property
    def keyed(self) -> frozenset[int]:
        """The blocks that open with a code or have one for their heading: what they lack the check of criteria says."""
        own = ("heading", "row", "lead", "matrix", "box", "note")
        return frozenset(
            one.block for found in self.sets for one in found.citations if one.kind in own and not one.refused
        )

    def place(self, block: int, offset: int | None = None) -> Place:
        one = self.document.blocks[block]
        return one.place if offset is None else one.place_at(offset)


class EditorRule(NamedTuple):
    """severity: of its findings; source: key of where it comes from ("editor-source.*").

    Its title is "editor.<id>" of the catalogues, its sentence "finding.<id>".
    """

    id: str
    severity: Severity
    source: str


def quoted(text: str, at: int = 0, end: int | None = None) -> str:
    """A passage as a finding shows it: one line, about 80 characters, from a little before `at`."""
    line = text.replace("\n", " ").replace("\t", " ")
    end = len(line) if end is None else end
    if len(line) <= SHOWN:
        return line.strip()
    start = max(0, min(at, end) - SHOWN // 4)
    piece = line[start : start + SHOWN]
    if start:
        piece = "…" + piece.split(" ", 1)[-1]
    if start + SHOWN < len(line):
        piece = piece.rsplit(" ", 1)[0] + "…"
    return piece.strip()
