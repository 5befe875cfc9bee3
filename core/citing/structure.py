"""What a reader could not know from one block alone: headings that nobody styled, contents pages that were typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from ..model.codes import Code
from ..model.document import Block, Cell, Document, Kind, Line
from ..words.text import words
from ..words.vocabulary import alternatives, is_entry
from ..words.vocabulary import words as vocabulary
from .ticks import unticked

LONGEST_HEADING = 80  # words: a criterion's whole wording fits; longer ones are body text in a heading's style
_LONGEST_PROMOTED = 40
_LONGEST_ENTRY = 40
_OPENS_WITH_NUMBER = re.compile(  # "3.2.14", "3. 2. 14"
    r"[0-9]{1,2}(?:(?:\.\s[0-9]{1,2}){2}|(?:\.[0-9]{1,2}){0,3})(?![0-9])\.?(?=\s|[–—:),;/-]|$)"
)
_LEADER_ENTRY = re.compile(r"\S.*?(?:\.\s?){4,}\s*[0-9]{1,3}$|\S.*?[…_·]{2,}\s*[0-9]{1,3}$", re.DOTALL)
_NUMBERED_ENTRY = re.compile(r"(?P<entry>\S.*?)\s(?P<page>[0-9]{1,3})$", re.DOTALL)
_STANDARD = re.compile(
    rf"(?:{alternatives(vocabulary('standard'))}\s*(?:№|no\.?|n)?\s*[0-9]{{1,2}}(?![0-9]|\.[0-9])"
    rf"|[0-9]{{1,2}}\s*[-–]?\s*{alternatives(vocabulary('standard'))})",
    re.IGNORECASE,
)
_CRITERION = re.compile(
    rf"(?:{alternatives(vocabulary('criterion'))}\s*(?:№|no\.?)?\s*[0-9]|[0-9][0-9.]*\s*[-–]?\s*{alternatives(vocabulary('criterion'))})",
    re.IGNORECASE,
)
# "Participation of employers (criterion 3.2.14)", "… – п. 3.2.14", "… (3.2.14, 3.2.15)"
_CLOSES_WITH_CODE = re.compile(
    rf"(?:[(\[]|\s[–—-])\s*(?:{alternatives([*vocabulary('criterion'), *vocabulary('clause')])}\s*)*"
    r"[0-9]{1,2}(?:\s?\.\s?[0-9]{1,2}){1,2}(?:(?:\s*[-–—,;/]\s*|\s+(?:and|и|және)\s+)[0-9]+(?:\.[0-9]+)*)*"
    rf"(?:\s?[-–]?\s?{alternatives([*vocabulary('criterion', 'kk'), *vocabulary('clause', 'kk')])})?\s*[)\].]*$",
    re.IGNORECASE,
)


def arrange(document: Document) -> Document:
    """The same document, each block as a person would see it.

    A paragraph or cell in which several criteria are answered line after line is taken apart; kinds and levels are
    set right. Places and texts stay.
    """
    blocks, begins = _apart(document.blocks)
    _contents(blocks)
    _banners(blocks)
    _demote(blocks)
    _promote(blocks)
    _titles_below(blocks)
    moved = [block._replace(outer=begins[block.outer]) if block.outer is not None else block for block in blocks]
    gaps = tuple(gap._replace(at=begins[gap.at]) for gap in document.unreadable)
    return replace(document, blocks=tuple(moved), unreadable=gaps)


_LINE_OPENS = re.compile(
    rf"(?:{alternatives([*vocabulary('criterion'), *vocabulary('clause')])}\s*(?:№|no\.?)?\s*)?"
    r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{1,2}(?![0-9]|\.[0-9])",
    re.IGNORECASE,
)
_LONGEST_BANNER = 25  # words of a row that heads a text
_TEXT_BELOW = 15  # words of a paragraph that is a text
_LONGEST_WORDING = 30  # words: a criterion's wording in a key cell
_LINE_ANSWERS = 3  # words behind a code that make a line more than an entry of a list of codes


_LINED = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.NOTE, Kind.BOX})  # a box or note holds a paragraph a line


def _apart(blocks: Sequence[Block]) -> tuple[list[Block], list[int]]:
    """The blocks with coded lines taken apart, and where each old block (and the end) now begins."""
    found: list[Block] = []
    begins: list[int] = []
    for block in blocks:
        begins.append(len(found))
        if block.kind in _LINED and "\n" in block.text and block.place.page_source != "pdf":
            found += _lines_apart(block)
        elif block.kind is Kind.ROW:
            found += _cells_apart(block)
        else:
            found.append(block)
    begins.append(len(found))
    return found, begins


def _lines_apart(block: Block) -> list[Block]:
    """A paragraph with line breaks, cut before every line that opens with a code."""
    lines = block.text.split("\n")
    starts = [at for at, line in enumerate(lines) if at and _LINE_OPENS.match(line)]
    if not starts:
        return [block]
    parts = []
    for start, end in zip([0, *starts], [*starts, len(lines)], strict=True):
        offset = sum(len(line) + 1 for line in lines[:start]) + len(block.shown) - len(block.text)
        part = block._replace(text="\n".join(lines[start:end]), place=block.place_at(offset), turns=())
        parts.append(part if not start else part._replace(number="", emphasis=False))
    return parts


def _cells_apart(block: Block) -> list[Block]:
    """A row whose cell answers several criteria, a line each: these follow the row as paragraphs of their own."""
    lines = [_lines(cell) for cell in block.cells]
    answering = [at for at, some in enumerate(lines) if len(some) > 1 and sum(map(_opens_answer, some)) > 1]
    if not answering or any(_LINE_OPENS.match(cell.text) for at, cell in enumerate(block.cells) if at not in answering):
        return [block]
    if any(_is_key(lines, at) for at in answering):
        return [block]
    cells, paragraphs = list(block.cells), []
    for at in answering:
        first = next(number for number, line in enumerate(lines[at]) if _opens_answer(line))
        cells[at] = cells[at]._replace(lines=tuple(lines[at][:first]))
        paragraphs += [
            Block(Kind.PARAGRAPH, block.place, line.text, line.number, confidence=block.confidence)
            for line in lines[at][first:]
        ]
    return [block._replace(cells=tuple(cells)), *paragraphs]


def _lines(cell: Cell) -> list[Line]:
    """The lines of a cell, soft breaks included where a code stands behind one."""
    found: list[Line] = []
    for line in cell.lines:
        parts = line.text.split("\n")
        if len(parts) == 1 or not any(map(_LINE_OPENS.match, parts[1:])):
            found.append(line)
            continue
        begun = [line._replace(text=parts[0])]
        for part in parts[1:]:
            if _LINE_OPENS.match(part):
                begun.append(Line(part))
            else:
                begun[-1] = begun[-1]._replace(text=f"{begun[-1].text}\n{part}")
        found += begun
    return found


def _is_key(lines: Sequence[Sequence[Line]], at: int) -> bool:
    """Several criteria with their wordings, a line each, that share the answer in the cell beside them."""
    own = [words(line.shown) for line in lines[at]]
    beside = max(
        (sum(words(line.shown) for line in some) for place, some in enumerate(lines) if place != at), default=0
    )
    return max(own) <= _LONGEST_WORDING and (beside > sum(own) or beside == 0)


def _opens_answer(line: Line) -> bool:
    match = _LINE_OPENS.match(line.shown)
    return match is not None and words(line.shown[match.end() :]) >= _LINE_ANSWERS


def _contents(blocks: list[Block]) -> None:
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
    if len(block.text) > _LONGEST_LABEL or len(block.cells) > 1:
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
        opens = _OPENS_WITH_NUMBER.match(block.shown) or _STANDARD.match(block.shown)
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
        and _LINE_OPENS.match(block.shown)
        and blocks[index + 1].kind in (Kind.PARAGRAPH, Kind.ITEM)
        and words(blocks[index + 1].shown) >= _TEXT_BELOW
    ]
    if len(found) < _RECURS:
        return
    rank = _ranks(blocks).get(3, 3)
    for index in found:
        title = " ".join(blocks[index].shown.split())
        blocks[index] = blocks[index]._replace(kind=Kind.HEADING, text=title, cells=(), table=0, level=rank)


def _demote(blocks: list[Block]) -> None:
    for index, block in enumerate(blocks):
        if block.kind is not Kind.HEADING:
            continue
        if words(block.shown) > LONGEST_HEADING or not block.shown.strip():
            blocks[index] = block._replace(kind=Kind.PARAGRAPH, level=0, emphasis=True)
        elif _is_running_text(block.shown):
            blocks[index] = block._replace(kind=Kind.PARAGRAPH, level=0, emphasis=False)


_SENTENCES_END = re.compile(r"[.!?…][»”\")]*(?:\s+(?=[^\W\d_])|$)")
_SHORTEST_TEXT = 25  # words: two short sentences can be a title


def _is_running_text(shown: str) -> bool:
    """Several sentences that open with no code: body text in a heading's style. A criterion's wording has its code."""
    if not shown.rstrip().endswith((".", "!", "?", "…")) or words(shown) < _SHORTEST_TEXT:
        return False
    if _OPENS_WITH_NUMBER.match(shown) or _STANDARD.match(shown) or _CRITERION.match(shown):
        return False
    return len(_SENTENCES_END.findall(shown)) > 1


def _promote(blocks: list[Block]) -> None:
    """Headings that were typed: set apart and numbered, or a standard's name on a line of its own."""
    ranks = _ranks(blocks)
    closing = _closing_labels(blocks)
    for index, block in enumerate(blocks):
        if block.kind is Kind.HEADING and block.place.page_source == "pdf" and _bare(block.shown) in closing:
            # a PDF's ranks are guessed from the look
            blocks[index] = block._replace(level=min(block.level, ranks.get(3, block.level)))
        if block.outer is not None or (block.kind not in (Kind.PARAGRAPH, Kind.ITEM) and not _is_banner(block)):
            continue
        shown = unticked(block.shown).lstrip()
        standard = _STANDARD.match(shown)
        if not (standard or block.emphasis) or len(shown) > _LONGEST_PROMOTED * 20 or words(shown) > _LONGEST_PROMOTED:
            continue
        if standard:
            if block.emphasis or (words(shown) <= 15 and _is_title(shown, blocks, index)):
                blocks[index] = block._replace(kind=Kind.HEADING, level=ranks.get(1, 1))
        elif match := _OPENS_WITH_NUMBER.match(shown):
            depth = _depth(match.group())
            if depth > 1 or words(shown):  # a number alone is a page's, a note's or an item's
                blocks[index] = block._replace(kind=Kind.HEADING, level=ranks.get(depth, depth))
        elif shown and (
            _CRITERION.match(shown)
            or _LINE_OPENS.match(shown)
            or _CLOSES_WITH_CODE.search(shown)
            or _bare(shown) in closing
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
            and not _CODED.search(title.shown)
            and not _STANDARD.match(title.shown)
            and not is_label(title.shown)
        ):
            blocks[below] = title._replace(level=code.level + 1)


