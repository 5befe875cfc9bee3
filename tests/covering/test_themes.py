"""Chapters told by themes, whose paragraphs name inside the text, in brackets, what they answer."""

from __future__ import annotations

import pytest

from ..test_coverage import check, criterion, statuses

VISITS = "Visits are made in four waves (3.2.1), {20} and the rules appear in February (criterion 3.2.2), {30}"
CHOICE = "A student may also choose the hour (3.2.4), {50}"
FALLING = "Dropout has fallen (3.2.5), {20}. Whoever misses three hours is asked why (3.2.6), {20}"


def test_a_paragraph_answers_all_that_it_names_in_brackets_where_its_chapter_is_told_so() -> None:
    text = f"# Standard 3\n## Coming\n{VISITS}\n## Choosing\n{CHOICE}\n## Staying\n{FALLING}"
    codes = ("3.2.1", "3.2.2", "3.2.4", "3.2.5", "3.2.6")
    assert statuses(text, *codes) == ["addressed"] * 5
    covered = criterion(check(text), "3.2.2")
    assert covered.words == criterion(check(text), "3.2.1").words
    assert covered.doubt is not None  # three paragraphs are hardly a habit


def test_from_four_such_paragraphs_on_nobody_doubts_it() -> None:
    text = f"# Standard 3\n{VISITS}\n{CHOICE}\n{FALLING}\nOf music (3.2.9) and sport (3.2.10) {{50}}"
    assert [criterion(check(text), code).doubt for code in ("3.2.1", "3.2.6", "3.2.10")] == [None] * 3


@pytest.mark.parametrize(
    "text",
    [
        f"{VISITS}\n{{50}}\n{{50}}",  # once is no habit
        f"{VISITS}\n{CHOICE}\n" + "{50}\n" * 5,  # most of the chapter names nothing
        f"3.2.8 {{50}}\n{VISITS}\n{CHOICE}\n{FALLING}",  # the text of a code that opens
        f"## 3.2.8 Title\n{VISITS}\n### A part of it\n{CHOICE}\n{FALLING}",
    ],
)
def test_elsewhere_a_code_in_brackets_amid_a_text_is_a_mention(text: str) -> None:
    assert statuses(f"# Standard 3\n{text}", "3.2.1") == ["mentioned"]


def test_what_another_standard_has_its_place_for_or_sends_the_reader_elsewhere_is_not_answered() -> None:
    placed = "## 3.2.8 Title\n{50}"
    sends = "As to pay (see 3.2.11) and rest (4.2.1) and reading (3.2.8), {50} whose hours (3.2.12) {20}"
    text = f"# Standard 3\n{VISITS}\n{CHOICE}\n{sends}\n{placed}\n# Standard 4\n4.2.2 {{50}}"
    assert statuses(text, "3.2.12", "3.2.11", "4.2.1") == ["addressed", "mentioned", "mentioned"]
    assert criterion(check(text), "3.2.8").words == 50


def test_the_first_code_of_a_paragraph_may_seem_to_open_it() -> None:
    first = "Every programme has eight outcomes in a matrix (3.2.3). {30} Outside eyes (criterion 3.2.7) see it, {20}"
    text = f"# Standard 3\n{VISITS}\n{first}\n{CHOICE}"
    assert statuses(text, "3.2.3", "3.2.7") == ["addressed"] * 2


def test_sentences_that_codes_close_are_one_text_where_none_is_long_enough() -> None:
    cut = "Of fourteen rooms six have screens (3.2.9). {20} The busiest day is known (3.2.10). {20}"
    text = f"# Standard 3\n{VISITS}\n{CHOICE}\n{FALLING}\n{cut}"
    assert statuses(text, "3.2.9", "3.2.10") == ["addressed"] * 2


def test_paragraphs_that_codes_close_are_not_told_by_themes() -> None:
    text = "# Standard 3\n{50} (3.2.1)\n{45} (3.2.9). Open lessons in November (3.2.10).\n{50} (3.2.11)"
    assert statuses(text, "3.2.9", "3.2.10") == ["addressed", "thin"]


def test_a_chapter_of_no_standard_needs_three() -> None:
    two = f"# Registry\n{VISITS}\n{CHOICE}\n# Standard 4\n4.2.2 {{50}}"
    assert statuses(two, "3.2.2") == ["mentioned"]
    three = two.replace("# Standard 4", f"{FALLING}\n# Standard 4")
    assert statuses(three, "3.2.2") == ["addressed"]


def test_a_sub_heading_that_sounds_like_another_standard_ends_no_chapter() -> None:
    text = f"# Standard 3. Students\n## Coming\n{VISITS}\n## Teaching staff\n{CHOICE}\n## Staying\n{FALLING}"
    assert statuses(text, "3.2.4", "3.2.6") == ["addressed"] * 2
