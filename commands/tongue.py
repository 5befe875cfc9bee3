"""The language in which commands speak to people: help, what is wrong with an option, click's own sentences.

English stands in the code, beside what it is about; its translations in core/locale, by the English text. (So
does gettext, which click asks for its sentences; but that wants compiled files.)
"""

from __future__ import annotations

import copy
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, Any

import click

from ..core.words.messages import LANGS
from .narrow import VERBATIM, Formatter

if TYPE_CHECKING:
    from ..core.words.messages import Lang

SPOKEN: ContextVar[Lang] = ContextVar("SPOKEN", default="en")
VARIABLE = "SAPA_LANG"
_GAP = re.compile(r"( {2,})")  # between the columns of such a paragraph
_LIST = re.compile(r"(?<=; |: )\.[a-z]+(?:(?:, | or )\.[a-z]+)*")  # of suffixes: what each command can write
_PLACE = "{suffixes}"


# --- which language


def chosen(arguments: Sequence[str], settings: Mapping[str, Any]) -> Lang:
    """From --lang, else SAPA_LANG, else the settings, else the system; needed before click has read the options."""
    for name in (*_asked(arguments), os.environ.get(VARIABLE), settings.get("lang")):
        if name in LANGS:
            return name
    return of_system()


def _asked(arguments: Sequence[str]) -> Iterator[str]:
    for at, argument in enumerate(arguments):
        if argument == "--":
            return
        if argument.startswith("--lang="):
            yield argument.partition("=")[2]
        elif argument == "--lang":
            yield from arguments[at + 1 : at + 2]


def of_system() -> Lang:
    """The language of the system's messages where Sapa speaks it, else English."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):  # as gettext does
        if value := os.environ.get(variable):
            return _known(value)
    if sys.platform == "win32":
        import ctypes
        import locale

        return _known(locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), ""))
    return "en"


def _known(name: str) -> Lang:
    """ru_RU.UTF-8 -> ru."""
    return next((lang for lang in LANGS if re.match(rf"{lang}(?![a-z])", name, re.IGNORECASE)), "en")


# --- texts


@cache
def translations(name: str) -> Mapping[str, Mapping[str, str]]:
    """By English text and language. name: "help" or "click"."""
    from ..core.shipped import Tables

    return Tables("locale", f"{name}.toml")


def translated(text: str, lang: Lang) -> str:
    """A help text paragraph by paragraph; one that stands as it is by its lines and their columns."""
    if lang == "en" or not text:
        return text
    return "".join(_sentence(part, lang) for part in parts(text))


def _sentence(text: str, lang: Lang) -> str:
    listed = _LIST.search(text)
    suffixes = listed[0] if listed is not None else ""
    key = _LIST.sub(_PLACE, text) if listed is not None else text
    return translations("help").get(key, {}).get(lang, text).replace(_PLACE, suffixes)


def parts(text: str) -> Iterator[str]:
    """The pieces that are translated, and what stands between them; joined they are the text with other line ends."""
    for number, paragraph in enumerate(text.split("\n\n")):
        yield "\n\n" if number else ""
        if not paragraph.startswith(VERBATIM):
            yield " ".join(paragraph.split())
            continue
        yield VERBATIM
        for row, line in enumerate(paragraph.removeprefix(VERBATIM).split("\n")):
            yield "\n" if row else ""
            yield from _GAP.split(line)


def spoken(command: click.Command, lang: Lang) -> click.Command:
    """The command with its help in a language; the command itself stays as it is."""
    if lang == "en":
        return command
    made = copy.copy(command)
    made.help = translated(command.help or "", lang) or None
    made.short_help = translated(command.short_help or "", lang) or None
    made.epilog = translated(command.epilog or "", lang) or None
    made.params = [_spoken_option(one, lang) for one in command.params]
    return made


def _spoken_option(one: click.Parameter, lang: Lang) -> click.Parameter:
    if not isinstance(one, click.Option) or not one.help:
        return one
    made = copy.copy(one)
    made.help = translated(one.help, lang)
    return made


# --- click's own sentences


def said(text: str) -> str:
    return (
        text if SPOKEN.get() == "en" else translations("click").get(" ".join(text.split()), {}).get(SPOKEN.get(), text)
    )


def _said_of(one: str, many: str, count: int) -> str:
    return said(one if count == 1 else many)


def teach_click() -> None:
    """click asks gettext for each of its sentences, under these names in its modules; ours answer instead."""
    click.Context.formatter_class = Formatter
    for name, module in list(sys.modules.items()):
        if name.startswith("click."):
            for own, ours in (("_", said), ("ngettext", _said_of)):
                if hasattr(module, own):
                    setattr(module, own, ours)
