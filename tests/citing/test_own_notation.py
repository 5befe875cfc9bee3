"""Reports that write "standard 2, criterion 14" for 2.2.14 in a notation of their own."""

from __future__ import annotations

import pytest

from ..test_coverage import check, criterion, statuses


@pytest.mark.parametrize(
    "notation",
    ["С2-К{}", "S2-C{}", "S2/C{}", "Ст. 2, кр. {}", "Std 2 Crit {}", "Standard 2, criterion {}", "Стандарт 2, критерий {}"],
)  # fmt: skip
def test_the_numbers_of_the_standard_and_of_the_place_in_it_name_the_criterion(notation: str) -> None:
    first, second, third = (notation.format(number) for number in (1, 4, 14))
    text = f"# Leadership\n## {first}. Aims\n{{50}}\n{second}. Staff: {{60}}\n{{70}} ({third})\n# Money\n{{9}}"
    assert statuses(text, "2.2.1", "2.2.4") == ["addressed"] * 2
    assert criterion(check(text), "2.2.14").status.value in ("addressed", "mentioned")


def test_a_range_and_a_table_may_be_written_so() -> None:
    text = "# Leadership\nС2-К1–С2-К3. Aims: {60}\nС2-К8. {50}\nС2-К9. {50}\n| Who | What\n| Registrar | С2-К5, С2-К7"
    assert statuses(text, "2.2.1", "2.2.2", "2.2.3", "2.2.5", "2.2.7") == ["addressed"] * 3 + ["mentioned"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "С2-К1. {50}\nС2-К4. {50}",  # too few
        "С2-К1. {50}\nС2-К4. {50}\nС2-К5. {50}\nС2-К77. {50}\nС8-К99. {50}",  # many name none
        "Rooms: С2-К1, С2-К4 and С2-К5 are new. {50}\n| С2-К1 | 40 seats\n| С2-К4 | 20 seats\n| С2-К5 | 9 seats",
        "С2-К1/23. {50}\nС2-К4/23. {50}\nС2-К5/23. {50}",  # contracts
        "РС2-К1. {50}\nРС2-К4. {50}\nРС2-К5. {50}",  # the end of a longer word
    ],
)
def test_other_marks_are_no_notation(text: str) -> None:
    assert statuses(f"# Standard 3\n3.2.1 {{50}}\n# Leadership\n{text}", "2.2.1", "2.2.4") == ["missing"] * 2
