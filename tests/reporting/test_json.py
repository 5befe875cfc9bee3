"""The JSON output is the contract: its keys, their order, its schema."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sapa.core.model.coverage import Evidence
from sapa.core.model.findings import Finding
from sapa.core.model.places import Place
from sapa.core.reporting import as_json
from sapa.core.words.messages import LANGS, Lang

from .. import results


def schema(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(files("sapa").joinpath(f"core/schemas/{name}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(loaded)
    return loaded


def errors(value: object, name: str) -> list[str]:
    return [f"{list(e.path)}: {e.message}" for e in Draft202012Validator(schema(name)).iter_errors(value)]


EVERYTHING = results.result(results.document_result(), results.failed(), results.undecided(), results.clean())


@pytest.mark.parametrize("lang", LANGS)
def test_every_kind_of_result_is_valid(lang: Lang) -> None:
    assert errors(json.loads(as_json.render(EVERYTHING, lang)), "check") == []


def test_the_schema_is_strict() -> None:
    """A key more, a key less or a status that does not exist is refused."""
    for spoil in (
        lambda d: d.update(more=1),
        lambda d: d.pop("case"),
        lambda d: d["documents"][0]["sets"][0]["criteria"][0].update(status="covered"),
        lambda d: d["documents"][0]["sets"][0]["summary"].pop("thin"),
        lambda d: d["documents"][0]["sets"][0]["criteria"][0]["evidence"][0].update(page=0),
    ):
        spoilt = json.loads(as_json.render(EVERYTHING))
        spoil(spoilt)
        assert errors(spoilt, "check"), spoil


def test_keys_stand_in_the_order_of_the_contract() -> None:
    document = json.loads(as_json.render(results.result()))
    assert list(document) == ["schema", "version", "tools", "case", "findings", "documents"]
    report = document["documents"][0]
    assert list(report) == [
        "path", "files", "sha256", "format", "language", "pages", "error", "unreadable", "sets", "findings",
    ]  # fmt: skip
    one = report["sets"][0]
    assert list(one) == [
        "id", "edition", "complete", "detected", "summary", "conventions", "criteria", "standards", "esg"
    ]  # fmt: skip
    assert list(one["criteria"][0]) == [
        "code", "standard", "status", "reason", "certainty", "words", "esg", "evidence"
    ]  # fmt: skip
    assert list(one["criteria"][0]["evidence"][0]) == [
        "kind", "file", "page", "last_page", "page_label", "page_source", "heading", "paragraph", "words", "shared",
        "annexes", "ocr_confidence", "excerpt",
    ]  # fmt: skip
    assert list(one["standards"][0]) == ["number", "title", "status", "reason", "criteria", "evidence"]
    assert list(report["findings"][0]) == ["rule", "severity", "set", "code", "message", "arguments", "place"]


def test_all_criteria_of_the_set_are_listed_in_code_order() -> None:
    one = json.loads(as_json.render(results.result()))["documents"][0]["sets"][0]
    assert [c["code"] for c in one["criteria"]] == [
        "1.2.1", "1.2.2", "1.2.3", "2.2.1", "2.2.2", "2.2.3", "2.2.4", "2.2.5", "2.2.6",
    ]  # fmt: skip
    assert one["summary"] == {
        "addressed": 2, "not_applicable": 1, "thin": 1, "mentioned": 1, "not_checked": 1, "missing": 3,
    }  # fmt: skip
    assert one["detected"] == {"reason": "6 codes of this set are cited, 67% of the set", "score": 0.833}


def test_a_file_that_cannot_be_read_lists_its_set_as_not_checked() -> None:
    report = json.loads(as_json.render(results.result(results.failed())))["documents"][0]
    assert report["error"]["code"] == "encrypted"
    assert {c["status"] for c in report["sets"][0]["criteria"]} == {"not_checked"}
    assert report["sets"][0]["summary"]["not_checked"] == 9
    assert report["sets"][0]["detected"] is None


def test_messages_are_english_unless_asked_and_cyrillic_is_written_as_itself() -> None:
    english, russian = as_json.render(results.result()), as_json.render(results.result(), "ru")
    assert "not cited anywhere in the report" in english
    assert "в отчете нигде не упомянут" in russian
    assert '"path": "reports/Отчёт Example University.pdf"' in english


def test_the_same_result_gives_the_same_bytes() -> None:
    assert as_json.render(EVERYTHING) == as_json.render(EVERYTHING)
    swapped = replace(EVERYTHING, tools=dict(reversed(list(EVERYTHING.tools.items()))))
    assert as_json.render(swapped) == as_json.render(EVERYTHING)


def test_a_word_place_has_a_paragraph_and_no_page() -> None:
    found = results.every_status(file=results.WORD)
    report = json.loads(as_json.render(results.result(results.document_result((found,), path=results.WORD))))
    item = report["documents"][0]["sets"][0]["criteria"][0]["evidence"][0]
    assert (item["page"], item["page_source"], item["paragraph"]) == (None, None, 70)


def test_ocr_confidence_is_given_and_rounded() -> None:
    item = Evidence("lead", Place("a.pdf", 3, 4, "iii", "pdf"), (), 50, 2, ("5",), 87.6543, "text")
    shown = as_json.evidence_json(item)
    assert (shown["ocr_confidence"], shown["page_label"], shown["last_page"], shown["shared"]) == (87.7, "iii", 4, 2)


def test_arguments_of_a_finding_are_kept_apart_from_its_sentence() -> None:
    finding = Finding("not-readable", "warning", None, arguments={"reason": "scan", "pages": (12, 13)})
    shown = as_json.finding_json(finding, "en")
    assert shown["arguments"] == {"pages": [12, 13], "reason": "scan"}
    assert list(shown["arguments"]) == ["pages", "reason"]  # type: ignore[call-overload]
    assert shown["place"] is None
