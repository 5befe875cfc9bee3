"""Sapa reads self-assessment reports against accreditation standards."""

__version__ = "0.1.0"
