"""How a chapter is cut as if its codes opened their answers, and as if they closed them; and which of both is taken.

A cut is (how, words that belong to a code, words, codes with an answer, codes); the taken one stands first.
"""

from __future__ import annotations

import pytest

from ..test_coverage import check, criterion

Cut = tuple[str, int, int, int, int]

LINES = "In 2024 {{{}}}\n{}\nIn 2024 {{49}}\n{}\nIn 2024 {{49}}\n"
NAMED, BRACKETED = ("Criterion 4.2.1", "Criterion 4.2.2"), ("(4.2.1)", "(4.2.2)")


def cuts(text: str) -> list[Cut]:
    (found,) = check(f"# Standard 4\n{text}").sets
    (chapter,) = found.coverage.chapters
    return [tuple(one) for one in chapter.cuts]


def doubt(text: str, code: str = "4.2.1") -> str:
    found = criterion(check(f"# Standard 4\n{text}"), code).doubt
    return found.id.removeprefix("doubt.") if found else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{50} (4.2.1)\n{50} (4.2.2)", [("closes", 100, 100, 2, 2), ("opens", 0, 100, 0, 2)]),
        ("{5}\n(4.2.1)\n{100}\n(4.2.2)\n{90}", [("opens", 190, 195, 2, 2), ("closes", 105, 195, 1, 2)]),
        ("4.2.3 We {9}\n{50} (4.2.4)\n4.2.5 {50}", [("closes", 110, 110, 2, 3), ("opens", 110, 110, 2, 3)]),
        # lines open, while closing marks close; or all of them close
        ("{50}\n{51}\nCriterion 4.2.1\n{52}\nCriterion 4.2.2\n{9}\n{50} (4.2.4)", [("closes", 203, 212, 3, 3), ("opens", 111, 212, 2, 3)]),
        ("{50} (4.2.4)\nCriterion 4.2.1\n{51}\nCriterion 4.2.2\n{52}", [("closes", 153, 153, 3, 3), ("opens", 103, 153, 2, 3)]),
        # an opening that sends elsewhere owns nothing below it
        ("4.2.1 is answered in volume 1.\n{50}\n{50} (4.2.2)", [("closes", 54, 104, 1, 2), ("opens", 4, 104, 0, 2)]),
        # what stands between a mark and the next heading is nobody's
        ("## A\n{50} (4.2.2)\n{20}\n## B\n{50}\n{50} (4.2.4)", [("closes", 100, 170, 2, 2), ("opens", 0, 170, 0, 2)]),
        # nor does an item of a list that sums up reach over its heading
        ("{50}\n## Strengths\n- {12} (4.2.2)\n- {12} (4.2.4)", [("closes", 24, 74, 0, 2), ("opens", 0, 74, 0, 2)]),
        ("{50}\n## Strengths\n{12} (4.2.2)\n{60} (4.2.4)", [("closes", 122, 122, 2, 2), ("opens", 0, 122, 0, 2)]),
        # a footnote closes the paragraph above it, with those before it where that is short, up to another footnote
        ("{50}\n! Criterion 4.2.1.\n{20}\n{25}\n! Criterion 4.2.2.\n{20}\n! 5\n{39}\n! Criterion 4.2.3.", [("closes", 134, 154, 2, 3), ("opens", 0, 154, 0, 3)]),
        ("{50}\n! Criterion 4.2.1.\n{60}\n{40}\n! Criterion 4.2.2.", [("closes", 90, 150, 2, 2), ("opens", 0, 150, 0, 2)]),
        # ten words for each code, at least
        ("{50} (4.2.1, 4.2.2, 4.2.3, 4.2.4, 4.2.5)\n{50} (4.2.6–4.2.11)", [("closes", 50, 100, 5, 11), ("opens", 0, 100, 0, 11)]),
        # a mark that refers closes where one before it did not
        ("{50} (4.2.1)\n{50} (see 4.2.3)\n{50} (4.2.4)", [("closes", 150, 150, 3, 3), ("opens", 0, 150, 0, 3)]),
        ("{50} (see 4.2.3)\n{50} (4.2.4)", [("closes", 50, 100, 1, 2), ("opens", 0, 100, 0, 2)]),
        # several in one paragraph; inside the text of an opening
        ("{50} (4.2.4). We {45} (4.2.5).", [("closes", 96, 96, 2, 2), ("opens", 0, 96, 0, 2)]),
        ("## 4.2.1 A\n{50}\n{45} (4.2.2)\n{45} (4.2.4)\n{20}\n{25} (4.2.5)", [("closes", 185, 185, 4, 4), ("opens", 185, 185, 1, 4)]),
        ("{20} (4.2.2)\n{30}\n{15} (4.2.4)\n{30}\n{9}\n{15} (4.2.5)", [("closes", 119, 119, 2, 3), ("opens", 0, 119, 0, 3)]),
        # codes that have a place of their own close nothing, unless most marks close
        ("4.2.8 We {9}\n{50} (4.2.8, 4.2.9)", [("opens", 60, 60, 1, 2), ("closes", 60, 60, 1, 2)]),
        ("| 4.2.8 | {50}\n{50} (4.2.8, 4.2.9)\n4.2.10 {50}", [("closes", 100, 100, 2, 3), ("opens", 50, 100, 1, 3)]),
        ("| 4.2.8 | {50}\n{50} (4.2.8, 4.2.9)\n{50} (4.2.10)", [("closes", 100, 100, 3, 3), ("opens", 0, 100, 0, 3)]),
    ],
)  # fmt: skip
def test_each_way_to_read_a_chapter_has_its_words_and_codes(text: str, expected: list[Cut]) -> None:
    assert cuts(text) == expected


