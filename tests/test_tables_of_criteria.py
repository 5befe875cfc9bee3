"""Tables keyed by criteria, as people make them: which cell answers which code, and which tables answer none."""

from __future__ import annotations

import pytest

from .test_coverage import check, criterion, statuses

HEAD = "# Standard 2\n|h Criterion | Description and analysis | Evidence\n"


def test_two_codes_with_their_wordings_in_one_key_cell_share_the_answer_beside_them() -> None:
    text = (
        HEAD
        + "| 2.2.15 Branches | Not applicable | –\n| 2.2.16 Students take part // 2.2.17 Staff take part | {60} | Minutes"
    )
    assert statuses(text, "2.2.15", "2.2.16", "2.2.17") == ["not_applicable", "addressed", "addressed"]
    assert criterion(check(text), "2.2.17").evidence[0].shared == 2


@pytest.mark.parametrize("key", ["2.2.16 2.2.17 Students and staff take part", "2.2.16. 2.2.17. Participation"])
def test_two_codes_side_by_side_before_one_title_share_the_answer(key: str) -> None:
    assert (
        statuses(HEAD + f"| 2.2.15 Branches | {{50}} | –\n| {key} | {{60}} | –", "2.2.16", "2.2.17")
        == ["addressed"] * 2
    )


def test_a_number_behind_the_title_of_a_key_is_no_second_code() -> None:
    assert statuses(HEAD + "| 2.2.16 Rule 2.2.17 of the house | {60} | –", "2.2.17") != ["addressed"]


def test_an_answer_cell_merged_down_answers_every_criterion_beside_it() -> None:
    text = (
        HEAD
        + "| 2.2.4 Powers | {60} | Table\n| 2.2.5 Quality | ^ | Audits\n| 2.2.6 Records | ^ | –\n| 2.2.7 Help | {5} | –"
    )
    assert statuses(text, "2.2.4", "2.2.5", "2.2.6", "2.2.7") == ["addressed"] * 3 + ["thin"]


def test_an_answer_that_says_which_criteria_it_answers_answers_them() -> None:
    text = (
        HEAD
        + "| 2.2.4 Powers | Joint answer to criteria 2.2.4–2.2.6. {60} | –\n| 2.2.5 Quality | | –\n| 2.2.6 Records | | –"
    )
    assert statuses(text, "2.2.4", "2.2.5", "2.2.6") == ["addressed"] * 3


def test_names_of_papers_make_no_answer_but_add_to_one() -> None:
    papers = "Questionnaire of first-years; report to the council; link to the survey; letter of the union; " * 3
    text = HEAD + f"| 2.2.12 Risks | {{60}} | Register\n| 2.2.13 Feedback | Yes, we ask. | {papers}"
    assert statuses(text, "2.2.12", "2.2.13") == ["addressed", "thin"]
    assert statuses(HEAD + f"| 2.2.12 Risks | {{60}} | –\n| 2.2.13 Feedback | {{36}} | {papers}", "2.2.13") == [
        "addressed"
    ]


def test_a_column_of_evidence_is_the_answer_where_no_other_is() -> None:
    text = "# Standard 2\n|h Criterion | Evidence\n| 2.2.12 | {60}\n| 2.2.13 | {60}"
    assert statuses(text, "2.2.12", "2.2.13") == ["addressed", "addressed"]


@pytest.mark.parametrize(
    "head",
    [
        "# Earlier recommendations\n|h Criterion | Recommendation | Done | Year",
        "|h No. | What we did after the previous review | Where to see it",
        "|h Код | Сделано | О чем просила предыдущая комиссия",
        "|h Код | Орындалғаны | Алдыңғы аккредиттеу талабы",
        "# Follow-up\n|h No. | Done by us | Wish",
        "|h Criterion | Threat | Likelihood | Reply to it",
        "|h Критерий | Риск | Наши меры | Индекс",
        "|h Критерий | Тәуекел | Іс-шаралар | Белгі",
        "# Выполнение\n|h Критерий | Рекомендация | Что сделано | Срок",
        "# План\n|h Критерий | Мероприятие | Срок | Ответственный",
        "# Іс-шаралар жоспары\n|h Критерий | Шара | Мерзім | Жауапты",
        "# Plan of corrective action\n|h Criterion | What | When | Who",
        "# Итоговая таблица\n|h Критерий | Почему | Что сказано | Да",
        "# Қорытынды кесте\n|h Критерий | Неге | Не айтылды | Иә",
        "# Summary of ratings\n|h Criterion | Rating | Reasons | Page",
    ],
)
def test_recommendations_plans_and_summaries_are_keyed_by_criteria_and_answer_none(head: str) -> None:
    text = f"# Standard 3\n## 3.2.1 A\n{{50}}\n{head}\n| 3.2.11 | {{10}} | {{45}} | 2020\n| 3.2.12 | {{50}} | {{10}} | 2021"
    assert statuses(text, "3.2.1", "3.2.11", "3.2.12") == ["addressed", "mentioned", "mentioned"]


