"""A file that fits its schema is right by its data model too; only then is it read without it."""

from __future__ import annotations

import copy
import json
import random
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from sapa.core.loading.fits import fits, schema_of
from sapa.core.loading.procedure_model import ProcedureFile
from sapa.core.loading.procedure_model import schema as procedure_schema
from sapa.core.loading.set_model import SetFile
from sapa.core.loading.set_model import schema as set_schema

SHIPPED = [
    pytest.param(Path(str(file)), kind, id=f"{file.parent.name}-{kind}")  # type: ignore[attr-defined]
    for kind in ("set", "procedure")
    for file in sorted(Path(str(files("sapa.plugins"))).glob(f"*/{kind}.toml"))
]
MODELS: dict[str, type[BaseModel]] = {"set": SetFile, "procedure": ProcedureFile}
WRONG: tuple[Any, ...] = (1, 0, -1, 1000, True, 1.5, "", "x", "A B", "1\n", [], ["x"], [1], {}, {"x": 1}, {"en": "x"})


def model_takes(raw: object, kind: str) -> bool:
    try:
        MODELS[kind].model_validate(raw)
    except ValidationError:
        return False
    return True


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield value, key
        yield from places(one)


def spoilt(raw: dict[str, Any], seed: int) -> dict[str, Any]:
    """The file with one value changed, one key left out or one added."""
    made, chance = copy.deepcopy(raw), random.Random(seed)
    holder, key = chance.choice(list(places(made)))
    what = chance.randrange(4)
    if what == 0:
        del holder[key]
    elif what == 1 and isinstance(holder, dict):
        holder["unknown"] = "x"
    else:
        holder[key] = chance.choice(WRONG)
    return made


@pytest.mark.parametrize(("file", "kind"), SHIPPED)
def test_a_shipped_file_fits(file: Path, kind: str) -> None:
    assert fits(tomllib.loads(file.read_text("utf-8")), schema_of(kind))


@pytest.mark.parametrize(("file", "kind"), SHIPPED)
def test_what_fits_the_data_model_takes(file: Path, kind: str) -> None:
    raw = tomllib.loads(file.read_text("utf-8"))
    refused = 0
    for seed in range(150):
        made = spoilt(raw, seed)
        if fits(made, schema_of(kind)):
            assert model_takes(made, kind), seed
        else:
            refused += 1
    assert refused > 50


@pytest.mark.parametrize(("kind", "made"), [("set", set_schema()), ("procedure", procedure_schema())])
def test_the_schema_that_is_asked_is_the_data_models(kind: str, made: object) -> None:
    assert json.loads(json.dumps(made)) == schema_of(kind)


def test_a_keyword_that_is_not_known_is_no_yes() -> None:
    assert fits("a", {"type": "string"})
    assert not fits("a", {"type": "string", "format": "date"})


@pytest.mark.parametrize(
    ("value", "schema"),
    [
        (True, {"type": "integer"}),
        (1.0, {"type": "integer"}),
        ("2021\n", {"type": "string", "pattern": "^[0-9]+$"}),
        (1, {"enum": [True]}),
        ({"a": 1}, {"type": "object", "properties": {}, "additionalProperties": False}),
        ({"a": 1}, {"type": "object", "additionalProperties": {"type": "string"}}),
        ([1, "x"], {"type": "array", "items": {"type": "integer"}}),
    ],
)
def test_what_a_data_model_refuses_does_not_fit(value: object, schema: dict[str, Any]) -> None:
    assert not fits(value, schema)
