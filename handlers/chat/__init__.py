"""One module for each conversation."""
