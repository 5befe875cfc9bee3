"""What every Word output shares: it opens, it says its language, its controls can be read back, it never changes by itself."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from sapa.core.assembly.files.fitting import fitted
from sapa.core.assembly.files.word import WordFile
from sapa.core.assembly.files.word_package import undated
from sapa.core.assembly.files.word_text import Run
from sapa.core.words.messages import Lang

from ..tools import needs
from .ooxml import faults


def opened(paper: WordFile) -> Any:
    return docx.Document(io.BytesIO(paper.save()))


def controls(document: Any) -> dict[str, Any]:
    return {
        sdt.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")): sdt
        for sdt in document.element.body.iter(qn("w:sdt"))
    }


def shown(sdt: Any) -> str:
    return "".join(text.text or "" for text in sdt.iter(qn("w:t")))


def full(lang: Lang = "kk") -> WordFile:
    """A file with one of everything."""
    paper = WordFile(lang, "Есеп", landscape=True)
    paper.heading("Есеп", 0)
    paper.heading("Бірінші")
    paper.paragraph(["мәтін ", Run("қалың", bold=True), Run(" қызыл", colour="B3261E")])
    table = paper.table(["Код", "Баға"], (3, 10), title="Бағалар", description="Кодтар мен бағалар")
    for number in range(60):
        row = table.row([f"1.2.{number}", ""])
        paper.dropdown(row.paragraph(1), f"rating:{number}", "Баға", [("yes", "иә"), ("no", "жоқ")], hint="Таңдаңыз")
    paper.section(landscape=False)
    row = paper.table([], (5, 5)).row(["a", "b"])
    paper.date(row.paragraph(0), "date", "Күні", hint="кк.аа.жжжж")
    paper.text_block("opinion", "Пікір", hint="Жазыңыз")
    paper.property("sapa.schema", "test/1")
    paper.footer("Sapa")
    return paper


def test_elements_stand_in_the_order_that_the_schema_wants() -> None:
    assert faults(full().save()) == []


def test_the_same_content_is_the_same_bytes() -> None:
    assert full().save() == full().save()


def test_no_date_of_making_is_left_in_the_file() -> None:
    content = full().save()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {item.date_time for item in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in package.read("docProps/core.xml")
        assert package.namelist()[0] == "[Content_Types].xml"


def test_zip_without_dates_holds_what_it_held() -> None:
    content = full().save()
    with zipfile.ZipFile(io.BytesIO(content)) as one, zipfile.ZipFile(io.BytesIO(undated(content))) as other:
        assert {n: one.read(n) for n in one.namelist()} == {n: other.read(n) for n in other.namelist()}


@pytest.mark.parametrize(("lang", "tag"), [("en", "en-GB"), ("ru", "ru-RU"), ("kk", "kk-KZ")])
def test_the_language_is_said_once_for_the_whole_file(lang: Lang, tag: str) -> None:
    document = opened(full(lang))
    assert document.styles.element.xpath("./w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val") == [tag]
    assert document.core_properties.language == tag


def test_ids_of_controls_are_unique_and_their_tags_kept() -> None:
    document = opened(full())
    ids = document.element.body.xpath("//w:sdtPr/w:id/@w:val")
    assert len(ids) == len(set(ids)) == 62
    assert set(controls(document)) == {*(f"rating:{n}" for n in range(60)), "date", "opinion"}


def test_a_choice_shows_its_hint_until_it_is_made() -> None:
    paper = WordFile("en", "x")
    options = [("meets", "A & B <x>"), ("no", 'the "other"')]
    paper.dropdown(paper.paragraph(), "empty", "Rating", options, hint="Choose")
    paper.dropdown(paper.paragraph(), "made", "Rating", options, hint="Choose", value="no")
    found = controls(opened(paper))
    assert (shown(found["empty"]), shown(found["made"])) == ("Choose", 'the "other"')
    assert found["empty"].find(f".//{qn('w:showingPlcHdr')}") is not None
    assert found["made"].find(f".//{qn('w:showingPlcHdr')}") is None
    items = [item.get(qn("w:displayText")) for item in found["made"].iter(qn("w:listItem"))]
    assert items == ["A & B <x>", 'the "other"']


def test_a_value_that_is_no_option_is_not_shown_as_chosen() -> None:
    paper = WordFile("en", "x")
    paper.dropdown(paper.paragraph(), "tag", "Rating", [("a", "A")], hint="Choose", value="z")
    assert shown(controls(opened(paper))["tag"]) == "Choose"


def test_a_block_control_stands_where_it_was_put() -> None:
    paper = WordFile("en", "x")
    first = paper.paragraph("first")
    paper.paragraph("last")
    paper.text_block("block", "Block", hint="Write", after=first, text="one\ntwo")
    body = [etree.QName(child).localname for child in opened(paper).element.body]
    assert body == ["p", "sdt", "p", "sectPr"]
    assert [shown(p) for p in controls(opened(paper))["block"].iter(qn("w:p"))] == ["one", "two"]


def test_characters_that_xml_forbids_do_not_stop_the_file() -> None:
    paper = WordFile("en", "title\x00\x0b")
    paper.heading("head\x01ing")
    paper.paragraph("a\x08b\ud800c\ufffed\te")
    paper.table(["x\x02"], (5,), title="t\x03").row(["cell\x04"])
    paper.text_block("tag\x05", "alias\x06", hint="hint\x07")
    paper.property("name\x0e", "value\x0f")
    document = opened(paper)
    assert [p.text for p in document.paragraphs] == ["heading", "abcd\te"]
    assert document.tables[0].rows[1].cells[0].text == "cell"


def test_header_rows_are_repeated_and_rows_do_not_break() -> None:
    table = opened(full()).tables[0]
    assert len(table._tbl.xpath("./w:tr[w:trPr/w:tblHeader]")) == 1
    assert len(table._tbl.xpath("./w:tr[w:trPr/w:cantSplit]")) == 61


def test_sections_keep_their_orientation() -> None:
    sections = opened(full()).sections
    assert [s.page_width > s.page_height for s in sections] == [True, False]


def test_headings_are_real() -> None:
    document = opened(full())
    assert [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith(("Title", "Heading"))] == [
        ("Title", "Есеп"), ("Heading 1", "Бірінші"),
    ]  # fmt: skip


def test_word_does_not_open_it_in_compatibility_mode() -> None:
    modes = opened(full()).settings.element.xpath("./w:compat/w:compatSetting[@w:name='compatibilityMode']/@w:val")
    assert modes == ["15"]


def test_the_day_of_making_is_the_one_that_is_given() -> None:
    paper = WordFile("en", "Report", made_on=date(2027, 3, 5))
    assert opened(paper).core_properties.created.date() == date(2027, 3, 5)


@pytest.mark.parametrize("size", [10, 12, 14])
def test_no_word_of_a_head_is_broken(size: int) -> None:
    paper = WordFile("ru", "Отчет", size=size)
    heads = ["№", "Фамилия, имя, отчество", "Роль в комиссии", "Степень, звание", "Организация, страна", "Приложения"]
    table = paper.table(heads, (1, 3.7, 3.1, 2.9, 3.8, 2.5))
    assert sum(table.widths) == pytest.approx(17)
    cell = table.table.rows[0].cells[4].paragraphs[0]
    points = cell.style.font.size.pt if cell.style.name != "Normal" else size
    for head, width in zip(heads, table.widths, strict=True):
        longest = max(len(word) for word in head.replace(",", "").split())
        assert longest * 0.6 * points / 72 * 2.54 < width  # 0.6 em: an average bold letter


def test_widths_that_do_are_left_as_they_are() -> None:
    assert fitted(["No", "Text"], (2, 15), 10) == ((2, 15), 10)


def test_a_head_that_cannot_fit_has_smaller_letters() -> None:
    assert fitted(["Қолданылмайтындығы"] * 6, (2.0,) * 6, 14).size < 14


def test_properties_of_ones_own_can_be_read_back() -> None:
    with zipfile.ZipFile(io.BytesIO(full().save())) as package:
        root = etree.fromstring(package.read("docProps/custom.xml"))
        types = package.read("[Content_Types].xml").decode()
    assert [(p.get("name"), "".join(p.itertext())) for p in root] == [("sapa.schema", "test/1")]
    assert "custom-properties+xml" in types


@pytest.mark.slow
@needs("soffice")
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(full().save())
    command = [shutil.which("soffice") or "soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}"]
    subprocess.run(
        [*command, "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(tmp_path / "x.docx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    text = (tmp_path / "x.txt").read_text("utf-8-sig")
    assert "қалың" in text and "Таңдаңыз" in text and "Жазыңыз" in text


def test_a_table_without_a_head_has_no_row_that_looks_like_one() -> None:
    paper = WordFile("en", "Report")
    bare, headed = paper.table([], (5, 5)), paper.table(["a", "b"], (5, 5))
    looks = [table.table._tblPr.find(qn("w:tblLook")) for table in (bare, headed)]
    assert [look.get(qn("w:firstRow")) for look in looks] == ["0", "1"]
    assert [bool(int(look.get(qn("w:val")), 16) & 0x20) for look in looks] == [False, True]


def test_text_does_not_touch_the_table_above_it() -> None:
    paper = WordFile("en", "Report")
    paper.table(["a"], (5,)).row(["b"])
    assert (
        paper.paragraph("below").paragraph_format.space_before
        and not paper.paragraph("on").paragraph_format.space_before
    )
