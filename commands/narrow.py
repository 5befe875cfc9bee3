"""Help on a narrow terminal: the columns of examples go below each other where they do not fit, and no word is cut."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

VERBATIM = "\b\n"  # before a paragraph that click leaves as it is
_COLUMNS = re.compile(r"(\s*\S.*?)\s{2,}(\S.*)")
_DEEPER = 4  # columns by which what stood beside is set below


class Formatter(click.HelpFormatter):
    """click's own, for paragraphs that stand as they are too."""

    def write_text(self, text: str) -> None:
        room = max(self.width - self.current_indent, 11)
        super().write_text("\n\n".join(_fitted(paragraph, room) for paragraph in text.split("\n\n")))


def _fitted(paragraph: str, room: int) -> str:
    if not paragraph.startswith(VERBATIM):
        return paragraph
    lines = paragraph.removeprefix(VERBATIM).split("\n")
    return VERBATIM + "\n".join(narrow for line in lines for narrow in _lines(line, room))


def _lines(line: str, room: int) -> Iterator[str]:
    found = _COLUMNS.fullmatch(line)
    if len(line) <= room or found is None:
        yield line
        return
    from textwrap import wrap

    head, beside = found.groups()
    yield head
    indent = " " * (len(head) - len(head.lstrip()) + _DEEPER)
    yield from wrap(beside, room, initial_indent=indent, subsequent_indent=indent)
