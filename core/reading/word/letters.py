"""The letters of a Word paragraph as they are read: how they look, whether anybody sees them, where pages turn.

Superscript and subscript digits that follow other text directly (a note mark typed by hand, a power) become
Unicode superscripts: they are shown as such and can never be read as a digit of a code. Text in the colour of its
ground, of no size or marked as hidden is seen by nobody and is counted as hidden.
"""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from ...words.text import words
from .boxes import glyphs
from .colours import PAPER, Ground, painted, unseen
from .controls import PLAIN, Context
from .draft import Paragraph, Shown, Spot, Turns
from .fields import Flow
from .numbering import Numbering
from .settings import SETTINGS
from .styles import ParagraphStyle, Styles
from .symbols import PRIVATE, symbol
from .xml import RPR, SHADE, SPACE, VAL, W, half_points, on

_BOLD, _ITALIC, _VANISH, _SIZE = (W + name for name in ("b", "i", "vanish", "sz"))
_TOGGLES = frozenset({_BOLD, _ITALIC, _VANISH})
_RSTYLE, _ALIGN = (W + name for name in ("rStyle", "vertAlign"))
_COLOUR, _HIGHLIGHT, _FONTS = (W + name for name in ("color", "highlight", "rFonts"))
_FORMATS = _TOGGLES | frozenset({_SIZE, _RSTYLE, _ALIGN, _COLOUR, _HIGHLIGHT, SHADE})
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SPACES = str.maketrans("\n\r\t", "   ")


class Look(NamedTuple):
    """How letters look. raised: superscript or subscript; size in half-points; marked: as with a marker pen."""

    bold: bool
    hidden: bool
    size: float
    raised: str | None = None
    marked: bool = False
    italic: bool = False


_NO_STYLE, _USUAL = ParagraphStyle(), Look(False, False, SETTINGS.base_size)  # before a paragraph's own are known


