"""Codes of two levels are written like decimal numbers: where nothing but the code says that a criterion is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from ..model.codes import Cited
from ..model.document import Block, Document, Kind
from ..model.standards import StandardSet
from ..words.vocabulary import any_of
from .keys import Key
from .titles import SAME_TITLE, StandardHeading, similarity

_LONGER = 3  # levels of a code that is no decimal number
_RUN = 2  # keys from which on their likeness says something
_TEXT = 15  # words of a row that is no row of figures
_HEADER = 60  # characters of a cell that is a header, not a text


def is_short(cited: Cited, standards: StandardSet) -> bool:
    """A code of two levels is written like any decimal number; alone it proves nothing."""
    return any(len(code.parts) < _LONGER for code in cited.codes if code in standards.criteria) and not any(
        len(code.parts) >= _LONGER for code in cited.codes
    )


class ShortKeys:
    """The keys of a document's tables that are short codes, judged by their tables."""

    def __init__(
        self,
        document: Document,
        standards: StandardSet,
        headings: Mapping[int, StandardHeading],
        keys: Iterable[Key],
    ) -> None:
        self.document, self.standards, self.headings = document, standards, headings
        self.keys: dict[int, list[Key]] = {}  # by table
        for key in keys:
            self.keys.setdefault(document.blocks[key.block].table, []).append(key)
        self.of_criteria: dict[int, bool] = {}  # by table, as far as it was asked for

    def refusal(self, cited: Cited, prefix: bool, block: Block) -> str:
        """Why the key of a row is no criterion's, or "": a bare short code in a table that is not of criteria."""
        if prefix or not is_short(cited, self.standards) or self._titled(cited, block):
            return ""
        if block.table not in self.of_criteria:
            self.of_criteria[block.table] = self._is_of_criteria(block.table)
        return "" if self.of_criteria[block.table] else "bare-number"

    def _titled(self, cited: Cited, block: Block) -> bool:
        """The words behind the code are its criterion's title."""
        written = cited.written[0][0].text
        text = block.shown[block.shown.find(written) + len(written) :]
        known = (self.standards.criteria[code] for code in cited.codes if code in self.standards.criteria)
        return any(similarity(text, name) >= SAME_TITLE for criterion in known for name in criterion.titles.all())

    def _is_of_criteria(self, table: int) -> bool:
        """A table whose short codes can be no decimals: it says so, or has longer codes too."""
        keys = self.keys.get(table, [])
        known = [key for key in keys if any(code in self.standards.criteria for code in key.cited.codes)]
        if len(known) >= _RUN and any(len(code.parts) >= _LONGER for key in known for code in key.cited.codes):
            return True
        if len(known) == len(keys) >= _RUN and (self._titled_run(known) or self._in_its_section(known)):
            return True
        return any(
            any_of("criterion").search(cell.text) or any_of("standard").search(cell.text)
            for block in self._rows.get(table, ())
            for cell in block.cells
            if len(cell.text) < _HEADER
        )

    @cached_property
    def _rows(self) -> Mapping[int, list[Block]]:
        found: dict[int, list[Block]] = {}
        for block in self.document.blocks:
            if block.kind is Kind.ROW:
                found.setdefault(block.table, []).append(block)
        return found

    def _in_its_section(self, keys: Sequence[Key]) -> bool:
        """The codes are of the standard under whose heading the table stands, rise, and have texts beside them."""
        codes = [code for key in keys for code in key.cited.codes]
        criteria = self.standards.criteria
        above = max((at for at in self.headings if at < keys[0].block), default=None)
        number = self.headings[above].number if above is not None else None
        own = all(code in criteria and criteria[code].standard == number for code in codes)
        told = all(sum(self.document.blocks[key.block].narratives) >= _TEXT for key in keys)
        return own and told and codes == sorted(set(codes))

    def _titled_run(self, keys: Sequence[Key]) -> bool:
        """Each of the keys has a title behind its code, and the codes rise: decimals do not."""
        codes = [code for key in keys for code in key.cited.codes]
        rests = (self.document.blocks[key.block].cells[key.cell].text[key.cited.end :] for key in keys)
        return codes == sorted(set(codes)) and all(re.search(r"[^\W\d_]{3}", rest) for rest in rests)
