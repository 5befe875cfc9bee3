"""What a file is, is decided by its content; other formats come through LibreOffice; paths of every kind open."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import struct
import subprocess
import zipfile
from pathlib import Path

import pytest

from sapa.core.model.document import Kind, ReadingError
from sapa.core.reading import legacy, openable, read
from sapa.core.reading.containers import sniff
from sapa.core.reading.tools import Tools, probe, version, with_languages

from ..tools import needs
from ..wordxml import abstract, headings, lvl, num, p, package, save, tbl, tc, tr, zipped
from .docxes import NOTHING

REPORT = package(
    p("Standard 3", "Heading1") + p("3.2.14 Title", "Heading2") + p("Text of the section.") + tbl(tr("a", "b")),
    styles=headings(),
)


def refused(path: Path | str, tools: Tools = NOTHING) -> ReadingError:
    with pytest.raises(ReadingError) as caught:
        read(path, tools)
    return caught.value


def compound(names: list[str], first: bytes = b"") -> bytes:
    """The smallest OLE file with these streams; the first begins with `first`."""
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<II", header, 44, 1, 1)  # one FAT sector; the directory begins at sector 1
    struct.pack_into("<I", header, 56, 4096)
    struct.pack_into("<109I", header, 76, 0, *[free] * 108)
    fat = struct.pack("<128I", 0xFFFFFFFD, 2, end, end, *[free] * 124)  # the directory takes sectors 1 and 2
    directory = bytearray(1024)
    for index, name in enumerate(["Root Entry", *names]):
        encoded = (name + "\0").encode("utf-16-le")
        directory[index * 128 : index * 128 + len(encoded)] = encoded
        struct.pack_into("<HB", directory, index * 128 + 64, len(encoded), 5 if index == 0 else 2)
        struct.pack_into("<II", directory, index * 128 + 116, 3 if index == 1 else end, 4096 if index == 1 else 0)
    return bytes(header) + fat + bytes(directory) + first.ljust(512, b"\0")


FIB = struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0, 0, 0)
FIB_ENCRYPTED = struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0, 0, 0x0100)


def odt(text: str = "x", *, manifest: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", text)
        if manifest:
            archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        pytest.param(b"", "empty", id="zero-bytes"),
        pytest.param(bytes(500), "empty", id="zeros"),
        pytest.param(b" \r\n\t", "empty", id="blanks"),
        pytest.param(REPORT, "word", id="word"),
        pytest.param(b"%PDF-1.7\n", "pdf", id="pdf"),
        pytest.param(b"mail header\r\n" * 50 + b"%PDF-1.4", "pdf", id="pdf-after-rubbish"),
        pytest.param(b"PK\x03\x04 cut", "damaged", id="cut-zip"),
        pytest.param(zipped({"a.txt": "x"}), "zip", id="zip"),
        pytest.param(zipped({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}), "xlsx", id="xlsx"),
        pytest.param(zipped({"[Content_Types].xml": "<x/>", "ppt/presentation.xml": "<x/>"}), "pptx", id="pptx"),
        pytest.param(odt(), "odt", id="odt"),
        pytest.param(odt(manifest="<x:encryption-data/>"), "encrypted", id="odt-encrypted"),
        pytest.param(compound(["WordDocument"], FIB), "doc", id="doc"),
        pytest.param(compound(["WordDocument"], FIB_ENCRYPTED), "encrypted", id="doc-encrypted"),
        pytest.param(compound(["EncryptionInfo", "EncryptedPackage"]), "encrypted", id="docx-encrypted"),
        pytest.param(compound(["a", "b", "c", "d", "EncryptedPackage"]), "encrypted", id="second-directory-sector"),
        pytest.param(compound(["Workbook"]), "xls", id="xls"),
        pytest.param(compound(["PowerPoint Document"]), "ppt", id="ppt"),
        pytest.param(compound(["x"]), "ole", id="other-ole"),
        pytest.param(compound(["WordDocument"], FIB)[:600], "damaged", id="cut-ole"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "damaged", id="ole-header-only"),
        pytest.param(b"{\\rtf1\\ansi x}", "rtf", id="rtf"),
        pytest.param(b"\xef\xbb\xbf\r\n{\\rtf1 x}", "rtf", id="rtf-after-blanks"),
        pytest.param(b'<?xml version="1.0"?><office:document xmlns:office="x"/>', "fodt", id="flat-odt"),
        pytest.param(b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', "xml", id="word-2003"),
        pytest.param(b"<!-- x --><!DOCTYPE html><html>", "html", id="html"),
        pytest.param("<html>".encode("utf-16"), "html", id="html-utf-16"),
        pytest.param(b"\x89PNG\r\n", "picture", id="picture"),
        pytest.param(b"Rar!\x1a\x07", "archive", id="archive"),
        pytest.param(zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "xls", id="ods"),
        pytest.param("просто текст".encode(), "text", id="text"),
        pytest.param(b"\x01\x02\0\x03", "unknown", id="unknown"),
    ],
)
def test_what_a_file_is(data: bytes, kind: str) -> None:
    assert sniff(io.BytesIO(data)) == kind


class TestErrors:
    def test_a_missing_file(self, tmp_path: Path) -> None:
        error = refused(tmp_path / "none.docx")
        assert (error.code, error.said.id) == ("not-found", "reading.not-found")

    def test_a_folder(self, tmp_path: Path) -> None:
        assert refused(tmp_path).code == "unsupported"

    def test_a_file_used_as_a_folder(self, tmp_path: Path) -> None:
        assert refused(save(tmp_path, REPORT) / "x.docx").code == "not-found"

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", "empty"),
            (b"PK\x03\x04", "damaged"),
            (compound(["EncryptedPackage"]), "encrypted"),
            (zipped({"a.txt": "x"}), "unsupported"),
            (b"plain text", "unsupported"),
        ],
    )
    def test_codes(self, tmp_path: Path, data: bytes, code: str) -> None:
        error = refused(save(tmp_path, data))
        assert (error.code, error.said.id) == (code, f"reading.{code}")

    def test_the_message_says_what_was_found(self, tmp_path: Path) -> None:
        path = save(tmp_path, zipped({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}))
        assert refused(path).said.arguments == {"path": str(path), "found": "xlsx"}

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything is permitted here")
    def test_a_file_that_may_not_be_read(self, tmp_path: Path) -> None:
        path = save(tmp_path, REPORT)
        path.chmod(0)
        assert refused(path).said.id == "reading.cannot-open"

    def test_a_file_that_the_system_refuses(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = save(tmp_path, REPORT)

        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "open", refuse)
        error = refused(path)
        assert (error.code, error.said.id) == ("not-found", "reading.cannot-open")
        assert error.said.arguments["reason"] == "Permission denied"


class TestSuffixes:
    def test_a_suffix_that_lies_is_a_finding_and_the_file_is_read(self, tmp_path: Path) -> None:
        found = read(save(tmp_path, REPORT, "report.pdf"), NOTHING)
        (finding,) = found.findings
        assert (finding.rule, finding.severity) == ("type-mismatch", "warning")
        assert finding.arguments == {"suffix": ".pdf", "format": "docx"}
        assert found.format == "docx"
        assert found.blocks[1].text == "3.2.14 Title"

    @pytest.mark.parametrize("name", ["report.docx", "REPORT.DOCX", "report"])
    def test_a_true_suffix_or_none(self, tmp_path: Path, name: str) -> None:
        assert read(save(tmp_path, REPORT, name), NOTHING).findings == ()


class TestPaths:
    def test_the_place_is_the_path_as_given(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        save(tmp_path, REPORT)
        monkeypatch.chdir(tmp_path)
        found = read("report.docx", NOTHING)
        assert (found.path, found.files) == ("report.docx", ("report.docx",))
        assert {block.place.file for block in found.blocks} == {"report.docx"}

    def test_long_and_foreign_folders(self, tmp_path: Path) -> None:
        folder = tmp_path / "OneDrive – Мысал университеті" / ("өзін-өзі бағалау есебі " * 3).strip() / ("x" * 120)
        folder.mkdir(parents=True)
        path = save(folder, REPORT, "Отчёт о самооценке (финал) №2.docx")
        assert len(str(path)) > 260
        assert len(read(path, NOTHING).blocks) == 4

    def test_a_file_that_is_read_only_and_open_elsewhere(self, tmp_path: Path) -> None:
        path = save(tmp_path, REPORT)
        path.chmod(0o444)
        with path.open("rb"):
            assert len(read(path, NOTHING).blocks) == 4

    def test_the_sum_is_that_of_the_bytes(self, tmp_path: Path) -> None:
        assert read(save(tmp_path, REPORT), NOTHING).sha256 == hashlib.sha256(REPORT).hexdigest()

    @pytest.mark.skipif(os.name != "nt", reason="only Windows limits the length of paths")
    def test_windows_opens_long_paths(self) -> None:
        assert str(openable(Path("C:/" + "x" * 300))).startswith("\\\\?\\")


class TestOtherFormats:
    @pytest.mark.parametrize(
        ("data", "name", "kind"),
        [
            (compound(["WordDocument"], FIB), "r.doc", "doc"),
            (odt(), "r.odt", "odt"),
            (b"{\\rtf1 x}", "r.rtf", "rtf"),
        ],
    )
    def test_without_libreoffice_it_is_said_what_to_do(self, tmp_path: Path, data: bytes, name: str, kind: str) -> None:
        error = refused(save(tmp_path, data, name))
        assert (error.code, error.said.id) == ("needs-libreoffice", "reading.needs-libreoffice")
        assert error.said.arguments["format"] == kind

    @pytest.mark.slow
    @needs("soffice")
    @pytest.mark.parametrize("kind", ["doc", "odt", "rtf", "fodt"])
    def test_through_libreoffice(self, tmp_path: Path, kind: str) -> None:
        numbering = abstract(0, lvl(0, "3.2.%1", start=14)) + num(1, 0)
        width = '<w:tcW w:w="3000" w:type="dxa"/>'
        table = tbl(tr(tc("a", properties=width), tc("b", properties=width)), grid=(3000, 3000))
        data = package(
            p("Standard 3", "Heading1") + p("Title", "Heading2", num=(1, 0)) + p("Text.") + table + p(""),
            styles=headings(),
            numbering=numbering,
        )
        made = tmp_path / "made"
        subprocess.run(
            ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", kind,
             "--outdir", str(made), str(save(tmp_path, data, "source.docx"))],
            check=True, capture_output=True,
        )  # fmt: skip
        path = tmp_path / f"есеп.{kind}"
        shutil.move(made / f"source.{kind}", path)
        found = read(path, probe())
        assert found.format == kind
        assert found.findings == ()
        assert [(b.kind, b.level, b.shown) for b in found.blocks] == [
            (Kind.HEADING, 1, "Standard 3"),
            (Kind.HEADING, 2, "3.2.14 Title"),
            (Kind.PARAGRAPH, 0, "Text."),
            (Kind.ROW, 0, "a\tb"),
        ]
        assert {block.place.file for block in found.blocks} == {str(path)}
        assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()

    def test_a_program_that_makes_nothing(self, tmp_path: Path) -> None:
        nothing = shutil.which("true") or shutil.which("where")
        assert refused(save(tmp_path, odt(), "r.odt"), Tools(nothing, None, ())).code == "damaged"

    def test_a_program_that_is_gone(self, tmp_path: Path) -> None:
        gone = Tools(str(tmp_path / "gone"), None, ())
        assert refused(save(tmp_path, odt(), "r.odt"), gone).code == "damaged"

    @pytest.mark.skipif(os.name != "posix", reason="the stand-in is a shell script")
    def test_a_program_that_never_ends(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(legacy, "_SECONDS", 0.2)
        program = tmp_path / "soffice"
        program.write_text("#!/bin/sh\nexec sleep 600\n", encoding="utf-8")
        program.chmod(0o755)
        assert refused(save(tmp_path, odt(), "r.odt"), Tools(str(program), None, ())).code == "damaged"


class TestTools:
    def test_none_is_started_to_find_them(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def start(*_: object, **__: object) -> None:
            raise AssertionError("a program was started")

        monkeypatch.setattr(subprocess, "Popen", start)
        assert probe().tesseract_languages == ()

    def test_nothing_on_the_path(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("PATH", "PROGRAMFILES", "PROGRAMW6432", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            monkeypatch.setenv(name, str(tmp_path))
        found = probe(languages=True)
        assert found.tesseract_languages == () or found.tesseract is not None
        assert version(None) is None

    @pytest.mark.skipif(os.name != "posix", reason="the stand-in is a shell script")
    def test_languages_are_read_from_what_tesseract_says(self, tmp_path: Path) -> None:
        program = tmp_path / "tesseract"
        program.write_text('#!/bin/sh\necho "List of available languages in /x (3):"\necho kaz\necho rus\n', "utf-8")
        program.chmod(0o755)
        assert with_languages(Tools(None, str(program), ())).tesseract_languages == ("kaz", "rus")

    def test_a_broken_tesseract_has_none(self, tmp_path: Path) -> None:
        assert with_languages(Tools(None, str(tmp_path / "gone"), ())).tesseract_languages == ()

    @pytest.mark.slow
    @needs("tesseract")
    def test_the_real_one(self) -> None:
        assert "eng" in probe(languages=True).tesseract_languages
