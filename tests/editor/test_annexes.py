"""Annexes cited, listed and never cited, by the report alone."""

from __future__ import annotations

import pytest

from .eye import findings, rules


def annexes(text: str) -> dict[str, list[object]]:
    told: dict[str, list[object]] = {}
    for finding in findings(text):
        if finding.rule.startswith("annex-"):
            told.setdefault(finding.rule, []).append(finding.arguments.get("annex") or finding.arguments["annexes"])
    return told


LIST = "# Список приложений\nПриложение 1. План\nПриложение 2. Устав\nПриложение 10. Отчет"


def test_cited_and_not_listed_listed_and_not_cited() -> None:
    text = f"# Глава\nСм. Приложения 1 и 3.\n{{20}} (Прил. 10).\n{LIST}"
    assert annexes(text) == {"annex-unlisted": ["3"], "annex-uncited": ["2"]}


def test_all_is_well_where_both_agree() -> None:
    assert annexes(f"# Глава\nСм. Приложения 1, 2 и Прил. 10.\n{LIST}") == {}


def test_a_part_belongs_to_its_whole() -> None:
    assert annexes(f"# Глава\nСм. Приложение 1.1, Приложение 2 и Прил. 10.\n{LIST}") == {}


def test_a_report_without_a_list_is_told_once_with_all_labels() -> None:
    assert annexes("# Глава\nСм. Прил. 10 и Приложение 2.") == {"annex-no-list": [("2", "10")]}
    assert annexes("# Глава\n{30}") == {}


def test_annexes_that_are_bound_in_need_no_list() -> None:
    assert annexes("# Глава\nСм. Приложение 1.\n# Приложение 1. План\n{30}") == {}


@pytest.mark.parametrize(
    "listed",
    [
        "# Appendices\n| No. | Title |\n| 1 | Plan |\n| 2 | Charter |",
        "# Қосымшалар тізімі\n1-қосымша. Жоспар\n2-қосымша. Жарғы",
        "Приложения\nПриложение 1. План. Приложение 2. Устав.",
        "Приложение 1. План\nПриложение 2. Устав",
        "Annex 1 Plan\nAnnex 2 Charter",
    ],
)
def test_a_list_may_be_a_table_kazakh_one_paragraph_or_without_a_heading(listed: str) -> None:
    assert annexes(f"# Chapter\nSee annex 1.\n{listed}") == {"annex-uncited": ["2"]}


@pytest.mark.parametrize(
    "listed",
    [
        "# Перечень приложений к тому 1\nПриложение 1. План\nПриложение 2. Устав",
        "# Приложения к самоотчету\n- 1. Приложение 1. План\n- 2. Приложение 2. Устав",
        "# Annexes to the report\n- 1. Annex 1. Plan\n- 2. Annex 2. Charter",
        "# Есептің қосымшалары\n1-қосымша. Жоспар\n2-қосымша. Жарғы",
        "{30}\n|h Annex | Title\n| 1 | Plan\n| 2 | Charter\n{30}",
    ],
)
def test_a_list_is_known_by_a_longer_title_by_typed_numbers_and_by_a_table_of_annexes(listed: str) -> None:
    assert annexes(f"# Chapter\nSee annex 1.\n{listed}") == {"annex-uncited": ["2"]}


@pytest.mark.parametrize(
    "listed",
    [
        "# Есепке қосымшалар\n{20}\nА қосымшасы. Жоспар\nБ қосымшасы. Жарғы",
        "А қосымшасы. Жоспар\nБ қосымшасы. Жарғы",
        "# Приложения\n|h № | Название\n| А | План\n| Б | Устав",
        "# Annexes\n|h Annex | Title\n| А | Plan\n| Б | Charter",
    ],
)
def test_annexes_may_be_letters(listed: str) -> None:
    assert annexes(f"# Глава\nСм. приложение А.\n{listed}") == {"annex-uncited": ["Б"]}


def test_roman_numbers_are_annexes_too() -> None:
    table = "# List of annexes\n|h Annex | Title\n| I | Plan\n| II | Map\n| III | Rules\n| IV | Map"
    assert annexes(f"# Chapter\nSee Appendices I–III.\n{table}") == {"annex-uncited": ["IV"]}


