"""Numbers written like codes: which are citations, which are not, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from sapa.core.citing.citations import cite
from sapa.core.loading.plugins import load_plugins

from .documents import document
from .reports import installed

SETS = installed().sets
ESG_AGENCIES = Path(__file__).parent.parent / "examples" / "plugins" / "sapa_esg_agencies" / "src" / "sapa_esg_agencies"

CITED = [
    "The survey (see criterion 3.2.14) was repeated.",
    "As 3.2.14 requires, the survey was repeated.",
    "This answers clause 3.2.14 of the standards.",
    "KAZSEE 3.2.14 is answered below.",
    "Это раскрыто в п. 3.2.14 отчёта.",
    "Согласно критерию 3.2.14 опрос повторён.",
    "Соответствует пп. 3.2.12–3.2.16.",
    "См. пункт № 3.2.14.",
    "Бұл 3.2.14-критерийге сәйкес келеді.",
    "Есептің 3.2.14-тармағын қараңыз.",
    "3.2.14 өлшемшарты бойынша сауалнама өткізілді.",
    "The answer stands in section 3.2.14 below.",
    "Политика качества вуза описана в разделе 3.2.14.",
    "3.2.14-ППС вуза повышают квалификацию.",
    "Answers are numbered: question 3.2.14 was left out.",
    "See the college handbook for 3.2.14 and 3.2.16.",
    "Қашықтан оқытуға арнайы ереже бар (3.2.14–3.2.16).",
    "Стандарт бойынша кестелер (3.2.14, 3.2.16) қосымшада берілген.",
    "К-3.2.14 раскрыт ниже.",
    "Қашықтан оқытуға арнайы ереже бар – 3.2.14.",
    "Изданы три патента и клинический протокол лечения. (3.2.14)",
    "Студент нұсқаулықтан өтеді. 3.2.14-тармақ. Киімін университет береді.",
    "The handbook was read. 3.2.14-критерий is answered here.",
    "Біздің 3.2.14-тармақты қараңыз.",
    "Есеп тобының 3.2.14-тармағы емес, осы бөлімнің 3.2.14-тармағы қаралды.",
    "The new building is described under 3.2.14 below.",
    "Clause 3.2.14 of KAZSEE is answered in full.",
    "Мы отвечаем на него под № 3.2.14 ниже.",
    "Our answer No. 3.2.14 is short.",
    "Біз оны 3.2.14-тарауда жаздық.",
    "Пункт 3.2.14 обновили летом.",
    "Положение о премиях (п. 3.2.14 настоящего отчёта).",
    "The orders (section 3.2.14 of this report) were signed.",
    "Сборка ответов по 3.2.14 велась осенью.",
    "Деканаттың 3.2.14-тармақ бойынша жауабы бар.",
    "Сарапшылардың 3.2.14-тармағына жауап бердік.",
    "Утверждён учебный план (п. 3.2.14).",
    "The repairs follow a plan, section 3.2.14 tells more.",
    "Our policy was renewed last year, section 3.2.14 tells how.",
]
REFUSED = [
    ("The council met on 3.2.14 in Almaty.", "date"),
    ("Основание: П-3.2.14.", "other-document"),
    ("Права ректора указаны в Уставе (3.2.14).", "other-document"),
    ("As the table (3.2.14) shows, enrolment grew.", "figure"),
    ("Minutes No. 5 of 3.2.14 were signed.", "date"),
    ("Протокол № 5 от 3.2.14 утверждён.", "date"),
    ("Семестр длился с 3.2.14 по 28.06.14.", "date"),
    ("Бұйрық 3.2.14 ж. күшіне енді.", "date"),
    ("The platform runs version 3.2.14 now.", "version"),
    ("Установлена версия 3.2.14 системы.", "version"),
    ("Бағдарламаның 3.2.14 нұсқасы орнатылды.", "numbered"),
    ("The university bought Moodle 3.2.14 last year.", "product"),
    ("В вузе работает Platonus 3.2.14 и библиотека.", "product"),
    ("As Table 3.2.14 shows, enrolment grew.", "figure"),
    ("Как видно из рис. 3.2.14, приём вырос.", "figure"),
    ("Мұны 3.2.14-кестеден көруге болады.", "numbered"),
    ("According to clause 3.2.14 of the Charter, the rector reports.", "other-document"),
    ("Согласно п. 3.2.14 Устава ректор отчитывается.", "other-document"),
    ("В соответствии с п. 3.2.14 Коллективного договора доплата введена.", "other-document"),
    ("Жарғының 3.2.14-тармағы бойынша ректор есеп береді.", "other-document"),
    ("Paid from budget line 3.2.14 of the estimate.", "numbered"),
    ("Отчет аудитора (письмо от 12.03.2024 № 3.2.14) лежит в библиотеке.", "order"),
    ("The auditor's letter of March № 3.2.14 is in the library.", "order"),
    ("Факультет кеңесінің шешімі: 2023 жылғы 18 сәуір, № 3.2.14 хаттама.", "order"),
    ("Admission follows the Model Rules (order No. 600 of 31 October 2018, clause 3.2.14) and ours.", "other-document"),
    ("The share is 3.2.14 million tenge.", "money"),
    ("Соблюдены нормы 3.2.14-2019 и другие.", "other-document"),
    ("Тел. 3.2.14 не изменился.", "phone"),
    ("The plan is in file 3.2.14.docx on the site.", "file"),
    ("This corresponds to IAAR criterion 3.2.14 as well.", "framework"),
    ("Стандарт IQAA 3.2.14 тоже выполнен.", "framework"),
    ("Нормы изменены приказом № 3.2.14-НҚ.", "order"),
    ("Группа создана распоряжением от 15.11.2023 г. № 3.2.14-04.", "order"),
    ("The licence was renewed by order no. 3.2.14-K of June.", "order"),
    ("Форма Ф-3.2.14-03 заполнена.", "order"),
    ("На стенде прошивка 3.2.14.", "version"),
    ("The platform has the plug-in 3.2.14 now.", "version"),
    ("Software used for this report: Quorum 3.2.14; templates.", "product"),
    ("Жұмыс барысында МЖМБС-ның 3.2.14-тармағы басшылыққа алынды.", "other-document"),
    ("Нормативная база: Академическая политика, раздел 3.2.14.", "other-document"),
    ("См. положение академии, п. 3.2.14.", "other-document"),
    ("The working group met under item 3.2.14 of the Rectorate’s work plan.", "other-document"),
    # papers and their numbers, the sign left out or repeated
    ("Compare the memo ref. 3.2.14/31 of the accountant.", "order"),
    ("Направлена служебная записка исх. 3.2.14/12 проректору.", "order"),
    ("Составлены накладные № 214 и № 3.2.14 на мебель.", "order"),
    ("Группа работает на основании: распоряжение 3.2.14.", "order"),
    ("The dean signed directive 3.2.14 in autumn.", "order"),
    ("Ректор өкімі № 3.2.14 күшінде.", "order"),
    ("№ 3.2.14 бұйрық күшінде.", "order"),
    ("Мерзім 3.2.14 санды өкіммен ұзартылды.", "order"),
    ("Мерзім 3.2.14-нөмірлі бұйрықпен ұзартылды.", "order"),
    ("The module for attendance, 3.2.14, was written by two students.", "version"),
    ("The plug-in for attendance, 3.2.14, was written by two students.", "version"),
    ("Boards with a thickness of 3.2.14 mm and more are kept there.", "money"),
    ("The rules stand in the Academic Policy of the College, approved in 2022, section 3.2.14.", "other-document"),
    ("It is marked by two people under s. 3.2.14 of the Examination Rules.", "other-document"),
    ("Practice is governed by clause 3.2.14 of the annex on field safety.", "other-document"),
    (
        "Основа – Типовые правила деятельности организаций высшего образования (п. 3.2.14) и Устав.",
        "other-document",
    ),
    ("Бәрі № 3.2.14 өкіммен бекітілді.", "order"),
    ("Основание – 3.2.14 от 7 мая 2021 года.", "order"),
    ("Signed: 3.2.14 dated 9.10.2020.", "order"),
    ("Дело лежит в архиве (ф. 3.2.14).", "numbered"),
    ("Стенд № 3.2.14 обновили летом.", "numbered"),
    ("Стол нөмірі 3.2.14.", "version"),
    ("Locker number 3.2.14 is free.", "version"),
    ("Оқулықтың 3.2.14-тарауы қайта жазылды.", "other-document"),
    ("Қағаздар 3.2.14-бөлмеде тұр.", "numbered"),
    # programs, with words between them and the number of their version
    ("Плагин расписания доведён за лето до 3.2.14.", "version"),
    ("Кабинет студента поднят осенью до 3.2.14.", "version"),
    ("Қойма серверлері 3.2.14-ке дейін жаңартылды.", "version"),
    ("Все станции обновлены весной до 3.2.14.", "version"),
    ("The journal was upgraded in spring to 3.2.14.", "version"),
    ("The driver of the reader is 3.2.14.", "version"),
    ("Сканер драйвері биыл 3.2.14 деңгейіне жаңартылды.", "version"),
    # clauses and sections of other documents
    ("The term comes from clause 3.2.14 of ISO 30401.", "other-document"),
    ("The term comes from section 3.2.14 of the EQF.", "other-document"),
    ("Так велит п. 3.2.14 СТ РК 1158.", "other-document"),
    ("Так велит п. 3.2.14 Меморандума о практике.", "other-document"),
    ("См. Справочник по оценке знаний, глава 3.2.14.", "other-document"),
    ("The Admission Policy of the institute, section 3.2.14, says so.", "other-document"),
    ("Campus Plan for repairs, cl. 3.2.14, was closed.", "other-document"),
    ("Founding statute, cl. 3.2.14, is in the folder.", "other-document"),
    ("Меморандумның 3.2.14-тармағы бойынша практика ұзарды.", "other-document"),
    ("Ұжымдық жоспардың 3.2.14-тармағы орындалды.", "other-document"),
]
WRITTEN_OTHERWISE = ["13.2.14", "3.2.145", "3.2.1.4", "03.02.2014", "10.3.2.14", "v3.2.14", "A3.2.14"]


def citations(text: str, name: str = "institutional") -> list[tuple[str, str, list[str]]]:
    found = cite(document(f"# Introduction\n{text}"), SETS.find(name))
    return [(one.kind, one.refused, [code.text for code in one.codes]) for one in found.all]


@pytest.mark.parametrize("text", CITED)
def test_words_beside_a_number_make_it_a_citation(text: str) -> None:
    assert any("3.2.14" in codes and not refused for _, refused, codes in citations(text))


@pytest.mark.parametrize(("text", "why"), REFUSED)
def test_words_beside_a_number_speak_against_it(text: str, why: str) -> None:
    assert [(refused, codes) for _, refused, codes in citations(text)] == [(why, ["3.2.14"])]


@pytest.mark.parametrize("text", WRITTEN_OTHERWISE)
def test_a_longer_or_joined_number_is_another_number(text: str) -> None:
    assert not any("3.2.14" in codes for _, _, codes in citations(f"It is {text} as said."))


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Criterion 2.4 is answered below.", True),
        ("п. 2.4 раскрыт ниже.", True),
        ("The average grade was 2.4 last year.", False),
        ("Growth of 2.3–2.5 per cent was seen.", False),
        ("See 2.4 above.", True),
        ("This follows ESG 2.4 as well.", False),
    ],
)
def test_a_code_of_two_levels_needs_a_word_that_says_so(text: str, counts: bool) -> None:
    found = citations(text, "programme")
    assert any(codes and not refused for _, refused, codes in found) is counts


def test_the_clauses_of_an_appended_regulation_are_not_the_reports() -> None:
    text = """
