"""Which set a report answers: what speaks for one, what against it, and when it stays undecided."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sapa.core.citing.citations import cite
from sapa.core.citing.detection import contradicted, detect, spoken_against
from sapa.core.model.standards import Titles

from ..documents import document
from ..reports import installed

SETS = installed().sets
KNOWN = tuple(SETS.values())
INSTITUTIONAL = SETS.find("institutional")
PHRASE = "Institutional self-assessment report"


def found(text: str) -> list[tuple[str, float]]:
    return [(one.id, detection.score) for one, detection in detect(document(text), KNOWN).sets]


def score(text: str) -> float:
    """Of the institutional set; 0 where it is not the one."""
    return dict(found(text)).get("institutional", 0.0)


def reason(text: str) -> dict[str, Any]:
    ((_, detection),) = detect(document(text), KNOWN).sets
    return {"id": detection.reason.id, **detection.reason.arguments}


def standards(count: int, *, titled: bool = True, each: int = 3) -> str:
    """A report on the first standards, each with its title (or without) and its first codes."""
    lines = []
    for standard in INSTITUTIONAL.standards[:count]:
        lines.append(f"# Standard {standard.number}. " + (standard.titles.by_language["en"] if titled else ""))
        lines += [f"## {one.code.text} A\n{{5}}" for one in standard.criteria[:each]]
    return "\n".join(lines)


TITLES = "\n".join(f"# {one.titles.by_language['en']}\n{{5}}" for one in INSTITUTIONAL.standards)


def test_more_of_the_set_speaks_louder_for_it() -> None:
    assert 0 < score(standards(2)) < score(standards(4)) < score(standards(8)) <= 1
    assert score(standards(4, titled=False)) < score(standards(4))
    assert score(standards(4, each=1)) < score(standards(4, each=5))


def test_codes_that_the_set_lacks_speak_against_it() -> None:
    strange = "\n".join(f"## 4.9.{number} B\n{{5}}" for number in range(1, 5))
    assert score(f"{standards(4)}\n{strange}") < score(standards(4))


def test_the_name_of_its_kind_of_report_speaks_for_a_set_where_the_report_says_what_it_is() -> None:
    assert score(f"{PHRASE}\n{standards(2)}") == pytest.approx(score(standards(2)) + 0.3, abs=0.011)
    few = "\n".join(["{3}"] * 59)
    assert score(f"{few}\n{PHRASE}\n{standards(2)}") > score(standards(2))
    assert score(f"{few}\n{{3}}\n{PHRASE}\n{standards(2)}") == score(standards(2))
    assert score(f"~ {PHRASE} 5\n{standards(2)}") == score(standards(2))  # an entry of the contents
    assert score(f"{PHRASE}\n{{40}}") == 0.3


def test_titles_alone_are_alike_from_agency_to_agency() -> None:
    assert found(TITLES) == []
    assert score(f"{PHRASE}\n{TITLES}") == pytest.approx(0.65)


def test_a_report_in_a_language_that_the_set_does_not_have_speaks_half_as_loud() -> None:
    russian = tuple(
        replace(one, titles=Titles({"ru": one.titles.by_language["ru"]})) for one in INSTITUTIONAL.standards
    )
    report = document("# Report\n" + "\n".join(f"## {code.text} A\n{{5}}" for code in INSTITUTIONAL.criteria))
    ((_, known),) = detect(report, [INSTITUTIONAL]).sets
    ((_, strange),) = detect(report, [replace(INSTITUTIONAL, standards=russian)]).sets
    assert strange.score == pytest.approx(known.score / 2, abs=0.011)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (standards(2), {"id": "detect.codes", "codes": 6, "share": round(6 / len(INSTITUTIONAL.criteria), 2)}),
        (standards(8), {"id": "detect.titles", "titles": 8}),
        (f"{PHRASE}\n{{40}}", {"id": "detect.phrases", "phrase": "Institutional self-assessment"}),
    ],
)
def test_the_reason_is_what_speaks_loudest(text: str, expected: dict[str, Any]) -> None:
    assert reason(text) == expected


def test_what_nothing_tells_is_undecided_between_the_main_sets_or_those_that_something_speaks_for() -> None:
    assert [one.id for one in detect(document("# Aims\n{5}"), KNOWN).candidates] == ["institutional", "programme"]
    one = detect(document(standards(1)), KNOWN)
    assert (one.sets, [other.id for other in one.candidates]) == ((), ["institutional", "programme"])
    assert detect(document(standards(4)), KNOWN).candidates == ()


def test_a_set_that_rides_on_another_is_found_in_its_part_or_alone() -> None:
    own = "## 2.2 Student Workload Requirements\n{5}\n## 2.4 Programme Management\n{5}\n## 2.3 Programme Outcomes Framework\n{5}\n"
    report = "# Standard 2\n## 2.3 Teachers\n{5}\n## 9.2.1 B\n{5}\n"
    assert [name for name, _ in found(f"# Appendix A. EUR-ACE\n{own}")] == ["eur-ace"]
    assert [name for name, _ in found(f"{report}# EUR-ACE\n{own}")] == ["programme", "eur-ace"]
    assert [name for name, _ in found(report)] == ["programme"]
    assert [name for name, _ in found(f"{standards(4)}\n# EUR-ACE\n{own}")] == ["institutional"]


# --- what speaks against a set that somebody named


def sections(*codes: str) -> str:
    """Under the title of the first standard."""
    return "# Mission and strategy of the HEI\n" + "\n".join(f"## {code} A\n{{5}}" for code in codes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (sections("1.2.1", "1.2.2"), False),
        (sections("3.2.1"), False),
        (sections("3.2.1", "3.2.2"), True),
        (sections("3.2.1", "3.2.2", "1.2.1", "1.2.2"), False),
        (sections("3.2.1", "3.2.2", "4.2.1", "1.2.1", "1.2.2"), True),
        (sections("3.2.1", "3.9.9"), False),  # no code of the set at all
        ("# Standard 1\n## 3.2.1 A\n## 3.2.2 B", False),  # a number without a title is any agency's
        ("{5}\n## 3.2.1 A\n## 3.2.2 B\n# Mission and strategy of the HEI\n{5}", False),
        ("# Mission and strategy of the HEI\n| 3.2.1 | {20}\n| 3.2.2 | {20}", False),
    ],
)
def test_codes_under_the_titles_of_other_standards_are_another_agencys(text: str, expected: bool) -> None:
    assert contradicted(INSTITUTIONAL, cite(document(text), INSTITUTIONAL)) is expected


def against(text: str, name: str) -> tuple[str, str] | None:
    read, named = document(text), SETS.find(name)
    return spoken_against(read, named, cite(read, named), KNOWN)


def test_another_set_speaks_against_a_named_one_only_where_it_fits_clearly_better() -> None:
    report = f"{PHRASE}\n{standards(8)}"
    assert against(report, "programme") == ("other", "institutional")
    assert against(report, "institutional") is None
    assert against("# Aims\n{40}", "institutional") is None
    assert against(standards(1), "programme") is None
    assert against(sections("3.2.1", "3.2.2"), "institutional") == ("contradicted", "")
    assert against(report, "eur-ace") is None
