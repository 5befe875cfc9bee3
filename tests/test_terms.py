"""Indicative terms: the rules of every source against a table written out by hand, for all combinations."""

from __future__ import annotations

import random
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapa.core.expert_report.ratings import Scale
from sapa.core.expert_report.terms import Term, disagree, grouped, term, terms
from sapa.core.loading.data_file import DataFileError
from sapa.core.loading.rating_scale import load_scale
from sapa.core.loading.terms_file import all_terms, own_terms, parse_terms
from sapa.core.model.procedures import TYPES, Procedure
from sapa.core.model.standards import Titles
from sapa.core.model.term_rules import Facts, Outcome
from sapa.core.words.messages import LANGS

from .tools import tool

ROOT = Path(__file__).resolve().parent.parent
SCALE = Scale(load_scale())
MEETS, RECOMMENDED, REMARKED, NOT = SCALE.keys
SOURCES = {rules.id: rules for rules in own_terms()}
REFUSE, UNDETERMINED = Outcome("refuse"), Outcome("undetermined")
RATINGS = (*SCALE.keys, None)


def years(number: int) -> Outcome:
    return Outcome("accredit", number)


def by_source(ratings: dict[str, str | None], facts: Facts) -> dict[str, Term]:
    return {id: term(rules, ratings, facts, values=SCALE.keys) for id, rules in SOURCES.items()}


# Written out from the sources, without their rules: (type, earlier term, worst rating) -> years by source; 0 refuses,
# None is not covered.
def expected(source: str, kind: str, previous: int, worst: str) -> Outcome:
    table: dict[str, dict[str, int]] = {
        "programme": {MEETS: 5, RECOMMENDED: 3, REMARKED: 1, NOT: 0},
        "online-audit": {MEETS: 5, RECOMMENDED: 3, REMARKED: 1, NOT: 0},
        "esg-2.5": {MEETS: 5, RECOMMENDED: 3, REMARKED: 1, NOT: 0},
    }
    found: int | None = table[source][worst]
    if source == "programme" and found:
        found = min(found, {"conceptual": 1, "primary-without-graduates": 3}.get(kind, 5))
    if source == "esg-2.5" and kind == "re-accreditation" and worst == MEETS:
        found = 7 if previous == 5 else None
    return UNDETERMINED if found is None else years(found) if found else REFUSE


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("source", SOURCES)
def test_all_combinations_of_ratings_of_three_standards(source: str, kind: str) -> None:
    """All 64, with every earlier term; each is what the table says for the worst rating."""
    for previous in (0, 1, 3, 5, 7):
        for values in product(SCALE.keys, repeat=3):
            ratings: dict[str, str | None] = dict(zip("123", values, strict=True))
            found = term(SOURCES[source], ratings, Facts(kind, previous, True), values=SCALE.keys)
            worst = SCALE.worst(values)
            assert worst is not None
            assert found.outcome == expected(source, kind, previous, worst), (values, previous)
            assert bool(found.fired) == (found.outcome != UNDETERMINED)
            assert found.assumed == ()


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("source", SOURCES)
def test_a_criterion_below_its_standard_leaves_both_readings(source: str, kind: str) -> None:
    """All 64 ratings of two standards and a criterion: the table for the standards, and for the criterion too."""
    for previous in (0, 3, 5):
        for first, second, criterion in product(SCALE.keys, repeat=3):
            known = Facts(kind, previous, True)
            found = term(
                SOURCES[source], {"1": first, "2": second}, known, values=SCALE.keys, criteria={"1.2.1": criterion}
            )
            worst, whole = SCALE.worst((first, second)), SCALE.worst((first, second, criterion))
            assert worst is not None and whole is not None
            outcomes = [expected(source, kind, previous, value) for value in (worst, whole)]
            if outcomes[0] == outcomes[1] or outcomes[0] == UNDETERMINED:
                assert (found.outcome, found.alternatives) == (outcomes[0], ())
                continue
            assert found.outcome == UNDETERMINED and found.missing == ()
            assert [one.outcome for one in found.alternatives] == outcomes
            assert [one.criteria for one in found.alternatives] == [(), (("1.2.1", criterion),)]
            assert all(one.fired for one in found.alternatives)
            assert set(found.possible) == set(outcomes)


def test_six_or_seven_years_are_allowed_for_re_accreditation_and_eight_are_not() -> None:
    met: dict[str, str | None] = {"1": MEETS, "2": MEETS}
    again = by_source(met, Facts("re-accreditation", 5))
    first = by_source(met, Facts("primary-with-graduates", 0))
    for id in ("programme", "esg-2.5"):
        assert {years(6), years(7)} <= again[id].allowed and years(8) not in again[id].allowed
        assert years(6) not in first[id].allowed
    remarked = by_source({"1": MEETS, "2": REMARKED}, Facts("re-accreditation", 5))
    assert years(6) not in remarked["programme"].allowed


