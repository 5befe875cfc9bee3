"""Rules that compare with the self-assessment report and the case: pages, annexes, the commission."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..model.findings import Finding
from ..rules.annex_labels import are_one, plain_label
from ..words.narrative import annexes
from ..words.text import clean
from ..words.vocabulary import REVIEW, spelled
from ..words.vocabulary import words as vocabulary
from .context import Context, short
from .report import Written


@cache
def _page() -> re.Pattern[str]:
    before, behind = spelled([*vocabulary("page"), *vocabulary("page_amid")]), spelled(vocabulary("page_behind"))
    return re.compile(
        rf"(?<![\w.]){before}\s*(?P<a>\d{{1,4}})(?:\s?[-–]\s?(?P<b>\d{{1,4}}))?(?![\d.]*\d)"
        rf"|(?<![\w.])(?P<c>\d{{1,4}})(?:\s?[-–]\s?(?P<d>\d{{1,4}}))?\s?[-–]?\s?{behind}(?!\w)",
        re.IGNORECASE,
    )


def citations(context: Context) -> Iterator[Finding]:
    """Pages and annexes that the experts cite and the self-assessment report does not have."""
    sar = context.sar
    if sar is None:
        return
    for tag, written in context.report.written.items():
        if tag.kind not in ("evidence", "analysis", "strengths", "weaknesses", "note") or not written.filled:
            continue
        for position, line in enumerate(written.text.split("\n")):
            at = written.at_line(position)
            for label in annexes(line):
                if not _has_annex(plain_label(label), sar.annexes):
                    yield context.finding(
                        "no-such-annex", "warning", at, tag.code or None, standard=tag.standard, annex=label,
                        sar=sar.name,
                    )  # fmt: skip
            for match in _page().finditer(line) if sar.pages is not None else ():
                pages = [int(number) for number in match.groups() if number]
                if max(pages) > (sar.pages or 0) or min(pages) == 0:
                    yield context.finding(
                        "no-such-page", "warning", at, tag.code or None, standard=tag.standard, page=max(pages),
                        pages=sar.pages, sar=sar.name,
                    )  # fmt: skip


def _has_annex(label: str, known: frozenset[str]) -> bool:
    """The annex itself, a part of it, or the whole that it is a part of."""
    return any(are_one(label, other) for other in known)


def commission(context: Context) -> Iterator[Finding]:
    case = context.case
    if case is None or not case.commission:
        return
    rows = [row for row in context.report.rows("expert") if row.get("name", Written()).filled]
    at = next((w.at for tag, w in context.report.written.items() if tag.kind == "expert"), None)
    if not rows:
        return  # told as an open part already
    expected = [*case.commission]
    coordinator = case.coordinator.name if case.coordinator is not None else None
    used: set[int] = set()
    for member in expected:
        found = next(
            (i for i, row in enumerate(rows) if i not in used and same_name(row["name"].text, member.name)), None
        )
        if found is None:
            yield context.finding("commission-missing", "warning", at, name=member.name, role=member.role)
            continue
        used.add(found)
        role = rows[found].get("role", Written())
        given = role.value
        right = {"chair"} if member.chair else {member.role, "foreign"} if member.role == "expert" else {member.role}
        if given and given not in right:
            yield context.finding(
                "commission-role", "warning", role.at, name=member.name, role=role.text,
                expected="chair" if member.chair else member.role,
            )  # fmt: skip
    for i, row in enumerate(rows):
        name = row["name"]
        if i not in used and not (coordinator is not None and same_name(name.text, coordinator)):
            yield context.finding("commission-other", "warning", name.at, name=short(name.text))


def same_name(one: str, other: str) -> bool:
    """The same person: family name alike, and no given name or initial that contradicts. The order does not matter."""
    left, right = _name(one), _name(other)
    if not left or not right:
        return False
    if sorted(left) == sorted(right):
        return True
    shorter, longer = sorted((left, right), key=len)
    full = [part for part in shorter if len(part) > 1]
    if not full or not any(part in longer for part in full):
        return False
    rest = list(longer)
    for part in sorted(shorter, key=lambda p: -len(p)):
        match = next((p for p in rest if p == part), None) or next(
            (p for p in rest if p.startswith(part) or part.startswith(p) if min(len(p), len(part)) == 1), None
        )
        if match is None:
            return False
        rest.remove(match)
    return True


def _name(text: str) -> list[str]:
    """Its words in small letters, without titles and what follows a comma."""
    text = re.split(r"[,(;]", clean(text).casefold().replace("ё", "е"))[0]
    text = re.sub(rf"(?<!\w){spelled(REVIEW.words('form_of_address'))}\.?(?!\w)", " ", text)
    return re.findall(r"[^\W\d_]+", text)
