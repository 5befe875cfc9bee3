"""What the heading row of a table, and what stands above it, say of the columns and of the table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from ..model.document import Block, Document, Kind
from ..words.narrative import is_reference_cell, names_annex, names_papers
from ..words.patterns import pattern
from ..words.vocabulary import COLUMN_HEADS, any_of

_LONGEST_HEAD = 12  # words of a cell of a heading row: more is a text
_LONGEST_TITLE = 6  # words of a title that says what a column holds
_RISKS = 2  # columns of a register of risks: the risk and how likely it is
_FOLLOWED = 3  # columns of a table of what became of an earlier visit: with two the other one is the answer
_NEAR = 3  # blocks above a table in which its title stands

_DATE = pattern(r"[0-9]{1,2}\.[0-9]{1,2}\.(?:19|20)[0-9]{2}")
_SHORTEST_DATE, _LONGEST_DATE = 8, 20  # characters, with what may stand around it
_says = COLUMN_HEADS.says


def heading_rows(blocks: Sequence[Block], indexes: Sequence[int], keyed: Mapping[int, object]) -> list[int]:
    """The rows that name the columns: short, and without a key. Else the first one, if later rows have keys."""
    marked = [index for index in indexes if blocks[index].header and _is_heading(blocks[index], keyed.get(index))]
    if marked:
        return marked
    first = indexes[0]
    return [first] if len(indexes) > 1 and _is_heading(blocks[first], keyed.get(first)) else []


def _is_heading(block: Block, keys: object) -> bool:
    return not keys and all(len(cell.text.split()) <= _LONGEST_HEAD for cell in block.cells)


def dated_columns(document: Document) -> Mapping[int, frozenset[int]]:
    """By table its columns of dates: their heading says so, or another cell of theirs is a date with its full year."""
    found: dict[int, set[int]] = {}
    first: set[int] = set()
    for block in document.blocks:
        if block.kind is Kind.ROW:
            heading = block.header or block.table not in first
            first.add(block.table)
            for cell in block.cells:
                text = cell.text
                dated = _SHORTEST_DATE <= len(text) <= _LONGEST_DATE and _DATE.fullmatch(text.strip(" .г"))
                if dated or (heading and _is_title(text) and _says(text, "date")):
                    found.setdefault(block.table, set()).add(cell.column)
    return {table: frozenset(columns) for table, columns in found.items()}


def _is_title(text: str) -> bool:
    return len(text.split()) <= _LONGEST_TITLE


def is_foreign(
    blocks: Sequence[Block], indexes: Sequence[int], header: Sequence[int], keyed: Collection[int] = ()
) -> bool:
    """The table numbers things of its own: equipment, a budget; or its column of numbers holds those of versions, of
    rooms, of another document's clauses. keyed: the columns in which what could be codes stands."""
    titles = [cell.text for index in header for cell in blocks[index].cells if _is_title(cell.text)]
    shown = " \n".join(titles)
    if any_of("criterion").search(shown):
        return False
    above = blocks[indexes[0] - 1] if indexes[0] else None
    caption = above.shown if above is not None and above.kind is Kind.CAPTION else ""
    over = (
        cell.text for index in header for cell in blocks[index].cells if cell.column in keyed and _is_title(cell.text)
    )
    return bool(any_of("things").search(shown) or any_of("things").search(caption)) or any(map(_of_others, over))


def _of_others(title: str) -> bool:
    """«Пункт Положения», "Version": the title of a column whose numbers are no codes."""
    clause = any_of("clause", "section").search(title) and any_of("foreign", "foreign_of").search(title)
    return bool(clause or any_of("column_of_others").search(title)) and not any_of("standard").search(title)


