"""The skeleton of the expert report: its parts, its fields, Word's rules, what happens to text that is hard to write."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, time
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import docx.shared
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from sapa.core.assembly.expert_report.outline import chosen_standards
from sapa.core.assembly.files.fitting import text_size
from sapa.core.expert_report.fields import parse_filled
from sapa.core.expert_report.tags import COVER, PARTS, Property, bookmark_name, parse_tag
from sapa.core.loading.installed import AssemblyError
from sapa.core.loading.rating_scale import load_scale
from sapa.core.model.case import Case, Coordinator, Institution, Member, Programme, Slot, Span
from sapa.core.model.coverage import Status
from sapa.core.model.standards import Titles
from sapa.core.reading.tools import probe
from sapa.core.words.messages import LANGS, Lang, catalogue
from sapa.core.words.text import clean

from ..cases import procedure
from ..documents import document
from ..results import clean as without_gaps
from ..results import document_result, every_status, failed, small_set
from ..tools import needs
from .eeg import (
    W,
    control,
    fill,
    made,
    made_anew,
    offered,
    paragraphs,
    part,
    report,
    request,
    tables,
    tags,
    text,
    through_libreoffice,
    with_part,
)
from .ooxml import faults

TWO = ("6B07101=Automation", "7M07101=Robots & <systems>")


def case() -> Case:
    """Nobody in it exists."""
    return Case(
        folder="case",
        procedure="none",
        type="primary-with-graduates",
        institution=Institution(
            Titles({"en": "Example University & Sons", "ru": "Университет-пример"}), licence="KZ-1"
        ),
        programmes=(Programme("6В07101", Titles({"en": "Automation"})), Programme("7M07101", Titles({"en": "Robots"}))),
        commission=(
            Member("Bo Example", "student", country="KZ"),
            Member("Ada Example", "expert", chair=True, country="KZ", degree="PhD", affiliation="Example Institute"),
            Member("Carl Muster", "expert", country="DE"),
        ),
        coordinator=Coordinator("Dana Example", "d@example.org"),
        dates={"visit": Span(date(2027, 3, 1), date(2027, 3, 2))},
        events={"visit": "visit"},
        agenda=(Slot(date(2027, 3, 1), time(10), time(10, 30), "Students <meet>", room="201", person="Bo Example"),),
    )


# --- parts of the report


@pytest.mark.parametrize("lang", LANGS)
def test_parts_stand_in_the_order_of_the_guideline(lang: Lang) -> None:
    content = report(request(lang=lang))
    say = catalogue(lang)
    heads = paragraphs(content, "Heading1")
    ids = [
        "composition",
        "general",
        "indicators",
        "visit",
        "views",
        "questions",
        "conclusion",
        "signatures",
        "coverage",
        "grid",
    ]
    assert [head for head in heads if head in {say[f"eeg.{id}"] for id in ids}] == [say[f"eeg.{id}"] for id in ids]
    assert sum("1" in head and small_set().standards[0].titles.get(lang) in head for head in heads) == 1
    assert paragraphs(content, "Title") == [say["eeg.title"]]


def test_chapters_hold_evidence_analysis_recommendations_rating_in_that_order() -> None:
    heads = paragraphs(report(), "Heading2")
    assert heads[:5] == ["Criteria", "Evidence", "Analysis", "Recommendations", "Rating"]
    assert paragraphs(report(), "Heading3")[:4] == [
        "Strengths",
        "Weaknesses",
        "Measures of the institution",
        "Dissenting opinion",
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_the_rating_is_a_drop_down_of_the_four_values_in_their_order(lang: Lang) -> None:
    content = report(request(lang=lang))
    items = list(control(content, "sapa:rating::1").iter(f"{W}listItem"))
    assert [item.get(f"{W}value") for item in items] == [
        "meets",
        "meets_with_recommendations",
        "meets_with_remarks",
        "does_not_meet",
    ]
    assert [item.get(f"{W}displayText") for item in items] == [one.titles.get(lang) for one in load_scale()]


def test_the_criteria_table_says_status_place_and_annexes() -> None:
    table = next(t for t in tables(report()) if t[0][0] == "Criterion" and "assessment" in t[0][2])
    by_code = {row[0]: row[1] for row in table[1:]}
    assert "● addressed – 312 words in 2 places" in by_code["1.2.1"]
    assert "p. 7, 1.2.1 <Goals>" in by_code["1.2.1"] and "Annexes cited: 5" in by_code["1.2.1"]
    assert "▼ thin" in by_code["1.2.3"] and "p. 10, 1.2.3 Review" in by_code["1.2.3"]


def test_without_pages_the_place_is_the_heading_path() -> None:
    word = document_result((every_status(file="reports/example.docx"),), path="reports/example.docx")
    said = "\n".join(row[1] for table in tables(report(request(word))) for row in table if len(row) == 3)
    assert "1 Mission & strategy › 1.2.1 <Goals>" in said and "paragraph 70" not in said, "nobody counts paragraphs"
    assert "p. 7" not in said


def test_criteria_with_imported_texts_are_printed_beside_their_answer() -> None:
    standards = small_set()
    first = standards.standards[0].criteria[0]
    worded = replace(first, text=Titles({"en": "The mission <must> be public & known."}))
    one = replace(standards.standards[0], criteria=(worded, *standards.standards[0].criteria[1:]))
    known = replace(standards, standards=(one, *standards.standards[1:]))
    content = report(request(document_result((every_status(known),))))
    assert any("The mission <must> be public & known." in row[0] for table in tables(content) for row in table)


def test_questions_come_from_gaps_by_the_meeting_that_can_answer() -> None:
    content = report()
    meetings = {"Leadership of the institution", "Teaching staff", "Students", "Employers"}
    meetings |= {"Leadership of the faculty and departments", "Graduates", "Support staff, premises and systems"}
    heads = [head for head in paragraphs(content, "Heading2") if head in meetings]
    asked = dict(zip(heads, [table for table in tables(content) if table[0][1] == "Question"], strict=True))
    leadership = asked["Leadership of the institution"]
    assert any("ESG 1.5" in row[2] and "× missing: 2.2.3–2.2.5" in row[2] for row in leadership[1:])
    assert all("1.2.1" not in row[2] for row in leadership[1:]), "what is answered raises no question"


def test_no_gap_raises_no_question() -> None:
    content = report(request(without_gaps()))
    assert not [tag for tag in tags(content) if tag.startswith("sapa:answer")]
    assert "The self-assessment report leaves no criterion open." in text(part(content))


def test_the_summary_has_a_line_for_every_standard() -> None:
    assert [tag for tag in tags(report()) if ":summary:" in tag] == ["sapa:summary::1", "sapa:summary::2"]


def test_the_coverage_annex_lists_every_criterion() -> None:
    table = next(t for t in tables(report()) if t[0][:3] == ["Criterion", "Status", "Words"])
    codes = {row[0] for row in table[1:] if len(row) == 5}
    assert codes == {code.text for code in small_set().criteria}


def test_the_grid_marks_what_the_report_answers_and_has_no_other_sets_column() -> None:
    table = next(t for t in tables(report()) if t[0][0] == "ESG Part 1")
    assert len(table[0]) == 2
    assert [row[0].split("\n")[0].split(" ")[0] for row in table[1:]] == [f"1.{number}" for number in range(1, 11)]
    assert "● 1.2.1" in table[1][1] and "▼ 1.2.3" in table[1][1]


# --- from the case


def test_the_case_fills_in_what_it_knows() -> None:
    content = report(request(case=case()))
    filled = {str(one.tag): one.text for one in parse_filled(content, "r").fields if one.filled}
    assert filled["sapa:cover:institution"] == "Example University & Sons"
    assert filled["sapa:cover:visit-dates"] == "1–2 March 2027"
    assert filled["sapa:cover:kind"] == "primary accreditation, with graduates"
    assert filled["sapa:general::licence"] == "KZ-1"
    assert filled["sapa:expert:1:name"] == "Ada Example" and filled["sapa:expert:1:role"] == "chairman"
    assert filled["sapa:expert:3:role"] == "foreign expert", "from another country than the institution"
    assert filled["sapa:expert:4:name"] == "Dana Example"
    assert filled["sapa:visit:1:date"] == "1 Mar 2027", "as people of the language write it"
    assert filled["sapa:visit:1:time"] == "10:00–10:30" and filled["sapa:visit:1:event"] == "Students <meet>"
    assert filled["sapa:signature:1:name"] == "Ada Example"
    assert "sapa:rating::1" not in filled


def test_without_a_case_the_report_says_whose_it_is() -> None:
    named = replace(document_result((every_status(),)), document=document("Example University of the Steppe\n# Report"))
    filled = {str(one.tag): one.text for one in parse_filled(report(request(named)), "r").fields if one.filled}
    assert filled["sapa:cover:institution"] == "Example University of the Steppe"


@pytest.mark.parametrize(("id", "intake"), [("programme", True), ("institutional", False), ("online-audit", False)])
def test_intake_and_graduates_are_asked_for_where_programmes_are_assessed(id: str, intake: bool) -> None:
    asked = request(procedures=[procedure(id)], case=replace(case(), procedure=id, programmes=()))
    made = tags(report(asked))
    assert ("sapa:general::intake" in made) is intake
    assert ("sapa:cover:programmes" in made) is intake


def test_key_indicators_hold_what_the_case_knows() -> None:
    one = Programme("6B07101", Titles({"en": "Automation"}), students=120, graduates=0)
    content = report(request(case=replace(case(), programmes=(one,))))
    filled = {str(one.tag): one.text for one in parse_filled(content, "r").fields if one.filled}
    assert (filled["sapa:indicator:1:name"], filled["sapa:indicator:1:value"]) == ("Students, 6B07101", "120")
    assert (filled["sapa:indicator:2:name"], filled["sapa:indicator:2:value"]) == ("Graduates, 6B07101", "0")
    assert "sapa:indicator:3:name" not in filled and "sapa:indicator:1:period" not in filled


@pytest.mark.parametrize(
    ("expert", "parts"), [("", {"employer", "student"}), ("Bo Example", {"student"}), ("Ada Example", set())]
)
def test_employer_and_student_have_a_part_of_their_own(expert: str, parts: set[str]) -> None:
    content = report(request(case=case(), options={"expert": expert}))
    assert {tag.rpartition(":")[2] for tag in tags(content) if tag.startswith("sapa:view:")} == parts


def test_only_contents_and_body_begin_a_page() -> None:
    """No page is left half empty: chapters follow one another."""
    root = part(report())
    broken = [
        text(paragraph) for paragraph in root.iter(f"{W}p") if paragraph.find(f"{W}pPr/{W}pageBreakBefore") is not None
    ]
    assert broken == ["Contents", "Composition of the external expert group"]
    heading = next(s for s in part(report(), "word/styles.xml").iter(f"{W}style") if s.get(f"{W}styleId") == "Heading1")
    assert heading.find(f"{W}pPr/{W}pageBreakBefore") is None


def test_a_rating_stays_with_its_chapter() -> None:
    """From the last recommendation to the rating everything keeps with what follows."""
    body = part(report()).find(f"{W}body")
    assert body is not None
    table = next(t for t in body.iter(f"{W}tbl") if "[recommendation]" in text(t))
    *rows, last = table.iterchildren(f"{W}tr")
    assert not any(row.find(f".//{W}keepNext") is not None for row in rows[1:]), "else a page would be half empty"
    rating = table.getnext().getnext()
    assert "Rating" in text(rating)
    for paragraph in (*last.iter(f"{W}p"), rating):
        assert paragraph.find(f"{W}pPr/{W}keepNext") is not None


def test_a_cluster_is_rated_by_programme_and_standard() -> None:
    content = report(request(case=case()))
    assert {tag for tag in tags(content) if ":rating:" in tag} == {
        f"sapa:rating:{programme}:{standard}" for programme in ("6B07101", "7M07101") for standard in ("1", "2")
    }, "a Cyrillic letter in a code is the Latin one in the tag"
    properties = parse_filled(content, "r").properties
    assert properties[Property.PROGRAMMES] == "6B07101; 7M07101"


def test_programmes_of_the_command_line_come_before_those_of_the_case() -> None:
    content = report(request(case=case(), options={"programme": ("8D07101",)}))
    assert "sapa:rating::1" in tags(content)
    assert "8D07101" in text(part(content))


@pytest.mark.parametrize(
    ("asked", "id"), [(("=Name",), "eeg-error.bad-programme"), (("A", "A"), "eeg-error.two-programmes")]
)
def test_wrong_programmes_are_refused(asked: tuple[str, ...], id: str) -> None:
    with pytest.raises(AssemblyError) as raised:
        report(request(options={"programme": asked}))
    assert raised.value.said.id == id


def test_programmes_without_a_short_code_are_told_apart_by_number() -> None:
    names = ("Автоматизация и управление производством", "Робототехника")
    content = report(request(options={"programme": names}))
    assert "sapa:rating:P1:1" in tags(content) and "sapa:rating:P2:1" in tags(content)


# --- parts of experts


def test_an_expert_gets_the_standards_asked_for_and_a_place_to_sign() -> None:
    content = report(request(options={"expert": "Ada <Example>", "standards": "2"}))
    found = tags(content)
    assert "sapa:rating::2" in found and "sapa:rating::1" not in found
    assert not [
        tag for tag in found if tag.startswith(("sapa:expert", "sapa:general", "sapa:visit", "sapa:conclusion"))
    ]
    filled = parse_filled(content, "r")
    assert (filled.expert, filled.properties[Property.STANDARDS]) == ("Ada <Example>", "2")
    assert filled.first(parse_tag("sapa:signature:1:name")).text == "Ada <Example>"  # type: ignore[arg-type, union-attr]


@pytest.mark.parametrize(
    ("asked", "numbers"), [("", "12"), ("1-2", "12"), ("2", "2"), ("2,1", "12"), ("1 – 2", "12"), ("1;2", "12")]
)
def test_standards_are_named_as_people_do(asked: str, numbers: str) -> None:
    assert "".join(one.number for one in chosen_standards(small_set(), asked)) == numbers


@pytest.mark.parametrize("asked", ["3", "2-1", "1-9", "-", ",", "a b", "1--2"])
def test_standards_that_are_none_are_refused(asked: str) -> None:
    with pytest.raises(AssemblyError):
        chosen_standards(small_set(), asked)


# --- fields that are read back


@pytest.mark.parametrize("options", [{}, {"programme": TWO}, {"expert": "Ada", "standards": "1"}])
def test_every_field_has_a_tag_of_the_scheme_and_a_bookmark_of_the_same_name(options: dict[str, Any]) -> None:
    content = report(request(options=options))
    found = tags(content)
    parsed = [parse_tag(tag) for tag in found]
    assert found and None not in parsed
    assert len(set(found)) == len(found)
    marks = {mark.get(f"{W}name") for mark in part(content).iter(f"{W}bookmarkStart")}
    assert {bookmark_name(tag) for tag in parsed if tag is not None} <= marks
    aliases = [a.get(f"{W}val") for a in part(content).iter(f"{W}alias")]
    assert len(aliases) == len(found) and all(aliases)


def test_an_empty_skeleton_reads_as_empty() -> None:
    filled = parse_filled(report(), "r")
    told = {one.tag.kind for one in filled.fields if one.filled}
    assert told == {"expert"}, "roles of the usual commission are suggested, nothing else"
    assert {one.tag.kind for one in filled.fields} >= set(PARTS) - {
        "section",
        "chapter",
        "letter",
        "followup",
        "council",
    }


def test_the_sources_stand_in_the_custom_properties() -> None:
    properties = parse_filled(report(), "r").properties
    assert properties[Property.SHA256] == document_result((every_status(),)).sha256
    assert (properties[Property.SET], properties[Property.EDITION]) == ("small", "2021")
    assert (properties[Property.VERSION], properties[Property.TAGS]) == ("9.9", "1")
    assert properties[Property.SAR] == "Отчёт Example University.pdf", "no folder of anybody's machine"


SKELETON = report()
KINDS = {tag: parse_tag(tag) for tag in tags(SKELETON)}
WRITTEN = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=60
)


@st.composite
def fillings(draw: st.DrawFn) -> dict[str, str]:
    values = {}
    for tag in draw(st.lists(st.sampled_from(sorted(KINDS)), unique=True, max_size=12)):
        if listed := offered(SKELETON, tag):
            values[tag] = draw(st.sampled_from(listed))
        else:
            values[tag] = "\n".join(draw(st.lists(WRITTEN, min_size=1, max_size=3)))
    return values


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fillings())
def test_whatever_is_filled_in_is_read_back(values: dict[str, str]) -> None:
    read = {str(one.tag): one for one in parse_filled(fill(SKELETON, values), "r").fields}
    for tag, value in values.items():
        lines = [line for line in clean(value).split("\n") if line]
        if offered(SKELETON, tag):
            assert read[tag].value == value
        else:
            assert read[tag].text == "\n".join(lines)
    untouched = set(KINDS) - set(values)
    assert {tag for tag in untouched if read[tag].filled} == {
        tag for tag in untouched if tag.startswith("sapa:expert") and tag.endswith(":role")
    }


FILLED = {
    "sapa:cover:institution": "Example University & <Sons>",
    "sapa:cover:report-date": "01.05.2027",
    "sapa:expert:1:role": "student",
    "sapa:rating::1": "meets_with_remarks",
    "sapa:summary::1": "meets_with_remarks",
    "sapa:assessment::1.2.1": "meets",
    "sapa:note:1.2.1": "ескерту\nвторая строка",
    "sapa:evidence::1": "First paragraph & more\nSecond <paragraph>\nҮшінші абзац 😀",
    "sapa:strengths::1": "One only",
    "sapa:recommendation::1:1:text": "Write the plan\nand publish it",
    "sapa:recommendation::1:1:due": "1 May 2028",
    "sapa:conclusion::decision": "accredit-5",
    "sapa:conclusion::reasons": "Because\nof this",
}


@pytest.mark.slow
@needs("soffice")
@pytest.mark.parametrize("route", ["docx", "odt"])
def test_libreoffice_keeps_every_field_and_value(tmp_path: Path, route: str) -> None:
    before = parse_filled(fill(SKELETON, FILLED), "r")
    saved = through_libreoffice(before.data, tmp_path, route)
    if route == "odt":
        (tmp_path / "in" / "report.odt").write_bytes(saved)
        import subprocess

        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "out")]
        subprocess.run([*command, str(tmp_path / "in" / "report.odt")], check=True, capture_output=True, timeout=180)
        saved = (tmp_path / "out" / "report.docx").read_bytes()
    after = parse_filled(saved, "r")
    assert {one.tag: (one.text, one.value) for one in after.fields} == {
        one.tag: (one.text, one.value) for one in before.fields
    }
    kept = {name: value for name, value in before.properties.items() if name.startswith("Sapa.")}
    assert kept.items() <= after.properties.items()


# --- Word's rules


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("options", [{}, {"programme": TWO}, {"programme": tuple("ABCDEF")}, {"expert": "A&B"}])
def test_word_would_open_it_without_a_question(lang: Lang, options: dict[str, Any]) -> None:
    assert faults(report(request(lang=lang, options=options, case=case()))) == []


HOSTILE = "a & b < c > \"d\" 'e' \x00\x07\x1b 😀 \u202e" + "W" * 400 + " ]]> &amp; ￾"


def test_no_text_is_lost_and_none_breaks_the_file() -> None:
    known = replace(small_set(), titles=Titles({"en": HOSTILE}))
    base = case()
    hostile = replace(
        base,
        institution=Institution(Titles({"en": HOSTILE})),
        commission=(Member(HOSTILE, "expert", chair=True, degree=HOSTILE),),
        agenda=(Slot(date(2027, 3, 1), time(10), time(11), HOSTILE, person=HOSTILE),),
        programmes=(Programme(HOSTILE, Titles({"en": HOSTILE})), Programme("7M07101", Titles({"en": "x"}))),
    )
    content = report(request(document_result((every_status(known),)), case=hostile, options={"expert": ""}))
    assert faults(content) == []
    shown = text(part(content))
    assert shown.count("a & b < c > \"d\" 'e'") > 5 and "😀" in shown and "W" * 400 in shown and "]]> &amp;" in shown
    docx.Document(io.BytesIO(content))


def test_the_same_report_gives_the_same_bytes() -> None:
    first, second = (made_anew("report", request(case=case())).content for _ in range(2))
    assert first == second


@pytest.mark.parametrize(("lang", "tag"), [("en", "en-GB"), ("ru", "ru-RU"), ("kk", "kk-KZ")])
def test_the_language_is_set_for_the_whole_document(lang: Lang, tag: str) -> None:
    styles = part(report(request(lang=lang)), "word/styles.xml")
    default = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert default is not None and default.get(f"{W}val") == tag


def test_it_can_be_read_aloud() -> None:
    """Headings without gaps in their levels, tables with a title and a repeated header row."""
    root = part(report())
    levels = []
    for paragraph in root.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = style.get(f"{W}val") or "" if style is not None else ""
        if name.startswith("Heading"):
            levels.append(int(name[-1]))
    assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))
    for table in root.iter(f"{W}tbl"):
        caption = table.find(f"{W}tblPr/{W}tblCaption")
        assert caption is not None and caption.get(f"{W}val")
        first = next(table.iterchildren(f"{W}tr"))
        assert first.find(f"{W}trPr/{W}tblHeader") is not None


def test_emphasis_comes_from_styles_not_from_direct_formatting() -> None:
    root = part(report())
    direct = {child.tag.removeprefix(W) for run in root.iter(f"{W}rPr") for child in run}
    assert direct <= {"rStyle"}


def test_the_contents_are_a_field_whose_lines_are_there_and_lead_to_the_headings() -> None:
    content = report()
    root = part(content)
    assert paragraphs(content, "TOC1") == paragraphs(content, "Heading1")
    assert any("TOC " in (code.text or "") for code in root.iter(f"{W}instrText"))


def test_nothing_makes_word_ask_a_question_at_opening() -> None:
    content = report()
    assert part(content, "word/settings.xml").find(f"{W}updateFields") is None
    assert not [mark for mark in part(content).iter(f"{W}fldChar") if mark.get(f"{W}dirty")]


def test_the_file_says_the_day_on_which_it_was_made() -> None:
    content = report(replace(request(), today=date(2027, 3, 5)))
    assert docx.Document(io.BytesIO(content)).core_properties.created.date() == date(2027, 3, 5)


@needs("soffice")
def test_pages_of_the_contents_come_from_libreoffice() -> None:
    content = report(replace(request(), tools=probe()))
    pages = [
        int(line.removeprefix(heading))
        for line, heading in zip(paragraphs(content, "TOC1"), paragraphs(content, "Heading1"), strict=True)
    ]
    assert pages == sorted(pages) and pages[0] >= 2 and pages[-1] > pages[0]
    assert faults(content) == []


# --- several sets, reports that could not be read


def test_a_report_that_answers_two_sets_gives_a_file_for_each() -> None:
    both = document_result((every_status(), every_status(small_set("other"))))
    with pytest.raises(AssemblyError) as raised:
        report(request(both))
    assert raised.value.said.id == "eeg-error.several-sets"
    content = made("report", request(both), "zip").content
    assert isinstance(content, bytes)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["report-small.docx", "report-other.docx"]
        assert all(faults(archive.read(name)) == [] for name in archive.namelist())


def test_of_reports_in_several_languages_the_one_in_the_language_asked_for_is_followed() -> None:
    russian = replace(document_result((every_status(),)), language="ru")
    english = replace(document_result((every_status(),), path="reports/en.pdf"), language="en", sha256="e" * 64)
    made_of = made("report", request(russian, english, lang="en"))
    assert isinstance(made_of.content, bytes)
    assert parse_filled(made_of.content, "r").properties[Property.SHA256] == "e" * 64
    assert [finding.rule for finding in made_of.findings] == ["eeg-several-reports"]


def test_what_was_not_read_is_said_on_the_cover_and_asked_about() -> None:
    assert "pages 12–13: scanned" in text(part(report())) or "Could not be read" in text(part(report()))
    content = report(request(failed()))
    assert "no criterion is checked" in text(part(content))
    assert faults(content) == []
    assert any("? not checked" in row[1] for table in tables(content) for row in table if len(row) > 1)


# --- the agency's template


def template(
    body: str = "", *, header: str = "Example Agency header", styles: bool = True, kind: str = "document"
) -> bytes:
    """A Word file of an agency: own fonts and ids, a header with a picture's place, body as XML."""
    paper = docx.Document()
    paper.sections[0].header.paragraphs[0].text = header
    paper.sections[0].footer.paragraphs[0].text = "Example Agency footer"
    if styles:
        paper.styles["Heading 1"].font.name = "Example Serif"
        for style in ("Strong", "Heading 2"):  # as a localised Word names them
            paper.styles[style].element.set(f"{W}styleId", f"x{style.replace(' ', '')}")
    for child in list(paper.element.body):
        if child.tag != f"{W}sectPr":
            paper.element.body.remove(child)
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    for element in parse_xml(f"<w:body {nsdecls('w', 'r', 'wp', 'a', 'pic')}>{body}</w:body>"):
        paper.element.body.insert_element_before(element, "w:sectPr")
    out = io.BytesIO()
    paper.save(out)
    if kind == "document":
        return out.getvalue()
    changed = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(changed, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "[Content_Types].xml":
                data = data.replace(b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml")
            new.writestr(item.filename, data)
    return changed.getvalue()


def region(tag: str, content: str = "<w:p><w:r><w:t>here</w:t></w:r></w:p>") -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def from_template(content: bytes, folder: Path, **options: Any) -> bytes:
    file = folder / "agency.docx"
    file.write_bytes(content)
    return report(request(options={"template": file, **options}))


@pytest.mark.parametrize("kind", ["document", "template"])
def test_a_template_gives_its_styles_header_and_footer(tmp_path: Path, kind: str) -> None:
    content = from_template(template("<w:p><w:r><w:t>Old text of a sample</w:t></w:r></w:p>", kind=kind), tmp_path)
    assert faults(content) == []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name).decode("utf-8") for name in package.namelist() if name.endswith(".xml")}
    assert any("Example Agency header" in parts[name] for name in parts if "header" in name)
    assert any("Example Agency footer" in parts[name] for name in parts if "footer" in name)
    assert "Example Serif" in parts["word/styles.xml"]
    assert "Old text of a sample" not in parts["word/document.xml"]
    assert len(tags(content)) == len(tags(report()))


