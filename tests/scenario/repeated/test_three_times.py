"""Every webhook three times, two of them at once, the rest in any later order: one effect each."""

from random import Random

from sqlalchemy import func, select

from models.audit import AuditEntry
from models.people import LineAccount
from models.progress import Draft
from simulator.event import Event as Act
from tests.office_sample import Town
from tests.scenario.repeated.acting import Stage

RECEIPT = "2567-Q2-2-1"


def story(stage: Stage, code: str) -> list[Act]:
    """Register and report project 2; each act is posted twice at once as it happens."""
    acts: list[Act] = []

    def play(act: Act) -> None:
        acts.append(act)
        assert stage.at_once([act], [act]) == [200, 200]
        stage.deliver()

    person = stage.town.person("ก02")
    play(stage.town.platform.events.follow(person.user_id, came_back=False))
    play(stage.says("ก02", person.scan(code)))
    play(stage.taps("ก02", "ยอมรับ"))
    play(stage.says("ก02", "รายงาน"))
    play(stage.taps("ก02", "รายงานโครงการนี้"))
    play(stage.taps("ก02", "เสร็จสิ้นแล้ว"))
    play(stage.says("ก02", "23,800"))
    play(stage.says("ก02", "ประชุมแล้ว 2 ครั้ง"))
    play(stage.says("ก02", "ส่งเลย"))
    play(stage.taps("ก02", "ยืนยันส่ง"))
    return acts


def test_each_webhook_three_times_leaves_one_report_and_one_answer_each(sample: Town) -> None:
    stage = Stage.of(sample)
    acts = story(stage, sample.links["ก02"])
    tokens = {act.reply_token for act in acts}
    before = stage.said_to("ก02")

    late = list(acts)
    Random(1).shuffle(late)
    for first, second in zip(late[::2], late[1::2], strict=True):
        assert stage.at_once([first], [second]) == [200, 200]
    assert stage.post(*late, again=True) == 200
    stage.deliver()

    assert stage.reports() == [(RECEIPT, 1)]
    assert stage.answers() == dict.fromkeys(tokens, 1)
    assert stage.pushes() == 0
    assert stage.said_to("ก02") == before
    assert stage.written_answers() == len(acts)
    assert sample.platform.refused == []
    with sample.office.database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(LineAccount)) == 1
        assert connection.scalar(select(func.count()).select_from(Draft)) == 1
        actions = select(AuditEntry.action).where(AuditEntry.caused_by.is_not(None))
        assert sorted(connection.scalars(actions)) == ["register", "submit_report"]
