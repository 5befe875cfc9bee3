"""A box to tick in front of a code, empty or ticked, drawn, typed or in a font of signs: it hides no code."""

from __future__ import annotations

import re

# Signs of boxes and ticks; what Wingdings and Symbol have them stored as; and as letters where the font is lost.
_SIGNS = "☐☑☒□■▢▣◻◼◽◾⬜⬛✓✔✗✘✕✖⊠⊞⊡🗹🗷🗸✅❌❏❐❑❒\uf000-\uf0ff"
_TICK = re.compile(
    rf"\s*(?:[{_SIGNS}\ufe0f]+\s*|[\[(]\s?[xхv+✓✔]?\s?[\])]\s*(?=[^\W_])|(?-i:[onþýü¨])\s+(?=[0-9]{{1,2}}\.[0-9]{{1,2}}\.[0-9]))+",
    re.IGNORECASE,
)


def unticked(text: str) -> str:
    """The text with blanks for the boxes that it begins with: what stands behind them keeps its place."""
    match = _TICK.match(text)
    return text if match is None else " " * match.end() + text[match.end() :]
