"""Expressions that are compiled late find what `re` finds; where none of their words stands, they find nothing."""

from __future__ import annotations

import pickle
import re

import pytest

from sapa.core.words.patterns import pattern
from sapa.core.words.vocabulary import any_of, hints, words

TEXTS = ("Annex 5 and ANNEX 6", "Приложение 5", "приложения 5, 6", "nothing of the kind", "")
SHAPE = r"(?:annex|приложени\w) ([0-9])"
HINTS = ("annex", "приложени")


@pytest.mark.parametrize("text", TEXTS)
def test_finds_what_re_finds(text: str) -> None:
    plain = re.compile(SHAPE, re.IGNORECASE)

    def late() -> re.Pattern[str]:
        return pattern(SHAPE, re.IGNORECASE, HINTS)  # one that nobody has asked yet

    for method in ("search", "match", "fullmatch"):
        found, expected = getattr(late(), method)(text), getattr(plain, method)(text)
        assert (found and found.span()) == (expected and expected.span())
    assert late().findall(text) == plain.findall(text)
    assert [one.span() for one in late().finditer(text)] == [one.span() for one in plain.finditer(text)]
    assert late().sub(r"<\1>", text) == plain.sub(r"<\1>", text)
    assert late().split(text) == plain.split(text)


def test_is_the_same_after_a_text_with_one_of_its_words() -> None:
    late = pattern(SHAPE, re.IGNORECASE, HINTS)
    assert [bool(late.search(text)) for text in ("no", "annex 5", "no", "annex", "ANNEX 7")] == [0, 1, 0, 0, 1]


def test_looks_between_the_bounds_that_it_is_given() -> None:
    late = pattern(SHAPE, re.IGNORECASE, HINTS)
    found = late.search("annex 5, annex 6", 3)
    assert found is not None and found[1] == "6"
    assert late.search("annex 5, annex 6", 3, 12) is None


def test_goes_to_another_process() -> None:
    sent = pickle.loads(pickle.dumps(pattern(SHAPE, re.IGNORECASE, HINTS)))
    assert sent.findall("annex 5") == ["5"] and sent.findall("5") == []


@pytest.mark.parametrize("meaning", ["criterion", "annex", "see", "standard"])
def test_every_entry_holds_one_of_the_words_that_are_looked_for_first(meaning: str) -> None:
    for entry in words(meaning):
        written = entry.replace("*", "")
        assert any(hint in written for hint in hints(meaning))
        assert any_of(meaning).search(f"– {written.upper()} 5") is not None