def test_annexes_of_two_volumes_are_listed_in_two_lists() -> None:
    volumes = "# Приложения к тому 1\nПриложение 1. План\n# Глава\nСм. прил. 1 и 2.\n# Приложения к тому 2\nПриложение 2. Устав"
    assert annexes(volumes) == {}


def test_annexes_whose_labels_have_letters_are_annexes_of_their_own() -> None:
    listed = "# List of annexes\nAnnex 4-A. Policy\nAnnex 4-B. Study\nAnnex 5-A. Rules\nAnnex 5-B. Minutes"
    assert annexes(f"# Chapter\nSee annexes 4-A, 4-B.\n{listed}") == {"annex-uncited": ["5-A", "5-B"]}
    assert annexes(f"# Chapter\nSee annexes 4A and 5.\n{listed}") == {"annex-uncited": ["4-B"]}
    assert annexes(f"# Chapter\nSee annexes 4-A–4-C, 5-A and 5-B.\n{listed}") == {"annex-unlisted": ["4-C"]}


def test_a_label_that_opens_with_a_letter_is_cited_without_the_word_for_an_annex() -> None:
    table = "# Приложения\n|h № | Наименование\n| П-1 | Паспорт\n| П-2 | Лицензии\n| А-3 | План"
    assert annexes(f"# Глава\nЗдание описано (П-1), план – А-3.\n{table}") == {"annex-uncited": ["П-2"]}


def test_another_table_in_the_part_of_annexes_is_no_list_and_cites_them() -> None:
    other = "Table 5. Units\n| Criterion | Unit | Annex |\n| 8.2.14 | Office | 2 |"
    text = f"# Chapter\nSee annex 1.\n# Annexes\n{other}\nTable 6. List of annexes\n| Annex | Title |\n| 1 | Plan |\n| 2 | Map |"
    assert annexes(text.replace("\nTable 6", "\n{20}\nTable 6")) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Приложение 4 к приказу министра № 600 определяет форму.",
        "Лицензия KZ12LAA00018522, приложение № 014 от 12.04.2019.",
        "ГОСО (приказ № 604), приложения 7 и 8.",
        "Критерии продублированы в приложении «МойВуз».",
        "Еуропалық қосымша үш тілде беріледі, пәнге қосымша 15 сағат енгізілді.",
        "| 5.2.11 | Қосымша куәліктер туралы айтамыз. |",
        "5.2.11 Қосымша куәліктер туралы айтамыз.",
    ],
)
def test_what_is_no_annex_of_the_report(text: str) -> None:
    assert annexes(f"# Глава\nСм. Приложение 1, Прил. 2 и Прил. 10.\n{text}\n{LIST}") == {}


def test_an_order_of_its_own_may_be_an_annex_of_the_report() -> None:
    assert annexes("# Глава\nКомиссия создана приказом № 45-п (приложение 3).") == {"annex-no-list": [("3",)]}
    assert annexes("# Глава\nКомиссия создана приказом ректора № 45-п, приложение 3.") == {"annex-no-list": [("3",)]}


def test_the_title_of_an_annex_that_is_bound_in_cites_nothing_even_where_it_is_no_heading() -> None:
    assert annexes("# Глава\n{30}\nПРИЛОЖЕНИЕ A. ДОПОЛНИТЕЛЬНЫЕ СВЕДЕНИЯ\n| 1 | {10} |") == {}
    assert annexes("# Глава\nСм. Прил. 3.\nПРИЛОЖЕНИЕ 3. СВЕДЕНИЯ\n{30}") == {}


def test_a_list_in_capitals_is_no_annex_that_is_bound_in() -> None:
    text = (
        "# Глава\nСм. Прил. 1 и 4.\n# Список приложений\nПРИЛОЖЕНИЕ 1. ПЛАН\nПРИЛОЖЕНИЕ 2. УСТАВ\nПРИЛОЖЕНИЕ 3. СМЕТА"
    )
    assert annexes(text) == {"annex-unlisted": ["4"], "annex-uncited": ["2", "3"]}


def test_the_contents_are_neither_a_list_nor_a_citation() -> None:
    assert rules("~ Приложение 7. План 30\n# Глава\n{30}") == ["contents-entry-gone"]
