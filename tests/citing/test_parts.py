"""The parts of a submitted file: the report, documents appended to it, and the part that answers another set."""

from __future__ import annotations

import pytest

from sapa.core.citing.parts import labelled_parts, parts_of
from sapa.core.citing.titles import standard_headings

from ..documents import document
from ..reports import checked, installed, report, statuses

SETS = installed().sets
_DRAWN = {"report": ".", "appended": "a", "other-set": "o", "outside": "x"}


def parts(text: str, name: str = "institutional", *others: str) -> str:
    """A sign a block: "." for the report, "a"ppended, "o"ther set's, "x" outside of the set's own part."""
    read, standards = document(text), SETS.find(name)
    found = parts_of(read, standards, [SETS.find(other) for other in others], standard_headings(read, standards))
    return "".join(_DRAWN[part.kind] for part in found)


REPORT = "# Standard 3\n## 3.2.1 A\n{5}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Annex 3. Regulation on integrity\n{5}\n## 3 Duties\n3.2.9 {5}", "aaaa"),
        ("# Annex 3. Regulation on integrity\n3.2.9 {5}\n# Duties\n{5}", "aaaa"),  # whatever the rank of its headings
        ("# Annex 3. Regulation\n3.2.9 {5}\n# Annex 4. Evidence by criteria\n3.2.9 {4}", "aa.."),
        ("# Annex 3. Regulation\n3.2.9 {5}\n# Standard 4\n4.2.1 {4}", "aa.."),
        ("# Annex 3. Regulation\n{5}\n# Mission and strategy of the HEI\n{5}", "aaaa"),
        ("# Annex 3\n## Regulation on integrity\n3.2.9 {5}", "aaa"),
        ("# Annex 3. Evidence by criteria\n3.2.9 {5}", ".."),
        ("# Annex 3\n## Evidence by criteria\n3.1.9 {5}", "..."),
        ("# Annex 3\n{4}\n## Evidence by criteria\n3.1.9 {5}", "aaaa"),
        ("# Annex 3\n3.2.9 {5}", ".."),
        ("# Annex 3\n3.1.9 {5}", "aa"),
        ("# Annex 3. Our list\n## 3.2.2 B\n{5}", "aaa"),
        ("# Annex 3. Regulation on integrity\n{5}\n$ Example University", "aa."),
        ("# Приложение 10\n## 3.2.2 B\n{5}", "..."),
        ("# Приложение 10\n## 3.1.2 B\n{5}", "aaa"),
        ("# Приложение 10\n{1}\nПоложение о чести\n## 3.2.2 B\n{5}", "aaaaa"),
        ("# Приложение 10\n{1}\n{1}\nПоложение о чести\n## 3.2.2 B\n{5}", "......"),
        ("## Regulation on integrity\n3.2.9 {5}\n### Duties\n{5}\n## Next\n{4}", "aaaa.."),
        ("# Regulation on integrity\n3.2.9 {5}\n## Standard 4\n{4}", "aa.."),
        ("* Regulation on integrity\n3.2.9 {5}\n## Duties\n{5}", "aa.."),
        ("Regulation on integrity\n3.2.9 {5}", ".."),
        ("## Regulation on integrity (3.2.6)\n3.2.9 {5}", ".."),
        ("## 3.2.2 Regulation on integrity\n3.2.9 {5}", ".."),
        ("# Академиялық адалдық туралы ереже\n3.2.9 {5}", "aa"),
        ("# Policy on integrity\n3.2.9 {5}", "aa"),
        ("## Policy on integrity\n3.2.9 {5}", ".."),  # the answer to a standard is about the policy
        ("# Aims\n## Policy on integrity\n3.2.9 {5}", ".aa"),
        ("# Aims\n* Policy on integrity\n3.2.9 {5}", "..."),
    ],
)
def test_an_appended_document_goes_from_its_title_to_where_the_report_goes_on(text: str, expected: str) -> None:
    assert parts(REPORT + text) == f"...{expected}"


