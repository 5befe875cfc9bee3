"""Where a standard's criteria end: labels and sentences that sum up, and where they stand."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sapa.core.citing.closing_parts import closing_label, closing_parts

from ..documents import document


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Strengths", "strengths"),
        ("1. Strengths: we", "strengths"),
        ("Strengths!", "strengths"),  # alone on its line, it may end in any way
        ("Strengths! We", ""),
        ("Strengths; we", ""),
        ("Strengths. We", "strengths"),
        ("Strengths of our own great house. We", "strengths of our own great house"),
        ("Strengths of our own great old house. We", ""),  # a sentence
        ("Strengths of our own great old house: we", "strengths of our own great old house"),
        ("Strengths we have and 1 2 3 4 5 6 7 eight: we", "strengths we have and 1 2 3 4 5 6 7 eight"),
        ("Strengths we have and 1 2 3 4 5 6 7 8 nine: we", ""),
        ("Our strengths: we", ""),
        ("The standard's strengths: we", "the standard's strengths"),
        ("The standard: we", ""),
        ("Вывод по разделу III.", "вывод по разделу iii"),
        ("Чем мы сильны", "чем мы сильны"),
        ("Выводы главы: we", "выводы главы"),
        ("Главные выводы таковы:", ""),  # no chapter's
        ("Несімен мықтымыз", "несімен мықтымыз"),
    ],
)
def test_a_label_sums_up_by_its_first_words_or_where_it_names_the_standard(text: str, label: str) -> None:
    assert closing_label(text) == label


def parts(text: str) -> list[int]:
    """The blocks that begin what is said of a standard; criteria open with 3.2.x, chapters with a heading."""
    blocks = document(text).blocks
    opens = [at for at, block in enumerate(blocks) if block.shown.startswith("3.2")]
    starts = [*(at for at, block in enumerate(blocks) if block.shown.startswith("Standard")), len(blocks)]
    ends = {at: end for start, end in pairwise(starts) for at in range(start, end)}
    return sorted(closing_parts(document(text), opens, ends))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.2.1 A\nStrengths: we", [2]),
        ("3.2.1 A\n- Strengths: we", [2]),
        ("3.2.1 A\n> Strengths: we", []),
        ("Strengths: we\n3.2.1 A", []),
        ("{5}\nStrengths: we", []),  # nothing was answered before it
        # a label that stands between two criteria as well is part of their answers, unless it names the standard
        ("3.2.1 A\nStrengths: we\n3.2.2 B\nStrengths: they", []),
        ("3.2.1 A\nThe standard's strengths: we\n3.2.2 B\nThe standard's strengths: they", [2, 4]),
        ("3.2.1 A\nStrengths: we\n# Standard 4\n3.2.2 B\n3.2.4 C\nStrengths: we", [2, 6]),
        # a table whose first row sums up in every cell
        ("3.2.1 A\n| Strengths | Weaknesses\n| {5} | {5}", [2]),
        ("3.2.1 A\n| Strengths |  | Weaknesses\n| {5} | | {5}", [2]),
        ("3.2.1 A\n| Strengths | Aims\n| {5} | {5}", []),
        ("3.2.1 A\n| Strengths\n| {5}", []),
        ("3.2.1 A\n| {5} | {5}\n| Strengths | Weaknesses", []),
        # a sentence that draws a conclusion on the standard
        ("3.2.1 A\nThus this standard is met {5}", [2]),
        ("3.2.1 A\nthus this standard is met {5}", []),
        ("3.2.1 A\nOur own mark for the standard is four {5}", [2]),
        ("3.2.1 A\nThus the standard of living rose {5}", []),
        ("3.2.1 A\nThus by all 1 2 3 4 5 6 7 this standard", [2]),
        ("3.2.1 A\nThus by all 1 2 3 4 5 6 7 8 this standard", []),
        ("3.2.1 A\nThus criterion 3.2.1 of this standard is met", []),
    ],
)
def test_what_is_said_of_the_whole_standard_stands_behind_its_last_criterion(text: str, expected: list[int]) -> None:
    assert parts(f"# Standard 3\n{text}") == expected
