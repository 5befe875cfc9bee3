"""`sapa portfolio`: many results and cases in one view."""
