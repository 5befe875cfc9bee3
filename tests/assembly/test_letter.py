"""The letter to the university: what it asks for, in whose language, by which day; nothing of our own machine in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner

from sapa.cli import sapa
from sapa.core.checking.waivers import BaselineError
from sapa.core.loading.installed import AssemblyError, Request
from sapa.core.model.case import Case, Coordinator, Institution
from sapa.core.model.coverage import Status
from sapa.core.model.document import Block, Document, Kind
from sapa.core.model.places import Place
from sapa.core.model.results import DocumentResult, Result
from sapa.core.model.standards import Titles
from sapa.core.reporting.as_json import render as as_json
from sapa.core.words.messages import LANGS, Lang, catalogue

from .. import cases
from ..results import clean, document_result, every_status, failed, undecided
from .eeg import W, control, made, made_anew, paragraphs, part, request, tables, text
from .ooxml import faults


def letter(asked: Request | None = None, **options: Any) -> bytes:
    content = made("letter", asked or request(options=options)).content
    assert isinstance(content, bytes)
    assert faults(content) == []
    return content


def shown(content: bytes) -> str:
    return "\n".join(text(paragraph) for paragraph in part(content).iter(f"{W}p"))


@pytest.mark.parametrize("language", LANGS)
def test_it_is_in_the_language_of_the_report(language: Lang) -> None:
    one = replace(document_result((every_status(),)), language=language)
    content = letter(request(one, lang="en", lang_given=False))
    assert paragraphs(content, "Title") == [catalogue(language)["letter.title"]]


def test_a_language_that_was_asked_for_comes_first() -> None:
    one = replace(document_result((every_status(),)), language="ru")
    assert paragraphs(letter(request(one, lang="kk")), "Title") == [catalogue("kk")["letter.title"]]


def test_gaps_are_listed_with_place_and_what_to_do() -> None:
    table = next(t for t in tables(letter()) if t[0] == ["Criterion", "What we found", "Where", "What to do"])
    rows = {row[0]: row for row in table[1:]}
    assert rows["1.2.3"] == [
        "1.2.3",
        "thin: 11 words; at least 40 are expected",
        "p. 10",
        "Say more: what is done, how it is known to work, with evidence.",
    ]
    assert "missing: not cited anywhere" in rows["2.2.3–2.2.5"][1]
    assert "1.2.1" not in rows, "what is answered is not asked for"


def test_what_could_not_be_read_is_said_first() -> None:
    said = shown(letter())
    assert said.index("What could not be read") < said.index("12–13") < said.index("To be completed")


@pytest.mark.parametrize(("by", "expected"), [(date(2027, 4, 5), "5 April 2027"), (None, "[day, month, year]")])
def test_the_day_stands_there_or_a_place_for_it(by: date | None, expected: str) -> None:
    content = letter(by=by)
    assert text(control(content, "sapa:letter:by")) == expected
    hint = control(content, "sapa:letter:by").find(f"{W}sdtPr/{W}showingPlcHdr")
    assert (hint is None) == (by is not None)


def test_a_report_without_gaps_asks_for_nothing() -> None:
    said = shown(letter(request(clean())))
    assert "every criterion is answered" in said and "Nothing needs to be completed." in said
    assert "By which day" not in said


def test_a_file_that_could_not_be_opened_is_asked_for_again() -> None:
    said = shown(letter(request(failed())))
    assert "Please send the report again" in said and "By which day" in said


def test_undecided_standards_are_asked_for() -> None:
    assert "which standards it answers" in shown(letter(request(undecided())))


def test_several_reports_have_a_part_each() -> None:
    content = letter(request(document_result((every_status(),)), clean(), failed()))
    heads = paragraphs(content, "Heading1")
    assert heads[:3] == [
        "The report in Russian: Отчёт Example University.pdf",
        "The report in Russian: clean.docx",
        "locked.pdf",
    ]


def test_a_report_in_several_files_is_named_with_all_of_them() -> None:
    two = replace(document_result((every_status(),)), files=("in/first.docx", "in/second.docx"))
    assert "(first.docx, second.docx)" in shown(letter(request(two)))


def test_the_signature_never_stands_alone_on_a_page() -> None:
    lines = [one for one in part(letter()).iter(f"{W}p") if text(one)]
    closing = next(number for number, one in enumerate(lines) if text(one).startswith("If anything in this letter"))
    assert text(lines[-1]).startswith("Signature")
    assert all(one.find(f"{W}pPr/{W}keepNext") is not None for one in lines[closing:-1])


def test_no_folder_of_our_machine_is_in_it() -> None:
    assert "reports/" not in shown(letter()) and "reports\\" not in shown(letter())


def cited() -> Document:
    texts = [
        (Kind.CONTENTS, "Annex 7 ...... 99"),
        (Kind.PARAGRAPH, "The plan is in Annex 10 and in Annex 2."),
        (Kind.PARAGRAPH, "See Annex 2 again."),
        (Kind.HEADING, "Annex 3. Staff"),
        (Kind.PARAGRAPH, "Listed in Annex 3."),
    ]
    blocks = tuple(
        Block(kind, Place("r.docx", paragraph=number), words, level=1 if kind is Kind.HEADING else 0)
        for number, (kind, words) in enumerate(texts, start=1)
    )
    return Document("r.docx", ("r.docx",), "0" * 64, "docx", blocks)


def test_annexes_that_the_report_cites_are_listed_once_in_the_order_of_their_numbers() -> None:
    one = replace(document_result((every_status(),)), document=cited())
    table = next(t for t in tables(letter(request(one))) if t[0][0] == "Annex")
    assert table[1:] == [["2", "paragraph 2; paragraph 3"], ["10", "paragraph 2"]], "annex 3 is in the report itself"


def test_the_case_names_whom_it_goes_to_and_who_writes() -> None:
    case = Case(
        "folder",
        "none",
        "conceptual",
        Institution(Titles({"en": "Example <University> & Co"})),
        coordinator=Coordinator("Dana Example", "d@example.org", "+0 000"),
    )
    content = letter(request(case=case))
    assert text(control(content, "sapa:letter:institution")) == "Example <University> & Co"
    assert text(control(content, "sapa:letter:coordinator")) == "Dana Example"
    assert text(control(content, "sapa:letter:contact")) == "d@example.org, +0 000"


def test_the_agencys_own_paper_is_taken(tmp_path: Path) -> None:
    paper = docx.Document()
    paper.sections[0].header.paragraphs[0].text = "Example Agency"
    paper.add_paragraph("sample text")
    paper.save(str(tmp_path / "paper.docx"))
    content = letter(template=tmp_path / "paper.docx")
    assert "sample text" not in shown(content)
    (tmp_path / "bad.docx").write_bytes(b"none")
    with pytest.raises(AssemblyError):
        letter(template=tmp_path / "bad.docx")


def test_the_same_check_gives_the_same_bytes() -> None:
    first, second = (made_anew("letter", request()).content for _ in range(2))
    assert first == second


def test_the_command_writes_it_in_the_reports_language(tmp_path: Path) -> None:
    report = Path(__file__).parents[2] / "examples" / "programme-ru.docx"
    out = tmp_path / "letter.docx"
    arguments = ["assemble", "letter", str(report), "--set", "programme", "--by", "2027-05-06", "-o", str(out)]
    done = CliRunner().invoke(sapa, arguments)
    assert done.exit_code == 0, done.output
    assert paragraphs(out.read_bytes(), "Title") == [catalogue("ru")["letter.title"]]
    assert "до 6 мая 2027 г.\n" in shown(out.read_bytes())


def test_a_case_asks_for_what_its_checklist_lacks(tmp_path: Path) -> None:
    folder = Path(__file__).parents[2] / "examples" / "case-programme"
    out = tmp_path / "letter.docx"
    CliRunner().invoke(sapa, ["assemble", "letter", str(folder), "--lang", "en", "-o", str(out)])
    said = shown(out.read_bytes())
    listed = said[said.index("Documents and information to send") : said.index("By which day")]
    assert "Diploma supplements 2026.txt" in listed and "General licence.txt" in listed
    assert "sapa.toml" not in said and str(folder) not in said
    assert "No reason to reject" not in said and "The institution holds the licence" in listed
    assert "before the term" not in listed, "the day of the application is past"
    assert "Criteria not answered alike: 66 (" in listed and "3.2.12–3.2.14" in listed
    assert "report-ru.docx: no title for evidence under the standards" in listed


def in_a_case(tmp_path: Path, sapa_toml: str, *texts: str, lang: Lang = "en") -> str:
    """What the letter of a case says whose one report holds these paragraphs."""
    (tmp_path / "sar").mkdir()
    (tmp_path / "sapa.toml").write_text(CASE + sapa_toml, "utf-8")
    report = docx.Document()
    for one in texts:
        report.add_paragraph(one)
    report.save(str(tmp_path / "sar" / "report.docx"))
    out = tmp_path / "letter.docx"
    done = CliRunner().invoke(sapa, ["assemble", "letter", str(tmp_path), "--lang", lang, "-o", str(out)])
    assert done.exit_code == 0, done.output
    return shown(out.read_bytes())


CASE = """
[case]
procedure = "programme"
type = "re-accreditation"
[institution]
name = "Example University"
[[reports]]
language = "kk"
files = ["sar/report.docx"]
[supplied]
documents = ["papers/list.txt"]
"""
RUSSIAN = "Университет ежегодно пересматривает цели программы вместе со студентами и работодателями региона. " * 8


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_of_our_own_files_is_in_the_letter_of_a_case(tmp_path: Path, lang: Lang) -> None:
    said = in_a_case(tmp_path, "", "1.2.1 " + RUSSIAN, lang=lang)
    assert "list.txt" in said
    for word in ("[supplied]", "sapa.toml", "papers/", "general_licence", "video", str(tmp_path)):
        assert word not in said, word


def test_what_the_agency_or_the_commission_does_is_not_asked_of_the_university(tmp_path: Path) -> None:
    said = in_a_case(tmp_path, "", "1.2.1 " + RUSSIAN)
    titles = {one.titles.get("en"): one.actor for one in cases.procedure("programme").checklist}
    asked = {actor for title, actor in titles.items() if title in said}
    assert asked == {"institution"}


def test_a_file_in_the_wrong_language_is_one_sentence_and_none_of_its_gaps(tmp_path: Path) -> None:
    said = in_a_case(tmp_path, "", "1.2.1 " + RUSSIAN)
    assert said.count("was to be the report in Kazakh, but its text is in Russian") == 2  # its part, and what to send
    assert "missing" not in said and "not cited anywhere" not in said


def result_of(document: DocumentResult) -> str:
    return as_json(Result("9.9", {}, (document,)))


@pytest.mark.parametrize("name", ["first draft.docx", "sar.pdf"])
def test_a_second_letter_says_how_many_gaps_are_mended(tmp_path: Path, name: str) -> None:
    """The only report then and now is the same one, whatever its file is called."""
    before = replace(document_result((every_status(),)), path=name)
    (tmp_path / "before.json").write_text(result_of(before), "utf-8")
    after = every_status()
    criteria = tuple(
        replace(found, status=Status.ADDRESSED) if found.criterion.code.text in ("1.2.3", "2.2.3") else
        replace(found, status=Status.THIN) if found.criterion.code.text == "1.2.1" else found
        for found in after.criteria
    )  # fmt: skip
    asked = request(
        document_result((replace(after, criteria=criteria),)), options={"baseline": tmp_path / "before.json"}
    )
    said = shown(letter(asked))
    gaps = sum(str(found.status) not in ("addressed", "not_applicable") for found in after.criteria)
    assert f"Of the {gaps} gaps that we named before, 2 are mended." in said
    assert "New gaps since then: 1.2.1." in said


def test_nothing_is_said_of_a_report_that_the_earlier_result_has_not(tmp_path: Path) -> None:
    two = [replace(document_result((every_status(),)), path=f"{n}.docx", language="ru") for n in "ab"]
    (tmp_path / "before.json").write_text(as_json(Result("9.9", {}, tuple(two))), "utf-8")
    now = [replace(document_result((every_status(),)), path=f"{n}.docx", language="ru") for n in "cd"]
    assert "named before" not in shown(letter(request(*now, options={"baseline": tmp_path / "before.json"})))


@pytest.mark.parametrize("content", ["{}", "no json", '{"schema": "sapa.grid/1"}', "[]"])
def test_what_is_no_earlier_result_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "before.json").write_text(content, "utf-8")
    with pytest.raises(BaselineError):
        letter(baseline=tmp_path / "before.json")
