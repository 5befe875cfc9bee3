"""The names nearest to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str], *, limit: int = 3) -> tuple[str, ...]:
    """Up to `limit` of the known names that `name` may have meant, likeliest first; the order is always the same."""
    from rapidfuzz.distance import OSA  # two neighbours swapped are one slip: 3.2.41 for 3.2.14

    wanted = _plain(name)
    if not wanted:
        return ()
    scored: list[tuple[float, int, str]] = []
    for place, candidate in enumerate(dict.fromkeys(known)):
        plain = _plain(candidate)
        score = OSA.normalized_similarity(wanted, plain)
        if len(wanted) >= 3 and (plain.startswith(wanted) or wanted in plain.split("-")):
            score = max(score, 0.9)  # "inst" for "institutional"
        if score >= 0.5:
            scored.append((-score, place, candidate))
    return tuple(candidate for _, _, candidate in sorted(scored)[:limit])


def _plain(name: str) -> str:
    return name.strip().casefold().replace("_", "-").replace(" ", "-")