PROGRAMME = "# Standard 2\n## 2.3 Teachers\n{5}\n## 9.2.1 B\n{5}\n"
OWN = "## 2.2 Student Workload Requirements\n{5}\n## 2.4 Programme Management\n{5}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"# Appendix A. EUR-ACE\n{OWN}", "ooooo"),
        (f"# Appendix A\n{OWN}", "ooooo"),
        (f"# EUR-ACE\n{OWN}", "ooooo"),
        ("# EUR-ACE\n## 2.2 Student Workload Requirements\n{5}", "ooo"),
        ("# Appendix A\n## 2.2 Student Workload Requirements\n{5}", "aaa"),  # a letter names any appendix
        ("# EUR-ACE\n## 2.2 Modules\n{5}\n## 2.4 Things\n{5}", "....."),  # a chapter about it, with the report's codes
        ("# Appendix A. EUR-ACE\n## 2.2 Modules\n{5}", "ooo"),
        ("# Appendix A\n{3}\nEUR-ACE\n## 2.2 Modules\n{5}", "ooooo"),
        ("# Appendix A\n{3}\n{3}\n{3}\nEUR-ACE\n## 2.2 Modules\n{5}", "aaaaaaa"),
        ("# Appendix A. EUR-ACE\n## 2.2.1 Modules\n## 9.2.1 B\n{5}", "aaaa"),  # codes that only the programme has
        (f"# Appendix A\n## Regulation on integrity\n{OWN}", "aaaaaa"),
        (f"# Appendix A. EUR-ACE\n## Regulation on integrity\n{OWN}", "oooooo"),
        ("# EUR-ACE\n| 2.2 | Student Workload Requirements | {5}\n| 2.4 | Programme Management | {5}", "ooo"),
        (f"# Appendix A. EUR-ACE\n{OWN.replace('##', '#')}# Results\n{{3}}", "oooooaa"),
        (f"* Appendix A. EUR-ACE\n{OWN.replace('##', '###')}## Next\n{{3}}", "ooooo.."),
        (f"# EUR-ACE\n{OWN}# Results\n{{3}}", "ooooo.."),
        (f"# EUR-ACE\n{OWN}# Engineering design\n{{3}}", "ooooooo"),
        (f"# EUR-ACE\n{OWN}# 2.3 Teachers\n{{3}}", "ooooo.."),
        (f"# EUR-ACE\n{OWN}# 2.3 Programme Outcomes Framework\n{{3}}", "ooooooo"),
        (f"# Appendix A. EUR-ACE\n{OWN}# Annex 5\n{{3}}", "oooooaa"),
    ],
)
def test_the_part_that_answers_another_set_is_known_by_its_title_and_what_it_holds(text: str, expected: str) -> None:
    whole = f".....{expected}"
    assert parts(PROGRAMME + text, "programme", "eur-ace") == whole
    seen_by_the_other = whole.translate(str.maketrans(".ao", "xx.")) if "o" in whole else whole
    assert parts(PROGRAMME + text, "eur-ace", "programme") == seen_by_the_other


def labels(text: str) -> list[tuple[str, str, int, int]]:
    found = labelled_parts(document(PROGRAMME + text), SETS.find("eur-ace"))
    return [(one.label, one.level, one.start, one.end) for one in found]


def test_each_appendix_is_a_part_by_its_letter_and_two_in_one_are_two() -> None:
    assert labels(f"# Appendix A. EUR-ACE\n{OWN}") == [("A", "bachelor", 5, 10)]
    apart = f"# Appendix A. EUR-ACE\n{OWN}# Appendix B. EUR-ACE\n{OWN}"
    assert labels(apart) == [("A", "bachelor", 5, 10), ("B", "master", 10, 15)]
    within = f"# EUR-ACE\n## Appendix A\n{{3}}\n## Appendix A, part 2\n{OWN}## Appendix B\n{OWN}"
    assert labels(within) == [("A", "bachelor", 6, 13), ("B", "master", 13, 18)]


def test_a_chapter_with_the_sets_name_alone_has_no_letter_and_is_checked_all_the_same() -> None:
    text = "# Standard 2\n## 2.3 Teachers\n{60}\n## 9.2.1 B\n{60}\n# EUR-ACE\n" + OWN.replace("{5}", "{60}")
    assert labels(f"# EUR-ACE\n{OWN}") == []
    result = checked(report(text), "programme", "eur-ace")
    assert statuses(result, "eur-ace") == {"2.2": "addressed", "2.4": "addressed"}
    assert statuses(result, "programme") == {"2.3": "addressed", "9.2.1": "addressed"}
