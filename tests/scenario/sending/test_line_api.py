"""The real client against a small LINE on loopback: what goes over the wire, what comes back."""

from uuid import UUID

import pytest

from bot.line import (
    LineApi,
)
from bot.outcomes import (
    Accepted,
    MonthlyLimit,
    Outcome,
    RateLimited,
    Refused,
    TokenRefused,
    Unknown,
)
from tests.scenario.sending.conftest import Answer, LoopbackLine

ANN, KEY = "U" + "a" * 32, UUID("123e4567-e89b-12d3-a456-426614174000")
TEXT = [{"type": "text", "text": "ขอบคุณค่ะ"}]
CARD = {
    "type": "flex",
    "altText": "โครงการ",
    "contents": {
        "type": "bubble",
        "body": {
            "type": "box",
            "layout": "vertical",
            "contents": [
                {"type": "text", "text": "ใช้ไป 23,800 บาท", "wrap": True, "newWord": {"a": [None]}},
                {"type": "box", "layout": "vertical", "width": "45%", "contents": []},
            ],
        },
    },
    "quickReply": {"items": []},
}


def test_a_flex_card_arrives_whole(api: LineApi, loopback: LoopbackLine) -> None:
    assert api.push(ANN, [CARD, *TEXT], KEY) == Accepted("request-1")
    assert api.reply("t1", [CARD]) == Accepted("request-1")
    assert loopback.calls[0].body == {"to": ANN, "messages": [CARD, *TEXT]}
    assert loopback.calls[1].body == {"replyToken": "t1", "messages": [CARD]}


def test_a_push_carries_its_retry_key_and_a_reply_none(
    api: LineApi, loopback: LoopbackLine
) -> None:
    api.push(ANN, TEXT, KEY)
    api.reply("t1", TEXT)
    push, reply = (call.headers for call in loopback.calls)
    assert push["x-line-retry-key"] == str(KEY)
    assert "x-line-retry-key" not in reply
    assert push["authorization"] == reply["authorization"] == "Bearer token"
    assert push["content-type"] == "application/json"


ANSWERS = [
    # an earlier attempt with this key was accepted; the request id is that attempt's
    (
        Answer(409, {"message": "x"}, {"x-line-accepted-request-id": "r0"}),
        Accepted("r0"),
    ),
    # the two kinds of 429 differ by their words only
    (
        Answer(429, {"message": "You have reached your monthly limit."}),
        MonthlyLimit("429 You have reached your monthly limit."),
    ),
    (
        Answer(429, {"message": "The API rate limit has been exceeded. Try again later."}),
        RateLimited("429 The API rate limit has been exceeded. Try again later."),
    ),
    (
        Answer(400, {"message": "Invalid reply token"}),
        TokenRefused("400 Invalid reply token"),
    ),
    # details say where in the body the fault lies
    (
        Answer(
            400,
            {
                "message": "A message (messages[0]) in the request body is invalid",
                "details": [{"message": "must not be empty", "property": "/body/contents/0/text"}],
            },
            {"x-line-request-id": "r1"},
        ),
        Refused(
            "400 A message (messages[0]) in the request body is invalid; "
            "/body/contents/0/text: must not be empty",
            "r1",
        ),
    ),
    (Answer(401, {"message": "Authentication failed"}), Refused("401 Authentication failed")),
    (Answer(403, {"message": "Not available"}), Refused("403 Not available")),
    (Answer(404, {"message": "Not found"}), Refused("404 Not found")),
    (Answer(413, raw=b"<html>too large</html>"), Refused("413 Content Too Large")),
    # nobody knows whether these were accepted
    (Answer(500, {"message": "oops"}, {"x-line-request-id": "r2"}), Unknown("500 oops", "r2")),
    (Answer(503, raw=b""), Unknown("503 Service Unavailable")),
    (Answer(hang_up=True), Unknown("ProtocolError")),
    # a proxy in between that sends us elsewhere is not followed
    (Answer(302, headers={"location": "/elsewhere"}), Unknown("302 Found")),
]


@pytest.mark.parametrize(("answer", "outcome"), ANSWERS, ids=lambda one: str(one)[:40])
def test_every_answer_has_its_meaning(
    api: LineApi, loopback: LoopbackLine, answer: Answer, outcome: Outcome
) -> None:
    loopback.script.append(answer)
    assert api.push(ANN, TEXT, KEY) == outcome
    assert len(loopback.calls) == 1
