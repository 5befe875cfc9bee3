"""Two drafts of one report: which criteria are answered now and were not, which no longer are, what else changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from ..model.coverage import Status
from ..model.results import MadeOf
from ..model.standards import StandardSet
from ..version import __version__
from ..words.language import language_of
from ..words.text import words
from .aligning import in_step
from .difference import Spot
from .plain import plain
from .scale import fair_status, scale_of
from .things import ThingChange, annex_changes, figure_changes, number_changes, table_changes
from .version import Unit, Version

ChangeKind = Literal["newly-addressed", "lost", "improved", "worsened", "grown", "shrunk", "moved", "reworded"]
CHANGES: tuple[ChangeKind, ...] = (
    "newly-addressed", "improved", "lost", "worsened", "grown", "shrunk", "reworded", "moved",
)  # fmt: skip

_SHARE, _WORDS = 0.25, 20  # growth or loss from which on it is told: both
_SLIPS = 3  # words: a hyphen more, a deletion that was printed; fewer changed words are none
_SAME_TEXT = 0.8  # of the words of two texts that are one text under another code
_RANK = (Status.MISSING, Status.MENTIONED, Status.THIN, Status.NOT_APPLICABLE, Status.ADDRESSED)


@dataclass(frozen=True)
class Change:
    """One criterion that changed. words, places: in the old draft and in the new one."""

    code: str
    change: ChangeKind
    before: Status
    after: Status
    words: tuple[int, int]
    places: Mapping[str, Spot]
    renumbered_from: str | None = None
    renumbered_to: str | None = None


@dataclass(frozen=True)
class Comparison:
    """old, new: paths. unchanged: criteria; not_checked: codes that could not be checked in one of the drafts.

    languages: of both; where they differ, words and sentences were not compared; made: how, where that is known
    """

    version: str
    set: StandardSet
    old: str
    new: str
    languages: tuple[str, str]
    statuses: Mapping[str, tuple[Status, Status]]
    changes: tuple[Change, ...]
    not_checked: tuple[str, ...]
    figures: tuple[ThingChange, ...] = ()
    tables: tuple[ThingChange, ...] = ()
    annexes: tuple[ThingChange, ...] = ()
    numbers: tuple[ThingChange, ...] = ()
    notes: tuple[str, ...] = field(default=())
    made: MadeOf | None = None

    @property
    def unchanged(self) -> int:
        return len(self.statuses) - len({one.code for one in self.changes}) - len(self.not_checked)

    def of(self, kind: str) -> list[Change]:
        return [one for one in self.changes if one.change == kind]

    @property
    def gaps(self) -> tuple[int, int, int]:
        """How many gaps the old draft had, how many of them are mended, how many the new one has."""
        open_ = (Status.THIN, Status.MENTIONED, Status.MISSING)
        fine = (Status.ADDRESSED, Status.NOT_APPLICABLE)
        before = [after for old, after in self.statuses.values() if old in open_]
        now = sum(after in open_ for _, after in self.statuses.values())
        return len(before), sum(after in fine for after in before), now

    def exit_code(self, fail_on: str = "error") -> int:
        """1 a criterion was lost or worsened, 2 one could not be checked in a draft."""
        if self.not_checked:
            return 2
        worse = any(one.change in ("lost", "worsened") for one in self.changes)
        return int(worse and fail_on != "never")


def compare(old: Version, new: Version) -> Comparison:
    """Two drafts that answer the same set."""
    texts = (_Texts(old), _Texts(new))
    same_language = old.language == new.language
    statuses = _statuses(old, new, same_language)
    moved = set(_moved(old, new))
    changes: list[Change] = []
    for code, (before, after) in statuses.items():
        if Status.NOT_CHECKED in (before, after):
            continue
        kind = status_change(before, after)
        if kind is None and same_language and before is after:
            kind = _text_change(texts, code, code in moved)
        if kind is not None:
            changes.append(_change(old, new, code, kind, before, after))
    if same_language:
        changes = _renumbered(changes, texts)
    changes.sort(key=lambda one: CHANGES.index(one.change))
    return Comparison(
        __version__,
        new.coverage.set,
        old.result.path,
        new.result.path,
        (old.language, new.language),
        statuses,
        tuple(changes),
        tuple(code for code, both in statuses.items() if Status.NOT_CHECKED in both),
        tuple(figure_changes(old, new)) if same_language else (),
        tuple(table_changes(old, new)) if same_language else (),
        tuple(annex_changes(old, new)),
        tuple(number_changes(old, new)) if same_language else (),
        notes=() if same_language else ("other-language",),
    )


def _statuses(old: Version, new: Version, same_language: bool) -> dict[str, tuple[Status, Status]]:
    """Of both drafts; in two languages by the drafts' own ratio of lengths."""
    shared = [code for code in new.by_code if code in old.by_code]
    if same_language:
        return {code: (old.by_code[code].status, new.by_code[code].status) for code in shared}
    scale = scale_of([old, new])
    return {code: (fair_status(old, code, scale), fair_status(new, code, scale)) for code in shared}


def status_change(before: Status, after: Status) -> ChangeKind | None:
    if before is after:
        return None
    if after is Status.ADDRESSED:
        return "newly-addressed"
    if before is Status.ADDRESSED:
        return "lost"
    return "improved" if _RANK.index(after) > _RANK.index(before) else "worsened"


def length_change(before: int, after: int, base: int) -> ChangeKind | None:
    """base: words of the old text; both a share of it and a number of words must be new or gone."""
    change = after - before
    if abs(change) < max(_WORDS, _SHARE * base):
        return None
    return "grown" if change > 0 else "shrunk"