def answers_nothing(blocks: Sequence[Block], indexes: Sequence[int], header: Sequence[int]) -> bool:
    """Earlier recommendations, a plan of measures, a summary of ratings: keyed by criteria, but no answer to them."""
    heads = {cell.column: cell.text for index in header for cell in blocks[index].cells}
    titles = {column: text for column, text in heads.items() if _is_title(text)}
    if len(titles) <= 1:
        return False
    widest = heads.get(_widest(blocks, [index for index in indexes if index not in header]), "")
    if _says(widest, "answer") or _says(widest, "evidence"):
        return False
    said = titles.values()
    measures = any(_says(title, "measure") for title in said)
    if any(_says(title, "term") for title in said) and (measures or any(map(any_of("weakness").search, said))):
        return True
    risks = sum(any_of("risk").search(title) is not None for title in said)
    if risks >= _RISKS or (risks and measures):
        return True
    above = list(_above(blocks, indexes[0]))
    if _numbers_annexes(titles.get(0, "")):
        return True
    followed = len(heads) >= _FOLLOWED and any(map(any_of("follow_up").search, [*heads.values(), *above]))
    earlier = any(_says(title, "earlier") for title in said)
    return followed or earlier or any(_says(title, "plan_or_summary") for title in above)


def _numbers_annexes(title: str) -> bool:
    """The first column's title is the word for an annex, with a sign of number or without."""
    return any_of("annex").search(title) is not None and not any_of("criterion").search(title)


def is_earlier_recommendation(text: str) -> bool:
    """It opens with «Рекомендация», "Remark": what an earlier panel asked for is told, no criterion answered."""
    return _says(text.partition(" ")[0], "earlier")


def _widest(blocks: Sequence[Block], rows: Sequence[int]) -> int:
    """The column that holds most words."""
    words: Counter[int] = Counter()
    for index in rows:
        for cell in blocks[index].cells:
            words[cell.column] += len(cell.text.split())
    return max(words, key=lambda column: (words[column], -column), default=0)


def _above(blocks: Sequence[Block], first: int) -> Iterable[str]:
    """The titles right above a table: short lines, and the heading."""
    for block in reversed(blocks[max(0, first - _NEAR) : first]):
        if block.kind is Kind.ROW or len(block.shown.split()) > _LONGEST_HEAD:
            return
        yield block.shown
        if block.kind is Kind.HEADING:
            return


def quoted_columns(blocks: Sequence[Block], header: Sequence[int], key_column: int) -> frozenset[int]:
    """Columns whose heading says that they hold the criterion's own wording, not the answer; «Требование» says so
    beside a column for the answer."""
    heads = [cell for index in header for cell in blocks[index].cells if cell.column != key_column]
    answered = any(is_answer_label(cell.text) for cell in heads)
    return frozenset(
        cell.column for cell in heads if _is_wording_title(cell.text) or (answered and _is_wording_alone(cell.text))
    )


def evidence_columns(
    blocks: Sequence[Block], header: Sequence[int], key_column: int, quoted: Collection[int]
) -> frozenset[int]:
    """Columns of names of files, where another column is there for the answer."""
    titles = {
        cell.column: cell.text
        for index in header
        for cell in blocks[index].cells
        if cell.column != key_column and cell.column not in quoted and _is_title(cell.text) and cell.text
    }
    papers = {at for at, title in titles.items() if _says(title, "evidence") and not _says(title, "answer")}
    return frozenset(papers) if any(_says(titles[at], "answer") for at in titles.keys() - papers) else frozenset()


def is_evidence_label(label: str) -> bool:
    """«Доказательства», "Documents:": names of papers stand beside it."""
    return _is_title(label) and _says(label, "evidence") and not _says(label, "answer")


def files_papers(row: Block) -> bool:
    """A row that names papers, as its label says: "Documents | minutes; orders; plans", «Прил. 1 | акт, план, …»."""
    label, *beside = (cell.text for cell in row.cells) if row.cells else ("",)
    labelled = is_evidence_label(label) or (names_annex(label) and is_reference_cell(label))
    return labelled and any(names_papers(text, asked=True) for text in beside)


def is_answer_label(label: str) -> bool:
    """«Анализ», "Answer:": the answer stands beside it."""
    return _is_title(label) and _says(label, "answer")


def is_wording_label(label: str) -> bool:
    """«Название критерия», "Title:": the criterion's own words stand beside it."""
    return _says(any_of("criterion").sub(" ", label), "wording") and _is_title(label)


def _is_wording_alone(title: str) -> bool:
    return COLUMN_HEADS.any_of("wording_alone").fullmatch(title.strip(" .:*№/")) is not None


def _is_wording_title(title: str) -> bool:
    if not _is_title(title):
        return False
    plain = any_of("criterion").sub("", title)
    said = any_of("criterion").search(title) is not None
    return said and (not re.search(r"[^\W\d_]", plain) or _says(title, "wording"))
