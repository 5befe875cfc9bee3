"""The texts beside a code that is written in passing: how many words it may open, or close, at each bound."""

from __future__ import annotations

import pytest

from sapa.core.citing.citations import cite
from sapa.core.covering.near_texts import NearTexts, rows_over_a_page
from sapa.core.model.coverage import Citation

from ..documents import document
from ..reports import installed

INSTITUTIONAL = installed().sets.find("institutional")


def near(text: str) -> tuple[NearTexts, Citation]:
    """With the first mention of 3.2.5."""
    read = document(text)
    in_block: dict[int, list[Citation]] = {}
    for one in cite(read, INSTITUTIONAL, []).counted:
        if one.cell is None:
            in_block.setdefault(one.block, []).append(one)
    cited = next(one for some in in_block.values() for one in some if "3.2.5" in [code.text for code in one.codes])
    return NearTexts(read, in_block), cited


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Of all 3.2.5 {20}", 22),
        (f"{'a' * 30} 3.2.5 {{20}}"[1:], 21),  # thirty characters before it
        (f"{'a' * 30} 3.2.5 {{20}}", 0),
        # at the end of the first sentence
        ("Our long and winding path to it all (3.2.5) is settled. {20}", 30),
        (f"{'a' * 150} (3.2.5) {{20}}", 21),
        (f"{'a' * 153} (3.2.5) {{20}}", 21),
        (f"{'a' * 154} (3.2.5) {{20}}", 0),
        ("It is. Our long and winding path to it all (3.2.5) is settled. {20}", 0),
        ("Our long and winding path to it all, 3.2.5, is settled. {20}", 0),
        # with the paragraph below, where it holds no codes
        ("Of 3.2.5 {9}\n{30}", 40),
        ("Of 3.2.5 {9}\n- {30}", 40),
        ("Of 3.2.5 {9}\nOf 3.2.7 {30}", 10),
        ("Of 3.2.5 {9}\n! {30}", 10),
        ("Of 3.2.5 {9}\n# Aims\n{30}", 10),
        ("{30}\nOf 3.2.5 {9}", 10),
    ],
)
def test_a_code_at_the_head_of_a_text_would_open_it(text: str, words: int) -> None:
    texts, cited = near(text)
    assert texts.behind(cited) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{20} as 3.2.5", 21),
        ("A {20} as 3.2.5", 22),
        ("{20} as 3.2.5 says. And {20}.", 21),
        (f"{{20}} as 3.2.5 {'a' * 19}. And {{20}}.", 21),  # at the end of a sentence but for twenty
        (f"{{20}} as 3.2.5 {'a' * 20}. And {{20}}.", 0),
        ("{20} as 3.2.5 says for the whole of our house", 21),  # in the last sentence
        ("{20} 3.2.4 {9} as 3.2.5", 10),  # from the code before it
        ("{30}\n{20} as 3.2.5", 51),
        ("- {30}\n{20} as 3.2.5", 51),
        ("Of 3.2.4 {30}\n{20} as 3.2.5", 21),
        ("{30}\n3.2.7 {20} as 3.2.5", 21),
        ("{30}\n{20} 3.2.4 {9} as 3.2.5", 10),
        ("! {30}\n{20} as 3.2.5", 21),
        ("{20} as 3.2.5\n{30}", 21),
    ],
)
def test_a_code_at_the_end_of_a_text_would_close_it(text: str, words: int) -> None:
    texts, cited = near(text)
    assert texts.before(cited) == words


def test_few_codes_in_running_text_may_be_more_than_a_mention() -> None:
    for text, count in (("We said of 3.2.5–3.2.10 that", 1), ("We said of 3.2.5–3.2.11 that", 0), ("3.2.5 {9}", 0)):
        texts, cited = near(text)
        assert len(texts.in_passing([cited])) == count
    assert texts.in_passing([Citation("inline", 0, cited.codes, 0, 5, cell=0)]) == []


LONG = "a" * 60


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (f"| a | {LONG}b\n---\n| b | runs on", {0, 1}),
        (f"| a | {LONG} b\n---\n| b | runs on", {0, 1}),
        (f"| a | {LONG}\n---\n| b | runs on", set()),  # a short cell is a label
        (f"| a | {LONG}b\n| b | runs on", set()),
        (f"| a | {LONG}b.\n---\n| b | runs on", set()),
        (f"| a | {LONG}b\n---\n| b | Begins", set()),
        (f"| a | {LONG}b\n---\n| runs on | ", set()),  # in another column
        (f"{LONG}b\n---\n| runs on | b", set()),
        (f"| {LONG}b | a\n---\nruns on", set()),
        (f"| a | b\n---\n| a | {LONG}b\n---\n| b | runs on\n| c | d", {1, 2}),
    ],
)
def test_a_sentence_runs_from_a_row_into_one_on_the_next_page(text: str, rows: set[int]) -> None:
    assert rows_over_a_page(document(text)) == rows
