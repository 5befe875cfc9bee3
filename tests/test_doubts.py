"""What a person should look at: doubts about statuses, and how the codes stand to their answers, as they are shown."""

from __future__ import annotations

import pytest

from sapa.core.model.results import Result
from sapa.core.reporting.as_json import result_json
from sapa.core.reporting.as_text import lines
from sapa.core.words.messages import LANGS, say

from .test_coverage import check, criterion


def doubt(text: str, code: str) -> str:
    found = criterion(check(text), code).doubt
    return "" if found is None else found.id.removeprefix("doubt.")


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        ("# Standard 3\n## 3.2.1 A\n{60}", "3.2.1", ""),
        ("# Standard 3\n## 3.2.1 A\n{10}", "3.2.1", ""),
        ("# Standard 3\n## 3.2.1 A\n{39}", "3.2.1", "near"),
        ("# Standard 3\n## 3.2.1 A\n{41}", "3.2.1", "near"),
        ("# Standard 3\n## 3.2.1 A\n{60}", "3.2.9", ""),
        ("# Standard 3\n{50} (3.2.1)\n{50} (see criteria 3.2.2, 3.2.3)", "3.2.2", "refers"),
        ("# Map\n|h Criterion | Section\n| 1.2.1 | Who we are\n| 1.2.3 | –\n## Who we are\n{60}", "1.2.1", "matrix"),
        ("# Standard 3\n## Leaders → 3.2.8 (3.2.9 partly)\n{60}", "3.2.9", "partly"),
        ("# Standard 3\n## Leaders → 3.2.8 (3.2.9 partly)\n{60}", "3.2.8", ""),
        ("# Standard 3\n## 3.2.1 A\n{60}\n# Standard 4\n## 3.2.2 B\n{60}\n## 4.2.1 C\n{60}", "3.2.2", "other-standard"),
        (
            "# Progress\n|h Ref. | Now | Then\n| 3.2.8 | {50} | {9}\n# Standard 3\n3.2.1 {60}\n3.2.2 {60}",
            "3.2.8",
            "no-standard",
        ),
        (
            "# Progress\n|h Ref. | Now | Then\n| 3.2.8 | {50} | {9}\n| 3.2.9 | {50} | {9}\n# Standard 3\n3.2.1 {60}",
            "3.2.8",
            "",
        ),
        ("# Standard 3\n| 3.2.1 | In 2024 {50}\n| 3.2.2 | {50}\n## 3.2.1 partly\n{60}", "3.2.1", "partly"),
        ("# Progress\n3.2.8 In 2024 {50}\n# Standard 3\n3.2.1 {60}\n3.2.2 {60}", "3.2.8", ""),
        ("# Standard 3\n3.2.1 {20}\n## A title of the report's own\n{40}", "3.2.1", "text-behind"),
        ("# Standard 3\n3.2.1 {60}\nOn another matter, 3.2.5,  {60}\n3.2.2 {60}", "3.2.5", "heads-a-text"),
        ("# Standard 3\n3.2.1 {60}\nCode 3.2.5: {60}\n3.2.9 {60}", "3.2.5", "heads-a-text"),
        ("# Standard 3\n3.2.1 {20}\nCode 3.2.5: {60}\n3.2.9 {60}", "3.2.1", "other-code"),
        ("# Standard 3\n3.2.1 {60}\nCode 3.2.5: {9}\n3.2.9 {60}", "3.2.5", ""),
        ("# Standard 3\n3.2.1 {60}\n{60} and code 3.2.5, {60}\n3.2.9 {60}", "3.2.5", ""),
        ("# Standard 3\n3.2.1 {60}\nTable 3.2.5. {60}\n3.2.9 {60}", "3.2.5", ""),
        ("# Standard 3\n3.2.1 {60}\n3.2.42 {60}\n3.2.2 {60}", "3.2.24", "mistyped"),
        ("# Standard 3\n3.2.1 {60}\nThe path (3.2.5) is settled in April. {60}\n3.2.2 {60}", "3.2.5", "heads-a-text"),
        ("# Standard 3\n3.2.1 {60}\n{60}. All of this is 3.2.5 and more.\n3.2.2 {60}", "3.2.5", "within"),
        ("# Standard 3\n3.2.1 {60}\nOf 3.2.5 {10}. {20}\n3.2.2 {60}", "3.2.5", ""),
        ("# Standard 3\n3.2.1 {50}\n3.2.2 {50}\n3.2.4 {50}\n3.2.5 {10}.\n{50}\n3.2.6 {50}", "3.2.5", "next-paragraph"),
        ("# Standard 3\n## 3.2.1 A\n{20}\n{9}; {9}; {9}", "3.2.1", "lists-papers"),
        (
            "# Standard 3\n## 3.2.1 On lines and boxes and all else that is kept in the store by night and by day\n{30}",
            "3.2.1",
            "long-heading",
        ),
        ("# Standard 3\n3.2.1\n{60}\n3.2.2\n3.2.3\n{60}", "3.2.2", "close-call"),
        ("# Standard 3\n| 3.2.1 | {60}\n---\n| 3.2.2 | runs {60}\n| 3.2.3 | {60}", "3.2.1", "page-break"),
        ("# Standard 3\n| 3.2.1 | {60}\n---\n| 3.2.2 | runs {60}\n| 3.2.3 | {60}", "3.2.3", ""),
        ("# Standard 3\n## 3.2.1–3.2.5 Together\nIn 2024 {50}", "3.2.1", "shared-by-many"),
        ("# Standard 3\n## 3.2.1–3.2.3 Together\nIn 2024 {50}", "3.2.1", ""),
        ("# Standard 3\n## 3.2.1 A\n{60}\n$ Criteria 3.2.8, 3.2.9", "3.2.9", "running-head"),
        ("# Standard 3\n{70}.\nCriteria: 3.2.1\n{60}.\nCriteria: 3.2.2\n{60}.", "3.2.1", "close-call"),
        ("# Standard 3\nCriteria: 3.2.1\n{60}.\nCriteria: 3.2.2\n{60}.", "3.2.1", ""),
        ("# Standard 3\n3/2/1 {60}\n3/2/2 {60}\n## 3.2.3 A\n{60}", "3.2.1", "mistyped"),
        ("# Standard 3\n## 3.2.3 A\n{60}\n## Criterion 3_2_1\n{60}\n## Criterion 3_2_4\n{60}", "3.2.4", "mistyped"),
        ("# Standard 3\n## 3.2.3 A\n{60}\n## Aims\n{60} (3..2.1)\n{60} (3..2.2)", "3.2.1", "mistyped"),
        ("# Standard 3\n## 3.2.3 A\n{60}\n## Aims\n{60} (3 2 1)\n{60} (3 2 2)", "3.2.1", "mistyped"),
        ("# Standard 3\n## 3.2.3 A\n{60}\n3/2/1 {60}", "3.2.1", ""),
        ("# Standard 3\n## 3.2.3 A\n{60}\n{60} as in the EUR-ACE framework (3.2.1)", "3.2.1", ""),
        ("# Plan\n|h Criterion | Measure | Date\n| 3.2.1 | {60} | May\n| 3.2.2 | {5} | June", "3.2.1", "silent-table"),
    ],
)
def test_a_doubt_names_what_could_be_read_another_way(text: str, code: str, reason: str) -> None:
    assert doubt(text, code) == reason


