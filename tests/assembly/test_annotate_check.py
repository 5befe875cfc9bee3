"""sapa check --annotate: gaps as comments at their place in a copy, which keeps every word in every program."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document
from lxml import etree
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text as Note
from pypdf.generic import NameObject, TextStringObject

from sapa.cli import sapa as command

from ..comparing.versions import EN, written
from ..pdffixtures import EN as PROSE
from ..pdffixtures import Sheet, sentences
from ..tools import needs

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# 1.2.2 is thin, 1.2.3 is missing, 1.2.4 stands in passing; a comment of a colleague and a table are there before
TEXT = (
    EN[: EN.index("The strategic plan for")]
    + "The plan names four aims; partners are told of under criterion 1.2.4.\n"
    + EN[EN.index("# 2 Leadership") :]
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, ["check", *arguments, "--set", "institutional"], catch_exceptions=False)


def comments(file: Path) -> list[tuple[str, str, str, str]]:
    """Author, date, text and the paragraph that each comment stands at."""
    with zipfile.ZipFile(file) as archive:
        main = etree.fromstring(archive.read("word/document.xml"))
        listed = etree.fromstring(archive.read("word/comments.xml"))
    at = {}
    for mark in main.iter(W + "commentReference"):
        paragraph = next(mark.iterancestors(W + "p"))
        at[mark.get(W + "id")] = "".join(t.text or "" for t in paragraph.iter(W + "t"))
    return [
        (one.get(W + "author"), one.get(W + "date", ""), "".join(one.itertext()), at[one.get(W + "id")])
        for one in listed.iter(W + "comment")
    ]


def words(file: Path) -> list[str]:
    """Every word of the main part: paragraphs and cells."""
    with zipfile.ZipFile(file) as archive:
        main = etree.fromstring(archive.read("word/document.xml"))
    return " ".join("".join(t.text or "" for t in p.iter(W + "t")) for p in main.iter(W + "p")).split()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("annotate") / "report.docx"
    written(TEXT, file)
    word = Document(str(file))
    word.add_comment(word.paragraphs[1].runs, text="please check the year", author="A colleague")
    word.save(str(file))
    return file


@pytest.fixture(scope="module")
def annotated(report: Path) -> Path:
    before = report.read_bytes()
    out = report.with_name("annotated.docx")
    run(str(report), "--annotate", str(out), "--today", "2026-03-02")
    assert report.read_bytes() == before
    return out


def _about(file: Path, code: str) -> tuple[str, str, str, str]:
    (found,) = [one for one in comments(file) if one[2].startswith(f"{code}:") or f"{code}–" in one[2].split(":")[0]]
    return found


def test_a_thin_answer_has_its_comment_at_its_heading(annotated: Path) -> None:
    author, day, text, at = _about(annotated, "1.2.2")
    assert (author, day, at) == ("Sapa", "2026-03-02T00:00:00Z", "1.2.2 Strategic plan")
    assert "thin" in text


def test_a_mention_has_its_comment_where_it_stands(annotated: Path) -> None:
    assert "partners are told of under criterion 1.2.4" in _about(annotated, "1.2.4")[3]


def test_a_missing_criterion_has_its_comment_at_its_neighbour(annotated: Path) -> None:
    _, _, text, at = _about(annotated, "1.2.3")
    assert at == "1.2.2 Strategic plan" and "It belongs after 1.2.2." in text


def test_no_word_is_lost_and_a_colleagues_comment_stays(report: Path, annotated: Path) -> None:
    assert words(annotated) == words(report)
    assert ("A colleague", "please check the year") in [(one[0], one[2]) for one in comments(annotated)]


def test_comments_are_no_text_in_the_next_check_and_are_replaced(report: Path, annotated: Path) -> None:
    again = annotated.with_name("again.docx")
    first = run(str(report), "--format", "json")
    second = run(str(annotated), "--format", "json", "--annotate", str(again))
    assert second.stdout.count('"status": "addressed"') == first.stdout.count('"status": "addressed"')
    assert len(comments(again)) == len(comments(annotated))


@needs("soffice")
def test_libreoffice_keeps_every_word_and_every_comment(annotated: Path, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    arguments = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path), str(annotated)]
    subprocess.run(arguments, check=True, capture_output=True)
    saved = tmp_path / annotated.name
    assert words(saved) == words(annotated)
    assert len(comments(saved)) == len(comments(annotated))


@needs("soffice")
def test_a_pdf_gets_annotations_on_a_copy(report: Path, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    arguments = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(report)]
    subprocess.run(arguments, check=True, capture_output=True)
    pdf, out = tmp_path / "report.pdf", tmp_path / "annotated.pdf"
    run(str(pdf), "--annotate", str(out), "--today", "2026-03-02")
    once = _notes(out)
    assert any(text.startswith("1.2.2: thin") for text in once)
    assert [page.extract_text() for page in PdfReader(out).pages] == [
        page.extract_text() for page in PdfReader(pdf).pages
    ]
    again = tmp_path / "again.pdf"
    run(str(out), "--annotate", str(again))
    assert _notes(again) == once


def _notes(file: Path) -> list[str]:
    found = [one.get_object() for page in PdfReader(file).pages for one in page.get("/Annots", ())]
    return [str(one["/Contents"]) for one in found if one.get("/T") == "Sapa"]


def test_a_pdf_that_is_read_and_whose_objects_are_not_in_order_is_refused_in_one_line(tmp_path: Path) -> None:
    whole = (EXAMPLES / "institutional-en.pdf").read_bytes()
    broken, out = tmp_path / "broken.pdf", tmp_path / "out.pdf"
    broken.write_bytes(whole.replace(b"/Size", b"/Sise"))
    done = run(str(broken), "--annotate", str(out))
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1 and "not in order inside" in done.stderr
    assert not out.exists()


def test_what_cannot_be_annotated_is_refused(report: Path, tmp_path: Path) -> None:
    assert run(str(report), "--annotate", str(tmp_path / "out.pdf")).exit_code == 2
    assert run(str(report), "--annotate", str(report)).exit_code == 2
    assert run(str(report), str(report.with_name("other.docx")), "--annotate", str(tmp_path / "o.docx")).exit_code == 2


# --- what people did with the remarks


def handled_by_people(annotated: Path, target: Path) -> None:
    """As Word saves a file in which the first remark was answered and the second marked as resolved."""
    w14, w15 = (
        "http://schemas.microsoft.com/office/word/2010/wordml",
        "http://schemas.microsoft.com/office/word/2012/wordml",
    )
    with zipfile.ZipFile(annotated) as old, zipfile.ZipFile(target, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "word/comments.xml":
                listed = etree.fromstring(data)
                ours = [one for one in listed.iter(W + "comment") if one.get(W + "author") == "Sapa"]
                for number, one in enumerate(ours[:2], start=1):
                    list(one.iter(W + "p"))[-1].set(f"{{{w14}}}paraId", f"0000000{number}")
                reply = etree.SubElement(listed, W + "comment", {W + "id": "900", W + "author": "A. Editor"})
                paragraph = etree.SubElement(reply, W + "p", {f"{{{w14}}}paraId": "00000009"})
                etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "t").text = "Is in annex 4"
                data = etree.tostring(listed)
            new.writestr(item, data)
        new.writestr(
            "word/commentsExtended.xml",
            f'<w15:commentsEx xmlns:w15="{w15}">'
            '<w15:commentEx w15:paraId="00000001" w15:done="0"/>'
            '<w15:commentEx w15:paraId="00000009" w15:paraIdParent="00000001" w15:done="0"/>'
            '<w15:commentEx w15:paraId="00000002" w15:done="1"/></w15:commentsEx>',
        )


def test_remarks_that_people_answered_or_resolved_are_listed_and_are_no_text(report: Path, tmp_path: Path) -> None:
    import sapa

    annotated, mended = tmp_path / "annotated.docx", tmp_path / "mended.docx"
    run(str(report), "--annotate", str(annotated))
    handled_by_people(annotated, mended)
    (before,), (after,) = (sapa.check(file, ["institutional"]).documents for file in (report, mended))
    known = {finding.rule for finding in before.findings}
    answered, resolved = (
        [one for one in after.findings if one.rule == rule] for rule in ("comment-answered", "comment-resolved")
    )
    assert "comment-answered" not in known and "comment-resolved" not in known
    assert [one.arguments["answer"] for one in answered] == ["Is in annex 4"]
    assert [one.arguments["person"] for one in answered] == ["A. Editor"] and len(resolved) == 1
    assert answered[0].arguments["said"] != resolved[0].arguments["said"]
    assert after.document is not None and before.document is not None
    assert [block.shown for block in after.document.blocks] == [block.shown for block in before.document.blocks]


def test_answers_in_a_pdf_are_listed_and_stay_as_notes_where_the_remarks_are_made_anew(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.text(60, 780, "1.2.2 Strategic plan")
    sheet.paragraph(60, 740, 470, sentences(PROSE, 60))
    sheet.save(tmp_path / "report.pdf")
    once, answered, again = (tmp_path / f"{name}.pdf" for name in ("once", "answered", "again"))
    run(str(tmp_path / "report.pdf"), "--annotate", str(once))
    writer = PdfWriter(clone_from=once)
    remark = writer.pages[0]["/Annots"][0]  # type: ignore[index]
    for text, more in (("Is in annex 4", {}), ("Completed", {"/State": "Completed", "/StateModel": "Review"})):
        reply = writer.add_annotation(0, Note(rect=(60, 700, 80, 720), text=text, title_bar="A. Editor"))
        reply.update({NameObject("/IRT"): remark, NameObject("/RT"): NameObject("/R")})
        reply.update({NameObject(key): TextStringObject(value) for key, value in more.items()})
    writer.write(answered)
    found = run(str(answered), "--annotate", str(again))
    assert "A. Editor answered the remark" in found.stdout and "is marked as resolved" in found.stdout
    left = [one.get_object() for one in PdfReader(again).pages[0]["/Annots"]]  # type: ignore[attr-defined]
    others = [one for one in left if one["/T"] != "Sapa"]
    assert [str(one["/Contents"]) for one in others] == ["Is in annex 4"] and "/IRT" not in others[0]
