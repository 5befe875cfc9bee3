"""The guard: hostile and broken files are refused by name, quickly, and nothing outside the file is touched."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from sapa.core.model.document import ReadingError
from sapa.core.reading import guard, read

from ..wordxml import DELETED_MARK, DOCX_TYPE, abstract, headings, lvl, num, p, package, part, r, save, style
from .docxes import NOTHING, document, texts


def code(path: Path) -> str:
    with pytest.raises(ReadingError) as caught:
        read(path, NOTHING)
    assert caught.value.said.id == f"reading.{caught.value.code}"
    assert caught.value.said.arguments["path"] == str(path)
    return caught.value.code


def repacked(change: dict[str, bytes], body: str = p("a"), method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A sound package with files added or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package(body))) as old, zipfile.ZipFile(out, "w", method) as new:
        for name in old.namelist():
            if name not in change:
                new.writestr(name, old.read(name))
        for name, content in change.items():
            new.writestr(name, content)
    return out.getvalue()


class TestDirectory:
    def test_too_many_entries(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(guard, "MAX_ENTRIES", 3)
        assert code(save(tmp_path, package(p("a")))) == "too-large"

    def test_a_part_that_is_too_large(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(guard, "MAX_PART", 1000)
        assert code(save(tmp_path, package(p("a" * 2000)))) == "too-large"

    def test_parts_that_are_too_large_together(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(guard, "MAX_XML", 1000)
        assert code(save(tmp_path, package(p("a" * 2000)))) == "too-large"

    def test_a_bomb_is_refused_before_it_is_inflated(self, tmp_path: Path) -> None:
        bomb = part("document", "<w:body>" + p("a") + " " * 30_000_000 + "</w:body>").encode()
        assert code(save(tmp_path, repacked({"word/document.xml": bomb}))) == "too-large"

    def test_pictures_are_not_inflated_and_may_be_large(self, tmp_path: Path) -> None:
        path = save(tmp_path, repacked({"word/media/image1.bmp": bytes(30_000_000)}))
        assert [b.text for b in read(path, NOTHING).blocks] == ["a"]

    @pytest.mark.parametrize("name", ["../evil.xml", "word/../../evil.xml", "/etc/evil.xml", "C:/evil.xml"])
    def test_names_that_lead_outside(self, tmp_path: Path, name: str) -> None:
        assert code(save(tmp_path, repacked({name: b"<x/>"}))) == "damaged"

    def test_two_parts_of_one_name(self, tmp_path: Path) -> None:
        data = io.BytesIO(package(p("a")))
        with zipfile.ZipFile(data, "a") as archive:
            archive.writestr("Word/Document.xml", part("document", f"<w:body>{p('b')}</w:body>"))
        assert code(save(tmp_path, data.getvalue())) == "damaged"

    def test_a_compression_that_word_does_not_know(self, tmp_path: Path) -> None:
        assert code(save(tmp_path, repacked({}, method=zipfile.ZIP_LZMA))) == "damaged"

    def test_a_password_on_the_zip(self, tmp_path: Path) -> None:
        data = bytearray(package(p("a")))
        position = data.find(b"PK\x01\x02")
        while position >= 0:
            data[position + 8] |= 1
            position = data.find(b"PK\x01\x02", position + 4)
        assert code(save(tmp_path, bytes(data))) == "encrypted"


class TestXml:
    @pytest.mark.parametrize(
        "doctype",
        [
            '<!DOCTYPE w:document [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
            '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY e "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
            '<!DOCTYPE w:document SYSTEM "http://example.invalid/x.dtd">',
            '<!-- a remark --><!doctype w:document [<!ENTITY e "x">]>',
        ],
    )
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_document_types_are_refused(self, tmp_path: Path, doctype: str, encoding: str) -> None:
        xml = part("document", f"<w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p>{p('a')}</w:body>")
        xml = xml.split("?>", 1)[1]
        head = f'<?xml version="1.0" encoding="{encoding}"?>'
        data = (head + doctype + xml).encode(encoding)
        assert code(save(tmp_path, repacked({"word/document.xml": data}))) == "damaged"

    def test_a_document_type_in_a_lesser_part_is_refused_too(self, tmp_path: Path) -> None:
        data = b'<!DOCTYPE x [<!ENTITY e "x">]><w:styles xmlns:w="x">&e;</w:styles>'
        assert code(save(tmp_path, repacked({"word/styles.xml": data}))) == "damaged"

    def test_an_entity_that_is_declared_nowhere(self, tmp_path: Path) -> None:
        xml = part("document", "<w:body><w:p><w:r><w:t>a&e;b</w:t></w:r></w:p></w:body>")
        assert code(save(tmp_path, package("", document=xml))) == "damaged"

    @pytest.mark.parametrize("size", [50, 300, 700])
    def test_a_cut_part_is_no_shorter_report(self, tmp_path: Path, size: int) -> None:
        xml = part("document", f"<w:body>{p('one')}{p('two')}</w:body>")
        assert code(save(tmp_path, package("", document=xml[: -len(xml) + 800 + size - 700]))) == "damaged"

    def test_a_prefix_that_is_declared_nowhere_is_forgiven(self, tmp_path: Path) -> None:
        body = p("a") + '<w:p q:rsid="1"><w:r><w:t>b</w:t></w:r></w:p>'
        assert texts(document(tmp_path, body)) == ["a", "b"]

    def test_another_encoding(self, tmp_path: Path) -> None:
        xml = part("document", f"<w:body>{p('Өзін-өзі бағалау')}</w:body>").replace("UTF-8", "UTF-16")
        data = repacked({"word/document.xml": xml.encode("utf-16")})
        assert [b.text for b in read(save(tmp_path, data), NOTHING).blocks] == ["Өзін-өзі бағалау"]

    def test_a_wrong_root(self, tmp_path: Path) -> None:
        assert code(save(tmp_path, package("", document="<html><body><p>x</p></body></html>"))) == "damaged"

    def test_no_body(self, tmp_path: Path) -> None:
        assert code(save(tmp_path, package("", document=part("document", "")))) == "damaged"

    def test_nothing_in_the_part(self, tmp_path: Path) -> None:
        assert code(save(tmp_path, package("", document=""))) == "damaged"


class TestCutFiles:
    data = package(p("text of the report " * 200), styles=headings())

    @pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
    def test_truncated(self, tmp_path: Path, share: float) -> None:
        assert code(save(tmp_path, self.data[: int(len(self.data) * share)])) == "damaged"

    def test_a_changed_byte_in_the_text(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            info = archive.getinfo("word/document.xml")
        data = bytearray(self.data)
        data[info.header_offset + 30 + len(info.filename) + info.compress_size // 2] ^= 0xFF
        assert code(save(tmp_path, bytes(data))) == "damaged"


class TestSalvage:
    def test_a_main_part_of_another_name(self, tmp_path: Path) -> None:
        path = save(tmp_path, package(p("a", "Heading1"), styles=headings(), main="content/main7.xml"))
        assert [(b.text, b.level) for b in read(path, NOTHING).blocks] == [("a", 1)]

    def test_a_main_part_at_the_top(self, tmp_path: Path) -> None:
        path = save(tmp_path, package(p("a", "Heading1"), styles=headings(), main="document.xml"))
        assert [(b.text, b.level) for b in read(path, NOTHING).blocks] == [("a", 1)]

    def test_without_relationships(self, tmp_path: Path) -> None:
        out = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(package(p("a", "Heading1"), styles=headings()))) as old,
            zipfile.ZipFile(out, "w") as new,
        ):
            for name in old.namelist():
                if not name.endswith(".rels"):
                    new.writestr(name, old.read(name))
        assert [(b.text, b.level) for b in read(save(tmp_path, out.getvalue()), NOTHING).blocks] == [("a", 1)]

    def test_relationships_to_nowhere(self, tmp_path: Path) -> None:
        from ..wordxml import relation

        relations = "".join(relation(f"r{n}", kind, f"gone{n}.xml") for n, kind in enumerate(("styles", "numbering")))
        assert texts(document(tmp_path, p("a", num=(1, 0)), styles=None, relations=relations)) == ["a"]

    def test_a_broken_styles_part(self, tmp_path: Path) -> None:
        from ..wordxml import relation

        found = document(
            tmp_path, p("a", "Heading1"), styles=None, relations=relation("r", "styles", "styles.xml"),
            extra={"word/styles.xml": "no xml at all <"},
        )  # fmt: skip
        assert [(b.text, b.level) for b in found.blocks] == [("a", 1)]

    def test_names_in_another_case_and_with_backslashes(self, tmp_path: Path) -> None:
        out = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(package(p("a", "Heading1"), styles=headings()))) as old,
            zipfile.ZipFile(out, "w") as new,
        ):
            for name in old.namelist():
                new.writestr(name.replace("word/", "Word\\"), old.read(name))
        assert [(b.text, b.level) for b in read(save(tmp_path, out.getvalue()), NOTHING).blocks] == [("a", 1)]

    def test_the_strict_format(self, tmp_path: Path) -> None:
        from ..wordxml import abstract, lvl, num, picture, r, tbl, tr

        data = package(
            p("a", "Heading1", num=(1, 0)) + tbl(tr("b", "c")) + p(r("d") + picture(2, 2)),
            styles=headings().replace('w:val="0"/></w:pPr>', 'w:val="0"/></w:pPr>'),
            numbering=abstract(0, lvl(0, "3.2.%1")) + num(1, 0),
            strict=True,
        )
        blocks = read(save(tmp_path, data), NOTHING).blocks
        assert [(b.shown, b.level) for b in blocks] == [("3.2.1 a", 1), ("b\tc", 0), ("d", 0)]


def test_the_format_is_that_of_the_content_type(tmp_path: Path) -> None:
    kinds = {
        "docx": DOCX_TYPE,
        "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
        "dotx": DOCX_TYPE.replace("document.main", "template.main"),
        "dotm": "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    }
    for name, kind in kinds.items():
        found = read(save(tmp_path, package(p("a"), main_type=kind), f"report.{name}"), NOTHING)
        assert (found.format, found.findings, [b.text for b in found.blocks]) == (name, (), ["a"])


class TestEndless:
    """Files that are small and would cost a careless reader hours."""

    def test_fields_that_never_end(self, tmp_path: Path) -> None:
        begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        found = document(tmp_path, "".join(p(begin + r("x")) for _ in range(20_000)) + p("end"))
        assert found.blocks[-1].text == "end"

    def test_paragraphs_that_all_continue(self, tmp_path: Path) -> None:
        found = document(tmp_path, "".join(p(r("word "), mark=DELETED_MARK) for _ in range(20_000)) + p("end"))
        assert texts(found) == ["word " * 20_000 + "end"]

    def test_styles_in_a_long_chain(self, tmp_path: Path) -> None:
        styles = "".join(style(f"s{n}", f"s{n}", based_on=f"s{n + 1}") for n in range(1_000))
        found = document(tmp_path, "".join(p("x", f"s{n}") for n in range(1_000)), styles=styles)
        assert len(found.blocks) == 1_000

    @pytest.mark.parametrize("format", ["lowerLetter", "russianUpper", "upperRoman", "decimalZero"])
    def test_numbers_as_long_as_the_sky(self, tmp_path: Path, format: str) -> None:
        numbering = abstract(0, lvl(0, "%1" * 50, format, start=2_000_000_000)) + num(1, 0)
        (block,) = document(tmp_path, p("x", num=(1, 0)), numbering=numbering).blocks
        assert block.number == "2000000000" * 50
