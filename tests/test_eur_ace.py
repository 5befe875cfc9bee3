"""EUR-ACE: the programme's level, its appendix, the learning areas, outcomes and modules, the workload."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sapa.core.model.document import Unreadable
from sapa.core.model.results import DocumentResult, Overview
from sapa.core.model.standards import Titles
from sapa.core.words.messages import LANGS, Lang, Message, catalogue, say
from sapa.plugins.eur_ace.appendix import area_of
from sapa.plugins.eur_ace.data import load
from sapa.plugins.eur_ace.level import levels
from sapa.plugins.eur_ace.outcomes import defined, labels, matrices
from sapa.plugins.eur_ace.workload import credits

from .reports import checked, report

AREAS = ("knowledge", "analysis", "design", "investigations", "practice", "judgements", "communication", "lifelong")
TITLES = {id: load().areas()[id].titles for id in (*AREAS, "transferable")}
STANDARD = {
    "en": "Standard 1. Objectives of the educational program", "ru": "Стандарт 1. Цели образовательной программы",
    "kk": "1-стандарт. Білім беру бағдарламасының мақсаттары",
}  # fmt: skip
APPENDIX = {"en": "Appendix {0}. EUR-ACE", "ru": "Приложение {0}. EUR-ACE", "kk": "{0} қосымшасы. EUR-ACE"}


def appendix(lang: str = "en", letter: str = "A", areas: tuple[str, ...] = AREAS, text: str = "PO{n}. {{20}}") -> str:
    lines = [f"# {APPENDIX[lang].format(letter)}"]
    for number, id in enumerate(areas, start=1):
        lines += [f"## {TITLES[id].get(lang)}", text.format(n=number)]
    return "\n".join(lines)


def sar(*parts: str, code: str = "6B07101", lang: str = "en") -> str:
    return "\n".join([f"# Example University, fictional, {code}", f"# {STANDARD[lang]}", "## 1.2.1", "{60}", *parts])


def check(
    *parts: str, lang: str = "en", level: str | None = None, code: str = "6B07101", **given: Any
) -> DocumentResult:
    return checked(report(sar(*parts, code=code, lang=lang), lang, **given), "programme", "eur-ace", level=level)


def told(result: DocumentResult, *rules: str) -> list[tuple[Any, ...]]:
    """(rule, severity, arguments in order) of the findings of this plugin, of these rules if any are named."""
    return [
        (f.rule.removeprefix("eur-ace-"), f.severity, *f.arguments.values())
        for f in result.findings
        if f.rule.startswith("eur-ace-") and (not rules or f.rule.removeprefix("eur-ace-") in rules)
    ]


def rules(result: DocumentResult) -> set[str]:
    assert [f for f in result.findings if f.rule == "rule-failed"] == []
    return {f.rule.removeprefix("eur-ace-") for f in result.findings if f.rule.startswith("eur-ace-")}


# --- the data


def test_there_are_eight_areas_today_and_there_were_six() -> None:
    newest, older = load().schemes
    assert (newest.id, tuple(area.id for area in newest.areas)) == ("2015", AREAS)
    assert (older.id, [area.id for area in older.areas]) == ("2008", [*AREAS[:5], "transferable"])
    assert [area.titles.get("en") for area in older.areas][-1] == "Transferable skills"


def test_what_was_not_read_in_the_original_says_so() -> None:
    """domain facts: nothing remembered may be held against a university."""
    assert load().schemes[0].certainty == "remembered"
    assert all(rule.certainty == "remembered" for rule in load().workload if rule.rule == "eafsg")
    assert all(area.titles.unverified == {"ru", "kk"} for area in load().areas().values())


@pytest.mark.parametrize("lang", LANGS)
def test_areas_are_called_alike_in_data_sentences_and_recognition(lang: Lang) -> None:
    known = catalogue(lang)
    assert {id: known[f"eur-ace-area.{id}"] for id in TITLES} == {id: t.get(lang) for id, t in TITLES.items()}
    raw = tomllib.loads(files("sapa.plugins.eur_ace").joinpath("set.toml").read_text("utf-8"))
    assert set(raw["recognition"]["inside"]) == {title for titles in TITLES.values() for title in titles.all()}


def test_every_area_has_a_title_and_a_checklist_in_three_languages() -> None:
    for area in load().schemes[0].areas:
        assert set(area.titles.by_language) == set(LANGS)
        assert [set(area.expected[level].by_language) for level in ("bachelor", "master")] == [set(LANGS)] * 2


# --- level


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("6B07101", "bachelor"), ("6В07101", "bachelor"), ("7M07101", "master"), ("7М07101", "master"),
        ("8D07101", "doctorate"), ("8Д07101", "doctorate"), ("5В070200", "bachelor"), ("6М070200", "master"),
        ("6D070200", "doctorate"), ("a bachelor's programme", "bachelor"), ("программа магистратуры", "master"),
        ("докторантура бағдарламасы", "doctorate"), ("бакалавриат бағдарламасы", "bachelor"),
        ("the master's programme in robotics", "master"),
    ],
)  # fmt: skip
def test_the_level_is_read_from_the_code_or_the_words(text: str, found: str) -> None:
    known = levels(report(f"# Report of {text}\n{{20}}"), None)
    assert known.levels == (found,)
    assert known.by in ("code", "text") and known.detail


def test_what_the_user_says_wins() -> None:
    assert levels(report("# Report of 6B07101"), "master").levels == ("master",)


def test_the_front_counts_more_than_what_is_mentioned_later() -> None:
    text = "# Report of 6B07101\n" + "{10}\n" * 70 + "Graduates go on to 7M07101, 7M07102, 7M07103 and 7M07104.\n"
    assert levels(report(text), None).levels == ("bachelor",)


def test_a_report_on_programmes_of_two_levels_has_both() -> None:
    assert levels(report("# Cluster: 6B07101 and 7M07101"), None).levels == ("bachelor", "master")


@pytest.mark.parametrize(
    "text", ["# Report\n{30}", "# Report\nBachelors and masters, masters and bachelors.", "# X6B07101Y"]
)
def test_where_nothing_tells_the_level_that_is_said(text: str) -> None:
    assert levels(report(text), None).levels == ()
    result = checked(report(f"{text}\n{appendix()}"), "eur-ace")
    assert ("level-unknown", "warning") in told(result)


# --- which appendix


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("code", "letter"), [("6B07101", "A"), ("7M07101", "B")])
def test_each_level_has_its_appendix(lang: str, code: str, letter: str) -> None:
    result = check(appendix(lang, letter), lang=lang, code=code)
    assert rules(result) & {"no-appendix", "wrong-appendix", "no-appendix-but-clauses"} == set()


@pytest.mark.parametrize("letter", ["А", "A"])
def test_the_letter_may_be_of_either_script(letter: str) -> None:
    result = check(appendix("ru", letter), lang="ru")
    assert "wrong-appendix" not in rules(result) and "no-appendix" not in rules(result)


@pytest.mark.parametrize("letter", ["B", "В", "Б"])
def test_the_masters_appendix_in_either_script(letter: str) -> None:
    result = check(appendix("ru", letter), lang="ru", code="7M07101")
    assert "wrong-appendix" not in rules(result) and "no-appendix" not in rules(result)


def test_the_wrong_appendix_is_an_error() -> None:
    assert told(check(appendix(letter="B")), "wrong-appendix") == [("wrong-appendix", "error", "bachelor", "A", "B")]
    assert told(check(appendix(letter="A"), code="7M07101"), "wrong-appendix") == [
        ("wrong-appendix", "error", "master", "B", "A")
    ]


def test_no_appendix_at_all_is_an_error() -> None:
    assert told(check(), "no-appendix") == [("no-appendix", "error", "bachelor", "A")]


def test_no_appendix_is_claimed_where_pages_could_not_be_read() -> None:
    result = check(unreadable=(Unreadable("example.docx", (7, 8), "scan", 3),))
    assert told(result, "no-appendix", "appendix-not-checked") == [
        ("appendix-not-checked", "warning", "bachelor", "A", (7, 8))
    ]


def test_clauses_answered_without_an_appendix_are_told_apart_from_none() -> None:
    result = check("## EAFSG 2.4.1", "{60}")
    assert told(result, "no-appendix", "no-appendix-but-clauses") == [
        ("no-appendix-but-clauses", "warning", "bachelor", "A")
    ]


def test_a_doctorate_has_no_appendix_and_that_is_said() -> None:
    result = check(code="8D07101")
    assert told(result, "no-appendix-for-level", "no-appendix") == [("no-appendix-for-level", "warning", "doctorate")]
    assert "no EUR-ACE appendix for a doctoral programme" in say(
        next(f.message for f in result.findings if f.rule == "eur-ace-no-appendix-for-level")
    )


def test_two_levels_need_two_appendices() -> None:
    code = "6B07101 and 7M07101"
    assert told(check(appendix(letter="A"), code=code), "no-appendix") == [("no-appendix", "error", "master", "B")]
    both = check(appendix(letter="A"), appendix(letter="B"), code=code)
    assert rules(both) & {"no-appendix", "wrong-appendix"} == set()
    assert [say(o.title) for o in both.overviews] == [
        "EUR-ACE: Appendix A, learning areas", "EUR-ACE: Appendix B, learning areas",
    ]  # fmt: skip


def test_a_chapter_with_both_appendices_inside_is_two() -> None:
    inner = f"# EUR-ACE\n{appendix(letter='A')}\n{appendix(letter='B')}".replace("\n# App", "\n## App").replace(
        "\n## ", "\n### "
    )
    inner = inner.replace("### Appendix", "## Appendix")
    result = check(inner, code="6B07101, 7M07101")
    assert [say(o.title)[9:19] for o in result.overviews] == ["Appendix A", "Appendix B"]


# --- learning areas


@pytest.mark.parametrize("id", TITLES)
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "form", ["{0}", "{0}:", "1. {0}", "2.3.1.4 {0}", "{0} (PO1, PO2)", "PO3–PO5. {0}", "II {0}", "«{0}»", "{1}"]
)
def test_an_area_is_known_by_its_title_however_it_is_numbered(id: str, lang: str, form: str) -> None:
    title = TITLES[id].get(lang)
    found = area_of(form.format(title, title.upper()))
    assert found is not None and found.id == id


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("Learning area 1: Knowledge and Understanding", "knowledge"), ("Life-long learning", "lifelong"),
        ("Область обучения 7. Коммуникации и работа в команде", "communication"), ("Making judgments", "judgements"),
        ("Communication and teamwork", "communication"), ("Принятие решений", "judgements"),
        ("Оқыту саласы: Инженерлік талдау", "analysis"), ("Transferable (personal) skills", "transferable"),
    ],
)  # fmt: skip
def test_other_wordings_of_areas(title: str, id: str) -> None:
    found = area_of(title)
    assert found is not None and found.id == id


@pytest.mark.parametrize(
    "title",
    ["", "2.4", "Standard 3", "Engineering", "Student workload requirements", "Programme outcomes", "Practice bases",
     "Результаты обучения", "Инженерная графика", "Исследования и международное сотрудничество кафедры", "Оқу жоспары",
     "Design and approval of programmes", "Teaching staff", "Практика студентов на предприятии"],
)  # fmt: skip
def test_other_titles_are_no_areas(title: str) -> None:
    assert area_of(title) is None


@pytest.mark.parametrize("lang", LANGS)
def test_a_full_appendix_lacks_nothing(lang: str) -> None:
    outcomes = "\n".join(f"PO{n} – {{8}}" for n in range(1, 9))
    matrix = (
        "| Module | "
        + " | ".join(f"PO{n}" for n in range(1, 9))
        + " |\n"
        + "\n".join(
            f"| Course {name} | " + " | ".join("+" if (n + at) % 2 else "" for n in range(8)) + " |"
            for at, name in enumerate(("one", "two"))
        )
    )
    result = check(outcomes, appendix(lang), "## Matrix", matrix, "240 ECTS credits in total.", lang=lang)
    assert rules(result) == {"level", "workload"}


@pytest.mark.parametrize("lang", LANGS)
def test_each_area_that_is_not_there_is_named(lang: Lang) -> None:
    result = check(appendix(lang, areas=("knowledge", "design", "lifelong")), lang=lang)
    missing = told(result, "area-missing")
    assert missing == [("area-missing", "warning", id) for id in AREAS if id not in ("knowledge", "design", "lifelong")]
    messages = [say(f.message, lang) for f in result.findings if f.rule == "eur-ace-area-missing"]
    assert TITLES["analysis"].get(lang) in messages[0]


def test_an_area_with_a_heading_only_is_told_with_its_place() -> None:
    result = check(appendix(text=""))
    found = [f for f in result.findings if f.rule == "eur-ace-area-empty"]
    assert [f.arguments["area"] for f in found] == list(AREAS)
    assert all(f.place is not None and f.place.paragraph for f in found)


def test_no_area_at_all_is_one_finding() -> None:
    result = check("# Appendix A. EUR-ACE", "## 2.2 Student workload", "{60}")
    assert told(result, "no-areas", "area-missing") == [("no-areas", "warning", 8)]


def test_areas_on_pages_that_could_not_be_read_are_not_missing() -> None:
    text = sar(appendix(areas=("knowledge", "lifelong")))
    end = len(report(text).blocks)
    result = checked(report(text, unreadable=(Unreadable("example.docx", (9,), "scan", end - 1),)), "eur-ace")
    assert {rule for rule, *_ in told(result)} & {"area-missing", "no-areas"} == set()
    assert ("area-not-checked", "warning", "analysis", (9,)) in told(result)


@pytest.mark.parametrize("lang", LANGS)
def test_the_older_six_areas_are_recognised_and_named(lang: str) -> None:
    result = check(appendix(lang, areas=(*AREAS[:5], "transferable")), lang=lang)
    assert told(result, "old-areas", "area-missing") == [("old-areas", "warning", 6, "transferable", 8, "2015")]
    (overview,) = result.overviews
    assert len(overview.rows) == 6 and "2008" in say(overview.notes[0])


def test_a_word_of_the_older_scheme_beside_the_new_areas_does_not_make_it_old() -> None:
    assert told(check(appendix(areas=(*AREAS, "transferable"))), "old-areas") == []


def test_areas_as_items_that_open_with_their_title() -> None:
    items = "\n".join(f"- {TITLES[id].get('en')}: PO{n}, {{20}}" for n, id in enumerate(AREAS, 1))
    result = check(f"# Appendix A. EUR-ACE\n{items}")
    assert rules(result) & {"area-missing", "no-areas", "area-empty", "area-without-outcomes"} == set()


@pytest.mark.parametrize("lang", LANGS)
def test_areas_as_rows_of_a_table_with_outcomes_and_modules(lang: Lang) -> None:
    heads = {
        "en": "| Area | Outcomes | Modules |",
        "ru": "| Область | Результаты | Дисциплины |",
        "kk": "| Сала | Нәтижелер | Пәндер |",
    }
    rows = "\n".join(
        f"| {TITLES[id].get(lang)} | PO{n}, PO{n + 1} | Mathematics; Physics {chr(64 + n)} |"
        for n, id in enumerate(AREAS, 1)
    )
    result = check(f"# {APPENDIX[lang].format('A')}\n{heads[lang]}\n{rows}", lang=lang)
    assert rules(result) & {"area-missing", "no-areas", "area-without-outcomes", "no-matrix"} == set()
    (overview,) = result.overviews
    assert overview.rows[0][1:3] == ("PO1, PO2", "Mathematics; Physics A")
    assert overview.rows[7][1] == "PO8, PO9"


def test_areas_along_the_head_of_a_table_with_outcomes_down_its_side() -> None:
    head = "| Outcome | " + " | ".join(TITLES[id].get("en") for id in AREAS) + " |"
    rows = "\n".join(
        f"| PO{n} able to work in this field | " + " | ".join("+" if at + 1 == n else "-" for at in range(8)) + " |"
        for n in range(1, 8)
    )
    result = check(f"# Appendix A. EUR-ACE\n{head}\n{rows}")
    assert told(result, "area-missing", "area-empty") == [("area-empty", "warning", "lifelong", 0)]
    (overview,) = result.overviews
    assert [row[1] for row in overview.rows[:7]] == [f"PO{n}" for n in range(1, 8)]


# --- outcomes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("PO1, PO2 and PO5", "PO1 PO2 PO5"), ("РО1–РО4", "PO1 PO2 PO3 PO4"), ("LO 3", "LO3"), ("ОН1, ОН 2", "ON1 ON2"),
        ("ON 5", "ON5"), ("PLO-3", "PLO3"), ("ILO.2", "ILO2"), ("LO3.2", "LO3.2"), ("PO01", "PO1"),
        ("PO1-4", "PO1 PO2 PO3 PO4"), ("PO 1, 2, 5", "PO1 PO2 PO5"), ("РО 1 и 3", "PO1 PO3"),
        ("Learning outcome 3", "LO3"), ("Программные результаты обучения 4", "PO4"), ("3-оқыту нәтижесі", "ON3"),
        ("programme learning outcome 2", "PLO2"), ("результату обучения 6", "PO6"), ("PO1, 30 students", "PO1"),
        ("IPO1 and PO2024 and XPO3", ""), ("the port on 5 May", ""), ("PO 0", ""), ("PO1a", ""), ("п. 3.2.1", ""),
        ("OH9", "ON9"), ("РО10", "PO10"), ("PO1, 2023", "PO1"), ("PO1–PO2–PO4", "PO1 PO2 PO3 PO4"),
    ],
)  # fmt: skip
def test_labels_of_outcomes(text: str, found: str) -> None:
    assert [f"{label.kind}{'.'.join(map(str, label.numbers))}" for label in labels(text)] == found.split()


@settings(deadline=None)
@given(st.text(alphabet="POРОLONН0123456789 ,-–.:()аә\n", max_size=60))
def test_labels_are_found_in_any_text_without_fault(text: str) -> None:
    found = labels(text)
    assert len(found) == len(set(found))
    assert all(1 <= number <= 40 for label in found for number in label.numbers)


@settings(deadline=None)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=8, unique=True))
def test_labels_that_are_written_are_those_that_are_read(numbers: list[int]) -> None:
    for joint in (", ", "; ", " and ", "\n"):
        assert [label.numbers for label in labels(joint.join(f"РО{n}" for n in numbers))] == [(n,) for n in numbers]


def test_outcomes_are_defined_where_a_block_opens_with_one_and_goes_on() -> None:
    document = report(
        "PO1 – able to solve problems of engineering\n- PO2: able to work in mixed teams\n| Code | Outcome |\n"
        "| PO3 | designs systems to given needs |\nPO4, PO5 are taught in the second year\nPO6\n"
    )
    assert [label.shown for label in defined(document)] == ["PO1", "PO2", "PO3"]


def test_an_area_without_outcomes_is_told_where_the_report_labels_them() -> None:
    result = check("PO1 – {8}", "PO2 – {8}", appendix(text="{{30}}"))
    assert told(result, "area-without-outcomes") == [("area-without-outcomes", "warning", id) for id in AREAS]


def test_where_outcomes_have_no_labels_that_is_information() -> None:
    result = check(appendix(text="{{30}}"))
    assert told(result, "no-outcome-labels", "area-without-outcomes") == [("no-outcome-labels", "info")]


def test_an_outcome_that_no_area_names_and_one_that_is_not_defined() -> None:
    result = check("PO1 – {8}", "PO2 – {8}", "PO9 – {8}", appendix(areas=AREAS[:3], text="It rests on PO{n}. {{20}}"))
    assert told(result, "outcomes-in-no-area") == [("outcomes-in-no-area", "info", ("PO9",))]
    assert told(result, "unknown-outcome") == [("unknown-outcome", "warning", "design", "PO3")]


# --- outcome x module

MATRIX = """
| № | Module | Credits | PO1 | PO2 | PO3 |
| 1 | Mathematics | 5 | + | | |
| 2 | Physics | 5 | + | + | |
| 3 | Sports | 4 | | | |
"""
TURNED = """
| Outcome | Mathematics | Physics | Sports |
| PO1 | x | x | |
| PO2 | | x | |
| PO3 | | | |
"""


@pytest.mark.parametrize("table", [MATRIX, TURNED, MATRIX.replace("PO", "РО").replace("+", "✓")])
def test_a_matrix_is_read_either_way_round(table: str) -> None:
    (matrix,) = matrices(report(table))
    assert matrix.every == ("Mathematics", "Physics", "Sports")
    assert [(label.numbers[0], modules) for label, modules in matrix.modules.items()] == [
        (1, ("Mathematics", "Physics")), (2, ("Physics",)), (3, ()),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "table",
    [
        "| PO1 | able to do this | \n| PO2 | able to do that |",
        "| Year | 2022 | 2023 |\n| Students | 1 | 2 |\n| Staff | 3 | 1 |",
        "| Module | PO1 | PO2 |\n| Mathematics | it is taught in year one | and here too |\n| Physics | also here | + |",
        "| PO1 | PO2 |\n| + | + |",
    ],
)
def test_other_tables_are_no_matrix(table: str) -> None:
    assert matrices(report(table)) == []


def test_outcomes_without_modules_and_modules_without_outcomes_are_told() -> None:
    result = check(appendix(areas=AREAS[:3]), "## Matrix", MATRIX)
    assert told(result, "outcome-without-module") == [("outcome-without-module", "warning", "PO3")]
    assert told(result, "modules-without-outcome") == [("modules-without-outcome", "info", ("Sports",))]
    assert "no-matrix" not in rules(result)


def test_modules_of_an_area_come_from_the_matrix() -> None:
    (overview,) = check(appendix(areas=AREAS[:3]), "## Matrix", MATRIX).overviews
    assert [row[2] for row in overview.rows[:3]] == ["Mathematics; Physics", "Physics", ""]


def test_outcomes_of_the_matrix_are_not_taken_for_those_of_the_last_area() -> None:
    (overview,) = check(appendix(areas=("knowledge",)), MATRIX).overviews
    assert overview.rows[0][1] == "PO1"


# --- workload


@pytest.mark.parametrize(
    ("text", "number", "total"),
    [
        ("The programme comprises 240 ECTS credits.", 240, True), ("In total 240 academic credits are needed.", 240, True),
        ("Общая трудоемкость программы составляет 240 академических кредитов.", 240, True),
        ("Бағдарламаның көлемі 240 академиялық кредит.", 240, True), ("Students collect 120 ECTS.", 120, False),
        ("| Cycle | Credits |\n| General | 56 |\n| Basic | 112 |\n| Total | 240 |", 240, True),
        ("| Цикл | Кредиты |\n| ООД | 56 |\n| Итого | 240 |", 240, True),
        ("| Цикл | Кредит |\n| ЖББП | 56 |\n| Барлығы | 240 |", 240, True),
        ("Total: ECTS – 180", 180, True), ("всего 120 кредитов (ECTS)", 120, True),
    ],
)  # fmt: skip
def test_credits_of_the_whole_programme(text: str, number: int, total: bool) -> None:
    first, *_ = credits(report(text))
    assert (first.number, first.total) == (number, total)


@pytest.mark.parametrize(
    "text",
    ["A module has 5 ECTS credits.", "Total 240 students.", "Всего 240 часов", "The law of 2007, 120 pages", "3.240 credits in total",
     "credits: 1240 in total"],
)  # fmt: skip
def test_other_numbers_are_no_workload(text: str) -> None:
    assert credits(report(text)) == []


@pytest.mark.parametrize(
    ("code", "number", "below"),
    [
        ("6B07101", 240, []), ("6B07101", 200, [240]), ("6B07101", 150, [180, 240]), ("7M07101", 120, []),
        ("7M07101", 60, [90]), ("8D07101", 180, []), ("8D07101", 120, [180]),
    ],
)  # fmt: skip
def test_credits_below_a_minimum_are_information_with_its_certainty(code: str, number: int, below: list[int]) -> None:
    letter = "A" if code.startswith("6B") else "B"
    result = check(appendix(letter=letter), f"The programme comprises {number} ECTS credits.", code=code)
    found = [f for f in result.findings if f.rule == "eur-ace-workload-below"]
    assert [(f.arguments["credits"], f.arguments["least"], f.severity) for f in found] == [
        (number, least, "info") for least in below
    ]
    if below == [90]:
        assert "not confirmed by the original" in say(found[0].message)


def test_a_report_that_names_no_credits_is_told() -> None:
    assert told(check(appendix()), "no-workload") == [("no-workload", "info")]


# --- how it reaches people


@pytest.mark.parametrize("lang", LANGS)
def test_every_finding_has_its_sentence(lang: Lang) -> None:
    texts = (
        appendix(), appendix(letter="B"), appendix(areas=(*AREAS[:4], "transferable")), appendix(text=""), "", MATRIX,
        appendix(text="{{30}}"), "PO1 – {8}\nPO7 – {8}\n" + appendix(areas=AREAS[:3]) + MATRIX, "180 ECTS credits in total.",
    )  # fmt: skip
    seen = set()
    for text in texts:
        for code in ("6B07101", "8D07101", ""):
            for finding in check(text, code=code).findings:
                said = say(finding.message, lang)
                assert said != finding.message.id and "{" not in said and "–" not in said.split("–")[:0]
                seen.add(finding.rule)
    assert len({rule for rule in seen if rule.startswith("eur-ace-")}) >= 15


def test_rules_run_only_where_the_report_answers_eur_ace() -> None:
    result = checked(report(sar()), "programme")
    assert rules(result) == set() and result.overviews == ()


def test_nothing_that_rests_on_memory_is_an_error() -> None:
    """Only the appendix itself is asked for in a text that was read."""
    for text in (appendix(text=""), appendix(areas=("knowledge",)), appendix(areas=(*AREAS[:5], "transferable"))):
        errors = {f.rule for f in check(text).findings if f.severity == "error" and f.rule.startswith("eur-ace")}
        assert errors == set()


def test_the_overview_shows_what_is_expected_where_nothing_was_found() -> None:
    (overview,) = check(appendix(areas=("knowledge",))).overviews
    row = overview.rows[1]
    assert isinstance(row[0], Titles) and isinstance(row[1], Message) and isinstance(row[2], Titles)
    assert row[2].get("en") == load().areas()["analysis"].expected["bachelor"].get("en")


@pytest.mark.parametrize("lang", LANGS)
def test_text_and_page_show_the_overview(lang: Lang) -> None:
    from sapa.core.model.results import Result
    from sapa.core.reporting import as_html, as_text
    from sapa.core.showing.layout import plain

    result = Result("0", {}, (check(appendix(lang, areas=AREAS[:2]), lang=lang),))
    title = say(Message("eur-ace.overview-letter", {"letter": "A"}), lang)
    text = plain(as_text.lines(result, lang))
    page = as_html.render(result, lang)
    for shown in (text, page):
        assert title in shown and TITLES["knowledge"].get(lang).split()[0] in shown
    assert isinstance(result.documents[0].overviews[0], Overview)
