"""One report, two sets: the programme's own 2.3 and 2.4, and those of the EUR-ACE appendix, told apart by the part."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from sapa.core.citing.parts import set_parts
from sapa.core.loading.plugins import load_plugins
from sapa.core.model.document import Kind

from .reports import checked, report, statuses


@dataclass(frozen=True)
class Words:
    """The words of one language that these reports are made of."""

    lang: str
    report: str
    standard: str  # {0} is its number
    titles: tuple[str, str, str]  # of programme standards 1, 2 and 9
    appendix: tuple[str, ...]  # ways to write "Appendix A"
    workload: str
    outcomes: str
    aims: str
    areas: tuple[str, str, str]
    annex: str  # of an annex that has nothing to do with it
    regulation: str
    curriculum: str
    about: str  # a chapter on EUR-ACE that answers nothing


EN = Words(
    "en", "Self-assessment report of the educational programme 6B07101", "Standard {0}. {1}",
    ("Objectives of the educational program", "Content of the program", "Graduates"),
    ("Appendix A", "Annex A", "APPENDIX A", "Appendix А", "Appendix «A»"),
    "Student workload requirements", "Programme outcomes framework", "Programme aims",
    ("Knowledge and understanding", "Engineering analysis", "Engineering design"),
    "Annex 5. List of staff", "Regulation on internships", "Curriculum", "EUR-ACE accreditation of the faculty",
)  # fmt: skip
RU = Words(
    "ru", "Отчет по самооценке образовательной программы 6В07101", "Стандарт {0}. {1}",
    ("Цели образовательной программы", "Содержание программы", "Выпускники"),
    ("Приложение А", "Приложение A", "ПРИЛОЖЕНИЕ А"),
    "Требования к учебной нагрузке студентов", "Результаты обучения по программе", "Цели программы",
    ("Знание и понимание", "Инженерный анализ", "Инженерное проектирование"),
    "Приложение 5. Список преподавателей", "Положение о практике", "Учебный план", "Аккредитация EUR-ACE на факультете",
)  # fmt: skip
KK = Words(
    "kk", "6В07101 білім беру бағдарламасының өзін-өзі бағалау есебі", "{0}-стандарт. {1}",
    ("Білім беру бағдарламасының мақсаттары", "Бағдарламаның мазмұны", "Түлектер"),
    ("А қосымшасы", "A қосымшасы", "А-қосымша", "Қосымша А"),
    "Студенттердің оқу жүктемесіне қойылатын талаптар", "Бағдарлама нәтижелерінің құрылымы", "Бағдарламаның мақсаттары",
    ("Білу және түсіну", "Инженерлік талдау", "Инженерлік жобалау"),
    "5-қосымша. Оқытушылар тізімі", "Практика туралы ереже", "Оқу жоспары", "Факультеттегі EUR-ACE аккредиттеуі",
)  # fmt: skip
LANGUAGES = pytest.mark.parametrize("words", [EN, RU, KK], ids=["en", "ru", "kk"])
SPELLINGS = pytest.mark.parametrize(
    ("words", "appendix"), [(w, spelling) for w in (EN, RU, KK) for spelling in w.appendix]
)
PROGRAMME = {
    "1.2.1": "addressed", "2.2.1": "addressed", "2.3": "thin", "2.4": "addressed", "2.5": "addressed",
    "9.2.1": "addressed",
}  # fmt: skip


def main_part(words: Words, *, in_standard_2: str = "", before_9: str = "") -> str:
    return f"""