# Standard 3. Educational programs
## 3.2.1 Title
{50}
# Annex 3. Regulation on academic integrity
## 3 Duties
3.2.9 {60}
3.2.10 {60}
"""
    found = cite(document(text), SETS.find("institutional"))
    assert {code.text for one in found.counted for code in one.codes} == {"3.2.1"}
    assert {one.refused for one in found.all if one.refused} == {"appended"}


def test_an_annex_that_answers_the_criteria_counts() -> None:
    text = "# Standard 3\n## 3.2.1 A\n{50}\n# Annex 2. Evidence by criteria\n| 3.2.2 | {60} | p. 4"
    found = cite(document(text), SETS.find("institutional"))
    assert "3.2.2" in {code.text for one in found.counted for code in one.codes}


def test_the_reports_own_section_numbers_are_no_codes_where_it_names_the_codes_besides() -> None:
    text = """
# 3 Higher education in the country
## 3.1 The system
{50}
# 5 Compliance
## 5.1 Standard 3.1 Activities
{50}
## 5.2 Standard 3.2 Official status
{50}
"""
    sets = load_plugins([ESG_AGENCIES]).sets if ESG_AGENCIES.is_dir() else pytest.skip("the example plugin is not here")
    found = cite(document(text), sets.find("esg-agencies"))
    blocks = {code.text: one.block for one in found.counted if one.kind == "heading" for code in one.codes}
    assert blocks == {"3.1": 4, "3.2": 6}


def test_a_date_column_and_a_list_of_equipment_hold_no_codes() -> None:
    text = """
