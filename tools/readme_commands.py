"""Prints a command that README.md gives, so that CI runs what a reader types: python tools/readme_commands.py NAME

A command is the fenced block after the comment `<!-- command: NAME -->`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

_COMMAND = re.compile(r"<!-- command: (?P<name>[\w-]+) -->\s*```sh\n(?P<text>.+?)\n```", re.DOTALL)


def commands(readme: str) -> dict[str, str]:
    return {m["name"]: m["text"] for m in _COMMAND.finditer(readme)}


def main() -> int:
    found = commands((Path(__file__).resolve().parent.parent / "README.md").read_text("utf-8"))
    if len(sys.argv) != 2 or sys.argv[1] not in found:
        print(f"commands in README.md: {', '.join(found)}", file=sys.stderr)
        return 2
    print(found[sys.argv[1]])
    return 0


if __name__ == "__main__":
    sys.exit(main())
