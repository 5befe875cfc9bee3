"""Two drafts of a report, its language versions, its numbers from year to year: what differs, and where."""
