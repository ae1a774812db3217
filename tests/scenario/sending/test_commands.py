"""`flask line check` and `flask send --once`, as an operator types them."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask.testing import FlaskCliRunner

import wsgi
from bot import outbox
from bot.clock import SystemClock
from bot.office import Office
from bot.outbox import Outgoing
from bot.settings import Settings
from models import quota, schema
from models.database import Database
from tests.scenario.sending.conftest import Answer, LoopbackLine

INFO = Answer(body={"displayName": "ก้าวหน้า", "basicId": "@kaona"})
WEBHOOK = Answer(body={"endpoint": "https://kaona.example.go.th/callback", "active": True})
TEST = Answer(body={"success": True, "statusCode": 200, "reason": "OK"})
QUOTA = Answer(body={"type": "limited", "value": 300})
USED = Answer(body={"totalUsage": 12})
WELL = {
    "/v2/bot/info": INFO,
    "/v2/bot/channel/webhook/endpoint": WEBHOOK,
    "/v2/bot/channel/webhook/test": TEST,
    "/v2/bot/message/quota": QUOTA,
    "/v2/bot/message/quota/consumption": USED,
}


@pytest.fixture
def real_office(tmp_path: Path, loopback: LoopbackLine) -> Iterator[Office]:
    database = Database(f"sqlite:///{tmp_path}/kaona.db")
    settings = Settings(
        line_channel_access_token="token",
        line_api_base_url=loopback.url,
        line_data_api_base_url=loopback.url,
        public_base_url="https://kaona.example.go.th",
    )
    yield Office(settings=settings, database=database, clock=SystemClock())
    database.close()


def flask(office: Office, *words: str) -> Result:
    runner: FlaskCliRunner = wsgi.app_of(office).test_cli_runner()
    return runner.invoke(args=list(words))


def test_all_is_well(real_office: Office, loopback: LoopbackLine) -> None:
    loopback.answers = dict(WELL)
    result = flask(real_office, "line", "check")
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        f"Note: LINE_API_BASE_URL is {loopback.url}, not LINE itself (https://api.line.me); "
        "leave it out for the real LINE",
        f"Note: LINE_DATA_API_BASE_URL is {loopback.url}, not LINE itself "
        "(https://api-data.line.me); leave it out for the real LINE",
        "Channel access token: ok (@kaona)",
        "Webhook: https://kaona.example.go.th/callback active, test 200",
        "Quota: 300, used 12, left 288",
        "Forecast: not known, the database is not set up: run `flask init`",
    ]


def test_what_the_quota_is_still_needed_for(real_office: Office, loopback: LoopbackLine) -> None:
    loopback.answers = dict(WELL)
    schema.upgrade(real_office.database)

    def forecast() -> str:
        return flask(real_office, "line", "check").output.splitlines()[-1]

    assert forecast() == "Forecast: not known yet, the clock has not read the quota this month"
    now = real_office.clock.now()
    card = [{"type": "text", "text": "x"}]
    wanted = [
        Outgoing(recipient=to, objects=card, kind="x", optional=True) for to in ("U1", "U2", "U3")
    ]
    with real_office.database.write() as connection:
        quota.note_reading(connection, allowed=50, used=38, expected=10, now=now)
        outbox.put(connection, real_office, wanted)
    assert forecast() == (
        "Forecast: 2 waiting, 10 more must go out this month, room for 0 optional;"
        " 1 optional dropped"
    )


FAULTS = [
    ("/v2/bot/info", Answer(401, {"message": "x"}), "LINE does not accept LINE_CHANNEL_ACCESS"),
    ("/v2/bot/info", Answer(503, raw=b""), "LINE does not answer"),
    (
        "/v2/bot/channel/webhook/endpoint",
        Answer(404, {"message": "x"}),
        "Webhook: FAILED: no address is set at LINE; it should be "
        "https://kaona.example.go.th/callback",
    ),
    (
        "/v2/bot/channel/webhook/endpoint",
        Answer(body={"endpoint": "https://x/", "active": False}),
        "Webhook: FAILED: https://x/ is not active",
    ),
    (
        "/v2/bot/channel/webhook/test",
        Answer(body={"success": False, "statusCode": 502, "reason": "ERROR_STATUS_CODE"}),
        "answered 502 to LINE's test: ERROR_STATUS_CODE",
    ),
    ("/v2/bot/message/quota", Answer(500, {"message": "oops"}), "Quota: FAILED"),
]


@pytest.mark.parametrize(("path", "answer", "words"), FAULTS)
def test_each_fault_is_one_clear_line(
    real_office: Office, loopback: LoopbackLine, path: str, answer: Answer, words: str
) -> None:
    loopback.answers = WELL | {path: answer}
    result = flask(real_office, "line", "check")
    assert result.exit_code == 1
    assert sum(words in line for line in result.output.splitlines()) == 1
    assert "Traceback" not in result.output


def test_a_webhook_elsewhere_is_told(real_office: Office, loopback: LoopbackLine) -> None:
    elsewhere = Answer(body={"endpoint": "https://old.example.go.th/callback", "active": True})
    loopback.answers = WELL | {"/v2/bot/channel/webhook/endpoint": elsewhere}
    result = flask(real_office, "line", "check")
    assert "but PUBLIC_BASE_URL says https://kaona.example.go.th/callback" in result.output


def test_without_a_token_the_setting_is_named(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/kaona.db")
    result = flask(Office(settings=Settings(), database=database), "line", "check")
    assert result.exit_code == 1
    assert result.output.startswith("Error: LINE_CHANNEL_ACCESS_TOKEN is not set")


def test_the_outbox_is_emptied_once(real_office: Office, loopback: LoopbackLine) -> None:
    schema.upgrade(real_office.database)
    card = {"type": "flex", "altText": "a", "contents": {"type": "bubble", "body": {"x": [1]}}}
    with real_office.database.write() as connection:
        messages = [Outgoing(recipient=f"U{i}", objects=[card], kind="k") for i in range(50)]
        outbox.put(connection, real_office, messages)
    result = flask(real_office, "send", "--once")
    assert (result.exit_code, result.output) == (0, "Outbox: pushed 50\n")
    assert [call.body["messages"] for call in loopback.calls] == [[card]] * 50
    assert flask(real_office, "send", "--once").output == "Outbox: nothing was due\n"


def test_without_a_database_the_way_is_shown(real_office: Office) -> None:
    result = flask(real_office, "send", "--once")
    assert (result.exit_code, "flask init" in result.output) == (1, True)


def test_a_web_process_that_never_sends_does_not_import_line_s_client() -> None:
    assert not imported("import wsgi; wsgi.create_app({})", "linebot")


def test_a_worker_has_neither_pages_nor_chats_in_memory() -> None:
    """Nor the models of every message there is; each of these is many megabytes."""
    code = (
        "import os; os.environ['FLASK_RUN_FROM_CLI'] = 'true'; "
        "from click import Context; import wsgi; commands = wsgi.create_app().cli; "
        "assert commands.get_command(Context(commands), 'worker'); import bot.line_api"
    )
    needed = "scheduler.sending", "scheduler.ticking", "handlers.deferred_work", "linebot.v3.shop"
    assert imported(code, *needed) == set(needed)
    large = "handlers.web", "handlers.chat.desk", "bot.understanding", "linebot.v3.messaging"
    assert not imported(code, *large, "holidays", "alembic", "openpyxl", "docx", "PIL")


def imported(code: str, *names: str) -> set[str]:
    """Which of these modules a new process has after this code."""
    told = f"{code}; import sys; print(*({set(names)!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return set(done.stdout.split())
