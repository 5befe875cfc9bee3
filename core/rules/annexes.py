"""The annexes of a case: which files there are, which the reports cite, and what does not fit.

Annex files are evidence of kind `annex`; what stands in them never gives a criterion its status.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.coverage import Coverage, CriterionCoverage, Evidence
from ..model.document import Block, Document, Kind, ReadingError
from ..model.findings import Finding
from ..model.places import Place
from ..whole import is_dir, is_endless
from ..words.messages import Value
from ..words.narrative import annex_citations, bare_annexes, names_annex
from ..words.narrative import annexes as labels_in
from ..words.patterns import pattern
from ..words.text import clean
from .annex_lists import listed_in

if TYPE_CHECKING:
    from ..model.results import DocumentResult

_LEAD_NUMBER = pattern(
    r"0*([1-9][0-9]{0,2}(?:\.[0-9]{1,2})*(?:-?[A-ZА-Я](?!\w))?|[A-ZА-Я]-[0-9]{1,2})(?![0-9])"  # "05 Plan", "5-A Plan"
)
_LATIN = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")
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
_HEADED = pattern(r"(?:annex|appendi|приложени|прил\.|қосымша)", re.IGNORECASE)
_OPENS = pattern(
    r"\s*(?:[0-9]{1,3}[.)]\s+)?"  # a list's own number: "1. Annex 1. Plan"
    r"(?:[0-9A-ZА-Я]{1,4}(?:[.-][0-9A-ZА-Я]{1,2})*\s*[-–]?\s*қосымша|қосымша|приложени|прил\.|annex|appendix)",
    re.IGNORECASE,
)
_OWN_IN_KAZAKH = pattern(r"есеп(?:тің|тер)", re.IGNORECASE)  # "есептің 5-қосымшасы": of the report itself


@dataclass(frozen=True)
class AnnexFile:
    """label: "5", "3.1", "A", from its name or its folder's; "" where neither has one. size in bytes; 0: it cannot be
    opened or holds nothing.

    locked: nobody can open it without a password
    """

    path: str
    label: str
    size: int
    sha256: str
    locked: bool = False


@dataclass(frozen=True)
class Annexes:
    """folder: None where the case names none.

    cited   places by label, first one first, over all reports; listed: labels in a report's list or contents
    inside  labels of the annexes that are bound into a report
    """

    folder: str | None = None
    files: tuple[AnnexFile, ...] = ()
    cited: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    listed: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()

    @cached_property
    def by_label(self) -> Mapping[str, tuple[AnnexFile, ...]]:
        found: dict[str, tuple[AnnexFile, ...]] = {}
        for file in self.files:
            if file.label:
                found[file.label] = (*found.get(file.label, ()), file)
        return found

    def of(self, label: str) -> tuple[AnnexFile, ...]:
        """The files of an annex: its own, its parts' (5.1 of 5), or those of the whole it is a part of."""
        wanted = plain_label(label)
        own = self.by_label.get(wanted, ())
        if own:
            return own
        parts = [f for known, files in self.by_label.items() if is_part(known, wanted) for f in files]
        if parts:
            return tuple(parts)
        wholes = [known for known in self.by_label if is_part(wanted, known)]
        return self.by_label[max(wholes, key=len)] if wholes else ()


@dataclass(frozen=True)
class AnnexFacts:
    """What is known of an annex: how often it is cited, whether it is listed, what was supplied.

    inside: it is bound into a report
    """

    label: str
    cited: int
    listed: bool
    files: tuple[AnnexFile, ...]
    inside: bool


def facts(annexes: Annexes) -> tuple[AnnexFacts, ...]:
    """One for each annex that is cited, listed or supplied, in the order in which people count."""
    cited, listed, inside = annexes.cited, annexes.listed, annexes.inside
    labels = sorted({*cited, *listed, *annexes.by_label}, key=in_order)
    return tuple(
        AnnexFacts(label, len(cited.get(label, ())), label in listed, annexes.of(label), label in inside)
        for label in labels
    )


def plain_label(label: str) -> str:
    """ "05" is 5, Cyrillic А is A, "5A" is 5-A."""
    return "".join(map(_plain_piece, _PIECES.findall(_JOINTS.sub("-", label.strip(" .")))))


# Where a number and a letter meet, however they are joined but by a point.
_JOINTS = pattern(r"(?<=[0-9])[-–‑]?(?=[^\W\d_])|(?<=[^\W\d_])[-–‑]?(?=[0-9])")
_PIECES = pattern(r"[0-9]+|[^0-9]+")


def _plain_piece(piece: str) -> str:
    return piece.lstrip("0") or "0" if piece.isdigit() else piece.upper().translate(_LATIN)


def is_part(label: str, whole: str) -> bool:
    """Whether an annex is a part of another one: 5.1 and 5-A of 5."""
    return whole != "" and label.startswith((f"{whole}.", f"{whole}-"))


