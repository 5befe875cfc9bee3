"""Results made by hand: what a check may find, without reading a file. All names are fictional."""

from __future__ import annotations

from dataclasses import replace

from sapa.core.model.code_levels import Level
from sapa.core.model.codes import CodeGrammar
from sapa.core.model.coverage import Coverage, CriterionCoverage, EsgCoverage, Evidence, StandardCoverage, Status
from sapa.core.model.document import Block, Document, Kind, Unreadable
from sapa.core.model.findings import Finding
from sapa.core.model.places import Place
from sapa.core.model.results import Detection, DocumentResult, Failure, Result, SetResult
from sapa.core.model.standards import Criterion, Standard, StandardSet, Titles
from sapa.core.words.messages import Message, message

GRAMMAR = CodeGrammar((Level(), Level(), Level()), 2)
PDF = "reports/Отчёт Example University.pdf"
WORD = "reports/example.docx"


def small_set(id: str = "small", *, complete: bool = False) -> StandardSet:
    """Two standards, nine criteria."""

    def criteria(standard: str, numbers: range, esg: tuple[str, ...]) -> tuple[Criterion, ...]:
        return tuple(Criterion(GRAMMAR.parse(f"{standard}.2.{number}"), standard, esg) for number in numbers)

    one = Titles({"en": "Mission & strategy", "ru": "Миссия и стратегия", "kk": "Миссия және стратегия"})
    two = Titles({"en": "Teaching <staff>", "ru": "Преподаватели", "kk": "Оқытушылар"}, frozenset({"kk"}))
    return StandardSet(
        id=id,
        edition="2021",
        titles=Titles({"en": "Small standards", "ru": "Малые стандарты", "kk": "Шағын стандарттар"}),
        complete=complete,
        grammar=GRAMMAR,
        standards=(
            Standard("1", one, criteria("1", range(1, 4), ("1.1",))),
            Standard("2", two, criteria("2", range(1, 7), ("1.5", "1.6"))),
        ),
        source="made up for tests",
    )


def evidence(
    kind: str, page: int | None, words: int, *, file: str = PDF, heading: tuple[str, ...] = (), excerpt: str = ""
) -> Evidence:
    place = (
        Place(file, page=page, last_page=page, page_source="pdf")
        if file.endswith(".pdf")
        else Place(file, paragraph=(page or 0) * 10)
    )
    return Evidence(kind, place, heading, words, 1, ("5",) if words else (), None, excerpt or f"Text of {words} words")


def coverage(
    standards: StandardSet, given: dict[str, tuple[Status, Message, tuple[Evidence, ...]]] | None = None
) -> Coverage:
    """Every criterion not in `given` is missing."""
    given = given or {}
    criteria = []
    for code, criterion in standards.criteria.items():
        status, reason, places = given.get(code.text, (Status.MISSING, message("reason.not-found"), ()))
        criteria.append(CriterionCoverage(criterion, status, reason, sum(e.words for e in places), places))
    addressed = {c.criterion.code.text for c in criteria if c.status is Status.ADDRESSED}
    found = []
    for standard in standards.standards:
        count = sum(c.code.text in addressed for c in standard.criteria)
        status = Status.ADDRESSED if count else Status.MISSING
        reason = message("reason.standard-addressed", words=400) if count else message("reason.standard-missing")
        place = (evidence("heading", 5, 400),) if count else ()
        found.append(StandardCoverage(standard, status, reason, count, len(standard.criteria), place))
    esg = []
    for code in sorted({e for c in criteria for e in c.criterion.esg}, key=lambda c: [int(p) for p in c.split(".")]):
        mapped = [c for c in criteria if code in c.criterion.esg]
        esg.append(EsgCoverage(code, sum(c.status is Status.ADDRESSED for c in mapped), len(mapped)))
    return Coverage(standards, tuple(criteria), tuple(found), tuple(esg))


