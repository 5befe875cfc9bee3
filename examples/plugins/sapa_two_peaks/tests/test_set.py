"""The set is installed and holds what the printed standards say. `pytest --sapa-set two-peaks` checks much more."""

import sapa
from sapa.testing import assert_finding, assert_statuses, check_text


def test_the_set_is_installed() -> None:
    loaded = sapa.load()
    (plugin,) = [one for one in loaded.plugins if "two-peaks@2025" in one.sets]
    assert plugin.error is None


def test_an_answer_is_found_and_the_rule_speaks_of_the_empty_standard() -> None:
    found = check_text("# A.2 Curriculum\n{50}", "two-peaks")
    assert_statuses(found, {"A.2": "addressed", "B.1": "missing"})
    assert_finding(found, "two-peaks-empty-standard", severity="info")
