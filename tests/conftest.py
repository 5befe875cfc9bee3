"""What holds for every test: none of them is about time, which belongs to benchmarks/."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("sapa", deadline=None)
settings.load_profile("sapa")
