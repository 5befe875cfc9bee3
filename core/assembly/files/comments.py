"""Comments in a Word file that somebody else made: marks in its main part, the part of comments, its entries.

All other parts are copied byte for byte. A comment never stands inside a content control, a text box or one of two
alternatives: LibreOffice loses the text of a control that holds more than one paragraph and a comment, and Word knows
none in text boxes. It stands at the nearest paragraph outside, in the same cell where there is one.
"""

from __future__ import annotations

import posixpath
import zipfile
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from io import BytesIO
from typing import Any, NamedTuple

from lxml import etree

from ...expert_report.fields import BROKEN
from ...reading import guard
from ...reading.word.package import Package

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT = "purl.oclc.org"  # in the namespaces of the strict format
_STRICT_TYPE = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_LISTS = "[content_types].xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # of parts that we add: the same bytes every time


class Remark(NamedTuple):
    """para: position of the paragraph among all w:p of the main part; date: as Word writes it, "" for none."""

    para: int
    text: str
    author: str
    date: str = ""


def commented(data: bytes, remarks: Sequence[Remark], shown: str, *, replaced: Collection[str] = ()) -> bytes:
    """The file with comments. replaced: authors whose comments are taken out before. Raises ReadingError."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _commented(archive, remarks, shown, replaced)
    except BROKEN as error:
        raise guard.damaged(shown) from error


def paragraphs_of(data: bytes, shown: str) -> list[str]:
    """The text of every paragraph of the main part, in the order in which a remark's `para` counts them.

    That of text boxes and of alternatives stands in their own paragraphs. Raises ReadingError.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            package = Package(archive, shown)
            known = {name.replace("\\", "/").lstrip("/").lower(): name for name in archive.namelist()}
            if package.main is None:
                raise guard.damaged(shown)
            tree = _parsed(archive.read(known[package.main.lower()]), shown)
    except BROKEN as error:
        raise guard.damaged(shown) from error
    word = _Names(etree.QName(tree).namespace or _W)
    return [_text_of(place.paragraph, word) for place in _places(tree, word)]


def _text_of(paragraph: Any, word: _Names) -> str:
    said: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag == word("t"):
            said.append(element.text or "")
        elif element.tag != word("p"):
            stack.extend(reversed(element))
    return "".join(said)


def _commented(archive: zipfile.ZipFile, remarks: Sequence[Remark], shown: str, replaced: Collection[str]) -> bytes:
    package = Package(archive, shown)
    known = {name.replace("\\", "/").lstrip("/").lower(): name for name in archive.namelist()}
    if package.main is None or _LISTS not in known:
        raise guard.damaged(shown)  # Word opens no package without its list of types
    main = known[package.main.lower()]
    tree = _parsed(archive.read(main), shown)
    word = _Names(etree.QName(tree).namespace or _W)
    related = package.related(package.main, "comments")
    part = known.get(related.lower()) if related is not None else None
    changed: dict[str, bytes] = {}
    if part is None:
        part = posixpath.join(posixpath.dirname(main), _free_name(known, posixpath.dirname(main)))
        changed |= _registered(archive, known, main, part, shown, strict=_STRICT in word.space)
        comments = etree.Element(word("comments"), nsmap={"w": word.space})
    else:
        comments = _parsed(archive.read(part), shown)
    _forget(tree, comments, word, replaced)
    _write(tree, comments, remarks, word)
    changed[main], changed[part] = _serialised(tree), _serialised(comments)
    return _copied(archive, changed)


class _Names(NamedTuple):
    """Word's names in the namespace that the file uses."""

    space: str

    def __call__(self, name: str) -> str:
        return f"{{{self.space}}}{name}"


# --- XML


def _forget(tree: Any, comments: Any, word: _Names, authors: Collection[str]) -> None:
    """Takes out the comments of these authors."""
    gone = set()
    for comment in list(comments.iterchildren(word("comment"))):
        if comment.get(word("author")) in authors:
            gone.add(comment.get(word("id")))
            comments.remove(comment)
    for mark in list(tree.iter(word("commentRangeStart"), word("commentRangeEnd"), word("commentReference"))):
        if mark.get(word("id")) not in gone:
            continue
        parent = mark.getparent()
        parent.remove(mark)
        if parent.tag == word("r") and all(child.tag == word("rPr") for child in parent):
            parent.getparent().remove(parent)


def _write(tree: Any, comments: Any, remarks: Sequence[Remark], word: _Names) -> None:
    anchors = _Anchors(tree, word)
    used = [int(id) for one in comments.iter(word("comment")) if (id := one.get(word("id")) or "").isdigit()]
    for id, remark in enumerate(remarks, start=max(used, default=-1) + 1):
        comments.append(_comment(id, remark, word))
        paragraph = anchors.of(remark.para)
        if paragraph is not None:
            _mark(paragraph, id, word)


