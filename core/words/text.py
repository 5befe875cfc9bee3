"""Characters as people mean them: one cleaning for every text that comes in."""

from __future__ import annotations

import re
import unicodedata
from itertools import filterfalse

# Marks that are there and cannot be seen: soft hyphen, zero-width space and joiners, word joiner, direction marks.
_INVISIBLE = (
    "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2066\u2067\u2068\u2069\ufeff"
)
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}

# Letters and digits in the styles of mathematics, pasted as styled text: they are read as what they are.
_STYLED = {
    code: plain for code in range(0x1D400, 0x1D800) if (plain := unicodedata.normalize("NFKC", chr(code))) != chr(code)
}

_TABLE: dict[int, str | None] = {
    **{ord(c): None for c in _INVISIBLE},
    **{ord(c): " " for c in _SPACES},
    **{ord(c): to for c, to in _LIGATURES.items()},
    **{0xFF10 + d: str(d) for d in range(10)},  # full-width digits
    0xFF0E: ".",  # full-width full stop
    0x2024: ".",  # one-dot leader
    0xFE52: ".",  # small full stop
    0xFF0D: "-",  # full-width hyphen
    0x2011: "-",  # no-break hyphen
    0x2010: "-",  # hyphen
    0x2028: "\n",
    0x2029: "\n",
    0x0B: "\n",
    0x0C: "\n",
    0x85: "\n",
    **{c: None for c in range(0x20) if c not in (0x09, 0x0A, 0x0B, 0x0C, 0x0D)},  # XML and terminals refuse these
    **{c: None for c in range(0x7F, 0xA0) if c != 0x85},
    0x0D: None,
    0xFFFE: None,
    0xFFFF: None,
}
_SEEN = "".join(re.escape(chr(c)) for c in _TABLE if chr(c).isprintable())
_TABLE.update(_STYLED)
_BLANKS = re.compile(r"[ \t]+")
_SEEN_AND_MAPPED = re.compile(f"[{_SEEN}\U0001d400-\U0001d7ff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Ordinary spaces, no invisible marks, ASCII digits, runs of blanks folded; line breaks are kept."""
    if text.isprintable() and "  " not in text and (text.isascii() or not _SEEN_AND_MAPPED.search(text)):
        return text.strip()  # nearly every text: nothing in it is to be replaced
    text = _BLANKS.sub(" ", text.translate(_TABLE))
    if not text.isascii() and _SURROGATE.search(text):
        text = _SURROGATE.sub("\ufffd", text)
    if "\n" in text:
        return "\n".join(line.strip() for line in text.split("\n")).strip()
    return text.strip()


def words(text: str) -> int:
    """Whitespace-separated tokens with a letter (design: what a word is)."""
    tokens = text.split()
    count = len(tokens)
    for token in filterfalse(str.isalpha, tokens):
        if not (token[0].isalpha() or any(map(str.isalpha, token))):
            count -= 1
    return count


def around(text: str, start: int, end: int) -> str:
    """The words around a place in a text, about 80 characters on either side."""
    left = text[max(0, start - 80) : start]
    right = text[end : end + 80]
    if start > 80:
        left = "… " + left.split(" ", 1)[-1]
    if end + 80 < len(text):
        right = right.rsplit(" ", 1)[0] + " …"
    return " ".join(f"{left}{text[start:end]}{right}".split())


_NOT_SHOWN = {
    **{c: 0xFFFD for c in (*range(0x20), *range(0x7F, 0xA0)) if c not in (0x09, 0x0A)},
    **{ord(c): 0xFFFD for c in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"},
}


def printable(text: str) -> str:
    """The text as a terminal may have it: a file's name can hold commands to the terminal, or turn what follows."""
    return text if text.isprintable() else text.translate(_NOT_SHOWN)
