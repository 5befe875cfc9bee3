"""Result -> text, JSON or HTML. Each format is a module of its own, imported when it is asked for."""

from __future__ import annotations

from typing import Literal

Format = Literal["text", "json", "html"]
FORMATS: tuple[Format, ...] = ("text", "json", "html")
BY_SUFFIX: dict[str, Format] = {".txt": "text", ".json": "json", ".html": "html", ".htm": "html"}
