"""What a text opens with: which codes, whether as a label, by which word, and where the text behind begins."""

from __future__ import annotations

import pytest

from sapa.core.citing.openings import opening

from ..reports import installed

SETS = installed().sets


def opened(text: str, name: str = "institutional", *, recognised: bool = False) -> str:
    """ "codes | label word deeper | what stands behind"; "" where the text opens with none."""
    found = opening(text, SETS.find(name), recognised=recognised)
    if found is None:
        return ""
    said = [word for word, holds in (("label", found.label), ("word", found.prefix), ("deeper", found.deeper)) if holds]
    codes = "+".join(code.text for code in found.cited.codes)
    return f"{codes}|{' '.join(said)}|{text[found.end :]}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.2.14", "3.2.14|label|"),
        ("3.2.14 Title", "3.2.14|label| Title"),
        ("3.2.14 title", "3.2.14|label| title"),
        ("3.2.14 is met", "3.2.14|| is met"),
        ("3.2.14. is met", "3.2.14|label|. is met"),
        ("3.2.14, 3.2.15 X", "3.2.14+3.2.15|label| X"),
        ("from 3.2.14 to 3.2.16 X", "3.2.14+3.2.15+3.2.16|label| X"),
        ("• 3.2.14 X", "3.2.14|label| X"),
        ("(3.2.14) X", "3.2.14|label|) X"),
        ("№ 3.2.14 X", "3.2.14|label| X"),
        ("Criterion 3.2.14 is met", "3.2.14|word| is met"),
        ("Criterion 3.2.14. Title", "3.2.14|label word|. Title"),
        ("1) criterion 3.2.14 Title", "3.2.14|label word| Title"),
        ("1 Criterion 3.2.14 Title", "3.2.14|label word| Title"),
        ("Standard 3, criterion 3.2.14. X", "3.2.14|label word|. X"),
        ("3.2.14-критерий. X", "3.2.14|label word|. X"),
        ("3.2.14 бойынша. X", "3.2.14|label|. X"),
        ("Answer to criterion 3.2.14. X", "3.2.14|label word|. X"),
        ("К 3.2.14 X", "3.2.14|label word| X"),
        ("Question 3.2.14. X", "3.2.14|label word|. X"),
        ("Question 3.2.14 of the Charter. X", ""),
        ("Section 3.2.14. X", "3.2.14|label|. X"),
        ("Section 3.2.14 is", ""),
        ("Under 3.2.14 we met", "3.2.14||Under 3.2.14 we met"),  # the sentence belongs to the text
        ("Under 3.2.14 We met", "3.2.14|label| We met"),
        ("Under criterion 3.2.14: we met", "3.2.14|label word|: we met"),
        ("14 3.2.14", ""),
        ("We met 3.2.14", ""),
        ("3.2.14.1. Title", "3.2.14|label deeper|.1. Title"),
        ("3.2.14.1.2 Title", "3.2.14|label deeper|.1.2 Title"),
        ("3.2.14.1 title", ""),
    ],
)
def test_an_opening_is_a_label_or_the_beginning_of_a_sentence(text: str, expected: str) -> None:
    assert opened(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [("З.2.14 Title", "3.2.14"), ("3. 2. 14 Title", "3.2.14"), ("3,2,14 Title", "3.2.14"), ("3.2.1О Title", "3.2.10"), ("3.2.1 Один", "3.2.1"), ("3,2,99 Title", "")],
)  # fmt: skip
def test_a_mistyped_code_opens_a_text_where_the_set_has_it(text: str, code: str) -> None:
    assert opened(text).partition("|")[0] == code


@pytest.mark.parametrize(
    ("text", "opens"),
    [("2. 4 Title", True), ("2. 4 Titles of nobility.", False), ("2. 4 Titles of " + 47 * "x", False), ("2. 4. Title", True), ("2. 4. title", False), ("Criterion 2. 4 title", True), ("2,4 Title", False)],
)  # fmt: skip
def test_a_code_of_two_levels_with_a_blank_needs_a_word_or_a_label(text: str, opens: bool) -> None:
    assert bool(opened(text, "programme")) is opens


def test_text_recognition_may_have_read_a_blank_into_a_code() -> None:
    assert opened("2. 4 Title", "programme", recognised=True) == "2.4|label| Title"
