"""The fields of an EEG report as they stand in a Word file, filled in by whomever and saved by whatever program.

A field is found by the tag of its control; where that is gone (LibreOffice throws tags away, people delete controls and
keep the text), by the hidden bookmark of the same name. What still shows its hint is empty.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from lxml import etree

from ..model.document import ReadingError
from ..reading import guard, opened
from ..reading.word.form import Form, read_form
from ..reading.word.package import Package
from ..reading.word.xml import FALLBACK, GONE, SDT, SDT_CONTENT, TR, P, W
from ..words.messages import LANGS, catalogue, message
from ..words.text import clean
from .tags import Property, Tag, list_of, parse_bookmark, parse_tag

_HIDDEN = GONE | {FALLBACK}
_MARK_BEGINS, _MARK_ENDS = W + "bookmarkStart", W + "bookmarkEnd"
_PLACEHOLDER = "placeholdertext"
_BRACKETED = re.compile(r"\[[^\[\]]*\]")  # a hint of another version, or of the agency's
# What Word itself writes into a control that was emptied.
_OF_WORD = frozenset(
    (
        "Click or tap here to enter text.",
        "Click here to enter text.",
        "Choose an item.",
        "Click or tap to enter a date.",
        "Click here to enter a date.",
        "Место для ввода текста.",
        "Выберите элемент.",
        "Место для ввода даты.",
        "Мәтінді енгізу үшін осы жерді басыңыз немесе түртіңіз.",
        "Элементті таңдаңыз.",
        "Күнді енгізу үшін басыңыз немесе түртіңіз.",
    )
)


@dataclass(frozen=True)
class Field:
    """text: as filled in, paragraphs on lines, "" where only the hint stands; value: of a list, "" where the text is
    no entry of it.

    row      number of the table row that holds it, counted from 1 through the document; 0 outside tables
    by       found by its control or by its bookmark
    content  the control's content as XML (w:sdtContent), None where there is no control
    element  the control, or the bookmark's beginning: where it stands
    """

    tag: Tag
    text: str
    value: str = ""
    row: int = 0
    by: Literal["control", "bookmark"] = "control"
    content: Any = field(default=None, compare=False, repr=False)
    element: Any = field(default=None, compare=False, repr=False)

    @property
    def filled(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True)
class FilledReport:
    """properties: custom properties of the file, by name; fields: in the order of the document."""

    path: str
    sha256: str
    properties: Mapping[str, str]
    fields: tuple[Field, ...]
    data: bytes = field(default=b"", compare=False, repr=False)
    form: Any = field(default=None, compare=False, repr=False)  # core/reading/word/form.py

    @property
    def set_id(self) -> str:
        return self.properties.get(Property.SET, "")

    @property
    def language(self) -> str:
        return self.properties.get(Property.LANGUAGE, "")

    @property
    def expert(self) -> str:
        return self.properties.get(Property.EXPERT, "")

    @property
    def experts(self) -> tuple[str, ...]:
        """Of a merged report: the names behind the numbers in its tags."""
        return list_of(self.properties.get(Property.EXPERTS, ""))

    def of(self, kind: str) -> tuple[Field, ...]:
        return tuple(one for one in self.fields if one.tag.kind == kind)

    def first(self, tag: Tag) -> Field | None:
        """The field of that tag: the first that is filled in, else the first."""
        those = [one for one in self.fields if one.tag == tag]
        return next((one for one in those if one.filled), those[0] if those else None)


def read_filled(path: str | Path) -> FilledReport:
    """Raises ReadingError for a file that is no Word file, is damaged or cannot be opened."""
    shown = str(path)
    with opened(Path(path), shown) as stream:
        return parse_filled(stream.read(), shown)


# What zipfile and its decompressors raise for an archive that is cut or changed.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)  # too deep included


def parse_filled(data: bytes, shown: str) -> FilledReport:
    """The same from a file's bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            package = Package(archive, shown)
            if package.main is None:
                raise ReadingError("unsupported", message("eeg-error.no-report", path=shown))
            form = read_form(package)
            properties = _properties(package)
    except BROKEN as error:
        raise guard.damaged(shown) from error
    return FilledReport(shown, hashlib.sha256(data).hexdigest(), properties, tuple(_fields(form)), data, form)


def _properties(package: Package) -> dict[str, str]:
    found: dict[str, str] = {}
    part = next(
        (one.target for one in package.relations("").values() if one.kind == "custom-properties"), "docProps/custom.xml"
    )
    tree = package.tree(part)
    for entry in () if tree is None else tree:
        name, value = entry.get("name"), next(iter(entry), None)
        if name and value is not None:
            found[name] = clean(value.text or "")
    return found


@cache
def hints() -> frozenset[str]:
    """All hints of the skeleton in all languages: what a field shows until it is filled in."""
    return frozenset(
        clean(text) for lang in LANGS for id, text in catalogue(lang).items() if id.startswith("eeg-hint.")
    )


# --- fields


def _fields(form: Form) -> list[Field]:
    rows = {row: number for number, row in enumerate(form.root.iter(TR), start=1)}
    stream = _Stream(form)
    found: list[tuple[int, Field]] = []
    seen: set[Tag] = set()
    for control in form.root.iter(SDT):
        tag = _tag(control)
        content = control.find(SDT_CONTENT)
        if tag is None or content is None or _unseen(control):
            continue
        seen.add(tag)
        first, last = form.order[content]
        text = "" if _shows_hint(control, content) else _without_hints(stream.text(first, last))
        value = _value(control, text)
        found.append((first, Field(tag, text, value, _row(control, rows), "control", content, control)))
    for name, (first, last, mark) in _marks(form).items():
        tag = parse_bookmark(name)
        if tag is None or tag in seen:
            continue
        around = _control_at(mark)
        hint = around is not None and _shows_hint(around, around)
        text = "" if hint else _without_hints(stream.text(first, last))
        value = _value(around, text) if around is not None else ""
        found.append((first, Field(tag, text, value, _row(mark, rows), "bookmark", None, mark)))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def _unseen(element: etree._Element) -> bool:
    return any(outer.tag in _HIDDEN for outer in element.iterancestors())


