"""Chats in which somebody is just talking: what the clock has to say waits, or rides along."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select, update

from bot import outbox
from bot.office import Office
from bot.outbox import OUT
from models.messages import ChatSession, Delivery

KINDS = (
    "reminder",
    "escalation",
    "summary",
    "certify_request",
    "certify_stuck",
    "report_written",
)
"""What nobody in the chat asked for: it can wait for the end of a talk."""
QUIET = timedelta(minutes=15)
"""So long after a person's last message a conversation may still be going on."""


def busy_chats(connection: Connection, now: datetime) -> dict[str, datetime]:
    """Chats in which somebody wrote a moment ago, with the time from which they count as quiet."""
    rows = connection.execute(
        select(ChatSession.line_user_id, ChatSession.touched_at).where(
            ChatSession.touched_at > now - QUIET, ChatSession.touched_at <= now
        )
    )
    return {chat: touched_at + QUIET for chat, touched_at in rows}


def wait_for_quiet(office: Office, busy: Mapping[str, datetime]) -> int:
    """What waits for a person who is writing just now waits on; how many messages.

    With the next reply to them it goes along free (`bot.claims`).
    """
    if not busy:
        return 0
    held = (
        update(outbox.TABLE)
        .where(outbox.is_open(OUT.state), OUT.recipient == bindparam("chat"))
        .where(OUT.kind.in_(KINDS), OUT.state == Delivery.WAITING)
        .where(OUT.attempts == 0, OUT.due_at < bindparam("quiet", type_=OUT.due_at.type))
        .where(OUT.expires_at > bindparam("quiet", type_=OUT.due_at.type))
        .values(due_at=bindparam("quiet", type_=OUT.due_at.type))
    )
    with office.database.write() as connection:
        waiting = connection.scalars(
            select(OUT.recipient).where(
                outbox.is_open(OUT.state),
                OUT.kind.in_(KINDS),
                OUT.state == Delivery.WAITING,
            )
        ).all()
        moved = set(waiting) & busy.keys()
        for chat in sorted(moved):  # one by one: lists like KINDS do not go with many rows at once
            connection.execute(held, {"chat": chat, "quiet": busy[chat]})
    return len(moved)
