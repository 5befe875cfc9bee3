"""A filled expert report as a whole: what its fields hold, and, where they are gone, what headings and tables say.

Fields come first. What they do not hold is looked for where it belongs: text under the heading of its part, in its
table's row and column, behind its label. Everything ends up under the tag that its field has or had.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..model.standards import StandardSet
from . import of_chapters, of_fields, of_ratings, of_summary, of_surroundings
from .chapters import chapters_of
from .fields import FilledReport
from .gathered import Gathered
from .ratings import Scale
from .report import Report, Written
from .tags import Property, Tag, list_of
from .text import Text


def read_report(filled: FilledReport, text: Text, standards: StandardSet, scale: Scale, language: str) -> Report:
    """The report behind a Word file that has been read."""
    properties = filled.properties
    gathered = Gathered(filled, text, standards, scale, chapters_of(text, standards, filled.path))
    written = _written(gathered)
    named = list_of(properties.get(Property.STANDARDS, ""))
    numbers = tuple(one.number for one in standards.standards if not named or one.number in named)
    return Report(
        filled.path, filled.sha256, standards, scale, language, properties, text, written, gathered.chapters,
        gathered.programmes, gathered.codes, filled.experts, numbers, len(filled.fields),
    )  # fmt: skip


def _written(gathered: Gathered) -> Mapping[Tag, Written]:
    """All that is found, in the order of the document; each step puts only what those before it have not found."""
    of_fields.fields(gathered)
    of_fields.beside_fields(gathered)
    gathered.find_programmes()
    for chapter in gathered.chapters.values():
        of_chapters.prose(gathered, chapter)
        of_ratings.rating(gathered, chapter)
        of_chapters.criteria(gathered, chapter)
        of_chapters.recommendations(gathered, chapter)
    of_surroundings.rows_without_fields(gathered, "expert", "composition")
    of_surroundings.items(gathered)
    of_summary.summary(gathered)
    of_surroundings.conclusion(gathered)
    if gathered.programmes == ("",):
        gathered.find_programmes()
    found = gathered.found
    order = {tag: number for number, tag in enumerate(found)}
    return dict(sorted(found.items(), key=lambda item: (item[1].at is None, item[1].at or 0, order[item[0]])))
