"""A paragraph that may be a heading: its text, its looks, the number or label that it opens with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..tongues import any_of, capitals
from .draft import Paragraph
from .measures import Measures
from .text_settings import HEADINGS

_CAPITALS = capitals()
_NUMBER = re.compile(
    rf"^(?:[{_CAPITALS}][{_CAPITALS}]{{1,8}}\s)?(?P<n>\d{{1,2}}(?:\.\d{{1,3}})*)"
    rf"\.?(?=\s|$|[-–—:(«\"“]|[{_CAPITALS}])(?!\s*[%)])"
)
_LABELLED = re.compile(
    rf"^{any_of('heading_label')}\s*(?:№\s*)?(?P<a>(?:\d{{1,2}}(?:\.\d{{1,3}})*|[IVX]{{1,5}}|[{_CAPITALS}])(?![\w]))"
    rf"|^(?P<b>\d{{1,2}}(?:\.\d{{1,3}})*)\.?\s*[-–‑]?\s*{any_of('heading_label_behind')}",
    re.I,
)
_AT_END = re.compile(
    r"[(\[](?:[^()\[\]\d]{0,14})(?P<n>\d{1,2}(?:\.\d{1,3})+)(?:[^()\[\]\d]{0,14})[)\]]\.?[⁰¹²³⁴⁵⁶⁷⁸⁹]*$"
)
_SECTION = re.compile(rf"^{any_of('usual_section')}$", re.I)

Looks = tuple[float, bool, str, int, bool]  # size, bold, font, colour, capitals


@dataclass(slots=True)
class Candidate:
    """mark: the level that a bookmark or a tag gives; rank: from 1, 0 as long as it is not known."""

    paragraph: Paragraph
    text: str
    looks: Looks
    number: str
    labelled: bool
    section: bool
    mark: int | None
    rank: float = 0.0

    @property
    def depth(self) -> int:
        return self.number.count(".") + 1 if self.number else 0


def candidate_of(paragraph: Paragraph, text: str, mark: int | None) -> Candidate:
    """mark: the level that a bookmark or a tag gives."""
    labelled = _LABELLED.match(text)
    number = ""
    if labelled:
        number = labelled["a"] or labelled["b"]
        number = number if number[0].isdigit() else "1"
    elif found := _NUMBER.match(text) or _AT_END.search(text):
        number = found["n"]
    section = bool(_SECTION.match(text.strip(" .:")))
    return Candidate(paragraph, text, looks_of(paragraph, text), number, labelled is not None, section, mark)


def looks_of(paragraph: Paragraph, text: str) -> Looks:
    line = paragraph.first
    return round(2 * line.size) / 2, paragraph.bold, line.font, line.colour, bool(text) and text.isupper()


def is_apart(paragraph: Paragraph, usual: Measures) -> bool:
    """The whole paragraph is set apart from running text."""
    first = paragraph.first
    if not (
        (first.bold and not usual.bold)
        or first.size >= usual.size + HEADINGS.larger
        or first.colour != usual.colour
        or first.text.isupper()
    ):
        return False
    if paragraph.bold and not usual.bold:
        return True
    if all(line.size >= usual.size + HEADINGS.larger for line in paragraph.lines):
        return True
    if first.colour != usual.colour and family(first.font) != family(usual.font):
        return len(paragraph.lines) <= HEADINGS.apart_lines and all(
            line.colour == first.colour for line in paragraph.lines
        )
    return (
        len(paragraph.lines) <= HEADINGS.apart_lines
        and sum(map(len, (line.text for line in paragraph.lines))) < HEADINGS.apart_characters
        and all(line.text.isupper() for line in paragraph.lines)
    )


def family(font: str) -> str:
    """The name of a font without its weight and slant."""
    return re.split(r"[-,]", font, maxsplit=1)[0].removesuffix("MT").removesuffix("PS")


def is_running(paragraph: Paragraph, usual: Measures) -> bool:
    """It holds lines of running text."""
    return not is_apart(paragraph, usual) and any(len(line.text) > HEADINGS.running for line in paragraph.lines)
