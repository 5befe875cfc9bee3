"""What a run loads, reads and sends: what was asked for, and nothing besides."""

from __future__ import annotations

import pickle
import re
import tomllib

import pytest

from sapa.core.citing.openings import opening
from sapa.core.loading.plugins import load_plugins
from sapa.core.words.messages import catalogue, message, say
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


def test_a_sentence_is_read_from_its_own_table_of_its_own_language(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    loads = tomllib.loads
    monkeypatch.setattr(tomllib, "loads", lambda text: read.append(text) or loads(text))  # type: ignore[func-returns-value]
    catalogue.cache_clear()
    assert say(message("status.thin"), "ru") == say(message("status.thin"), "ru") != say(message("status.thin"))
    assert len(read) == 2
    assert all("thin = " in text and "missing = " in text and "[" not in text for text in read)
