"""Tables that answer in two languages side by side: which rows are told to lack one, at each bound."""

from __future__ import annotations

import pytest

from sapa.core.citing.citations import cite
from sapa.core.covering.two_languages import one_language_only

from ..documents import document
from ..reports import installed

INSTITUTIONAL = installed().sets.find("institutional")
WORDS = {
    "kk": "кафедра өтінімін оқытушылар мен студенттер кіретін комиссия қарайды әрі шешім хаттамамен рәсімделеді".split(),
    "ru": "заявка кафедры рассматривается комиссией в которую входят преподаватели и студенты нашего вуза".split(),
}


def text(language: str, count: int) -> str:
    known = WORDS[language]
    return " ".join(known[at % len(known)] for at in range(count))


def lacking(*rows: tuple[int, int]) -> dict[str, str]:
    """By code the language that its row lacks; rows: words in Russian and in Kazakh."""
    return lacking_in([f"| 3.2.{at} | {text('ru', ru)} | {text('kk', kk)}" for at, (ru, kk) in enumerate(rows, 1)])


def lacking_in(lines: list[str]) -> dict[str, str]:
    read = document("# Стандарт 3\n" + "\n".join(lines))
    tables = cite(read, INSTITUTIONAL, []).tables
    codes = {
        (one.key.block, one.key.cell): one.key.cited.codes[0].text
        for table in tables.values()
        for one in table.passages
    }
    return {codes[key]: language for key, language in one_language_only(read, tables).items()}


ALIKE = (40, 40)


@pytest.mark.parametrize(
    ("ru", "kk", "expected"),
    [
        (40, 0, "kk"),
        (40, 9, "kk"),
        (40, 10, None),  # a quarter of it is more than a beginning
        (0, 40, "ru"),
        (9, 40, "ru"),
        (10, 40, None),
        (10, 0, "kk"),
        (9, 0, None),  # too short to be an answer that waits for its translation
        (0, 0, None),
    ],
)
def test_a_row_lacks_the_language_in_which_hardly_anything_is_written(ru: int, kk: int, expected: str | None) -> None:
    assert lacking(ALIKE, (ru, kk), ALIKE).get("3.2.2") == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((ALIKE, ALIKE, (40, 0), (40, 0)), {"3.2.3": "kk", "3.2.4": "kk"}),  # half of the rows say the same in both
        ((ALIKE, ALIKE, (40, 0), (40, 0), (40, 0)), {}),
        (((40, 20), (20, 40), (40, 0), (40, 0)), {"3.2.3": "kk", "3.2.4": "kk"}),
        (((40, 19), (20, 40), (40, 0), (40, 0)), {}),
        (((40, 20), (19, 40), (40, 0), (40, 0)), {}),
        ((ALIKE, (40, 0)), {}),  # one cell makes no column of a language
        (((40, 10), (20, 10), (40, 0)), {}),
        (((20, 10), (20, 10), (40, 0)), {"3.2.3": "kk"}),
        (((18, 9), (18, 9), (40, 0)), {}),  # nine words tell no language
    ],
)
def test_a_table_is_one_of_two_languages_where_half_of_its_rows_say_the_same_in_both(
    rows: tuple[tuple[int, int], ...], expected: dict[str, str]
) -> None:
    assert lacking(*rows) == expected


@pytest.mark.parametrize(
    ("in_both", "expected"),
    [(2, {"3.2.3": "kk", "3.2.4": "kk", "3.2.5": "kk"}), (1, {})],  # a column of one text has no language
)
def test_a_code_that_opens_the_text_in_both_languages_tells_it_of_fewer_rows(
    in_both: int, expected: dict[str, str]
) -> None:
    kazakh, russian = (
        "Кафедра өтінімін комиссия қарайды әрі шешеді. " * 9,
        "Заявку кафедры рассматривает комиссия вуза. " * 9,
    )
    rows = [f"| 3.2.{at}-критерий. {kazakh} | Критерий 3.2.{at}. {russian}" for at in range(1, in_both + 1)]
    rows += [f"| | Критерий 3.2.{at}. {russian}" for at in (3, 4, 5)]
    assert lacking_in(["|h Қазақша | На русском языке", *rows]) == expected
