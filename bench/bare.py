"""The bare Flask routes beside which the bot is measured: a only verifies, b and c also write,
p answers through LINE within the request.

Each stands for the least a webhook of that kind can do, written by hand without any of ours.
"""

import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from uuid import uuid4

import psycopg
from flask import Flask, request
from linebot.v3.messaging import (
    ApiClient,
    Configuration,
    MessagingApi,
    ReplyMessageRequest,
    TextMessage,
)
from linebot.v3.webhook import SignatureValidator, WebhookParser

CREATE = "CREATE TABLE IF NOT EXISTS bare (id TEXT PRIMARY KEY, kind TEXT, body TEXT)"
KINDS = ("event", "session", "draft", "message")
SMALL = "x" * 200
Write = Callable[[list[tuple[str, str, str]]], None]


def signature() -> Flask:
    """a: verifies the signature."""
    return _app(lambda _: None)


def sqlite() -> Flask:
    """b: the same, and one durable commit of four small rows; writers queue on a lock."""
    local, lock = threading.local(), threading.Lock()

    def connection() -> sqlite3.Connection:
        if not hasattr(local, "connection"):
            local.connection = sqlite3.connect(os.environ["BARE_DATABASE"], isolation_level=None)
            for setting in ("journal_mode=WAL", "synchronous=FULL"):
                local.connection.execute(f"PRAGMA {setting}")
        kept: sqlite3.Connection = local.connection
        return kept

    def write(rows: list[tuple[str, str, str]]) -> None:
        ours = connection()
        with lock:
            ours.execute("BEGIN IMMEDIATE")
            for row in rows:
                ours.execute("INSERT INTO bare VALUES (?, ?, ?)", row)
            ours.execute("COMMIT")

    with closing(sqlite3.connect(os.environ["BARE_DATABASE"])) as first:
        first.execute(CREATE)
    return _app(write)


def postgresql() -> Flask:
    """c: the same on PostgreSQL."""
    local = threading.local()

    def write(rows: list[tuple[str, str, str]]) -> None:
        if not hasattr(local, "connection"):
            local.connection = psycopg.connect(os.environ["BARE_DATABASE"])
        with local.connection.transaction():
            for row in rows:
                local.connection.execute("INSERT INTO bare VALUES (%s, %s, %s)", row)

    return _app(write)


def plain_bot() -> Flask:
    """p: answers each event through the LINE API, by the SDK's models, within the request."""
    host = os.environ["LINE_API_BASE_URL"]
    token = os.environ["LINE_CHANNEL_ACCESS_TOKEN"]
    api = MessagingApi(ApiClient(Configuration(host=host, access_token=token)))
    parser = WebhookParser(os.environ["LINE_CHANNEL_SECRET"])
    app = Flask("plain")

    @app.post("/callback")
    def callback() -> tuple[str, int]:
        body = request.get_data(as_text=True)
        for event in parser.parse(body, request.headers["X-Line-Signature"]):
            said = [TextMessage(text="รับแล้วค่ะ")]
            api.reply_message(ReplyMessageRequest(replyToken=event.reply_token, messages=said))
        return "ok", 200

    return app


def create_postgresql(url: str) -> None:
    """The table of c, before its processes start."""
    with psycopg.connect(url) as connection:
        connection.execute(CREATE)


def _app(write: Write) -> Flask:
    app = Flask("bare")
    validator = SignatureValidator(os.environ["LINE_CHANNEL_SECRET"])

    @app.post("/callback")
    def callback() -> tuple[str, int]:
        body = request.get_data(as_text=True)
        if not validator.validate(body, request.headers.get("X-Line-Signature", "")):
            return "signature does not fit", 400
        write([(uuid4().hex, kind, SMALL) for kind in KINDS])
        return "ok", 200

    return app
