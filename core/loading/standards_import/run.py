"""`sapa sets import`: from files to the text of a set.toml, or of an overlay with an agency's own texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...model.code_levels import CodeError
from ...model.standards import StandardSet
from ...words.messages import Message, message
from . import merged
from .lines import read_source
from .write import toml

_ORPHANS = 8  # texts that belong to no code and are shown
_EXCERPT = 80  # characters of each
_SHOWN = 12  # codes that a line of the report names
_LONGEST_PROMPT = 400  # characters: a longer paragraph of a form is an explanation that nobody leaves in
_SHORTEST_PROMPT = 2  # words


@dataclass(frozen=True)
class Made:
    """text: of the file; said: the report; nothing: no criterion was found."""

    text: str
    said: tuple[Message, ...]
    nothing: bool


def import_set(paths: Sequence[Path], id: str, edition: str, form: Path | None = None) -> Made:
    """Raises ReadingError."""
    found = merged.merge([read_source(path) for path in paths], id, edition)
    if form is not None:
        found.raw["form"] = {"prompts": _prompts(form)}
    note = (
        "Imported from printed standards; compare every line with them, then say reviewed_by and reviewed_on.",
        'For reports to be recognised without --set, add:  [recognition]  phrases = ["..."]',
    )
    said = (
        message("import.made", standards=found.standards, criteria=found.criteria),
        *found.said,
        *_orphans(found),
    )
    return Made(toml(_ordered(found.raw), note), said, not found.criteria)


def _ordered(raw: dict[str, Any]) -> dict[str, Any]:
    return {key: raw[key] for key in ("set", "codes", "form", "standards") if key in raw}


def import_overlay(paths: Sequence[Path], of: StandardSet) -> Made:
    """The texts of the criteria of an installed set. Raises ReadingError."""
    found = merged.merge([read_source(path) for path in paths], of.id, of.edition)
    texts: dict[str, dict[str, str]] = {}
    unknown: list[str] = []
    for standard in found.raw["standards"]:
        for criterion in standard["criteria"]:
            try:
                code = of.grammar.parse(criterion["code"])
            except CodeError:
                code = None
            if code is None or code not in of.criteria:
                unknown.append(criterion["code"])
                continue
            held = {**criterion.get("titles", {}), **criterion.get("text", {})}
            texts[code.text] = held
    lacking = [code.text for code in of.criteria if code.text not in texts]
    said = [message("import.texts-made", set=of.key, count=len(texts))]
    if unknown:
        said.append(message("import.unknown-codes", set=of.key, codes=tuple(unknown[:_SHOWN]), count=len(unknown)))
    if lacking:
        said.append(message("import.texts-lacking", codes=tuple(lacking[:_SHOWN]), count=len(lacking)))
    raw = {"overlay": {"set": of.id, "edition": of.edition}, "texts": texts}
    note = ("The agency's own texts, for this computer: put this file into a folder and name it with --sets-dir.",)
    return Made(toml(raw, note), (*said, *_orphans(found)), not texts)


def _orphans(found: merged.Imported) -> tuple[Message, ...]:
    return tuple(
        message("import.orphan", source=Path(one.source).name, at=one.at or None, text=one.text[:_EXCERPT])
        for one in found.orphans[:_ORPHANS]
    )


def _prompts(form: Path) -> list[str]:
    """The texts of a blank form, each once: what a report still holds of them is no answer."""
    source = read_source(form)
    every = (cell for line in source.lines for cell in line.cells)
    return list(
        dict.fromkeys(text for text in every if len(text.split()) >= _SHORTEST_PROMPT and len(text) <= _LONGEST_PROMPT)
    )
