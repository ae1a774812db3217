"""What may come of one call that sends messages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Accepted:
    """LINE took it: 200, or 409 because this retry key was taken before."""

    request_id: str | None = None


@dataclass(frozen=True)
class Unsent:
    """Base of all that is known not to have been sent by this call; `reason` is for operators."""

    reason: str
    request_id: str | None = None


@dataclass(frozen=True)
class NotConnected(Unsent):
    """No connection came about: LINE knows nothing of the call."""


@dataclass(frozen=True)
class RateLimited(Unsent):
    """429: too many calls just now."""


@dataclass(frozen=True)
class MonthlyLimit(Unsent):
    """429: the month's counted messages are used up."""


@dataclass(frozen=True)
class TokenRefused(Unsent):
    """400 "Invalid reply token": used, too old or never given out."""


@dataclass(frozen=True)
class Refused(Unsent):
    """Any other 4xx: sending the same again would be refused again."""


@dataclass(frozen=True)
class Unknown:
    """5xx, a timeout, a lost connection: LINE may have taken it or not."""

    reason: str
    request_id: str | None = None


Outcome = Accepted | NotConnected | RateLimited | MonthlyLimit | TokenRefused | Refused | Unknown
