"""The least that any reader must do, as a process of its own: python benchmarks/floors.py pdf|docx FILE

pdf   pdfium's own text of each page, by direct calls: no fonts, lines, tables or headings
docx  inflate, parse with lxml, join the text of each paragraph
"""

from __future__ import annotations

import sys


def pdf(path: str) -> int:
    import ctypes

    import pypdfium2.raw as raw

    document = raw.FPDF_LoadDocument(path.encode(), None)
    characters = 0
    for index in range(raw.FPDF_GetPageCount(document)):
        page = raw.FPDF_LoadPage(document, index)
        text = raw.FPDFText_LoadPage(page)
        count = raw.FPDFText_CountChars(text)
        if count > 0:
            buffer = (ctypes.c_ushort * (count + 1))()
            raw.FPDFText_GetText(text, 0, count, buffer)
            characters += len(bytes(buffer)[: 2 * count].decode("utf-16-le", "replace"))
        raw.FPDFText_ClosePage(text)
        raw.FPDF_ClosePage(page)
    raw.FPDF_CloseDocument(document)
    return characters


def docx(path: str) -> int:
    import zipfile

    from lxml import etree

    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"), etree.XMLParser(huge_tree=True))
    return len("\n".join("".join([t.text or "" for t in p.iter(f"{w}t")]) for p in root.iter(f"{w}p")))


if __name__ == "__main__":
    print({"pdf": pdf, "docx": docx}[sys.argv[1]](sys.argv[2]))
