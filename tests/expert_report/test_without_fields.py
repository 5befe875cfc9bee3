"""A report whose fields are gone or were never there: what headings, labels, rows and columns say in their place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sapa.core.expert_report.chapters import chapters_of
from sapa.core.expert_report.fields import Field
from sapa.core.expert_report.read import read_report
from sapa.core.expert_report.tags import Tag
from sapa.core.expert_report.words import LONGEST_TITLE

from ..choices import NAMES
from .lines import PATH, filled, gathered, plain, read, scale, standards, written

TWO = {"Sapa.Programmes": "6B01; 6B02"}
SCALE = "corresponds | corresponds with recommendations | corresponds with remarks | does not correspond"


@pytest.mark.parametrize(
    ("text", "chapters"),
    [
        (
            """# Standard 1. Mission of the institute
            ## Evidence
            text
            ## Strengths
            text
            Weaknesses: none
            more
            | Rating | corresponds
            ## Dissenting opinion
            # Standard 2. Management
            text""",
            {
                "1": (0, 10, {"evidence": (2, 3), "strengths": (4, 5), "weaknesses": (5, 9), "dissent": (10, 10)}),
                "2": (10, 12, {}),
            },
        ),
        (  # neither an entry of the contents, nor a cell, nor a heading below the second rank; each standard once
            """~ Standard 1. Mission of the institute
            | Standard 2. Management | a
            ---
            ### Standard 3. Programmes
            # Standard 4. Staff
            text
            # Standard 4. Staff
            text""",
            {"4": (4, 6, {})},
        ),
        (  # a title without a number opens a chapter at the rank of the chapters only
            """# Programme of the visit
            ## Staff
            a
            ## Students
            # Standard 1. Mission of the institute
            ## Our own heading
            a
            * Conclusion
            # Research
            a""",
            {"1": (4, 7, {}), "6": (8, 10, {})},
        ),
        (
            """# Mission of the institute
            a
            ## Students
            # Management
            ### Own
            # Appendix
            e""",
            {"1": (0, 3, {}), "2": (3, 5, {})},
        ),
        (
            """## Standard 1. Mission of the institute
            ## Standard 2. Management
            ### Deeper
            ## Appendix
            # Top""",
            {"1": (0, 1, {}), "2": (1, 3, {})},
        ),
        (  # a part of the report ends a chapter where it is set as a heading, not in the contents or a table
            """# Standard 1. Mission of the institute
            Conclusion
            ~ Visit programme
            | Conclusion | b
            ---
            ### Conclusion
            b""",
            {"1": (0, 5, {"conclusion": (2, 5)})},
        ),
        ("# Standard 1. Mission of the institute\nReasons\na\n## Rating\nb", {"1": (0, 5, {"rating": (4, 5)})}),
        ("# Standard 1. Mission of the institute\n* Reasons\na\n## Rating\nb", {"1": (0, 1, {})}),
        ("Management\nx\n* Staff\ny", {}),
    ],
)
def test_a_chapter_runs_from_its_standards_heading_to_the_next_of_its_rank_or_part_of_the_report(
    text: str, chapters: dict[str, object]
) -> None:
    _, made = filled(text)
    found = chapters_of(made, standards(), PATH)
    assert {number: (one.start, one.end, dict(one.parts)) for number, one in found.items()} == chapters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            """# Standard 1. Mission of the institute
            ## Evidence
            Own 1.
            Own 2.
            | a | b
            ---
            Own 3.
            # Standard 2. Management
            ## Evidence
            <evidence::2=>
            Beside it.
            Under it.
            ## Analysis
            <analysis::2=Ours.>
            Theirs.
            ## Weaknesses
            ?
            ## Dissenting opinion
            # Standard 3. Programmes
            Evidence: In one line.
            Strengths:
            A library.
            Measures: none
            ## Dissenting opinion
            Nobody.""",
            {
                "evidence::1": "Own 1.\nOwn 2.\nOwn 3.",
                "evidence::2": "Beside it.\nUnder it.",
                "analysis::2": "Ours.",
                "weaknesses::2": "",
                "dissent::2": "",
                "evidence::3": "In one line.",
                "strengths::3": "A library.",
                "measures::3": "none",
                "dissent::3": "Nobody.",
            },
        ),
        (
            """# Standard 1. Mission of the institute
            ## Recommendations
            Open it.
            Buy books.
            None
            # Standard 2. Management
            ## Recommendations
            | <recommendation::2:1:text=Do> | <recommendation::2:1:code=2.2.1> | <recommendation::2:1:due=>
            | Added | 2.2.2 | 2027
            | | | 2028
            | | |
            # Standard 3. Programmes
            ## Recommendations
            |h No. | Recommendation | By when
            | 1 | Read // Write | May
            | 2 | | June
            ---
            | Recommendation | Due
            | Sing | July
            # Standard 4. Staff
            ## Analysis
            | Recommendation | Due
            | Sing | July
            # Standard 5. Students
            ## Recommendations
            <recommendation::5:4:text=>
            Under an empty field.
            # Standard 6. Research
            | <recommendation::6:1:text=> | <recommendation::6:1:due=2029>
            | Outside of its part | 2030""",
            {
                "recommendation::1:1:text": "Open it.",
                "recommendation::1:2:text": "Buy books.",
                "recommendation::2:1:text": "Do",
                "recommendation::2:1:code": "2.2.1",
                "recommendation::2:1:due": "",
                "recommendation::2:2:text": "Added",
                "recommendation::2:2:code": "2.2.2",
                "recommendation::2:2:due": "2027",
                "recommendation::2:3:text": "",
                "recommendation::2:3:code": "",
                "recommendation::2:3:due": "2028",
                "recommendation::3:1:text": "Read\nWrite",
                "recommendation::3:1:due": "May",
                "recommendation::3:2:text": "",
                "recommendation::3:2:due": "June",
                "recommendation::3:3:text": "Sing",
                "recommendation::3:3:due": "July",
                "analysis::4": "",
                "recommendation::5:1:text": "",
                "recommendation::5:2:text": "Under an empty field.",
                "recommendation::6:1:text": "",
                "recommendation::6:1:due": "2029",
                "recommendation::6:2:text": "Outside of its part",
                "recommendation::6:2:due": "2030",
            },
        ),
    ],
)
def test_what_stands_under_a_parts_heading_or_in_its_table_is_that_part(text: str, expected: dict[str, str]) -> None:
    assert written(text) == expected


