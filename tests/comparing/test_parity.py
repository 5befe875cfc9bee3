"""What one version of a report states and another does not; and nothing where a translation is faithful."""

from __future__ import annotations

import pytest

from sapa.core.comparing.parity import parity
from sapa.core.comparing.version import Version
from sapa.core.model.document import Unreadable
from sapa.core.words.narrative import annexes

from ..reports import checked, report
from .versions import EN, KK, RU, changed, compared, told, version


def test_faithful_translations_have_no_difference() -> None:
    assert told(compared()) == []


@pytest.mark.parametrize("lacking", ["kk", "ru", "en"])
def test_two_versions_are_enough(lacking: str) -> None:
    assert told(compared(**{lacking: ""})) == []


@pytest.mark.parametrize(
    "language, old, new, kind, code, values",
    [
        ("kk", "610 түлекті", "601 түлекті", "number", "1.2.4", {"kk": ("601",), "ru": ("610",), "en": ("610",)}),
        ("ru", "5 июля 2022", "7 июля 2022", "date", "2.2.1", {"kk": ("2022-07-05",), "ru": ("2022-07-07",), "en": ("2022-07-05",)}),
        ("en", "61.5%", "65.1%", "percentage", "1.2.2", {"kk": ("61.5",), "ru": ("61.5",), "en": ("65.1",)}),
        ("kk", "7M07105", "7M07150", "programme-code", "1.2.3", {"kk": ("7M07150",), "ru": ("7M07105",), "en": ("7M07105",)}),
        ("ru", "приложении 7", "приложении 8", "annex", "2.2.2", {"kk": ("7",), "ru": ("8",), "en": ("7",)}),
        ("kk", "2.2.1-критерийде", "2.2.2-критерийде", "code-reference", "1.2.3", {"kk": ("2.2.2",), "ru": ("2.2.1",), "en": ("2.2.1",)}),
        ("en", "September 2023", "October 2023", "date", "1.2.1", {"kk": ("2023-09",), "ru": ("2023-09",), "en": ("2023-10",)}),
        ("ru", "4 600 млн", "4 600 тыс.", "number", "1.2.2", {"kk": ("4600000000",), "ru": ("4600000",), "en": ("4600000000",)}),
        ("kk", "| 4 120", "| 4 210", "number", "1.2.2", {"kk": ("4210",), "ru": ("4120",), "en": ("4120",)}),
        ("en", "27 programmes", "29 programmes", "number", None, {"kk": ("27",), "ru": ("27",), "en": ("29",)}),
        ("ru", "шесть из 38", "8 из 38", "number", "2.2.2", {"kk": (), "ru": ("8",), "en": ("6",)}),
    ],
)  # fmt: skip
def test_a_value_that_differs_is_said_once_with_all_values(
    language: str, old: str, new: str, kind: str, code: str | None, values: dict[str, object]
) -> None:
    found = compared(**{language: changed(language, (old, new))})
    assert told(found) == [(kind, code, values)]
    (one,) = found.differences
    assert one.severity == "warning"
    assert set(one.places) == {"kk", "ru", "en"}
    assert all(spot.text for spot in one.places.values())


def _without(text: str, opening: str) -> str:
    lines = text.splitlines()
    kept = [line for line in lines if not line.startswith(opening)]
    assert len(kept) < len(lines), opening
    return "\n".join(kept)


def _part(text: str, heading: str) -> str:
    """The text without the part that a heading opens."""
    start = text.index(heading)
    end = min((at for mark in ("\n## ", "\n# ") if (at := text.find(mark, start)) > 0), default=len(text))
    return text[:start] + text[end + 1 :]


def test_a_criterion_that_one_version_lacks_is_one_error_at_its_neighbour() -> None:
    found = compared(kk=_part(KK, "## 1.2.4"))
    assert told(found) == [("coverage", "1.2.4", {"kk": "missing", "ru": "addressed", "en": "addressed"})]
    (one,) = found.differences
    assert one.severity == "error" and one.lacking == ("kk",)
    assert one.places["kk"].heading[-1].startswith("1.2.3")


