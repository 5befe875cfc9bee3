"""An agency's own Word file as the ground of ours: its styles, page, header, footer and logo, and its properties."""

from __future__ import annotations

import copy
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from ...model.document import ReadingError
from .opening import opened

# Styles that our files use; those that a template has not are given to it as ours are.
_STYLES = (
    "Normal Title Subtitle Heading_1 Heading_2 Heading_3 Caption Quote Strong List_Bullet Note Small toc_1 toc_2 toc_3"
    " Placeholder_Text Sapa_Table Footer Header Hyperlink"
)


class NoTemplate(ValueError):
    """The file is no Word file, or a damaged one."""


def adopt(content: bytes, ours: Any) -> tuple[Any, int, int, dict[str, str]]:
    """The template as a document with the styles it lacks; the greatest ids of its controls and bookmarks; its
    custom properties. Raises NoTemplate."""
    document = _opened(content)
    _add_styles(document, ours)
    body = document.element.body
    if body.find(qn("w:sectPr")) is None:
        body.append(copy.deepcopy(ours.element.body.find(qn("w:sectPr"))))
    controls = [int(found.get(qn("w:val")) or 0) for found in body.iter(qn("w:id")) if _number(found.get(qn("w:val")))]
    marks = [int(found.get(qn("w:id"))) for found in body.iter(qn("w:bookmarkStart")) if _number(found.get(qn("w:id")))]
    _set_language(document, ours)
    return document, max([0, *controls]), max([0, *marks]), _taken_properties(document)


def _opened(content: bytes) -> Any:
    try:
        return opened(content, "template")
    except ReadingError as error:
        raise NoTemplate(str(error)) from error


def _add_styles(document: Any, ours: Any) -> None:
    have = {_name(style) for style in document.styles.element.iter(qn("w:style"))}
    ids = {style.get(qn("w:styleId")) for style in document.styles.element.iter(qn("w:style"))}
    source = {_name(style): style for style in ours.styles.element.iter(qn("w:style"))}
    by_id = {style.get(qn("w:styleId")): style for style in ours.styles.element.iter(qn("w:style"))}
    wanted = [name.replace("_", " ").casefold() for name in _STYLES.split()]
    while wanted:
        style = source.get(wanted.pop(0))
        if style is None or _name(style) in have:
            continue
        added = copy.deepcopy(style)
        if added.get(qn("w:default")) is not None and _has_default(document, added.get(qn("w:type"))):
            del added.attrib[qn("w:default")]
        if added.get(qn("w:styleId")) in ids:  # the id is taken by a style of another name
            added.set(qn("w:styleId"), f"Sapa{added.get(qn('w:styleId'))}")
        for link in ("w:basedOn", "w:link", "w:next"):
            other = added.find(qn(link))
            if other is not None:
                target = by_id.get(other.get(qn("w:val")))
                if target is not None and link == "w:basedOn":
                    wanted.append(_name(target))
                    if _name(target) in have:  # the template's own style of that name, whatever its id
                        other.set(qn("w:val"), _id_of(document, _name(target)))
                elif target is None or _name(target) not in have:
                    added.remove(other)
        document.styles.element.append(added)
        have.add(_name(added))
        ids.add(added.get(qn("w:styleId")))


def _has_default(document: Any, kind: str | None) -> bool:
    return any(
        style.get(qn("w:type")) == kind and style.get(qn("w:default")) in ("1", "true", "on")
        for style in document.styles.element.iter(qn("w:style"))
    )


def _id_of(document: Any, name: str) -> str:
    every = document.styles.element.iter(qn("w:style"))
    return str(next(style.get(qn("w:styleId")) for style in every if _name(style) == name))


def _name(style: Any) -> str:
    name = style.find(qn("w:name"))
    return (name.get(qn("w:val")) if name is not None else "").casefold()


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
        for entry in parse_xml(relation.target_part.blob):
            name, value = entry.get("name"), next(iter(entry), None)
            if name and value is not None and value.text:
                found[name] = value.text
        del package.rels[id]
    return found
