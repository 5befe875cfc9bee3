"""TOML and entry points become sets, procedures, cases."""
