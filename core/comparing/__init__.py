"""Two drafts of a report, its language versions, its numbers from year to year, two editions of a set: what differs."""
