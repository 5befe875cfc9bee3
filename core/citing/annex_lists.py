"""Lists of annexes: their entries name criteria («Приложение 7. Договоры (критерий 3.2.14)») and answer none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..model.document import Block, Document, Kind
from ..words.patterns import pattern
from ..words.vocabulary import alternatives, hints
from ..words.vocabulary import words as vocabulary

_LONGEST_TITLE = 8  # words of the title of such a list
_RUN = 2  # entries one below the other that are a list


def annex_entries(document: Document) -> frozenset[int]:
    """The paragraphs that are entries of a list of annexes: below its title, or several in a row that begin so."""
    return frozenset(_below_titles(document)) | frozenset(_in_a_row(document))


def _below_titles(document: Document) -> Iterator[int]:
    below = False
    for index, block in enumerate(document.blocks):
        if block.kind is Kind.HEADING or (block.kind is Kind.PARAGRAPH and (block.emphasis or _titles(block))):
            below = _titles(block)
        elif below and block.kind in (Kind.PARAGRAPH, Kind.ITEM):
            yield index


def _titles(block: Block) -> bool:
    return len(block.shown.split()) <= _LONGEST_TITLE and _title().fullmatch(block.shown) is not None


def _in_a_row(document: Document) -> Iterator[int]:
    run: list[int] = []
    for index, block in enumerate(document.blocks):
        if block.kind in (Kind.PARAGRAPH, Kind.ITEM) and _entry().match(block.shown):
            run.append(index)
            continue
        if len(run) >= _RUN:
            yield from run
        run = []
    if len(run) >= _RUN:
        yield from run


@cache
def _title() -> re.Pattern[str]:
    """ "Exhibits", «Перечень приложений к отчету», «Қосымшалар тізімі»."""
    annexes = alternatives([*vocabulary("annex"), *vocabulary("papers")])
    lists = alternatives(vocabulary("list_of"))
    return pattern(
        rf"[\W\d]*(?:{lists}[^.]*{annexes}[^.]*|(?:\w+\s)?{annexes}[^.\d]*{lists}\W*|{alternatives(vocabulary('annexes'))}\W*)",
        re.IGNORECASE,
        hints("annex", "papers", "annexes"),
    )


@cache
def _entry() -> re.Pattern[str]:
    """ "Annex 7. …", «1-қосымша – …», "Exhibit for criterion …"."""
    annex = alternatives(vocabulary("annex"))
    number = r"(?:№\s*)?(?:[0-9]{1,3}(?:\.[0-9]{1,2})?|[^\W\d_])(?!\w)"
    behind = rf"{annex}\s*(?:{number}\s*[.:;,)(–—-]|(?:for|to|к|по)\s+{alternatives(vocabulary('criterion'))})"
    return re.compile(rf"\W*(?:{behind}|[0-9]{{1,3}}\s?[-–]\s?{annex}\s*[.:;,)(–—-])", re.IGNORECASE)
