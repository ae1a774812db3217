"""What is read of people and delegations decides who may do what today."""

from datetime import date

from sqlalchemy import Connection, insert, select, update

from models.audit import AuditEntry, Channel
from models.authority import NOBODY, Act, read_authority
from models.delegations import Delegation, LeadKind
from models.people import Group, Person
from models.plan import Project
from tests.office_sample import Town

TODAY = date(2024, 4, 3)


def _person(connection: Connection, code: str) -> int:
    return connection.scalar(select(Person.id).where(Person.code == code)) or 0


def _group(connection: Connection, code: str) -> int:
    return connection.scalar(select(Group.id).where(Group.code == code)) or 0


def test_a_delegation_counts_on_its_days_only(sample: Town) -> None:
    with sample.office.database.write() as connection:
        deputy, group = _person(connection, "ก05"), _group(connection, "กนต.")
        connection.execute(
            insert(Delegation).values(
                group_id=group,
                person_id=deputy,
                kind=LeadKind.DELEGATED,
                starts_on=date(2024, 4, 2),
                ends_on=date(2024, 4, 15),
                given_at=sample.office.clock.now(),
                channel=Channel.COMMAND,
            )
        )
        leads = {
            day: read_authority(connection, deputy, date(2024, 4, day)).led
            for day in (1, 2, 15, 16)
        }
        assert leads == {1: frozenset(), 2: {group}, 15: {group}, 16: frozenset()}
        connection.execute(update(Delegation).values(revoked_at=sample.office.clock.now()))
        assert not read_authority(connection, deputy, TODAY).may(Act.CERTIFY)


def test_who_left_is_nobody(sample: Town) -> None:
    with sample.office.database.write() as connection:
        director = _person(connection, "ก06")
        assert read_authority(connection, director, TODAY).may(Act.CERTIFY)
        connection.execute(update(Person).where(Person.id == director).values(active=False))
        assert read_authority(connection, director, TODAY) == NOBODY
        assert read_authority(connection, None, TODAY) == NOBODY


def test_a_button_of_another_is_refused_recorded_and_tells_nothing(sample: Town) -> None:
    """Somebody else's project and one that does not exist get the same words."""
    owner = sample.registered("ก02")
    with sample.office.database.read() as connection:
        others = connection.scalar(select(Project.id).where(Project.code == "15"))
    said = []
    for asked in (f"report:open:{others}", "report:open:987654", "report:send:ABCDEFGH:0", "x:y"):
        owner.tap_data(asked)
        said.append(owner.last.texts)
    assert said == [["ขอโทษค่ะ รายการนี้เปิดให้ไม่ได้ พิมพ์ เมนู เพื่อดูสิ่งที่ทำได้นะคะ"]] * 4
    with sample.office.database.read() as connection:
        refused = connection.execute(
            select(AuditEntry.actor_id, AuditEntry.subject, AuditEntry.subject_id)
            .where(AuditEntry.action == "refused")
            .order_by(AuditEntry.id)
        ).all()
        me = _person(connection, "ก02")
    assert [tuple(one) for one in refused] == [
        (me, "report", f"report:open:{others}"),
        (me, "report", "report:open:987654"),
        (me, "report", "report:send:ABCDEFGH:0"),
        (me, "report", "x:y"),
    ]
