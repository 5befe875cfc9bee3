"""Tables that are the answers, with their codes in the captions; and captions that only say what figures are about."""

from __future__ import annotations

import pytest

from ..test_coverage import check, criterion, statuses

ROW = "| Order | {20}\n| Facts | {15}\n| Outcome | {15}\n"
CODES = ("3.2.1", "3.2.2", "3.2.3", "3.2.4", "3.2.5", "3.2.6")
FOUND = ["addressed", "thin", "addressed", "addressed", "addressed", "missing"]


def report(caption: str, *, below: bool = False, row: str = ROW) -> str:
    """Four captions, the third with two codes and the second above a short table. below: the last one's stands below."""
    tables = [row, "| Order | {9}\n", row, row]
    captions = [caption.format(number, code) for number, code in enumerate(("1", "2", "3, 3.2.4", "5"), 1)]
    parts = [f"{title}\n{table}" for title, table in zip(captions, tables, strict=True)]
    if below:
        parts[-1] = f"{tables[-1]}{captions[-1]}\n"
    return "# Standard 3\n" + "\n{5}\n".join(parts)


@pytest.mark.parametrize("below", [False, True])
@pytest.mark.parametrize(
    "caption",
    [
        "Table {}. How we do it – criterion 3.2.{}",
        "Table 2.{} – How we do it (3.2.{})",
        "Таблица 3.{} – Как это делается – критерий 3.2.{}",
        "Таблица {}. Как это делается (критерии 3.2.{})",
        "3.{}-кесте – Біз қалай істейміз – критерий 3.2.{}",
    ],
)
def test_a_table_answers_the_criteria_at_the_end_of_its_caption(caption: str, below: bool) -> None:
    found = statuses(report(caption, below=below), *CODES)
    assert [status.replace("mentioned", "thin") for status in found] == FOUND


def test_the_words_of_the_caption_and_of_the_text_behind_the_table_do_not_count() -> None:
    text = report("Table {}. How we do it – criterion 3.2.{}")
    assert criterion(check(text), "3.2.1").words == 50 + 3  # the labels of its rows


@pytest.mark.parametrize(
    "caption",
    [
        "Table 3.2.{}. How we do it, part {}",  # numbers of its own
        "Table {}. How criterion 3.2.{} was rated in other schools",
        "Figure {}. How we do it – criterion 3.2.{}",
        "Table {}. Budget of 2024 – clause 3.2.{} of the Law on education",
    ],
)
def test_other_numbers_in_captions_make_no_table_an_answer(caption: str) -> None:
    assert "addressed" not in statuses(report(caption), *CODES)


def test_figures_on_a_criterion_are_no_answer_to_it() -> None:
    text = report(
        "Table {}. Staff – criterion 3.2.{}", row="| Name | Post | Years\n" + "| Ann Smith | dean | 12\n" * 20
    )
    assert "addressed" not in statuses(text, *CODES)


def test_one_table_on_a_criterion_is_data_and_criteria_answered_elsewhere_are_not_answered_by_tables() -> None:
    one = "# Standard 3\n3.2.1 {50}\nTable 1. Staff – criterion 3.2.2\n" + ROW + "3.2.3 {50}"
    assert statuses(one, "3.2.2") == ["mentioned"]
    answers = "".join(f"3.2.{number} We {{10}}\n" for number in range(1, 6))
    text = report("Table {}. How we do it – criterion 3.2.{}") + "\n# Annex\n{5}\n# Standard 3\n" + answers
    assert statuses(text, "3.2.1", "3.2.3", "3.2.5") == ["thin"] * 3


def test_captions_whose_codes_do_not_rise_are_an_order_of_something_else() -> None:
    text = "# Standard 3\n" + "".join(f"Table {n}. Data – criterion 3.2.{9 - n}\n{ROW}{{5}}\n" for n in range(1, 6))
    assert "addressed" not in statuses(text, "3.2.4", "3.2.5", "3.2.6", "3.2.7", "3.2.8")
