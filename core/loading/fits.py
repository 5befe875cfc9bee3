"""Whether a value fits its JSON Schema, for a file that is right: in a hundredth of the time that a data model takes to
be made. Only yes is certain; where the answer is no, the data model says what is wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

from ..shipped import shipped

Schema = Mapping[str, Any]

# What a schema may say besides: explanations for people and editors. Another keyword would go unchecked: it gives no.
_SAYS_NOTHING = frozenset({"$schema", "$defs", "title", "description", "default", "examples"})


@cache
def schema_of(name: str) -> Schema:
    """The shipped JSON Schema of that name, as "set"; not to be changed."""
    found: Schema = json.loads(shipped("schemas", f"{name}.schema.json").read_bytes())
    return found


def part_of(schema: Schema, name: str) -> Schema:
    """One definition of a schema, with all the others at hand."""
    return {**schema["$defs"][name], "$defs": schema["$defs"]}


def fits(value: object, schema: Schema) -> bool:
    """True only where the value, as TOML gives it, is what the schema asks for."""
    return _fits(value, schema, schema.get("$defs", {}))


def _fits(value: object, schema: Schema, defs: Mapping[str, Schema]) -> bool:
    if schema.get("format") == "date":  # TOML has a type for it, JSON has not
        return type(value) is date
    return all(
        _keyword_fits(value, keyword, wanted, schema, defs)
        for keyword, wanted in schema.items()
        if keyword not in _SAYS_NOTHING
    )


def _keyword_fits(value: object, keyword: str, wanted: Any, schema: Schema, defs: Mapping[str, Schema]) -> bool:
    if keyword == "$ref":
        return _fits(value, defs[wanted.rpartition("/")[2]], defs)
    if keyword == "anyOf":
        return any(_fits(value, one, defs) for one in wanted)
    if keyword in ("properties", "items", "additionalProperties"):
        return _inner_fits(value, keyword, wanted, schema, defs)
    return keyword in _SAYS and _SAYS[keyword](value, wanted)


def _inner_fits(value: object, keyword: str, wanted: Any, schema: Schema, defs: Mapping[str, Schema]) -> bool:
    if keyword == "items":
        return not isinstance(value, list) or all(_fits(one, wanted, defs) for one in value)
    if not isinstance(value, Mapping):
        return True
    listed: Schema = schema.get("properties", {})
    if keyword == "properties":
        return all(_fits(inner, listed[key], defs) for key, inner in value.items() if key in listed)
    if isinstance(wanted, bool):
        return wanted or value.keys() <= listed.keys()
    return all(_fits(inner, wanted, defs) for key, inner in value.items() if key not in listed)


def _is(value: object, type: str) -> bool:
    if isinstance(value, bool):
        return type == "boolean"
    kinds = {"string": str, "integer": int, "array": list, "object": dict}
    return type in kinds and isinstance(value, kinds[type])


def _matches(value: object, pattern: str) -> bool:
    # `$` would let a line break follow
    end = pattern.removesuffix("$") + r"\Z" if pattern.endswith("$") else pattern
    return not isinstance(value, str) or re.search(end, value) is not None


_SAYS: Mapping[str, Callable[[Any, Any], bool]] = {
    "type": _is,
    "enum": lambda value, wanted: any(value == one and type(value) is type(one) for one in wanted),
    "const": lambda value, wanted: value == wanted and type(value) is type(wanted),
    "pattern": _matches,
    "required": lambda value, wanted: not isinstance(value, Mapping) or all(key in value for key in wanted),
    "minProperties": lambda value, wanted: not isinstance(value, Mapping) or len(value) >= wanted,
    "minLength": lambda value, wanted: not isinstance(value, str) or len(value) >= wanted,
    "minItems": lambda value, wanted: not isinstance(value, list) or len(value) >= wanted,
    "maxItems": lambda value, wanted: not isinstance(value, list) or len(value) <= wanted,
    "minimum": lambda value, wanted: not isinstance(value, int) or value >= wanted,
    "maximum": lambda value, wanted: not isinstance(value, int) or value <= wanted,
}
