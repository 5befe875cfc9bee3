"""A passage that answers several criteria at once."""

from __future__ import annotations

from .test_coverage import check


def test_a_shared_passage_is_thin_below_two_thirds_of_what_its_criteria_need() -> None:
    thin = check("# Standard 3\n## 3.2.1–3.2.3 Together\n{79}")
    enough = check("# Standard 3\n## 3.2.1–3.2.3 Together\n{80}")
    assert any(finding.rule == "shared-thin" for finding in thin.findings)
    assert not any(finding.rule == "shared-thin" for finding in enough.findings)
