"""Rules are cited so that people can look them up, and what the agency's texts say differently stands with both sources."""

from __future__ import annotations

import re

import pytest

from sapa.core.loading.terms_file import own_terms
from sapa.core.model.procedures import Source
from sapa.core.words.messages import LANGS, Lang

from . import cases

IDS = ("institutional", "online-audit", "programme")
EVERY = [(id, one.id) for id in IDS for one in cases.procedure(id).checklist]


def shown(id: str, lang: Lang) -> list[str]:
    procedure = cases.procedure(id)
    sources = [one.sources for one in (*procedure.checklist, *procedure.notes, *procedure.meetings)]
    sources += [one.otherwise for one in procedure.checklist if one.otherwise]
    return [procedure.source_text(one, lang) for one in sources]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("id", IDS)
def test_a_source_is_a_document_with_its_section_and_page_and_never_a_line_of_a_text_file(id: str, lang: Lang) -> None:
    for said in shown(id, lang):
        assert not re.search(r"\d{4,}(?!\))", said.replace("2022", "")), said
        assert not re.search(r"\b(lines?|строк\w*|жолдар\w*)\b", said), said
        if lang != "en":
            assert not re.search(r"\b(Stage|Step|Conclusion|Main|Appendix|title|item)\b", said), said


def test_sections_of_the_standards_of_the_agencys_report_are_its_own_numbers() -> None:
    procedure = cases.procedure("institutional")
    said = procedure.source_text(procedure.by_id["sar-evidence"].sources, "en")
    assert said == "KAZSEE's self-assessment report for ENQA, 2022, §\u00a06.3, p.\u00a044"
    said = procedure.source_text(procedure.by_id["sar-evidence"].sources, "kk")
    assert said.endswith("§\u00a06.3, 44-б.")


def test_a_source_that_is_named_twice_is_shown_once() -> None:
    sources = (Source("programme", "II", "4545-4548", "105"), Source("programme", "II", "4548-4549", "105"))
    assert cases.procedure("programme").source_text(sources, "ru").count("§") == 1


@pytest.mark.parametrize("lang", LANGS)
def test_term_rules_are_cited_in_the_same_way(lang: Lang) -> None:
    for rules in own_terms():
        for one in (*rules.rules, *rules.notes):
            said = rules.source_text(one.sources, lang)
            assert not re.search(r"\d{4,}", said.replace("2022", "")), said
            assert "[" not in said
            if lang != "en":
                assert not re.search(r"\b(Stage|Conclusion)\b", said), said


# --- institutional accreditation on site


def test_the_procedure_is_the_same_for_all_types_so_nothing_of_it_is_borrowed() -> None:
    procedure = cases.procedure("institutional")
    for one in procedure.checklist:
        assert "borrowed" not in one.note.get("en") and "Taken from" not in one.note.get("en"), one.id
        cites = {source.document for source in one.sources}
        if one.certainty == "inferred":
            own = ("commission-experts", "application-ban", "sar-structure", "sar-versions")
            assert one.id.startswith("agenda-") or one.id in own, one.id
            assert one.note.get("en") or one.id in ("commission-experts", "sar-versions"), (one.id, cites)
    note = next(note for note in procedure.notes if note.id == "same-procedure")
    assert [source.page for source in note.sources] == ["36", "17", "43-44"]


@pytest.mark.parametrize(
    "id",
    ["application-addressee", "after-annual-report", "visit-protocol", "commission-degrees", "report-all-sign",
     "report-weaknesses", "report-timeframe", "deadline-information-system", "decision-iqa"],
)  # fmt: skip
def test_what_holds_for_programmes_holds_for_institutions_too(id: str) -> None:
    own, other = cases.procedure("institutional").by_id[id], cases.procedure("programme").by_id[id]
    assert own.titles == other.titles
    assert own.check == other.check


def test_decisions_are_published_in_the_education_system_within_three_working_days() -> None:
    stage = cases.procedure("institutional").stage_by_id["information-system"]
    assert (stage.at_most, stage.unit, stage.after) == (3, "working-days", "decision")


def test_an_online_audit_needs_a_declared_quarantine_and_a_working_quality_assurance() -> None:
    online = cases.procedure("online-audit")
    assert online.by_id["quarantine"].group == "application"
    assert {source.document for source in online.by_id["decision-iqa"].sources} == {"agency", "programme"}


