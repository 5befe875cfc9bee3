"""Whether a line goes on with the paragraph above it, on the same page, over a page's end, or in a table's cell."""

from __future__ import annotations

import re

from ..tongues import capitals
from .draft import Paragraph
from .lines import Line
from .marks import abbreviated, begins, bullet, code, cut_number, ended, item_number, label
from .measures import Measures, set_apart
from .tags import heading_level
from .text_settings import PARAGRAPHS

_CAPITAL = re.compile(f"[{capitals()}]")
_CLOSING, _OPENING = re.compile(r"[)\]]"), re.compile(r"[(\[]")
_PAIRS = {")": "(", "]": "["}
_ITEM_BRACKET = re.compile(r"(?:^|(?<=\s))\w{1,3}\)")


def breaks(current: Paragraph, line: Line, usual: Measures) -> bool:
    """Whether a new paragraph begins with a line that stands under the current one."""
    before = current.last
    if line.tag != before.tag:
        return True
    if heading_level(line.tag):
        return False
    if _stands_apart(current, line, usual):
        return True
    if _closes(current, line) and line.bold == before.end_bold:
        return False
    if not usual.bold:
        if before.bold and before.end_bold and current.bold:
            return _breaks_after_bold(current, line)
        if line.bold and line.end_bold and not before.end_bold:
            return _short(before, line) or ended(before.text) or begins(line.text)
    return _breaks_at_mark(current, line, usual) if begins(line.text) else _breaks_by_indent(current, line, usual)


def breaks_over(current: Paragraph, line: Line, usual: Measures) -> bool:
    """Whether a new paragraph begins on a new page or in a new column."""
    before = current.last
    if _other_size(before, line):
        return True
    if before.hyphen or (_closes(current, line) and line.bold == before.end_bold):
        return False
    if set_apart(before, usual) or set_apart(line, usual):
        both = set_apart(before, usual) and set_apart(line, usual)
        return not (both and line.text[:1].islower())
    done = ended(before.text)
    lower = line.text[:1].islower() and not (label(line.text) and not abbreviated(before.text))
    if lower and not bullet(line.text) and not item_number(line.text):
        return done and not before.text.endswith((";", ":", "…")) and _short(before, line)
    if done and not (abbreviated(before.text) and line.text[:1].isdigit()):
        return True
    if bullet(line.text) or (
        not abbreviated(before.text) and begins(line.text) and not cut_number(before.text, line.text)
    ):
        return True
    if _short(before, line):
        return True
    first = current.first
    return _indented(line, line.size) and first.x0 - first.left < PARAGRAPHS.flush * line.size


def cell_breaks(before: Line, line: Line) -> bool:
    """Whether a new paragraph begins inside a table's cell: it opens with a mark and the line before had ended."""
    if cut_number(before.text, line.text) or before.hyphen:
        return False
    if before.y - line.y > PARAGRAPHS.cell_gap * max(before.size, line.size):
        return True
    return begins(line.text) and (ended(before.text) or _short(before, line))


def _short(line: Line, following: Line) -> bool:
    """The next line's first word would have fitted: the line was ended on purpose."""
    room = line.right - line.x1
    if room < PARAGRAPHS.room * line.size:
        return False
    text = following.text
    word = text.split(" ", 1)[0]
    scale = (following.x1 - following.x0) / _width(text) if following.x1 > following.x0 else following.size
    scale = min(max(scale, PARAGRAPHS.narrowest * following.size), PARAGRAPHS.widest * following.size)
    return room > PARAGRAPHS.word_more * scale * (_width(word) + PARAGRAPHS.word_space) + PARAGRAPHS.to_spare


def _width(text: str) -> float:
    """About how wide a text is, in font sizes."""
    capital = len(_CAPITAL.findall(text))
    return PARAGRAPHS.character * len(text) + PARAGRAPHS.capital * capital - PARAGRAPHS.blank * text.count(" ")


def _centred(line: Line) -> bool:
    left, right = line.x0 - line.left, line.right - line.x1
    share, points = PARAGRAPHS.centred_off
    return left > PARAGRAPHS.centred_by * line.size and abs(left - right) < share * (line.right - line.left) + points


def _indented(line: Line, size: float) -> bool:
    """It begins to the right of the column's edge, as first lines do."""
    return line.x0 - line.left > PARAGRAPHS.indent * size


