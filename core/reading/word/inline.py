"""What stands in a Word paragraph: runs with letters, fields, notes, drawings and formulas, and what wraps them."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from .boxes import control_box, form_box
from .controls import FORM, PLAIN, branch, inside, plain_text
from .drawings import drawn
from .fields import Field, is_caption, legacy_choice, name_of
from .letters import RAISED, Letters, Look
from .settings import SETTINGS
from .symbols import symbol
from .xml import (
    ALTERNATE,
    DELETED,
    GONE,
    INSERTED,
    MOVED_FROM,
    MOVED_TO,
    RPR,
    RUN,
    SDT,
    SDT_CONTENT,
    SUB_DOC,
    TEXT,
    M,
    R,
    W,
)

_BREAK, _TAB, _PTAB, _CR = (W + name for name in ("br", "tab", "ptab", "cr"))
RENDERED = W + "lastRenderedPageBreak"
_HYPHEN, _SYM, _RUBY, _RUBY_BASE = (W + name for name in ("noBreakHyphen", "sym", "ruby", "rubyBase"))
_FIELD, _CODE, _SIMPLE = W + "fldChar", W + "instrText", W + "fldSimple"
_FOOTNOTE, _ENDNOTE = W + "footnoteReference", W + "endnoteReference"
_TYPE, _FIELD_TYPE, _NOTE_ID = W + "type", W + "fldCharType", W + "id"

# Tags that Word draws text through: their content is text of the paragraph.
_THROUGH = frozenset({W + "hyperlink", W + "smartTag", W + "customXml", W + "dir", W + "bdo"})
_AS_IT_IS = Look(False, False, 0.0)  # what no run sets  # what no run sets


class Inline(Letters):
    """Reads what stands in a paragraph, element by element."""

    def _inline(self, parent: etree._Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == RUN:
                self._run(child)
            elif (act := _IN_PARAGRAPH.get(tag)) is not None:
                act(self, child)

    def _inserted(self, child: etree._Element) -> None:
        if len(child):
            self._spot(self.inserted)
        self._inline(child)

    def _gone(self, child: etree._Element) -> None:
        if len(child):
            self._spot(self.deleted)
        for _ in child.iter(RENDERED):
            self._page()

    def _alternate(self, child: etree._Element) -> None:
        chosen = branch(child)
        if chosen is not None:
            self._inline(chosen)

    def _sub_document(self, child: etree._Element) -> None:
        self.unread.append(child.get(R + "id") or "")

    def _control(self, control: etree._Element) -> None:
        content = control.find(SDT_CONTENT)
        if self._form and (box := control_box(control)) is not None:
            self._add(box, _AS_IT_IS, control)
            return
        if content is None:
            return
        context = inside(control, FORM if self._form else PLAIN)
        mute = context.mute or (bool(context.unchosen) and plain_text(content) in context.unchosen)
        self._mute += mute
        self._refresh()
        self._inline(content)
        self._mute -= mute
        self._refresh()

    def _simple(self, child: etree._Element) -> None:
        code = child.get(W + "instr") or ""
        if name_of(code) == "TOC":
            self._contents_text = True
        self._caption = self._caption or is_caption(code, "".join(self._out))
        at = len(self._out)
        self._inline(child)
        self._computed(code, at, _AS_IT_IS)

    # ---------------------------------------------------------------- runs

    def _run(self, run: etree._Element, look: Look | None = None) -> None:
        """A run, or a branch inside one, which goes on in the run's look."""
        self._run_read = run
        seen = look or self._base
        for child in run:
            tag = child.tag
            if tag == TEXT:
                self._letters(child, seen)
            elif tag == RPR:
                seen = self._look(child, seen)
            elif (act := _IN_RUN.get(tag)) is not None:
                act(self, child, seen)

    def _tab(self, child: etree._Element, look: Look) -> None:
        self._add("\t", look)

    def _line(self, child: etree._Element, look: Look) -> None:
        self._add("\n", look)

    def _hyphen(self, child: etree._Element, look: Look) -> None:
        self._add("-", look)

    def _sym(self, child: etree._Element, look: Look) -> None:
        self._add(symbol(child.get(W + "font"), child.get(W + "char")), look)

    def _code(self, child: etree._Element, look: Look) -> None:
        if self._flow.fields and not self._flow.fields[-1].result:
            self._flow.fields[-1].code += child.text or ""

    def _note(self, child: etree._Element, look: Look) -> None:
        if not look.hidden and not self._blocked:
            kind = "footnote" if child.tag == _FOOTNOTE else "endnote"
            self._para.notes += ((kind, child.get(_NOTE_ID) or "", self.page),)

    def _alternate_in_run(self, child: etree._Element, look: Look) -> None:
        chosen = branch(child)
        if chosen is not None:
            self._run(chosen, look)

    def _ruby(self, child: etree._Element, look: Look) -> None:
        for base in child.iterchildren(_RUBY_BASE):
            self._inline(base)

    def _break(self, child: etree._Element, look: Look) -> None:
        kind = child.get(_TYPE)
        if kind not in ("page", "column"):
            self._add("\n", look)
            return
        para = self._para
        para.broken = True
        para.closed = bool(para.pictures)
        if kind == "page":
            if self._says():
                para.ends_page = True
            else:
                para.opens = True
        self._add(" ", look)

    def _rendered(self, child: etree._Element, look: Look) -> None:
        self._page()

    # ---------------------------------------------------------------- fields

    def _field(self, char: etree._Element, look: Look) -> None:
        fields = self._flow.fields
        kind = char.get(_FIELD_TYPE)
        if kind == "begin":
            if self._form and (box := form_box(char)) is not None:
                self._add(box, look)
            if len(fields) >= SETTINGS.deepest_field:
                fields.clear()
            fields.append(Field(choice=legacy_choice(char)))
        elif kind == "separate" and fields:
            begun = fields[-1]
            begun.result, begun.choice, begun.at = True, None, len(self._out)
            self._caption = self._caption or is_caption(begun.code, "".join(self._out))
        elif kind == "end" and fields:
            self._end(fields.pop(), look)
        self._refresh()

    def _end(self, field: Field, look: Look) -> None:
        self._refresh()
        if field.choice is not None:
            self._add(field.choice, look)
        if field.contents and self._says():
            self._contents_text = True
        elif field.contents:
            self._flow.listed = True
        if not field.result:
            self._caption = self._caption or is_caption(field.code, "".join(self._out))
        self._computed(field.code, field.at if field.result else len(self._out), look)

    def _computed(self, code: str, at: int, look: Look) -> None:
        """The number of a field that Word computes, where the file stores none."""
        stored = "".join(self._out[at:])
        shown = self._flow.computed.shown(code, self._para.level, stored or None)
        if shown != stored:
            self._add(shown, look)

    # ---------------------------------------------------------------- drawings and mathematics

    def _drawing(self, drawing: etree._Element, look: Look) -> None:
        if look.hidden or self._mute:
            return
        para = self._para
        para.drawn = True
        for aside, picture, embedded in drawn(drawing):
            if aside is not None:
                para.asides += (aside,)
                para.anchor = para.anchor or self.page
                if not self._says():
                    para.leading = len(para.asides)
            elif picture is not None:
                para.pictures += (picture,)
            elif embedded is not None:
                para.embedded += (embedded,)

    def _formula(self, child: etree._Element, look: Look) -> None:
        self._math(child)

    def _math(self, element: etree._Element) -> None:
        for child in element:
            tag = child.tag
            if tag == M + "t" or tag == TEXT:
                self._add(child.text or "", _AS_IT_IS, child)
            elif tag == M + "sup" and self._out and not self._blocked:
                start = len(self._out)
                self._math(child)
                self._out[start:] = [part.translate(RAISED) for part in self._out[start:]]
            elif tag == M + "den":
                self._add("/", _AS_IT_IS, child)
                self._math(child)
            elif tag in GONE or tag == RPR:
                continue
            elif len(child):
                self._math(child)


