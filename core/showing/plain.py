"""Text that Markdown, HTML inside it and spreadsheets leave as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence


def markdown(text: str) -> str:
    """On one line, with the marks of Markdown and HTML taken as characters."""
    text = " ".join(text.split(" ")).replace("\n", " ")
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_\[\]|#~])", r"\\\1", text)


def harmless(values: Sequence[str]) -> list[str]:
    """No value that a spreadsheet would take for a formula (OWASP, CSV injection): such a one gets an apostrophe."""
    return ["'" + value if value[:1] and value[0] in "=+-@\t\r\n＝＋－＠" else value for value in values]
