"""texts.toml: an agency's own texts of the criteria of a set that is installed, laid over it on this computer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..model.code_levels import CodeError
from ..model.standards import Criterion, Standard, StandardSet, Titles
from ..words.messages import LANGS, message
from ..words.text import clean
from . import data_file
from .data_file import DataFileError, Problem

FILE_NAME = "texts.toml"


@dataclass(frozen=True)
class Overlay:
    """edition: "" for every edition; texts: by code as written, then by language."""

    file: str
    set: str
    edition: str
    texts: Mapping[str, Mapping[str, str]]


def read_overlay(file: Path) -> Overlay:
    """Raises DataFileError."""
    raw = data_file.loaded(data_file.read_text(file), str(file))
    head, texts = raw.get("overlay"), raw.get("texts")
    problems: list[Problem] = []
    if not isinstance(head, Mapping) or not isinstance(head.get("set"), str):
        problems.append(Problem("overlay.set", "", message("set-file.missing-key", key="set")))
    if not isinstance(texts, Mapping) or not texts:
        problems.append(Problem("texts", "", message("set-file.missing-key", key="texts")))
    problems += [] if problems else _faults(texts)
    if problems:
        raise DataFileError(str(file), problems)
    assert isinstance(head, Mapping)
    edition = head.get("edition", "")
    return Overlay(str(file), head["set"], edition if isinstance(edition, str) else "", texts or {})


def _faults(texts: Any) -> list[Problem]:
    found = []
    for code, held in texts.items():
        if not isinstance(held, Mapping) or not held:
            said = message("set-file.wrong-type", expected="table", value=data_file.shown(held))
            found.append(Problem("texts", code, said))
            continue
        for lang, text in held.items():
            if lang not in LANGS:
                near = data_file.near(lang, LANGS)
                found.append(Problem(f"texts.{lang}", code, message("set-file.unknown-key", key=lang, nearest=near)))
            elif not isinstance(text, str) or not clean(text):
                found.append(Problem(f"texts.{lang}", code, message("set-file.empty")))
    return found


def laid_over(standards: StandardSet, overlay: Overlay) -> StandardSet:
    """The set with the overlay's texts. Raises DataFileError for codes that it does not have."""
    texts: dict[Any, Titles] = {}
    problems = []
    for written, held in overlay.texts.items():
        try:
            code = standards.grammar.parse(written)
        except CodeError:
            code = None
        if code is None or code not in standards.criteria:
            near = data_file.near(written, [one.text for one in standards.criteria])
            problems.append(Problem("texts", written, message("data-file.unknown", name=written, nearest=near)))
        else:
            texts[code] = Titles({lang: clean(text) for lang, text in held.items()})
    if problems:
        raise DataFileError(overlay.file, problems)

    def with_text(criterion: Criterion) -> Criterion:
        return replace(criterion, text=texts[criterion.code]) if criterion.code in texts else criterion

    def with_texts(standard: Standard) -> Standard:
        return replace(standard, criteria=tuple(with_text(one) for one in standard.criteria))

    return replace(standards, standards=tuple(with_texts(one) for one in standards.standards))
