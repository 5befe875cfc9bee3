"""What of a value goes to another process: what it states, and nothing that was worked out from it."""

from __future__ import annotations

from typing import Any, ClassVar


class Sent:
    """A dataclass of which the fields alone are sent; what its cached properties hold is worked out again there."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    def __getstate__(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}