def _change(old: Version, new: Version, code: str, kind: ChangeKind, before: Status, after: Status) -> Change:
    places = {}
    for name, version in (("old", old), ("new", new)):
        covered = version.by_code[code]
        if covered.evidence:
            first = covered.evidence[0]
            places[name] = Spot(first.place, first.heading, first.excerpt)
        else:
            block = version.neighbour(code)
            places[name] = Spot(version.place(block), version.heading(block), "", True)
    return Change(code, kind, before, after, (old.by_code[code].words, new.by_code[code].words), places)


# --- texts


class _Texts:
    """The paragraphs of a draft, each in the words alone, by criterion and all together."""

    def __init__(self, version: Version) -> None:
        self.own: dict[str, dict[str, Unit]] = {}
        self.every: set[str] = set()
        by_piece = dict(_pieces(version))
        self.language: dict[str, str | None] = {}
        for passage in version.coverage.passages:
            for code in passage.codes:
                own = self.own.setdefault(code.text, {})
                for piece in passage.pieces:
                    if (unit := by_piece.get(piece)) is not None and (said := plain(unit.text)):
                        own[said] = unit
        self.every = {said for said in (plain(unit.text) for unit in by_piece.values()) if said}

    def words_of(self, code: str) -> Counter[str]:
        return Counter(word for said in self.own.get(code, ()) for word in said.split())


def _pieces(version: Version) -> Iterator[tuple[tuple[int, int], Unit]]:
    captions = {caption.block for caption in version.captions}  # figures and tables are told by themselves
    for index, block in enumerate(version.document.blocks):
        if index in captions:
            continue
        yield (index, -1), Unit(index, -1, block.shown, (), words(block.shown))
        for number, cell in enumerate(block.cells):
            yield (index, number), Unit(index, number, cell.text, (), words(cell.text))


def _text_change(texts: tuple[_Texts, _Texts], code: str, moved: bool) -> ChangeKind | None:
    """How the text of a criterion changed. What another criterion has said before is not new: it was moved."""
    old, new = texts
    before, after = old.own.get(code, {}), new.own.get(code, {})
    fresh = [said for said in after if said not in old.every]
    gone = [said for said in before if said not in new.every]
    if not fresh and not gone:
        return "moved" if moved or (set(before) != set(after) and before and after) else None
    added = Counter(word for said in fresh for word in said.split())
    removed = Counter(word for said in gone for word in said.split())
    told = [language_of(" ".join(said)) for said in (gone, fresh)]
    if told[0] != told[1] and all(told):
        return "reworded"
    kind = length_change(removed.total(), added.total(), sum(len(said.split()) for said in before))
    if kind is not None:
        return kind
    if max((added - removed).total(), (removed - added).total()) > _SLIPS:
        return "reworded"
    return "moved" if moved else None


def _moved(old: Version, new: Version) -> Iterator[str]:
    """The criteria that stand elsewhere among the others."""
    shared = [code for code in new.by_code if code in old.first_block and code in new.first_block]
    before = sorted(shared, key=lambda code: (old.first_block[code], shared.index(code)))
    rank = {code: number for number, code in enumerate(before)}
    after = sorted(shared, key=lambda code: (new.first_block[code], shared.index(code)))
    kept = in_step([rank[code] for code in after])
    yield from (code for number, code in enumerate(after) if number not in kept)


class _Same(NamedTuple):
    share: float
    code: str


def _renumbered(changes: Sequence[Change], texts: tuple[_Texts, _Texts]) -> list[Change]:
    """A text that was under one code and is under another now: both statuses are facts, and belong together."""
    lost = [one for one in changes if one.change in ("lost", "worsened")]
    found = list(changes)
    for number, one in enumerate(found):
        if one.change not in ("newly-addressed", "improved"):
            continue
        after = texts[1].words_of(one.code)
        alike = [_Same(_share(texts[0].words_of(other.code), after), other.code) for other in lost]
        best = max(alike, default=_Same(0.0, ""))
        if best.share >= _SAME_TEXT:
            found[number] = replace(one, renumbered_from=best.code)
            at = next(index for index, other in enumerate(found) if other.code == best.code)
            found[at] = replace(found[at], renumbered_to=one.code)
    return found


def _share(one: Counter[str], other: Counter[str]) -> float:
    most = max(one.total(), other.total())
    return (one & other).total() / most if most else 0.0


# --- a result of `sapa check` in place of the old draft


def compare_result(known: Mapping[str, tuple[Status, int]], path: str, new: Version) -> Comparison:
    """As compare; known: status and words of each criterion in the old draft. Of texts only their length is known."""
    statuses: dict[str, tuple[Status, Status]] = {}
    changes: list[Change] = []
    for code, covered in new.by_code.items():
        if code not in known:
            continue
        before, words_before = known[code]
        statuses[code] = (before, covered.status)
        if Status.NOT_CHECKED in statuses[code]:
            continue
        kind = status_change(before, covered.status) or length_change(words_before, covered.words, words_before)
        if kind is not None:
            one = _change(new, new, code, kind, before, covered.status)
            changes.append(replace(one, words=(words_before, covered.words), places={"new": one.places["new"]}))
    changes.sort(key=lambda one: CHANGES.index(one.change))
    return Comparison(
        __version__,
        new.coverage.set,
        path,
        new.result.path,
        (new.language, new.language),
        statuses,
        tuple(changes),
        tuple(code for code, both in statuses.items() if Status.NOT_CHECKED in both),
        notes=("result-only",),
    )
