"""Word files and sheets as every assembly writes them."""