def _other_size(before: Line, line: Line) -> bool:
    points, share = PARAGRAPHS.other_size
    return abs(before.size - line.size) > max(points, share * before.size)


def _closes(current: Paragraph, line: Line) -> bool:
    """A bracket that is still open at the end of the paragraph is closed in the line, before another one opens."""
    close = _CLOSING.search(line.text)
    if close is None or _OPENING.search(line.text, 0, close.start()):
        return False
    said = " ".join(before.text for before in current.lines[-PARAGRAPHS.bracket_lines :])
    if close[0] == ")":
        said = _ITEM_BRACKET.sub(" ", said)  # "a)" opens nothing
    return said.count(_PAIRS[close[0]]) > said.count(close[0])


def _stands_apart(current: Paragraph, line: Line, usual: Measures) -> bool:
    """Another size of letters, or more space above the line than lines of one paragraph have."""
    before = current.last
    size = before.size
    gap = before.y - line.y
    if _other_size(before, line):
        return True
    if usual.spaced:
        wide = (usual.leading + PARAGRAPHS.spaced) * size
    else:
        wide = PARAGRAPHS.wide * max(usual.leading, PARAGRAPHS.least_leading) * size + PARAGRAPHS.wide_by
    # a wider leading than the body's is usual where all of the paragraph has it
    return (gap > wide or gap < -PARAGRAPHS.above * size) and (
        len(current.lines) < 2 or gap > PARAGRAPHS.evenly * (current.lines[-2].y - before.y) or gap < 0
    )


def _breaks_after_bold(current: Paragraph, line: Line) -> bool:
    """After lines that are bold as a whole, in a text that is not."""
    before = current.last
    short = _short(before, line)
    done = ended(before.text)
    if not line.bold:
        # a set-apart line before plain text; a bold opening that fills its line goes on
        return short or done or not line.text[:1].islower()
    if begins(line.text) and (short or done or code(line.text) or label(line.text)):
        return True
    if line.end_bold and short and not _centred(before) and not line.text[:1].islower():
        return done or line.x0 <= before.x0 + 1
    return False


def _breaks_at_mark(current: Paragraph, line: Line, usual: Measures) -> bool:
    """Before a line that opens with a bullet, a number, a code or a label."""
    before, first = current.last, current.first
    short = _short(before, line)
    done = ended(before.text)
    if bullet(line.text):
        return short or done or not line.text.startswith(("-", "–", "—")) or bool(bullet(first.text))
    if cut_number(before.text, line.text) and not short:
        return False
    item = item_number(line.text)
    if short or (item and before.text.endswith((",", ";", ":"))):
        return True
    if item and (item_number(first.text) or bullet(first.text)):
        return done
    if usual.indented and _indented(line, before.size):
        return True
    # where space or an indent tells paragraphs apart, a code at a line's begin tells nothing
    if not (usual.spaced or usual.indented):
        return done and not abbreviated(before.text)
    return False


def _breaks_by_indent(current: Paragraph, line: Line, usual: Measures) -> bool:
    """Before a line that opens with a word: by its indent, or as the one above was ended on purpose."""
    before = current.last
    size = before.size
    short = _short(before, line)
    done = ended(before.text)
    if done and not short and _indented(line, size) and before.x0 - before.left < PARAGRAPHS.flush * size:
        return True  # first-line indent
    if short:
        return _breaks_after_short(current, line, usual, done)
    # an indent opens a paragraph, unless it hangs under a marker or a centred line
    indent = line.x0 - before.x0
    if indent > PARAGRAPHS.indent * size and not begins(current.first.text) and not _centred(line):
        return not line.text[:1].islower() and (done or len(current.lines) > 1)
    return False


def _breaks_after_short(current: Paragraph, line: Line, usual: Measures, done: bool) -> bool:
    """After a line that was ended on purpose. done: as a sentence ends."""
    before = current.last
    if _centred(before) and _centred(line):
        return done or set_apart(before, usual) != set_apart(line, usual)
    if len(current.lines) == 1 and line.x0 < before.x0 - PARAGRAPHS.hangs * before.size and not done:
        return line.text[:1].isupper()
    # how far a word reaches is an estimate; a sentence that goes on in small letters is none
    empty = PARAGRAPHS.half_empty * (before.right - before.left)
    return done or not line.text[:1].islower() or before.right - before.x1 > empty
