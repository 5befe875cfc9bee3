"""Text that stands twice, standards without a weakness, and how the rules are kept together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sapa.core.model.document import Document
from sapa.core.model.findings import Finding
from sapa.core.rules.editor.copies import shared_with
from sapa.core.rules.editor.every import CHECKS
from sapa.core.rules.editor.listed import RULES
from sapa.core.words.messages import LANGS, Lang, catalogue

from ..documents import document, prose
from ..reports import checked, report
from .eye import findings, rules, seen

OWN = "Кафедра дорожного строительства ежегодно пересматривает содержание дисциплин вместе с работодателями области"


def paragraph(programme: str, students: int) -> str:
    return (
        f"Программа {programme} обновляется каждый год: кафедра собирает отзывы предприятий, студентов и выпускников, "
        f"сводит их в таблицу, обсуждает на заседании и вносит изменения в рабочий план. За последний год учтено "
        f"{students} предложений, пересмотрены силлабусы шести дисциплин, добавлена практика на предприятии, заменены "
        "два элективных курса и переработаны задания итоговой аттестации по замечаниям внешней комиссии."
    )


def test_a_text_taken_over_for_another_programme_is_found_with_where_it_stood_first() -> None:
    text = f"# 6B07101\n{paragraph('6B07101', 12)}\n# 6B07302\n{paragraph('6B07302', 31)}"
    assert seen(text, "text-repeated", "heading") == ["6B07101"]


def test_it_is_found_in_the_cells_of_a_table_too() -> None:
    text = f"# Глава\n| 1 | {paragraph('А', 12)} |\n| 2 | {paragraph('Б', 13)} |"
    assert len(seen(text, "text-repeated", "quote")) == 1


@pytest.mark.parametrize(
    "second",
    [
        "Программа обновляется каждый год.",  # too short to be anybody's own
        f"{OWN}. " + " ".join(f"слово{letter * 3}" for letter in "абвгдежзиклмнопрстуфхцчшщэюя"),  # its own words
    ],
)
def test_a_short_or_another_text_is_no_copy(second: str) -> None:
    assert rules(f"# 6B07101\n{paragraph('6B07101', 12)}\n{second}\n# 6B07302\n{second}\n") == []


@pytest.mark.parametrize(("shared", "told"), [(3, [3]), (2, [])])
def test_paragraphs_that_two_reports_share_are_told_once_with_the_other_report(shared: int, told: list[int]) -> None:
    topics = ("практика", "мобильность", "библиотека", "выпускники")

    def made(programme: str, *subjects: str) -> Document:
        lines = (paragraph(programme, 7).replace("предложений", f"предложений ({one})").split() for one in subjects)
        rotated = (" ".join(words[number * 5 :] + words[: number * 5]) for number, words in enumerate(lines))
        return replace(document("# Глава\n" + "\n".join(rotated)), path=f"reports/{programme}.docx")

    one, other = made("6B07101", *topics), made("6B07302", *topics[:shared])
    found = list(shared_with(other, [one]))
    assert [finding.arguments["count"] for finding in found] == told
    assert all(finding.arguments["path"] == "6B07101.docx" for finding in found)
    assert list(shared_with(other, [])) == []


def standards(text: str) -> list[tuple[object, object]]:
    found = checked(report(text), "institutional").findings
    return [
        (one.arguments["numbers"], one.arguments["others"]) for one in found if one.rule == "standard-without-weakness"
    ]


FIRST = "# Standard 1. Mission\n1.2.1 {60}\n1.2.2 {60}\n"
SECOND = "# Standard 2. Management\n2.2.1 {60}\n2.2.2 {60}\n"
WEAK = "Areas for improvement: the staff of two departments is too small.\n"


@pytest.mark.parametrize(
    "said", ["What we do well: honest reviews. What we must improve: the panel.", "Что нужно улучшить: состав совета."]
)
def test_what_must_be_improved_may_be_said_in_plain_words(said: str) -> None:
    assert standards(FIRST + said + "\n" + SECOND) == [(("2",), ("1",))]


def test_what_sums_up_at_the_very_end_may_be_meant_for_the_whole_report() -> None:
    assert standards(FIRST + SECOND + WEAK) == []


def test_a_standard_without_a_weakness_beside_one_that_has_some() -> None:
    assert standards(FIRST + WEAK + SECOND) == [(("2",), ("1",))]
    assert standards(FIRST + WEAK + SECOND + WEAK) == []


def test_what_is_strong_and_what_is_weak_in_one_breath_sums_up() -> None:
    assert standards(FIRST + "The office is strong in planning and weak in reporting.\n" + SECOND + WEAK) == []


@pytest.mark.parametrize(
    "concluded",
    [
        "Вывод по стандарту 1: цель актуальна. Требует улучшения обратная связь с предприятиями.",
        "В целом по стандарту миссия понятна, не хватает преподавателей.",
        "1-стандарт бойынша қорытынды. Миссия түсінікті, кері байланысты жақсарту керек.",
        "Conclusion: the mission is clear, feedback from firms is insufficient.",
        "## Выводы по стандарту\nЦель актуальна.\n- Не хватает преподавателей.",
        "## Қорытынды\nМиссия түсінікті. Оқытушылар жетіспейді.",
        "* Conclusion on Standard 1\nThe mission is clear. Teachers are too few.",
    ],
)
def test_a_conclusion_that_owns_up_to_something_weak_sums_up(concluded: str) -> None:
    assert standards(FIRST + concluded + "\n" + SECOND) == [(("2",), ("1",))]


@pytest.mark.parametrize(
    "said",
    [
        "Вывод по стандарту 1: цель актуальна, работодатели участвуют постоянно.",  # nothing weak
        "Итоговая аттестация показала, что у шести студентов знаний недостаточно.",  # no conclusion
        "Заключение договоров идет медленно, баз практики недостаточно.",
        "Қорытынды аттестаттаудан алты студент төмен баға алды.",
    ],
)
def test_a_conclusion_without_anything_weak_and_a_weak_word_without_a_conclusion_sum_up_nothing(said: str) -> None:
    assert standards(FIRST + said + "\n" + SECOND + WEAK + "# Standard 3. Programmes\n3.2.1 {60}\n3.2.2 {60}") == [
        (("1",), ("2",)),
        (("3",), ("2",)),
    ]


def test_a_report_that_sums_up_no_weakness_at_all_is_told_once() -> None:
    long = FIRST.replace("60", "90") + SECOND.replace("60", "90")
    assert standards(long) == [(("1", "2"), ())]
    assert standards(long + "# SWOT analysis\nWeaknesses: too few teachers.\n") == []
    assert standards(FIRST + SECOND) == []  # too short to be judged


def analysed(text: str) -> list[object]:
    found = checked(report(text), "institutional").findings
    return [one.arguments["standard"] for one in found if one.rule == "standard-without-analysis"]


def test_a_standard_without_any_analysis() -> None:
    told = (
        "The office keeps a list of its rooms and of its chairs and of the keys to all of its doors in the town. " * 5
    )
    described = f"# Standard 1. Mission\n1.2.1 {told}\n1.2.2 {told}\n"
    assert analysed(described) == ["1"]
    assert analysed(described + "Compared with 2021 the list is shorter.\n") == []


def test_every_rule_has_its_title_source_and_sentence_in_every_language() -> None:
    for lang in LANGS:
        known = catalogue(lang)
        for rule in RULES.values():
            assert f"editor.{rule.id}" in known
            assert f"finding.{rule.id}" in known
            assert f"editor-source.{rule.source}" in known


@pytest.mark.parametrize("lang", LANGS)
def test_every_title_has_its_rule(lang: Lang) -> None:
    assert {id.removeprefix("editor.") for id in catalogue(lang) if id.startswith("editor.")} == set(RULES)


def test_no_rule_of_an_editor_is_an_error_and_findings_have_the_severity_that_is_documented() -> None:
    text = (
        f"~ Nowhere to be found 3\n[insert text]\nError! Reference source not found.\n# A\n{prose(30)}\n# B\n# C\nSee annex 4.\n"
        "Structure: 50%, 30% and 25%.\nTable 1. X\n| A | B |\n| 1 | 2 |\n| 3 | 4 |\n| Total | 7 |\n"
    )
    found: list[Finding] = findings(text)
    assert len({one.rule for one in found}) >= 6
    assert all(one.severity == RULES[one.rule].severity for one in found)
    assert {rule.severity for rule in RULES.values()} == {"warning", "info"}
    assert len({rule for _, group in CHECKS for rule in group}) == sum(len(group) for _, group in CHECKS)
