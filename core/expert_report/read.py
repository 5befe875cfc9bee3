"""A filled expert report as a whole: what its fields hold, and, where they are gone, what headings and tables say.

Fields come first (fields.py). What they do not hold is looked for where it belongs: text under the heading of its part,
in its table's row and column, behind its label. Everything ends up under the tag that its field has or had.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from ..citing.titles import standard_headings
from ..model.codes import Code, CodeError
from ..model.document import Block, Document, Kind
from ..model.places import Place
from ..model.standards import StandardSet
from ..words.text import clean
from .fields import Field, FilledReport
from .ratings import Said, Scale
from .tags import EXPERT, RATED, RECOMMENDATION, SIGNATURE, VISIT, Property, Tag, list_of
from .text import Para, Text
from .words import column_of, item_of, label_of, section_of

By = Literal["control", "bookmark", "text"]
ROWS: Mapping[str, tuple[str, ...]] = {
    "recommendation": RECOMMENDATION,
    "expert": EXPERT,
    "visit": VISIT,
    "signature": SIGNATURE,
}
_PROSE = ("evidence", "analysis", "strengths", "weaknesses", "measures", "dissent")
_CODE = re.compile(r"[0-9A-Z]{1,3}(?:\.[0-9]{1,3}){1,3}")
_EP = re.compile(r"(?<![0-9A-Za-zА-Яа-я])(?:6[BВ]|7[MМ]|8[DД])[0-9]{5}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Written:
    """What stands at a place of the report. text: "" where nobody wrote anything; value: of a list's entry.

    at, last  positions in Text.paras, None where the place itself is gone; prompt: its hint is still there
    """

    text: str = ""
    value: str = ""
    by: By = "control"
    at: int | None = None
    last: int | None = None
    prompt: bool = False

    @property
    def filled(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True)
class Rated:
    """A place for a value of the scale and what it says."""

    written: Written
    said: Said

    @property
    def key(self) -> str | None:
        return self.said.key


@dataclass(frozen=True)
class Recommendation:
    """A row of a chapter's recommendations; expert: number of who wrote it in a merged report, else 0."""

    standard: str
    number: int
    expert: int
    text: Written
    code: Written
    due: Written
    programme: Written

    @property
    def filled(self) -> bool:
        return self.text.filled


