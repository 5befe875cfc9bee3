"""Codes behind a few words of the report's own at the head of a text: which open an answer, and which are mentions."""

from __future__ import annotations

import pytest

from sapa.core.citing.citations import cite
from sapa.core.loading.plugins import load_plugins

from ..documents import document

SETS = load_plugins().sets
ANSWER = "{45}"


def leads(text: str, name: str = "institutional") -> list[str]:
    found = cite(document(text), SETS.find(name))
    return [str(code) for one in found.counted if one.kind == "lead" for code in one.codes]


def between(opened: str) -> list[str]:
    """The leads of a chapter in which the text stands between the answers to 3.2.4 and 3.2.9."""
    return leads(f"# Standard 3. Educational programs\n3.2.4. The {ANSWER}\n{opened}\n3.2.9. The {ANSWER}")


@pytest.mark.parametrize(
    "head",
    [
        # any word, a colon, a dash or a full stop
        "Ориентир 3.2.6:",
        "Пок-ль 3.2.6 –",
        "ТР 3.2.6.",
        "Cr-n 3.2.6:",
        "Веха 3.2.6 |",
        "Marker 3.2.6:",
        "Chapt 3.2.6.",
        "Бағдар 3.2.6:",
        "Тірек 3.2.6 –",
        # unusual brackets
        "{3.2.6}",
        "<3.2.6>",
        "/кр. 3.2.6/",
        "/3.2.6/",
        "[Ориентир 3.2.6]",
        "«Ориентир 3.2.6»",
        "2.1 Ориентир 3.2.6:",
        # a title in front
        "Рост мастерства – 3.2.6.",
        "Open doors, 3.2.6.",
        "Ашық есік: 3.2.6.",
        # who speaks, and of what
        "Комиссия: о 3.2.6.",
        "As regards 3.2.6,",
        "With regard to requirement 3.2.6,",
        "Panel: and 3.2.6?",
        "Отдел кадров – критерий 3.2.6.",
        "Кадр бөлімі, 3.2.6-критерий:",
        "Қаржы: 3.2.6 бойынша.",
        "Критерий номер 3.2.6.",
    ],
)
def test_a_few_words_that_are_no_sentence_open_an_answer(head: str) -> None:
    assert between(f"{head} The {ANSWER}") == ["3.2.4", "3.2.6", "3.2.9"]


@pytest.mark.parametrize(
    "text",
    [
        f"We begin with 3.2.6. The {ANSWER}",  # a sentence
        f"Ары қарай 3.2.6-критерийді қараңыз. The {ANSWER}",
        f"3.2.6-критерийді қараңыз. The {ANSWER}",
        f"Сопоставьте с 3.2.6. The {ANSWER}",
        f"Version 3.2.6: The {ANSWER}",
        f"See also 3.2.6. The {ANSWER}",
        f"This answers 3.2.6. The {ANSWER}",
        f"Расписание № 3.2.6-К. The {ANSWER}",
        f"Таблица 3.2.6. The {ANSWER}",
        f"The week was long. Marker 3.2.6: the {ANSWER}",
        "Marker 3.2.6: the {9}",  # too little behind a word that opens nothing else
        f"Marker 3.2.2: The {ANSWER}",  # out of order
        f"Marker 3.2.12: The {ANSWER}",
        f"Marker 3.2.9: The {ANSWER}",  # answered below
        f"Marker 3.2.99: The {ANSWER}",  # no code of the set
        f"Marker 3.2.6\nThe {ANSWER}",  # may close the text above
    ],
)
def test_a_piece_of_a_sentence_opens_nothing(text: str) -> None:
    assert between(text) == ["3.2.4", "3.2.9"]


def test_a_short_answer_opens_behind_a_label_that_opens_others() -> None:
    assert between(f"Marker 3.2.6: The {ANSWER}\nMarker 3.2.7: No.") == ["3.2.4", "3.2.6", "3.2.7", "3.2.9"]


def test_a_question_opens_the_text_below_it() -> None:
    text = f"Interviewer: Now 3.2.6. Who says so?\nRector: The {ANSWER}"
    assert between(text) == ["3.2.4", "3.2.6", "3.2.9"]


def test_a_line_with_a_colon_opens_the_text_below_it() -> None:
    text = f"Нами раскрыты вместе 3.2.6 и 3.2.8 как один текст:\nThe {ANSWER}\n3.2.7. The {ANSWER}"
    assert between(text) == ["3.2.4", "3.2.6", "3.2.8", "3.2.7", "3.2.9"]


def test_lines_of_a_title_and_a_code_open_where_the_first_stands_below_a_heading() -> None:
    lines = f"Open doors, 3.2.6\nThe {ANSWER}\nGrowth, 3.2.7\nThe {ANSWER}"
    assert leads(f"# Standard 3\n{lines}") == ["3.2.6", "3.2.7"]
    assert leads(f"# Standard 3\nThe {ANSWER}\n{lines}") == []
    assert leads(f"# Standard 3\nOpen doors, 3.2.6\nThe {ANSWER}") == []
    assert leads(f"# Standard 3\n{lines}".replace(", 3", ", criterion 3")) == []


def test_codes_of_two_levels_open_behind_a_label_that_recurs() -> None:
    chapter = "# Standard 2. Programme\n" + "\n".join(f"Marker 2.{number}: The {ANSWER}" for number in (3, 4, 5))
    assert leads(chapter, "programme") == ["2.3", "2.4", "2.5"]
    assert leads(f"# Standard 2. Programme\nMarker 2.3: The {ANSWER}", "programme") == []
    titles = (("Doors", 3), ("Growth", 4), ("Care", 5))
    chapter = "# Standard 2. Programme\n" + "\n".join(f"{title} – 2.{number}. The {ANSWER}" for title, number in titles)
    assert leads(chapter, "programme") == ["2.3", "2.4", "2.5"]


def test_codes_behind_a_word_for_other_numbers_open_where_it_recurs() -> None:
    text = "\n".join(f"Code 3.2.{number}: The {ANSWER}" for number in (5, 6, 7))
    assert between(text) == ["3.2.4", "3.2.5", "3.2.6", "3.2.7", "3.2.9"]


def test_the_text_of_an_answer_begins_behind_its_label() -> None:
    (found,) = cite(document(f"# Standard 3\nMarker 3.2.6: The {ANSWER}"), SETS.find("institutional")).counted
    assert found.text_at == len("Marker 3.2.6: ")


@pytest.mark.parametrize(
    ("mistyped", "expected"),
    [
        ("2 .4 Title", ["2.3", "2.4"]),
        ("2. 4 Title", ["2.3", "2.4"]),
        ("2 .6 Title", ["2.3"]),
        ("2 .4 students", ["2.3"]),
    ],
)
def test_a_mistyped_code_of_two_levels_opens_behind_the_one_before_it(mistyped: str, expected: list[str]) -> None:
    assert leads(f"# Standard 2. Programme\n2.3. The {ANSWER}\n{mistyped} {ANSWER}", "programme") == expected
