"""What a careful editor sees, against what Sapa's rules say: false alarms and what was overlooked, by rule.

    python benchmarks/editor.py FOLDER [FOLDER...]      reports that a list in benchmarks/editor/ knows
    python benchmarks/editor.py FOLDER --show           besides every false alarm and everything overlooked
    python benchmarks/editor.py FOLDER --write FILE     the table as Markdown

A list holds for each report what is wrong in it: kind (the rule that should say so), a short quotation, and what the
finding must be about where a quotation does not tell it. precision: findings that the list confirms, of all findings of
the rule. recall: entries that a finding tells, of all of the rule. Kinds without a rule stand at the end. `not_wrong`
in a list: what looks like a fault and is none, for whoever mends a rule.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))
LISTS = Path(__file__).parent / "editor"

if TYPE_CHECKING:
    from sapa.core.model.document import Document
    from sapa.core.model.findings import Finding


class Judged(NamedTuple):
    """One report: the findings that no entry confirms, the entries that no finding tells, and all of both."""

    file: str
    findings: list[tuple[str, str]]  # rule, sentence
    false: list[tuple[str, str]]
    entries: list[dict[str, Any]]
    overlooked: list[dict[str, Any]]


def judge(path: Path, entries: list[dict[str, Any]]) -> Judged:
    """Checks a report and pairs its findings with the entries."""
    from sapa.core.checking.report import check
    from sapa.core.checking.settings import settings
    from sapa.core.loading.plugins import load_plugins
    from sapa.core.reading.tools import probe
    from sapa.core.rules.editor.listed import RULES
    from sapa.core.words.messages import say

    (result,) = check([str(path)], settings(load_plugins(), probe(), ocr="never")).documents
    found = [one for one in result.findings if one.rule in RULES]
    told = {index for one in found for index, entry in enumerate(entries) if tells(one, entry, result.document)}
    false = [one for one in found if not any(tells(one, entry, result.document) for entry in entries)]
    return Judged(
        path.name,
        [(one.rule, say(one.message)) for one in found],
        [(one.rule, say(one.message)) for one in false],
        entries,
        [entry for index, entry in enumerate(entries) if index not in told],
    )


def tells(finding: Finding, entry: dict[str, Any], document: Document | None) -> bool:
    """The finding is the one that the entry expects."""
    if finding.rule != entry["kind"]:
        return False
    for name, value in entry.get("about", {}).items():
        said = finding.arguments.get("numbers" if name == "standard" else name)
        if value != said and not (isinstance(said, tuple) and value in said):
            return False
    if "about" in entry:
        return True
    quote, said = _plain(entry["quote"]), _plain(str(finding.arguments.get("quote", "")))
    if quote and said:
        return quote in said or said in quote or quote in _plain(_passage(finding, document))
    return not quote and entry["quote"][:1] in str(finding.arguments.get("quote", ""))  # dots


def _passage(finding: Finding, document: Document | None) -> str:
    blocks = document.blocks if document is not None else ()
    return next((block.shown for block in blocks if block.place == finding.place), "")


def _plain(text: str) -> str:
    return "".join(re.findall(r"\w+", text.casefold()))


def reports(folder: Path) -> Iterator[tuple[Path, list[dict[str, Any]]]]:
    """Reports in the folder that some list knows, each with its entries."""
    for file in sorted(LISTS.glob("*.json")):
        for document in json.loads(file.read_text("utf-8"))["documents"]:
            for path in (folder / name for name in document["files"]):
                if path.exists():
                    yield path, document["wrong"]


def table(judged: Sequence[Judged]) -> Iterator[str]:
    """Lines of Markdown."""
    found = Counter(rule for one in judged for rule, _ in one.findings)
    false = Counter(rule for one in judged for rule, _ in one.false)
    listed = Counter(entry["kind"] for one in judged for entry in one.entries)
    missed = Counter(entry["kind"] for one in judged for entry in one.overlooked)
    yield "| Rule | Findings | False alarms | Precision | Listed | Told | Recall |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    kinds = [*sorted(found), *sorted(kind for kind in listed if kind not in found)]
    for kind in kinds:
        yield _row(f"`{kind}`", found[kind], false[kind], listed[kind], missed[kind])
    yield _row("all", found.total(), false.total(), listed.total(), missed.total())


def _row(name: str, found: int, false: int, listed: int, missed: int) -> str:
    told = listed - missed
    return (
        f"| {name} | {found} | {false} | {_share(found - false, found)} | {listed} | {told} | {_share(told, listed)} |"
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "–"


def main() -> int:
    parser = argparse.ArgumentParser(description="False alarms of an editor's rules, and what they overlook.")
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--show", action="store_true", help="every false alarm and everything overlooked")
    parser.add_argument("--write", type=Path, metavar="FILE", help="the table as Markdown")
    arguments = parser.parse_args()
    judged = [judge(path, entries) for folder in arguments.folders for path, entries in reports(folder)]
    if not judged:
        parser.error("no report in these folders has a list in benchmarks/editor/")
    lines = list(table(judged))
    print(f"{len(judged)} files\n\n" + "\n".join(lines))
    for one in judged if arguments.show else ():
        for rule, sentence in one.false:
            print(f"{one.file}: false alarm: {rule}: {sentence}")
        for entry in one.overlooked:
            print(f"{one.file}: overlooked: {entry['kind']}: {entry['quote']}")
    if arguments.write:
        arguments.write.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