@pytest.mark.parametrize(
    ("words", "lines", "taken", "doubted"),
    [
        (56, NAMED, "opens", True),  # closing is ahead by less than a twentieth
        (57, NAMED, "closes", True),
        (98, NAMED, "closes", True),
        (99, NAMED, "closes", False),  # by a quarter
        (47, NAMED, "opens", False),  # closing would leave more text to nobody
        (49, NAMED, "opens", True),  # and here as much
        (48, BRACKETED, "opens", False),
        (49, BRACKETED, "closes", True),  # brackets rather close what stands above them
        (98, BRACKETED, "closes", True),
        (99, BRACKETED, "closes", False),
    ],
)
def test_lines_of_codes_close_where_that_is_better_and_are_doubted_where_it_is_hardly_so(
    words: int, lines: tuple[str, str], taken: str, doubted: bool
) -> None:
    text = LINES.format(words, *lines)
    assert cuts(text)[0][0] == taken
    assert doubt(text) == ("close-call" if doubted else "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("4.2.1 {50}\n{39} (4.2.2)\n4.2.3 {50}", 89),  # too short for an answer of its own
        ("4.2.1 {50}\n{40} (4.2.2)\n4.2.3 {50}", 50),
        ("4.2.1 {50}\n{20}\n{20} (4.2.2)\n4.2.3 {50}", 50),
        ("4.2.1 {50}\n{20}\n{19} (4.2.2)\n4.2.3 {50}", 89),
        ("4.2.1 {9}\n{50} (4.2.2)\n4.2.3 {50}", 9),
        ("4.2.1\n{50}\n{50} (4.2.2)\n4.2.3 {50}", 50),
        ("4.2.1 {50}\n{50} (see 4.2.2)\n4.2.3 {50}", 101),
        ("4.2.1 {50}\n{50} (4.2.1)\n4.2.3 {50}", 100),
        ("4.2.2 {50}\n{50} (4.2.1)\n4.2.3 {50}", -1),
        ("4.2.1 {50}\n{50} (4.2.4)\n4.2.3 {50}", 100),
        ("4.2.1 {50}\n{50} (4.2.4)\n4.2.4 {50}", 100),  # it has a place of its own
    ],
)
def test_a_mark_inside_the_text_of_an_opening_closes_where_it_carries_the_order_on(text: str, words: int) -> None:
    found = criterion(check(f"# Standard 4\n{text}"), "4.2.1")
    assert (-1 if found.status.value == "mentioned" else found.words) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("## A\n{20}\n{20} (4.2.1)\n## B\n{50} (4.2.2)", 40),
        ("## A\n{20}\n{10} (4.2.1)\n## B\n{50} (4.2.2)", 30),
        ("## X\n{5}\n## A\n{20}\n{10} (4.2.1)\n## B\n{50} (4.2.2)", 30),
        ("{50} (4.2.2)\n## A\n{20}\n{10} (4.2.1)", 30),
        ("{50} (4.2.2)\n## A\n{9} (4.2.4)\n## B\n{20}\n{10} (4.2.1)\n## C\n{5}", 30),
        ("## A\n{20}\n{10} (4.2.1)\n{5}\n## B\n{50} (4.2.2)", 10),  # another text ends the section
        ("## A\n{9} (4.2.4)\n{20}\n{10} (4.2.1)\n## B\n{50} (4.2.2)", 10),  # it has another mark
    ],
)
def test_the_only_mark_at_the_end_of_a_section_closes_all_of_it_however_short(text: str, words: int) -> None:
    assert criterion(check(f"# Standard 4\n{text}"), "4.2.1").words == words


def test_lines_of_codes_are_even_only_where_the_chapter_has_no_other_codes() -> None:
    lines = LINES.format(49, *NAMED)
    assert doubt(lines) == "close-call"
    assert doubt(f"{lines}## 4.2.4 A\n{{50}}") == ""
    assert doubt(f"## 4.2.4 A\n{{50}}\n## B\n{lines}") == ""


@pytest.mark.parametrize(
    ("behind", "words"),
    [
        ("", 0),
        ("{28} (4.2.4)", 28),  # an entry of a list behind what sums up
        ("{31} (4.2.4)", 82),  # a text, so that the label above is its own
        ("{60} (see 4.2.4)", 60),
    ],
)
def test_what_sums_up_is_closed_by_a_mark_behind_a_text_only(behind: str, words: int) -> None:
    found = criterion(check(f"# Standard 4\n{{50}} (4.2.1)\n{{50}} (4.2.2)\nStrengths: {{50}}\n{behind}"), "4.2.4")
    assert found.words == words