KAZAKH = "кафедра өтінімін оқытушылар мен студенттер кіретін комиссия қарайды, шешім хаттамамен рәсімделеді. " * 5
RUSSIAN = "заявка кафедры рассматривается комиссией, в которую входят преподаватели и студенты, решение оформлено. " * 5


@pytest.mark.parametrize(
    ("row", "lacking"),
    [
        (f"| | Критерий 3.2.2. {RUSSIAN}", "kk"),
        (f"| 3.2.2-критерий. {KAZAKH} | ", "ru"),
        (f"| 3.2.2-критерий. {KAZAKH} | Критерий 3.2.2. Перевод готовится.", "ru"),
        (f"| 3.2.2-критерий. {KAZAKH} | Критерий 3.2.2. {RUSSIAN}", None),
    ],
)
def test_a_row_of_a_table_of_two_languages_that_lacks_one_is_told(row: str, lacking: str | None) -> None:
    full = [f"| {code}-критерий. {KAZAKH} | Критерий {code}. {RUSSIAN}" for code in ("3.2.1", "3.2.3")]
    result = check("\n".join(["# 3-стандарт", "|h Қазақша | На русском языке", full[0], row, full[1]]))
    found = [criterion(result, code) for code in ("3.2.1", "3.2.2", "3.2.3")]
    assert [str(one.status) for one in found] == ["addressed"] * 3
    assert [one.doubt and one.doubt.arguments["language"] for one in found] == [None, lacking, None]


