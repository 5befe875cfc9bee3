"""A confirmation written into a sapa.toml: an entry at its end, and not a byte of what stood there is touched."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path

from ..model.case import FILE_NAME, Confirmation
from ..model.procedures import HAND, Procedure
from ..words.errors import SapaError
from ..words.messages import Message, message
from ..words.nearest import nearest
from ..words.text import clean
from .case_file import parse_case


class NotConfirmed(SapaError):
    """It cannot be confirmed, and why; nothing is written."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.id)
        self.said = said


def confirmed(
    content: bytes, folder: str, procedures: dict[str, Procedure], sets: list[str], given: Confirmation, today: date
) -> bytes:
    """The content of the case's sapa.toml with one confirmation more.

    Raises NotConfirmed, and DataFileError where the file has faults, as a confirmation without a name would be one.
    """
    text = content.decode("utf-8-sig")
    file = str(Path(folder, FILE_NAME))
    case = parse_case(text, folder, procedures, sets, file)
    procedure = procedures[case.procedure]
    _refuse_unfit(given, procedure, case.type, today)
    before = next((one for one in case.confirmed if one.requirement == given.requirement), None)
    if before is not None:
        told = {"requirement": given.requirement, "person": before.person, "day": str(before.day)}
        raise NotConfirmed(message("confirm.already", **told))
    line = "\r\n" if b"\r\n" in content else "\n"
    entry = line.join(_lines(given))
    end = "" if not text or text.endswith("\n") else line
    made = content + f"{end}{line}{entry}{line}".encode()
    if not _is_one_more(text, made, given):
        raise NotConfirmed(message("confirm.not-at-the-end", path=file))
    return made


def _refuse_unfit(given: Confirmation, procedure: Procedure, type: str, today: date) -> None:
    by_hand = [one.id for one in procedure.checklist if one.check == HAND]
    requirement = procedure.by_id.get(given.requirement)
    if requirement is None:
        near = nearest(given.requirement, by_hand) or None
        raise NotConfirmed(message("confirm.unknown", requirement=given.requirement, nearest=near))
    if requirement.check != HAND:
        raise NotConfirmed(message("confirm.not-by-hand", requirement=given.requirement))
    if requirement.types and type not in requirement.types:
        raise NotConfirmed(message("confirm.not-required", requirement=given.requirement, type=type))
    if not clean(given.person).strip():
        raise NotConfirmed(message("confirm.nobody"))
    if given.day > today:
        raise NotConfirmed(message("confirm.not-yet", day=str(given.day), today=str(today)))


def _lines(given: Confirmation) -> list[str]:
    lines = [
        "[[confirmed]]",
        f"requirement = {_quoted(given.requirement)}",
        f"person = {_quoted(clean(given.person))}",
        f"day = {given.day}",
    ]
    return lines + ([f"note = {_quoted(clean(given.note))}"] if given.note else [])


def _quoted(text: str) -> str:
    """A TOML string: JSON writes what TOML reads, but for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _is_one_more(before: str, made: bytes, given: Confirmation) -> bool:
    """Whether the new content says what the old one said and the confirmation. An inline list takes no more entries."""
    try:
        new = tomllib.loads(made.decode("utf-8-sig"))
    except tomllib.TOMLDecodeError:
        return False
    *others, last = new.pop("confirmed")
    old = tomllib.loads(before)
    return others == old.pop("confirmed", []) and new == old and last["requirement"] == given.requirement
