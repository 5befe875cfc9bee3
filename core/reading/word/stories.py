"""The stories beside the main text: foot- and endnotes, what drawings show, running headers and footers.

Automatic numbers count as in Word: all footnotes together, all endnotes together, headers and footers together, each
text box for itself. Notes and boxes are small documents of their own; the walk reads them as it reads a cell.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from zipfile import BadZipFile

from lxml import etree

from .bindings import Bindings
from .controls import Context, unwrapped
from .draft import Aside, Paragraph
from .drawings import points
from .fields import Flow
from .package import Package
from .text import ParagraphReader
from .xml import TBL, TC, TR, P, R, W, on

_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}
Shown = tuple[str, str]  # text, automatic number of its first paragraph


class Story(NamedTuple):
    """element: what it holds, to be read like a body; lines: where these say all, as of SmartArt and word art; lost:
    the damaged part in which it stood."""

    flow: Flow
    element: etree._Element | None = None
    lines: tuple[str, ...] = ()
    shown: bool = False
    lost: str = ""


class Stories:
    def __init__(self, package: Package, main: str, reader: ParagraphReader, bindings: Bindings) -> None:
        self._package, self._main, self._reader, self._bindings = package, main, reader, bindings
        self._notes: dict[str, dict[str, etree._Element]] = {}
        self._flows: dict[str, Flow] = {}
        self._diagrams: set[str] = set()
        self._damaged: set[str] = set()

    def _flow(self, kind: str) -> Flow:
        flow = self._flows.setdefault(kind, Flow())
        flow.fields.clear()
        return flow

    def _tree(self, part: str) -> etree._Element | None:
        try:
            tree = self._package.tree(part)
        except (BadZipFile, zlib.error, EOFError):
            tree = None
        if tree is None and self._package.has(part):
            self._damaged.add(part)
        if tree is not None:
            self._bindings.fill(tree)
        return tree

    def note(self, kind: str, id: str) -> Story | None:
        """A foot- or endnote, at its first reference only."""
        if kind not in self._notes:
            self._notes[kind] = self._read_notes(kind)
        element = self._notes[kind].pop(id, None)
        if element is None and (part := self._package.related(self._main, f"{kind}s")) in self._damaged:
            return Story(self._flow(kind), lost=part or "")
        return None if element is None else Story(self._flow(kind), element)

    def _read_notes(self, kind: str) -> dict[str, etree._Element]:
        part = self._package.related(self._main, f"{kind}s")
        tree = None if part is None else self._tree(part)
        return {
            item.get(W + "id") or "": item
            for item in (() if tree is None else tree.iterchildren(W + kind))
            if item.get(W + "type") not in _SEPARATORS
        }

    def aside(self, aside: Aside) -> Story | None:
        """What a drawing shows: a text box, word art, a diagram (once)."""
        if not aside.diagram:
            return Story(Flow(), aside.element, aside.lines, aside.shown)
        relation = self._package.relations(self._main).get(aside.diagram)
        if relation is None or relation.target in self._diagrams:
            return None
        self._diagrams.add(relation.target)
        tree = self._tree(relation.target)
        if relation.target in self._damaged:
            return Story(Flow(), lost=relation.target)
        lines = () if tree is None else points(tree)
        return Story(Flow(), lines=lines) if lines else None

    # ---------------------------------------------------------------- running headers and footers

    def furniture(self, sections: Iterable[etree._Element]) -> Iterator[tuple[int, Shown]]:
        """Running headers and footers in use, once per distinct text; mere page numbers are none.

        Each comes with the number, from 0, of the first section that shows it.
        """
        seen: set[str] = set()
        for section, tree in self._running(sections):
            waiting: list[etree._Element] = []
            stories = list(self._one_text(tree, waiting))
            while waiting:
                stories += self._one_text(waiting.pop(0), waiting)
            for text, number in stories:
                shown = f"{number} {text}".strip()
                if shown not in seen and not _page_number(shown):
                    seen.add(shown)
                    yield section, (text, number)

    def _running(self, sections: Iterable[etree._Element]) -> Iterator[tuple[int, etree._Element]]:
        """The parts that some page shows, each once, with the first section that does."""
        settings_part = self._package.related(self._main, "settings")
        settings = None if settings_part is None else self._package.tree(settings_part)
        even = settings is not None and any(on(item) for item in settings.iterchildren(W + "evenAndOddHeaders"))
        parts: set[str] = set()
        for number, section in enumerate(sections):
            first = any(on(item) for item in section.iterchildren(W + "titlePg"))
            in_use = {"default", *(["first"] if first else []), *(["even"] if even else [])}
            for item in section.iterchildren(W + "headerReference", W + "footerReference"):
                relation = self._package.relations(self._main).get(item.get(R + "id") or "")
                if relation is None or relation.external or relation.target in parts:
                    continue
                if (item.get(W + "type") or "default") in in_use:
                    parts.add(relation.target)
                    if (tree := self._tree(relation.target)) is not None:
                        yield number, tree

    def _one_text(self, element: etree._Element, boxes: list[etree._Element]) -> Iterator[Shown]:
        """A story as one text, a paragraph or table row a line. boxes: where text boxes inside it are collected."""
        lines = _Lines()
        flow = self._flow("furniture")
        pending: Paragraph | None = None
        for child, context in unwrapped(element):
            if child.tag == P:
                para = self._reader.read(child, flow, context, pending)
                pending = para if para.merges else None
                if pending is None:
                    lines.add(para)
                    boxes += [aside.element for aside in para.asides if aside.element is not None]
            elif child.tag == TBL:
                if pending is not None:
                    lines.add(pending.settled())
                    pending = None
                lines.texts += [line for line in self._rows(child, flow, context, boxes) if line.strip()]
        if pending is not None:
            lines.add(pending.settled())
        if lines.texts or lines.number:
            yield "\n".join(lines.texts), lines.number

    def _rows(self, table: etree._Element, flow: Flow, context: Context, boxes: list[etree._Element]) -> Iterator[str]:
        for row, inner in unwrapped(table, context):
            if row.tag != TR:
                continue
            properties = row.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                continue
            cells = [self._cell(cell, flow, here, boxes) for cell, here in unwrapped(row, inner) if cell.tag == TC]
            yield "\t".join(cells).rstrip("\t")

    def _cell(self, cell: etree._Element, flow: Flow, context: Context, boxes: list[etree._Element]) -> str:
        parts: list[str] = []
        for child, inner in unwrapped(cell, context):
            if child.tag == P:
                para = self._reader.read(child, flow, inner)
                if para.shown:
                    parts.append(para.shown)
                boxes += [aside.element for aside in para.asides if aside.element is not None]
            elif child.tag == TBL:
                parts += [line for line in self._rows(child, flow, inner, boxes) if line.strip()]
        return " ".join(parts)


class _Lines:
    """Paragraphs as lines; the number of the first one is kept apart."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.number = ""

    def add(self, para: Paragraph) -> None:
        if not (para.text or para.number):
            return
        if not self.texts and para.number:
            self.texts.append(para.text)
            self.number = para.number
        else:
            self.texts.append(para.shown)


def _page_number(text: str) -> bool:
    return not any(c.isalpha() for c in text) and text.count(".") < 1
