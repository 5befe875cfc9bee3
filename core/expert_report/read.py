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
from .choices import Line, choose, matrix, turned
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
_CODE_WITHIN = 30  # characters: a code stands at the beginning of its cell
_LABEL_LENGTH = 60  # of "Rating of standard 3 by the group:"
_ASSESSMENT_WORDS = 6  # a longer text is a remark
_RATING_WORDS = 12  # a longer text is no rating
_EP = re.compile(r"(?<![0-9A-Za-zА-Яа-я])(?:6[BВ]|7[MМ]|8[DД])[0-9]{5}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Written:
    """What stands at a place of the report. text: "" where nobody wrote anything; value: of a list's entry.

    at, last  positions in Text.paras, None where the place itself is gone; prompt: its hint is still there
    choice    which value is marked, where the values to choose from stand there
    """

    text: str = ""
    value: str = ""
    by: By = "control"
    at: int | None = None
    last: int | None = None
    prompt: bool = False
    choice: Said | None = None

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
        if written.choice is not None:
            return Rated(written, written.choice)
        return Rated(written, self.scale.read(written.text))

    def by_experts(self, tag: Tag) -> dict[int, Rated]:
        """A rating by the experts who gave it: 0 is the commission's."""
        return self._by_field.get(tag.of_all, {})

    @cached_property
    def _by_field(self) -> dict[Tag, dict[int, Rated]]:
        found: dict[Tag, dict[int, Rated]] = {}
        for one, written in self.written.items():
            if one.kind in RATED:
                found.setdefault(one.of_all, {})[one.expert] = self.read_rating(written)
        return found

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
    def assessments(self) -> dict[str, dict[str, str]]:
        """Of the criteria by programmes' codes: the commission's value, else the worst that an expert gave."""
        found: dict[str, dict[str, str]] = {}
        for programme in self.programmes:
            own = found.setdefault(self.codes.get(programme, programme), {})
            for code in self.set.criteria:
                rated = self.by_experts(Tag("assessment", programme=programme, code=code.text))
                joint = rated[0].key if 0 in rated else None
                key = joint or self.scale.worst([one.key for one in rated.values() if one.key is not None])
                if key is not None:
                    own[code.text] = key
        return found

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

    # -- fields

    def _fields(self) -> None:
        numbers = _row_numbers(self.filled.fields)
        for one in self.filled.fields:
            tag = replace(one.tag, number=numbers.get(id(one), one.tag.number))
            span = self.text.span(one.content if one.content is not None else one.element)
            at, last = span if span is not None else (None, None)
            if at is not None and one.content is None:  # a bookmark says where its field begins
                last = self._end(at, one.text)
            choice = None
            if tag.kind in RATED and one.text and not one.value and at is not None:
                choice = choose(self.text.paras[at : (last or at) + 1], self.scale)
            prompt = not one.text and self._prompted(at, last)
            written = Written(one.text, one.value, one.by, at, last, prompt, choice)
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
        for programme, paras in self._rating_areas(chapter):
            tag = Tag("rating", programme=programme, standard=chapter.standard)
            self._put_rating(tag, paras)
        if any(t.kind == "rating" and t.standard == chapter.standard for t in self.found):
            return
        if "rating" in chapter.parts:
            first, last = chapter.parts["rating"]
            for programme in self.programmes:
                self.put(Tag("rating", programme=programme, standard=chapter.standard), "", min(first, last - 1))

    def _put_rating(self, tag: Tag, paras: Sequence[Para]) -> None:
        """The rating that an area of a chapter gives: what is marked among the values, else the first value."""
        choice = self._marked_line(tag.standard, paras) or choose(paras, self.scale)
        if choice is not None:
            self.put(tag, choice.text, paras[0].number - 1, paras[-1].number - 1, choice=choice)
            return
        for para in paras:
            text = self._unlabelled(para, "rating")
            head, colon, rest = text.partition(":")
            if colon and (self._programme_of(head) or len(head) < _LABEL_LENGTH):
                text = rest
            said = self.scale.read(clean(text))
            if said.state != "empty" and (said.state != "outside" or len(text.split()) <= _RATING_WORDS):
                self.put(tag, clean(text), para.number - 1)

    def _rating_areas(self, chapter: Chapter) -> Iterator[tuple[str, list[Para]]]:
        """Where the rating of a chapter stands, by programme: under its heading, beside its label, in a matrix, or
        where all values of the scale stand together."""
        paras: list[Para] = []
        if "rating" in chapter.parts:
            paras = self.text.paras[slice(*chapter.parts["rating"])]
        if not any(p.text or p.drawn for p in paras):
            paras = self._labelled_rows(chapter, "rating")
        if not any(p.text for p in paras):
            for table in self._tables_in(chapter.start, chapter.end):
                cells = [p for row in self._tables[table].values() for cell in row.values() for p in cell]
                if self._marked_line(chapter.standard, cells) is not None:
                    yield "", cells
                    return
            paras = self._all_values(chapter)
        found: dict[str, list[Para]] = {}
        programme = ""
        for para in paras:
            programme = self._programme_of(para.text) or programme
            found.setdefault(programme, []).append(para)
        yield from found.items()

    def _labelled_rows(self, chapter: Chapter, part: str) -> list[Para]:
        """Cells beside the label of a part, in all rows that it spans."""
        found: list[Para] = []
        inside = False
        for row in self._rows_in(chapter):
            cells = list(row.values())
            label = " ".join(p.text for p in cells[0] if p.text)
            inside = section_of(label) == part if label else inside
            if inside and len(cells) > 1:
                found += [p for cell in cells[1:] for p in cell]
        return found

    def _all_values(self, chapter: Chapter) -> list[Para]:
        """Paragraphs one behind the other that hold nothing but all values of the scale."""
        run: list[Para] = []
        for para in self.text.paras[chapter.start : chapter.end]:
            if not para.text:
                continue
            run = [*run, para] if self.scale.values_in(para.text) and not para.level else []
            keys = {key for one in run for _, _, key in self.scale.values_in(one.text)}
            if len(keys) == len(self.scale.ratings) and choose(run, self.scale) is not None:
                return run
        return []

    def _marked_line(self, standard: str, paras: Sequence[Para]) -> Said | None:
        """The line of a matrix that is about the standard itself."""
        for table in dict.fromkeys(p.table for p in paras if p.table):
            lines = self._matrix(table)
            those = [line for line in lines if any(self._standard(head) == standard for head in line.head)]
            others = [line for line in lines if not any(self._code(head[:_CODE_WITHIN]) for head in line.head)]
            those = those or [line for line in others if any(section_of(head) == "rating" for head in line.head)]
            if len(those or others) == 1:
                return replace((those or others)[0].said, text=" ".join((those or others)[0].head))
            if those:
                return Said("unclear")
        return None

    def _matrix(self, table: int) -> tuple[Line, ...]:
        return matrix(self._tables[table], self.scale)

    def _rows_in(self, chapter: Chapter) -> Iterator[dict[int, list[Para]]]:
        for table in self._tables_in(chapter.start, chapter.end):
            yield from self._tables[table].values()

    def _tables_in(self, first: int, last: int) -> list[int]:
        return list(dict.fromkeys(p.table for p in self.text.paras[first:last] if p.table))

    def _criteria(self, chapter: Chapter) -> None:
        """Assessments in a table whose rows open with a criterion's code, or in a matrix of such rows."""
        for table in self._tables_in(chapter.start, chapter.end):
            lines = self._matrix(table)
            for line in lines:
                code = next((code for head in line.head if (code := self._criterion(head, chapter)) is not None), None)
                if code is not None and not self._is_assessed(code):
                    for programme in self.programmes:
                        tag = Tag("assessment", programme=programme, code=code.text)
                        self.put(tag, code.text, line.at, line.last, choice=line.said)
            for row in () if lines else self._tables[table].values():
                cells = list(row.values())
                code = self._criterion(cells[0][0].text, chapter) if len(cells) > 1 else None
                if code is not None and not self._is_assessed(code):
                    self._assessment(code, cells)

    def _criterion(self, text: str, chapter: Chapter) -> Code | None:
        """The criterion of this chapter that a cell opens with."""
        code = self._code(text)
        criterion = self.set.criteria.get(code) if code is not None else None
        return code if criterion is not None and criterion.standard == chapter.standard else None

    def _is_assessed(self, code: Code) -> bool:
        return any(t.kind in ("assessment", "note") and t.code == code.text for t in self.found)

    def _assessment(self, code: Code, cells: Sequence[Sequence[Para]]) -> None:
        """What the last cell of a criterion's row says: values, each of a programme, and a remark."""
        every = [p for cell in cells[1:] for p in cell]
        each = {programme for p in cells[-1] if (programme := self._opened_by(p))}  # have lines of their own
        choice = choose(every, self.scale) if len(each) < 2 else None
        if choice is not None:
            tag = Tag("assessment", programme=self.programmes[0] if len(self.programmes) == 1 else "", code=code.text)
            self.put(tag, choice.text, every[0].number - 1, every[-1].number - 1, choice=choice)
            return
        notes: list[Para] = []
        for para in (p for p in cells[-1] if p.text):
            programme = self._programme_of(para.text)
            text = clean(para.text.partition(":")[2]) if self._opened_by(para) else para.text
            tag = Tag("assessment", programme=programme, code=code.text)
            labelled = any(t.kind == "assessment" and t.code == code.text and t.programme for t in self.found)
            stray = not programme and (labelled or self.programmes != ("",))  # a remark that sounds like a rating
            if self._opened_by(para) in each and (own := choose([para], self.scale)) is not None:
                self.put(tag, own.text, para.number - 1, choice=own)
            elif self.scale.read(text).state == "rated" and tag not in self.found and not stray:
                self.put(tag, text, para.number - 1)
            else:
                notes.append(para)
        if not any(t.kind == "assessment" and t.code == code.text for t in self.found):
            first = notes.pop(0) if notes and len(notes[0].text.split()) <= _ASSESSMENT_WORDS else None
            for programme in self.programmes:
                at = first.number - 1 if first else cells[-1][0].number - 1
                self.put(Tag("assessment", programme=programme, code=code.text), first.text if first else "", at)
        if notes:
            said = "\n".join(p.text for p in notes)
            self.put(Tag("note", code=code.text), said, notes[0].number - 1, notes[-1].number - 1)

    def _opened_by(self, para: Para) -> str:
        """The programme whose label opens a line, "" for none."""
        head, colon, _ = para.text.partition(":")
        return self._programme_of(head) if colon else ""

    def _code(self, text: str) -> Code | None:
        found = _CODE.search(text[:_CODE_WITHIN])
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
        """A table outside the chapters that rates the standards: a line each, or a matrix headed by the scale."""
        if any(t.kind == "summary" for t in self.found):
            return
        inside = {p for chapter in self.chapters.values() for p in range(chapter.start, chapter.end)}
        least = min(2, len(self.set.standards))
        for number, rows in self._tables.items():
            if next(iter(next(iter(rows.values())).values()))[0].number - 1 in inside:
                continue
            for rated in self._summaries(number, rows):
                if len({tag.standard for tag, *_ in rated}) >= least and any(one[-1] for one in rated):
                    for tag, text, at, choice, _ in rated:
                        self.put(tag, text, at, choice=choice)
                    return

    def _summaries(
        self, table: int, rows: Mapping[int, Mapping[int, list[Para]]]
    ) -> Iterator[list[tuple[Tag, str, int, Said | None, bool]]]:
        """A table's ways to be read, the likeliest first: a list of values, one a line, looks like a matrix, too."""
        if self._programme_columns(rows):
            yield list(self._summary_rows(rows))
        yield list(self._summary_matrix(self._matrix(table) or turned(rows, self.scale)))
        yield list(self._summary_rows(rows))

    def _programme_columns(self, rows: Mapping[int, Mapping[int, list[Para]]]) -> dict[int, str]:
        """Programmes by the columns that they head; none where fewer than two do."""
        heads = list(next(iter(rows.values())).items())[1:]
        named = {column: key for column, cell in heads if (key := self._programme_of(_joined(cell)))}
        return named if len(set(named.values())) > 1 else {}

    def _summary_matrix(self, lines: Sequence[Line]) -> Iterator[tuple[Tag, str, int, Said | None, bool]]:
        for line in lines:
            standard = next((found for head in line.head if (found := self._standard(head)) is not None), None)
            if standard is not None:
                programme = next((p for head in line.head if (p := self._programme_of(head))), "")
                tag = Tag("summary", programme=programme, standard=standard)
                yield tag, " ".join(line.head), line.at, line.said, True

    def _summary_rows(
        self, rows: Mapping[int, Mapping[int, list[Para]]]
    ) -> Iterator[tuple[Tag, str, int, Said | None, bool]]:
        """(field, text, position, what is marked, whether it says a value) of the cells behind a standard's name."""
        heads = list(next(iter(rows.values())).values())
        columns = self._programme_columns(rows)
        for row in rows.values():
            cells = list(row.values())
            standard = self._standard(_joined(cells[0])) if len(cells) > 1 else None
            if standard is None:
                continue
            if columns and len(cells) == len(heads):
                for number, programme in columns.items():
                    own, tag = row.get(number, []), Tag("summary", programme=programme, standard=standard)
                    if own:
                        marked = choose(own, self.scale)
                        rated = self.scale.read(_joined(own)).state == "rated"
                        yield tag, _joined(own), own[0].number - 1, marked, rated or marked is not None
                continue
            choice = choose([p for cell in cells[1:] for p in cell], self.scale)
            if choice is not None:
                tag = Tag("summary", standard=standard)
                yield tag, choice.text, cells[1][0].number - 1, choice, True
                continue
            for column, cell in enumerate(cells[1:], start=1):
                text = _joined(cell)
                said = self.scale.read(text)
                if said.state == "outside" and column < len(cells) - 1:
                    continue
                programme = self._programme_of(" ".join(_joined(one) for one in cells[1:column]))
                if not programme and len(self.programmes) > 1 and len(heads) > column:
                    programme = self._programme_of(_joined(heads[column]))
                tag = Tag("summary", programme=programme, standard=standard)
                yield tag, text, cell[0].number - 1, None, said.state == "rated"

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


def _joined(cell: Sequence[Para]) -> str:
    return " ".join(para.text for para in cell if para.text)


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
