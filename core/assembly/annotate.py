"""`sapa review --annotate`: the same Word file with each finding as a comment, in place of an earlier run's."""

from __future__ import annotations

from ..expert_report.review import Review, read_word, word_data
from ..expert_report.text import OUR_AUTHOR, Text
from ..reading.tools import Tools
from ..reading.word.xml import P
from ..showing.view import teller
from ..words.messages import Lang, say
from .files.comments import Remark, commented
from .files.word_text import harmless


def annotated_file(path: str, review: Review, lang: Lang, tools: Tools) -> tuple[bytes, int]:
    """The same of the file that was reviewed, whatever program wrote it."""
    return annotated(word_data(path, tools), review, lang)


def annotated(data: bytes, review: Review, lang: Lang = "en") -> tuple[bytes, int]:
    """The file with comments, and how many. data: the Word file that was reviewed. Raises ReadingError."""
    remarks = remarks_of(review, read_word(data, review.path)[1], lang)
    return commented(data, remarks, review.path, replaced={OUR_AUTHOR}), len(remarks)


def remarks_of(review: Review, text: Text, lang: Lang) -> list[Remark]:
    """A remark for every finding, in the order of the document; what has no place of its own stands first.

    text: of the file itself, with its XML.
    """
    tell = teller(lang)
    root = text.paras[0].element.getroottree().getroot() if text.paras else None
    index = {p: number for number, p in enumerate(root.iter(P))} if root is not None else {}
    found: list[Remark] = []
    for finding in review.findings:
        number = finding.place.paragraph if finding.place is not None else None
        para = index.get(text.paras[number - 1].element, 0) if number is not None else 0
        said = tell("review.comment", severity=tell(f"severity.{finding.severity}"), message=say(finding.message, lang))
        found.append(Remark(para, harmless(said), OUR_AUTHOR))
    return sorted(found, key=lambda remark: remark.para)
