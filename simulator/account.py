"""A person of the office as LINE knows them: one account that may add the bot as a friend."""

import hashlib
import re
from dataclasses import dataclass

_USER_ID = re.compile(r"U[0-9a-f]{32}")


def user_id_for(seed: str) -> str:
    """A well-formed LINE user id that is always the same for the same `seed`."""
    return "U" + hashlib.sha256(seed.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Account:
    """Who can be chosen at the top of the page.

    `position` is what stands under the name ("ผอ.กลุ่มนโยบายและแผน"), `invite_link` what the
    person's printed code says. A `friend` has added the bot before the story begins.
    """

    user_id: str
    name: str
    position: str = ""
    invite_link: str = ""
    friend: bool = False

    def __post_init__(self) -> None:
        if not _USER_ID.fullmatch(self.user_id):
            raise ValueError(f"not a LINE user id: {self.user_id!r}")


@dataclass(frozen=True)
class BotAccount:
    """The official account that the page talks to."""

    user_id: str = user_id_for("kaona")
    name: str = "ก้าวหน้า"
    basic_id: str = "@kaona"
