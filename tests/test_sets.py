"""The shipped sets and the hub: what they hold, whoever reads the source."""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from sapa.core.loading.plugins import load_plugins
from sapa.core.loading.set_file import read_set
from sapa.core.loading.set_model import schema
from sapa.core.model.crosswalk import mappings
from sapa.core.model.hub import NO_HUB, UnknownHub, load_hub
from sapa.core.model.standards import StandardSet, Titles
from sapa.core.words.messages import LANGS

SHIPPED = {"standards_institutional": "institutional", "standards_programme": "programme", "eur_ace": "eur-ace"}


@pytest.fixture(scope="module")
def sets() -> dict[str, StandardSet]:
    return dict(load_plugins().sets)


@pytest.mark.parametrize(
    ("id", "edition", "standards", "criteria", "esg"),
    [
        ("institutional", "2021", 8, 108, 132),
        ("programme", "2021", 9, 90, 94),
        ("eur-ace", "2015", 3, 8, 9),
    ],
)
def test_each_set_holds_as_much_as_annex_iv_lists(
    sets: dict[str, StandardSet], id: str, edition: str, standards: int, criteria: int, esg: int
) -> None:
    found = sets[id]
    assert found.edition == edition
    assert (len(found.standards), len(found.criteria), mappings(found)) == (standards, criteria, esg)


def test_no_set_claims_to_be_complete(sets: dict[str, StandardSet]) -> None:
    assert not any(found.complete for found in sets.values())


def test_the_grid_has_its_columns_in_the_annexs_order(sets: dict[str, StandardSet]) -> None:
    assert {id: found.grid_order for id, found in sets.items()} == {"institutional": 1, "programme": 2, "eur-ace": 3}


def test_eur_ace_rides_on_a_programmes_report(sets: dict[str, StandardSet]) -> None:
    assert sets["eur-ace"].extends == "programme"
    assert sets["eur-ace"].recognition.part


def test_the_clauses_of_eur_ace(sets: dict[str, StandardSet]) -> None:
    assert [str(code) for code in sets["eur-ace"].criteria] == [
        *("2.2", "2.3", "2.4", "2.4.1", "2.4.2", "2.4.3", "2.4.4", "2.4.5"),
    ]
    assert [str(c.code) for c in sets["eur-ace"].by_number["2.4"].criteria][:2] == ["2.4", "2.4.1"]


def test_standard_2_of_a_programme_has_codes_of_two_and_three_parts(sets: dict[str, StandardSet]) -> None:
    codes = [str(c.code) for c in sets["programme"].by_number["2"].criteria]
    assert codes == ["2.2.1", "2.3", "2.4", "2.5", "2.6", "2.8", "2.8.2", "2.8.3", "2.9"]


def test_a_code_means_something_in_its_set_only(sets: dict[str, StandardSet]) -> None:
    programme, eur_ace = sets["programme"], sets["eur-ace"]
    code = programme.grammar.parse("2.4")
    assert programme.criteria[code].esg == ("1.2",)
    assert eur_ace.criteria[code].esg == ("1.1",)


def test_a_code_in_a_numbering_gap_may_well_exist(sets: dict[str, StandardSet]) -> None:
    institutional = sets["institutional"]
    assert institutional.in_gap(institutional.grammar.parse("1.2.6"))
    assert not institutional.in_gap(institutional.grammar.parse("1.2.5"))
    assert not institutional.in_gap(institutional.grammar.parse("9.2.1"))


def test_all_titles_are_there_in_three_languages_and_only_english_counts_as_confirmed(
    sets: dict[str, StandardSet],
) -> None:
    titles: list[Titles] = [found.titles for found in sets.values()]
    titles += [standard.titles for found in sets.values() for standard in found.standards]
    titles += [criterion.titles for criterion in sets["eur-ace"].criteria.values()]
    titles += [load_hub().titles, *(standard.titles for standard in load_hub().standards)]
    for each in titles:
        assert set(each.by_language) == set(LANGS)
        assert len(set(each.all())) == len(LANGS)
        assert each.unverified == {"ru", "kk"}


def test_russian_and_kazakh_titles_are_written_in_their_own_letters(sets: dict[str, StandardSet]) -> None:
    for found in sets.values():
        for standard in found.standards:
            english, russian, kazakh = (standard.titles.get(lang) for lang in LANGS)
            assert english.isascii()
            assert not any("a" <= c.casefold() <= "z" for c in russian + kazakh)
            assert not any(c in "әіңғүұқөһ" for c in russian.casefold())


def test_a_wording_names_one_standard_of_its_set(sets: dict[str, StandardSet]) -> None:
    for found in sets.values():
        owner: dict[str, str] = {}
        for standard in found.standards:
            wordings = [text.casefold() for text in (*standard.titles.all(), *standard.aliases)]
            assert len(set(wordings)) == len(wordings)
            for wording in wordings:
                assert owner.setdefault(wording, standard.number) == standard.number


def test_a_phrase_that_recognises_a_report_recognises_one_kind(sets: dict[str, StandardSet]) -> None:
    owner: dict[str, str] = {}
    for id, found in sets.items():
        assert found.recognition.phrases
        for phrase in found.recognition.phrases:
            assert owner.setdefault(phrase.casefold(), id) == id


def test_the_hub_is_esg_part_1_in_the_order_of_its_numbers() -> None:
    assert [standard.code for standard in load_hub("esg-2015").standards] == [f"1.{n}" for n in range(1, 11)]


def test_no_hub_has_no_standards_and_an_unknown_one_is_an_error() -> None:
    assert load_hub(NO_HUB).standards == ()
    with pytest.raises(UnknownHub):
        load_hub("esg-1999")


# --- the schema of set.toml


def test_the_schema_that_is_shipped_is_the_one_that_is_checked() -> None:
    shipped = json.loads(files("sapa.core").joinpath("schemas", "set.schema.json").read_text("utf-8"))
    assert shipped == schema(), "write it anew: python -m sapa.tests.test_sets"


@pytest.mark.parametrize("plugin", SHIPPED)
def test_shipped_sets_fit_the_schema(plugin: str) -> None:
    validator = jsonschema.Draft202012Validator(schema())
    validator.check_schema(schema())
    text = files(f"sapa.plugins.{plugin}").joinpath("set.toml").read_text("utf-8")
    assert [error.message for error in validator.iter_errors(tomllib.loads(text))] == []


@pytest.mark.parametrize("plugin", SHIPPED)
def test_a_plugins_set_file_is_the_set_it_gives(plugin: str, sets: dict[str, StandardSet]) -> None:
    assert read_set(files(f"sapa.plugins.{plugin}").joinpath("set.toml")) == sets[SHIPPED[plugin]]


@pytest.mark.parametrize("lacking", ["set", "codes", "standards"])
def test_the_schema_refuses_what_sapa_refuses(lacking: str) -> None:
    raw = tomllib.loads(files("sapa.plugins.eur_ace").joinpath("set.toml").read_text("utf-8"))
    del raw[lacking]
    assert not jsonschema.Draft202012Validator(schema()).is_valid(raw)


if __name__ == "__main__":
    target = Path(str(files("sapa.core"))) / "schemas" / "set.schema.json"
    target.write_text(json.dumps(schema(), indent=2, ensure_ascii=False) + "\n", "utf-8", newline="\n")
