"""Codes that stand behind a title, a subject, a question, or alone in a cell; and mistyped ones inside a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sapa.core.citing.codes_behind import closes_question, closes_title, run_in, subject
from sapa.core.citing.codes_in_text import mentions, only_codes
from sapa.core.citing.openings import Opening
from sapa.core.model.codes import Cited

from ..reports import installed

SET = installed().sets.find("institutional")


def codes(found: Opening | Cited | None) -> str:
    cited = found.cited if isinstance(found, Opening) else found
    return "" if cited is None else "+".join(code.text for code in cited.codes)


def same_place(text: str, found: Opening | Cited | None) -> bool:
    """The span holds the codes and nothing before or behind them."""
    cited = found.cited if isinstance(found, Opening) else found
    return cited is None or text[cited.start : cited.end].strip() == text[cited.start : cited.end] != ""


def long(letters: int, rest: str) -> str:
    return "x" * letters + rest


@pytest.mark.parametrize(
    ("finds", "text", "expected"),
    [
        # a title with codes in brackets in front of the answer
        (run_in, "Choice and paths (5.2.4, 5.2.5). Every one", "5.2.4+5.2.5"),
        (run_in, "Choice [5.2.4]. Every one", "5.2.4"),
        (run_in, "Choice (5.2.4): every one", "5.2.4"),
        (run_in, "Choice (5.2.4) – Every one", "5.2.4"),
        (run_in, "Choice (5.2.4). every one", ""),
        (run_in, "Choice (5.2.4) every one", ""),
        (run_in, "Choice: here (5.2.4). Every one", ""),
        (run_in, "Choice (also answers 5.2.4). Every one", "5.2.4"),
        (run_in, "Choice (5.2.99). Every one", ""),
        (run_in, long(139, " (5.2.4). Every one"), "5.2.4"),
        (run_in, long(140, " (5.2.4). Every one"), ""),
        # the subject of a first sentence
        (subject, "Our policy (1.2.4) was adopted", "1.2.4"),
        (subject, "Our policy (1.2.4) Was adopted", ""),
        (subject, "Our policy (see 1.2.4) was adopted", ""),
        (subject, "Our policy (1.2.4). was adopted", ""),
        (subject, "Our policy (1.2.99) was adopted", ""),
        (subject, long(59, " (1.2.4) was adopted"), "1.2.4"),
        (subject, long(60, " (1.2.4) was adopted"), ""),
        # the end of a title
        (closes_title, "Design of programmes 3.2.4", "3.2.4"),
        (closes_title, "Design of programmes 3.2.4.", "3.2.4"),
        (closes_title, "Design of programmes 3.2.4, 3.2.5", "3.2.4+3.2.5"),
        (closes_title, "Design of programmes 3.2.4 is", ""),
        (closes_title, "Of 3.2.4", ""),
        (closes_title, "Table 3.2.4", ""),
        (closes_title, "Design of programmes 3.2.99", ""),
        (closes_title, long(114, " 3.2.4"), "3.2.4"),
        (closes_title, long(115, " 3.2.4"), ""),
        # the end of a question
        (closes_question, "Who controls spending? (7.2.3)", "7.2.3"),
        (closes_question, "«Who controls spending?» (7.2.3).", "7.2.3"),
        (closes_question, "Who controls spending? [7.2.3, 7.2.4]:", "7.2.3+7.2.4"),
        (closes_question, "Who controls spending? 7.2.3", ""),
        (closes_question, "Who controls spending (7.2.3)", ""),
        (closes_question, "Who controls spending? (7.2.3) x", ""),
        (closes_question, "Who controls spending? (7.2.99)", ""),
        # a cell of nothing else
        (only_codes, "3.2.14", "3.2.14"),
        (only_codes, "Критерий № 3.2.14:", "3.2.14"),
        (only_codes, "3.2.14, 3.2.15", "3.2.14+3.2.15"),
        (only_codes, "3. 2. 14", "3.2.14"),
        (only_codes, "3.2.\n14", "3.2.14"),
        (only_codes, "3.2.1\n4", "3.2.14"),
        (only_codes, "3.2.1\n4,\n3.2.15", "3.2.14+3.2.15"),
        (only_codes, "3.2.14 x", ""),
        (only_codes, "14", ""),
        (only_codes, "", ""),
    ],
)
def test_codes_behind_words_belong_to_them(
    finds: Callable[..., Opening | Cited | None], text: str, expected: str
) -> None:
    found = finds(text, SET)
    assert codes(found) == expected
    assert same_place(text, found)


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("criterion 3-2-9 and [3. 2. 10]", 0, ["3.2.9", "3.2.10"]),
        ("criterion 3-2-9 and [3. 2. 10]", 14, ["3.2.10"]),
        ("criterion 3,2,9", 0, ["3.2.9"]),
        ("[3,2,9]", 0, []),  # three numbers
        ("about 3-2-9", 0, []),
        ("see 3.2.9, criterion 3-2-10", 0, ["3.2.9", "3.2.10"]),
        ("criterion 3.2.10 and 3 - 2", 0, ["3.2.10"]),
    ],
)
def test_mistyped_codes_inside_a_text_need_a_word_or_a_bracket(text: str, start: int, expected: list[str]) -> None:
    assert [codes(one) for one in mentions(text, SET, start)] == expected
