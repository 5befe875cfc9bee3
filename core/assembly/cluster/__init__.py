"""Criteria against the programmes of a cluster."""
