"""Totals, percentages, figures with two values, years and papers from before the period."""

from __future__ import annotations

import pytest

from .eye import rules, seen


def table(*rows: str) -> str:
    return "# Глава\n" + "\n".join(f"| {row} |" for row in rows)


def totals(*rows: str) -> list[object]:
    return seen(table(*rows), "total-wrong", "sum")


def test_a_total_is_the_sum_of_its_column() -> None:
    assert totals("Курс | Грант | Платно", "1 | 41 | 18", "2 | 38 | 12", "Итого | 79 | 31") == ["30"]
    assert totals("Курс | Грант | Платно", "1 | 41 | 18", "2 | 38 | 12", "Итого | 79 | 30") == []


def test_thousands_and_decimal_commas_are_numbers() -> None:
    assert totals("Статья | Млн", "Зарплата | 1 204,5", "Ремонт | 100,5", "Всего | 1 305,0") == []
    assert totals("Статья | Млн", "Зарплата | 1 204,5", "Ремонт | 100,5", "Всего | 1 350,0") == ["1305"]


def test_rounded_parts_may_differ_from_a_rounded_total() -> None:
    assert totals("Статья | Млн", "А | 1,1", "Б | 1,1", "В | 1,1", "Итого | 3,4") == []


@pytest.mark.parametrize(
    "rows",
    [
        ("Год | Балл", "2022 | 3,1", "2023 | 3,3", "Итого | 3,2"),  # an average
        ("Кафедра | Доля, %", "А | 51", "Б | 47", "Итого | 50"),
        ("Группа | Человек", "Студенты | 80", "из них иностранные | 20", "Магистранты | 10", "Итого | 90"),
        ("Кафедра | Человек", "А | 20", "Итого | 20", "Б | 30", "Итого | 30"),  # parts of a table
        ("Кафедра | Человек", "А | 20", "Б | около 30", "Итого | 51"),  # not all is a number
        ("Кафедра | Человек", "А | 20", "Б | 30", "Итого | 500"),  # no sum was meant
        ("Кафедра | Человек", "А | 20", "Б | –", "В | 10", "Итого | 30"),
    ],
)
def test_what_is_no_plain_sum_is_left_alone(rows: tuple[str, ...]) -> None:
    assert totals(*rows) == []


def test_a_column_that_sums_up_its_rows_is_checked_where_most_rows_add_up() -> None:
    rows = ("Курс | Грант | Ақылы | Барлығы | Орташа GPA", "1 | 41 | 18 | 59 | 2,7", "2 | 38 | 12 | 50 | 2,8")
    assert totals(*rows, "3 | 33 | 15 | 49 | 3,0") == ["48"]
    assert totals(*rows, "3 | 33 | 15 | 48 | 3,0") == []


def test_percentages_of_a_whole_add_up_to_100() -> None:
    text = "Структура доходов: обучение – 81 %, наука – 6 %, услуги – {} %, прочее – 4 %."
    assert seen(text.format(9), "percent-sum", "sum") == []
    assert seen(text.format(14), "percent-sum", "sum") == ["105"]
    english = "The income is made up of tuition (81%), research (6%), services (14%) and the rest (4%)."
    assert seen(english, "percent-sum", "sum") == ["105"]
    kazakh = "Кіріс құрылымы: оқу 81 пайыз, ғылым 6 пайыз, қызмет 14 пайыз, басқа 4 пайыз."
    assert seen(kazakh, "percent-sum", "sum") == ["105"]


@pytest.mark.parametrize(
    "text",
    [
        "На оплату труда уходит 58 %, на ремонт 31 %, на оборудование 9 %, на стипендии 4 %.",  # no whole is spoken of
        "Структура такова: 33 % – первые, 33 % – вторые, 33 % – третьи.",  # rounded
        "Из них 51 % учатся на грант, 47 % живут в общежитии, 12 % работают.",  # no parts of one whole
        "Распределение: 60 % и 39 %.",
    ],
)
def test_percentages_that_are_no_parts_of_one_whole(text: str) -> None:
    assert seen(text, "percent-sum", "sum") == []


def test_a_column_of_percentages_above_100() -> None:
    rows = ("Возраст | Доля, %", "до 35 | 30", "36–60 | 55", "старше | 20", "Итого | 100")
    assert seen(table(*rows), "percent-sum", "sum") == ["105"]
    assert seen(table(*rows[:3], "старше | 15", "Итого | 100"), "percent-sum", "sum") == []


@pytest.mark.parametrize(
    ("one", "other", "indicator"),
    [
        ("Контингент студентов составляет 4 312 человек.", "Контингент студентов – 4 123 человека.", "students"),
        ("Штат ППС – 268 человек.", "Работают 286 штатных преподавателей.", "staff"),
        ("Остепененность 43,7 %.", "Остепененность по вузу – 47,3 %.", "degrees"),
        ("The total number of students is 4 312.", "The total number of students: 4 123.", "students"),
        ("Студенттердің жалпы саны 4 312 адам.", "Студенттер контингенті – 4 123 адам.", "students"),
    ],
)
def test_a_figure_of_the_institution_with_two_values(one: str, other: str, indicator: str) -> None:
    assert seen(f"# Глава\n{one}\n{{30}}\n{other}", "two-values", "indicator") == [indicator]
    assert seen(f"# Глава\n{one}\n{{30}}\n{one}", "two-values", "indicator") == []


@pytest.mark.parametrize(
    "other",
    [
        "В 2021 году контингент студентов составлял 3 900 человек.",
        "На факультете контингент студентов – 600 человек.",
        "Контингент студентов магистратуры – 300 человек.",
        "По плану контингент студентов – 5 000 человек.",
    ],
)
def test_another_year_part_or_plan_is_another_figure(other: str) -> None:
    assert seen(f"Контингент студентов составляет 4 312 человек.\n{other}", "two-values", "indicator") == []


PERIOD = "Отчетный период: 01.09.2019–31.08.2023."


def test_columns_for_years_before_the_period() -> None:
    assert seen(PERIOD + "\n| Показатель | 2016 | 2021 |\n| А | 1 | 2 |", "year-outside-period", "years") == [("2016",)]
    assert rules(PERIOD + "\n| Показатель | 2019 | 2021 |\n| А | 1 | 2 |") == []
    assert rules("| Показатель | 2016 | 2021 |\n| А | 1 | 2 |") == []  # no period is named
    assert rules(PERIOD + "\n| План | 2024 | 2025 |\n| А | 1 | 2 |") == []  # to come


def test_papers_of_the_institution_from_before_the_period() -> None:
    old = "Действует положение о рейтинге (приказ № 14 от 03.02.2014)."
    assert len(seen(f"{PERIOD}\n{old}", "date-before-period", "quote")) == 1
    assert rules(old) == []


@pytest.mark.parametrize(
    "text",
    [
        "Приказ министра № 600 от 31.10.2014 определяет правила приема.",
        "Лицензия выдана по приказу № 5 от 03.02.2014.",
        "Университет создан приказом № 5 от 03.02.1992.",
        "Приказ № 14 от 03.02.2022 утвержден.",
        "Приказ готовит отдел. Ремонт закончен 03.02.2014.",
    ],
)
def test_papers_that_stay_what_they_are(text: str) -> None:
    assert rules(f"{PERIOD}\n{text}") == []
