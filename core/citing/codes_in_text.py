"""Codes anywhere in a text, and texts of nothing but codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..model.codes import Cited
from ..model.standards import StandardSet
from ..words.vocabulary import alternatives
from ..words.vocabulary import words as vocabulary
from .code_words import JOINT, REACH, WINDOW, longest_first, named
from .hashtags import unsigned
from .ticks import unticked
from .typed_codes import PLAIN, mistyped_codes, shifted


def mentions(text: str, standards: StandardSet, start: int = 0) -> Iterator[Cited]:
    """Every place behind `start` where a text writes codes, mistyped ones where a word for criterion or a bracket
    says that they are some ("criterion 3-2-9", "[3. 2. 9; 3. 2. 10]"), in their order."""
    text = unsigned(text, standards.names)
    if standards.grammar.levels[0].kind == "digits":
        text = _glued_in_bracket().sub(lambda match: " " * len(match.group()), text)
    regular = (cited for cited in standards.grammar.find(text) if cited.start >= start)
    if not _ODD.search(text, start):
        yield from regular
        return
    found = list(regular)
    for match in _before_codes(standards.names).finditer(text, start):
        mistyped = mistyped_codes(text[match.end() : match.end() + WINDOW], standards, match["bracket"] is None)
        if mistyped is None:
            continue
        mistyped = shifted(mistyped, match.end())
        if match["bracket"] and any("," in text[first:last] for _, first, last in mistyped.written):
            continue  # "(3,2,9)" are three numbers
        if not any(mistyped.start < other.end and other.start < mistyped.end for other in found):
            found.append(mistyped)
    yield from sorted(found)


@cache
def _glued_in_bracket() -> re.Pattern[str]:
    """A letter for criterion in a bracket of codes: "(C3.2.9)", "(C3.2.9; C3.2.10)"."""
    glued = vocabulary("glued")
    firsts = "".join(sorted({_either(word[0]) for word in glued}))
    rests = "|".join(
        f"(?<=[{_either(word[0])}])" + "".join(f"[{_either(sign)}]" for sign in word[1:]) for word in glued
    )
    # It begins with the letters in both cases, and looks back from there: `re` skips to them.
    code = r"(?=[0-9]{1,2}(?:\.[0-9]{1,2}){2})"
    return re.compile(rf"[{firsts}](?:(?<=[(\[].)|(?<=[;,]\s.))(?:{rests}){code}")


def _either(letter: str) -> str:
    return letter.lower() + letter.upper()


_ODD = re.compile(r"[0-9](?:\s?[,–—-]\s?|\.\s|\s\.\s?)[0-9]")  # what mistyped codes have in them


@cache
def _before_codes(names: tuple[str, ...]) -> re.Pattern[str]:
    word = alternatives(longest_first([*names, *named()]))
    return re.compile(rf"(?:{word}{JOINT}|(?P<bracket>[(\[])\s*)(?=[0-9])", re.IGNORECASE)


@cache
def _only(names: tuple[str, ...], short: bool) -> re.Pattern[str]:
    opens = [word for word in vocabulary("opens") if short or len(word.strip(".*")) > 1]
    return re.compile(alternatives(longest_first([*names, *named(), *opens])), re.IGNORECASE)


def _joined(text: str, standards: StandardSet) -> Cited | None:
    """One code, list or range that a narrow cell breaks over lines, joined; None if the set lacks any of it."""
    joined = re.sub(r"\s", "", text).strip(".:;()")
    every = list(standards.grammar.find(joined))
    if len(every) != 1 or (every[0].start, every[0].end) != (0, len(joined)):
        return None
    written = tuple((code, 0, len(text)) for code, _, _ in every[0].written)
    if not all(code in standards.criteria or standards.in_gap(code) for code, _, _ in written):
        return None
    return Cited(0, len(text), every[0].codes, every[0].ranged, written)


def only_codes(text: str, standards: StandardSet, *, recognised: bool = False) -> Cited | None:
    """The codes of a cell that holds nothing else but a word for criterion and punctuation; None if it says more.

    A narrow cell breaks a code over lines ("3.2.\\n14", "3.2.1\\n4"); it is joined if the set has the joined code.
    """
    if len(text) > REACH or not standards.grammar.may_hold(text):
        return None
    text = unsigned(unticked(text), standards.names)
    if "\n" in text and (broken := _joined(text, standards)):
        return broken
    every = list(standards.grammar.find(text))
    if not every and not text.strip(PLAIN):
        return None  # a number that the grammar has read
    rest = text
    for cited in reversed(every):
        rest = rest[: cited.start] + " " + rest[cited.end :]
    only = _only(standards.names, standards.grammar.levels[0].kind == "digits")
    if every and not re.search(r"[^\W_]", only.sub(" ", rest)):
        codes = tuple(dict.fromkeys(code for cited in every for code in cited.codes))
        written = tuple(item for cited in every for item in cited.written)
        return Cited(every[0].start, every[-1].end, codes, any(cited.ranged for cited in every), written)
    stripped = only.sub(" ", text).strip(" .:;()[]№#–-\n")
    mistyped = mistyped_codes(stripped, standards, recognised or stripped != text.strip(" .:;\n")) if stripped else None
    if mistyped is not None and mistyped.end == len(stripped):
        written = tuple((code, 0, len(text)) for code, _, _ in mistyped.written)
        return Cited(0, len(text), mistyped.codes, mistyped.ranged, written)
    return None
