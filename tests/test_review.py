"""`sapa review`: every finding on a report that has exactly that fault, and none on one that has none."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from reportlab.pdfgen import canvas

from sapa.cli import sapa
from sapa.core.expert_report.findings_compared import same_name
from sapa.core.expert_report.review import Review
from sapa.core.expert_report.tags import Tag
from sapa.core.expert_report.words import names_shortcoming, names_time, says_none
from sapa.core.model.case import Case, Coordinator, Institution, Member, Programme
from sapa.core.model.standards import Titles
from sapa.core.model.term_rules import Facts
from sapa.core.reporting import review as shown
from sapa.core.reporting import review_page
from sapa.core.showing.layout import plain
from sapa.core.words.messages import LANGS, Lang, catalogue, message, say

from .filled import PROSE, W, complete, controls, edited, everything, fill, put, reviewed, rules, skeleton
from .reporting.test_html import Page

# What a skeleton of the whole report has besides the chapters, filled in as people would.
AROUND = {
    tag: text
    for tag, text in everything(skeleton("en")).items()
    if tag.kind in ("cover", "expert", "general", "visit", "signature", "conclusion")
} | {
    Tag("conclusion", field="decision"): "accredit-5",
    Tag("cover", field="kind"): "primary-with-graduates",
}
WHOLE = complete() | AROUND
STATES = ("list", "several", "unclear", "outside")  # of a place for a value that gives none


def review_of(changes: Mapping[Tag, str | None], folder: Path, **given: Any) -> Review:
    """The report without findings, with these fields changed; None leaves a field as the skeleton has it."""
    values = {tag: text for tag, text in {**WHOLE, **changes}.items() if text is not None}
    return reviewed(fill(skeleton("en"), values), folder, **given)


def only(found: Review, *without: str) -> list[tuple[str, str | None, Any]]:
    """(rule, code, standard) of every finding but those on every report of these tests."""
    skipped = {"review-questions-left", *(f"review-{name}" for name in without)}
    return [
        (f.rule.removeprefix("review-"), f.code, f.arguments.get("standard"))
        for f in found.findings
        if f.rule not in skipped and not (f.rule == "review-prompt-left" and f.severity == "info")
    ]


def test_a_complete_report_has_no_findings(tmp_path: Path) -> None:
    found = review_of({}, tmp_path)
    assert only(found) == []
    assert found.exit_code("warning") == 0
    assert [(t.procedure, t.outcome.years) for t in found.terms] == [("esg-2.5", 5)]


def test_an_empty_skeleton_is_told_part_by_part(tmp_path: Path) -> None:
    found = reviewed(skeleton("en"), tmp_path)
    assert found.exit_code() == 1
    told = set(rules(found))
    assert {"no-rating", "no-assessment", "prompt-left", "rows-open", "questions-left"} <= told
    assert rules(found).count("no-rating") == 2 and rules(found).count("no-assessment") == 9


# --- ratings


def test_a_standard_without_rating(tmp_path: Path) -> None:
    found = review_of({Tag("rating", standard="2"): None, Tag("summary", standard="2"): None}, tmp_path)
    assert only(found) == [("no-rating", None, "2")]
    assert found.exit_code() == 1
    assert found.report is not None and found.report.ratings == {"": {"1": "meets", "2": None}}
    assert all(term.outcome.decision == "undetermined" for term in found.terms)


@pytest.mark.parametrize("text", ["substantially corresponds", "good", "4 of 5", "соответствует частично"])
def test_a_rating_outside_the_scale(text: str, tmp_path: Path) -> None:
    found = review_of({Tag("rating", standard="1"): text, Tag("summary", standard="1"): None}, tmp_path)
    assert only(found)[0] == ("rating-outside", None, "1")
    assert found.report is not None and found.report.ratings[""]["1"] is None


def test_a_misspelt_rating_is_told_with_what_is_meant(tmp_path: Path) -> None:
    found = review_of({Tag("rating", standard="1"): "coresponds", Tag("summary", standard="1"): None}, tmp_path)
    assert found.findings[0].arguments["nearest"] == "corresponds"


def test_ratings_in_the_words_of_another_language_count(tmp_path: Path) -> None:
    found = review_of(
        {Tag("rating", standard="1"): "сәйкес келеді", Tag("rating", standard="2"): "con-sistent"}, tmp_path
    )
    assert found.report is not None and found.report.ratings == {"": {"1": "meets", "2": "meets"}}


def test_the_values_to_choose_from_are_no_rating(tmp_path: Path) -> None:
    listed = "corresponds / corresponds with recommendations / corresponds with remarks / does not correspond"
    found = review_of({Tag("rating", standard="1"): listed, Tag("summary", standard="1"): None}, tmp_path)
    assert only(found)[0] == ("rating-list", None, "1")


def test_a_summary_that_disagrees_with_its_chapter(tmp_path: Path) -> None:
    found = review_of({Tag("summary", standard="2"): "meets_with_remarks"}, tmp_path)
    assert only(found) == [("summary-differs", None, "2")]
    assert found.exit_code() == 1


def test_a_summary_with_a_gap(tmp_path: Path) -> None:
    found = review_of({Tag("summary", standard="2"): None}, tmp_path)
    assert only(found) == [("summary-empty", None, "2")]


def test_a_missing_chapter(tmp_path: Path) -> None:
    def cut(tree: Any) -> None:
        body = tree.find(W + "body")
        children = list(body)
        starts = [i for i, e in enumerate(children) if "".join(e.itertext()).startswith("Standard 2. ")
                  and "Heading1" in (e.find(f"{W}pPr/{W}pStyle").get(W + "val") if e.find(f"{W}pPr/{W}pStyle") is not None else "")]  # fmt: skip
        end = next(i for i, e in enumerate(children) if "".join(e.itertext()) == "Questions on site" and i > starts[0])
        for element in children[starts[0] : end]:
            body.remove(element)
        for tag, control in controls(tree):
            if tag.kind == "summary" and tag.standard == "2":
                row = next(control.iterancestors(W + "tr"))
                row.getparent().remove(row)

    found = reviewed(edited(fill(skeleton("en"), WHOLE), cut), tmp_path)
    assert only(found) == [("chapter-missing", None, "2")]


# --- criteria


def test_a_criterion_without_assessment(tmp_path: Path) -> None:
    found = review_of({Tag("assessment", code="2.2.3"): None}, tmp_path)
    assert only(found) == [("no-assessment", "2.2.3", "2")]
    assert found.exit_code() == 0 and found.exit_code("warning") == 1


def test_an_assessment_outside_the_scale(tmp_path: Path) -> None:
    found = review_of({Tag("assessment", code="2.2.3"): "mostly"}, tmp_path)
    assert only(found) == [("assessment-outside", "2.2.3", "2")]


def test_a_criterion_below_its_standard(tmp_path: Path) -> None:
    found = review_of({Tag("assessment", code="2.2.3"): "does_not_meet"}, tmp_path)
    assert only(found) == [("criterion-below", "2.2.3", "2")]


# --- weaknesses, remarks, recommendations

FAULTY = {
    Tag("rating", standard="2"): "meets_with_recommendations",
    Tag("summary", standard="2"): "meets_with_recommendations",
    Tag("conclusion", field="decision"): "accredit-3",
}


def recommended(text: str = "To publish the plan", code: str = "", due: str = "01.09.2027") -> dict[Tag, str | None]:
    row: dict[str, str] = {"text": text, "code": code, "due": due}
    return {Tag("recommendation", standard="2", number=1, field=name): value for name, value in row.items() if value}


def test_a_weakness_without_a_recommendation(tmp_path: Path) -> None:
    weak = {Tag("weaknesses", standard="2"): "The plan of the library is not published"}
    found = review_of({**FAULTY, **weak}, tmp_path)
    assert ("weakness-without-recommendation", None, "2") in only(found)
    assert only(review_of({**FAULTY, **weak, **recommended()}, tmp_path)) == []


def test_a_weakness_whose_criterion_no_recommendation_names(tmp_path: Path) -> None:
    weak = {Tag("weaknesses", standard="2"): "2.2.1: no plan\n2.2.4: few teachers have degrees"}
    found = review_of({**FAULTY, **weak, **recommended(code="2.2.1")}, tmp_path)
    assert only(found) == [("weakness-without-recommendation", "2.2.4", "2")]
    place = found.findings[0].place
    assert place is not None and found.report is not None
    assert found.report.text.paras[(place.paragraph or 0) - 1].text.startswith("2.2.4")


def test_a_remark_to_a_criterion_without_a_recommendation(tmp_path: Path) -> None:
    remark = {Tag("assessment", code="2.2.2"): "meets_with_recommendations", Tag("note", code="2.2.2"): "Plan of 2019"}
    weak = {Tag("weaknesses", standard="2"): "The plan is old"}
    found = review_of({**FAULTY, **remark, **weak, **recommended(code="2.2.5")}, tmp_path)
    assert only(found) == [("weakness-without-recommendation", "2.2.2", "2")]
    assert only(review_of({**FAULTY, **remark, **weak, **recommended(code="2.2.2")}, tmp_path)) == []


def test_a_recommendation_without_a_time_frame(tmp_path: Path) -> None:
    weak = {Tag("weaknesses", standard="2"): "The plan is old"}
    found = review_of({**FAULTY, **weak, **recommended(due="")}, tmp_path)
    assert only(found) == [("recommendation-without-time", None, "2")]
    inside = review_of({**FAULTY, **weak, **recommended("To publish the plan within 6 months", due="")}, tmp_path)
    assert only(inside) == []


def test_the_best_rating_beside_a_weakness(tmp_path: Path) -> None:
    weak = {Tag("weaknesses", standard="2"): "The library has no plan"}
    found = review_of({**weak, **recommended()}, tmp_path)
    assert only(found) == [("meets-with-weakness", None, "2")]


def test_the_best_assessment_beside_a_remark_that_names_a_shortcoming(tmp_path: Path) -> None:
    found = review_of({Tag("note", code="1.2.2"): "The register is not kept"}, tmp_path)
    assert only(found) == [("meets-with-remark", "1.2.2", "1")]
    assert only(review_of({Tag("note", code="1.2.2"): "A model for others"}, tmp_path)) == []


def test_a_lower_rating_names_weakness_recommendation_and_measures(tmp_path: Path) -> None:
    found = review_of({**FAULTY, Tag("measures", standard="2"): None}, tmp_path)
    assert sorted(rule for rule, _, _ in only(found)) == [
        "prompt-left", "rating-without-recommendation", "rating-without-weakness",
    ]  # fmt: skip


def test_a_recommendation_for_a_criterion_that_the_set_does_not_list(tmp_path: Path) -> None:
    weak = {Tag("weaknesses", standard="2"): "The plan is old"}
    found = review_of({**FAULTY, **weak, **recommended(code="2.2.77")}, tmp_path)
    assert only(found) == [("unknown-code", "2.2.77", "2")]


# --- prompts and empty parts


@pytest.mark.parametrize("kind", ["evidence", "analysis", "strengths", "weaknesses"])
def test_a_prompt_that_was_left(kind: str, tmp_path: Path) -> None:
    found = review_of({Tag(kind, standard="1"): None}, tmp_path)
    assert only(found) == [("prompt-left", None, "1")]
    assert found.findings[0].arguments["part"] == kind


@pytest.mark.parametrize("kind", ["evidence", "analysis", "strengths", "weaknesses"])
def test_an_empty_section(kind: str, tmp_path: Path) -> None:
    values = {tag: text for tag, text in WHOLE.items() if tag != Tag(kind, standard="1")}

    def empty(tree: Any) -> None:
        for tag, control in controls(tree):
            if tag == Tag(kind, standard="1"):
                put(control, "")

    found = reviewed(edited(fill(skeleton("en"), values), empty), tmp_path)
    assert only(found) == [("empty-section", None, "1")]
    assert found.findings[0].arguments["part"] == kind


@pytest.mark.parametrize("text", ["[insert the evidence here]", "TBD", "The plan of [name the year] was studied", "…"])
def test_prompts_of_a_template_of_ones_own(text: str, tmp_path: Path) -> None:
    found = review_of({Tag("evidence", standard="1"): text}, tmp_path)
    assert [rule for rule, _, _ in only(found)] in (["prompt-left"], ["empty-section"])


def test_a_dash_says_that_there_are_no_weaknesses_and_nothing_about_evidence(tmp_path: Path) -> None:
    assert only(review_of({Tag("weaknesses", standard="1"): "–"}, tmp_path)) == []
    assert only(review_of({Tag("evidence", standard="1"): "–"}, tmp_path)) == [("empty-section", None, "1")]


def test_parts_around_the_chapters(tmp_path: Path) -> None:
    found = review_of(
        {
            Tag("general", field="licence"): None,
            Tag("conclusion", field="reasons"): None,
            Tag("expert", number=2, field="name"): None,
            Tag("cover", field="institution"): None,
        },
        tmp_path,
    )
    parts = {f.arguments["part"] for f in found.findings if f.rule in ("review-prompt-left", "review-rows-open")}
    assert {"general-licence", "conclusion-reasons", "composition", "cover-institution"} <= parts


# --- the file itself


def test_revisions_that_nobody_accepted(tmp_path: Path) -> None:
    def revise(tree: Any) -> None:
        paragraph = next(p for p in tree.iter(W + "p") if "The mission is known" in "".join(p.itertext()))
        for kind, text in (("ins", "W"), ("ins", "X"), ("del", "Y")):
            mark = paragraph.makeelement(W + kind, {W + "id": "900", W + "author": "A. Example"})
            run = mark.makeelement(W + "r")
            run.append(run.makeelement(W + ("delText" if kind == "del" else "t")))
            run[0].text = text
            mark.append(run)
            paragraph.append(mark)

    found = reviewed(edited(fill(skeleton("en"), WHOLE), revise), tmp_path)
    told = [(f.arguments["kind"], f.arguments["author"], f.arguments["count"]) for f in found.findings
            if f.rule == "review-revisions"]  # fmt: skip
    assert told == [("inserted", "A. Example", 2), ("deleted", "A. Example", 1)]
    assert found.report is not None
    said = found.report.written[Tag("strengths", standard="1")].text
    assert said.endswith("WX") and "Y" not in said


def test_comments_that_are_left(tmp_path: Path) -> None:
    import io

    import docx

    document = docx.Document(io.BytesIO(fill(skeleton("en"), WHOLE)))
    paragraph = next(p for p in document.paragraphs if p.text.startswith("Standard 2.") and p.runs)
    document.add_comment(paragraph.runs, text="Ask the rector", author="B. Example")
    out = io.BytesIO()
    document.save(out)
    found = reviewed(out.getvalue(), tmp_path)
    comments = [f for f in found.findings if f.rule == "review-comment"]
    assert [(f.arguments["author"], f.arguments["text"]) for f in comments] == [("B. Example", "Ask the rector")]
    assert found.report is not None and comments[0].place is not None
    assert found.report.text.paras[(comments[0].place.paragraph or 0) - 1].text.startswith("Standard")


RUSSIAN = "Миссия вуза известна студентам и сотрудникам всех факультетов, которые посетила комиссия"
KAZAKH = (
    "Университеттің миссиясы комиссия барған барлық факультеттердің студенттері мен қызметкерлеріне белгілі болып отыр"
)


@pytest.mark.parametrize(("text", "language"), [(RUSSIAN, "ru"), (KAZAKH, "kk")])
def test_another_language_left_in(text: str, language: str, tmp_path: Path) -> None:
    found = review_of({Tag("strengths", standard="1"): f"Known to all\n{text}"}, tmp_path)
    assert only(found) == [("other-language", None, "1")]
    assert found.findings[0].arguments["language"] == language
    assert only(review_of({Tag("strengths", standard="1"): "The journal «Вестник» is read by all"}, tmp_path)) == []


# --- compared with the case and the self-assessment report

CASE = Case(
    folder="case",
    procedure="small",
    type="re-accreditation",
    institution=Institution(Titles({"en": "Example University"}), previous="5 years"),
    programmes=(Programme("6B06101", Titles({"en": "Example"})),),
    commission=(
        Member("Aigul Exampleova", "expert", chair=True),
        Member("Boris Primerov", "expert"),
        Member("Claire Sample", "student"),
    ),
    coordinator=Coordinator("Dana Coordinator"),
)
COMMISSION: dict[Tag, str | None] = {
    Tag("expert", number=1, field="name"): "Dr. A. Exampleova",
    Tag("expert", number=1, field="role"): "chair",
    Tag("expert", number=2, field="name"): "Primerov Boris",
    Tag("expert", number=2, field="role"): "expert",
    Tag("expert", number=3, field="name"): "Claire Sample",
    Tag("expert", number=3, field="role"): "student",
    Tag("expert", number=4, field="name"): "Dana Coordinator",
    Tag("expert", number=4, field="role"): "coordinator",
    Tag("expert", number=5, field="name"): None,
    Tag("expert", number=6, field="name"): None,
}


def commission(found: Review) -> list[tuple[str, Any]]:
    return [(f.rule, f.arguments["name"]) for f in found.findings if f.rule.startswith("review-commission")]


def test_the_commission_of_the_case_is_that_of_the_report(tmp_path: Path) -> None:
    assert commission(review_of(COMMISSION, tmp_path, case=CASE)) == []


def test_a_commission_that_differs_from_the_case(tmp_path: Path) -> None:
    changed = {
        **COMMISSION,
        Tag("expert", number=2, field="name"): "Ergali Another",
        Tag("expert", number=3, field="role"): "employer",
    }
    found = review_of(changed, tmp_path, case=CASE)
    assert sorted(commission(found)) == [
        ("review-commission-missing", "Boris Primerov"),
        ("review-commission-other", "Ergali Another"),
        ("review-commission-role", "Claire Sample"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ахметов Арман Серикович", "Арман Ахметов", True),
        ("Ахметов А.С.", "Ахметов Арман Серикович", True),
        ("Dr. Anna Example, Professor", "Example Anna", True),
        ("Ахметов А.С.", "Ахметова А.С.", False),
        ("Ахметов Б.", "Ахметов Арман", False),
        ("A. B.", "Anna Example", False),
        ("", "Anna Example", False),
    ],
)
def test_names_as_people_write_them(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) == same_name(other, one) == same


def test_the_case_says_type_and_earlier_term(tmp_path: Path) -> None:
    found = review_of(COMMISSION, tmp_path, case=CASE)
    assert [(t.procedure, t.outcome.years, t.assumed) for t in found.terms] == [("esg-2.5", 7, ())]
    wrong = [f for f in found.findings if f.rule == "review-decision-differs"]
    assert [f.arguments["years"] for f in wrong] == [("6", "7")]  # the procedure allows six as well


def sar(folder: Path) -> str:
    path = folder / "sar.pdf"
    page = canvas.Canvas(str(path))
    for line in ("1 Mission. See Annex 1 and Annex 2.", "Annex 5.1 is cited here too."):
        page.drawString(72, 700, line)
        page.showPage()
    page.save()
    return str(path)


def test_evidence_that_cites_what_the_self_assessment_report_does_not_have(tmp_path: Path) -> None:
    cited = "Annex 2 and p. 2 were studied, pp. 1-2 too\nAnnex 9 shows the plan\nsee page 41 of the report"
    found = review_of({Tag("evidence", standard="1"): cited}, tmp_path, sar=sar(tmp_path))
    told = [(f.rule, f.arguments.get("annex"), f.arguments.get("page")) for f in found.findings if "no-such" in f.rule]
    assert told == [("review-no-such-annex", "9", None), ("review-no-such-page", None, 41)]
    assert found.report is not None
    lines = [found.report.text.paras[(f.place.paragraph or 0) - 1].text for f in found.findings
             if "no-such" in f.rule and f.place is not None]  # fmt: skip
    assert lines == ["Annex 9 shows the plan", "see page 41 of the report"]


def test_what_was_not_compared_is_said(tmp_path: Path) -> None:
    found = review_of({Tag("evidence", standard="1"): "Annex 9, p. 41"}, tmp_path)
    assert not any("no-such" in rule for rule in rules(found))
    assert [said.id for said in found.not_compared] == ["review.no-sar", "review.no-case"]


# --- the decision and the terms


def test_a_decision_that_no_source_arrives_at(tmp_path: Path) -> None:
    found = review_of({Tag("conclusion", field="decision"): "accredit-7"}, tmp_path)
    assert only(found) == [("decision-differs", None, None)]


def test_six_years_can_be_chosen_where_the_procedure_allows_six_to_seven(tmp_path: Path) -> None:
    chosen = {Tag("cover", field="kind"): "re-accreditation", Tag("conclusion", field="decision"): "accredit-6"}
    found = review_of(chosen, tmp_path, facts=Facts(previous=5))
    assert "decision-differs" not in rules(found)


def test_the_type_on_the_cover_counts_and_is_said_to_be_assumed(tmp_path: Path) -> None:
    found = review_of({Tag("cover", field="kind"): "re-accreditation"}, tmp_path, facts=Facts(previous=5))
    assert [(t.outcome.years, [said.id for said in t.assumed]) for t in found.terms] == [(7, ["term.assumed-cover"])]


def test_without_a_case_the_type_is_assumed(tmp_path: Path) -> None:
    found = review_of({Tag("cover", field="kind"): None}, tmp_path)
    assert [said.id for said in found.terms[0].assumed] == ["term.assumed-type"]
    assumed = json.loads(shown.render_json(found))["terms"][0]["assumed"]
    assert assumed == ["primary accreditation, with graduates: no case says the type"]


# --- several experts


def test_differing_ratings_need_a_dissenting_opinion(tmp_path: Path) -> None:
    """As `sapa merge` joins them: each expert's own rating beside the joint one, which stays open."""

    def differ(tree: Any) -> None:
        import copy

        for tag, control in controls(tree):
            if tag == Tag("rating", standard="1"):
                for number, value in ((2, "meets_with_remarks"), (1, "meets")):
                    own = copy.deepcopy(control)
                    own.find(f"{W}sdtPr/{W}tag").set(W + "val", f"sapa:rating::1@{number}")
                    put(own, value)
                    control.addnext(own)

    values = {t: v for t, v in WHOLE.items() if t not in (Tag("rating", standard="1"), Tag("summary", standard="1"))}
    found = reviewed(edited(fill(skeleton("en"), values), differ), tmp_path)
    told = [rule for rule, _, _ in only(found)]
    assert told == ["ratings-differ", "dissent-missing"]
    assert found.report is not None and found.report.ratings[""]["1"] is None
    values[Tag("dissent", standard="1")] = "Expert 2 finds the plan too old"
    found = reviewed(edited(fill(skeleton("en"), values), differ), tmp_path)
    assert [rule for rule, _, _ in only(found)] == ["ratings-differ"]


