"""What a run loads, reads and sends: what was asked for, and nothing besides."""

from __future__ import annotations

import pickle

from sapa.core.citing.openings import opening
from sapa.core.loading.plugins import load_plugins


def test_a_set_that_was_worked_with_is_sent_as_one_that_was_not() -> None:
    standards = load_plugins(only=["standards_institutional"]).sets["institutional"]
    before = pickle.dumps(standards)
    assert opening("3.2.14 Library", standards) is not None
    assert standards.in_gap(standards.grammar.parse("1.2.6"))
    assert pickle.dumps(standards) == before
    assert pickle.loads(before) == standards
