"""Lines set apart from the text around them: how they look, and what they end."""

from __future__ import annotations

import pytest

from sapa.core.covering.set_apart import SetApart

from ..documents import document

LONG = "We teach every student of the house in her own language and ask what she thinks of it each year. " * 2 + "a" * 6


def apart(text: str) -> SetApart:
    """Criteria open with 3.2.x, standards with "Standard"."""
    read = document(text)
    shown = [block.shown for block in read.blocks]
    opens = [at for at, one in enumerate(shown) if one.startswith("3.2")]
    return SetApart(read, opens, [at for at, one in enumerate(shown) if one.startswith("Standard")])


@pytest.mark.parametrize(
    ("line", "look", "text"),
    [
        ("* Our aims", "bold", "Our aims"),
        ("* a b c d e f g h", "bold", "a b c d e f g h"),
        ("* a b c d e f g h i", "", ""),
        *((f"* Our aims{sign}", "", "") for sign in ".:;?,"),
        ("* Our aims!", "bold", "Our aims!"),
        ("Our aims", "", ""),
        ("- Our aims", "", ""),
        ("OUR AIMS", "capitals", "OUR AIMS"),
        ("AIMS", "", ""),  # an abbreviation
        ("OUR AIMS.", "", ""),
        ("**Our aims.** We teach", "run-in", "Our aims"),
        ("**Our aims –** We teach", "run-in", "Our aims"),
        ("**Our aims** are these", "", ""),
        ("**a b c d e f g h.** We teach", "run-in", "a b c d e f g h"),
        ("**a b c d e f g h i.** We teach", "", ""),
        ("Our aims: we teach", "label", "Our aims"),
        ("Our aims: 5 of them", "", ""),
        ("Our aims:", "", ""),
        ("Our (own) aims: we teach", "", ""),
        ("a b c d e f g h: we teach", "label", "a b c d e f g h"),
        ("a b c d e f g h i: we teach", "", ""),
        ("Aim: we teach", "label", "Aim"),
        ("Ai: we teach", "", ""),
    ],
)
def test_a_title_is_told_by_how_it_is_set_apart(line: str, look: str, text: str) -> None:
    title = apart(f"# Standard 3\n{line}").title(1)
    assert (title.look if title else "", title.text if title else "") == (look, text)


@pytest.mark.parametrize(
    ("body", "tells"),
    [
        ((f"{LONG}", f"* {LONG}"), True),  # half of the body text
        ((f"* {LONG}",), False),
        ((f"{LONG}", f"* {LONG}", f"* {LONG}"), False),
        ((f"* {LONG[:199]}",), True),  # too short to be body text
        ((f"* {LONG[:200]}",), False),
        ((f"{LONG}", f"- {LONG}"), True),
    ],
)
def test_bold_tells_where_body_text_is_not_bold(body: tuple[str, ...], tells: bool) -> None:
    read = apart("\n".join(body) + "\n* Our aims")
    assert read.emphasis_tells is tells
    assert (read.title(len(body)) is not None) is tells


@pytest.mark.parametrize(
    ("text", "ends", "habits"),
    [
        ("# Standard 3\n3.2.1 A\n* Our aims\n{5}", True, set()),
        ("# Standard 3\n3.2.1 A\n* Our aims\n3.2.2 B", False, {"bold"}),
        ("# Standard 3\n3.2.1 A\n* Our aims\n# Standard 4\n3.2.2 B", True, set()),
        ("# Standard 3\n* Our house\n3.2.1 A\nOUR AIMS\n3.2.2 B\n**We.** We teach\n{5}", False, {"capitals"}),
    ],
)
def test_a_line_between_two_criteria_is_how_their_parts_are_set_apart(text: str, ends: bool, habits: set[str]) -> None:
    read = apart(text)
    at = next(at for at, block in enumerate(read.document.blocks) if block.shown in ("Our aims", "OUR AIMS"))
    assert read.ends_chapter(at) is ends
    assert read.habits == habits


@pytest.mark.parametrize(
    ("line", "answer", "expected"),
    [
        ("* Our aims", "We teach.", True),
        ("* Our aims", "We teach! ", True),
        ("* Our aims", "We teach…", True),
        ("* Our aims", "We teach", False),  # the sentence goes on
        ("* Our aims", f"{'we ' * 29}teach.", True),
        ("* Our aims", f"{'we ' * 30}teach.", False),
        ("Our aims: we teach", "We teach.", False),
        ("* Strengths", "We teach.", False),  # a label of the answer's own
        ("Our aims", "We teach.", False),
    ],
)
def test_a_line_apart_behind_a_short_finished_answer_sums_up(line: str, answer: str, expected: bool) -> None:
    assert apart(f"# Standard 3\n3.2.1 A\n{line}\n{{5}}").sums_up(2, answer) is expected
    inside = f"# Standard 3\n3.2.1 A\n{line}\n{{5}}\n3.2.2 B"
    assert not apart(inside).sums_up(2, answer)  # another criterion follows
    habit = f"# Standard 2\n3.2.4 A\n* Our house\n3.2.5 B\n# Standard 3\n3.2.1 A\n{line}\n{{5}}"
    assert not apart(habit).sums_up(6, answer)  # parts of answers look the same
