"""Templates of agencies whose styles are named otherwise: what is missing is made, by their own looks, and said."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest

from sapa.core.assembly.files.word import WordFile
from sapa.core.assembly.files.word_template import NoTemplate

from ..wordxml import p, package, style

NORMAL = style("Normal", "Normal", default=True)
BODY = p("Agency")


def of(*styles: str) -> bytes:
    return package(BODY, styles="".join(styles))


def written(template: bytes) -> tuple[WordFile, bytes]:
    """A file with a title and headings on the ground of a template."""
    paper = WordFile("en", "Report", template=template)
    paper.heading("The title", 0)
    for level in (1, 2, 3):
        paper.heading(f"Heading of rank {level}", level)
    paper.paragraph("Text", "Small")
    paper.table(("a", "b"), (4, 4))
    return paper, paper.save()


def names(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return re.findall(r'<w:name w:val="([^"]*)"', archive.read("word/styles.xml").decode())


@pytest.mark.parametrize(
    ("template", "missing"),
    [
        (of(NORMAL, style("H1", "Heading 1"), style("T", "TITLE")), ("heading 2", "heading 3")),
        (of(NORMAL, style("T", "Title", kind="character")), ("Title", "heading 1", "heading 2", "heading 3")),
        (of(NORMAL, style("Heading1", "Caption of ours")), ("Title", "heading 1", "heading 2", "heading 3")),
        (of(style("a", "Обычный", default=True)), ("Title", "heading 1", "heading 2", "heading 3")),
        (of(), ("Title", "heading 1", "heading 2", "heading 3")),
    ],
    ids=["capitals", "character style", "id taken", "another default", "no styles"],
)
def test_missing_headings_are_made_and_said(template: bytes, missing: tuple[str, ...]) -> None:
    paper, content = written(template)
    assert paper.missing_styles == missing
    assert [finding.arguments["styles"] for finding in paper.said_of_template()] == [missing]
    reopened = docx.Document(io.BytesIO(content))
    shown = {paragraph.text: paragraph.style.name for paragraph in reopened.paragraphs if paragraph.style is not None}
    assert shown["The title"] == "Title" and shown["Heading of rank 1"] == "Heading 1"
    folded = [name.casefold() for name in names(content)]
    assert len(folded) == len(set(folded)), "no two styles of one name"


def test_a_template_without_a_part_of_styles_is_one() -> None:
    assert written(package(BODY))[1]


def test_a_heading_in_another_language_gives_its_looks() -> None:
    template = of(NORMAL, style("1", "Заголовок 1", run='<w:color w:val="AA0000"/>'))
    paper, content = written(template)
    assert "heading 1" in paper.missing_styles
    made = next(s for s in docx.Document(io.BytesIO(content)).styles if s.name == "Heading 1")
    assert made.base_style is not None and made.base_style.name == "Заголовок 1"


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def other(data: bytes) -> bytes:
    return b"%PDF-1.4"


@pytest.mark.parametrize("damage", [cut, other])
def test_a_damaged_template_is_none(damage: Callable[[bytes], bytes]) -> None:
    with pytest.raises(NoTemplate):
        written(damage(of(NORMAL)))
