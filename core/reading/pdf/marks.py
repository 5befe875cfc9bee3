"""What a line's text says of it by itself: the bullet, number, code or label that it opens with, and how it ends."""

from __future__ import annotations

import re

from ..tongues import alphabets, any_of, capitals
from .text_settings import PARAGRAPHS

_CAPITALS = capitals()
_TERMINAL = re.compile(r"[.!?…:;][»”\"’)\]]*[¹²³⁴⁵⁶⁷⁸⁹⁰]*$")
_BULLET = re.compile(r"^[•●○◦▪■□▫►➢➤✓✔❖◆◊‣∙·\uf0a7\uf0b7\uf0d8\uf0fc\uf076\uf0a8\uf06f\uf02d]\s*|^[-–—*]\s+")
_NUMBERED = re.compile(
    rf"^(?:\(?\d{{1,3}}\)|\d{{1,2}}\.(?!\d)|\(?[{alphabets()}]\)|[ivx]{{1,5}}[.)])"
    r"(?:\s+|(?<=\d[.)])(?=[^\W\d_]))(?=\S)",
    re.I,
)
_ABBREVIATED = re.compile(rf"(?:^|[\s(]){any_of('abbreviation')}\.$", re.I)
_CODE = re.compile(
    rf"^(?:[{_CAPITALS}]{{1,8}}\s)?\d{{1,2}}(?:\.\d{{1,3}})+[.)]*(?:\s+[^\W\d_]|\s*[-–—÷:(«\"“]|[,;/]\s?\d|$)"
)
_LABEL = re.compile(
    rf"^{any_of('label')}\s*№?\s*\d|^\d+(?:\.\d+)*\s*[-–]?\s*{any_of('label_behind')}",
    re.I,
)
_CAPTION = re.compile(
    rf"^(?:{any_of('caption')}\s*(?:№\s*)?(?P<n>[{_CAPITALS}]?\.?\d+(?:[.-]\d+)*)"
    rf"|(?P<k>\d+(?:\.\d+)*)\s*[-–]?\s*{any_of('caption_behind')})"
    r"\.?(?P<rest>.*)$",
    re.I | re.S,
)
_AFTER_CAPTION = '.:–—-(«"“|'  # what may stand between its number and its title
_CONTENTS = re.compile(rf"^{any_of('contents_title')}$", re.I)
_CUT_NUMBER = re.compile(r"\d\.$|\d$")


def bullet(text: str) -> re.Match[str] | None:
    """The bullet that a list item opens with."""
    return _BULLET.match(text)


def item_number(text: str) -> bool:
    """A list item that opens with "1)", "1." or "a)"."""
    return bool(_NUMBERED.match(text))


def code(text: str) -> bool:
    """It opens with a number of several parts, "3.2.14 Title"."""
    return bool(_CODE.match(text))


def label(text: str) -> bool:
    """It opens with a word and its number, "Standard 3", «3.2.14-критерий»."""
    return bool(_LABEL.match(text))


def begins(text: str) -> bool:
    """It looks like the beginning of something: bullet, number, code, label."""
    c = text[:1]
    if c.isdigit():
        return bool(_CODE.match(text) or _NUMBERED.match(text) or _LABEL.match(text))
    if c.isalpha():
        return bool(_NUMBERED.match(text) or _LABEL.match(text) or _CODE.match(text))
    return bool(_BULLET.match(text) or _NUMBERED.match(text))


def opens_heading(text: str) -> bool:
    """It opens as numbered headings do, and does not end as a sentence does."""
    return (code(text) or label(text)) and not text.endswith((".", ";", ",", ":", "-"))


def is_contents_title(text: str) -> bool:
    return bool(_CONTENTS.match(text.strip(" .:")))


def is_caption(text: str) -> bool:
    """ "Table 3.2. Title", not "Table 3.2 shows that"."""
    found = _CAPTION.match(text)
    if found is None or len(text.split()) > PARAGRAPHS.caption_words:
        return False
    rest = found["rest"].strip()
    return not rest or rest[0] in _AFTER_CAPTION or rest[0].isupper() or rest[0].isdigit()


def ended(text: str) -> bool:
    """It ends as a sentence or a clause does."""
    return bool(_TERMINAL.search(text))


def abbreviated(text: str) -> bool:
    """It ends with a full stop that ends no sentence."""
    return bool(_ABBREVIATED.search(text))


def cut_number(text: str, following: str) -> bool:
    """A number may be cut in two between two lines."""
    return bool(_CUT_NUMBER.search(text)) and following[:1].isdigit()
