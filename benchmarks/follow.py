"""How long `sapa serve FOLDER` takes from a save to the page: python benchmarks/follow.py [--write docs/serve.md]

Reports of about 300 pages are saved in a watched folder as Word does, a new file put in the place of the old one; the
time ends when the page, which asks as often as in a browser, has the new result. In turns with it run `sapa check` and
the floor of benchmarks/speed.py, whole processes: there a slow or a busy machine shows, and in the load that is written
beside the table. The processor's own seconds say what the work costs however busy the machine is (Linux only).

The limit of two seconds holds for a machine on which the floors take what `REFERENCE` says; elsewhere the time counts
in floors. Exit code 1 where it is passed.
"""

from __future__ import annotations

import argparse
import http.cookiejar
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from make_documents import make

LIMIT = 2.0  # seconds, where the floor takes what is said here
REFERENCE = {"docx": 0.13, "pdf": 0.42}  # seconds of a whole process, on the computer for which the limit was set
ASKS = 0.1  # seconds, as in web/templates/serve.js
HERE = Path(__file__).resolve().parent
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
_QUIET = 1.5  # load up to which the times are those of a machine that does nothing else
_BUSY = """The machine did other work all the while (load {load:.1f}), so these are not the times of a quiet one, of
which [speed](speed.md) tells: how the page stands to `sapa check` beside it is what the table says."""
_MARKED = re.compile(r"<!-- follow -->\n.*?<!-- /follow -->\n", re.DOTALL)


def seconds(command: Sequence[str]) -> float:
    """Wall time of a process; exit codes 0, 1 and 2 are answers, others are a crash."""
    begin = time.perf_counter()
    done = subprocess.run(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    taken = time.perf_counter() - begin
    if done.returncode not in (0, 1, 2) or b"Traceback" in done.stderr:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr.decode(errors='replace')}")
    return taken


@dataclass(frozen=True)
class Followed:
    """Seconds from each save to the page; cpu: the processor's, of the page's processes.

    checks, checks_cpu: the same of `sapa check`, in turns with it; floors: of the least that any reader must do
    """

    name: str
    seconds: tuple[float, ...]
    checks: tuple[float, ...]
    floors: tuple[float, ...]
    cpu: tuple[float, ...]
    checks_cpu: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def floor(self) -> float:
        return statistics.median(self.floors)

    @property
    def elsewhere(self) -> float:
        """Seconds on the machine of the reference."""
        return self.median / self.floor * REFERENCE[self.name.rpartition(".")[2]]


@contextmanager
def page(folder: Path) -> Iterator[tuple[Callable[[str], str], int]]:
    """What the page of a watched folder answers to an address, and the number of its process."""
    command = [sys.executable, "-P", "-m", "sapa", "serve", str(folder), "--no-browser"]
    with subprocess.Popen(
        command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        opened = urllib.request.build_opener(cookies)

        def ask(address: str) -> str:
            with opened.open(url.rstrip("/") + address) as answer:
                text: str = answer.read().decode()
                return text

        try:
            yield ask, process.pid
        finally:
            process.terminate()


def used(process: int) -> float:
    """Seconds that the processor has worked for a process and those that it has started; 0 where nobody counts them."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        children = [
            child for one in Path(f"/proc/{process}/task").glob("*/children") for child in one.read_text().split()
        ]
    except OSError:
        return 0.0
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(used(int(child)) for child in children)


def until(ask: Callable[[str], str], address: str, shown: int) -> None:
    """Asks until the report has had so many results."""
    while True:
        text = ask(f"{address}/live?seen=-1&shown={shown - 1}")
        if json.loads(text).get("shown", 0) >= shown:
            return
        time.sleep(ASKS)


def follow(report: Path, rounds: int) -> Followed:
    """Each round saves the report with another last byte, so that it is another file with the same text."""
    with tempfile.TemporaryDirectory() as name:
        folder, aside = Path(name), Path(name) / "~save.tmp"
        target = folder / report.name
        shutil.copyfile(report, target)
        with page(folder) as (ask, process):
            address = ""
            while not address:
                found = re.search(r'href="(/r/[\w-]+)"', ask("/"))
                address = found[1] if found else ""
                time.sleep(ASKS)
            taken: list[float] = []
            checks: list[float] = []
            floors: list[float] = []
            cpu: list[float] = []
            checks_cpu: list[float] = []
            for number in range(rounds):
                save(report, aside, number)
                begin, before = time.perf_counter(), used(process)
                aside.replace(target)
                until(ask, address, number + 2)
                taken.append(time.perf_counter() - begin)
                cpu.append(used(process) - before)
                ended = sum(os.times()[2:4])
                checks.append(seconds([sys.executable, "-P", "-m", "sapa", "check", str(report), "--format", "json"]))
                checks_cpu.append(sum(os.times()[2:4]) - ended)  # of children that have ended
                floors.append(seconds([sys.executable, "-P", str(HERE / "floors.py"), report.suffix[1:], str(report)]))
    return Followed(report.name, tuple(taken), tuple(checks), tuple(floors), tuple(cpu), tuple(checks_cpu))


def save(report: Path, aside: Path, number: int) -> None:
    """The report with a remark that no reader shows."""
    shutil.copyfile(report, aside)
    if report.suffix == ".docx":
        with zipfile.ZipFile(aside, "a") as archive:
            archive.comment = str(number).encode()
    else:
        with aside.open("ab") as stream:
            stream.write(f"\n% {number}\n".encode())


def table(followed: list[Followed], load: float) -> str:
    """load: of the machine, before anything was measured."""
    lines = ["<!-- follow -->"]
    lines += ["| Report | From the save to the page, s | Longest, s | Processor, s | `sapa check`, s | Processor, s "]
    lines[-1] += "| Floor, s | Times the floor | Where the floor takes … | … from the save to the page, s |"
    lines += ["| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"]
    lines += [
        f"| {one.name} | {one.median:.2f} | {max(one.seconds):.2f} | {statistics.median(one.cpu):.2f} "
        f"| {statistics.median(one.checks):.2f} | {statistics.median(one.checks_cpu):.2f} | {one.floor:.2f} "
        f"| {one.median / one.floor:.1f} | {REFERENCE[one.name.rpartition('.')[2]]} | {one.elsewhere:.2f} |"
        for one in followed
    ]
    lines += [
        "",
        f"{len(followed[0].seconds)} saves each, medians. The standards are recognised anew each time, the page asks",
        f"every {ASKS} seconds; `sapa check` and the floor (of [speed](speed.md)) are whole processes, run in turns.",
        f"The limit is {LIMIT:.0f} s where the floors take what the last columns say.",
        *([] if load <= _QUIET else [_BUSY.format(load=load)]),
        f"{os.cpu_count()} cores ({platform.machine()}, {platform.system()}), Python {platform.python_version()}.",
        "<!-- /follow -->",
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure how long the page takes to follow a save.")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--documents", type=Path, default=Path(tempfile.gettempdir()) / "sapa-speed")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table into this page as well")
    asked = parser.parse_args()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    followed = [follow(path, asked.rounds) for path in make(asked.documents, asked.pages)]
    text = table(followed, load)
    print(text, end="")
    if asked.write:
        before = asked.write.read_text("utf-8")
        asked.write.write_text(_MARKED.sub(lambda _: text, before), "utf-8")
    slow = [one for one in followed if one.elsewhere >= LIMIT]
    for one in slow:
        print(f"too slow: {one.name}, {one.median / one.floor:.1f} floors from the save to the page", file=sys.stderr)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
