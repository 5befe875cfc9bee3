"""Codes at the end of a text: which of them close it, and which are mentioned in passing or sent elsewhere.

What is closed has the words before the mark; a paragraph that merely names one criterion counts whole.
"""

from __future__ import annotations

import pytest

from .test_answers import answers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # in brackets, behind a dash, as a sentence of its own
        ("{50} (criteria 4.2.1; 4.2.2)", {"4.2.1": 50, "4.2.2": 50}),
        ("{50} – 4.2.1", {"4.2.1": 50}),
        ("{50} / 4.2.1", {"4.2.1": 50}),
        ("{50} {{4.2.1; 4.2.2}}", {"4.2.1": 50, "4.2.2": 50}),
        ("{50} <4.2.1, 4.2.2>", {"4.2.1": 50, "4.2.2": 50}),
        ("{50}. /4.2.1; 4.2.2 талаптары/", {"4.2.1": 50, "4.2.2": 50}),
        ("{50}. Criterion 4.2.1.", {"4.2.1": 50}),
        ("{50}. Criteria covered: 4.2.1, 4.2.2", {"4.2.1": 50, "4.2.2": 50}),
        ("{50} (4.2.1). More.", {"4.2.1": 50}),
        ("{50} (4.2.1) more {10}.", {"4.2.1": 61}),
        ("{50}, says 4.2.1", {"4.2.1": 51}),
        # with a source or an aside
        ("{50} (criteria 4.2.1, Annex 5)", {"4.2.1": 50}),
        ("{50} (criterion 4.2.1 (first paragraph))", {"4.2.1": 50}),
        ("{50} (criteria 4.2.1 and 4.2.2; on 4.2.3 see volume 1)", {"4.2.1": 50, "4.2.2": 50, "4.2.3": -1}),
        ("{50} (4.2.1, a b c)", {"4.2.1": 53}),
        # that answer also something else, or are to be compared
        ("{50} (also 4.2.1)", {"4.2.1": 51}),
        ("{50} (cf. 4.2.1)", {"4.2.1": 51}),
        ("{50}. This also answers criterion 4.2.1.", {"4.2.1": 54}),
        # a sentence that says so
        ("{50}. This meets criterion 4.2.1.", {"4.2.1": 50}),
        ("{50}. This is 4.2.1.", {"4.2.1": 50}),
        ("{50}. This answers criteria 4.2.1 and 4.2.2.", {"4.2.1": 50, "4.2.2": 50}),
        ("{50}. This answers criterion 4.2.1, I am told.", {"4.2.1": 50}),
        ("{50} by 4.2.3. This answers criterion 4.2.1.", {"4.2.1": -1, "4.2.3": -1}),
        ("{39}. This answers criterion 4.2.1.", {"4.2.1": 42}),  # too short without the sentence
        ("{50}. We think that of all things in this world this answers criterion 4.2.1.", {"4.2.1": 62}),
        ("{50}. All of this text is about criterion 4.2.1", {"4.2.1": 57}),
        # a line of its own
        ("{50}\nCriteria covered: 4.2.1 and 4.2.2", {"4.2.1": 50, "4.2.2": 50}),
        ("{50}\nWhat is covered here by all of us: 4.2.1", {"4.2.1": -1}),
        ("{50}\nThis section answers criterion 4.2.1.", {"4.2.1": 50}),
        ("{50}\nThis section does not answer criterion 4.2.1.", {"4.2.1": -1}),
        ("{50}\nThis section also answers criterion 4.2.1.", {"4.2.1": -1}),
        ("{50}\nThis section answers criterion 4.2.1 in volume 2.", {"4.2.1": -1}),
        ("{50}\nНастоящий подраздел отвечает критерию 4.2.1.", {"4.2.1": 50}),
        ("{50}\nОтносится к критерию 4.2.1.", {"4.2.1": 50}),
        ("{50}\nCompare the answer to criterion 4.2.1.", {"4.2.1": -1}),
        # in a heading
        ("# Aims → 4.2.1\n{50}", {"4.2.1": 50}),
        ("## Aims – 4.2.1, 4.2.2\n{50}", {"4.2.1": 50, "4.2.2": 50}),
    ],
)
def test_a_mark_closes_its_text_where_it_says_no_more_than_that(text: str, expected: dict[str, int]) -> None:
    assert answers(f"# Standard 4\n{text}\n## B\n{{50}} (4.2.9)") == {**expected, "4.2.9": 50}