class Letters:
    """What was read of a paragraph so far. page, paragraphs: where the main text stands; sizes: characters by size.

    ground: the colour behind the text where no paragraph or run says another; None where it cannot be known.
    """

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.styles, self.numbering = styles, numbering
        self.page = 1
        self.breaks = 0
        self.paragraphs = 0
        self.sizes: dict[float, int] = {}
        self.bold_characters = 0
        self.inserted, self.deleted, self.hidden, self.marked = Spot(), Spot(), Spot(), Spot()
        self.mismatches: list[tuple[int, int, str, str]] = []
        self.unread: list[str] = []
        self.preserve = False
        self.ground: Ground = PAPER
        self._begin(Flow(), PLAIN)

    def _begin(self, flow: Flow, context: Context) -> None:
        self._flow = flow
        self._out: list[str] = []
        self._form = context.form
        self._shows: list[Shown] = []
        self._mute = 1 if context.mute else 0
        self._para = Paragraph()
        self._para.page = self.page
        self._all_bold, self._all_italic, self._size = True, True, 0.0
        self._bold_until = 0
        self._style, self._base = _NO_STYLE, _USUAL
        self._behind: Ground = self.ground
        self._run_read: etree._Element | None = None
        self._contents_text = False
        self._caption = False
        self._has_mark = False
        self._marks: Turns = ()
        self._blocked = context.mute
        if not context.contents:
            flow.listed = False
        if flow.fields:
            self._refresh()

    def _refresh(self) -> None:
        """blocked: text is not shown here, because it is a placeholder or a field's code."""
        self._blocked = self._mute > 0 or any(not item.result for item in self._flow.fields)

    # ---------------------------------------------------------------- how letters look

    def _look(self, properties: etree._Element, base: Look) -> Look:
        """The look of a run; what it does not say is its style's, else the paragraph's."""
        formats = [item for item in properties if item.tag in _FORMATS]
        if not formats and base is self._base and not 0 < base.size < SETTINGS.least_size:
            return base  # most runs state their language and nothing that is seen
        bold, _, size, raised, marked, italic = base
        vanish, colour, behind = self._style.hidden, self._style.colour, self._behind
        direct: dict[str, bool] = {}
        for item in formats:
            name = item.tag
            if name == _SIZE:
                size = self._stated_size(item.get(VAL)) or size
            elif name in _TOGGLES:
                direct[name] = on(item)
            elif name == _ALIGN:
                raised = item.get(VAL)
            elif name == _COLOUR:
                colour = item.get(VAL)
            elif name == _RSTYLE:
                style = self.styles.run(item.get(VAL) or "")
                # toggles: paragraph style and character style together switch off again
                bold, vanish, italic = bold != style.bold, vanish != style.hidden, italic != style.italic
                size, raised = style.size or size, raised or style.raised
                colour, behind = style.colour or colour, None if style.shaded else behind
            else:
                behind, marked = painted(item, behind)
        vanish = direct.get(_VANISH, vanish)
        hidden = vanish or 0 < size < SETTINGS.least_size or (colour is not None and unseen(colour, behind))
        raised = None if raised == "baseline" else raised
        return Look(direct.get(_BOLD, bold), hidden, size, raised, marked, direct.get(_ITALIC, italic))

    def _stated_size(self, value: str | None) -> float:
        """0 where it is no size; a size of 0 is the least there is."""
        return SETTINGS.least_size / 2 if value == "0" else half_points(value)

    # ---------------------------------------------------------------- what they show

    def _letters(self, child: etree._Element, look: Look) -> None:
        text = child.text
        if not text:
            return
        if text[-1] <= " " or text[0] <= " " or "\n" in text or "\t" in text:
            text = self._spaced(text, child)
        if not text or (self._blocked and not self._mend()):
            return
        if look.hidden:
            self._note_hidden(text)
            return
        if look.marked:
            self._note_marked(text)
        if self._form:
            text = self._as_form(text, look)
        if not text.isascii() and PRIVATE.search(text):
            text = self._from_symbol_font(text)
        if look.raised is not None and self._out and self._out[-1] and not self._out[-1][-1].isspace():
            text = text.translate(RAISED if look.raised == "superscript" else _LOWERED)
        self._out.append(text)
        if look.size != self._size or self._all_bold > look.bold or self._all_italic > look.italic:
            self._weigh(text, look)

    def _spaced(self, text: str, child: etree._Element) -> str:
        """Blanks at the ends count only where the file says so; a line's end in the file is a blank."""
        if child.get(SPACE) != "preserve" and not self.preserve:
            text = text.strip(" \t\r\n")
        return text if text.isprintable() else text.translate(_SPACES)

    def _weigh(self, text: str, look: Look) -> None:
        """The paragraph's size is its smallest; it is bold, or italic, if all of it is."""
        if text.isspace():
            return
        if look.size < self._size or not self._size:
            self._size = look.size
        self._all_italic = self._all_italic and look.italic
        if self._all_bold and not look.bold:
            self._all_bold, self._bold_until = False, sum(map(len, self._out)) - len(text)

    def _from_symbol_font(self, text: str) -> str:
        """Characters of a symbol font that stand in the text itself, as what they show."""
        run, font = self._run_read, None
        properties = None if run is None else run.find(RPR)
        if properties is not None:
            fonts, style = properties.find(_FONTS), properties.find(_RSTYLE)
            font = None if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi")
            if font is None and style is not None:
                font = self.styles.run(style.get(VAL) or "").font
        font = font or self._style.font
        return PRIVATE.sub(lambda found: symbol(font, f"{ord(found[0]):X}"), text)

    def _as_form(self, text: str, look: Look) -> str:
        """The letters of a run as its font shows them, noted with the run."""
        run = self._run_read
        if run is not None:
            text = glyphs(text, run)
            self._shows.append(Shown(text, run, look.bold))
        return text

    def _add(self, text: str, look: Look, by: etree._Element | None = None) -> None:
        """by: what shows the text, where it is not the run that is read."""
        if look.hidden or self._blocked:
            return
        self._out.append(text)
        by = self._run_read if by is None else by
        if self._form and by is not None:
            self._shows.append(Shown(text, by, look.bold))

    def _mend(self) -> bool:
        """Text inside the code of a field begun in an earlier paragraph: its end is missing. True if text shows."""
        fields = self._flow.fields
        while fields and not fields[-1].result and fields[-1].old:
            fields.pop()
        self._refresh()
        return not self._blocked

    # ---------------------------------------------------------------- pages, and what is noted

    def _page(self) -> None:
        if not self._flow.main:
            return
        self.page += 1
        self.breaks += 1
        if self._says():
            self._marks += ((sum(map(len, self._out)), self.page),)
        else:
            self._para.page = self.page

    def _says(self) -> bool:
        """Whether any text of the paragraph was read so far."""
        return any(not part.isspace() for part in self._out)

    def _note_hidden(self, text: str) -> None:
        if count := words(text):
            self._spot(self.hidden, count)

    def _note_marked(self, text: str) -> None:
        """A paragraph with a marker pen's colour counts once."""
        if not self._has_mark and not text.isspace():
            self._has_mark = True
            self._spot(self.marked)

    def _spot(self, spot: Spot, count: int = 1) -> None:
        if spot.count == 0:
            spot.paragraph = self.paragraphs + 1 if self._flow.main else max(self.paragraphs, 1)
            spot.page = self.page
        spot.count += count