def test_a_thin_answer_in_one_version_is_an_error_and_its_missing_numbers_are_not_said_again() -> None:
    text = _part(KK, "## 1.2.4").replace(
        "# 2 Көш", "## 1.2.4 Серіктестер\nУниверситеттің 17 кәсіпорынмен шарты бар.\n# 2 Көш"
    )
    assert told(compared(kk=text)) == [("coverage", "1.2.4", {"kk": "thin", "ru": "addressed", "en": "addressed"})]


def test_fewer_words_because_the_language_needs_fewer_are_no_difference() -> None:
    kk = version(KK, "kk").by_code
    assert [code for code, one in kk.items() if one.status.value == "thin"], "the Kazakh text alone would be thin"
    assert all(statuses["kk"] == statuses["en"] for statuses in compared().statuses.values())


def test_a_table_that_one_version_lacks_is_said_without_its_numbers() -> None:
    text = KK[: KK.index("2-кесте")] + KK[KK.index("## 2.2.2") :]
    (one,) = compared(kk=text).differences
    assert (one.kind, one.code, one.label, one.values["kk"]) == ("table", "2.2.1", "table 2", ())
    assert one.lacking == ("kk",)


def test_a_figure_that_one_version_lacks() -> None:
    (one,) = compared(ru=_without(RU, "Рисунок 1")).differences
    assert (one.kind, one.code, one.label, one.values["ru"]) == ("figure", "1.2.3", "figure 1", ())


def test_another_number_of_a_table_is_one_difference() -> None:
    (one,) = compared(kk=changed("kk", ("2-кесте", "3-кесте"))).differences
    assert (one.kind, one.values) == ("table", {"kk": "3", "ru": "2", "en": "2"})


def test_labels_that_are_all_shifted_are_said_once() -> None:
    assert len(compared(kk=changed("kk", ("2-кесте", "3-кесте"), ("1-кесте", "2-кесте"))).differences) == 1


def test_a_row_that_one_version_lacks_is_said_without_its_numbers() -> None:
    (one,) = compared(ru=_without(RU, "| 3 | Экономика")).differences
    assert (one.kind, one.code, one.label) == ("row-missing", "2.2.1", "table 2")
    assert one.values == {"kk": "3 | Экономика | 3 | 57", "ru": (), "en": "3 | Economics | 3 | 57"}
    assert one.places["ru"].lacking


def test_a_row_that_one_version_has_twice() -> None:
    (one,) = compared(
        en=EN.replace("| 2 | Energy", "| 1 | Mechanical engineering | 5 | 96 |\n| 2 | Energy")
    ).differences
    assert (one.kind, one.code, one.values) == ("row-doubled", "2.2.1", {"kk": "1", "ru": "1", "en": "2"})


def test_two_rows_merged_into_one() -> None:
    text = changed("kk", ("| 3 | Экономика | 3 | 57 |\n", ""), ("| 2 | Энергетика және автоматтандыру | 4 | 81 |", "| 2, 3 | Энергетика және автоматтандыру, экономика | 4, 3 | 81, 57 |"))  # fmt: skip
    (one,) = compared(kk=text).differences
    assert (one.kind, one.code) == ("row-merged", "2.2.1")


def test_rows_whose_cells_stand_one_too_low() -> None:
    old = "| 1 | Машиностроение | 5 | 96 |\n| 2 | Энергетика и автоматизация | 4 | 81 |\n| 3 | Экономика | 3 | 57 |\n| 4 | Информационные системы | 4 | 88 |"  # fmt: skip
    new = "| 1 | Машиностроение | | |\n| 2 | Энергетика и автоматизация | 5 | 96 |\n| 3 | Экономика | 4 | 81 |\n| 4 | Информационные системы | 3 | 57 |"  # fmt: skip
    (one,) = compared(ru=changed("ru", (old, new))).differences
    assert (one.kind, one.code, one.label) == ("row-shifted", "2.2.1", "table 2")


