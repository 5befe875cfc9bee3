"""Words that somebody printed, found again in another text: a form's questions, a criterion's own wording."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_RUN = 15  # letters in a row that two texts have in common by chance only where they name the same thing
_LEAST = 30  # letters from which on a common stretch is a quotation and no name
_NEARLY_ALL = 0.8  # share of a sentence's letters: what else differs in it is a small edit
_SENTENCE_LETTERS = 60  # of a sentence that agrees by chance no more
_SENTENCE = re.compile(r"[^.!?;\n]*[.!?;\n]*")
_LETTERS = re.compile(r"[^\W\d_]+")


class Wording:
    """What was printed, as the runs of letters in it, so that blanks, line ends and small edits do not matter."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._runs: set[str] = set()
        self._wholes: set[str] = set()
        for text in texts:
            letters = _folded(text)
            self._runs.update(letters[at : at + _RUN] for at in range(len(letters) - _RUN + 1))
            self._wholes.update(filter(None, (_folded(sentence) for sentence in _SENTENCE.findall(text))))

    def __bool__(self) -> bool:
        return bool(self._wholes)

    def without(self, text: str) -> str:
        """The text without the sentences, and the longer stretches of words, that were printed."""
        if not self or not text:
            return text
        return "".join(self._left(sentence) for sentence in _SENTENCE.findall(text))

    def _left(self, sentence: str) -> str:
        letters = _folded(sentence)
        if not letters or letters in self._wholes:
            return "" if letters else sentence
        if len(letters) < _RUN:
            return sentence
        found = self._found(letters)
        printed = _stretches(found)
        if sum(found if len(letters) >= _SENTENCE_LETTERS else printed) >= _NEARLY_ALL * len(letters):
            return ""
        kept, at, end = [], 0, 0
        for word in _LETTERS.finditer(sentence):
            size = len(_folded(word.group()))
            if not all(printed[at : at + size]):
                kept.append(sentence[end : word.end()])
            end = word.end()
            at += size
        return "".join(kept) + sentence[end:]

    def _found(self, letters: str) -> list[bool]:
        """For each letter whether it stands in a run that was printed."""
        found = [False] * len(letters)
        for at in range(len(letters) - _RUN + 1):
            if letters[at : at + _RUN] in self._runs:
                found[at : at + _RUN] = [True] * _RUN
        return found


def _stretches(found: Sequence[bool]) -> list[bool]:
    """Those of the letters that stand in a stretch long enough to be a quotation."""
    kept = list(found)
    start = 0
    for at in range(len(found) + 1):
        if at == len(found) or not found[at]:
            if at - start < _LEAST:
                kept[start:at] = [False] * (at - start)
            start = at + 1
    return kept


def _folded(text: str) -> str:
    """Its letters, small, without what stands between them."""
    return "".join(_LETTERS.findall(text.lower())).replace("ё", "е")
