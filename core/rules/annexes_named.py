"""Which annexes a report names: those it cites in its text, lists, or has bound in; not those of laws and orders."""

from __future__ import annotations

import re

from ..model.document import Block, Document, Kind
from ..model.places import Place
from ..words.narrative import annex_citations, bare_annexes
from ..words.narrative import annexes as labels_in
from ..words.patterns import pattern
from .annex_labels import opens_annex, plain_label
from .annex_lists import listed_in

# "Приложение 4 к приказу", "Annex 2 to the Law", "бұйрықтың 1-қосымшасы": an annex of another document.
_OF_OTHERS = pattern(
    r"(?:приложени\w{1,2}|прил\.|annex(?:es)?|appendix)\s*(?:no\.?\s*|№\s*)?[0-9A-Za-zА-Яа-я]{1,4}(?:[.-][0-9A-ZА-Я]{1,2})*\s+"
    r"(?:к|to|of)\s+(?!(?:настоящ|данн|отч[её]т|самоотч|this\b|our\b|the\s+(?:present|self|report|sar)))",
    re.IGNORECASE,
)
# "ГОСО (приказ № 604), приложения 7 и 8": of the state's act that is named just before.
_OF_AN_ACT = pattern(
    r"\b(?:госо|мон|мнво|закон\w*|министр\w*|министерств\w*|minist\w*|laws?)\b[^.;!?]{0,60}?(?:no\.?|№)\s*[\w/-]+"
    r"(?:\s+(?:от|of|dated)\s+[0-9][0-9./]+(?:\s*(?:г\.|года))?)?\)?,\s*"
    r"(?:приложени\w{1,2}|прил\.|annex(?:es)?)\s*[0-9]{1,3}(?:(?:\s*(?:,|and|и)\s*|\s?[-–]\s?)[0-9]{1,3})*",
    re.IGNORECASE,
)
_ACTS = ("госо", "мон", "мнво", "закон", "минист", "minist", "law")  # one of these stands there
# "лицензия KZ12, приложение № 014 от 12.04.2019": a paper with a day of its own.
_DATED = pattern(
    r"(?:приложени\w{1,2}|annex|appendix)\s*(?:no\.?|№)?\s*[0-9]{1,4}\s+(?:от|of|dated)\s+[0-3]?[0-9]\.[01]?[0-9]\.(?:19|20)[0-9]{2}",
    re.IGNORECASE,
)
_OF_OTHERS_IN_KAZAKH = pattern(
    r"\b(?:\w+(?:тың|тің|дың|дің|ның|нің)|(?:ереже|бұйры|заң|қаулы|шарт|келісім|жарғы|қағида)\w*(?:[ғқ]а|[гк]е|на|не))"
    r"\s+[0-9]{1,3}(?:-[A-ZА-Я])?\s*[-–]?\s*қосымша\w*",
    re.IGNORECASE,
)
_OWN_IN_KAZAKH = pattern(r"есеп(?:тің|тер)", re.IGNORECASE)  # "есептің 5-қосымшасы": of the report itself
_HEADED = pattern(r"(?:annex|appendi|приложени|прил\.|қосымша)", re.IGNORECASE)


def cited_in(document: Document, listed: frozenset[int] | None = None) -> dict[str, list[Place]]:
    """Where a report cites its own annexes, by label; not the annexes of laws and orders.

    Neither its contents pages nor its list of annexes cite any. In a table column that is headed "Annex" a bare label
    is a citation. listed: the entries of its lists, where they are known
    """
    return _named(document, listed_in(document) if listed is None else listed, listed=False)


def named_in_lists(document: Document) -> frozenset[str]:
    """The labels in a report's list of annexes, or in its contents."""
    return frozenset(_named(document, listed_in(document), listed=True))


def _named(document: Document, entries: frozenset[int], *, listed: bool) -> dict[str, list[Place]]:
    """Places by label: of those in lists and contents, or of all the others."""
    cited: dict[str, list[Place]] = {}
    columns: dict[tuple[int, int], bool] = {}  # (table, column): is it headed "Annex"?
    for number, block in enumerate(document.blocks):
        opens = _is_title(block) and block.names_annex and opens_annex(block.shown)
        if block.kind is Kind.FURNITURE or opens or (number in entries or block.kind is Kind.CONTENTS) is not listed:
            continue
        if block.kind is Kind.CONTENTS:
            labels = _with_title(block.shown)
        else:
            labels = labels_in(_without_others(block.shown)) if block.names_annex else []
        labels += _bare(block, columns)
        for label in labels:
            places = cited.setdefault(plain_label(label), [])
            if not places or places[-1] != block.place:
                places.append(block.place)
    return cited


def _with_title(entry: str) -> list[str]:
    """Labels in a line of the contents: "Annex 5 Strategy 41" names annex 5, "Annexes 41" a page."""
    return [label for labels, _, end in annex_citations(entry) if re.search(r"\w", entry[end:]) for label in labels]


def _bare(block: Block, columns: dict[tuple[int, int], bool]) -> list[str]:
    """The labels in the cells of a row that stand in a column headed "Annex"."""
    labels: list[str] = []
    for cell in block.cells:
        key = (block.table, cell.column)
        if key not in columns:
            columns[key] = bool(_HEADED.match(cell.text.strip()))
        if columns[key]:
            labels += bare_annexes(cell.text.strip(" .\n"))
    return labels


def _without_others(text: str) -> str:
    """The text without its citations of other documents' annexes."""
    low = text.lower()
    text = _OF_OTHERS.sub(" ", text)
    if any(map(low.__contains__, _ACTS)):
        text = _OF_AN_ACT.sub(" ", text)
    text = _DATED.sub(" ", text)
    return _OF_OTHERS_IN_KAZAKH.sub(_kept_if_own, text) if "осымша" in low else text


def _kept_if_own(found: re.Match[str]) -> str:
    return found[0] if _OWN_IN_KAZAKH.match(found[0]) else " "


def within_report(document: Document) -> set[str]:
    """Labels of the annexes that are bound into the report."""
    titles = {
        number: label
        for number, block in enumerate(document.blocks)
        if _is_title(block) and block.names_annex and (label := opens_annex(block.shown))
    }
    if any(document.blocks[number].kind is not Kind.HEADING for number in titles):
        titles = {number: label for number, label in titles.items() if number not in listed_in(document)}
    return set(titles.values())


def _is_title(block: Block) -> bool:
    """A heading, or a line in capitals that somebody did not set as one."""
    return block.kind is Kind.HEADING or (block.kind is Kind.PARAGRAPH and block.text.isupper())
