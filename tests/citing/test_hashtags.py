"""Codes as hashtags: the sign is a mark where a report tags its texts, and a number of something else where not."""

from __future__ import annotations

import pytest

from ..test_coverage import statuses

BEHIND = "# Standard 4\n{50} #4.2.1\n{60} #4.2.2 #4.2.3\n{5} #4.2.4\n{55} #4.2.5\n"
CODES = ("4.2.1", "4.2.2", "4.2.3", "4.2.4", "4.2.5", "4.2.6")
FOUND = ["addressed", "addressed", "addressed", "thin", "addressed", "missing"]


@pytest.mark.parametrize(
    "text",
    [
        BEHIND,
        BEHIND.replace(" #", "\n#").replace("\n#4.2.3", " #4.2.3"),  # on a line of their own below
        BEHIND.replace("{60} #4.2.2 #4.2.3", "#4.2.2 #4.2.3 We {60}"),  # some before their text
        BEHIND.replace("#4.2.5", "#4_2_5"),  # a tag that can hold no full stop
        BEHIND.replace("4.2.", "4_2_"),
        "# Standard 4\n#4.2.1 We {50}\n#4.2.2, #4.2.3 We {60}\n#4.2.4 We {5}\n#4_2_5 We {55}\n",
    ],
)
def test_tags_mark_their_texts_on_either_side(text: str) -> None:
    found = statuses(text, *CODES)
    assert ["thin" if status == "mentioned" else status for status in found] == FOUND


def test_a_tag_in_passing_and_the_fragment_of_an_address_answer_nothing() -> None:
    text = BEHIND + "We plan to write {10} for #4.2.6 and #4_2_7 {15} soon.\nSee example.org/report#4.2.8 {50}\n"
    assert statuses(text, "4.2.6", "4.2.7", "4.2.8") == ["mentioned", "mentioned", "missing"]


@pytest.mark.parametrize(
    "line",
    [
        "Students write {30} under #4.2.6 and #news {20}",  # advice for social media
        "The ticket was {40} closed as #4.2.6",
        "{40} #4_2_6",
        "{40} #4.2.6 #11.8.7 #17.4.2 #19.1.1 #21.5.3",
    ],
)
def test_a_sign_that_the_report_does_not_tag_with_makes_no_code(line: str) -> None:
    assert statuses(f"# Standard 4\n4.2.1 {{50}}\n4.2.2 {{50}}\n{line}\n4.2.8 {{50}}", "4.2.6") == ["missing"]
