"""The pages in a table of contents: as LibreOffice lays the file out, until Word lays it out itself."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from lxml import etree

_MAIN = "word/document.xml"


def paged(content: bytes, soffice: str | None) -> bytes:
    """The file with the pages of its contents; as it was where there is no LibreOffice or it finds no headings."""
    if soffice is None:
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = parse_xml(package.read(_MAIN))
    places = list(_places(root))
    pages = _pages([heading for heading, _ in places], _headings(content, soffice)) if places else ()
    if not any(pages):
        return content
    for (_, result), page in zip(places, pages, strict=True):
        _show(result, str(page) if page else "")
    return _with_main(content, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _places(root: Any) -> Iterator[tuple[str, list[Any]]]:
    """Every line of the contents: its heading, and the runs between the marks of its page field."""
    for link in root.iter(qn("w:hyperlink")):
        runs = list(link.iter(qn("w:r")))
        codes = [at for at, run in enumerate(runs) if "PAGEREF" in "".join(_texts(run, "w:instrText"))]
        if not codes:
            continue
        marks = [at for at, run in enumerate(runs) if run.find(qn("w:fldChar")) is not None and at > codes[0]]
        before = next((at for at, run in enumerate(runs) if run.find(qn("w:tab")) is not None), codes[0])
        yield "".join(text for run in runs[:before] for text in _texts(run, "w:t")), runs[marks[0] : marks[1] + 1]


def _show(runs: Sequence[Any], page: str) -> None:
    """runs: from the mark that separates code and result to the mark that ends the field."""
    for run in runs[1:-1]:
        run.getparent().remove(run)
    shown, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = page
    shown.append(text)
    runs[0].addnext(shown)


def _headings(content: bytes, soffice: str) -> list[tuple[str, int]]:
    """The headings of the laid out file in their order, each with its page, counted from 1."""
    import pypdfium2

    from ...reading.legacy import convert

    with tempfile.TemporaryDirectory(prefix="sapa-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / "report.docx"
        source.write_bytes(content)
        made = convert(source, Path(folder), soffice, "pdf")
        if made is None:
            return []
        pdf = pypdfium2.PdfDocument(made.read_bytes())
    try:
        found = []
        for mark in pdf.get_toc():
            place = mark.get_dest()
            if place is not None and place.get_index() is not None:
                found.append((_plain(mark.get_title()), place.get_index() + 1))
        return found
    finally:
        pdf.close()


def _pages(wanted: Sequence[str], laid_out: Sequence[tuple[str, int]]) -> list[int]:
    """The page of each heading, 0 where it is not among those of the file, which stand in the same order."""
    pages, at = [], 0
    for heading in wanted:
        found = next((n for n in range(at, len(laid_out)) if laid_out[n][0] == _plain(heading)), None)
        pages.append(laid_out[found][1] if found is not None else 0)
        at = found + 1 if found is not None else at
    return pages


def _plain(text: str) -> str:
    return " ".join(text.split())


def _texts(run: Any, tag: str) -> list[str]:
    return [text.text or "" for text in run.iter(qn(tag))]


def _with_main(content: bytes, main: bytes) -> bytes:
    """The same package with another main part; entries keep their order, dates and compression."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(item, main if item.filename == _MAIN else old.read(item))
    return out.getvalue()
