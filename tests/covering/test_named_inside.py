"""Paragraphs that name inside their text what they answer: which of them, for which codes, and with what doubt."""

from __future__ import annotations

import pytest

from sapa.core.citing.citations import cite
from sapa.core.covering.named_inside import named_inside
from sapa.core.covering.themes import Inside

from ..documents import document
from ..reports import installed

INSTITUTIONAL = installed().sets.find("institutional")
OF_ITS_OWN = ("heading", "lead", "row", "note", "box")


def named(text: str, *within: int) -> list[str]:
    """Codes and doubt of each; a number in front is the block, where that is not the first below the heading."""
    read = document(f"# Standard 4\n{text}")
    citations = cite(read, INSTITUTIONAL, [])
    placed = frozenset(code for one in citations.counted if one.kind in OF_ITS_OWN for code in one.codes)
    told = {
        at: Inside(tuple(code for one in citations.counted if one.block == at for code in one.codes)) for at in within
    }
    found = []
    for one in named_inside(read, INSTITUTIONAL, citations, placed, told):
        block = str(one.block) if one.block > 1 else ""
        found.append(" ".join(filter(None, [block, "+".join(code.text for code in one.codes), one.doubt])))
        assert one.citation.codes[0] == one.codes[0]
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one code alone
        ("We said of 4.2.1 that", ["4.2.1"]),
        ("We said of 4.2.1 and of 4.2.1 that", ["4.2.1"]),
        ("We said of 4.2.1, 4.2.2 that", []),
        ("We said of 4.2.1–4.2.3 that", []),
        ("We said of 4.2.19–4.2.21 that", []),  # a range that goes beyond the set
        ("- We said of 4.2.1 that", ["4.2.1"]),
        ("> We said of 4.2.1 that", ["4.2.1"]),
        ("! We said of 4.2.1 that", ["4.2.1"]),
        ("| We said of 4.2.1 that | x", []),
        ("~ We said of 4.2.1 that 5", []),
        ("Recommendation 1 (criterion 4.2.1). We\nWe said of 4.2.2 that", ["2 4.2.2"]),
        # in the first words, or the last ones; else it may be named in passing
        (f"{'x' * 59} 4.2.1 that {'x' * 60}", ["4.2.1"]),
        (f"{'x' * 60} 4.2.1 that {'x' * 60}", ["4.2.1 doubt.within"]),
        (f"{'x' * 70} 4.2.1 that {'x' * 54}", ["4.2.1"]),
        (f"{'x' * 70} 4.2.1 that {'x' * 55}", ["4.2.1 doubt.within"]),
        # a bracket behind the first words
        ("Methods (4.2.1, 4.2.2) deserve", ["4.2.1+4.2.2"]),
        ("Methods (4.2.1–4.2.6) deserve", ["4.2.1+4.2.2+4.2.3+4.2.4+4.2.5+4.2.6"]),
        ("Methods (4.2.1–4.2.7) deserve", []),
        ("Methods (4.2.1, 4.2.2) deserve 4.2.4", []),
        ("Methods (see 4.2.1, 4.2.2) deserve", []),
        ("Methods (4.2.1, 4.2.2) deserve\n4.2.2 {9}", []),  # one of them has a place of its own
        (f"{'x' * 60}(4.2.1, 4.2.2) deserve", ["4.2.1+4.2.2"]),
        (f"{'x' * 61}(4.2.1, 4.2.2) deserve", ["4.2.1+4.2.2 doubt.within"]),
        ("Methods: (4.2.1, 4.2.2) deserve", ["4.2.1+4.2.2 doubt.within"]),
        # once, together, in the middle of the text
        ("In fulfilment of clauses 4.2.1 and 4.2.2 we", ["4.2.1+4.2.2 doubt.within"]),
        ("In fulfilment of criteria 4.2.1–4.2.3 we", ["4.2.1+4.2.2+4.2.3 doubt.within"]),
        ("In fulfilment of criteria 4.2.1–4.2.4 we", []),
        ("In fulfilment of criteria 4.2.1–4.2.3 we, see there", []),
        (f"In fulfilment of criteria 4.2.1–4.2.3 we {'x' * 52} see there", []),
        (f"In fulfilment of criteria 4.2.1–4.2.3 we {'x' * 53} see there", ["4.2.1+4.2.2+4.2.3 doubt.within"]),
        (f"We see {'x' * 43} of criteria 4.2.1–4.2.3 that", []),
        (f"We see {'x' * 44} of criteria 4.2.1–4.2.3 that", ["4.2.1+4.2.2+4.2.3 doubt.within"]),
        ("In fulfilment of criteria 4.2.1–4.2.3 we and 4.2.5", []),
        ("In fulfilment, long ago, 4.2.1, 4.2.2 we", []),
        # where most of the standard's criteria that are named have no place of their own
        ("In fulfilment of criteria 4.2.1–4.2.3 we\n4.2.9 {9}\n4.2.8 {9}", ["4.2.1+4.2.2+4.2.3 doubt.within"]),
        ("In fulfilment of criteria 4.2.1–4.2.3 we\n4.2.9 {9}\n4.2.8 {9}\n4.2.7 {9}", []),
    ],
)
def test_a_paragraph_answers_what_it_names_alone_or_together(text: str, expected: list[str]) -> None:
    assert named(text) == expected


def test_in_a_chapter_that_is_written_so_each_paragraph_answers_what_it_names() -> None:
    text = "We said of 4.2.1, 4.2.2 that\nWe said of 4.2.4, 4.2.5 that"
    assert named(text, 2) == ["2 4.2.4+4.2.5 doubt.within"]
    assert named("We said of 4.2.1, 4.2.2 that\n4.2.1 {9}", 1) == ["4.2.1+4.2.2 doubt.within"]
    assert named("We said of 4.2.1 that", 1) == ["4.2.1"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call us on extension 4.2.9 {9}", []),
        ("As to 4.2.9 we {9}", []),
        ("Annexes (all but that of criterion 4.2.9) are sent {9}", []),
        ("Our aims (4.2.9) are {9}", ["4.2.9"]),  # in a bracket behind the first words
        ("At length, and with care, we wrote on criterion 4.2.9 that {9}", []),
    ],
)
def test_above_the_first_standard_a_text_answers_what_a_bracket_behind_its_first_words_names(
    text: str, found: list[str]
) -> None:
    read = document(f"{text}\n# Standard 4\n{{9}}")
    answers = named_inside(read, INSTITUTIONAL, cite(read, INSTITUTIONAL, []), frozenset(), {})
    assert [one.codes[0].text for one in answers] == found
