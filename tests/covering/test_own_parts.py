"""A set with two parts of its own in a report: each status is that of the weaker part."""

from __future__ import annotations

from sapa.core.model.coverage import CriterionCoverage, StandardCoverage
from sapa.core.model.programme_codes import Level

from ..test_eur_ace import check
from ..test_eur_ace_label import BOTH, clauses

PART_B = "# Appendix B. EUR-ACE\n## EAFSG 2.2\n{60}\n## EAFSG 2.4.1\n{60}\n## EAFSG 2.4.2\n{5}"


def covered(level: Level | None = None) -> tuple[dict[str, CriterionCoverage], dict[str, StandardCoverage]]:
    result = check(clauses("A", "2.2", "2.4.1", "2.4.2", "2.4.3"), PART_B, code=BOTH, level=level)
    coverage = result.sets[-1].coverage
    by_code = {one.criterion.code.text: one for one in coverage.criteria}
    return by_code, {one.standard.number: one for one in coverage.standards}


def test_the_weaker_part_gives_status_words_and_reason() -> None:
    criteria, standards = covered()
    told = {code: (one.status.value, one.words, one.reason.id) for code, one in criteria.items()}
    assert told["2.2"] == ("addressed", 120, "reason.addressed")  # both answer it: the whole report's words
    assert told["2.4.2"] == ("thin", 5, "reason.in-part")
    assert told["2.4.3"] == ("missing", 0, "reason.in-part")
    assert told["2.4.4"] == ("missing", 0, "reason.not-found")  # in neither part
    assert criteria["2.4.2"].reason.arguments == {"part": "B", "status": "thin"}
    assert criteria["2.4.2"].doubt is None
    assert sum(one.addressed for one in standards.values()) == 2


def test_a_level_takes_the_part_of_the_other_away() -> None:
    criteria, standards = covered("bachelor")
    assert [criteria[code].status.value for code in ("2.4.2", "2.4.3", "2.4.4")] == [
        "addressed",
        "addressed",
        "missing",
    ]
    assert sum(one.addressed for one in standards.values()) == 4
    criteria, _ = covered("master")
    assert [criteria[code].status.value for code in ("2.4.1", "2.4.2")] == ["addressed", "addressed"]
