"""`python -m sapa` is the `sapa` command."""

from .cli import main

if __name__ == "__main__":
    main()
