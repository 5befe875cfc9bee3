"""Styles: what a paragraph or run is by its style, inheritance through basedOn included."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from ..tongues import any_of, entries
from .numbering import Numbering
from .settings import SETTINGS
from .xml import PPR, RPR, SHADE, VAL, W, half_points, number, on

_DEEPEST = 50  # Word bases styles on each other 11 deep
BODY_LEVEL = 10  # outline level 9 in the file means body text

# Word itself stores the English names of built-in styles in every language; other writers store translated ones.
_HEADINGS = frozenset(entries("style_heading"))
_CONTENTS = frozenset(entries("style_contents"))
_INDEXES = frozenset(entries("style_index"))
_RANKED = re.compile(r"([^\W\d_]+)[\s_№-]*([1-9])(?!\d)")
_NO_HEADING = re.compile(any_of("style_no_heading"), re.IGNORECASE)
_TITLE = frozenset(entries("style_title"))
_CAPTION = frozenset(entries("style_caption"))


class ParagraphStyle(NamedTuple):
    """level: heading rank from 1, 0 none; list, rank: list and level by style; size in half-points, 0 unknown.

    colour: of the letters, as the file says it; shaded: something is laid behind them; font: their font's name.
    """

    level: int = 0
    title: bool = False
    caption: bool = False
    contents: bool = False
    list: str | None = None
    rank: int | None = None
    bold: bool = False
    hidden: bool = False
    size: float = 0.0
    colour: str | None = None
    shaded: bool = False
    font: str | None = None
    italic: bool = False


class RunStyle(NamedTuple):
    """bold, hidden, italic: toggles that a character style adds; None where its chain does not say."""

    bold: bool = False
    hidden: bool = False
    size: float = 0.0
    raised: str | None = None
    colour: str | None = None
    shaded: bool = False
    font: str | None = None
    italic: bool = False


class Styles:
    """The styles part. Without one, headings are recognised by the ids that Word and others commonly give."""

    def __init__(self, tree: etree._Element | None) -> None:
        self._items: dict[str, etree._Element] = {}
        self._present = tree is not None
        self._default: str | None = None
        self._paragraph: dict[str | None, ParagraphStyle] = {}
        self._run: dict[str, RunStyle] = {}
        self._shading: dict[str, bool] = {}
        self._base_bold = self._base_hidden = False
        self._base_size = SETTINGS.base_size
        self.numbering = Numbering(None)
        if tree is None:
            return
        for style in tree.iterchildren(W + "style"):
            id = style.get(W + "styleId") or ""
            self._items.setdefault(id, style)
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
                self._default = self._default or id
        defaults = tree.find(f"{W}docDefaults/{W}rPrDefault/{RPR}")
        for child in () if defaults is None else defaults:
            if child.tag == W + "b":
                self._base_bold = on(child)
            elif child.tag == W + "vanish":
                self._base_hidden = on(child)
            elif child.tag == W + "sz":
                self._base_size = half_points(child.get(VAL)) or self._base_size

    def list_links(self) -> dict[str, str]:
        """numId by the id of a numbering style."""
        links: dict[str, str] = {}
        for id, style in self._items.items():
            if style.get(W + "type") == "numbering":
                item = style.find(f"{PPR}/{W}numPr/{W}numId")
                if item is not None:
                    links[id] = item.get(VAL) or ""
        return links

    def paragraph(self, id: str | None) -> ParagraphStyle:
        """The style of that id; of the default style where it is None or defined nowhere."""
        known = self._paragraph.get(id)
        if known is None:
            known = self._paragraph[id] = self._read_paragraph(id)
        return known

    def run(self, id: str) -> RunStyle:
        """The character style of that id; one that changes nothing where it is defined nowhere."""
        known = self._run.get(id)
        if known is None:
            known = self._run[id] = _letters(self._chain(id))
        return known

    def shades_tables(self, id: str | None) -> bool:
        """Whether a table style lays colours behind cells: which of them, its conditions say."""
        if id is not None and id not in self._shading:
            self._shading[id] = any(next(style.iter(SHADE), None) is not None for _, style in self._chain(id))
        return id is not None and self._shading[id]

    def _chain(self, id: str | None) -> list[tuple[str, etree._Element]]:
        """The style and what it is based on, nearest first; a circle is cut."""
        chain: list[tuple[str, etree._Element]] = []
        seen: set[str] = set()
        while id is not None and id not in seen and id in self._items and len(chain) < _DEEPEST:
            seen.add(id)
            style = self._items[id]
            chain.append((id, style))
            based = style.find(W + "basedOn")
            id = None if based is None else based.get(VAL)
        return chain

    def _read_paragraph(self, id: str | None) -> ParagraphStyle:
        if id is None or id not in self._items:
            by_id = _heading_level(id) if id and not self._present else 0
            if by_id:
                return ParagraphStyle(level=by_id, bold=True, size=self._base_size)
            if id is not None and not self._present:
                return ParagraphStyle(title=id.lower() == "title", caption=id.lower() == "caption",
                                      contents=_is_contents(id.lower()), size=self._base_size)  # fmt: skip
            id = self._default
        chain = self._chain(id)
        level: int | None = None
        caption = contents = title = False
        for style_id, style in chain:
            outline = style.find(f"{PPR}/{W}outlineLvl")
            names = _names(style)
            if level is None and outline is not None:
                level = min(number(outline.get(VAL), BODY_LEVEL - 1) + 1, BODY_LEVEL)
            if level is None:
                level = next((found for name in names if (found := _heading_level(name))), None)
            if level is None and style_id == chain[0][0] and any(name in _TITLE for name in names):
                title = True
            caption = caption or any(name in _CAPTION for name in names)
            contents = contents or any(_is_contents(name) for name in names)
        letters = _letters(chain)
        list_, index = self._numbering_of(chain)
        return ParagraphStyle(
            level=level if level is not None and level < BODY_LEVEL else 0,
            title=title,
            caption=caption,
            contents=contents,
            list=list_,
            rank=index,
            bold=letters.bold or self._base_bold,
            hidden=letters.hidden or self._base_hidden,
            size=letters.size or self._base_size,
            colour=letters.colour,
            shaded=letters.shaded or any(style.find(f"{PPR}/{SHADE}") is not None for _, style in chain),
            font=letters.font,
            italic=letters.italic,
        )

    def _numbering_of(self, chain: list[tuple[str, etree._Element]]) -> tuple[str | None, int | None]:
        """numId and level by style, base first; a style that names a list stands on the level linked to it."""
        list_: str | None = None
        index: int | None = None
        for id, style in reversed(chain):
            item = style.find(f"{PPR}/{W}numPr")
            if item is None:
                continue
            own = item.find(W + "numId")
            if own is not None:
                list_ = own.get(VAL)
            rank = item.find(W + "ilvl")
            if rank is not None:
                index = number(rank.get(VAL))
            used = self.numbering.list(list_) if list_ else None
            linked = used.level_of(id) if used is not None else None
            if linked is not None:
                index = linked
        used = self.numbering.list(list_) if list_ else None
        first = used.levels[0] if used is not None else None
        if index is None and first is not None and first.style and all(first.style != id for id, _ in chain):
            return None, None  # it names no level, and the first one belongs to another style: Word numbers nothing
        return list_, index


def _letters(chain: list[tuple[str, etree._Element]]) -> RunStyle:
    """How a style's letters look: of each property what the nearest style in the chain says."""
    said: dict[str, etree._Element] = {}
    for _, style in chain:
        properties = style.find(RPR)
        for child in () if properties is None else properties:
            said.setdefault(str(child.tag), child)
    bold, hidden, italic = (said.get(W + name) for name in ("b", "vanish", "i"))
    size, raised, colour = (said.get(W + name) for name in ("sz", "vertAlign", "color"))
    fonts = said.get(W + "rFonts")
    return RunStyle(
        bold=bold is not None and on(bold),
        hidden=hidden is not None and on(hidden),
        size=0.0 if size is None else half_points(size.get(VAL)),
        raised=None if raised is None else raised.get(VAL),
        colour=None if colour is None else colour.get(VAL),
        shaded=SHADE in said or W + "highlight" in said,
        font=None if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi"),
        italic=italic is not None and on(italic),
    )


def _names(style: etree._Element) -> list[str]:
    """The style's name and its aliases, in lower case."""
    found: list[str] = []
    for tag in ("name", "aliases"):
        item = style.find(W + tag)
        if item is not None:
            found += [name.strip().lower() for name in (item.get(VAL) or "").split(",")]
    return found


def _heading_level(name: str) -> int:
    match = _RANKED.match(name)
    if match is None or match[1].lower() not in _HEADINGS or _NO_HEADING.search(name, match.end()):
        return 0
    return int(match[2])


def _is_contents(name: str) -> bool:
    match = _RANKED.match(name)
    return name in _INDEXES or (match is not None and match[1] in _CONTENTS and match.end() == len(name))
