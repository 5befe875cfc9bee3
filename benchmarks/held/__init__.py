"""Reading held against others: the suites of benchmarks/reading.py, each a module, and what they share."""
