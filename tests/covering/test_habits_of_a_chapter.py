"""What several places of a chapter must show before it is read so: each habit at its bound."""

from __future__ import annotations

import pytest

from ..test_coverage import check, criterion
from .test_answers import answers

NAMED = "We said of 4.2.{} here that {{38}}\n"
BOTH = NAMED.format(1) + NAMED.format(2)
WITHIN = {"4.2.1": 43, "4.2.2": 43}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # two long paragraphs that name their criterion inside, of four long ones at most
        (f"4.2.5 We {{9}}\n{BOTH}{{60}}\n{{60}}", {**WITHIN, "4.2.5": 10}),
        (f"4.2.5 We {{9}}\n{BOTH}{{60}}\n{{60}}\n- {{60}}", {**WITHIN, "4.2.5": 10}),
        (f"4.2.5 We {{9}}\n{BOTH}{{60}}\n{{60}}\n{{39}}", {**WITHIN, "4.2.5": 10}),
        (f"4.2.5 We {{9}}\n{BOTH}{{60}}\n{{60}}\n{{60}}", {"4.2.1": -1, "4.2.2": -1, "4.2.5": 276}),
        (f"4.2.5 We {{9}}\n{BOTH}{{60}}\n{{60}}\n{{40}}", {"4.2.1": -1, "4.2.2": -1, "4.2.5": 256}),
        (f"4.2.5 We {{9}}\n{NAMED.format(1)}{{9}}", {"4.2.1": -1, "4.2.5": 62}),
        # and hardly a long one that opens with its code
        (f"4.2.5 We {{50}}\n{BOTH}", {**WITHIN, "4.2.5": 51}),
        (f"4.2.5 We {{50}}\n4.2.6 We {{9}}\n{BOTH}", {**WITHIN, "4.2.5": 51, "4.2.6": 10}),
        (f"4.2.5 We {{50}}\n4.2.6 We {{50}}\n{BOTH}", {"4.2.1": -1, "4.2.2": -1, "4.2.5": 51, "4.2.6": 137}),
        # as long as an answer
        (f"4.2.5 We {{9}}\n{BOTH.replace('38', '35')}", {"4.2.1": 40, "4.2.2": 40, "4.2.5": 10}),
        (f"4.2.5 We {{9}}\n{BOTH.replace('38', '34')}", {"4.2.1": -1, "4.2.2": -1, "4.2.5": 88}),
        # what stands below a heading with codes is that heading's answer: what it names besides is a reference
        (f"## 4.2.5 A\n{NAMED.format(1)}## 4.2.6 B\n{NAMED.format(2)}", {"4.2.1": -1, "4.2.2": -1, "4.2.5": 43, "4.2.6": 43}),
        (f"## A\n{NAMED.format(1)}## B\n{NAMED.format(2)}", WITHIN),
        # another chapter shows nothing of this one
        (f"4.2.5 We {{9}}\n{NAMED.format(1)}# Standard 5\n{NAMED.format(2)}", {"4.2.1": -1, "4.2.2": 43, "4.2.5": 53}),
    ],
)  # fmt: skip
def test_paragraphs_that_name_a_criterion_inside_answer_it_where_most_are_written_so(
    text: str, expected: dict[str, int]
) -> None:
    assert answers(f"# Standard 4\n{text}") == expected


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ("4.2.1 and 4.2.2", 55),
        ("4.2.1, 4.2.2, 4.2.4", 54),
        ("4.2.1, 4.2.2, 4.2.4, 4.2.5", -1),  # more than three
        (f"4.2.1 {'x' * 22} 4.2.2", 55),  # in one breath
        (f"4.2.1 {'x' * 23} 4.2.2", -1),
    ],
)
def test_a_few_criteria_named_in_one_breath_share_the_paragraph(codes: str, words: int) -> None:
    found = answers(f"# Standard 4\n4.2.9 We {{9}}\nWe said of {codes} here {{50}}\nWe said of 4.2.3 here {{50}}")
    assert (found["4.2.1"], found["4.2.2"]) == (words, words)
    assert (found["4.2.9"] == 10) == (words > 0)


@pytest.mark.parametrize(("count", "doubt"), [(2, "doubt.said"), (3, ""), (4, "")])
def test_a_sentence_that_says_what_was_answered_is_doubted_until_three_say_so(count: int, doubt: str) -> None:
    said = [f"In 2024 {{45}}. This answers criterion 4.2.{number}.\n" for number in range(1, count + 1)]
    found = criterion(check("# Standard 4\n" + "".join(said)), "4.2.1").doubt
    assert (found.id if found else "") == doubt
