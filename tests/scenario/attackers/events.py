"""Every kind of event LINE sends, well formed, and how each field of one is spoiled."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from tests.scenario.letterbox import BEN, Raw, event

GROUP = {"type": "group", "groupId": "C" + "1" * 32, "userId": BEN}
LINE = {"type": "line"}
PAIR = "\U0001f600"
MEMBERS = {"members": [{"type": "user", "userId": BEN}]}
MENTIONED = [
    {"index": 0, "length": 3, "type": "user", "userId": BEN, "isSelf": True},
    {"index": 4, "length": 4, "type": "all"},
]
EMOJIS = [{"index": 0, "length": 2, "productId": "5ac1bfd5040ab15980c9b435", "emojiId": "001"}]
PLACE = {"title": "สพป.", "address": "สมุทรสาคร", "latitude": 13.5, "longitude": 100.3}
BATTERY = {"hwid": "d41d8cd98f", "type": "enter", "dm": "00ff"}
SET = {"id": "E5", "index": 1, "total": 2}

MESSAGES: list[Raw] = [
    {"type": "text", "text": f"{PAIR} สวัสดี", "quoteToken": "q", "emojis": EMOJIS,
     "mention": {"mentionees": MENTIONED}, "quotedMessageId": "1", "markAsReadToken": "m"},
    {"type": "image", "contentProvider": LINE, "quoteToken": "q", "imageSet": SET},
    {"type": "image", "contentProvider": {"type": "external", "originalContentUrl": "http://x",
     "previewImageUrl": "http://169.254.169.254/"}},
    {"type": "video", "duration": 60_000, "contentProvider": LINE, "quoteToken": "q"},
    {"type": "audio", "duration": 60_000, "contentProvider": LINE},
    {"type": "file", "fileName": "../../รายงาน.xlsx", "fileSize": 2138},
    {"type": "location", **PLACE},
    {"type": "sticker", "packageId": "446", "stickerId": "1988", "text": "x", "keywords": ["y"],
     "stickerResourceType": "MESSAGE", "quoteToken": "q"},
]  # fmt: skip
DETAILS: dict[str, Raw] = {
    "unsend": {"unsend": {"messageId": "1"}},
    "follow": {"follow": {"isUnblocked": False}},
    "unfollow": {},
    "join": {"source": GROUP},
    "leave": {"source": GROUP},
    "memberJoined": {"source": GROUP, "joined": MEMBERS},
    "memberLeft": {"source": GROUP, "left": MEMBERS},
    "postback": {"postback": {"data": "report:page:0", "params": {"datetime": "2024-04-03t09:00"}}},
    "videoPlayComplete": {"videoPlayComplete": {"trackingId": "1"}},
    "beacon": {"beacon": BATTERY},
    "accountLink": {"link": {"result": "ok", "nonce": "n"}},
    "membership": {"membership": {"type": "joined", "membershipId": 3189}},
    "module": {"module": {"type": "attached", "botId": BEN, "scopes": ["message:send"]}},
    "activated": {"chatControl": {"expireAt": 1_712_109_600_000}},
    "delivery": {"delivery": {"data": "hash"}},
    "somethingNew": {"somethingNew": {"a": [1, {"b": None}]}},
}


def well_formed(user: str) -> list[Raw]:
    """One event of each kind, of one person."""
    said = [event("message", user, message={"id": "1", **one}) for one in MESSAGES]
    return said + [event(kind, user, **deepcopy(more)) for kind, more in DETAILS.items()]


MISSING = object()
SPOILED: tuple[Any, ...] = (
    MISSING, None, [], {"a": {"b": [1]}}, -1, 10**40, "", "nul\x00nul", "half \ud800 a pair",
    True, 1.5, "\u202e\u200f" * 50, "ก" * 6_000, [[[[[[[]]]]]]] * 50,
)  # fmt: skip
"""What stands where something else should."""

ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)

Path = tuple[str | int, ...]


def paths(value: Any, at: Path = ()) -> Iterator[Path]:
    """Every place in an event, the inner ones after the outer."""
    if isinstance(value, dict | list):
        keys: Any = value if isinstance(value, dict) else range(len(value))
        for key in keys:
            yield (*at, key)
            yield from paths(value[key], (*at, key))


def spoiled(raw: Raw, path: Path, value: object) -> Raw:
    """The event with one place replaced, or left out."""
    after = deepcopy(raw)
    inside: Any = after
    for key in path[:-1]:
        inside = inside[key]
    if value is MISSING:
        del inside[path[-1]]
    else:
        inside[path[-1]] = value
    return after