def test_of_several_experts_and_programmes_each_has_his_own() -> None:
    text = """# Standard 2. Management
        ## Evidence
        <evidence::2@1=>
        Beside it.
        ## Dissenting opinion
        6B01: no
        6B02:
        6B02: I do not agree.
        ## Measures"""
    assert written(text, {**TWO, "Sapa.Experts": "A; B"}) == {
        "evidence::2@1": "",  # whose it is that stands beside nobody knows
        "dissent:6B01:2": "6B01: no",
        "dissent:6B02:2": "6B02: I do not agree.",
        "measures::2": "",
    }


@pytest.mark.parametrize(
    ("text", "properties", "expected"),
    [
        (
            f"""# Standard 1. Mission of the institute
            | 1.2.1 | corresponds
            | 1.2.2 |
            | 2.2.1 | does not correspond
            | 1.2.9 | corresponds
            # Standard 2. Management
            | 2.2.1 | corresponds with remarks
            | 2.2.2 | it is all in order and nothing else
            # Standard 3. Programmes
            | 3.2.1 | <assessment::3.2.1=corresponds>
            | 3.2.1 | does not correspond
            | 3.2.2 | <note:3.2.2=A remark.>
            | 3.2.2 | does not correspond
            # Standard 4. Staff
            | 4.2.1 | corresponds // A remark of the group // Another one
            | 4.2.2 | Text | corresponds with recommendations
            ---
            | 4.2.2
            # Standard 5. Students
            | Criterion | {SCALE}
            | 5.2.1 | x | | |
            | 5.2.2 | | | x |
            # Standard 6. Research
            | 6.2.1 | ☐ corresponds // ☒ corresponds with remarks // ☐ corresponds with recommendations // ☐ does not correspond
            | 6.2.2 | somewhat in good order so far""",
            {},
            {
                "assessment::1.2.1": "meets",
                "assessment::1.2.2": "empty",
                "assessment::2.2.1": "meets_with_remarks",
                "assessment::2.2.2": "empty",
                "note:2.2.2": "it is all in order and nothing else",
                "assessment::3.2.1": "meets",
                "note:3.2.2": "A remark.",
                "assessment::4.2.1": "meets",
                "note:4.2.1": "A remark of the group\nAnother one",
                "assessment::4.2.2": "meets_with_recommendations",
                "assessment::5.2.1": "meets",
                "assessment::5.2.2": "meets_with_remarks",
                "assessment::6.2.1": "meets_with_remarks",
                "assessment::6.2.2": "outside",
            },
        ),
        (
            f"""# Standard 1. Mission of the institute
            | 1.2.1 | 6B01: corresponds // 6B02: corresponds with remarks // They differ in staff.
            | 1.2.2 | 6B01: ☒ corresponds ☐ does not correspond // 6B02: ☐ corresponds ☒ does not correspond
            # Standard 2. Management
            | 2.2.1 | corresponds
            | 2.2.2 | 6B01: corresponds // corresponds
            # Standard 3. Programmes
            | Criterion | {SCALE}
            | 3.2.1 | x | | |
            # Standard 4. Staff
            | 4.2.2 |""",
            TWO,
            {
                "assessment:6B01:1.2.1": "meets",
                "assessment:6B02:1.2.1": "meets_with_remarks",
                "note:1.2.1": "They differ in staff.",
                "assessment:6B01:1.2.2": "meets",
                "assessment:6B02:1.2.2": "does_not_meet",
                "assessment:6B01:2.2.1": "meets",
                "assessment:6B02:2.2.1": "meets",
                "assessment:6B01:2.2.2": "meets",
                "note:2.2.2": "corresponds",  # a remark that sounds like a rating
                "assessment:6B01:3.2.1": "meets",
                "assessment:6B02:3.2.1": "meets",
                "assessment:6B01:4.2.2": "empty",
                "assessment:6B02:4.2.2": "empty",
            },
        ),
    ],
)
def test_a_row_that_opens_with_a_criterion_of_the_chapter_assesses_it_and_rates_no_standard(
    text: str, properties: dict[str, str], expected: dict[str, str]
) -> None:
    assert written(text, properties) == expected


