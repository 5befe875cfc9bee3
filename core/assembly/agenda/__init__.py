"""The agenda of a visit."""
