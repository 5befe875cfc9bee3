"""What was filled in is read back: by controls, by bookmarks, from headings and tables; in Word and in LibreOffice."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sapa.core.expert_report.fields import hints
from sapa.core.expert_report.report import Report
from sapa.core.expert_report.tags import Tag
from sapa.core.words.messages import LANGS, Lang
from sapa.core.words.text import clean

from . import filled
from .filled import (
    RATED,
    SET,
    W,
    all_converted,
    complete,
    controls,
    converted,
    edited,
    everything,
    fill,
    put,
    reviewed,
    rules,
    skeleton,
    without_controls,
    without_tags,
)
from .tools import needs
from .wordxml import headings, p, package, tbl, tc, tr

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # shrinking hundreds of draws takes minutes
KEYS = tuple(RATED["en"])
CLUSTER = ("6B06101", "7M06101")
# Texts as people write them: any letters and marks, several lines, no empty ones; not what a part of a report is called.
PREFILLED = {("expert", "role"), ("visit", "event"), ("cover", "programmes")}
LINE = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn", "Zl", "Zp"], exclude_characters="[]"),
    min_size=1,
    max_size=40,
).filter(lambda text: clean(text) not in ("", *hints()))
WORDS = st.lists(
    st.sampled_from("программа соответствует студенттер staff 3.2.14 <b> & “quoted” білім plan 2026 – сапа".split()),
    min_size=2,
    max_size=8,
).map(" ".join)


def report_of(data: bytes, folder: Path, **given: Any) -> Report:
    found = reviewed(data, folder, **given)
    assert found.report is not None, found.error
    return found.report


def expected(text: str) -> str:
    return "\n".join(line for line in (clean(part) for part in clean(text).split("\n")) if line)


def test_an_empty_skeleton_holds_nothing(tmp_path: Path) -> None:
    report = report_of(skeleton(), tmp_path)
    held = {(tag.kind, tag.field) for tag, written in report.written.items() if written.filled}
    assert held <= PREFILLED
    assert report.ratings == {"": {"1": None, "2": None}}
    assert report.set is not None and report.set.id == "small" and report.language == "en"


@settings(max_examples=12, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_every_value_is_what_was_put_in(data: st.DataObject) -> None:
    """Random fillings of any subset of the fields, in any language, for one programme or a cluster."""
    lang: Lang = data.draw(st.sampled_from(LANGS))
    programmes = data.draw(st.sampled_from([(), CLUSTER]))
    empty = skeleton(lang, programmes)
    values: dict[Tag, str] = {}

    def choose(tree: Any) -> None:
        for tag, control in controls(tree):
            if data.draw(st.booleans()):
                continue
            entries = [item.get(W + "value") for item in control.iter(W + "listItem")]
            values[tag] = data.draw(
                st.sampled_from(entries) if entries else st.lists(LINE, min_size=1, max_size=3).map("\n".join)
            )

    edited(empty, choose)
    with tempfile.TemporaryDirectory() as folder:
        report = report_of(fill(empty, values), Path(folder))
    for tag, value in values.items():
        written = report.written[tag]
        if written.value:
            assert written.value == value
        else:
            assert written.text == expected(value)
    for tag, written in report.written.items():
        assert tag in values or not written.filled or (tag.kind, tag.field) in PREFILLED, (tag, written)
    for programme in programmes or ("",):
        for standard in SET.standards:
            given_ = values.get(Tag("rating", programme=programme, standard=standard.number))
            assert report.ratings[programme][standard.number] == given_


@settings(max_examples=8, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_bookmarks_hold_what_controls_held(data: st.DataObject) -> None:
    lang: Lang = data.draw(st.sampled_from(LANGS))
    values = {
        **{Tag("rating", standard=number): data.draw(st.sampled_from(KEYS)) for number in ("1", "2")},
        **{Tag(kind, standard="1"): data.draw(WORDS) for kind in ("evidence", "strengths", "weaknesses", "dissent")},
        Tag("recommendation", standard="2", number=1, field="text"): data.draw(WORDS),
        Tag("assessment", code="2.2.1"): data.draw(st.sampled_from(KEYS)),
        Tag("note", code="2.2.1"): data.draw(WORDS),
    }
    with tempfile.TemporaryDirectory() as folder:
        report = report_of(without_tags(fill(skeleton(lang), values)), Path(folder))
    for tag, value in values.items():
        written = report.written[tag]
        assert written.by == "bookmark"
        assert written.value == value or written.text == expected(value)


@settings(max_examples=8, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_where_all_controls_were_deleted_headings_and_tables_say_the_same(data: st.DataObject) -> None:
    lang: Lang = data.draw(st.sampled_from(LANGS))
    programmes = data.draw(st.sampled_from([(), CLUSTER]))
    keys = programmes or ("",)
    values: dict[Tag, str] = {}
    for number in ("1", "2"):
        for kind in ("evidence", "analysis", "strengths", "weaknesses", "measures"):
            values[Tag(kind, standard=number)] = data.draw(WORDS)
        for key in keys:
            values[Tag("rating", programme=key, standard=number)] = data.draw(st.sampled_from(KEYS))
            values[Tag("summary", programme=key, standard=number)] = data.draw(st.sampled_from(KEYS))
        for row in (1, 2):
            values[Tag("recommendation", standard=number, number=row, field="text")] = data.draw(WORDS)
            values[Tag("recommendation", standard=number, number=row, field="due")] = "01.09.2027"
    for code in SET.criteria:
        for key in keys:
            values[Tag("assessment", programme=key, code=code.text)] = data.draw(st.sampled_from(KEYS))
    values[Tag("note", code="1.2.1")] = data.draw(WORDS)
    values[Tag("expert", number=1, field="name")] = "Aigul Example"
    values[Tag("cover", field="institution")] = "Example University"
    with tempfile.TemporaryDirectory() as folder:
        found = reviewed(without_controls(fill(skeleton(lang, programmes), values)), Path(folder))
    report = found.report
    assert report is not None and report.fields == 0
    for tag, value in values.items():
        written = report.written[tag]
        if tag.kind in ("rating", "summary", "assessment"):
            assert report.read_rating(written).key == value, tag
        else:
            assert written.text == expected(value), tag
    assert report.ratings == {
        key: {number: values[Tag("rating", programme=key, standard=number)] for number in ("1", "2")} for key in keys
    }
    assert "fields-lost" in rules(found)


def of_a_cluster(lang: Lang) -> bytes:
    empty = skeleton(lang, CLUSTER)
    values = everything(empty)
    values[Tag("strengths", standard="1")] = "First strength\nSecond: 5 < 6 & 7\nЖәне үшінші"
    values[Tag("recommendation", standard="2", number=2, field="text")] = "To publish the plan"
    values[Tag("note", code="1.2.2")] = "Жоспар жарияланбаған"
    return fill(empty, values)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What LibreOffice made of the report of a cluster in each language, and of the empty one."""
    files = {"empty": skeleton("en"), **{lang: of_a_cluster(lang) for lang in LANGS}}
    return all_converted(files, tmp_path_factory.mktemp("libreoffice"))


