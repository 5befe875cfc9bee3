"""Parts of several experts in one report: nothing anybody wrote is lost or overwritten, differences are told."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from sapa.cli import sapa
from sapa.core.assembly.files.word_package import set_properties
from sapa.core.assembly.merge import merge_reports
from sapa.core.expert_report.fields import FilledReport, parse_filled
from sapa.core.expert_report.tags import Property, parse_tag
from sapa.core.loading.installed import Assembled, AssemblyError
from sapa.core.model.document import ReadingError
from sapa.core.words.text import clean

from ..results import document_result, every_status, small_set
from ..tools import needs
from .eeg import W, fill, paragraphs, part, report, request, tags, text, through_libreoffice, with_part
from .ooxml import faults


def of_expert(name: str, standards: str, values: Mapping[str, str] | None = None, **more: object) -> FilledReport:
    content = report(request(options={"expert": name, "standards": standards, **more}))
    return parse_filled(fill(content, values or {}), f"{name}.docx")


def whole(values: Mapping[str, str] | None = None) -> FilledReport:
    return parse_filled(fill(report(), values or {}), "whole.docx")


def joined(*parts: FilledReport) -> tuple[FilledReport, Assembled]:
    made = merge_reports(parts)
    assert isinstance(made.content, bytes)
    assert faults(made.content) == []
    return parse_filled(made.content, "merged.docx"), made


def values(report: FilledReport) -> dict[str, str]:
    return {str(one.tag): one.value or one.text for one in report.fields if one.filled}


def rules(made: Assembled) -> list[str]:
    return [finding.rule for finding in made.findings]


ADA = {
    "sapa:evidence::1": "Ada saw this.\nAnd that <there> & here.",
    "sapa:rating::1": "meets_with_remarks",
    "sapa:recommendation::1:1:text": "Ada: write it down",
    "sapa:recommendation::1:1:due": "1 May 2028",
}
BO = {
    "sapa:evidence::1": "Bo saw something else.",
    "sapa:rating::1": "meets",
    "sapa:recommendation::1:2:text": "Bo: do it",
    "sapa:strengths::2": "Bo finds it strong",
}


def test_each_text_stands_under_its_expert() -> None:
    merged, _ = joined(of_expert("Ada", "1", ADA), of_expert("Bo", "1-2", BO))
    assert merged.experts == ("Ada", "Bo")
    found = values(merged)
    assert found["sapa:evidence::1@1"] == ADA["sapa:evidence::1"]
    assert found["sapa:evidence::1@2"] == BO["sapa:evidence::1"]
    shown = text(part(merged.data))
    assert shown.index("Ada:") < shown.index("Ada saw this.") < shown.index("Bo:") < shown.index("Bo saw something")


def test_two_ratings_become_a_dissenting_opinion_and_the_joint_one_stays_open() -> None:
    merged, made = joined(of_expert("Ada", "1", ADA), of_expert("Bo", "1-2", BO))
    found = values(merged)
    assert found["sapa:rating::1@1"] == "meets_with_remarks" and found["sapa:rating::1@2"] == "meets"
    assert "sapa:rating::1" not in found and "sapa:rating::1" in {str(one.tag) for one in merged.fields}
    opinion = found["sapa:dissent::1"].split("\n")
    assert opinion == ["The experts rate the standard differently:", "Ada: corresponds with remarks", "Bo: corresponds"]
    assert "merge-ratings-differ" in rules(made)
    finding = next(one for one in made.findings if one.rule == "merge-ratings-differ")
    assert finding.arguments["opinions"] == ("Ada: corresponds with remarks", "Bo: corresponds")


@pytest.mark.parametrize(
    ("chapter", "summary", "told"), [(True, True, 1), (True, False, 1), (False, True, 1), (False, False, 0)]
)
def test_a_standard_that_is_rated_differently_is_told_once(chapter: bool, summary: bool, told: int) -> None:
    """Chapter and summary say the same thing twice; where only the summary differs, that is told."""
    parts = []
    for name, differs in (("Ada", "meets_with_remarks"), ("Bo", "meets")):
        ratings = {
            "sapa:rating::1": differs if chapter else "meets",
            "sapa:summary::1": differs if summary else "meets",
        }
        parts.append(of_expert(name, "1", ratings))
    _, made = joined(*parts)
    assert [one.rule for one in made.findings].count("merge-ratings-differ") == told


def test_a_dissenting_opinion_that_an_expert_wrote_stays_beside_it() -> None:
    bo = {**BO, "sapa:dissent::1": "I disagree, Bo"}
    merged, _ = joined(
        of_expert("Ada", "1", ADA), of_expert("Bo", "1", {k: v for k, v in bo.items() if "::2" not in k})
    )
    found = values(merged)
    assert found["sapa:dissent::1@2"] == "I disagree, Bo"
    assert found["sapa:dissent::1"].startswith("The experts rate")


def test_agreeing_ratings_are_the_joint_rating() -> None:
    same = {"sapa:rating::1": "meets", "sapa:summary::1": "meets", "sapa:assessment::1.2.1": "meets"}
    merged, made = joined(of_expert("Ada", "1", same), of_expert("Bo", "1", same))
    found = values(merged)
    assert {found[tag] for tag in same} == {"meets"}
    assert not [tag for tag in found if "@" in tag]
    assert rules(made) == ["merge-no-whole"]


def test_differing_assessments_of_a_criterion_are_all_kept() -> None:
    one = {"sapa:assessment::1.2.1": "meets", "sapa:note:1.2.1": "Ada's note"}
    two = {"sapa:assessment::1.2.1": "does_not_meet", "sapa:note:1.2.1": "Bo's note\nof two lines"}
    merged, made = joined(of_expert("Ada", "1", one), of_expert("Bo", "1", two))
    found = values(merged)
    assert found["sapa:assessment::1.2.1@1"] == "meets" and found["sapa:assessment::1.2.1@2"] == "does_not_meet"
    assert found["sapa:note:1.2.1@1"] == "Ada's note" and found["sapa:note:1.2.1@2"] == "Bo's note\nof two lines"
    assert "merge-criteria-differ" in rules(made)


def test_recommendations_become_rows_of_one_table_numbered_through() -> None:
    merged, _ = joined(of_expert("Ada", "1", ADA), of_expert("Bo", "1-2", BO))
    found = values(merged)
    assert found["sapa:recommendation::1:1:text@1"] == "Ada: write it down"
    assert found["sapa:recommendation::1:1:due@1"] == "1 May 2028"
    assert found["sapa:recommendation::1:2:text@2"] == "Bo: do it"
    rows = {one.row for one in merged.fields if one.tag.kind == "recommendation" and one.tag.standard == "1"}
    assert len(rows) == 2, "the empty rows of the skeleton are gone"


def test_a_copied_row_is_a_recommendation_of_its_own() -> None:
    ada = of_expert("Ada", "1", ADA)
    root = part(ada.data)
    row = next(
        found
        for found in root.iter(f"{W}tr")
        if any(tag.get(f"{W}val") == "sapa:recommendation::1:1:text" for tag in found.iter(f"{W}tag"))
    )
    import copy

    again = copy.deepcopy(row)
    for piece in again.iter(f"{W}t"):
        piece.text = (piece.text or "").replace("write it down", "and print it")
    for mark in [m for m in again.iter() if m.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
        mark.getparent().remove(mark)  # type: ignore[union-attr]
    row.addnext(again)
    copied = parse_filled(with_part(ada.data, root), "Ada.docx")
    merged, _ = joined(copied, of_expert("Bo", "1"))
    texts = [one.text for one in merged.fields if one.tag.kind == "recommendation" and one.tag.field == "text"]
    assert texts == ["Ada: write it down", "Ada: and print it"]


def test_chapters_of_all_parts_stand_in_the_order_of_the_standards() -> None:
    merged, _ = joined(of_expert("Bo", "2", {"sapa:evidence::2": "second"}), of_expert("Ada", "1", ADA))
    heads = paragraphs(merged.data, "Heading1")
    assert [head[:10] for head in heads[:2]] == ["Standard 1", "Standard 2"]
    assert [line.removesuffix("–") for line in paragraphs(merged.data, "TOC1")] == heads
    assert [str(one.tag) for one in merged.of("summary")] == ["sapa:summary::1", "sapa:summary::2"]
    assert merged.properties[Property.STANDARDS] == "1; 2"
    assert "Part of" not in text(part(merged.data)), "the joint cover is nobody's alone"


def test_the_whole_skeleton_gives_front_and_annexes() -> None:
    common = {"sapa:cover:institution": "Example University", "sapa:evidence::1": "The group's own words"}
    merged, made = joined(of_expert("Ada", "1", ADA), whole(common))
    found = values(merged)
    assert found["sapa:cover:institution"] == "Example University"
    assert found["sapa:evidence::1"] == "The group's own words" and "sapa:evidence::1@1" in found
    assert "Annex A" in text(part(merged.data))
    assert rules(made) == []


def test_what_differs_on_the_cover_is_kept_twice_and_told() -> None:
    one, two = {"sapa:cover:institution": "Example U"}, {"sapa:cover:institution": "Example University"}
    merged, made = joined(of_expert("Ada", "1", one), of_expert("Bo", "1", two))
    assert {"Example U", "Example University"} <= set(values(merged).values())
    finding = next(one for one in made.findings if one.rule == "merge-differs")
    assert finding.arguments["field"] == "Institution"


def test_everybody_gets_a_row_to_sign() -> None:
    merged, _ = joined(of_expert("Ada", "1"), of_expert("Bo", "2"), of_expert("Cy <&>", "1"))
    names = [one.text for one in merged.of("signature") if one.tag.field == "name"]
    assert names == ["Ada", "Bo", "Cy <&>"]


def test_a_merged_report_takes_a_further_part() -> None:
    first, _ = joined(of_expert("Ada", "1", ADA), of_expert("Bo", "1-2", BO))
    second, _ = joined(first, of_expert("Cy", "1", {"sapa:evidence::1": "Cy too", "sapa:rating::1": "meets"}))
    assert second.experts == ("Ada", "Bo", "Cy")
    found = values(second)
    assert found["sapa:evidence::1@1"] == ADA["sapa:evidence::1"]
    assert found["sapa:evidence::1@3"] == "Cy too"
    assert {found["sapa:rating::1@1"], found["sapa:rating::1@3"]} == {"meets_with_remarks", "meets"}


def test_answers_of_different_parts_meet_at_the_same_question() -> None:
    """A part asks only what its standards leave open; the number of a question is the same everywhere."""
    first, second = of_expert("Ada", "1"), of_expert("Bo", "2")
    common = {str(one.tag) for one in first.of("answer")} & {str(one.tag) for one in second.of("answer")}
    only = {str(one.tag) for one in second.of("answer")} - common
    tag = sorted(only)[0]
    merged, made = joined(first, of_expert("Bo", "2", {tag: "Bo was told"}))
    assert values(merged)[f"{tag}@2"] == "Bo was told"
    assert "merge-no-place" not in rules(made)


@pytest.mark.slow
@needs("soffice")
def test_a_part_saved_by_libreoffice_is_joined_like_any_other(tmp_path: Path) -> None:
    ada, bo = of_expert("Ada", "1", ADA), of_expert("Bo", "1-2", BO)
    expected = values(joined(ada, bo)[0])
    saved = parse_filled(through_libreoffice(bo.data, tmp_path), "Bo.docx")
    assert {one.by for one in saved.fields} == {"bookmark"}, "LibreOffice keeps no tags: that is the point"
    assert values(joined(ada, saved)[0]) == expected
    turned = values(joined(saved, ada)[0])
    assert sorted(turned.values()) != [] and turned["sapa:evidence::1@1"] == BO["sapa:evidence::1"]
    texts = {text for tag, text in expected.items() if "dissent" not in tag}
    assert {text for tag, text in turned.items() if "dissent" not in tag} == texts, (
        "also as the ground of the joint one"
    )


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)


def content(document: Any, tag: str) -> Any:
    """The content of the control with this tag."""
    return next(
        found.find(f"{W}sdtContent")
        for found in document.element.body.iter(f"{W}sdt")
        if (own := found.find(f"{W}sdtPr/{W}tag")) is not None and own.get(f"{W}val") == tag
    )


def test_pictures_lists_links_tables_and_styles_come_along() -> None:
    bo = of_expert("Bo", "1", {"sapa:evidence::1": "placeholder"})
    document = docx.Document(io.BytesIO(bo.data))
    holder = content(document, "sapa:evidence::1")
    document.styles.add_style("Example Own", 1)
    scratch = [
        document.add_paragraph("a point", style="List Bullet"),
        document.add_paragraph("own", style="Example Own"),
    ]
    scratch[0].add_run().add_picture(io.BytesIO(PIXEL))
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "in a cell"
    link = document.part.relate_to("https://example.org/a", docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, True)
    xml = (
        f'<w:hyperlink xmlns:w="{W[1:-1]}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        f' r:id="{link}"><w:r><w:t>a link</w:t></w:r></w:hyperlink>'
    )
    scratch[1]._p.append(etree.fromstring(xml))
    for element in [scratch[0]._p, scratch[1]._p, table._tbl]:
        holder.append(element)
    out = io.BytesIO()
    document.save(out)
    merged, _ = joined(of_expert("Ada", "1"), parse_filled(out.getvalue(), "Bo.docx"))
    result = docx.Document(io.BytesIO(merged.data))
    control = next(
        found
        for found in result.element.body.iter(f"{W}sdt")
        if (tag := found.find(f"{W}sdtPr/{W}tag")) is not None and tag.get(f"{W}val") == "sapa:evidence::1@2"
    )
    assert len(list(control.iter(f"{W}tbl"))) == 1 and len(list(control.iter(f"{W}drawing"))) == 1
    embed = re.findall(r'r:embed="(\w+)"', etree.tostring(control, encoding="unicode"))[0]
    assert result.part.related_parts[embed].blob == PIXEL
    targets = [rel.target_ref for rel in result.part.rels.values() if rel.is_external]
    assert targets == ["https://example.org/a"]
    assert "Example Own" in [style.name for style in result.styles]
    assert merged.first(parse_tag("sapa:evidence::1@2")).text.split("\n")[0] == "placeholder"  # type: ignore[arg-type, union-attr]


def test_comments_stay_in_the_parts_and_that_is_said() -> None:
    bo = of_expert("Bo", "1", {"sapa:evidence::1": "with a comment"})
    document = docx.Document(io.BytesIO(bo.data))
    holder = content(document, "sapa:evidence::1").find(f"{W}p")
    document.add_comment([docx.text.paragraph.Paragraph(holder, document._body).runs[0]], "look", "Bo")
    out = io.BytesIO()
    document.save(out)
    merged, made = joined(of_expert("Ada", "1"), parse_filled(out.getvalue(), "Bo.docx"))
    assert values(merged)["sapa:evidence::1@2"] == "with a comment"
    assert "merge-comments-left" in rules(made)


# --- whatever is written arrives

FIELDS = sorted(tag for tag in tags(report(request(options={"expert": "A"}))) if not tag.startswith("sapa:signature"))
LISTS = {"rating", "summary", "assessment"}
RATINGS = ["meets", "meets_with_recommendations", "meets_with_remarks", "does_not_meet"]
KINDS = ["conceptual", "primary-with-graduates"]
WRITTEN = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=30).filter(
    lambda written: bool(clean(written))
)


@st.composite
def fillings(draw: st.DrawFn) -> dict[str, str]:
    found = {}
    for tag in draw(st.lists(st.sampled_from(FIELDS), unique=True, max_size=8)):
        parsed = parse_tag(tag)
        assert parsed is not None
        if parsed.kind in LISTS:
            found[tag] = draw(st.sampled_from(RATINGS))
        elif tag == "sapa:cover:kind":
            found[tag] = draw(st.sampled_from(KINDS))
        else:
            found[tag] = "\n".join(draw(st.lists(WRITTEN, min_size=1, max_size=2)))
    return found


@pytest.mark.slow
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fillings(), fillings())
def test_nothing_that_anybody_filled_in_is_lost(one: dict[str, str], two: dict[str, str]) -> None:
    parts = [of_expert("Ada", "", one), of_expert("Bo", "", two)]
    merged, made = joined(*parts)
    kept = [(one.tag.kind, one.value or one.text) for one in merged.fields if one.filled]
    homeless = [str(finding.arguments["text"]) for finding in made.findings if finding.rule == "merge-no-place"]
    assert homeless == [], "parts of one skeleton have a place for everything"
    for expert in parts:
        for field in expert.fields:
            if field.filled:
                assert (field.tag.kind, field.value or field.text) in kept


# --- what cannot be joined


def test_parts_about_different_standards_are_refused() -> None:
    other = report(request(document_result((every_status(small_set("other")),)), options={"expert": "Bo"}))
    with pytest.raises(AssemblyError) as raised:
        merge_reports([of_expert("Ada", "1"), parse_filled(other, "Bo.docx")])
    assert raised.value.said.id == "merge.other-set"


def test_one_file_twice_is_refused() -> None:
    ada = of_expert("Ada", "1", ADA)
    with pytest.raises(AssemblyError) as raised:
        merge_reports([ada, ada])
    assert raised.value.said.id == "merge.same-file"


def test_a_file_that_is_no_part_is_refused() -> None:
    out = io.BytesIO()
    docx.Document().save(out)
    with pytest.raises(AssemblyError) as raised:
        merge_reports([of_expert("Ada", "1"), parse_filled(out.getvalue(), "x.docx")])
    assert raised.value.said.id == "merge.no-part"
    with pytest.raises(ReadingError):
        parse_filled(b"no file", "x.docx")


def test_tags_of_a_later_scheme_are_refused() -> None:
    document = docx.Document(io.BytesIO(of_expert("Ada", "1").data))
    later = dict(of_expert("Ada", "1").properties) | {Property.TAGS: "2"}
    set_properties(document, later)
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(AssemblyError) as raised:
        merge_reports([parse_filled(out.getvalue(), "x.docx")])
    assert raised.value.said.id == "merge.other-tags"


def test_parts_from_different_versions_of_the_report_are_joined_and_told() -> None:
    from dataclasses import replace

    newer = replace(document_result((every_status(),)), sha256="9" * 64)
    bo = parse_filled(report(request(newer, options={"expert": "Bo"})), "Bo.docx")
    _, made = joined(of_expert("Ada", "1", ADA), bo)
    assert "merge-other-sar" in rules(made)


def test_the_same_parts_give_the_same_bytes() -> None:
    parts = [of_expert("Ada", "1", ADA), of_expert("Bo", "1-2", BO)]
    assert merge_reports(parts).content == merge_reports(parts).content


# --- the command


def test_the_command_joins_and_tells_on_stderr(tmp_path: Path) -> None:
    for name, filled in (("a", of_expert("Ada", "1", ADA)), ("b", of_expert("Bo", "1-2", BO))):
        (tmp_path / f"{name}.docx").write_bytes(filled.data)
    files = [str(tmp_path / "a.docx"), str(tmp_path / "b.docx")]
    done = CliRunner().invoke(sapa, ["merge", *files, "-o", str(tmp_path / "report.docx")])
    assert done.exit_code == 0, done.output
    assert "Standard 1 is rated differently" in done.stderr and done.stdout == ""
    assert (
        values(parse_filled((tmp_path / "report.docx").read_bytes(), "r"))["sapa:strengths::2@2"]
        == BO["sapa:strengths::2"]
    )


@pytest.mark.parametrize("output", ["report.pdf", "nowhere/report.docx"])
def test_the_command_refuses_what_it_cannot_write(tmp_path: Path, output: str) -> None:
    (tmp_path / "a.docx").write_bytes(of_expert("Ada", "1").data)
    done = CliRunner().invoke(sapa, ["merge", str(tmp_path / "a.docx"), "-o", str(tmp_path / output)])
    assert done.exit_code == 2
