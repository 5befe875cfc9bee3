"""The annexes of a case: which files there are, which the reports cite, and what does not fit.

Annex files are evidence of kind `annex`; what stands in them never gives a criterion its status.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.coverage import Coverage, CriterionCoverage, Evidence
from ..model.document import Document, Kind
from ..model.findings import Finding
from ..model.places import Place
from ..words.narrative import annexes as labels_in
from ..words.text import clean

if TYPE_CHECKING:
    from ..model.results import DocumentResult

_LEAD_NUMBER = re.compile(r"0*([1-9][0-9]{0,2}(?:\.[0-9]{1,2})*)(?![0-9])")
_LATIN = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")
# "Приложение 4 к приказу", "Annex 2 to the Law", "бұйрықтың 1-қосымшасы": an annex of another document.
_OF_OTHERS = re.compile(
    r"(?:приложени\w{1,2}|прил\.|annex(?:es)?|appendix)\s*(?:no\.?\s*|№\s*)?[0-9A-Za-zА-Яа-я]{1,4}(?:\.[0-9]{1,2})*\s+"
    r"(?:к|to|of)\s+(?!(?:настоящ|данн|отч[её]т|самоотч|this\b|our\b|the\s+(?:present|self|report|sar)))"
    r"|\w+(?:тың|тің|дың|дің|ның|нің)\s+[0-9]{1,3}\s*[-–]?\s*қосымша\w*",
    re.IGNORECASE,
)
_HEADED = re.compile(r"(?:annex|appendi|приложени|прил\.|қосымша)", re.IGNORECASE)
_BARE = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,2})*(?:\s*[,;]\s*[0-9]{1,3}(?:\.[0-9]{1,2})*)*")
_OPENS = re.compile(
    r"\s*(?:[0-9A-ZА-Я]{1,4}(?:\.[0-9]{1,2})*\s*[-–]?\s*қосымша|қосымша|приложени|прил\.|annex|appendix)", re.IGNORECASE
)
_OWN_IN_KAZAKH = re.compile(r"есеп(?:тің|тер)", re.IGNORECASE)  # "есептің 5-қосымшасы": of the report itself


@dataclass(frozen=True)
class AnnexFile:
    """label: "5", "3.1", "A", from its name or its folder's; "" where neither has one. size in bytes."""

    path: str
    label: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Annexes:
    """folder: None where the case names none. cited: places by label, first one first, over all reports."""

    folder: str | None = None
    files: tuple[AnnexFile, ...] = ()
    cited: Mapping[str, tuple[Place, ...]] = None  # type: ignore[assignment]
    findings: tuple[Finding, ...] = ()

    def __post_init__(self) -> None:
        if self.cited is None:
            object.__setattr__(self, "cited", {})

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
        parts = [f for known, files in self.by_label.items() if known.startswith(f"{wanted}.") for f in files]
        if parts:
            return tuple(parts)
        head, _, tail = wanted.rpartition(".")
        return self.of(head) if tail and head else ()


def plain_label(label: str) -> str:
    """ "05" is 5, Cyrillic А is A."""
    pieces = [piece.lstrip("0") or "0" if piece.isdigit() else piece.upper().translate(_LATIN)
              for piece in label.strip(" .").split(".")]  # fmt: skip
    return ".".join(pieces)


def inventory(folder: str) -> tuple[AnnexFile, ...]:
    """All files of a folder and below, in the order of their names; Word's lock files and hidden ones left out."""
    found: list[AnnexFile] = []
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        inherited = "" if Path(base) == Path(folder) else label_of(Path(base).name)
        for name in sorted(names):
            if name.startswith((".", "~$")) or name.casefold() in ("thumbs.db", "desktop.ini"):
                continue
            path = Path(base, name)
            with path.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
            label = label_of(path.stem) or inherited
            found.append(AnnexFile(str(path), label, path.stat().st_size, digest))
    return tuple(found)


def label_of(name: str) -> str:
    """The annex's label that a file or folder name carries: "Приложение_5 План", "5-қосымша", "05 Plan", "Annex A"."""
    text = clean(name.replace("_", " "))
    text = re.sub(r"(?<=[A-Za-zА-Яа-яёЁ])-(?=[0-9A-ZА-Я])", " ", text)  # "annex-05"
    text = re.sub(r"(?<![0-9.])0+(?=[1-9])", "", text)
    named = labels_in(text)
    if named:
        return plain_label(named[0])
    lead = _LEAD_NUMBER.match(text)
    return plain_label(lead[1]) if lead else ""


