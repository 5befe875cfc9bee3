"""`sapa assemble report`: the skeleton of the external expert group's report, one Word file for every standard set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from ...loading.installed import Assembled, Assembly, AssemblyError, Option, Request
from ...model.findings import Finding
from ...words.messages import message

if TYPE_CHECKING:
    from ...model.standards import Standard
    from .outline import Outline
    from .paper import Paper

Part = tuple[str, Callable[["Paper"], Any]]


def build(request: Request, format: str) -> Assembled:
    from ..files.archive import zipped
    from .outline import outlines

    made, findings = outlines(request)
    if format == "zip":
        files = [(f"report-{outline.set.id}.docx", report(outline)[0]) for outline in made]
        return Assembled(zipped(files), findings)
    if len(made) > 1:
        raise AssemblyError(message("eeg-error.several-sets", sets=tuple(outline.set.id for outline in made)))
    content, added = report(made[0])
    return Assembled(content, (*findings, *added))


def report(outline: Outline) -> tuple[bytes, tuple[Finding, ...]]:
    """The Word file of one set, and what is to be said of it."""
    from ..files.page_numbers import paged
    from ..files.word_template import NoTemplate
    from .outline import template_of
    from .paper import Paper

    assert outline.request is not None
    template = template_of(outline.request)
    title = f"{Paper.titled(outline.lang)}: {outline.set.title(outline.lang)}"
    try:
        paper = Paper(outline.lang, title, template=template, made_on=outline.request.today)
    except NoTemplate:
        path = str(outline.request.options["template"])
        raise AssemblyError(message("eeg-error.bad-template", path=path)) from None
    added: tuple[Finding, ...] = ()
    if template is None:
        fills = [part(paper) for _, part in parts(outline)]
        paper.footer(f"{paper.tell('eeg.title')} · {outline.set.title(outline.lang)}")
    else:
        from .template import laid_out

        fills, added = laid_out(paper, outline, list(parts(outline)))
    for fill in fills:
        if callable(fill):  # the contents, which know their lines only now
            fill()
    for name, value in properties(outline).items():
        paper.property(name, value)
    content = paged(paper.save(), outline.request.tools.soffice)
    return content, (*added, *paper.said_of_template())


def parts(outline: Outline) -> Iterator[Part]:
    """The regions of the report by name (eeg_tags.SECTIONS, "chapter:<standard>"), in their usual order.

    An expert's part has what that expert writes: cover, chapters, questions and ratings of the standards, signature.
    """
    from . import annexes as eeg_annexes
    from . import end as eeg_end
    from . import front as eeg_front

    def of(make: Callable[[Paper, Outline], Any]) -> Callable[[Paper], Any]:
        return lambda paper: make(paper, outline)

    yield "cover", of(eeg_front.cover)
    yield "contents", of(eeg_front.contents)
    if outline.whole:
        yield "composition", of(eeg_front.composition)
        yield "general", of(eeg_front.general)
        yield "indicators", of(eeg_front.indicators)
        yield "visit", of(eeg_front.visit)
    for standard in outline.standards:
        yield f"chapter:{standard.number}", partial(_chapter, outline, standard)
    if eeg_end.roles_heard(outline) and (outline.whole or outline.expert):
        yield "views", of(eeg_end.views)
    yield "questions", of(eeg_end.on_site)
    yield "conclusion", of(eeg_end.conclusion)
    yield "signatures", of(eeg_end.signatures)
    if not outline.expert:
        yield "coverage", of(eeg_annexes.coverage)
    if outline.whole and outline.set.hub:
        yield "grid", of(eeg_annexes.grid)


def _chapter(outline: Outline, standard: Standard, paper: Paper) -> None:
    from .chapter import chapter

    chapter(paper, outline, standard)


def properties(outline: Outline) -> dict[str, str]:
    """The sources, for whoever reads the file back."""
    from ...expert_report.tags import VERSION, Property, listed

    found = {
        Property.KIND: "eeg-part" if outline.expert else "eeg-report",
        Property.VERSION: outline.version,
        Property.TAGS: str(VERSION),
        Property.SET: outline.set.id,
        Property.EDITION: outline.set.edition,
        Property.LANGUAGE: outline.lang,
        Property.SAR: outline.report_name,
    }
    if outline.document.sha256 is not None:
        found[Property.SHA256] = outline.document.sha256
    if outline.procedure is not None:
        found[Property.PROCEDURE] = outline.procedure.id
    if outline.cluster:
        found[Property.PROGRAMMES] = listed(tuple(programme.key for programme in outline.programmes))
    if len(outline.standards) < len(outline.set.standards):
        found[Property.STANDARDS] = listed(tuple(standard.number for standard in outline.standards))
    if outline.expert:
        found[Property.EXPERT] = outline.expert
    return found


ASSEMBLY = Assembly(
    id="report",
    summary="The skeleton of the experts' report in Word, with what the self-assessment report answers and where.",
    formats=("docx", "zip"),
    needs="report",
    build=build,
    to_one=True,
    options=(
        Option("expert", "Only what this expert writes; sapa merge joins the parts."),
        Option("standards", "Only these standards: 1-3 or 1,4,6."),
        Option(
            "programme",
            "A programme of a cluster, as CODE or CODE=NAME: each is rated by itself. Repeatable.",
            repeatable=True,
        ),
        Option("template", "The agency's own Word file: its styles, header, footer and logo are taken.", "file"),
    ),
    help="""A report that answers several sets needs --set, or a .zip file for all of them.

Every place to be filled in is a content control with a tag (sapa:rating::3), so that sapa review, sapa merge and sapa
assemble followup can read the file back. Where the template has controls with such tags (sapa:section:general,
sapa:chapter:3), they say where each part stands; parts that it does not name follow after them.""",
)
