"""Two versions of Sapa over a folder of files (SAPA_CORPUS): which are read otherwise, and how; see README.md."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SUFFIXES = (".docx", ".docm", ".dotx", ".doc", ".odt", ".rtf", ".pdf")
SUMMARIES = Path(__file__).with_name("summaries.py")
_SAID = 6  # words, headings, codes that are named of a difference; how many there are is always said
_SHOWN = 40  # files in detail, unless another number is asked for
_LOST: Mapping[str, Any] = {"error": "the version ended before this file"}

Summary = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """One thing that is otherwise. weight: how much of the file it is, from 0 to 1, to put the worst first."""

    what: str
    told: str
    weight: float


def changes(old: Summary, new: Summary) -> tuple[Change, ...]:
    """What is otherwise in one file; where one version could not read it, that alone."""
    if old["error"] != new["error"]:
        told = f"{old['error'] or 'read'} -> {new['error'] or 'read'}"
        return (Change(_turn(old["error"], new["error"]), told, 1.0),)
    return tuple(_content(old, new)) if "words" in old and "words" in new else ()


def _turn(old: str | None, new: str | None) -> str:
    return "mended" if new is None else "broken" if old is None else "error"


def _content(old: Summary, new: Summary) -> Iterator[Change]:
    for key in ("format", "language", "pages", "unread", "tables", "rows"):
        if old[key] != new[key]:
            yield Change(key, f"{old[key]} -> {new[key]}", 0.1)
    before, after = Counter(old["words"]), Counter(new["words"])
    if before != after:
        lost, gained = before - after, after - before
        total = before.total() + after.total()
        share = (lost.total() + gained.total()) / total
        yield Change("words", f"{before.total()} -> {after.total()}, alike {1 - share:.1%}"
                     f"{_named('lost', lost)}{_named('gained', gained)}", share)  # fmt: skip
    before, after = Counter(old["headings"]), Counter(new["headings"])
    if before != after:
        lost, gained = before - after, after - before
        share = (lost.total() + gained.total()) / (before.total() + after.total())
        yield Change("headings", f"{before.total()} -> {after.total()}{_named('lost', lost, '; ')}"
                     f"{_named('gained', gained, '; ')}", share)  # fmt: skip
    yield from _statuses(old.get("statuses", {}), new.get("statuses", {}))


def _statuses(old: Mapping[str, Mapping[str, str]], new: Mapping[str, Mapping[str, str]]) -> Iterator[Change]:
    if list(old) != list(new):
        yield Change("sets", f"{', '.join(old) or 'none'} -> {', '.join(new) or 'none'}", 1.0)
    for id in old.keys() & new.keys():
        turned = [
            (code, old[id].get(code, "none"), status)
            for code, status in new[id].items()
            if old[id].get(code, "none") != status
        ]
        if turned:
            told = ", ".join(f"{code} {before} -> {after}" for code, before, after in turned[:_SAID])
            more = f" and {len(turned) - _SAID} more" if len(turned) > _SAID else ""
            yield Change("statuses", f"{id}: {told}{more}", len(turned) / len(new[id]))


def _named(what: str, found: Counter[str], by: str = " ") -> str:
    if not found:
        return ""
    named = by.join(one[:60] for one, _ in found.most_common(_SAID))
    return f"; {what} {found.total()}: {named}{' …' if len(found) > _SAID else ''}"


def report(old: Mapping[str, Summary], new: Mapping[str, Summary], shown: int = _SHOWN) -> Iterator[str]:
    """Lines: what changed by kind of file, then each file that changed, the most changed first."""
    found = {path: changes(old.get(path, _LOST), new.get(path, _LOST)) for path in sorted({*old, *new})}
    changed = {path: each for path, each in found.items() if each}
    unread = sum(one["error"] is not None and old.get(path, _LOST)["error"] is not None for path, one in new.items())
    yield f"{len(found)} files, {len(changed)} otherwise, {unread} read by neither"
    if not changed:
        return
    kinds = list(dict.fromkeys(one.what for each in changed.values() for one in each))
    yield ""
    yield f"| File | Files | Otherwise | Words | Headings | Tables | {' | '.join(kinds)} |"
    yield f"| --- |{' ---: |' * (5 + len(kinds))}"
    for suffix in sorted({Path(path).suffix.lower() for path in found}):
        paths = [path for path in found if Path(path).suffix.lower() == suffix]
        counts = Counter(one.what for path in paths for one in found[path])
        sums = (_sums(old, new, paths, key) for key in ("words", "headings", "tables"))
        cells = [len(paths), sum(bool(found[path]) for path in paths), *sums, *(counts[kind] for kind in kinds)]
        yield f"| {suffix} | {' | '.join(map(str, cells))} |"
    worst = sorted(changed, key=lambda path: (-max(one.weight for one in changed[path]), path))
    for path in worst[:shown]:
        yield f"\n{path}"
        yield from (f"  {one.what}: {one.told}" for one in changed[path])
    if len(worst) > shown:
        yield f"\n{len(worst) - shown} more files are otherwise; --shown {len(worst)} names them"


def _sums(old: Mapping[str, Summary], new: Mapping[str, Summary], paths: Sequence[str], key: str) -> str:
    before, after = (sum(_size(each.get(path, {}).get(key, 0)) for path in paths) for each in (old, new))
    return f"{before}" if before == after else f"{before} -> {after}"


def _size(value: Any) -> int:
    return value if isinstance(value, int) else sum(value.values()) if isinstance(value, dict) else len(value)


def summaries(checkout: Path, files: Sequence[str], base: Path) -> dict[str, Summary]:
    """By the version's own Python. One that ends in the middle leaves out the rest, and its last words are told."""
    command = [str(checkout / ".venv" / "bin" / "python"), str(SUMMARIES)]
    done = subprocess.run(command, input="\n".join(files), capture_output=True, text=True, check=False, cwd=checkout)
    if done.returncode:
        print(f"{checkout}: {done.stderr.strip().splitlines()[-1:] or done.returncode}", file=sys.stderr)
    lines = (json.loads(line) for line in done.stdout.splitlines() if line.startswith("["))
    return {str(Path(path).relative_to(base)): found for path, found in lines}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old", type=Path, help="a checkout with a .venv")
    parser.add_argument("new", type=Path, help="another")
    parser.add_argument("--shown", type=int, default=_SHOWN, help="how many files are shown in detail")
    given = parser.parse_args()
    corpus = os.environ.get("SAPA_CORPUS")
    if not corpus or not Path(corpus).is_dir():
        parser.error("SAPA_CORPUS must name a folder of files")
    base = Path(corpus).resolve()
    files = [str(one) for one in sorted(base.rglob("*")) if one.suffix.lower() in SUFFIXES and one.is_file()]
    with ThreadPoolExecutor(2) as both:
        old, new = both.map(lambda one: summaries(one.resolve(), files, base), (given.old, given.new))
    print("\n".join(report(old, new, given.shown)))
    return 1 if any(changes(old.get(path, _LOST), new.get(path, _LOST)) for path in {*old, *new}) else 0


if __name__ == "__main__":
    sys.exit(main())