@needs("soffice")
@pytest.mark.parametrize("lang", LANGS)
def test_a_report_that_libreoffice_saved_is_read_without_loss(
    saved: dict[str, bytes], lang: Lang, tmp_path: Path
) -> None:
    before = report_of(of_a_cluster(lang), tmp_path)
    after = report_of(saved[lang], tmp_path, name="saved.docx")
    assert after.ratings == before.ratings
    assert {tag: (w.text, w.value) for tag, w in after.written.items() if w.filled} == {
        tag: (w.text, w.value) for tag, w in before.written.items() if w.filled
    }


@needs("soffice")
def test_a_report_edited_in_libreoffice_keeps_the_new_text(saved: dict[str, bytes], tmp_path: Path) -> None:
    """Saved once, then filled in the saved file, whose controls have no tags, and saved again."""

    def write(tree: Any) -> None:
        for control in tree.iter(W + "sdt"):
            shown = "".join(control.itertext())
            if "[choose a rating]" in shown:
                put(control, "meets_with_remarks")
            elif "[strengths; good practice]" in shown:
                put_inline(control, "Written in LibreOffice")

    again = converted(edited(saved["empty"], write), tmp_path)
    report = report_of(again, tmp_path, name="again.docx")
    assert report.ratings == {"": {"1": "meets_with_remarks", "2": "meets_with_remarks"}}
    assert report.written[Tag("strengths", standard="1")].text == "Written in LibreOffice"


