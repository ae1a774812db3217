"""Every kind of event and message: who is answered, and how."""

import pytest

from models.messages import EventState
from tests.scenario.letterbox import AT, BEN, Letterbox, event, says, taps

GREETING = "ยินดีต้อนรับสู่ “ก้าวหน้า”"
GROUP = {"type": "group", "groupId": "C" + "1" * 32, "userId": BEN}
ROOM = {"type": "room", "roomId": "R" + "1" * 32}

SILENT = [
    event("somethingNew"),  # LINE adds kinds without notice
    event("videoPlayComplete", videoPlayComplete={"trackingId": "1"}),
    event("beacon", beacon={"hwid": "1", "type": "enter"}),
    event("messageEdited", message={"type": "text", "id": "1", "text": "รายงาน"}),
    event("unfollow"),
    event("unsend", unsend={"messageId": "1"}),
    event("accountLink", user=None, source=None, link={"result": "failed", "nonce": "n"}),
    event("leave", source=GROUP),
    event("memberJoined", source=GROUP, joined={"members": [{"type": "user", "userId": BEN}]}),
    says("รายงาน", source=GROUP),
    says("@ก้าวหน้า รายงาน", source=GROUP),
    says("รายงาน", source=ROOM),  # nobody's user id
    taps("register:yes:1", source=GROUP),
    says("รายงาน", user=None),  # never gave LINE the consent to tell who it is
    event("follow", user=None, follow={"isUnblocked": False}),
    says("รายงาน", mode="standby", replyToken=None),  # another channel has the chat in hand
    taps("report:page:0", mode="standby", replyToken=None),
    event("follow", mode="standby", replyToken=None),
]


def test_nobody_waits_for_an_answer_to_these(letterbox: Letterbox) -> None:
    assert letterbox.post(*SILENT) == 200
    assert letterbox.deliver() == []
    assert set(letterbox.states().values()) == {EventState.DONE}
    assert len(letterbox.states()) == len(SILENT)


def test_a_mention_in_a_group_is_not_answered_there(letterbox: Letterbox) -> None:
    mention = {"mentionees": [{"index": 0, "length": 9, "type": "user", "isSelf": True}]}
    called = says("@ก้าวหน้า รายงาน", source=GROUP)
    called["message"]["mention"] = mention
    assert letterbox.post(called) == 200
    assert letterbox.deliver() == []


@pytest.mark.parametrize("source", [GROUP, ROOM], ids=["group", "room"])
def test_invited_to_a_group_it_says_once_where_it_talks(
    letterbox: Letterbox, source: dict[str, str]
) -> None:
    assert letterbox.post(event("join", source=source), says("สวัสดี", source=source)) == 200
    said = letterbox.deliver()
    assert len(said) == 1
    assert "แชตส่วนตัว" in said[0]
    assert "chat_sessions" not in letterbox.rows()


@pytest.mark.parametrize(
    "message",
    [
        {"type": "sticker", "packageId": "446", "stickerId": "1988"},
        {"type": "audio", "duration": 3000, "contentProvider": {"type": "line"}},
        {"type": "video", "duration": 3000, "contentProvider": {"type": "line"}},
        {"type": "image", "contentProvider": {"type": "line"}},
        {"type": "file", "fileName": "../../etc/passwd", "fileSize": 1},
        {"type": "location", "latitude": 13.7, "longitude": 100.5},
        {"type": "somethingNew"},
        {},
    ],
    ids=lambda message: str(message.get("type")),
)
def test_a_stranger_who_sends_anything_learns_how_to_register(
    letterbox: Letterbox, message: dict[str, object]
) -> None:
    assert letterbox.post(event("message", message=message | {"id": "1"})) == 200
    assert letterbox.deliver() == [GREETING]


@pytest.mark.parametrize("token", ["0" * 32, "f" * 32, "", None])
def test_a_dummy_reply_token_of_the_console_is_never_used(
    letterbox: Letterbox, token: str | None
) -> None:
    """Without a token the answer is pushed, as it is when the token ran out."""
    assert letterbox.post(says("สวัสดี", replyToken=token)) == 200
    assert letterbox.deliver() == [GREETING]
    assert [str(one.way) for one in letterbox.line.delivered] == ["push"]


def test_events_of_several_people_in_one_body_are_answered_each(letterbox: Letterbox) -> None:
    people = [f"U{number:032x}" for number in range(1, 8)]
    assert letterbox.post(*[says("สวัสดี", one) for one in people]) == 200
    assert letterbox.deliver() == [GREETING] * len(people)
    assert len({one.to for one in letterbox.line.delivered}) == len(people)
    assert letterbox.rows()["chat_sessions"] == len(people)


def test_events_of_one_body_are_taken_in_the_order_they_happened(letterbox: Letterbox) -> None:
    code = "ลงทะเบียน ZZZZ-ZZZ"
    spoken = [says(f"{code}{number}", timestamp=AT + number) for number in range(3, 8)]
    assert letterbox.post(*reversed(spoken)) == 200
    tries = [text for text in letterbox.deliver() if "ลองได้อีก" in text or "พักไว้" in text]
    left = [next((n for n in "4321" if f"อีก {n} ครั้ง" in text), "locked") for text in tries]
    assert left == ["4", "3", "2", "1", "locked"]
    assert [one.to for one in letterbox.line.delivered] == [raw["replyToken"] for raw in spoken]


def test_the_same_event_twice_in_one_body_is_answered_once(letterbox: Letterbox) -> None:
    once = says("สวัสดี")
    assert letterbox.post(once, once, once) == 200
    assert letterbox.deliver() == [GREETING]


def test_no_call_to_line_is_made_within_the_request(letterbox: Letterbox) -> None:
    assert letterbox.post(says("สวัสดี"), event("follow"), event("join", source=GROUP)) == 200
    assert letterbox.line.calls == 0
