"""Writes docs/keys.md, the keys of the files that people write, from their schemas: python tools/write_keys.py"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "keys.md"
FILES = {"set": "set.toml", "procedure": "procedure.toml", "case": "sapa.toml"}
Schema = Mapping[str, Any]


def page() -> str:
    text = (
        "# All keys\n\nWritten from the schemas by `python tools/write_keys.py`; `sapa schema NAME` prints a schema.\n"
    )
    for name, file in FILES.items():
        schema = json.loads((ROOT / "core" / "schemas" / f"{name}.schema.json").read_text("utf-8"))
        text += f"\n## {file}\n\n{schema.get('description', '')}\n\n| Key | Value | |\n| --- | --- | --- |\n"
        text += "".join(f"| `{key}` | {kind} | {said} |\n" for key, kind, said in rows(schema, schema, "", ()))
    return text


def rows(of: Schema, whole: Schema, prefix: str, within: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """(key, what it may be, what is said of it), a table's keys below it."""
    for key, one in of.get("properties", {}).items():
        path = f"{prefix}{key}"
        name, inner, many = _table(one, whole)
        said = one.get("description") or (inner or {}).get("description", "")
        if "default" in one and one["default"] not in (None, [], {}, "") and inner is None:
            said = f"{said}; else `{json.dumps(one['default'], ensure_ascii=False)}`".lstrip("; ")
        needed = "needed" if key in of.get("required", ()) else ""
        yield path, ", ".join(filter(None, (_kind(one, whole), needed))), _cell(said)
        if inner is not None and name not in within and not _is_texts(inner):
            yield from rows(inner, whole, f"{path}[]." if many else f"{path}.", (*within, name))


def _table(one: Schema, whole: Schema) -> tuple[str, Schema | None, bool]:
    """The table that a key holds: its name, its schema, and whether there is a list of them."""
    for part in (one, *one.get("anyOf", ())):
        if "$ref" in part:
            name = part["$ref"].rpartition("/")[2]
            return name, whole["$defs"][name], False
        if "$ref" in part.get("items", {}):
            name = part["items"]["$ref"].rpartition("/")[2]
            return name, whole["$defs"][name], True
    return "", None, False


def _is_texts(table: Schema) -> bool:
    held = table.get("properties", {})
    return "en" in held and "default" not in held


def _kind(one: Schema, whole: Schema) -> str:
    if "anyOf" in one:
        kinds = [_kind(part, whole) for part in one["anyOf"] if part.get("type") != "null"]
        return " or ".join(dict.fromkeys(kinds))
    if "$ref" in one:
        inner = whole["$defs"][one["$ref"].rpartition("/")[2]]
        return "texts by language" if _is_texts(inner) else "table"
    if "enum" in one:
        return " or ".join(f"`{json.dumps(value, ensure_ascii=False)}`" for value in one["enum"])
    if one.get("type") == "array":
        return f"list of {_kind(one.get('items', {}), whole)}"
    if one.get("format") == "date":
        return "date"
    names = {"string": "text", "integer": "number", "boolean": "true or false", "object": "table"}
    return names.get(str(one.get("type")), "any")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; exit code 1 where the page is stale")
    stale = not PAGE.is_file() or PAGE.read_text("utf-8") != page()
    if parser.parse_args().check:
        return int(stale)
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