def test_the_tags_of_a_template_decide_the_order(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Preface of the agency</w:t></w:r></w:p>"
        + region("sapa:section:conclusion")
        + "<w:p><w:r><w:t>Between the parts</w:t></w:r></w:p>"
        + region("sapa:chapter:2")
        + f"<w:p>{region('sapa:section:standards', '<w:r><w:t>chapters</w:t></w:r>')}</w:p>"
    )
    file = tmp_path / "agency.docx"
    file.write_bytes(template(body))
    made_of = made("report", request(options={"template": file}))
    assert isinstance(made_of.content, bytes)
    assert faults(made_of.content) == []
    heads = paragraphs(made_of.content, "Heading1")
    assert heads[0] == "Conclusion" and heads[1].startswith("Standard 2") and heads[2].startswith("Standard 1")
    shown = text(part(made_of.content))
    assert shown.index("Preface of the agency") < shown.index("Conclusion") < shown.index("Between the parts")
    assert sorted(tags(made_of.content)) == sorted(tags(report())), "nothing is lost, nothing is doubled"
    assert [finding.rule for finding in made_of.findings] == ["eeg-template-added"]
    assert "chapter:1" not in made_of.findings[0].arguments["parts"]  # type: ignore[operator]


def test_fields_of_a_template_become_the_fields_of_the_report(tmp_path: Path) -> None:
    inline = region("sapa:cover:institution", "<w:r><w:t>XXX</w:t></w:r>")
    body = f"<w:p><w:r><w:t>University: </w:t></w:r>{inline}</w:p>" + region("sapa:cover:kind")
    file = tmp_path / "agency.docx"
    file.write_bytes(template(body))
    content = report(request(options={"template": file}, case=case()))
    assert faults(content) == []
    filled = parse_filled(content, "r")
    assert filled.of("cover")[0].text == "Example University & Sons"
    assert [one.tag.field for one in filled.of("cover")] == ["institution", "kind"], "the cover is the agency's own"
    assert len(list(control(content, "sapa:cover:kind").iter(f"{W}listItem"))) == 4
    assert len(COVER) > 2