@pytest.mark.parametrize(
    ("text", "properties", "expected"),
    [
        (f"## Rating\n{'so ' * 13}\nRating of the group: corresponds", {}, {"rating::1": "meets"}),
        ("## Rating\nfine", {}, {"rating::1": "outside"}),
        ("## Rating", {}, {"rating::1": "empty"}),
        (f"## Rating\n{'so ' * 13}", {}, {"rating::1": "empty"}),  # a longer text is no rating
        (f"## Rating\n{'so ' * 12}", {}, {"rating::1": "outside"}),
        (f"## Rating\n{'s' * 59}: corresponds", {}, {"rating::1": "meets"}),
        (f"## Rating\n{'s' * 60}: corresponds", {}, {"rating::1": "outside"}),
        ("## Rating\n<rating::1=>\ncorresponds", {}, {"rating::1": "empty"}),  # the field is the rating's place
        ("## Rating\n%", {}, {"rating::1": "empty"}),
        ("Rating: <rating::1=>corresponds", {}, {"rating::1": "meets"}),
        ("| Rating | <rating::1=> // corresponds", {}, {"rating::1": "meets"}),
        ("| Rating | corresponds with remarks\n| Note | does not correspond", {}, {"rating::1": "meets_with_remarks"}),
        (
            "| Note | corresponds\n| Rating | ☐ corresponds\n| | ☒ does not correspond",
            {},
            {"rating::1": "does_not_meet"},
        ),
        (f"| Standard | {SCALE}\n| 1 | | x | |", {}, {"rating::1": "meets_with_recommendations"}),
        (f"| Standard | {SCALE}\n| Rating | | x | |", {}, {"rating::1": "meets_with_recommendations"}),
        (f"| Standard | {SCALE}\n| 1 | | x | |\n| 1 | x | | |", {}, {"rating::1": "unclear"}),
        (f"| Standard | {SCALE}\n| 1 | | x | |\n| 2 | x | | |", {}, {"rating::1": "meets_with_recommendations"}),
        (f"☒ {SCALE.replace(' | ', chr(10) + '☐ ')}\nSome text.", {}, {"rating::1": "meets"}),
        ("☐ corresponds\n☒ does not correspond\nSome text.", {}, {}),  # not all values
        (
            "☐ corresponds\nText.\n☐ corresponds\n☐ corresponds with recommendations\n☒ corresponds with remarks\n"
            "☐ does not correspond",
            {},
            {"rating::1": "meets_with_remarks"},
        ),
        (
            "## Rating\n6B01: corresponds\n6B02: corresponds with remarks",
            TWO,
            {"rating:6B01:1": "meets", "rating:6B02:1": "meets_with_remarks"},
        ),
        ("## Rating", TWO, {"rating:6B01:1": "empty", "rating:6B02:1": "empty"}),
        ("## Rating\n6B02:\ncorresponds", TWO, {"rating:6B02:1": "meets"}),  # the label on a line of its own
        (
            "| Rating | 6B01: does not correspond // 6B02: corresponds",
            TWO,
            {"rating:6B01:1": "does_not_meet", "rating:6B02:1": "meets"},
        ),
    ],
)
def test_a_chapters_rating_stands_under_its_heading_beside_its_label_in_a_matrix_or_among_all_values(
    text: str, properties: dict[str, str], expected: dict[str, str]
) -> None:
    chapter = f"# Standard 1. Mission of the institute\n{text}\n# Standard 2. Management\n## Evidence\nx"
    assert written(chapter, properties) == {**expected, "evidence::2": "x"}


