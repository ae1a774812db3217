"""A decision is about one version: the newest, as it was shown."""

import pytest
from sqlalchemy import select

from models.audit import AuditEntry, Channel
from models.authority import Authority, Lead
from models.certifying import (
    Certifier,
    Decide,
    DecidedMeanwhileError,
    ReportToCertify,
    read_certifiers,
    read_report,
    read_waiting,
    standing_of,
)
from models.delegations import LeadKind
from models.people import Group, Person
from models.progress import Certification, Decision
from tests.office_sample import Town


def send(town: Town, code: str, text: str) -> None:
    owner = town.registered(code)
    owner.say(text)
    owner.say("ส่งเลย")
    owner.tap("ยืนยันส่ง")


def waiting(town: Town) -> list[ReportToCertify]:
    with town.office.database.read() as connection:
        return read_waiting(connection, connection.scalars(select(Group.id)).all())


def decide(town: Town, report: ReportToCertify, decision: Decision = Decision.CERTIFIED) -> None:
    with town.office.database.write() as connection:
        director = connection.scalar(select(Person.id).where(Person.code == "ก06"))
        Decide(
            report.id,
            report.last_decision,
            director or 0,
            decision,
            LeadKind.DIRECTOR,
            own=False,
            at=town.office.clock.now(),
            channel=Channel.CHAT,
            reason="ยอดไม่ตรง" if decision is Decision.RETURNED else "",
        ).apply(connection)


@pytest.fixture
def report(sample: Town) -> ReportToCertify:
    send(sample, "ก02", "โครงการ 2 เสร็จแล้ว ใช้ไป 23,800")
    return waiting(sample)[0]


def test_a_decision_ends_the_waiting_and_stands_in_the_trail(
    sample: Town, report: ReportToCertify
) -> None:
    decide(sample, report)
    assert waiting(sample) == []
    with sample.office.database.read() as connection:
        trail = select(AuditEntry.subject_id).where(AuditEntry.action == "certify_report")
        assert connection.scalars(trail).all() == [str(report.id)]


def test_of_two_who_decide_at_once_the_second_looks_again(
    sample: Town, report: ReportToCertify
) -> None:
    decide(sample, report)
    with pytest.raises(DecidedMeanwhileError):
        decide(sample, report, Decision.RETURNED)
    with sample.office.database.read() as connection:
        assert len(connection.execute(select(Certification.id)).all()) == 1


def test_an_older_version_is_never_certified_and_the_new_one_waits_again(
    sample: Town, report: ReportToCertify
) -> None:
    decide(sample, report)
    owner = sample.person("ก02")
    owner.say("แก้ไข")
    owner.say("23,900")
    owner.tap("ยืนยันส่ง")
    assert [(one.project.code, one.version) for one in waiting(sample)] == [("2", 2)]
    with sample.office.database.read() as connection:
        old = read_report(connection, report.id)
    assert old is not None
    with pytest.raises(DecidedMeanwhileError):
        decide(sample, old)


def test_a_mistaken_return_can_be_certified_after_all(
    sample: Town, report: ReportToCertify
) -> None:
    decide(sample, report, Decision.RETURNED)
    with sample.office.database.read() as connection:
        again = read_report(connection, report.id)
    assert again is not None
    decide(sample, again)
    with sample.office.database.read() as connection:
        decided = read_report(connection, report.id)
    assert decided is not None
    assert decided.decided is not None
    assert decided.decided.decision is Decision.CERTIFIED


def test_nobody_certifies_their_own_report_while_another_can(sample: Town) -> None:
    """ก06 directs and owns project 8 with ก04."""
    send(sample, "ก04", "โครงการ 8 กำลังทำ ใช้ไป 0 บาท")
    sample.registered("ก06")
    report = waiting(sample)[0]
    group = report.project.groups[0]
    today = sample.office.clock.now().date()
    with sample.office.database.read() as connection:
        codes = dict(connection.execute(select(Person.code, Person.id)).all())
        alone = read_certifiers(connection, [group], today)
    director = Authority(codes["ก06"], leads=(Lead(group, LeadKind.DIRECTOR),))
    standing = standing_of(director, report, alone)
    assert (standing.own, standing.may_decide) == (True, True)
    both = {group: [*alone[group], Certifier(codes["ก05"], "นางสาว ก05", LeadKind.DELEGATED)]}
    assert not standing_of(director, report, both).may_decide
    joint_owner = Authority(codes["ก04"], leads=(Lead(group, LeadKind.ACTING),))
    assert standing_of(joint_owner, report, alone).own


def test_who_blocked_the_bot_cannot_be_waited_for(sample: Town) -> None:
    director = sample.registered("ก06")
    with sample.office.database.read() as connection:
        group = connection.scalar(select(Group.id).where(Group.code == "กนต.")) or 0
        today = sample.office.clock.now().date()
        assert [one.name for one in read_certifiers(connection, [group], today)[group]] == [
            "นาย ก06"
        ]
    director.unfollow()
    with sample.office.database.read() as connection:
        assert read_certifiers(connection, [group], today)[group] == []
