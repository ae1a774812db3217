"""The real client against a small LINE on loopback: what goes over the wire, what comes back."""

import socket
from pathlib import Path
from ssl import PROTOCOL_TLS_CLIENT, SSLContext
from typing import Any
from uuid import UUID

import pytest
from linebot.v3.shop.exceptions import ApiException
from trustme import CA

from bot.line import (
    BotInfo,
    ContentGoneError,
    ContentNotReadyError,
    ContentTooLargeError,
    LineRefusedError,
    LineUnreachableError,
    Profile,
    Webhook,
    WebhookTest,
)
from bot.line_api import LineApi, outcome_of_status
from bot.outcomes import (
    Accepted,
    MonthlyLimit,
    NotConnected,
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
    # not LINE's own words but a proxy's
    (Answer(415, raw=b"<html>no</html>"), Refused("415 Unsupported Media Type")),
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


def test_a_connection_that_never_came_about_is_not_an_unknown_outcome() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}"
        api = LineApi(token="token", api=nobody, data_api=nobody)
        assert api.reply("t", TEXT) == NotConnected("NewConnectionError")


def test_a_name_that_cannot_be_found_is_no_connection_either() -> None:
    nowhere = "http://line.invalid"
    api = LineApi(token="token", api=nowhere, data_api=nowhere)
    assert isinstance(api.push(ANN, TEXT, KEY), NotConnected)


def test_a_certificate_that_cannot_be_trusted_is_no_connection_either(
    behind_tls: LoopbackLine,
) -> None:
    """The SDK reports every TLS fault alike; this one comes before anything is sent."""
    api = LineApi(token="token", api=behind_tls.url, data_api=behind_tls.url)
    assert isinstance(api.push(ANN, TEXT, KEY), NotConnected)
    assert not behind_tls.calls
    assert isinstance(outcome_of_status(ApiException(status=0, reason="SSLError")), Unknown)


class CountingContext(SSLContext):
    """Counts how often it is told whom to trust."""

    told = 0

    def load_verify_locations(self, *args: Any, **options: Any) -> None:
        self.told += 1
        super().load_verify_locations(*args, **options)


def test_all_connections_share_one_list_of_authorities(
    behind_tls: LoopbackLine, authority: CA
) -> None:
    trust = CountingContext(PROTOCOL_TLS_CLIENT)
    authority.configure_trust(trust)
    api = LineApi(token="token", api=behind_tls.url, data_api=behind_tls.url, trust=trust)
    assert api.push(ANN, TEXT, KEY) == Accepted("request-1")
    api.close()
    assert api.reply("t1", TEXT) == Accepted("request-1")
    assert (behind_tls.connections, trust.told) == (2, 1)


def test_a_call_that_is_never_answered_ends_by_its_timeout() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        api = LineApi(token="token", api=url, data_api=url, read_seconds=0.05)
        assert api.push(ANN, TEXT, KEY) == Unknown("ReadTimeoutError")
        with pytest.raises(LineUnreachableError):
            api.quota()
        api.close()


def test_one_connection_serves_many_calls(api: LineApi, loopback: LoopbackLine) -> None:
    for number in range(20):
        api.push(ANN, TEXT, UUID(int=number))
    assert loopback.connections == 1


def test_the_rest_of_what_is_asked_of_line(api: LineApi, loopback: LoopbackLine) -> None:
    loopback.answers = {
        f"/v2/bot/profile/{ANN}": Answer(body={"displayName": "แอน", "language": "th"}),
        "/v2/bot/message/quota": Answer(body={"type": "limited", "value": 300}),
        "/v2/bot/message/quota/consumption": Answer(body={"totalUsage": 12}),
        "/v2/bot/info": Answer(body={"displayName": "ก้าวหน้า", "basicId": "@kaona"}),
        "/v2/bot/channel/webhook/endpoint": Answer(body={"endpoint": "https://x/", "active": True}),
        "/v2/bot/channel/webhook/test": Answer(
            body={"success": True, "statusCode": 200, "reason": "OK"}
        ),
        "/v2/bot/chat/loading/start": Answer(202),
    }
    assert api.profile(ANN) == Profile("แอน", "th")
    assert (api.quota(), api.consumption()) == (300, 12)
    assert api.bot_info() == BotInfo("ก้าวหน้า", "@kaona")
    assert api.webhook() == Webhook("https://x/", active=True)
    assert api.test_webhook() == WebhookTest(success=True, status=200, reason="OK")
    api.start_loading(ANN, 30)
    assert loopback.calls[-1].body == {"chatId": ANN, "loadingSeconds": 30}


def test_without_limit_without_profile_without_webhook(
    api: LineApi, loopback: LoopbackLine
) -> None:
    loopback.answers = {"/v2/bot/message/quota": Answer(body={"type": "none"})}
    assert api.quota() is None
    assert api.profile(ANN) is None
    assert api.webhook() is None


FAULTS = [
    (Answer(401, {"message": "Authentication failed"}), LineRefusedError, "401 Authentication"),
    (Answer(500, {"message": "oops"}), LineUnreachableError, "500 oops"),
    (Answer(200, raw=b"not json"), LineUnreachableError, "unreadable"),
    (Answer(200, {"other": 1}), LineUnreachableError, "unreadable"),
    (Answer(hang_up=True), LineUnreachableError, "ProtocolError"),
]


@pytest.mark.parametrize(("answer", "kind", "words"), FAULTS)
def test_what_goes_wrong_is_one_kind_of_error(
    api: LineApi, loopback: LoopbackLine, answer: Answer, kind: type[Exception], words: str
) -> None:
    loopback.script.append(answer)
    with pytest.raises(kind, match=words):
        api.consumption()


CONTENT = "/v2/bot/message/77/content"


def test_content_is_written_to_a_file(api: LineApi, loopback: LoopbackLine, tmp_path: Path) -> None:
    data = bytes(range(256)) * 1000
    loopback.answers[CONTENT] = Answer(raw=data, headers={"content-type": "image/jpeg"})
    found = api.content("77", tmp_path / "photo", limit=len(data))
    assert (found.media_type, found.size) == ("image/jpeg", len(data))
    assert (tmp_path / "photo").read_bytes() == data


CONTENT_FAULTS = [
    (Answer(raw=b"x" * 300_000), ContentTooLargeError),
    (Answer(202, raw=b""), ContentNotReadyError),
    (Answer(410, {"message": "Gone"}), ContentGoneError),
    (Answer(404, {"message": "Not found"}), LineRefusedError),
    (Answer(403, {"message": "Not available"}), LineRefusedError),
    (Answer(503, raw=b""), LineUnreachableError),
    (Answer(hang_up=True), LineUnreachableError),
    # the connection breaks in the middle
    (Answer(raw=b"x" * 10, headers={"content-length": "99"}, cut=True), LineUnreachableError),
]


@pytest.mark.parametrize(("answer", "kind"), CONTENT_FAULTS)
def test_content_that_cannot_be_had_leaves_no_file(
    api: LineApi, loopback: LoopbackLine, tmp_path: Path, answer: Answer, kind: type[Exception]
) -> None:
    loopback.answers[CONTENT] = answer
    with pytest.raises(kind):
        api.content("77", tmp_path / "photo", limit=1000)
    assert list(tmp_path.iterdir()) == []


def test_an_id_from_outside_cannot_lead_to_another_address(
    api: LineApi, loopback: LoopbackLine
) -> None:
    api.profile("../message/quota?x=1")
    assert loopback.calls[0].path == "/v2/bot/profile/..%2Fmessage%2Fquota%3Fx%3D1"
