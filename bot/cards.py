"""The building blocks of messages: text, Flex cards, buttons, with LINE's limits kept.

Everything here is plain JSON as LINE takes it, so that it can be frozen into the outbox as it is.
Quick replies are an extra on phones: LINE for PC does not show them, so nothing depends on them.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import orjson

from bot.thaitext import clip
from models.errors import KaonaError

Json = dict[str, Any]

INK, MUTED, LINE, PAPER = "#1F2937", "#6B7280", "#E5E7EB", "#F3F4F6"
BRAND, GOOD, BUSY, WARN, BAD, QUIET = (
    "#0F766E",
    "#047857",
    "#1D4ED8",
    "#B45309",
    "#B91C1C",
    "#6B7280",
)

BUBBLE_BYTES, CAROUSEL_BYTES = 30_000, 50_000
"""LINE's 30 KB and 50 KB, measured in the longer form in which Thai is sent as \\uXXXX."""

CAROUSEL_BUBBLES, QUICK_REPLIES, MESSAGES = 12, 13, 5
ALT_TEXT, LABEL, QUICK_LABEL, POSTBACK, TEXT = 1500, 40, 20, 300, 5000


class CardError(KaonaError):
    """A message breaks one of LINE's limits."""


# --- actions -----------------------------------------------------------------------------------


def postback(label: str, data: str, shown: str | None = None) -> Json:
    """An action that sends `data`; `shown` appears as the person's own words (default: label)."""
    if len(data) > POSTBACK:
        raise CardError(f"postback data of {len(data)} characters")
    return {
        "type": "postback",
        "label": clip(label, LABEL),
        "data": data,
        "displayText": clip(shown or label, POSTBACK),
    }


def says(label: str, text: str | None = None) -> Json:
    """An action that types `text` (default: the label) for the person."""
    if len(text or label) > POSTBACK:
        raise CardError(f"a button that types {len(text or label)} characters")
    return {"type": "message", "label": clip(label, LABEL), "text": text or label}


def opens(label: str, address: str) -> Json:
    """An action that opens an address."""
    return {"type": "uri", "label": clip(label, LABEL), "uri": address}


# --- pieces of a card --------------------------------------------------------------------------


def words(text: str, **look: Any) -> Json:
    """A wrapping text; LINE refuses an empty one, so it becomes a dash."""
    return {
        "type": "text",
        "text": text or "-",
        "wrap": True,
        "color": INK,
        "size": "sm",
        "scaling": True,
        **look,
    }


def note(text: str, **look: Any) -> Json:
    """A smaller, quieter text."""
    return words(text, **{"color": MUTED, "size": "xs", **look})


def strong(text: str, **look: Any) -> Json:
    """A bold text."""
    return words(text, **{"weight": "bold", "size": "md", **look})


def gap() -> Json:
    """A thin line between parts."""
    return {"type": "separator", "margin": "md", "color": LINE}


def stack(contents: Sequence[Json], **look: Any) -> Json:
    """Pieces one below the other."""
    return {"type": "box", "layout": "vertical", "contents": list(contents), **look}


def side_by_side(contents: Sequence[Json], **look: Any) -> Json:
    """Pieces one beside the other."""
    return {"type": "box", "layout": "horizontal", "contents": list(contents), **look}


def row(label: str, value: str, *, action: Json | None = None, color: str = INK) -> Json:
    """A line of a table: what it is, and its value; tapping it does `action`."""
    value_look: Json = {"flex": 5, "color": color}
    if action:
        value_look |= {"decoration": "underline"}
    line = side_by_side(
        [words(label, flex=3, color=MUTED), words(clip(value, 300), **value_look)],
        spacing="sm",
        margin="md",
    )
    return line | {"action": action} if action else line


def amount_row(label: str, amount: str, *, color: str = INK, weight: str = "regular") -> Json:
    """A line with a figure at the right."""
    return side_by_side(
        [
            words(label, flex=5, color=MUTED),
            words(amount, flex=5, align="end", color=color, weight=weight),
        ],
        margin="sm",
    )


