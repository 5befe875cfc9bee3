"""What is said of criteria: gaps and whole volumes, shared answers, unknown codes, entries left over in the contents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from sapa.core.citing.citations import Citations
from sapa.core.model.findings import Finding
from sapa.core.rules import Context
from sapa.core.rules.criteria import folded, form, owned

from ..test_coverage import check


def found(text: str, *rules: str) -> list[Finding]:
    return [finding for finding in check(text).findings if finding.rule in rules]


def standards(*numbers: int, words: int = 50) -> str:
    return "".join(f"# Standard {n}\n## {n}.2.1 A\n{{{words}}}\n" for n in numbers)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["1", "2", "3"], ("1–3",)),
        (["1", "3", "4", "8"], ("1", "3–4", "8")),
        (["9", "10", "A", "B"], ("9–10", "A", "B")),
        (["2", "1"], ("2", "1")),
        ([], ()),
    ],
)
def test_numbers_that_follow_one_another_are_folded(numbers: list[str], expected: tuple[str, ...]) -> None:
    assert folded(numbers) == expected


@pytest.mark.parametrize(
    ("text", "said", "absent"),
    [
        (standards(1, 2, 3, 4, 5, 6), ("7–8",), "78"),
        (standards(1, 2, 3, 4, 5, 6, 7), (), ""),  # a single one is a gap like any other
        (standards(1, 3, 7), ("2", "4–6", "8"), "24568"),
        (f"{standards(1, 3, 7)}# Afterword\nOf standard 5 we say more in the spring.", ("2", "4", "6", "8"), "2468"),
        (f"{standards(1, 3, 7)}# Afterword\nOf 5.2.2 we say more in the spring.", ("2", "4", "6", "8"), "2468"),
        (standards(1, 3, 7, words=5), (), ""),  # nothing is answered at all
    ],
)
def test_a_volume_that_was_left_out_is_one_finding(text: str, said: tuple[str, ...], absent: str) -> None:
    left = found(text, "standards-not-in-file")
    assert [finding.arguments["numbers"] for finding in left] == ([said] if said else [])
    named = {finding.code[0] for finding in found(text, "criterion-missing") if finding.code}
    assert named.isdisjoint(absent)
    assert named | {*absent} == {*"12345678"}
    (one,) = check(text).sets
    criteria = sum(covered.criterion.standard in absent for covered in one.coverage.criteria)
    assert [finding.arguments["count"] for finding in left] == ([criteria] if said else [])


@pytest.mark.parametrize(
    ("codes", "words", "thin"),
    [
        ("3.2.1, 3.2.2", 38, False),  # too few for one: each is thin by itself
        ("3.2.1, 3.2.2", 39, True),
        ("3.2.1, 3.2.2", 52, True),
        ("3.2.1, 3.2.2", 53, False),
        ("3.2.1–3.2.3", 78, True),
        ("3.2.1–3.2.3", 79, False),
        ("3.2.1", 42, False),
    ],
)
def test_an_answer_to_several_criteria_is_thin_below_two_thirds_of_their_words(
    codes: str, words: int, thin: bool
) -> None:
    shared = found(f"# Standard 3\n## {codes} A\nIn 2024 {{{words}}}", "shared-thin")
    assert len(shared) == thin
    if thin:
        count = len(shared[0].arguments["codes"])  # type: ignore[arg-type]
        assert (shared[0].arguments["words"], shared[0].arguments["needed"]) == (words + 1, 40 * count)


def test_an_answer_that_begins_with_not_applicable_is_told_once_for_each_criterion() -> None:
    said = "Not applicable. In 2024 {50}"
    told = found(f"# Standard 3\n## 3.2.1 A\n{said}\n# Standard 4\n## 3.2.1 A\n{said}", "says-not-applicable")
    assert [finding.code for finding in told] == ["3.2.1"]
    assert found("# Standard 3\n## 3.2.1 A\nNot applicable.", "says-not-applicable") == []
    both = found(f"# Standard 3\n## 3.2.1, 3.2.2 A\n{said} {{50}}", "says-not-applicable")
    assert [finding.code for finding in both] == ["3.2.1", "3.2.2"]


@pytest.mark.parametrize(
    ("text", "cited", "nearest"),
    [
        ("## 3.2.77 B", "3.2.77", "3.2.24"),
        ("## Criterion 3.9.14 B", "3.9.14", "3.2.14"),  # the same number under the standard's other parent
        ("See criterion 9.2.1.", "9.2.1", "1.2.1"),
        ("See criterion 9.2.80.", "9.2.80", "1.2.1"),
        ("## 3.9.9 B", "", ""),  # a section of the report's own
        ("As 3.2.77 says.", "", ""),
    ],
)
def test_a_code_that_the_set_lacks_is_named_with_the_nearest_one_where_a_criterion_is_meant(
    text: str, cited: str, nearest: str
) -> None:
    unknown = found(f"# Standard 3\n## 3.2.1 A\n{{50}}\n{text}\n{{5}}\n{text}", "unknown-code")
    expected: list[Mapping[str, object]] = [{"cited": cited, "nearest": nearest}] if cited else []
    assert [finding.arguments for finding in unknown] == expected


def test_a_second_section_of_a_criterion_is_named_where_it_stands() -> None:
    text = "# Standard 3\n## 3.2.2 B\n{50}\n## 3.2.1 A\n{50}\n---\n## 3.2.1 A\n{50}\n---\n## 3.2.1, 3.2.2 C\n{50}"
    (twice,) = found(text, "duplicate-section")
    assert (twice.code, twice.arguments["count"], twice.place and twice.place.page) == ("3.2.1", 2, 2)
    assert found("# Standard 3\n## 3.2.1 A\n{50}\n3.2.1 {50}", "duplicate-section") == []


@pytest.mark.parametrize(
    ("text", "stale"),
    [
        ("~ 3.2.9 B 7\n~ 3.2.9 C 8\n## 3.2.1 A", ["3.2.9"]),
        ("~ 3.2.1 B 7\n## 3.2.1 A", []),
        ("~ 3.2.9 B 7\n## Our aims (3.2.9x)", []),  # some heading holds it
        ("~ 3.2.9 B 7\n| 3.2.9 | {50}", []),
        ("3.2.9 is mentioned here.", []),
    ],
)
def test_an_entry_of_the_contents_whose_heading_is_gone_is_stale(text: str, stale: list[str]) -> None:
    assert [finding.code for finding in found(f"# Standard 3\n{text}\n{{50}}", "stale-contents")] == stale


@pytest.mark.parametrize(
    ("passages", "unfilled", "told"),
    [
        (2, 2, False),
        (3, 1, False),
        (3, 2, True),
        (4, 2, False),
        (4, 3, True),
        (9, 4, False),
        (9, 5, True),
        (0, 0, False),
    ],
)
def test_a_form_is_unfilled_where_more_than_half_of_three_passages_or_more_are(
    passages: int, unfilled: int, told: bool
) -> None:
    read = check("# Standard 3\n## 3.2.1 A\n{50}")
    (one,) = read.sets
    coverage = replace(one.coverage, passages=one.coverage.passages * passages, unfilled=unfilled)
    assert read.document is not None
    context = Context(read.document, coverage, Citations((), (), {}, {}, frozenset(), {}, frozenset()))
    said = [(finding.rule, finding.arguments) for finding in form(context)]
    assert said == ([("unfilled-form", {"count": unfilled, "total": passages})] if told else [])
    unowned = [finding.rule for finding in owned(replace(context, coverage=replace(coverage, hardly_owned=True)))]
    assert (unowned, list(owned(context))) == (["mostly-unowned"], [])


def test_a_gap_says_its_words_and_where_the_little_stands() -> None:
    text = "# Standard 3\n## 3.2.1 A\n{5}\n---\n## 3.2.2 B\n{50}\nSee 3.2.3."
    gaps = {one.code: one for one in found(text, "criterion-thin", "criterion-mentioned", "criterion-missing")}
    thin, mentioned, missing = gaps["3.2.1"], gaps["3.2.3"], gaps["3.2.4"]
    assert (thin.severity, mentioned.severity, missing.severity) == ("warning", "warning", "error")
    assert (thin.arguments, missing.arguments) == ({"words": 5}, {"words": 0})
    assert [one.place and one.place.page for one in (thin, mentioned, missing)] == [1, 2, None]
    assert "3.2.2" not in gaps