@dataclass(frozen=True)
class Chapter:
    """start: position of the standard's heading in Text.paras; end: behind its last paragraph; parts: by name."""

    standard: str
    start: int
    end: int
    parts: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """A filled report, read. written: by tag, in the order of the document.

    programmes  keys as in the tags, ("",) where there is one; codes: what people call them
    experts     names by their number in the tags, from 1: of a merged report
    standards   numbers of those that this file is about: all, or those of an expert's part
    """

    path: str
    sha256: str
    set: StandardSet
    scale: Scale
    language: str
    properties: Mapping[str, str]
    text: Text
    written: Mapping[Tag, Written]
    chapters: Mapping[str, Chapter]
    programmes: tuple[str, ...]
    codes: Mapping[str, str]
    experts: tuple[str, ...]
    standards: tuple[str, ...]
    fields: int  # that were found by a control or a bookmark

    def get(self, tag: Tag) -> Written | None:
        return self.written.get(tag)

    def rated(self, tag: Tag) -> Rated | None:
        """None where the report has no such place."""
        written = self.written.get(tag)
        return None if written is None else self.read_rating(written)

    def read_rating(self, written: Written) -> Rated:
        if written.value and any(rating.key == written.value for rating in self.scale.ratings):
            return Rated(written, Said("rated", written.value, written.text))
        return Rated(written, self.scale.read(written.text))

    def by_experts(self, tag: Tag) -> dict[int, Rated]:
        """A rating by the experts who gave it: 0 is the commission's."""
        return {
            one.expert: self.read_rating(written) for one, written in self.written.items() if one.of_all == tag.of_all
        }

    def rating(self, programme: str, standard: str) -> str | None:
        """The commission's; where it gave none the experts', if they agree."""
        found = self.by_experts(Tag("rating", programme=programme, standard=standard))
        if 0 in found and (found[0].key or found[0].said.state != "empty"):
            return found[0].key
        keys = {one.key for number, one in found.items() if number and one.said.state != "empty"}
        if not found:  # the chapter has no place for it: then the summary's is the only one
            summary = self.rated(Tag("summary", programme=programme, standard=standard))
            return None if summary is None else summary.key
        return keys.pop() if len(keys) == 1 else None

    @cached_property
    def ratings(self) -> dict[str, dict[str, str | None]]:
        """By the programmes' codes and the standards' numbers, in the set's order."""
        return {
            self.codes.get(programme, programme): {
                standard: self.rating(programme, standard) for standard in self.standards
            }
            for programme in self.programmes
        }

    @cached_property
    def recommendations(self) -> tuple[Recommendation, ...]:
        """All rows, empty ones too, in the order of the document."""
        found: dict[tuple[str, int, int], dict[str, Written]] = {}
        for tag, written in self.written.items():
            if tag.kind == "recommendation":
                found.setdefault((tag.standard, tag.number, tag.expert), {})[tag.field] = written
        return tuple(
            Recommendation(
                standard, number, expert, *(one.get(name, Written()) for name in ("text", "code", "due", "programme"))
            )
            for (standard, number, expert), one in found.items()
        )

    def rows(self, kind: str) -> list[dict[str, Written]]:
        """Rows of the commission, the visit or the signatures, by field."""
        found: dict[int, dict[str, Written]] = {}
        for tag, written in self.written.items():
            if tag.kind == kind:
                found.setdefault(tag.number, {})[tag.field] = written
        return [found[number] for number in sorted(found)]

    def place(self, at: int | None) -> Place | None:
        if at is None or at >= len(self.text.paras):
            return None  # a damaged file may have no paragraph at all
        return Place(self.path, paragraph=self.text.paras[at].number)

    @cached_property
    def by_structure(self) -> int:
        """How many places that hold something were found without control or bookmark."""
        return sum(one.by == "text" and one.filled for one in self.written.values())


def read_report(filled: FilledReport, text: Text, standards: StandardSet, scale: Scale, language: str) -> Report:
    """The report behind a Word file that has been read."""
    properties = filled.properties
    chapters = _chapters(text, standards, filled.path)
    gathered = _Gathered(filled, text, standards, scale, chapters)
    written = gathered.all()
    named = list_of(properties.get(Property.STANDARDS, ""))
    numbers = tuple(one.number for one in standards.standards if not named or one.number in named)
    programmes = gathered.programmes
    return Report(
        filled.path, filled.sha256, standards, scale, language, properties, text, written, chapters, programmes,
        gathered.codes, filled.experts, numbers, len(filled.fields),
    )  # fmt: skip


# --- headings


def _document(text: Text, path: str) -> Document:
    """Headings and lines outside tables, as the modules that read self-assessment reports want them."""
    blocks = tuple(
        Block(
            Kind.CONTENTS if para.contents else Kind.HEADING if para.level and para.text else Kind.PARAGRAPH,
            Place(path, paragraph=para.number), para.text if not para.table else "", level=para.level,
            emphasis=para.bold,
        )
        for para in text.paras
    )  # fmt: skip
    return Document(path, (path,), "", "docx", blocks)


def opened_standards(text: Text, standards: StandardSet, path: str = "") -> dict[int, str]:
    """Number of the standard whose chapter a paragraph opens, by the paragraph's position; the first one each."""
    candidates = {
        index: heading
        for index, heading in standard_headings(_document(text, path), standards).items()
        if (para := text.paras[index]).level <= 2
        and not para.table and not para.contents and section_of(para.text) is None
        and (para.level or heading.by == "number")
    }  # fmt: skip
    # A title alone is a chapter's only at the rank of the chapters: "Teaching staff" is also a meeting of the visit.
    ranks = [text.paras[i].level for i, heading in candidates.items() if heading.by == "number"]
    ranks = ranks or [min((text.paras[i].level for i in candidates), default=1)]
    found: dict[int, str] = {}
    for index, heading in candidates.items():
        if (heading.by == "number" or text.paras[index].level in ranks) and heading.number not in found.values():
            found[index] = heading.number
    return found


