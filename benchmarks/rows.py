"""What a table's rows cost as the table grows: python benchmarks/rows.py [--rows 1000 10000 100000] [--write]

A Word file with one table, whose rows are keyed by the codes of a set over and over; processor seconds of the whole
`sapa check` and its worker. What each row costs must stay what it is: exit code 1 where a row of the longest table
costs more than twice one of the shortest. --write puts the figures into docs/reliability.md.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from docx import Document
from speed import ENVIRONMENT

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reliability.md"
_BEGIN, _FINISH = "<!-- written: benchmarks/rows.py -->", "<!-- end: benchmarks/rows.py -->"
MOST = 2.0  # times: a row of the longest table against one of the shortest
CODES = [f"{a}.{b}.{c}" for a in range(1, 9) for b in range(1, 4) for c in range(1, 6)]
ANSWER = "The university reviews the programme each year with employers and students, and publishes decision {number}."
_CELL = '<w:tc><w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p></w:tc>'
_END = b"</w:tbl>"


def table(path: Path, rows: int) -> None:
    """Writes the Word file. The rows are written as XML: python-docx would take minutes."""
    word = Document()
    word.add_heading("Self-assessment report", 1)
    for cell, text in zip(word.add_table(rows=1, cols=3).rows[0].cells, ("Criterion", "Answer", "Annex"), strict=True):
        cell.text = text
    word.save(str(path))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    made = (_row(CODES[at % len(CODES)], ANSWER.format(number=at), f"Annex {at % 40 + 1}") for at in range(rows))
    main = "word/document.xml"
    parts[main] = parts[main].replace(_END, "".join(made).encode() + _END)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def _row(*texts: str) -> str:
    return f"<w:tr>{''.join(map(_CELL.format, texts))}</w:tr>"


def cost(path: Path) -> float:
    """Processor seconds of the check, its worker included."""
    before = os.times()
    command = [sys.executable, "-P", "-m", "sapa", "check", str(path), "--set", "institutional", "--format", "json"]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, check=False)
    if done.returncode not in (0, 1, 2) or b'"error": null' not in done.stdout:
        raise SystemExit(f"{path.name} was not read\n{done.stderr.decode(errors='replace')}")
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def _write(table: str) -> None:
    before, rest = PAGE.read_text("utf-8").split(_BEGIN)
    after = rest.split(_FINISH, 1)[1]
    PAGE.write_text(f"{before}{_BEGIN}\n{table}\n{_FINISH}{after}", "utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure what the rows of a long table cost.")
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--write", action="store_true", help="write the figures into docs/reliability.md")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.docx"
        table(empty, 1)
        start = min(cost(empty) for _ in range(3))
        each: list[float] = []
        lines = ["| Rows | Processor seconds in all | Milliseconds a row |", "| --- | --- | --- |"]
        for rows in sorted(asked.rows):
            path = Path(folder) / f"{rows}.docx"
            table(path, rows)
            seconds = cost(path)
            each.append(1000 * (seconds - start) / rows)
            print(f"{rows:>9,} rows  {seconds:8.2f} s  {each[-1]:6.2f} ms a row", flush=True)
            lines.append(f"| {rows:,} | {seconds:.1f} | {each[-1]:.2f} |")
    if asked.write:
        _write("\n".join(lines))
    if each[-1] > MOST * each[0]:
        print(
            f"too slow: a row costs {each[-1] / each[0]:.1f} times what it costs in the shortest table", file=sys.stderr
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
