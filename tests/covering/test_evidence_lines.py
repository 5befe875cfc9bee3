"""Codes by which the evidence of an answer is filed, on a line below it; and lists of papers that answer nothing."""

from __future__ import annotations

import pytest

from ..test_coverage import check, criterion, statuses

PAPERS = ("minutes", "plans, lists", "orders", "ledgers and plans", "calls")
CODES = ("3.2.1", "3.2.2", "3.2.4", "3.2.5", "3.2.7", "3.2.6")


@pytest.mark.parametrize(
    "line",
    [
        "Evidence. Folder {}: minutes, call sheet.",
        "Документы: папка {} (протоколы, анкеты)",
        "Дәлелдер. {}-бума: хаттама, сауалнама.",
    ],
)
def test_evidence_filed_by_codes_closes_the_answer_above_it(line: str) -> None:
    texts = ("{{50}}", "{{9}}", "{{30}}\n{{30}}", "{{60}}\n{{5}}", "{{50}}")
    parts = (text.format() + "\n" + line.format(code) for text, code in zip(texts, CODES, strict=False))
    text = "# Standard 3\n" + "\n".join(parts)
    found = [status.replace("mentioned", "thin") for status in statuses(text, *CODES)]
    assert found == ["addressed", "thin", "addressed", "addressed", "addressed", "missing"]
    doubt = criterion(check(text), "3.2.1").doubt
    assert doubt is None or doubt.id != "doubt.close-call"


def test_evidence_above_its_answers_opens_them() -> None:
    texts = ("{50}", "{9}", "{60}", "{50}", "{60}")
    parts = zip(CODES, PAPERS, texts, strict=False)
    text = "# Standard 3\n" + "".join(f"Evidence. Folder {code}: {papers}.\n{own}\n" for code, papers, own in parts)
    assert statuses(text, *CODES) == ["addressed", "thin", "addressed", "addressed", "addressed", "missing"]


@pytest.mark.parametrize(
    "text",
    [
        # papers below answers that their own codes open
        "".join(
            f"3.2.{n} We {{9}}\nMore on it. {{40}}\nEvidence. Folder 3.2.{n + 10}: {PAPERS[n - 1]}.\n"
            for n in range(1, 6)
        ),
        # a list of papers behind one text
        "{50}\n" + "".join(f"Evidence. Folder 3.2.{n}: {PAPERS[n - 11]}.\n" for n in range(11, 16)),
        # annexes, each with the criterion that it belongs to
        "{50}\n" + "".join(f"{{50}}\nAnnex {n}. A list of {PAPERS[n - 11]} 3.2.{n}\n" for n in range(11, 16)),
        # an order of something else
        "".join(f"{{50}}\nEvidence. Folder 3.2.{n}: {PAPERS[n - 11]}.\n" for n in (15, 12, 14, 11)),
        # too few to be a habit
        "{50}\nEvidence. Folder 3.2.11: minutes.\n{50}\nEvidence. Folder 3.2.12: plans, lists.\n",
    ],
)
def test_papers_that_are_filed_otherwise_answer_nothing(text: str) -> None:
    found = statuses("# Standard 3\n3.2.20 {50}\n" + text, *(f"3.2.{n}" for n in range(12, 16)))
    assert "addressed" not in found


FILES = "\n".join(
    f"- {name}"
    for name in ("{0}_тізім {{12}}.xlsx", "фото_{0}, {{12}}.zip", "plan_of_it {{12}}.pdf", "akt-{0}_{{12}}.docx;")
)


def test_names_of_files_are_no_answer_and_say_so() -> None:
    result = check(f"# Standard 3\n## 3.2.1 A\n{{50}}\n## 3.2.2 B\n{FILES.format('3.2.2')}")
    found = criterion(result, "3.2.2")
    assert (found.status.value, found.words, found.reason.id) == ("thin", 0, "reason.thin-files")
    assert criterion(result, "3.2.1").words == 50


def test_names_of_files_take_nothing_from_the_text_beside_them() -> None:
    text = f"# Standard 3\n## 3.2.2 B\n{{41}}\n{FILES.format('3.2.2')}\n## 3.2.4 D\nThe file plan_of_it.pdf shows the rooms. {{40}}"
    result = check(text)
    assert [criterion(result, code).words for code in ("3.2.2", "3.2.4")] == [41, 46]


def test_sentences_that_end_with_a_files_name_count_and_are_looked_at() -> None:
    text = "# Standard 3\n## 3.2.2 B\n" + "\n".join(f"- It is done {{12}} as told in {name}.pdf" for name in "abc")
    found = criterion(check(text), "3.2.2")
    assert found.status.value == "addressed"
    assert found.doubt is not None
    assert found.doubt.id == "doubt.lists-papers"
