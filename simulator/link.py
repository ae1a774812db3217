"""What a scanned code means to LINE: a text to send to the bot, or a page to open."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True)
class Link:
    """`text` is put into the input box; `url` is opened instead; `stranger` is another account."""

    text: str = ""
    url: str = ""
    stranger: str = ""
    adds_friend: bool = False


_LINE_HOSTS = {"line.me", "www.line.me"}


def read_link(link: str, basic_id: str) -> Link:
    """Understands `https://line.me/R/oaMessage/@id/?text` and the like, as LINE does."""
    parts = urlsplit(link.strip())
    words = [unquote(word) for word in parts.path.split("/") if word]
    if parts.hostname in _LINE_HOSTS and words[:2] == ["R", "oaMessage"] and len(words) > 2:
        return _for_account(words[2], basic_id, Link(text=unquote(parts.query)))
    if parts.hostname in _LINE_HOSTS and words[:3] == ["R", "ti", "p"] and len(words) > 3:
        return _for_account(words[3], basic_id, Link(adds_friend=True))
    if parts.scheme in {"http", "https"}:
        return Link(url=link.strip())
    return Link(text=link.strip())


def _for_account(named: str, basic_id: str, link: Link) -> Link:
    return link if named.lower() == basic_id.lower() else Link(stranger=named)
