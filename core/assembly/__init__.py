"""What `sapa assemble NAME` makes: Word files, sheets, pages. Built-in ones and plugins' are the same kind of thing.

    def build(request: Request, format: str) -> bytes | str | Assembled: ...

    LETTER = Assembly("letter", "The request for missing documents.", ("docx", "text"), "report", build)

Shared helpers: word.py for Word files, sheets.py for Excel sheets; import them inside `build`, not with the module.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from ..findings import Finding
from ..messages import Lang, Message

if TYPE_CHECKING:
    from ..check import Result
    from ..loading import Loaded
    from ..standards import StandardSet

Needs = Literal["nothing", "report", "case", "filled"]
OptionKind = Literal["flag", "text", "choice", "number", "date", "file"]

# Formats by the suffix of an output file; a format that is not here is its own suffix.
SUFFIX_OF: Mapping[str, tuple[str, ...]] = {"text": (".txt",), "html": (".html", ".htm")}
NO_DATE = datetime(2000, 1, 1)  # written instead of the time of making: the same content is the same file
BINARY = frozenset({"docx", "xlsx", "zip", "pdf"})  # never written to a terminal

# Modules of this package that have an ASSEMBLY, imported when a name is asked for.
BUILT_IN: tuple[str, ...] = ("grid", "eeg_report", "agenda", "timeline", "cluster", "letter", "followup", "deqar")


@dataclass(frozen=True)
class Option:
    """An option of one assembly: `--name`, and its value in Request.options[name] (dashes stay).

    kind     flag gives True or False; number an int; date a datetime.date; file a pathlib.Path that exists
    choices  of a "choice"
    """

    name: str
    help: str
    kind: OptionKind = "text"
    choices: tuple[str, ...] = ()
    default: Any = None
    repeatable: bool = False


@dataclass(frozen=True)
class Request:
    """What an assembly works with.

    sets     those that the user named with --set, each once, in that order
    result   the check of the reports that were given, None where none were
    case     the case whose folder was given, or None
    options  the assembly's own, by name
    paths    the files that were given, as they were
    lang_given  the user asked for `lang`; else an assembly may choose the report's own language
    """

    loaded: Loaded
    lang: Lang = "en"
    sets: tuple[StandardSet, ...] = ()
    result: Result | None = None
    case: Any = None
    options: Mapping[str, Any] = field(default_factory=dict)
    lang_given: bool = False
    paths: tuple[str, ...] = ()


@dataclass(frozen=True)
class Assembled:
    """A content with what is to be said of it: findings go to stderr, an error among them gives exit code 1."""

    content: bytes | str
    findings: tuple[Finding, ...] = ()


class AssemblyError(Exception):
    """It cannot be made; said: why, and what to do. Exit code 2, nothing is written."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.id)
        self.said = said


Build = Callable[[Request, str], "bytes | str | Assembled"]


@dataclass(frozen=True)
class Assembly:
    """id: the NAME on the command line; summary: one English sentence for --help; formats: the default first.

    needs  "nothing": reports may be given; "report": at least one must; "case": the folder of a case must;
           "filled": other files must be, such as a filled experts' report; they are not checked but stand in paths
    build  (request, format) -> the content, text formats as str; the same request gives the same content
    """

    id: str
    summary: str
    formats: tuple[str, ...]
    needs: Needs
    build: Build
    options: tuple[Option, ...] = ()
    help: str = ""  # more for its own --help

    def format_of(self, file_name: str) -> str | None:
        """The format that a file's suffix says, or None."""
        name = file_name.lower()
        for format in self.formats:
            if name.endswith(SUFFIX_OF.get(format, (f".{format}",))):
                return format
        return None

    @property
    def suffixes(self) -> tuple[str, ...]:
        return tuple(SUFFIX_OF.get(format, (f".{format}",))[0] for format in self.formats)


@cache
def built_in() -> Mapping[str, Assembly]:
    found: dict[str, Assembly] = {}
    for module in BUILT_IN:
        assembly = import_module(f".{module}", __package__).ASSEMBLY
        found[assembly.id] = assembly
    return found


def registry(loaded: Loaded) -> Mapping[str, Assembly]:
    """All assemblies by id; a built-in one comes before a plugin's of the same id."""
    ours = built_in()
    theirs = {assembly.id: assembly for assembly in loaded.assemblies if isinstance(assembly, Assembly)}
    return dict(sorted({**theirs, **ours}.items()))


def brought_by(loaded: Loaded, id: str) -> str | None:
    """The plugin that brings an assembly; None for a built-in one."""
    if id in built_in():
        return None
    return next((plugin.name for plugin in loaded.plugins if id in plugin.assemblies), None)


def assemble(assembly: Assembly, request: Request, format: str) -> Assembled:
    """Builds it. Raises AssemblyError for what the request lacks."""
    from ..messages import message

    if assembly.needs == "case" and request.case is None:
        raise AssemblyError(message("assembly.needs-case", name=assembly.id))
    if assembly.needs == "report" and (request.result is None or not request.result.documents):
        raise AssemblyError(message("assembly.needs-report", name=assembly.id))
    made = assembly.build(request, format)
    return made if isinstance(made, Assembled) else Assembled(made)


def readable(result: Result | None) -> Sequence[Any]:
    """The documents of a result that could be read (DocumentResult)."""
    return [document for document in result.documents if document.error is None] if result is not None else []
