"""What a commission recommends and the council decides: the choices of every document that asks for it."""

from __future__ import annotations

# The sources speak of 1, 3, 5 and 7 years; the procedure allows 6 to 7 for re-accreditation by the same agency.
DECISIONS = ("accredit-7", "accredit-6", "accredit-5", "accredit-3", "accredit-1", "refuse")
FORMS = ("plan", "interim", "both", "none")  # of what is to follow a decision
