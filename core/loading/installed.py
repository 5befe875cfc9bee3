"""What is installed, as values: plugins, sets, procedures and what they can assemble."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from ..model.findings import Finding
from ..model.standards import StandardSet
from ..reading.tools import Tools
from ..rules import BoundRule
from ..words.errors import SapaError
from ..words.messages import Lang, Message, message, say
from ..words.nearest import nearest

if TYPE_CHECKING:
    from ..model.procedures import Procedure
    from ..model.results import DocumentResult, Result


@dataclass(frozen=True)
class PluginError:
    """Why a plugin failed.

    said      what failed, in which version of it and of Sapa, why, and what to do next
    problems  faults of its set file, all of them: (key, entry, what is wrong) as set_file.Problem has them
    sets      the sets that fail with it, as far as they are known: "id@edition", or "id" alone
    """

    said: Message
    problems: tuple[tuple[str, str, Message], ...] = ()
    sets: tuple[str, ...] = ()


@dataclass(frozen=True)
class PluginInfo:
    """A plugin and what it brings: ids; of sets with their edition.

    name          of its entry point, or of its folder
    distribution  that brings it; None for a folder
    origin        where it is: "module" as in the entry point, or the folder's path
    asked         the user named it (--sets-dir, `only`): its failure is the user's business whatever set is asked for
    error         None where all of it works; a plugin with an error may still bring the sets listed
    """

    name: str
    distribution: str | None
    version: str | None
    origin: str
    asked: bool = False
    sets: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    assemblies: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    error: PluginError | None = None


class UnknownSet(SapaError, LookupError):
    """No set or procedure of that name. nearest: names that may be meant; failed: plugins that may have given it."""

    def __init__(self, asked: str, nearest: Sequence[str], failed: Sequence[PluginInfo]) -> None:
        super().__init__(asked)
        self.asked = asked
        self.nearest = tuple(nearest)
        self.failed = tuple(failed)
        self.said = message("set.unknown", set=asked, nearest=self.nearest or None)
        if failed:
            plugins = tuple(plugin.name for plugin in failed)
            self.said = message("set.unknown-some-failed", set=asked, nearest=self.nearest or None, plugins=plugins)


class FailedSet(SapaError, LookupError):
    """The set's plugin failed. cause: its error; plugin: its name."""

    def __init__(self, asked: str, plugin: str, cause: PluginError) -> None:
        super().__init__(asked)
        self.asked = asked
        self.plugin = plugin
        self.cause = cause
        self.said = message("set.failed", set=asked, plugin=plugin)

    def told(self, lang: Lang = "en") -> str:
        return f"{super().told(lang)}\n  {say(self.cause.said, lang)}"


class UnknownPlugin(SapaError, LookupError):
    """`only` names a plugin that is not installed."""

    def __init__(self, asked: str, nearest: Sequence[str]) -> None:
        super().__init__(asked)
        self.asked = asked
        self.nearest = tuple(nearest)
        self.said = message("plugin.unknown", plugin=asked, nearest=self.nearest or None)


@dataclass(frozen=True)
class Choice:
    """What `--set ID` means: one set, or a procedure and its sets."""

    sets: tuple[StandardSet, ...]
    procedure: Procedure | None = None


class Sets(Mapping[str, StandardSet]):
    """The loaded sets by id, latest edition each, in the order of their ids; `every` has all editions."""

    def __init__(
        self,
        every: Sequence[StandardSet],
        procedures: Mapping[str, Procedure],
        plugins: Sequence[PluginInfo],
    ) -> None:
        self._by_key = {s.key: s for s in sorted(every, key=lambda s: (s.id, _edition(s.edition)))}
        self.every = tuple(self._by_key.values())
        self._latest = {s.id: s for s in self.every}  # a later edition replaces an earlier one
        self._procedures = procedures
        self._plugins = tuple(plugins)

    def __getitem__(self, id: str) -> StandardSet:
        return self._latest[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._latest)

    def __len__(self) -> int:
        return len(self._latest)

    def find(self, name: str) -> StandardSet:
        """The set "id" (its latest edition) or "id@edition"; for a procedure of one set, that set.

        Raises FailedSet or UnknownSet.
        """
        name = name.strip()
        id, _, edition = name.partition("@")
        known = self._by_key.get(name) if edition else self._latest.get(id)
        if known is not None and edition:
            return known
        if (failed := self._failed(name, instead_of=known)) is not None:
            raise failed
        if known is not None:
            return known
        if not edition and id in self._procedures and len(sets := self._procedures[id].sets) == 1:
            return self.find(sets[0])
        if (guessed := self._guessed(name)) is not None:
            raise guessed
        names = [*self._by_key, *self._latest] if edition else [*self._latest, *self._procedures]
        broken = [plugin for plugin in self._plugins if plugin.error is not None]
        raise UnknownSet(name, nearest(name, names), broken)

    def choose(self, name: str) -> Choice:
        """What `--set NAME` asks for. Raises FailedSet or UnknownSet."""
        id = name.strip()
        if id in self._procedures and id not in self._latest:
            procedure = self._procedures[id]
            return Choice(tuple(self.find(one) for one in procedure.sets), procedure)
        return Choice((self.find(name),))

    def _failed(self, name: str, *, instead_of: StandardSet | None) -> FailedSet | None:
        """A failed plugin that is known to have this set.

        Where an id has a working edition, one that failed counts only if it is not older: the latest is meant, and
        another edition in its place would answer another question.
        """
        id, _, edition = name.partition("@")
        for plugin in self._plugins:
            for key in plugin.error.sets if plugin.error is not None else ():
                its_id, _, its_edition = key.partition("@")
                if its_id != id or (edition and its_edition not in ("", edition)):
                    continue
                if instead_of is not None and its_edition and _edition(its_edition) < _edition(instead_of.edition):
                    continue
                assert plugin.error is not None
                return FailedSet(name, plugin.name, plugin.error)
        return None

    def _guessed(self, name: str) -> FailedSet | None:
        """A failed plugin whose own name holds every word of the set's id: "standards_institutional"."""
        words = set(_words(name.partition("@")[0]))
        for plugin in self._plugins:
            if plugin.error is not None and words and words <= {*_words(plugin.name), *_words(plugin.distribution)}:
                return FailedSet(name, plugin.name, plugin.error)
        return None


