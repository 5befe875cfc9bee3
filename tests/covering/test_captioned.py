"""Tables that are the answers, with their codes in the captions; and captions that only say what figures are about."""

from __future__ import annotations

import pytest

from sapa.core.citing.citations import cite
from sapa.core.covering.captioned import captioned
from sapa.core.covering.marks import marks_of

from ..documents import document
from ..reports import installed
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


# --- which captions, and which cells

INSTITUTIONAL = installed().sets.find("institutional")
TABLE = "| Order | {9}\n| Facts | {9}\n"
NAMED = "Table {}. Work – criterion 3.2.{}"


def found(text: str) -> dict[str, list[str]]:
    """By codes the cells of the table, "row.cell" from the heading above everything, which is 0."""
    read = document(f"# Standard 3\n{text}")
    citations = cite(read, INSTITUTIONAL, [])
    return {
        "+".join(code.text for code in one.codes): [f"{row}.{cell}" for row, cell in one.pieces]
        for one in captioned(read, citations, marks_of(read, citations))
    }


def captions(*codes: object, caption: str = NAMED, table: str = TABLE) -> str:
    return "".join(f"{caption.format(number, code)}\n{table}{{5}}\n" for number, code in enumerate(codes, 1))


@pytest.mark.parametrize(
    ("codes", "held"),
    [
        ((1, 2, 4, 5), True),
        ((1, 2, 4), False),
        ((1, 2, 4, 5, 6), True),
        ((1, 2, 4, 6, 5), True),  # three of four rise
        ((1, 4, 2, 6, 5), False),
        ((1, 1, 2, 4, 5), True),
        ((1, 1, 2, 2, 4), False),
    ],
)
def test_four_captions_whose_codes_mostly_rise_are_a_habit(codes: tuple[int, ...], held: bool) -> None:
    assert list(found(captions(*codes))) == [f"3.2.{code}" for code in dict.fromkeys(codes) if held]


@pytest.mark.parametrize(("own", "elsewhere", "count"), [(4, 3, 4), (4, 4, 0), (5, 4, 5), (5, 5, 0)])
def test_captions_most_of_whose_codes_are_answered_elsewhere_are_none(own: int, elsewhere: int, count: int) -> None:
    others = range(11, 11 + elsewhere)
    text = captions(*range(1, own + 1), *others) + "".join(f"3.2.{code} We {{10}}\n" for code in others)
    assert len(found(text)) == count


@pytest.mark.parametrize(
    ("caption", "held"),
    [
        ("Table 2.{} – How it is done [3.2.{}]", True),
        ("Table 2.{}. How it is done: 3.2.{}.", True),
        ("Table 2.{} How it is done – 3.2.{}", True),
        ("Table 2.{} How it is done 3.2.{}", False),
        ("Table 2.{} – How it is done (3.2.{}) here", False),
        ("Table 2.{0} – How 3.2.9 is done (3.2.{1})", False),
    ],
)
def test_the_codes_alone_end_the_caption(caption: str, held: bool) -> None:
    assert bool(found(captions(1, 2, 4, 5, caption=caption))) is held


@pytest.mark.parametrize(("words", "held"), [(7, False), (8, True), (9, True)])
def test_cells_of_a_few_words_are_data(words: int, held: bool) -> None:
    assert bool(found(captions(1, 2, 4, 5).replace("{9}", f"{{{words}}}"))) is held


def test_a_caption_has_the_table_below_it_or_else_the_one_above_that_has_none() -> None:
    below = {"3.2.1": ["2.0", "2.1", "3.0", "3.1"], "3.2.2": ["6.0", "6.1", "7.0", "7.1"]}
    first = found(captions(1, 2, "4; 3.2.5", 6, table="| Order | {9}\n| Facts | {9} | Annex 5\n"))
    assert list(first) == ["3.2.1", "3.2.2", "3.2.4+3.2.5", "3.2.6"]
    assert {code: first[code] for code in below} == below  # a cell that only points holds no answer
    above = found(f"{TABLE}Table 1. Work – criterion 3.2.1\n{{5}}\n{captions(2, 4, 5)}")
    assert (above["3.2.1"], above["3.2.2"][0]) == (["1.0", "1.1", "2.0", "2.1"], "6.0")
    close = found(captions(1, 2, 4, 5).replace("{5}\n", ""))  # the tables follow one another
    assert [cells[0] for cells in close.values()] == ["2.0", "5.0", "8.0", "11.0"]
    assert "3.2.9" not in found(f"{captions(1, 2, 4, 5).removesuffix('{5}' + chr(10))}{NAMED.format(5, 9)}")
