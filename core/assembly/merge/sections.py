"""Turned pages that come with an expert's text: each section keeps its page and gets the joint report's headers."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from docx.oxml.ns import qn

_REFERENCES = frozenset({qn("w:headerReference"), qn("w:footerReference")})
_ONCE = ("titlePg", "pgNumType")  # belong to the first section of a report alone


def turn(elements: Sequence[Any], source: Any, target: Any) -> None:
    """Fits the sections that end within these elements into the target, and closes the last one.

    What stands behind them goes on with the target's own section; a turned page at the end of the text is closed by it.
    """
    ours = target.element.body.find(qn("w:sectPr"))
    ends = [end for element in elements for end in element.iter(qn("w:sectPr"))]
    first_of_all = not any(True for _ in target.element.body.iter(f"{qn('w:pPr')}/{qn('w:sectPr')}"))
    for number, end in enumerate(ends):
        for child in [one for one in end if one.tag in _REFERENCES or one.tag in {qn(f"w:{n}") for n in _ONCE}]:
            end.remove(child)
        if ours is None:
            continue
        for reference in reversed([one for one in ours if one.tag in _REFERENCES]):
            end.insert(0, copy.deepcopy(reference))
        for name in _ONCE if not number and first_of_all else ():
            own = ours.find(qn(f"w:{name}"))
            if own is not None:
                _placed(end, copy.deepcopy(own))
                ours.remove(own)


_ORDER = (
    "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc", "pgBorders",
    "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi",
    "rtlGutter", "docGrid", "printerSettings", "sectPrChange",
)  # fmt: skip


def _placed(section: Any, element: Any) -> None:
    """Puts a property where the order of the format wants it."""
    later = {qn(f"w:{name}") for name in _ORDER[_ORDER.index(element.tag.rpartition("}")[2]) + 1 :]}
    following = next((child for child in section if child.tag in later), None)
    if following is None:
        section.append(element)
    else:
        following.addprevious(element)
