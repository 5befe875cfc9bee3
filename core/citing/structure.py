"""What a reader could not know from one block alone: headings that nobody styled, and headings that are none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from ..model.document import Block, Document, Kind
from ..words.patterns import pattern
from ..words.text import words
from ..words.vocabulary import alternatives
from ..words.vocabulary import words as vocabulary
from .contents_pages import mark_contents
from .first_words import BANNER, CLOSES_WITH_CODE, CODED, CRITERION, LINE_OPENS, OPENS_WITH_NUMBER, STANDARD
from .labels import LONGEST_LABEL, RECURS, bare_label, is_label
from .lines_apart import lines_apart
from .ticks import unticked

LONGEST_HEADING = 80  # words: a criterion's whole wording fits; longer ones are body text in a heading's style
_LONGEST_PROMOTED = 40


def arrange(document: Document) -> Document:
    """The same document, each block as a person would see it.

    A paragraph or cell in which several criteria are answered line after line is taken apart; kinds and levels are
    set right. Places and texts stay.
    """
    blocks, begins = lines_apart(document.blocks)
    mark_contents(blocks)
    _banners(blocks)
    _demote(blocks)
    _promote(blocks)
    _titles_below(blocks)
    moved = [block._replace(outer=begins[block.outer]) if block.outer is not None else block for block in blocks]
    gaps = tuple(gap._replace(at=begins[gap.at]) for gap in document.unreadable)
    return replace(document, blocks=tuple(moved), unreadable=gaps)


_LONGEST_BANNER = 25  # words of a row that heads a text
_TEXT_BELOW = 15  # words of a paragraph that is a text


def _banners(blocks: list[Block]) -> None:
    """Tables of one short row with a code, each above the text that answers it: they are headings."""
    rows = Counter(block.table for block in blocks if block.kind is Kind.ROW)
    found = [
        index
        for index, block in enumerate(blocks[:-1])
        if block.kind is Kind.ROW
        and rows[block.table] == 1
        and block.outer is None
        and words(block.shown) <= _LONGEST_BANNER
        and _heads(block)
        and blocks[index + 1].kind in (Kind.PARAGRAPH, Kind.ITEM)
        and words(blocks[index + 1].shown) >= _TEXT_BELOW
    ]
    if len(found) < RECURS:
        return
    rank = _ranks(blocks).get(3, 3)
    for index in found:
        title = " ".join(blocks[index].shown.split())
        blocks[index] = blocks[index]._replace(kind=Kind.HEADING, text=title, cells=(), table=0, level=rank)


def _heads(row: Block) -> bool:
    """A code stands at the head of the row's first cell that is not empty, or behind words for a criterion."""
    first = next((cell.text.strip() for cell in row.cells if cell.text.strip()), "")
    shown = row.shown.strip()
    match = BANNER.match(shown)
    return LINE_OPENS.match(shown) is not None or (match is not None and match.end() <= len(first))


def _demote(blocks: list[Block]) -> None:
    for index, block in enumerate(blocks):
        if block.kind is not Kind.HEADING:
            continue
        if words(block.shown) > LONGEST_HEADING or not block.shown.strip():
            blocks[index] = block._replace(kind=Kind.PARAGRAPH, level=0, emphasis=True)
        elif _is_running_text(block.shown):
            blocks[index] = block._replace(kind=Kind.PARAGRAPH, level=0, emphasis=False)


_SENTENCES_END = pattern(r"[.!?…][»”\")]*(?:\s+(?=[^\W\d_])|$)")
_SHORTEST_TEXT = 25  # words: two short sentences can be a title


def _is_running_text(shown: str) -> bool:
    """Several sentences that open with no code: body text in a heading's style. A criterion's wording has its code."""
    if not shown.rstrip().endswith((".", "!", "?", "…")) or words(shown) < _SHORTEST_TEXT:
        return False
    if OPENS_WITH_NUMBER.match(shown) or STANDARD.match(shown) or CRITERION.match(shown):
        return False
    return len(_SENTENCES_END.findall(shown)) > 1


