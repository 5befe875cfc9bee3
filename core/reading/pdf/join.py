"""How two lines become one text: hyphens at line ends, numbers that a line's end cuts in two."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import filterfalse

from .lines import Line

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LAST_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*$")
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_DASH_END = re.compile(r"(?<=[^\s])[-\u2010\u2011]$")
_CUT_END = re.compile(r"\d\.?$")
_CUT_BEGIN = re.compile(r"[.\d]")
_SUSPICIOUS = frozenset(".-–—\u2010\u20110123456789")
_MARKS = ".,;:!?…()[]«»„“”\"'’–—-/"
_RANGE_END = re.compile(r"\d[-–—]$")
# Documents that hyphenate their words do so at the end of one line in thirty at least.
_HYPHENATED = 1 / 30
_FEW_HYPHENS = 4  # at line ends: they may all stand in compounds


_SHORTEST_CUT = 4  # letters
_ROOM = 0.6  # font sizes that are too little for one more letter


class Joiner:
    """Joins lines; what a hyphen at a line's end stood for, the document's own words decide."""

    def __init__(self, lines: Iterable[Line] = (), cells: Iterable[Line] = ()) -> None:
        """lines: of the running text; cells: of tables, where words may be cut at both ends of a line."""
        self._texts = [line.text for line in lines if not line.hyphen]
        count = len(self._texts)
        hyphens = 0
        for line in lines:
            hyphens += line.hyphen
        self._systematic = hyphens > max(_FEW_HYPHENS, _HYPHENATED * (count + hyphens))
        self._cells = cells
        self._vocabulary: set[str] | None = None

    def join(self, text: str, line: Line, hyphen: bool) -> str:
        """text and the line after it. A space between them, or "\\n" where joining could change a number."""
        following = line.text
        if not text:
            return following
        if hyphen:
            return self._hyphenated(text, following)
        if text[-1] not in _SUSPICIOUS:
            return f"{text} {following}"
        if _DASH_END.search(text):
            if following[:1].islower() and text[-2:-1].isalpha():
                return self._hyphenated(text[:-1], following)
            return text + following
        if _CUT_END.search(text) and _CUT_BEGIN.match(following):
            return f"{text}\n{following}"
        if _RANGE_END.search(text) and following[:1].isdigit():
            return text + following
        return f"{text} {following}"

    def _hyphenated(self, text: str, following: str) -> str:
        head, tail = _LAST_WORD.search(text), _FIRST_WORD.match(following)
        if head is None or tail is None:
            return f"{text}-{following}"
        first, second = head[0].casefold(), tail[0].casefold()
        known = self._words()
        if first + second in known:
            return text + following
        if f"{first}-{second}" in known or not following[:1].islower():
            return f"{text}-{following}"
        if not self._systematic and first in known and second in known:
            return f"{text}-{following}"
        return text + following

    def cut_inside(self, line: Line, following: Line) -> bool:
        """Whether a cell is narrower than a word, and its wall cut the word: "Критери" over "й 5.2.1".

        Then the line is one word that leaves no room, and the rest goes on in small letters; two words that the
        document knows stay two.
        """
        head = line.text
        if line.right - line.x1 > _ROOM * line.size or len(head) < _SHORTEST_CUT or not head.isalpha():
            return False
        tail = _FIRST_WORD.match(following.text)
        if tail is None or not tail[0][:1].islower():
            return False
        known = self._words()
        whole = (head + tail[0]).casefold()
        return whole in known or not (head.casefold() in known and tail[0].casefold() in known)

    def _words(self) -> set[str]:
        if self._vocabulary is None:
            self._texts += [" ".join(line.text.split()[1:-1]) for line in self._cells]
            # a report's tokens are few, and most are a word with a mark: the others are taken apart, each once
            tokens = {token.strip(_MARKS).casefold() for token in set("\n".join(self._texts).split())}
            self._vocabulary = set(_WORD.findall("\n".join(filterfalse(str.isalpha, tokens))))
            self._vocabulary.update(filter(str.isalpha, tokens))
        return self._vocabulary

    def text(self, lines: list[Line]) -> str:
        """All lines as one text."""
        text = lines[0].text if lines else ""
        if len(lines) < 2:
            return f"{text}-" if lines and lines[0].hyphen else text
        hyphen = lines[0].hyphen
        for line in lines[1:]:
            if text and not hyphen and text[-1] not in _SUSPICIOUS:  # nearly always
                text = f"{text} {line.text}"
            else:
                text = self.join(text, line, hyphen)
            hyphen = line.hyphen
        return f"{text}-" if hyphen else text