# --- files that are none


def test_what_is_no_word_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    for content, part in (
        (b"%PDF-1.7\n", "Word"),
        (b"", "no text"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"text", "Word"),
    ):
        found = reviewed(content, tmp_path)
        assert found.report is None and found.exit_code("never") == 2
        assert found.error is not None and part.casefold() in say(found.error).casefold(), content
        schema_check(found)


def test_a_criterion_that_does_not_match_beside_a_standard_that_does_leaves_two_readings(tmp_path: Path) -> None:
    found = review_of({Tag("assessment", code="2.2.3"): "does_not_meet"}, tmp_path)
    value = json.loads(shown.render_json(found))
    schema = json.loads(files("sapa").joinpath("core", "schemas", "review.schema.json").read_text("utf-8"))
    jsonschema.validate(value, schema)
    for term in value["terms"]:
        assert (term["decision"], term["years"]) == ("undetermined", None)
        assert [(one["decision"], one["years"]) for one in term["alternatives"]] == [("accredit", 5), ("refuse", None)]
        assert "2.2.3: does not correspond" in term["alternatives"][1]["because"]
    for lang in LANGS:
        text = plain(shown.lines(found, lang))
        assert say(message("term.agree"), lang) not in text and "2.2.3: " in text
    assert "decision-differs" not in rules(found), "five years is one of the readings"
    lower = {Tag("assessment", code="2.2.3"): "does_not_meet", Tag("conclusion", field="decision"): "accredit-3"}
    assert "decision-differs" in rules(review_of(lower, tmp_path))