# {words.report}
# {words.standard.format(1, words.titles[0])}
## 1.2.1
{{60}}
# {words.standard.format(2, words.titles[1])}
## 2.2.1
{{60}}
## 2.3
{{12}}
{in_standard_2}
## 2.4
{{60}}
## 2.5
{{60}}
{before_9}
# {words.standard.format(9, words.titles[2])}
## 9.2.1
{{60}}
"""


def both(words: Words, text: str) -> tuple[dict[str, str], dict[str, str]]:
    result = checked(report(text, words.lang))
    assert [found.coverage.set.id for found in result.sets] == ["programme", "eur-ace"]
    return statuses(result, "programme"), statuses(result, "eur-ace")


def programme_only(words: Words, text: str) -> dict[str, str]:
    result = checked(report(text, words.lang))
    assert [found.coverage.set.id for found in result.sets] == ["programme"]
    return statuses(result, "programme")


@SPELLINGS
def test_the_same_code_means_something_else_in_the_appendix(words: Words, appendix: str) -> None:
    text = (
        main_part(words) + f"# {appendix}. EUR-ACE\n## 2.2 {words.workload}\n{{60}}\n## 2.3 {words.outcomes}\n{{60}}\n"
    )
    assert both(words, text) == (PROGRAMME, {"2.2": "addressed", "2.3": "addressed"})


@SPELLINGS
def test_an_appendix_that_is_named_by_its_letter_alone_is_told_by_the_titles_in_it(words: Words, appendix: str) -> None:
    text = main_part(words) + f"# {appendix}\n## 2.2 {words.workload}\n{{60}}\n## 2.4.1 {words.aims}\n{{60}}\n"
    assert both(words, text) == (PROGRAMME, {"2.2": "addressed", "2.4.1": "addressed"})


@LANGUAGES
def test_learning_areas_show_the_appendix_even_if_no_clause_is_cited(words: Words) -> None:
    areas = "".join(f"## {area}\n{{60}}\n" for area in words.areas)
    text = main_part(words) + f"# {words.appendix[0]}\n{areas}"
    programme, eur_ace = both(words, text)
    assert programme == PROGRAMME
    assert set(eur_ace.values()) == {"not_checked"}


@LANGUAGES
def test_clauses_below_those_of_the_set_do_not_make_it_another_document(words: Words) -> None:
    text = main_part(words) + (
        f"# {words.appendix[0]}. EUR-ACE\n## 2.3 {words.outcomes}\n{{60}}\n### 2.3.1 {words.areas[0]}\n{{60}}\n"
        f"### 2.3.2 {words.areas[1]}\n{{60}}\n"
    )
    assert both(words, text) == (PROGRAMME, {"2.3": "addressed"})


@LANGUAGES
def test_headings_of_the_appendix_may_have_its_own_rank(words: Words) -> None:
    text = main_part(words) + (
        f"# {words.appendix[0]}. EUR-ACE\n# 2.2 {words.workload}\n{{60}}\n# {words.areas[0]}\n{{60}}\n"
        f"# 2.4.1 {words.aims}\n{{60}}\n# {words.annex}\n2.3 {{60}}\n"
    )
    assert both(words, text) == (PROGRAMME, {"2.2": "addressed", "2.4.1": "addressed"})


@LANGUAGES
def test_an_appendix_without_real_headings(words: Words) -> None:
    text = main_part(words) + (
        f"**{words.appendix[0]}. EUR-ACE**\n**2.2 {words.workload}**\n{{60}}\n**2.3 {words.outcomes}**\n{{60}}\n"
    )
    assert both(words, text) == (PROGRAMME, {"2.2": "addressed", "2.3": "addressed"})


@LANGUAGES
def test_an_appendix_as_a_table(words: Words) -> None:
    text = main_part(words) + (
        f"# {words.appendix[0]}. EUR-ACE\n| EAFSG | |\n| 2.2 | {{60}} |\n| 2.3 | {{60}} |\n| 2.4.1 | {{20}} |\n"
    )
    assert both(words, text) == (PROGRAMME, {"2.2": "addressed", "2.3": "addressed", "2.4.1": "thin"})


@LANGUAGES
def test_an_appendix_between_the_standards(words: Words) -> None:
    part = f"# {words.appendix[0]}. EUR-ACE\n## 2.3 {words.outcomes}\n{{60}}\n## 2.4.1 {words.aims}\n{{60}}"
    assert both(words, main_part(words, before_9=part)) == (PROGRAMME, {"2.3": "addressed", "2.4.1": "addressed"})


@LANGUAGES
def test_annexes_on_either_side_are_not_of_it(words: Words) -> None:
    text = main_part(words) + (
        f"# {words.annex}\n{{30}}\n# {words.appendix[0]}. EUR-ACE\n## 2.3 {words.outcomes}\n{{60}}\n"
        f"# {words.annex.replace('5', '6')}\n## 2.2 {words.curriculum}\n{{60}}\n"
    )
    assert both(words, text) == (PROGRAMME, {"2.3": "addressed"})


@LANGUAGES
def test_codes_with_the_frameworks_name_are_its_wherever_they_stand(words: Words) -> None:
    part = f"# {words.appendix[0]}. EUR-ACE\n## 2.3 {words.outcomes}\n{{60}}\n"
    text = main_part(words, in_standard_2="## EAFSG 2.4.3\n{60}\n## EUR-ACE 2.4\n{60}") + part
    programme, eur_ace = both(words, text)
    assert (programme, eur_ace) == (PROGRAMME, {"2.3": "addressed", "2.4": "addressed", "2.4.3": "addressed"})


# --- what is no appendix


@LANGUAGES
def test_a_regulation_as_annex_a_is_no_appendix(words: Words) -> None:
    clauses = "".join(f"## {number}\n{{60}}\n" for number in ("2.2", "2.3", "2.4", "2.4.1"))
    assert (
        programme_only(words, main_part(words) + f"# {words.appendix[0]}. {words.regulation}\n{clauses}") == PROGRAMME
    )


@LANGUAGES
def test_a_regulation_whose_title_stands_below_annex_a_is_no_appendix(words: Words) -> None:
    clauses = "".join(f"## {number} {words.aims}\n{{60}}\n" for number in ("2.2", "2.4.1"))
    text = main_part(words) + f"# {words.appendix[0]}\n**{words.regulation}**\n{clauses}"
    assert programme_only(words, text) == PROGRAMME


@LANGUAGES
def test_decimals_in_an_annex_are_no_clauses(words: Words) -> None:
    rows = f"| {words.curriculum} | GPA |\n| 2.2 | 3.4 |\n| 2.3 | 3.1 |\n| 2.4 | 3.0 |\n"
    assert programme_only(words, main_part(words) + f"# {words.appendix[0]}. {words.curriculum}\n{rows}") == PROGRAMME


@LANGUAGES
def test_a_chapter_about_eur_ace_is_no_appendix(words: Words) -> None:
    chapter = f"## {words.about}\n{{60}}"
    assert programme_only(words, main_part(words, in_standard_2=chapter)) == PROGRAMME


@LANGUAGES
def test_a_bold_word_takes_no_criterion_away_from_its_standard(words: Words) -> None:
    assert programme_only(words, main_part(words, in_standard_2="**EUR-ACE**\n{10}")) == PROGRAMME


@LANGUAGES
def test_naming_the_appendix_in_a_sentence_opens_nothing(words: Words) -> None:
    text = main_part(words) + f"# {words.annex}\n{words.appendix[0]}: EUR-ACE. {{20}}\n"
    assert programme_only(words, text) == PROGRAMME


@LANGUAGES
def test_its_entry_in_the_contents_opens_nothing(words: Words) -> None:
    contents = {"en": "Contents", "ru": "Содержание", "kk": "Мазмұны"}[words.lang]
    entries = "\n".join(
        f"{title} ........ {page}"
        for page, title in enumerate(
            (words.standard.format(1, words.titles[0]), f"{words.appendix[0]}. EUR-ACE", f"2.3 {words.outcomes}"), 3
        )
    )
    front, rest = main_part(words).strip().split("\n", 1)
    assert programme_only(words, f"{front}\n# {contents}\n{entries}\n{rest}") == PROGRAMME


def test_without_the_appendix_a_bare_code_of_both_sets_is_the_programmes() -> None:
    result = checked(report(main_part(EN)), "programme", "eur-ace")
    assert statuses(result, "programme") == PROGRAMME
    found = statuses(result, "eur-ace")
    assert {found["2.3"], found["2.4"]} == {"not_checked"}


def test_both_appendices_of_a_report_on_two_programmes_are_parts() -> None:
    text = main_part(EN) + (
        "# Appendix A. EUR-ACE\n## 2.2 Student workload\n{60}\n# Appendix B. EUR-ACE\n## 2.3 Programme outcomes\n{60}\n"
    )
    document = report(text)
    (span,) = set_parts(document, load_plugins().sets.find("eur-ace"))
    headings = [block.text[:10] for block in document.blocks[slice(*span)] if block.kind is Kind.HEADING]
    assert headings == ["Appendix A", "2.2 Studen", "Appendix B", "2.3 Progra"]
    assert both(EN, text) == (PROGRAMME, {"2.2": "addressed", "2.3": "addressed"})
