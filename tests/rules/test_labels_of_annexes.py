"""Annexes by their labels: what a file's name, a heading, a list and a sentence say of which annex."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapa.core.rules.annex_labels import in_order, label_of, opens_annex, plain_label
from sapa.core.rules.annex_lists import listed_in, opens_with_annex
from sapa.core.rules.annexes import Annexes, AnnexFile, facts
from sapa.core.rules.annexes_named import cited_in, named_in_lists, within_report

from ..documents import document, prose


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Приложение_5 План", "5"),
        ("Приложение 05", "5"),
        ("5-қосымша", "5"),
        ("05 Plan", "5"),
        ("05.2 Plan", "5.2"),
        ("Annex A", "A"),
        ("Приложение А", "A"),  # a Cyrillic letter
        ("annex-05", "5"),
        ("Plan", ""),
        ("2024", ""),  # a year
        ("Annexes", ""),
    ],
)
def test_a_files_name_carries_the_label_of_its_annex(name: str, label: str) -> None:
    assert label_of(name) == label


@pytest.mark.parametrize(("label", "plain"), [("05", "5"), ("0", "0"), ("3.01", "3.1"), ("а", "A"), (" 5. ", "5"), ("10", "10"), ("5А", "5-A"), ("5–a", "5-A"), ("П-01", "П-1")])  # fmt: skip
def test_labels_are_compared_without_zeros_and_alphabets(label: str, plain: str) -> None:
    assert plain_label(label) == plain


@given(st.lists(st.integers(1, 30), min_size=1, unique=True), st.randoms(use_true_random=False))
def test_labels_are_ordered_as_people_count(numbers: list[int], random: Random) -> None:
    labels = [label for number in sorted(numbers) for label in (str(number), f"{number}.1", f"{number}.10")]
    mixed = random.sample(labels, len(labels))
    assert sorted(mixed, key=in_order) == labels


def test_letters_are_ordered_behind_their_number() -> None:
    assert sorted(["П-10", "П-2", "5-B", "10", "5-A", "5"], key=in_order) == ["П-2", "П-10", "5", "5-A", "5-B", "10"]


def file(label: str) -> AnnexFile:
    return AnnexFile(f"{label}.pdf", label, 1, "0")


def test_an_annex_is_its_own_file_or_those_of_its_parts_or_the_whole_it_is_a_part_of() -> None:
    annexes = Annexes("annexes", tuple(map(file, ("5", "6.1", "6.2", "60", "7", "7.1", "9-A", "9-B", ""))))

    def of(label: str) -> list[str]:
        return [one.label for one in annexes.of(label)]

    assert of("05") == ["5"]
    assert of("6") == ["6.1", "6.2"]
    assert of("5.3") == of("5.3.1") == ["5"]
    assert of("7.1") == ["7.1"]
    assert of("9") == ["9-A", "9-B"]
    assert of("9-B") == ["9-B"]
    assert of("5-A") == ["5"]
    assert of("8") == of("8.1") == of("") == []


def test_every_annex_that_is_cited_listed_or_there_is_one_fact() -> None:
    annexes = Annexes("annexes", (file("5"), file("10")), listed=frozenset({"2", "10"}), inside=frozenset({"2"}))
    read = document("See Annex 5 and Annex 3.\nAs Annex 3 says.")
    cited = {label: tuple(places) for label, places in cited_in(read).items()}
    found = facts(Annexes(annexes.folder, annexes.files, cited, (), annexes.listed, annexes.inside))
    assert [(one.label, one.cited, one.listed, len(one.files), one.inside) for one in found] == [
        ("2", 0, True, 0, True),
        ("3", 1, False, 0, False),  # both paragraphs stand at one place of the file
        ("5", 1, False, 1, False),
        ("10", 0, True, 1, False),
    ]


# --- what a report cites, lists and binds in


def cited(text: str) -> list[str]:
    return list(cited_in(document(text)))


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("See Annex 5, and Annexes 7–9.", ["5", "7", "8", "9"]),
        ("Приложение 4 к приказу ректора.", []),
        ("Приложение 4 к настоящему отчёту.", ["4"]),
        ("Annex 2 to the Law.", []),
        ("Annex 2 to this report.", ["2"]),
        ("Бұйрықтың 1-қосымшасы бар.", []),
        ("Есептің 5-қосымшасы бар.", ["5"]),
        ("$ Annex 5", []),
        ("~ Annex 5 Strategy 41", []),
        ("# Annex 5. Strategy", []),
        ("ANNEX 5", []),
        ("|h Criterion | Annex\n| 3.2.1 | 5, 6; 7.1\n| 3.2.2 | none", ["5", "6", "7.1"]),
        (
            "|h Criterion | Annex\n| 3.2.1 | П-1; П-2\n| 3.2.2 | 2.1–2.3\n| 3.2.3 | X",
            ["П-1", "П-2", "2.1", "2.2", "2.3"],
        ),
        ("|h Criterion | Page\n| 3.2.1 | 5", []),
    ],
)
def test_a_report_cites_its_own_annexes(text: str, labels: list[str]) -> None:
    assert cited(text) == labels


@pytest.mark.parametrize(
    ("text", "entries", "labels"),
    [
        ("List of annexes\nAnnex 1. Plan\nAnnex 2. Order\nThe end.\nAnnex 3. Charter", [1, 2], {"1", "2"}),
        ("List of annexes\n\nAnnex 1. Plan", [1], {"1"}),
        ("Перечень приложений:\n| 1 | План", [1], set()),
        ("Перечень приложений к тому 1\nПриложение 1. План", [1], {"1"}),
        ("Annexes to volume II\n1. Annex 1. Plan\n2) Annex 2. Order", [1, 2], {"1", "2"}),
        ("Annexes 5 and 6\nAnnex 5 is long.", [], set()),
        (f"List of annexes\nAnnex 1. {prose(38)}", [1], {"1"}),
        (f"List of annexes\nAnnex 1. {prose(39)}", [], set()),
        ("Annex 1. Plan\nAnnex 2. Order\nAnnex 3. Charter", [0, 1, 2], {"1", "2", "3"}),
        ("Annex 1. Plan\nAnnex 2. Order", [], set()),
        ("Annex 1. Plan\nAnnex 2. Order\nThe end.\nAnnex 3. Charter", [], set()),
        ("Annex 1 shows it.\nAnnex 2 shows it.\nAnnex 3 shows it.", [], set()),
        ("|h Annex | Title\n| 1 | Plan\n| 2 | Order", [0, 1, 2], {"1", "2"}),
        ("|h Title | Annex\n| Plan | 1", [], set()),
        ("~ Annex 5 Strategy 41\n~ Annexes 41", [], {"5"}),
    ],
)
def test_a_list_of_annexes_is_known_by_its_title_its_table_or_three_entries(
    text: str, entries: list[int], labels: set[str]
) -> None:
    read = document(text)
    assert sorted(listed_in(read)) == entries
    assert named_in_lists(read) == labels


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("Annex 5. Plan", True),
        ("– Annex 5", True),
        ("1. Annex 5", True),
        ("See Annex 5", False),
        ("Annex 5 shows", False),
        ("Plan", False),
        (f"Annex 5. {'x' * 791}", True),
        (f"Annex 5. {'x' * 792}", False),  # no entry has eight hundred characters
    ],
)
def test_an_entry_opens_with_its_annex(text: str, opens: bool) -> None:
    assert opens_with_annex(text) is opens


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("Annex 5. Plan", "5"),
        ("5-қосымша. Жоспар", "5"),
        ("Приложение А", "A"),
        ("1. Annex 5-A. Plan", "5-A"),
        ("5-А-қосымша. Жоспар", "5-A"),
        ("On Annex 5", ""),
        ("Plan", ""),
    ],
)
def test_a_heading_opens_an_annex_by_its_first_words(heading: str, label: str) -> None:
    assert opens_annex(heading) == label


def test_an_annex_is_bound_in_where_a_heading_opens_it() -> None:
    assert within_report(document("# Annex 5. Plan\n{5}\nANNEX 6\n{5}\nAnnex 7\n{5}")) == {"5", "6"}
    assert within_report(document("# Annexes\nANNEX 1\nANNEX 2\nThe end.\n# Annex 3\n{5}")) == {"3"}
    assert within_report(document("# Annexes\nANNEX 1\nANNEX 2\nThe end.")) == set()
