"""What the conversation writes: the import itself, and answers that come after slow work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from bot import outbox
from bot.cards import Json
from bot.clock import BANGKOK
from bot.office import Office
from bot.outbox import Outgoing
from handlers.chat.disbursement.rows import figures_of
from models.audit import Channel
from models.deferral import Deferral
from models.disbursement_offers import ChangeOffer, OfferFacts, OfferState
from models.errors import TryAgainError
from models.people import LineAccount
from workbooks.disbursement_store import import_disbursements

CHECK = "check_disbursements"
"""The deferred task that fetches and checks a sent workbook."""
CHECK_WITHIN = timedelta(hours=6)


class ShownOtherwiseError(TryAgainError):
    """Figures changed between the look and the import: the card is made again."""


@dataclass(frozen=True)
class ImportOffer:
    """The import of what was shown, and nothing else."""

    offer: OfferFacts
    person_id: int
    now: datetime

    def apply(self, connection: Connection) -> None:
        """Store it; `ShownOtherwiseError` if it would not be what was shown."""
        changes = import_disbursements(
            connection,
            figures_of(self.offer.content),
            today=self.now.astimezone(BANGKOK).date(),
            at=self.now,
            channel=Channel.CHAT,
            actor_id=self.person_id,
        )
        if changes.fingerprint != self.offer.shown:
            raise ShownOtherwiseError
        ChangeOffer(self.offer.key, OfferState.IMPORTED, self.now).apply(connection)


def check_later(offer: OfferFacts, now: datetime, event_id: str, token: str | None) -> Deferral:
    """Fetch and check the workbook after the answer; the reply token is kept for the result."""
    until = now + outbox.REPLY_WITHIN
    return Deferral(
        kind=CHECK,
        arguments={"offer": offer.key, "reply_token": token, "reply_until": until.isoformat()},
        now=now,
        expires_after=CHECK_WITHIN,
        person_id=offer.person_id,
        caused_by=event_id,
    )


@dataclass(frozen=True)
class Tell:
    """The result of slow work: by the reply token of the event that asked, else by push."""

    office: Office
    person_id: int
    say: Sequence[Json]
    arguments: Mapping[str, Any]
    caused_by: str | None

    def apply(self, connection: Connection) -> None:
        """Write it; nobody is told who blocked the bot or is gone."""
        account = connection.scalar(
            select(LineAccount.line_user_id).where(
                LineAccount.person_id == self.person_id, LineAccount.blocked_at.is_(None)
            )
        )
        if account is None:
            return
        token = self.arguments.get("reply_token")
        until = datetime.fromisoformat(self.arguments["reply_until"]) if token else None
        message = Outgoing(
            recipient=account,
            objects=list(self.say),
            kind="answer",
            reply_token=token,
            reply_until=until,
            caused_by=self.caused_by,
        )
        outbox.put(connection, self.office, [message])
