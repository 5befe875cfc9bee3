"""PDF files with exact geometry, built in the test run: every trap has its fixture.

DejaVu is used, since it draws Kazakh letters; where it is not installed, tests skip and say so.
"""

from __future__ import annotations

import io
import itertools
import os
import re
import shutil
import struct
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

_FOLDERS = (
    Path("/usr/share/fonts/truetype/dejavu"),
    Path("/usr/share/fonts/dejavu"),
    Path("/usr/share/fonts/dejavu-sans-fonts"),
    Path("/usr/share/fonts/TTF"),
    Path("/Library/Fonts"),
    Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
)
_FACES = {
    "Serif": "DejaVuSerif.ttf",
    "Serif-Bold": "DejaVuSerif-Bold.ttf",
    "Sans": "DejaVuSans.ttf",
    "Sans-Bold": "DejaVuSans-Bold.ttf",
}

A4 = (595.0, 842.0)

# Plainly fictional prose without codes; each sentence is long enough to wrap.
EN = (
    "The fictional Example University reviews the content of every programme with employers and graduates, and the "
    "results of the review are discussed by the academic council before the next year begins. Students take part in "
    "all working groups, receive written answers to their proposals, and see the decisions on the public page of the "
    "faculty. The plan of improvement names a responsible person and a date for each measure, and the dean reports on "
    "it twice a year."
)
RU = (
    "Вымышленный Примерный университет ежегодно пересматривает содержание образовательных программ вместе с "
    "работодателями и выпускниками, а результаты обсуждаются на заседании учёного совета до начала нового учебного "
    "года. Обучающиеся входят в состав рабочих групп, получают письменные ответы на свои предложения и видят решения "
    "на открытой странице факультета. План улучшений называет ответственного и срок для каждой меры."
)
KK = (
    "Ойдан шығарылған Үлгі университеті білім беру бағдарламаларының мазмұнын жыл сайын жұмыс берушілермен және "
    "түлектермен бірге қайта қарайды, нәтижелері жаңа оқу жылы басталғанға дейін ғылыми кеңесте талқыланады. Білім "
    "алушылар жұмыс топтарының құрамына кіреді, өз ұсыныстарына жазбаша жауап алады және шешімдерді факультеттің "
    "ашық бетінен көреді. Жақсарту жоспарында әр шараның жауаптысы мен мерзімі көрсетілген."
)


