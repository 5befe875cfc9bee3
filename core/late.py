"""Names of a package that are imported when somebody first asks for them: who wants one of them pays for that one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def names(package: str, public: Mapping[str, str]) -> Callable[[str], Any]:
    """The `__getattr__` of a package. public: by the module below the package its names, with blanks between."""
    module_of = {name: module for module, listed in public.items() for name in listed.split()}

    def fetched(name: str) -> Any:
        if name not in module_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f".{module_of[name]}", package), name)

    return fetched
