"""Says what a wheel holds that it should not, or lacks: python tools/check_wheel.py dist/sapa-*.whl

The repository's top level is the import package, so a slip in pyproject.toml would install `core`, `plugins`
or `cli` under those very common names, or leave the data files behind.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

PARTS = ("api", "commands", "core", "plugins", "testing", "web")
MODULES = ("__init__.py", "__main__.py", "cli.py", "py.typed")


def expected(root: Path) -> set[str]:
    """Every file of the package in the checkout, as the wheel should name it."""
    files = {f"sapa/{name}" for name in MODULES}
    for part in PARTS:
        for path in (root / part).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                files.add(f"sapa/{path.relative_to(root).as_posix()}")
    return files


def problems(wheel: Path, root: Path) -> list[str]:
    """One sentence for each file too many or too few; empty if the wheel is right."""
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if not name.endswith("/")}
    package = {name for name in held if name.startswith("sapa/")}
    metadata = {name for name in held if name.split("/")[0].endswith(".dist-info")}
    wanted = expected(root)
    return [
        *(f"at the top level of site-packages: {name}" for name in sorted(held - package - metadata)),
        *(f"in the wheel, but no file of the package: {name}" for name in sorted(package - wanted)),
        *(f"missing from the wheel: {name}" for name in sorted(wanted - package)),
    ]


def main() -> int:
    root = Path(__file__).resolve().parent.parent
    found = [problem for wheel in sys.argv[1:] for problem in problems(Path(wheel), root)]
    print("\n".join(found) or f"the wheel holds sapa/ alone, {len(expected(root))} files")
    return 1 if found or len(sys.argv) < 2 else 0


if __name__ == "__main__":
    sys.exit(main())