# --- contradictions

CONTRADICTIONS = {
    "programme": {
        "application-consideration": {"online"},
        "continue-decision": {"guidelines"},
        "deadline-study": {"guidelines"},
        "report-all-sign": {"guidelines", "online"},
        "deadline-ministry": {"online"},
        "deadline-publication": {"programme", "online"},
        "deadline-self-assessment": {"online"},
        "deadline-whole": {"online"},
        "reject-licence": {"online"},
        "commission-experts": {"agency", "online"},
    },
    "online-audit": {
        "commission-experts": {"programme", "agency"},
        "commission-foreign": {"online"},
        "agenda-meets": {"online"},
        "deadline-publication": {"agency", "programme"},
        "application-consideration": {"programme"},
        "continue-decision": {"online"},
        "deadline-study": {"online"},
        "report-signed": {"online", "guidelines"},
        "deadline-ministry": {"programme", "agency"},
        "deadline-self-assessment": {"programme"},
        "deadline-whole": {"programme"},
        "audit-length": {"programme", "agency"},
        "reject-licence": {"programme"},
    },
}
CONTRADICTIONS["institutional"] = CONTRADICTIONS["programme"]


@pytest.mark.parametrize(("id", "requirement"), [(id, one) for id, of in CONTRADICTIONS.items() for one in of])
def test_a_contradiction_is_told_with_both_sources(id: str, requirement: str) -> None:
    one = cases.procedure(id).by_id[requirement]
    assert all(one.note.by_language.get(lang) for lang in LANGS)
    assert {source.document for source in one.otherwise} == CONTRADICTIONS[id][requirement]
    assert not set(one.otherwise) & set(one.sources)


def test_the_checklist_shows_the_other_source_beside_the_note() -> None:
    from datetime import date

    from sapa.core.case.check import judge
    from sapa.core.reading.tools import Tools
    from sapa.core.reporting.case import checklist
    from sapa.core.showing.view import teller

    result = judge(cases.case("programme"), cases.procedure("programme"), (), "0", Tools(), today=date(2027, 6, 1))
    assert result.case is not None
    for lang, word in (("en", "Compare: "), ("ru", "Сравните: "), ("kk", "Салыстырыңыз: ")):
        lines = [line for _, shown in checklist(result.case, teller(lang), lang) for line in shown]
        told = next(line for line in lines if line.id == "deadline-ministry").remarks
        assert len(told) == 1 and word in told[0] and "§\u00a015" in told[0], told


@pytest.mark.parametrize(("id", "rule"), EVERY)
def test_what_is_read_from_a_source_and_not_said_there_has_a_note(id: str, rule: str) -> None:
    one = cases.procedure(id).by_id[rule]
    assert one.certainty == "seen" or all(one.note.by_language.get(lang) for lang in LANGS)


def facts_shown(*, details: bool) -> str:
    from datetime import date

    from sapa.core.case.check import judge
    from sapa.core.reading.tools import Tools
    from sapa.core.reporting.case import write_case
    from sapa.core.showing.layout import Paper, plain
    from sapa.core.showing.view import teller

    result = judge(cases.case("programme"), cases.procedure("programme"), (), "0", Tools(), today=date(2027, 6, 1))
    paper = Paper(100)
    write_case(paper, result, teller("en"), "en", details=details)
    return plain(paper.lines)


def test_contradictions_of_the_sources_are_told_where_a_case_is_checked() -> None:
    said = "Ratings are given per standard, but full term and refusal are stated per criterion"
    short, whole = facts_shown(details=False), facts_shown(details=True)
    count = len(cases.procedure("programme").notes)
    assert f"Facts of the procedure and contradictions of its sources: {count}; -v" in short and said not in short
    assert said in " ".join(whole.split()) and "Facts and contradictions" in whole


def test_the_agencys_page_of_a_case_has_them_and_the_universitys_has_not() -> None:
    from datetime import date

    from sapa.core.case.check import judge
    from sapa.core.reading.tools import Tools
    from sapa.core.reporting import as_html

    result = judge(cases.case("programme"), cases.procedure("programme"), (), "0", Tools(), today=date(2027, 6, 1))
    for lang, said in (("en", "15 members by one chapter"), ("ru", "15 членов по одной главе")):
        assert said in as_html.internal(result, lang) and said not in as_html.render(result, lang)  # type: ignore[arg-type]
