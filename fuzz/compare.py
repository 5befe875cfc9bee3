"""Two versions of Sapa over a folder of files (SAPA_CORPUS): which are read otherwise. See README.md beside it."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SUFFIXES = (".docx", ".docm", ".dotx", ".doc", ".odt", ".rtf", ".pdf")
# In a process of its own by the version's own Python: the summary of a file, a line of JSON each.
_PROGRAM = """
import json, sys, sapa
loaded = sapa.load()
for path in sys.stdin.read().splitlines():
    try:
        result = sapa.check(path, loaded=loaded, ocr="never")
        print(json.dumps([path, json.loads(result.to_json()), result.documents[0].document and [
            [block.kind, len(block.text.split()), block.table] for block in result.documents[0].document.blocks]]))
    except Exception as error:
        print(json.dumps([path, f"{type(error).__name__}: {error}", None]))
    sys.stdout.flush()
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    given = parser.parse_args()
    corpus = os.environ.get("SAPA_CORPUS")
    if not corpus:
        parser.error("SAPA_CORPUS must name a folder of files")
    files = [str(one) for one in sorted(Path(corpus).rglob("*")) if one.suffix.lower() in SUFFIXES and one.is_file()]
    before, after = (_summaries(one.resolve(), files) for one in (given.old, given.new))
    changed: Counter[str] = Counter()
    for file in files:
        differences = [
            f"{key} {before[file][key]} -> {after[file][key]}"
            for key in after[file]
            if before[file].get(key) != after[file][key]
        ]
        changed.update(one.split(" ", 1)[0] for one in differences)
        if differences:
            print(f"{Path(file).relative_to(corpus)}: {'; '.join(differences)}")
    print(f"{len(files)} files; changed: {dict(sorted(changed.items())) or 'nothing'}")
    return 1 if changed else 0


def _summaries(checkout: Path, files: list[str]) -> dict[str, dict[str, Any]]:
    python = checkout / ".venv" / "bin" / "python"
    done = subprocess.run(
        [str(python), "-c", _PROGRAM], input="\n".join(files), capture_output=True, text=True, check=True, cwd=checkout
    )
    found = {}
    for line in done.stdout.splitlines():
        path, result, blocks = json.loads(line)
        found[path] = dict(_summary(result, blocks))
    return found


def _summary(result: Any, blocks: list[list[Any]] | None) -> Iterator[tuple[str, Any]]:
    if isinstance(result, str):
        yield "error", result
        return
    (document,) = result["documents"]
    yield "format", document["format"]
    yield "error", document["error"] and document["error"]["code"]
    yield "pages", document["pages"]
    yield "unread", sum(len(one["pages"]) or 1 for one in document["unreadable"])
    yield "words", sum(count for _, count, _ in blocks or ())
    yield "headings", sum(kind == "heading" for kind, _, _ in blocks or ())
    yield "tables", max((table for _, _, table in blocks or ()), default=0)
    yield "sets", [one["id"] for one in document["sets"]]
    yield "statuses", {one["id"]: one["summary"] for one in document["sets"]}


if __name__ == "__main__":
    sys.exit(main())
