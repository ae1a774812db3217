"""Pages for people and machines: health now, the console to come."""
