"""Tags as truth: a tagged PDF without its tags, read again, against the headings that its tags name.

The files are made from Word files whose headings are styled, by several producers: once, where SAPA_MADE names a
folder to keep them in, else in every run. What the tags say is read here, not by Sapa's own reader of tags.

Tags know styles alone. A line that somebody typed in bold in place of a heading ("2.2.1 Practice", "Evidence") has no
tag, and a reader may take it for a heading or not: such lines of the Word file count neither way. Nor do the number
before a heading, which one producer puts into the tag and another beside it, and the mark of a note behind it.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from .figures import MADE, NATURAL, Row, Score, Told, bare

ROOT = Path(__file__).resolve().parents[2]
GOAL = "recall ≥ .97, precision ≥ .95; arranging lowers neither"
_NAME = "tags as truth"
_EXAMPLES = ("institutional-en.docx", "programme-ru.docx")


_NUMBER = re.compile(r"^[\d.⁰¹²³⁴⁵⁶⁷⁸⁹)\s]+(?=\w)")
_NOTES = re.compile(r"[\d⁰¹²³⁴⁵⁶⁷⁸⁹]+\s*$")


class Heading(NamedTuple):
    text: str
    level: int


def run(tools: list[str], told: Told) -> list[Row]:
    if tools and "Sapa" not in tools:
        return []
    if shutil.which("soffice") is None:
        return [Row(_NAME, "Sapa", "needs LibreOffice")]
    with tempfile.TemporaryDirectory() as work:
        folder = Path(os.environ.get(MADE) or work)
        rows = []
        for producer, files in made(folder).items():
            for kept in (True, False):
                rows += _measured(producer, files, Path(work), told, bookmarks=kept)
        return rows


def sources(folder: Path) -> list[Path]:
    """Word files with styled headings: long reports of the corpus (built here), the examples, natural reports."""
    from tests.corpus.build import build
    from tests.corpus.source import load

    paths = sorted((ROOT / "tests" / "corpus" / "sources").glob("long-*.txt"))
    built = build([(load(path), "docx") for path in paths], folder / "corpus")
    natural = Path(os.environ[NATURAL]) if os.environ.get(NATURAL) else None
    own = sorted(natural.glob("*.docx")) if natural is not None else []
    return [*(one.path for one in built), *(ROOT / "examples" / name for name in _EXAMPLES), *own]


def made(folder: Path) -> dict[str, list[Path]]:
    """Tagged PDFs by producer."""
    by_office, by_browser = folder / "libreoffice", folder / "chromium"
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not by_office.exists():
        files = sources(folder)
        by_libreoffice(files, by_office, "pdf", _TAGGED)
        by_browser.mkdir(parents=True)
        if chromium is not None:
            for page in by_libreoffice(files, folder / "html", "html", "html:HTML (StarWriter):EmbedImages"):
                _by_chromium(page, by_browser, folder, chromium)
    return {"LibreOffice": sorted(by_office.glob("*.pdf")), "Chromium": sorted(by_browser.glob("*.pdf"))}


_TAGGED = "pdf:writer_pdf_Export:" + json.dumps(
    {"UseTaggedPDF": {"type": "boolean", "value": "true"}, "ExportBookmarks": {"type": "boolean", "value": "true"}},
    separators=(",", ":"),
)


def by_libreoffice(files: Iterable[Path], out: Path, suffix: str, target: str) -> list[Path]:
    out.mkdir(parents=True, exist_ok=True)
    named = []
    with tempfile.TemporaryDirectory() as work:
        for number, file in enumerate(files):  # two folders may hold the same name
            copy = Path(work) / f"{number:03d}-{file.stem}{file.suffix}"
            shutil.copyfile(file, copy)
            named.append(copy)
        profile = f"-env:UserInstallation={(Path(work) / 'profile').as_uri()}"
        command = ["soffice", "--headless", "--norestore", profile, "--convert-to", target, "--outdir", str(out)]
        for start in range(0, len(named), 50):
            subprocess.run([*command, *map(str, named[start : start + 50])], capture_output=True, check=False)
    return [path for copy in named if (path := out / f"{copy.stem}.{suffix}").exists()]


def _by_chromium(page: Path, out: Path, folder: Path, chromium: str) -> None:
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    own = [f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={out / f'{page.stem}.pdf'}", page.as_uri()]
    subprocess.run([*command, *own], capture_output=True, check=False, timeout=120)


def _measured(producer: str, files: list[Path], folder: Path, told: Told, *, bookmarks: bool) -> list[Row]:
    from sapa.core.citing.structure import arrange
    from sapa.core.model.document import ReadingError
    from sapa.core.reading import read
    from sapa.core.reading.tools import Tools

    words = sources(folder)
    scores = {"as read": (Score(), Score()), "arranged": (Score(), Score())}
    held = 0
    for pdf in files:
        truth = declared(pdf)
        if not truth:
            continue
        bald = folder / "bald.pdf"
        without_tags(pdf, bald, bookmarks=bookmarks)
        try:
            document = read(bald, Tools(), ocr="never")
        except ReadingError:
            told(f"{_NAME} {producer} {pdf.name}: not read")
            continue
        held += 1
        typed = _typed(words[int(pdf.name.partition("-")[0])])
        for how, answer in (("as read", headings(document)), ("arranged", headings(arrange(document)))):
            plain, ranked = scores[how]
            told_of = _texts(answer) - ((_texts(answer) - _texts(truth)) & typed)
            own = plain.add(_texts(truth), told_of)
            ranked.add(*ranks(truth, answer))
            if own < 1:
                lost, false = _texts(truth) - _texts(answer), told_of - _texts(truth)
                told(f"{_NAME} {producer} {pdf.name} {how}: F {own:.2f}; lost {_few(lost)}; false {_few(false)}")
    suite = f"{_NAME}, {producer}, {'bookmarks kept' if bookmarks else 'no bookmarks'}"
    return [
        Row(
            f"{suite}, {how}",
            "Sapa",
            f"recall {plain.recall:.3f}, precision {plain.precision:.3f}, "
            f"ranks of those found {ranked.recall:.3f}, {held} files",
            GOAL if how == "arranged" else "",
        )
        for how, (plain, ranked) in scores.items()
    ]


def _few(items: Counter[Hashable]) -> str:
    return str([str(item)[:40] for item in list(items)[:8]])


def _texts(headings: list[Heading]) -> Counter[Hashable]:
    return Counter(_key(heading.text) for heading in headings)


def _key(text: str) -> str:
    return bare(_NOTES.sub("", _NUMBER.sub("", text.strip())))


def _typed(word: Path) -> Counter[Hashable]:
    """The lines of a Word file that are bold from end to end and have no heading's style."""
    import docx

    found: Counter[Hashable] = Counter()
    for paragraph in docx.Document(str(word)).paragraphs:
        runs = [run for run in paragraph.runs if run.text.strip()]
        styled = str(paragraph.style.name if paragraph.style else "").lower().startswith("heading")
        if runs and not styled and all(run.bold for run in runs):
            found[_key(paragraph.text)] += 1
    return found