def _comment(id: int, remark: Remark, word: _Names) -> Any:
    comment = etree.Element(word("comment"))
    comment.set(word("id"), str(id))
    comment.set(word("author"), remark.author)
    comment.set(word("initials"), remark.author[:1])
    if remark.date:
        comment.set(word("date"), remark.date)
    inner = etree.SubElement(comment, word("p"))
    etree.SubElement(etree.SubElement(inner, word("r")), word("annotationRef"))
    text = etree.SubElement(etree.SubElement(inner, word("r")), word("t"))
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    text.text = remark.text
    return comment


def _mark(paragraph: Any, id: int, word: _Names) -> None:
    """The comment spans the paragraph."""
    start, end = etree.Element(word("commentRangeStart")), etree.Element(word("commentRangeEnd"))
    for mark in (start, end):
        mark.set(word("id"), str(id))
    paragraph.insert(1 if len(paragraph) and paragraph[0].tag == word("pPr") else 0, start)
    paragraph.append(end)
    reference = etree.SubElement(etree.SubElement(paragraph, word("r")), word("commentReference"))
    reference.set(word("id"), str(id))


class _Place(NamedTuple):
    """A paragraph; cell, row: the innermost that hold it, None for none; free: a comment may stand in it."""

    paragraph: Any
    cell: Any
    row: Any
    free: bool


class _Anchors:
    """Where comments may stand."""

    def __init__(self, tree: Any, word: _Names) -> None:
        self.places = list(_places(tree, word))
        self.free = [number for number, place in enumerate(self.places) if place.free]

    def of(self, para: int) -> Any | None:
        """The paragraph itself, or the nearest outside of what must not hold a comment; before it rather than after."""
        if not 0 <= para < len(self.places) or self.places[para].free:
            return self.places[para].paragraph if 0 <= para < len(self.places) else None
        here = self.places[para]
        at = bisect_left(self.free, para)
        before, behind = self.free[:at][::-1], self.free[at:]
        for shared in ("cell", "row"):
            holder = getattr(here, shared)
            for numbers in (before, behind) if holder is not None else ():
                for number in numbers:
                    if getattr(self.places[number], shared) is not holder:
                        break
                    return self.places[number].paragraph
        nearest = (before or behind)[:1]
        return self.places[nearest[0]].paragraph if nearest else here.paragraph


def _places(tree: Any, word: _Names) -> Iterator[_Place]:
    """All paragraphs in the order of the document."""
    closed = {word("sdt"), word("txbxContent"), _ALTERNATE}
    cell_, row_, paragraph_ = word("tc"), word("tr"), word("p")
    stack: list[tuple[Any, Any, Any, bool]] = [(tree, None, None, True)]
    while stack:
        element, cell, row, free = stack.pop()
        tag = element.tag
        if tag == paragraph_:
            yield _Place(element, cell, row, free)
        elif tag == cell_:
            cell = element
        elif tag == row_:
            row = element
        free = free and tag not in closed
        stack.extend((child, cell, row, free) for child in reversed(element))


def _parsed(data: bytes, shown: str) -> Any:
    """As it is: what the reader leaves out must stay in the file."""
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        parser = etree.XMLParser(**{**guard.XML, "remove_comments": False, "remove_pis": False})
        tree = etree.fromstring(data, parser)
        if tree is None:
            raise guard.damaged(shown) from None
        return tree


def _serialised(tree: Any) -> bytes:
    return etree.tostring(tree.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


# --- the package


def _free_name(known: Collection[str], folder: str) -> str:
    candidates = ["comments.xml", *(f"comments{number}.xml" for number in range(2, len(known) + 3))]
    return next(name for name in candidates if posixpath.join(folder, name).lower() not in known)


def _registered(
    archive: zipfile.ZipFile, known: dict[str, str], main: str, part: str, shown: str, *, strict: bool
) -> dict[str, bytes]:
    """The package's lists with the new part of comments."""
    folder, name = posixpath.split(main)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    spelt = known.get(relations.lower(), relations)
    tree = (
        _parsed(archive.read(spelt), shown)
        if relations.lower() in known
        else etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
    )
    ids = {one.get("Id") for one in tree}
    entry = etree.SubElement(tree, f"{{{_RELATIONS}}}Relationship")
    entry.set("Id", next(f"rIdSapa{n}" for n in range(1, len(ids) + 2) if f"rIdSapa{n}" not in ids))
    entry.set("Type", _STRICT_TYPE if strict else _TYPE)
    entry.set("Target", posixpath.basename(part))
    types = _parsed(archive.read(known[_LISTS]), shown)
    override = etree.SubElement(types, f"{{{_TYPES}}}Override")
    override.set("PartName", f"/{part}")
    override.set("ContentType", _KIND)
    return {spelt: _serialised(tree), known[_LISTS]: _serialised(types)}


def _copied(archive: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in archive.infolist():
            info = zipfile.ZipInfo(item.filename, item.date_time)
            info.compress_type, info.external_attr = item.compress_type, item.external_attr
            info.create_system = item.create_system
            new.writestr(info, changed.pop(item.filename) if item.filename in changed else archive.read(item))
        for name, content in changed.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            new.writestr(info, content)
    return out.getvalue()
