"""Where a report conversation stands: small JSON between two messages."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.cards import Json

CHOOSING, CARD, EDITING = "choose", "card", "edit"


@dataclass(frozen=True)
class State:
    """`asking` is a field's key or one of the places above; `draft` is the key of the draft.

    `brief`: only what is required is asked before the card. `shown` is the revision the card in
    front of the person shows; what is submitted must be just that. `queue` holds the drafts of
    further projects told in one message; `photos` and `told`: something was sent, or reported,
    whose project is asked; `unplaced`: pieces of a message whose project is asked at the end.
    """

    asking: str = CHOOSING
    draft: str = ""
    brief: bool = False
    skipped: tuple[str, ...] = ()
    shown: int = -1
    queue: tuple[str, ...] = ()
    photos: bool = False
    told: str = ""
    unplaced: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, stored: Json) -> "State":
        """Back from a session."""
        values: dict[str, Any] = dict(stored)
        for name in ("skipped", "queue", "unplaced"):
            values[name] = tuple(values.get(name, ()))
        return cls(**values)

    def as_json(self) -> Json:
        """For the session."""
        values = asdict(self)
        return {name: list(one) if isinstance(one, tuple) else one for name, one in values.items()}

    def at(self, asking: str) -> "State":
        """The same draft at another question; no card is shown any more."""
        return replace(self, asking=asking, shown=-1)

    def skipping(self, key: str) -> "State":
        """An optional question was passed over."""
        return replace(self, skipped=(*self.skipped, key))
