"""Who gets what in which order, and who may take what in hand."""

from datetime import timedelta
from threading import Lock, Thread

import pytest
from sqlalchemy import event

from bot import claims, outbox
from bot.outbox import Outgoing
from bot.outcomes import RateLimited, Refused, Unknown
from scheduler.desk import Result
from tests.storage.sending.conftest import ANN, BEN, Outbox, texts


def test_a_message_put_is_delivered_and_nothing_is_left(box: Outbox) -> None:
    box.reply(ANN, "สวัสดี", token="t1")
    counters = box.deliver()
    assert (counters.replied, box.chat(), box.ways()) == (1, [["สวัสดี"]], ["reply"])
    assert box.states() == ["sent"]
    assert box.deliver().replied == 0


def test_messages_of_one_person_keep_their_order(box: Outbox) -> None:
    box.push(ANN, "1")
    box.push(ANN, "2")
    box.push(BEN, "other")
    assert [claimed.lead.recipient for claimed in box.claim()] == [ANN, BEN]
    assert box.claim() == []


def test_a_message_for_later_holds_nobody_up(box: Outbox) -> None:
    box.push(ANN, "tomorrow", due_at=box.clock.now() + timedelta(days=1))
    box.push(ANN, "now")
    box.deliver()
    assert box.chat() == [["now"]]
    box.later(days=1)
    box.deliver()
    assert box.chat() == [["now"], ["tomorrow"]]


def test_a_message_backing_off_holds_up_the_next_one(box: Outbox) -> None:
    box.push(ANN, "1")
    box.line.script(RateLimited("429"))
    box.deliver()
    box.push(ANN, "2")
    assert not box.deliver()
    box.later(seconds=2)
    assert box.deliver().pushed == 2
    assert box.chat() == [["1"], ["2"]]


def test_a_message_backing_off_is_hurried_when_the_person_shows_up(box: Outbox) -> None:
    box.push(ANN, "1")
    box.line.lost()
    box.deliver()
    with box.office.database.write() as connection:
        assert outbox.hurry(connection, ANN, box.clock.now()) == 1
        assert outbox.hurry(connection, BEN, box.clock.now()) == 0
    box.reply(ANN, "2", token="t2")
    box.deliver()
    assert box.chat() == [["1"], ["2"]]
    assert box.states() == ["sent", "sent"]


def test_replies_go_before_a_long_queue_of_reminders(box: Outbox) -> None:
    box.put(*[Outgoing(recipient=f"U{i}", objects=texts("x"), kind="k") for i in range(50)])
    box.reply(BEN, "answer", token="t")
    assert [claimed.lead.recipient for claimed in box.claim(limit=2)] == [BEN, "U0"]


def test_a_lease_that_ran_out_lets_the_row_be_taken_again(box: Outbox) -> None:
    box.push(ANN, "1")
    (first,) = box.claim()
    assert (first.lead.attempts, first.lead.in_doubt) == (1, False)
    box.later(seconds=19)
    assert box.claim() == []
    box.later(seconds=1)
    (second,) = box.claim()
    assert (second.lead.attempts, second.lead.in_doubt) == (2, True)


def test_what_a_slow_sender_reports_after_its_lease_is_ignored(box: Outbox) -> None:
    box.push(ANN, "1")
    (slow,) = box.claim()
    box.later(seconds=20)
    (quick,) = box.claim()
    box.record(Result(slow, Refused("400 late"), box.clock.now()))
    assert box.states() == ["in_hand"]
    box.record(box.carry_out(quick))
    assert box.states() == ["sent"]


def test_what_a_dead_process_held_is_free_at_once_where_none_other_can_be_alive(
    box: Outbox,
) -> None:
    box.push(ANN, "1")
    box.claim()
    assert box.desk.release() == 1
    (again,) = box.claim()
    assert again.lead.in_doubt