def test_six_years_of_re_accreditation_lie_within_what_the_procedure_allows(tmp_path: Path) -> None:
    decided: dict[Tag, str | None] = {
        Tag("cover", field="kind"): "re-accreditation",
        Tag("conclusion", field="decision"): "accredit-6",
    }
    assert "decision-differs" not in rules(review_of(decided, tmp_path, facts=Facts("re-accreditation", 5)))
    decided[Tag("conclusion", field="decision")] = "accredit-3"
    assert "decision-differs" in rules(review_of(decided, tmp_path, facts=Facts("re-accreditation", 5)))


def test_a_report_of_no_known_set_is_undecided(tmp_path: Path) -> None:
    import io

    import docx

    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("A letter about something else")
    document.save(out)
    found = reviewed(out.getvalue(), tmp_path)
    assert found.exit_code() == 2 and found.error is not None and found.error.id == "review.set-undecided"


def test_a_report_without_properties_is_told_by_its_headings(tmp_path: Path) -> None:
    def forget(tree: Any) -> None:
        for child in list(tree):
            tree.remove(child)

    data = edited(fill(skeleton("en"), WHOLE), forget, "docProps/custom.xml")
    found = reviewed(data, tmp_path)
    assert found.report is not None and found.report.set.id == "small"
    assert found.report.ratings == {"": {"1": "meets", "2": "meets"}}


