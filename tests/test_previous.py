"""Earlier recommendations in a new report: what was found, what was not, and never more than that."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from sapa.cli import sapa
from sapa.core.expert_report.previous import answers, with_previous
from sapa.core.expert_report.recommendations import Recommendation
from sapa.core.model.document import Block, Document, Kind
from sapa.core.model.places import Place
from sapa.core.model.results import DocumentResult, Result
from sapa.core.words.messages import say

from .assembly.eeg import fill, report, request
from .results import document_result, every_status, failed, small_set

FILLER = [
    "The university has four faculties and two research institutes with their own budgets.",
    "Students take part in the councils of the faculties and in the senate.",
    "Teachers are evaluated every year by students, colleagues and heads of departments.",
    "The library buys books and journals that departments propose.",
] * 3


def new_report(
    *texts: str, heading: str = "4 Resources", unreadable: bool = False, language: str = "en"
) -> DocumentResult:
    blocks = [Block(Kind.HEADING, Place("new.docx", paragraph=1), heading, level=1)]
    for number, words in enumerate((*FILLER, *texts), start=2):
        blocks.append(Block(Kind.PARAGRAPH, Place("new.docx", paragraph=number), words))
    document = Document("new.docx", ("new.docx",), "0" * 64, "docx", tuple(blocks))
    result = document_result((every_status(file="new.docx"),), path="new.docx", unreadable=unreadable, findings=())
    return replace(result, document=document, language=language)


def one(text: str, code: str = "") -> Recommendation:
    return Recommendation("2", 1, text, code)


def kinds(result: DocumentResult, *recommendations: Recommendation) -> list[str]:
    return [answer.kind for answer in answers(result, recommendations)]


LABORATORIES = "Renew the equipment of the chemical laboratories and publish a schedule of calibration"


def test_a_passage_with_its_words_in_other_forms_speaks_of_it() -> None:
    result = new_report(
        "The equipment of both chemical laboratories was renewed in 2026; calibration follows a schedule."
    )
    (answer,) = answers(result, [one(LABORATORIES)])
    assert answer.kind == "answered" and answer.place is not None
    assert answer.place.paragraph == 2 + len(FILLER) and answer.heading == ("4 Resources",)


def test_russian_words_are_known_in_every_case() -> None:
    result = new_report("Оборудование химических лабораторий обновлено, опубликован график калибровки.", language="ru")
    text = "Обновить оборудование химической лаборатории и опубликовать графики калибровок"
    assert kinds(result, one(text)) == ["answered"]


def test_common_words_alone_are_no_answer() -> None:
    result = new_report("Teachers, students and departments of the university are evaluated every year.")
    text = "The university should evaluate mobility agreements with foreign partners every year"
    assert kinds(result, one(text)) == ["not-found"]


def test_an_answered_criterion_alone_is_said_to_be_no_more_than_that() -> None:
    (answer,) = answers(new_report(), [one(LABORATORIES, "1.2.1")])
    assert (answer.kind, answer.code) == ("criterion", "1.2.1")


def test_a_criterion_that_is_itself_thin_or_missing_answers_nothing() -> None:
    assert kinds(new_report(), one(LABORATORIES, "1.2.3"), one(LABORATORIES, "2.2.3")) == ["not-found", "not-found"]


def test_what_may_stand_on_unread_pages_is_not_checked() -> None:
    assert kinds(new_report(unreadable=True), one(LABORATORIES)) == ["not-checked"]
    assert kinds(failed(), one(LABORATORIES)) == ["not-checked"]
    assert kinds(new_report(), one(LABORATORIES, "2.2.2")) == ["not-checked"], "its criterion is not checked"


def test_another_language_is_named_since_words_cannot_tell() -> None:
    (answer,) = answers(new_report(language="en"), [one("Обновить оборудование химических лабораторий вуза")])
    assert (answer.kind, answer.other_language) == ("not-found", "ru")


@pytest.mark.parametrize(
    ("code", "text", "codes"),
    [
        ("1.2.3", "x", ("1.2.3",)),
        ("", "see 2.2.4 and 2.2.5", ("2.2.4", "2.2.5")),
        ("", "by 01.05.2028", ()),
        ("criteria 1.2.3, 1.2.4", "2.2.1", ("1.2.3", "1.2.4")),
    ],
)
def test_codes_are_taken_from_their_column_else_from_the_text(code: str, text: str, codes: Sequence[str]) -> None:
    assert one(text, code).codes([small_set().grammar]) == tuple(codes)


@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
def test_every_answer_is_a_finding_that_reads_well(lang: str) -> None:
    result = Result("1", {}, (new_report("The equipment of chemical laboratories was renewed; calibration schedule."),))
    recommendations = [one(LABORATORIES), one("Introduce double degrees abroad", "1.2.1"), one("Build a swimming pool")]
    found = with_previous(result, recommendations).documents[0].findings
    assert {finding.rule for finding in found} == {"previous-answered", "previous-criterion", "previous-not-found"}
    said = [say(finding.message, lang) for finding in found]  # type: ignore[arg-type]
    assert all("{" not in sentence and "None" not in sentence for sentence in said)
    assert not any(finding.severity == "error" for finding in found), "a hint for people, no failure"


def test_the_command_says_which_recommendations_are_answered_and_where(tmp_path: Path) -> None:
    previous = tmp_path / "previous.docx"
    values = {
        "sapa:recommendation::1:1:text": "Publish the strategic plan with indicators on the website every year",
        "sapa:recommendation::2:1:text": "Buy a research vessel for oceanography",
    }
    previous.write_bytes(fill(report(request()), values))
    paper = docx.Document()
    paper.add_heading("1.2.1 Strategy", 1)
    for words in FILLER:
        paper.add_paragraph(words)
    paper.add_paragraph(
        "Following the recommendation, the strategic plan and its indicators are published on the website."
    )
    paper.save(str(tmp_path / "new.docx"))
    arguments = ["check", str(tmp_path / "new.docx"), "--set", "institutional", "--previous", str(previous)]
    done = CliRunner().invoke(sapa, [*arguments, "--format", "json"])
    found = {
        f["rule"]: f for d in json.loads(done.stdout)["documents"] for f in d["findings"] if "previous" in f["rule"]
    }
    assert set(found) == {"previous-answered", "previous-not-found"}
    assert found["previous-answered"]["place"]["paragraph"] == 2 + len(FILLER)
    assert "research vessel" in found["previous-not-found"]["message"]


def test_a_previous_report_without_recommendations_is_refused(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "empty.docx"))
    example = Path(__file__).parents[1] / "examples" / "institutional-en.docx"
    done = CliRunner().invoke(sapa, ["check", str(example), "--previous", str(tmp_path / "empty.docx")])
    assert done.exit_code == 2
