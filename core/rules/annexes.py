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
from ..model.document import Document, ReadingError
from ..model.findings import Finding
from ..model.places import Place
from ..whole import is_dir, is_endless
from ..words.messages import Value
from .annex_labels import in_order, is_part, label_of, plain_label
from .annex_lists import listed_in
from .annexes_named import cited_in, named_in_lists, within_report

if TYPE_CHECKING:
    from ..model.results import DocumentResult


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
