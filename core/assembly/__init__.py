"""What `sapa assemble NAME` makes: Word files, sheets, pages. Built-in ones and plugins' are the same kind of thing.

    def build(request: Request, format: str) -> bytes | str | Assembled: ...

    LETTER = Assembly("letter", "The request for missing documents.", ("docx", "text"), "report", build)

Shared helpers: word.py for Word files, sheets.py for Excel sheets; import them inside `build`, not with the module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ..loading.installed import Assembled as Assembled
from ..loading.installed import Assembly as Assembly
from ..loading.installed import AssemblyError as AssemblyError
from ..loading.installed import Option as Option
from ..loading.installed import Request as Request
from ..version import __version__
from ..words.errors import SapaError
from ..words.messages import message

if TYPE_CHECKING:
    from ..loading.installed import Loaded
    from ..model.results import Result


BINARY = frozenset({"docx", "xlsx", "zip", "pdf"})  # never written to a terminal

# Modules of this package that have an ASSEMBLY, imported when a name is asked for.
BUILT_IN: tuple[str, ...] = (
    "grid",
    "expert_report.report",
    "agenda.write",
    "timeline.write",
    "cluster.write",
    "letter",
    "followup",
    "deqar.write",
    "council.protocol",
    "council.conclusion",
    "council.decision",
    "council.notices",
)


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


def shadowing(loaded: Loaded, id: str) -> tuple[str, ...]:
    """Plugins that make something under the name of a built-in assembly, which comes before."""
    return tuple(plugin.name for plugin in loaded.plugins if id in plugin.assemblies) if id in built_in() else ()


def assemble(assembly: Assembly, request: Request, format: str) -> Assembled:
    """Builds it. Raises AssemblyError for what the request lacks."""
    if assembly.needs in ("case", "checked-case") and request.case is None:
        raise AssemblyError(message("assembly.needs-case", name=assembly.id))
    if assembly.needs == "report" and (request.result is None or not request.result.documents):
        raise AssemblyError(message("assembly.needs-report", name=assembly.id))
    try:
        made = assembly.build(request, format)
    except SapaError:
        raise
    except Exception as error:
        template = request.options.get("template")
        if template is not None and _is_raised_by_word(error):
            raise AssemblyError(message("eeg-error.bad-template", path=str(template))) from error
        plugin = brought_by(request.loaded, assembly.id)
        if plugin is None:
            raise
        version = next((one.version for one in request.loaded.plugins if one.name == plugin), None)
        cause = f"{type(error).__name__}: {' '.join(str(error).split())}"
        raise AssemblyError(
            message(
                "assembly.plugin-failed",
                plugin=plugin,
                version=version,
                name=assembly.id,
                sapa=__version__,
                cause=cause,
            )
        ) from error
    found = made if isinstance(made, Assembled) else Assembled(made)
    return replace(found, documents=request.result.documents if request.result is not None else ())


def readable(result: Result | None) -> Sequence[Any]:
    """The documents of a result that could be read (DocumentResult)."""
    return [document for document in result.documents if document.error is None] if result is not None else []


def _is_raised_by_word(error: Exception) -> bool:
    """python-docx or lxml could not go on: with somebody's template, whose values they first look at while it is
    filled."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    module = str(last.tb_frame.f_globals.get("__name__")) if last is not None else ""
    return module.partition(".")[0] in ("docx", "lxml")
