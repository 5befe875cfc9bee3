"""Which one of several values is marked, as their marks and their looks stand against each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .looks import NO_LOOK, Look
from .marks import Mark
from .ratings import Said

_LEAST_SINGLED = 3  # values, one of which differs from the others: of two nobody knows which is meant


class Option(NamedTuple):
    """One of the values to choose from. pure: nothing stands beside it that may change its meaning."""

    key: str
    mark: Mark = ""
    look: Look = NO_LOOK
    pure: bool = True


def decide(options: Sequence[Option], *, drawn: bool = False) -> Said:
    """The one option that is marked."""
    options = _once(options)
    keys = [option.key for option in options]
    if len(set(keys)) < len(keys):
        return _answered(options)
    marks = _weighed([option.mark for option in options])
    if marks is None:
        return Said("unclear")
    chosen = [option for option, ticked in zip(options, marks, strict=True) if ticked]
    if len(chosen) > 1:
        return Said("several")
    if chosen:
        contradicted = "struck" in chosen[0].look or _singled(options) not in (None, chosen[0].key)
        return Said("unclear") if contradicted else _said(chosen[0])
    if any(option.mark in ("empty", "cross", "dash") for option in options) and _struck(options) is None:
        return Said("unclear" if drawn or _singled(options) else "list")
    return _by_looks(options, drawn=drawn)


def _said(option: Option) -> Said:
    return Said("rated", option.key) if option.pure else Said("outside")


def _once(options: Sequence[Option]) -> list[Option]:
    """The same value in two languages, one behind the other, is one."""
    found: list[Option] = []
    for option in options:
        last = found[-1] if found else None
        if last is not None and last.key == option.key and "" in (last.mark, option.mark):
            found[-1] = Option(last.key, last.mark or option.mark, last.look | option.look, last.pure and option.pure)
        else:
            found.append(option)
    return found


def _answered(options: Sequence[Option]) -> Said:
    """All values once, without any mark, and one of them again behind: that is the answer."""
    listed, answer = options[:-1], options[-1]
    plain = all(not option.mark and not option.look for option in options)
    once = len({option.key for option in listed}) == len(listed)
    return Said("unclear") if not (plain and once and len(listed) > 1) else _said(answer)


def _weighed(marks: Sequence[Mark]) -> list[bool] | None:
    """Which marks say "chosen", as they stand against each other; None where that cannot be told."""
    kinds = set(marks)
    if "unsure" in kinds:
        return None
    if len(kinds) == 1:
        return [False] * len(marks)  # none, or the same before all
    if "full" in kinds and "empty" not in kinds and "dash" not in kinds:
        return None  # a bullet that only some have
    if not kinds & {"tick", "cross", "full"} and "" in kinds:
        return None  # boxes that only some have
    chosen = {"tick", "full"} if "tick" in kinds else {"cross", "full"}
    return [mark in chosen for mark in marks]


def _struck(options: Sequence[Option]) -> str | None:
    """The value that alone is not struck through."""
    left = [option for option in options if "struck" not in option.look]
    return left[0].key if len(left) == 1 else None


def _by_looks(options: Sequence[Option], *, drawn: bool) -> Said:
    struck = [option for option in options if "struck" in option.look]
    if struck:
        left = [option for option in options if option not in struck]
        return _said(left[0]) if len(left) == 1 and not drawn else Said("unclear")
    key = _singled(options)
    if key == "":
        return Said("unclear")
    if key is None:
        return Said("unclear" if drawn else "list")
    return _said(next(option for option in options if option.key == key))


def _singled(options: Sequence[Option]) -> str | None:
    """The value that alone is set apart; "" where that cannot be told, None where none is."""
    if len(options) < _LEAST_SINGLED:
        return "" if len({option.look for option in options}) > 1 else None
    found: set[str] = set()
    for name in {look.partition(":")[0] for option in options for look in option.look} - {"struck"}:
        groups: dict[Look, list[Option]] = {}
        for option in options:
            own = frozenset(look for look in option.look if look.partition(":")[0] == name)
            groups.setdefault(own, []).append(option)
        if len(groups) == len(options):
            continue  # each has a colour of its own
        singles = [look for look, those in groups.items() if len(those) == 1]
        coloured = any(":" in look for own in groups for look in own)
        if len(groups) != 2 or len(singles) != 1 or not (singles[0] or coloured):
            if len(groups) > 1:
                found.add("")
            continue
        found.add(groups[singles[0]][0].key)
    return None if not found else found.pop() if len(found) == 1 else ""
