"""Builds corpus documents in the containers and by the producers that reports come from.

Containers: docx, docm, dotx; docx-paged (with the page breaks that Word stores when it saves); docx-as-pdf (the suffix lies); resaved (by LibreOffice), odt, doc, rtf; pdf and pdf-plain (by
LibreOffice, with and without bookmarks and tags); rotated; scan (all pages images); badmap (wrong ToUnicode); reportlab and
reportlab-2col (see pdffile.py). LibreOffice is started once for each kind of conversion, whatever the number of documents.
"""

from __future__ import annotations

import io
import itertools
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from .source import Block, Group, Node, Para, Row, Source, Table
from .word import write_docx

BY_LIBREOFFICE = frozenset(
    {"docx-paged", "pdf", "pdf-plain", "rotated", "scan", "badmap", "resaved", "odt", "doc", "rtf"}
)
_FROM_PDF = {
    "docx-paged": "pdf-auto",
    "pdf": "pdf",
    "pdf-plain": "pdf-plain",
    "rotated": "pdf-plain",
    "scan": "pdf-plain",
    "badmap": "pdf-plain",
}
_SUFFIX = {
    "docx-paged": ".pdf",
    "docm": ".docm",
    "dotx": ".dotx",
    "resaved": ".docx",
    "odt": ".odt",
    "doc": ".doc",
    "rtf": ".rtf",
}


@dataclass(frozen=True)
class Built:
    """A document as a file. pages: by label, the physical page on which it stands; None where no page can be known."""

    source: Source
    container: str
    path: Path
    pages: dict[str, int] | None = None
    page_count: int | None = None


def _pdf_filter(bookmarks: bool) -> str:
    options = {
        "ExportBookmarksToPDFDestination": {"type": "boolean", "value": "true"},  # the truth about pages
        "ExportBookmarks": {"type": "boolean", "value": str(bookmarks).lower()},
        "UseTaggedPDF": {"type": "boolean", "value": str(bookmarks).lower()},
    }
    return "pdf:writer_pdf_Export:" + json.dumps(options, separators=(",", ":"))


def convert(files: Sequence[Path], target: str, out: Path) -> None:
    """One LibreOffice for all files; target as in --convert-to."""
    soffice = shutil.which("soffice") or "soffice"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        for start in range(0, len(files), 100):
            command = [
                soffice,
                "--headless",
                "--norestore",
                f"-env:UserInstallation={Path(profile).as_uri()}",
                "--convert-to",
                target,
                "--outdir",
                str(out),
                *map(str, files[start : start + 100]),
            ]
            done = subprocess.run(command, capture_output=True, text=True, timeout=1800, check=False)
            missing = [f for f in files[start : start + 100] if not (out / f"{f.stem}.{target.split(':')[0]}").exists()]
            if missing:
                raise RuntimeError(f"LibreOffice did not convert {missing}: {done.stdout}{done.stderr}")


