"""A whole case: its reports, annexes, commission, dates, papers against the procedure."""
