"""Ranks of headings: by the depth of their numbers, by their looks otherwise, and by bookmarks where these tell."""

from __future__ import annotations

from collections import Counter, defaultdict

from ...averages import most_frequent
from .candidates import Candidate, Looks
from .measures import Measures
from .text_settings import HEADINGS

Strength = tuple[float, bool, bool]  # size, bold, capitals


def set_ranks(candidates: list[Candidate], usual: Measures) -> None:
    """Levels from 1, without holes."""
    if not candidates:
        return
    strength = {c.looks: (c.looks[0], c.looks[1], c.looks[4]) for c in candidates}
    _rank_by_number(candidates, strength)
    _rank_by_looks(candidates, strength, usual)
    marked = [c for c in candidates if c.mark is not None]
    flat = len({c.mark for c in marked}) == 1 and len({c.rank for c in marked}) > 1 and len(marked) >= HEADINGS.flat
    if marked and not flat:
        _levels_from_marks(candidates, marked)
        return
    order = {rank: level for level, rank in enumerate(sorted({c.rank for c in candidates}), 1)}
    for candidate in candidates:
        candidate.paragraph.level = order[candidate.rank]


def _rank_by_number(candidates: list[Candidate], strength: dict[Looks, Strength]) -> None:
    """Ranks that the depth of a number gives, or the name of a usual section."""
    dotted = [c for c in candidates if c.depth >= 2]
    top_dotted = max((strength[c.looks] for c in dotted), default=None)
    for i, candidate in enumerate(candidates):
        if candidate.rank:
            continue
        if candidate.depth >= 2 or candidate.labelled:
            candidate.rank = float(candidate.depth)
        elif candidate.section:
            candidate.rank = 1.0
        elif candidate.depth == 1:
            following = next((c for c in candidates[i + 1 :] if c.depth >= 1 and not c.labelled), None)
            opens = following is not None and (
                following.number.startswith(candidate.number + ".")
                or (not dotted and following.depth == 1)
                or (following.depth == 1 and _larger_or_same(following, candidate) and top_dotted is None)
            )
            strong = top_dotted is None or strength[candidate.looks] > top_dotted
            candidate.rank = 1.0 if opens or strong else HEADINGS.deepest


def _rank_by_looks(candidates: list[Candidate], strength: dict[Looks, Strength], usual: Measures) -> None:
    """Ranks of the others: that of what looks the same, else below what looks stronger."""
    ranks: dict[Looks, list[float]] = defaultdict(list)
    for candidate in candidates:
        if candidate.rank and candidate.rank < HEADINGS.deepest:
            ranks[candidate.looks].append(candidate.rank)
    usual_rank = {looks: min(most_frequent(some)) for looks, some in ranks.items()}
    deepest = min((c.looks[0] for c in candidates if c.depth >= 2), default=0.0)
    recurring = Counter(c.text.casefold() for c in candidates if not c.rank)
    for candidate in candidates:
        if candidate.rank:
            continue
        if (
            recurring[candidate.text.casefold()] >= HEADINGS.recurring
            and candidate.looks[0] <= deepest + HEADINGS.hardly_larger
        ):
            candidate.rank = HEADINGS.deepest  # "Evidence" under every criterion, however large it is set
            continue
        own = usual_rank.get(candidate.looks)
        if own is not None and candidate.looks[0] >= usual.size + HEADINGS.larger:
            candidate.rank = own
            continue
        stronger = [rank for looks, rank in usual_rank.items() if strength[looks] > strength[candidate.looks]]
        candidate.rank = max(stronger, default=0.0) + HEADINGS.between
        if own is not None:
            candidate.rank = max(candidate.rank, max(usual_rank.values()) + HEADINGS.between)
        candidate.rank += (HEADINGS.largest - min(candidate.looks[0], HEADINGS.largest)) / HEADINGS.by_size


def _larger_or_same(one: Candidate, other: Candidate) -> bool:
    return one.looks[0] >= other.looks[0]


def _levels_from_marks(candidates: list[Candidate], marked: list[Candidate]) -> None:
    """Bookmarks say the level; headings that have none take it from their like."""
    by_depth: dict[int, list[int]] = defaultdict(list)
    by_looks: dict[Looks, list[int]] = defaultdict(list)
    pairs: list[tuple[float, int]] = []
    for candidate in marked:
        level = candidate.mark or 1
        if candidate.depth >= 2:
            by_depth[candidate.depth].append(level)
        by_looks[candidate.looks].append(level)
        pairs.append((candidate.rank, level))
    for candidate in candidates:
        if candidate.mark is not None:
            candidate.paragraph.level = candidate.mark
        elif candidate.depth >= 2 and candidate.depth in by_depth:
            candidate.paragraph.level = min(most_frequent(by_depth[candidate.depth]))
        elif candidate.looks in by_looks and candidate.rank < HEADINGS.deepest and candidate.depth < 2:
            candidate.paragraph.level = min(most_frequent(by_looks[candidate.looks]))
        else:
            below = [level for rank, level in pairs if rank < candidate.rank]
            same = [level for rank, level in pairs if rank == candidate.rank]
            candidate.paragraph.level = min(most_frequent(same)) if same else max(below, default=0) + 1
