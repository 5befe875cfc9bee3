"""The sapa command."""


def main() -> None:
    raise SystemExit("not yet")
