"""An agency's own Word file as the ground of ours: its styles, page, header, footer and logo, and its properties."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any, NamedTuple

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from lxml import etree

from ...model.document import ReadingError
from ...reading.word.styles import Styles
from .fitting import text_size
from .opening import opened

# Styles that our files use; those that a template has not are given to it as ours are.
_STYLES = (
    "Normal Title Subtitle Heading_1 Heading_2 Heading_3 Caption Quote Strong List_Bullet Note Small toc_1 toc_2 toc_3"
    " Placeholder_Text Sapa_Table Footer Header Hyperlink"
)


_SMALLER = {"note": 1.0, "small": 2.0}  # points less than the running text
_TOLD = frozenset({"title", "heading 1", "heading 2", "heading 3"})  # whose looks a reader of the report sees


class NoTemplate(ValueError):
    """The file is no Word file, or a damaged one."""


class Adopted(NamedTuple):
    """A template as a document with the styles it lacked; missing: the headings among them.

    controls, bookmarks: the greatest ids of the template's own; properties: its custom ones
    """

    document: Any
    controls: int
    bookmarks: int
    properties: dict[str, str]
    missing: tuple[str, ...]


def adopt(content: bytes, ours: Any) -> Adopted:
    """Raises NoTemplate."""
    document = _opened(content)
    _drop_empty_names(document)
    missing = _add_styles(document, ours)
    body = document.element.body
    if body.find(qn("w:sectPr")) is None:
        body.append(copy.deepcopy(ours.element.body.find(qn("w:sectPr"))))
    controls = [int(found.get(qn("w:val")) or 0) for found in body.iter(qn("w:id")) if _number(found.get(qn("w:val")))]
    marks = [int(found.get(qn("w:id"))) for found in body.iter(qn("w:bookmarkStart")) if _number(found.get(qn("w:id")))]
    _set_language(document, ours)
    return Adopted(document, max([0, *controls]), max([0, *marks]), _taken_properties(document), missing)


def _opened(content: bytes) -> Any:
    try:
        return opened(content, "template")
    except ReadingError as error:
        raise NoTemplate(str(error)) from error


def _drop_empty_names(document: Any) -> None:
    """A style may have no name, but python-docx takes none whose name says nothing."""
    for name in list(document.styles.element.iter(qn("w:name"))):
        if name.get(qn("w:val")) is None:
            name.getparent().remove(name)


def _add_styles(document: Any, ours: Any) -> tuple[str, ...]:
    """Gives the template the styles that our files use; returns the headings among those that it lacks by that name."""
    theirs, own = document.styles.element, ours.styles.element
    source = {(_name(style), style.get(qn("w:type"))): style for style in own.iter(qn("w:style"))}
    by_id = {style.get(qn("w:styleId")): style for style in own.iter(qn("w:style"))}
    kinds = dict(source.keys())
    wanted = [name.replace("_", " ").casefold() for name in _STYLES.split()]
    missing: list[str] = []
    while wanted:
        name = wanted.pop(0)
        style = source.get((name, kinds.get(name)))
        if style is None or _settled(theirs, style):
            continue
        like = _like(theirs, name)
        if like is not None:
            theirs.append(_derived(style, like, theirs))
        else:
            theirs.append(_adopted(document, style, by_id, wanted))
        if name in _TOLD:
            missing.append(_shown_name(style))
        if name in _SMALLER:
            document.styles[_shown_name(style)].font.size = Pt(text_size(document) - _SMALLER[name])
    return tuple(missing)


def _settled(theirs: Any, style: Any) -> bool:
    """The template has the style: then under exactly its name. One of the same name and another kind steps aside."""
    name, kind = _name(style), style.get(qn("w:type"))
    found = False
    for known in theirs.iter(qn("w:style")):
        if _name(known) != name:
            continue
        if known.get(qn("w:type")) == kind:
            known.find(qn("w:name")).set(qn("w:val"), _shown_name(style))
            found = True
        else:
            known.find(qn("w:name")).set(qn("w:val"), f"{_shown_name(known)} ({known.get(qn('w:type'))})")
    return found


def _like(theirs: Any, name: str) -> Any | None:
    """The template's own style that does what one of ours does: "Заголовок 1", the default paragraph style."""
    styles = Styles(etree.fromstring(etree.tostring(theirs)))
    for known in theirs.iter(qn("w:style")):
        if known.get(qn("w:type")) != "paragraph":
            continue
        is_default = known.get(qn("w:default")) in ("1", "true", "on")
        read = styles.paragraph(known.get(qn("w:styleId")))
        level = name.removeprefix("heading ")
        if name == "normal" and is_default:
            return known
        if name == "title" and read.title:
            return known
        if level.isdigit() and read.level == int(level) and not is_default:
            return known
    return None