def build(jobs: Iterable[tuple[Source, str]], folder: Path) -> list[Built]:
    """A file for each (source, container), in that order."""
    jobs = list(jobs)
    folder.mkdir(parents=True, exist_ok=True)
    work = folder / "work"
    done: dict[tuple[str, str], Built] = {}
    queues: dict[str, list[tuple[Source, str, Path]]] = {}
    for source, wanted in jobs:
        container = wanted.removesuffix("+ocr")  # the same file, read with text recognition
        place = folder / container
        place.mkdir(exist_ok=True)
        if container in BY_LIBREOFFICE:
            target = _FROM_PDF.get(container, container)
            start = work / target / f"{source.name}.docx"
            if not start.exists():
                start.parent.mkdir(parents=True, exist_ok=True)
                meant = labelled(source) if container == "docx-paged" else source
                write_docx(meant, start, scans="text" if container in _FROM_PDF else "picture")
            queues.setdefault(target, []).append((source, container, start))
        elif container.startswith("reportlab"):
            from .pdffile import write_pdf

            path = place / f"{source.name}.pdf"
            pages, count = write_pdf(source, path, columns=2 if container.endswith("2col") else 1)
            done[source.name, container] = Built(source, container, path, pages, count)
        else:
            kind = container if container in ("docm", "dotx") else "docx"
            path = place / f"{source.name}{'.pdf' if container == 'docx-as-pdf' else '.' + kind}"
            write_docx(source, path, kind)
            done[source.name, container] = Built(source, container, path, source.meta.get("word_pages"))
    for target, queue in queues.items():
        files = list(dict.fromkeys(start for _, _, start in queue))
        out = work / f"{target}-out"
        if target.startswith("pdf"):
            convert(files, _pdf_filter(bookmarks=target == "pdf"), out)
        else:
            convert(files, {"resaved": "docx"}.get(target, target), out)
        for source, container, start in queue:
            made = out / f"{start.stem}{_SUFFIX.get(container, '.pdf')}"
            path = folder / container / made.name
            done[source.name, container] = _finish(Built(source, container, path), made)
    return [replace(done[s.name, c.removesuffix("+ocr")], container=c) for s, c in jobs]


def _finish(built: Built, made: Path) -> Built:
    """What is done to LibreOffice's file: pages of @scan become images, pages are turned, maps are broken."""
    if built.container not in _FROM_PDF:
        shutil.copyfile(made, built.path)
        return built
    import pypdf

    reader = pypdf.PdfReader(made)
    count = len(reader.pages)
    pages = _marked(reader)
    scanned = _scanned(pages)
    if built.container == "docx-paged":
        return with_stored_breaks(built, pages)
    if built.container == "scan":
        scanned = list(range(1, count + 1))
    writer = pypdf.PdfWriter(clone_from=reader)
    if built.container == "rotated":
        for turned in writer.pages:
            turned.rotate(90)
            turned.transfer_rotation_to_content()
            turned.rotate(270)
    if built.container == "badmap":
        break_maps(writer)
    if scanned:
        replace_by_images(writer, made, scanned)
    # destinations stay out of the file: they are the truth, not part of a report
    root: Any = writer.root_object
    for key in ("/Dests", "/Names"):
        if key in root:
            del root[key]
    with built.path.open("wb") as file:
        writer.write(file)
    return replace(built, pages={k: v for k, v in pages.items() if not k.startswith("scan")}, page_count=count)


def _marked(reader: Any) -> dict[str, int]:
    """The page of each label."""
    pages: dict[str, int] = {}
    for name, destination in reader.named_destinations.items():
        name = name.lstrip("/")
        if name.startswith("mark"):
            number = reader.get_destination_page_number(destination)
            assert number is not None
            pages[name.removeprefix("mark")] = number + 1
    return pages


def _scanned(pages: Mapping[str, int]) -> list[int]:
    """Pages between the labels that @scan sets: "scan1a" and "scan1b"."""
    found: list[int] = []
    for name, page in sorted(pages.items()):
        if name.startswith("scan") and name.endswith("a"):
            found += range(page, pages[name[:-1] + "b"])
    return found


def labelled(source: Source) -> Source:
    """Every paragraph that begins a line of its own has a label, so that its page can be told."""
    numbers = itertools.count()
    return _each(source, lambda para: replace(para, nodes=(Node("label", f"auto{next(numbers)}"), *para.nodes)))


def with_stored_breaks(built: Built, pages: dict[str, int]) -> Built:
    """The Word file as Word saves it: a mark at the beginning of the first paragraph of each page."""
    numbers, at = itertools.count(), 1
    true: dict[str, int] = {}

    def stored(para: Para) -> Para:
        nonlocal at
        page = pages.get(f"auto{next(numbers)}", at)
        breaks = (Node("lrpb"),) * max(page - at, 0)
        at = max(page, at)
        true.update(dict.fromkeys(_labels(para.nodes), at))
        return replace(para, nodes=(*breaks, *para.nodes))

    source = _each(built.source, stored)
    path = built.path.with_suffix(".docx")
    write_docx(source, path)
    return replace(built, path=path, pages=true)