def test_two_senders_at_once_never_take_the_same_nor_two_of_one_person(box: Outbox) -> None:
    people = [f"U{number:032}" for number in range(30)]
    box.put(
        *[
            Outgoing(recipient=who, objects=texts(f"{who}-{number}"), kind="k")
            for number in range(4)
            for who in people
        ]
    )
    on_their_way: set[str] = set()
    guard, seen, errors = Lock(), list[str](), list[BaseException]()

    def work() -> None:
        try:
            results: list[Result] = []
            while turn := box.desk.turn(results, 7).calls:
                with guard:
                    whose = [claimed.lead.recipient for claimed in turn]
                    assert not on_their_way.intersection(whose)
                    assert len(set(whose)) == len(whose)
                    on_their_way.update(whose)
                    seen.extend(row.body[0]["text"] for one in turn for row in one.rows)
                results = [box.desk.call(claimed) for claimed in turn]
                with guard:
                    on_their_way.difference_update(whose)
                box.record(*results)
                results = []
        except BaseException as error:
            errors.append(error)

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    box.deliver()
    assert errors == []
    chats = [delivered.objects[0]["text"] for delivered in box.line.delivered]
    for who in people:
        assert [text for text in chats if text.startswith(who)] == [f"{who}-{n}" for n in range(4)]


def test_a_claim_costs_the_same_few_statements_for_one_and_for_many(box: Outbox) -> None:
    def statements(number: int) -> int:
        box.put(*[Outgoing(recipient=f"U{i}", objects=texts("x"), kind="k") for i in range(number)])
        counted = 0

        def count(*_: object) -> None:
            nonlocal counted
            counted += 1

        engine = box.office.database.engine
        event.listen(engine, "before_cursor_execute", count)
        turn = box.desk.turn([], 100)
        results = [box.desk.call(claimed) for claimed in turn.calls]
        box.desk.turn(results, 0)
        event.remove(engine, "before_cursor_execute", count)
        assert len(results) == number
        return counted

    assert statements(1) == statements(100) <= 6


def test_a_claim_finds_its_rows_by_the_small_indexes(box: Outbox) -> None:
    if not box.office.database.is_sqlite:
        pytest.skip("PostgreSQL chooses by its statistics")
    with box.office.database.read() as connection:
        compiled = claims.HEADS.params(most=5).compile(connection)
        values = [
            box.clock.now().isoformat(" ") if name == "now" else compiled.params.get(name)
            for name in compiled.positiontup or ()
        ]
        plan = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {compiled}", tuple("waiting" if v is None else v for v in values)
        )
        told = [step[3] for step in plan]
    assert any("ix_outgoing_messages_due" in step for step in told)
    assert any("ix_outgoing_messages_open" in step for step in told)
    assert not any("SCAN" in step or "TEMP B-TREE" in step for step in told)


def test_what_line_told_a_slow_sender_counts_after_its_lease(box: Outbox) -> None:
    box.push(ANN, "1")
    (slow,) = box.take()
    box.later(seconds=20)
    (quick,) = box.take()
    box.record(box.carry_out(slow))
    assert box.states() == ["sent"]
    box.record(Result(quick, Unknown("500"), box.clock.now()))
    assert (box.chat(), box.states()) == ([["1"]], ["sent"])


def test_a_receipt_is_not_pushed_again_once_line_tells_that_the_reply_arrived(box: Outbox) -> None:
    """The clock was set ahead while the reply was on its way: its token counts as dead."""
    box.reply(ANN, "receipt", token="t1", must_arrive=True)
    box.reply(BEN, "answer", token="t2")
    on_their_way = box.take()
    results = [box.carry_out(claimed) for claimed in on_their_way]
    box.later(hours=2)
    late = box.desk.turn([], 100)
    assert late.counters.failed == 1
    box.record(*results)
    box.record(*[Result(one, Unknown("500"), box.clock.now()) for one in late.calls])
    box.later(minutes=30)
    box.deliver()
    assert sorted(box.chat()) == [["answer"], ["receipt"]]
    assert box.states() == ["sent", "sent"]
