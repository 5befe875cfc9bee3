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
    Finding(f"baseline-{kind}", "info", arguments={"count": 1, "path": "before.json", "findings": (code,)})
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


@pytest.mark.parametrize("name", MADE)
def test_sarif_has_what_every_log_needs(name: str) -> None:
    log: dict[str, Any] = json.loads(rendered("sarif", name))
    assert log["version"] == "2.1.0" and len(log["runs"]) == 1
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    for found in run["results"]:
        assert found["level"] in ("error", "warning", "note") and found["message"]["text"]
        assert rules[found["ruleIndex"]] == found["ruleId"]
    uris = [one["location"]["uri"] for one in run["artifacts"]]
    assert all(" " not in uri and "\\" not in uri and uri.isascii() for uri in uris), "references as RFC 3986 has them"
