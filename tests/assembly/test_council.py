"""The council's documents: what the case and the experts say stands there, everything else is a blank that says so."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner

from sapa.cli import sapa
from sapa.core.assembly import assemble, built_in
from sapa.core.case.check import judge
from sapa.core.loading.installed import Assembled, AssemblyError, Request
from sapa.core.model.case import Case, Decision, Previous, Programme, Span
from sapa.core.model.results import Result
from sapa.core.model.standards import Titles
from sapa.core.reading.tools import Tools
from sapa.core.words.messages import LANGS, Lang, catalogue

from ..cases import case as full_case
from ..cases import loaded
from ..results import document_result, every_status
from .eeg import control, fill, part, tables, tags, text
from .eeg import made as made_of
from .ooxml import faults

TODAY = date(2027, 9, 1)
NAMES = ("protocol", "conclusion", "decision")


@cache
def case() -> Case:
    return replace(full_case("programme"), folder="somewhere/else")


def made(name: str, of: Case | None = None, lang: Lang = "en", **options: Any) -> Assembled:
    found = of or case()
    result = judge(found, loaded().procedures[found.procedure], (), "9.9", Tools(), today=TODAY)
    request = Request(loaded(), lang, case=found, result=result, options=options, today=TODAY)
    return made_of(name, request, built_in()[name].formats[0])


def document(name: str, of: Case | None = None, lang: Lang = "en", **options: Any) -> bytes:
    content = made(name, of, lang, **options).content
    assert isinstance(content, bytes)
    return content


def shown(content: bytes) -> str:
    return text(part(content))


def value(content: bytes, tag: str) -> str | None:
    """What a place holds; None where it is blank."""
    found = control(content, tag)
    hint = found.find("{*}sdtPr/{*}showingPlcHdr")
    return None if hint is not None else text(found)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The experts' report of the case: one standard with recommendations, a dissenting opinion, a recommended term."""
    standards = loaded().sets["programme"]
    asked = Request(
        loaded(), "en", (), Result("9.9", {}, (document_result((every_status(standards),)),)), case(), {}, True
    )
    content = assemble(built_in()["report"], asked, "docx").content
    assert isinstance(content, bytes)
    values = {f"sapa:rating::{one.number}": "meets" for one in standards.standards}
    values |= {
        "sapa:rating::2": "meets_with_recommendations",
        "sapa:dissent::4": "Hans Muster: corresponds with remarks, for the staff is too few.",
        "sapa:dissent::5": "none",
        "sapa:conclusion::decision": "accredit-3",
        "sapa:conclusion::due": "6 months",
    }
    path = tmp_path_factory.mktemp("council") / "joint.docx"
    path.write_bytes(fill(content, values))
    return path


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", LANGS)
def test_word_opens_it_in_every_language(name: str, lang: Lang) -> None:
    content = document(name, lang=lang)
    assert faults(content) == []
    assert catalogue(lang)[f"council.{name}-title"] in shown(content)


@pytest.mark.parametrize("name", NAMES)
def test_what_the_case_knows_stands_there(name: str) -> None:
    seen = shown(document(name))
    assert "Example University" in seen and "6B06101 Steppe systems" in seen and "re-accreditation" in seen


# --- protocol


def test_a_protocol_has_two_copies_for_two_holders() -> None:
    content = document("protocol")
    seen = shown(content)
    assert "Copy 1 of 2: for the institution" in seen and "Copy 2 of 2: for the agency" in seen
    own = tags(content)
    assert len(own) == len(set(own)) and len(own) % 2 == 0
    first, second = ({tag.replace(f":{n}:", ":") for tag in own if f":{n}:" in tag} for n in (1, 2))
    assert first == second


def test_meetings_are_those_planned_and_nobody_says_that_they_were_held() -> None:
    content = document("protocol")
    meetings = [table for table in tables(content) if table[0][-1] == "Held"]
    assert len(meetings) == 2
    assert [row[1] for row in meetings[0][1:]] == [slot.event for slot in case().agenda]
    assert all(row[3] == "[yes; or what changed]" for row in meetings[0][1:])


def test_the_chairman_alone_signs_a_protocol() -> None:
    signing = [table for table in tables(document("protocol")) if table[0][0] == "Who"]
    assert [[row[0] for row in table[1:]] for table in signing[:2]] == [
        ["Chairman of the commission"], ["For the institution"],
    ]  # fmt: skip
    assert signing[0][1][1] == "Expert 0"


def test_without_an_agenda_the_meetings_are_blanks() -> None:
    content = document("protocol", replace(case(), agenda=()))
    assert value(content, "sapa:council:1:event-1") is None and "As planned" not in shown(content)


# --- decision


def test_ratings_and_recommendation_are_the_experts(filled: Path) -> None:
    content = document("decision", report=filled)
    assert value(content, "sapa:council:1:rating-1") == "corresponds"
    assert value(content, "sapa:council:1:rating-2") == "corresponds with recommendations"
    assert value(content, "sapa:council:1:recommended-1") == "accredit for 3 years"
    assert value(content, "sapa:council:1:due") == "6 months"
    assert "Dissenting opinions: on Standard 4" in shown(content)
    assert "What the ratings lead to by the rules" in shown(content) and "joint.docx" in shown(content)


@pytest.mark.parametrize("given", [True, False])
def test_what_the_council_decides_is_left_to_it(filled: Path, given: bool) -> None:
    content = document("decision", **({"report": filled} if given else {}))
    for name in ("decision", "until-1", "reasons", "vote-for", "vote-against", "signatures-1", "number"):
        assert value(content, f"sapa:council:1:{name}") is None


