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
