"""Paragraphs that name their criterion in their first sentence, amid texts that open with theirs."""

from __future__ import annotations

import pytest

from ..test_coverage import check, criterion, statuses

PRACTICE = "Practice, of which criterion 3.2.11 speaks, is our strength. {{{}}}"
CLUBS = "Clubs and homes are what criterion 3.2.13 covers. {50}"
AROUND = "# Standard 3\n3.2.9. Teaching. {{50}}\n{}\n3.2.18. Admission. {{50}}"


def test_two_in_a_row_with_rising_codes_open_their_texts_wherever_these_end() -> None:
    text = AROUND.format(f"{PRACTICE.format(9)}\n{{40}}\n{CLUBS}\n{{30}}")
    assert statuses(text, "3.2.9", "3.2.11", "3.2.13", "3.2.18") == ["addressed"] * 4
    found = check(text)
    assert [criterion(found, code).words for code in ("3.2.9", "3.2.11", "3.2.13")] == [51, 57, 87]


@pytest.mark.parametrize(
    "told",
    [
        f"How do we teach? As to criterion 3.2.10, we do it unevenly. {{50}}\n{CLUBS}",
        f"It begins long before summer, and all of us know it well. Criterion 3.2.10 is on this. {{50}}\n{CLUBS}",
        f"Оқу туралы 3.2.10 критерийіне жауап берсек, ол үш бөліктен тұрады. {{50}}\n{CLUBS}",
    ],
)
def test_a_few_words_may_stand_before(told: str) -> None:
    assert statuses(AROUND.format(told), "3.2.10", "3.2.13") == ["addressed"] * 2


@pytest.mark.parametrize(
    "told",
    [
        f"{CLUBS}\n{PRACTICE.format(50)}",  # they do not rise
        f"{CLUBS}\nSee criterion 3.2.14 on this as well, said the dean. {{50}}",  # it sends the reader there
        f"{CLUBS}\n{{50}}\nThis is long ago. {{9}}. It was criterion 3.2.14 that spoke of it. {{50}}",  # not the first
        f"{CLUBS}\nIt is long ago, and well known. When we asked what 3.2.14 and criterion 3.2.14 meant we {{50}}",
        f"Remark 1. On criterion 3.2.14 we {{50}}\n{CLUBS}",  # what an earlier panel asked for
        f"{CLUBS}\nBudget – criterion 3.2.14\n{{50}}",  # a title
        f"{CLUBS}\nMoney, of which criterion 3.2.20 speaks, is short. {{50}}",  # beyond what opens below
        f"{CLUBS}\nMoney, of which criterion 4.2.1 speaks, is short. {{50}}",  # of another standard
        CLUBS,  # alone
    ],
)
def test_else_they_belong_to_the_text_above(told: str) -> None:
    assert statuses(AROUND.format(told), "3.2.13") == ["mentioned"]


AMID = AROUND.replace("3.2.9.", "".join(f"3.2.{number}. {{{{50}}}}\n" for number in range(1, 5)) + "3.2.9.")
EACH = (
    "We take criterion 3.2.10 to be wide, long ago. {50}",
    "{20} (criterion 3.2.11) {30}",
    "Of criterion 3.2.13 {50}",
)


@pytest.mark.parametrize(
    ("paragraphs", "statuses_of"),
    [
        (EACH, ["addressed", "addressed"]),
        ((EACH[0], "{50}", *EACH[1:]), ["addressed", "mentioned"]),  # one of them names none
        ((EACH[0], "{20} (see criterion 3.2.11) {30}", EACH[2]), ["addressed", "mentioned"]),
        ((EACH[0], "{20} (criterion 3.2.11) {9}", EACH[2]), ["addressed", "mentioned"]),  # too short
    ],
)
def test_where_each_paragraph_between_two_openings_names_one_it_answers_that(
    paragraphs: tuple[str, ...], statuses_of: list[str]
) -> None:
    assert statuses(AMID.format("\n".join(paragraphs)), "3.2.10", "3.2.11") == statuses_of


def test_they_do_not_where_hardly_any_text_of_the_standard_opens_with_its_code() -> None:
    assert statuses(AMID.format("\n".join(EACH)).replace("3.2.1. ", ""), "3.2.11") == ["mentioned"]


def test_what_opens_elsewhere_is_named_in_passing() -> None:
    text = AROUND.format(f"{PRACTICE.format(50)}\n{CLUBS}") + "\n3.2.19 {50}\n3.2.13. Clubs. {50}"
    assert criterion(check(text), "3.2.9").words > 60


SUBJECT = "Conditions for those with weak eyes or ears (criterion 3.2.11) are not made in all houses. {50}"
SENTENCE = "Of rooms and tools, and of plans for them, criterion 3.2.11 speaks. {}"


@pytest.mark.parametrize(
    ("above", "told", "expected"),
    [
        ("3.2.10. Rooms. {50}", SUBJECT, "addressed"),
        ("3.2.10. Rooms. {50}", SENTENCE.format("{50}"), "addressed"),
        ("3.2.10. Rooms. {50}", SENTENCE.format("{5}\n{50}"), "addressed"),  # the answer stands below
        ("3.2.9. Rooms. {50}", SUBJECT, "mentioned"),  # 3.2.10 comes first, and has no place
        ("3.2.9. Rooms. {50}", SENTENCE.format("{50}"), "mentioned"),
        ("3.2.10. Rooms. {50}", SUBJECT.replace("50", "9"), "mentioned"),  # too short for an answer
        ("3.2.10. Rooms. {50}", SENTENCE.format("{9}"), "mentioned"),
        ("3.2.10. Rooms. {50}", SENTENCE.format("{5}\nOur paths (3.2.13) {50}"), "mentioned"),  # that is another's
        ("3.2.10. Rooms. {50}", f"It is old. {SUBJECT}", "mentioned"),
    ],
)
def test_one_alone_opens_its_text_where_it_names_the_next_criterion(above: str, told: str, expected: str) -> None:
    assert statuses(f"# Standard 3\n{above}\n{told}\n# Annex", "3.2.11") == [expected]
