"""Tags of the content controls in an EEG report: what a filled report is read back by, in Word's own files.

    sapa:<kind>:<part>:<part>...[@<expert>]

    sapa:rating:6B07101:3          the rating of standard 3 for a programme of a cluster
    sapa:rating::3                 the same where the report is about one programme or an institution
    sapa:recommendation::3:2:due   by when the second recommendation under standard 3 is to be followed
    sapa:strengths::3@2            strengths under standard 3, as the second expert of the merged report sees them

Which parts a kind has stands in PARTS. A part is percent-encoded where it holds anything but ASCII letters, digits,
"-", "_" and "."; empty parts stay as such. `sapa:` is version 1 of this scheme: a later one writes its number
(`sapa2:`), so that no reader takes it for this one. Word refuses tags of more than 64 characters: format_tag does too.

The same tag may stand several times in a filled report: people copy rows. Its controls are then taken in the order of
the document, and those of one table row belong together.

LibreOffice 7.4 throws tags and aliases away when it saves, keeps a list's values, and splits a control
of several paragraphs. What it keeps are bookmarks: so every control stands inside a hidden one that says the same as
its tag (bookmark_name). core/expert_report/fields.py reads both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote, unquote

VERSION: Final = 1
_MARK_LENGTH: Final = 40  # of a bookmark's name, in Word
MAX_LENGTH: Final = 64  # Word's own limit for a tag; a file with a longer one is reported as damaged

# Parts by kind, in their order in the tag.
PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    # regions: a template of the agency carries them to say the order; in a report they hold the part
    "section": ("field",),  # one of SECTIONS
    "chapter": ("standard",),
    # fields
    "cover": ("field",),  # COVER
    "expert": ("number", "field"),  # EXPERT: composition and signatures
    "general": ("programme", "field"),  # GENERAL, GENERAL_OF_PROGRAMMES
    "indicator": ("number", "field"),  # INDICATOR: key figures, row by row
    "visit": ("number", "field"),  # VISIT: programme of the visit, row by row
    "assessment": ("programme", "code"),  # of one criterion: a value of the rating scale
    "note": ("code",),  # remark to one criterion
    "evidence": ("programme", "standard"),
    "analysis": ("programme", "standard"),
    "strengths": ("programme", "standard"),
    "weaknesses": ("programme", "standard"),
    "measures": ("programme", "standard"),  # of the institution against the weaknesses: has it any?
    "recommendation": ("programme", "standard", "number", "field"),  # RECOMMENDATION
    "rating": ("programme", "standard"),  # a value of the rating scale
    "dissent": ("programme", "standard"),  # dissenting opinion
    "view": ("field",),  # VIEW: what the employer and the student assess by themselves
    "answer": (
        "field",
        "number",
    ),  # to a question on site; field: the meeting where it is asked
    "summary": ("programme", "standard"),  # the rating again, in the summary table of the conclusion
    "conclusion": ("programme", "field"),  # CONCLUSION
    "signature": ("number", "field"),  # SIGNATURE
    "letter": ("field",),  # places in the letter to the university: no part of a report
    "council": ("number", "field"),  # places in the council's documents; number: of the copy, or of the line
    "followup": ("standard", "number", "field"),  # places in the corrective action plan
}

# Regions in the order of the document.
SECTIONS: Final = (
    "cover",
    "contents",
    "composition",
    "general",
    "indicators",
    "visit",
    "standards",  # all chapters, or those that the template has no region of their own for
    "views",
    "questions",
    "conclusion",
    "signatures",
    "coverage",
    "grid",
)
COVER: Final = ("institution", "programmes", "kind", "visit-dates", "place", "report-date")
EXPERT: Final = ("name", "role", "degree", "organisation", "standards")
SIGNATURE: Final = ("name", "signature", "date")
GENERAL: Final = ("presentation", "licence", "structure", "programmes")
GENERAL_OF_PROGRAMMES: Final = ("study-length", "intake", "graduates")  # besides, where programmes are accredited
INDICATOR: Final = ("name", "value", "period", "source")
VIEW: Final = ("employer", "student")
VISIT: Final = ("date", "time", "event", "people", "place")
RECOMMENDATION: Final = ("text", "code", "programme", "due")
CONCLUSION: Final = ("strengths", "practice", "recommendations", "due", "form", "decision", "reasons")

# Kinds whose value is chosen from the rating scale (core/data/ratings.toml).
RATED: Final = ("assessment", "rating", "summary")


class Property:
    """Names of the custom document properties (docProps/custom.xml); values are text. Lists are joined by "; "."""

    KIND: Final = "Sapa.Document"  # "eeg-report", "eeg-part" (of one expert), "eeg-merged"
    VERSION: Final = "Sapa.Version"  # of Sapa
    TAGS: Final = "Sapa.Tags"  # VERSION of this scheme
    SET: Final = "Sapa.Set"  # id
    EDITION: Final = "Sapa.Edition"
    PROCEDURE: Final = "Sapa.Procedure"  # id, where there is a case
    LANGUAGE: Final = "Sapa.Language"  # en, ru, kk
    SAR: Final = "Sapa.SAR"  # file name, without its folder
    SHA256: Final = "Sapa.SAR.SHA256"
    PROGRAMMES: Final = "Sapa.Programmes"  # keys of a cluster's programmes, as in the tags, percent-encoded
    STANDARDS: Final = "Sapa.Standards"  # those that a part has, percent-encoded; absent: all
    EXPERT: Final = "Sapa.Expert"  # whose part it is
    EXPERTS: Final = "Sapa.Experts"  # of a merged report: names by their number in the tags, from 1, percent-encoded


@dataclass(frozen=True, slots=True)
class Tag:
    """A parsed tag; parts that its kind has not are "" or 0.

    programme  key of a programme in a cluster (its code), "" where there is one or none
    number     from 1; expert: number of the expert whose text it is, in a merged report, else 0
    """

    kind: str
    programme: str = ""
    standard: str = ""
    code: str = ""
    field: str = ""
    number: int = 0
    expert: int = 0

    def __str__(self) -> str:
        return format_tag(self)

    def by(self, expert: int) -> Tag:
        return replace(self, expert=expert)

    @property
    def of_all(self) -> Tag:
        """The same field, whoever filled it."""
        return replace(self, expert=0)


_SCHEME = re.compile(r"sapa(?P<version>[0-9]*):(?P<rest>.*)", re.DOTALL)
_EXPERT = re.compile(r"(?P<rest>.*)@(?P<expert>[1-9][0-9]{0,3})", re.DOTALL)
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
_PART = re.compile(r"(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})*")


def format_tag(tag: Tag) -> str:
    """The tag as text. Raises ValueError for an unknown kind, a part that it has not, or more than 64 characters."""
    if tag.kind not in PARTS:
        raise ValueError(f"no such kind of tag: {tag.kind!r}")
    names = PARTS[tag.kind]
    for name in ("programme", "standard", "code", "field", "number"):
        if getattr(tag, name) and name not in names:
            raise ValueError(f"a {tag.kind} tag has no {name}")
    if "number" in names and tag.number < 1:
        raise ValueError(f"a {tag.kind} tag has a number from 1")
    parts = [encoded(str(getattr(tag, name))) for name in names]
    text = ":".join(["sapa", tag.kind, *parts])
    if tag.expert:
        text = f"{text}@{tag.expert}"
    if len(text) > MAX_LENGTH:
        raise ValueError(f"longer than {MAX_LENGTH} characters: {text}")
    return text


def parse_tag(text: str) -> Tag | None:
    """The tag, or None for one of somebody else, of another version of the scheme, or not well formed."""
    found = _SCHEME.fullmatch(text.strip())
    if found is None or found["version"]:
        return None
    rest, expert = found["rest"], 0
    if (named := _EXPERT.fullmatch(rest)) is not None:
        rest, expert = named["rest"], int(named["expert"])
    kind, *parts = rest.split(":")
    names = PARTS.get(kind)
    if names is None or len(parts) != len(names):
        return None
    values: dict[str, str] = {}
    number = 0
    for name, part in zip(names, parts, strict=True):
        if name == "number":
            if not _NUMBER.fullmatch(part):
                return None
            number = int(part)
        elif (value := decoded(part)) is None:
            return None
        else:
            values[name] = value
    return Tag(kind, number=number, expert=expert, **values)


# A bookmark's name has letters, digits and "_" only. "_" stands for ":", so what else is no letter is escaped by "X".
_ESCAPES: Final[Mapping[str, str]] = {"X": "Xx", "_": "Xu", ".": "Xd", "-": "Xh", "~": "Xt", "%": "Xp", "@": "Xa"}
_UNESCAPES: Final[Mapping[str, str]] = {escape: character for character, escape in _ESCAPES.items()}
_MARK = re.compile(r"_sapa_(?:[A-WYZa-z0-9_]|X[xudhtpa])+")


def bookmark_name(tag: Tag) -> str | None:
    """The name of the hidden bookmark that says the same as a tag; None where Word's 40 characters do not hold it."""
    rest = format_tag(tag).removeprefix("sapa:")
    name = "_sapa_" + "".join("_" if c == ":" else _ESCAPES.get(c, c) for c in rest)
    return name if len(name) <= _MARK_LENGTH else None


def parse_bookmark(name: str) -> Tag | None:
    """The tag that a bookmark's name stands for, or None."""
    if not _MARK.fullmatch(name):
        return None
    rest = name.removeprefix("_sapa_").replace("_", ":")
    return parse_tag("sapa:" + re.sub("X[a-z]", lambda found: _UNESCAPES[found[0]], rest))


def encoded(part: str) -> str:
    """A part of a tag, or an entry of a list in the properties."""
    return quote(part, safe="")


def decoded(part: str) -> str | None:
    """None where it is no encoded part."""
    if not _PART.fullmatch(part):
        return None
    try:
        return unquote(part, errors="strict")
    except UnicodeDecodeError:
        return None


def listed(values: tuple[str, ...]) -> str:
    """A list as the value of a property."""
    return "; ".join(encoded(value) for value in values)


def list_of(value: str) -> tuple[str, ...]:
    """What listed() made; entries that are not well formed stay as they are."""
    return tuple(_entry(part.strip()) for part in value.split(";") if part.strip())


def _entry(part: str) -> str:
    found = decoded(part)
    return part if found is None else found
