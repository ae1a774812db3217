"""Closing a round: its picture is frozen in the same transaction, for all who read it later."""

from datetime import datetime

from sqlalchemy import Connection, Select, insert, select, text

from models.audit import Channel
from models.fiscal import RoundCode
from models.round_pictures import RoundPictureRow
from models.rounds import Round, end_round
from reports.reading import read_picture


def close_round(
    connection: Connection,
    code: RoundCode,
    *,
    at: datetime,
    channel: Channel,
    actor_id: int | None = None,
) -> None:
    """Close an open round and freeze its picture; `RoundError` if there is none."""
    end_round(connection, code, at=at, channel=channel, actor_id=actor_id)
    if connection.dialect.name == "postgresql":  # no import changes the plan under the picture
        connection.execute(text("LOCK TABLE plans IN SHARE ROW EXCLUSIVE MODE"))
    _freeze(connection, code, at)


def is_unfrozen(connection: Connection) -> bool:
    """Whether `freeze_closed` would find something."""
    return connection.execute(_unfrozen().limit(1)).first() is not None


def freeze_closed(connection: Connection, at: datetime) -> int:
    """Freeze rounds closed by an older version of Kaona, as they stood; how many."""
    found = connection.execute(_unfrozen()).all()
    for row in found:
        _freeze(connection, RoundCode.parse(row.code), at, until=row.closed_at)
    return len(found)


def _unfrozen() -> Select[str, datetime | None]:
    return select(Round.code, Round.closed_at).where(
        Round.closed_at.is_not(None), Round.id.not_in(select(RoundPictureRow.round_id))
    )


def _freeze(
    connection: Connection, code: RoundCode, at: datetime, *, until: datetime | None = None
) -> None:
    picture = read_picture(connection, code, until=until)
    its_round = select(Round.id).where(Round.code == str(code)).scalar_subquery()
    connection.execute(
        insert(RoundPictureRow).values(round_id=its_round, picture=picture.as_json(), frozen_at=at)
    )
