"""The comparison grid: ESG Part 1 against standard sets, with what a report answers laid over it."""

from __future__ import annotations

from ...loading.installed import Assembled, Assembly, Option, Request


def build(request: Request, format: str) -> Assembled:
    from .view import view_of

    view = view_of(request)
    content: bytes | str
    if format == "docx":
        from .word import render as word

        content = word(view)
    elif format == "xlsx":
        from .sheets import render as sheets

        content = sheets(view)
    elif format == "html":
        from .page import render as page

        content = page(view)
    else:
        from . import plain

        content = {
            "text": plain.text,
            "json": plain.json_,
            "csv": plain.csv_,
            "md": plain.markdown,
        }[format](view)
    return Assembled(content, view.findings)


ASSEMBLY = Assembly(
    id="grid",
    summary="Which criteria of each standard set map to ESG 1.1 to 1.10; with a report, how it answers them.",
    formats=("text", "docx", "xlsx", "html", "csv", "md", "json"),
    needs="nothing",
    build=build,
    options=(Option("ranges", "Fold consecutive codes into ranges: 3.2.1–3.2.24.", "flag"),),
    help="""Without --set there is a column for every set that asks for one (institutional, programme, eur-ace). Naming
some of these leaves the others out; any other set with a mapping to the ESG is a further column.

With a report, each code is marked by a sign and a word: addressed, thin, mentioned only, not checked, missing.
csv and json list every code by itself, whatever --ranges says.""",
)