def _labels(nodes: Iterable[Node]) -> list[str]:
    return [name for node in nodes for name in ([node.arg] if node.kind == "label" else _labels(node.children))]


def _each(source: Source, change: Callable[[Para], Para]) -> Source:
    """The source with each paragraph changed that stands in the text or begins a row; the row's other labels go along."""

    def row(one: Row) -> Row:
        at = next((i for i, cell in enumerate(one.cells) if cell.merge != "continue"), 0)  # what is shown of the row
        marks = [node for cell in one.cells for para in cell.paras for node in para.nodes if node.kind == "label"]
        cells = [
            replace(c, paras=tuple(replace(p, nodes=_without_labels(p.nodes)) for p in c.paras)) for c in one.cells
        ]
        first, *others = cells[at].paras
        cells[at] = replace(cells[at], paras=(change(replace(first, nodes=(*marks, *first.nodes))), *others))
        return replace(one, cells=tuple(cells))

    def block(one: Block) -> Block:
        if isinstance(one, Para):
            return change(one)
        if isinstance(one, Table):
            return replace(one, rows=tuple(row(r) for r in one.rows))
        if isinstance(one, Group):
            return replace(one, blocks=tuple(block(b) for b in one.blocks))
        return one

    return replace(source, blocks=tuple(block(one) for one in source.blocks))


def _without_labels(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    return tuple(node for node in nodes if node.kind != "label")


def images_of(pdf: Path, pages: Sequence[int], dpi: int = 150) -> list[Any]:
    import pypdfium2

    document = pypdfium2.PdfDocument(str(pdf))
    try:
        return [document[number - 1].render(scale=dpi / 72).to_pil().convert("L") for number in pages]
    finally:
        document.close()


def replace_by_images(writer: Any, pdf: Path, pages: Sequence[int], dpi: int = 150) -> None:
    """Puts a picture of each page in its place, as a scanner would have made it (slightly turned)."""
    import pypdf
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for index, image in enumerate(images_of(pdf, pages, dpi)):
        box = writer.pages[pages[index] - 1].mediabox
        width, height = float(box.width), float(box.height)
        turned = image.rotate(0.3 * (-1) ** index, fillcolor=255)
        jpeg = io.BytesIO()
        turned.save(jpeg, "JPEG", quality=70)
        jpeg.seek(0)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(jpeg), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    images = pypdf.PdfReader(buffer)
    for index, number in enumerate(pages):
        page = writer.pages[number - 1]
        new = images.pages[index]
        for key in ("/Contents", "/Resources", "/Annots"):
            if key in page:
                del page[key]
        page.merge_page(new)


def break_maps(writer: Any) -> None:
    """Every font's ToUnicode map says private-use characters, as broken producers write it."""
    from pypdf.generic import DecodedStreamObject, NameObject

    seen: set[int] = set()
    for page in writer.pages:
        fonts = page["/Resources"].get("/Font", {})
        for name in fonts:
            font = fonts[name].get_object()
            if id(font) in seen or "/ToUnicode" not in font:
                continue
            seen.add(id(font))
            lines = [f"<{code:02X}> <{0xE000 + code * 7 % 4096:04X}>" for code in range(256)]
            blocks = "".join(
                f"{len(lines[i : i + 100])} beginbfchar\n" + "\n".join(lines[i : i + 100]) + "\nendbfchar\n"
                for i in range(0, 256, 100)
            )
            cmap = (
                "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /X def\n/CMapType 2 def\n"
                f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{blocks}endcmap\nend\nend"
            )
            stream = DecodedStreamObject()
            stream.set_data(cmap.encode("ascii"))
            font[NameObject("/ToUnicode")] = writer._add_object(stream)
