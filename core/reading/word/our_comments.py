"""Comments that an earlier `sapa check --annotate` wrote into the file, and what people did with them.

They are no text of the report. Word and LibreOffice keep in the part commentsExtended which of them are resolved and
which comment answers which ([MS-DOCX] 2.5.4: paraId of a comment's last paragraph, paraIdParent, done).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from ...model.findings import Finding
from ...model.places import Place
from ...version import OUR_AUTHOR as OUR_AUTHOR
from ...words.text import clean
from .package import Package
from .xml import TEXT, P, W

_PARAGRAPH = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_TRUE = frozenset({"1", "true", "on"})
_LONGEST = 160  # characters of a comment that is quoted


class _Comment(NamedTuple):
    author: str
    text: str


def handled(package: Package, shown: str) -> Iterator[Finding]:
    """A note for each answer to a comment of ours, and for each that is resolved."""
    assert package.main is not None
    extended = package.related(package.main, "commentsExtended")
    listed = package.related(package.main, "comments")
    if extended is None or listed is None:
        return
    said = _comments(package.tree(listed))
    threads = package.tree(extended)
    for one in () if threads is None else threads.iter(_W15 + "commentEx"):
        own = said.get(one.get(_W15 + "paraId", ""))
        parent = said.get(one.get(_W15 + "paraIdParent", ""))
        if own is None:
            continue
        if parent is not None and parent.author == OUR_AUTHOR and own.author != OUR_AUTHOR:
            arguments = {"said": parent.text, "answer": own.text, "person": own.author or None}
            yield Finding("comment-answered", "info", Place(shown), arguments=arguments)
        elif own.author == OUR_AUTHOR and one.get(_W15 + "done") in _TRUE:
            yield Finding("comment-resolved", "info", Place(shown), arguments={"said": own.text})


def _comments(tree: etree._Element | None) -> dict[str, _Comment]:
    """By the id of their last paragraph."""
    found: dict[str, _Comment] = {}
    for item in () if tree is None else tree.iter(W + "comment"):
        paragraphs = list(item.iter(P))
        text = clean(" ".join(piece.text or "" for piece in item.iter(TEXT)))
        short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
        if paragraphs:
            found[paragraphs[-1].get(_PARAGRAPH, "")] = _Comment(clean(item.get(W + "author") or ""), short)
    found.pop("", None)
    return found
