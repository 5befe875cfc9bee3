"""Result -> text, JSON, a page, tables, records for other programs: a module each, imported when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from ..loading.installed import OutputFormat, Render

if TYPE_CHECKING:
    from ..model.results import Result
    from ..words.messages import Lang


def _by(module: str) -> Render:
    """The function `render` of a module of this package."""

    def render(result: Result, lang: Lang) -> str | bytes:
        found: Render = import_module(f".{module}", __package__).render
        return found(result, lang)

    return render


TEXT = OutputFormat("text", (".txt",), "for people at a terminal", _by("as_text"))
OUTPUTS: Mapping[str, OutputFormat] = {
    one.id: one
    for one in (
        TEXT,
        OutputFormat("json", (".json",), "for scripts: the contract sapa.check/1", _by("as_json")),
        OutputFormat("html", (".html", ".htm"), "a page to send", _by("as_html")),
        OutputFormat("xlsx", (".xlsx",), "sheets with filters", _by("as_xlsx"), binary=True),
        OutputFormat("csv", (".csv",), "a line for each criterion", _by("as_csv")),
        OutputFormat("md", (".md",), "Markdown", _by("as_md")),
        OutputFormat("sarif", (".sarif",), "findings for code-scanning programs, SARIF 2.1.0", _by("as_sarif")),
        OutputFormat("junit", (".xml",), "criteria as test cases for build servers", _by("as_junit")),
    )
}


def outputs(more: Sequence[OutputFormat]) -> Mapping[str, OutputFormat]:
    """All formats by id: Sapa's own, and those of plugins, which take none of their names."""
    return {**OUTPUTS, **{one.id: one for one in more if one.id not in OUTPUTS}}