class _Stream:
    """The visible text of a form as one list of pieces, each with its number in the order of the file."""

    def __init__(self, form: Form) -> None:
        pieces: list[tuple[int, str]] = []
        for para in form.paragraphs:
            pieces += [(form.order[shown.by][0], shown.text) for shown in para.shows]
            pieces.append((form.order[para.elements[-1]][1], "\n"))
        pieces.sort(key=lambda piece: piece[0])
        self._pieces = pieces

    def text(self, first: int, last: int) -> str:
        """What stands between two numbers: lines that say something."""
        start, end = (bisect_left(self._pieces, (number, "")) for number in (first, last))
        lines = (clean(line) for line in "".join(piece for _, piece in self._pieces[start:end]).split("\n"))
        return "\n".join(line for line in lines if line)


Mark = tuple[int, int, etree._Element]  # where it begins and ends in the order of the file, its beginning


def _marks(form: Form) -> dict[str, Mark]:
    """Bookmarks by name. LibreOffice begins the mark of a control of several paragraphs twice and ends it once: then
    the first and the last of both hold."""
    marks: dict[str, Mark] = {}
    begun: dict[str, tuple[str, etree._Element]] = {}

    def add(name: str, element: etree._Element, last: int) -> None:
        first = form.order[element][0]
        before = marks.get(name)
        if before is None:
            marks[name] = (first, last, element)
        else:
            start = before if before[0] <= first else (first, last, element)
            marks[name] = (start[0], max(before[1], last), start[2])

    for element in form.root.iter(_MARK_BEGINS, _MARK_ENDS):
        if _unseen(element):
            continue
        id = element.get(W + "id") or ""
        if element.tag == _MARK_BEGINS:
            begun[id] = (element.get(W + "name") or "", element)
        elif id in begun:
            add(*begun.pop(id), form.order[element][0])
    for name, element in begun.values():
        paragraph = next(element.iterancestors(P), None)
        if paragraph is not None:
            add(name, element, form.order[paragraph][1])
    return marks


def _tag(control: etree._Element) -> Tag | None:
    tag = control.find(f"{W}sdtPr/{W}tag")
    return parse_tag(tag.get(W + "val") or "") if tag is not None else None


def _shows_hint(control: etree._Element, content: etree._Element) -> bool:
    """Marked as showing its hint, and it is one: a program that fills in may forget to take the mark and style away."""
    showing = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    if showing is None or (showing.get(W + "val") or "1") in ("0", "false", "off"):
        return False
    text = clean("".join(text.text or "" for text in content.iter(W + "t")))
    styled = all(_style(run).casefold().replace(" ", "") == _PLACEHOLDER for run in _runs(content))
    return _hint(content) or (styled and (not text or _BRACKETED.fullmatch(text) is not None or text in _OF_WORD))


def _hint(content: etree._Element) -> bool:
    """Another style of the name, as in a localised template: then the hint itself tells."""
    return clean("".join(text.text or "" for text in content.iter(W + "t"))) in hints()


def _runs(content: etree._Element) -> Iterator[etree._Element]:
    for run in content.iter(W + "r"):
        if any((text.text or "").strip() for text in run.iter(W + "t")):
            yield run


def _style(run: etree._Element) -> str:
    style = run.find(f"{W}rPr/{W}rStyle")
    return style.get(W + "val") or "" if style is not None else ""


def _without_hints(text: str) -> str:
    """What people wrote beside a hint that they left."""
    return without_hints(text)[0]


def without_hints(text: str) -> tuple[str, bool]:
    """The text without the skeleton's hints, and whether there was any."""
    if "[" not in text:
        return text, False
    before = text
    for hint in _longest_first():
        if hint in text:
            text = text.replace(hint, "")
    if text == before:
        return text, False
    return "\n".join(line.strip() for line in text.split("\n") if line.strip()), True


@cache
def _longest_first() -> tuple[str, ...]:
    return tuple(sorted(hints(), key=lambda hint: (-len(hint), hint)))


def _value(control: etree._Element, text: str) -> str:
    """The stored value of the entry that a list shows."""
    shown = " ".join(text.split()).casefold()
    for item in _entries(control):
        name, value = item.get(W + "displayText") or item.get(W + "value") or "", item.get(W + "value") or ""
        if shown and " ".join(clean(name).split()).casefold() == shown:
            return value
    return ""


def _entries(control: etree._Element) -> Iterable[etree._Element]:
    properties = control.find(W + "sdtPr")
    return properties.iter(W + "listItem") if properties is not None else ()


def _control_at(mark: etree._Element) -> etree._Element | None:
    """The control of a bookmark: LibreOffice puts the mark inside it, Word leaves it before."""
    inside = next(mark.iterancestors(W + "sdt"), None)
    if inside is not None and _tag(inside) is None:
        return inside
    beside = next(mark.itersiblings(), None)
    return beside if beside is not None and beside.tag == W + "sdt" and _tag(beside) is None else None


def _row(element: etree._Element, rows: Mapping[etree._Element, int]) -> int:
    row = next(element.iterancestors(W + "tr"), None)
    return rows[row] if row is not None else 0