def test_documents_named_in_another_language_make_no_table_of_two() -> None:
    papers = "университеттің оқу жұмысы туралы ережесі мен кафедраның жылдық жоспары, есебі және хаттамалары"
    rows = [f"| 3.2.{at} | {RUSSIAN} | {papers}" for at in (1, 2)] + [f"| 3.2.3 | {RUSSIAN} | "]
    result = check("\n".join(["# Стандарт 3", "|h Критерий | Ответ | Документы", *rows]))
    assert [criterion(result, code).doubt for code in ("3.2.1", "3.2.3")] == [None, None]


def test_a_status_that_may_be_read_another_way_is_to_be_looked_at() -> None:
    result = Result("0", {}, (check("# Standard 3\n## 3.2.1 A\n{41}\n## 3.2.2 B\n{60}"),))
    by_code = {one["code"]: one for one in result_json(result, "en")["documents"][0]["sets"][0]["criteria"]}  # type: ignore[index]
    assert (by_code["3.2.1"]["certainty"], by_code["3.2.2"]["certainty"]) == ("look", "sure")
    assert "doubt" not in by_code["3.2.2"]
    assert "41 words" in by_code["3.2.1"]["doubt"]
    shown = "\n".join("".join(text for text, _ in line) for line in lines(result))
    assert "Please look at these (1)" in shown


def test_every_doubt_is_said_in_every_language() -> None:
    result = check("# Standard 3\n## 3.2.1 A\n{41}")
    found = criterion(result, "3.2.1").doubt
    assert found is not None
    assert len({say(found, lang) for lang in LANGS}) == len(LANGS)


def test_the_output_says_how_the_codes_of_each_standard_stand() -> None:
    text = "# Standard 3\n## 3.2.1 A\n{50}\n# Standard 4\n{50} (4.2.1)\n{50} (4.2.2)\n# Standard 8\n| 8.2.1 | {50}\n| 8.2.6 | {50}"
    result = Result("0", {}, (check(text),))
    value = result_json(result, "en")["documents"][0]["sets"][0]["conventions"]  # type: ignore[index]
    assert [(one["standard"], one["kind"]) for one in value] == [("3", "opens"), ("4", "closes"), ("8", "beside")]
    shown = "\n".join("".join(text for text, _ in line) for line in lines(result))
    assert "In Standard 4 the codes close their answers." in shown


def test_a_standard_none_of_whose_criteria_is_addressed_is_not_shown_as_addressed() -> None:
    result = Result("0", {}, (check("# Standard 3\n{80}\n## 3.2.1 A\n{10}"),))
    row = next(line for line in lines(result) if "0 of 24" in "".join(text for text, _ in line))
    assert "addressed" not in [style for _, style in row]


def test_a_code_inside_a_paragraph_that_another_code_closes_is_to_be_looked_at() -> None:
    text = "# Standard 3\n## Students\n{20} Criteria 3.2.5 and 3.2.1 are watched by a survey. {40}\n{10} (3.2.9)."
    assert criterion(check(text), "3.2.5").status.value == "mentioned"
    assert doubt(text, "3.2.5") == "within"
    assert doubt(text.replace("{40}", "{5}"), "3.2.5") == ""  # too short for an answer


def test_a_code_at_the_end_of_a_text_that_was_taken_for_a_protocols_is_to_be_looked_at() -> None:
    text = "# Standard 1\n{50}, что признано на заседании, протокол № 6 (п. 1.2.4).\n{50} (1.2.5)"
    assert criterion(check(text), "1.2.4").status.value == "missing"
    assert doubt(text, "1.2.4") == "ends-a-text"
    assert doubt(text.replace("{50}, что", "{10}, что"), "1.2.4") == ""  # too short for an answer
