"""Values that are handed on; computes nothing that needs a file."""
