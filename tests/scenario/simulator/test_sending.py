"""Reply, push and multicast through the real SDK: what arrives, what is refused and why."""

import json
from datetime import timedelta

import pytest
from linebot.v3.messaging import (
    ApiException,
    MulticastRequest,
    PushMessageRequest,
    ReplyMessageRequest,
    TextMessage,
    ValidateMessageRequest,
)

from simulator import Via, connection_dropped, never_answers, rate_limited, server_error
from tests.scenario.simulator.world import MALEE, SOMCHAI, World

KEY = "123e4567-e89b-12d3-a456-426614174000"
HELLO = [TextMessage(text="สวัสดีค่ะ")]


def push(world: World, user_id: str = SOMCHAI.user_id, key: str | None = None) -> list[str]:
    request = PushMessageRequest(to=user_id, messages=HELLO)
    sent = world.api.push_message(request, x_line_retry_key=key)
    return [message.id for message in sent.sent_messages]


def reply(world: World, token: str | None) -> None:
    world.api.reply_message(ReplyMessageRequest(reply_token=token, messages=HELLO))


def message_of(caught: pytest.ExceptionInfo[ApiException]) -> str:
    return str(json.loads(caught.value.body)["message"])


def test_a_reply_arrives_and_costs_nothing(world: World) -> None:
    event = world.somchai.say("สวัสดี")
    reply(world, event.reply_token)
    assert world.somchai.last.texts == ["สวัสดีค่ะ"]
    assert world.somchai.last.via is Via.REPLY
    assert world.api.get_message_quota_consumption().total_usage == 0


def test_a_reply_token_works_once(world: World) -> None:
    event = world.somchai.say("สวัสดี")
    reply(world, event.reply_token)
    with pytest.raises(ApiException) as caught:
        reply(world, event.reply_token)
    assert (caught.value.status, message_of(caught)) == (400, "Invalid reply token")
    assert [call.status for call in world.platform.refused] == [400]


def test_a_reply_token_dies_after_a_minute(world: World) -> None:
    event = world.somchai.say("สวัสดี")
    world.clock.advance(timedelta(seconds=61))
    with pytest.raises(ApiException) as caught:
        reply(world, event.reply_token)
    assert message_of(caught) == "Invalid reply token"


def test_a_bad_message_does_not_spend_the_reply_token(world: World) -> None:
    event = world.somchai.say("สวัสดี")
    with pytest.raises(ApiException):
        world.api.reply_message(
            ReplyMessageRequest(reply_token=event.reply_token, messages=[TextMessage(text="")])
        )
    reply(world, event.reply_token)
    assert len(world.somchai.chat.from_bot) == 1


def test_a_push_costs_one_message_a_person_however_many_bubbles(world: World) -> None:
    world.api.push_message(PushMessageRequest(to=SOMCHAI.user_id, messages=HELLO * 5))
    assert len(world.somchai.chat.from_bot) == 5
    assert world.api.get_message_quota_consumption().total_usage == 1
    assert world.api.get_message_quota().value == 3


def test_the_monthly_limit_stops_pushes_but_not_replies(world: World) -> None:
    for _ in range(3):
        push(world)
    with pytest.raises(ApiException) as caught:
        push(world)
    assert (caught.value.status, message_of(caught)) == (
        429,
        "You have reached your monthly limit.",
    )
    reply(world, world.somchai.say("ยังอยู่ไหม").reply_token)
    world.clock.advance(timedelta(days=31))
    push(world)


def test_a_used_retry_key_gets_409_and_the_first_answer(world: World) -> None:
    first = push(world, key=KEY)
    accepted = world.platform.calls[-1].request_id
    with pytest.raises(ApiException) as caught:
        push(world, key=KEY)
    assert caught.value.status == 409
    assert caught.value.headers["x-line-accepted-request-id"] == accepted
    assert json.loads(caught.value.body)["sentMessages"][0]["id"] == first[0]
    assert len(world.somchai.chat.from_bot) == 1
    assert not world.platform.refused


def test_a_retry_key_is_forgotten_after_a_day(world: World) -> None:
    push(world, key=KEY)
    world.clock.advance(timedelta(hours=24))
    push(world, key=KEY)
    assert len(world.somchai.chat.from_bot) == 2


def test_a_malformed_retry_key_is_refused(world: World) -> None:
    with pytest.raises(ApiException) as caught:
        push(world, key="not-a-uuid")
    assert caught.value.status == 400
    assert not world.somchai.chat.from_bot