def bar(share: Decimal, color: str = BRAND) -> Json:
    """A progress bar; `share` in percent, shown within 0 to 100."""
    width = max(Decimal(0), min(Decimal(100), share))
    filled = stack([], width=f"{width:.0f}%", height="8px", backgroundColor=color)
    return stack(
        [filled | {"cornerRadius": "4px"}],
        height="8px",
        backgroundColor=LINE,
        cornerRadius="4px",
        margin="sm",
    )


def button(action: Json, *, main: bool = False) -> Json:
    """A button; the main one of a card is filled."""
    look = {"style": "primary", "color": BRAND} if main else {"style": "secondary"}
    return {"type": "button", "action": action, "height": "sm", **look}


def link(action: Json) -> Json:
    """A button that looks like a link, for the way out."""
    return {"type": "button", "action": action, "height": "sm", "style": "link", "color": BRAND}


def heading(title: str, above: str = "", color: str = BRAND) -> Json:
    """The coloured head of a card."""
    lines = [strong(clip(title, 200), color="#FFFFFF")]
    if above:
        lines.insert(0, words(clip(above, 100), color="#FFFFFFCC", size="xs"))
    return stack(lines, backgroundColor=color, paddingAll="lg", spacing="xs")


def bubble(
    *,
    head: Json | None = None,
    body: Sequence[Json],
    buttons: Sequence[Json] = (),
    size: str = "mega",
) -> Json:
    """A card: head, body, buttons below one another."""
    card: Json = {"type": "bubble", "size": size}
    if head:
        card["header"] = head
    card["body"] = stack(body, spacing="sm", paddingAll="lg")
    if buttons:
        card["footer"] = stack(buttons, spacing="sm", paddingAll="lg")
    return card


# --- messages ----------------------------------------------------------------------------------


def message(text: str, quick: Sequence[Json] = ()) -> Json:
    """A plain text message."""
    return _with_quick({"type": "text", "text": clip(text, 4000) or "-"}, quick)


def card(alt: str, bubbles: Json | Sequence[Json], quick: Sequence[Json] = ()) -> Json:
    """A Flex message of one card, or of several side by side; `alt` is what notifications show."""
    one = isinstance(bubbles, dict)
    contents = bubbles if one else {"type": "carousel", "contents": list(bubbles)}
    flex = {"type": "flex", "altText": clip(alt, ALT_TEXT) or "-", "contents": contents}
    return _with_quick(flex, quick)


def _with_quick(out: Json, quick: Sequence[Json]) -> Json:
    if quick:
        items = [
            {"type": "action", "action": action | {"label": clip(action["label"], QUICK_LABEL)}}
            for action in quick
        ]
        out["quickReply"] = {"items": items}
    return out


def check(messages: Sequence[Json]) -> None:
    """`CardError` if LINE would refuse these messages for their number or size."""
    if not 1 <= len(messages) <= MESSAGES:
        raise CardError(f"{len(messages)} messages in one call")
    for item in messages:
        _check_one(item)


def _check_one(item: Json) -> None:
    if len(item.get("quickReply", {}).get("items", ())) > QUICK_REPLIES:
        raise CardError("too many quick replies")
    if item["type"] == "text":
        length = len(item["text"].encode("utf-16-le")) // 2
        if length > TEXT:
            raise CardError(f"a text of {length} units")
    elif item["type"] == "flex":
        _check_flex(item["contents"])


def _check_flex(contents: Json) -> None:
    is_carousel = contents["type"] == "carousel"
    bubbles = contents["contents"] if is_carousel else [contents]
    if not 1 <= len(bubbles) <= CAROUSEL_BUBBLES:
        raise CardError(f"{len(bubbles)} cards in a row")
    sizes = [_sent_bytes(one) for one in bubbles]
    if max(sizes) > BUBBLE_BYTES or (is_carousel and sum(sizes) > CAROUSEL_BYTES - 1000):
        raise CardError(f"cards of {sizes} bytes")


def _sent_bytes(piece: Json) -> int:
    r"""The bytes of the longer form: Thai as \uXXXX, a blank behind each comma and colon.

    Those within texts are counted too, which errs on the safe side.
    """
    short = orjson.dumps(piece)
    text = short.decode()
    plain = len(text.encode("ascii", "ignore"))
    units = len(text.encode("utf-16-le")) // 2
    return plain + 6 * (units - plain) + short.count(b",") + short.count(b":")
