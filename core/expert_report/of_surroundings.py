"""What stands around the chapters outside of fields: the commission, cover, conclusion."""

from __future__ import annotations

from collections.abc import Sequence

from .gathered import ROWS, Gathered
from .tags import CONCLUSION, Tag
from .text import Para
from .words import column_of, item_of, label_of, section_of


def rows_without_fields(gathered: Gathered, kind: str, part: str) -> None:
    """Rows of a table that people added, or whose controls they deleted."""
    names = ROWS[kind]
    columns: dict[int, dict[str, int]] = {}
    for tag, written in gathered.found.items():
        if tag.kind == kind and written.at is not None and (table := gathered.text.paras[written.at].table):
            columns.setdefault(table, {})[tag.field] = gathered.text.paras[written.at].column
    number = max((t.number for t in gathered.found if t.kind == kind), default=0)
    if not columns:
        start = next((i for i, p in enumerate(gathered.text.paras) if p.text and not p.table and not p.contents
                      and (p.level or p.bold) and section_of(p.text) == part), None)  # fmt: skip
        if start is not None:
            later = gathered.text.paras[start + 1 :]
            end = next((p.number - 1 for p in later if p.level and p.text and not p.table), len(gathered.text.paras))
            columns = {table: {} for table in gathered.tables_in(start, end)}
        else:
            columns = {table: {} for table in gathered.tables if _names_people(gathered, table)}
    for table, named in columns.items():
        for cells in gathered.free_rows(table, named, names, set(gathered.taken)):
            number += 1
            for name, paras in cells.items():
                gathered.put_cell(Tag(kind, number=number, field=name), paras)


def _names_people(gathered: Gathered, table: int) -> bool:
    """Its head has a column for names and one for roles."""
    heads = next(iter(gathered.tables[table].values()), {})
    named = {column_of(" ".join(p.text for p in cell), ("name", "role")) for cell in heads.values()}
    return {"name", "role"} <= named


def items(gathered: Gathered) -> None:
    """Lines of the cover and the general description, by their labels."""
    for rows in gathered.tables.values():
        for row in rows.values():
            cells = list(row.values())
            if len(cells) < 2:
                continue
            item = item_of(" ".join(p.text for p in cells[0]))
            if item is None:
                continue
            tags = [t for t in gathered.found if (t.kind, t.field) == item]
            if not tags:
                gathered.put_cell(Tag(item[0], field=item[1]), cells[1])


def conclusion(gathered: Gathered) -> None:
    """The parts of the conclusion: behind their label, else under it."""
    paras = gathered.text.paras
    for index, para in enumerate(paras):
        if para.table or para.contents or not para.text:
            continue
        labelled = label_of(para.text)
        field = _part_of(labelled[0] if labelled else section_of(para.text))
        if field is None or any(t.kind == "conclusion" and t.field == field for t in gathered.found):
            continue
        tag = Tag("conclusion", field=field)
        if labelled and labelled[1]:
            gathered.put(tag, labelled[1], index)
        elif lines := _under(paras, index):
            gathered.put(tag, "\n".join(p.text for p in lines), lines[0].number - 1, lines[-1].number - 1)


def _part_of(section: str | None) -> str | None:
    """The field of the conclusion that a part of a report is."""
    if section == "decision":
        return section
    field = (section or "").removeprefix("conclusion-")
    return field if field != section and field in CONCLUSION else None


def _under(paras: Sequence[Para], index: int) -> list[Para]:
    """What stands below a paragraph, to the next heading, table or label."""
    lines = []
    for following in paras[index + 1 :]:
        if following.level or following.table or label_of(following.text) or section_of(following.text):
            break
        if following.text:
            lines.append(following)
    return lines