_IN_PARAGRAPH: dict[object, Callable[[Inline, etree._Element], None]] = {
    **dict.fromkeys(_THROUGH, Inline._inline),
    INSERTED: Inline._inserted,
    MOVED_TO: Inline._inserted,
    DELETED: Inline._gone,
    MOVED_FROM: Inline._gone,
    SDT: Inline._control,
    _SIMPLE: Inline._simple,
    M + "oMath": Inline._math,
    M + "oMathPara": Inline._math,
    ALTERNATE: Inline._alternate,
    SUB_DOC: Inline._sub_document,
}
_IN_RUN: dict[object, Callable[[Inline, etree._Element, Look], None]] = {
    RENDERED: Inline._rendered,
    _TAB: Inline._tab,
    _PTAB: Inline._tab,
    _BREAK: Inline._break,
    _CR: Inline._line,
    _HYPHEN: Inline._hyphen,
    _FIELD: Inline._field,
    _CODE: Inline._code,
    W + "drawing": Inline._drawing,
    W + "pict": Inline._drawing,
    W + "object": Inline._drawing,
    _FOOTNOTE: Inline._note,
    _ENDNOTE: Inline._note,
    ALTERNATE: Inline._alternate_in_run,
    _SYM: Inline._sym,
    _RUBY: Inline._ruby,
    M + "oMath": Inline._formula,
    M + "oMathPara": Inline._formula,
}
