"""The cells of the first sheet of an .xlsx that holds any, as text: enough for a table of standards."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from lxml import etree

from ...model.document import ReadingError
from ...reading import opened
from ...words.messages import message

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MOST = 50_000_000  # bytes of one part: a table of standards has a thousandth of it
_COLUMNS = 200


def read(path: Path) -> Iterator[list[str]]:
    """The rows, empty cells as "". Raises ReadingError."""
    try:
        with opened(path, str(path)) as stream, zipfile.ZipFile(stream) as package:
            strings = _strings(package)
            for part in _sheets(package):
                rows = list(_rows(_xml(package, part), strings))
                if any(any(row) for row in rows):
                    return iter(rows)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError, OSError) as error:
        raise ReadingError("damaged", message("import.damaged", path=str(path), cause=str(error))) from None
    return iter(())


def _xml(package: zipfile.ZipFile, name: str) -> etree._Element:
    if package.getinfo(name).file_size > _MOST:
        raise ValueError(f"{name} is too large")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(package.read(name), parser)


def _strings(package: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in package.namelist():
        return []
    root = _xml(package, "xl/sharedStrings.xml")
    return [_text(item) for item in root.iter(f"{_MAIN}si")]


def _text(element: etree._Element) -> str:
    """Its text, the reading aids of East Asian writing left out."""
    return "".join(
        part.text or ""
        for part in element.iter(f"{_MAIN}t")
        if (parent := part.getparent()) is None or parent.tag != f"{_MAIN}rPh"
    )


def _sheets(package: zipfile.ZipFile) -> list[str]:
    """The parts of the visible sheets, in the order of their tabs."""
    book = _xml(package, "xl/workbook.xml")
    rels = _xml(package, "xl/_rels/workbook.xml.rels")
    targets = {rel.get("Id"): str(rel.get("Target")) for rel in rels}
    parts = []
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_REL))
        if target and sheet.get("state", "visible") == "visible":
            parts.append(target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target))
    return parts


def _rows(sheet: etree._Element, strings: list[str]) -> Iterator[list[str]]:
    for row in sheet.iter(f"{_MAIN}row"):
        cells: list[str] = []
        for cell in row.iter(f"{_MAIN}c"):
            column = _column(str(cell.get("r", "")), len(cells))
            if column >= _COLUMNS:
                break
            cells += [""] * (column - len(cells))
            cells.append(_value(cell, strings))
        yield cells


def _column(reference: str, otherwise: int) -> int:
    letters = re.match(r"[A-Z]+", reference)
    if letters is None:
        return otherwise
    number = 0
    for letter in letters[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return max(number - 1, otherwise)


def _value(cell: etree._Element, strings: list[str]) -> str:
    kind = cell.get("t")
    if kind == "inlineStr":
        return _text(cell)
    value = cell.findtext(f"{_MAIN}v") or ""
    if kind == "s":
        return strings[int(value)]
    # 1.10 typed as a number is 1.1000000000000001 in the file, and 1.1 for people: what was lost cannot be had back
    if kind in (None, "n") and re.fullmatch(r"-?[0-9]+\.[0-9]{6,}", value):
        return f"{float(value):.6g}"
    return value
