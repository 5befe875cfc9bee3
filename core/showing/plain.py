"""Text that Markdown, HTML inside it and spreadsheets leave as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..words.text import printable

_FORMULA = re.compile(r"[\t\n]|\s*[=+\-@＝＋－＠]")


def markdown(text: str) -> str:
    """On one line, the marks of Markdown and HTML taken as characters; without what would command a terminal."""
    text = printable(" ".join(text.split(" ")).replace("\n", " "))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_\[\]|#~])", r"\\\1", text)


def harmless(values: Sequence[str]) -> list[str]:
    """No value that a spreadsheet would take for a formula (OWASP, CSV injection): such a one gets an apostrophe."""
    return [f"'{text}" if _FORMULA.match(text) else text for text in map(printable, values)]
