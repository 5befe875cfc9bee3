"""Passages and statuses as the design defines them, on documents of a few lines."""

from __future__ import annotations

import pytest

from sapa.core.checking.report import check_document
from sapa.core.checking.settings import Settings
from sapa.core.model.coverage import CriterionCoverage, Status
from sapa.core.model.results import DocumentResult
from sapa.core.model.standards import StandardSet

from .documents import document
from .reports import installed

SETS = installed().sets
KNOWN = tuple(SETS.values())


def check(text: str, *names: str, unreadable: tuple[int, ...] = ()) -> DocumentResult:
    sets = tuple(SETS.find(name) for name in names or ("institutional",))
    return check_document(document(text, unreadable), Settings(sets, KNOWN))


def criterion(result: DocumentResult, code: str, position: int = 0) -> CriterionCoverage:
    covered = result.sets[position].coverage.criteria
    return next(one for one in covered if one.criterion.code.text == code)


def statuses(text: str, *codes: str, unreadable: tuple[int, ...] = ()) -> list[str]:
    result = check(text, unreadable=unreadable)
    return [criterion(result, code).status.value for code in codes]


def test_a_spaced_code_is_no_section_number_above_the_next_codes() -> None:
    text = "# Стандарт 2. Содержание программы\n* 2. 2. 1. Работодатели\n{20}\n* 2.4. Результаты обучения\n{60}"
    result = check(text, "programme")
    assert criterion(result, "2.2.1").status is Status.THIN
    assert criterion(result, "2.4").status is Status.ADDRESSED


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("## 3.2.14 Title\n{40}", Status.ADDRESSED),
        ("## 3.2.14 Title\n{39}", Status.THIN),
        ("## 3.2.14 Title", Status.THIN),
        ("## 3.2.14 Title\n[insert text]", Status.THIN),
        ("## 3.2.14 Title\nNot applicable: no such programmes.", Status.NOT_APPLICABLE),
        ("## Other\nAs criterion 3.2.14 says, {10}", Status.MENTIONED),
        ("## Other\nAs criterion 3.2.14 says, {60}", Status.ADDRESSED),
        ("## Other\nCriteria 3.2.12–3.2.16 were discussed. {60}", Status.MENTIONED),
        ("## Other\n{60}", Status.MISSING),
        ("3.2.14 {40}", Status.ADDRESSED),
        ("| 3.2.14 | {40} | Annex 5", Status.ADDRESSED),
        ("| 3.2.14 | {12} | Annex 5", Status.THIN),
        ("| 3.2.14 | + | 41", Status.MENTIONED),
        ("~ 3.2.14 Title 41", Status.MENTIONED),
        ("$ 3.2.14 Title", Status.MENTIONED),
        ("{10}\n! 3.2.14 {40}", Status.ADDRESSED),
        ("{10}\n> 3.2.14 {40}", Status.ADDRESSED),
    ],
)
def test_each_status_by_its_definition(body: str, status: Status) -> None:
    result = check(f"# Standard 3. Educational programs\n## 3.2.1 Title\n{{60}}\n{body}")
    covered = criterion(result, "3.2.14")
    assert covered.status is status
    assert covered.reason.id.startswith("reason.")


def test_a_heading_counts_to_the_next_heading_of_its_rank_and_not_beyond() -> None:
    text = "# Standard 3\n## 3.2.1 A\n{20}\n### Detail\n{20}\n## Summary\n{50}\n## 3.2.2 B\n{10}\n# Conclusion\n{80}"
    assert statuses(text, "3.2.1", "3.2.2") == ["addressed", "thin"]
    assert criterion(check(text), "3.2.1").words == 40


def test_a_longer_number_under_a_criterion_is_part_of_it() -> None:
    assert statuses("# Standard 3\n## 3.2.1 A\n## 3.2.1.1 Part\n{45}", "3.2.1") == ["addressed"]


def test_a_lead_ends_the_text_of_the_heading_above_it() -> None:
    text = "# Standard 3\n## 3.2.1 A\n3.2.2 B. {50}"
    assert statuses(text, "3.2.1", "3.2.2") == ["thin", "addressed"]


