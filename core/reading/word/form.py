"""A Word file as a form that people filled in: the same reading, with its tree, and which element shows which text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from .. import guard
from .annotations import Comment, Revision, comments, revisions
from .controls import FORM
from .draft import Paragraph
from .fields import Flow
from .numbering import Numbering
from .package import Package
from .styles import Styles
from .table_reader import TableReader
from .tables import ReadCell, ReadTable
from .text import ParagraphReader
from .xml import BODY

Items = Sequence[Paragraph | ReadTable]


@dataclass(frozen=True, eq=False)
class Form:
    """root: of the main part; items: paragraphs and tables of its body, those that say nothing included; boxes: the
    paragraphs of its text boxes."""

    root: etree._Element
    items: Items
    boxes: Sequence[Paragraph]
    comments: Sequence[Comment]
    revisions: Sequence[Revision]

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """All of them, those of tables and text boxes included."""
        yield from paragraphs_of(self.items)
        yield from self.boxes

    @cached_property
    def order(self) -> dict[etree._Element, tuple[int, int]]:
        """Where every element begins and ends, as numbers in the order of the file."""
        begun: dict[etree._Element, int] = {}
        order: dict[etree._Element, tuple[int, int]] = {}
        for number, (event, element) in enumerate(etree.iterwalk(self.root, events=("start", "end"))):
            if event == "start":
                begun[element] = number
            else:
                order[element] = (begun[element], number)
        return order


def read_form(package: Package) -> Form:
    """The main part of a package that has one. Raises ReadingError (damaged): what is cut must not look like gaps."""
    assert package.main is not None
    root = _whole(package, package.main)
    reader = _Reader(package, package.main)
    body = root.find(BODY)
    items = reader.items(root if body is None else body, Flow(main=True))
    boxes: list[Paragraph] = []
    reader.boxes(paragraphs_of(items), boxes)
    noted = comments(root, reader.part("comments"))
    return Form(root, items, boxes, tuple(noted), tuple(revisions(root)))


def paragraphs_of(items: Items) -> Iterator[Paragraph]:
    """Those in tables included."""
    for item in items:
        if isinstance(item, Paragraph):
            yield item
        else:
            for row in item.rows:
                for cell in row.cells:
                    yield from paragraphs_of(cell.items)


def _whole(package: Package, part: str) -> etree._Element:
    parser = etree.XMLParser(**guard.XML)
    try:
        root: etree._Element | None = etree.fromstring(package.open(part).read(), parser)
    except etree.XMLSyntaxError:
        raise guard.damaged(package.shown) from None
    guard.check_log(parser.error_log, package.shown)
    if root is None:
        raise guard.damaged(package.shown)
    return root


class _Reader:
    def __init__(self, package: Package, main: str) -> None:
        self._package, self._main = package, main
        styles = Styles(self.part("styles"))
        styles.numbering = Numbering(self.part("numbering"), styles.list_links())
        self._tables = TableReader(ParagraphReader(styles, styles.numbering), styles, lambda embedded: None)

    def part(self, kind: str) -> etree._Element | None:
        name = self._package.related(self._main, kind)
        return None if name is None else self._package.tree(name)

    def items(self, body: etree._Element, flow: Flow) -> Items:
        whole = ReadCell(0, 1, False)
        self._tables.cell(whole, body, flow, FORM)
        return whole.items

    def boxes(self, paragraphs: Iterable[Paragraph], found: list[Paragraph]) -> None:
        """What stands in the text boxes of these paragraphs, and in boxes of those."""
        for para in paragraphs:
            for aside in para.asides:
                if aside.element is not None:
                    inner = [*paragraphs_of(self.items(aside.element, Flow()))]
                    found += inner
                    self.boxes(inner, found)
