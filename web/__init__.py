"""The local page: `sapa serve` shows in a browser what the commands print."""
