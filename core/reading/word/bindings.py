"""Data that content controls are bound to: Word shows what the data says, whatever stands in the control.

A control's binding (w:dataBinding) names a custom XML part by its id, or the package's own properties, and a place in
it by an XPath. Word brings the control up to date whenever it opens the file; the content stored in the document may
be the hint, or of an earlier day (ECMA-376 part 1, 17.5.2.6).
"""

from __future__ import annotations

import re

from lxml import etree

from .package import Package
from .xml import CR, PPR, RPR, RUN, SDT, SDT_CONTENT, SDT_PR, SPACE, TEXT, P, W

_BINDING = W + "dataBinding"
_SHOWS_HINT = W + "showingPlcHdr"
# The package's own properties, by the ids under which Word binds to them.
_PROPERTIES = {
    "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}": "docProps/core.xml",
    "{6668398D-A668-4E3E-A5EB-62B293D839F1}": "docProps/app.xml",
}
_PREFIXES = re.compile(r"xmlns:([\w.-]+)\s*=\s*(?:'([^']*)'|\"([^\"]*)\")")
_PATH = re.compile(
    r"(?:/@?[\w.-]+(?::[\w.-]+)?(?:\(\))?(?:\[\d+\])?){1,64}"
)  # what Word writes: step by step, no search
_LISTS = frozenset(W + name for name in ("dropDownList", "comboBox", "date", "picture", "docPartObj", "group"))


MARK = b"dataBinding"  # what stands in the file wherever a control is bound


class Bindings:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._parts: dict[str, str] | None = None
        self._trees: dict[str, etree._Element | None] = {}

    def fill(self, parent: etree._Element) -> None:
        """Puts bound data into the controls in an element, itself included, as Word does when it opens the file."""
        for binding in [*parent.iter(_BINDING)]:
            control = binding.getparent()
            control = None if control is None else control.getparent()
            if control is not None and control.tag == SDT:
                value = self._value(binding)
                if value is not None:
                    _put(control, value)

    def _value(self, binding: etree._Element) -> str | None:
        """None where the place does not exist: then Word shows what is stored."""
        tree = self._tree((binding.get(W + "storeItemID") or "").upper())
        path = binding.get(W + "xpath")
        if tree is None or not path or not _PATH.fullmatch(path):
            return None
        mapped = {name: one or other for name, one, other in _PREFIXES.findall(binding.get(W + "prefixMappings") or "")}
        try:
            found = tree.xpath(path, namespaces=mapped)
        except (etree.XPathError, ValueError, TypeError):
            return None
        first = found[0] if isinstance(found, list) and found else None
        if isinstance(first, etree._Element):
            return "".join(first.itertext())
        return str(first) if isinstance(first, str) else None

    def _tree(self, id: str) -> etree._Element | None:
        if self._parts is None:
            self._parts = {**_PROPERTIES, **self._stores()}
        name = self._parts.get(id)
        if name is None:
            return None
        if name not in self._trees:
            self._trees[name] = self._package.tree(name)
        return self._trees[name]

    def _stores(self) -> dict[str, str]:
        """Custom XML parts by their ids."""
        found: dict[str, str] = {}
        for name in self._package.names("customxml/"):
            for relation in self._package.relations(name).values():
                properties = self._package.tree(relation.target) if relation.kind == "customXmlProps" else None
                id = (
                    None if properties is None else next((v for k, v in properties.items() if k.endswith("itemID")), "")
                )
                if id:
                    found[id.upper()] = name
        return found


def bound(control: etree._Element) -> bool:
    """Whether a control's content may have to wait until all of it is there: it shows bound data, or a hint."""
    properties = control.find(SDT_PR)
    return properties is not None and any(item.tag in (_BINDING, _SHOWS_HINT) for item in properties)


def _put(control: etree._Element, value: str) -> None:
    """The value as the text of a control, in the look of its first run; an empty one shows the hint."""
    properties, content = control.find(SDT_PR), control.find(SDT_CONTENT)
    if properties is None or content is None or any(item.tag in _LISTS for item in properties):
        return
    hint = properties.find(_SHOWS_HINT)
    if value.strip():
        if hint is not None:
            properties.remove(hint)
        _write(content, value, as_before=hint is None)
    elif hint is None:
        etree.SubElement(properties, _SHOWS_HINT)


def _write(content: etree._Element, value: str, *, as_before: bool) -> None:
    """as_before: in the look of what stood there."""
    run = next(content.iter(RUN), None)
    look = None if run is None or not as_before else run.find(RPR)
    written = etree.SubElement(_emptied(content), RUN)
    if look is not None:
        written.append(look)
    for number, line in enumerate(value.replace("\r\n", "\n").split("\n")):
        if number:
            etree.SubElement(written, CR)
        text = etree.SubElement(written, TEXT)
        text.text = line
        text.set(SPACE, "preserve")


def _emptied(content: etree._Element) -> etree._Element:
    """Where the text of a control goes: its first paragraph, what follows removed; the content itself inside one."""
    place = next(content.iter(P), content)
    for child in [*place]:
        if place is content or child.tag != PPR:
            place.remove(child)
    if place is not content:
        for later in [*content]:
            if later is not place and place not in later.iterdescendants(P):
                content.remove(later)
    return place
