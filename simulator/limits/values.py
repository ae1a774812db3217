"""Which words and numbers LINE takes for sizes, colours, links and dates."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from urllib.parse import urlsplit

Check = Callable[[str], bool]

_SPACES = "none|xs|sm|md|lg|xl|xxl"
_SIZES = "xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl"
_PX = r"\d+(\.\d+)?px"
_PERCENT = r"\d+(\.\d+)?%"
_SIGNED = r"-?\d+(\.\d+)?(px|%)"


def _matches(pattern: str) -> Check:
    compiled = re.compile(pattern)
    return lambda value: compiled.fullmatch(value) is not None


is_colour = _matches(r"#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})")
is_spacing = _matches(f"{_SPACES}|{_PX}")
is_padding = _matches(f"{_SPACES}|{_PX}|{_PERCENT}")
is_offset = _matches(f"{_SPACES}|{_SIGNED}")
is_corner = is_spacing
is_border = _matches(f"none|light|normal|medium|semi-bold|bold|{_PX}")
is_length = _matches(f"{_PX}|{_PERCENT}")
is_pixels = _matches(_PX)
is_text_size = _matches(f"{_SIZES}|{_PX}")
is_image_size = _matches(f"{_SIZES}|full|{_PX}|{_PERCENT}")
is_percent = _matches(_PERCENT)
_angle = re.compile(r"(\d+(?:\.\d+)?)deg")
_ratio = re.compile(r"(\d{1,6}):(\d{1,6})")
_uri = re.compile(r"[!#$&-;=?-Z\[\]_a-z~%]+")
_bad_percent = re.compile(r"%(?![0-9A-Fa-f]{2})")


def is_angle(value: str) -> bool:
    """`90deg`, from 0 to less than 360."""
    match = _angle.fullmatch(value)
    return match is not None and float(match[1]) < 360


def is_ratio(value: str) -> bool:
    """`w:h` with h at most three times w."""
    match = _ratio.fullmatch(value)
    if match is None:
        return False
    width, height = int(match[1]), int(match[2])
    return 1 <= width <= 100_000 and 1 <= height <= min(100_000, 3 * width)


def is_encoded(uri: str) -> bool:
    """Only letters that may stand in a link; Thai ones must be percent-encoded."""
    return _uri.fullmatch(uri) is not None and _bad_percent.search(uri) is None


def is_link(uri: str) -> bool:
    """What a `uri` action may open."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return False
    if parts.scheme in {"http", "https"}:
        return bool(parts.netloc)
    return parts.scheme in {"line", "tel"}


def is_https(url: str, *, loopback_too: bool = False) -> bool:
    """What an image may be fetched from; `loopback_too` also takes http from this machine."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    loopback = loopback_too and parts.scheme == "http" and parts.hostname in _LOOPBACK
    return bool(parts.netloc) and (parts.scheme == "https" or loopback)


_LOOPBACK = {"127.0.0.1", "localhost"}

_DATE = r"\d{4}-\d{2}-\d{2}"
_TIME = r"\d{2}:\d{2}"
_MOMENT_FORMS = {"date": _DATE, "time": _TIME, "datetime": f"{_DATE}[Tt]{_TIME}"}


def picker_moment(mode: str, value: str) -> date | time | datetime | None:
    """What a date picker's `initial`, `min` or `max` means, or None when LINE would not take it."""
    if not re.fullmatch(_MOMENT_FORMS.get(mode, ""), value):
        return None
    try:
        if mode == "time":
            return time.fromisoformat(value)
        moment = datetime.fromisoformat(value.upper())
    except ValueError:
        return None
    if not 1900 <= moment.year <= 2100:
        return None
    return moment if mode == "datetime" else moment.date()
