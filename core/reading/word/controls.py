"""Wrappers around content at any level: content controls, custom XML, revisions, alternate content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from .xml import (  # fmt: skip
    ALTERNATE,
    CHOICE,
    FALLBACK,
    GONE,
    INSERTED,
    MOVED_TO,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    TEXT,
    VAL,
    W,
    on,
)

_CUSTOM = W + "customXml"
TRANSPARENT = frozenset({_CUSTOM, INSERTED, MOVED_TO, W + "smartTag", W + "dir", W + "bdo"})
WRAPPERS = TRANSPARENT | GONE | {SDT, ALTERNATE}
_CONTENTS = {"table of contents", "table of figures"}


class Context(NamedTuple):
    """What the wrappers say about content. mute: it is no text (a placeholder); contents: part of a generated
    table of contents; unchosen: text that only invites to choose."""

    mute: bool = False
    contents: bool = False
    unchosen: frozenset[str] = frozenset()


PLAIN = Context()


def inside(control: etree._Element, outer: Context = PLAIN) -> Context:
    """The context of the content of a w:sdt."""
    properties = control.find(SDT_PR)
    if properties is None:
        return outer
    context = outer
    for item in properties:
        tag = item.tag
        if tag == W + "showingPlcHdr":
            context = context._replace(mute=context.mute or on(item))
        elif tag in (W + "dropDownList", W + "comboBox"):
            context = context._replace(unchosen=context.unchosen | _invitations(item))
        elif tag in (W + "docPartObj", W + "docPartList"):
            gallery = item.find(W + "docPartGallery")
            if gallery is not None and (gallery.get(VAL) or "").lower() in _CONTENTS:
                context = context._replace(contents=True)
    return context


def _invitations(choice: etree._Element) -> frozenset[str]:
    """Entries of a drop-down that mean "nothing chosen": without a value, or Word's own first entry."""
    found: set[str] = set()
    items = list(choice.iterchildren(W + "listItem"))
    for position, item in enumerate(items):
        shown, value = item.get(W + "displayText"), item.get(W + "value")
        if shown and not value:
            found.add(shown.strip())
        elif position == 0 and shown is None and value and any(i.get(W + "displayText") for i in items[1:]):
            found.add(value.strip())
    return frozenset(found)


def plain_text(element: etree._Element) -> str:
    return "".join([t.text or "" for t in element.iter(TEXT)]).strip()


def branch(alternate: etree._Element) -> etree._Element | None:
    """The branch of mc:AlternateContent that counts: the first choice; the fallback only where there is none."""
    choice = alternate.find(CHOICE)
    return choice if choice is not None else alternate.find(FALLBACK)


def unwrapped(parent: etree._Element, context: Context = PLAIN) -> Iterator[tuple[etree._Element, Context]]:
    """The children that count, out of their wrappers, each with its context."""
    for child in parent:
        tag = child.tag
        if tag not in WRAPPERS:
            yield child, context
        elif tag == SDT:
            content = child.find(SDT_CONTENT)
            if content is not None:
                yield from unwrapped(content, inside(child, context))
        elif tag in TRANSPARENT:
            yield from unwrapped(child, context)
        elif tag == ALTERNATE:
            chosen = branch(child)
            if chosen is not None:
                yield from unwrapped(chosen, context)