def test_a_passage_of_several_codes_counts_whole_for_each_and_says_that_it_is_shared() -> None:
    result = check("# Standard 3\n## 3.2.1–3.2.3 Together\n{50}")
    for code in ("3.2.1", "3.2.2", "3.2.3"):
        covered = criterion(result, code)
        assert covered.status is Status.ADDRESSED
        assert covered.evidence[0].shared == 3
    assert any(finding.rule == "shared-thin" for finding in result.findings)


def test_what_is_said_twice_in_overlapping_passages_counts_once() -> None:
    result = check("# Standard 3\n## 3.2.1 A\nCriterion 3.2.1. {30}")
    assert criterion(result, "3.2.1").words == 30


def test_captions_prompts_headings_and_the_rows_of_others_are_no_words_of_a_passage() -> None:
    text = """
# Standard 3
## 3.2.1 A
{10}
### Strengths of the whole university and its many partners
[Describe here what the university does, with documents and dates]
| 3.2.2 | {60} | Annex 1
| 3.2.3 | {60} | Annex 2
"""
    result = check(text)
    assert criterion(result, "3.2.1").words == 10
    assert criterion(result, "3.2.2").status is Status.ADDRESSED


def test_evidence_names_the_annexes_and_the_strongest_place_stands_first() -> None:
    text = "# Standard 3\n## 3.2.1 A\n---\n# Standard 4\n---\n## 3.2.1 A\n{50} See Annexes 5 and 6."
    covered = criterion(check(text), "3.2.1")
    assert covered.evidence[0].place.page == 3
    assert covered.evidence[0].annexes == ("5", "6")


def test_what_may_stand_on_an_unreadable_page_is_not_checked_and_what_may_not_is_missing() -> None:
    text = "# Standard 3\n## 3.2.1 A\n{50}\n---\n---\n## 3.2.4 D\n{50}\n## 3.2.6 F\n{50}"
    assert statuses(text, "3.2.2", "3.2.3", "3.2.5", unreadable=(2,)) == ["not_checked", "not_checked", "missing"]


def test_the_ends_of_the_document_are_neighbours_too() -> None:
    text = "# Standard 3\n## 3.2.1 A\n{50}\n---"
    assert statuses(text, "1.2.1", "8.2.17", unreadable=(2,)) == ["missing", "not_checked"]


def test_a_report_without_any_code_leaves_the_criteria_unchecked_and_judges_the_standards() -> None:
    result = check("# Mission and strategy of the university\n{60}\n# Leadership and management\n{5}")
    assert {covered.status for covered in result.sets[0].coverage.criteria} == {Status.NOT_CHECKED}
    standards = {one.standard.number: one.status for one in result.sets[0].coverage.standards}
    assert standards["1"] is Status.ADDRESSED
    assert standards["2"] is Status.THIN
    assert standards["3"] is Status.MISSING


@pytest.mark.parametrize(
    "heading",
    ["Стандарт 3. Образовательные программы", "3-стандарт. Білім беру бағдарламалары", "STANDARD III", "3. Programs, educational"],
)  # fmt: skip
def test_a_standard_is_known_by_its_number_word_or_its_title_in_any_language(heading: str) -> None:
    result = check(f"# {heading}\n{{60}}\nSee criterion 3.2.1.")
    third = next(one for one in result.sets[0].coverage.standards if one.standard.number == "3")
    assert third.status is Status.ADDRESSED


def test_esg_counts_both_ways() -> None:
    result = check("# Standard 3\n## 3.2.1 A\n{50}")
    esg = {one.code: (one.addressed, one.total) for one in result.sets[0].coverage.esg}
    assert esg["1.2"] == (1, 6)
    assert esg["1.9"] == (1, 24)
    assert sum(total for _, total in esg.values()) == 132


def test_says_not_applicable_and_answers_all_the_same() -> None:
    result = check("# Standard 3\n## 3.2.1 A\nNot applicable.\n{50}")
    assert criterion(result, "3.2.1").status is Status.ADDRESSED
    assert any(finding.rule == "says-not-applicable" for finding in result.findings)


