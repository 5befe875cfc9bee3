"""Tags of content controls: whatever is formatted is parsed back, nothing foreign is taken for ours."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sapa.core.expert_report.tags import (
    MAX_LENGTH,
    PARTS,
    Tag,
    bookmark_name,
    format_tag,
    list_of,
    listed,
    parse_bookmark,
    parse_tag,
)

PART = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@st.composite
def tags(draw: st.DrawFn) -> Tag:
    kind = draw(st.sampled_from(sorted(PARTS)))
    values = {name: draw(PART) for name in PARTS[kind] if name != "number"}
    number = draw(st.integers(1, 9999)) if "number" in PARTS[kind] else 0
    return Tag(kind, number=number, expert=draw(st.integers(0, 99)), **values)


@given(tags())
def test_what_is_formatted_is_parsed_back(tag: Tag) -> None:
    try:
        text = format_tag(tag)
    except ValueError as error:
        assert "longer than" in str(error)
        assume(False)
    assert parse_tag(text) == tag
    assert text.isascii() and text.isprintable() and len(text) <= MAX_LENGTH


@given(st.text(max_size=70))
def test_any_text_is_a_tag_in_its_one_spelling_or_none(text: str) -> None:
    tag = parse_tag(text)
    if tag is not None:
        assert parse_tag(format_tag(tag)) == tag


@given(st.from_regex(r"sapa[0-9]?:[a-z]{0,12}(:[A-Za-z0-9%.@]{0,8}){0,5}", fullmatch=True))
def test_near_tags_never_raise(text: str) -> None:
    tag = parse_tag(text)
    assert tag is None or tag.kind in PARTS


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("sapa:rating:6B07101:3", Tag("rating", programme="6B07101", standard="3")),
        ("sapa:rating::3", Tag("rating", standard="3")),
        ("sapa:assessment::3.2.14", Tag("assessment", code="3.2.14")),
        ("sapa:recommendation::3:2:due", Tag("recommendation", standard="3", number=2, field="due")),
        ("sapa:strengths::3@2", Tag("strengths", standard="3", expert=2)),
        (" sapa:section:grid ", Tag("section", field="grid")),
    ],
)
def test_the_scheme_as_documented(text: str, tag: Tag) -> None:
    assert parse_tag(text) == tag
    assert format_tag(tag) == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "goog_rdk_1",
        "judgement:1.2",
        "sapa:rating:3",
        "sapa:rating:::3",
        "sapa2:rating::3",
        "sapa:unheard-of:1",
        "sapa:visit:0:date",
        "sapa:visit:x:date",
        "sapa:rating:a b:3",
        "sapa:rating:%ff:3",
        "sapa:rating:%zz:3",
    ],
)
def test_foreign_tags_and_those_of_another_version_are_none_of_ours(text: str) -> None:
    assert parse_tag(text) is None


@pytest.mark.parametrize(
    "tag",
    [
        Tag("unheard-of"),
        Tag("rating", code="3.2.1"),
        Tag("visit", field="date"),
        Tag("rating", programme="образовательная программа", standard="3"),
    ],
)
def test_what_makes_no_tag_is_refused(tag: Tag) -> None:
    with pytest.raises(ValueError):
        format_tag(tag)


@given(st.lists(PART.filter(bool), max_size=5))
def test_lists_in_properties_come_back(values: list[str]) -> None:
    assert list_of(listed(tuple(values))) == tuple(values)


@given(tags())
def test_bookmarks_say_what_tags_say(tag: Tag) -> None:
    try:
        name = bookmark_name(tag)
    except ValueError:
        assume(False)
    if name is not None:
        assert parse_bookmark(name) == tag
        assert len(name) <= 40 and name.replace("_", "").isalnum() and name.isascii()


@pytest.mark.parametrize(
    "text",
    [
        "sapa:recommendation::10:99:programme@9",
        "sapa:assessment:6B07101:10.12.14@12",
        "sapa:measures:6B07101:10@12",
        "sapa:general:6B07101:study-length@12",
        "sapa:signature:12:signature",
    ],
)
def test_bookmarks_hold_every_tag_of_ordinary_length(text: str) -> None:
    tag = parse_tag(text)
    assert tag is not None and bookmark_name(tag) is not None


@given(st.text(max_size=40) | st.from_regex(r"_sapa_[a-zX0-9_]{0,20}", fullmatch=True))
def test_any_bookmark_is_ours_or_none(name: str) -> None:
    tag = parse_bookmark(name)
    assert tag is None or tag.kind in PARTS


def test_the_documentation_names_every_kind_part_and_region() -> None:
    from pathlib import Path

    from sapa.core.expert_report.tags import SECTIONS

    page = (Path(__file__).parents[2] / "docs" / "expert-report.md").read_text("utf-8")
    for section in SECTIONS:
        assert f"`sapa:section:{section}`" in page
    for kind in set(PARTS) - {"section", "chapter", "letter", "followup", "council"}:
        row = next(line for line in page.splitlines() if line.startswith("|") and f"`{kind}`" in line.split("|")[1])
        assert [part.split(" (")[0].strip() for part in row.split("|")[2].split(",")] == list(PARTS[kind])