_BARE_CODE = re.compile(
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
            if waiting and _LINE_OPENS.match(block.shown):  # a criterion answered without a heading
                inside.update(waiting)
                waiting = []
            continue
        shown = block.shown
        if len(shown) <= _LONGEST_LABEL and is_label(shown):
            waiting.append(_bare(shown))
        elif _STANDARD.match(shown):
            behind.append(set(waiting))
            waiting = []
        elif _CODED.search(shown):
            inside.update(waiting)
            waiting = []
    behind.append(set(waiting))
    closing = [labels - inside for labels in behind if labels - inside]
    return frozenset().union(*closing) if len(closing) >= _RECURS else frozenset()


def _is_title(shown: str, blocks: Sequence[Block], index: int) -> bool:
    """A line that names a standard and says nothing of it: no sentence, and not one of a list of such lines."""
    if shown.rstrip()[-1:] in ";," or re.search(r"[.!?]\s+\S.*[.!?]$", shown):
        return False
    ends_sentence = shown.rstrip().endswith(".") and words(shown) > 10
    listed = any(
        0 <= near < len(blocks)
        and blocks[near].kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.CONTENTS)
        and _STANDARD.match(blocks[near].shown)
        for near in (index - 1, index + 1)
    )
    named = _STANDARD.match(shown)
    verb = named is not None and re.match(r"\s+[a-zа-яәіңғүұқөһ]", shown[named.end() :])
    return not ends_sentence and not listed and not verb


