"""Documents that are embedded whole in a Word file (w:altChunk): Word shows their text in place once it opens them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from ...words.text import clean

if TYPE_CHECKING:
    from lxml import etree

_HEADING = re.compile("h([1-6])")

_LIMIT = 50_000_000  # bytes of one embedded document
_BLOCKS = frozenset(
    "p div li ul ol dl dt dd table tr td th blockquote pre section article header footer h1 h2 h3 h4 h5 h6 "
    "center form hr body".split()
)
_NO_TEXT = frozenset({"script", "style", "head", "title", "template", "noscript"})


class Text(NamedTuple):
    """A paragraph of an embedded text; level: rank of a heading, 0 for what is none."""

    text: str
    level: int = 0


def kind_of(data: bytes) -> Literal["word", "html", "mht", "text"] | None:
    """What an embedded document is, by its content; None for what cannot be read here (RTF, old Word, ...)."""
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    lower = head.lower()
    if len(data) > _LIMIT:
        return None
    if head.startswith(b"PK\x03\x04"):
        return "word"
    if lower.startswith((b"<html", b"<!doctype html", b"<body", b"<p", b"<div", b"<?xml")) or b"<html" in lower:
        return "mht" if b"mime-version:" in lower else "html"
    if b"mime-version:" in lower:
        return "mht"
    if head.startswith((b"{\\rtf", b"\xd0\xcf\x11\xe0")) or b"\0" in head:
        return None
    return "text"


def texts(data: bytes, kind: Literal["html", "mht", "text"]) -> list[Text]:
    """The paragraphs of an embedded page or plain text, in order."""
    if kind == "text":
        lines = data.decode("utf-8-sig", "replace").splitlines()
        return [Text(line) for line in map(clean, lines) if line]
    if kind == "mht":
        data = _page(data)
    return _html(data)


def _page(data: bytes) -> bytes:
    """The first page of a web archive."""
    import email
    import email.policy

    for part in email.message_from_bytes(data, policy=email.policy.default).walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                charset = part.get_content_charset() or "utf-8"
                try:
                    return content.decode(charset, "replace").encode()
                except LookupError:
                    return content
    return b""


def _html(data: bytes) -> list[Text]:
    from lxml import etree

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1251", "replace")
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    root = etree.fromstring(text.encode(), parser) if text.strip() else None
    page = _Page()
    if root is not None:
        page.walk(root)
    page.flush()
    return page.found


class _Page:
    """The paragraphs of a page while it is walked through. level: of the heading that is open."""

    def __init__(self) -> None:
        self.found: list[Text] = []
        self._parts: list[str] = []
        self._level = 0

    def flush(self) -> None:
        if shown := clean("".join(self._parts)):
            self.found.append(Text(shown, self._level))
        self._parts.clear()

    def walk(self, element: etree._Element) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _NO_TEXT or not tag:
            return
        block = tag in _BLOCKS
        if block:
            self.flush()
        heading = _HEADING.fullmatch(tag)
        if heading:
            self._level = int(heading[1])
        self._inside(element)
        if block:
            self.flush()
        if heading:
            self._level = 0

    def _inside(self, element: etree._Element) -> None:
        self._say(element.text)
        for child in element:
            if child.tag == "br":
                self._parts.append("\n")
            else:
                self.walk(child)
            self._say(child.tail)

    def _say(self, text: str | None) -> None:
        if text:
            self._parts.append(" ".join(text.split("\n")))
