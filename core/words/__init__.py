"""Letters, words and sentences; knows no document."""
