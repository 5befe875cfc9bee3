"""`sapa read`: a document as it was read, for people and for scripts; the error's code where it cannot be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sapa.core.model.document import Block, Cell, Document, Kind, Line, Unreadable
from sapa.core.model.places import Place
from sapa.core.reporting.document import render_json, render_markdown

from . import wordxml as word
from .command import sapa
from .test_cli import EXAMPLES, valid


def document(*blocks: Block, unreadable: tuple[Unreadable, ...] = ()) -> Document:
    return Document("a.pdf", ("a.pdf",), "0" * 64, "pdf", blocks, 3, unreadable)


def block(kind: Kind, text: str = "", **fields: Any) -> Block:
    return Block(kind, Place("a.pdf"), text, **fields)


def row(table: int, *cells: Cell, header: bool = False) -> Block:
    return block(Kind.ROW, cells=cells, table=table, header=header)


def cell(text: str, column: int, span: int = 1, merged: bool = False) -> Cell:
    return Cell(tuple(Line(line) for line in text.split("\n")) if text else (), column, span, merged)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    body = (
        word.p("Mission", "Heading1")
        + word.p("Each *school* has <one>.")
        + word.tbl(word.tr("Code", "Answer"), word.tr("1.2.1", "Yes | no"))
    )
    path = tmp_path / "report.docx"
    path.write_bytes(word.package(body, styles=word.headings()))
    return path


def test_markdown_is_what_is_printed_where_nothing_is_said(report: Path) -> None:
    done = sapa("read", report)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == "# Mission"
    assert "| 1.2.1 | Yes \\| no |" in done.out


def test_json_is_valid_and_counts_rows_in_their_table(report: Path) -> None:
    done = sapa("read", report, "--format", "json")
    assert (done.code, done.err) == (0, "")
    value = valid(done.out, "document")
    assert value["path"] == str(report)
    assert (value["format"], value["pages"]) == ("docx", None)
    rows = [(one["table"], one["row"], one["text"]) for one in value["blocks"] if one["kind"] == "row"]
    assert rows == [(1, 1, "Code\tAnswer"), (1, 2, "1.2.1\tYes | no")]


@pytest.mark.parametrize("name", ["institutional-en.docx", "institutional-en.pdf", "programme-ru.docx"])
def test_examples_are_valid(name: str) -> None:
    assert valid(sapa("read", EXAMPLES / name, "--format", "json").out, "document")["blocks"]


def test_the_suffix_of_the_output_says_the_format(report: Path, tmp_path: Path) -> None:
    for name, begins in (("out.json", "{"), ("out.md", "# Mission")):
        done = sapa("read", report, "-o", tmp_path / name)
        assert (done.code, done.out, done.err) == (0, "", f"sapa: {tmp_path / name} written\n")
        assert (tmp_path / name).read_text("utf-8").startswith(begins)


def test_another_suffix_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    done = sapa("read", tmp_path / "absent.docx", "-o", tmp_path / "out.txt")
    assert (done.code, done.out) == (2, "")
    assert ".md, .json" in done.err


def test_a_report_is_never_written_over(report: Path) -> None:
    before = report.read_bytes()
    assert sapa("read", report, "--format", "md", "-o", report).code == 2
    assert report.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "not-found"), (b"", "empty"), (b"PK\x03\x04 cut", "damaged"), (b"GIF89a", "unsupported")],
)
def test_what_cannot_be_read_gives_its_code_and_2(tmp_path: Path, content: bytes | None, code: str) -> None:
    path = tmp_path / "report.docx"
    if content is not None:
        path.write_bytes(content)
    done = sapa("read", path, "--format", "json")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"sapa: {code}: ")


def test_the_reason_is_said_in_the_language_of_the_output(tmp_path: Path) -> None:
    english, russian = (sapa("read", tmp_path / "a.docx", "--lang", lang).err for lang in ("en", "ru"))
    assert english != russian


def test_merged_cells_and_spans_keep_their_columns() -> None:
    shown = document(
        row(1, cell("Key", 0), cell("Wide", 1, span=2), header=True),
        row(1, cell("", 0, merged=True), cell("b", 1), cell("c\nd", 2)),
    )
    assert render_markdown(shown) == "| Key | Wide |  |\n| --- | --- | --- |\n|  | b | c<br>d |\n"
    cells = json.loads(render_json(shown))["blocks"][1]["cells"]
    assert cells[0] == {"column": 0, "span": 1, "merged": True, "text": ""}


def test_a_table_right_after_another_begins_anew() -> None:
    shown = render_markdown(document(row(1, cell("a", 0)), row(2, cell("b", 0))))
    assert shown == "| a |\n| --- |\n\n| b |\n| --- |\n"


def test_a_number_that_word_shows_is_apart_in_json_and_before_the_text_in_markdown() -> None:
    shown = document(block(Kind.HEADING, "Mission", number="1.2.1.", level=3))
    assert render_markdown(shown) == "### 1.2.1. Mission\n"
    read = json.loads(render_json(shown))["blocks"][0]
    assert (read["number"], read["text"], read["level"]) == ("1.2.1.", "Mission", 3)


def test_every_kind_of_block_is_told_apart() -> None:
    shown = document(
        block(Kind.ITEM, "deep", level=2),
        block(Kind.ITEM, "next", level=2),
        block(Kind.CAPTION, "Table 1"),
        block(Kind.NOTE, "note", number="1"),
        block(Kind.BOX, "box"),
        block(Kind.CONTENTS, "Mission 3"),
        block(Kind.FURNITURE, "Report 2024"),
    )
    assert render_markdown(shown).split("\n\n") == [
        "  - deep\n  - next",
        "*Table 1*",
        "> [note] 1 note",
        "> [box] box",
        "- Mission 3",
        "<!-- furniture: Report 2024 -->\n",
    ]


def test_text_that_looks_like_markup_stays_text() -> None:
    shown = render_markdown(document(block(Kind.PARAGRAPH, "# no heading\n- no item\n<b>\n2 * 3")))
    assert shown == "\\# no heading  \n\\- no item  \n\\<b>  \n2 * 3\n"


def test_what_was_not_read_stands_where_it_is_missing() -> None:
    gap = Unreadable("a.pdf", (2, 3), "scan", 1)
    shown = document(block(Kind.PARAGRAPH, "before"), block(Kind.PARAGRAPH, "behind"), unreadable=(gap,))
    assert render_markdown(shown) == "before\n\n<!-- not read: a.pdf, page 2, 3 (scan) -->\n\nbehind\n"
    assert json.loads(render_json(shown))["unreadable"] == [{"file": "a.pdf", "pages": [2, 3], "reason": "scan"}]


def test_a_new_page_is_told() -> None:
    blocks = [Block(Kind.PARAGRAPH, Place("a.pdf", page), text) for page, text in ((1, "a"), (1, "b"), (2, "c"))]
    assert render_markdown(document(*blocks)) == "<!-- page 1 -->\n\na\n\nb\n\n<!-- page 2 -->\n\nc\n"


def test_a_table_over_two_pages_goes_on_under_a_rule_of_its_own() -> None:
    rows = [row(1, cell(text, 0))._replace(place=Place("a.pdf", page)) for text, page in (("a", 1), ("b", 2))]
    shown = render_markdown(document(*rows))
    assert shown == "<!-- page 1 -->\n\n| a |\n| --- |\n\n<!-- page 2 -->\n\n| b |\n| --- |\n"