# Standard 4
## 4.2.1 A
{50}
|h No. | Event | Date
| 1 | {15} | 3.2.14
| 2 | {15} | 5.2.14
{5}
|h No. | Equipment | Quantity
| 3.2.1 | {12} | 5
| 3.2.2 | {12} | 7
"""
    found = cite(document(text), SETS.find("institutional"))
    assert {code.text for one in found.counted for code in one.codes} == {"4.2.1"}


OWN_WORD = (
    "# Standard 3\n## Aims (KS 3.2.1)\n{50}\n## Intake (KS 3.2.2)\n{50}\nKS 3.2.4 {50}\nUnder KS 3.2.5 we add nothing."
)


def test_the_reports_own_abbreviation_before_several_criteria_is_a_word_for_criterion() -> None:
    found = cite(document(OWN_WORD), SETS.find("institutional"))
    assert [str(code) for one in found.counted for code in one.codes] == ["3.2.1", "3.2.2", "3.2.4", "3.2.5"]
    short = cite(document(OWN_WORD + "\nTeaching is told under KS 2.8."), SETS.find("programme"))
    assert "2.8" in {str(code) for one in short.counted for code in one.codes}


def test_an_abbreviation_before_one_number_stays_a_product() -> None:
    text = "# Standard 3\nCriterion 3.2.1 {50}\nThe library runs KS 3.2.5 now. Its rooms have KS 3.2.5 and KS 7.1.9."
    found = cite(document(text), SETS.find("institutional"))
    assert "3.2.5" not in {str(code) for one in found.counted for code in one.codes}


def test_a_number_that_is_called_one_and_goes_on_behind_a_slash_is_a_papers() -> None:
    found = citations("Штат кестесінің нөмірі – 3.2.14/22, кадр бөлімінде.")
    assert [refused for _, refused, _ in found] == ["order"]
