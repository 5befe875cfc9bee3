"""Where codes stand in relation to a text: which mark each place is, of which codes, and from where in the text.

"closer 4.2.1 @59": the text in front of character 59 is narrative; "@303-311": the next text begins at 311; a number
behind the kind is the block, where that is not the first below the heading.
"""

from __future__ import annotations

import pytest

from sapa.core.citing.citations import cite
from sapa.core.covering.marks import marks_of

from ..documents import document
from ..reports import installed

INSTITUTIONAL = installed().sets.find("institutional")


def marks(text: str) -> list[str]:
    read = document(f"# Standard 4\n{text}")
    found = []
    for one in marks_of(read, cite(read, INSTITUTIONAL, [])):
        parts = [one.kind, *([str(one.block)] if one.block > 1 else []), "+".join(code.text for code in one.codes)]
        parts += [f"@{one.start}-{one.end}" if one.end else f"@{one.start}"]
        parts += [name for name in ("refers", "said", "bracketed") if getattr(one, name)]
        found.append(" ".join(parts))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4.2.1 {5}", ["opener 4.2.1 @0"]),
        ("## 4.2.1 A", ["opener 4.2.1 @0"]),
        ("## 4.2.1, 4.2.2 A", ["opener 4.2.1+4.2.2 @0"]),
        ("## (4.2.1, 4.2.2)", ["opener 4.2.1+4.2.2 @0"]),
        ("{8} (4.2.1)", ["closer 4.2.1 @59"]),
        ("- {8} (4.2.1).", ["closer 4.2.1 @59"]),
        ("> {8} (4.2.1)", []),
        ("{8} (4.2.1; 4.2.2)", ["closer 4.2.1+4.2.2 @59"]),
        ("{8} (criteria 4.2.1 and 4.2.2)", ["closer 4.2.1+4.2.2 @59"]),
        ("{8} (4.2.1 one two 4.2.2)", ["closer 4.2.1+4.2.2 @59"]),
        ("{8} (4.2.1 one two three 4.2.2)", ["closer 4.2.2 @59"]),
        ("{8} (one two three four five six 4.2.1)", ["closer 4.2.1 @59"]),
        ("{8} (one two three four five six seven 4.2.1)", []),
        ("{8} (see 4.2.1)", ["closer 4.2.1 @59 refers"]),
        ("{8} (also 4.2.1)", []),
        ("{8} (4.2.1, Annex 5)", ["closer 4.2.1 @59"]),
        ("{8} (4.2.1 (first paragraph))", ["closer 4.2.1 @59"]),
        ("{8} (4.2.1; on this see volume 1)", ["closer 4.2.1 @59"]),
        ("{8} (4.2.1, 4.2.2; on 4.2.4 see volume 1)", ["closer 4.2.1+4.2.2 @59"]),
        ("{8} (4.2.1; see also 4.2.4)", ["closer 4.2.1 @59"]),
        ("{8} (4.2.1, see also 4.2.4)", ["closer 4.2.1 @59"]),
        ("{8} (see 4.2.1; see 4.2.4)", ["closer 4.2.1 @59 refers"]),
        ("{8} (4.2.1 and so on; 4.2.2)", ["closer 4.2.2 @59"]),
        ("{8} – 4.2.1", ["closer 4.2.1 @61"]),
        ("{8} / 4.2.1", ["closer 4.2.1 @60"]),
        ("{8}; 4.2.1", []),
        ("{8}. Criterion 4.2.1.", ["closer 4.2.1 @60"]),
        ("{8}. Criterion one 4.2.1.", ["closer 4.2.1 @60"]),
        ("{8}. Criterion one two 4.2.1.", []),
        ("{8}. Criterion one two 4.2.1, 4.2.2.", ["closer 4.2.1+4.2.2 @60"]),
        ("{8}. One two: 4.2.1.", ["closer 4.2.1 @60"]),
        ("{8}. One 4.2.1.", []),
        ("(4.2.1)", ["line 4.2.1 @0 bracketed"]),
        ("[4.2.1; 4.2.2].", ["line 4.2.1+4.2.2 @0 bracketed"]),
        ("Criterion 4.2.1", ["line 4.2.1 @0"]),
        ("Criteria covered in this passage of ours: 4.2.1", ["line 4.2.1 @0"]),
        ("Criteria covered in this whole passage of ours: 4.2.1", []),
        ("Относится к критерию 4.2.1", ["line 4.2.1 @0"]),
        ("Также относится к критерию 4.2.1", []),
        ("! Criterion 4.2.1.", ["note 4.2.1 @0"]),
        ("! 4.2.1; see also 4.2.2.", ["note 4.2.1 @0"]),
        ("! On the whole of this; 4.2.1", []),
        ("! One two three four: criterion 4.2.1", ["note 4.2.1 @0"]),
        ("! One two three four five: criterion 4.2.1", []),
        ("! See 4.2.1", []),
        ("{50} (4.2.1). We {50} (4.2.2).", ["closer 4.2.1 @303-311", "closer 4.2.2 @618"]),
        ("{50} [4.2.1]; We {50} [4.2.2].", ["closer 4.2.1 @303-311", "closer 4.2.2 @618"]),
        ("{50} (4.2.1), we {50} (4.2.2).", ["closer 4.2.2 @618"]),
        ("{50} (see 4.2.1). We {50} (4.2.2).", ["closer 4.2.2 @622"]),
        ("{50} (4.2.1). We {18}.", ["closer 4.2.1 @303-311"]),
        ("{50} (4.2.1). We {19}.", []),
        ("## {8} (4.2.1). We {50} (4.2.2).", ["opener 4.2.1 @0"]),
        ("{8}. This is 4.2.1.", ["closer 4.2.1 @60 said"]),
        ("{8}. This is 4.2.1 and that.", []),
        ("{8}. This is 4.2.1 and that it.", []),
        ("{8}. This answers criterion 4.2.1; so it is.", ["closer 4.2.1 @60 said"]),
        ("{8}. This answers one two three four five six criterion 4.2.1, I say.", ["closer 4.2.1 @60 said"]),
        ("{8}. This answers one two three four five six seven criterion 4.2.1, I say.", []),
        ("{8}. This also answers criterion 4.2.1, I say.", []),
        ("{8}. This answers criteria 4.2.1, 4.2.2, I say.", ["closer 4.2.1+4.2.2 @60 said"]),
        ("Of 4.2.3 {8}. This answers criterion 4.2.1, I say.", []),
        ("This section answers criteria 4.2.1 and 4.2.2.", ["line 4.2.1+4.2.2 @0"]),
        ("This section also answers criterion 4.2.1.", []),
        ("This section answers criterion 4.2.1 in volume 2.", []),
        ("This section answers criterion 4.2.1 one two three four five six seven eight nine.", []),
        ("This section answers criterion 4.2.1 one two three four five six seven eight.", ["line 4.2.1 @0"]),
        ("Participation of partners (4.2.1)\n{21}", ["closer 4.2.1 @26"]),
        (
            "Participation of partners (4.2.1)\n{21}\nWork with others (4.2.2)\n{21}",
            ["line 4.2.1 @0", "line 3 4.2.2 @0"],
        ),
        (
            "Participation of partners (4.2.1)\n{20}\nWork with others (4.2.2)\n{21}",
            ["closer 4.2.1 @26", "closer 3 4.2.2 @17"],
        ),
        (
            "Participation of partners (4.2.1)\n- {21}\nWork with others (4.2.2)\n{21}",
            ["closer 4.2.1 @26", "closer 3 4.2.2 @17"],
        ),
        ("Programme A | 4.2.1\n{21}\nProgramme B | 4.2.2\n{21}", []),
        ("Programme | 4.2.1\n{21}\nProgramme | 4.2.2\n{21}", ["line 4.2.1 @0", "line 3 4.2.2 @0"]),
        ("See also | 4.2.1\n{21}\nSee also | 4.2.2\n{21}", []),
        ("| 4.2.1 | {21}\n{50} (4.2.2)", ["closer 2 4.2.2 @303"]),
    ],
)
def test_a_place_of_codes_is_the_mark_that_its_words_make_it(text: str, expected: list[str]) -> None:
    assert marks(text) == expected


