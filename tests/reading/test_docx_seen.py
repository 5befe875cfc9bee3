"""What Word shows and other readers miss, and what stands in the file and nobody sees."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sapa.core.citing.structure import arrange
from sapa.core.model.document import Document, Kind, ReadingError
from sapa.core.reading import read

from ..wordxml import (
    DOCX_TYPE,
    abstract,
    contents_control,
    field,
    headings,
    lvl,
    num,
    p,
    package,
    part,
    r,
    run,
    save,
    sdt,
    style,
    tbl,
    tc,
    text_box,
    tr,
)
from .docxes import NOTHING, document, kinds, rules, texts

BIG = '<w:b/><w:sz w:val="36"/>'
PLACEHOLDER = '<w:rStyle w:val="PlaceholderText"/>'
ANSWER = "The council reviews every programme each spring and publishes its decisions on the page. " * 3
RELATION = '<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>'


def relation(id: str, kind: str, target: str) -> str:
    return RELATION.format(id=id, kind=kind, target=target)


def seen(folder: Path, body: str, **parts: Any) -> Document:
    return arrange(document(folder, body, **parts))


# ------------------------------------------------------------------ boxes


class TestBoxes:
    def test_a_box_that_is_a_heading_governs_what_stands_below(self, tmp_path: Path) -> None:
        found = seen(tmp_path, p(text_box(p("3.2.13 Design", "Heading3"))) + p("Answer"))
        assert kinds(found) == [("heading", 3, "3.2.13 Design"), ("paragraph", 0, "Answer")]

    @pytest.mark.parametrize("look", ["<w:b/>", '<w:sz w:val="40"/>'])
    def test_so_does_one_that_only_looks_like_a_heading(self, tmp_path: Path, look: str) -> None:
        body = p("Words of the body in its usual size.") + p(text_box(p(r("3.2.13 Design", look)))) + p("Answer")
        assert kinds(seen(tmp_path, body))[1:] == [("heading", 3, "3.2.13 Design"), ("paragraph", 0, "Answer")]

    def test_and_word_art(self, tmp_path: Path) -> None:
        art = '<w:r><w:pict><v:shape><v:textpath string="3.2.13 Design"/></v:shape></w:pict></w:r>'
        assert kinds(seen(tmp_path, p(art) + p("Answer")))[0] == ("heading", 3, "3.2.13 Design")

    def test_anchored_at_the_beginning_of_its_text_it_stands_above_it(self, tmp_path: Path) -> None:
        body = p(text_box(p("3.2.13 Design", "Heading3")) + r("Answer")) + p("more")
        assert texts(document(tmp_path, body)) == ["3.2.13 Design", "Answer", "more"]

    def test_anchored_behind_text_it_stands_below(self, tmp_path: Path) -> None:
        body = p(r("Of another criterion") + text_box(p("3.2.13 Design", "Heading3"))) + p("Answer")
        assert texts(document(tmp_path, body)) == ["Of another criterion", "3.2.13 Design", "Answer"]

    def test_one_in_a_cell_governs_nothing(self, tmp_path: Path) -> None:
        body = tbl(tr(tc(p(r("a") + text_box(p("Side", "Heading3")))), "b")) + p("x")
        assert kinds(document(tmp_path, body)) == [("row", 0, "a\tb"), ("box", 0, "Side"), ("paragraph", 0, "x")]

    def test_a_box_with_several_headings_is_several_boxes(self, tmp_path: Path) -> None:
        inner = p("4.2.4 One", "Heading3") + p("first") + p("more") + p("4.2.5 Two", "Heading3") + p("second")
        assert kinds(document(tmp_path, p(text_box(inner)) + p("x"))) == [
            ("box", 0, "4.2.4 One\nfirst\nmore"),
            ("box", 0, "4.2.5 Two\nsecond"),
            ("paragraph", 0, "x"),
        ]

    def test_coded_lines_of_a_box_are_boxes_of_their_own(self, tmp_path: Path) -> None:
        body = p(text_box(p(f"4.2.4 {ANSWER}") + p(f"4.2.5 {ANSWER}")))
        assert [block.text[:5] for block in seen(tmp_path, body).blocks] == ["4.2.4", "4.2.5"]

    def test_a_table_in_a_box_is_a_table(self, tmp_path: Path) -> None:
        found = document(tmp_path, tbl(tr("x", "y")) + p(text_box(tbl(tr("4.2.7", "Answer"), tr("4.2.8", "More")))))
        assert kinds(found) == [("row", 0, "x\ty"), ("row", 0, "4.2.7\tAnswer"), ("row", 0, "4.2.8\tMore")]
        assert [block.table for block in found.blocks] == [1, 2, 2]

    def test_a_shape_on_a_locked_canvas_is_a_box(self, tmp_path: Path) -> None:
        shapes = "".join(
            f"<a:sp><a:txSp><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:txSp></a:sp>"
            for text in ("3.2.9 one", "3.2.10 two")
        )
        canvas = (
            '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><a:graphic><a:graphicData>'
            f'<lc:lockedCanvas xmlns:lc="urn:x">{shapes}</lc:lockedCanvas></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
        )
        assert kinds(document(tmp_path, p(canvas))) == [("box", 0, "3.2.9 one"), ("box", 0, "3.2.10 two")]

    def test_points_of_a_diagram_are_its_lines(self, tmp_path: Path) -> None:
        points = "".join(
            f"<dgm:pt><dgm:t><a:p><a:r><a:t>{code} {ANSWER}</a:t></a:r></a:p></dgm:t></dgm:pt>"
            for code in ("3.2.11", "3.2.12")
        )
        data = (
            '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
            f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{points}</dgm:dataModel>'
        )
        body = p('<w:r><w:drawing><wp:inline><dgm:relIds r:dm="rIdD"/></wp:inline></w:drawing></w:r>')
        found = seen(
            tmp_path,
            body,
            relations=relation("rIdD", "diagramData", "diagrams/data1.xml"),
            extra={"word/diagrams/data1.xml": data},
        )
        assert [(block.kind, block.text[:6]) for block in found.blocks] == [(Kind.BOX, "3.2.11"), (Kind.BOX, "3.2.12")]


# ------------------------------------------------------------------ alternate content, package


@pytest.mark.parametrize(
    ("requires", "shown"),
    [
        ('xmlns:n="urn:nobody" Requires="n"', "old"),
        ('Requires="wps"', "new"),
        ('xmlns:n="urn:nobody" Requires="wps n"', "old"),
        ('xmlns:q="http://schemas.microsoft.com/office/word/2015/wordml/symex" Requires="q"', "new"),
        ('Requires="nowhere"', "old"),
    ],
)
def test_a_choice_whose_namespace_nobody_understands_is_not_shown(tmp_path: Path, requires: str, shown: str) -> None:
    inner = f"<mc:AlternateContent><mc:Choice {requires}>{{}}</mc:Choice><mc:Fallback>{{}}</mc:Fallback></mc:AlternateContent>"
    body = p(run(inner.format("<w:t>new</w:t>", "<w:t>old</w:t>"))) + inner.format(p("new"), p("old")) + p("end")
    assert texts(document(tmp_path, body)) == [shown, shown, "end"]


def test_the_second_choice_where_the_first_is_not_understood(tmp_path: Path) -> None:
    body = p(
        run(
            '<mc:AlternateContent><mc:Choice xmlns:n="urn:nobody" Requires="n"><w:t>a</w:t></mc:Choice>'
            '<mc:Choice Requires="w14"><w:t>b</w:t></mc:Choice><mc:Fallback><w:t>c</w:t></mc:Fallback></mc:AlternateContent>'
        )
    )
    assert texts(document(tmp_path, body)) == ["b"]


CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{}</Types>'
)
MAIN_BY_SUFFIX = CONTENT_TYPES.format(f'<Default Extension="xml" ContentType="{DOCX_TYPE}"/>')


@pytest.mark.parametrize("main", ["document.xml", "word/document.xml", "deep/in/report.xml"])
@pytest.mark.parametrize("related", [True, False])
def test_the_main_part_by_the_type_of_its_suffix(tmp_path: Path, main: str, related: bool) -> None:
    extra: dict[str, str | bytes] = {"[Content_Types].xml": MAIN_BY_SUFFIX}
    if not related:
        extra["_rels/.rels"] = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    found = document(tmp_path, p("3.2.14 Title", "Heading3"), main=main, extra=extra)
    assert (found.format, texts(found)) == ("docx", ["3.2.14 Title"])


# ------------------------------------------------------------------ numbers that Word computes


class TestComputedNumbers:
    @pytest.mark.parametrize(
        ("code", "shown"),
        [
            (r"LISTNUM NumberDefault \l 1 \s 4", "3.2.4) Design"),
            (r"LISTNUM NumberDefault \l 7 \s 4", "3.2.4. Design"),
            (r"LISTNUM \l 4", "3.2.(1) Design"),
            (r"LISTNUM OutlineDefault \l 1 \s 4", "3.2.IV. Design"),
            (r"SEQ crit \r 4", "3.2.4 Design"),
            (r"SEQ crit \* roman \r 4", "3.2.iv Design"),
            (r"SEQ crit \h \r 4", "3.2. Design"),
            ("AUTONUM", "3.2.1. Design"),
            (r"AUTONUM \s )", "3.2.1) Design"),
            ('XE "4"', "3.2. Design"),
        ],
    )
    def test_where_the_file_stores_none(self, tmp_path: Path, code: str, shown: str) -> None:
        assert texts(document(tmp_path, p(r("3.2.") + field(f" {code} ", None) + r(" Design"), raw=True))) == [shown]

    def test_they_count(self, tmp_path: Path) -> None:
        codes = ["SEQ a", "SEQ b", "SEQ a", r"SEQ a \c", r"SEQ a \r 9", "SEQ a"]
        body = "".join(p(field(f" {code} ", None), raw=True) for code in codes)
        assert texts(document(tmp_path, body)) == ["1", "1", "2", "2", "9", "10"]

    def test_a_stored_number_stands_as_it_is_and_is_counted_from(self, tmp_path: Path) -> None:
        body = p(field(" SEQ a ", "7"), raw=True) + p(field(" SEQ a ", None), raw=True)
        assert texts(document(tmp_path, body)) == ["7", "8"]

    def test_a_list_begins_again_below_a_higher_level(self, tmp_path: Path) -> None:
        codes = [r"LISTNUM \l 1", r"LISTNUM \l 2", r"LISTNUM \l 2", r"LISTNUM \l 1", r"LISTNUM \l 2"]
        body = "".join(p(field(f" {code} ", None), raw=True) for code in codes)
        assert texts(document(tmp_path, body)) == ["1)", "a)", "b)", "2)", "a)"]

    def test_legal_automatic_numbers_follow_the_ranks_of_headings(self, tmp_path: Path) -> None:
        ranks = (1, 2, 3, 3, 2, 1, 2)
        body = "".join(p(field(" AUTONUMLGL ", None) + r(" t"), f"Heading{rank}", raw=True) for rank in ranks)
        assert texts(document(tmp_path, body)) == [
            "1. t", "1.1. t", "1.1.1. t", "1.1.2. t", "1.2. t", "2. t", "2.1. t",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("content", "caption"),
        [
            (r("Table ") + field(" SEQ Table ", "1") + r(". Staff"), True),
            (r("Table 3.") + field(" SEQ Table ", "1") + r(" Staff"), True),
            (r("Сурет ") + field(" SEQ Сурет ", "2") + r(" – карта"), True),
            (r("Exhibit ") + field(" SEQ Exhibit ", "2"), True),
            (field(" SEQ Figure ", "2"), True),
            (r("Criterion 3.2.") + field(" SEQ crit ", "1") + r(" Design"), False),
            (r("3.2.7 The rate (") + field(" SEQ Equation ", "1") + r(") is published"), False),
        ],
    )
    def test_a_sequence_number_makes_a_caption_only_behind_its_label(
        self, tmp_path: Path, content: str, caption: bool
    ) -> None:
        (block,) = document(tmp_path, p(content, raw=True)).blocks
        assert (block.kind is Kind.CAPTION) is caption

    def test_a_style_that_names_its_level_is_numbered_though_the_level_is_linked_elsewhere(
        self, tmp_path: Path
    ) -> None:
        def numbered(level: int) -> str:
            return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'

        styles = headings(3, Heading1=numbered(0), Heading2=numbered(1), Heading3=numbered(2))
        levels = [
            lvl(0, "%1", style="Heading1"), lvl(1, "%1.%2", style="Absent"), lvl(2, "%1.%2.%3", style="Absent3")
        ]  # fmt: skip
        body = p("a", "Heading1") + p("b", "Heading2") + p("c", "Heading3") + p("d", "Heading2") + p("e", "Heading3")
        found = document(tmp_path, body, styles=styles, numbering=abstract(0, *levels) + num(1, 0))
        assert texts(found) == ["1 a", "1.1 b", "1.1.1 c", "1.2 d", "1.2.1 e"]


# ------------------------------------------------------------------ letters


SYMBOL = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
PRIVATE = "".join(chr(0xF000 + ord(c)) for c in "3.2.7")


class TestLetters:
    def test_digits_of_the_symbol_font_in_the_text_itself(self, tmp_path: Path) -> None:
        assert texts(document(tmp_path, p(r(PRIVATE, SYMBOL) + r(" Design")))) == ["3.2.7 Design"]

    def test_by_the_style_of_the_paragraph_or_run(self, tmp_path: Path) -> None:
        styles = headings(1) + style("Sym", "Sym", run=SYMBOL) + style("SymRun", "SymRun", run=SYMBOL, kind="character")
        body = p(PRIVATE, "Sym") + p(r(PRIVATE, '<w:rStyle w:val="SymRun"/>'))
        assert texts(document(tmp_path, body, styles=styles)) == ["3.2.7", "3.2.7"]

    def test_another_font_shows_no_digits(self, tmp_path: Path) -> None:
        body = p(r(PRIVATE, SYMBOL.replace("Symbol", "Webdings"))) + p(PRIVATE)
        assert not any(c.isdigit() for text in texts(document(tmp_path, body)) for c in text)

    def test_mathematical_digits_are_digits(self, tmp_path: Path) -> None:
        bold = "".join(chr(0x1D7CE + int(c)) if c.isdigit() else c for c in "3.2.1")
        assert texts(document(tmp_path, p(f"{bold} Design"))) == ["3.2.1 Design"]


# ------------------------------------------------------------------ what nobody sees


def cell(content: str, fill: str) -> str:
    return tc(content, properties=f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>')


WHITE = '<w:color w:val="FFFFFF"/>'


class TestUnseen:
    @pytest.mark.parametrize(
        "look",
        [
            WHITE,
            '<w:color w:val="fefefe"/>',
            '<w:sz w:val="0"/>',
            '<w:sz w:val="1"/>',
            '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>',
            '<w:rStyle w:val="Pale"/>',
        ],
    )
    def test_letters_that_nobody_sees_do_not_count_and_are_told(self, tmp_path: Path, look: str) -> None:
        styles = headings(1) + style("Pale", "Pale", run=WHITE, kind="character")
        found = document(tmp_path, p(r("seen ") + r("4.2.2 not seen", look)), styles=styles)
        assert texts(found) == ["seen"]
        assert rules(found)["hidden-text"] == {"words": 2}

    @pytest.mark.parametrize(
        "look",
        [
            '<w:color w:val="auto"/>',
            '<w:color w:val="F0F0C0"/>',
            '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>',
            '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>',
            '<w:color w:val="FFFFFF"/><w:shd w:val="pct50" w:fill="FFFFFF"/>',
            '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="FFFFFF" w:themeFill="accent1"/>',
            '<w:sz w:val="8"/>',
        ],
    )
    def test_letters_on_another_ground_are_seen(self, tmp_path: Path, look: str) -> None:
        assert texts(document(tmp_path, p(r("4.2.2 seen", look)))) == ["4.2.2 seen"]

    def test_white_on_a_dark_cell_is_seen_and_beside_it_not(self, tmp_path: Path) -> None:
        white = p(r("4.2.2", WHITE))
        body = tbl(tr(cell(white, "1F3864"), cell(white, "FFFFFF"), tc(white), "x"))
        assert texts(document(tmp_path, body)) == ["4.2.2\t\t\tx"]

    def test_a_table_style_may_lay_colours_behind_its_cells(self, tmp_path: Path) -> None:
        head = '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr></w:tblStylePr>'
        styles = headings(1) + style("Grid", "Grid", kind="table").replace("</w:style>", f"{head}</w:style>")
        table = tbl(tr(tc(p(r("4.2.2", WHITE))), "b"), properties='<w:tblStyle w:val="Grid"/>')
        assert texts(document(tmp_path, table, styles=styles)) == ["4.2.2\tb"]

    def test_a_shaded_paragraph_or_box_is_another_ground(self, tmp_path: Path) -> None:
        shaded = p(r("a", WHITE), properties='<w:shd w:val="clear" w:fill="1F3864"/>')
        styles = headings(1) + style("Band", "Band", paragraph='<w:shd w:val="clear" w:fill="1F3864"/>', run=WHITE)
        body = shaded + p(r("x") + text_box(p(r("b", WHITE)))) + p("c", "Band") + p("d")
        assert texts(document(tmp_path, body, styles=styles)) == ["a", "x", "b", "c", "d"]

    def test_on_a_coloured_page_white_is_seen(self, tmp_path: Path) -> None:
        body = f'<w:background w:color="1F3864"/><w:body>{p(r("4.2.2", WHITE))}</w:body>'
        assert texts(document(tmp_path, "", document=part("document", body))) == ["4.2.2"]


# ------------------------------------------------------------------ controls


ITEM = '<sar xmlns="urn:sar"><c><t>{}</t></c><c><t/></c></sar>'
ITEM_PROPERTIES = (
    '<ds:datastoreItem ds:itemID="{ABC}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>'
)
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


def binding(path: str, id: str = "{ABC}") -> str:
    return f'<w:dataBinding w:prefixMappings="xmlns:n=\'urn:sar\'" w:xpath="{path}" w:storeItemID="{id}"/><w:text/>'


def data(value: str) -> dict[str, str | bytes]:
    return {
        "customXml/item1.xml": ITEM.format(value),
        "customXml/itemProps1.xml": ITEM_PROPERTIES,
        "customXml/_rels/item1.xml.rels": RELATIONS.format(relation("rId1", "customXmlProps", "itemProps1.xml")),
    }


FIRST = binding("/n:sar[1]/n:c[1]/n:t[1]")


class TestBoundControls:
    @pytest.mark.parametrize("flag", ["", "<w:showingPlcHdr/>"])
    @pytest.mark.parametrize("level", ["block", "run", "cell"])
    def test_the_data_wins(self, tmp_path: Path, flag: str, level: str) -> None:
        body = {
            "block": sdt(p("stored"), flag + FIRST),
            "run": p(sdt(r("stored"), flag + FIRST), raw=True),
            "cell": tbl(f"<w:tr>{sdt(tc('stored'), flag + FIRST)}{tc('')}</w:tr>"),
        }[level]
        assert [text.strip() for text in texts(document(tmp_path, body, extra=data("of today")))] == ["of today"]

    def test_lines_of_the_data_are_lines(self, tmp_path: Path) -> None:
        assert texts(document(tmp_path, sdt(p("x"), FIRST), extra=data("one\ntwo"))) == ["one\ntwo"]

    def test_a_control_behind_much_text_is_filled_too(self, tmp_path: Path) -> None:
        body = "".join(p(ANSWER) for _ in range(200)) + sdt(p("stored") * 3, FIRST) + p("end")
        assert texts(document(tmp_path, body, extra=data("of today")))[-2:] == ["of today", "end"]

    def test_empty_data_shows_the_hint(self, tmp_path: Path) -> None:
        body = sdt(p("stored"), binding("/n:sar[1]/n:c[2]/n:t[1]")) + p("end")
        assert texts(document(tmp_path, body, extra=data("x"))) == ["end"]

    @pytest.mark.parametrize("path", ["/n:sar/n:none", "/n:sar/x:c", "//n:t", "count(//*)", "not an xpath ["])
    def test_a_place_that_is_none_leaves_what_is_stored(self, tmp_path: Path, path: str) -> None:
        assert texts(document(tmp_path, sdt(p("stored"), binding(path)), extra=data("x"))) == ["stored"]

    def test_without_the_data_what_is_stored_stands(self, tmp_path: Path) -> None:
        assert texts(document(tmp_path, sdt(p("stored"), FIRST))) == ["stored"]

    def test_the_files_own_title(self, tmp_path: Path) -> None:
        core = '<c:p xmlns:c="urn:c" xmlns:dc="urn:dc"><dc:title>Report 2024</dc:title></c:p>'
        mapped = (
            "<w:dataBinding w:prefixMappings=\"xmlns:c='urn:c' xmlns:dc='urn:dc'\" w:xpath=\"/c:p[1]/dc:title[1]\" "
            'w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/><w:text/>'
        )
        body = p(sdt(r("Title"), mapped), raw=True)
        assert texts(document(tmp_path, body, extra={"docProps/core.xml": core})) == ["Report 2024"]


class TestHints:
    def test_a_filled_control_that_kept_the_flag_counts(self, tmp_path: Path) -> None:
        assert texts(document(tmp_path, sdt(p(ANSWER), "<w:showingPlcHdr/><w:text/>"))) == [ANSWER.strip()]

    def test_a_long_hint_in_the_style_of_hints_does_not(self, tmp_path: Path) -> None:
        body = sdt(p(r(ANSWER, PLACEHOLDER)), "<w:showingPlcHdr/><w:text/>") + p("end")
        assert texts(document(tmp_path, body)) == ["end"]

    def test_nor_does_one_that_begins_as_words_own(self, tmp_path: Path) -> None:
        body = sdt(p(f"Click or tap here to enter text. {ANSWER}"), "<w:showingPlcHdr/><w:text/>") + p("end")
        assert texts(document(tmp_path, body)) == ["end"]


class TestContentsControl:
    def test_chapters_typed_behind_the_end_of_the_field_are_text(self, tmp_path: Path) -> None:
        entries = p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("3.2.4 Design 5")}'
        ) + p(r("3.2.5 Staff 6") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        body = contents_control(p("Contents") + entries + p("3.2.4 Design", "Heading3") + p("Answer")) + p("x")
        assert kinds(document(tmp_path, body)) == [
            ("contents", 0, "Contents"),
            ("contents", 0, "3.2.4 Design 5"),
            ("contents", 0, "3.2.5 Staff 6"),
            ("heading", 3, "3.2.4 Design"),
            ("paragraph", 0, "Answer"),
            ("paragraph", 0, "x"),
        ]

    def test_a_field_whose_end_has_a_paragraph_of_its_own(self, tmp_path: Path) -> None:
        body = contents_control(
            p(field(' TOC \\o "1-3" ', "3.2.4 Design 5").replace('<w:r><w:fldChar w:fldCharType="end"/></w:r>', ""))
            + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
            + p("Text")
        )
        assert kinds(document(tmp_path, body)) == [("contents", 0, "3.2.4 Design 5"), ("paragraph", 0, "Text")]


# ------------------------------------------------------------------ what is not read


def embedded(program: str, aspect: str = "Icon") -> str:
    return (
        f'<w:r><w:object><v:shape><v:imagedata r:id="i"/></v:shape><o:OLEObject Type="Embed" ProgID="{program}" '
        f'DrawAspect="{aspect}" r:id="rIdE"/></w:object></w:r>'
    )


OBJECT = relation("rIdE", "package", "embeddings/e.docx")


class TestUnread:
    @pytest.mark.parametrize("program", ["Word.Document.12", "Package", "AcroExch.Document.DC", "PowerPoint.Show.12"])
    def test_a_document_inside_is_told_in_its_place(self, tmp_path: Path, program: str) -> None:
        body = p("a") + p(r("b") + embedded(program)) + p("c")
        found = document(tmp_path, body, relations=OBJECT, extra={"word/embeddings/e.docx": b"PK"})
        assert [(gap.reason, gap.at) for gap in found.unreadable] == [("attachment", 2)]
        assert rules(found)["not-readable"] == {"name": "word/embeddings/e.docx"}

    @pytest.mark.parametrize(
        ("program", "aspect"), [("Equation.3", "Content"), ("Equation.DSMT4", "Icon"), ("Excel.Sheet.12", "Content")]
    )
    def test_formulas_and_sheets_that_are_shown_hide_nothing(self, tmp_path: Path, program: str, aspect: str) -> None:
        assert document(tmp_path, p(r("b") + embedded(program, aspect)), relations=OBJECT).unreadable == ()

    def test_a_chunk_that_cannot_be_read(self, tmp_path: Path) -> None:
        found = document(
            tmp_path,
            p("a") + '<w:altChunk r:id="rIdC"/>' + p("b"),
            relations=relation("rIdC", "aFChunk", "c.rtf"),
            extra={"word/c.rtf": b"{\\rtf1 3.2.22}"},
        )
        assert [(gap.reason, gap.at) for gap in found.unreadable] == [("attachment", 1)]

    def test_a_sub_document(self, tmp_path: Path) -> None:
        found = document(tmp_path, p("a") + '<w:subDoc r:id="rIdS"/>' + p("b"))
        assert [gap.at for gap in found.unreadable] == [1]

    def test_notes_in_a_damaged_part(self, tmp_path: Path) -> None:
        mark = run('<w:footnoteReference w:id="2"/>')
        found = document(
            tmp_path,
            p(r("a") + mark) + p("b"),
            footnotes="",
            extra={"word/footnotes.xml": b"no xml at all"},
        )
        assert texts(found) == ["a", "b"]
        assert [(gap.reason, gap.at) for gap in found.unreadable] == [("damaged", 1)]

    @pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
    def test_a_file_with_a_hole_or_cut_off_is_damaged(self, tmp_path: Path, share: float) -> None:
        whole = package("".join(p(f"{number} {ANSWER}") for number in range(500)))
        at = int(len(whole) * share)
        for data in (whole[:at], whole[:at] + whole[at + 200 :]):
            with pytest.raises(ReadingError) as caught:
                read(save(tmp_path, data), NOTHING)
            assert caught.value.code == "damaged"


# ------------------------------------------------------------------ headings that nobody styled, and styles that lie


class TestHeadings:
    BREAK = '<w:r><w:br w:type="page"/></w:r>'

    @pytest.mark.parametrize(
        "opening",
        [
            p(r("Conclusions", BIG), properties="<w:pageBreakBefore/>"),
            p(BREAK + r("Conclusions", BIG)),
            p(BREAK) + p(r("Conclusions", BIG)),
            p(r("text") + BREAK) + p() + p(r("Conclusions", BIG)),
        ],
    )
    def test_a_large_bold_line_on_top_of_a_new_page_opens_a_part(self, tmp_path: Path, opening: str) -> None:
        body = p("8.2.1 Resources", "Heading3") + p(ANSWER) + opening + p(ANSWER)
        found = document(tmp_path, body)
        assert ("heading", 1, "Conclusions") in kinds(found)

    @pytest.mark.parametrize(
        "line",
        [
            p(r("Conclusions", BIG)),
            p(BREAK + r("Conclusions")),
            p(BREAK + r("Conclusions", "<w:b/>")),
            p(BREAK + r("Approved in 2024", BIG)),
            p(BREAK + r("The report ends here.", BIG)),
            tbl(tr(tc(p(BREAK + r("Conclusions", BIG))), "b")),
        ],
    )
    def test_nothing_less_does(self, tmp_path: Path, line: str) -> None:
        body = p("8.2.1 Resources", "Heading3") + p(ANSWER) + line + p(ANSWER)
        assert [kind for kind, _, _ in kinds(document(tmp_path, body))].count("heading") == 1

    def test_several_sentences_in_a_heading_style_are_text(self, tmp_path: Path) -> None:
        found = seen(tmp_path, p("4.2.15 Staff", "Heading3") + p(ANSWER, "Heading4"))
        assert [(block.kind, block.emphasis) for block in found.blocks][1] == (Kind.PARAGRAPH, False)

    @pytest.mark.parametrize(
        "text",
        [
            "How the council reviews every programme and publishes its decisions",
            "Policy. Practice.",
            f"4.2.15 {ANSWER}",
            f"Criterion 4.2.15. {ANSWER}",
        ],
    )
    def test_titles_and_wordings_stay_headings(self, tmp_path: Path, text: str) -> None:
        assert seen(tmp_path, p(text, "Heading4")).blocks[0].kind is Kind.HEADING
