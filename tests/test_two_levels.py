"""Codes of two levels: when a number like 6.2 is the criterion's, and when the report's own."""

from __future__ import annotations

from sapa.core.checking.report import check_document
from sapa.core.checking.settings import Settings
from sapa.core.model.code_levels import Level
from sapa.core.model.codes import CodeGrammar
from sapa.core.model.standards import Criterion, Standard, StandardSet, Titles

from .documents import document

GRAMMAR = CodeGrammar((Level(most=9), Level()), 2)


def _criterion(text: str, title: str = "") -> Criterion:
    code = GRAMMAR.parse(text)
    return Criterion(code, text.split(".")[0], titles=Titles({"en": title} if title else {}))


SET = StandardSet(
    "two",
    "1",
    Titles({"en": "Two levels"}),
    True,
    GRAMMAR,
    (
        Standard("4", Titles({"en": "Human resources"}), (_criterion("4.1"), _criterion("4.2"))),
        Standard("6", Titles({"en": "Governance and leadership"}), tuple(map(_criterion, ("6.1", "6.2", "6.3")))),
    ),
)


def statuses(text: str, *codes: str) -> list[str]:
    result = check_document(document(text), Settings((SET,), (SET,)))
    found = {str(one.criterion.code): one.status.value for one in result.sets[0].coverage.criteria}
    return [found[code] for code in codes]


def test_a_deeper_heading_with_a_number_is_no_parent_of_a_code() -> None:
    text = "# Standard 6. Governance and leadership\n## 6.1 A\n{50}\n### 6. Student council\n{50}\n## 6.2 B\n{50}\n## 6.3 C\n{50}"
    assert statuses(text, "6.1", "6.2", "6.3") == ["addressed"] * 3


def test_a_run_of_codes_under_a_chapter_titled_otherwise_is_the_standards() -> None:
    text = "# Standard 4. Human resources\n## 4.1 A\n{50}\n# 6. Steering of the college\n## 6.1 B\n{50}\n## 6.2 C\n{50}"
    assert statuses(text, "4.1", "6.1", "6.2") == ["addressed"] * 3


def test_chapters_of_the_reports_own_are_no_run() -> None:
    text = "# Standard 4. Human resources\n## 4.1 A\n{50}\n# 6. Our city\n## 6.2 Rivers\n{50}\n## 6.9 Parks\n{50}"
    assert statuses(text, "4.1", "6.2") == ["addressed", "missing"]


def test_codes_with_their_wordings_in_full_width_rows_are_keys() -> None:
    rows = "\n".join(f"|= 6.{number} Wording of it\n|= {{60}}\n| File | Document" for number in (1, 2, 3))
    assert statuses(f"# Standard 6. Governance and leadership\n{rows}", "6.1", "6.2", "6.3") == ["addressed"] * 3


def test_decimals_of_a_table_of_figures_are_no_keys() -> None:
    text = "# Standard 6. Governance and leadership\n{50}\n| 6.1 | 4.2 | {10}\n| 6.3 | 4.1 | {10}"
    assert "addressed" not in statuses(text, "6.1", "6.2", "6.3", "4.1")


def test_a_code_of_the_set_is_no_section_number_above_the_next() -> None:
    text = "# Standard 4. Human resources\n## 4. 1. A\n{50}\n## 4.2 B\n{50}"
    assert statuses(text, "4.2") == ["addressed"]


def test_a_code_in_brackets_between_its_neighbours_is_one_and_a_decimal_is_none() -> None:
    text = "# Standard 6. Governance and leadership\n{5} criterion 6.1 {5}\n{20} (6.2) {40}\nCriterion 6.3 {50}"
    assert statuses(text, "6.2") == ["addressed"]
    decimal = "# Standard 6. Governance and leadership\n{5} criterion 6.1 {5}\n{20} (6.1) {20} (6.2) {40}\n# Standard 4"
    assert statuses(decimal, "6.2") == ["missing"]


def test_parts_counted_in_headings_of_the_criterions_own_rank_are_its_text() -> None:
    parts = "## 1. Plan\n{30}\n## 2. Means\n{30}"
    text = f"# Standard 6. Governance and leadership\n## 6.1 A\n{parts}\n## 6.2 B\n{parts}\n## 6.3 C\n{{50}}"
    assert statuses(text, "6.1", "6.2", "6.3") == ["addressed"] * 3


def test_rows_keyed_by_the_parts_of_a_criterion_are_its_text() -> None:
    rows = "|h Criterion | Answer\n| 6.1.1 | {30}\n| 6.1.2 | {30}\n| 6.2.1 | {50}\n| 6.3 | {50}"
    assert statuses(f"# Standard 6. Governance and leadership\n{rows}", "6.1", "6.2", "6.3") == ["addressed"] * 3
