"""A PDF becomes a Document."""