def test_a_column_that_one_version_lacks() -> None:
    text = RU
    for row in ("| Кафедры", "| 5 | 96", "| 4 | 81", "| 3 | 57", "| 4 | 88"):
        text = (
            text.replace(row, "|" + row.split("|")[2] if row.count("|") > 1 else "", 1)
            if row.count("|") > 1
            else text.replace(row + " ", "", 1)
        )
    kinds = [(one.kind, one.values) for one in compared(ru=text).differences if one.kind == "column"]
    assert kinds == [("column", {"kk": "4", "ru": "3", "en": "4"})]


def test_a_sentence_that_one_version_lacks_is_one_note() -> None:
    (one,) = compared(
        kk=changed("kk", (" Ол жұма күндері сағат 8:30-дан 12:00-ге дейін 22 рет жиналды.", ""))
    ).differences
    assert (one.kind, one.code, one.severity) == ("sentence", "1.2.2", "info")
    assert one.values["kk"] == () and str(one.values["en"]).startswith("It met 22 times")
    assert one.places["kk"].lacking and one.places["kk"].text.startswith("Жоспарды 15 адамнан")


def test_a_paragraph_that_one_version_lacks_is_said_once() -> None:
    (one,) = compared(ru=_without(RU, "План разработан")).differences
    assert (one.kind, one.code, one.severity, one.values["ru"]) == ("paragraph", "1.2.2", "warning", ())


def test_a_paragraph_left_in_another_language_is_one_difference() -> None:
    line = next(line for line in RU.splitlines() if line.startswith("Университет имеет договоры"))
    own = next(line for line in KK.splitlines() if line.startswith("Университеттің 17"))
    assert told(compared(kk=KK.replace(own, line))) == [("language", "1.2.4", {"kk": "ru", "ru": "ru", "en": "en"})]


def test_a_heading_left_in_another_language() -> None:
    (one,) = compared(kk=changed("kk", ("# 2 Көшбасшылық және менеджмент", "# 2 Лидерство и менеджмент"))).differences
    assert (one.kind, one.values["kk"]) == ("language", "ru")


def test_a_name_or_work_quoted_in_its_own_language_is_none() -> None:
    quoted = (
        "Кафедра жұмысы туралы «О работе кафедры и о том, что было сделано для студентов в этом году» мақаласы шықты."
    )
    assert told(compared(kk=changed("kk", ("2-кесте. Фак", quoted + "\n2-кесте. Фак")))) == []


def test_criteria_in_another_order_are_notes() -> None:
    part = EN[EN.index("## 1.2.3") : EN.index("## 1.2.4")]
    text = EN.replace(part, "").replace("# 2 Leadership", part + "# 2 Leadership")
    found = compared(en=text).differences
    assert [(one.kind, one.severity) for one in found] == [("order", "info")]
    assert found[0].code in ("1.2.3", "1.2.4")


def test_a_text_much_longer_than_the_versions_own_ratio_is_a_note() -> None:
    more = " The council also discusses how practice is organised and what graduates lack when they begin to work." * 4
    found = compared(en=changed("en", ("revision of every programme.", "revision of every programme." + more)))
    assert [(one.kind, one.code, one.severity) for one in found.differences] == [("length", "1.2.4", "info")]


def test_sentences_and_paragraphs_in_another_order_or_joined_are_no_difference() -> None:
    joined = changed("ru", ("достигнут 31 индикатор.\nПлан", "достигнут 31 индикатор. План"))
    assert told(compared(ru=joined)) == []


def test_a_small_number_in_words_is_none() -> None:
    text = changed("en", ("46 employers", "forty-six employers"), ("15 people", "fifteen people"))
    assert told(compared(en=text)) == []


def test_each_place_names_the_file_and_paragraph() -> None:
    (one,) = compared(kk=changed("kk", ("610 түлекті", "601 түлекті"))).differences
    line = next(n for n, text in enumerate(KK.strip().splitlines(), 1) if "610 түлекті" in text)
    assert one.places["kk"].place.paragraph == line
    assert "601" in one.places["kk"].text