def test_a_reply_takes_no_retry_key(world: World) -> None:
    token = world.somchai.say("สวัสดี").reply_token
    world.api.api_client.set_default_header("X-Line-Retry-Key", KEY)
    with pytest.raises(ApiException) as caught:
        reply(world, token)
    assert caught.value.status == 400


def test_a_push_to_somebody_never_met_is_refused(world: World) -> None:
    for user_id in (MALEE.user_id, "U" + "0" * 32):
        with pytest.raises(ApiException) as caught:
            push(world, user_id)
        assert (caught.value.status, message_of(caught)) == (400, "Failed to send messages")


def test_a_push_to_who_blocked_the_bot_says_200_and_does_nothing(world: World) -> None:
    world.somchai.unfollow()
    push(world)
    assert not world.somchai.chat.from_bot
    assert world.api.get_message_quota_consumption().total_usage == 0


def test_a_reply_to_who_has_just_blocked_the_bot_does_nothing_either(world: World) -> None:
    token = world.somchai.say("สวัสดี").reply_token
    world.somchai.unfollow()
    reply(world, token)
    assert not world.somchai.chat.from_bot


def test_a_stranger_who_wrote_can_be_reached_for_seven_days(world: World) -> None:
    world.malee.say("สอบถามค่ะ")
    push(world, MALEE.user_id)
    world.clock.advance(timedelta(days=8))
    push(world, MALEE.user_id)
    assert len(world.malee.chat.from_bot) == 1


def test_a_multicast_reaches_all_or_is_refused_whole(world: World) -> None:
    world.malee.follow()
    both = [SOMCHAI.user_id, MALEE.user_id]
    world.api.multicast(MulticastRequest(to=both, messages=HELLO))
    assert world.api.get_message_quota_consumption().total_usage == 2
    with pytest.raises(ApiException) as caught:
        world.api.multicast(MulticastRequest(to=both, messages=HELLO))
    assert caught.value.status == 429
    assert [len(person.chat.from_bot) for person in (world.somchai, world.malee)] == [1, 1]


def test_validate_refuses_without_sending(world: World) -> None:
    world.api.validate_push(ValidateMessageRequest(messages=HELLO))
    with pytest.raises(ApiException) as caught:
        world.api.validate_push(ValidateMessageRequest(messages=[TextMessage(text="ก" * 5001)]))
    assert json.loads(caught.value.body) == {
        "message": "The request body has 1 error(s)",
        "details": [
            {"message": "Length must be between 1 and 5000", "property": "messages[0].text"}
        ],
    }
    assert not world.somchai.chat.from_bot


def test_a_wrong_token_is_401(world: World) -> None:
    world.api.api_client.configuration.access_token = "another"
    with pytest.raises(ApiException) as caught:
        push(world)
    assert caught.value.status == 401
    assert caught.value.headers["x-line-request-id"]


def test_a_lost_answer_is_made_good_by_the_retry_key(world: World) -> None:
    world.faults.add(server_error(accepted=True), path="/message/push")
    with pytest.raises(ApiException) as caught:
        push(world, key=KEY)
    assert caught.value.status == 500
    with pytest.raises(ApiException) as caught:
        push(world, key=KEY)
    assert caught.value.status == 409
    assert len(world.somchai.chat.from_bot) == 1


def test_faults_before_accepting_send_nothing(world: World) -> None:
    for fault, status in ((rate_limited(), 429), (server_error(), 500)):
        world.faults.add(fault, path="/message/push")
        with pytest.raises(ApiException) as caught:
            push(world, key=KEY)
        assert caught.value.status == status
    push(world, key=KEY)
    assert len(world.somchai.chat.from_bot) == 1


def test_dropped_connections_may_or_may_not_have_sent(world: World) -> None:
    for fault, arrived in ((connection_dropped(), 0), (connection_dropped(accepted=True), 1)):
        world.faults.add(fault)
        with pytest.raises(Exception, match=r"(?i)connection|protocol"):
            push(world)
        assert len(world.somchai.chat.from_bot) == arrived
        assert world.platform.calls[-1].status == 0


def test_a_call_without_an_answer_waits_through_the_sleep_handed_in(world: World) -> None:
    world.faults.add(never_answers(30))
    with pytest.raises(Exception, match=r"(?i)connection|protocol"):
        push(world)
    assert world.slept == [30]
    assert len(world.somchai.chat.from_bot) == 1