@pytest.mark.parametrize(
    "body",
    [
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>"
        + region("sapa:section:visit", "<w:tc><w:p/></w:tc>")
        + "</w:tr></w:tbl>",
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"
        + region("sapa:section:visit", "<w:tr><w:tc><w:p/></w:tc></w:tr>")
        + "</w:tbl>",
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>"
        + region("sapa:section:visit")
        + "</w:tc></w:tr></w:tbl>",
        region("sapa:section:general", region("sapa:general::licence") + region("sapa:section:visit")),
    ],
    ids=["a cell", "a row", "in a cell", "nested"],
)
def test_a_region_may_stand_anywhere_in_a_template(tmp_path: Path, body: str) -> None:
    content = from_template(template(body), tmp_path)
    assert faults(content) == []
    assert sorted(tags(content)) == sorted(tags(report()))


def test_a_logo_at_the_top_of_a_template_stays(tmp_path: Path) -> None:
    paper = docx.Document()
    paper.add_picture(io.BytesIO(PIXEL))
    paper.add_paragraph("Some sample text")
    paper.add_picture(io.BytesIO(PIXEL))
    out = io.BytesIO()
    paper.save(out)
    content = from_template(out.getvalue(), tmp_path)
    assert faults(content) == []
    drawings = list(part(content).iter(f"{W}drawing"))
    assert len(drawings) == 1, "pictures after the first word belong to the sample text"
    assert "Some sample text" not in text(part(content))


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x03\x04broken"])
def test_what_is_no_word_file_is_no_template(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(AssemblyError) as raised:
        from_template(content, tmp_path)
    assert raised.value.said.id == "eeg-error.bad-template"


@pytest.mark.parametrize(
    ("name", "sound", "spoilt"),
    [
        ("word/document.xml", b'w:w="12240"', b'w:w="1e99"'),
        ("word/styles.xml", b"<w:qFormat/>", b'<w:qFormat w:val="1e99"/>'),
        ("word/styles.xml", b"<w:semiHidden/>", b'<w:semiHidden w:val=""/>'),
        ("[Content_Types].xml", b"wordprocessingml.styles+xml", b"wordprocessingml.stiles+xml"),
        ("[Content_Types].xml", b"core-properties+xml", b"core-propertied+xml"),
    ],
)
def test_what_only_shows_while_a_template_is_filled_is_its_fault(
    tmp_path: Path, name: str, sound: bytes, spoilt: bytes
) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template())) as whole, zipfile.ZipFile(out, "w") as broken:
        assert sound in whole.read(name)
        for one in whole.namelist():
            broken.writestr(one, whole.read(one).replace(sound, spoilt) if one == name else whole.read(one))
    try:
        assert faults(from_template(out.getvalue(), tmp_path)) == []
    except AssemblyError as error:
        assert error.said.id == "eeg-error.bad-template"


