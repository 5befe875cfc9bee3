"""Where the document writes which code."""