def _depth(number: str) -> int:
    return number.strip(". ").count(".") + 1


def _ranks(blocks: Iterable[Block]) -> dict[int, int]:
    """The rank that this document's own headings of each numbering depth have, where it has any."""
    seen: dict[int, Counter[int]] = {}
    for block in blocks:
        if block.kind is Kind.HEADING:
            if _STANDARD.match(block.shown):
                seen.setdefault(1, Counter())[block.level] += 1
            elif match := _OPENS_WITH_NUMBER.match(block.shown):
                seen.setdefault(_depth(match.group()), Counter())[block.level] += 1
    return {depth: counts.most_common(1)[0][0] for depth, counts in seen.items()}


def recurring_labels(document: Document) -> frozenset[str]:
    """The headings inside criteria's texts that this report repeats: "Strengths" under one criterion after the other.

    One at the end of every standard is a section of its own, behind the last criterion.
    """
    headings = [block.shown for block in document.blocks if block.kind is Kind.HEADING]
    between: Counter[str] = Counter()
    waiting: set[str] = set()  # labels since the last heading of another kind
    for shown in headings:
        if is_label(shown):
            waiting.add(_bare(shown))
        else:
            if _CODED.search(shown) and not _STANDARD.match(shown):
                between.update(waiting)
            waiting = set()
    return frozenset(title for title, count in between.items() if count >= _RECURS)


def ends_text(labels: frozenset[str], heading: Block, level: int, codes: Iterable[Code]) -> bool:
    """Whether a heading without a code ends the text of a criterion whose own heading has this level (0: a lead).

    A recurring label of the same rank does not: many reports style "3.2.14" and "Evidence" alike. Nor does a heading
    whose number goes on from the criterion's ("3.2.14.1").
    """
    if any(heading.shown.startswith(f"{code.text}.") for code in codes):
        return False
    if level and heading.level != level:
        return heading.level < level
    return _bare(heading.shown) not in labels


_RECURS = 2
_CODED = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}(?:\.[0-9]{1,2})?(?![0-9])")


def _bare(heading: str) -> str:
    return re.sub(r"^[\W\d]+|[\W\d]+$", "", heading).lower()


@lru_cache(maxsize=4096)
def is_label(heading: str) -> bool:
    """A heading inside a criterion's text ("Strengths", «Анализ»), which never ends it."""
    bare = _bare(heading)
    return len(bare) <= _LONGEST_LABEL and all(is_entry("label", part) for part in _LABELS.split(bare))


_LONGEST_LABEL = 80  # characters
_LABELS = re.compile(r"\s*(?:(?<!\w)(?:and|и|және)(?!\w)|[,/])\s*")
