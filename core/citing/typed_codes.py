"""Codes that the grammar does not read as they stand: mistyped ones, and numbers below a criterion."""

from __future__ import annotations

import re

from ..model.code_levels import CodeError
from ..model.codes import Cited, Code, CodeGrammar, between_codes
from ..model.standards import StandardSet
from .code_words import CAPITAL


def shifted(cited: Cited, by: int) -> Cited:
    if not by:
        return cited
    written = tuple((code, first + by, last + by) for code, first, last in cited.written)
    return Cited(cited.start + by, cited.end + by, cited.codes, cited.ranged, written)


PLAIN = "0123456789."
_TITLE = re.compile(rf"\s*[.):]?\s+[{CAPITAL}]")


def mistyped_codes(text: str, standards: StandardSet, sure: bool) -> Cited | None:
    """Codes of the set that a text opens with and that the grammar does not read as they stand; lists included."""
    written: list[tuple[Code, int, int]] = []
    ranged, at, joint, codes = False, 0, "list", list[Code]()
    while (typed := standards.grammar.typed(text[at:])) is not None:
        if typed.code not in standards.criteria:
            break
        end = at + typed.end
        short = len(typed.code.parts) < 3
        titled = _TITLE.match(text, end) is not None
        ended = typed.ended or (len(text) <= _TITLE_LINE and text.rstrip()[-1:] not in _STOPS)
        if short and typed.blanks and not sure and not _is_label(ended, titled, standards.grammar):
            break  # "2. 9" says nothing
        if not written and not text[:end].strip(PLAIN) and ".." not in text[:end]:
            return None  # the grammar itself reads what is digits and full stops
        is_range = bool(written) and joint == "range" and written[-1][0] < typed.code
        codes += standards.grammar.members(written[-1][0], typed.code)[1:] if is_range else [typed.code]
        ranged = ranged or is_range
        written.append((typed.code, at, end))
        gap, joint = between_codes(text, end, standards.grammar)
        if not gap:
            break
        at = end + gap
    if not written:
        return None
    return Cited(0, written[-1][2], tuple(dict.fromkeys(codes)), ranged, tuple(written))


_TITLE_LINE = 60  # characters of a line that is a title: "2. 4 Learning outcomes"
_STOPS = frozenset(".:;,!?")


def _is_label(ended: bool, titled: bool, grammar: CodeGrammar) -> bool:
    """What stands behind a code of two levels with blanks in it makes it a label: in numbers it must be both."""
    return ended and titled if grammar.numeric else ended or titled


_BELOW = re.compile(rf"\.[0-9]{{1,2}}(?:\.[0-9]{{1,2}})?(?=[.):]?\s+[{CAPITAL}])")


def part_below(text: str, standards: StandardSet) -> Cited | None:
    """«3.2.14.1. Title»: a number below a criterion of the deepest level."""
    grammar = standards.grammar
    if not grammar.numeric or grammar.between[-1:] != (".",):
        return None
    match = re.match(r"\.".join(level.pattern for level in grammar.levels), text)
    if match is None or not _BELOW.match(text, match.end()):
        return None
    code = parse_known(match.group(), standards)
    return Cited(0, match.end(), (code,), False, ((code, 0, match.end()),)) if code else None


def only_part(text: str, standards: StandardSet) -> Cited | None:
    """The criterion of two levels of which a cell holds the number of a part and nothing else: "6.1.2"."""
    grammar = standards.grammar
    if not grammar.numeric or len(grammar.levels) != 2 or grammar.between[-1:] != (".",):
        return None
    match = re.fullmatch(r"\s*(?P<code>[0-9]{1,2}\.[0-9]{1,2})\.[0-9]{1,2}[.)]?\s*", text)
    code = parse_known(match["code"], standards) if match else None
    return Cited(0, len(text), (code,), False, ((code, 0, len(text)),)) if code else None


def parse_known(text: str, standards: StandardSet) -> Code | None:
    """The code if the set has it."""
    try:
        code = standards.grammar.parse(text)
    except CodeError:
        return None
    return code if code in standards.criteria else None
