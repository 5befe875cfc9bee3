"""What has been found in a filled report so far, by tag, and the tables, codes and programmes that lead to more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from ..citing.titles import similarity
from ..model.codes import Code
from ..model.programme_codes import latin, programme_codes
from ..model.standards import StandardSet
from ..words.text import clean
from ..words.vocabulary import spelled
from ..words.vocabulary import words as vocabulary
from .chapters import Chapter
from .choices import choose
from .fields import FilledReport
from .matrix import Line, matrix
from .ratings import Said, Scale
from .report import Written
from .tags import EXPERT, RATED, RECOMMENDATION, SIGNATURE, VISIT, Property, Tag, list_of
from .text import Para, Text
from .words import column_of, label_of

ROWS: Mapping[str, tuple[str, ...]] = {
    "recommendation": RECOMMENDATION,
    "expert": EXPERT,
    "visit": VISIT,
    "signature": SIGNATURE,
}
_ALIKE = 0.75  # share by which a text and a title must agree to be the same
CODE_WITHIN = 30  # characters: a code stands at the beginning of its cell


class Gathered:
    def __init__(
        self, filled: FilledReport, text: Text, standards: StandardSet, scale: Scale, chapters: Mapping[str, Chapter]
    ) -> None:
        self.filled, self.text, self.set, self.scale, self.chapters = filled, text, standards, scale, chapters
        self.found: dict[Tag, Written] = {}
        self.taken: dict[int, list[Tag]] = {}  # tags of the fields by the position of their paragraphs
        self.codes: dict[str, str] = {}
        self.programmes: tuple[str, ...] = ("",)
        self.merged = bool(filled.experts)

    def put(
        self, tag: Tag, text: str, at: int, last: int | None = None, *, prompt: bool = False, choice: Said | None = None
    ) -> None:
        """What the structure says, where no field holds anything."""
        before = self.found.get(tag)
        if before is not None and before.filled:
            return
        prompt = prompt or (before is not None and before.prompt)
        last = at if last is None else last
        if tag.kind in RATED and choice is None:
            choice = choose(self.text.paras[at : last + 1], self.scale)
        self.found[tag] = Written(text, "", "text", at, last, prompt and not text, choice)

    def put_cell(self, tag: Tag, cell: Sequence[Para], *, prompt: bool = False) -> None:
        """What a cell says, where no field holds anything."""
        said = [para for para in cell if para.text] or cell[:1]
        text = "\n".join(para.text for para in said)
        self.put(tag, text, said[0].number - 1, said[-1].number - 1, prompt=prompt)

    def cell_of(self, para: Para) -> list[Para]:
        return self.cells.get((para.table, para.row, para.column), [])

    @cached_property
    def cells(self) -> dict[tuple[int, int, int], list[Para]]:
        cells: dict[tuple[int, int, int], list[Para]] = {}
        for para in self.text.paras:
            if para.table:
                cells.setdefault((para.table, para.row, para.column), []).append(para)
        return cells

    @cached_property
    def tables(self) -> dict[int, dict[int, dict[int, list[Para]]]]:
        tables: dict[int, dict[int, dict[int, list[Para]]]] = {}
        for (table, row, column), paras in self.cells.items():
            tables.setdefault(table, {}).setdefault(row, {})[column] = paras
        return tables

    def matrix(self, table: int) -> tuple[Line, ...]:
        return matrix(self.tables[table], self.scale)

    def rows_in(self, chapter: Chapter) -> Iterator[dict[int, list[Para]]]:
        for table in self.tables_in(chapter.start, chapter.end):
            yield from self.tables[table].values()

    def tables_in(self, first: int, last: int) -> list[int]:
        return list(dict.fromkeys(p.table for p in self.text.paras[first:last] if p.table))

    def lines(self, first: int, last: int) -> list[Para]:
        return [para for para in self.text.paras[first:last] if not para.table]

    def find_programmes(self) -> None:
        keys = list_of(self.filled.properties.get(Property.PROGRAMMES, ""))
        if not keys:
            rated = (tag.programme for tag in self.found if tag.kind in RATED)
            keys = tuple(dict.fromkeys(key for key in rated if key))
        for key in keys:
            label = self.label(key) if re.fullmatch(r"P[0-9]+", key) else ""
            self.codes[key] = label or key
        self.programmes = keys or ("",)

    def label(self, key: str) -> str:
        """What stands before a programme's rating: its code as people write it."""
        for tag, written in self.found.items():
            if tag.kind == "rating" and tag.programme == key and written.at is not None:
                label, colon, _ = self.text.paras[written.at].text.partition(":")
                return clean(label) if colon else clean(label.removesuffix(written.text))
        return ""

    def programme_of(self, text: str) -> str:
        """Key of the programme that a text names, "" for none."""
        folded = latin(clean(text)).casefold()
        for key in self.programmes:
            code = latin(self.codes.get(key, key)).casefold()
            if key and code and code in folded:
                return key
        return next((code for code, _, _ in programme_codes(text)), "") if self.programmes == ("",) else ""

    def unlabelled(self, para: Para, name: str) -> str:
        labelled = label_of(para.text)
        return labelled[1] if labelled is not None and labelled[0] == name else para.text

    def is_label(self, line: str) -> bool:
        """Nothing but the code of a programme, as it stands before what is said of it."""
        return line.strip(" :") in {self.codes.get(key, key) for key in self.programmes if key}

    def opened_by(self, para: Para) -> str:
        """The programme whose label opens a line, "" for none."""
        head, colon, _ = para.text.partition(":")
        return self.programme_of(head) if colon else ""

    def code(self, text: str) -> Code | None:
        return self.set.grammar.first(text[:CODE_WITHIN])

    def criterion(self, text: str, chapter: Chapter) -> Code | None:
        """The criterion of this chapter that a cell opens with."""
        code = self.code(text)
        criterion = self.set.criteria.get(code) if code is not None else None
        return code if criterion is not None and criterion.standard == chapter.standard else None

    def standard(self, text: str) -> str | None:
        opened = re.match(
            rf"\s*(?:\w+\s+)?(?:№\s*)?([0-9]{{1,2}}(?:\.[0-9])?)(?:[.)]|\s|-?\s*{spelled(vocabulary('standard'))}|$)",
            text,
        )
        if opened and opened[1] in self.set.by_number and not self.set.grammar.first(text.strip(), opens=True):
            return opened[1]
        scored = [
            (max(similarity(text, title) for title in (*one.titles.all(), *one.aliases)), one.number)
            for one in self.set.standards
        ]
        best = max(scored, default=(0.0, ""))
        return best[1] if best[0] >= _ALIKE else None

    def free_rows(
        self, table: int, named: dict[str, int], names: Sequence[str], taken: set[int]
    ) -> Iterator[dict[str, list[Para]]]:
        """Rows of a table that hold text and no field, by column: as its fields stand, else as its head names them."""
        rows = self.tables.get(table, {})
        heads = [row for row in rows.values() if any(p.header for cell in row.values() for p in cell)]
        heads = heads or [row for number, row in rows.items() if number == 0]
        if not named and heads:
            for column, cell in heads[0].items():
                found = column_of(" ".join(p.text for p in cell), tuple(names))
                if found is not None:
                    named.setdefault(found, column)
        if not named:
            return
        for row in rows.values():
            paras = [p for cell in row.values() for p in cell]
            if row in heads or any(p.number - 1 in taken for p in paras):
                continue
            cells = {name: row[column] for name, column in named.items() if column in row}
            if any(p.text for cell in cells.values() for p in cell):
                yield cells


def joined(cell: Sequence[Para]) -> str:
    return " ".join(para.text for para in cell if para.text)
