"""The wrong set, and the wrong kind of report: titles alone are alike from agency to agency."""

from __future__ import annotations

import pytest

from sapa.core.checking.report import check_document
from sapa.core.checking.settings import Settings
from sapa.core.citing.detection import detect
from sapa.core.citing.report_kinds import kind_of_report
from sapa.core.loading.set_file import parse_set

from .documents import document
from .reports import installed

KNOWN = tuple(installed().sets.values())
INSTITUTIONAL = next(one for one in KNOWN if one.id == "institutional")

OURS = """# Standard 1. Mission and strategy of the HEI
1.2.1. {50}
1.2.2. {50}
# Standard 6. Research work
6.2.1. {50}
# Standard 7. Finance
7.2.1. {50}
"""
ANOTHER_AGENCY = """# Criterion 1: Mission and Strategy
### 1.2.1 Details
{50}
# Criterion 2: Research Work
### 2.2.1 Details
{50}
# Criterion 3: Teaching Staff
### 3.2.1 Details
{50}
# Criterion 8: Educational Programmes
### 8.2.1 Details
{50}
"""
ONE_LEVEL = """
[set]
id = "one-level"
edition = "1"
complete = true
hub = ""
titles = { ru = "Отчёт" }
[codes]
levels = [9, 9]
fewest = 1
[[standards]]
number = "1"
titles = { ru = "Общие сведения" }
criteria = [{ code = "1" }, { code = "2" }, { code = "3" }]
"""


def recognised(text: str) -> list[str]:
    return [one.id for one, _ in detect(document(text), KNOWN).sets]


def rules(text: str, name: str = "institutional") -> list[str]:
    chosen = next(one for one in KNOWN if one.id == name)
    return [finding.rule for finding in check_document(document(text), Settings((chosen,), KNOWN)).findings]


def test_codes_under_the_titles_of_their_standards_make_a_report_ours() -> None:
    assert recognised(OURS) == ["institutional"]
    assert not {"set-contradicted", "set-other", "expert-report"} & set(rules(OURS))


def test_titles_alone_make_no_report_ours() -> None:
    assert recognised("# Mission and strategy of the HEI\n{50}\n# Research work\n{50}\n# Finance\n{50}") == []


def test_codes_under_the_titles_of_other_standards_are_another_agencys() -> None:
    assert recognised(ANOTHER_AGENCY) == []
    assert "set-contradicted" in rules(ANOTHER_AGENCY)


def test_numbers_of_one_level_never_make_a_report_ones_own_nor_do_codes_in_another_language() -> None:
    listed = "# Programme review\n1. {50}\n2. {50}\n3. {50}"
    assert detect(document(listed), (parse_set(ONE_LEVEL),)).sets == ()


def test_a_set_that_was_named_against_the_reports_signs_is_told() -> None:
    programme = (
        "# Standard 1. Objectives of the educational program\n1.2.1. {50}\n1.2.2. {50}\n"
        "# Standard 9. Graduates\n9.2.1. {50}\n9.2.2. {50}\n9.2.3. {50}\n9.2.5. {50}"
    )
    assert recognised(programme) == ["programme"]
    assert "set-other" in rules(programme)
    assert "set-other" not in rules(programme, "programme")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Report of the External Expert Group", "experts"),
        ("ОТЧЕТ ВНЕШНЕЙ ЭКСПЕРТНОЙ ГРУППЫ", "experts"),
        ("Сыртқы сараптама тобының есебі", "experts"),
        ("Self-assessment report of the programme", "self-assessment"),
        ("Отчёт о самооценке университета", "self-assessment"),
        ("Өзін-өзі бағалау есебі", "self-assessment"),
        ("Annual report of the library", None),
        ("The external expert group visited us in 2019, and what it asked for was done in the following years.", None),
    ],
)
def test_a_report_says_on_its_first_page_what_it_is(title: str, kind: str | None) -> None:
    found = kind_of_report(document(f"{title}\n# Introduction\n{{50}}"))
    assert (found[0] if found else None) == kind


def test_an_expert_report_given_in_place_of_a_self_assessment_report_is_told() -> None:
    assert "expert-report" in rules(f"Report of the External Expert Group\n{OURS}")
    assert "expert-report" not in rules(f"Self-assessment report for the External Expert Group\n{OURS}")