def sentences(text: str, count: int) -> str:
    """About `count` words of a text, repeated as often as needed."""
    words = (text + " ") * (count // len(text.split()) + 1)
    return " ".join(words.split()[:count]).rstrip(".,") + "."


def _fonts() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if "Serif" in pdfmetrics.getRegisteredFontNames():
        return
    for name, file in _FACES.items():
        found = next((folder / file for folder in _FOLDERS if (folder / file).is_file()), None)
        if found is None:
            if os.environ.get("SAPA_REQUIRE_TOOLS"):
                raise FileNotFoundError(file)
            pytest.skip(f"the font {file} is not on this machine")
        pdfmetrics.registerFont(TTFont(name, str(found)))


class Sheet:
    """A PDF under construction; y counts from the page's bottom, as in the file."""

    def __init__(self, size: tuple[float, float] = A4, *, compress: bool = True) -> None:
        _fonts()
        from reportlab.pdfgen.canvas import Canvas

        self._buffer = io.BytesIO()
        self.canvas = Canvas(self._buffer, pagesize=size, pageCompression=int(compress), invariant=1)
        self.size = size
        self.font = "Serif"

    def width(self, text: str, size: float = 11, bold: bool = False) -> float:
        from reportlab.pdfbase.pdfmetrics import stringWidth

        return float(stringWidth(text, self.font + ("-Bold" if bold else ""), size))

    def text(self, x: float, y: float, text: str, size: float = 11, *, bold: bool = False) -> float:
        """One line; gives the x at its end."""
        self.canvas.setFont(self.font + ("-Bold" if bold else ""), size)
        self.canvas.drawString(x, y, text)
        return x + self.width(text, size, bold)

    def wrapped(self, text: str, width: float, size: float = 11, bold: bool = False) -> list[str]:
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.width(longer, size, bold) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def paragraph(
        self, x: float, y: float, width: float, text: str, size: float = 11, *, bold: bool = False,
        leading: float = 1.25, indent: float = 0,
    ) -> float:  # fmt: skip
        """Wrapped text from baseline y down; gives the baseline for the next line after a small space."""
        lines = self.wrapped(("\u00a0" if indent else "") + text, width - indent, size, bold)
        if indent:
            first = lines[0]
            rest = " ".join(lines[1:])
            lines = [first, *(self.wrapped(rest, width, size, bold) if rest else [])]
        for number, line in enumerate(lines):
            self.text(x + (indent if number == 0 else 0), y, line.strip("\u00a0"), size, bold=bold)
            y -= leading * size
        return y - 0.5 * size

    def grid(
        self, x: float, y: float, widths: Sequence[float], rows: Sequence[Sequence[str | None]], size: float = 9,
        *, bold_first: bool = False, rules: bool = True,
    ) -> float:  # fmt: skip
        """A table with ruling lines; None: the cell is merged with the one above, "<": with the one to its left."""
        leading = 1.25 * size
        edges = list(itertools.accumulate(widths, initial=x))
        said = [[self._spanning(row, column, edges, size) for column in range(len(row))] for row in rows]
        tops = [y]
        for lines in said:
            tops.append(tops[-1] - max(1, *map(len, lines)) * leading - 6)
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                at = tops[r] - size - 2
                for line in said[r][c]:
                    self.text(edges[c] + 4, at, line, size, bold=bold_first and r == 0)
                    at -= leading
                if rules and cell is not None:
                    self.canvas.line(edges[c], tops[r], edges[c + 1], tops[r])
                if rules and cell != "<":
                    self.canvas.line(edges[c], tops[r], edges[c], tops[r + 1])
        if rules:
            self.canvas.line(edges[0], tops[-1], edges[-1], tops[-1])
            self.canvas.line(edges[-1], tops[0], edges[-1], tops[-1])
        return tops[-1]

    def _spanning(self, row: Sequence[str | None], column: int, edges: Sequence[float], size: float) -> list[str]:
        """The lines of a cell as wide as it is with those merged into it; none for what is merged itself."""
        cell = row[column]
        if not cell or cell == "<":
            return []
        end = column + 1
        while end < len(row) and row[end] == "<":
            end += 1
        return self._cell_lines(cell, edges[end] - edges[column] - 8, size)

    def _cell_lines(self, cell: str, width: float, size: float) -> list[str]:
        return [line for part in cell.split("\n") for line in self.wrapped(part, width, size)]

    def bookmark(self, title: str, level: int, y: float) -> None:
        """A bookmark (level from 1) to a height on the present page."""
        key = f"{title}-{level}-{y}-{self.canvas.getPageNumber()}"
        self.canvas.bookmarkHorizontal(key, 0, y)
        self.canvas.addOutlineEntry(title, key, level - 1)

    def page(self) -> None:
        self.canvas.showPage()

    def bytes(self) -> bytes:
        self.canvas.save()
        return self._buffer.getvalue()

    def save(self, path: Path) -> Path:
        path.write_bytes(self.bytes())
        return path


def without_unicode(data: bytes) -> bytes:
    """The same PDF (not compressed) with its fonts' maps to Unicode gone: letters are drawn, nobody knows which."""
    return data.replace(b"/ToUnicode", b"/XoUnicode")


def with_wrong_unicode(data: bytes) -> bytes:
    """The same PDF (not compressed) with maps that lead to other letters: text that looks right and reads wrong."""

    def shifted(found: re.Match[bytes]) -> bytes:
        code = int(found[2], 16)
        if code < 0x30:
            return found[0]
        wrong = 0x21 + (code * 7 + 13) % 0x5E
        return found[1] + b"<%04X>" % wrong

    return re.sub(rb"(<[0-9A-F]{2}> )<([0-9A-F]{4})>", shifted, data)


KAZAKH = "ӘҒҚҢӨҰҮҺәғқңөұүһ"  # letters that an old font lacks


def font_file(face: str = "Serif") -> Path:
    """The file of a font that the fixtures use."""
    _fonts()
    return next(folder / _FACES[face] for folder in _FOLDERS if (folder / _FACES[face]).is_file())


def without_letters(font: Path, letters: str) -> bytes:
    """A TrueType font that lacks letters: the same tables with another map of characters."""
    from reportlab.pdfbase.ttfonts import TTFontFile

    data = font.read_bytes()
    glyphs = {code: glyph for code, glyph in TTFontFile(str(font)).charToGlyph.items() if chr(code) not in letters}
    groups = b"".join(struct.pack(">III", code, code, glyph) for code, glyph in sorted(glyphs.items()))
    table = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(glyphs)) + groups
    cmap = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table
    count = struct.unpack(">H", data[4:6])[0]
    entries = [struct.unpack(">4sIII", data[12 + 16 * i : 28 + 16 * i]) for i in range(count)]
    head, body = bytearray(data[:12]), bytearray()
    for tag, checksum, offset, length in entries:
        content = cmap if tag == b"cmap" else data[offset : offset + length]
        head += struct.pack(">4sIII", tag, checksum, 12 + 16 * count + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    return bytes(head + body)


def old_fonts(folder: Path) -> Path:
    """A folder with a Serif that lacks Kazakh letters, and the Sans that draws them instead: a fontconfig file."""
    folder.mkdir()
    for face in ("Serif", "Serif-Bold"):
        (folder / _FACES[face]).write_bytes(without_letters(font_file(face), KAZAKH))
    for face in ("Sans", "Sans-Bold"):
        shutil.copy(font_file(face), folder)
    config = folder / "fonts.conf"
    config.write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{folder}</dir><cachedir>{folder / "cache"}</cachedir></fontconfig>'
    )
    return config


def by_libreoffice(source: Path, *, bookmarks: bool = True, tagged: bool = False, fonts: Path | None = None) -> Path:
    """A file of LibreOffice's or Word's converted to PDF, beside it. fonts: a fontconfig file in place of the usual."""
    program = shutil.which("soffice") or "soffice"
    options = f'{{"ExportBookmarks":{{"type":"boolean","value":"{str(bookmarks).lower()}"}},' + (
        f'"UseTaggedPDF":{{"type":"boolean","value":"{str(tagged).lower()}"}}}}'
    )
    profile = source.parent / "profile"
    subprocess.run(
        [
            program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to",
            f"pdf:writer_pdf_Export:{options}", "--outdir", str(source.parent), str(source),
        ],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180,
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)} if fonts else None,
    )  # fmt: skip
    return source.with_suffix(".pdf")