def test_a_size_that_is_no_number_is_words_own(tmp_path: Path) -> None:
    paper = docx.Document()
    defaults = paper.styles.element.find(f"{W}docDefaults")
    for size in defaults.iter(f"{W}sz"):
        size.set(f"{W}val", "1e99")
    assert text_size(paper) == 10.0


def test_properties_of_a_template_stay(tmp_path: Path) -> None:
    from sapa.core.assembly.files.word_package import set_properties

    paper = docx.Document(io.BytesIO(template()))
    set_properties(paper, {"Agency": "Example & Co"})
    out = io.BytesIO()
    paper.save(out)
    properties = parse_filled(from_template(out.getvalue(), tmp_path), "r").properties
    assert properties["Agency"] == "Example & Co" and properties[Property.SET] == "small"


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)


def test_every_status_is_one_that_the_report_knows() -> None:
    """A new status needs a sign and a place among the questions."""
    from sapa.core.assembly.grid.view import SHAPES

    assert set(SHAPES) == set(Status)


def test_tables_keep_within_the_margins_of_a_template(tmp_path: Path) -> None:
    paper = docx.Document()
    section = paper.sections[0]
    section.left_margin = section.right_margin = docx.shared.Cm(5)
    paper.save(str(tmp_path / "narrow.docx"))
    content = from_template((tmp_path / "narrow.docx").read_bytes(), tmp_path)
    inside = (section.page_width - section.left_margin - section.right_margin) / 635  # in twentieths of a point
    for table in part(content).iter(f"{W}tbl"):
        widths = [int(column.get(f"{W}w") or 0) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        assert sum(widths) <= inside + 20


# --- files that somebody made to break a reader


def test_hostile_fillings_are_text_and_nothing_else() -> None:
    values = {
        "sapa:evidence::1": "<script>alert(1)</script> {{ 7*7 }} =cmd|' /C calc'!A0",
        "sapa:note:1.2.1": 'TOC \\o "1-3" HYPERLINK "http://example.invalid"',
        "sapa:strengths::1": "]]><!DOCTYPE x [<!ENTITY e 'boom'>]>&e;",
    }
    read = {str(one.tag): one.text for one in parse_filled(fill(SKELETON, values), "r").fields}
    assert {tag: read[tag] for tag in values} == {tag: clean(value) for tag, value in values.items()}


def test_field_codes_and_deleted_text_are_no_filling() -> None:
    root = part(fill(SKELETON, {"sapa:evidence::1": "seen"}))
    holder = next(
        found.find(f"{W}sdtContent/{W}p")
        for found in root.iter(f"{W}sdt")
        if (tag := found.find(f"{W}sdtPr/{W}tag")) is not None and tag.get(f"{W}val") == "sapa:evidence::1"
    )
    assert holder is not None
    code = (
        f'<x xmlns:w="{W[1:-1]}"><w:r><w:instrText> INCLUDETEXT "c:\\\\secret" </w:instrText></w:r>'
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
        '<w:ins><w:r><w:t xml:space="preserve"> and added</w:t></w:r></w:ins></x>'
    )
    for child in list(etree.fromstring(code)):
        holder.append(child)
    read = {str(one.tag): one.text for one in parse_filled(with_part(SKELETON, root), "r").fields}
    assert read["sapa:evidence::1"] == "seen and added"


def test_a_huge_table_and_deep_nesting_in_a_field_are_read() -> None:
    root = part(fill(SKELETON, {"sapa:evidence::1": "before"}))
    holder = next(
        found.find(f"{W}sdtContent")
        for found in root.iter(f"{W}sdt")
        if (tag := found.find(f"{W}sdtPr/{W}tag")) is not None and tag.get(f"{W}val") == "sapa:evidence::1"
    )
    assert holder is not None
    table = etree.SubElement(holder, f"{W}tbl")
    for number in range(3000):
        row = etree.SubElement(table, f"{W}tr")
        cell = etree.SubElement(row, f"{W}tc")
        etree.SubElement(etree.SubElement(etree.SubElement(cell, f"{W}p"), f"{W}r"), f"{W}t").text = str(number)
    deep = holder
    for _ in range(60):  # libxml2 itself refuses more than 256 levels
        deep = etree.SubElement(etree.SubElement(deep, f"{W}sdt"), f"{W}sdtContent")
    etree.SubElement(etree.SubElement(etree.SubElement(deep, f"{W}p"), f"{W}r"), f"{W}t").text = "deep"
    read = {str(one.tag): one.text for one in parse_filled(with_part(SKELETON, root), "r").fields}
    lines = read["sapa:evidence::1"].split("\n")
    assert lines[0] == "before" and lines[-1] == "deep" and "2999" in lines


def test_deleted_controls_leave_their_text_to_be_found_by_the_bookmark() -> None:
    root = part(fill(SKELETON, FILLED))
    for found in list(root.iter(f"{W}sdt")):
        content = found.find(f"{W}sdtContent")
        for child in list(content) if content is not None else []:
            found.addprevious(child)
        found.getparent().remove(found)  # type: ignore[union-attr]
    read = {str(one.tag): one for one in parse_filled(with_part(SKELETON, root), "r").fields}
    assert read["sapa:evidence::1"].text == FILLED["sapa:evidence::1"]
    assert read["sapa:recommendation::1:1:due"].text == "1 May 2028"
    assert read["sapa:rating::1"].text == "corresponds with remarks", "the value went with its list, the words stay"
    assert not read["sapa:strengths::2"].filled