@pytest.mark.parametrize(
    ("text", "properties", "expected"),
    [
        (
            """| Standard | Rating
            | Standard 1. Mission of the institute | corresponds
            | Standard 2 | corresponds with remarks
            | Other | does not correspond
            | 3 | very fine
            | Staff
            | Students | 12 | does not correspond""",
            {},
            {
                "summary::1": "meets",
                "summary::2": "meets_with_remarks",
                "summary::3": "outside",
                "summary::5": "does_not_meet",
            },
        ),
        (
            f"""| Standard | {SCALE}
            | Standard 1 | x | | |
            | 2. Management | | | x |
            | Library | | | | x""",
            {},
            {"summary::1": "meets", "summary::2": "meets_with_remarks"},
        ),
        (
            """| Rating | Standard 1 | Standard 2
            | corresponds | x |
            | corresponds with recommendations | | x
            | corresponds with remarks | |
            | does not correspond | |""",
            {},
            {"summary::1": "meets", "summary::2": "meets_with_recommendations"},
        ),
        (
            """| Standard | 6B01 | 6B02
            | Standard 1 | corresponds | corresponds with remarks
            | Standard 2 | does not correspond |""",
            TWO,
            {
                "summary:6B01:1": "meets",
                "summary:6B02:1": "meets_with_remarks",
                "summary:6B01:2": "does_not_meet",
                "summary:6B02:2": "empty",
            },
        ),
        (
            """| Standard | 6B01 | 6B02
            | Standard 1 | ☒ corresponds // ☐ does not correspond | ☐ corresponds // ☒ does not correspond
            | Standard 2 | |""",
            TWO,
            {
                "summary:6B01:1": "meets",
                "summary:6B02:1": "does_not_meet",
                "summary:6B01:2": "empty",
                "summary:6B02:2": "empty",
            },
        ),
        (
            """| Standard | Programme | Rating
            | Standard 1 | 6B01 | corresponds
            | Standard 1 | 6B02 | corresponds with remarks
            | Standard 2 | 6B01 | does not correspond""",
            TWO,
            {"summary:6B01:1": "meets", "summary:6B02:1": "meets_with_remarks", "summary:6B01:2": "does_not_meet"},
        ),
        (
            f"""| Standard | Programme | {SCALE}
            | Standard 1 | 6B01 | x | | |
            | Standard 1 | 6B02 | | | x |
            | Standard 2 | 6B02 | | x | |""",
            TWO,
            {
                "summary:6B01:1": "meets",
                "summary:6B02:1": "meets_with_remarks",
                "summary:6B02:2": "meets_with_recommendations",
            },
        ),
        (
            "| Standard 1 | ☒ corresponds | ☐ does not correspond\n| Standard 2 | ☐ corresponds | ☒ does not correspond",
            {},
            {"summary::1": "meets", "summary::2": "does_not_meet"},
        ),
        (
            """| Standard | Pages
            | Standard 1 | 5
            | Standard 2 | 6
            ---
            | Standard | Rating
            | Standard 2 | corresponds
            | Standard 1 | does not correspond
            ---
            | Standard | Rating
            | Standard 3 | corresponds
            | Standard 4 | does not correspond""",
            {},
            {"summary::2": "meets", "summary::1": "does_not_meet"},  # the first table that rates
        ),
        ("| Standard | Rating\n| Standard 1 | corresponds", {}, {}),  # a single line sums up nothing
        ("| Standard 1 | <summary::1=corresponds>\n| Standard 2 | corresponds", {}, {"summary::1": "meets"}),
    ],
)
def test_a_table_outside_the_chapters_that_rates_the_standards_is_the_summary(
    text: str, properties: dict[str, str], expected: dict[str, str]
) -> None:
    assert written(f"# Summary of ratings\n{text}", properties) == expected


