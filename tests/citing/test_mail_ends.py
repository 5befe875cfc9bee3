"""Where mails end that quote questions: at a signature, or at the head of the next mail."""

from __future__ import annotations

import pytest

from sapa.core.citing.mails import is_quoted, mail_ends
from sapa.core.model.document import Block, Kind
from sapa.core.model.places import Place

from ..documents import document

QUESTIONS = ">3.2.1. Who plans?\nThe dean.\n>3.2.2. Who pays?\nThe house."


def ends(text: str) -> list[int]:
    read = document(text)
    return sorted(mail_ends(read, [at for at, block in enumerate(read.blocks) if block.shown.startswith(">")]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{QUESTIONS}\n--\nThe dean", [4]),
        (f"{QUESTIONS}\n-- The dean", []),
        (">3.2.1. Who plans?\nThe dean.\n--\nThe dean", []),  # one question is no correspondence
        (f"{QUESTIONS}\nFrom: dean\nTo: rector\nSubject: plans\nWe plan.", [4]),
        (f"{QUESTIONS}\nFrom: dean\nTo: rector\nWe plan.", []),
        (f"{QUESTIONS}\nFrom: dean\nTo: rector\nWe plan.\nSubject: plans", []),  # one below the other
        (f"{QUESTIONS}\nFrom: dean\nFrom: dean\nFrom: dean", []),
        (f"{QUESTIONS}\nThe end.\nFrom: dean\nTo: rector\nDate: May\nSubject: plans", [5]),
        (f"{QUESTIONS}\nFrom: dean\nTo: rector\n--", [6]),
        (f"{QUESTIONS}\n| From: dean\n| To: rector\n| Subject: plans", []),
        (f"{QUESTIONS}\nОт кого: декан\nКому: ректор\nТема: планы", [4]),
    ],
)
def test_a_signature_or_three_lines_of_a_head_end_a_mail(text: str, expected: list[int]) -> None:
    assert ends(text) == expected


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (">3.2.1. Who plans?", True),
        ("> > Who plans?", True),
        (">Who plans?\n>And who pays?", True),
        (">Who plans?\nThe dean.", False),
        (">2.5 of all", False),
        (">3.0 GPA", False),
        (">2.5. Who plans?", True),
    ],
)
def test_every_line_of_a_quoted_paragraph_is_quoted(text: str, quoted: bool) -> None:
    place = Place("a.docx", paragraph=1)
    assert is_quoted(Block(Kind.PARAGRAPH, place, text)) is quoted
    assert not is_quoted(Block(Kind.BOX, place, text))
