"""The stories beside the main text: foot- and endnotes, text boxes, running headers and footers.

Automatic numbers count as in Word: all footnotes together, all endnotes together, headers and footers together, each
text box for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from ...words.text import clean
from .controls import Context, unwrapped
from .package import Package
from .text import Flow, Paragraph, ParagraphReader
from .xml import TBL, TC, TR, A, P, R, W, on

_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}
Shown = tuple[str, str]  # text, automatic number of its first paragraph


class Stories:
    def __init__(self, package: Package, main: str, reader: ParagraphReader) -> None:
        self._package, self._main, self._reader = package, main, reader
        self._notes: dict[str, dict[str, etree._Element]] = {}
        self._flows: dict[str, Flow] = {}
        self._diagrams = 0

    def _flow(self, kind: str) -> Flow:
        flow = self._flows.setdefault(kind, Flow())
        flow.fields.clear()
        return flow

    def note(self, kind: str, id: str) -> Iterator[Shown]:
        """The text of a foot- or endnote, at its first reference only."""
        if kind not in self._notes:
            self._notes[kind] = self._read_notes(kind)
        element = self._notes[kind].pop(id, None)
        if element is not None:
            yield from self._shown(element, self._flow(kind))

    def _read_notes(self, kind: str) -> dict[str, etree._Element]:
        part = self._package.related(self._main, f"{kind}s")
        tree = None if part is None else self._package.tree(part)
        return {
            item.get(W + "id") or "": item
            for item in (() if tree is None else tree.iterchildren(W + kind))
            if item.get(W + "type") not in _SEPARATORS
        }

    def boxes(self, para: Paragraph) -> Iterator[Shown]:
        """The text boxes anchored in a paragraph, each once; word art and diagrams count as boxes."""
        waiting = list(para.boxes)
        while waiting:
            yield from self._shown(waiting.pop(0), Flow(), waiting)
        for label in para.labels:
            yield label, ""
        diagrams = self._reader.diagrams
        while self._diagrams < len(diagrams):
            relation = self._package.relations(self._main).get(diagrams[self._diagrams])
            self._diagrams += 1
            tree = None if relation is None else self._package.tree(relation.target)
            if tree is not None:
                points = ["".join([t.text or "" for t in p.iter(A + "t")]) for p in tree.iter(A + "p")]
                if text := "\n".join(clean(point) for point in points if clean(point)):
                    yield text, ""

    def furniture(self, sections: Iterable[etree._Element]) -> Iterator[Shown]:
        """Running headers and footers in use, once per distinct text; mere page numbers are none."""
        settings_part = self._package.related(self._main, "settings")
        settings = None if settings_part is None else self._package.tree(settings_part)
        even = settings is not None and any(on(item) for item in settings.iterchildren(W + "evenAndOddHeaders"))
        seen: set[str] = set()
        parts: set[str] = set()
        for section in sections:
            first = any(on(item) for item in section.iterchildren(W + "titlePg"))
            for item in section:
                if item.tag not in (W + "headerReference", W + "footerReference"):
                    continue
                kind = item.get(W + "type") or "default"
                relation = self._package.relations(self._main).get(item.get(R + "id") or "")
                if relation is None or relation.external or relation.target in parts:
                    continue
                if (kind == "first" and not first) or (kind == "even" and not even):
                    continue
                parts.add(relation.target)
                tree = self._package.tree(relation.target)
                if tree is None:
                    continue
                waiting: list[etree._Element] = []
                stories: list[Shown] = list(self._shown(tree, self._flow("furniture"), waiting))
                while waiting:
                    stories += self._shown(waiting.pop(0), self._flow("furniture"), waiting)
                for text, number in stories:
                    shown = f"{number} {text}".strip()
                    if shown not in seen and not _page_number(shown):
                        seen.add(shown)
                        yield text, number

    def _shown(self, element: etree._Element, flow: Flow, boxes: list[etree._Element] | None = None) -> Iterator[Shown]:
        """A story as one text, a paragraph or table row a line. boxes: where text boxes inside it are collected."""
        lines: list[str] = []
        number = ""
        pending: Paragraph | None = None
        for child, context in unwrapped(element):
            if child.tag == P:
                para = self._reader.read(child, flow, context, pending)
                pending = para if para.merges else None
                if pending is None:
                    number = _add(lines, para, number)
                    if boxes is not None:
                        boxes += para.boxes
            elif child.tag == TBL:
                if pending is not None:
                    number = _add(lines, pending.settled(), number)
                    pending = None
                lines += [line for line in self._rows(child, flow, context, boxes) if line.strip()]
        if pending is not None:
            number = _add(lines, pending.settled(), number)
        text = "\n".join(lines)
        if text or number:
            yield text, number

    def _rows(
        self, table: etree._Element, flow: Flow, context: Context, boxes: list[etree._Element] | None
    ) -> Iterator[str]:
        for row, inner in unwrapped(table, context):
            if row.tag != TR:
                continue
            properties = row.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                continue
            cells = [self._cell(cell, flow, here, boxes) for cell, here in unwrapped(row, inner) if cell.tag == TC]
            yield "\t".join(cells).rstrip("\t")

    def _cell(self, cell: etree._Element, flow: Flow, context: Context, boxes: list[etree._Element] | None) -> str:
        parts: list[str] = []
        for child, inner in unwrapped(cell, context):
            if child.tag == P:
                para = self._reader.read(child, flow, inner)
                if para.shown:
                    parts.append(para.shown)
                if boxes is not None:
                    boxes += para.boxes
            elif child.tag == TBL:
                parts += [line for line in self._rows(child, flow, inner, boxes) if line.strip()]
        return " ".join(parts)


def _add(lines: list[str], para: Paragraph, number: str) -> str:
    """Adds a paragraph; the number of the first one is kept apart and returned."""
    if not (para.text or para.number):
        return number
    if not lines and para.number:
        lines.append(para.text)
        return para.number
    lines.append(para.shown)
    return number


def _page_number(text: str) -> bool:
    return not any(c.isalpha() for c in text) and text.count(".") < 1
