"""What a report tells of an earlier panel's recommendations is no answer to the criteria that they name."""

from __future__ import annotations

import pytest

from ..test_coverage import check, criterion, statuses

ANSWERS = "# Standard 3\n" + "\n".join(f"3.2.{number}. We {{50}}" for number in (1, 2, 3, 4))
TOLD = "3.2.5. The panel advised this. {50}\nOn criterion 3.2.6. It asked for that. {50}\n{50}"


@pytest.mark.parametrize(
    "heading",
    [
        "# What became of the recommendations of the last visit",
        "# Recommendations of the experts, and what we did",
        "# Выполнение замечаний прежней аккредитации",
        "# Алдыңғы комиссияның ұсынымдары қалай орындалды",
    ],
)
@pytest.mark.parametrize("behind", [False, True])
def test_what_became_of_an_earlier_panels_advice_is_only_told(heading: str, behind: bool) -> None:
    parts = (ANSWERS, f"{heading}\n{TOLD}") if behind else (f"{heading}\n{TOLD}", ANSWERS)
    text = "\n".join(parts)
    assert statuses(text, "3.2.1", "3.2.4", "3.2.5", "3.2.6") == ["addressed", "addressed", "mentioned", "mentioned"]
    doubt = criterion(check(text), "3.2.5").doubt
    assert doubt is not None
    assert doubt.id == "doubt.heads-a-text"


def test_so_it_is_under_headings_with_codes_below_that_heading() -> None:
    told = "# Follow-up of the remarks of the previous panel\n## 3.2.5 Plans\n{50}\n## 3.2.6 Means\n{50}\n"
    assert statuses(told + ANSWERS, "3.2.1", "3.2.5", "3.2.6") == ["addressed", "mentioned", "mentioned"]


@pytest.mark.parametrize(
    "heading",
    [
        "# Recommendations of employers in our courses",
        "# 3.2.8 Recommendations of experts",
        "# How the experts were met",
    ],
)
def test_under_a_heading_of_another_kind_codes_open_answers(heading: str) -> None:
    assert statuses(f"{ANSWERS}\n{heading}\n{TOLD}", "3.2.5", "3.2.6") == ["addressed", "addressed"]


def test_a_heading_over_most_of_the_answers_speaks_of_less_than_its_rank_says() -> None:
    text = f"# Recommendations of the last panel\n{{20}}\n{TOLD}\n3.2.7. We {{50}}"
    assert statuses(text, "3.2.5", "3.2.6", "3.2.7") == ["addressed"] * 3
