"""The stages of a case on the calendar."""