@dataclass(frozen=True)
class Wanted:
    """Which of the installed plugins are loaded; without a word all.

    only    these alone
    others  Sapa's own, and of others' these
    """

    only: tuple[str, ...] | None = None
    others: tuple[str, ...] | None = None

    @property
    def every(self) -> bool:
        return self.only is None and self.others is None


@dataclass(frozen=True)
class Loaded:
    """All that plugins bring, in a fixed order: sets and procedures by id, plugins by name.

    wanted  what was asked to be loaded
    """

    plugins: tuple[PluginInfo, ...]
    sets: Sets
    procedures: Mapping[str, Procedure]
    rules: tuple[BoundRule, ...] = ()
    assemblies: tuple[Assembly, ...] = ()
    formats: tuple[OutputFormat, ...] = ()
    wanted: Wanted = Wanted()

    @property
    def failed(self) -> tuple[PluginInfo, ...]:
        return tuple(plugin for plugin in self.plugins if plugin.error is not None)


def _edition(edition: str) -> tuple[tuple[int, str], ...]:
    """Numbers of an edition as numbers: "2021.10" after "2021.9"."""
    return tuple((int(p), "") if p.isdigit() else (-1, p) for p in re.findall(r"[0-9]+|[^0-9]+", edition))


def _words(name: str | None) -> list[str]:
    return re.findall(r"[0-9a-z]+", (name or "").casefold())


Needs = Literal["nothing", "report", "case", "checked-case", "filled"]


OptionKind = Literal["flag", "text", "choice", "number", "date", "file"]


# Formats by the suffix of an output file; a format that is not here is its own suffix.
SUFFIX_OF: Mapping[str, tuple[str, ...]] = {"text": (".txt",), "html": (".html", ".htm")}


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
    today    the day on which it is made; None: a file says no day of its making
    tools    helper programs of this machine, as far as an assembly may use them
    """

    loaded: Loaded
    lang: Lang = "en"
    sets: tuple[StandardSet, ...] = ()
    result: Result | None = None
    case: Any = None
    options: Mapping[str, Any] = field(default_factory=dict)
    lang_given: bool = False
    paths: tuple[str, ...] = ()
    today: date | None = None
    tools: Tools = field(default_factory=Tools)


@dataclass(frozen=True)
class Assembled:
    """A content with what is to be said of it: findings go to stderr, an error among them gives exit code 1.

    documents: the reports that were checked for it, filled in by Sapa; what of them could not be read is said too.
    files: (name, content) of each where it is several files; content then holds them together
    """

    content: bytes | str
    findings: tuple[Finding, ...] = ()
    documents: tuple[DocumentResult, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()


class AssemblyError(SapaError):
    """It cannot be made; said: why, and what to do. Exit code 2, nothing is written."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.id)
        self.said = said


Render = Callable[["Result", "Lang"], "str | bytes"]


@dataclass(frozen=True)
class OutputFormat:
    """A format of `sapa check`. id: of --format; summary: a few English words.

    suffixes  of files that mean it; the first is the usual one; those of Sapa's own formats stay theirs
    render    (result, lang) -> the content; the same result, the same content
    binary    the content is bytes, and never written to a terminal
    """

    id: str
    suffixes: tuple[str, ...]
    summary: str
    render: Render
    binary: bool = False


Build = Callable[[Request, str], "bytes | str | Assembled"]


@dataclass(frozen=True)
class Assembly:
    """id: the NAME on the command line; summary: one English sentence for --help; formats: the default first.

    needs  "nothing": reports may be given; "report": at least one must; "case": the folder of a case must;
           "checked-case": the same, and its reports are checked;
           "filled": other files must be, such as a filled experts' report; they are not checked but stand in paths
    build  (request, format) -> the content, text formats as str; the same request gives the same content
    to_one  what is made goes to one institution: reports of two are refused, or each has a file of its own in a folder
    """

    id: str
    summary: str
    formats: tuple[str, ...]
    needs: Needs
    build: Build
    options: tuple[Option, ...] = ()
    help: str = ""  # more for its own --help
    to_one: bool = False

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
