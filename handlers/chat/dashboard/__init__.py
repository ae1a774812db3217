"""`แดชบอร์ด`: the way into the console."""
