"""Fields: which are open, and the numbers that Word computes for those whose result no file stores.

SEQ counts by its name; LISTNUM, AUTONUM, AUTONUMLGL and AUTONUMOUT never have a stored result. The rules are those of
ECMA-376 part 1, 17.16.5, and of Word's own help on these fields.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from ...words.vocabulary import meanings
from .numbering import Story, formatted
from .settings import SETTINGS
from .xml import VAL, W, number

_NAME = re.compile(r"\s*([A-Za-z]+)")
_TOKENS = re.compile(r'\\[*@#A-Za-z]|"[^"]*"|[^\s"\\]+')
_CITED_BY = ("SEQ", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT")
_LEVELS = 9
_ARABIC = "decimal"
_FORMATS = {
    "ARABIC": _ARABIC,
    "ROMAN": "upperRoman",
    "roman": "lowerRoman",
    "ALPHABETIC": "upperLetter",
    "alphabetic": "lowerLetter",
}
# The lists that LISTNUM knows by name, a pattern and a number format a level.
_NUMBER_DEFAULT = (
    ("{})", _ARABIC), ("{})", "lowerLetter"), ("{})", "lowerRoman"),
    ("({})", _ARABIC), ("({})", "lowerLetter"), ("({})", "lowerRoman"),
    ("{}.", _ARABIC), ("{}.", "lowerLetter"), ("{}.", "lowerRoman"),
)  # fmt: skip
_OUTLINE_DEFAULT = (
    ("{}.", "upperRoman"), ("{}.", "upperLetter"), ("{}.", _ARABIC), ("{})", "lowerLetter"), ("({})", _ARABIC),
    ("({})", "lowerLetter"), ("({})", "lowerRoman"), ("({})", "lowerLetter"), ("({})", "lowerRoman"),
)  # fmt: skip
_LEGAL = "legaldefault"


class Field:
    """An open complex field. result: past its `separate`; old: begun in an earlier paragraph; at: pieces of text that
    stood before its result."""

    result: bool = False
    old: bool = False
    code: str = ""
    at: int = 0

    def __init__(self, choice: str | None = None) -> None:
        self.choice = choice  # what a legacy drop-down shows

    @property
    def name(self) -> str:
        return name_of(self.code)

    @property
    def contents(self) -> bool:
        return self.name == "TOC"


def name_of(code: str) -> str:
    match = _NAME.match(code)
    return match[1].upper() if match else ""


def is_caption(code: str, before: str) -> bool:
    """Whether a sequence number in a paragraph makes it a caption. before: the paragraph's text up to the number.

    "Table 3.{SEQ Table}" is one; "Criterion 3.2.{SEQ crit}" and a sentence with the number of an equation are none.
    """
    if name_of(code) != "SEQ":
        return False
    said = [word.strip(".:№()[]").lower() for word in before.split() if any(c.isalpha() for c in word)]
    if not said:
        return not before.strip()
    if len(before.split()) > SETTINGS.caption_words:
        return False
    return any(word == _identifier(code).lower().replace("_", " ") or "figure" in meanings(word) for word in said)


def _identifier(code: str) -> str:
    tokens = _TOKENS.findall(code)
    return tokens[1].strip('"') if len(tokens) > 1 else ""


def legacy_choice(char: etree._Element) -> str | None:
    """What a legacy drop-down field shows, if something was chosen."""
    choices = char.find(f"{W}ffData/{W}ddList")
    if choices is None:
        return None
    chosen = choices.find(W + "result")
    entries = [item.get(VAL) or "" for item in choices.iterchildren(W + "listEntry")]
    index = number(chosen.get(VAL)) if chosen is not None else 0
    return entries[index] if 0 < index < len(entries) else None


class Computed:
    """Counters of the fields of one story. level: rank of the heading that is being read, 0 for another paragraph."""

    def __init__(self) -> None:
        self._sequences: dict[str, int] = {}
        self._lists: dict[str, list[int]] = {}
        self._headings: list[int] = [0] * (_LEVELS + 1)

    def shown(self, code: str, level: int, stored: str | None = None) -> str:
        """What a field shows. stored: its result in the file, which stands as it is and is counted from."""
        name = name_of(code)
        if name not in _CITED_BY:
            return stored or ""
        tokens = _TOKENS.findall(code)[1:]
        if name == "SEQ":
            return self._sequence(tokens, stored)
        if stored is not None and stored.strip():
            return stored
        return self._list_number(tokens) if name == "LISTNUM" else self._automatic(name, tokens, level)

    def _sequence(self, tokens: Sequence[str], stored: str | None) -> str:
        identifier = tokens[0].strip('"').lower() if tokens else ""
        count = self._sequences.get(identifier, 0)
        begun = _argument(tokens, "\\r")
        if stored is not None and stored.strip().isdigit():
            count = int(stored)
        elif begun is not None and begun.isdigit():
            count = int(begun)
        elif "\\c" not in tokens:
            count += 1
        self._sequences[identifier] = count
        if stored is not None and stored.strip():
            return stored
        format = _FORMATS.get(_argument(tokens, "\\*") or "", _ARABIC)
        return "" if "\\h" in tokens else formatted(count, format)

    def _list_number(self, tokens: Sequence[str]) -> str:
        name = tokens[0].strip('"').lower() if tokens and not tokens[0].startswith("\\") else "numberdefault"
        level = min(max(number(_argument(tokens, "\\l"), 1), 1), _LEVELS)
        counts = self._lists.setdefault(name, [0] * (_LEVELS + 1))
        begun = _argument(tokens, "\\s")
        counts[level] = int(begun) if begun is not None and begun.isdigit() else counts[level] + 1
        counts[level + 1 :] = [0] * (_LEVELS - level)
        if name == _LEGAL:
            return ".".join(str(count or 1) for count in counts[1 : level + 1]) + "."
        pattern, format = (_OUTLINE_DEFAULT if name == "outlinedefault" else _NUMBER_DEFAULT)[level - 1]
        return pattern.format(formatted(counts[level], format))

    def _automatic(self, name: str, tokens: Sequence[str], level: int) -> str:
        """Paragraphs with such a field count by the rank of their heading; text counts below the last heading."""
        own = min(level or 1 + max((rank for rank, count in enumerate(self._headings) if count), default=0), _LEVELS)
        if name == "AUTONUM" and not level:
            own = 0
        self._headings[own] += 1
        if level:
            self._headings[level + 1 :] = [0] * (_LEVELS - level)
            self._headings[0] = 0
        mark = (_argument(tokens, "\\s") or ".")[:1]
        if name == "AUTONUM":
            return f"{self._headings[own]}{mark}"
        if name == "AUTONUMOUT":
            pattern, format = _OUTLINE_DEFAULT[own - 1]
            return pattern.format(formatted(self._headings[own], format))
        text = mark.join(str(count or 1) for count in self._headings[1 : own + 1])
        return text if "\\e" in tokens else text + mark


def _argument(tokens: Sequence[str], switch: str) -> str | None:
    """What stands behind a switch."""
    for at, token in enumerate(tokens[:-1]):
        if token == switch:
            return tokens[at + 1].strip('"')
    return None


class Flow:
    """A story while it is read. main: the text whose pages and paragraphs are counted; listed: the table of contents
    that a control announced has ended, and what follows in the control is text."""

    listed: bool = False

    def __init__(self, main: bool = False) -> None:
        self.main = main
        self.numbers = Story()
        self.fields: list[Field] = []
        self.computed = Computed()
