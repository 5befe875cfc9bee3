"""What a reader cannot know from one block alone: typed contents pages, headings that are none."""

from __future__ import annotations

import pickle

import pytest

from sapa.core.model.document import Kind

from .documents import document, prose
from .test_coverage import check


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.shown.split("\n")[0][:24]) for block in document(text).blocks]


ENTRIES = "\n".join(f"{number}. Part of the report {'.' * 9} {number + 3}" for number in range(1, 7))


def test_typed_contents_end_where_pages_no_longer_rise() -> None:
    found = kinds(f"# Contents\n{ENTRIES}\nThe university opened in 1991.\n1. Aims of the university")
    assert [kind for kind, _ in found][1:7] == ["contents"] * 6
    assert [kind for kind, _ in found][7] == "paragraph"


@pytest.mark.parametrize(("sentences", "kind"), [(1, Kind.HEADING), (2, Kind.PARAGRAPH), (3, Kind.PARAGRAPH)])
def test_several_sentences_in_a_headings_style_are_text(sentences: int, kind: Kind) -> None:
    text = " ".join([f"The faculty {prose(24 // sentences + 3)}."] * sentences)
    (block,) = document(f"## {text}").blocks
    assert block.kind is kind


@pytest.mark.parametrize(
    ("entry", "status"), [("Self-assessment by standards 6", "missing"), ("Standard 6", "mentioned")]
)
def test_the_page_at_the_end_of_an_entry_of_the_contents_names_no_standard(entry: str, status: str) -> None:
    result = check(f"~ {entry}\n# Standard 3\n## 3.2.1 A\n{{60}}")
    six = next(one for one in result.sets[0].coverage.standards if one.standard.number == "6")
    assert str(six.status) == status


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("3.2.{} | Aims", Kind.HEADING),
        ("По критерию 3.2.{}: | Цели", Kind.HEADING),
        ("Талап 3.2.{}. | Мақсат", Kind.HEADING),
        ("Accreditation criterion 2.{}. | Aims", Kind.HEADING),
        ("C 2.{} | Aims", Kind.HEADING),
        ("2.{}-көрсеткіш. | Мақсат", Kind.HEADING),
        ("Таблица 2.{}. | Студенты", Kind.ROW),
        ("Annex 2.{} | Rules", Kind.ROW),
        ("Students in all | 2.{}", Kind.ROW),
    ],
)
def test_a_table_of_one_row_with_a_code_heads_the_text_below_it(row: str, kind: Kind) -> None:
    found = document("\n".join(f"| {row.format(at)}\nThe university {prose(40)}." for at in (1, 2))).blocks
    assert [found[at].kind for at in (0, 2)] == [kind] * 2


def test_a_row_is_sent_without_the_text_that_was_made_of_its_cells() -> None:
    row, *_ = document("| 3.2.14 | " + prose(60)).blocks
    unread = pickle.dumps(row)
    assert row.shown == f"3.2.14\t{prose(60)}"
    assert pickle.dumps(row) == unread
    assert pickle.loads(unread) == row