@pytest.mark.parametrize(
    "head",
    [
        "|h Code | What changed since the previous review",
        "|h Criterion | Answer, with the previous review in mind | Risks",
    ],
)
def test_an_answer_that_looks_back_counts(head: str) -> None:
    text = f"# Standard 2\n{head}\n| 2.2.1 | {{50}} | –\n| 2.2.2 | {{50}} | –"
    assert statuses(text, "2.2.1", "2.2.2") == ["addressed", "addressed"]


@pytest.mark.parametrize(
    ("head", "counts"),
    [
        ("Program | Release | Room", False),
        ("Бағдарлама | Нұсқасы | Бөлме", False),
        ("О чем | Пункт Правил | Примечание", False),
        ("Subject | Clause of the Charter | Remark", False),
        ("Мазмұны | Ереженің тармағы | Ескертпе", False),
        ("Subject | Clause of the Standards | Text", True),
        ("Software of ours | Criterion | Version", True),
    ],
)
def test_numbers_below_the_name_of_another_paper_or_of_versions_are_no_criteria(head: str, counts: bool) -> None:
    rows = "\n".join(f"| Thing | 2.2.{number} | {{50}}" for number in (4, 5, 6))
    text = f"# Standard 2\n2.2.1 {{50}}\nWhat else there is\n|h {head}\n{rows}"
    assert statuses(text, "2.2.4") == ["addressed" if counts else "missing"]


def test_an_answer_beside_a_column_of_recommendations_counts() -> None:
    text = (
        "# Standard 3\n|h Criterion | Self-assessment | Recommendations\n| 3.2.11 | {50} | {5}\n| 3.2.12 | {50} | {5}"
    )
    assert statuses(text, "3.2.11", "3.2.12") == ["addressed", "addressed"]


def test_the_first_row_of_prose_is_no_heading_whatever_words_it_has() -> None:
    for word in ("the date of the audit", "the equipment of the laboratory"):
        text = f"# Standard 3\n| {{40}} and {word} is known. {{20}}\n| 3.2.2 Approval of programmes // Response: {{50}}"
        assert statuses(text, "3.2.2") == ["addressed"]


def test_an_answer_in_the_key_cell_counts_above_rows_of_attachments() -> None:
    row = "|= 3.2.{} Design of programmes // Response: // {{60}}"
    rows = [line for code in (1, 2) for line in (row.format(code), "| File | Document", "| Further | View document")]
    text = "# Standard 3\n" + "\n".join(rows)
    assert statuses(text, "3.2.1", "3.2.2") == ["addressed", "addressed"]


def test_both_columns_of_a_bilingual_table_count() -> None:
    text = (
        "# Стандарт 7\n|h Қазақша | На русском языке\n"
        "| 7.2.3-критерий. {25} | Критерий 7.2.3. {25}\n| 7.2.4-критерий. {45} | Критерий 7.2.4. {45}\n| | Критерий 7.2.5. {45}"
    )
    result = check(text, "programme")
    assert [criterion(result, code).status.value for code in ("7.2.3", "7.2.4", "7.2.5")] == ["addressed"] * 3


def test_criteria_parted_by_soft_breaks_in_a_cell_are_each_answered() -> None:
    from sapa.core.citing.structure import arrange
    from sapa.core.model.document import Block, Cell, Document, Kind, Line
    from sapa.core.model.places import Place

    from .documents import prose

    place = Place("report.docx", paragraph=1)
    lines = "\n".join(f"3.2.{number} Title {number}. {prose(50)}" for number in (4, 5, 6))
    row = Block(Kind.ROW, place, cells=(Cell((Line("3"),), 0), Cell((Line(lines),), 1)), table=1)
    read = arrange(Document("report.docx", ("report.docx",), "0" * 64, "docx", (row,)))
    assert [block.shown[:5] for block in read.blocks if block.kind is Kind.PARAGRAPH] == ["3.2.4", "3.2.5", "3.2.6"]


def test_a_row_that_runs_over_a_page_keeps_the_answer_of_its_key() -> None:
    text = (
        HEAD
        + "| 2.2.12 | {60} | a\n| 2.2.13 | {30} | b\n$ running footer\n---\n|h Criterion | Description and analysis | Evidence\n| | {30} |\n| 2.2.14 | {60} | c"
    )
    assert statuses(text, "2.2.12", "2.2.13", "2.2.14") == ["addressed"] * 3