def test_a_table_inside_a_chapter_is_no_summary() -> None:
    rows = "| Standard 1 | {0}\n| Standard 2 | {0}"
    inside = f"# Standard 1. Mission of the institute\n{rows.format('corresponds')}"
    assert written(inside) == {}
    behind = f"{inside}\n# Conclusion\n{rows.format('does not correspond')}"
    assert written(behind) == {"summary::1": "does_not_meet", "summary::2": "does_not_meet"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            """# Composition of the commission
            | <expert:1:name=A. One> | <expert:1:role=chair>
            | B. Two | student
            | |
            # Other
            | Name | Role
            | C. Three | none""",
            {"1:name": "A. One", "1:role": "chair", "2:name": "B. Two", "2:role": "student"},
        ),
        (
            """# Composition of the commission
            * Note
            |h Role | Name
            | student | A. One // Dr
            | | B. Two
            # Other
            | Name | Role
            | C. Three | none""",
            {"1:role": "student", "1:name": "A. One\nDr", "2:role": "", "2:name": "B. Two"},
        ),
        (
            """~ Composition of the commission
            # Report
            |h No. | Name | Role
            | 1 | A. One | student
            | 2 | |
            ---
            | Name | Days
            | B | 2
            ---
            | Role | Days
            | B | 2""",
            {"1:name": "A. One", "1:role": "student"},
        ),
        (
            """Composition of the commission
            | Name | Role
            | A. One | student
            * Composition of the commission
            | Role | Name
            | expert | B. Two
            ## Text
            | Role | Name
            | expert | C. Three""",
            {"1:role": "expert", "1:name": "B. Two"},
        ),
    ],
)
def test_the_commission_is_read_from_the_table_under_its_heading_or_with_names_and_roles(
    text: str, expected: dict[str, str]
) -> None:
    assert written(text) == {f"expert:{tag}": said for tag, said in expected.items()}


