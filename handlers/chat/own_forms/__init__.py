"""`แบบรายงาน`: the official forms of what one reported, to sign and to file."""