def _chapters(text: Text, standards: StandardSet, path: str) -> dict[str, Chapter]:
    opened = opened_standards(text, standards, path)
    ends = sorted({*opened, *_other_regions(text, opened), len(text.paras)})
    chapters: dict[str, Chapter] = {}
    for start, number in opened.items():
        end = next(position for position in ends if position > start)
        chapters[number] = Chapter(number, start, end, dict(_parts(text, start + 1, end)))
    return chapters


def _other_regions(text: Text, opened: Mapping[int, str]) -> Iterator[int]:
    """Headings that end a chapter: of its rank or above, or of a known part of the report that is none of a chapter."""
    rank = min((text.paras[index].level or 9 for index in opened), default=1)
    from .words import SECTIONS

    for index, para in enumerate(text.paras):
        if para.table or para.contents or not para.text or index in opened:
            continue
        named = section_of(para.text)
        elsewhere = named is not None and named not in SECTIONS and (para.level or para.bold)
        if elsewhere or (named is None and 0 < para.level <= rank):
            yield index


def _parts(text: Text, start: int, end: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """(name, (first, behind the last)) of a chapter's parts; the heading itself is left out."""
    heads: list[tuple[int, str, int]] = []  # position, part, position of its text
    for index in range(start, end):
        para = text.paras[index]
        if para.table or not para.text:
            continue
        if (named := section_of(para.text)) is not None and not named.startswith("conclusion-"):
            heads.append((index, named, index + 1))
        elif (labelled := label_of(para.text)) is not None:
            heads.append((index, labelled[0], index))
    for number, (_, named, first) in enumerate(heads):
        last = heads[number + 1][0] if number + 1 < len(heads) else end
        yield named, (first, last)


# --- fields and what stands in for them


class _Gathered:
    def __init__(
        self, filled: FilledReport, text: Text, standards: StandardSet, scale: Scale, chapters: Mapping[str, Chapter]
    ) -> None:
        self.filled, self.text, self.set, self.scale, self.chapters = filled, text, standards, scale, chapters
        self.found: dict[Tag, Written] = {}
        self.taken: dict[int, list[Tag]] = {}  # tags of the fields by the position of their paragraphs
        self.codes: dict[str, str] = {}
        self.merged = bool(filled.experts)

    def all(self) -> dict[Tag, Written]:
        self._fields()
        self._beside_fields()
        self.programmes = self._programmes()
        for chapter in self.chapters.values():
            self._prose(chapter)
            self._rating(chapter)
            self._criteria(chapter)
            self._recommendations(chapter)
        self._rows_without_fields("expert", "composition")
        self._items()
        self._summary()
        self._conclusion()
        if self.programmes == ("",):
            self.programmes = self._programmes()
        order = {tag: number for number, tag in enumerate(self.found)}
        return dict(sorted(self.found.items(), key=lambda item: (item[1].at is None, item[1].at or 0, order[item[0]])))

    def put(self, tag: Tag, text: str, at: int, last: int | None = None, *, prompt: bool = False) -> None:
        """What the structure says, where no field holds anything."""
        before = self.found.get(tag)
        if before is not None and before.filled:
            return
        prompt = prompt or (before is not None and before.prompt)
        self.found[tag] = Written(text, "", "text", at, at if last is None else last, prompt and not text)

    # -- fields

    def _fields(self) -> None:
        numbers = _row_numbers(self.filled.fields)
        for one in self.filled.fields:
            tag = replace(one.tag, number=numbers.get(id(one), one.tag.number))
            span = self.text.span(one.content if one.content is not None else one.element)
            at, last = span if span is not None else (None, None)
            if at is not None and one.content is None:  # a bookmark says where its field begins
                last = self._end(at, one.text)
            written = Written(one.text, one.value, one.by, at, last, not one.text and self._prompted(at, last))
            before = self.found.get(tag)
            if before is None or (not before.filled and written.filled):
                self.found[tag] = written
            for position in range(at, (last or at) + 1) if at is not None else ():
                self.taken.setdefault(position, []).append(tag)

    def _end(self, at: int, text: str) -> int:
        """Position of the last paragraph of a text that begins at a paragraph."""
        lines = text.split("\n")
        while len(lines) > 1 and at + 1 < len(self.text.paras) and self.text.paras[at].text:
            shown = self.text.paras[at].text.split("\n")
            if len(lines) <= len(shown) or not self.text.paras[at + 1].text.startswith(lines[len(shown)][:20]):
                break
            lines, at = lines[len(shown) :], at + 1
        return at

    def _prompted(self, at: int | None, last: int | None) -> bool:
        return at is not None and any(self.text.paras[i].prompt for i in range(at, (last or at) + 1))

    def _beside_fields(self) -> None:
        """Text that somebody wrote beside an empty field: in its cell, or behind its label."""
        for tag, written in list(self.found.items()):
            if written.filled or written.at is None:
                continue
            para = self.text.paras[written.at]
            if para.table:
                cell = [p for p in self._cell(para) if p.text]
                tags = {t for p in self._cell(para) for t in self.taken.get(p.number - 1, ())}
                if cell and tags == {tag}:
                    said = "\n".join(p.text for p in cell)
                    self.put(tag, said, cell[0].number - 1, cell[-1].number - 1)
            elif tag.kind in ("rating", "conclusion") and para.text and len(self.taken.get(written.at, ())) == 1:
                label, colon, rest = para.text.partition(":")
                if colon and clean(rest) and len(label) < 120:
                    self.put(tag, clean(rest), written.at)

    def _cell(self, para: Para) -> list[Para]:
        return self._cells.get((para.table, para.row, para.column), [])

    @cached_property
    def _cells(self) -> dict[tuple[int, int, int], list[Para]]:
        cells: dict[tuple[int, int, int], list[Para]] = {}
        for para in self.text.paras:
            if para.table:
                cells.setdefault((para.table, para.row, para.column), []).append(para)
        return cells

    @cached_property
    def _tables(self) -> dict[int, dict[int, dict[int, list[Para]]]]:
        tables: dict[int, dict[int, dict[int, list[Para]]]] = {}
        for (table, row, column), paras in self._cells.items():
            tables.setdefault(table, {}).setdefault(row, {})[column] = paras
        return tables

    # -- programmes

    def _programmes(self) -> tuple[str, ...]:
        keys = list_of(self.filled.properties.get(Property.PROGRAMMES, ""))
        if not keys:
            rated = (tag.programme for tag in self.found if tag.kind in RATED)
            keys = tuple(dict.fromkeys(key for key in rated if key))
        for key in keys:
            label = self._label(key) if re.fullmatch(r"P[0-9]+", key) else ""
            self.codes[key] = label or key
        return keys or ("",)

    def _label(self, key: str) -> str:
        """What stands before a programme's rating: its code as people write it."""
        for tag, written in self.found.items():
            if tag.kind == "rating" and tag.programme == key and written.at is not None:
                label, colon, _ = self.text.paras[written.at].text.partition(":")
                return clean(label) if colon else clean(label.removesuffix(written.text))
        return ""

    def _programme_of(self, text: str) -> str:
        """Key of the programme that a text names, "" for none."""
        folded = clean(text).translate(str.maketrans("ВМДвмд", "BMDbmd")).casefold()
        for key in self.programmes:
            code = self.codes.get(key, key).translate(str.maketrans("ВМДвмд", "BMDbmd")).casefold()
            if key and code and code in folded:
                return key
        if self.programmes == ("",) and (found := _EP.search(text)):
            return found[0].translate(str.maketrans("ВМД", "BMD"))
        return ""

    # -- chapters

    def _lines(self, first: int, last: int) -> list[Para]:
        return [para for para in self.text.paras[first:last] if not para.table]

    def _prose(self, chapter: Chapter) -> None:
        for name in _PROSE:
            if name not in chapter.parts:
                continue
            first, last = chapter.parts[name]
            tags = [t for t in self.found if t.kind == name and t.standard == chapter.standard]
            if any(self.found[t].filled for t in tags) or (self.merged and tags):
                continue
            lines = [(p, self._unlabelled(p, name)) for p in self._lines(first, last)]
            said = [(p, line) for p, line in lines if line and not self._is_label(line)]
            at = said[0][0].number - 1 if said else max(min(first, last - 1), chapter.start)
            prompt = any(p.prompt for p, _ in lines)
            programmes = self.programmes if name == "dissent" else ("",)
            for programme in programmes:
                tag = Tag(name, programme=programme, standard=chapter.standard)
                mine = [(p, line) for p, line in said if len(programmes) == 1 or self._programme_of(line) == programme]
                text = "\n".join(line for _, line in mine)
                if mine:
                    self.put(tag, text, mine[0][0].number - 1, mine[-1][0].number - 1)
                elif tag not in self.found:
                    self.put(tag, "", at, prompt=prompt)

    def _is_label(self, line: str) -> bool:
        """Nothing but the code of a programme, as it stands before what is said of it."""
        return line.strip(" :") in {self.codes.get(key, key) for key in self.programmes if key}

    def _unlabelled(self, para: Para, name: str) -> str:
        labelled = label_of(para.text)
        return labelled[1] if labelled is not None and labelled[0] == name else para.text

    def _rating(self, chapter: Chapter) -> None:
        if any(t.kind == "rating" and t.standard == chapter.standard for t in self.found):
            return
        candidates: list[tuple[str, int, str]] = []
        place: int | None = None
        if "rating" in chapter.parts:
            first, last = chapter.parts["rating"]
            place = min(first, last - 1)
            for para in self._lines(first, last):
                if not para.text:
                    continue
                programme = self._programme_of(para.text)
                text = self._unlabelled(para, "rating")
                head, colon, rest = text.partition(":")
                if colon and (programme or len(head) < 60):
                    text = rest
                candidates.append((programme, para.number - 1, clean(text)))
        for row in self._rows_in(chapter):
            cells = [" ".join(p.text for p in cell if p.text) for cell in row.values()]
            if len(cells) >= 2 and section_of(cells[0]) == "rating":
                at = next(iter(row.values()))[0].number - 1
                candidates.append((self._programme_of(cells[0]), at, cells[-1]))
        for programme, at, text in candidates:
            if self.scale.read(text).state != "outside" or len(text.split()) <= 12:
                self.put(Tag("rating", programme=programme, standard=chapter.standard), text, at)
        if place is not None:
            for programme in self.programmes:
                tag = Tag("rating", programme=programme, standard=chapter.standard)
                if tag not in self.found and not candidates:
                    self.put(tag, "", place)

    def _rows_in(self, chapter: Chapter) -> Iterator[dict[int, list[Para]]]:
        for table in self._tables_in(chapter.start, chapter.end):
            yield from self._tables[table].values()

    def _tables_in(self, first: int, last: int) -> list[int]:
        return list(dict.fromkeys(p.table for p in self.text.paras[first:last] if p.table))

    def _criteria(self, chapter: Chapter) -> None:
        """Assessments in a table whose rows open with a criterion's code."""
        for row in self._rows_in(chapter):
            cells = list(row.values())
            code = self._code(cells[0][0].text) if cells and len(cells) > 1 else None
            if code is None or code not in self.set.criteria or self.set.criteria[code].standard != chapter.standard:
                continue
            last = [p for p in cells[-1] if p.text]
            has = {
                (t.kind, t.programme) for t in self.found if t.code == code.text and t.kind in ("assessment", "note")
            }
            if has:
                continue
            notes = []
            for para in last:
                programme = self._programme_of(para.text)
                head, colon, rest = para.text.partition(":")
                text = clean(rest) if colon and programme and self._programme_of(head) else para.text
                tag = Tag("assessment", programme=programme, code=code.text)
                labelled = any(t.kind == "assessment" and t.code == code.text and t.programme for t in self.found)
                stray = not programme and (labelled or self.programmes != ("",))  # a remark that sounds like a rating
                if self.scale.read(text).state == "rated" and tag not in self.found and not stray:
                    self.put(tag, text, para.number - 1)
                else:
                    notes.append(para)
            if not any(t.kind == "assessment" and t.code == code.text for t in self.found):
                first = notes.pop(0) if notes and len(notes[0].text.split()) <= 6 else None
                for programme in self.programmes:
                    at = first.number - 1 if first else cells[-1][0].number - 1
                    self.put(Tag("assessment", programme=programme, code=code.text), first.text if first else "", at)
            if notes:
                said = "\n".join(p.text for p in notes)
                self.put(Tag("note", code=code.text), said, notes[0].number - 1, notes[-1].number - 1)

    def _code(self, text: str) -> Code | None:
        found = _CODE.search(text[:30])
        try:
            return self.set.grammar.parse(found[0]) if found else None
        except CodeError:
            return None

    def _recommendations(self, chapter: Chapter) -> None:
        mine = {t: w for t, w in self.found.items() if t.kind == "recommendation" and t.standard == chapter.standard}
        columns = {
            t.field: (self.text.paras[w.at].table, self.text.paras[w.at].column)
            for t, w in mine.items()
            if w.at is not None and self.text.paras[w.at].table
        }
        part = chapter.parts.get("recommendations")
        number = max((t.number for t in mine), default=0)
        tables = {table for table, _ in columns.values()}
        if part is not None:
            tables |= set(self._tables_in(*part))
        for table in sorted(tables):
            named = {name: column for name, (of, column) in columns.items() if of == table}
            for cells in self._free_rows(table, named, RECOMMENDATION, set(self.taken)):
                number += 1
                for name, paras in cells.items():
                    said = [p for p in paras if p.text]
                    tag = Tag("recommendation", standard=chapter.standard, number=number, field=name)
                    self.put(
                        tag, "\n".join(p.text for p in said), (said or paras)[0].number - 1, prompt=paras[0].prompt
                    )
        if part is None or any(
            w.filled for t, w in self.found.items() if t.kind == "recommendation" and t.standard == chapter.standard
        ):
            return
        from .words import says_none

        for para in self._lines(*part):
            line = self._unlabelled(para, "recommendations")
            if line and not says_none(line):  # a list in place of the table
                number += 1
                at = para.number - 1
                self.put(Tag("recommendation", standard=chapter.standard, number=number, field="text"), line, at)

    def _free_rows(
        self, table: int, named: dict[str, int], names: Sequence[str], taken: set[int]
    ) -> Iterator[dict[str, list[Para]]]:
        """Rows of a table that hold text and no field, by column: as its fields stand, else as its head names them."""
        rows = self._tables.get(table, {})
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

    # -- the parts around the chapters

    def _rows_without_fields(self, kind: str, part: str) -> None:
        """Rows of a table that people added, or whose controls they deleted."""
        names = ROWS[kind]
        columns: dict[int, dict[str, int]] = {}
        for tag, written in self.found.items():
            if tag.kind == kind and written.at is not None and (table := self.text.paras[written.at].table):
                columns.setdefault(table, {})[tag.field] = self.text.paras[written.at].column
        number = max((t.number for t in self.found if t.kind == kind), default=0)
        if not columns:
            start = next((i for i, p in enumerate(self.text.paras) if p.text and not p.table and not p.contents
                          and (p.level or p.bold) and section_of(p.text) == part), None)  # fmt: skip
            if start is not None:
                later = self.text.paras[start + 1 :]
                end = next((p.number - 1 for p in later if p.level and p.text and not p.table), len(self.text.paras))
                columns = {table: {} for table in self._tables_in(start, end)}
            else:
                columns = {table: {} for table in self._tables if self._names_people(table)}
        for table, named in columns.items():
            for cells in self._free_rows(table, named, names, set(self.taken)):
                number += 1
                for name, paras in cells.items():
                    said = [p for p in paras if p.text]
                    tag = Tag(kind, number=number, field=name)
                    self.put(tag, "\n".join(p.text for p in said), (said or paras)[0].number - 1)

    def _names_people(self, table: int) -> bool:
        """Its head has a column for names and one for roles."""
        heads = next(iter(self._tables[table].values()), {})
        named = {column_of(" ".join(p.text for p in cell), ("name", "role")) for cell in heads.values()}
        return {"name", "role"} <= named

    def _items(self) -> None:
        """Lines of the cover and the general description, by their labels."""
        for rows in self._tables.values():
            for row in rows.values():
                cells = list(row.values())
                if len(cells) < 2:
                    continue
                item = item_of(" ".join(p.text for p in cells[0]))
                if item is None:
                    continue
                tags = [t for t in self.found if (t.kind, t.field) == item]
                if not tags:
                    said = [p for p in cells[1] if p.text]
                    tag = Tag(item[0], field=item[1])
                    self.put(tag, "\n".join(p.text for p in said), (said or cells[1])[0].number - 1)

    def _summary(self) -> None:
        if any(t.kind == "summary" for t in self.found):
            return
        inside = {p for chapter in self.chapters.values() for p in range(chapter.start, chapter.end)}
        for rows in self._tables.values():
            found: list[tuple[Tag, str, int]] = []
            for row in rows.values():
                cells = list(row.values())
                if len(cells) < 2 or cells[0][0].number - 1 in inside:
                    break
                standard = self._standard(" ".join(p.text for p in cells[0]))
                if standard is None:
                    continue
                for column, cell in enumerate(cells[1:], start=1):
                    text = " ".join(p.text for p in cell if p.text)
                    if self.scale.read(text).state == "outside" and column < len(cells) - 1:
                        continue
                    programme = self._programme_of(" ".join(p.text for c in cells[1:column] for p in c))
                    if not programme and len(self.programmes) > 1:
                        heads = next(iter(rows.values()))
                        head = list(heads.values())[column] if len(heads) > column else []
                        programme = self._programme_of(" ".join(p.text for p in head))
                    found.append((Tag("summary", programme=programme, standard=standard), text, cell[0].number - 1))
            rated = sum(self.scale.read(text).state == "rated" for _, text, _ in found)
            if rated and len({tag.standard for tag, _, _ in found}) >= min(2, len(self.set.standards)):
                for tag, text, at in found:
                    self.put(tag, text, at)
                return

    def _standard(self, text: str) -> str | None:
        opened = re.match(r"\s*(?:\w+\s+)?(?:№\s*)?([0-9]{1,2}(?:\.[0-9])?)(?:[.)]|\s|-?\s*стандарт|$)", text)
        if opened and opened[1] in self.set.by_number and not _CODE.match(text.strip()):
            return opened[1]
        from ..citing.titles import similarity

        scored = [
            (max(similarity(text, title) for title in (*one.titles.all(), *one.aliases)), one.number)
            for one in self.set.standards
        ]
        best = max(scored, default=(0.0, ""))
        return best[1] if best[0] >= 0.75 else None

    def _conclusion(self) -> None:
        named = {"strengths", "recommendations", "due", "form", "decision", "reasons"}
        paras = self.text.paras
        for index, para in enumerate(paras):
            if para.table or para.contents or not para.text:
                continue
            labelled = label_of(para.text)
            part = labelled[0] if labelled else section_of(para.text)
            if part == "decision":
                part = "conclusion-decision"
            if part is None or not part.startswith("conclusion-") or part.removeprefix("conclusion-") not in named:
                continue
            tag = Tag("conclusion", field=part.removeprefix("conclusion-"))
            if any(t.kind == "conclusion" and t.field == tag.field for t in self.found):
                continue
            if labelled and labelled[1]:
                self.put(tag, labelled[1], index)
                continue
            lines = []
            for following in paras[index + 1 :]:
                if following.level or following.table or label_of(following.text) or section_of(following.text):
                    break
                if following.text:
                    lines.append(following)
            if lines:
                self.put(tag, "\n".join(p.text for p in lines), lines[0].number - 1, lines[-1].number - 1)


def _row_numbers(fields: Sequence[Field]) -> dict[int, int]:
    """Numbers of the fields of repeated rows: copied rows carry the same tag, so rows are counted as they stand."""
    counts: dict[tuple[str, str, int], dict[tuple[int, int], int]] = {}
    numbers: dict[int, int] = {}
    for one in fields:
        tag = one.tag
        if tag.kind not in ROWS:
            continue
        rows = counts.setdefault((tag.kind, tag.standard, tag.expert), {})
        key = (one.row, 0 if one.row else tag.number)
        numbers[id(one)] = rows.setdefault(key, len(rows) + 1)
    return numbers
