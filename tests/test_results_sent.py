"""A result that came from another process is the same, its document included, whenever that is asked for."""

from __future__ import annotations

import copy
import pickle
from dataclasses import replace

import pytest

from sapa.core.model.results import DocumentResult

from .reports import checked, report


@pytest.fixture(scope="module")
def result() -> DocumentResult:
    return checked(
        report("# 3.2.14 Support\nThe council meets twice a year and writes down what it decides."), "institutional"
    )


def sent(result: DocumentResult) -> DocumentResult:
    there: DocumentResult = pickle.loads(pickle.dumps(result))
    return there


def test_the_document_comes_along(result: DocumentResult) -> None:
    there = sent(result)
    assert there.document == result.document and there.document is there.document


def test_it_is_sent_on_before_anybody_asked_for_the_document(result: DocumentResult) -> None:
    assert sent(sent(result)) == result


def test_a_result_made_of_it_has_the_document(result: DocumentResult) -> None:
    assert replace(sent(result), path="other.docx").document == result.document
    assert copy.copy(sent(result)) == result


def test_a_report_that_could_not_be_read_has_none(result: DocumentResult) -> None:
    assert sent(replace(result, document=None)).document is None


def test_what_it_does_not_have_it_does_not_make_up(result: DocumentResult) -> None:
    with pytest.raises(AttributeError, match="documents"):
        sent(result).documents  # type: ignore[attr-defined]  # noqa: B018