def test_lines_of_the_cover_are_known_by_their_labels() -> None:
    text = """| Institution | Example University
        | Date of the report | // 1 May 2027 // or so
        | Number of the licence to conduct educational activities | <general::licence=No. 5>
        | Structure of the institution
        | Something | else
        ---
        | Place of the visit | <cover:place=Here>
        | Place of the visit | There"""
    assert written(text) == {
        "cover:institution": "Example University",
        "cover:report-date": "1 May 2027\nor so",
        "general::licence": "No. 5",
        "cover:place": "Here",
    }


def test_parts_of_the_conclusion_stand_behind_their_label_or_under_it() -> None:
    text = """# Conclusion
        Strengths of the whole: A library.
        Main recommendations:
        Open it.

        And close it.
        | a | b
        ---
        Not this.
        # Recommended decision
        Accredit for 5 years.
        ## Deeper
        No.
        # Reasons
        <conclusion::reasons=As said.>
        Beside.
        # Best practice
        Ours.
        # Time frame in which the remarks are to be taken into account
        Strengths: many"""
    report = read(text)
    found = {tag.field: (one.text, one.at, one.last) for tag, one in report.written.items()}
    assert found == {
        "strengths": ("A library.", 1, 1),
        "recommendations": ("Open it.\nAnd close it.", 3, 5),
        "decision": ("Accredit for 5 years.", 10, 10),
        "reasons": ("As said.", 14, 14),
    }


def test_places_are_those_of_the_first_and_the_last_paragraph() -> None:
    text = """# Standard 1. Mission of the institute
        ## Evidence

        One.

        Two.

        ## Analysis
        ?
        ## Rating
        ☒ corresponds
        ☐ does not correspond
        ## Measures
        ## Criteria
        | 1.2.1 | corresponds // A note. // More.
        | 1.2.2 | Text |
        ## Recommendations
        | Recommendation | Due
        | // Open // it | 2027"""
    report = read(text)
    found = {f"{tag.kind}{tag.field}{tag.code}": (one.at, one.last, one.prompt) for tag, one in report.written.items()}
    assert found == {
        "evidence": (3, 5, False),
        "analysis": (8, 8, True),
        "rating": (10, 11, False),
        "measures": (12, 12, False),
        "assessment1.2.1": (15, 15, False),
        "note1.2.1": (16, 17, False),
        "assessment1.2.2": (20, 20, False),
        "recommendationtext": (25, 26, False),
        "recommendationdue": (27, 27, False),
    }


@pytest.mark.parametrize("before", ["", "One.\n"])  # whatever the number of the paragraph
def test_what_is_marked_stands_in_its_row_or_line(before: str) -> None:
    text = f"""# Standard 1. Mission of the institute
        {before}| 1.2.1 | ☐ corresponds // ☒ does not correspond
        | 1.2.2 | ☐ corresponds | ☒ does not correspond
        # Standard 2. Management
        | Criterion | {SCALE}
        | 2.2.1 | x | | |
        # Standard 3. Programmes
        | 3.2.1 | 6B01: ☒ corresponds ☐ does not correspond // 6B02: ☐ corresponds ☒ does not correspond
        # Standard 4. Staff
        ## Rating
        So we found.
        ☒ corresponds
        ☐ does not correspond
        # Summary
        | Standard 1 | ☒ corresponds | ☐ does not correspond
        | Standard 2 | ☐ corresponds | ☒ does not correspond"""
    report = read(text, TWO)
    places = {plain(tag): (one.at, one.last) for tag, one in report.written.items()}
    first = 1 + len(before.splitlines())
    assert places == {
        name: (start + first, end + first)
        for name, (start, end) in {
            "assessment::1.2.1": (1, 2),
            "assessment::1.2.2": (4, 5),
            "assessment:6B01:2.2.1": (12, 16),
            "assessment:6B02:2.2.1": (12, 16),
            "assessment:6B01:3.2.1": (19, 19),
            "assessment:6B02:3.2.1": (20, 20),
            "rating::4": (23, 25),
            "summary::1": (28, 28),
            "summary::2": (31, 31),
        }.items()
    }