def _promote(blocks: list[Block]) -> None:
    """Headings that were typed: set apart and numbered, or a standard's name on a line of its own."""
    ranks = _ranks(blocks)
    closing = _closing_labels(blocks)
    for index, block in enumerate(blocks):
        if block.kind is Kind.HEADING and block.place.page_source == "pdf" and bare_label(block.shown) in closing:
            # a PDF's ranks are guessed from the look
            blocks[index] = block._replace(level=min(block.level, ranks.get(3, block.level)))
        if block.outer is not None or (block.kind not in (Kind.PARAGRAPH, Kind.ITEM) and not _is_banner(block)):
            continue
        shown = unticked(block.shown).lstrip()
        standard = STANDARD.match(shown)
        if not (standard or block.emphasis) or len(shown) > _LONGEST_PROMOTED * 20 or words(shown) > _LONGEST_PROMOTED:
            continue
        if standard:
            if block.emphasis or (words(shown) <= 15 and _is_title(shown, blocks, index)):
                blocks[index] = block._replace(kind=Kind.HEADING, level=ranks.get(1, 1))
        elif match := OPENS_WITH_NUMBER.match(shown):
            depth = _depth(match.group())
            if depth > 1 or words(shown):  # a number alone is a page's, a note's or an item's
                blocks[index] = block._replace(kind=Kind.HEADING, level=ranks.get(depth, depth))
        elif shown and (
            CRITERION.match(shown)
            or LINE_OPENS.match(shown)
            or CLOSES_WITH_CODE.search(shown)
            or bare_label(shown) in closing
        ):
            blocks[index] = block._replace(kind=Kind.HEADING, level=ranks.get(3, 3))


def _is_banner(block: Block) -> bool:
    """A box or word art whose one line is set apart: it governs what stands below it."""
    return block.kind is Kind.BOX and block.emphasis and "\n" not in block.text


def _titles_below(blocks: list[Block]) -> None:
    """A heading that is a code alone has its title in the heading below it, which then is of a lower rank."""
    for above, below in pairwise(range(len(blocks))):
        code, title = blocks[above], blocks[below]
        if (
            code.kind is Kind.HEADING
            and title.kind is Kind.HEADING
            and title.level <= code.level
            and _BARE_CODE.fullmatch(code.shown)
            and not CODED.search(title.shown)
            and not STANDARD.match(title.shown)
            and not is_label(title.shown)
        ):
            blocks[below] = title._replace(level=code.level + 1)


_BARE_CODE = pattern(
    rf"(?:{alternatives([*vocabulary('criterion'), *vocabulary('clause')])}\s*(?:№|no\.?)?\s*)?"
    rf"[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,2}}(?:\s?[-–]?\s?{alternatives(vocabulary('criterion', 'kk'))})?[\s.:–—-]*",
    re.IGNORECASE,
)


def _closing_labels(blocks: Sequence[Block]) -> frozenset[str]:
    """Labels set apart that stand behind the last criterion of standard after standard ("SWOT", «Выводы»), never
    between two criteria: they open a section of their own."""
    behind: list[set[str]] = []  # for each standard, the labels behind its last criterion
    inside: set[str] = set()
    waiting: list[str] = []
    for block in blocks:
        if block.kind is not Kind.HEADING and not block.emphasis:
            if waiting and LINE_OPENS.match(block.shown):  # a criterion answered without a heading
                inside.update(waiting)
                waiting = []
            continue
        shown = block.shown
        if len(shown) <= LONGEST_LABEL and is_label(shown):
            waiting.append(bare_label(shown))
        elif STANDARD.match(shown):
            behind.append(set(waiting))
            waiting = []
        elif CODED.search(shown):
            inside.update(waiting)
            waiting = []
    behind.append(set(waiting))
    closing = [labels - inside for labels in behind if labels - inside]
    return frozenset().union(*closing) if len(closing) >= RECURS else frozenset()


def _is_title(shown: str, blocks: Sequence[Block], index: int) -> bool:
    """A line that names a standard and says nothing of it: no sentence, and not one of a list of such lines."""
    if shown.rstrip()[-1:] in ";," or re.search(r"[.!?]\s+\S.*[.!?]$", shown):
        return False
    ends_sentence = shown.rstrip().endswith(".") and words(shown) > 10
    listed = any(
        0 <= near < len(blocks)
        and blocks[near].kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.CONTENTS)
        and STANDARD.match(blocks[near].shown)
        for near in (index - 1, index + 1)
    )
    named = STANDARD.match(shown)
    verb = named is not None and re.match(r"\s+[a-zа-яәіңғүұқөһ]", shown[named.end() :])
    return not ends_sentence and not listed and not verb


def _depth(number: str) -> int:
    return number.strip(". ").count(".") + 1


def _ranks(blocks: Iterable[Block]) -> dict[int, int]:
    """The rank that this document's own headings of each numbering depth have, where it has any."""
    seen: dict[int, Counter[int]] = {}
    for block in blocks:
        if block.kind is Kind.HEADING:
            if STANDARD.match(block.shown):
                seen.setdefault(1, Counter())[block.level] += 1
            elif match := OPENS_WITH_NUMBER.match(block.shown):
                seen.setdefault(_depth(match.group()), Counter())[block.level] += 1
    return {depth: counts.most_common(1)[0][0] for depth, counts in seen.items()}
