"""EUR-ACE: each appendix covered by itself, the label for engineering programmes, the level and what speaks against it."""

from __future__ import annotations

import pytest

from sapa.core.model.programme_codes import level_of, programme_code, programme_codes
from sapa.core.reporting.sets import list_lines, set_json
from sapa.core.showing.layout import plain
from sapa.core.words.messages import LANGS, Lang, say
from sapa.plugins.eur_ace.appendix import area_of
from sapa.plugins.eur_ace.level import levels

from . import cases
from .reports import checked, report, statuses
from .test_eur_ace import AREAS, TITLES, appendix, check, rules, sar, told

CLAUSES = ("2.2", "2.3", "2.4", "2.4.1", "2.4.2", "2.4.3", "2.4.4", "2.4.5")
BOTH = "6B07101 and 7M07101"


def clauses(letter: str, *codes: str, lang: str = "en") -> str:
    heading = {"en": "Appendix {0}. EUR-ACE", "ru": "Приложение {0}. EUR-ACE", "kk": "{0} қосымшасы. EUR-ACE"}[lang]
    return "\n".join([f"# {heading.format(letter)}", *(f"## EAFSG {code}\n{{60}}" for code in codes)])


# --- each appendix by itself


@pytest.mark.parametrize("lang", LANGS)
def test_a_whole_appendix_a_does_not_answer_for_an_appendix_b_without_any_clause(lang: Lang) -> None:
    result = check(clauses("A", *CLAUSES, lang=lang), appendix(lang, "B"), code=BOTH, lang=lang)
    assert statuses(result, "eur-ace") == {}
    reason = result.sets[-1].coverage.criteria[0].reason
    assert reason.id == "reason.in-part"
    assert "B" in say(reason, lang)
    assert all(of.addressed == 0 for of in result.sets[-1].coverage.esg)


def test_a_clause_is_addressed_where_both_appendices_address_it() -> None:
    result = check(clauses("A", *CLAUSES), clauses("B", "2.2", "2.4.1"), code=BOTH)
    assert statuses(result, "eur-ace") == {"2.2": "addressed", "2.4.1": "addressed"}
    thin = check(clauses("A", "2.2"), "# Appendix B. EUR-ACE\n## EAFSG 2.2\n{5}", code=BOTH)
    assert statuses(thin, "eur-ace") == {"2.2": "thin"}


@pytest.mark.parametrize("code", ["6B07101", "7M07101"])
def test_an_appendix_that_no_programme_of_the_report_needs_takes_nothing_away(code: str) -> None:
    needed, other = ("A", "B") if code.startswith("6B") else ("B", "A")
    result = check(clauses(needed, *CLAUSES), clauses(other), code=code)
    assert statuses(result, "eur-ace") == dict.fromkeys(CLAUSES, "addressed")


def test_one_appendix_alone_is_covered_as_before() -> None:
    result = check(clauses("A", *CLAUSES), code=BOTH)
    assert statuses(result, "eur-ace") == dict.fromkeys(CLAUSES, "addressed")
    assert ("no-appendix", "error", "master", "B") in told(result)


# --- for engineering programmes


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("code", ["6B04101", "7М01101", "6В02301", "60310100"])
def test_a_programme_that_is_no_engineering_is_told(code: str, lang: Lang) -> None:
    result = check(appendix(lang), code=code, lang=lang)
    (found,) = [f for f in result.findings if f.rule == "eur-ace-not-engineering"]
    assert found.severity == "warning"
    assert programme_code(code) in say(found.message, lang)


@pytest.mark.parametrize("code", ["6B07101", "7M06102", "60710500", "Cluster"])
def test_engineering_and_a_report_without_codes_are_not(code: str) -> None:
    assert "not-engineering" not in rules(check(appendix(), code=code))


@pytest.mark.parametrize("code", ["6B05101", "6B08101", "6B11301"])
def test_fields_that_may_be_engineering_are_to_be_looked_at(code: str) -> None:
    found = told(check(appendix(), code=code), "not-engineering", "maybe-engineering")
    assert [(rule, severity) for rule, severity, *_ in found] == [("maybe-engineering", "info")]


# --- level


def test_the_level_comes_from_all_codes_of_the_report_with_cyrillic_letters() -> None:
    text = "# Report\n" + "{10}\n" * 70 + "The programmes 6В07101 and 7м07102 and 7М07103 are described.\n"
    assert levels(report(text), None).levels == ("bachelor", "master")
    assert levels(report(text.replace("6В07101 and ", "")), None).levels == ("master",)


def test_codes_that_speak_against_the_front_are_told() -> None:
    text = sar(appendix(), "The programmes 7M07101 and 7M07102 are described too.")
    text = text.replace("# Example University", "# Example University\n" + "{10}\n" * 70, 1)
    front = "# Report of 6B07101\n" + text.replace(", fictional, 6B07101", "")
    result = checked(report(front), "programme", "eur-ace")
    (found,) = [f for f in result.findings if f.rule == "eur-ace-level-contradicted"]
    assert found.severity == "info", "they may be those that graduates go on to"
    assert (found.arguments["level"], found.arguments["other"], found.arguments["codes"]) == (
        "bachelor", "master", ("7M07101", "7M07102"),
    )  # fmt: skip


