"""What `sapa compare` and `sapa parity` write: lines, JSON, a page or sheets of one comparison."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .said import print_lines, record_lang, write

if TYPE_CHECKING:
    from ..core.words.messages import Lang


def put_out(result: Any, kind: str, format_: str, output: str | None, lang: Lang, *, details: bool) -> None:
    """result: a Comparison or a Parity; kind: "compare" or "parity", after which its modules in reporting are named."""
    shown = _module(kind)
    gist = shown.gist(result, lang)
    if format_ == "json":
        write(result.to_json(record_lang(format_, lang)), output, lang, gist)
    elif format_ == "html":
        write(_module(f"{kind}_page").render(result, lang), output, lang, gist)
    elif format_ == "xlsx":
        write(_module(f"{kind}_sheets").render(result, lang), output, lang, gist)
    else:
        print_lines(lambda width: shown.lines(result, lang, width=width, details=details), output, lang, gist)


def _module(name: str) -> Any:
    return import_module(f"..core.reporting.{name}", __package__)