@pytest.mark.parametrize("kind", [None, *TYPES])
@pytest.mark.parametrize("source", SOURCES)
def test_missing_ratings_are_undetermined_unless_nothing_could_change_it(source: str, kind: str | None) -> None:
    """All 125 combinations with missing ratings, against trying out every way to fill them."""
    for previous in (None, 0, 5):
        for values in product(RATINGS, repeat=3):
            ratings: dict[str, str | None] = dict(zip("123", values, strict=True))
            found = term(SOURCES[source], ratings, Facts(kind, previous), values=SCALE.keys)
            assumed_kind = kind or "primary-with-graduates"
            outcomes = set()
            for filled in product(*(SCALE.keys if value is None else (value,) for value in values)):
                worst = SCALE.worst(filled)
                assert worst is not None
                for before in (0, 5) if previous is None else (previous,):
                    outcomes.add(expected(source, assumed_kind, before, worst))
            if len(outcomes) == 1:
                assert found.outcome == next(iter(outcomes))
            else:
                assert found.outcome == UNDETERMINED
                assert set(found.possible) == outcomes
            assert bool(found.missing) == (found.outcome == UNDETERMINED)


def test_without_a_case_the_first_accreditation_with_graduates_is_assumed_and_said() -> None:
    for found in by_source({"1": MEETS}, Facts()).values():
        assert [said.id for said in found.assumed] == ["term.assumed-type"]
        assert found.assumed[0].arguments["type"] == "primary-with-graduates"
        assert found.outcome == years(5)
    for found in by_source({"1": MEETS}, Facts("primary-with-graduates")).values():
        assert found.assumed == ()


def test_one_rating_that_refuses_decides_whatever_is_missing() -> None:
    for found in by_source({"1": None, "2": NOT, "3": None}, Facts()).values():
        assert found.outcome == REFUSE and found.missing == () and found.possible == ()
        assert [rule.id for rule in found.fired] == ["not-met"]


def test_what_is_missing_is_named() -> None:
    found = by_source({"1": MEETS, "2": None, "3": None}, Facts("primary-with-graduates"))["programme"]
    assert found.outcome == UNDETERMINED
    assert [(said.id, said.arguments) for said in found.missing] == [
        ("term.missing-ratings", {"standards": ("2", "3")})
    ]
    assert found.possible == (REFUSE, years(1), years(3), years(5))
    half = by_source({"1": REMARKED, "2": None}, Facts("primary-with-graduates"))["programme"]
    assert half.possible == (REFUSE, years(1)), "what is known narrows what is possible"


def test_the_earlier_term_is_missing_only_where_it_matters() -> None:
    again = Facts("re-accreditation")
    found = by_source({"1": MEETS, "2": MEETS}, again)
    assert [said.id for said in found["esg-2.5"].missing] == ["term.missing-previous"]
    assert found["programme"].outcome == found["online-audit"].outcome == years(5)
    assert by_source({"1": RECOMMENDED}, again)["esg-2.5"].outcome == years(3)


def test_a_case_that_no_rule_covers_is_undetermined_and_says_so() -> None:
    found = by_source({"1": MEETS}, Facts("re-accreditation", 3))["esg-2.5"]
    assert (found.outcome, [said.id for said in found.missing]) == (UNDETERMINED, ["term.missing-rule"])
    lasting = by_source({"1": REMARKED}, Facts("primary-with-graduates", None, False))["programme"]
    assert (lasting.outcome, [said.id for said in lasting.missing]) == (UNDETERMINED, ["term.missing-rule"])


def test_that_remarks_can_be_put_right_in_a_year_is_assumed_only_where_it_counts() -> None:
    remarked = by_source({"1": REMARKED}, Facts("primary-with-graduates"))
    assert [said.id for said in remarked["programme"].assumed] == ["term.assumed-fixable"]
    assert remarked["esg-2.5"].assumed == ()
    assert by_source({"1": MEETS}, Facts("primary-with-graduates"))["programme"].assumed == ()


def test_a_report_without_any_rating_is_undetermined() -> None:
    for found in by_source({}, Facts()).values():
        assert (found.outcome, [said.id for said in found.missing]) == (UNDETERMINED, ["term.missing-all"])


def test_the_trace_names_every_rule_that_holds_with_its_source() -> None:
    found = by_source({"1": REMARKED, "2": RECOMMENDED}, Facts("conceptual"))["programme"]
    assert [rule.id for rule in found.fired] == ["conceptual", "remarks", "recommendations"]
    assert "pp.\u00a0113–114" in found.rules.source_text(found.fired[1].sources, "en")
    for rules in SOURCES.values():
        for one in (*rules.rules, *rules.notes):
            assert one.sources and all(source.document in rules.documents for source in one.sources)
            assert all(source.lines for source in one.sources)
            assert all(one.text.by_language.get(lang) for lang in LANGS)


