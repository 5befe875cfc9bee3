"""Tables keyed by criteria: which cells hold whose answer, and which tables answer nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from sapa.core.citing.index_tables import pointers
from sapa.core.citing.keyed_rows import KeyedTable, keyed_tables
from sapa.core.citing.table_heads import dated_columns

from ..documents import document
from ..reports import installed

SETS = installed().sets


def tables(text: str) -> list[KeyedTable]:
    read = document(text)
    return list(keyed_tables(read, SETS.find("institutional"), dated_columns(read)).values())


def answers(text: str) -> dict[str, str]:
    """By code the cells of its answer, "row.cell" from 0 over the whole text; "marks" before those of a matrix row."""
    found = {}
    for table in tables(text):
        for passage in table.passages:
            cells = [f"{block}.{cell}" for block, cell in passage.pieces]
            key = "+".join(code.text for code in passage.key.cited.codes)
            found[key] = " ".join((["marks"] if passage.matrix else []) + cells)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("|h Criterion | Answer\n| 3.2.1 | {20}\n| 3.2.2 | {20}", {"3.2.1": "1.1", "3.2.2": "2.1"}),
        ("| Open doors, 3.2.1 | {20}\n| Advice (3.2.2) | {20}", {"3.2.1": "0.1", "3.2.2": "1.1"}),
        ("|h Subject | Answer\n| Open doors – 3.2.1 | {20}\n| Advice – 3.2.2 | {20}", {"3.2.1": "1.1", "3.2.2": "2.1"}),
        ("| Есік, 3.2.1-критерий | {20}\n| Кеңес, 3.2.2-критерий | {20}", {"3.2.1": "0.1", "3.2.2": "1.1"}),
        ("| 3.2.1 Doors, 3.2.2 Advice | {20}\n| 3.2.3 Care | {20}", {"3.2.1+3.2.2": "0.1", "3.2.3": "1.1"}),
        ("| 3.2.1 Doors and 3.2.2 Advice | {20}\n| 3.2.3 Care | {20}", {"3.2.1+3.2.2": "0.1", "3.2.3": "1.1"}),
        ("| Open doors, 3.2.4 | {20}\n| Advice, 3.2.2 | {20}", {}),  # not rising
        ("| Open doors, 3.2.1 | {20}\n| Advice | {20}\n| Care, 3.2.2 | {20}", {}),
        ("| 3.2.1 Doors; 3.2.2 Advice | {20}\n| 3.2.3 Care | {20}", {"3.2.1+3.2.2": "0.1", "3.2.3": "1.1"}),
        ("| 3.2.1 Doors / 3.2.2 Advice | {20}\n| 3.2.3 Care | {20}", {"3.2.1+3.2.2": "0.1", "3.2.3": "1.1"}),
        ("| 3.2.1 Doors; see 3.2.2 below | {20}\n| 3.2.3 Care | {20}", {"3.2.1": "0.1", "3.2.3": "1.1"}),
        ("| 3.2.1 | {20}\n| ^ | {20}\n| 3.2.2 | {20}", {"3.2.1": "0.1 1.1", "3.2.2": "2.1"}),
        ("| 3.2.1 | {20}\n| 3.2.2 | ^\n| 3.2.4 | ^", {"3.2.1": "0.1", "3.2.2": "0.1", "3.2.4": "0.1"}),
        ("| 3.2.1 | {20}\n|  | {20}\n| Other | {20}\n|  | {20}", {"3.2.1": "0.1 1.1"}),
        ("|h Criterion | Wording of the criterion | Answer\n| 3.2.1 | {20} | {20}", {"3.2.1": "1.2"}),
        ("|h Criterion | Requirement | Response\n| 3.2.1 | {20} | {20}\n| 3.2.2 | | {20}", {"3.2.1": "1.2", "3.2.2": "2.2"}),
        ("|h Код | Вопрос: | Ответ вуза\n| 3.2.1 | {20} | Да, {9}", {"3.2.1": "1.2"}),
        ("|h Код | Тұжырымы | Сипаттама\n| 3.2.1 | {20} | {20}", {"3.2.1": "1.2"}),
        ("|h Criterion | Requirement | Page\n| 3.2.1 | {20} | {20}", {"3.2.1": "1.1 1.2"}),
        ("|h Criterion | Requirements met | Analysis\n| 3.2.1 | {20} | {20}", {"3.2.1": "1.1 1.2"}),
        ("|h Criterion | How every school of ours answers it\n| 3.2.1 | {20}", {"3.2.1": "1.1"}),
        ("|h Annex | Criterion | Contents\n| 5 | 3.2.1 | {20}\n| 6 | 3.2.2 | {20}", {"3.2.1": "marks 1.2", "3.2.2": "marks 2.2"}),
        ("|h Criterion | What we did | Annex\n| 3.2.1 | {20} | 5\n| 3.2.2 | {20} | 6", {"3.2.1": "1.1", "3.2.2": "2.1"}),
        ("|h No. | Position | Answer\n| 1 | Позиция 3.2.1 | {20}\n| 2 | Позиция 3.2.2 | {20}", {"3.2.1": "1.2", "3.2.2": "2.2"}),
        ("|h Criterion | Answer | Grade\n| 3.2.1 | {20} | 5\n|= Conclusions on standard 3. {20}", {"3.2.1": "1.1"}),
        ("|h Criterion | Answer | Grade\n| 3.2.1 | {20} | 5\n|= It goes on. {20}", {"3.2.1": "1.1 2.0"}),
        ("|h Criterion | Section\n| 3.2.1 | p. 5\n| 3.2.2 | {20}", {"3.2.1": "", "3.2.2": "2.1"}),
        ("|h ESG | Criterion | x\n| 1.2.1 | 3.2.2 | {20}\n| 1.2.3 | 3.2.4 | {20}", {"3.2.2": "1.2", "3.2.4": "2.2"}),
        ("| Criterion | 3.2.1 | 3.2.2\n| Answer | {20} | {20}", {"3.2.1": "1.1", "3.2.2": "1.2"}),
        (
            "| Criterion | 3.2.1 | 3.2.2\n| Answer | {20} | {20}\n| Criterion | 3.2.3 | 3.2.4\n| Answer | {20} | {20}",
            {"3.2.1": "1.1", "3.2.2": "1.2", "3.2.3": "3.1", "3.2.4": "3.2"},
        ),
        ("| 3.2.1 {20} | 3.2.1 {20}\n| 3.2.2 {20} | 3.2.2 {20}", {"3.2.1": "0.0 0.1", "3.2.2": "1.0 1.1"}),
        ("| a | b | c\n|= 3.2.1 Title\n| x | {20} | y\n|= 3.2.2 Title\n| x | {20} | y", {"3.2.1": "2.1 2.2", "3.2.2": "4.1 4.2"}),
        ("| 3.2.1 | {20} | c\n|= {8}\n|= Another matter\n| x | {20} | y", {"3.2.1": "0.1 0.2 1.0"}),
    ],
)  # fmt: skip
def test_an_answer_stands_beside_its_code_below_it_or_in_its_column(text: str, expected: dict[str, str]) -> None:
    assert answers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "| Criterion | 3.2.1\n| Evidence | Order 5\n| Analysis | {20}\n| Criterion | 3.2.2\n| Analysis | {10}",
            {"3.2.1": "1.1 2.1", "3.2.2": "4.1"},
        ),
        ("| Criterion | 3.2.1\n| Title | {10}\n| Analysis | {20}", {"3.2.1": "2.1"}),
        # the criterion's number closes the form that its title opens
        ("| Title | Aims\n| Analysis | {20}\n| Grade | 5\n| Criterion | 3.2.1", {"3.2.1": "1.1"}),
        ("| Criterion | 3.2.1\n| Analysis | {20}\n| Analysis | p. 5", {"3.2.1": "1.1"}),
        ("|= Criterion 3.2.1\n|= Answer:\n|= {20}", {"3.2.1": "2.0"}),
        ("| Criterion | 3.2.1\n| {9} | {20}", {"3.2.1": "1.0 1.1"}),  # no label at the left, but text
        ("| Criterion | 3.2.1\n| Not applicable | {20}", {"3.2.1": "1.0 1.1"}),
    ],
)
def test_in_a_form_the_answer_stands_beside_its_label(text: str, expected: dict[str, str]) -> None:
    assert all(table.form for table in tables(text))
    assert answers(text) == expected


def test_names_of_papers_are_no_answer_where_little_is_written_beside_them() -> None:
    head = "|h Criterion | Answer | Documents\n"
    assert answers(f"{head}| 3.2.1 | {{19}} | {{30}}\n| 3.2.2 | {{20}} | {{30}}") == {
        "3.2.1": "1.1",
        "3.2.2": "2.1 2.2",
    }
    assert answers("|h Criterion | Documents\n| 3.2.1 | {30}") == {"3.2.1": "1.1"}


def test_rows_of_marks_answer_nothing_but_a_row_that_does_or_does_not_apply() -> None:
    rows = ["+", "+", "{40}", "{39}", "Not applicable", "+", "+", "+"]
    found = answers(
        "|h Criterion | Answer\n" + "\n".join(f"| 3.2.{n} | {cell}" for n, cell in enumerate(rows, start=1))
    )
    assert [code for code, cells in found.items() if not cells.startswith("marks")] == ["3.2.3", "3.2.5"]


@pytest.mark.parametrize(("words", "marks"), [(7, True), (8, False)])
def test_rows_of_eight_words_are_sentences(words: int, marks: bool) -> None:
    found = answers(f"|h Criterion | Answer\n| 3.2.1 | {{{words}}}\n| 3.2.2 | {{{words}}}")
    assert all(cells.startswith("marks") is marks for cells in found.values())


def test_a_key_cell_is_the_answer_itself_where_the_table_has_no_other_place_for_one() -> None:
    assert answers("|h Criterion | Page\n| 3.2.1 {25} | 4\n| 3.2.2 {24} | 5") == {"3.2.1": "1.0", "3.2.2": ""}
    waits = answers("|h Criterion | Page\n| 3.2.1 {25} | \n| 3.2.2 {25} | 5")
    assert waits == {"3.2.1": "marks", "3.2.2": "marks"}
    assert answers("|h Criterion | Note\n| 3.2.1 {25} | {20}\n| 3.2.2 {25} | 5")["3.2.2"] == ""


# --- over a page's end


@pytest.mark.parametrize(
    ("between", "goes_on"),
    [
        ("---\n{3}\n", True),
        ("---\n{30}\n", True),
        ("---\n{31}\n", False),
        ("---\n# Aims\n", False),
        ("---\n{3}\n---\n", False),
        ("{3}\n", False),
    ],
)
def test_a_table_goes_on_behind_a_pages_end(between: str, goes_on: bool) -> None:
    found = answers(f"| 3.2.1 | {{20}}\n{between}|  | {{20}}\n| 3.2.2 | {{20}}")
    assert (len(found["3.2.1"].split()) == 2) is goes_on


def test_it_goes_on_with_the_rows_above_its_first_key_that_have_no_label_and_as_many_columns() -> None:
    assert answers("| 3.2.1 | {20}\n---\n{3}\n|  | {20}\n|  | {20}\n| 3.2.2 | {20}")["3.2.1"] == "0.1 2.1 3.1"
    assert answers("| 3.2.1 | {20}\n---\n{3}\n| x | {20}\n|  | {20}\n| 3.2.2 | {20}")["3.2.1"] == "0.1"
    assert answers("| 3.2.1 | {20}\n---\n{3}\n|  | {20} | x\n| 3.2.2 | {20} | y")["3.2.1"] == "0.1"
    assert answers("| 3.2.1 | {20}\n---\n{3}\n|  | p. 5\n|  | {20}\n| 3.2.2 | {20}")["3.2.1"] == "0.1 3.1"


# --- tables that answer nothing


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("|h Criterion | Measure | Deadline\n| 3.2.1 | {20} | May", True),
        ("|h Criterion | Measure | Answer\n| 3.2.1 | {5} | {20}", False),
        ("|h Criterion | Text | Deadline\n| 3.2.1 | {20} | May", False),
        ("|h Criterion | Recommendation\n| 3.2.1 | {20}", True),
        ("|h Criterion | Recommendation | Answer\n| 3.2.1 | {5} | {20}", False),
        ("|h Criterion | Recommendation | Evidence\n| 3.2.1 | {5} | {20}", False),
        ("Summary of ratings\n|h Criterion | x\n| 3.2.1 | {20}", True),
        ("Summary of ratings\n{2}\n{2}\n|h Criterion | x\n| 3.2.1 | {20}", True),
        ("Summary of ratings\n{2}\n{2}\n{2}\n|h Criterion | x\n| 3.2.1 | {20}", False),
        ("Summary of ratings\n# Aims\n|h Criterion | x\n| 3.2.1 | {20}", False),
        ("# Summary of ratings\n|h Criterion | x\n| 3.2.1 | {20}", True),
        ("Summary of ratings\n{12}\n|h Criterion | x\n| 3.2.1 | {20}", True),
        ("Summary of ratings\n{13}\n|h Criterion | x\n| 3.2.1 | {20}", False),
        ("|h Recommendation\n| 3.2.1\n| {20}", False),
    ],
)
def test_plans_and_summaries_are_keyed_by_criteria_and_answer_none(text: str, silent: bool) -> None:
    assert [table.silent for table in tables(text)] == [silent]


@pytest.mark.parametrize(
    ("head", "foreign"),
    [
        ("Clause of the Statute | Matter", True),
        ("Пункт устава | Тема", True),
        ("Ереже тармағы | Мазмұны", True),
        ("Release | Where it runs", True),
        ("Кабинет | Назначение", True),
        ("Clause of the standard's guidelines | Answer", False),
        ("Clause | Answer", False),
        ("Subject | Version", False),  # another column than that of the numbers
        ("No. | Equipment", True),
        ("Criterion | Equipment", False),
        ("No. | Answer", False),
        ("No. | The equipment that every school of ours has bought", False),  # a sentence is no title
    ],
)
def test_a_list_of_things_numbers_them_by_itself(head: str, foreign: bool) -> None:
    assert [table.foreign for table in tables(f"|h {head}\n| 3.2.1 | {{20}}")] == [foreign]


@pytest.mark.parametrize(
    ("column", "dated"),
    [
        (["Date", "3.2.14"], True),
        (["Event", "3.2.14"], False),
        (["Event", "3.2.14", "03.02.2014"], True),
        (["Event", "3.2.14", "03.02.2014 г."], True),
        (["Event", "3.2.14", "It began on 03.02.2014"], False),
        (["On which date of all the days", "3.2.14"], False),
    ],
)
def test_a_column_of_dates_is_known_by_its_title_or_a_full_date(column: list[str], dated: bool) -> None:
    head, *cells = column
    text = f"|h No. | {head}\n" + "\n".join(f"| {n} | {cell}" for n, cell in enumerate(cells))
    assert dict(dated_columns(document(text))) == ({1: frozenset({1})} if dated else {})


ANSWER = "We plan it in May. {30}. It is done in June. {10}. It works."


def test_an_answer_in_the_cell_of_its_code_counts_though_a_cell_beside_it_is_empty_and_papers_stand_below() -> None:
    rows = "".join(f"| 3.2.{n} Plans. {ANSWER} | \n| Annex: minutes | 2024\n" for n in (1, 2))
    assert answers(f"|h Criterion | File\n{rows}") == {"3.2.1": "1.0", "3.2.2": "3.0"}


def test_a_wording_in_the_cell_of_its_code_waits_for_the_answer_beside_it() -> None:
    rows = "".join(f"| 3.2.{n} The institution plans. {{50}} | \n" for n in (1, 2))
    assert answers(f"|h Criterion | Answer\n{rows}") == {"3.2.1": "marks", "3.2.2": "marks"}


class Counted(tuple):  # type: ignore[type-arg]
    """Blocks that know how often somebody went through all of them."""

    walks = 0

    def __iter__(self) -> Iterator[object]:
        Counted.walks += 1
        return super().__iter__()


def test_indexes_are_not_each_looked_for_in_the_whole_report() -> None:
    walks = []
    for many in (2, 30):
        read = document("\n\n".join(f"Text {number}.\n\n| 1.2.4 | b c d" for number in range(many)))
        found = keyed_tables(read, SETS.find("institutional"), dated_columns(read))
        assert len(found) == many and all(passage.matrix for one in found.values() for passage in one.passages)
        Counted.walks = 0
        pointers(replace(read, blocks=Counted(read.blocks)), found)
        walks.append(Counted.walks)
    assert walks[0] == walks[1]


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("| 3-2-1 | reception\n| 3-2-2 | guard", True),
        ("| Пост | 3-2-1\n| Вахта | 3-2-2", True),
        ("| 3-2-1 | {20}\n| 3-2-2 | {20}", False),  # answers to codes that somebody types so
        ("| 3.2.1 | reception\n| 3-2-2 | guard", False),
        ("| 3-2-1 | 14\n| 3-2-2 | 15", False),  # pages
        ("| Criterion 3-2-1 | reception\n| Criterion 3-2-2 | guard", False),
    ],
)
def test_hyphened_numbers_beside_names_alone_are_telephones(text: str, foreign: bool) -> None:
    assert [table.foreign for table in tables(text)] == [foreign]


def test_the_number_of_a_paper_beside_a_label_of_papers_keys_nothing() -> None:
    form = "| Criterion | 3.2.1\n| Answer | {{20}}\n| {} | {}\n| Criterion | 3.2.4\n| Answer | {{20}}"
    own = {"3.2.1": "1.1 2.1", "3.2.4": "4.1"}
    assert answers(form.format("Құжат", "№ 3.2.14 бұйрық")) == own
    assert answers(form.format("Documents", "3.2.14 order of the rector")) == own
    assert "3.2.14" in answers(form.format("Criterion", "3.2.14 Staff"))