@pytest.mark.parametrize("before", ["", "One.\n"])
def test_what_is_summed_up_by_programmes_stands_in_its_cell(before: str) -> None:
    text = f"""# Summary
        {before}| Standard | 6B01 | 6B02
        | Standard 1 | corresponds | corresponds with remarks
        | Standard 2 | ☒ corresponds // ☐ does not correspond | does not correspond"""
    first = 1 + len(before.splitlines())
    places = {plain(tag): one.at for tag, one in read(text, TWO).written.items()}
    assert places == {
        name: at + first
        for name, at in {"summary:6B01:1": 4, "summary:6B02:1": 5, "summary:6B01:2": 7, "summary:6B02:2": 9}.items()
    }


def test_programmes_that_only_a_table_names_are_known_in_the_end() -> None:
    text = """# Summary
        | Standard | Programme | Rating
        | Standard 1 | 6B01101 | corresponds
        | Standard 2 | 7M01101 | corresponds with remarks"""
    assert read(text).programmes == ("6B01101", "7M01101")
    assert read("# x").programmes == ("",)


def test_what_stands_beside_an_empty_field_is_its_text() -> None:
    long = "x" * LONGEST_TITLE
    text = f"""Rating: <rating::1=>corresponds
        {long}: <rating::2=>corresponds
        {long[1:]}: <rating::3=>corresponds
        Reasons: <conclusion::reasons=>
        Form of the report <conclusion::form=>: by mail
        Analysis: <analysis::1=>not this
        Rating: <rating::4=><rating::5=>not this
        | Aims // <evidence::1=> // more
        | Aims | <evidence::2=>
        | <evidence::3=> // <analysis::3=> | Aims"""
    assert {name: said for name, said in written(text).items() if said not in ("", "empty")} == {
        "rating::1": "meets",
        "rating::3": "meets",
        "conclusion::form": "by mail",
        "evidence::1": "Aims\nmore",
    }


def test_a_bookmarks_field_ends_where_its_text_does() -> None:
    text = """<~analysis::1=One.¶Two.¶Three.>
        <~evidence::1=First of all.>
        Not this."""
    assert [(one.at, one.last) for one in read(text).written.values()] == [(0, 0), (1, 1)]
    made = filled("One.\nTwo.\nThree.\nFour.")
    field = Field(Tag("analysis", standard="1"), "One.\nTwo.\nThree.", by="bookmark", element=made[1].paras[0].element)
    report = read_report(replace(made[0], fields=(field,)), made[1], standards(), scale(), "en")
    assert [(one.at, one.last) for one in report.written.values()] == [(0, 2)]


def test_copied_rows_are_numbered_as_they_stand() -> None:
    text = """| <recommendation::1:1:text=A> | <recommendation::1:1:due=B>
        | <recommendation::1:1:text=C> | <recommendation::1:1:due=D>
        | <recommendation::2:1:text=E> | <recommendation::1:5:text=F>
        ---
        <recommendation::2:7:text=G>
        <recommendation::2:7:due=H>
        | <recommendation::1:1:text@1=I>
        ---
        <expert:4:name=J>
        <visit:9:time=K>
        <answer:leadership:4=L>"""
    assert {name: said for name, said in written(text).items() if said} == {
        "recommendation::1:1:text": "A", "recommendation::1:1:due": "B", "recommendation::1:2:text": "C",
        "recommendation::1:2:due": "D", "recommendation::2:1:text": "E", "recommendation::1:3:text": "F",
        "recommendation::2:2:text": "G", "recommendation::2:2:due": "H", "recommendation::1:1:text@1": "I",
        "expert:1:name": "J", "visit:1:time": "K", "answer:leadership:4": "L",
    }  # fmt: skip


