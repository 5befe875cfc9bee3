"""A procedure that is read once something asks for it: most checks ask for none, and its file is long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from ..model.procedures import Procedure


class PromisedProcedure:
    """What the hook sapa_procedures may return in place of a Procedure.

    id, sets: those of the procedure in the file, a procedure.toml that the plugin's own tests hold to both.
    """

    def __init__(self, id: str, sets: tuple[str, ...], file: Path | Traversable) -> None:
        self.id, self.sets, self.file = id, sets, file

    @cached_property
    def procedure(self) -> Procedure:
        """Raises DataFileError for a faulty file, and where it holds another procedure than was promised."""
        from ..words.messages import message
        from .data_file import DataFileError, Problem
        from .procedure_file import read_procedure

        found = read_procedure(self.file)
        for key, promised, is_ in (("id", self.id, found.id), ("sets", self.sets, found.sets)):
            if promised != is_:
                said = message("data-file.unknown", name=str(is_), nearest=(str(promised),))
                raise DataFileError(str(self.file), [Problem(f"procedure.{key}", found.id, said)])
        return found


class Procedures(Mapping[str, "Procedure"]):
    """Procedures by id, in the order of their ids; one that is promised is read when it is taken out."""

    def __init__(self, given: Iterable[Procedure | PromisedProcedure] = ()) -> None:
        self._given = {one.id: one for one in sorted(given, key=lambda one: one.id)}

    def __getitem__(self, id: str) -> Procedure:
        return kept(self._given[id])

    def __contains__(self, id: object) -> bool:
        return id in self._given

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)

    def sets_of(self, id: str) -> tuple[str, ...]:
        """The ids of a procedure's sets, without reading it."""
        return self._given[id].sets


def kept(given: Procedure | PromisedProcedure) -> Procedure:
    """The procedure itself."""
    return given.procedure if isinstance(given, PromisedProcedure) else given