def every_status(standards: StandardSet | None = None, file: str = PDF) -> Coverage:
    """Each of the six statuses at least once."""
    standards = standards or small_set()
    heading = ("1 Mission & strategy", "1.2.1 <Goals>")
    return coverage(
        standards,
        {
            "1.2.1": (
                Status.ADDRESSED,
                message("reason.addressed", words=312, places=2),
                (
                    evidence("heading", 7, 300, file=file, heading=heading, excerpt="We aim <b>high</b> & far"),
                    evidence("row", 30, 12, file=file),
                ),
            ),
            "1.2.2": (
                Status.NOT_APPLICABLE,
                message("reason.not-applicable"),
                (evidence("heading", 9, 4, file=file, heading=("1 Mission & strategy", "1.2.2 Branches")),),
            ),
            "1.2.3": (
                Status.THIN,
                message("reason.thin", words=11, needed=40),
                (evidence("heading", 10, 11, file=file, heading=("1 Mission & strategy", "1.2.3 Review")),),
            ),
            "2.2.1": (
                Status.MENTIONED,
                message("reason.mentioned-inline", count=2),
                (evidence("inline", 12, 0, file=file),),
            ),
            "2.2.2": (
                Status.NOT_CHECKED,
                message("reason.not-checked-pages", pages=(12, 13), before="2.2.1", after=None),
                (),
            ),
            "2.2.6": (
                Status.ADDRESSED,
                message("reason.addressed", words=88, places=1),
                (evidence("lead", 14, 88, file=file),),
            ),
        },
    )


def document_result(
    found: tuple[Coverage, ...] | None = None,
    *,
    path: str = PDF,
    unreadable: bool = True,
    findings: tuple[Finding, ...] | None = None,
) -> DocumentResult:
    pdf = path.endswith(".pdf")
    if findings is None:
        place = Place(path, page=12, last_page=12, page_label="10", page_source="pdf") if pdf else Place(path)
        findings = (
            Finding("criterion-missing", "error", None, "small", "2.2.3"),
            Finding("not-readable", "warning", place, arguments={"pages": (12, 13), "reason": "scan"}),
            Finding("unknown-code", "warning", place, "small", None, {"cited": "1.2.9", "nearest": "1.2.3"}),
        )
    return DocumentResult(
        path=path,
        files=(path,),
        sha256="0" * 64,
        format="pdf" if pdf else "docx",
        language="ru",
        pages=41 if pdf else None,
        error=None,
        unreadable=(Unreadable(path, (12, 13), "scan", 5),) if unreadable else (),
        sets=tuple(
            SetResult(c, Detection(message("detect.codes", codes=6, share=0.667), 0.8333333))
            for c in (found if found is not None else (every_status(file=path),))
        ),
        candidates=(),
        findings=findings,
        document=None,
    )


def failed(path: str = "reports/locked.pdf", code: str = "encrypted") -> DocumentResult:
    """A file that could not be read, its set asked for."""
    standards = small_set()
    error = message("reason.not-checked-file", error=code)
    found = coverage(standards, {c.text: (Status.NOT_CHECKED, error, ()) for c in standards.criteria})
    return DocumentResult(
        path=path,
        files=(path,),
        sha256=None,
        format=None,
        language=None,
        pages=None,
        error=Failure(code, message(f"reading.{code}", path=path)),
        unreadable=(),
        sets=(SetResult(found, None),),
        candidates=(),
        findings=(),
        document=None,
    )


def undecided(path: str = "reports/which.docx") -> DocumentResult:
    finding = Finding("set-undecided", "error", arguments={"candidates": ("small", "other")})
    return DocumentResult(
        path, (path,), "1" * 64, "docx", "en", None, None, (), (), ("small", "other"), (finding,), None
    )


def clean(path: str = "reports/clean.docx") -> DocumentResult:
    """Every criterion addressed, nothing to say."""
    standards = small_set(complete=True)
    good = {
        code.text: (
            Status.ADDRESSED,
            message("reason.addressed", words=60, places=1),
            (evidence("heading", 3, 60, file=path),),
        )
        for code in standards.criteria
    }
    return document_result((coverage(standards, good),), path=path, unreadable=False, findings=())


def result(*documents: DocumentResult) -> Result:
    return Result("0.1.0", {"soffice": None, "tesseract": "5.3.0"}, documents or (document_result(),))


def of_one_university(*documents: DocumentResult) -> tuple[DocumentResult, ...]:
    """The same reports, with covers that name one institution."""
    blocks = (Block(Kind.PARAGRAPH, Place(WORD, paragraph=1), "Example University of the Steppe"),)
    return tuple(replace(one, document=Document(one.path, one.files, "0" * 64, "docx", blocks)) for one in documents)
