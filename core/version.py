"""What Sapa calls itself: its version, which every result and file names, and its name as the author of comments."""

__version__ = "0.1.0"
OUR_AUTHOR = "Sapa"  # of the comments that --annotate writes
