"""Who gets what in which order, and who may take what in hand."""

from datetime import timedelta

from tests.storage.sending.conftest import ANN, BEN, Outbox


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
