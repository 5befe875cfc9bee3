"""The pipeline: one report, several."""