def test_a_truncated_main_part_is_damaged_and_no_report_with_gaps(tmp_path: Path) -> None:
    import io
    import zipfile

    data = fill(skeleton("en"), WHOLE)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            new.writestr(
                item.filename, content[: len(content) // 2] if item.filename == "word/document.xml" else content
            )
    found = reviewed(out.getvalue(), tmp_path)
    assert found.report is None and found.error is not None and found.error.id == "reading.damaged"


# --- outputs


def schema_check(found: Review, lang: Lang = "en") -> dict[str, Any]:
    schema = json.loads(files("sapa").joinpath("core", "schemas", "review.schema.json").read_text("utf-8"))
    value: dict[str, Any] = json.loads(shown.render_json(found, lang))
    jsonschema.Draft202012Validator(schema).validate(value)
    return value


@pytest.mark.parametrize("lang", LANGS)
def test_the_json_is_that_of_the_contract(lang: Lang, tmp_path: Path) -> None:
    for found in (review_of({}, tmp_path), reviewed(skeleton(lang), tmp_path), review_of(FAULTY, tmp_path, case=CASE)):
        value = schema_check(found, lang)
        assert value["schema"] == "sapa.review/1" and value["set"] == "small"
        for term in value["terms"]:
            assert {"programme", "procedure", "decision", "years", "assumed", "rules", "trace"} <= set(term)
            assert all(isinstance(one, str) for key in ("assumed", "rules", "trace") for one in term[key])
            assert len(term["trace"]) >= len(term["rules"])


def test_ratings_of_a_cluster_are_keyed_by_programme(tmp_path: Path) -> None:
    programmes = ("6B06101", "7M06101")
    values = {**complete("en", programmes), Tag("rating", programme="7M06101", standard="1"): "does_not_meet"}
    found = reviewed(fill(skeleton("en", programmes), values), tmp_path)
    value = schema_check(found)
    assert value["ratings"] == {
        "6B06101": {"1": "meets", "2": "meets"},
        "7M06101": {"1": "does_not_meet", "2": "meets"},
    }
    assert {(t["programme"], t["decision"]) for t in value["terms"]} == {("6B06101", "accredit"), ("7M06101", "refuse")}


@pytest.mark.parametrize("lang", LANGS)
def test_the_text_says_that_terms_are_indicative_and_what_would_change_them(lang: Lang, tmp_path: Path) -> None:
    found = review_of(FAULTY, tmp_path)
    text = " ".join(plain(shown.lines(found, lang, width=90)).split())
    assert catalogue(lang)["term.indicative"] in text
    best = {"en": "corresponds", "ru": "соответствует", "kk": "сәйкес келеді"}[lang]
    assert f"“{best}”" in text or f"«{best}»" in text
    assert "§\u00a06.5" in text.replace("§ 6.5", "§\u00a06.5"), "the source of the rule that decided"


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_is_whole_safe_and_without_paths(lang: Lang, tmp_path: Path) -> None:
    hostile = {
        Tag("rating", standard="1"): "<script>alert(1)</script>",
        Tag("weaknesses", standard="2"): "<b>bold</b> &",
    }
    html = review_page.render(review_of({**FAULTY, **hostile}, tmp_path), lang)
    page = Page(html)
    assert "script" not in {name for name, _ in page.elements}
    assert page.all("html") == [{"lang": lang}] and len(page.all("h1")) == 1
    assert str(tmp_path) not in html and "http" not in re.sub("http-equiv", "", html)
    assert review_page.render(reviewed(b"text", tmp_path), lang)


@pytest.mark.parametrize("lang", LANGS)
def test_every_finding_has_its_sentence(lang: Lang) -> None:
    room = files("sapa").joinpath("core", "expert_report")
    source = "".join(one.read_text("utf-8") for one in room.iterdir() if one.name.startswith("findings"))
    named = set(re.findall(r'context\.finding\(\s*"([a-z-]+)"', source))
    named |= {f"{rule}-{state}" for rule in ("rating", "summary", "assessment") for state in STATES}
    named |= {"no-rating", "ratings-differ", "prompt-left", "empty-section"}
    assert len(named) > 25
    known = catalogue(lang)
    assert [rule for rule in sorted(named) if f"finding.review-{rule}" not in known] == []
    told = {id.removeprefix("finding.review-") for id in known if id.startswith("finding.review-")}
    assert told == named, "no sentence without a rule"


def test_every_finding_is_documented_and_no_other() -> None:
    page = (Path(__file__).parent.parent / "docs" / "review.md").read_text("utf-8")
    documented = set(re.findall(r"`(review-[a-z-]+)`", page))
    told = {id.removeprefix("finding.") for id in catalogue("en") if id.startswith("finding.review-")}
    assert documented == told


def test_a_file_that_is_no_expert_report_is_said_to_be_none(tmp_path: Path) -> None:
    import io

    import docx

    document = docx.Document()
    for number, title in (("1", "Mission & strategy"), ("2", "Teaching <staff>")):
        document.add_heading(f"Standard {number}. {title}", 1)
        document.add_paragraph("The university plans its work with employers and graduates.")
    out = io.BytesIO()
    document.save(out)
    found = reviewed(out.getvalue(), tmp_path)
    assert found.report is not None and found.findings[0].rule == "review-no-report"


def test_a_case_has_the_rules_of_its_own_procedure_and_of_none() -> None:
    from sapa.core.expert_report.review import sources
    from sapa.core.loading.terms_file import own_terms

    known = ("programme", "online-audit", "institutional")

    def ids(procedure: str | None) -> list[str]:
        case = None if procedure is None else replace(CASE, procedure=procedure)
        return [rules.id for rules in sources(own_terms(), case, known)]

    assert ids(None) == ["programme", "online-audit", "esg-2.5"]
    assert ids("online-audit") == ["online-audit", "esg-2.5"]
    assert ids("institutional") == ["esg-2.5"]


def test_parts_of_a_report_have_names_in_every_language() -> None:
    for lang in LANGS:
        known = catalogue(lang)
        for tag in AROUND:
            if tag.kind in ("cover", "general", "conclusion"):
                assert f"review-part.{tag.kind}-{tag.field}" in known
        assert all(f"review-part.{kind}" in known for kind in (*PROSE, "recommendations", "composition", "visit"))


# --- the command


def test_the_command(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    out = tmp_path / "review.json"
    data = fill(skeleton("en"), WHOLE)
    path.write_bytes(data)
    asked = CliRunner().invoke(sapa, ["review", str(path)])
    assert asked.exit_code == 2, "the set is none that is installed"
    assert CliRunner().invoke(sapa, ["review", str(tmp_path / "none.docx")]).exit_code == 2
    assert CliRunner().invoke(sapa, ["review", str(path), "--case", str(tmp_path)]).exit_code == 2
    assert CliRunner().invoke(sapa, ["review", str(path), "--set", "programme", "-o", str(out)]).exit_code == 1
    assert json.loads(out.read_text("utf-8"))["set"] == "programme"


# --- words


@pytest.mark.parametrize(
    "text",
    ["none", "None.", "нет", "Нет.", "жоқ", "–", "Слабых сторон не выявлено", "There are no significant weaknesses.",
     "Weaknesses were not identified by the commission", "кемшіліктер жоқ", "без замечаний", "N/A"],
)  # fmt: skip
def test_ways_to_say_that_there_is_nothing(text: str) -> None:
    assert says_none(text) and not names_shortcoming(text)


@pytest.mark.parametrize(
    "text",
    ["There are no laboratories", "No clear policy for the library", "отсутствует план развития",
     "нет утвержденного плана", "no weaknesses but the library", "жоспар жоқ, кітапхана ескірген"],
)  # fmt: skip
def test_what_only_begins_like_nothing_is_something(text: str) -> None:
    assert not says_none(text)


@pytest.mark.parametrize(
    ("text", "time"),
    [("by 01.09.2027", True), ("2027", True), ("до конца учебного года", True), ("6 ай ішінде", True),
     ("within 6 months", True), ("buy books", False), ("критерий 2.2.1", False)],
)  # fmt: skip
def test_time_frames(text: str, time: bool) -> None:
    assert names_time(text) == time


# --- merged parts


def test_parts_that_sapa_merge_joined(tmp_path: Path) -> None:
    """Two experts agree on one standard and differ on the other: the joint rating stays open, both are kept."""
    from sapa.core.assembly import assemble, built_in
    from sapa.core.assembly.merge import merge
    from sapa.core.loading.installed import Request

    from .filled import loaded
    from .results import document_result, every_status, result

    paths = []
    for name, rating in (("Aigul Example", "meets"), ("Boris Example", "meets_with_remarks")):
        request = Request(loaded(), "en", result=result(document_result((every_status(),))), options={"expert": name})
        part = assemble(built_in()["report"], request, "docx").content
        assert isinstance(part, bytes)
        values = {
            **complete(),
            Tag("rating", standard="2"): rating,
            Tag("summary", standard="2"): rating,
            Tag("strengths", standard="1"): f"Seen by {name}",
        }
        path = tmp_path / f"{name}.docx"
        path.write_bytes(fill(part, values))
        paths.append(str(path))
    merged = merge(paths).content
    assert isinstance(merged, bytes)
    found = reviewed(merged, tmp_path)
    report = found.report
    assert report is not None and report.experts == ("Aigul Example", "Boris Example")
    assert report.ratings == {"": {"1": "meets", "2": None}}
    assert {n: one.key for n, one in report.by_experts(Tag("rating", standard="2")).items()} == {
        0: None, 1: "meets", 2: "meets_with_remarks",
    }  # fmt: skip
    assert [report.written[Tag("strengths", standard="1", expert=n)].text for n in (1, 2)] == [
        "Seen by Aigul Example", "Seen by Boris Example",
    ]  # fmt: skip
    told = rules(found)
    assert "ratings-differ" in told and "dissent-missing" not in told, "merge writes the differing opinions down"
    assert "no-rating" not in told and "no-assessment" not in told


# --- the page


def test_the_page_begins_with_what_is_to_be_mended_and_folds_criterion_after_criterion(tmp_path: Path) -> None:
    """A report as the skeleton leaves it: every criterion is without an assessment."""
    found = reviewed(skeleton("en"), tmp_path)
    codes = [one.code for one in found.findings if one.rule == "review-no-assessment"]
    assert len(codes) > 3
    page = Page(review_page.render(found)).shown
    assert page.index("Findings (") < page.index("Indicative")
    assert page.count("not assessed") == 1 and f"{len(codes)} criteria are not assessed: " in page
    assert re.search(r"\d–\d", page.partition("not assessed: ")[2][:40]), "ranges, not code after code"
    text = plain(shown.lines(found, details=True))
    assert text.count("not assessed") == 1


def test_a_finding_of_a_review_is_found_by_its_heading(tmp_path: Path) -> None:
    found = reviewed(skeleton("en"), tmp_path)
    placed = [one for one in shown.told(found, "en") if one.place]
    assert placed and all(one.place.startswith(("“", "before the first")) for one in placed)
    assert "paragraph" not in plain(shown.lines(found, details=True))
