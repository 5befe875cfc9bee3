"""The package of a Word file: its parts and how they refer to each other."""

from __future__ import annotations

import posixpath
from functools import cached_property
from typing import IO, NamedTuple
from zipfile import ZipFile

from lxml import etree

from ...version import OUR_AUTHOR
from .. import guard
from .xml import BODY, W

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# content type of the main part -> format
_FORMATS = {
    _MAIN: "docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": "dotx",
    "application/vnd.ms-word.document.macroenabled.main+xml": "docm",
    "application/vnd.ms-word.template.macroenabledtemplate.main+xml": "dotm",
}

_ANY_XML = frozenset({"", "application/xml", "text/xml"})


class Relation(NamedTuple):
    """kind: last part of the relationship's type ("styles"); target: name of a part, or an address outside."""

    kind: str
    target: str
    external: bool


class Package:
    """Parts by name; names are compared without regard to case, as the packaging rules say."""

    def __init__(self, archive: ZipFile, shown: str) -> None:
        guard.check_directory(archive.infolist(), shown)
        self.shown = shown
        self._archive = archive
        self._names = {_plain(name): name for name in archive.namelist()}
        self._relations: dict[str, dict[str, Relation]] = {}

    def has(self, part: str) -> bool:
        return _plain(part) in self._names

    def open(self, part: str) -> IO[bytes]:
        """The part as a guarded stream. KeyError where it is absent."""
        return guard.guarded(self._archive.open(self._names[_plain(part)]), self.shown)

    def data(self, part: str, limit: int) -> bytes | None:
        """The bytes of any part; None where it is absent or larger than that."""
        name = self._names.get(_plain(part))
        if name is None or self._archive.getinfo(name).file_size > limit:
            return None
        return self._archive.read(name)

    def size(self, part: str) -> int:
        """Bytes of an existing part, unpacked."""
        return self._archive.getinfo(self._names[_plain(part)]).file_size

    def tree(self, part: str) -> etree._Element | None:
        """A small part as a tree; None where it is absent or no XML (then Word does without it, too)."""
        if not self.has(part):
            return None
        parser = etree.XMLParser(**guard.XML)
        try:
            root: etree._Element | None = etree.fromstring(self.open(part).read(), parser)
            return root
        except etree.XMLSyntaxError:
            return None

    def relations(self, part: str) -> dict[str, Relation]:
        """Relation by id; a missing or broken list of relationships is an empty one."""
        if part not in self._relations:
            folder, name = posixpath.split(part)
            tree = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
            found: dict[str, Relation] = {}
            for item in () if tree is None else tree:
                external = item.get("TargetMode") == "External"
                target = item.get("Target") or ""
                if not external:
                    target = target.replace("\\", "/")
                    if "%" in target:
                        from urllib.parse import unquote

                        target = unquote(target)
                    target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[item.get("Id") or ""] = Relation(
                    posixpath.basename((item.get("Type") or "").rstrip("/")), target, external
                )
            self._relations[part] = found
        return self._relations[part]

    def related(self, part: str, kind: str) -> str | None:
        """Name of the first existing part of that kind; else of the usual name beside `part`, where it exists."""
        for relation in self.relations(part).values():
            if relation.kind == kind and not relation.external and self.has(relation.target):
                return relation.target
        usual = posixpath.join(posixpath.dirname(part), f"{kind}.xml")
        return usual if self.has(usual) else None

    def comments(self) -> tuple[str, ...]:
        """The author of each comment in the file, "" where it names none; those that Sapa wrote are left out."""
        part = self.related(self.main, "comments") if self.main else None
        tree = None if part is None else self.tree(part)
        found = (item.get(W + "author") or "" for item in (() if tree is None else tree) if item.tag == W + "comment")
        return tuple(author for author in found if author != OUR_AUTHOR)

    def names(self, folder: str) -> list[str]:
        """The XML parts right inside a folder, in the order of the file."""
        return [
            name
            for plain, name in self._names.items()
            if plain.startswith(folder) and plain.endswith(".xml") and "/" not in plain[len(folder) :]
        ]

    @cached_property
    def _types(self) -> dict[str, str]:
        """Content types that parts have by name."""
        overrides = () if self._content_types is None else self._content_types.iterchildren("{*}Override")
        return {_plain(item.get("PartName") or ""): (item.get("ContentType") or "").lower() for item in overrides}

    @cached_property
    def _defaults(self) -> dict[str, str]:
        """Content types by suffix."""
        defaults = () if self._content_types is None else self._content_types.iterchildren("{*}Default")
        return {(item.get("Extension") or "").lower(): (item.get("ContentType") or "").lower() for item in defaults}

    @cached_property
    def _content_types(self) -> etree._Element | None:
        return self.tree("[Content_Types].xml")

    def _type(self, part: str) -> str:
        """The content type of a part; "" where none is stated."""
        plain = _plain(part)
        return self._types.get(plain) or self._defaults.get(plain.rpartition(".")[2], "")

    @cached_property
    def main(self) -> str | None:
        """The document's main part: by relationship, else by content type wherever it lies, else by its usual name."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and self.has(relation.target) and self._is_word(relation.target):
                return relation.target
        for name, kind in self._types.items():
            if kind in _FORMATS and self.has(name):
                return self._names[name]
        if self.has("word/document.xml"):
            return "word/document.xml"
        return next(
            (name for name in self._names.values() if self._type(name) in _FORMATS and self._begins(name)), None
        )

    def _begins(self, part: str) -> bool:
        """A suffix may give its type to parts of every kind; the document itself has a body."""
        tree = self.tree(part)
        return tree is not None and tree.find(BODY) is not None

    def _is_word(self, part: str) -> bool:
        kind = self._type(part)
        return kind in _FORMATS or (kind in _ANY_XML and part.lower().startswith("word/"))

    @property
    def format(self) -> str:
        """docx, docm, dotx or dotm."""
        return _FORMATS.get(self._type(self.main or ""), "docx")

    def family(self) -> str:
        """What else the package is, for the message: xlsx, pptx, or zip."""
        kinds = " ".join([*self._types.values(), *self._defaults.values()])
        for mark, name in (("spreadsheetml", "xlsx"), ("presentationml", "pptx"), ("ms-excel", "xlsx")):
            if mark in kinds:
                return name
        return "zip"


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
