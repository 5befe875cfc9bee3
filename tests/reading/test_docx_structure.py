"""Structure of a Word file: headings, lists, captions, contents, notes, running headers, pictures, findings."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import pytest

from sapa.core.model.document import Document, Kind, ReadingError
from sapa.core.reading.word import read as walk

from ..wordxml import (
    contents_control,
    field,
    headings,
    p,
    package,
    picture,
    r,
    relation,
    run,
    save,
    sdt,
    section,
    style,
    tbl,
    tc,
    text_box,
    tr,
)
from .docxes import NOTHING, document, kinds, main, rules, texts

NUMBERED = headings(3)


class TestHeadings:
    @pytest.mark.parametrize(
        ("name", "level"),
        [
            ("heading 1", 1),
            ("Heading 9", 9),
            ("Заголовок 2", 2),
            ("Заголовок №3", 3),
            ("Тақырып 1", 1),
            ("Überschrift 2", 2),
            ("Titre 1", 1),
            ("Başlık 3", 3),
            ("标题 1", 1),
            ("Heading 2 numbered", 2),
            ("Заголовок 1 Знак", 0),
            ("Heading 1 Char", 0),
            ("heading 12", 0),
            ("Body Text 2", 0),
            ("Standard", 0),
        ],
    )
    def test_by_the_name_of_the_style(self, tmp_path: Path, name: str, level: int) -> None:
        found = document(tmp_path, p("Title", "x"), styles=style("x", name))
        assert [block.level for block in found.blocks] == [level]

    def test_by_outline_level_of_a_style_and_of_what_it_is_based_on(self, tmp_path: Path) -> None:
        styles = (
            headings()
            + style("Own", "Глава", paragraph='<w:outlineLvl w:val="1"/>')
            + style("Child", "Child", based_on="Own")
            + style("Flat", "Flat", based_on="Own", paragraph='<w:outlineLvl w:val="9"/>')
            + style("OfHeading", "Раздел", based_on="Heading3")
        )
        body = "".join(p("t", id) for id in ("Own", "Child", "Flat", "OfHeading"))
        assert [b.level for b in document(tmp_path, body, styles=styles).blocks] == [2, 2, 0, 3]

    def test_the_paragraph_itself_goes_before_the_style(self, tmp_path: Path) -> None:
        body = p("a", properties='<w:outlineLvl w:val="0"/>') + p(
            "b", "Heading1", properties='<w:outlineLvl w:val="9"/>'
        )
        assert kinds(document(tmp_path, body)) == [("heading", 1, "a"), ("paragraph", 0, "b")]

    def test_a_title_is_set_apart_and_no_heading(self, tmp_path: Path) -> None:
        (block,) = document(tmp_path, p("Report", "T"), styles=style("T", "Title")).blocks
        assert (block.kind, block.emphasis) == (Kind.PARAGRAPH, True)

    def test_an_empty_heading_is_none(self, tmp_path: Path) -> None:
        assert texts(document(tmp_path, p("", "Heading1") + p("a"))) == ["a"]

    def test_styles_in_a_circle(self, tmp_path: Path) -> None:
        styles = style("A", "A", based_on="B") + style("B", "B", based_on="A", paragraph='<w:outlineLvl w:val="0"/>')
        assert kinds(document(tmp_path, p("t", "A"), styles=styles)) == [("heading", 1, "t")]

    def test_a_style_that_is_defined_nowhere_is_body_text(self, tmp_path: Path) -> None:
        assert kinds(document(tmp_path, p("t", "Heading7"), styles=headings(2))) == [("paragraph", 0, "t")]

    def test_without_styles_the_common_ids_are_known(self, tmp_path: Path) -> None:
        body = p("t", "Heading2") + p("u", "TOC1") + p("v", "Caption") + p("w")
        found = document(tmp_path, body, styles=None)
        assert kinds(found) == [("heading", 2, "t"), ("contents", 0, "u"), ("caption", 0, "v"), ("paragraph", 0, "w")]

    def test_sections_follow_from_levels(self, tmp_path: Path) -> None:
        body = p("A", "Heading1") + p("x") + p("A1", "Heading2") + p("y") + p("B", "Heading1")
        found = document(tmp_path, body)
        assert found.heading_path(3) == ("A", "A1")


class TestEmphasis:
    styles = (
        headings()
        + style("Strong", "Strong", kind="character", run="<w:b/>")
        + style("Bold", "Bold", run="<w:b/>")
        + style("Big", "Big", run='<w:sz w:val="32"/>')
    )
    size = '<w:sz w:val="{}"/>'

    @pytest.mark.parametrize(
        ("paragraph", "emphasis"),
        [
            pytest.param(p(r("a", "<w:b/>") + r(" ") + r("b", "<w:b/>")), True, id="every-visible-run"),
            pytest.param(p(r("a", "<w:b/>") + r(" b")), False, id="one-run-is-not"),
            pytest.param(p(r("a", "<w:b/>") + r(" b", "<w:vanish/>")), True, id="hidden-runs-do-not-matter"),
            pytest.param(p(r("a", '<w:b w:val="0"/>')), False, id="switched-off"),
            pytest.param(p(r("a", '<w:rStyle w:val="Strong"/>')), True, id="by-character-style"),
            pytest.param(p("a", "Bold"), True, id="by-paragraph-style"),
            pytest.param(p(r("a", '<w:rStyle w:val="Strong"/>'), "Bold"), False, id="two-styles-toggle"),
            pytest.param(p(r("a", '<w:rStyle w:val="Strong"/><w:b/>'), "Bold"), True, id="direct-goes-first"),
            pytest.param(p("a", "Big"), True, id="larger-by-style"),
            pytest.param(p(r("a", '<w:sz w:val="28"/>')), True, id="larger-directly"),
            pytest.param(p(r("a", '<w:sz w:val="26"/>')), False, id="hardly-larger"),
            pytest.param(p(r("a", '<w:sz w:val="28"/>') + r("b")), False, id="partly-larger"),
        ],
    )
    def test_against_a_body_of_12_points(self, tmp_path: Path, paragraph: str, emphasis: bool) -> None:
        body = paragraph + p(r("body text " * 30, self.size.format(24)))
        paragraph_sized = body.replace("<w:t", "<w:t")
        found = document(tmp_path, paragraph_sized, styles=self.styles.replace(
            '<w:name w:val="Normal"/>', '<w:name w:val="Normal"/><w:rPr><w:sz w:val="24"/></w:rPr>'
        ))  # fmt: skip
        assert [b.emphasis for b in found.blocks] == [emphasis, False]

    def test_in_a_report_that_is_all_bold_bold_says_nothing(self, tmp_path: Path) -> None:
        body = "".join(p(r("text of the report", "<w:b/>")) for _ in range(5))
        assert not any(b.emphasis for b in document(tmp_path, body).blocks)

    @pytest.mark.parametrize(
        ("paragraph", "italic"),
        [
            pytest.param(p(r("a", "<w:i/>") + r(" ") + r("b", "<w:i/>")), True, id="every-visible-run"),
            pytest.param(p(r("a", "<w:i/>") + r(" b")), False, id="one-run-is-not"),
            pytest.param(p(r("a") + r(" b", "<w:i/>")), False, id="the-first-run-is-not"),
            pytest.param(p(r("a", '<w:rStyle w:val="Slanted"/>')), True, id="by-character-style"),
            pytest.param(p("a", "Quote"), True, id="by-paragraph-style"),
            pytest.param(p(r("a", '<w:rStyle w:val="Slanted"/>'), "Quote"), False, id="two-styles-toggle"),
            pytest.param(p(r("a", '<w:i w:val="0"/>'), "Quote"), False, id="switched-off"),
            pytest.param(p("a"), False, id="upright"),
        ],
    )
    def test_a_paragraph_in_italics(self, tmp_path: Path, paragraph: str, italic: bool) -> None:
        styles = (
            headings()
            + style("Slanted", "Slanted", kind="character", run="<w:i/>")
            + style("Quote", "Quote", run="<w:i/>")
        )
        (block,) = document(tmp_path, paragraph, styles=styles).blocks
        assert block.italic is italic

    @pytest.mark.parametrize(
        ("paragraph", "title"),
        [
            pytest.param(p(r("What we do well: ", "<w:b/>") + r("open doors.")), "What we do well:", id="run-in"),
            pytest.param(p(r("What ", "<w:b/>") + r("now?", "<w:b/>") + r(" Doors.")), "What now?", id="two-runs"),
            pytest.param(p(r("Open ") + r("doors", "<w:b/>")), "", id="a-bold-word"),
            pytest.param(p(r("Open doors", "<w:b/>")), "", id="all-of-it"),
        ],
    )
    def test_a_title_in_bold_that_runs_into_a_paragraph(self, tmp_path: Path, paragraph: str, title: str) -> None:
        block = document(tmp_path, paragraph + p("body text " * 30)).blocks[0]
        assert block.text[: block.run_in] == title


class TestLists:
    def test_depth_and_bullets(self, tmp_path: Path) -> None:
        from ..wordxml import abstract, lvl, num

        numbering = abstract(0, lvl(0, "•", "bullet"), lvl(1, "o", "bullet")) + num(1, 0)
        body = p("a", num=(1, 0)) + p("b", num=(1, 1)) + p("c", num=(0, 0))
        found = document(tmp_path, body, numbering=numbering)
        assert kinds(found) == [("item", 1, "a"), ("item", 2, "b"), ("paragraph", 0, "c")]

    def test_a_numbered_heading_is_a_heading(self, tmp_path: Path) -> None:
        from ..wordxml import abstract, lvl, num

        found = document(tmp_path, p("a", "Heading2", num=(1, 0)), numbering=abstract(0, lvl(0, "3.2.%1")) + num(1, 0))
        assert [(b.kind, b.level, b.number, b.text) for b in found.blocks] == [(Kind.HEADING, 2, "3.2.1", "a")]


class TestCaptions:
    @pytest.mark.parametrize("name", ["caption", "Caption", "Название объекта", "Beschriftung"])
    def test_by_style(self, tmp_path: Path, name: str) -> None:
        styles = style("C", name) + style("D", "Table", based_on="C")
        assert [k for k, _, _ in kinds(document(tmp_path, p("a", "C") + p("b", "D"), styles=styles))] == ["caption"] * 2

    def test_by_sequence_field(self, tmp_path: Path) -> None:
        body = p(r("Table ") + field(" SEQ Table \\* ARABIC ", "3") + r(". Staff")) + p(
            r("Рисунок ") + f'<w:fldSimple w:instr=" SEQ Рисунок ">{r("4")}</w:fldSimple>'
        )
        assert kinds(document(tmp_path, body)) == [("caption", 0, "Table 3. Staff"), ("caption", 0, "Рисунок 4")]

    def test_a_long_paragraph_with_a_sequence_field_is_none(self, tmp_path: Path) -> None:
        body = p(r("word " * 80) + field(" SEQ n ", "3"))
        assert kinds(document(tmp_path, body))[0][0] == "paragraph"


TOC_STYLES = headings() + style("TOC1", "toc 1") + style("Mine", "Mine", based_on="TOC1") + style("Ogl", "Оглавление 2")


class TestContents:
    def test_by_style(self, tmp_path: Path) -> None:
        body = p(run("<w:t>1 A</w:t><w:tab/><w:t>41</w:t>"), "TOC1") + p("b", "Mine") + p("c", "Ogl")
        found = document(tmp_path, body, styles=TOC_STYLES)
        assert kinds(found) == [("contents", 0, "1 A 41"), ("contents", 0, "b"), ("contents", 0, "c")]

    def test_in_a_control_of_the_gallery_its_title_too(self, tmp_path: Path) -> None:
        body = contents_control(p("Contents", "Heading1") + p("3.2.14 Title 41")) + p("Text")
        assert kinds(document(tmp_path, body)) == [
            ("contents", 0, "Contents"),
            ("contents", 0, "3.2.14 Title 41"),
            ("paragraph", 0, "Text"),
        ]

    def test_in_the_field_over_several_paragraphs(self, tmp_path: Path) -> None:
        begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
        middle = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        entry = f'<w:hyperlink w:anchor="_Toc1">{r("3.2.14 A ")}{field(" PAGEREF _Toc1 ", "41")}</w:hyperlink>'
        body = p("before") + p(begin + middle + r("1 A 3")) + p(entry, raw=True) + p(r("3 C 9") + end) + p("after")
        assert [k for k, _, _ in kinds(document(tmp_path, body))] == [
            "paragraph", "contents", "contents", "contents", "paragraph",
        ]  # fmt: skip

    def test_the_end_of_the_field_may_stand_in_the_next_paragraph(self, tmp_path: Path) -> None:
        begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC </w:instrText></w:r>'
        middle = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        body = p(begin + middle + r("1 A 3")) + p(end + r("Introduction"), "Heading1") + p("text")
        assert [k for k, _, _ in kinds(document(tmp_path, body))] == ["contents", "heading", "paragraph"]

    def test_a_field_without_an_end_does_not_swallow_the_report(self, tmp_path: Path) -> None:
        begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC </w:instrText></w:r>'
        middle = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        body = p(begin + middle + r("1 A 3")) + p("2 B 5") + p("A", "Heading1") + p("text")
        assert [k for k, _, _ in kinds(document(tmp_path, body))] == ["contents", "contents", "heading", "paragraph"]


NOTES = "".join(
    f'<w:footnote w:id="{id}"{kind}>{content}</w:footnote>'
    for id, kind, content in (
        ("-1", ' w:type="separator"', p(run("<w:separator/>"))),
        ("0", ' w:type="continuationSeparator"', p(run("<w:continuationSeparator/>"))),
        ("2", "", p(run("<w:footnoteRef/>") + r(" 3.2.14 first")) + p("second line")),
        ("3", "", p("other") + tbl(tr("a", "b"))),
    )
)


def mark(id: int, kind: str = "footnote") -> str:
    return run(f'<w:{kind}Reference w:id="{id}"/>', '<w:vertAlign w:val="superscript"/>')


class TestNotes:
    def test_after_the_block_that_refers_to_it(self, tmp_path: Path) -> None:
        body = p(r("a") + mark(2) + r(" b") + mark(3)) + p("c")
        found = document(tmp_path, body, footnotes=NOTES)
        assert kinds(found) == [
            ("paragraph", 0, "a b"),
            ("note", 0, "3.2.14 first\nsecond line"),
            ("note", 0, "other"),
            ("row", 0, "a\tb"),
            ("paragraph", 0, "c"),
        ]
        assert [b.place.paragraph for b in found.blocks] == [1, 1, 1, 1, 2]

    def test_after_the_row_and_once(self, tmp_path: Path) -> None:
        body = tbl(tr(tc(p(r("a") + mark(2))), "b"), tr("c", tc(p(r("d") + mark(2)))))
        assert [k for k, _, _ in kinds(document(tmp_path, body, footnotes=NOTES))] == ["row", "note", "row"]

    def test_endnotes(self, tmp_path: Path) -> None:
        notes = f'<w:endnote w:id="1">{p("end note")}</w:endnote>'
        found = document(tmp_path, p(r("a") + mark(1, "endnote")), endnotes=notes)
        assert kinds(found) == [("paragraph", 0, "a"), ("note", 0, "end note")]

    @pytest.mark.parametrize("reference", [mark(99), mark(-1)])
    def test_a_reference_to_nothing(self, tmp_path: Path, reference: str) -> None:
        assert texts(document(tmp_path, p(r("a") + reference), footnotes=NOTES)) == ["a"]

    def test_without_the_part(self, tmp_path: Path) -> None:
        assert texts(document(tmp_path, p(r("a") + mark(2)))) == ["a"]

    def test_a_deleted_reference_has_no_note(self, tmp_path: Path) -> None:
        body = p(r("a") + f'<w:del w:id="1" w:author="A">{mark(2)}</w:del>')
        assert texts(document(tmp_path, body, footnotes=NOTES)) == ["a"]


class TestFurniture:
    headers: ClassVar = {
        "header1": p("Self-assessment report 3.2.14"),
        "header2": p("Even page"),
        "header3": p("First page"),
        "footer1": p(r("Page ") + field(" PAGE ", "7")),
        "footer2": p(field(" PAGE ", "7")),
        "header4": p(text_box(p("In a box"))) + p("Self-assessment report 3.2.14"),
        "header9": p("Used nowhere"),
    }

    def furniture(self, folder: Path, sections: str, settings: str | None = None) -> list[str]:
        found = document(folder, p("a") + sections, headers=self.headers, settings=settings)
        assert [b.kind for b in found.blocks[1:]] == [Kind.FURNITURE] * (len(found.blocks) - 1)
        assert all(b.place.paragraph is None and b.place.page is None for b in found.blocks[1:])
        return [block.text for block in found.blocks[1:]]

    @staticmethod
    def refer(*pairs: tuple[str, str]) -> str:
        return "".join(f'<w:{id[:6]}Reference w:type="{kind}" r:id="{id}"/>' for id, kind in pairs)

    def test_of_all_sections_once_at_the_end(self, tmp_path: Path) -> None:
        first = p("b", properties=section(self.refer(("header1", "default"), ("footer1", "default"))))
        last = section(self.refer(("header4", "default"), ("footer2", "default")))
        found = document(tmp_path, first + last, headers=self.headers)
        assert texts(found) == ["b"]
        assert [b.text for b in found.blocks[1:]] == ["Self-assessment report 3.2.14", "Page 7", "In a box"]

    def test_one_of_a_later_section_says_where_that_begins(self, tmp_path: Path) -> None:
        first = p("a") + p("b", properties=section(self.refer(("header1", "default"))))
        last = p("c") + section(self.refer(("header4", "default")))
        headers = {**self.headers, "header1": p("Criterion 3.2.1"), "header4": p("Criterion 3.2.2")}
        found = document(tmp_path, first + last, headers=headers)
        assert [(b.text, b.place.paragraph) for b in found.blocks[2:]] == [
            ("c", 3),
            ("Criterion 3.2.1", None),
            ("Criterion 3.2.2", 3),
        ]

    def test_first_pages_only_where_the_section_has_one(self, tmp_path: Path) -> None:
        refer = self.refer(("header1", "default"), ("header3", "first"))
        assert self.furniture(tmp_path, section(refer)) == ["Self-assessment report 3.2.14"]
        assert self.furniture(tmp_path, section(refer + "<w:titlePg/>")) == [
            "Self-assessment report 3.2.14",
            "First page",
        ]

    def test_even_pages_only_where_the_settings_say_so(self, tmp_path: Path) -> None:
        refer = section(self.refer(("header2", "even")))
        assert self.furniture(tmp_path, refer) == []
        assert self.furniture(tmp_path, refer, "<w:evenAndOddHeaders/>") == ["Even page"]

    def test_a_reference_to_nothing(self, tmp_path: Path) -> None:
        assert self.furniture(tmp_path, section(self.refer(("header7", "default")))) == []


class TestParagraphNumbers:
    def test_tables_count_boxes_and_notes_do_not(self, tmp_path: Path) -> None:
        body = (
            p("a")
            + p("")
            + tbl(tr("b", "c"), tr(tc(p("") + p("d")), "e"))
            + p(r("f") + text_box(p("box")) + mark(2))
            + p("g")
        )
        found = document(tmp_path, body, footnotes=NOTES)
        assert [(b.kind.value, b.place.paragraph) for b in found.blocks] == [
            ("paragraph", 1), ("row", 3), ("row", 5), ("paragraph", 8), ("note", 8), ("box", 8), ("paragraph", 9),
        ]  # fmt: skip


class TestEmbeddedDocuments:
    @staticmethod
    def read(folder: Path, name: str, data: str | bytes) -> Document:
        body = p("before") + '<w:altChunk r:id="rId9"/>' + p("after")
        return document(
            folder, body, relations=relation("rId9", "aFChunk", name), extra={f"word/{name}": data}
        )  # fmt: skip

    def test_a_word_file(self, tmp_path: Path) -> None:
        inner = package(p("3.2.14 Title", "Heading2") + tbl(tr("a", tc(p("b") + tbl(tr("c", "d"))))), styles=headings())
        found = self.read(tmp_path, "chunk.docx", inner)
        assert [(b.kind.value, b.level, b.shown, b.table, b.outer, b.place.paragraph) for b in found.blocks] == [
            ("paragraph", 0, "before", 0, None, 1),
            ("heading", 2, "3.2.14 Title", 0, None, 2),
            ("row", 0, "a\tb", 1, None, 2),
            ("row", 0, "c\td", 2, 2, 2),
            ("paragraph", 0, "after", 0, None, 2),
        ]
        assert found.findings == ()

    PAGE = (
        "<html><head><title>x</title><style>p {}</style></head><body>intro<h2>3.2.14 <b>Т</b>айтл</h2>"
        "<p>One<br>two\nthree</p><ul><li>a<li>b</ul><script>1</script></body></html>"
    )
    SHOWN = ("before", "intro", "3.2.14 Тайтл", "One\ntwo three", "a", "b", "after")

    def test_a_web_page(self, tmp_path: Path) -> None:
        found = self.read(tmp_path, "chunk.html", self.PAGE)
        assert tuple(texts(found)) == self.SHOWN
        assert found.blocks[2].level == 2

    def test_a_web_archive(self, tmp_path: Path) -> None:
        from email.message import EmailMessage

        archive = EmailMessage()
        archive.set_content(self.PAGE, subtype="html", cte="quoted-printable")
        assert tuple(texts(self.read(tmp_path, "chunk.mht", archive.as_bytes()))) == self.SHOWN

    def test_plain_text(self, tmp_path: Path) -> None:
        assert texts(self.read(tmp_path, "chunk.txt", "one\n\ntwo")) == ["before", "one", "two", "after"]

    @pytest.mark.parametrize(
        "data", [b"{\\rtf1 x}", b"PK\x03\x04 cut", b"\xd0\xcf\x11\xe0", b"\0\0"], ids=["rtf", "zip", "ole", "other"]
    )
    def test_what_cannot_be_read_is_named(self, tmp_path: Path, data: bytes) -> None:
        found = self.read(tmp_path, "chunk.bin", data)
        assert texts(found) == ["before", "after"]
        assert rules(found)["not-readable"] == {"name": "word/chunk.bin"}

    def test_a_reference_to_nothing(self, tmp_path: Path) -> None:
        found = document(tmp_path, p("a") + '<w:altChunk r:id="rId9"/>')
        assert rules(found)["not-readable"] == {"name": ""}

    def test_documents_within_documents_end(self, tmp_path: Path) -> None:
        inner = package(p("inner") + '<w:altChunk r:id="rId9"/>', relations=relation("rId9", "aFChunk", "chunk.html"),
                        extra={"word/chunk.html": "<p>x</p>"})  # fmt: skip
        found = self.read(tmp_path, "chunk.docx", inner)
        assert texts(found) == ["before", "inner", "after"]
        assert rules(found)["not-readable"] == {"name": "word/chunk.html"}

    def test_a_part_of_a_master_document_is_named(self, tmp_path: Path) -> None:
        found = document(
            tmp_path, p("a") + p('<w:subDoc r:id="rId9"/>'),
            relations=relation("rId9", "subDocument", "chapter3.docx", external=True),
        )  # fmt: skip
        assert rules(found)["not-readable"] == {"name": "chapter3.docx"}


def test_progress_is_told_in_bytes(tmp_path: Path) -> None:
    from sapa.core.reading import read

    told: list[tuple[int, int]] = []
    path = save(tmp_path, package("".join(p("text of a paragraph") for _ in range(2000))))
    read(path, NOTHING, progress=lambda done, of: told.append((done, of)))
    assert len(told) >= 4
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


class TestPictures:
    def test_nothing_but_pictures_needs_recognition(self, tmp_path: Path) -> None:
        with pytest.raises(ReadingError) as caught:
            document(tmp_path, p(picture(17, 25)) + p(""))
        assert (caught.value.code, caught.value.said.id) == ("needs-ocr", "reading.needs-ocr")

    @pytest.mark.parametrize("body", ["", p(""), p(""), p(r("x", "<w:vanish/>")), sdt(p("x"), "<w:showingPlcHdr/>")])
    def test_nothing_at_all_is_empty(self, tmp_path: Path, body: str) -> None:
        with pytest.raises(ReadingError) as caught:
            document(tmp_path, body)
        assert (caught.value.code, caught.value.said.id) == ("empty", "reading.empty")

    def unreadable(self, folder: Path, body: str, **parts: Any) -> list[tuple[int, tuple[int, ...], str]]:
        found = document(folder, body, **parts)
        return [(item.at, item.pages, item.reason) for item in found.unreadable]

    words = "word " * 60

    def test_a_page_pasted_as_a_picture_under_a_heading(self, tmp_path: Path) -> None:
        body = p("A", "Heading1") + p(self.words) + p("B", "Heading1") + p(picture(16, 23)) + p("C", "Heading1")
        assert self.unreadable(tmp_path, body + p(self.words)) == [(3, (), "picture")]

    def test_a_large_figure_within_a_text_is_a_figure(self, tmp_path: Path) -> None:
        body = p("A", "Heading1") + p(self.words) + p(picture(16, 23)) + p("Figure 1") + p(self.words)
        assert self.unreadable(tmp_path, body) == []

    def test_pages_pasted_one_after_the_other(self, tmp_path: Path) -> None:
        body = p("A", "Heading1") + p(self.words) + p(picture(16, 23)) + p(picture(16, 23)) + p(self.words)
        assert self.unreadable(tmp_path, body) == [(2, (), "picture")] * 2

    @pytest.mark.parametrize("end", [p(run('<w:br w:type="page"/>')), ""])
    def test_a_picture_between_page_breaks(self, tmp_path: Path, end: str) -> None:
        new = run('<w:br w:type="page"/>')
        scan = p(picture(16, 23)) if end else p(picture(16, 23) + new)
        body = p("A", "Heading1") + p(self.words) + p(new) + scan + end + p(self.words)
        assert self.unreadable(tmp_path, body) == [(2, (), "picture")]

    @pytest.mark.parametrize("small", [picture(16, 10), picture(16, 23, behind=True)])
    def test_small_and_decorative_pictures_are_none(self, tmp_path: Path, small: str) -> None:
        body = p("A", "Heading1") + p(small) + p("B", "Heading1") + p(self.words)
        assert self.unreadable(tmp_path, body) == []

    def test_the_size_of_the_page_is_that_of_its_section(self, tmp_path: Path) -> None:
        body = p("A", "Heading1") + p(picture(14, 13)) + p("B", "Heading1") + p(self.words)
        assert self.unreadable(tmp_path, body + section(width_cm=21, height_cm=29.7)) == []
        assert self.unreadable(tmp_path, body + section(width_cm=14.8, height_cm=21)) == [(1, (), "picture")]


def test_the_tree_does_not_grow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before what is being read stands at most what was read last, however long the file is."""
    counts: list[int] = []
    rows: list[int] = []
    original, original_row = walk._Walk._paragraph, walk._Walk._row

    def watch(self: walk._Walk, element: Any, context: Any) -> None:
        counts.append(len(list(element.itersiblings(preceding=True))))
        original(self, element, context)

    def watch_row(self: walk._Walk, element: Any, parent: Any) -> None:
        rows.append(len(list(element.itersiblings(preceding=True))))
        original_row(self, element, parent)

    monkeypatch.setattr(walk._Walk, "_paragraph", watch)
    monkeypatch.setattr(walk._Walk, "_row", watch_row)
    body = "".join(p(f"paragraph {n}") for n in range(500)) + sdt("".join(p(f"inside {n}") for n in range(500)))
    found = document(tmp_path, body + tbl(*[tr(f"{n}", "x") for n in range(500)]) + p("end"))
    assert len(main(found)) == 1501
    assert max(counts) <= 1
    assert max(rows) <= 2  # the first row has the table's properties and grid before it
