"""set.toml -> StandardSet: every fault of the file at once, each with its key and the nearest right value.

The door for every set, whoever wrote it. set_build makes the set itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..model.code_levels import LETTER_KINDS, CodeError
from ..model.codes import Code, CodeGrammar
from ..model.hub import HUBS, NO_HUB, UnknownHub, load_hub
from ..model.standards import StandardSet
from ..whole import is_dir, is_file
from ..words.messages import Message, message
from ..words.text import clean
from . import data_file, editions
from .data_file import DataFileError, Found, Where, near, path, tables
from .data_file import Problem as Problem
from .fits import fits, part_of, schema_of
from .set_build import build, grammar_of

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

FILE_NAME = "set.toml"
_MOST_DIGITS = 999  # the largest number that a level of a code may reach


class SetFileError(DataFileError):
    """A set file with faults: all of them, in the order of the file.

    set_key: what the file calls itself, "id@edition" or "id", as far as that can be read.
    """

    def __init__(self, file: str, problems: Sequence[Problem], set_key: str | None) -> None:
        super().__init__(file, problems)
        self.set_key = set_key


def set_files(path: Path) -> list[Path]:
    """The files that a path names: itself, the set.toml of a folder, else those of its subfolders; at least one."""
    if not is_dir(path):
        return [path]
    if is_file(path / FILE_NAME):
        return [path / FILE_NAME]
    return sorted(file for file in path.glob(f"*/{FILE_NAME}") if is_file(file)) or [path / FILE_NAME]


def read_set(file: Path | Traversable) -> StandardSet:
    """The set of a set.toml. Raises SetFileError."""
    try:
        text = data_file.read_text(file)
    except DataFileError as error:
        raise SetFileError(error.file, error.problems, None) from error
    found = parse_set(text, str(file), Path(str(file)).parent)
    return _with_form(found, Path(str(file))) if found.form_file else found


def _with_form(found: StandardSet, file: Path) -> StandardSet:
    """The set with the path of its blank form, which stands beside its file. Raises SetFileError."""
    form = file.parent / found.form_file
    if not is_file(form):
        fault = Problem("set.form", "", message("set-file.no-form", file=found.form_file))
        raise SetFileError(str(file), [fault], found.key)
    return replace(found, form_file=str(form))


def parse_set(text: str, name: str = FILE_NAME, folder: Path | None = None) -> StandardSet:
    """The set that the text of a set.toml gives. Raises SetFileError; `name` is the file's name in it.

    folder: from which the file of a [base] is named; without it there can be none.
    """
    raw: Mapping[str, Any] = {}
    try:
        raw = editions.whole(data_file.loaded(text, name), name, folder)
        data_file.checked(raw, "set", name, names=("code", "number"), checks=_check, faults=_model_faults)
    except DataFileError as error:
        raise SetFileError(name, error.problems, _set_key(raw)) from error
    return build(raw)


def _model_faults(raw: Mapping[str, Any]) -> Found:
    from .data_model import faults_by
    from .set_model import SetFile

    return faults_by(SetFile, raw)


# --- what a data model cannot say: checked on the raw file, so that one fault does not hide another

_Found = Iterator[tuple[Where, Message]]


def _check(raw: Mapping[str, Any]) -> _Found:
    head, codes = _table(raw, "set"), _table(raw, "codes")
    hub = head.get("hub", "esg-2015")
    esg: Sequence[str] | None = None
    if isinstance(hub, str):
        try:
            esg = tuple(load_hub(hub).by_code)
        except UnknownHub:
            yield ("set", "hub"), message("set-file.unknown-hub", hub=hub, nearest=near(hub, HUBS))
    if isinstance(head.get("extends"), str) and head["extends"] == head.get("id"):
        yield ("set", "extends"), message("set-file.extends-itself", set=head["extends"])
    yield from _check_grammar(codes)
    yield from _check_kinds(raw)
    yield from _check_standards(raw, _grammar_of(codes), esg, hub == NO_HUB)


def _check_kinds(raw: Mapping[str, Any]) -> _Found:
    kinds = tuple(_table(_table(raw, "words"), "kinds"))
    for i, standard in tables(raw, "standards"):
        for j, criterion in tables(standard, "criteria"):
            kind = criterion.get("kind")
            if isinstance(kind, str) and kind not in kinds:
                where = ("standards", i, "criteria", j, "kind")
                yield where, message("set-file.unknown-kind", kind=kind, nearest=near(kind, kinds))


def _check_grammar(codes: Mapping[str, Any]) -> _Found:
    levels, fewest = codes.get("levels"), codes.get("fewest")
    if not isinstance(levels, list):
        return
    for i, level in enumerate(levels):
        if not _is_level(level):  # a union: the data model would report each of its members
            allowed = (f"1–{_MOST_DIGITS}", *LETTER_KINDS)
            value = data_file.shown(level)
            yield (
                ("codes", "levels", i),
                message("set-file.not-one-of", value=value, allowed=allowed, nearest=near(level, allowed)),
            )
    if isinstance(fewest, int) and fewest > len(levels) > 0:
        yield ("codes", "fewest"), message("set-file.fewest-above-levels", fewest=fewest, levels=len(levels))
    yield from _check_separators(codes, levels)


def _check_separators(codes: Mapping[str, Any], levels: Sequence[object]) -> _Found:
    separators = codes.get("separators")
    if isinstance(separators, list) and separators and len(separators) != len(levels) - 1:
        yield (
            ("codes", "separators"),
            message("set-file.separators-count", count=len(separators), needed=len(levels) - 1),
        )
        return
    between = separators or [codes.get("separator", ".")] * (len(levels) - 1)
    if any(sep == "" and not _parted(*pair) for sep, *pair in zip(between, levels, levels[1:], strict=False)):
        # "112" could be 1-12 or 11-2
        yield ("codes", "separators" if separators else "separator"), message("set-file.separator-needed")


def _parted(one: object, other: object) -> bool:
    """Two levels that can stand side by side: a letter and a number, or single characters."""
    if isinstance(one, int) != isinstance(other, int):
        return True
    return all(_one_digit(level) or (isinstance(level, str) and "roman" not in level) for level in (one, other))


def _is_level(level: object) -> bool:
    if isinstance(level, int) and not isinstance(level, bool):
        return 1 <= level <= _MOST_DIGITS
    return level in LETTER_KINDS


def _one_digit(level: object) -> bool:
    return isinstance(level, int) and level <= 9


def _grammar_of(codes: Mapping[str, Any]) -> CodeGrammar | None:
    if not fits(codes, part_of(schema_of("set"), "CodesEntry")):
        return None
    levels, fewest, separators = codes["levels"], codes.get("fewest"), codes.get("separators")
    if (fewest is not None and fewest > len(levels)) or (separators and len(separators) != len(levels) - 1):
        return None
    return grammar_of(codes)


def _check_standards(
    raw: Mapping[str, Any], grammar: CodeGrammar | None, esg: Sequence[str] | None, no_hub: bool
) -> _Found:
    numbers: dict[str, str] = {}
    for i, standard in tables(raw, "standards"):
        number = standard.get("number")
        if isinstance(number, str) and (number := clean(number)):
            if number in numbers:
                yield ("standards", i, "number"), message("set-file.number-twice", number=number, first=numbers[number])
            numbers.setdefault(number, path(("standards", i)))
    heads = {number: grammar.split(number) for number in numbers} if grammar is not None else {}
    codes: dict[Code, str] = {}
    for i, standard in tables(raw, "standards"):
        own = clean(standard["number"]) if isinstance(standard.get("number"), str) else ""
        for j, criterion in tables(standard, "criteria"):
            where = ("standards", i, "criteria", j)
            written = criterion.get("code")
            if grammar is not None and isinstance(written, str) and clean(written):
                yield from _check_code(clean(written), (*where, "code"), grammar, own, heads, codes)
            if esg is not None and isinstance(criterion.get("esg"), list):
                yield from _check_esg(criterion["esg"], (*where, "esg"), esg, no_hub)


def _check_code(
    written: str,
    where: Where,
    grammar: CodeGrammar,
    own: str,
    heads: Mapping[str, Sequence[str]],
    codes: dict[Code, str],
) -> _Found:
    """heads: the standards' numbers with their levels."""
    try:
        code = grammar.parse(written)
    except CodeError:
        yield where, message("set-file.not-a-code", code=written, nearest=_mended(written, grammar))
        return
    if code.text != written:
        yield where, message("set-file.not-a-code", code=written, nearest=code.text)
    if code in codes:
        yield where, message("set-file.code-twice", code=code.text, first=codes[code])
    codes.setdefault(code, path(where[:-1]))
    levels = grammar.split(code.text)  # 2.4.1 begins with "2.4" and "2", 24.1 does not begin with "2"
    begins = [number for number, head in heads.items() if head and levels[: len(head)] == head]
    if begins and own not in begins:
        yield where, message("set-file.code-of-other-standard", code=code.text, standard=own, other=begins[-1])


def _mended(written: str, grammar: CodeGrammar) -> str | None:
    """The code with the grammar's separators in place of whatever stands there."""
    pieces = [str(int(piece)) if piece.isdigit() else piece for piece in re.findall(r"\d+|[^\W\d_]+", written)]
    try:
        return grammar.joined(pieces).text
    except CodeError:
        return None


def _check_esg(cited: Sequence[object], where: Where, esg: Sequence[str], no_hub: bool) -> _Found:
    if no_hub and cited:
        yield where, message("set-file.no-hub")
        return
    for k, code in enumerate(cited):
        if not isinstance(code, str) or not (code := clean(code)):
            continue
        if code not in esg:
            yield (*where, k), message("set-file.unknown-esg", code=code, nearest=near(code, esg))
        elif code in cited[:k]:
            yield (*where, k), message("set-file.esg-twice", code=code)


def _table(raw: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = raw.get(key)
    return value if isinstance(value, Mapping) else {}


def _set_key(raw: Mapping[str, Any]) -> str | None:
    id, edition = _table(raw, "set").get("id"), _table(raw, "set").get("edition")
    if not isinstance(id, str):
        return None
    return f"{id}@{edition}" if isinstance(edition, str) else id
