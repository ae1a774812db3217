"""What an attacker types into a field."""

MARK = "<script>alert('mark')</script>"
ODD = (
    "",
    " ",
    "nul\x00nul",
    MARK,
    '"><img src=x onerror=alert(1)>',
    '=HYPERLINK("http://x","1")',
    "-1",
    "99999999999999999999999999",
    "1e309",
    "NaN",
    "๙๙๙๙๙",
    "31/2/2567",
    "1/1/9999",
    "\u202eกลับหลัง\u200b",
    "\U0010ffff\u0301\ufeff",
    "ก" * 5000,
    "'; DROP TABLE people; --",
    "{{ 7 * 7 }} ${7*7} %s %(x)s {0}",
    "../../../../etc/passwd",
    "a\r\nSet-Cookie: x=y",
    "true",
    "[]",
)