def cited_in(document: Document) -> dict[str, list[Place]]:
    """Where a report cites its own annexes, by label; not the annexes of laws and orders, nor its contents pages.

    In a table column that is headed "Annex" a bare label is a citation.
    """
    cited: dict[str, list[Place]] = {}
    columns: dict[tuple[int, int], bool] = {}  # (table, column): is it headed "Annex"?
    for block in document.blocks:
        if block.kind in (Kind.CONTENTS, Kind.FURNITURE):
            continue
        if block.kind is Kind.HEADING and opens_annex(block.shown):
            continue
        labels = labels_in(_OF_OTHERS.sub(_kept_if_own, block.shown))
        for cell in block.cells:
            head = columns.setdefault((block.table, cell.column), bool(_HEADED.match(cell.text.strip())))
            if head and (bare := _BARE.fullmatch(cell.text.strip(" .\n"))):
                labels += [piece.strip() for piece in bare[0].replace(";", ",").split(",")]
        for label in labels:
            places = cited.setdefault(plain_label(label), [])
            if not places or places[-1] != block.place:
                places.append(block.place)
    return cited


def _kept_if_own(found: re.Match[str]) -> str:
    return found[0] if _OWN_IN_KAZAKH.match(found[0]) else " "


def opens_annex(heading: str) -> str:
    """The label of the annex that a heading opens inside a report, or ""."""
    found, first = labels_in(heading), _OPENS.match(heading)
    return plain_label(found[0]) if found and first else ""


def within_report(document: Document) -> set[str]:
    """Labels of the annexes that are bound into the report."""
    return {label for block in document.blocks if block.kind is Kind.HEADING and (label := opens_annex(block.shown))}


def compare(folder: str | None, documents: Sequence[DocumentResult]) -> tuple[Annexes, list[tuple[Finding, ...]]]:
    """The annexes of a case, and for each report the findings about what it cites.

    folder: None where the case names none. A folder that is not there has no files, and one finding says so.
    """
    files = inventory(folder) if folder is not None and Path(folder).is_dir() else ()
    annexes = Annexes(folder, files)
    by_report: list[tuple[Finding, ...]] = []
    every: dict[str, list[Place]] = {}
    texts: list[str] = []
    for result in documents:
        if result.document is None:
            by_report.append(())
            continue
        cited, own = cited_in(result.document), within_report(result.document)
        for label, places in cited.items():
            every.setdefault(label, []).extend(places)
        texts.append("\n".join(block.shown.casefold() for block in result.document.blocks))
        wanting = [label for label in cited if not annexes.of(label) and label not in own]
        by_report.append(
            tuple(
                Finding("annex-not-supplied", "warning", cited[label][0],
                        arguments={"annex": label, "count": len(cited[label])})
                for label in sorted(wanting, key=in_order)
            )
        )  # fmt: skip
    findings = [] if folder is None or Path(folder).is_dir() else [
        Finding("annex-no-folder", "error", arguments={"path": folder})
    ]  # fmt: skip
    findings += _about_files(annexes, every, texts)
    cited_places = {label: tuple(places) for label, places in every.items()}
    return replace(annexes, cited=cited_places, findings=tuple(findings)), by_report


def _about_files(annexes: Annexes, cited: Mapping[str, Sequence[Place]], texts: Sequence[str]) -> Iterable[Finding]:
    used = {file.path for label in cited for file in annexes.of(label)}
    first: dict[str, AnnexFile] = {}
    for file in annexes.files:
        name, place = Path(file.path).name, Place(file.path)
        about = {"annex": file.label or name, "path": file.path}
        if file.size == 0:
            yield Finding("annex-empty", "warning", place, arguments=about)
        elif file.sha256 in first:
            yield Finding(
                "annex-duplicate", "info", place, arguments={**about, "other": Path(first[file.sha256].path).name}
            )
        else:
            first[file.sha256] = file
        by_name = any(Path(name).stem.casefold() in text for text in texts)
        if texts and file.path not in used and not by_name:
            yield Finding("annex-not-cited", "info", place, arguments=about)


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


def in_order(label: str) -> tuple[tuple[int, str], ...]:
    """As people count: 2 before 10, 3.1 after 3."""
    return tuple((int(piece), "") if piece.isdigit() else (0, piece) for piece in label.split("."))
