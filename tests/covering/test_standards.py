"""The status of a whole standard, the rows that nobody filled in, and how the codes of a standard stand."""

from __future__ import annotations

import pytest

from sapa.core.model.coverage import StandardCoverage

from ..test_coverage import check, criterion


def standard(text: str, number: str = "3", unreadable: tuple[int, ...] = ()) -> StandardCoverage:
    (found,) = check(text, unreadable=unreadable).sets
    return next(one for one in found.coverage.standards if one.standard.number == number)


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("# Standard 3\n{40}", "addressed", [40]),
        ("# Standard 3\n{39}", "thin", [39]),
        ("# Standard 3\n{20}\n## Detail\n{20}\n# Other\n{50}", "addressed", [40]),
        ("# Standard 3\n{20}\n# 3.2.1 A\n{20}\n# Other\n{50}", "addressed", [40]),  # its own criterion, styled alike
        ("# Standard 3\n{20}\n# Strengths\n{20}\n# Other\n{50}", "addressed", [40]),
        ("# Standard 3\n{20}\n# Other\n{50}", "thin", [20]),
        ("# Standard 3\n{20}\n# Standard 2\n{50}", "thin", [20]),
        ("## Standard 3\n{20}\n# Other\n{50}", "thin", [20]),
        ("# Standard 3\n{20}\n# Other\n{50}\n# Standard 3\n{20}", "addressed", [20, 20]),
        ("# Standard 3\n{10}\n# Other\n{50}\n# Standard 3\n{45}", "addressed", [45, 10]),
        ("# Standard 3\n{20}\n| a | {19}\n# Standard 4\n{50}", "addressed", [40]),
        ("# Standard 3\n{20}\n! {20}\n~ {20} 5", "addressed", [40]),
        ("# Standard 3\n{20}\n# Annex 3. Regulation\n{50}", "thin", [20]),
        ("# Standard 3\nNot applicable.", "not_applicable", [2]),
        ("# Standard 3\n{5}\nNot applicable.", "thin", [7]),
        ("# Standard 3", "thin", [0]),
        ("# Aims\n## 3.2.1 A\n{50}", "addressed", []),
        ("# Aims\n## 3.2.1 A\n{5}", "mentioned", []),
        ("# Aims\nWe speak of standard 3.", "mentioned", [0]),
        ("# Aims\nБұл 3-стандарт туралы.", "mentioned", [0]),
        ("# Aims\nWe speak of standard 3", "mentioned", [0]),
        ("# Aims\n~ Standard 3", "mentioned", [0]),
        ("# Aims\n~ What we say of standard 3", "missing", []),  # this is its page
        ("# Aims\nWe speak of standard 31 and of 3.2 standards.", "missing", []),
        ("# Annex 3. Regulation\nWe speak of standard 3.", "missing", []),
    ],
)
def test_a_standard_has_the_text_under_its_headings_or_that_of_its_criteria(
    text: str, status: str, words: list[int]
) -> None:
    found = standard(text)
    assert found.status.value == status
    assert [one.words for one in found.evidence] == words


@pytest.mark.parametrize(("line", "kind"), [("~ Standard 3. X 5", "contents"), ("$ Standard 3", "furniture"), ("Of standard 3 later.", "inline")])  # fmt: skip
def test_a_mention_of_a_standard_has_its_class(line: str, kind: str) -> None:
    assert [one.kind for one in standard(f"# Aims\n{line}\n{{5}}").evidence] == [kind]


def test_a_standard_may_stand_on_pages_that_nobody_could_read() -> None:
    text = "# Standard 2\n## 2.2.1 A\n{50}\n---\n---\n# Standard 5\n## 5.2.1 A\n{50}"
    for number in "34":
        found = standard(text, number, (2,))
        assert (found.status.value, found.reason.arguments["before"]) == ("not_checked", "2.2.1")
    assert standard(text, "6", (2,)).status.value == "missing"


def test_how_many_of_its_criteria_are_addressed_stands_beside_it() -> None:
    found = standard("# Standard 3\n## 3.2.1 A\n{50}\n## 3.2.2 B\n{5}\n## 3.2.3 C\n{50}")
    assert (found.addressed, found.total) == (2, len(found.standard.criteria))


# --- what a form prints and nobody filled in


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("| Label here | Value here\n| Aims of it | \n| Means of it | …", 0),
        ("| Label here | Value here\n| Aims of it | {3}\n| Means of it | …", 10),
        ("| Aims of it | \n| Means of it | {3}", 6),
        ("| {15} | \n| Means of it | …", 0),
        ("| Means of it | …\n| {16} | ", 16),
        ("| Means of it | {3}\n| Aims of it | ^", 9),  # what stands above is meant here too
    ],
)
def test_a_row_with_a_label_and_nothing_beside_it_is_no_answer(rows: str, words: int) -> None:
    assert criterion(check(f"# Standard 3\n## 3.2.1 A\n{{5}}\n{rows}"), "3.2.1").words == 5 + words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## 3.2.1 A\n{50}\n| 3.2.2 | {50}", ["opens"]),
        ("## 3.2.1 A\n{50}\n| 3.2.2 | {50}\n| 3.2.3 | {50}", ["beside"]),
        ("## 3.2.1 A\n{50}\n## 3.2.4 B\n{5}\n| 3.2.2 | {50}\n| 3.2.3 | {50}", ["opens", "beside"]),
        ("| 3.2.2 | {50}\n## 3.2.1 A\n{50}", ["beside"]),  # of equals the first
        ("## 3.2.1 A\n## 3.2.4 B\n| 3.2.2 | {50}", ["beside"]),  # headings without text show no habit
    ],
)
def test_the_conventions_of_a_standard_are_named_the_most_frequent_first(text: str, expected: list[str]) -> None:
    (found,) = check(f"# Standard 3\n{text}").sets
    assert [(one.standard, one.kind) for one in found.coverage.conventions] == [("3", kind) for kind in expected]
