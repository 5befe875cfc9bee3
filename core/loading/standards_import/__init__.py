"""A document of printed standards -> set.toml: what is read is taken as it stands, and nothing is invented."""
