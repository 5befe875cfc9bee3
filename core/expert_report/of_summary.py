"""The summary of all ratings outside of fields: a table outside the chapters, a line or a column a standard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .choices import choose
from .gathered import Gathered, joined
from .matrix import Line, turned
from .ratings import Said
from .tags import Tag
from .text import Para

Row = Mapping[int, list[Para]]


def summary(gathered: Gathered) -> None:
    """A table outside the chapters that rates the standards: a line each, or a matrix headed by the scale."""
    if any(t.kind == "summary" for t in gathered.found):
        return
    inside = {p for chapter in gathered.chapters.values() for p in range(chapter.start, chapter.end)}
    least = min(2, len(gathered.set.standards))
    for number, rows in gathered.tables.items():
        if next(iter(next(iter(rows.values())).values()))[0].number - 1 in inside:
            continue
        for rated in _summaries(gathered, number, rows):
            if len({tag.standard for tag, *_ in rated}) >= least and any(one[-1] for one in rated):
                for tag, text, at, choice, _ in rated:
                    gathered.put(tag, text, at, choice=choice)
                return


def _summaries(
    gathered: Gathered, table: int, rows: Mapping[int, Mapping[int, list[Para]]]
) -> Iterator[list[tuple[Tag, str, int, Said | None, bool]]]:
    """A table's ways to be read, the likeliest first: a list of values, one a line, looks like a matrix, too."""
    if _programme_columns(gathered, rows):
        yield list(_summary_rows(gathered, rows))
    yield list(_summary_matrix(gathered, gathered.matrix(table) or turned(rows, gathered.scale)))
    yield list(_summary_rows(gathered, rows))


def _programme_columns(gathered: Gathered, rows: Mapping[int, Mapping[int, list[Para]]]) -> dict[int, str]:
    """Programmes by the columns that they head; none where fewer than two do."""
    heads = list(next(iter(rows.values())).items())[1:]
    named = {column: key for column, cell in heads if (key := gathered.programme_of(joined(cell)))}
    return named if len(set(named.values())) > 1 else {}


def _summary_matrix(gathered: Gathered, lines: Sequence[Line]) -> Iterator[tuple[Tag, str, int, Said | None, bool]]:
    for line in lines:
        standard = next((found for head in line.head if (found := gathered.standard(head)) is not None), None)
        if standard is not None:
            programme = next((p for head in line.head if (p := gathered.programme_of(head))), "")
            tag = Tag("summary", programme=programme, standard=standard)
            yield tag, " ".join(line.head), line.at, line.said, True


def _summary_rows(
    gathered: Gathered, rows: Mapping[int, Mapping[int, list[Para]]]
) -> Iterator[tuple[Tag, str, int, Said | None, bool]]:
    """(field, text, position, what is marked, whether it says a value) of the cells behind a standard's name."""
    heads = list(next(iter(rows.values())).values())
    columns = _programme_columns(gathered, rows)
    for row in rows.values():
        cells = list(row.values())
        standard = gathered.standard(joined(cells[0])) if len(cells) > 1 else None
        if standard is None:
            continue
        if columns and len(cells) == len(heads):
            for number, programme in columns.items():
                own, tag = row.get(number, []), Tag("summary", programme=programme, standard=standard)
                if own:
                    marked = choose(own, gathered.scale)
                    rated = gathered.scale.read(joined(own)).state == "rated"
                    yield tag, joined(own), own[0].number - 1, marked, rated or marked is not None
            continue
        choice = choose([p for cell in cells[1:] for p in cell], gathered.scale)
        if choice is not None:
            tag = Tag("summary", standard=standard)
            yield tag, choice.text, cells[1][0].number - 1, choice, True
            continue
        for column, cell in enumerate(cells[1:], start=1):
            text = joined(cell)
            said = gathered.scale.read(text)
            if said.state == "outside" and column < len(cells) - 1:
                continue
            programme = gathered.programme_of(" ".join(joined(one) for one in cells[1:column]))
            if not programme and len(gathered.programmes) > 1 and len(heads) > column:
                programme = gathered.programme_of(joined(heads[column]))
            tag = Tag("summary", programme=programme, standard=standard)
            yield tag, text, cell[0].number - 1, None, said.state == "rated"
