"""Which chapter of an expert report is about which standard, by headings, and where its parts stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..citing.titles import standard_headings
from ..model.document import Block, Document, Kind
from ..model.places import Place
from ..model.standards import StandardSet
from .text import Text
from .words import SECTIONS, label_of, section_of


@dataclass(frozen=True)
class Chapter:
    """start: position of the standard's heading in Text.paras; end: behind its last paragraph; parts: by name."""

    standard: str
    start: int
    end: int
    parts: Mapping[str, tuple[int, int]] = field(default_factory=dict)


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


def chapters_of(text: Text, standards: StandardSet, path: str) -> dict[str, Chapter]:
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
