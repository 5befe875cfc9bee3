"""SARIF and JUnit against the schemas of those who read them.

They are not ours and not committed: SAPA_SCHEMAS, else ../shared/schemas beside the checkout, holds sarif-schema-2.1.0.json (OASIS, sarif-spec) and
junit-10.xsd (Jenkins, xunit-plugin). What they ask for that Sapa's files can break is held without them too.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from lxml import etree

import sapa
from sapa.core.model.findings import Finding
from sapa.core.model.places import Place
from sapa.core.reporting import OUTPUTS

from ..results import document_result, every_status, failed, result, undecided

ROOT = Path(__file__).parent.parent.parent
FOLDER = Path(os.environ.get("SAPA_SCHEMAS") or ROOT.parent / "shared" / "schemas")
with_schemas = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no folder {FOLDER} with the schemas")
EXAMPLES = ROOT / "examples"
PLACED = (
    Finding("unlisted-code", "info", Place("a b/é.docx", paragraph=4), "small", "1.2.7"),
    Finding("not-readable", "warning", arguments={"pages": (3,), "reason": "scan"}),
)
SINCE = tuple(
    Finding(
        f"baseline-{kind}", "info", arguments={"count": 1, "path": "before.json", "findings": (code,), "shown": (code,)}
    )
    for kind, code in (("new", "1.2.3"), ("mended", "1.2.1"))
)
MADE = {
    "since a baseline": result(document_result((every_status(),), findings=SINCE)),
    "one": result(document_result((every_status(),), findings=PLACED)),
    "several": result(document_result(), failed(), undecided()),
    "odd names": result(document_result((every_status(),), path="C:\\Отчёты\\a\x01&<b>.docx")),
    "nothing": result(),
}


def rendered(format: str, name: str) -> str:
    text = OUTPUTS[format].render(MADE[name], "ru")
    assert isinstance(text, str)
    return text


def schema(name: str) -> Path:
    return FOLDER / name


@with_schemas
@pytest.mark.parametrize("name", MADE)
def test_sarif_is_valid_by_the_schema_of_oasis(name: str) -> None:
    validator = Draft7Validator(json.loads(schema("sarif-schema-2.1.0.json").read_text("utf-8")))
    errors = validator.iter_errors(json.loads(rendered("sarif", name)))
    assert [f"{list(error.absolute_path)}: {error.message}" for error in errors] == []


@with_schemas
@pytest.mark.parametrize("name", MADE)
def test_junit_is_valid_by_the_schema_of_jenkins(name: str) -> None:
    validator = etree.XMLSchema(etree.parse(str(schema("junit-10.xsd"))))
    validator.assertValid(etree.fromstring(rendered("junit", name).encode("utf-8")))


@with_schemas
def test_a_cases_findings_are_valid_too() -> None:
    made = json.loads(sapa.check(EXAMPLES / "case-online").render("sarif"))
    validator = Draft7Validator(json.loads(schema("sarif-schema-2.1.0.json").read_text("utf-8")))
    assert [error.message for error in validator.iter_errors(made)] == []


# --- without the schemas


# Elements, the attributes that they must and may have, and what they may hold.
JUNIT: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": (set(), {"name", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors"}, {"skipped"}, {"testcase", "system-out"}),
    "system-out": (set(), set(), set()),
    "testcase": ({"name"}, {"classname"}, {"skipped", "error", "failure"}),
    "failure": (set(), {"type", "message"}, set()),
    "error": (set(), {"type", "message"}, set()),
    "skipped": (set(), {"type", "message"}, set()),
}


@pytest.mark.parametrize("name", MADE)
def test_junit_has_only_elements_and_attributes_that_jenkins_knows(name: str) -> None:
    root = etree.fromstring(rendered("junit", name).encode("utf-8"))
    assert root.tag == "testsuites"
    for element in root.iter():
        needed, allowed, children = JUNIT[str(element.tag)]
        assert needed <= set(element.attrib) <= needed | allowed
        assert {str(child.tag) for child in element} <= children


def _object(needed: str, **known: Any) -> dict[str, Any]:
    """An object that must have these properties and has none but the known ones."""
    return {"type": "object", "required": needed.split(), "properties": known, "additionalProperties": False}


def _array(of: Any, **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": of, **more}


# What the standard (SARIF 2.1.0, sections beside) asks of the objects that Sapa writes. Written by hand from its text: an
# excerpt, in which everything is forbidden that Sapa does not write. The whole schema is that of the tests above.
_URI = {
    "type": "string",
    "format": "uri-reference",
    "pattern": r"^[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+$",
}  # 3.10.1, RFC 3986
_TEXT = {"type": "string", "minLength": 1}
_MESSAGE = _object("text", text=_TEXT)  # 3.11
_BAG = {"type": "object"}  # 3.8
_LEVEL = {"enum": ["none", "note", "warning", "error"]}  # 3.27.10, 3.58.6
_ARTIFACT = _object("uri", uri=_URI)  # 3.4
_LOCATION = _object(  # 3.28, 3.29
    "physicalLocation",
    physicalLocation=_object("artifactLocation", artifactLocation=_ARTIFACT),
    message=_MESSAGE,
    properties=_BAG,
)
_RESULT = _object(  # 3.27
    "message ruleId ruleIndex level",
    message=_MESSAGE,
    ruleId=_TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level=_LEVEL,
    locations=_array(_LOCATION, minItems=1),
    properties=_BAG,
)
_NOTIFICATION = _object("message level", message=_MESSAGE, level=_LEVEL, locations=_array(_LOCATION))  # 3.58
_DRIVER = _object(  # 3.19, 3.49
    "name", name=_TEXT, version=_TEXT, rules=_array(_object("id", id=_TEXT), uniqueItems=True)
)
SARIF = _object(  # 3.13
    "version runs $schema",
    version={"const": "2.1.0"},
    runs=_array(
        _object(  # 3.14
            "tool results",
            tool=_object("driver", driver=_DRIVER),  # 3.18
            columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
            artifacts=_array(_object("location", location=_ARTIFACT), uniqueItems=True),  # 3.24
            invocations=_array(  # 3.20
                _object(
                    "executionSuccessful",
                    executionSuccessful={"type": "boolean"},
                    toolExecutionNotifications=_array(_NOTIFICATION),
                )
            ),
            results=_array(_RESULT),
        ),
        minItems=1,
    ),
    **{"$schema": {"type": "string", "format": "uri", "pattern": "^https://docs.oasis-open.org/.*2.1.0.json$"}},
)


@pytest.mark.parametrize("name", MADE)
def test_sarif_holds_what_the_standard_asks_of_every_object_that_sapa_writes(name: str) -> None:
    log = json.loads(rendered("sarif", name))
    errors = Draft7Validator(SARIF).iter_errors(log)
    assert [f"{list(error.absolute_path)}: {error.message}" for error in errors] == []
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(rules[found["ruleIndex"]] == found["ruleId"] for found in run["results"])  # 3.27.6
