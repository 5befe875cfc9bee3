"""The local page, without a browser."""