def test_what_the_user_says_against_the_codes_is_told() -> None:
    result = check(appendix(letter="B"), level="master")
    found = told(result, "level-contradicted")
    assert found == [("level-contradicted", "warning", "master", "option", "bachelor", ("6B07101",))]
    assert told(check(appendix(), level="bachelor"), "level-contradicted") == []


def test_words_of_the_front_against_its_codes_are_told() -> None:
    result = checked(report(f"# Report of the master's programme 6B07101\n{appendix()}"), "programme", "eur-ace")
    assert [(f.arguments["level"], f.arguments["other"]) for f in result.findings if
            f.rule == "eur-ace-level-contradicted"] == [("bachelor", "master")]  # fmt: skip


def test_a_report_of_two_levels_contradicts_nothing() -> None:
    assert "level-contradicted" not in rules(check(appendix(), appendix(letter="B"), code=BOTH))


# --- areas and outcomes


@pytest.mark.parametrize("mark", ["+", "✓", "X", "х"])
@pytest.mark.parametrize("lang", LANGS)
def test_a_matrix_of_areas_and_outcomes_with_plus_signs_names_outcomes(lang: Lang, mark: str) -> None:
    head = "| | " + " | ".join(f"PO{n}" for n in range(1, 9)) + " |"
    rows = "\n".join(
        f"| {TITLES[id].get(lang)} | " + " | ".join(mark if at in (n, (n + 1) % 8) else "" for at in range(8)) + " |"
        for n, id in enumerate(AREAS)
    )
    outcomes = "\n".join(f"PO{n} – {{8}}" for n in range(1, 9))
    title = {"en": "Appendix A. EUR-ACE", "ru": "Приложение А. EUR-ACE", "kk": "А қосымшасы. EUR-ACE"}[lang]
    result = check(outcomes, f"# {title}", head, rows, lang=lang)
    assert rules(result) & {"area-empty", "area-without-outcomes", "no-areas", "outcomes-in-no-area"} == set()
    (overview,) = result.overviews
    assert overview.rows[0][1] == "PO1, PO2"


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("Инженерный дизайн", "design"), ("Научные исследования", "investigations"),
        ("3. Инженерный дизайн (PO3)", "design"), ("Инженерлік дизайн", "design"),
        ("Ғылыми зерттеулер", "investigations"),
    ],
)  # fmt: skip
def test_usual_translations_name_areas(title: str, id: str) -> None:
    found = area_of(title)
    assert found is not None and found.id == id


# --- codes of other countries and levels


@pytest.mark.parametrize(
    ("text", "code", "level"),
    [
        ("60710500", "60710500", "bachelor"), ("70610201", "70610201", "master"), ("7R01101", "7R01101", None),
        ("7Р01101", "7R01101", None), ("6В06101", "6B06101", "bachelor"), ("90710500", None, None),
        ("61310500", None, None), ("6071050", None, None), ("607105000", None, None),
    ],
)  # fmt: skip
def test_codes_of_uzbekistan_and_of_residency_are_codes(text: str, code: str | None, level: str | None) -> None:
    assert programme_code(text) == code
    assert level_of(text) == level
    assert [found for found, _, _ in programme_codes(f"({text})")] == ([code] if code else [])


@pytest.mark.parametrize("code", ["60710500", "7R01101"])
def test_such_codes_are_well_formed_in_a_case(code: str) -> None:
    from sapa.core.model.case import Programme
    from sapa.core.model.standards import Titles

    programme = Programme(code, Titles({"en": "X"}), level_of(code))
    assert cases.outcome(cases.case("programme", programmes=(programme,)), "programme-code-form").state == "met"
    known = Programme("7R01101", Titles({"en": "X"}), "master")
    assert cases.outcome(cases.case("programme", programmes=(known,)), "programme-code-form").state == "met"


def test_the_register_knows_the_level_of_such_a_code() -> None:
    from sapa.core.assembly.deqar.facts import level_of as register_level

    assert register_level("60710500") == register_level("6В06101") != register_level("70610201")


# --- what is asked for, and which edition


def test_rules_of_the_label_are_lines_only_where_it_is_asked_for() -> None:
    from datetime import date

    from sapa.core.case.check import judge
    from sapa.core.reading.tools import Tools

    for sets, state in (((), "not-required"), (("eur-ace",), "hand"), (("eur-ace@2015",), "hand")):
        of = cases.case("programme", sets=sets)
        made = judge(of, cases.procedure("programme"), (), "0", Tools(), today=date(2027, 6, 1)).case
        assert made is not None
        found = {line.requirement.id: line.state for line in made.lines}
        assert found["decision-label"] == found["report-english"] == state


@pytest.mark.parametrize("lang", LANGS)
def test_the_list_of_sets_says_why_the_edition_is_2015(lang: Lang) -> None:
    standards = cases.loaded().sets.find("eur-ace")
    text = " ".join(plain(list_lines([standards], lang)).split())
    assert "2015" in text and "2021" in text
    assert "2021" in set_json(standards, lang)