def put_inline(control: Any, text: str) -> None:
    """In place of the hint, inside the bookmark that LibreOffice keeps in the control."""
    pieces = list(control.iter(W + "t"))
    pieces[0].text = text
    for piece in pieces[1:]:
        piece.text = ""


@needs("soffice")
def test_an_open_document_file_is_read_through_libreoffice(tmp_path: Path) -> None:
    from sapa.core.reading.tools import probe

    values = {Tag("rating", standard="1"): "does_not_meet", Tag("strengths", standard="1"): "A strength"}
    odt = converted(fill(skeleton("en"), values), tmp_path, "odt")
    report = report_of(odt, tmp_path, name="report.odt", set=SET, tools=probe())
    assert report.ratings[""]["1"] == "does_not_meet"
    assert report.written[Tag("strengths", standard="1")].text == "A strength"


# --- what people do to a file


def change(values: dict[Tag, str], edit: Callable[[Any], None]) -> bytes:
    return edited(fill(skeleton("en"), values), edit)


def test_a_program_that_forgot_to_take_the_marks_away_has_filled_in_all_the_same(tmp_path: Path) -> None:
    def write(tree: Any) -> None:
        for tag, control in controls(tree):
            if tag.kind in ("rating", "strengths"):
                pieces = list(control.iter(W + "t"))
                pieces[0].text = "corresponds" if tag.kind == "rating" else "Typed by a script"

    report = report_of(edited(skeleton("en"), write), tmp_path)
    assert report.ratings == {"": {"1": "meets", "2": "meets"}}
    assert report.written[Tag("strengths", standard="1")].text == "Typed by a script"


def test_text_typed_beside_an_empty_control_is_found(tmp_path: Path) -> None:
    def write(tree: Any) -> None:
        for tag, control in controls(tree):
            if tag == Tag("rating", standard="1"):
                run = control.getparent().makeelement(W + "r")
                run.append(run.makeelement(W + "t"))
                run[0].text = "corresponds with remarks"
                control.addnext(run)
            elif tag == Tag("weaknesses", standard="1"):
                para = control.makeelement(W + "p")
                para.append(para.makeelement(W + "r"))
                para[0].append(para.makeelement(W + "t"))
                para[0][0].text = "Below the control: no plan for 1.2.2"
                control.addnext(para)
            elif tag == Tag("recommendation", standard="1", number=1, field="text"):
                run = control.makeelement(W + "r")
                run.append(run.makeelement(W + "t"))
                run[0].text = "Beside the control"
                control.addnext(run)

    report = report_of(edited(skeleton("en"), write), tmp_path)
    assert report.ratings[""]["1"] == "meets_with_remarks"
    assert report.written[Tag("weaknesses", standard="1")].text == "Below the control: no plan for 1.2.2"
    assert report.recommendations[0].text.text == "Beside the control"


def test_copied_rows_are_rows_of_their_own(tmp_path: Path) -> None:
    import copy

    def write(tree: Any) -> None:
        for tag, control in controls(tree):
            if tag == Tag("recommendation", standard="1", number=1, field="text"):
                row = next(control.iterancestors(W + "tr"))
                for _ in range(2):
                    row.addnext(copy.deepcopy(row))
                break
        texts = iter(["first", "second", "third"])
        for tag, control in controls(tree):
            if tag == Tag("recommendation", standard="1", number=1, field="text"):
                put(control, next(texts))

    report = report_of(edited(skeleton("en"), write), tmp_path)
    said = [one.text.text for one in report.recommendations if one.standard == "1" and one.filled]
    assert said == ["first", "second", "third"]


