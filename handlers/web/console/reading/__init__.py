"""What the pages read: few explicit queries each, values out."""
