"""Ratings chosen from values that all stand there: the marked one counts, and what cannot be told is no rating."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest

from sapa.core.expert_report.review import Given, Review, review
from sapa.core.expert_report.tags import Tag
from sapa.core.model.term_rules import Facts
from sapa.core.reading.tools import Tools

from . import choices
from .choices import CHOSEN, KEYS, LAYOUTS, MARKS, STROKE_LAYOUTS, STROKES, THROUGH, TRUTH, WORDS, box, by_words
from .filled import RATED, all_converted, controls, edited, loaded, put, reviewed, skeleton
from .tools import needs
from .wordxml import deleted, p, r, run, tbl, tc, tr

LANGS = tuple(WORDS)
SIX = choices.six()
NONE: Mapping[str, str | None] = dict.fromkeys(CHOSEN)
UNTOLD = {"rating-list", "rating-several", "rating-unclear", "rating-outside", "no-rating"}


def judged(data: bytes, folder: Path) -> Review:
    path = folder / "report.docx"
    path.write_bytes(data)
    found = review(str(path), Given(SIX, None, None, None, Facts()), loaded(SIX), Tools())
    assert found.report is not None, found.error
    return found


def told(found: Review, standard: str) -> set[str]:
    return {f.rule.removeprefix("review-") for f in found.findings if f.arguments.get("standard") == standard}


def check(data: bytes, folder: Path, truth: Mapping[str, str | None] = TRUTH) -> Review:
    """The ratings are the truth, and each that is none has a finding."""
    found = judged(data, folder)
    assert found.report is not None
    assert found.report.ratings == {"": dict(truth)}
    for standard, value in truth.items():
        if value is None:
            assert told(found, standard) & (UNTOLD | {f"summary-{rule.removeprefix('rating-')}" for rule in UNTOLD})
    return found


@pytest.mark.parametrize("name", MARKS)
def test_every_kind_of_mark_is_read(name: str, tmp_path: Path) -> None:
    lang = LANGS[list(MARKS).index(name) % len(LANGS)]
    check(choices.report(lambda n, chosen: choices.before(lang, MARKS[name], n, chosen), lang), tmp_path)
    check(choices.report(None, lang, choices.matrix_of_all(lang, MARKS[name])), tmp_path)


@pytest.mark.parametrize("mark", ["box", "plus-minus", "check"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_is_read(layout: str, mark: str, tmp_path: Path) -> None:
    lang = LANGS[list(LAYOUTS).index(layout) % len(LANGS)]
    check(choices.report(lambda n, chosen: LAYOUTS[layout](lang, MARKS[mark], n, chosen), lang), tmp_path)


@pytest.mark.parametrize("lang", LANGS)
def test_yes_and_no_are_marks(lang: str, tmp_path: Path) -> None:
    for layout in (choices.behind_a_dash, choices.rows, choices.matrix):
        check(choices.report(partial(layout, lang, by_words(lang)), lang), tmp_path)


@pytest.mark.parametrize("lang", LANGS)
def test_all_standards_in_one_matrix(lang: str, tmp_path: Path) -> None:
    names = choices.NAMES[lang]
    for key in (lambda n: [n, names[int(n) - 1]], lambda n: [f"{n}. {names[int(n) - 1]}"]):
        check(choices.report(None, lang, choices.matrix_of_all(lang, MARKS["check"], key)), tmp_path)
    check(choices.report(None, lang, choices.matrix_turned(lang, MARKS["ballot"])), tmp_path)


@pytest.mark.parametrize("layout", STROKE_LAYOUTS)
@pytest.mark.parametrize("stroke", [*STROKES, *THROUGH])
def test_the_value_that_alone_stands_out_is_meant(layout: str, stroke: str, tmp_path: Path) -> None:
    lang = LANGS[list(STROKE_LAYOUTS).index(layout) % len(LANGS)]
    chosen, others = (STROKES[stroke], "") if stroke in STROKES else ("", THROUGH[stroke])
    check(choices.report(lambda n, picked: STROKE_LAYOUTS[layout](lang, chosen, others, picked), lang), tmp_path)


def test_one_struck_out_of_four_leaves_three(tmp_path: Path) -> None:
    for layout in STROKE_LAYOUTS.values():
        check(choices.report(lambda n, c, f=layout: f("en", "<w:strike/>", "", c)), tmp_path, NONE)  # type: ignore[misc]


def test_values_that_all_look_alike_are_a_list(tmp_path: Path) -> None:
    found = check(choices.report(lambda n, c: choices.stroke_lines("ru", "<w:b/>", "<w:b/>", c), "ru"), tmp_path, NONE)
    assert "rating-list" in told(found, "1")


def test_two_marks_are_told_as_two(tmp_path: Path) -> None:
    found = check(choices.report(lambda n, c: choices.before("en", MARKS["ballot"], n, c)), tmp_path)
    assert "rating-several" in told(found, "6") and "rating-list" in told(found, "5")


def of(xml: str) -> bytes:
    """A report whose every chapter has this rating."""
    return choices.report(lambda n, chosen: xml)


def lines(*shown: tuple[str, str]) -> str:
    """(mark, value's key) one a line."""
    return "".join(p(mark + r(f" {RATED['en'][key]}"), raw=True) for mark, key in shown)


ELLIPSE = run(
    '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" '
    'locked="0" layoutInCell="1" allowOverlap="1"><wp:extent cx="900000" cy="200000"/><wp:docPr id="7" name="Oval"/>'
    '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    '<wps:spPr><a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData>'
    "</a:graphic></wp:anchor></w:drawing>"
)
ACTIVE_X = run('<w:object><w:control w:name="CheckBox1" w:shapeid="_x0000_i1025"/></w:object>')
BOTH = [(box("1", r("☒")), KEYS[1]), (box("1", r("☐")), KEYS[2]), (box("0", r("☐")), KEYS[0])]


@pytest.mark.parametrize(
    "xml",
    [
        p(ELLIPSE, raw=True) + lines(*(("", key) for key in KEYS)),
        "".join(p(ACTIVE_X + r(f" {name}"), raw=True) for name in RATED["en"].values()),
        lines(*BOTH),
        lines((r("☒"), KEYS[0]), ("", KEYS[1]), (r("☐"), KEYS[2]), (r("☐"), KEYS[3])) + p("☒ other"),
        lines(("", KEYS[0]), (r("☐"), KEYS[1]), (r("☐"), KEYS[2]), (r("☐"), KEYS[3])),
        lines((r("●"), KEYS[0]), ("", KEYS[1]), ("", KEYS[2]), ("", KEYS[3])),
        p(r("☒ corresponds with") + run("<w:br/>") + r("remarks") + run("<w:br/>") + r("☐ does not correspond"), raw=True),
        p(r("☒ partly corresponds")) + p("☐ does not correspond"),
        p(r("✓ corresponds", "<w:strike/>")) + p("does not correspond"),
        p("☐ corresponds"),
        p(r("corresponds", "<w:b/>")) + p("does not correspond"),
        p("corresponds ✓ does not correspond"),
        tbl(tr("corresponds", "does not correspond"), tr("3", "1")) + p(),
        tbl(tr("corresponds", "does not correspond"), tr("a library of its own", "")) + p(),
        p("corresponds") + p("does not correspond"),
    ],
    ids=[
        "circle drawn over the list", "box of a program", "box that contradicts itself", "tick without a value",
        "box left out", "bullet of one", "value broken over a line", "value with a limit", "tick on what is struck out",
        "only an empty box", "one of two in bold", "mark between two values", "count of criteria", "words in a matrix",
        "two values",
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_no_rating(xml: str, tmp_path: Path) -> None:
    check(of(xml), tmp_path, NONE)


@pytest.mark.parametrize(
    ("xml", "key"),
    [
        (p("corresponds / does not correspond: corresponds"), KEYS[0]),
        (p("Rating: corresponds with remarks") + p("The group was of one mind: no remark of 2024 is left."), KEYS[2]),
        (lines((r("☐"), KEYS[0]), (r("☒"), KEYS[2]), (r("☐"), KEYS[3])), KEYS[2]),
        (p("☐ corresponds") + p("☒ corresponds with remarks: no laboratory of its own"), KEYS[2]),
        (p(deleted("corresponds") + r("corresponds with remarks"), raw=True), KEYS[2]),
        (p("☐ corresponds / соответствует") + p("☒ does not correspond / не соответствует"), KEYS[3]),
        (tbl(tr("corresponds", "does not correspond"), tr("", "does not correspond")) + p(), KEYS[3]),
        (p(r("corre") + r("sponds", "<w:b/>") + r(" with remarks"), raw=True), KEYS[2]),
        (
            tbl(tr("corresponds", tc(p("does not correspond"))), tr(tc(properties='<w:shd w:fill="FFFF00"/>'), ""))
            + p(),
            None,
        ),
    ],
)
def test_what_can_be_told_is_a_rating(xml: str, key: str | None, tmp_path: Path) -> None:
    check(of(xml), tmp_path, dict.fromkeys(CHOSEN, key))


def test_criteria_of_a_matrix_are_assessed_by_their_columns(tmp_path: Path) -> None:
    found = check(
        choices.report(lambda n, chosen: choices.matrix_of_criteria("kk", MARKS["x"], n, chosen), "kk"), tmp_path
    )
    assert found.report is not None
    for standard in CHOSEN:
        rated = found.report.rated(Tag("assessment", code=f"{standard}.2.1"))
        assert rated is not None and rated.key == KEYS[0]


def test_boxes_in_a_field_of_the_skeleton(tmp_path: Path) -> None:
    """Somebody put the whole list into the control."""

    def write(tree: object) -> None:
        for tag, control in controls(tree):
            if tag == Tag("rating", standard="1"):
                put(control, "☐ corresponds ☒ corresponds with remarks ☐ does not correspond")

    found = reviewed(edited(skeleton("en"), write), tmp_path)
    assert found.report is not None and found.report.ratings[""]["1"] == KEYS[2]


def test_programmes_are_rated_each_by_its_own_list(tmp_path: Path) -> None:
    def both(number: str, chosen: object) -> str:
        first = p("6B06101") + lines((r("☒"), KEYS[0]), (r("☐"), KEYS[1]))
        return first + p("7M06101") + lines((r("☐"), KEYS[0]), (r("☒"), KEYS[1]))

    found = judged(choices.report(both), tmp_path)
    assert found.report is not None
    assert {code: set(rated.values()) for code, rated in found.report.ratings.items()} == {
        "6B06101": {KEYS[0]},
        "7M06101": {KEYS[1]},
    }


SURVIVING = ("box", "form", "wingdings-check-in-box", "brackets")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Reports with each kind of mark, saved by LibreOffice."""

    def made(name: str) -> bytes:
        return choices.report(lambda n, chosen: choices.rows("en", MARKS[name], n, chosen))

    return all_converted({name: made(name) for name in SURVIVING}, tmp_path_factory.mktemp("saved"))


@needs("soffice")
@pytest.mark.parametrize("name", SURVIVING)
def test_marks_survive_libreoffice(saved: dict[str, bytes], name: str, tmp_path: Path) -> None:
    check(saved[name], tmp_path)
