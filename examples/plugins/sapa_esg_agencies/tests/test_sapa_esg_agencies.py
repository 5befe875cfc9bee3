"""The plugin is installed and listed, and its set is what ESG Parts 2 and 3 say."""

from __future__ import annotations

import pytest

from sapa.core.loading.installed import Loaded
from sapa.core.loading.plugins import load_plugins

CODES = [f"{part}.{number}" for part in (2, 3) for number in range(1, 8)]


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load_plugins()


def test_the_plugin_is_installed_and_listed(loaded: Loaded) -> None:
    (info,) = [plugin for plugin in loaded.plugins if plugin.name == "esg_agencies"]
    assert info.error is None
    assert info.distribution == "sapa-esg-agencies"
    assert info.sets == ("esg-agencies@2015",)


def test_the_set_holds_the_seven_standards_of_each_part(loaded: Loaded) -> None:
    found = loaded.sets.find("esg-agencies")
    assert found.complete
    assert [str(code) for code in found.criteria] == CODES
    assert [standard.number for standard in found.standards] == ["2", "3"]


def test_it_maps_to_nothing_and_asks_for_no_column_of_the_grid(loaded: Loaded) -> None:
    found = loaded.sets.find("esg-agencies")
    assert (found.hub, found.grid_order) == ("", None)
    assert not any(criterion.esg for criterion in found.criteria.values())


def test_every_criterion_has_a_title_in_three_languages(loaded: Loaded) -> None:
    for criterion in loaded.sets.find("esg-agencies").criteria.values():
        assert set(criterion.titles.by_language) == {"en", "ru", "kk"}
        assert criterion.titles.unverified == {"ru", "kk"}


def test_a_code_of_part_1_is_no_code_here(loaded: Loaded) -> None:
    grammar = loaded.sets.find("esg-agencies").grammar
    cited = [str(code) for one in grammar.find("ESG 1.10, ESG 2.7 and ESG 3.7") for code in one.codes]
    assert cited == ["2.7", "3.7"]
