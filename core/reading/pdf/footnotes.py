"""Footnotes: small lines at a column's foot, under a short rule or opening with a raised number.

Under a rule also lines of the text's size whose number stands raised in the text above.
"""

from __future__ import annotations

import re

from .furniture import Page
from .lines import Line, superscript
from .measures import Measures
from .text_settings import PARAGRAPHS

_MARK = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\*{1,3}|\d{1,3}(?=\s|$)")
_MARKS = "¹²³⁴⁵⁶⁷⁸⁹*"  # that a note opens with
_NUMBER = re.compile(r"\d{1,3}(?:\s+\S|$)")


def set_notes_apart(page: Page, usual: Measures) -> None:
    """Takes the notes off a page's lines."""
    if not page.lines:
        return
    kept: list[Line] = []
    columns: dict[int, list[Line]] = {}
    for line in page.lines:
        columns.setdefault(line.column, []).append(line)
    _, bottom, _, top = page.box
    highest = bottom + PARAGRAPHS.foot * (top - bottom)
    for lines in columns.values():
        block = _notes_of(page, lines, usual)
        if not block or block[0].y > highest or len(block) == len(page.lines) > PARAGRAPHS.page_of_notes:
            kept += lines
            continue
        kept += lines[: len(lines) - len(block)]
        for line in block:
            opens = line.raised or line.text[:1] in _MARKS or _NUMBER.match(line.text)
            if opens or not page.notes:
                page.notes.append([line])
            else:
                page.notes[-1].append(line)
    if page.notes:
        page.lines = kept


def reference_to(note: list[Line]) -> re.Pattern[str] | None:
    """What stands in the text that a note belongs to; None for a note without a mark."""
    found = _MARK.match(note[0].text)
    if found is None:
        return None
    mark = superscript(found[0]) if found[0].isdigit() else found[0]
    return re.compile(rf"(?<![⁰¹²³⁴⁵⁶⁷⁸⁹*]){re.escape(mark)}(?![⁰¹²³⁴⁵⁶⁷⁸⁹*])")


def _notes_of(page: Page, lines: list[Line], usual: Measures) -> list[Line]:
    """The small lines at the foot of a column that may be notes."""
    begin = len(lines)
    while begin > 0 and lines[begin - 1].rows is None and lines[begin - 1].size <= PARAGRAPHS.small * usual.size:
        begin -= 1
    rule = _note_rule(page, lines)
    if rule is not None:
        under = next((i for i, line in enumerate(lines) if line.y < rule and line.rows is None), len(lines))
        if under >= begin or (under < len(lines) and (lines[under].raised or _is_referred_to(under, lines))):
            begin = under if under < len(lines) else begin
        return lines[begin:]
    block = lines[begin:]
    # without a rule the first note must open with its mark
    while block and not (block[0].raised or block[0].text[:1] in _MARKS):
        block.pop(0)
    return block


def _note_rule(page: Page, lines: list[Line]) -> float | None:
    """Height of the short rule over the notes of a column."""
    left, right = lines[0].left, lines[0].right
    _, bottom, _, top = page.box
    highest = bottom + PARAGRAPHS.rule_foot * (top - bottom)
    longest = PARAGRAPHS.rule_to * (right - left)
    for x0, y, x1, _ in page.rules:
        if (
            x0 - left < PARAGRAPHS.rule_indent * (right - left)
            and PARAGRAPHS.rule_from < x1 - x0 < longest
            and x0 >= left - PARAGRAPHS.rule_out
            and y < highest
            and _is_over_notes(y, lines)
        ):
            return y
    return None


def _is_over_notes(rule: float, lines: list[Line]) -> bool:
    """Small lines begin right below a rule, and the text above keeps its distance from it."""
    above = min((line.y for line in lines if line.y > rule), default=None)
    below = max((line.top for line in lines if line.y < rule), default=None)
    if below is None or rule - below >= PARAGRAPHS.rule_below:
        return False
    size = lines[0].size
    if above is not None and above - rule <= PARAGRAPHS.rule_above * size:
        return False
    small = [line for line in lines if line.y < rule]
    if any(line.rows is not None for line in small):
        return False
    looks = any(line.raised or line.size < PARAGRAPHS.small_in_rule * size for line in small)
    return looks or _is_referred_to(len(lines) - len(small), lines)


def _is_referred_to(first: int, lines: list[Line]) -> bool:
    """The line opens with a number that stands raised in a line above it."""
    mark = reference_to(lines[first:]) if first < len(lines) and _NUMBER.match(lines[first].text) else None
    return mark is not None and any(mark.search(line.text) for line in lines[:first] if line.rows is None)
