"""Notes on the pages of a PDF: left by somebody, or an answer to a remark that Sapa wrote. They are no text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.annotations import FreeText, Highlight, Link, Text
from pypdf.generic import ArrayObject, FloatObject, NameObject, NumberObject, TextStringObject

from ..pdffixtures import EN, Sheet, sentences
from .test_pdf_fields import read, said

RECT = (60, 700, 80, 720)
OURS = "1.2.3: missing. It belongs after 1.2.2."


class Noted:
    """A report of one page on which people put their notes."""

    def __init__(self, folder: Path) -> None:
        sheet = Sheet()
        sheet.paragraph(60, 780, 470, sentences(EN, 60))
        self._file = folder / "noted.pdf"
        self._writer = PdfWriter(clone_from=sheet.save(folder / "plain.pdf"))

    def note(self, author: str, text: str, to: Any = None, **more: str) -> Any:
        one = Text(rect=RECT, text=text, title_bar=author)
        one[NameObject("/Type")] = NameObject("/Annot")
        for key, value in more.items():
            one[NameObject(f"/{key}")] = TextStringObject(value)
        if to is not None:
            one[NameObject("/IRT")] = to.indirect_reference
        return self._writer.add_annotation(0, one)

    def add(self, annotation: Any) -> None:
        self._writer.add_annotation(0, annotation)

    def findings(self) -> list[tuple[str, dict[str, object]]]:
        self._writer.write(self._file)
        document = read(self._file)
        assert "missing" not in said(document), "no note is text"
        assert all(one.place is not None and one.place.page == 1 for one in document.findings)
        return [(one.rule, dict(one.arguments)) for one in document.findings]


@pytest.fixture
def noted(tmp_path: Path) -> Noted:
    return Noted(tmp_path)


def marked() -> Highlight:
    corners = ArrayObject([FloatObject(number) for number in (60, 760, 200, 760, 60, 780, 200, 780)])
    return Highlight(rect=(60, 760, 200, 780), quad_points=corners)


def test_notes_that_people_left_are_counted_with_their_authors(noted: Noted) -> None:
    noted.note("A. Editor", "Which year?")
    noted.note("B. Reader", "Add the order")
    noted.note("A. Editor", "Twice")
    assert noted.findings() == [("comments-left", {"count": 3, "authors": ("A. Editor", "B. Reader")})]


def test_marked_text_is_counted_apart(noted: Noted) -> None:
    noted.add(marked())
    noted.add(marked())
    assert noted.findings() == [("highlight-left", {"count": 2})]


def test_our_own_remarks_links_typed_text_and_hidden_notes_are_nobodys_notes(noted: Noted) -> None:
    noted.note("Sapa", OURS)
    noted.add(Link(rect=RECT, url="https://example.org"))
    noted.add(FreeText(text="typed", rect=(60, 600, 200, 620)))
    hidden = noted.note("A. Editor", "unseen")
    hidden[NameObject("/F")] = NumberObject(0x02)
    assert noted.findings() == []


def test_an_answer_to_a_remark_of_ours_is_listed_with_what_it_answers(noted: Noted) -> None:
    remark = noted.note("Sapa", OURS)
    noted.note("A. Editor", "Is in annex 4", remark)
    noted.note("", "Yes", remark)
    assert noted.findings() == [
        ("comment-answered", {"said": OURS, "answer": "Is in annex 4", "person": "A. Editor"}),
        ("comment-answered", {"said": OURS, "answer": "Yes", "person": None}),
    ]


@pytest.mark.parametrize(
    ("states", "settled"),
    [
        (["Completed"], True),
        (["Accepted"], True),
        (["Marked"], True),
        (["None"], False),
        (["Completed", "None"], False),
        (["None", "Completed"], True),
    ],
)
def test_a_remark_of_ours_is_resolved_by_its_last_state(noted: Noted, states: list[str], settled: bool) -> None:
    remark = noted.note("Sapa", OURS)
    for state in states:
        noted.note("A. Editor", f"{state} set by A. Editor", remark, State=state, StateModel="Review")
    assert noted.findings() == ([("comment-resolved", {"said": OURS})] if settled else [])


def test_the_state_of_somebody_elses_note_is_no_business_of_ours(noted: Noted) -> None:
    note = noted.note("A. Editor", "Which year?")
    noted.note("B. Reader", "Completed set by B. Reader", note, State="Completed", StateModel="Review")
    assert noted.findings() == [("comments-left", {"count": 1, "authors": ("A. Editor",)})]
