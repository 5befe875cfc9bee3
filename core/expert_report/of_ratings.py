"""The rating that a chapter gives outside of fields: under its heading, beside its label, in a matrix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..words.text import clean
from .chapters import Chapter
from .choices import choose
from .gathered import CODE_WITHIN, Gathered
from .ratings import Said
from .tags import Tag
from .text import Para
from .words import section_of

_LABEL_LENGTH = 60  # characters of "Rating of standard 3 by the group:"
_RATING_WORDS = 12  # a longer text is no rating


def rating(gathered: Gathered, chapter: Chapter) -> None:
    if any(t.kind == "rating" and t.standard == chapter.standard for t in gathered.found):
        return
    for programme, paras in _rating_areas(gathered, chapter):
        tag = Tag("rating", programme=programme, standard=chapter.standard)
        _put_rating(gathered, tag, paras)
    if any(t.kind == "rating" and t.standard == chapter.standard for t in gathered.found):
        return
    if "rating" in chapter.parts:
        first, last = chapter.parts["rating"]
        for programme in gathered.programmes:
            gathered.put(Tag("rating", programme=programme, standard=chapter.standard), "", min(first, last - 1))


def _put_rating(gathered: Gathered, tag: Tag, paras: Sequence[Para]) -> None:
    """The rating that an area of a chapter gives: what is marked among the values, else the first value."""
    choice = _marked_line(gathered, tag.standard, paras) or choose(paras, gathered.scale)
    if choice is not None:
        gathered.put(tag, choice.text, paras[0].number - 1, paras[-1].number - 1, choice=choice)
        return
    for para in paras:
        text = gathered.unlabelled(para, "rating")
        if gathered.is_label(text):
            continue
        head, colon, rest = text.partition(":")
        if colon and (gathered.programme_of(head) or len(head) < _LABEL_LENGTH):
            text = rest
        said = gathered.scale.read(clean(text))
        if said.state != "empty" and (said.state != "outside" or len(text.split()) <= _RATING_WORDS):
            gathered.put(tag, clean(text), para.number - 1)


def _rating_areas(gathered: Gathered, chapter: Chapter) -> Iterator[tuple[str, list[Para]]]:
    """Where the rating of a chapter stands, by programme: under its heading, beside its label, in a matrix, or
    where all values of the scale stand together."""
    paras: list[Para] = []
    if "rating" in chapter.parts:
        paras = gathered.text.paras[slice(*chapter.parts["rating"])]
    if not any(p.text or p.drawn for p in paras):
        paras = _labelled_rows(gathered, chapter, "rating")
    if not any(p.text for p in paras):
        for table in gathered.tables_in(chapter.start, chapter.end):
            cells = [p for row in gathered.tables[table].values() for cell in row.values() for p in cell]
            if _marked_line(gathered, chapter.standard, cells) is not None:
                yield "", cells
                return
        paras = _all_values(gathered, chapter)
    found: dict[str, list[Para]] = {}
    programme = ""
    for para in paras:
        programme = gathered.programme_of(para.text) or programme
        found.setdefault(programme, []).append(para)
    yield from found.items()


def _labelled_rows(gathered: Gathered, chapter: Chapter, part: str) -> list[Para]:
    """Cells beside the label of a part, in all rows that it spans."""
    found: list[Para] = []
    inside = False
    for row in gathered.rows_in(chapter):
        cells = list(row.values())
        label = " ".join(p.text for p in cells[0] if p.text)
        inside = section_of(label) == part if label else inside
        if inside:
            found += [p for cell in cells[1:] for p in cell]
    return found


def _all_values(gathered: Gathered, chapter: Chapter) -> list[Para]:
    """Paragraphs one behind the other that hold nothing but all values of the scale, and are about no criterion."""
    run: list[Para] = []
    for para in gathered.text.paras[chapter.start : chapter.end]:
        if not para.text or (para.table and _of_criteria(gathered, chapter, para)):
            continue
        run = [*run, para] if gathered.scale.values_in(para.text) and not para.level else []
        keys = {key for one in run for _, _, key in gathered.scale.values_in(one.text)}
        if len(keys) == len(gathered.scale.ratings) and choose(run, gathered.scale) is not None:
            return run
    return []


def _of_criteria(gathered: Gathered, chapter: Chapter, para: Para) -> bool:
    """A row of one criterion, or the heads above such rows."""
    rows = gathered.tables[para.table]
    row = rows if gathered.matrix(para.table) else {para.row: rows[para.row]}
    return any(gathered.criterion(next(iter(cells.values()))[0].text, chapter) for cells in row.values())


def _marked_line(gathered: Gathered, standard: str, paras: Sequence[Para]) -> Said | None:
    """The line of a matrix that is about the standard itself."""
    for table in dict.fromkeys(p.table for p in paras if p.table):
        lines = gathered.matrix(table)
        those = [line for line in lines if any(gathered.standard(head) == standard for head in line.head)]
        others = [line for line in lines if not any(gathered.code(head[:CODE_WITHIN]) for head in line.head)]
        those = those or [line for line in others if any(section_of(head) == "rating" for head in line.head)]
        if len(those or others) == 1:
            return replace((those or others)[0].said, text=" ".join((those or others)[0].head))
        if those:
            return Said("unclear")
    return None
