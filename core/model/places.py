"""Where something stands in a submitted file."""

from __future__ import annotations

from typing import Literal, NamedTuple

PageSource = Literal["pdf", "word", "rendered"]


class Place(NamedTuple):
    """A place in one file; a page is given only if it is true.

    file        path of the file as the user gave it
    page        1-based physical page on which the place begins; None where nobody knows it
    last_page   physical page on which it ends
    page_label  the number printed on that page, where the PDF declares one
    page_source who says so: "pdf" (the page itself), "word" (breaks stored when Word saved), "rendered"
    paragraph   1-based number of the paragraph in a Word file's main text, table paragraphs included
    box         left, bottom, right, top on the page in PDF points
    """

    file: str
    page: int | None = None
    last_page: int | None = None
    page_label: str | None = None
    page_source: PageSource | None = None
    paragraph: int | None = None
    box: tuple[float, float, float, float] | None = None
