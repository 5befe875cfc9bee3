"""What one plugin brings, before it is compared with the others; and how it is told that it failed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from ..model.standards import StandardSet
from ..version import __version__
from ..words.messages import message
from .installed import PluginError, PluginInfo

if TYPE_CHECKING:
    from importlib.metadata import Distribution, EntryPoint

    from ..model.procedures import Procedure
    from .overlay import Overlay


@dataclass(eq=False)
class Brought:
    """A plugin and what its hooks returned, before it is compared with the others."""

    info: PluginInfo
    sets: list[StandardSet] = field(default_factory=list)
    procedures: list[Procedure] = field(default_factory=list)
    rules: list[Any] = field(default_factory=list)
    assemblies: list[Any] = field(default_factory=list)
    formats: list[Any] = field(default_factory=list)
    overlays: list[Overlay] = field(default_factory=list)

    def fail(self, error: PluginError) -> None:
        before = self.info.error
        if before is None:
            self.info = replace(self.info, error=error)
        else:  # the first cause stays; later ones only add the sets they take away
            self.info = replace(self.info, error=replace(before, sets=(*before.sets, *error.sets)))


def set_file_error(raised: Any, info: PluginInfo) -> PluginError:
    listed = tuple((problem.path, problem.at, problem.said) for problem in raised.problems)
    error = plugin_error("plugin.set-file", info, file=raised.file, count=len(listed))
    return replace(error, problems=listed, sets=(key,) if (key := getattr(raised, "set_key", None)) else ())


def plugin_error(id: str, info: PluginInfo, **arguments: Any) -> PluginError:
    return PluginError(message(id, plugin=info.name, version=info.version, sapa=__version__, **arguments))


def cause_of(raised: BaseException) -> str:
    """The exception in one line."""
    text = " ".join(str(raised).split())
    return f"{type(raised).__name__}: {text}" if text else type(raised).__name__


class Found(NamedTuple):
    """An entry point; and its distribution's name and version, "" and None where there is none."""

    point: EntryPoint
    distribution: str
    version: str | None


def found(points: Iterable[EntryPoint]) -> list[Found]:
    """The points in a fixed order. Of each distribution its file, which holds its whole description, is read once."""
    called: dict[Distribution | None, tuple[str, str | None]] = {None: ("", None)}
    for point in points:
        if point.dist not in called:
            assert point.dist is not None
            said = point.dist.metadata
            called[point.dist] = said["Name"] or "", said["Version"]
    every = (Found(point, *called[point.dist]) for point in points)
    return sorted(every, key=lambda one: (one.point.name, one.distribution, one.point.value))
