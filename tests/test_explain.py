"""Why a status is what it is: what `--explain` says of each place where the code stands."""

from __future__ import annotations

import json

import pytest

from sapa.core.model.results import Result
from sapa.core.reporting.explain import explanations, lines, render_json
from sapa.core.words.messages import LANGS

from .test_coverage import check


def explained(text: str, code: str) -> list[tuple[bool, str, str]]:
    """Of each place where the code stands: whether it counts, why, and of which class the number is."""
    (one,) = explanations(Result("0", {}, (check(text),)), [code])
    return [(o.counted, o.reason.id.removeprefix("explain."), o.refused) for o in one.occurrences]


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("# Standard 3\n## 3.2.1 A\n{60}", "3.2.1", (True, "heading", "")),
        ("# Standard 3\n{50} (3.2.1)\n{50} (3.2.2)", "3.2.1", (True, "closes", "")),
        ("# Standard 3\n## 3.2.1 A\n{60} as criterion 3.2.2 says", "3.2.2", (True, "inline", "")),
        ("# Standard 3\n## A\nAt 3.2.2 we were slow: {60}", "3.2.2", (True, "within", "")),
        ("# Standard 3\n$ Criterion 3.2.1\n{60}\n---\n$ Criterion 3.2.2\n{60}", "3.2.1", (True, "running-head", "")),
        (
            "# Map\n|h Criterion | Section\n| 1.2.1 | Who we are\n| 1.2.3 | –\n## Who we are\n{60}",
            "1.2.1",
            (True, "points", ""),
        ),
        (
            "# Standard 3\n## 3.2.1 A\nBy clause 3.2.2 of the Charter {60}",
            "3.2.2",
            (False, "other-document", "other-document"),
        ),
        ("# Standard 3\n## 3.2.1 A\nWith version 3.2.2 of it {60}", "3.2.2", (False, "version", "version")),
    ],
)
def test_each_place_says_what_it_counts_for_or_of_which_class_its_number_is(
    text: str, code: str, expected: tuple[bool, str, str]
) -> None:
    assert explained(text, code) == [expected]


@pytest.mark.parametrize("lang", LANGS)
def test_text_and_json_name_the_doubt_and_the_class_of_a_refusal(lang: str) -> None:
    text = "# Раздел 1. Общие сведения\n## 1.2.4 Связи\n{50}\n# Стандарт 1. Миссия\n## 1.2.1 Цели\n{60}"
    found = explanations(Result("0", {}, (check(text),)), ["1.2.4"])
    shown = "".join("".join(part for part, _ in line) for line in lines(found, lang, width=200))
    assert "[section-number]" in shown
    (told,) = json.loads(render_json(found, "0", lang))["explanations"]
    assert told["certainty"] == "look" and told["doubt"] in shown
    assert [one["refused"] for one in told["occurrences"]] == ["section-number"]
