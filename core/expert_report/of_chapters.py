"""What a chapter says outside of fields: its prose, the assessments of its criteria, its recommendations."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.codes import Code
from ..words.text import clean
from .chapters import Chapter
from .choices import choose
from .gathered import Gathered
from .tags import RECOMMENDATION, Tag
from .text import Para
from .words import says_none

_PROSE = ("evidence", "analysis", "strengths", "weaknesses", "measures", "dissent")
_ASSESSMENT_WORDS = 6  # a longer text is a remark


def prose(gathered: Gathered, chapter: Chapter) -> None:
    for name in _PROSE:
        if name not in chapter.parts:
            continue
        first, last = chapter.parts[name]
        tags = [t for t in gathered.found if t.kind == name and t.standard == chapter.standard]
        if any(gathered.found[t].filled for t in tags) or (gathered.merged and tags):
            continue
        lines = [(p, gathered.unlabelled(p, name)) for p in gathered.lines(first, last)]
        said = [(p, line) for p, line in lines if line and not gathered.is_label(line)]
        at = said[0][0].number - 1 if said else max(min(first, last - 1), chapter.start)
        prompt = any(p.prompt for p, _ in lines)
        programmes = gathered.programmes if name == "dissent" else ("",)
        for programme in programmes:
            tag = Tag(name, programme=programme, standard=chapter.standard)
            mine = [(p, line) for p, line in said if len(programmes) == 1 or gathered.programme_of(line) == programme]
            text = "\n".join(line for _, line in mine)
            if mine:
                gathered.put(tag, text, mine[0][0].number - 1, mine[-1][0].number - 1)
            elif tag not in gathered.found:
                gathered.put(tag, "", at, prompt=prompt)


def criteria(gathered: Gathered, chapter: Chapter) -> None:
    """Assessments in a table whose rows open with a criterion's code, or in a matrix of such rows."""
    for table in gathered.tables_in(chapter.start, chapter.end):
        lines = gathered.matrix(table)
        for line in lines:
            code = next((code for head in line.head if (code := gathered.criterion(head, chapter)) is not None), None)
            if code is not None and not _is_assessed(gathered, code):
                for programme in gathered.programmes:
                    tag = Tag("assessment", programme=programme, code=code.text)
                    gathered.put(tag, code.text, line.at, line.last, choice=line.said)
        for row in () if lines else gathered.tables[table].values():
            cells = list(row.values())
            code = gathered.criterion(cells[0][0].text, chapter) if len(cells) > 1 else None
            if code is not None and not _is_assessed(gathered, code):
                _assessment(gathered, code, cells)


def _is_assessed(gathered: Gathered, code: Code) -> bool:
    return any(t.kind in ("assessment", "note") and t.code == code.text for t in gathered.found)


def _assessment(gathered: Gathered, code: Code, cells: Sequence[Sequence[Para]]) -> None:
    """What the last cell of a criterion's row says: values, each of a programme, and a remark."""
    every = [p for cell in cells[1:] for p in cell]
    each = {programme for p in cells[-1] if (programme := gathered.opened_by(p))}  # have lines of their own
    choice = choose(every, gathered.scale) if len(each) < 2 else None
    if choice is not None:
        tag = Tag(
            "assessment", programme=gathered.programmes[0] if len(gathered.programmes) == 1 else "", code=code.text
        )
        gathered.put(tag, choice.text, every[0].number - 1, every[-1].number - 1, choice=choice)
        return
    notes: list[Para] = []
    for para in (p for p in cells[-1] if p.text):
        programme = gathered.programme_of(para.text)
        text = clean(para.text.partition(":")[2]) if gathered.opened_by(para) else para.text
        tag = Tag("assessment", programme=programme, code=code.text)
        labelled = any(t.kind == "assessment" and t.code == code.text and t.programme for t in gathered.found)
        stray = not programme and (labelled or gathered.programmes != ("",))  # a remark that sounds like a rating
        if gathered.opened_by(para) in each and (own := choose([para], gathered.scale)) is not None:
            gathered.put(tag, own.text, para.number - 1, choice=own)
        elif gathered.scale.read(text).state == "rated" and tag not in gathered.found and not stray:
            gathered.put(tag, text, para.number - 1)
        else:
            notes.append(para)
    if not any(t.kind == "assessment" and t.code == code.text for t in gathered.found):
        first = notes.pop(0) if notes and len(notes[0].text.split()) <= _ASSESSMENT_WORDS else None
        for programme in gathered.programmes:
            at = first.number - 1 if first else cells[-1][0].number - 1
            gathered.put(Tag("assessment", programme=programme, code=code.text), first.text if first else "", at)
    if notes:
        said = "\n".join(p.text for p in notes)
        gathered.put(Tag("note", code=code.text), said, notes[0].number - 1, notes[-1].number - 1)


def recommendations(gathered: Gathered, chapter: Chapter) -> None:
    mine = {t: w for t, w in gathered.found.items() if t.kind == "recommendation" and t.standard == chapter.standard}
    columns: dict[int, dict[str, int]] = {}
    for tag, written in mine.items():
        if written.at is not None and (table := gathered.text.paras[written.at].table):
            columns.setdefault(table, {})[tag.field] = gathered.text.paras[written.at].column
    part = chapter.parts.get("recommendations")
    number = max((t.number for t in mine), default=0)
    for table in sorted({*columns, *(gathered.tables_in(*part) if part is not None else ())}):
        for cells in gathered.free_rows(table, columns.get(table, {}), RECOMMENDATION, set(gathered.taken)):
            number += 1
            for name, paras in cells.items():
                tag = Tag("recommendation", standard=chapter.standard, number=number, field=name)
                gathered.put_cell(tag, paras, prompt=paras[0].prompt)
    if part is None or any(
        w.filled for t, w in gathered.found.items() if t.kind == "recommendation" and t.standard == chapter.standard
    ):
        return
    for para in gathered.lines(*part):
        line = gathered.unlabelled(para, "recommendations")
        if line and not says_none(line):  # a list in place of the table
            number += 1
            at = para.number - 1
            gathered.put(Tag("recommendation", standard=chapter.standard, number=number, field="text"), line, at)
