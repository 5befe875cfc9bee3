"""Tables, figures, the contents and headings: what lacks its number, caption, mention, heading or text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sapa.core.model.document import Block, Document, Kind
from sapa.core.model.places import Place
from sapa.core.rules.editor.every import edited

from ..documents import document
from ..reports import checked, report
from .eye import findings, rules, seen

TABLE = "| Год | Число |\n| 2022 | 5 |\n| 2023 | 6 |"


@pytest.mark.parametrize(
    ("caption", "mention"),
    [
        ("Таблица 3 – Контингент", "Контингент показан в табл. 3."),
        ("Таблица 3.2. Контингент", "Данные – в таблицах 3.1 и 3.2 соответственно."),
        ("Рис. 2. Структура", "Структура (рис. 2) утверждена советом."),
        ("Table 4. Students", "Students are counted (see Tables 3–5)."),
        ("Figure 1. Structure", "Figure 1 shows who reports to whom."),
        ("3.2.1-кесте. Контингент", "Контингент 3.2.1-кестеде берілген."),
        ("2-сурет. Құрылым", "Құрылым 2-суретте көрсетілген."),
        ("Таблица 1. Контингент", "В таблице приведен контингент по курсам."),
    ],
)
def test_a_caption_is_mentioned_by_its_number_or_by_the_sentence_beside_it(caption: str, mention: str) -> None:
    assert seen(f"# Глава\n{mention}\n{caption}\n{TABLE}", "object-unmentioned", "number") == []
    assert len(seen(f"# Глава\n{caption}\n{TABLE}", "object-unmentioned", "number")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "{caption}\n{table}\nКак видно из таблицы, выпуск растет.",
        "{caption}\n{table}\n! Без учета заочной формы.\nКестеден көрінетіндей, саны өсті.",
        "Контингент приведен в таблице.\n{table}\n{caption}",
        "As the table shows, numbers grow.\n{{30}}\n{table}\n{caption}",
    ],
)
def test_a_sentence_beside_the_whole_table_mentions_it_wherever_its_caption_stands(text: str) -> None:
    filled = text.format(caption="Таблица 7. Контингент", table="\n".join([TABLE] + ["| 2024 | 7 |"] * 9))
    assert seen(f"# Глава\n{filled}\n{{30}}", "object-unmentioned", "number") == []


def test_a_sentence_beside_another_table_mentions_that_one_only() -> None:
    text = f"Таблица 1. А\n{TABLE}\n{{30}}\n{{30}}\n{{30}}\nТаблица 2. Б\n{TABLE}\nКак видно из таблицы, выпуск растет."
    assert seen(f"# Глава\n{text}", "object-unmentioned", "number") == ["1"]


def test_another_tables_number_is_no_mention_and_a_figures_neither() -> None:
    text = f"# Глава\nСм. таблицу 31 и рисунок 3.\n{{30}}\n{{30}}\n{{30}}\nТаблица 3 – Контингент\n{TABLE}"
    assert seen(text, "object-unmentioned", "number") == ["3"]


def test_a_number_given_twice_is_found_and_a_continuation_is_none() -> None:
    first = f"# Глава\nТаблица 3 – Контингент\n{TABLE}\n"
    assert seen(f"{first}Таблица 3 – Выпуск\n{TABLE}", "object-number-twice", "number") == ["3"]
    assert seen(f"{first}Продолжение таблицы 3\n{TABLE}", "object-number-twice", "number") == []
    assert seen(f"{first}Таблица 3\n{TABLE}", "object-number-twice", "number") == []
    assert seen(f"{first}Рисунок 3 – Выпуск", "object-number-twice", "number") == []


def test_a_caption_without_a_number_is_found_beside_its_table_only() -> None:
    assert len(seen(f"# Глава\nТаблица – Контингент\n{TABLE}", "caption-unnumbered", "quote")) == 1
    assert seen("# Глава\nТаблица: ее заполняет деканат.\n{30}", "caption-unnumbered", "quote") == []


def test_a_table_without_a_caption_is_found_where_the_others_have_theirs() -> None:
    captioned = "\n{30}\n".join(f"Таблица {number} – Данные\n{TABLE}" for number in (1, 2, 3))
    assert len(seen(f"# Глава\n{captioned}\n{{30}}\n{{30}}\n{{30}}\n{TABLE}", "object-uncaptioned", "object")) == 1
    assert (
        seen(f"# Глава\nТаблица 1 – Данные\n{TABLE}\n{{30}}\n{{30}}\n{{30}}\n{TABLE}", "object-uncaptioned", "object")
        == []
    )
    assert seen(f"{TABLE}\n# Глава\n{captioned}", "object-uncaptioned", "object") == []  # on the cover


def test_tables_of_the_form_itself_show_the_habit_of_captions_and_need_none() -> None:
    def form(*codes: str) -> str:
        return "\n".join(["|h № | Ответ", *(f"| {code} | {{40}}" for code in codes)])

    def told(*tables: str) -> list[object]:
        text = "# Standard 1. Mission\n" + "\n{30}\n{30}\n{30}\n".join(tables)
        found = checked(report(text), "institutional").findings
        return [one.arguments["quote"] for one in found if one.rule == "object-uncaptioned"]

    captioned = [f"Таблица 1 – Миссия\n{form('1.2.1', '1.2.2')}", f"Таблица 2 – Цели\n{form('1.2.3', '1.2.4')}"]
    assert told(*captioned, TABLE) == ["Год Число"]
    assert told(*captioned, form("1.2.5", "1.2.6")) == []
    assert told(*captioned[:1], TABLE) == []


@pytest.mark.parametrize(
    "title", ["Список сокращений", "Abbreviations", "Приложения", "Қысқартулар", "Перечень приложений к тому 2"]
)
def test_lists_of_abbreviations_and_annexes_need_no_caption(title: str) -> None:
    captioned = "\n{30}\n".join(f"Таблица {number} – Данные\n{TABLE}" for number in (1, 2, 3))
    text = f"# Глава\n{captioned}\n{{30}}\n{{30}}\n{{30}}\n# {title}\n{TABLE}"
    assert seen(text, "object-uncaptioned", "object") == []


def test_a_picture_without_a_caption_is_found_where_the_others_have_theirs() -> None:
    lines = [
        "# Глава",
        "{30}",
        "Рис. 1. А",
        "{30}",
        "{30}",
        "{30}",
        "Рис. 2. Б",
        "{30}",
        "{30}",
        "{30}",
        "{30}",
        "{30}",
    ]
    text = "\n".join(lines)
    found = [one for one in findings(text, pictures=(2, 6, 10)) if one.rule == "object-uncaptioned"]
    assert [one.arguments["object"] for one in found] == ["figure"]
    assert [one for one in findings(text, pictures=(2, 6)) if one.rule == "object-uncaptioned"] == []
    assert [one for one in findings(text, pictures=(0, 2, 6)) if one.rule == "object-uncaptioned"] == []  # an emblem


def test_an_entry_of_the_contents_needs_a_heading() -> None:
    contents = "~ Введение 3\n~ Кадровая политика вуза 5\n~ Международные связи 9\n"
    text = contents + "# Введение\n{30}\n## 2. Кадровая политика вуза\n{30}\n# Заключение\n{30}"
    assert seen(text, "contents-entry-gone", "entry") == ["Международные связи 9"]


def test_an_entry_of_the_contents_may_name_a_heading_on_two_lines() -> None:
    text = "~ История вуза, структура и органы управления 4\n# История вуза, структура\n# и органы управления\n{30}"
    assert seen(text, "contents-entry-gone", "entry") == []


@pytest.mark.parametrize("title", ["СОДЕРЖАНИЕ", "Содержание:", "Table of contents", "Мазмұны"])
def test_the_contents_own_title_is_no_entry(title: str) -> None:
    text = f"~ {title}\n~ Введение в отчет 3\n# Введение в отчет\n{{30}}"
    assert seen(text, "contents-entry-gone", "entry") == []


def test_an_entry_whose_page_is_a_broken_reference_still_has_its_heading() -> None:
    text = "~ Кадровая политика Ошибка! Закладка не определена.\n# Кадровая политика\n{30}"
    assert rules(text) == ["reference-broken"]


def test_pages_of_the_contents_are_held_against_the_pdfs_own() -> None:
    contents = "~ Первая глава отчета 5\n~ Вторая глава отчета 6\n~ Третья глава отчета 7\n~ Четвертая глава отчета 9\n"
    chapters = ("Первая", "Вторая", "Третья", "Четвертая")
    pages = "\n---\n".join(f"# {number} глава отчета\n{{30}}" for number in chapters)
    found = [one for one in findings(f"{contents}---\n{pages}") if one.rule == "contents-page-wrong"]
    assert [(one.arguments["entry"], one.arguments["page"]) for one in found] == [("Четвертая глава отчета 9", 8)]
    right = contents.replace("отчета 9", "отчета 8")
    assert "contents-page-wrong" not in rules(f"{right}---\n{pages}")


@pytest.mark.parametrize(("said", "told"), [(12, [8]), (9, []), (7, []), (8, [])])
def test_pages_of_the_contents_of_a_word_file_may_be_off_by_one(said: int, told: list[int]) -> None:
    contents = (
        f"~ Первая глава отчета 5\n~ Вторая глава отчета 6\n~ Третья глава отчета 7\n~ Четвертая глава отчета {said}\n"
    )
    pages = "\n---\n".join(f"# {number} глава отчета\n{{30}}" for number in ("Первая", "Вторая", "Третья", "Четвертая"))
    word = replace(document(f"{contents}---\n{pages}"), format="docx")
    found = [one for one in edited(word, ()) if one.rule == "contents-page-wrong"]
    assert [one.arguments["page"] for one in found] == told


def test_a_heading_under_which_nothing_stands() -> None:
    text = "# Введение\n{30}\n# Международные связи\n# Заключение\n{30}"
    assert seen(text, "section-empty", "heading") == ["Международные связи"]


@pytest.mark.parametrize(
    "between",
    [
        "# Часть\n## Раздел\n{30}",  # the text stands a rank below
        "# Приложение 3. План",  # a file of its own
        "# Ученый совет и",  # a heading on two lines
        "# 2024",
        "# Подписи: проректор ____________ А.А. Тен",
        "# Ректор Х.Х. Иванов",
        "# Date and signature",
    ],
)
def test_what_only_looks_like_an_empty_section(between: str) -> None:
    following = "# его комиссии" if between.endswith(" и") else "# Заключение"
    assert seen(f"# Введение\n{{30}}\n{between}\n{following}\n{{30}}", "section-empty", "heading") == []


def test_a_cover_is_no_empty_section_and_neither_is_a_picture() -> None:
    assert seen("# Университет\n# Отчет о самооценке\n# Введение\n{30}", "section-empty", "heading") == []
    text = "# Введение\n{30}\n# Структура вуза\n# Заключение\n{30}"
    assert [one for one in findings(text, pictures=(3,)) if one.rule == "section-empty"] == []


def test_a_heading_below_which_a_table_was_drawn_is_not_empty_however_it_was_read() -> None:
    def at(bottom: float) -> Place:
        return Place("report.pdf", 1, 1, None, "pdf", None, (60, bottom, 500, bottom + 12))

    prose, row = document("{30}\n| Показатель | 12 |").blocks
    heading = Block(Kind.HEADING, at(700), "Сводная ведомость", level=1)

    def told(table: float) -> list[str]:
        blocks = (prose._replace(place=at(740)), row._replace(place=at(table)), heading)
        made = Document("report.pdf", ("report.pdf",), "0" * 64, "pdf", blocks, 1)
        return [one.rule for one in edited(made, ()) if one.rule == "section-empty"]

    assert told(table=680) == []
    assert told(table=720) == ["section-empty"]