@pytest.mark.parametrize(
    "text",
    [
        "Not applicable. {50}.",
        "This criterion is not applicable, since {50}",
        "Не применимо: {45}. Если положение изменится, мы напишем.",
        "Данный критерий к нам не относится. {50}",
        "Қолданылмайды, себебі {45}, ал ондайға бұл талап жүрмейді.",
    ],
)
def test_the_reason_why_a_criterion_does_not_apply_is_no_answer_however_long(text: str) -> None:
    for place in ("3.2.2 " + text, "## 3.2.2 B\n" + text, f"| 3.2.2 | {text} | 5"):
        found = criterion(check(f"# Standard 3\n3.2.1 {{50}}\n{place}"), "3.2.2")
        assert found.status is Status.NOT_APPLICABLE
        assert found.doubt is not None
        assert found.doubt.id == "doubt.long-not-applicable"


@pytest.mark.parametrize(
    "text",
    [
        "Not applicable to evening students. {50}",
        "Бакалавриатта қолданылмайды. {50}",
        "Для очной формы не применимо, зато {50}",
        "Неприменимых пунктов здесь нет: {50}",
        "Not applicable. However, {50}",
        "Не применимо, но {50}",
        "Қолданылмайды. Алайда {50}",
        "Not applicable. {85}",
        "Not applicable.\n{50}",
    ],
)
def test_what_applies_to_some_or_goes_on_all_the_same_is_an_answer(text: str) -> None:
    assert statuses(f"# Standard 3\n3.2.1 {{50}}\n3.2.2 {text}", "3.2.2") == ["addressed"]


PROGRAMME = """
# Standard 2. Content of the program
## 2.3 Teachers of the programme
{60}
## 2.4 Modules
{60}
# Standard 9. Graduates
## 9.2.1 Careers
{60}
"""


def test_the_appendix_answers_its_own_set_and_the_report_the_other() -> None:
    text = (
        PROGRAMME
        + "# Appendix A. EUR-ACE\n## 2.2 Student Workload Requirements\n{60}\n## 2.4 Programme Management\n{5}"
    )
    result = check(text, "programme", "eur-ace")
    assert criterion(result, "2.4", 0).status is Status.ADDRESSED
    assert criterion(result, "2.4", 1).status is Status.THIN
    assert criterion(result, "2.2", 1).status is Status.ADDRESSED
    assert criterion(result, "2.3", 1).status is Status.MISSING


def test_without_the_appendix_a_code_of_both_sets_is_not_taken_for_the_other() -> None:
    result = check(PROGRAMME, "programme", "eur-ace")
    assert criterion(result, "2.4", 0).status is Status.ADDRESSED
    assert criterion(result, "2.4", 1).status in (Status.NOT_CHECKED, Status.MISSING)


def test_findings_of_criteria_have_the_severities_of_the_design() -> None:
    result = check("# Standard 3\n## 3.2.1 A\n{5}\n## 3.2.2 B\n{50} See criterion 3.2.3.\n## Criterion 3.2.77. C\n{50}")
    found = {(finding.rule, finding.code): finding.severity for finding in result.findings}
    assert found["criterion-thin", "3.2.1"] == "warning"
    assert found["criterion-mentioned", "3.2.3"] == "warning"
    assert found["criterion-missing", "3.2.4"] == "error"
    assert found["unknown-code", "3.2.77"] == "warning"


def test_a_code_in_a_numbering_gap_is_a_note() -> None:
    result = check("# Standard 1\n## 1.2.6 A\n{50}\n## 1.2.7 B\n{50}")
    assert [(f.rule, f.severity) for f in result.findings if f.code == "1.2.6"] == [("unlisted-code", "info")]


def test_the_set_is_told_by_codes_titles_and_name_or_left_undecided() -> None:
    title = "Institutional self-assessment report of Example University\n"
    result = check_document(
        document(title + "# Standard 1. Mission and strategy of the HEI\n## 1.2.1 A\n{50}"), Settings(known=KNOWN)
    )
    assert [one.coverage.set.id for one in result.sets] == ["institutional"]
    undecided = check_document(document("# Standard 3\n## 3.2.1 A\n{50}\n## 3.2.2 B\n{50}"), Settings(known=KNOWN))
    assert undecided.sets == ()
    assert {"institutional", "programme"} <= set(undecided.candidates)
    assert any(finding.rule == "set-undecided" for finding in undecided.findings)


def _institutional() -> StandardSet:
    return SETS.find("institutional")


def test_codes_are_listed_in_their_order_all_of_them() -> None:
    result = check("# Standard 3\n## 3.2.1 A\n{50}")
    codes = [covered.criterion.code for covered in result.sets[0].coverage.criteria]
    assert codes == sorted(codes)
    assert len(codes) == len(_institutional().criteria)