def test_a_row_added_by_hand_without_controls_is_a_recommendation(tmp_path: Path) -> None:
    def write(tree: Any) -> None:
        last = next(c for t, c in controls(tree) if t == Tag("recommendation", standard="1", number=3, field="text"))
        row = next(last.iterancestors(W + "tr"))
        new = row.makeelement(W + "tr")
        for text in ("4", "To hire a librarian", "1.2.3", "by 2027"):
            cell = etree_cell(new, text)
            new.append(cell)
        row.addnext(new)

    report = report_of(edited(skeleton("en"), write), tmp_path)
    added = [one for one in report.recommendations if one.filled]
    assert [(one.text.text, one.code.text, one.due.text) for one in added] == [
        ("To hire a librarian", "1.2.3", "by 2027")
    ]


def etree_cell(row: Any, text: str) -> Any:
    cell = row.makeelement(W + "tc")
    cell.append(cell.makeelement(W + "p"))
    cell[0].append(cell.makeelement(W + "r"))
    cell[0][0].append(cell.makeelement(W + "t"))
    cell[0][0][0].text = text
    return cell


def test_a_list_in_place_of_the_table_is_recommendations(tmp_path: Path) -> None:
    def write(tree: Any) -> None:
        field = next(c for t, c in controls(tree) if t == Tag("recommendation", standard="1", number=1, field="text"))
        table = next(field.iterancestors(W + "tbl"))
        for text in ("To publish the plan by 2027", "To hire a librarian"):
            para = table.makeelement(W + "p")
            para.append(para.makeelement(W + "r"))
            para[0].append(para.makeelement(W + "t"))
            para[0][0].text = text
            table.addprevious(para)
        table.getparent().remove(table)

    found = reviewed(edited(fill(skeleton("en"), complete()), write), tmp_path)
    report = found.report
    assert report is not None
    said = [one.text.text for one in report.recommendations if one.standard == "1" and one.filled]
    assert said == ["To publish the plan by 2027", "To hire a librarian"]
    undated = [f.arguments["text"] for f in found.findings if f.rule == "review-recommendation-without-time"]
    assert undated == ["To hire a librarian"]


def test_the_summary_speaks_for_a_chapter_without_a_place_for_its_rating(tmp_path: Path) -> None:
    def write(tree: Any) -> None:
        for tag, control in controls(tree):
            if tag == Tag("rating", standard="1"):
                paragraph = control.getparent()
                heading = paragraph.getprevious()
                paragraph.getparent().remove(paragraph)
                heading.getparent().remove(heading)

    values = {**complete(), Tag("summary", standard="1"): "meets_with_remarks"}
    found = reviewed(change(values, write), tmp_path)
    assert found.report is not None
    assert found.report.ratings[""]["1"] == "meets_with_remarks"
    assert "rating-from-summary" in rules(found)


def test_another_agencys_own_layout_without_any_field_is_read(tmp_path: Path) -> None:
    """Typed by hand in Word: bold lines for headings, labels, a numbered list, no style and no control."""

    data = by_hand(
        [
            ("Стандарт 1. Миссия и стратегия", True),
            ("Доказательства", True),
            ("Изучены план и отчеты вуза.", False),
            ("Сильные стороны: миссия известна всем", False),
            ("Слабые стороны", True),
            ("нет плана по критерию 1.2.2", False),
            ("Рекомендации", True),
            ("Разработать план до 01.09.2027", False),
            ("Итоговая оценка: соответствует с рекомен-дациями", False),
            ("Стандарт 2. Преподаватели", True),
            ("Оценка", True),
            ("не соответствует", False),
        ]
    )
    found = reviewed(data, tmp_path, set=SET)
    report = found.report
    assert report is not None
    assert report.language == "ru"
    assert report.ratings == {"": {"1": "meets_with_recommendations", "2": "does_not_meet"}}
    assert report.written[Tag("strengths", standard="1")].text == "миссия известна всем"
    assert report.written[Tag("weaknesses", standard="1")].text == "нет плана по критерию 1.2.2"
    assert [one.text.text for one in report.recommendations] == ["Разработать план до 01.09.2027"]