def ranks(truth: list[Heading], answer: list[Heading]) -> tuple[Counter[Hashable], Counter[Hashable]]:
    """Texts that both have, each with its rank among the ranks that these have there."""
    common = _texts(truth) & _texts(answer)

    def ranked(found: list[Heading]) -> Counter[Hashable]:
        kept = [heading for heading in found if _key(heading.text) in common]
        levels = sorted({heading.level for heading in kept})
        return Counter((_key(heading.text), levels.index(heading.level)) for heading in kept)

    return ranked(truth), ranked(answer)


def headings(document: Any) -> list[Heading]:
    from sapa.core.model.document import Kind

    return [Heading(block.shown, block.level) for block in document.blocks if block.kind is Kind.HEADING]


def declared(pdf: Path) -> list[Heading]:
    """Headings by the tags of a PDF, in order; those without any text left out."""
    import pypdfium2
    from pypdfium2 import raw

    found: list[Heading] = []
    opened = pypdfium2.PdfDocument(pdf)
    for page in opened:
        tree = raw.FPDF_StructTree_GetForPage(page)
        if not tree:
            continue
        texts = _marked(raw, page)
        for level, ids in _tagged(raw, tree):
            text = " ".join(texts.get(id, "") for id in ids)
            if bare(text):
                found.append(Heading(text, level))
        raw.FPDF_StructTree_Close(tree)
    opened.close()
    return found


def _marked(raw: Any, page: Any) -> dict[int, str]:
    """The text of a page's marked content, by its id."""
    text_page = page.get_textpage()
    texts: dict[int, list[str]] = {}
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        id = raw.FPDFPageObj_GetMarkedContentID(item)
        size = raw.FPDFTextObj_GetText(item, text_page, None, 0)
        buffer = ctypes.create_string_buffer(size)
        raw.FPDFTextObj_GetText(item, text_page, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
        texts.setdefault(id, []).append(buffer.raw[: max(size - 2, 0)].decode("utf-16-le", "replace"))
    return {id: "".join(pieces) for id, pieces in texts.items()}


def _tagged(raw: Any, tree: Any) -> Iterator[tuple[int, list[int]]]:
    """(level, ids of its marked content) of each heading that a page's tags name, nested ones as part of theirs."""
    for index in range(max(raw.FPDF_StructTree_CountChildren(tree), 0)):
        if child := raw.FPDF_StructTree_GetChildAtIndex(tree, index):
            yield from _headings(raw, child)


def _headings(raw: Any, element: Any) -> Iterator[tuple[int, list[int]]]:
    buffer = ctypes.create_string_buffer(64)
    size = raw.FPDF_StructElement_GetType(element, buffer, 64)
    kind = buffer.raw[: max(size - 2, 0)].decode("utf-16-le", "replace")
    if len(kind) == 2 and kind[0] == "H" and kind[1].isdigit():
        yield int(kind[1]), list(_ids(raw, element))
        return
    for index in range(max(raw.FPDF_StructElement_CountChildren(element), 0)):
        if child := raw.FPDF_StructElement_GetChildAtIndex(element, index):
            yield from _headings(raw, child)


def _ids(raw: Any, element: Any) -> Iterator[int]:
    for index in range(max(raw.FPDF_StructElement_CountChildren(element), 0)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            yield from _ids(raw, child)
        elif (id := raw.FPDF_StructElement_GetChildMarkedContentID(element, index)) >= 0:
            yield id


def without_tags(pdf: Path, out: Path, *, bookmarks: bool) -> None:
    """The same file without its tags, and without bookmarks where so asked."""
    from pypdf import PdfWriter
    from pypdf.generic import NameObject

    writer = PdfWriter(clone_from=str(pdf))
    gone = ["/StructTreeRoot", "/MarkInfo", *([] if bookmarks else ["/Outlines"])]
    for key in gone:
        writer.root_object.pop(NameObject(key), None)
    with out.open("wb") as stream:
        writer.write(stream)
