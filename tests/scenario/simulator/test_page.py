"""The page's own calls, without a browser: what it reads, what it does, where it may be mounted."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client

from simulator import create_simulator
from simulator.sending import Envelope
from tests.scenario.simulator.world import MALEE, SOMCHAI, World

PAGE = {"X-Simulator": "page"}


@pytest.fixture
def client(world: World) -> FlaskClient:
    return create_simulator(world.platform).test_client()


def post(client: FlaskClient, path: str, user_id: str = SOMCHAI.user_id, **body: Any) -> int:
    answer = client.post(path, query_string={"person": user_id}, json=body, headers=PAGE)
    return answer.status_code


def read(client: FlaskClient, after: int = 0, user_id: str = SOMCHAI.user_id) -> dict[str, Any]:
    answer = client.get("/chat.json", query_string={"person": user_id, "after": after})
    assert answer.json is not None
    return dict(answer.json)


def test_the_page_lists_everybody(client: FlaskClient) -> None:
    html = client.get("/").text
    assert SOMCHAI.user_id in html
    assert MALEE.user_id in html
    assert "default-src 'self'" in client.get("/").headers["Content-Security-Policy"]


def test_the_page_works_below_a_prefix(world: World) -> None:
    app = DispatcherMiddleware(Flask("house"), {"/simulator": create_simulator(world.platform)})
    client = Client(app)
    html = client.get("/simulator/").text
    assert '<base href="/simulator/">' in html
    assert 'src="/simulator/static/page.js"' in html
    with client.get("/simulator/static/page.js") as script:
        assert script.status_code == 200
    info = client.get("/simulator/v2/bot/info", headers={"Authorization": "Bearer token"})
    assert (info.json or {}).get("basicId") == "@kaona"


def test_only_what_changed_is_read_again(client: FlaskClient, world: World) -> None:
    post(client, "/say", text="สวัสดี")
    first = read(client)
    assert [message["body"]["text"] for message in first["messages"]] == ["สวัสดี"]
    assert read(client, first["revision"])["messages"] == []
    post(client, "/unsend", message=first["messages"][0]["id"])
    changed = read(client, first["revision"])["messages"]
    assert [message["unsent"] for message in changed] == [True]


def test_a_chat_is_read_once_it_was_looked_at(client: FlaskClient, world: World) -> None:
    world.malee.say("สวัสดี")
    world.platform.sending.push(MALEE.user_id, envelope("ถึงมาลี"))
    assert read(client)["unread"] == {MALEE.user_id: 1}
    read(client, user_id=MALEE.user_id)
    assert read(client)["unread"] == {}


def envelope(text: str) -> Any:
    return Envelope([{"type": "text", "text": text}], "request")


def test_the_clock_is_read_in_bangkok_and_moved(client: FlaskClient, world: World) -> None:
    assert read(client)["now"] == "2024-04-03T09:00"
    post(client, "/clock", hours=1)
    assert read(client)["now"] == "2024-04-03T10:00"
    post(client, "/clock", morning=True)
    assert read(client)["now"] == "2024-04-04T09:00"
    post(client, "/clock", to="2024-06-30T23:59")
    assert world.clock.now() == datetime(2024, 6, 30, 16, 59, tzinfo=UTC)
    assert post(client, "/clock", to="tomorrow") == 400


def test_adding_and_blocking_the_bot(client: FlaskClient) -> None:
    assert read(client, user_id=MALEE.user_id)["friendship"] == "stranger"
    post(client, "/follow", MALEE.user_id)
    assert read(client, user_id=MALEE.user_id)["friendship"] == "friend"
    post(client, "/unfollow", MALEE.user_id)
    assert read(client, user_id=MALEE.user_id)["friendship"] == "blocked"


def test_who_blocked_the_bot_cannot_write_from_the_page_either(client: FlaskClient) -> None:
    post(client, "/unfollow")
    assert post(client, "/say", text="สวัสดี") == 409


def test_what_a_person_uploads_is_shown_but_never_run(client: FlaskClient, world: World) -> None:
    upload = {"file": (BytesIO(b"<script>alert(1)</script>"), "x.html", "text/html")}
    client.post(f"/file?person={SOMCHAI.user_id}", data=upload, headers=PAGE)
    message = world.somchai.messages[-1]
    assert message.body["fileName"] == "x.html"
    shown = client.get(f"/content/{message.id}")
    assert shown.headers["Content-Security-Policy"] == "sandbox"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"


def test_a_webhook_that_fails_is_told_until_the_next_arrives(
    client: FlaskClient, world: World
) -> None:
    world.bot_answers += [500]
    post(client, "/say", text="สวัสดี")
    assert "500" in read(client)["trouble"]
    post(client, "/redeliver")
    assert read(client)["trouble"] == ""
    assert world.somchai.messages[0].fate == "read"


def test_another_site_cannot_act_for_a_person(client: FlaskClient, world: World) -> None:
    answer = client.post(f"/say?person={SOMCHAI.user_id}", json={"text": "ปลอม"})
    assert answer.status_code == 403
    assert world.somchai.messages == []


def test_an_unknown_person_is_404(client: FlaskClient) -> None:
    assert client.get("/chat.json?person=U").status_code == 404
    assert post(client, "/say", "U", text="x") == 404


def test_a_person_s_code_is_drawn(client: FlaskClient) -> None:
    assert client.get(f"/invitation.svg?person={MALEE.user_id}").mimetype == "image/svg+xml"
    assert client.get(f"/invitation.svg?person={SOMCHAI.user_id}").status_code == 404
