"""Contents pages that somebody typed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model.document import Block, Kind
from ..words.text import words
from ..words.vocabulary import is_entry
from .first_words import OPENS_WITH_NUMBER, STANDARD
from .labels import LONGEST_LABEL

_LONGEST_ENTRY = 40
_LEADER_ENTRY = re.compile(r"\S.*?(?:\.\s?){4,}\s*[0-9]{1,3}$|\S.*?[…_·]{2,}\s*[0-9]{1,3}$", re.DOTALL)
_NUMBERED_ENTRY = re.compile(r"(?P<entry>\S.*?)\s(?P<page>[0-9]{1,3})$", re.DOTALL)


def mark_contents(blocks: list[Block]) -> None:
    """Typed contents: lines that end with page numbers in rising order, or short lines under such a heading."""
    index = 0
    while index < len(blocks):
        titled = is_contents_heading(blocks[index])
        start = index + 1 if titled else index
        may_begin = titled or blocks[index].kind is Kind.CONTENTS or blocks[index].text[-1:].isdigit()
        end = _entries_end(blocks, start, titled) if may_begin else start
        if end > start:
            for entry in range(start, end):
                if blocks[entry].kind is not Kind.FURNITURE:
                    blocks[entry] = blocks[entry]._replace(
                        kind=Kind.CONTENTS, text=blocks[entry].shown, number="", level=0, cells=()
                    )
            index = end
        else:
            index += 1


def is_contents_heading(block: Block) -> bool:
    if len(block.text) > LONGEST_LABEL or len(block.cells) > 1:
        return False
    return is_entry("contents", block.shown.strip(" .:\n"))


def _entries_end(blocks: Sequence[Block], start: int, titled: bool) -> int:
    """Where the entries that begin at `start` end; `start` itself where there are none."""
    last_page, entries, leaders, misses, end = 0, 0, 0, 0, start
    for index in range(start, len(blocks)):
        block = blocks[index]
        if block.kind in (Kind.CONTENTS, Kind.FURNITURE):
            if block.kind is Kind.CONTENTS and titled:
                end = index + 1
            continue
        page = _entry_page(block) if titled or not block.cells else None  # any table may end in rising numbers
        if page is None or page < last_page or block.kind in (Kind.NOTE, Kind.BOX):
            # An entry over two lines shows its page on the second only.
            if entries and misses < 1 and _short_line(block) and not block.cells and index + 1 < len(blocks):
                following = _entry_page(blocks[index + 1])
                if following is not None and following >= last_page:
                    misses += 1
                    continue
            break
        entries, last_page, end, misses = entries + 1, page, index + 1, 0
        leaders += bool(_LEADER_ENTRY.fullmatch(block.shown))
    if entries >= 5 or (entries >= 2 and (titled or leaders * 2 > entries)):
        return end
    return _untitled_pages_end(blocks, start) if titled else start


def _untitled_pages_end(blocks: Sequence[Block], start: int) -> int:
    """Under a contents heading: short lines without page numbers, each opening with a number or a standard."""
    end = start
    for index in range(start, len(blocks)):
        block = blocks[index]
        if block.kind is Kind.FURNITURE:
            continue
        opens = OPENS_WITH_NUMBER.match(block.shown) or STANDARD.match(block.shown)
        if block.kind is Kind.HEADING or not opens or not _short_line(block):
            break
        end = index + 1
    return end if end - start >= 3 else start


def _short_line(block: Block) -> bool:
    return 0 < words(block.shown) <= _LONGEST_ENTRY and block.kind is not Kind.HEADING


def _entry_page(block: Block) -> int | None:
    """The page number that ends a contents entry, or None. A styled heading is none, whatever it ends with."""
    if block.kind is Kind.HEADING or block.kind is Kind.CAPTION:
        return None
    if not block.shown.rstrip()[-1:].isdigit() or len(block.shown) > _LONGEST_ENTRY * 20:
        return None
    shown = " ".join(block.shown.split())
    if not 0 < words(shown) <= _LONGEST_ENTRY:
        return None
    match = _NUMBERED_ENTRY.fullmatch(shown) or re.fullmatch(r"(?P<entry>.*?)[.…_·\s]{3,}(?P<page>[0-9]{1,3})", shown)
    if match is None:
        return None
    if not block.cells and not _LEADER_ENTRY.fullmatch(shown):
        entry = match["entry"]
        # A sentence that happens to end with a number is no entry; an entry opens with a capital or a number.
        if entry.rstrip()[-1:] in ".,;:" or not (entry[:1].isdigit() or entry[:1].isupper()):
            return None
    return int(match["page"])
