"""Where a report lists its annexes: an entry of such a list, or of the contents, cites none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model.document import Block, Document, Kind
from ..words.narrative import annex_citations
from ..words.patterns import pattern

_NAME = pattern(
    r"(?<!\w)(?:"
    r"(?:list|index|register|table)\s+of\s+(?:the\s+)?(?:annex|appendi|attachment)\w*"
    r"|annexes|appendices|attachments"
    r"|(?:список|перечень|опись|реестр)\s+приложени\w*|приложения"
    r"|(?:есеп(?:ке|тің)\s+)?қосымшалар(?:дың|ы)?(?:\s+(?:тізім|тізбес)\w*)?"
    r")(?!\w)",
    re.IGNORECASE,
)
# "Annexes to volume II", «Перечень приложений к тому 1»; "Annexes 5 and 6" are those two.
_TITLE = pattern(
    rf"\W*(?:[0-9IVX.]+\s*)?{_NAME.pattern}(?:(?:\s+[^\W\d]+){{1,4}}(?:\s+(?:№\s*)?[0-9]{{1,3}})?)?\W*", re.IGNORECASE
)
_HEAD = pattern(r"\W*(?:№|no\.?|number)?\s*(?:annex|appendi|attachment|приложени|прил\.|қосымша)\w*\W*", re.IGNORECASE)
_HINTS = ("annex", "appendi", "attachment", "приложени", "қосымша")  # one of them is in every title
_LONGEST = 40  # words of an entry: what says more than that is text
_LONGEST_ENTRY = 20 * _LONGEST  # characters of so many words
_LONGEST_TITLE = 120  # characters
_RUN = 3  # entries one after another that make a list, where no title says that it is one
_BEFORE = pattern(r"\W*(?:[0-9]{1,3}[.)]\s+)?\W*")  # the list's own bullet or number before the annex's
_GOES_ON = pattern(r"\s+[^\W\d_A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]")  # "Annex 5 shows": a sentence


def listed_in(document: Document) -> frozenset[int]:
    """Numbers of the blocks that are entries of a list of annexes."""
    return frozenset((*_under_titles(document.blocks), *_runs(document.blocks), *_tables(document.blocks)))


def heads_list(text: str) -> bool:
    """Whether a text is the title of a list of annexes and nothing more."""
    if len(text) >= _LONGEST_TITLE:
        return False
    low = text.lower()
    return any(map(low.__contains__, _HINTS)) and _TITLE.fullmatch(text.strip()) is not None


def names_list(text: str) -> bool:
    """Whether a text, a caption say, names a list of annexes."""
    return _NAME.search(text) is not None


def opens_with_annex(text: str) -> bool:
    """Whether a text opens by naming an annex and is short enough to be its entry in a list."""
    if len(text) > _LONGEST_ENTRY or len(text.split()) > _LONGEST:
        return False
    first = next(annex_citations(text), None)
    if first is None:
        return False
    _, start, end = first
    return _BEFORE.fullmatch(text[:start]) is not None and not _GOES_ON.match(text[end:])


def _is_entry(block: Block) -> bool:
    return block.names_annex and opens_with_annex(block.shown)


def _under_titles(blocks: Sequence[Block]) -> Iterator[int]:
    """Entries below "List of annexes", up to the first text that is none."""
    inside = False
    for number, block in enumerate(blocks):
        if block.kind in (Kind.FURNITURE, Kind.CONTENTS):
            continue
        if block.kind is not Kind.ROW and heads_list(block.shown):
            inside = True
        elif inside and (block.kind is Kind.ROW or _is_entry(block)):
            yield number
        elif block.shown.strip():
            inside = False


def _runs(blocks: Sequence[Block]) -> Iterator[int]:
    """Entries one after another, as under a heading of any wording."""
    run: list[int] = []
    for number, block in enumerate((*blocks, None)):
        if block is not None and block.kind in (Kind.PARAGRAPH, Kind.ITEM) and _is_entry(block):
            run.append(number)
        elif block is None or block.shown.strip():
            if len(run) >= _RUN:
                yield from run
            run = []


def _tables(blocks: Sequence[Block]) -> Iterator[int]:
    """Rows of tables whose first column is headed "Annex"."""
    keyed: dict[int, bool] = {}
    for number, block in enumerate(blocks):
        if block.kind is Kind.ROW and block.cells:
            if block.table not in keyed:
                keyed[block.table] = bool(_HEAD.fullmatch(block.cells[0].text.strip()))
            if keyed[block.table]:
                yield number