# --- tables whose rows answer criteria


def _rows(language: str, third: str = "", fourth: str = "") -> str:
    words = {"en": "The university", "ru": "Университет", "kk": "Университет"}[language]
    body = {
        "en": "keeps records of its {} graduates and of {} teachers and reports on them to the board in every year of the plan so that heads of departments may use the data in their own work and for the next decisions of the council of the faculty and of the rector",
        "ru": "ведет учет своих {} выпускников и {} преподавателей и ежегодно отчитывается о них совету, чтобы заведующие кафедрами могли использовать эти данные в своей работе и при подготовке следующих решений совета факультета, ректората и самого ректора университета каждый год и всегда в срок",
        "kk": "өзінің {} түлегі мен {} оқытушысының есебін жүргізіп, жоспардың әр жылында кеңеске есеп береді, кафедра меңгерушілері бұл деректерді өз жұмысында және факультет кеңесінің, ректораттың келесі шешімдерін дайындауда пайдалана алады, әр жылы өз мерзімінде және толық көлемде ұсынылады",
    }[language]  # fmt: skip
    head = {"en": "| Criterion | Answer |", "ru": "| Критерий | Ответ |", "kk": "| Критерий | Жауап |"}[language]
    numbers = [(120, 31), (245, 47), (368, 59), (491, 66), (514, 78)]
    lines = [f"| 1.2.{n} | {words} {body.format(*pair)}. |" for n, pair in enumerate(numbers, 1)]
    return "# 1 " + words + "\n" + head + "\n" + "\n".join(lines)


def test_rows_that_answer_criteria_faithfully_have_no_difference() -> None:
    assert told(compared(kk=_rows("kk"), ru=_rows("ru"), en=_rows("en"))) == []


def test_a_row_merged_under_the_code_before_causes_the_gap() -> None:
    lines = _rows("kk").splitlines()
    third = lines[5].split("|")[2].strip()
    lines[4] = lines[4].removesuffix(" |") + " " + third + " |"
    del lines[5]
    found = compared(kk="\n".join(lines), ru=_rows("ru"), en=_rows("en"))
    assert [(one.kind, one.code, one.cause) for one in found.differences] == [
        ("coverage", "1.2.4", "row-merged"),
        ("row-merged", "1.2.4", None),
    ]
    assert len(found.counted) == 1


def test_rows_whose_answers_stand_under_the_next_code_are_one_difference() -> None:
    lines = _rows("ru").splitlines()
    answers = [line.split("|")[2] for line in lines[2:]]
    shifted = ["", *answers[:-1]]
    text = "\n".join([*lines[:2], *(f"| 1.2.{n} |{answer}|" for n, answer in enumerate(shifted, 1))])
    found = compared(kk=_rows("kk"), ru=text, en=_rows("en"))
    assert [(one.kind, one.label) for one in found.counted] == [("row-shifted", "1.2.1–1.2.5")]


def test_what_stands_on_a_page_that_could_not_be_read_is_not_said_to_lack() -> None:
    lines = RU.strip().splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("Отдел стратегического"))
    del lines[at]
    blocks = [line for line in lines if line]
    gap = Unreadable("example.docx", (3,), "scan", blocks.index("Рисунок 1. Цикл мониторинга"))
    result = checked(report("\n".join(lines), "ru", unreadable=(gap,)), "institutional")
    found = parity([version(KK, "kk"), Version.of(result, result.sets[0], "ru"), version(EN, "en")])
    assert [one for one in found.differences if one.kind != "coverage"] == []


@pytest.mark.parametrize(
    "text, labels",
    [
        ("2–4-қосымшаларда", ["2", "3", "4"]),
        ("4 және 5-қосымшаларды қараңыз", ["4", "5"]),
        ("2, 3-қосымша", ["2", "3"]),
        ("24 кафедра, 5-қосымша", ["5"]),
    ],
)
def test_a_list_or_range_of_annexes_in_kazakh_is_spelt_out(text: str, labels: list[str]) -> None:
    assert annexes(text) == labels
