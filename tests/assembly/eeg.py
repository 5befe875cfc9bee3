"""EEG reports for tests: made from results by hand, filled in as people and programs do, read as XML."""

from __future__ import annotations

import io
import pickle
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from sapa.core.assembly import assemble, built_in
from sapa.core.loading.installed import Assembled, Loaded, Request, Sets
from sapa.core.model.procedures import Procedure
from sapa.core.model.results import DocumentResult, Result
from sapa.core.model.standards import StandardSet
from sapa.core.words.messages import Lang

from ..results import document_result, every_status

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def loaded(*sets: StandardSet, procedures: Sequence[Procedure] = ()) -> Loaded:
    known = {procedure.id: procedure for procedure in procedures}
    return Loaded((), Sets(sets, known, ()), known)


def request(
    *documents: DocumentResult,
    lang: Lang = "en",
    options: Mapping[str, Any] | None = None,
    procedures: Sequence[Procedure] = (),
    case: Any = None,
    lang_given: bool = True,
) -> Request:
    documents = documents or (document_result((every_status(),)),)
    sets = {one.coverage.set.key: one.coverage.set for document in documents for one in document.sets}
    return Request(
        loaded(*sets.values(), procedures=procedures),
        lang,
        (),
        Result("9.9", {}, documents),
        case,
        dict(options or {}),
        lang_given,
    )


_made: dict[bytes, Assembled] = {}  # by what was asked for


def made(name: str, asked: Request, format: str = "docx") -> Assembled:
    """Made once, for many tests look at the same."""
    key = pickle.dumps((name, asked, format))
    if key not in _made:
        _made[key] = made_anew(name, asked, format)
    return _made[key]


def made_anew(name: str, asked: Request, format: str = "docx") -> Assembled:
    return assemble(built_in()[name], asked, format)


def report(asked: Request | None = None, **options: Any) -> bytes:
    content = made("report", asked or request(options=options)).content
    assert isinstance(content, bytes)
    return content


def part(content: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read(name))


def text(element: etree._Element) -> str:
    return "".join(piece.text or "" for piece in element.iter(f"{W}t"))


def paragraphs(content: bytes, style: str) -> list[str]:
    """The texts of the paragraphs in a style, by its id."""
    found = []
    for paragraph in part(content).iter(f"{W}p"):
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        if named is not None and named.get(f"{W}val") == style:
            found.append(text(paragraph))
    return found


def tables(content: bytes) -> list[list[list[str]]]:
    """Rows of cells of every table; the paragraphs of a cell on lines."""
    found = []
    for table in part(content).iter(f"{W}tbl"):
        rows = []
        for row in table.iterchildren(f"{W}tr"):
            rows.append(["\n".join(text(p) for p in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")])
        found.append(rows)
    return found


def control(content: bytes, tag: str) -> etree._Element:
    return next(
        found
        for found in part(content).iter(f"{W}sdt")
        if (named := found.find(f"{W}sdtPr/{W}tag")) is not None and named.get(f"{W}val") == tag
    )


@cache
def offered(content: bytes, tag: str) -> tuple[str, ...]:
    """The values that a field offers to choose from; none where people write."""
    return tuple(str(item.get(f"{W}value")) for item in control(content, tag).iter(f"{W}listItem"))


def tags(content: bytes) -> list[str]:
    return [str(found.get(f"{W}val")) for found in part(content).iter(f"{W}tag")]


def fill(content: bytes, values: Mapping[str, str]) -> bytes:
    """Fills controls by their tags, as Word does: the hint goes, a list shows the entry of the value."""
    root = part(content)
    waiting = dict(values)
    for found in root.iter(f"{W}sdt"):
        named = found.find(f"{W}sdtPr/{W}tag")
        tag = str(named.get(f"{W}val")) if named is not None else ""
        if tag not in waiting:
            continue
        shown = waiting.pop(tag)
        properties, holder = found.find(f"{W}sdtPr"), found.find(f"{W}sdtContent")
        assert properties is not None and holder is not None
        for hint in properties.findall(f"{W}showingPlcHdr"):
            properties.remove(hint)
        for item in properties.iter(f"{W}listItem"):
            if item.get(f"{W}value") == shown:
                shown = str(item.get(f"{W}displayText"))
                break
        _show(holder, shown.split("\n"))
    assert not waiting, f"no such field: {sorted(waiting)}"
    return with_part(content, root)


def _show(holder: etree._Element, lines: Sequence[str]) -> None:
    """Puts lines in place of what a control holds: as paragraphs where it held any, else broken."""
    block = holder.find(f"{W}p") is not None
    for child in list(holder):
        holder.remove(child)
    if block:
        for line in lines:
            run = etree.SubElement(etree.SubElement(holder, f"{W}p"), f"{W}r")
            _set(etree.SubElement(run, f"{W}t"), line)
        return
    run = etree.SubElement(holder, f"{W}r")
    for number, line in enumerate(lines):
        if number:
            etree.SubElement(run, f"{W}br")
        _set(etree.SubElement(run, f"{W}t"), line)


def _set(element: etree._Element, line: str) -> None:
    element.text = line
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def with_part(content: bytes, root: etree._Element, name: str = "word/document.xml") -> bytes:
    """The same package with another part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == name:
                data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            new.writestr(item.filename, data)
    return out.getvalue()


def through_libreoffice(content: bytes, folder: Path, suffix: str = "docx") -> bytes:
    """Opened and saved by LibreOffice."""
    (folder / "in").mkdir(exist_ok=True)
    (folder / "out").mkdir(exist_ok=True)
    (folder / "in" / "report.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", str(folder / "out")]
    subprocess.run([*command, str(folder / "in" / "report.docx")], check=True, capture_output=True, timeout=180)
    return (folder / "out" / f"report.{suffix}").read_bytes()