@pytest.mark.parametrize(
    ("decided", "said"),
    [
        (Decision(True, 5), "accredit for 5 years"),
        (Decision(True, 6), "accredit for 6 years"),
        (Decision(False), "refuse accreditation"),
    ],
)
def test_a_decision_that_the_case_names_stands_in_sheet_and_notices(decided: Decision, said: str) -> None:
    of = replace(case(), decision=decided)
    assert value(document("decision", of), "sapa:council:1:decision") == said
    letter = dict(made("notices", of).files)["notice-institution.docx"]
    assert value(letter, "sapa:council:1:decision") == said
    assert ("you may appeal" in shown(letter)) is not decided.accredited


def test_an_earlier_accreditation_is_named_with_its_end() -> None:
    of = replace(case(), previous=Previous(5, date(2027, 12, 20)))
    assert "for 5 years, until 20 December 2027" in shown(document("decision", of))


def test_without_the_experts_report_ratings_are_blanks_and_no_term_is_named() -> None:
    content = document("decision")
    assert value(content, "sapa:council:1:rating-1") is None
    assert "What the ratings lead to" not in shown(content) and "No filled experts' report" in shown(content)


@pytest.mark.parametrize(
    ("decided", "latest"),
    [(date(2027, 8, 2), "16 August 2027"), (date(2027, 12, 1), "up to 10 working days after the decision")],
)
def test_days_after_the_decision_count_from_one_that_was_made(decided: date, latest: str) -> None:
    """A day to come is a plan: nothing counts from it."""
    of = replace(case(), dates={**case().dates, "decision": Span(decided, decided)}, events={"decision": "decision"})
    row = next(row for table in tables(document("decision", of)) for row in table if "ministry" in row[0].lower())
    assert latest in row[2]


def test_programmes_stand_side_by_side_three_at_most() -> None:
    many = tuple(Programme(f"6B0610{n}", Titles({"en": f"Programme {n}"})) for n in range(1, 6))
    ratings = [t for t in tables(document("decision", replace(case(), programmes=many))) if t[0][0] == "Standard"]
    assert [table[0][1:] for table in ratings] == [["6B06101", "6B06102", "6B06103"], ["6B06104", "6B06105"]]


def test_a_report_on_other_standards_is_refused(filled: Path) -> None:
    with pytest.raises(AssemblyError) as refused:
        made("decision", replace(full_case("institutional"), folder="x"), report=filled)
    assert refused.value.said.id == "council.report-other"


# --- conclusion


def test_a_conclusion_states_facts_without_our_paths_and_keys() -> None:
    spoilt = replace(case(), supplied={}, agenda=case().agenda[:2])
    seen = shown(document("conclusion", spoilt))
    assert "not met" in seen and "no meeting planned with: " in seen
    for ours in ("sapa.toml", "[supplied]", "somewhere/else", "meets ="):
        assert ours not in seen


def test_no_state_of_a_requirement_is_broken_in_the_conclusion() -> None:
    """The Kazakh word for "not met" is the longest: its column grows for it."""
    spoilt = replace(case(), supplied={}, agenda=case().agenda[:2])
    wide = {}
    for lang in ("en", "kk"):
        found = docx.Document(io.BytesIO(document("conclusion", spoilt, lang))).tables
        asked = next(one for one in found if one.rows[0].cells[0].text in ("Requirement", "Талап"))
        wide[lang] = asked.rows[0].cells[2].width.cm
    assert wide["en"] < 3 < 3.4 < wide["kk"]


def test_a_conclusion_advises_nothing() -> None:
    content = document("conclusion")
    assert "recommends nothing" in shown(content)
    assert not [tag for tag in tags(content) if tag.endswith(":decision")]


def test_a_conclusion_needs_a_case() -> None:
    with pytest.raises(AssemblyError) as refused:
        assemble(built_in()["conclusion"], Request(loaded(), result=Result("9.9", {}, ())), "docx")
    assert refused.value.said.id == "assembly.needs-case"


# --- notices


def test_three_notices_each_for_its_reader() -> None:
    files = dict(made("notices").files)
    assert list(files) == ["notice-institution.docx", "notice-ministry.docx", "notice-register.docx"]
    seen = {name: shown(content) for name, content in files.items()}
    assert "appeal" in seen["notice-institution.docx"] and "appeal" not in seen["notice-ministry.docx"]
    assert "National Register" in seen["notice-ministry.docx"]
    assert "https://university.example" in seen["notice-register.docx"]
    assert all(faults(content) == [] for content in files.values())


@pytest.mark.parametrize(("outcome", "certificate", "appeal"), [("accredited", True, False), ("refused", False, True)])
def test_a_known_outcome_leaves_one_of_two_parts(outcome: str, certificate: bool, appeal: bool) -> None:
    seen = shown(dict(made("notices", outcome=outcome).files)["notice-institution.docx"])
    assert ("certificate signed by the President" in seen) is certificate
    assert ("you may appeal" in seen) is appeal
    assert "please delete the other" not in seen


def test_without_a_folder_they_are_one_archive() -> None:
    whole = made("notices")
    assert isinstance(whole.content, bytes)
    with zipfile.ZipFile(io.BytesIO(whole.content)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == dict(whole.files)


def test_a_folder_gets_a_file_for_each(tmp_path: Path) -> None:
    folder = Path(__file__).parents[2] / "examples" / "case-programme"
    ran = CliRunner().invoke(sapa, ["assemble", "notices", str(folder), "-o", f"{tmp_path / 'out'}/"])
    assert ran.exit_code == 0, ran.output
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "notice-institution.docx", "notice-ministry.docx", "notice-register.docx",
    ]  # fmt: skip
