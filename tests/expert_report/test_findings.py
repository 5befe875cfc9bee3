"""What the rules of a review find in a filled report, each rule alone, with the paragraph that it points to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import pytest

from sapa.core.expert_report import (
    findings_advice,
    findings_compared,
    findings_file,
    findings_ratings,
    findings_unwritten,
)
from sapa.core.expert_report.context import Context, Sar, short
from sapa.core.expert_report.findings import find
from sapa.core.expert_report.findings_compared import same_name
from sapa.core.expert_report.terms import Term
from sapa.core.loading.terms_file import own_terms
from sapa.core.model.case import Case, Coordinator, Institution, Member
from sapa.core.model.findings import SEVERITIES, Finding
from sapa.core.model.standards import Titles
from sapa.core.model.term_rules import UNDETERMINED, Outcome
from sapa.core.reading.word.annotations import Comment, Revision

from .lines import read

TWO = {"Sapa.Programmes": "6B01; 6B02"}
EXPERTS = {"Sapa.Experts": "A; B"}


def told(found: Iterable[Finding]) -> list[tuple[object, ...]]:
    """(rule, paragraph, code or standard, all else that its sentence says) of each finding."""
    return [_told(finding, dict(finding.arguments)) for finding in found]


def _told(finding: Finding, said: dict[str, object]) -> tuple[object, ...]:
    about = finding.code or said.pop("standard", None)
    said.pop("standard", None)
    place = finding.place.paragraph if finding.place is not None else None
    return (finding.rule.removeprefix("review-"), place, about, *said.values())


Rule = Callable[[Context], Iterable[Finding]]


def found(rule: Rule, text: str, properties: Mapping[str, str] | None = None) -> list[tuple[object, ...]]:
    said = told(rule(Context(read(text, properties))))
    behind = told(rule(Context(read(f"Preface.\n{text}", properties))))  # where all stands a paragraph further down
    assert [(one[0], one[1] if isinstance(one[1], int) else None, *one[2:]) for one in said] == [
        (one[0], one[1] - 1 if isinstance(one[1], int) else None, *one[2:]) for one in behind
    ]
    return said


@pytest.mark.parametrize(
    ("text", "properties", "missing"),
    [
        ("# Standard 2. Management\nx\n<rating::4=>", {}, ["1", "3", "5", "6"]),
        ("# Standard 2. Management\nx", {"Sapa.Standards": "1; 2; 3"}, ["1", "3"]),  # an expert's part
    ],
)
def test_a_standard_with_neither_chapter_nor_field_is_missing(
    text: str, properties: dict[str, str], missing: list[str]
) -> None:
    expected = [("chapter-missing", None, number) for number in missing]
    assert found(findings_ratings.chapters, text, properties) == expected


@pytest.mark.parametrize(
    ("text", "properties", "expected"),
    [
        (
            """# Standard 1. Mission of the institute
            ## Rating
            # Standard 2. Management
            x
            # Standard 3. Programmes
            ## Rating
            fine
            # Standard 4. Staff
            ## Rating
            corresponds / does not correspond
            # Standard 5. Students
            # Standard 6. Research
            ## Rating
            corresponds
            # Summary
            | 2 | corresponds
            | 5 | fine""",
            {},
            [
                ("no-rating", 2, "1"),
                ("rating-from-summary", 17, "2", "meets"),
                ("rating-outside", 7, "3", "fine"),
                ("rating-list", 10, "4"),
                ("no-rating", 11, "5"),
            ],
        ),
        (
            """<rating::1@1=corresponds>
            <rating::1@2=does not correspond>
            <dissent::1@2=none>
            <rating::2@1=corresponds>
            <rating::2@2=does not correspond>
            <dissent::2@2=I disagree with it.>
            <rating::3@1=>
            <rating::3@2=>
            <rating::4=corresponds>
            <rating::4@1=corresponds>
            <rating::4@2=corresponds with remarks>
            <rating::5=>
            <rating::5@1=corresponds>
            <rating::5@2=corresponds with remarks>
            <dissent::5@1=[name]>
            <rating::6@1=corresponds>
            <rating::6@2=>""",
            EXPERTS,
            [
                ("ratings-differ", 1, "1"),
                ("dissent-missing", 1, "1", ("corresponds", "does not correspond")),
                ("ratings-differ", 4, "2"),
                ("no-rating", 7, "3"),
                ("dissent-missing", 9, "4", ("corresponds", "corresponds with remarks")),
                ("ratings-differ", 12, "5"),
                ("dissent-missing", 12, "5", ("corresponds", "corresponds with remarks")),
            ],
        ),
        (
            """<rating:6B01:1=corresponds>
            <rating:6B02:1=>
            <rating:6B01:2=strange thing>
            <rating:6B02:2=☐ corresponds ☐ does not correspond>
            <rating:6B01:3=☒ corresponds ☒ does not correspond>
            <rating:6B02:3=coresponds>
            <rating:6B01:4=☒ corresponds ☐ corresponds with remarks>
            <rating:6B02:4=☒ corresponds ☐ does not correspond ☒ corresponds with remarks>""",
            TWO,
            [
                ("no-rating", 2, "1", "6B02"),
                ("rating-outside", 3, "2", "6B01", "strange thing"),
                ("rating-list", 4, "2", "6B02"),
                ("rating-list", 5, "3", "6B01"),
                ("rating-outside", 6, "3", "6B02", "coresponds", "corresponds"),
                ("rating-several", 8, "4", "6B02"),
            ],
        ),
    ],
)
def test_a_rating_is_given_once_by_the_scale_and_by_all_experts_or_with_a_dissent(
    text: str, properties: dict[str, str], expected: list[tuple[object, ...]]
) -> None:
    assert found(findings_ratings.ratings, text, properties) == expected


def test_an_experts_dissent_counts_for_its_own_programme_and_standard_or_for_all_programmes() -> None:
    def missing(dissent: str) -> bool:
        text = f"<rating:6B01:2@1=corresponds>\n<rating:6B01:2@2=does not correspond>\n<{dissent}=I do not agree.>"
        return "dissent-missing" in [one[0] for one in found(findings_ratings.ratings, text, {**TWO, **EXPERTS})]

    assert not missing("dissent:6B01:2@2")
    assert not missing("dissent::2")
    assert all(map(missing, ("dissent:6B02:2", "dissent::1", "dissent::3", "analysis::2", "evidence::2")))


def test_the_summary_says_what_the_chapters_say() -> None:
    text = """<rating::1=corresponds>
        <summary::1=does not correspond>
        <rating::2=corresponds>
        <summary::2=>
        <rating::3=>
        <summary::3=>
        <summary::4=fine>
        <summary::5=corresponds>
        <rating::6=corresponds>
        <summary::6=corresponds>"""
    assert found(findings_ratings.summary, text) == [
        ("summary-differs", 2, "1", "meets", "does_not_meet"),
        ("summary-empty", 4, "2"),
        ("summary-outside", 7, "4", "fine"),
    ]


def test_every_criterion_is_assessed_not_below_its_standard_and_a_remark_is_answered() -> None:
    text = """<rating::1=corresponds>
        <assessment::1.2.1=does not correspond>
        <assessment::1.2.2=>
        <rating::2=>
        <assessment::2.2.1=fine>
        <note:2.2.1=The library is insufficient.>
        <assessment::2.2.2=corresponds>
        <note:2.2.2=The library is insufficient.>
        <rating::3=corresponds with remarks>
        <assessment::3.2.1=corresponds with remarks>
        <note:3.2.1=Few books>
        <assessment::3.2.2=corresponds with remarks>
        <note:3.2.2=Few books>
        | <recommendation::3:1:text=Buy them> | <recommendation::3:1:code=3.2.2>
        ---
        <assessment::4.2.1=corresponds>
        <note:4.2.1=Good books>
        <assessment::4.2.2=corresponds>
        <note:4.2.2=none>
        <evidence::5=x>
        <assessment::5.2.1=corresponds>"""
    assert found(findings_ratings.criteria, text) == [
        ("criterion-below", 2, "1.2.1", "meets", "does_not_meet"),
        ("no-assessment", 3, "1.2.2"),
        ("assessment-outside", 5, "2.2.1", "fine"),
        ("weakness-without-recommendation", 6, "2.2.1", "The library is insufficient."),
        ("meets-with-remark", 8, "2.2.2", "The library is insufficient."),
        ("weakness-without-recommendation", 11, "3.2.1", "Few books"),
        ("no-assessment", None, "5.2.2"),
    ]


def test_the_worst_that_an_expert_gave_a_criterion_is_held_against_its_standard() -> None:
    text = """<rating:6B01:1=corresponds with remarks>
        <assessment:6B01:1.2.1@1=corresponds>
        <assessment:6B01:1.2.1@2=does not correspond>
        <assessment:6B01:1.2.2=corresponds with remarks>
        <rating:6B02:1=>
        <assessment:6B02:1.2.1=does not correspond>
        <assessment:6B02:1.2.2=corresponds>"""
    expected = [("criterion-below", 3, "1.2.1", "6B01", "meets_with_remarks", "does_not_meet")]
    assert found(findings_ratings.criteria, text, {**TWO, **EXPERTS}) == expected


def test_a_weakness_is_recommended_upon_and_goes_with_the_rating() -> None:
    text = """<weaknesses::1=Few books.>
        <rating::1=corresponds>
        <weaknesses::2=none>
        <rating::2=corresponds with remarks>
        <weaknesses::3=By 3.2.1 few books.¶By 3.2.2 no staff.¶So it is.>
        <rating::3=corresponds with remarks>
        | <recommendation::3:1:text=Buy books> | <recommendation::3:1:code=3.2.1>
        ---
        <weaknesses::4=By 4.2.1 few books.>
        <rating::4=does not correspond>
        <recommendation::4:1:text=Do better>
        <weaknesses::5=[name]>
        <rating::5=corresponds>
        <weaknesses::6=Few books.>
        <weaknesses::6@1=No staff.>"""
    assert found(findings_advice.weaknesses, text) == [
        ("weakness-without-recommendation", 1, "1", "Few books."),
        ("meets-with-weakness", 1, "1", "meets", "Few books."),
        ("rating-without-weakness", 4, "2", "meets_with_remarks"),
        ("rating-without-recommendation", 4, "2", "meets_with_remarks"),
        ("weakness-without-recommendation", 5, "3.2.2", "By 3.2.2 no staff."),
        ("weakness-without-recommendation", 14, "6", "Few books."),
        ("weakness-without-recommendation", 15, "6", "No staff."),
    ]


def test_a_weakness_contradicts_the_best_rating_only_where_every_programme_has_it() -> None:
    weak = "<weaknesses::1=Few books.>\n| <recommendation::1:1:text=Buy books>\n---\n<rating:6B01:1=corresponds>\n"
    both, one = weak + "<rating:6B02:1=corresponds>", weak + "<rating:6B02:1=corresponds with remarks>"
    assert found(findings_advice.weaknesses, both, TWO) == [("meets-with-weakness", 1, "1", "meets", "Few books.")]
    assert found(findings_advice.weaknesses, one, TWO) == []


def test_a_recommendation_has_text_and_time_and_codes_of_the_set() -> None:
    rows = [("", "1.2.1", ""), ("", "", "2027"), ("", "", ""), ("none", "", ""), ("Buy books", "1.2.9, 9.9.9, 1.2.1", ""),
            ("Buy books by 2027", "", "none"), ("Buy books", "", "soon"), ("[name]", "", ""), ("Buy books", "", "[day]")]  # fmt: skip
    text = "\n".join(
        "| " + " | ".join(f"<recommendation::1:{number}:{name}={said}>" for name, said in zip(("text", "code", "due"), row, strict=True))
        for number, row in enumerate(rows, 1)
    )  # fmt: skip
    assert found(findings_advice.recommendations, f"{text}\n---\n<recommendation::2:1:text=Do better>") == [
        ("recommendation-empty", 2, "1", 1),
        ("recommendation-empty", 6, "1", 2),
        ("recommendation-without-time", 15, "1", 5, "Buy books"),
        ("unknown-code", 14, "1.2.9"),
        ("unknown-code", 14, "9.9.9"),
        ("recommendation-without-time", 27, "1", 9, "Buy books"),
        ("recommendation-without-time", 28, "2", 1, "Do better"),
    ]


def test_a_chapters_parts_say_something_and_no_prompt_is_left() -> None:
    text = """<evidence::1=>
        <analysis::1=->
        <strengths::1=->
        <weaknesses::1=Some [указать дату] here¶[name]>
        <measures::1=>
        <dissent::1=[name]>
        <recommendation::1:1:text=>
        # Standard 2. Management
        ## Evidence
        ?
        ## Measures
        ?
        ## Rating
        corresponds with remarks
        ## Recommendations
        ?
        | <recommendation::2:1:text=[text]> | <recommendation::2:1:due=____>
        # Standard 3. Programmes
        ## Recommendations
        ? <recommendation::3:1:text=>"""
    assert found(findings_unwritten.parts, text) == [
        ("empty-section", 1, "1", "evidence"),
        ("empty-section", 2, "1", "analysis"),
        ("prompt-left", 4, "1", "weaknesses", "[name]"),
        ("prompt-left", 6, "1", "dissent", "[name]"),
        ("prompt-left", 10, "2", "evidence"),
        ("empty-section", 8, "2", "analysis"),
        ("empty-section", 8, "2", "strengths"),
        ("empty-section", 8, "2", "weaknesses"),
        ("prompt-left", 12, "2", "measures"),
        ("prompt-left", 17, "2", "recommendations", "[text]"),
        ("prompt-left", 18, "2", "recommendations", "____"),
        ("empty-section", 19, "3", "evidence"),
        ("empty-section", 19, "3", "analysis"),
        ("empty-section", 19, "3", "strengths"),
        ("empty-section", 19, "3", "weaknesses"),
        ("prompt-left", 21, "3", "recommendations"),
    ]


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("On [указать дату] it met.", "[указать дату]"),
        ("On [дата] it met.", "[дата]"),
        ("See [12].", None),
        ("See [см.].", None),
        ("On ____ it met.", "____"),
        ("On ___ it met.", None),
        ("On ...... it met.", "......"),
        ("On ..... it met.", None),
        ("On <the date> it met.", "<the date>"),
        ("Write to <a@example.org>.", None),
        (f"On [{'date ' * 16}] it met.", f"[{'date ' * 16}]"),
        (f"On [{'date ' * 16}s] it met.", None),
    ],
)
def test_a_bracketed_phrase_or_a_blank_inside_a_sentence_is_a_prompt(text: str, prompt: str | None) -> None:
    report = read("<analysis::1=x>")
    (where,) = report.written
    said = replace(report, written={where: replace(report.written[where], text=text)})
    left = [one for one in findings_unwritten.parts(Context(said)) if one.rule == "review-prompt-left"]
    assert [one.arguments["text"] for one in left] == ([short(prompt)] if prompt is not None else [])


def test_around_the_chapters_every_place_is_filled_and_no_prompt_is_left() -> None:
    text = """<cover:institution=Example University>
        <cover:kind=>
        ? <cover:programmes=>
        <general::licence=>
        <conclusion::strengths=>
        <conclusion::due=>
        <conclusion::practice=>
        | <expert:1:name=> | <expert:1:role=>
        ---
        | <visit:1:date=> | <visit:1:time=10> | <visit:1:event=>
        | <visit:2:date=> | <visit:2:time=> | <visit:2:event=>
        ---
        | <signature:1:name=A> | <signature:1:date=>
        ---
        [Name of the agency]
        ~ [Name of it]
        |h [Name of it]
        ---
        <Insert the date here>
        [1]
        Name of the agency]
        <answer:leadership:1=>
        <answer:leadership:2=>"""
    assert found(findings_unwritten.surroundings, text) == [
        ("prompt-left", 3, None, "cover-programmes"),
        ("empty-section", 2, None, "cover-kind"),
        ("empty-section", 4, None, "general-licence"),
        ("empty-section", 5, None, "conclusion-strengths"),
        ("rows-open", 8, None, "composition", 1),
        ("rows-open", 10, None, "visit", 2),
        ("prompt-free", 18, None, "[Name of the agency]"),
        ("prompt-free", 21, None, "<Insert the date here>"),
        ("questions-left", 24, None, 2),
    ]


def test_when_and_how_to_report_is_asked_where_something_is_recommended() -> None:
    text = "<conclusion::due=>\n<conclusion::form=>"
    assert found(findings_unwritten.surroundings, text) == []
    assert found(findings_unwritten.surroundings, f"{text}\n<recommendation::1:1:text=Buy it>") == [
        ("empty-section", 1, None, "conclusion-due"),
        ("empty-section", 2, None, "conclusion-form"),
    ]


def test_which_parts_a_report_of_another_form_has_is_no_matter() -> None:
    assert found(findings_unwritten.surroundings, "| Institution | \n[Name of the agency]") == [
        ("prompt-free", 3, None, "[Name of the agency]")
    ]


RU, KK = "Группа изучила отчеты за два", "Топ екі жылдың есептерін зерделеп, институт басшылығымен әңгімелер"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (f"<analysis::1={RU}.>", "en", [("other-language", 1, "1", "ru", "en", f"{RU}.")][:0]),
        (f"<analysis::1={RU} года.>", "en", [("other-language", 1, "1", "ru", "en", f"{RU} года.")]),
        (f"<analysis::1=Fine.¶{RU} года.¶{RU} года.>", "en", [("other-language", 1, "1", "ru", "en", f"{RU} года.")]),
        (f"<note:3.2.1={RU} года.>", "en", [("other-language", 1, "3.2.1", "ru", "en", f"{RU} года.")]),
        (f"<cover:place={RU} года.>", "en", []),
        (f"<analysis::1={RU} года.>", "ru", []),
        (f"<analysis::1={KK} және кездесулер жүргізді.>", "ru", []),
        (f"<analysis::1={KK} және көптеген кездесулер жүргізді.>", "ru", [("other-language", 1, "1", "kk", "ru")]),
    ],
)
def test_another_language_is_told_from_six_words_of_another_script_or_twelve_of_the_same(
    text: str, language: str, expected: list[tuple[object, ...]]
) -> None:
    there = told(findings_file.languages(Context(read(text, language=language))))
    assert [one[: len(expected[0])] if expected else one for one in there] == expected


@pytest.mark.parametrize(
    ("text", "properties", "expected"),
    [
        ("Report\nx", {}, [("no-report", 1, None)]),
        ("Self-assessment report\nx", {}, [("self-assessment", 1, None, "Self-assessment report")]),
        ("Self-assessment report\n<rating::1=corresponds>", {}, []),
        ("<rating::1=>", {}, []),
        ("\n".join(["x"] * 39 + ["Self-assessment report"]), {}, [("self-assessment", 40, None, "Self-assessment report")]),
        ("\n".join(["x"] * 40 + ["Self-assessment report"]), {}, [("no-report", 1, None)]),
        ("# Standard 1. Mission of the institute\nRating: corresponds\nAnalysis: x", {"Sapa.Tags": "1"}, [("fields-lost", None, None, 2)]),
        ("# Standard 1. Mission of the institute\nRating: corresponds", {}, []),
    ],
)  # fmt: skip
def test_the_file_is_an_experts_report_with_its_fields(
    text: str, properties: dict[str, str], expected: list[tuple[object, ...]]
) -> None:
    assert told(findings_file.structure(Context(read(text, properties)))) == expected


def test_revisions_are_counted_by_kind_and_author_and_comments_of_others_are_told() -> None:
    report = read("a\nb\nc")
    revisions = [("inserted", "A", 2), ("inserted", "A", 0), ("deleted", "A", 1), ("inserted", "B", 9)]
    comments = [("A", "Why?", 1), ("Sapa", "Because.", 2), ("", "So?", 2)]
    report.text.revisions = [(Revision(kind, author, None), at) for kind, author, at in revisions]
    report.text.comments = [(Comment("1", author, text, None), at) for author, text, at in comments]
    assert told(findings_file.unaccepted(Context(report))) == [
        ("revisions", 3, None, "inserted", "A", 2),
        ("revisions", 2, None, "deleted", "A", 1),
        ("revisions", 3, None, "inserted", "B", 1),
        ("comment", 2, None, "A", "Why?"),
        ("comment", 3, None, "So?"),
    ]


# --- what it is compared with


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("See p. 30, pp. 5–30.", []),
        ("See p. 31.", [("no-such-page", 31)]),
        ("See pp. 5–31.", [("no-such-page", 31)]),
        ("See page 0.", [("no-such-page", 0)]),
        ("See Annex 5 and 6.", []),
        ("See Annex 6.1.", []),
        ("See Annex 7.", [("no-such-annex", "7")]),
        ("Fine.¶See Annex 7, p. 31", [("no-such-annex", "7"), ("no-such-page", 31)]),
    ],
)
def test_pages_and_annexes_that_the_experts_cite_are_there(said: str, expected: list[tuple[str, object]]) -> None:
    sar = Sar("sar.pdf", 30, frozenset({"5", "6.1"}))

    def cited(text: str, sar: Sar | None) -> list[tuple[str, object]]:
        told = findings_compared.citations(Context(read(text), sar=sar))
        return [
            (one.rule.removeprefix("review-"), one.arguments.get("page", one.arguments.get("annex"))) for one in told
        ]

    for field in ("evidence::1", "note:1.2.1", "weaknesses::6"):
        assert cited(f"<{field}={said}>", sar) == expected
    assert cited(f"<cover:place={said}>", sar) == cited(f"<evidence::1={said}>", None) == []
    without = replace(sar, pages=None)
    assert cited(f"<evidence::1={said}>", without) == [one for one in expected if one[0] == "no-such-annex"]


def commission(*rows: tuple[str, str, str]) -> list[tuple[object, ...]]:
    """rows: name, value and text of the role, as the report has them."""
    members = (Member("Anna Smith", "expert", chair=True), Member("B. Lee", "expert"), Member("C. Kim", "student"))
    case = Case("case", "programme", "primary", Institution(Titles({"en": "Example University"})), commission=members, coordinator=Coordinator("D. Coordinator"))  # fmt: skip
    text = "\n".join(
        f"| <expert:{number}:name={name}> | <expert:{number}:role={shown}>" for number, (name, _, shown) in enumerate(rows, 1)
    )  # fmt: skip
    report = read(text)
    values = {(number, "role"): value for number, (_, value, _) in enumerate(rows, 1)}
    filled = {tag: replace(one, value=values.get((tag.number, tag.field), "")) for tag, one in report.written.items()}
    return told(findings_compared.commission(Context(replace(report, written=filled), case=case)))


def test_the_commission_is_the_cases_in_its_roles() -> None:
    chair, lee, kim = ("A. Smith", "chair", "Chair"), ("Lee, B.", "foreign", "Abroad"), ("Kim", "student", "Student")
    assert commission(chair, lee, kim) == commission(kim, chair, ("B. Lee", "", ""), ("D. Coordinator", "", "")) == []
    assert commission(chair, lee) == [("commission-missing", 1, None, "C. Kim", "student")]
    assert commission(chair, lee, kim, ("E. Other", "", "")) == [("commission-other", 7, None, "E. Other")]
    assert commission(("A. Smith", "expert", "Expert"), lee, ("C. Kim", "foreign", "Abroad")) == [
        ("commission-role", 2, None, "Anna Smith", "Expert", "chair"),
        ("commission-role", 6, None, "C. Kim", "Abroad", "student"),
    ]
    assert commission(chair, lee, kim, kim) == [("commission-other", 7, None, "Kim")]
    assert commission(("", "", "")) == []  # told as an open part already


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("A. Smith", "Smith A.", True), ("Anna Smith", "A. Smith", True), ("Anna Smith", "B. Smith", False),
        ("Dr. Anna Smith, PhD", "Anna Smith", True), ("A. S.", "A. S.", True), ("A. B.", "A. Smith", False),
        ("Smith", "Anna Smith", True), ("", "Smith", False), ("Smith Anna Maria", "A. Smith", True),
        ("A. A. Smith", "Anna Smith", True), ("Anna Anna", "Anna Smith", False), ("Семёнов", "Семенов А.", True),
        ("An Smith", "Anna Smith", False), ("Anna Smith", "Maria Smith", False), ("Lee (chair)", "B. Lee", True),
    ],
)  # fmt: skip
def test_a_person_is_known_by_the_family_name_with_nothing_that_contradicts(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same_name(other, one) is same


@pytest.mark.parametrize(("count", "expected"), [(60, "x" * 60), (61, "x" * 59 + "…")])
def test_a_sentence_quotes_sixty_characters(count: int, expected: str) -> None:
    assert short("x" * count) == expected
    assert short(f"a \n b {'x' * 10}") == f"a b {'x' * 10}"
    assert short(f"{'x' * 58}  yyy") == f"{'x' * 58}…"


def decided(text: str, *outcomes: tuple[str, Outcome], properties: Mapping[str, str] | None = None) -> list[tuple[object, ...]]:  # fmt: skip
    """outcomes: programme and term by one source each."""
    terms = tuple(Term(programme, own_terms()[0], outcome) for programme, outcome in outcomes)
    return told(findings_file.decision(Context(read(text, properties), terms)))


def test_a_decision_is_one_that_some_source_of_terms_allows() -> None:
    five, three, refused = Outcome("accredit", 5), Outcome("accredit", 3), Outcome("refuse")
    seven = "<conclusion::decision=Accredit for 7 years>"
    both = [("", five), ("", three)]
    assert decided("<conclusion::decision=Accredit for 5 years>", *both) == []
    assert decided(seven, *both) == [("decision-differs", 1, None, "Accredit for 7 years", ("3", "5"))]
    assert decided("<conclusion::decision=Refuse>", *both) == [("decision-differs", 1, None, "Refuse", ("3", "5"))]
    assert decided(seven, ("", refused), ("", five)) == [("decision-differs", 1, None, "Accredit for 7 years", ("refuse", "5"))]  # fmt: skip
    assert decided(seven, ("", five), ("", UNDETERMINED)) == []  # one source leaves it open
    assert decided(seven) == decided("<conclusion::decision=>", *both) == []
    assert decided("<conclusion::decision=As discussed>", *both) == []
    elsewhere = ("conclusion::due", "conclusion::reasons", "signature:1:name", "analysis::1", "view:employer")
    assert decided("\n".join(f"<{tag}=Accredit for 7 years>" for tag in elsewhere), *both) == []


def test_a_decision_on_all_programmes_is_held_against_each() -> None:
    of = [("6B01", Outcome("accredit", 5)), ("6B02", Outcome("accredit", 7))]
    seven, own = "<conclusion::decision=Accredit for 7 years>", "<conclusion:6B01:decision=Accredit for 7 years>"
    expected = [("decision-differs", 1, None, "6B01", "Accredit for 7 years", ("5",))]
    assert decided(seven, *of, properties=TWO) == decided(own, *of, properties=TWO) == expected
    assert decided(own.replace("6B01", "6B02"), *of, properties=TWO) == []


def test_findings_come_the_worst_first_and_in_the_order_of_the_document() -> None:
    text = """<evidence::2=>
        <rating::1=fine>
        <rating::2=>
        <weaknesses::1=Few books.>
        ? <recommendation::1:1:text=>
        <answer:leadership:1=>
        [Name of the agency]"""
    found = find(Context(read(text)))
    order = [(SEVERITIES.index(one.severity), (one.place and one.place.paragraph) or 0) for one in found]
    assert order == sorted(order)
    assert {one.severity for one in found} == set(SEVERITIES)
    assert all(one.set == "six" for one in found)
