"""Everything that happens by the clock."""
