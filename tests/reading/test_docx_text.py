"""Text of a Word file: what a reader sees is there, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from sapa.core.model.document import Kind

from ..wordxml import (
    DELETED_MARK,
    deleted,
    dropdown,
    field,
    headings,
    ins,
    p,
    r,
    run,
    sdt,
    style,
    tbl,
    tc,
    text_box,
    tr,
)
from .docxes import document, kinds, rules, texts

PLACEHOLDER = '<w:rStyle w:val="PlaceholderText"/>'


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        pytest.param(r("3.") + r("2.1") + r("4 Ti") + r("tle"), "3.2.14 Title", id="runs-split-anywhere"),
        pytest.param(r("a ") + r(" b"), "a b", id="blanks-folded"),
        pytest.param(r("3.2. ", keep=False) + r(" 14", keep=False), "3.2.14", id="blanks-not-preserved-are-trimmed"),
        pytest.param(run("<w:t>one\n   two</w:t>"), "one two", id="line-end-in-xml-is-a-blank"),
        pytest.param(run("<w:t>3.2.14</w:t><w:tab/><w:t>Title</w:t>"), "3.2.14 Title", id="tab"),
        pytest.param(run("<w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t>"), "a\nb\nc", id="line-breaks"),
        pytest.param(run('<w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t>'), "a b", id="page-break-is-no-line-break"),
        pytest.param(run('<w:t>a</w:t><w:br w:type="column"/><w:t>b</w:t>'), "a b", id="column-break"),
        pytest.param(run("<w:t>3</w:t><w:noBreakHyphen/><w:t>стандарт</w:t>"), "3-стандарт", id="no-break-hyphen"),
        pytest.param(run("<w:t>само</w:t><w:softHyphen/><w:t>оценка</w:t>"), "самооценка", id="soft-hyphen"),
        pytest.param(run('<w:sym w:font="Wingdings" w:char="F0FC"/>'), "✓", id="symbol-tick"),
        pytest.param(run('<w:sym w:font="Symbol" w:char="F0B7"/>'), "•", id="symbol-bullet"),
        pytest.param(run('<w:sym w:font="Webdings" w:char="F031"/>'), "•", id="symbol-is-never-a-digit"),
        pytest.param(f"<w:smartTag>{r('3.2.14')}</w:smartTag>", "3.2.14", id="smart-tag"),
        pytest.param(f'<w:hyperlink r:id="x">{r("link")}</w:hyperlink>', "link", id="hyperlink"),
        pytest.param(f"<w:customXml><w:customXmlPr/>{r('x')}</w:customXml>", "x", id="custom-xml"),
        pytest.param(f'<w:fldSimple w:instr=" DOCPROPERTY x ">{r("3.2")}</w:fldSimple>', "3.2", id="simple-field"),
        pytest.param(field(" REF x ", "3.2.14"), "3.2.14", id="field-result"),
        pytest.param(field(' XE "3.2.14" ', None) + r("t"), "t", id="field-without-result"),
        pytest.param(
            field(" IF 1 = 1 ", field(" REF a ", "inner"), raw=True) + r("!"), "inner!", id="field-in-a-result"
        ),
        pytest.param(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
            + field(" REF a ", "9.9.9")
            + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + r("yes")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "yes",
            id="field-in-a-code",
        ),
        pytest.param(r("a") + ins(r("b")) + deleted("c") + r("d"), "abd", id="revisions"),
        pytest.param(
            f"<w:moveFrom>{r('old')}</w:moveFrom><w:moveTo>{r('new')}</w:moveTo>", "new", id="moves"
        ),
        pytest.param(r("a") + r("b", "<w:vanish/>") + r("c", '<w:vanish w:val="0"/>'), "ac", id="hidden-directly"),
        pytest.param(r("a") + r("b", "<w:webHidden/>"), "ab", id="hidden-on-the-web-only"),
        pytest.param(r("a") + r("b", '<w:rStyle w:val="Hide"/>'), "a", id="hidden-by-character-style"),
        pytest.param(
            "<m:oMathPara><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></m:oMathPara>", "x=1", id="formula"
        ),
        pytest.param(
            run("<w:ruby><w:rt>"+r("up")+"</w:rt><w:rubyBase>" + r("base") + "</w:rubyBase></w:ruby>"), "base", id="ruby"
        ),
        pytest.param(r("a") + run('<w:commentReference w:id="0"/><w:annotationRef/>') + r("b"), "ab", id="comment-mark"),
        pytest.param(r("3.2.14") + r("1", '<w:vertAlign w:val="superscript"/>') + r(" T"), "3.2.14¹ T", id="note-mark"),
        pytest.param(r("3.2.1") + r("12", '<w:rStyle w:val="Raised"/>'), "3.2.1¹²", id="note-mark-by-style"),
        pytest.param(r("3.2.1") + r("4", '<w:vertAlign w:val="baseline"/>'), "3.2.14", id="on-the-line"),
        pytest.param(r("H") + r("2", '<w:vertAlign w:val="subscript"/>') + r("O"), "H₂O", id="subscript"),
        pytest.param(
            f'<mc:AlternateContent><mc:Choice Requires="w14">{r("new")}</mc:Choice>'
            f"<mc:Fallback>{r('old')}</mc:Fallback></mc:AlternateContent>",
            "new",
            id="alternate-content-once",
        ),
        pytest.param(
            f"<mc:AlternateContent><mc:Fallback>{r('old')}</mc:Fallback></mc:AlternateContent>", "old", id="only-fallback"
        ),
        pytest.param(f"<w:dir w:val='ltr'>{r('a')}</w:dir><w:bdo w:val='ltr'>{r('b')}</w:bdo>", "ab", id="direction"),
        pytest.param(
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Choose"/>'
            '<w:listEntry w:val="Meets"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN '
            '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "Meets",
            id="legacy-drop-down",
        ),
    ],
)  # fmt: skip
def test_text_of_a_paragraph(tmp_path: Path, content: str, shown: str) -> None:
    styles = (
        headings()
        + style("Hide", "Hidden", kind="character", run="<w:vanish/>")
        + style("Raised", "Raised", kind="character", run='<w:vertAlign w:val="superscript"/>')
    )
    found = document(tmp_path, p(content, raw=True) + p("end"), styles=styles)
    assert texts(found) == [shown, "end"]


def test_a_field_may_run_over_paragraphs(tmp_path: Path) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INCLUDETEXT x </w:instrText></w:r>'
    middle = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    found = document(tmp_path, p(begin + middle + r("one")) + p("two") + p(r("three") + end) + p("four"))
    assert texts(found) == ["one", "two", "three", "four"]


def test_a_field_without_an_end_hides_no_text(tmp_path: Path) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
    assert texts(document(tmp_path, p(r("a") + begin) + p("b") + p("c"))) == ["a", "b", "c"]


def test_a_field_that_begins_in_a_cell_ends_with_it(tmp_path: Path) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
    found = document(tmp_path, tbl(tr(tc(p(begin)), "x"), tr("y", "z")) + p("end"))
    assert texts(found) == ["\tx", "y\tz", "end"]


class TestRevisions:
    def test_a_paragraph_whose_mark_is_deleted_continues_in_the_next(self, tmp_path: Path) -> None:
        body = p("first ", "Heading1", mark=DELETED_MARK) + p("second") + p("third")
        assert kinds(document(tmp_path, body)) == [("heading", 1, "first second"), ("paragraph", 0, "third")]

    def test_a_paragraph_that_is_wholly_deleted_is_gone(self, tmp_path: Path) -> None:
        body = p("a") + p(deleted("3.2.14 gone"), mark=DELETED_MARK) + p("b")
        found = document(tmp_path, body)
        assert [(b.text, b.place.paragraph) for b in found.blocks] == [("a", 1), ("b", 2)]

    def test_text_before_a_table_stays_before_it(self, tmp_path: Path) -> None:
        body = p("a", mark=DELETED_MARK) + tbl(tr("x", "y")) + p("b")
        assert texts(document(tmp_path, body)) == ["a", "x\ty", "b"]

    def test_the_last_paragraph_is_not_lost(self, tmp_path: Path) -> None:
        assert texts(document(tmp_path, p("a") + p("b", mark=DELETED_MARK))) == ["a", "b"]

    def test_they_are_counted(self, tmp_path: Path) -> None:
        body = p("a") + p(r("b") + ins(r("c")) + ins(r("d")) + deleted("e"))
        found = document(tmp_path, body)
        assert rules(found)["revisions-left"] == {"insertions": 2, "deletions": 1}
        (finding,) = found.findings
        assert finding.severity == "info"
        assert finding.place is not None and finding.place.paragraph == 2

    def test_inside_a_cell_too(self, tmp_path: Path) -> None:
        body = tbl(tr(tc(p("a ", mark=DELETED_MARK) + p("b")), "x"))
        assert texts(document(tmp_path, body)) == ["a b\tx"]

    def test_old_properties_do_not_count(self, tmp_path: Path) -> None:
        change = '<w:pPrChange w:id="1" w:author="A"><w:pPr><w:pStyle w:val="Heading1"/></w:pPr></w:pPrChange>'
        before = '<w:rPrChange w:id="1" w:author="A"><w:rPr><w:vanish/></w:rPr></w:rPrChange>'
        found = document(tmp_path, p(r("text", before), properties=change))
        assert kinds(found) == [("paragraph", 0, "text")]


class TestHighlighted:
    def test_paragraphs_with_a_marker_pens_colour_are_counted(self, tmp_path: Path) -> None:
        yellow, pen = '<w:highlight w:val="yellow"/>', '<w:shd w:val="clear" w:fill="FFFF00"/>'
        body = p("a") + p(r("b ", yellow) + r("c", yellow)) + p(r("d", pen)) + tbl(tr(tc(p(r("e", yellow))), "f"))
        found = document(tmp_path, body)
        assert rules(found)["highlight-left"] == {"count": 3}
        (finding,) = found.findings
        assert finding.place is not None and finding.place.paragraph == 2

    @pytest.mark.parametrize("colour", ['highlight w:val="none"', 'highlight w:val="lightGray"', 'shd w:fill="DDEEFF"'])
    def test_grey_and_soft_colours_are_design(self, tmp_path: Path, colour: str) -> None:
        assert document(tmp_path, p(r("a", f"<w:{colour}/>"))).findings == ()

    def test_a_marked_blank_does_not_count(self, tmp_path: Path) -> None:
        assert document(tmp_path, p(r("a") + r(" ", '<w:highlight w:val="yellow"/>'))).findings == ()


class TestHidden:
    def test_by_paragraph_style_and_shown_again_in_a_run(self, tmp_path: Path) -> None:
        styles = headings() + style("Secret", "Secret", run="<w:vanish/>")
        body = p(r("hidden words") + r(" seen", '<w:vanish w:val="0"/>'), "Secret") + p("b")
        found = document(tmp_path, body, styles=styles)
        assert texts(found) == ["seen", "b"]
        assert rules(found)["hidden-text"] == {"words": 2}

    def test_two_styles_toggle_each_other(self, tmp_path: Path) -> None:
        styles = (
            headings()
            + style("Secret", "Secret", run="<w:vanish/>")
            + style("Hide", "Hide", kind="character", run="<w:vanish/>")
        )
        body = p(r("shown", '<w:rStyle w:val="Hide"/>') + r("hidden"), "Secret") + p("b")
        assert texts(document(tmp_path, body, styles=styles)) == ["shown", "b"]

    def test_a_hidden_paragraph_is_no_paragraph(self, tmp_path: Path) -> None:
        body = p(r("gone", "<w:vanish/>"), mark="<w:vanish/>") + p("b")
        found = document(tmp_path, body)
        assert [(b.text, b.place.paragraph) for b in found.blocks] == [("b", 1)]

    def test_a_style_separator_keeps_the_heading_apart(self, tmp_path: Path) -> None:
        body = p("3.2.14 Title", "Heading1", mark="<w:vanish/><w:specVanish/>") + p("Text on the same line.")
        assert kinds(document(tmp_path, body)) == [
            ("heading", 1, "3.2.14 Title"),
            ("paragraph", 0, "Text on the same line."),
        ]


class TestControls:
    @pytest.mark.parametrize(
        ("properties", "shown"),
        [
            ("<w:showingPlcHdr/><w:text/>", []),
            ('<w:showingPlcHdr w:val="0"/><w:text/>', ["3.2.14"]),
            ("<w:text/>", ["3.2.14"]),
            (dropdown([("3.2.14", ""), ("Meets", "meets")]), []),
            (dropdown([("Choose", ""), ("3.2.14", "x")]), ["3.2.14"]),
            (dropdown([(None, "3.2.14"), ("Meets", "meets")]), []),
            (dropdown([("3.2.14", ""), ("Meets", "meets")], "comboBox"), []),
            ('<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>', ["3.2.14"]),
        ],
    )
    @pytest.mark.parametrize("level", ["run", "block", "nested"])
    def test_placeholders_and_unchosen_entries(
        self, tmp_path: Path, properties: str, shown: list[str], level: str
    ) -> None:
        inner = {
            "run": p(sdt(r("3.2.14"), properties), raw=True),
            "block": sdt(p("3.2.14"), properties),
            "nested": sdt(sdt(p(sdt(r("3.2.14"), properties), raw=True))),
        }[level]
        assert texts(document(tmp_path, inner + p("end"))) == [*shown, "end"]

    def test_rows_and_cells(self, tmp_path: Path) -> None:
        body = tbl(
            sdt(tr("a", "b")),
            tr("c", sdt(tc("d"))),
            f"<w:tr>{sdt(tc('x'), '<w:showingPlcHdr/>')}{tc('e')}</w:tr>",
            sdt(sdt(tr("f", "g"))),
            sdt(tr("p", "q"), "<w:showingPlcHdr/>"),
        )
        assert texts(document(tmp_path, body + p("end"))) == ["a\tb", "c\td", "\te", "f\tg", "end"]

    def test_a_whole_body_in_a_control(self, tmp_path: Path) -> None:
        body = sdt(p("Title", "Heading1") + tbl(tr("a", "b")) + p("x"))
        assert kinds(document(tmp_path, body)) == [("heading", 1, "Title"), ("row", 0, "a\tb"), ("paragraph", 0, "x")]


def test_alternative_text_and_pictures_are_no_text(tmp_path: Path) -> None:
    from ..wordxml import picture

    assert texts(document(tmp_path, p(r("a") + picture(2, 2)) + p(picture(1, 1)))) == ["a"]


def test_a_text_box_counts_once(tmp_path: Path) -> None:
    body = p(r("anchor") + text_box(p("3.2.14 in the box") + p("more"))) + p("after")
    found = document(tmp_path, body)
    assert [(b.kind, b.text) for b in found.blocks] == [
        (Kind.PARAGRAPH, "anchor"),
        (Kind.BOX, "3.2.14 in the box\nmore"),
        (Kind.PARAGRAPH, "after"),
    ]
    assert found.blocks[1].place.paragraph == 1


def test_a_box_in_a_box_and_a_table_in_a_box(tmp_path: Path) -> None:
    body = p(text_box(p(r("outer") + text_box(p("inner"))) + tbl(tr("a", "b"), tr("c", "d"))))
    found = document(tmp_path, body)
    assert [(block.kind, block.shown) for block in found.blocks] == [
        (Kind.BOX, "outer"),
        (Kind.BOX, "inner"),
        (Kind.ROW, "a\tb"),
        (Kind.ROW, "c\td"),
    ]
    assert {block.place.paragraph for block in found.blocks} == {1}


def test_a_box_in_a_deleted_run_is_gone(tmp_path: Path) -> None:
    body = p(r("a") + f'<w:del w:id="1" w:author="A">{text_box(p("gone"))}</w:del>')
    assert texts(document(tmp_path, body)) == ["a"]


def test_word_art_is_a_box(tmp_path: Path) -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="Example University"/></v:shape></w:pict></w:r>'
    assert kinds(document(tmp_path, p(art) + p("x"))) == [("box", 0, "Example University"), ("paragraph", 0, "x")]
