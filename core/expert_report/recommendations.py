"""The recommendations of an expert report: from its fields, or from the headings of a report that has none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..model.codes import CodeGrammar
from ..model.document import Block, Document, Kind
from ..model.places import Place
from ..whole import is_endless
from ..words.narrative import is_prompt
from ..words.text import words
from ..words.vocabulary import REVIEW, alternatives, spelled
from ..words.vocabulary import words as vocabulary
from .fields import FilledReport


@cache
def _opens() -> re.Pattern[str]:
    """A heading that opens recommendations; not one that names their follow-up or a rating "with recommendations"."""
    which, advice, followed = map(REVIEW.words, ("which_advice", "advice", "advice_followed"))
    return re.compile(
        rf"^\W*(?:[0-9IVX][0-9IVX.]*\W+)?(?:{spelled(which)}\s+)?{alternatives(advice)}(?!.*{spelled(followed)})",
        re.IGNORECASE,
    )


@cache
def _none() -> re.Pattern[str]:
    return re.compile(rf"^\W*{alternatives(REVIEW.words('no_advice'))}\W*$", re.IGNORECASE)


_STANDARD = re.compile(
    rf"(?:{alternatives(vocabulary('standard'))}\s*(?:№|no\.?)?\s*(?P<after>[0-9]{{1,2}}(?:\.[0-9])?)(?![0-9])"
    rf"|(?P<before>[0-9]{{1,2}}(?:\.[0-9])?)\s*[-–]?\s*{alternatives(vocabulary('standard'))})",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\s*(?:[0-9]{1,2}|[а-яa-z])[.)]\s+", re.IGNORECASE)
_FEWEST = 3  # words of a paragraph that is a recommendation


@dataclass(frozen=True)
class Recommendation:
    """number: in its standard, from 1; code, programme, due, expert: as written, "" where nothing is."""

    standard: str
    number: int
    text: str
    code: str = ""
    programme: str = ""
    due: str = ""
    expert: str = ""
    place: Place | None = None

    def codes(self, grammars: Iterable[CodeGrammar]) -> tuple[str, ...]:
        """Codes of these grammars that it names: in the column for them, and in its text where that gives none."""
        grammars = tuple(grammars)
        return codes_in(self.code, grammars) or codes_in(self.text, grammars)


def codes_in(text: str, grammars: Iterable[CodeGrammar]) -> tuple[str, ...]:
    """The codes of any of these grammars that a text names, each once."""
    every = (code.text for grammar in grammars for cited in grammar.find(text) for code in cited.codes)
    return tuple(dict.fromkeys(every))


def of_fields(report: FilledReport) -> tuple[Recommendation, ...]:
    """From the rows of the tables of recommendations, in the order of the document; empty rows are none."""
    rows: dict[tuple[str, int, int, int], dict[str, str]] = {}
    for one in report.of("recommendation"):
        # rows that people copied have the same tags: then the row tells them apart
        key = (one.tag.standard, one.row, one.tag.number if not one.row else 0, one.tag.expert)
        rows.setdefault(key, {})[one.tag.field] = one.text
    found: list[Recommendation] = []
    for (standard, _, _, expert), fields in rows.items():
        text = fields.get("text", "")
        if not words(text) or _none().match(text):
            continue
        number = sum(one.standard == standard for one in found) + 1
        name = report.experts[expert - 1] if 0 < expert <= len(report.experts) else report.expert
        found.append(
            Recommendation(
                standard,
                number,
                text,
                fields.get("code", ""),
                fields.get("programme", ""),
                fields.get("due", ""),
                name,
                Place(report.path),
            )
        )
    return tuple(found)


def of_document(document: Document, grammars: Sequence[CodeGrammar]) -> tuple[Recommendation, ...]:
    """From what stands under headings such as "Recommendations": every list item, row or paragraph is one."""
    found: list[Recommendation] = []
    for section in document.sections:
        if section.heading is None:
            continue
        heading = document.blocks[section.heading]
        if not _opens().search(heading.shown):
            continue
        standard = _standard(document.heading_path(section.heading))
        for block in _own(document.blocks, section.heading + 1, section.end):
            text = _NUMBER.sub("", _text(block))
            if words(text) < _FEWEST or is_prompt(text) or _none().match(text):
                continue
            number = sum(one.standard == standard for one in found) + 1
            code = " ".join(codes_in(text, grammars))
            found.append(Recommendation(standard, number, text, code, place=block.place))
    return tuple(found)


def read_recommendations(path: str | Path, grammars: Sequence[CodeGrammar]) -> tuple[Recommendation, ...]:
    """Of an expert report in any form that Sapa reads; grammars: of the sets whose codes it may name. Raises
    ReadingError."""
    from ..model.document import ReadingError
    from .fields import read_filled

    try:
        fields = of_fields(read_filled(path))
    except ReadingError as error:
        if error.code not in ("unsupported", "damaged") or is_endless(path) or _is_package(path):
            raise
        fields = ()
    if fields:
        return fields
    from ..reading import read
    from ..reading.tools import probe

    return of_document(read(str(path), probe()), grammars)


def _is_package(path: str | Path) -> bool:
    """A Word file, whole or cut: no other reader makes more of it."""
    from ..reading.containers import sniff

    with Path(path).open("rb") as stream:
        return sniff(stream) in ("word", "damaged")


def _own(blocks: Sequence[Block], start: int, end: int) -> Iterable[Block]:
    """What stands directly under a heading, to the next heading."""
    for block in blocks[start:end]:
        if block.kind is Kind.HEADING:
            return
        if block.header or block.kind not in (Kind.PARAGRAPH, Kind.ITEM, Kind.ROW):
            continue
        yield block


def _text(block: Block) -> str:
    """Of a row the cell with most words: beside it stand numbers, codes and days."""
    if block.kind is not Kind.ROW:
        return block.shown
    return max((cell.text for cell in block.cells), key=words, default="")


def _standard(path: Sequence[str]) -> str:
    for heading in reversed(path):
        match = _STANDARD.search(heading)
        if match:
            return match["after"] or match["before"]
    return ""