AGENCY: dict[Lang, dict[str, str]] = {
    "en": {
        "group": "Composition of the commission", "name": "Full name", "role": "Role", "standard": "Standard {}. {}",
        "evidence": "Evidence base", "strengths": "Good practice:", "weaknesses": "Areas for improvement:",
        "recommendations": "Recommendations", "rating": "Rating of the standard", "summary": "Conclusions",
        "decision": "Recommended decision: accredit for 1 (one) year", "none": "not identified", "fault": "no plan",
    },
    "ru": {
        "group": "Состав ВЭГ", "name": "ФИО", "role": "Роль", "standard": "Стандарт {}. {}",
        "evidence": "Доказательная база", "strengths": "Лучшая практика:", "weaknesses": "Области для улучшения:",
        "recommendations": "Рекомендации", "rating": "Оценка по стандарту", "summary": "Выводы",
        "decision": "Рекомендуемое решение: аккредитовать на 1 (один) год", "none": "не выявлены", "fault": "нет плана",
    },
    "kk": {
        "group": "Сарапшылар тобының құрамы", "name": "Аты-жөні", "role": "Рөлі", "standard": "{}-стандарт. {}",
        "evidence": "Дәлелдер", "strengths": "Үздік тәжірибе:", "weaknesses": "Жақсарту бағыттары:",
        "recommendations": "Ұсыныстар", "rating": "Баға", "summary": "Қорытындылар",
        "decision": "Ұсынылатын шешім: 1 жылға аккредиттеу", "none": "анықталмады", "fault": "жоспар жасалмаған",
    },
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_an_agencys_own_template_with_headings_and_tables_is_read(lang: Lang, tmp_path: Path) -> None:
    """Numbered headings of real styles, labels in bold, ratings in a table beside the text, a summary table."""
    import io

    import docx

    say = AGENCY[lang]
    document = docx.Document()

    def table(*rows: tuple[str, ...]) -> None:
        made = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(made.add_row().cells, row, strict=True):
                cell.text = text

    document.add_heading(say["group"], 1)
    table(("№", say["name"], say["role"]), ("1", "A. Example", "–"), ("2", "B. Example", "–"))
    ratings = {"1": RATED[lang]["meets"], "2": RATED[lang]["meets_with_remarks"]}
    for standard in SET.standards:
        number = standard.number
        document.add_heading(say["standard"].format(number, standard.titles.get(lang)), 1)
        document.add_heading(f"{number}.1 {say['evidence']}", 2)
        document.add_paragraph("Example plan, 2026")
        document.add_paragraph(say["strengths"])
        document.add_paragraph("Example strength", style="List Bullet")
        document.add_paragraph(say["weaknesses"])
        document.add_paragraph(say["fault" if number == "2" else "none"], style="List Bullet")
        document.add_heading(f"{number}.2 {say['recommendations']}", 2)
        if number == "2":
            document.add_paragraph("Example recommendation, 01.06.2027", style="List Number")
        table((say["rating"], ratings[number].capitalize()))
    document.add_heading(say["summary"], 1)
    table(*((f"{one.number}. {one.titles.get(lang)}", ratings[one.number]) for one in SET.standards))
    document.add_paragraph(say["decision"])
    out = io.BytesIO()
    document.save(out)

    found = reviewed(out.getvalue(), tmp_path, set=SET)
    report = found.report
    assert report is not None
    assert report.ratings == {"": {"1": "meets", "2": "meets_with_remarks"}}
    for standard in SET.standards:
        rated = report.rated(Tag("summary", standard=standard.number))
        assert rated is not None and rated.key == report.ratings[""][standard.number]
        assert report.written[Tag("evidence", standard=standard.number)].text == "Example plan, 2026"
        assert report.written[Tag("strengths", standard=standard.number)].text == "Example strength"
    assert report.written[Tag("weaknesses", standard="2")].text == say["fault"]
    assert [(one.standard, one.text.text) for one in report.recommendations] == [
        ("2", "Example recommendation, 01.06.2027")
    ]
    assert [row["name"].text for row in report.rows("expert")] == ["A. Example", "B. Example"]
    told = set(rules(found))
    assert not told & {"no-rating", "summary-differs", "meets-with-weakness", "weakness-without-recommendation"}
    assert "decision-differs" not in told, "one year is what the ratings give"


def by_hand(lines: list[tuple[str, bool]]) -> bytes:
    import io

    import docx

    document = docx.Document()
    for text, bold in lines:
        document.add_paragraph().add_run(text).bold = bold
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_the_helpers_really_take_the_controls_away() -> None:
    values = complete()
    assert controls(filled.etree.fromstring(_document(without_controls(fill(skeleton("en"), values))))) == []
    assert b"bookmarkStart" not in _document(without_controls(skeleton("en")))


def _document(data: bytes) -> bytes:
    import io
    import zipfile

    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")


def of_chapters(*, criteria: str = "", summary: str = "") -> bytes:
    """A report without any field: chapters, the first of which has a table of criteria, and a summary."""
    body = p("Report of the external expert group", "Heading1")
    for one in SET.standards:
        body += p(f"Standard {one.number}. {one.titles.get('en')}", "Heading1")
        body += p("Criteria", "Heading2") + (criteria if one.number == "1" else "")
        body += p("Analysis", "Heading2") + p("The group talked with the staff.")
    return package(body + p("Summary of ratings", "Heading1") + summary + p(), styles=headings())


def test_a_list_of_ratings_under_a_head_is_no_list_of_values_to_choose_from(tmp_path: Path) -> None:
    """Each standard has another value, as the values of a scale that stand one below the other."""
    given = {"1": "meets", "2": "meets_with_remarks"}
    rows = [tr(f"{one.number}. {one.titles.get('en')}", RATED["en"][given[one.number]]) for one in SET.standards]
    for head in ("", tr("Standard", "Rating")):
        report = report_of(of_chapters(summary=tbl(head, *rows)), tmp_path, set=SET)
        assert {n: report.read_rating(report.written[Tag("summary", standard=n)]).key for n in given} == given


@pytest.mark.parametrize("same", [True, False])
def test_programmes_in_columns_have_ratings_of_their_own(same: bool, tmp_path: Path) -> None:
    second = RATED["en"]["meets" if same else "does_not_meet"]
    rows = [tr(f"{one.number}. {one.titles.get('en')}", "corresponds", second) for one in SET.standards]
    data = of_chapters(summary=tbl(tr("Standard", *CLUSTER), *rows))
    report = report_of(data, tmp_path, set=SET)
    for number in ("1", "2"):
        rated = [report.rated(Tag("summary", programme=key, standard=number)) for key in CLUSTER]
        assert [one and one.key for one in rated] == ["meets", "meets" if same else "does_not_meet"]


@pytest.mark.parametrize(
    ("before", "key"),
    [
        ("○ not applicable – the report says that it does not apply, p. 9", "meets"),
        ("● addressed – the passage on p. 9 says what is done", "meets"),
        ("◇ the plan of the year 2026 was studied\n◇ so were the reports", "meets"),
        ("☐ the plan of the year 2026 was studied by the whole group", None),
        ("Does the programme fulfil what the criterion asks for? ☐", None),
        ("○", None),
    ],
)
def test_a_sign_before_prose_is_no_box_of_the_value_behind(before: str, key: str | None, tmp_path: Path) -> None:
    cell = tc("".join(p(line) for line in before.split("\n")))
    report = report_of(of_chapters(criteria=tbl(tr("1.2.2", cell, "corresponds"))), tmp_path, set=SET)
    rated = report.rated(Tag("assessment", code="1.2.2"))
    assert (rated and rated.key) == key
