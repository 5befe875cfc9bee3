"""The stretches of all versions that belong together: by the criteria that they answer, else by their standard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .version import Key, Unit, Version, groups


@dataclass(frozen=True)
class Stretches:
    """same: for each key the one it is compared under; of: by key the units of each version."""

    versions: tuple[Version, ...]
    same: Mapping[Key, Key]
    of: Mapping[Key, tuple[tuple[Unit, ...], ...]]

    def key(self, key: Key) -> Key:
        """The key under which all versions are compared; where they open different standards, all they say beside
        criteria is one stretch."""
        return self.same.get(key, key)

    def joined(self, together: Iterable[Sequence[Key]]) -> Stretches:
        """The same with some criteria compared as one."""
        same = dict(self.same)
        for keys in together:
            first = self.key(keys[0])
            wanted = {self.key(key) for key in keys}
            same |= {key: first for key, known in self.same.items() if known in wanted}
        return Stretches(self.versions, same, _units(self.versions, same))


def stretches_of(versions: Sequence[Version]) -> Stretches:
    same: dict[Key, Key] = dict(groups(versions))
    opened = [{key for key in version.keys if key.startswith("=")} for version in versions]
    everywhere = set.intersection(*opened)
    if any(keys - everywhere for keys in opened):
        same |= {key: "=" for keys in opened for key in keys}
    return Stretches(tuple(versions), same, _units(versions, same))


def _units(versions: Sequence[Version], same: Mapping[Key, Key]) -> Mapping[Key, tuple[tuple[Unit, ...], ...]]:
    found: dict[Key, list[list[Unit]]] = {}
    for number, version in enumerate(versions):
        for key, unit in version.units:
            found.setdefault(same.get(key, key), [[] for _ in versions])[number].append(unit)
    return {key: tuple(tuple(units) for units in of) for key, of in found.items()}