def test_programmes_are_those_that_the_file_names_or_that_are_rated() -> None:
    made = gathered("# x")
    made.find_programmes()
    assert (made.programmes, made.codes) == (("",), {})
    assert read("| 6B01: <rating:6B01:1=corresponds>\n<rating:6B02:1=>\n<dissent:6B03:1=a>").programmes == (
        "6B01",
        "6B02",
    )
    named = read("| Programme A: <rating:P1:1=corresponds>\n| Programme B <rating:P2:1=corresponds>\n| <rating:P3:1=>", {"Sapa.Programmes": "P1; P2; P3; 6B01"})  # fmt: skip
    assert named.codes == {"P1": "Programme A", "P2": "Programme B", "P3": "P3", "6B01": "6B01"}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Standard 3", "3"), ("3. Programmes", "3"), ("№ 3", "3"), ("3-стандарт", "3"), ("3", "3"), ("Standard 9", None),
        ("3.2.1 Library", None), ("Management", "2"), ("management of the institute", None), ("", None),
        ("Миссия института", "1"), ("13", None), ("by 3 of us", "3"),
    ],
)  # fmt: skip
def test_a_cell_names_a_standard_by_its_number_or_by_nearly_all_of_its_title(text: str, number: str | None) -> None:
    assert gathered("# x").standard(text) == number


def test_a_text_names_a_programme_by_its_code_in_either_alphabet() -> None:
    made = gathered("# x", TWO)
    made.find_programmes()
    assert [made.programme_of(text) for text in ("6В01 Finance", "of 6b02", "6B03", "")] == ["6B01", "6B02", "", ""]
    assert gathered("# x").programme_of("6B01101 Finance") == "6B01101"


@pytest.mark.parametrize("number", [1, 2, 3])
def test_fields_of_other_chapters_do_not_speak_for_one_that_has_none(number: int) -> None:
    def chapter(own: int) -> str:
        title = f"# Standard {own}. {NAMES['en'][own - 1]}\n"
        if own == number:
            return f"""{title}| {own}.2.1 | corresponds // A note.
                ## Analysis
                Good.
                ## Recommendations
                | Recommendation | Due
                | Do it | 2027
                ## Rating
                corresponds with remarks"""
        return f"""{title}<analysis::{own}=Fine.>
            <assessment::{own}.2.1=does not correspond>
            <note:{own}.2.1=Theirs.>
            | <recommendation::{own}:4:text=Other> | <recommendation::{own}:4:due=>
            ---
            <rating::{own}=does not correspond>"""

    report = read("\n".join(map(chapter, (1, 2, 3))))
    own = {tag for tag in report.written if f"{number}" in (tag.standard, tag.code[:1])}
    found = {plain(tag): report.written[tag].text for tag in own}
    assert found == {
        f"assessment::{number}.2.1": "corresponds", f"note:{number}.2.1": "A note.", f"analysis::{number}": "Good.",
        f"recommendation::{number}:1:text": "Do it", f"recommendation::{number}:1:due": "2027",
        f"rating::{number}": "corresponds with remarks",
    }  # fmt: skip
    assert len(report.written) == 3 * len(found)


def test_rows_added_to_two_tables_of_recommendations_stand_each_in_its_own_columns() -> None:
    text = """# Standard 1. Mission of the institute
        | <recommendation::1:1:text=A> | <recommendation::1:1:due=2027>
        | B | 2028
        ---
        | No. | <recommendation::1:3:due=2029> | <recommendation::1:3:text=C>
        | 4 | 2030 | D
        ## Recommendations
        | Recommendation | Due
        | E | 2031"""
    report = read(text)
    rows = {(one.number, one.text.text, one.due.text) for one in report.recommendations}
    assert rows == {(1, "A", "2027"), (2, "C", "2029"), (3, "B", "2028"), (4, "D", "2030"), (5, "E", "2031")}


def test_a_line_of_the_cover_may_have_more_cells() -> None:
    text = "| Institution | Example University | x\n| Place of the visit | Here | x | y\n| Institution"
    assert written(text) == {"cover:institution": "Example University", "cover:place": "Here"}
