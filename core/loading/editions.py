"""A set that states only how it differs from another: what is removed, renumbered, changed or added.

    [base]
    file = "../steppe-2023/set.toml"     # from the folder of this file
    removed = ["1.3"]
    renumbered = { "2.4" = "2.3" }       # the code of the other edition = the code of this one

All else in the file is laid over the other one: a key of a table replaces that key, a standard of the same number and a
criterion of the same code are changed, others are added. Removals come first, then renumberings, then the rest.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..words.messages import Message, message
from . import data_file
from .data_file import DataFileError, Problem, near

_DEEPEST = 8  # editions that build on each other; more is a circle
_TABLES = ("set", "codes", "words", "recognition", "form")


def whole(raw: Mapping[str, Any], name: str, folder: Path | None, depth: int = 0) -> dict[str, Any]:
    """The file's tables with those of its base below them; a file without a base as it is. Raises DataFileError."""
    base = raw.get("base")
    if base is None:
        return dict(raw)
    if not isinstance(base, Mapping) or not isinstance(base.get("file"), str):
        raise _fault(name, "base.file", message("set-file.missing-key", key="file"))
    if folder is None or depth >= _DEEPEST:
        raise _fault(name, "base.file", message("set-file.base-circle", file=base["file"]))
    file = folder / base["file"]
    below = whole(data_file.loaded(data_file.read_text(file), str(file)), str(file), file.parent, depth + 1)
    made = copy.deepcopy(below)
    problems = [Problem(path, "", said) for path, said in _changed(made, base)]
    if problems:
        raise DataFileError(name, problems)
    head = below.get("set", {})
    made["base"] = {**base, "key": f"{head.get('id')}@{head.get('edition')}"}
    for table in _TABLES:
        if isinstance(raw.get(table), Mapping):
            made[table] = {**made.get(table, {}), **raw[table]}
    made["standards"] = _laid_over(made.get("standards", []), raw.get("standards", []))
    return {**{key: value for key, value in raw.items() if key not in made}, **made}


def _fault(name: str, path: str, said: Message) -> DataFileError:
    return DataFileError(name, [Problem(path, "", said)])


def _changed(made: dict[str, Any], base: Mapping[str, Any]) -> Iterator[tuple[str, Message]]:
    """Removes and renumbers; gives what is not there to be removed or renumbered. To be gone through to its end."""
    removed, renumbered = base.get("removed", []), base.get("renumbered", {})
    codes = [one["code"] for standard in made.get("standards", []) for one in standard.get("criteria", [])]
    numbers = [standard.get("number") for standard in made.get("standards", [])]
    for key, given in (("removed", removed), ("renumbered", renumbered)):
        for code in given:
            if code not in codes and code not in numbers:
                yield f"base.{key}", message("data-file.unknown", name=code, nearest=near(code, codes))
    for standard in made.get("standards", []):
        standard["number"] = renumbered.get(standard.get("number"), standard.get("number"))
        kept = []
        for criterion in standard.get("criteria", []):
            if criterion["code"] in removed:
                continue
            criterion["code"] = renumbered.get(criterion["code"], criterion["code"])
            kept.append(criterion)
        standard["criteria"] = kept
    made["standards"] = [one for one in made.get("standards", []) if one["number"] not in removed]
    left = [one["code"] for standard in made["standards"] for one in standard["criteria"]]
    for code in dict.fromkeys(code for code in left if left.count(code) > 1):
        yield "base.renumbered", message("set-file.code-twice", code=code, first=str(base.get("file")))


def _laid_over(below: list[Any], above: Any) -> list[Any]:
    """Standards by number and criteria by code; those of `above` change or follow those of `below`."""
    if not isinstance(above, list):
        return below
    standards = {one["number"]: one for one in below}
    for standard in above:
        number = standard.get("number") if isinstance(standard, Mapping) else None
        if number not in standards:
            standards[number] = standard
            continue
        old = standards[number]
        criteria = {one["code"]: one for one in old.get("criteria", [])}
        for criterion in standard.get("criteria", []):
            criteria[criterion.get("code")] = {**criteria.get(criterion.get("code"), {}), **criterion}
        standards[number] = {**old, **standard, "criteria": list(criteria.values())}
    return list(standards.values())
