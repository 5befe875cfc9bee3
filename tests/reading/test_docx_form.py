"""A Word file read as a form: the reader of reports, with what people fill in, mark, change and remark."""

from __future__ import annotations

import io
import zipfile

import pytest

from sapa.core.reading.word.form import Form, read_form
from sapa.core.reading.word.package import Package
from sapa.core.reading.word.xml import W

from ..wordxml import deleted, ins, p, package, part, r, run, sdt, tbl, tc, text_box, tr

HINT = "<w:showingPlcHdr/>"
WHITE, HIDDEN = '<w:color w:val="FFFFFF"/>', "<w:vanish/>"


def form(body: str, **files: str) -> Form:
    extra = {f"word/{name}.xml": content for name, content in files.items()}
    with zipfile.ZipFile(io.BytesIO(package(body, extra=extra))) as archive:
        return read_form(Package(archive, "form.docx"))


def said(found: Form) -> list[str]:
    return [para.text for para in found.paragraphs]


def checkbox(checked: int, shown: str) -> str:
    box = f'<w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox>'
    return sdt(r(shown), box)


def test_what_invites_to_fill_in_counts_as_text() -> None:
    assert said(form(p(sdt(r("[who]"), HINT)) + sdt(p(r("[why]")), HINT))) == ["[who]", "[why]"]


@pytest.mark.parametrize("properties", [WHITE, HIDDEN, '<w:sz w:val="2"/>'])
def test_what_nobody_sees_was_not_filled_in(properties: str) -> None:
    assert said(form(p(r("meets") + r(" not", properties)))) == ["meets"]


@pytest.mark.parametrize(
    ("stored", "shown", "box"), [(1, "☒", "☒"), (0, "☐", "☐"), (1, "☐", "⍰"), (0, "☒", "⍰"), (1, "", "☒")]
)
def test_a_box_says_whether_it_is_ticked_and_where_it_contradicts_itself(stored: int, shown: str, box: str) -> None:
    assert said(form(p(checkbox(stored, shown) + r(" meets")))) == [f"{box} meets"]


def test_a_box_of_an_old_form_field_is_a_box_too() -> None:
    field = '<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData></w:fldChar>'
    end = '<w:fldChar w:fldCharType="end"/>'
    assert said(form(p(run(field) + run("<w:instrText> FORMCHECKBOX </w:instrText>") + run(end) + r(" yes")))) == [
        "☒ yes"
    ]


def test_each_piece_of_text_knows_what_shows_it() -> None:
    found = form(p(r("a", "<w:b/>") + sdt(r("b")) + run("<w:tab/>")))
    (para,) = found.paragraphs
    assert [(one.text, one.bold) for one in para.shows] == [("a", True), ("b", False), ("\t", False)]
    assert all(one.by.tag == W + "r" for one in para.shows)
    control = next(found.root.iter(W + "sdt"))
    first, last = found.order[control]
    assert [one.text for one in para.shows if first < found.order[one.by][0] < last] == ["b"]


def test_a_paragraph_that_goes_on_has_the_elements_of_both() -> None:
    gone = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>one </w:t></w:r></w:p>"
    (para,) = form(gone.replace("<w:t>", '<w:t xml:space="preserve">') + p(r("two"))).paragraphs
    assert (para.text, len(para.elements), [one.text for one in para.shows]) == ("one two", 2, ["one ", "two"])


def test_tables_keep_their_cells_and_text_boxes_stand_apart() -> None:
    inner = tbl(tr(tc(p(r("d")))))
    found = form(tbl(tr(tc(p(r("a"))), tc(p(r("b")))), tr(tc(p(r("c"))), tc(inner))) + p(text_box(p(r("boxed")))))
    assert [text for text in said(found) if text] == ["a", "b", "c", "d", "boxed"]
    assert [para.text for para in found.boxes] == ["boxed"]
    assert [para.text for para in found.paragraphs if para.drawn] == [""], "where the box is anchored"


def test_a_continued_cell_is_read_so_that_columns_keep_their_place() -> None:
    body = tbl(tr(tc(p(r("a")), merge="restart"), tc(p(r("b")))), tr(tc(p(), merge="continue"), tc(p(r("c")))))
    (table,) = form(body).items
    assert [[cell.column for cell in row.cells] for row in table.rows] == [[0, 1], [0, 1]]
    assert [[[para.text for para in cell.items] for cell in row.cells] for row in table.rows] == [
        [["a"], ["b"]],
        [[""], ["c"]],
    ]


def test_revisions_have_their_kind_author_and_paragraph() -> None:
    formatted = r("x", '<w:rPrChange w:author="Boris"/>')
    body = p(r("kept")) + p(ins(r("new"))) + p(deleted("old") + formatted)
    found = form(body)
    elements = [para.elements[0] for para in found.paragraphs]
    assert [(one.kind, elements.index(one.at)) for one in found.revisions] == [
        ("inserted", 1),
        ("deleted", 2),
        ("formatted", 2),
    ]
    assert found.revisions[-1].author == "Boris"


def test_what_a_deletion_holds_is_no_revision_of_its_own() -> None:
    inner = '<w:del w:author="A"><w:r><w:rPr><w:rPrChange w:author="B"/></w:rPr><w:delText>x</w:delText></w:r></w:del>'
    assert [one.author for one in form(p(inner)).revisions] == ["A"]


def test_a_comment_stands_at_the_paragraph_that_it_was_made_to() -> None:
    mark = '<w:commentRangeStart w:id="4"/>'
    comments = part(
        "comments",
        '<w:comment w:id="4" w:author="Aigul"><w:p><w:r><w:t>Which day?</w:t></w:r></w:p></w:comment>'
        '<w:comment w:id="5" w:author="Nobody"><w:p/></w:comment>',
    )
    found = form(p(r("one")) + p(mark + r("two")), comments=comments)
    (comment,) = found.comments
    assert (comment.author, comment.text) == ("Aigul", "Which day?")
    assert comment.at is [para.elements[0] for para in found.paragraphs][1]
