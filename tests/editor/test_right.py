"""Passages of reports that look like a fault and are none: no rule speaks."""

from __future__ import annotations

import pytest

from .eye import rules

PERIOD = "Отчетный период: 2020–2023 годы."


@pytest.mark.parametrize(
    "text",
    [
        # sums and shares
        "|h Ответ (можно было выбрать несколько) | Доля, %\n| Практика | 61,3\n| Куратор | 44,0\n| Знакомые | 35,1",
        "|h Source | 2021 | 2022\n| State | 33.3 | 41.2\n| Fees | 33.3 | 38.4\n| Science | 33.3 | 20.5\n| Total | 100 | 100",
        "|h Курс | Саны | Үлесі, %\n| 1 | 120 | 33,3\n| 2 | 120 | 33,3\n| 3 | 120 | 33,3\n| Барлығы | 360 | 99,9",
        "|h Статья | 2021 | 2022\n| Доходы, всего | 2 610,1 | 2 700,9\n| в том числе бюджет | 1 300,0 | 1 400,0\n"
        "| платные услуги | 1 010,0 | 1 000,8\n| Расходы, всего | 2 600,0 | 2 690,0\n| Итого остаток | 10,1 | 10,9",
        "|h Кафедра | Ставки | Средний балл\n| Физики | 10,25 | 4,5\n| Химии | 8,5 | 4,7\n| Итого | 18,75 | 4,6",
        "|h Category | Total | Women\n| Professors | 21 | 8\n| Lecturers | 80 | 44\n| of whom part-time | 14 | 6\n| Total | 101 | 52",
        "По опросу 72 % студентов довольны столовой, 54 % – библиотекой, 31 % – общежитием, из них 12 % живут там.",
        "На «отлично» учатся 12 %, на «хорошо» 40 %, без троек 52 %; доля женщин 62 %.",
        # figures of parts and of other years
        "Всего обучаются 4 318 студентов. В филиале 210 студентов. В 2021 году обучались 4 120 студентов.",
        # days and years
        f"{PERIOD}\nЗакон «Об образовании» от 27.07.2007 № 319-III и приказ министра от 31.10.2018 № 600 исполняются.",
        f"{PERIOD}\nСертификат ISO 9001:2015 от 05.05.2018 действует. Договор с фирмой от 03.03.2016 в силе.",
        f"{PERIOD}\n|h Программа | 2018 | 2019 | 2020 | 2021 | 2022\n| Право | 40 | 44 | 50 | 61 | 58",
        # telephones and addresses of the institution
        "Телефон доверия: 8 800 080 77 77, горячая линия 1414, приемная +7 (7172) 70-95-00, priem@univer.example.",
        "Hotline 116 111, ambulance 103, helpdesk ext. 214.",
        # annexes of others
        "См. приложение 1 к приказу. Студент подписывает приложение 2 к договору. В приложении 4 к ГОСО указаны цели.",
        "Order of the Minister No. 600 of 31.10.2018, annex 3, is followed. According to Annex 9 of the Charter, seats rotate.",
        "Ережеге 2-қосымша бойынша ақы төленеді. Министрдің № 600 бұйрығының 1-қосымшасы қолданылады.",
        "Мобильное приложение 2.0 обновлено, приложение 1С:Университет работает.",
        # notes, brackets, blanks
        "The draft of the strategy was discussed; please contact the office. [Smith 2019], [3], <10 students.",
        "Ответственный: проректор ____________ Х.Х. Иванов\n«___» ________ 2023 г.\nМ.П.",
        # contents
        "~ Содержание\n~ История вуза, структура\n~ и органы управления 4\n# История вуза, структура и органы управления\n{30}",
    ],
)
def test_what_is_right_raises_no_alarm(text: str) -> None:
    assert rules(f"# Глава\n{{25}}\n{text}\n{{25}}") == []


@pytest.mark.parametrize(
    ("cited", "listed"),
    [
        ("В Приложении № 2 – планы, в Приложениях №№ 3, 4 – отчеты.", ("2", "3", "4")),
        ("Evidence: Annex No. 2; Annex #3; Annexes Nos. 4 and 5.", ("2", "3", "4", "5")),
        ("Evidence: Annex 1.2.1A, Annex 1.2.1-B, App. 3.", ("1.2.1A", "1.2.1-B", "3")),
        ("См. Приложение 1.2.1-1 и Приложение 1.2.1-2.", ("1.2.1-1", "1.2.1-2")),
        ("1.1 және 1.2-қосымшаларда, 3–5-қосымшаларда.", ("1.1", "1.2", "3", "4", "5")),
        ("Evidence: Annexes A, B and C; Annex D-1.", ("A", "B", "C", "D-1")),
    ],
)
def test_annexes_that_are_cited_in_any_way_are_those_of_the_list(cited: str, listed: tuple[str, ...]) -> None:
    table = "\n".join(f"| {label} | План" for label in listed)
    assert rules(f"# Глава\n{cited}\n{{30}}\n# ПЕРЕЧЕНЬ ПРИЛОЖЕНИЙ\n|h № приложения | Наименование\n{table}") == []
