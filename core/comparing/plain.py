"""A text as its words alone: what stays the same when numbers, codes and signs change."""

from __future__ import annotations

import re

_MARK = re.compile(r"[^\w]+|_")
_CODE = re.compile(r"(?<![\w.])[0-9]{1,2}(?:\.[0-9]{1,3}){1,4}\.?(?![\w.])")


def plain(text: str) -> str:
    """The words of a text in small letters: neither codes nor numbers nor punctuation; "" where there are no words."""
    said = _MARK.sub(" ", re.sub("[0-9]+", " ", _CODE.sub(" ", text.casefold())))
    return " ".join(said.split())
