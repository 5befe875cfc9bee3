"""When nobody can know that a criterion is missing: parts that could not be read, and reports without codes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sapa.core.checking.report import check_document
from sapa.core.checking.settings import Settings
from sapa.core.model.document import Unreadable, UnreadableReason

from ..documents import document
from ..test_coverage import KNOWN, SETS, check, criterion

INSTITUTIONAL = SETS.find("institutional")
TITLES = [f"# Standard {one.number}. {one.titles.all()[0]}\n{{5}}\n" for one in INSTITUTIONAL.standards]


def reason(reason: UnreadableReason, *pages: int, at: int = 3) -> tuple[str, str]:
    """Of a criterion between two that are answered, and of one behind both."""
    read = document("# Standard 3\n## 3.2.1 A\n{50}\n## 3.2.4 B\n{50}")
    read = replace(read, unreadable=(Unreadable("report.docx", pages, reason, at),))
    result = check_document(read, Settings((INSTITUTIONAL,), KNOWN))
    between, behind = (criterion(result, code).reason.id.removeprefix("reason.") for code in ("3.2.2", "3.2.5"))
    return between, behind


@pytest.mark.parametrize(
    ("why", "pages", "expected"),
    [
        ("picture", (), "not-checked-pictures"),
        ("scan", (), "not-checked-pictures"),
        ("damaged", (), "not-checked-parts"),
        ("attachment", (), "not-checked-parts"),
        ("damaged", (3, 4), "not-checked-pages"),
        ("scan", (3, 4), "not-checked-pages"),
    ],
)
def test_what_could_not_be_read_between_two_answers_is_named_as_it_is_known(
    why: UnreadableReason, pages: tuple[int, ...], expected: str
) -> None:
    assert reason(why, *pages) == (expected, "not-found")


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (1, ("not-found", "not-found")),
        (2, ("not-checked-parts", "not-found")),  # behind the heading of the one before
        (3, ("not-checked-parts", "not-found")),
        (4, ("not-found", "not-checked-parts")),
        (5, ("not-found", "not-checked-parts")),
    ],
)
def test_a_gap_hides_what_stands_between_its_own_neighbours(at: int, expected: tuple[str, str]) -> None:
    assert reason("damaged", at=at) == expected


@pytest.mark.parametrize(
    ("titles", "words", "mention", "known"),
    [
        (8, 3000, "As 3.2.1 says.", False),
        (8, 2900, "As 3.2.1 says.", True),  # a short report may cite little
        (4, 3000, "As 3.2.1 says.", False),
        (3, 3000, "As 3.2.1 says.", True),  # most standards have no title in it
        (8, 3000, "As 3.2.1 and 3.2.2 say.", False),
        (8, 3000, "As 3.2.1, 3.2.2 and 3.2.4 say.", True),
        (8, 3000, "As criterion 3.2.1 says.", True),
        (8, 3000, "! Criterion 3.2.1 {5}", True),
        (8, 3000, "", False),
        (1, 100, "", False),  # no codes at all
    ],
)
def test_a_long_report_of_titles_that_hardly_cites_a_code_is_one_without_codes(
    titles: int, words: int, mention: str, known: bool
) -> None:
    text = "".join(TITLES[:titles]) + f"{{{words}}}\n{mention}"
    found = criterion(check(text), "3.2.9").reason.id
    assert found == ("reason.not-found" if known else "reason.not-checked-no-codes")
