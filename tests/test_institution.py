"""Whose report it is: a line of the cover that names an institution, and never the paper's own title."""

from __future__ import annotations

import pytest

from sapa.core.showing.institution import institution_of

from .documents import document


@pytest.mark.parametrize(
    ("cover", "name"),
    [
        ("Ministry of Science\n# Self-assessment report\nExample University of the Steppe\n2026", "Example University of the Steppe"),
        ("# ОТЧЕТ ПО САМООЦЕНКЕ\nНАО «Примерный технический университет»", "НАО «Примерный технический университет»"),
        ("«Үлгі» университеті\n# Өзін-өзі бағалау есебі", "«Үлгі» университеті"),
        ("Отчет университета по самооценке\nПримерный колледж дизайна", "Примерный колледж дизайна"),
        ("# Report\nThe university was founded long ago and has grown since; it teaches many students.", None),
        ("# 3.2.1 Programmes\nText", None),
    ],
)  # fmt: skip
def test_the_cover_tells_whose_report_it_is(cover: str, name: str | None) -> None:
    assert institution_of(document(cover)) == name


def test_of_a_report_that_was_not_read_nobody_knows() -> None:
    assert institution_of(None) is None
