"""Lists of annexes name criteria and answer none, however long an entry is."""

from __future__ import annotations

import pytest

from sapa.core.citing.annex_lists import annex_entries

from ..documents import document
from ..test_coverage import statuses

LISTS = {
    "below-a-heading": "# List of exhibits\n1. Contracts and letters {50} (criterion 3.2.8)\n2. Plans (criterion 3.2.9)",
    "below-a-line": "* Опись приложений\nДоговоры и письма {50} (критерий 3.2.8)\nПланы (критерий 3.2.9)",
    "plural-alone": "# Қосымшалар\n- Шарттар, хаттар {50} (3.2.8-критерий)\n- Жоспарлар (3.2.9-критерий)",
    "in-a-row": "Annex 4. Contracts, letters {50} (criterion 3.2.8)\nAnnex 5. Plans (criterion 3.2.9)",
    "in-a-row-kk": "4-қосымша. Шарттар, хаттар {50} (3.2.8-критерий)\n5-қосымша. Жоспарлар (3.2.9-критерий)",
    "for-a-criterion": "Attachment for criterion 3.2.8: letters {50}\nAttachment for criterion 3.2.9: plans",
}


@pytest.mark.parametrize("listed", LISTS.values(), ids=LISTS)
def test_an_entry_of_a_list_of_annexes_answers_nothing(listed: str) -> None:
    text = f"# Standard 3\n3.2.1 {{50}}.\n3.2.2 {{50}}.\n{listed}"
    assert statuses(text, "3.2.1", "3.2.8", "3.2.9") == ["addressed", "mentioned", "mentioned"]


@pytest.mark.parametrize(
    "answer",
    [
        "Annex 4 shows what each school does about it. {50} (criterion 3.2.8)",
        "As annex 4 of the report shows, {50} (criterion 3.2.8)",
    ],
)
def test_an_answer_that_begins_with_its_annex_counts(answer: str) -> None:
    assert statuses(f"# Standard 3\n3.2.1 {{50}}.\n3.2.2 {{50}}.\n{answer}", "3.2.8") == ["addressed"]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        # below a title, up to the next heading or line set apart
        ("# Exhibits\n{5}\n- {5}\n| a | b\n{5}\n# Aims\n{5}", [1, 2, 4]),
        ("Exhibits\n{5}\n* Aims\n{5}", [1]),
        ("- Exhibits\n{5}", []),
        ("# Exhibits 2024\n{5}", []),
        ("# Annexes to all of our reports: a list\n{5}", [1]),
        ("# Annexes to all of our own reports: a list\n{5}", []),  # nine words are no title
        # several in a row
        ("Annex 7. Plan\nAnnex 8. Order", [0, 1]),
        ("{5}\nAnnex 7. Plan\n- Annex 8. Order\n{5}", [1, 2]),
        ("Annex 7. Plan\n{5}\nAnnex 8. Order", []),
        ("| Annex 7. Plan\n| Annex 8. Order", []),
        ("Annex 7 is a plan\nAnnex 8 is an order", []),
    ],
)
def test_entries_stand_below_a_title_or_in_a_row(text: str, entries: list[int]) -> None:
    assert sorted(annex_entries(document(text))) == entries
