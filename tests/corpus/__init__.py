"""A labelled corpus of fictional self-assessment reports, built from text sources (see README.md here)."""
