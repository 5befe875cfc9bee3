"""The skeleton of the external expert group's report."""
