"""The version of Sapa, which every result, file and message of a broken plugin names."""

__version__ = "0.1.0"
