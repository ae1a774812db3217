"""One office: its settings, database, clock and ids, handed to everything that works for it."""

from dataclasses import dataclass, field
from threading import Event

from bot.clock import Clock, SystemClock
from bot.ids import Ids, RandomIds
from bot.settings import Settings
from models.database import Database


@dataclass(frozen=True)
class Office:
    """What the composition root makes once and hands in; nothing hangs on a module.

    `outbox_filled` is set after a commit that wrote outgoing messages, so that a sender in the
    same process need not wait for its next look.
    """

    settings: Settings
    database: Database
    clock: Clock = field(default_factory=SystemClock)
    ids: Ids = field(default_factory=RandomIds)
    outbox_filled: Event = field(default_factory=Event)
