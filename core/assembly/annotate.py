"""`sapa review --annotate`: the same Word file with each finding as a comment at its place.

Only what comments need is touched: marks in the main part, the part of comments, and its entry in the package. All
other parts are copied byte for byte. Comments of an earlier run are replaced.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree

from ..expert_report.review import Review, read_word, word_data
from ..expert_report.text import OUR_AUTHOR, Text
from ..reading import guard
from ..reading.tools import Tools
from ..reading.word.package import Package
from ..showing.view import teller
from ..words.messages import Lang, say
from .files.word import harmless

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_TYPE = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"


@dataclass(frozen=True)
class Remark:
    """para: position of the paragraph among all w:p of the main part."""

    para: int
    text: str


def annotated_file(path: str, review: Review, lang: Lang, tools: Tools) -> tuple[bytes, int]:
    """The same of the file that was reviewed, whatever program wrote it."""
    return annotated(word_data(path, tools), review, lang)


def annotated(data: bytes, review: Review, lang: Lang = "en") -> tuple[bytes, int]:
    """The file with comments, and how many. data: the Word file that was reviewed. Raises ReadingError."""
    remarks = remarks_of(review, read_word(data, review.path)[1], lang)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        package = Package(archive, review.path)
        assert package.main is not None
        main = _named(archive, package.main)
        tree = _parsed(archive.read(main), review.path)
        changed: dict[str, bytes] = {}
        related = package.related(package.main, "comments")
        part = _named(archive, related) if related is not None else None
        comments = _parsed(archive.read(part), review.path) if part is not None else None
        space = etree.QName(tree).namespace or _W
        if comments is None:
            comments = etree.Element(f"{{{space}}}comments", nsmap={"w": space})
            part = posixpath.join(posixpath.dirname(main), _free_name(archive, posixpath.dirname(main)))
            changed |= _registered(archive, main, part, strict="purl.oclc.org" in space)
        assert part is not None
        _forget(tree, comments, space)
        _write(tree, comments, remarks, space)
        changed[main], changed[part] = _serialised(tree), _serialised(comments)
        return _copied(archive, changed), len(remarks)


def remarks_of(review: Review, text: Text, lang: Lang) -> list[Remark]:
    """A remark for every finding, in the order of the document; what has no place of its own stands first.

    text: of the file itself, with its XML.
    """
    tell = teller(lang)
    root = text.paras[0].element.getroottree().getroot() if text.paras else None
    index = {p: number for number, p in enumerate(root.iter(f"{{{_W}}}p"))} if root is not None else {}
    found: list[Remark] = []
    for finding in review.findings:
        number = finding.place.paragraph if finding.place is not None else None
        para = index.get(text.paras[number - 1].element, 0) if number is not None else 0
        said = tell("review.comment", severity=tell(f"severity.{finding.severity}"), message=say(finding.message, lang))
        found.append(Remark(para, harmless(said)))
    return sorted(found, key=lambda remark: remark.para)


# --- XML


def _forget(tree: Any, comments: Any, space: str) -> None:
    """Takes out what an earlier run wrote."""

    def w(name: str) -> str:
        return f"{{{space}}}{name}"

    ours = set()
    for comment in list(comments.iterchildren(w("comment"))):
        if comment.get(w("author")) == OUR_AUTHOR:
            ours.add(comment.get(w("id")))
            comments.remove(comment)
    if not ours:
        return
    for mark in list(tree.iter(w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))):
        if mark.get(w("id")) not in ours:
            continue
        parent = mark.getparent()
        parent.remove(mark)
        if parent.tag == w("r") and all(child.tag == w("rPr") for child in parent):
            parent.getparent().remove(parent)


def _write(tree: Any, comments: Any, remarks: Sequence[Remark], space: str) -> None:
    def w(name: str) -> str:
        return f"{{{space}}}{name}"

    paragraphs = list(tree.iter(w("p")))
    used = [int(one.get(w("id")) or 0) for one in comments.iter(w("comment")) if (one.get(w("id")) or "").isdigit()]
    id = max(used, default=-1)
    for remark in remarks:
        id += 1
        comment = etree.SubElement(comments, w("comment"))
        comment.set(w("id"), str(id))
        comment.set(w("author"), OUR_AUTHOR)
        comment.set(w("initials"), OUR_AUTHOR[:1])
        inner = etree.SubElement(comment, w("p"))
        etree.SubElement(etree.SubElement(inner, w("r")), w("annotationRef"))
        text = etree.SubElement(etree.SubElement(inner, w("r")), w("t"))
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        text.text = remark.text
        if remark.para >= len(paragraphs):
            continue
        paragraph = paragraphs[remark.para]
        start, end = etree.Element(w("commentRangeStart")), etree.Element(w("commentRangeEnd"))
        start.set(w("id"), str(id))
        end.set(w("id"), str(id))
        first = 1 if len(paragraph) and paragraph[0].tag == w("pPr") else 0
        paragraph.insert(first, start)
        paragraph.append(end)
        reference = etree.SubElement(etree.SubElement(paragraph, w("r")), w("commentReference"))
        reference.set(w("id"), str(id))


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


def _named(archive: zipfile.ZipFile, part: str) -> str:
    """The name of a part as the archive spells it."""
    wanted = part.replace("\\", "/").lstrip("/").lower()
    return next(name for name in archive.namelist() if name.replace("\\", "/").lstrip("/").lower() == wanted)


def _free_name(archive: zipfile.ZipFile, folder: str) -> str:
    names = {name.lower() for name in archive.namelist()}
    candidates = ["comments.xml", *(f"comments{number}.xml" for number in range(2, len(names) + 3))]
    return next(name for name in candidates if posixpath.join(folder, name).lower() not in names)


def _registered(archive: zipfile.ZipFile, main: str, part: str, *, strict: bool) -> dict[str, bytes]:
    """The package's lists with the new part of comments."""
    folder, name = posixpath.split(main)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    known = {one.lower(): one for one in archive.namelist()}
    spelt = known.get(relations.lower(), relations)
    tree = (
        _parsed(archive.read(spelt), main)
        if relations.lower() in known
        else etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
    )
    ids = {one.get("Id") for one in tree}
    entry = etree.SubElement(tree, f"{{{_RELATIONS}}}Relationship")
    entry.set("Id", next(f"rIdSapa{n}" for n in range(1, len(ids) + 2) if f"rIdSapa{n}" not in ids))
    entry.set("Type", _STRICT_TYPE if strict else _TYPE)
    entry.set("Target", posixpath.basename(part))
    types_name = known["[content_types].xml"]
    types = _parsed(archive.read(types_name), main)
    override = etree.SubElement(types, f"{{{_TYPES}}}Override")
    override.set("PartName", f"/{part}")
    override.set("ContentType", _KIND)
    return {spelt: _serialised(tree), types_name: _serialised(types)}


def _copied(archive: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in archive.infolist():
            info = zipfile.ZipInfo(item.filename, item.date_time)
            info.compress_type, info.external_attr = item.compress_type, item.external_attr
            info.create_system = item.create_system
            new.writestr(info, changed.pop(item.filename) if item.filename in changed else archive.read(item))
        for name, content in changed.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            new.writestr(info, content)
    return out.getvalue()
