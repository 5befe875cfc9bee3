"""What is accredited, as the documents that are made name it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """A programme, or with the code "" the institution as a whole. Code and name as people write them.

    key    in the tags of the experts' report, "" where there is but one programme
    level  as the case says
    """

    code: str
    name: str = ""
    key: str = ""
    level: str = ""

    @property
    def label(self) -> str:
        return f"{self.code} {self.name}".strip()
