"""Which whole paragraphs behind the codes a form printed: what must come again, in what order, and how often."""

from __future__ import annotations

import pytest

from sapa.core.citing.citations import cite
from sapa.core.covering.printed_paragraphs import printed_paragraphs
from sapa.core.model.document import Kind

from ..documents import document
from ..reports import installed

INSTITUTIONAL = installed().sets.find("institutional")
TWELVE = "who takes part in the work on the plan of the house"
FIRST = f"{TWELVE} and when"


def printed(*places: str) -> str:
    """The paragraphs of one place after the other, each under a heading of its own: "x" for a printed one, "." for
    another, with a blank between places."""
    text = "# Standard 3\n" + "\n".join(f"## 3.2.{number} A\n{place}" for number, place in enumerate(places, 1))
    read = document(text)
    found = printed_paragraphs(read, cite(read, INSTITUTIONAL, []))
    marks = "".join(
        " " if block.kind is Kind.HEADING else "x" if at in found else "." for at, block in enumerate(read.blocks)
    )
    return marks.strip()


MIXED, SLANTED, OTHER = "/ {9}\n{20}", "/ {9}", "{20}\n/ {9}"


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ((MIXED, MIXED), "x. x."),
        ((MIXED,), ".."),
        ((MIXED, "{20}"), ".. ."),
        (("/ {9}\n/ {9}\n{20}", MIXED), "xx. x."),
        ((MIXED, MIXED, OTHER), "x. x. .."),
        ((MIXED, MIXED, OTHER, OTHER), ".. .. .. .."),  # italics mean something else as often
        ((MIXED, MIXED, SLANTED, SLANTED), "x. x. x x"),  # the form was left empty
        ((MIXED, MIXED, SLANTED, SLANTED, SLANTED), "x. x. . . ."),  # most answers are set so
    ],
)
def test_italics_above_upright_text_are_the_forms_where_they_come_again(places: tuple[str, ...], expected: str) -> None:
    assert printed(*places) == expected


ASKED, OPEN, SHORT = ">> Who plans\n{9}", ">> Who plans", ">> Who plans the work of the whole house\n{3}"


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ((ASKED, ASKED), "x. x."),
        ((ASKED,), ".."),
        ((ASKED, ASKED, OPEN), "x. x. x"),
        ((ASKED, ASKED, OPEN, OPEN), ".. .. . ."),
        ((ASKED, ASKED, ASKED, OPEN, OPEN), "x. x. x. x x"),
        ((ASKED, ASKED, SHORT), "x. x. x."),
        ((ASKED, SHORT), ".. .."),
        ((ASKED, ASKED, "{9}", "{9}"), "x. x. . ."),
    ],
)
def test_questions_that_mails_quote_above_longer_replies_are_no_answers(places: tuple[str, ...], expected: str) -> None:
    assert printed(*places) == expected


REPLY = "{9}\nAnswer: {20}"


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ((REPLY, REPLY), "x. x."),
        ((REPLY, "{9}"), ".. ."),
        ((REPLY, "Answer: {20}"), "x. ."),
        (("{9}\n{9}\nAnswer:\n{20}", REPLY), "xx.. x."),
    ],
)
def test_what_stands_above_replies_is_the_forms(places: tuple[str, ...], expected: str) -> None:
    assert printed(*places) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (f"{FIRST}\n…", f"{FIRST}\n{{20}}", "x. x."),
        (f"{FIRST}\nAnswer: {{20}}", f"{FIRST.upper()}\n{{20}}", "x. x."),
        (f"{FIRST}\n{{20}}", f"{FIRST}\n{{20}}", ".. .."),  # nothing shows that it is to be answered
        (f"{FIRST}?\n{{20}}", f"{FIRST}?\n{{20}}", "x. x."),  # but here it asks
        (FIRST, FIRST, ". ."),
        (f"{FIRST}\n…", "{20}", ".. ."),
        (f"{TWELVE}\n…", f"{TWELVE}\n{{20}}", "x. x."),
        (f"{TWELVE[4:]}\n…", f"{TWELVE[4:]}\n{{20}}", ".. .."),
    ],
)
def test_the_same_long_words_under_several_criteria_are_the_forms(first: str, second: str, expected: str) -> None:
    assert printed(first, second) == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        # lettered lines below a request, or before "None of these"
        ("Choose one of these:\nA. {3}\nB. {3}\nC. {3}\n{20}", "xxxx."),
        ("Choose one of these:\nA. {3}\nB. {3}\n{20}", "...."),
        ("{9}\nA. {3}\nB. {3}\nC. {3}\n{20}", "....."),
        ("A. {3}\nB. {3}\nC. None of these\n{20}", "xxx."),
        ("{9}\nA. {3}\nB. {3}\nC. None of these", ".xxx"),
        ("B. {3}\nC. {3}\nNone of these", "..."),
        # boxes, some of them empty
        ("☐ {3}\n☑ {3}\n{20}", "xx."),
        ("☑ {3}\n☑ {3}\n{20}", "..."),
        ("☐ {3}\n{20}", ".."),
        ("Choose one of these:\n☐ {3}\n☐ {3}", "xxx"),
        # in their order: letters, Russian ones with one left out, numbers, Roman numbers
        ("а) {3}\nв) {3}\nг) None of these", "xxx"),
        ("а) {3}\nг) {3}\nд) None of these", "..."),
        ("b) {3}\na) {3}\nc) None of these", "..."),
        ("a) {3}\na) {3}\nb) None of these", "..."),
        ("1) {3}\n2) {3}\n3) None of these", "xxx"),
        ("1) {3}\n3) {3}\n4) None of these", "..."),
        ("1) {3}\nb) {3}\nc) None of these", "..."),
        ("a) {3}\n2) {3}\n3) None of these", "..."),
        ("Choose one:\nii) {3}\niii) {3}\niv) {3}", "xxxx"),
        ("Choose one:\nii) {3}\niv) {3}\nv) {3}", "...."),
        ("A. {3}\nB. {3}\nC. None of these\nA. {3}\nB. {3}\nC. {3}", "xxx..."),
        # questions of a list, without their marks
        ("a) who decides on it\nb) how often it is asked\n{20}", "xx."),
        ("a) who decides on it\nb) how often it is asked\nc) where it is kept", "xxx"),
        ("a) who decides on it\n{20}", ".."),
        ("a) who decides on it\nb) the dean\n{20}", "..."),
        ("- who decides on it\n- how often it is asked\n{20}", "xx."),
        ("We say:\na) who decides on it\nb) how often it is asked", "..."),
        ("We say\na) who decides on it\nb) how often it is asked", ".xx"),
    ],
)
def test_lists_to_choose_from_and_of_questions_are_the_forms(place: str, expected: str) -> None:
    assert printed(place) == expected
