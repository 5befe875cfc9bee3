"""The filled report of the experts, read back and judged."""