FILED = ("minutes", "plans, lists", "orders", "ledgers and plans", "calls")


def filed(*numbers: int, label: str = "Evidence. Folder") -> str:
    return "".join(f"{{50}}\n{label} 4.2.{at}: {papers}.\n" for at, papers in zip(numbers, FILED, strict=False))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (filed(1, 2, 4, 5), 4),
        (filed(1, 2, 4, 5, 6), 5),
        (filed(1, 2, 4), 0),  # three are no habit
        (filed(1, 2, 5, 4), 0),
        (filed(1, 2, 2, 4), 0),
        (filed(1, 2, 4, 5, label="Evidence of all that we do in it"), 0),  # more than a label
        (filed(1, 2, 4, 5, label="Evidence of all we do in"), 4),
        (filed(1, 2, 4, 5, label="Evidence. See folder"), 0),
        (filed(1, 2, 4, 5, label="Our house"), 0),
        # hardly a text opens with a code: one for two such lines at most
        (filed(1, 2, 4, 5) + "4.2.6 {9}\n4.2.7 {9}", 4),
        (filed(1, 2, 4, 5) + "4.2.6 {9}\n4.2.7 {9}\n4.2.8 {9}", 0),
    ],
)
def test_lines_of_evidence_filed_by_rising_codes_close_texts(text: str, count: int) -> None:
    lines = [mark for mark in marks(text) if mark.startswith("line")]
    assert len(lines) == count
    assert all(mark.endswith("bracketed") for mark in lines)