def are_one(label: str, other: str) -> bool:
    """The same annex, or one is a part of the other."""
    return label == other or is_part(label, other) or is_part(other, label)


def inventory(folder: str, opens: Callable[[str], bool] | None = None) -> tuple[AnnexFile, ...]:
    """All files of a folder and below, in the order of their names; Word's lock files and hidden ones left out.

    A folder that cannot be opened is like a file that cannot. opens: whether a PDF needs no password; None: here.
    """
    found: list[AnnexFile] = []

    def unseen(error: OSError) -> None:
        path = Path(str(error.filename))
        found.append(AnnexFile(str(path), label_of(path.name), 0, ""))

    for base, folders, names in os.walk(folder, onerror=unseen):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        inherited = "" if Path(base) == Path(folder) else label_of(Path(base).name)
        for name in sorted(names):
            if name.startswith((".", "~$")) or name.casefold() in ("thumbs.db", "desktop.ini"):
                continue
            path = Path(base, name)
            found.append(_annex(path, label_of(path.stem) or inherited, opens or opens_freely))
    return tuple(found)


def _annex(path: Path, label: str, opens: Callable[[str], bool]) -> AnnexFile:
    """What cannot be opened holds nothing for a reader: a link that leads nowhere, a pipe, what may not be read."""
    try:
        if is_endless(path):
            return AnnexFile(str(path), label, 0, "")
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return AnnexFile(str(path), label, path.stat().st_size, digest, _is_locked(path, opens))
    except OSError:
        return AnnexFile(str(path), label, 0, "")


def _is_locked(path: Path, opens: Callable[[str], bool]) -> bool:
    """Whether a password is needed to open the file."""
    from ..reading.containers import sniff

    with path.open("rb") as stream:
        kind = sniff(stream)
        if kind != "pdf":
            return kind == "encrypted"
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
            if data.find(b"/Encrypt") < 0:
                return False
    return not opens(str(path))


def opens_freely(path: str) -> bool:
    """Whether a PDF opens without a password, or is damaged besides."""
    from pypdfium2_raw import bindings as raw

    from ..reading.pdf.pages import Opened

    try:
        with Opened(raw, Path(path).read_bytes(), path):
            return True
    except ReadingError as error:
        return error.code != "encrypted"


def label_of(name: str) -> str:
    """The annex's label that a file or folder name carries: "Приложение_5 План", "5-қосымша", "05 Plan", "Annex A"."""
    text = clean(name.replace("_", " "))
    text = re.sub(r"(?<=[A-Za-zА-Яа-яёЁ]{2})-(?=[0-9A-ZА-Я])", " ", text)  # "annex-05"; "A-1" stays one
    text = re.sub(r"(?<![0-9.])0+(?=[1-9])", "", text)
    named = labels_in(text)
    if named:
        return plain_label(named[0])
    lead = _LEAD_NUMBER.match(text)
    return plain_label(lead[1]) if lead else ""


def cited_in(document: Document) -> dict[str, list[Place]]:
    """Where a report cites its own annexes, by label; not the annexes of laws and orders.

    Neither its contents pages nor its list of annexes cite any. In a table column that is headed "Annex" a bare label
    is a citation.
    """
    return _named(document, listed_in(document), listed=False)


def named_in_lists(document: Document) -> frozenset[str]:
    """The labels in a report's list of annexes, or in its contents."""
    return frozenset(_named(document, listed_in(document), listed=True))


def _named(document: Document, entries: frozenset[int], *, listed: bool) -> dict[str, list[Place]]:
    """Places by label: of those in lists and contents, or of all the others."""
    cited: dict[str, list[Place]] = {}
    columns: dict[tuple[int, int], bool] = {}  # (table, column): is it headed "Annex"?
    for number, block in enumerate(document.blocks):
        opens = _is_title(block) and opens_annex(block.shown)
        if block.kind is Kind.FURNITURE or opens or (number in entries or block.kind is Kind.CONTENTS) is not listed:
            continue
        if block.kind is Kind.CONTENTS:
            labels = _with_title(block.shown)
        else:
            labels = labels_in(_without_others(block.shown)) if names_annex(block.shown) else []
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


def opens_annex(heading: str) -> str:
    """The label of the annex that a heading opens inside a report, or ""."""
    found, first = labels_in(heading), _OPENS.match(heading)
    return plain_label(found[0]) if found and first else ""


def within_report(document: Document) -> set[str]:
    """Labels of the annexes that are bound into the report."""
    titles = {
        number: label
        for number, block in enumerate(document.blocks)
        if _is_title(block) and (label := opens_annex(block.shown))
    }
    if any(document.blocks[number].kind is not Kind.HEADING for number in titles):
        titles = {number: label for number, label in titles.items() if number not in listed_in(document)}
    return set(titles.values())


