"""Codes as hashtags, where a report marks its texts so: "#3.2.14", "#3_2_14"; one alone may be anything's number."""

from __future__ import annotations

import re

SIGN = "#"  # among the words that a report puts before its codes, where it does
TAG = re.compile(r"#(?<![\w/]#)(?P<code>[0-9]{1,2}(?:[._][0-9]{1,2})+)(?!\w|\.[0-9])")


def dotted(text: str, names: tuple[str, ...]) -> str:
    """The text with full stops in its hashtags, which can hold none in many programs; everything keeps its place."""
    return TAG.sub(lambda tag: tag.group().replace("_", "."), text) if SIGN in text and SIGN in names else text


def unsigned(text: str, names: tuple[str, ...]) -> str:
    """The same, with blanks for the signs: a number of something else is what stands behind one."""
    return TAG.sub(lambda tag: " " + tag["code"].replace("_", "."), text) if SIGN in text and SIGN in names else text
