"""Word suites of other readers: automatic numbers, headings and tables, tracked changes."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any

from . import native
from .figures import Row, Told, bare, suite
from .peers import installed

_NUMBERS, _PANDOC, _TRACKED = "docx4j-numbering", "pandoc-docx", "tracked-changes"


def _sapa(path: Path) -> Any:
    from sapa.core.reading import read
    from sapa.core.reading.tools import Tools

    return read(path, Tools(), ocr="never")


# ------------------------------------------------------------------ text by reader


def _by_sapa(path: Path) -> str:
    return "\n".join(block.shown for block in _sapa(path).blocks)


def _by_pandoc(path: Path) -> str:
    done = subprocess.run(["pandoc", "-t", "plain", "--wrap=none", str(path)], capture_output=True, check=False)
    return done.stdout.decode("utf-8")


def _by_markitdown(path: Path) -> str:
    from markitdown import MarkItDown

    return str(MarkItDown().convert(str(path)).text_content)


def _by_kreuzberg(path: Path) -> str:
    import kreuzberg

    return str(kreuzberg.extract_file_sync(str(path)).content)


TEXTS: dict[str, Callable[[Path], str]] = {
    "Sapa": _by_sapa,
    "pandoc": _by_pandoc,
    "markitdown": _by_markitdown,
    "kreuzberg": _by_kreuzberg,
}


def _readers(name: str, tools: list[str]) -> tuple[dict[str, Callable[[Path], str]], list[Row]]:
    """Those that are asked for and here; a row for each that is not here."""
    asked = {tool: read for tool, read in TEXTS.items() if not tools or tool in tools}
    here = {tool: read for tool, read in asked.items() if (shutil.which(tool) if tool == "pandoc" else installed(tool))}
    return here, [Row(name, tool, "not installed") for tool in asked if tool not in here]


# ------------------------------------------------------------------ automatic numbers

# What a paragraph should show stands in it.
_EXPECTED = re.compile(r"\\?\[expect\\?\]\s*(.*?)\s*\\?\[/expect\\?\]")


def numbers(tools: list[str], told: Told) -> list[Row]:
    folder = suite(_NUMBERS)
    if folder is None:
        return []
    here, rows = _readers(_NUMBERS, tools)
    for tool, text in here.items():
        right = total = 0
        for path in sorted(folder.glob("*.docx")):
            shown = text(path)
            for line in shown.splitlines():
                for found in _EXPECTED.finditer(line):
                    if "w:" in found[1]:  # an expected indent
                        continue
                    total += 1
                    before = " ".join(re.sub(r"[\\*#]", "", line[: found.start()]).split())
                    right += before == found[1]
                    if before != found[1]:
                        told(f"{_NUMBERS} {tool} {path.name}: {before!r} instead of {found[1]!r}")
        rows.append(Row(_NUMBERS, tool, f"{right} of {total} numbers", "24 of 24" if tool == "Sapa" else ""))
    return rows


# ------------------------------------------------------------------ headings and tables


def pandoc(tools: list[str], told: Told) -> list[Row]:
    folder = suite(_PANDOC)
    if folder is None or (tools and "Sapa" not in tools):
        return []
    headings, tables = [0, 0], [0, 0]
    for path in sorted(folder.glob("*.docx")):
        truth = next((t for s in ("", "_accept") if (t := folder / f"{path.stem}{s}.native").exists()), None)
        if truth is None:
            continue
        value = native.parse(truth.read_text("utf-8"))
        document = _sapa(path)
        _counted(headings, f"{_PANDOC} {path.name} headings", _true_headings(value), _headings(document), told)
        _counted(tables, f"{_PANDOC} {path.name} tables", _true_tables(value), _tables(document), told)
    return [
        Row(f"{_PANDOC}, headings", "Sapa", "{} of {}".format(*headings), "all", notes=_HEADINGS_LEFT_OUT),
        Row(f"{_PANDOC}, tables cell by cell", "Sapa", "{} of {}".format(*tables), "all", notes=_TABLES_LEFT_OUT),
    ]


_HEADINGS_LEFT_OUT = (
    "`table_captions_*`: two headings without any text; there is nothing to read.",
    "`nested_anchors_in_header`: the title inside the control of a table of contents is part of the contents.",
)
_TABLES_LEFT_OUT = (
    "`0_level_headers`: a table of one column is a frame around text, and its paragraphs are paragraphs.",
)


def _counted(sums: list[int], where: str, truth: Counter[Hashable], answer: Counter[Hashable], told: Told) -> None:
    sums[0] += sum((truth & answer).values())
    sums[1] += sum(truth.values())
    if truth != answer:
        told(f"{where}: lost {list((truth - answer).elements())}; false {list((answer - truth).elements())}")


def _true_headings(value: Any) -> Counter[Hashable]:
    return Counter(bare(native.text_of(text)) for _, _, text in native.of_kind(value, "Header"))


def _headings(document: Any) -> Counter[Hashable]:
    from sapa.core.model.document import Kind

    return Counter(bare(block.text) for block in document.blocks if block.kind is Kind.HEADING)


def _true_tables(value: Any) -> Counter[Hashable]:
    found: Counter[Hashable] = Counter()
    for table in native.of_kind(value, "Table"):
        rows = [[bare(native.text_of(cell[-1])) for cell in native.of_kind(row, "Cell")]
                for row in native.of_kind(table, "Row")]  # fmt: skip
        found[tuple(tuple(filter(None, row)) for row in rows if any(row))] += 1
    return found


def _tables(document: Any) -> Counter[Hashable]:
    from sapa.core.model.document import Kind

    tables: dict[int, list[tuple[str, ...]]] = {}
    for block in document.blocks:
        if block.kind is Kind.ROW:
            texts = ("".join(line.text for line in cell.lines) for cell in block.cells)
            row = tuple(filter(None, map(bare, texts)))
            tables.setdefault(block.table, []).extend([row] if row else [])
    return Counter(tuple(rows) for rows in tables.values())


# ------------------------------------------------------------------ tracked changes


def tracked(tools: list[str], told: Told) -> list[Row]:
    """Each reader's text of a file with tracked changes against its own of the file in which Word accepted them."""
    folder = suite(_TRACKED)
    if folder is None:
        return []
    here, rows = _readers(_TRACKED, tools)
    for tool, text in here.items():
        right = total = 0
        for accepted in sorted(folder.glob("*-Accepted.docx")):
            path = folder / accepted.name.replace("-Accepted", "")
            if not path.exists():
                continue
            total += 1
            one, other = (_lines(text, each) for each in (path, accepted))
            right += one == other
            if one != other:
                told(f"{_TRACKED} {tool} {path.name}: {one} instead of {other}")
        rows.append(Row(_TRACKED, tool, f"{right} of {total} files", "all" if tool == "Sapa" else ""))
    return rows


def _lines(text: Callable[[Path], str], path: Path) -> list[str]:
    try:
        return [line for line in map(bare, text(path).splitlines()) if line]
    except Exception as error:  # a reader that fails has read nothing of the file
        return [type(error).__name__]
