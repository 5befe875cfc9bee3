"""The data model of set.toml: what each key is and may be, in its schema and in the faults of a file."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, Union

from pydantic import ConfigDict, Field

from ..words.languages import Lang
from . import data_model
from .data_model import Entry

_MOST_DIGITS = 999  # the largest number that a level of a code may reach

Text = Annotated[str, Field(min_length=1)]
CodeText = Annotated[
    str, Field(min_length=1, description="Always in quotes: 1.10 without them is the number 1.1", examples=["3.2.14"])
]


class TitlesEntry(Entry):
    """A text by language; at least one."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    en: Text | None = None
    ru: Text | None = None
    kk: Text | None = None


class CriterionEntry(Entry):
    """One criterion."""

    code: CodeText
    esg: list[CodeText] = Field(default=[], description='Codes of the hub to which it maps, as "1.10"')
    titles: TitlesEntry | None = None
    text: TitlesEntry | None = Field(default=None, description="The agency's wording of the criterion")
    kind: Text | None = Field(default=None, description="One of the set's kinds of criteria: a key of [words.kinds]")


class StandardEntry(Entry):
    """One standard with its criteria."""

    number: CodeText = Field(description='As cited: "3", "2.4"; always in quotes')
    titles: TitlesEntry
    aliases: list[Text] = Field(default=[], description="Other wordings of the title, in any language")
    terms: list[Text] = Field(
        default=[], description='Words, in any language, by which a text without codes is known; "*" is any ending'
    )
    criteria: list[CriterionEntry] = Field(description="In any order; [] for a standard that has none")


class SetEntry(Entry):
    """What the set is."""

    id: str = Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", description="Small Latin letters, digits and hyphens")
    edition: str = Field(pattern=r"^[0-9A-Za-z]+([.-][0-9A-Za-z]+)*$", description='As "2021"; always in quotes')
    complete: bool = Field(description="false where the source lists only some of the criteria")
    titles: TitlesEntry
    unverified: list[Lang] = Field(default=[], description="Languages whose titles no native speaker has confirmed")
    hub: str = Field(default="esg-2015", description='Id of what the criteria map to; "" for nothing')
    grid_order: int | None = Field(default=None, ge=1, description="Column of the comparison grid")
    extends: Text | None = Field(default=None, description="Id of the set whose reports also answer this one")
    source: str = Field(default="", description="Where codes and titles come from")
    edition_note: TitlesEntry | None = Field(
        default=None, description="Why it is this edition, where another is spoken of"
    )
    reviewed_by: str | None = Field(
        default=None, description='Who compared the file with the printed standards; "" for nobody yet'
    )
    reviewed_on: date | None = None
    form: Text | None = Field(
        default=None, description="The agency's blank form, a file beside this one: its words are no answers"
    )


LevelKind = Literal["letters", "lower", "roman", "lower-roman", "cyrillic", "lower-cyrillic"]
Separator = Literal[".", "-", "/", ":", ""]


class CodesEntry(Entry):
    """How codes are written."""

    levels: list[Union[Annotated[int, Field(ge=1, le=_MOST_DIGITS)], LevelKind]] = Field(  # noqa: UP007
        min_length=1,
        max_length=6,
        description="For each level the largest number it may have, or the letters that it is written with: capitals "
        '("letters"), small ones ("lower"), Roman numbers ("roman", "lower-roman"), Cyrillic ones ("cyrillic", '
        '"lower-cyrillic")',
        examples=[[9, 99, 99], ["letters", 99, "lower-roman"]],
    )
    fewest: int | None = Field(default=None, ge=1, description="Levels of the shortest code; without it: all levels")
    separator: Separator = Field(default=".", description="What stands between two levels")
    separators: list[Separator | Literal["()"]] = Field(
        default=[],
        description='The same where it differs: one for each level but the first; "()" puts the level in brackets',
        examples=[[".", "()"]],
    )
    words: list[Text] = Field(
        default=[], description='The set\'s own words before a code, as "Indicator"; "*" is any ending'
    )


class EnoughEntry(Entry):
    """How many words of narrative make a criterion addressed; without an entry for a language: default; 0: any text."""

    default: int | None = Field(default=None, ge=0)
    en: int | None = Field(default=None, ge=0)
    ru: int | None = Field(default=None, ge=0)
    kk: int | None = Field(default=None, ge=0)


class WordsEntry(EnoughEntry):
    """How many words of narrative make a criterion addressed; without an entry for a language: default; 0: any text."""

    kinds: dict[str, EnoughEntry] = Field(
        default={}, description="The same for criteria of one kind, which name it by their key kind"
    )


class OwnPartEntry(Entry):
    """A part that answers the set for programmes of one level."""

    level: Literal["bachelor", "master", "doctorate"]
    headings: list[Text] = Field(min_length=1, description="Headings that open it")


class RecognitionEntry(Entry):
    """How a report shows that it was written for this set."""

    phrases: list[Text] = Field(
        default=[], description='Words that name this kind of report, in any language; "*" is any ending'
    )
    prefixes: list[Text] = Field(default=[], description='Words that stand before this set\'s codes only, as "ESG"')
    part: list[Text] = Field(default=[], description="Headings that open the part of a larger report for this set")
    inside: list[Text] = Field(default=[], description="Titles that stand in that part only")
    each: dict[str, OwnPartEntry] = Field(
        default={}, description="Parts that each have to answer the criteria, by their letter or name"
    )


class FormEntry(Entry):
    """The blank form that reports are written in."""

    prompts: list[Text] = Field(default=[], description="Its texts: what a report still holds of them is no answer")


class BaseEntry(Entry):
    """The set of which this file states only the differences."""

    file: Text = Field(description="Its set.toml, from the folder of this file")
    removed: list[CodeText] = Field(default=[], description="Codes or standards that are no longer there")
    renumbered: dict[str, CodeText] = Field(default={}, description="The code there = the code here")
    key: str = Field(default="", description="Id and edition of that set; Sapa fills it in")


class SetFile(Entry):
    """A standard set for Sapa: a folder with this file is a plugin."""

    model_config = ConfigDict(title="set.toml")

    set: SetEntry
    codes: CodesEntry
    words: WordsEntry = WordsEntry()
    recognition: RecognitionEntry = RecognitionEntry()
    form: FormEntry = FormEntry()
    base: BaseEntry | None = None
    standards: list[StandardEntry] = Field(min_length=1)


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of set.toml."""
    return data_model.schema(SetFile)
