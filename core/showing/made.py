"""What a made file says of its making: nothing that would differ the next time."""

from datetime import datetime

NO_DATE = datetime(2000, 1, 1)  # written instead of the time of making: the same content is the same file
