"""Parity -> text and JSON (the contract sapa.parity/1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..comparing import difference as comparing
from ..comparing.difference import Difference, Spot, Value
from ..model.coverage import Status
from ..showing.layout import Column, Line, Paper, Span
from ..showing.view import Tell, file_name, place_text, ranges_of, short, teller
from ..words.messages import Lang
from .as_json import Json, dump, made_of, page_json

_VALUE = 70  # characters of a value in a sentence
_TEXT = 160  # of what stands at a place
_EACH = 12  # differences of one kind that are listed; -v lists all
_STATUS_COLUMN = 16
_LABEL_COLUMN = 15  # holds "3.2.15–3.2.19"
_STYLE = {"error": "missing", "warning": "thin", "info": "dim"}


class Parity(comparing.Parity):
    """Language versions side by side, as a value that writes itself as JSON."""

    def to_json(self, lang: Lang = "en") -> str:
        """The contract sapa.parity/1 (`sapa schema parity`)."""
        return render_json(self, lang)


# --- JSON


def render_json(parity: comparing.Parity, lang: Lang = "en") -> str:
    summed_up: Json = {
        "differences": len(parity.counted),
        **{str(name): count for name, count in parity.severities().items()},
        "kinds": dict(parity.counts()),
        "criteria": len(parity.statuses),
        "alike": sum(len(set(by_language.values())) == 1 for by_language in parity.statuses.values()),
        "not_checked": list(parity.not_checked),
        "ratios": dict(parity.ratios),
    }
    value: Json = {
        "schema": "sapa.parity/1",
        "version": parity.version,
        **made_of(parity.made, lang),
        "set": parity.set.id,
        "edition": parity.set.edition,
        "languages": list(parity.languages),
        "documents": [
            {"path": one.path, "language": language, "format": one.format, "sha256": one.sha256}
            for language, one in parity.documents.items()
        ],
        "summary": summed_up,
        "differences": [_difference(one, lang) for one in parity.differences],
    }
    return dump(value)


def _difference(one: Difference, lang: Lang) -> Json:
    return {
        "kind": one.kind,
        "severity": one.severity,
        "code": one.code,
        "label": one.label,
        "values": {
            language: value if isinstance(value, str) else list(value) for language, value in one.values.items()
        },
        "places": {language: spot_json(spot) for language, spot in one.places.items()},
        "cause": one.cause,
        "message": sentence(one, teller(lang)),
    }


def spot_json(spot: Spot) -> Json:
    shown: Json = {
        **page_json(spot.place),
        "paragraph": spot.place.paragraph,
        "heading": list(spot.heading),
        "text": spot.text,
    }
    return {**shown, "lacking": True} if spot.lacking else shown


# --- sentences that text, page and sheet share


def sentence(one: Difference, tell: Tell) -> str:
    """What differs, with the values of all languages."""
    values = tuple(
        f"{tell(f'language.{language}')}: {_value(one, value, tell)}" for language, value in one.values.items()
    )
    label = one.label.rpartition(" ")[2] if one.label else None
    return tell(f"parity.{one.kind}", values="; ".join(values), label=label)


def _value(one: Difference, value: Value, tell: Tell) -> str:
    if one.kind == "coverage" and isinstance(value, str):
        return tell(f"status.{value}")
    if one.kind == "language" and isinstance(value, str):
        return tell(f"language.{value}")
    if isinstance(value, str):
        return short(" ".join(value.split()), _VALUE)
    return ", ".join(value) or tell("parity.none-there")


def where(spot: Spot, tell: Tell) -> str:
    """The place, and whether it is only where the thing would belong: where it has some text, it is its own."""
    place = place_text(spot.place, spot.heading, tell)
    return tell("parity.belongs", place=place) if spot.lacking and not spot.text else place


def summary(parity: comparing.Parity, tell: Tell) -> str:
    if not parity.counted:
        return tell("parity.nothing")
    kinds = tuple(
        tell("parity.of-kind", kind=tell(f"parity-kind.{kind}"), count=count) for kind, count in parity.counts().items()
    )
    return tell("parity.summary", count=len(parity.counted), kinds=kinds)


def gist(parity: comparing.Parity, lang: Lang) -> str:
    """In a sentence: how many differences of which kind."""
    return summary(parity, teller(lang))


@dataclass(frozen=True)
class Uneven:
    """Criteria, one after another, that the versions answer unlike in one way. difference: of the first of them."""

    codes: tuple[str, ...]
    label: str
    statuses: tuple[Status, ...]
    difference: Difference | None


def uneven(parity: comparing.Parity) -> list[Uneven]:
    """The criteria that not all versions answer alike; those that one version lacks at the same place as one row."""
    told = {one.code: one for one in parity.differences if one.kind == "coverage"}
    standards = {code.text: criterion.standard for code, criterion in parity.set.criteria.items()}
    rows: list[tuple[list[str], tuple[Status, ...], Difference | None]] = []
    for code, by_language in parity.statuses.items():
        statuses = tuple(by_language.values())
        if len(set(statuses)) < 2:
            continue
        one = told.get(code)
        if (
            rows
            and rows[-1][1] == statuses
            and standards[rows[-1][0][-1]] == standards[code]
            and _one_gap(rows[-1][2], one)
        ):
            rows[-1][0].append(code)
        else:
            rows.append(([code], statuses, one))
    return [Uneven(tuple(codes), ranges_of(codes, parity.set), statuses, one) for codes, statuses, one in rows]


def _one_gap(before: Difference | None, one: Difference | None) -> bool:
    """The same versions lack both, where nothing of either stands, at the same place."""
    if before is None or one is None or not one.lacking or before.lacking != one.lacking or before.cause != one.cause:
        return False
    if any(one.values[language] != Status.MISSING for language in one.lacking):
        return False
    return all(before.places[language].place == one.places[language].place for language in one.lacking)


def by_kind(parity: comparing.Parity) -> Iterator[tuple[str, list[Difference]]]:
    for kind in comparing.KINDS:
        found = [one for one in parity.differences if one.kind == kind]
        if found:
            yield kind, found


# --- text


def lines(parity: comparing.Parity, lang: Lang = "en", *, width: int = 80, details: bool = False) -> list[Line]:
    tell, paper = teller(lang), Paper(width)
    paper.write([(tell("parity.title"), "title")])
    paper.write(f"{parity.set.title(lang)} ({parity.set.key})")
    for language, document in parity.documents.items():
        paper.write(f"{tell(f'language.{language}')}: {file_name(document.path)}", 2)
    paper.blank()
    paper.write(summary(parity, tell))
    if parity.not_checked:
        paper.write([(tell("parity.not-checked", codes=ranges_of(parity.not_checked, parity.set)), "missing")])
    _statuses(paper, parity, tell)
    for kind, found in by_kind(parity):
        if kind == "coverage":
            continue
        paper.blank()
        paper.write([(tell(f"parity-kind.{kind}"), "title")])
        for one in found if details else found[:_EACH]:
            _write(paper, one, tell)
        if len(found) > _EACH and not details:
            paper.write(tell("parity.more", count=len(found) - _EACH), 2)
    return paper.lines


def _statuses(paper: Paper, parity: comparing.Parity, tell: Tell) -> None:
    rows = uneven(parity)
    if not rows:
        return
    paper.blank()
    paper.write([(tell("parity-kind.coverage"), "title")])
    widest = max(len(row.label) for row in rows)
    columns = [Column(max(9, min(widest + 1, _LABEL_COLUMN))), *(Column(_STATUS_COLUMN) for _ in parity.languages)]
    paper.row([tell("parity.criterion"), *(tell(f"language.{language}") for language in parity.languages)], columns, 2)
    for row in rows:
        cells: list[list[Span]] = [[(tell(f"status.{status}"), _of_status(status))] for status in row.statuses]
        paper.row([row.label, *cells], columns, 2)
        one = row.difference
        for language in one.lacking if one is not None else ():
            assert one is not None
            paper.write(f"{tell(f'language.{language}')}: {where(one.places[language], tell)}", 13)
        if one is not None and one.cause:
            paper.write(tell("parity.cause", cause=tell(f"parity-kind.{one.cause}")), 13)


def _of_status(status: Status) -> str:
    return "" if status is Status.ADDRESSED else "missing" if status is Status.MISSING else "thin"


def _write(paper: Paper, one: Difference, tell: Tell) -> None:
    mark: list[Span] = [
        (f"{one.code or tell('parity.outside')}  ", "bold"),
        (sentence(one, tell), _STYLE[one.severity]),
    ]
    paper.write(mark, 2, 4)
    for language, spot in one.places.items():
        shown = f"{tell(f'language.{language}')}: {where(spot, tell)}"
        if spot.text:
            shown += f": {tell('report.quoted', text=short(' '.join(spot.text.split()), _TEXT))}"
        paper.write([(shown, "dim")], 4, 8)


def rows(parity: comparing.Parity, lang: Lang) -> Sequence[Sequence[str]]:
    """Every difference as a row: kind, severity, code, label, and for each language value, place and text."""
    tell = teller(lang)
    found: list[list[str]] = []
    for one in parity.differences:
        cells = [tell(f"parity-kind.{one.kind}"), tell(f"severity.{one.severity}"), one.code or "", one.label or ""]
        for language in parity.languages:
            spot = one.places.get(language)
            value = one.values.get(language)
            cells.append("" if value is None else _value(one, value, tell))
            cells.append(where(spot, tell) if spot is not None else "")
            cells.append(spot.text if spot is not None else "")
        found.append(cells)
    return found
