"""A project changes its owner with its drafts; nobody loses what they wrote themselves."""

from sqlalchemy import select

from models.audit import AuditEntry, Channel
from models.handing_over import HandOver, move_drafts_by_code
from models.people import Person
from models.plan import Project, ProjectOwner
from models.progress import Draft, DraftState
from tests.office_sample import Town


def _ids(town: Town) -> dict[str, int]:
    with town.office.database.read() as connection:
        return dict(connection.execute(select(Person.code, Person.id)).all())


def _project(town: Town, code: str) -> int:
    with town.office.database.read() as connection:
        return connection.scalar(select(Project.id).where(Project.code == code)) or 0


def _owners(town: Town, project_id: int) -> list[int]:
    with town.office.database.read() as connection:
        query = select(ProjectOwner.person_id).where(ProjectOwner.project_id == project_id)
        return list(connection.scalars(query.order_by(ProjectOwner.position)))


def _drafts(town: Town) -> list[tuple[int, DraftState]]:
    with town.office.database.read() as connection:
        rows = connection.execute(select(Draft.person_id, Draft.state).order_by(Draft.id))
        return [(row.person_id, row.state) for row in rows]


def hand(town: Town, project_id: int, old: int, new: int) -> None:
    with town.office.database.write() as connection:
        at = town.office.clock.now()
        HandOver(project_id, old, new, None, at, Channel.COMMAND).apply(connection)


def test_the_draft_goes_along_and_a_second_time_changes_nothing(sample: Town) -> None:
    sample.registered("ก02").say("โครงการ 2 เสร็จแล้ว ใช้ไป 23,800")
    ids, project = _ids(sample), _project(sample, "2")
    hand(sample, project, ids["ก02"], ids["ก03"])
    hand(sample, project, ids["ก02"], ids["ก03"])
    assert _owners(sample, project) == [ids["ก03"]]
    assert _drafts(sample) == [(ids["ก03"], DraftState.OPEN)]
    with sample.office.database.read() as connection:
        trail = connection.scalars(
            select(AuditEntry.after).where(AuditEntry.action == "hand_over")
        ).all()
    assert trail == [{"person": ids["ก03"], "drafts": 1}]


def test_a_joint_owner_keeps_the_own_draft(sample: Town) -> None:
    """ก06 and ก04 own project 8; ก04 leaves it to ก06, who has begun too."""
    for code in ("ก04", "ก06"):
        sample.registered(code).say("โครงการ 8 กำลังทำ ใช้ไป 100 บาท")
    ids, project = _ids(sample), _project(sample, "8")
    hand(sample, project, ids["ก04"], ids["ก06"])
    assert _owners(sample, project) == [ids["ก06"]]
    assert _drafts(sample) == [
        (ids["ก04"], DraftState.DISCARDED),
        (ids["ก06"], DraftState.OPEN),
    ]


def test_who_is_no_owner_hands_over_nothing(sample: Town) -> None:
    ids, project = _ids(sample), _project(sample, "2")
    hand(sample, project, ids["ก07"], ids["ก03"])
    assert _owners(sample, project) == [ids["ก02"]]


def test_an_owner_changed_in_the_plan_leaves_the_draft_to_the_new_one(sample: Town) -> None:
    sample.registered("ก02").say("โครงการ 2 เสร็จแล้ว ใช้ไป 23,800")
    ids, at = _ids(sample), sample.office.clock.now()
    with sample.office.database.write() as connection:
        assert move_drafts_by_code(connection, 2567, ["2"], ("ก02", "ก03"), at) == 1
        assert move_drafts_by_code(connection, 2567, ["2"], ("ก02", "ไม่มี"), at) == 0
    assert _drafts(sample) == [(ids["ก03"], DraftState.OPEN)]


def test_what_a_draft_of_a_lost_project_would_send_is_refused(sample: Town) -> None:
    """The plan took the project from ก02, who still has the card with the button."""
    owner = sample.registered("ก02")
    owner.say("โครงการ 2 เสร็จแล้ว ใช้ไป 23,800")
    ids, project = _ids(sample), _project(sample, "2")
    with sample.office.database.write() as connection:
        connection.execute(
            ProjectOwner.__table__.update()  # type: ignore[attr-defined]
            .where(ProjectOwner.project_id == project)
            .values(person_id=ids["ก03"])
        )
    owner.tap("ยืนยันส่ง")
    assert "เปิดให้ไม่ได้" in owner.last.texts[0]
    owner.say("ยืนยันส่ง")
    assert _drafts(sample) == [(ids["ก02"], DraftState.OPEN)]
