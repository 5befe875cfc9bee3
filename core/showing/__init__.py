"""What both kinds of output use."""
