"""Whether a value fits its JSON Schema: only yes is certain, and takes a hundredth of what a data model takes.

Where the answer is no, the data model says what is wrong.
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
    if "format" in schema and schema["format"] == "date":  # TOML has a type for it, JSON has not
        return type(value) is date
    for keyword, wanted in schema.items():  # plain loops: a procedure has thousands of values
        if keyword in _SAYS:
            if not _SAYS[keyword](value, wanted):
                return False
        elif keyword in _GOES_IN:
            if not _GOES_IN[keyword](value, wanted, schema, defs):
                return False
        elif keyword not in _SAYS_NOTHING:
            return False
    return True


def _properties_fit(value: object, listed: Schema, schema: Schema, defs: Mapping[str, Schema]) -> bool:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in listed and not _fits(inner, listed[key], defs):
                return False
    return True


def _others_fit(value: object, wanted: Any, schema: Schema, defs: Mapping[str, Schema]) -> bool:
    if not isinstance(value, dict) or wanted is True:
        return True
    listed: Schema = schema.get("properties", {})
    if wanted is False:
        return value.keys() <= listed.keys()
    return all(_fits(inner, wanted, defs) for key, inner in value.items() if key not in listed)


def _items_fit(value: object, wanted: Any, schema: Schema, defs: Mapping[str, Schema]) -> bool:
    return not isinstance(value, list) or all(_fits(one, wanted, defs) for one in value)


# What is said of the values inside: (value, the keyword's value, its schema, definitions).
_GOES_IN: Mapping[str, Callable[[object, Any, Schema, Mapping[str, Schema]], bool]] = {
    "$ref": lambda value, wanted, _, defs: _fits(value, defs[wanted.rpartition("/")[2]], defs),
    "anyOf": lambda value, wanted, _, defs: any(_fits(value, one, defs) for one in wanted),
    "properties": _properties_fit,
    "additionalProperties": _others_fit,
    "items": _items_fit,
}


_KINDS: Mapping[str, type] = {"string": str, "integer": int, "array": list, "object": dict}


def _is(value: object, type: str) -> bool:
    if isinstance(value, bool):
        return type == "boolean"
    return type in _KINDS and isinstance(value, _KINDS[type])


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
