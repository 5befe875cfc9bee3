"""Reports made up at random, with their truth known by construction: the same seed gives the same report.

    source = generate(seed)                 the text source, as in tests/corpus/sources
    built = build([(source, source.containers[0])], folder)

What is drawn: the set(s), the language (of each standard, in mixed reports), how each standard is written down (see
layouts.py), how complete the report is, which traps it contains, the container and the producer. Numbers are drawn from
ranges, not from lists, so that a report is hardly ever like another.
"""

from __future__ import annotations

from .report import generate, generate_text

__all__ = ["generate", "generate_text"]
