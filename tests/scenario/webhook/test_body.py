"""The webhook's door: the signature, the size, the body."""

import io
import json

from tests.scenario.letterbox import ANN, Letterbox, event, says

GOOD = json.dumps({"destination": ANN, "events": [says("สวัสดี")]}).encode()


def header(letterbox: Letterbox, body: bytes, name: str = "x-line-signature") -> dict[str, str]:
    return {name: letterbox.signature(body)}


def test_the_signature_of_lines_own_example_fits(letterbox: Letterbox) -> None:
    body = b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'
    object.__setattr__(
        letterbox.office.settings, "line_channel_secret", "8c570fa6dd201bb328f1c1eac23a96d8"
    )
    signature = "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs="
    assert letterbox.post_bytes(body, {"x-line-signature": signature}) == 200


FORGED: list[str | None] = [
    None,  # missing
    "",
    "bm90IHRoaXMgb25l",  # well formed, of nothing
    "ไม่ใช่",  # not base64, not even Latin
    "a" * 100_000,
    json.dumps({"a": 1}),
]


def test_a_body_not_signed_by_line_gets_400_and_leaves_no_row(letterbox: Letterbox) -> None:
    for forged in FORGED:
        latin = (forged or "").encode().decode("latin1")
        headers = {} if forged is None else {"x-line-signature": latin}
        assert letterbox.post_bytes(GOOD, headers) == 400
    assert letterbox.rows() == {}


def test_the_signature_of_another_body_gets_400_and_leaves_no_row(letterbox: Letterbox) -> None:
    assert letterbox.post_bytes(GOOD, header(letterbox, GOOD + b" ")) == 400
    assert letterbox.post_bytes(GOOD + b" ", header(letterbox, GOOD)) == 400
    assert letterbox.rows() == {}


def test_a_signature_with_a_letter_changed_gets_400(letterbox: Letterbox) -> None:
    good = letterbox.signature(GOOD)
    for place in range(len(good) - 2):  # the last letter before "=" has bits that mean nothing
        bad = good[:place] + ("A" if good[place] != "A" else "B") + good[place + 1 :]
        assert letterbox.post_bytes(GOOD, {"x-line-signature": bad}) == 400
    assert letterbox.rows() == {}


def test_the_headers_name_may_be_written_in_any_case(letterbox: Letterbox) -> None:
    for name in ("X-Line-Signature", "X-LINE-SIGNATURE", "x-LiNe-SiGnAtUrE"):
        body = json.dumps({"events": [says("สวัสดี")]}).encode()
        assert letterbox.post_bytes(body, header(letterbox, body, name)) == 200
    assert letterbox.rows()["inbound_events"] == 3


NO_WEBHOOKS = [
    b"not JSON",
    b"{",
    b"null",
    b"[]",
    b'"events"',
    b"1",
    b"{}",
    b'{"destination": "U"}',
    b'{"events": null}',
    b'{"events": {}}',
    b'{"events": "[]"}',
    b'{"events": 0}',
    b'\xff\xfe{"events": []}',  # not UTF-8, though signed
    '{"events": []}'.encode("utf-16"),
    b'{"events": [' + b"[" * 100_000 + b"]" * 100_000 + b"]}",  # nested beyond all reading
    b'{"events": ' + b"9" * 10_000 + b"}",
]


def test_a_signed_body_that_is_no_webhook_gets_400_and_leaves_no_row(letterbox: Letterbox) -> None:
    assert [letterbox.post_bytes(body) for body in NO_WEBHOOKS] == [400] * len(NO_WEBHOOKS)
    assert letterbox.rows() == {}


def test_an_empty_list_of_events_gets_200(letterbox: Letterbox) -> None:
    """The console's "Verify" button sends it."""
    assert letterbox.post() == 200
    assert letterbox.rows() == {}


def test_a_body_of_a_mebibyte_is_taken_and_one_byte_more_is_not(letterbox: Letterbox) -> None:
    raw = says("สวัสดี")
    empty = len(json.dumps({"events": [raw], "padding": ""}).encode())
    full = json.dumps({"events": [raw], "padding": "x" * (1024 * 1024 - empty)}).encode()
    assert len(full) == 1024 * 1024
    assert letterbox.post_bytes(full + b" ") == 413
    assert letterbox.rows() == {}
    assert letterbox.post_bytes(full) == 200
    assert letterbox.rows()["inbound_events"] == 1


def test_a_body_of_unknown_length_is_refused_unread(letterbox: Letterbox) -> None:
    body = io.BytesIO(b"x" * 10_000)
    with letterbox.app.test_client() as client:
        answer = client.post(
            "/callback",
            input_stream=body,
            headers={"Transfer-Encoding": "chunked"} | header(letterbox, GOOD),
        )
    assert answer.status_code == 413
    assert body.tell() == 0


def test_only_post_is_answered(letterbox: Letterbox) -> None:
    with letterbox.app.test_client() as client:
        for method in ("GET", "PUT", "DELETE"):
            assert client.open("/callback", method=method).status_code == 405


def test_what_stands_among_the_events_and_is_none_is_passed_over(letterbox: Letterbox) -> None:
    good = event()
    assert letterbox.post(None, 1, "event", [], good, [event()]) == 200
    assert list(letterbox.states()) == [good["webhookEventId"]]
