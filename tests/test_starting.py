"""What a run loads, reads and sends: what was asked for, and nothing besides."""

from __future__ import annotations

import pickle
import re

import pytest

from sapa.core.citing.openings import opening
from sapa.core.loading.plugins import load_plugins
from sapa.core.words.patterns import pattern


def test_a_set_that_was_worked_with_is_sent_as_one_that_was_not() -> None:
    standards = load_plugins(only=["standards_institutional"]).sets["institutional"]
    before = pickle.dumps(standards)
    assert opening("3.2.14 Library", standards) is not None
    assert standards.in_gap(standards.grammar.parse("1.2.6"))
    assert pickle.dumps(standards) == before
    assert pickle.loads(before) == standards


def test_an_expression_is_compiled_when_a_text_first_comes_to_it_and_is_then_as_any_other() -> None:
    broken = pattern("(")  # compiled, it would say so
    with pytest.raises(re.error):
        broken.match("(")
    found = pattern(r"(?P<code>[0-9.]+)", re.IGNORECASE)
    assert found.search("see 3.2.14")["code"] == "3.2.14"  # type: ignore[index]
    assert (found.flags & re.IGNORECASE, found.groups) == (re.IGNORECASE, 1)
