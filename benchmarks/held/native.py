"""pandoc's native format, read as plain values: ("Header", [2, ..., [...]]), lists, tuples, strings, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|-?\d+(?:\.\d+)?(?:e-?\d+)?|[A-Za-z_][\w\']*|[\[\](){},=]', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:(\d+)|(&)|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r"}
_ENDS = frozenset("])},=")
_SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})


def parse(text: str) -> Any:
    return _Parser(_TOKEN.findall(text)).value()


class _Parser:
    def __init__(self, tokens: list[str]) -> None:
        self._tokens, self._at = tokens, 0

    def _next(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1]

    def value(self) -> Any:
        """A constructor with its arguments, or what stands alone."""
        if not self._next()[:1].isalpha():
            return self._single()
        name, arguments = self._take(), []
        while self._next() and self._next() not in _ENDS:
            arguments.append(self._single())
        return (name, arguments)

    def _single(self) -> Any:
        token = self._take()
        if token == "[":
            return self._items("]")
        if token == "(":
            items = self._items(")")
            return items[0] if len(items) == 1 else tuple(items)
        if token == "{":
            return self._items("}")
        if token[0] == '"':
            return _ESCAPE.sub(_unescaped, token[1:-1])
        return (token, []) if token[0].isalpha() else float(token)

    def _items(self, end: str) -> list[Any]:
        items: list[Any] = []
        while self._next() != end:
            items.append(self.value())
            if self._next() in (",", "="):
                self._take()
        self._take()
        return items


def _unescaped(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1]))
    return "" if found[2] else _LETTERS.get(found[3], found[3])


def of_kind(value: Any, name: str) -> Iterator[list[Any]]:
    """The arguments of every constructor of that name, in order; footnotes are left out."""
    if isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], list):
        if value[0] == name:
            yield value[1]
            return
        if value[0] == "Note":
            return
        yield from of_kind(value[1], name)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from of_kind(item, name)


def text_of(value: Any) -> str:
    """The words of inlines or blocks, footnotes left out."""
    if isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], list):
        name, arguments = value
        if name == "Note":
            return ""
        if name in _SPACES:
            return " "
        if name == "Str":
            return str(arguments[0])
        if name in ("Code", "Math", "CodeBlock"):
            return str(arguments[-1])
        if name in ("Para", "Plain"):
            return text_of(arguments) + " "
        return text_of(arguments[1:] if name in ("Link", "Image", "Span", "Div") else arguments)
    if isinstance(value, list):
        return "".join(map(text_of, value))
    return ""