def test_a_table_whose_last_column_rises_is_a_table_and_under_a_contents_heading_it_is_contents() -> None:
    rows = "\n".join(f"| 3.2.{n} | {{45}} | {n + 3}" for n in range(1, 7))
    assert statuses(f"# Standard 3\n{rows}", "3.2.1", "3.2.6") == ["addressed", "addressed"]
    rows = "\n".join(f"| 3.2.{n} Title of it | {n + 3}" for n in range(1, 7))
    assert statuses(f"# Contents\n{rows}\n# Standard 3\n## 3.2.7 A\n{{50}}", "3.2.1") == ["mentioned"]


FORMS = [
    "| Criterion | 3.2.14\n| Evidence | {50}\n| Annexes | Annex 5",
    "| Критерий 3.2.14 | \n| Доказательства | {50}\n| Анализ | {10}",
    "| Стандарт | 3 | Критерий | 3.2.14\n| Доказательства | {50}",
    "| Номер критерия: | 3.2.14\n| Название: | Участие работодателей\n| Описание выполнения: | {50}",
    "| Criterion 3.2.14 | Title of it | Annexes\n| Evidence | {50} | Annex 3",
]


@pytest.mark.parametrize("form", FORMS)
def test_a_form_with_one_criterion_is_its_answer_wherever_the_code_stands(form: str) -> None:
    assert statuses(f"# Standard 3\n## 3.2.1 A\n{{50}}\n## Other\n{form}", "3.2.14") == ["addressed"]
    short = form.replace("{50}", "{12}").replace("{10}", "")
    assert statuses(f"# Standard 3\n## 3.2.1 A\n{{50}}\n## Other\n{short}", "3.2.14") == ["thin"]


def test_the_criterions_wording_in_the_key_cell_is_no_answer_where_an_answer_is_awaited() -> None:
    rows = "| 3.2.1 {50} | {60}\n| 3.2.2 {50} | \n| 3.2.3 {50} | {12}"
    assert statuses(f"# Standard 3\n{rows}", "3.2.1", "3.2.2", "3.2.3") == ["addressed", "thin", "thin"]


def test_a_row_that_answers_counts_in_a_table_of_marks_too() -> None:
    rows = "| 3.2.1 | + | 4\n| 3.2.2 | {60} | 5\n| 3.2.3 | + | 6\n| 3.2.4 | + | 7"
    assert statuses(f"# Standard 3\n{rows}", "3.2.1", "3.2.2") == ["mentioned", "addressed"]


def test_several_criteria_answered_in_one_cell_are_each_answered() -> None:
    row = "| Standard 3 | 3.2.1 {50}//3.2.2 {50}//{10}//3.2.3 {5}"
    assert statuses(f"# Standard 3\n{row}", "3.2.1", "3.2.2", "3.2.3") == ["addressed", "addressed", "thin"]


def test_an_annexs_label_alone_appends_no_document_where_the_criteria_go_on() -> None:
    text = "# Standard 3\n## 3.2.1 A\n{50}\n# Приложение 10\n## 3.2.2 B\n{50}"
    assert statuses(text, "3.2.1", "3.2.2") == ["addressed", "addressed"]


def test_missing_says_when_the_number_was_found_and_refused() -> None:
    result = check("# Standard 3\n## 3.2.1 A\n{50} According to clause 3.2.14 of the Charter the rector reports.")
    covered = criterion(result, "3.2.14")
    assert (covered.status, covered.reason.id) == (Status.MISSING, "reason.not-counted")


def test_swot_behind_every_standard_is_nobodys_answer_and_under_every_criterion_it_is() -> None:
    behind = "# Standard 3\n## 3.2.1 A\n{10}\n## SWOT\n{60}\n# Standard 4\n## 4.2.1 B\n{10}\n## SWOT\n{60}"
    assert statuses(behind, "3.2.1", "4.2.1") == ["thin", "thin"]
    under = "# Standard 3\n" + "".join(f"## 3.2.{n} A\n## Evidence\n{{60}}\n" for n in (1, 2, 3, 4))
    assert statuses(under, "3.2.1", "3.2.3") == ["addressed", "addressed"]
