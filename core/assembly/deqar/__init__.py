"""A draft record for the register of reports."""
