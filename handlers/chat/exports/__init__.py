"""`ขอรายงาน`: documents of a round, made aside and handed out by a link."""