def test_a_frame_that_runs_over_a_page_belongs_to_the_code_above_it() -> None:
    text = "# Standard 3\n3.2.1 Design of programmes\nResponse:\n{20}\n---\n| {60}\n| 3.2.2 Approval of programmes // Response: {50}"
    assert statuses(text, "3.2.1", "3.2.2") == ["addressed", "addressed"]


def test_a_word_broken_by_a_narrow_column_keys_its_row_all_the_same() -> None:
    text = "# Стандарт 5\n|h Критери й | Самооценка\n| Критери й 5.2.1 | {60}\n| Критери и 5.2.5 – 5.2.7 | {60}\n| 5.2.8 | {60}"
    assert statuses(text, "5.2.1", "5.2.6", "5.2.8") == ["addressed"] * 3


def test_a_table_of_one_row_heads_the_text_below_it() -> None:
    text = "# Standard 3\n" + "\n".join(f"| 3.2.{number} | Design of programmes\n{{60}}" for number in (4, 5, 6))
    assert statuses(text, "3.2.4", "3.2.5", "3.2.6") == ["addressed"] * 3
    assert statuses("# Standard 3\n| 3.2.4 | Design of programmes\n{60}", "3.2.4") == ["mentioned"], (
        "one alone may be a list"
    )


FORM = """
| Criterion | 5.2.8 | Responsible | dean
| Analysis | {answer}
| Evidence | {12}; {12}; {12}; {12}
| Criterion | 5.2.9 | Responsible | dean
| Analysis | {50}
| Evidence | {8}
"""


@pytest.mark.parametrize(("words", "status"), [("{6}", "thin"), ("{25}", "addressed")])
def test_names_of_papers_in_a_passport_make_no_answer_where_little_is_written(words: str, status: str) -> None:
    text = "# Standard 5\n" + FORM.replace("{answer}", words)
    assert statuses(text, "5.2.8", "5.2.9") == [status, "addressed"]


COMMAS = ", ".join(
    ["minutes of the board", "orders", "plans of rooms", "a list of guests", "letters", "photographs"] * 4
)
IN_PASSPORTS = """
| Төлқұжат | 5.2.8
| Сипаттама | {answer}
| Құжаттар | {papers}
| Төлқұжат | 5.2.9
| Сипаттама | {{50}}
| Құжаттар | Бұйрық
"""


@pytest.mark.parametrize(
    ("answer", "papers", "status"),
    [
        ("See the documents.", COMMAS, "thin"),
        ("{25}", COMMAS, "addressed"),
        ("See below.", "The board meets, reads, votes, writes, signs, sends and keeps minutes. {45}", "addressed"),
    ],
)
def test_papers_with_commas_beside_their_label_make_no_answer(answer: str, papers: str, status: str) -> None:
    text = "# Standard 5\n" + IN_PASSPORTS.replace("{answer}", answer).replace("{papers}", papers).replace(
        "{{50}}", "{50}"
    )
    assert statuses(text, "5.2.8", "5.2.9") == [status, "addressed"]


@pytest.mark.parametrize("label", ["Annex 2", "Прил. 2", "2-қосымша", "Documents"])
def test_papers_in_rows_below_a_key_that_holds_the_answers_make_none(label: str) -> None:
    row = f"|= 5.2.{{}} Title // {{}}\n| {label} | {{}}\n"
    told = row.format(1, "We do this. We do that. So it goes. {50}", "a plan") + row.format(4, "A. B. C. {60}.", COMMAS)
    text = "# Standard 5\n" + told + row.format(2, "", COMMAS) + row.format(3, "", "The board {50}.")
    assert statuses(text, "5.2.1", "5.2.2", "5.2.3", "5.2.4") == ["addressed", "thin", "addressed", "addressed"]


def test_codes_stacked_in_a_cell_that_a_pdf_parts_share_the_sentence_that_runs_on() -> None:
    text = "# Standard 3\n| 3.2.1 | It {20}\n| 3.2.2 | runs on {30}\n| 3.2.3 | {50}\n| 3.2.4 | Begins {5}."
    assert statuses(text, "3.2.1", "3.2.2", "3.2.3", "3.2.4") == ["addressed", "addressed", "addressed", "thin"]
    joined = text.replace("It {20}", "It {20} and").replace("runs on", "Finland")
    assert statuses(joined, "3.2.1", "3.2.2") == ["addressed", "addressed"]
    assert statuses(text.replace("runs on", "Finland"), "3.2.1") == ["thin"]
    ended = text.replace("{20}", "{20}.")
    assert statuses(ended, "3.2.1", "3.2.2") == ["thin", "thin"]
