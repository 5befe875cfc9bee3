"""Wrappers around content at any level: content controls, custom XML, revisions, alternate content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from ...words.text import words
from ..tongues import entries
from .settings import SETTINGS
from .xml import (  # fmt: skip
    ALTERNATE,
    CHOICE,
    FALLBACK,
    GONE,
    INSERTED,
    MOVED_TO,
    RPR,
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
    table of contents; unchosen: text that only invites to choose; form: it is read as a form, so what invites to fill
    in counts as text, boxes say whether they are ticked, and each paragraph tells what shows its text."""

    mute: bool = False
    contents: bool = False
    unchosen: frozenset[str] = frozenset()
    form: bool = False


PLAIN = Context()
FORM = Context(form=True)


def inside(control: etree._Element, outer: Context = PLAIN) -> Context:
    """The context of the content of a w:sdt."""
    properties = control.find(SDT_PR)
    if properties is None or outer.form:
        return outer
    context = outer
    for item in properties:
        tag = item.tag
        if tag == W + "showingPlcHdr":
            context = context._replace(mute=context.mute or (on(item) and _shows_hint(control)))
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


def _shows_hint(control: etree._Element) -> bool:
    """Whether a control that is said to show its hint does so: some programs fill it and leave the flag.

    A hint has the character style of hints, as Word itself gives it, or begins as Word's own does, or it is short.
    """
    content = control.find(SDT_CONTENT)
    if content is None:
        return True
    texts = [t for t in content.iter(TEXT) if (t.text or "").strip()]
    shown = " ".join(t.text or "" for t in texts)
    if any(map(_styled_as_hint, texts)) or words(shown) < SETTINGS.filled_words:
        return True
    return shown.strip().lower().startswith(_HINTS)


_HINTS = entries("hint")
_HINT_STYLES = entries("style_hint")


def _styled_as_hint(text: etree._Element) -> bool:
    run = text.getparent()
    style = None if run is None else run.find(f"{RPR}/{W}rStyle")
    return style is not None and (style.get(VAL) or "").lower().startswith(_HINT_STYLES)


def branch(alternate: etree._Element) -> etree._Element | None:
    """The branch of mc:AlternateContent that is shown: the first choice whose namespaces are understood, else the
    fallback (ECMA-376 part 3, 7.6)."""
    for choice in alternate.iterchildren(CHOICE):
        if all(_understood(choice, prefix) for prefix in (choice.get("Requires") or "").split()):
            return choice
    return alternate.find(FALLBACK)


# What Word understands is its own; an undeclared prefix of its own is what some writers leave behind.
_OWN = (
    "http://schemas.microsoft.com/",
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
    "urn:schemas-microsoft-com:",
)
_OWN_PREFIX = re.compile(r"w(?:p|ps|pg|pc|pi|ne|p?\d+\w*)|a\d+|c\d+|cx\d*|am3d|o|v|m|pic|p14|dsp?|aink|oel|mv|ve")


def _understood(choice: etree._Element, prefix: str) -> bool:
    namespace = choice.nsmap.get(prefix)
    return namespace.startswith(_OWN) if namespace else _OWN_PREFIX.fullmatch(prefix) is not None


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
