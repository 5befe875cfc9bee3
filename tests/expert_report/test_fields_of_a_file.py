"""The fields of a Word file: by control or bookmark, filled in or still with their hints, and where they stand."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from sapa.core.expert_report.fields import Field, FilledReport, hints, parse_filled, without_hints
from sapa.core.expert_report.read import read_report
from sapa.core.expert_report.tags import Tag, bookmark_name
from sapa.core.expert_report.text import Para, text_of
from sapa.core.model.document import ReadingError

from ..wordxml import p, package, r, sdt, tbl, tc, tr
from .lines import scale, standards

SHOWING = "<w:showingPlcHdr/>"
STYLE = '<w:rStyle w:val="PlaceholderText"/>'
HINT = min(hints())
TAG = Tag("analysis", standard="3")


def control(content: str, properties: str = "", tag: str = "sapa:analysis::3") -> str:
    return sdt(content, f'<w:tag w:val="{tag}"/>{properties}')


def mark(content: str, id: int = 1, tag: Tag = TAG) -> str:
    begins = f'<w:bookmarkStart w:id="{id}" w:name="{bookmark_name(tag)}"/>'
    return f'{begins}{content}<w:bookmarkEnd w:id="{id}"/>'


def report(body: str, **more: dict[str, str]) -> FilledReport:
    return parse_filled(package(body, **more), "report.docx")  # type: ignore[arg-type]


def fields(body: str) -> list[tuple[str, str, str, int, str]]:
    return [(str(one.tag), one.text, one.value, one.row, one.by) for one in report(body).fields]


@pytest.mark.parametrize(
    ("content", "properties", "text"),
    [
        (p("Fine."), "", "Fine."),
        (p("Fine.") + p() + p(" So it  is. "), "", "Fine.\nSo it is."),
        (p(r(HINT, STYLE)), SHOWING, ""),
        (p(HINT), SHOWING, ""),  # the hint itself tells
        (p(r("[an older hint]", STYLE)), SHOWING, ""),
        (p(r("Click or tap here to enter text.", STYLE)), SHOWING, ""),
        (p(), SHOWING, ""),
        (p("[an older hint]"), SHOWING, "[an older hint]"),  # typed, and the mark was forgotten
        (p(r("Fine.", STYLE)), SHOWING, "Fine."),
        (p(r("[an older hint]", '<w:rStyle w:val="Zitat"/>')), SHOWING, "[an older hint]"),
        (p(r("[an older hint]", '<w:rStyle w:val="Placeholder Text"/>')), SHOWING, ""),
        (p(r("[an older ", STYLE) + r("hint]", '<w:rStyle w:val="Emphasis"/>')), SHOWING, "[an older hint]"),
        (p(r("[an older hint] ", STYLE) + r("x", STYLE)), SHOWING, "[an older hint] x"),
        (p(r("[an older hint]", STYLE) + r(" ")), SHOWING, ""),
        (p(r("[an older hint]", STYLE)), "", "[an older hint]"),
        *((p(r("[an older hint]", STYLE)), f'<w:showingPlcHdr w:val="{off}"/>', "[an older hint]") for off in ("0", "false", "off")),
        (p(r("[an older hint]", STYLE)), '<w:showingPlcHdr w:val="1"/>', ""),
        (p(HINT) + p("Fine."), "", "Fine."),  # beside the hint
        (p(f"{HINT} Fine."), "", "Fine."),
    ],
)  # fmt: skip
def test_a_control_holds_what_was_typed_and_a_hint_is_nothing(content: str, properties: str, text: str) -> None:
    assert fields(control(content, properties)) == [("sapa:analysis::3", text, "", 0, "control")]


@pytest.mark.parametrize(
    ("entries", "shown", "value"),
    [
        ('<w:listItem w:displayText="Corresponds" w:value="meets"/>', " corresponds ", "meets"),
        ('<w:listItem w:value="meets"/>', "Meets", "meets"),
        ('<w:listItem w:displayText="Corresponds" w:value="meets"/>', "corresponds not", ""),
        ('<w:listItem w:displayText="" w:value=""/>', "", ""),
        ('<w:listItem w:displayText="A" w:value="a"/><w:listItem w:displayText="B" w:value="b"/>', "B", "b"),
        ('<w:listItem w:displayText="A  B" w:value="ab"/>', "A B", "ab"),
        ("", "A", ""),
    ],
)
def test_a_lists_value_is_that_of_the_entry_that_it_shows(entries: str, shown: str, value: str) -> None:
    (found,) = report(control(p(shown), f"<w:dropDownList>{entries}</w:dropDownList>")).fields
    assert found.value == value
    bare = sdt(p(shown), f"<w:dropDownList>{entries}</w:dropDownList>")
    for marked in (mark(bare), sdt(mark(p(shown)), f"<w:dropDownList>{entries}</w:dropDownList>")):
        (found,) = report(marked).fields
        assert (found.value, found.by) == (value, "bookmark")


def test_controls_of_others_hidden_ones_and_empty_shells_are_none() -> None:
    foreign = control(p("a"), tag="client:name") + control(p("b"), tag="sapa2:analysis::3") + sdt(p("c"))
    shell = '<w:sdt><w:sdtPr><w:tag w:val="sapa:analysis::3"/></w:sdtPr></w:sdt>'
    gone = f'<w:del w:id="9" w:author="A">{control(r("d"))}</w:del>'
    assert fields(foreign + shell + p(gone, raw=True)) == []


def test_rows_are_counted_through_the_document() -> None:
    cells = [control(p(str(number)), tag=f"sapa:recommendation::3:{number}:text") for number in (1, 2, 3)]
    body = (
        tbl(tr("head"), tr(tc(cells[0])), tr("none"))
        + p(control(r("x")), raw=True)
        + tbl(tr(tc(cells[1])), tr(tc(cells[2])))
    )
    assert [(one.text, one.row) for one in report(body).fields] == [("1", 2), ("x", 0), ("2", 4), ("3", 5)]  # fmt: skip


def test_the_text_of_rows_in_a_control_keeps_its_cells_apart() -> None:
    table = tbl(tr("a", "b"), tr("c", "d"))
    assert fields(control(table)) == [("sapa:analysis::3", "a\nb\nc\nd", "", 0, "control")]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (mark(p("Fine.")), "Fine."),
        (p(mark(r("Fine.")), raw=True), "Fine."),
        (p(r("Analysis: ") + mark(r("Fine.")) + r(" Not this."), raw=True), "Fine."),
        (mark(p("Fine.")) + p("Not this."), "Fine."),
        (mark(p(HINT)), ""),
        (mark(sdt(p(HINT), SHOWING)), ""),
        (sdt(mark(p(r("[an older hint]", STYLE))), SHOWING), ""),
        # LibreOffice begins the mark twice and ends it once: the first and the last of both hold
        (f'<w:bookmarkStart w:id="1" w:name="{bookmark_name(TAG)}"/>{mark(p("One."), 2)}{p("Two.")}<w:bookmarkEnd w:id="1"/>', "One.\nTwo."),
        (mark(p("One.")) + p("Two.") + mark(p("Three."), 2), "One.\nTwo.\nThree."),
        (p(f'<w:bookmarkStart w:id="1" w:name="{bookmark_name(TAG)}"/>' + r("To its end."), raw=True) + p("No."), "To its end."),
        (control(p("By control.")) + mark(p("By mark.")), "By control."),
    ],
)  # fmt: skip
def test_where_the_tag_is_gone_the_bookmark_tells(body: str, text: str) -> None:
    (found,) = report(body).fields
    assert (found.tag, found.text, found.by) == (TAG, text, "control" if "By control." in text else "bookmark")


def test_bookmarks_of_others_and_those_without_a_begin_or_place_are_none() -> None:
    foreign = '<w:bookmarkStart w:id="1" w:name="_Toc1"/><w:bookmarkEnd w:id="1"/>'
    ended = '<w:bookmarkEnd w:id="7"/>'
    floating = f'<w:bookmarkStart w:id="8" w:name="{bookmark_name(TAG)}"/>'
    assert fields(p("x") + foreign + ended + floating) == []


def test_fields_come_in_the_order_of_the_document_whatever_they_were_found_by() -> None:
    first, second = Tag("evidence", standard="1"), Tag("weaknesses", standard="1")
    body = mark(p("a"), 1, first) + control(p("b")) + mark(p("c"), 2, second)
    assert [one.text for one in report(body).fields] == ["a", "b", "c"]


def test_the_first_field_of_a_tag_that_is_filled_speaks_for_it() -> None:
    found = report(control(p(HINT), SHOWING) + control(p("One.")) + control(p("Two.")))
    assert [one.text for one in found.fields] == ["", "One.", "Two."]
    (first, other) = (found.first(TAG), found.first(Tag("analysis", standard="4")))
    assert first is not None and first.text == "One." and other is None
    empty = FilledReport("", "", {}, (Field(TAG, "", "a"), Field(TAG, "", "b")))
    assert empty.first(TAG) == empty.fields[0]
    assert [len(found.of(kind)) for kind in ("analysis", "a", "z")] == [3, 0, 0]


def test_properties_say_set_language_and_experts() -> None:
    entries = "".join(
        f'<property fmtid="x" pid="{number}" name="{name}"><vt:lpwstr>{value}</vt:lpwstr></property>'
        for number, (name, value) in enumerate({"Sapa.Set": " six ", "Sapa.Language": "ru", "Sapa.Expert": "A", "Sapa.Experts": "A; B"}.items(), 2)
    )  # fmt: skip
    kind = "http://schemas.openxmlformats.org/officeDocument/2006"
    custom = f'<Properties xmlns="{kind}/custom-properties" xmlns:vt="{kind}/docPropsVTypes">{entries}<property name="n"/><property><vt:lpwstr>a</vt:lpwstr></property></Properties>'  # fmt: skip
    found = report(p("x"), extra={"docProps/custom.xml": custom})
    assert (found.set_id, found.language, found.expert, found.experts) == ("six", "ru", "A", ("A", "B"))
    assert dict(found.properties) == {
        "Sapa.Set": "six",
        "Sapa.Language": "ru",
        "Sapa.Expert": "A",
        "Sapa.Experts": "A; B",
    }
    bare = report(p("x"))
    assert (bare.set_id, bare.language, bare.expert, bare.experts, bare.fields) == ("", "", "", (), ())


@pytest.mark.parametrize(("data", "code"), [(b"", "damaged"), (b"PK", "damaged"), (package("")[:200], "damaged")])
def test_what_is_no_whole_package_is_damaged(data: bytes, code: str) -> None:
    with pytest.raises(ReadingError) as refused:
        parse_filled(data, "report.docx")
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fine.", ("Fine.", False)),
        ("[of another]", ("[of another]", False)),
        (HINT, ("", True)),
        (f"{HINT}\n  Fine. \n\nSo it is.", ("Fine.\nSo it is.", True)),
    ],
)
def test_hints_of_the_skeleton_are_taken_out_of_a_text(text: str, expected: tuple[str, bool]) -> None:
    assert without_hints(text) == expected


# --- the text around them


def paras(body: str) -> list[Para]:
    return text_of(report(body).form).paras


def test_paragraphs_know_their_place() -> None:
    styled = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    fill = '<w:shd w:val="clear" w:fill="FF0000"/>'
    table = tbl(tr("a", tc("<w:p/>" + p("b"), properties=fill), properties="<w:tblHeader/>"), tr("c", "d"))
    data = package(p("Title", "Heading1") + p(r("Bold", "<w:b/>")) + table + p(HINT) + tbl(tr("e")), styles=styled)
    found = text_of(parse_filled(data, "report.docx").form).paras
    assert [(one.number, one.text, one.level, one.bold) for one in found[:2]] == [
        (1, "Title", 1, False),
        (2, "Bold", 0, True),
    ]
    placed = [(one.text, one.table, one.row, one.column, one.header, one.fill) for one in found[2:7]]
    assert placed == [
        ("a", 1, 0, 0, True, ""), ("", 1, 0, 1, True, "ff0000"), ("b", 1, 0, 1, True, "ff0000"),
        ("c", 1, 1, 0, False, ""), ("d", 1, 1, 1, False, ""),
    ]  # fmt: skip
    assert [(one.text, one.prompt, one.table) for one in found[7:]] == [("", True, 0), ("e", False, 2)]


def test_an_element_is_placed_at_the_paragraph_that_holds_it_or_the_first_inside_or_behind() -> None:
    form = report(
        p("a") + control(p("b") + p("c")) + "<w:bookmarkStart/>" + p(r("d") + r("e"), raw=True) + "<w:bookmarkEnd/>"
    ).form
    text = text_of(form)
    name = {element.tag.rpartition("}")[2]: element for element in form.root.iter()}
    assert text.span(name["sdtContent"]) == (1, 2)
    assert text.span(name["t"]) == (3, 3)
    assert (text.at(name["bookmarkStart"]), text.at(name["sdtPr"]), text.at(name["bookmarkEnd"])) == (3, 1, None)
    assert text.span(name["bookmarkEnd"]) is None


def test_rows_of_a_table_are_its_cells_each_its_paragraphs() -> None:
    text = text_of(report(tbl(tr("z")) + tbl(tr(tc(p("a") + p("b")), "c"), tr("d"))).form)
    assert [[[para.text for para in cell] for cell in row] for row in text.rows(2)] == [[["a", "b"], ["c"]], [["d"]]]


def test_a_control_holds_all_its_paragraphs_and_a_mark_those_of_its_text() -> None:
    def places(body: str) -> list[tuple[int | None, int | None]]:
        made = report(body)
        read = read_report(made, text_of(made.form), standards(), scale(), "en")
        return [(one.at, one.last) for one in read.written.values()]

    paragraphs = p("One.") + p() + p("Two.")
    assert places(p("x") + control(paragraphs) + p("y")) == [(1, 3)]
    assert places(p("x") + mark(p("One.") + p("Two.")) + p("y")) == [(1, 2)]
    assert places(p("x") + mark(p("One.")) + p("y")) == [(1, 1)]


def test_a_text_crosses_to_another_process_without_its_xml() -> None:
    text = text_of(report(p(r("a", "<w:b/>")) + f'<w:p><w:ins w:id="1" w:author="A">{r("b")}</w:ins></w:p>').form)
    assert [(one.author, at) for one, at in text.revisions] == [("A", 1)]
    there = pickle.loads(pickle.dumps(text))
    assert [replace(para, element=None) for para in text.paras] == there.paras
    assert [(one.kind, one.author, one.at, at) for one, at in there.revisions] == [("inserted", "A", None, 1)]
    assert (there.comments, there.position) == ([], {})
