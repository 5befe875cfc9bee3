"""The parts of a report's chapter on each standard: evidence, analysis, strengths, weaknesses, recommendations."""

from __future__ import annotations

import pytest

from sapa.core.rules.part_checks import parts_lacking
from sapa.core.words.messages import LANGS

from . import cases
from .cases import case, outcome
from .reports import checked, report

PARTS = ("evidence", "analysis", "strengths", "weaknesses", "recommendations")
HEADS = {
    "en": ("Evidence", "Analytical part", "Strengths", "Areas for improvement", "Recommendations"),
    "ru": ("Доказательства", "Анализ", "Сильные стороны", "Слабые стороны", "Рекомендации"),
    "kk": ("Дәлелдер", "Талдау", "Күшті жақтары", "Әлсіз жақтары", "Ұсынымдар"),
}
STANDARD = {"en": "Standard {0}", "ru": "Стандарт {0}", "kk": "{0}-стандарт"}


def sar(lang: str, *lacking: tuple[int, str], form: str = "## {0}", standards: int = 3) -> str:
    lines = ["# Report"]
    for number in range(1, standards + 1):
        lines.append(f"# {STANDARD[lang].format(number)}")
        for part, head in zip(PARTS, HEADS[lang], strict=True):
            if (number, part) not in lacking:
                lines += [form.format(head), "{20}"]
    return "\n".join(lines)


def lacking(text: str, lang: str = "en") -> dict[str, tuple[str, ...]]:
    standards = cases.loaded().sets.find("institutional")
    return dict(parts_lacking(report(text, lang), standards, PARTS))


@pytest.mark.parametrize("form", ["## {0}", "## 1.3. {0}", "**{0}**", "{0}: the text.", "**{0} of the standard**"])
@pytest.mark.parametrize("lang", LANGS)
def test_a_whole_report_lacks_no_part(lang: str, form: str) -> None:
    assert lacking(sar(lang, form=form), lang) == {"1": (), "2": (), "3": ()}


@pytest.mark.parametrize("lang", LANGS)
def test_each_standard_is_told_what_it_lacks(lang: str) -> None:
    found = lacking(sar(lang, (1, "weaknesses"), (3, "evidence"), (3, "recommendations")), lang)
    assert found == {"1": ("weaknesses",), "2": (), "3": ("evidence", "recommendations")}


def test_one_title_may_name_several_parts() -> None:
    text = "# Standard 1\n## Evidence\n{9}\n## SWOT analysis of the standard\n{9}\n## Recommendations\n{9}"
    assert lacking(text) == {"1": ()}


def test_words_in_running_text_are_no_parts() -> None:
    text = "# Standard 1\nThe evidence and analysis show strengths, weaknesses and recommendations in this long text."
    assert lacking(text) == {"1": PARTS}


def test_a_case_tells_the_standards_or_says_it_once() -> None:
    def found(text: str) -> list[tuple[object, ...]]:
        made = checked(report(text), "institutional")
        result = outcome(case(), "sar-structure", documents=(made,))
        return [(fault.rule, *list(fault.arguments.values())[1:]) for fault in result.faults]

    assert found(sar("en")) == []
    some = sar("en", (2, "strengths"), (3, "strengths"), (3, "evidence"))
    assert found(some) == [
        ("case-part-lacking", "evidence", ("3",)), ("case-part-lacking", "strengths", ("2", "3")),
    ]  # fmt: skip
    everywhere = [(number, "weaknesses") for number in (1, 2, 3)]
    assert found(sar("en", *everywhere)) == [("case-parts-nowhere", ("weaknesses",))]
    assert found("# Report\n{60}") == [("case-no-chapters",)]
    assert outcome(case(), "sar-structure").state == "open"