def _derived(style: Any, like: Any, theirs: Any) -> Any:
    """Our style by name and rank, the template's by its looks."""
    added: Any = parse_xml(
        f"<w:style {nsdecls('w')} w:type='paragraph'><w:name/><w:basedOn/><w:qFormat/><w:pPr/></w:style>"
    )
    name, based, _, formats = added
    added.set(qn("w:styleId"), _free_id(style.get(qn("w:styleId")), theirs))
    name.set(qn("w:val"), _shown_name(style))
    based.set(qn("w:val"), like.get(qn("w:styleId")))
    outline = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    if outline is not None:
        formats.append(copy.deepcopy(outline))
    return added


def _adopted(document: Any, style: Any, by_id: Mapping[str, Any], wanted: list[str]) -> Any:
    """A copy of our style; what it is based on comes too, unless the template has that."""
    theirs = document.styles.element
    added = copy.deepcopy(style)
    if added.get(qn("w:default")) is not None and _has_default(document, added.get(qn("w:type"))):
        del added.attrib[qn("w:default")]
    added.set(qn("w:styleId"), _free_id(added.get(qn("w:styleId")), theirs))
    for link in ("w:basedOn", "w:link", "w:next"):
        other = added.find(qn(link))
        target = by_id.get(other.get(qn("w:val"))) if other is not None else None
        if other is None:
            continue
        known = _id_of(document, _name(target), target.get(qn("w:type"))) if target is not None else None
        if known is not None:  # the template's own style of that name, whatever its id
            other.set(qn("w:val"), known)
        elif target is not None and link == "w:basedOn":
            wanted.append(_name(target))
        else:
            added.remove(other)
    return added


def _free_id(id: str, theirs: Any) -> str:
    """An id that no other style has."""
    taken = {style.get(qn("w:styleId")) for style in theirs.iter(qn("w:style"))}
    return next(
        one for one in (id, f"Sapa{id}", *(f"Sapa{id}{n}" for n in range(2, len(taken) + 3))) if one not in taken
    )


def _has_default(document: Any, kind: str | None) -> bool:
    return any(
        style.get(qn("w:type")) == kind and style.get(qn("w:default")) in ("1", "true", "on")
        for style in document.styles.element.iter(qn("w:style"))
    )


def _id_of(document: Any, name: str, kind: str | None) -> str | None:
    every = document.styles.element.iter(qn("w:style"))
    found = (style.get(qn("w:styleId")) for style in every if _name(style) == name and style.get(qn("w:type")) == kind)
    return next(found, None)


def _name(style: Any) -> str:
    return _shown_name(style).casefold()


def _shown_name(style: Any) -> str:
    name = style.find(qn("w:name"))
    return (name.get(qn("w:val")) or "") if name is not None else ""


def _number(text: str | None) -> bool:
    return bool(text) and text is not None and text.lstrip("-").isdecimal()


def _set_language(document: Any, ours: Any) -> None:
    """The language of the text is ours: the words that we write are in it."""
    path = f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"
    mine = ours.styles.element.find(f"{path}/{qn('w:lang')}")
    styles = document.styles.element
    run = styles.find(path)
    if run is None:
        defaults = styles.find(qn("w:docDefaults"))
        if defaults is None:
            styles.insert(0, copy.deepcopy(ours.styles.element.find(qn("w:docDefaults"))))
            return
        holder = defaults.find(qn("w:rPrDefault"))
        if holder is None:
            holder = parse_xml(f'<w:rPrDefault xmlns:w="{qn("w:x")[1:-2]}"><w:rPr/></w:rPrDefault>')
            defaults.insert(0, holder)
        elif holder.find(qn("w:rPr")) is None:
            holder.append(parse_xml(f'<w:rPr xmlns:w="{qn("w:x")[1:-2]}"/>'))
        run = holder.find(qn("w:rPr"))
    language = run.find(qn("w:lang"))
    if language is None:
        run.append(copy.deepcopy(mine))
    else:
        language.set(qn("w:val"), mine.get(qn("w:val")))


def _taken_properties(document: Any) -> dict[str, str]:
    """The template's own text properties, taken out of the package: theirs and ours are saved in one part."""
    package = document.part.package
    found: dict[str, str] = {}
    for id, relation in list(package.rels.items()):
        if not relation.reltype.endswith("/custom-properties") or relation.is_external:
            continue
        try:
            entries = parse_xml(relation.target_part.blob)
        except SyntaxError as error:  # lxml's own is one
            raise NoTemplate(str(error)) from error
        for entry in entries:
            name, value = entry.get("name"), next(iter(entry), None)
            if name and value is not None and value.text:
                found[name] = value.text
        del package.rels[id]
    return found