def test_where_sources_disagree_each_has_a_term_of_its_own() -> None:
    again = Facts("re-accreditation", 5)
    ratings = {"": {"1": MEETS}}
    found = terms(tuple(SOURCES.values()), ratings, {"": again}, set_id="programme", values=SCALE.keys)
    assert [(one.procedure, one.outcome) for one in found] == [("programme", years(5)), ("esg-2.5", years(7))]
    assert disagree(found)
    first = terms(tuple(SOURCES.values()), ratings, {"": Facts()}, set_id="institutional", values=SCALE.keys)
    assert [one.procedure for one in first] == ["online-audit", "esg-2.5"] and not disagree(first)


def test_programmes_of_a_cluster_have_terms_of_their_own() -> None:
    ratings: dict[str, dict[str, str | None]] = {"6B06101": {"1": MEETS}, "7M06101": {"1": NOT}}
    facts = {"6B06101": Facts("primary-without-graduates")}
    found = terms((SOURCES["programme"],), ratings, facts, set_id="programme", values=SCALE.keys)
    assert [(one.programme, one.outcome) for one in found] == [("6B06101", years(3)), ("7M06101", REFUSE)]


@given(
    st.lists(st.sampled_from(RATINGS), min_size=1, max_size=4),
    st.sampled_from([None, *TYPES]),
    st.sampled_from([None, 0, 5]),
    st.sampled_from(sorted(SOURCES)),
)
def test_changes_are_all_single_ratings_that_change_the_outcome_and_no_other(
    values: list[str | None], kind: str | None, previous: int | None, source: str
) -> None:
    ratings = {str(number): value for number, value in enumerate(values, start=1)}
    facts = Facts(kind, previous)
    found = term(SOURCES[source], ratings, facts, values=SCALE.keys)
    told = {(change.standard, change.rating): change.outcome for change in found.changes}
    for standard in ratings:
        for other in SCALE.keys:
            outcome = term(SOURCES[source], {**ratings, standard: other}, facts, values=SCALE.keys).outcome
            assert told.get((standard, other), found.outcome) == outcome
    assert all(outcome != found.outcome for outcome in told.values())
    assert sum(len(group.standards) for group in grouped(found.changes)) == len(found.changes)


def test_a_worse_rating_never_gives_a_longer_term() -> None:
    rng = random.Random(5)
    for _ in range(300):
        values = [rng.choice(SCALE.keys) for _ in range(4)]
        facts = Facts(rng.choice(TYPES), rng.choice((0, 3, 5)), True)
        worse = list(values)
        at = rng.randrange(4)
        worse[at] = SCALE.keys[min(SCALE.keys.index(values[at]) + 1, 3)]
        for id, one in by_source(dict(zip("1234", values, strict=True)), facts).items():
            other = by_source(dict(zip("1234", worse, strict=True)), facts)[id]
            if UNDETERMINED not in (one.outcome, other.outcome):
                assert other.outcome.strictness <= one.outcome.strictness


def test_a_procedures_own_rules_replace_those_of_the_same_name() -> None:
    own = {
        "rules": [
            {
                "id": "always",
                "years": 2,
                "when": {"types": list(TYPES)},
                "text": {"en": "two years"},
                "sources": [{"document": "law", "item": "1"}],
            }
        ]
    }
    titles = Titles({"en": "Own"})
    procedure = Procedure("programme", titles, ("programme",), documents={"law": titles}, terms=own)
    by_id = {rules.id: rules for rules in all_terms([procedure])}
    assert set(by_id) == set(SOURCES)
    assert term(by_id["programme"], {"1": MEETS}, Facts(), values=SCALE.keys).outcome == years(2)
    broken = Procedure("own", titles, ("programme",), terms={"rules": [{"id": "x"}]})
    with pytest.raises(ValueError, match="own: terms"):
        all_terms([broken])


def test_a_terms_file_names_all_its_faults() -> None:
    text = """
id = "own"
titles.en = "Own"
documents.law.en = "Law"
[[rules]]
id = "one"
when.some = ["meets"]
text.en = "neither years nor refusal"
sources = [{ document = "laws" }]
[[rules]]
id = "one"
years = 3
when.sum = ["meets"]
text.en = "twice, with an unknown key"
sources = [{ document = "law" }]
"""
    with pytest.raises(DataFileError) as raised:
        parse_terms(text)
    found = {(problem.path, problem.said.id) for problem in raised.value.problems}
    assert found == {
        ("rules[1].years", "set-file.missing-key"),
        ("rules[1].sources[1].document", "data-file.unknown"),
        ("rules[2].id", "data-file.twice"),
        ("rules[2].when.sum", "set-file.unknown-key"),
    }


def test_the_documented_rules_are_those_of_the_files() -> None:
    shown = (ROOT / "docs" / "term-rules.md").read_text("utf-8")
    assert tool("write_term_rules").page() == shown, "stale: run python tools/write_term_rules.py"