def _is_title(block: Block) -> bool:
    """A heading, or a line in capitals that somebody did not set as one."""
    return block.kind is Kind.HEADING or (block.kind is Kind.PARAGRAPH and block.text.isupper())


def compare(
    folder: str | None, documents: Sequence[DocumentResult], opens: Callable[[str], bool] | None = None
) -> tuple[Annexes, list[tuple[Finding, ...]]]:
    """The annexes of a case, and for each report the findings about what it cites. opens: as of `inventory`.

    folder: None where the case names none. Of one that is not there or cannot be opened one finding says so.
    """
    opened = folder is not None and is_dir(folder) and os.access(folder, os.R_OK | os.X_OK)
    files = inventory(folder, opens) if folder is not None and opened else ()
    annexes = Annexes(folder, files)
    by_report: list[tuple[Finding, ...]] = []
    every: dict[str, list[Place]] = {}
    listed: set[str] = set()
    inside: set[str] = set()
    texts: list[str] = []
    for result in documents:
        if result.document is None:
            by_report.append(())
            continue
        cited, own, lists = cited_in(result.document), within_report(result.document), named_in_lists(result.document)
        for label, places in cited.items():
            every.setdefault(label, []).extend(places)
        listed, inside = listed | lists, inside | own
        texts.append(_running(result.document))
        by_report.append(tuple(_wanting(annexes, cited, own, lists)))
    findings = [] if folder is None or opened else [
        Finding("annex-no-folder", "error", arguments={"path": folder})
    ]  # fmt: skip
    findings += _about_files(annexes, every, texts)
    cited_places = {label: tuple(places) for label, places in every.items()}
    return (
        replace(
            annexes, cited=cited_places, findings=tuple(findings), listed=frozenset(listed), inside=frozenset(inside)
        ),
        by_report,
    )


def _running(document: Document) -> str:
    """The text of a report without its list of annexes."""
    entries = listed_in(document)
    return "\n".join(block.shown.casefold() for number, block in enumerate(document.blocks) if number not in entries)


def _wanting(
    annexes: Annexes, cited: Mapping[str, Sequence[Place]], own: set[str], listed: frozenset[str]
) -> Iterator[Finding]:
    """What a report cites, or only lists, and what is not there."""
    for label in sorted({*cited, *listed}, key=in_order):
        if annexes.of(label) or label in own:
            continue
        if label in cited:
            arguments: dict[str, Value] = {"annex": label, "count": len(cited[label])}
            yield Finding("annex-not-supplied", "warning", cited[label][0], arguments=arguments)
        else:
            yield Finding("annex-listed-only", "warning", arguments={"annex": label})


def _about_files(annexes: Annexes, cited: Mapping[str, Sequence[Place]], texts: Sequence[str]) -> Iterable[Finding]:
    used = {file.path for label in cited for file in annexes.of(label)}
    first: dict[str, AnnexFile] = {}
    for file in annexes.files:
        name, place = Path(file.path).name, Place(file.path)
        is_cited = file.path in used or any(_names(text, Path(file.path).stem) for text in texts)
        about = {"annex": file.label or name, "path": file.path}
        if file.size == 0:
            yield Finding("annex-empty", "warning" if is_cited else "info", place, arguments=about)
            continue  # that nobody cites nothing needs no further word
        if file.locked:
            yield Finding("annex-encrypted", "warning", place, arguments=about)
        elif file.sha256 in first:
            yield Finding(
                "annex-duplicate", "info", place, arguments={**about, "other": Path(first[file.sha256].path).name}
            )
        else:
            first[file.sha256] = file
        if texts and not is_cited:
            yield Finding("annex-not-cited", "info", place, arguments=about)


def _names(text: str, stem: str) -> bool:
    """Whether a text names a file: "2017" names no file "7", and no number is a name."""
    name = stem.casefold()
    if name not in text or not any(letter.isalpha() for letter in name):
        return False
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def as_evidence(coverage: Coverage, annexes: Annexes) -> Coverage:
    """The coverage with the annex files that its passages cite as evidence; no status changes by it."""
    return replace(coverage, criteria=tuple(_with_files(one, annexes) for one in coverage.criteria))


def _with_files(one: CriterionCoverage, annexes: Annexes) -> CriterionCoverage:
    labels = dict.fromkeys(label for item in one.evidence for label in item.annexes)
    files = {file.path: (file, label) for label in labels for file in annexes.of(label)}
    if not files:
        return one
    added = tuple(
        Evidence("annex", Place(file.path), (), 0, 1, (label,), None, Path(file.path).name)
        for file, label in files.values()
    )
    return replace(one, evidence=(*one.evidence, *added))


_PARTS = pattern(r"[.-]")


def in_order(label: str) -> tuple[tuple[int, str], ...]:
    """As people count: 2 before 10, 3.1 after 3."""
    return tuple((int(piece), "") if piece.isdigit() else (0, piece) for piece in _PARTS.split(label))
