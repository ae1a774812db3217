"""A small LINE on loopback: records calls, keeps tokens and retry keys, answers as it is told."""

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import PROTOCOL_TLS_SERVER, SSLContext
from threading import Lock, Thread
from typing import Any
from uuid import UUID

import pytest
from trustme import CA, LeafCert

from bot.line_api import LineApi


@dataclass
class Call:
    """What came in."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any


@dataclass
class Answer:
    """What goes out. `hang_up`: no answer at all; `cut`: the connection breaks in the middle."""

    status: int = 200
    body: Any = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    hang_up: bool = False
    cut: bool = False


class QuietServer(ThreadingHTTPServer):
    """A client that turns away, as one does from a certificate, is no news here."""

    def handle_error(self, *_: object) -> None:
        pass


class LoopbackLine:
    """Answers set by path win over scripted ones; else LINE's rules for reply and push hold."""

    def __init__(self, certificate: LeafCert | None = None) -> None:
        self.calls: list[Call] = []
        self.script: deque[Answer] = deque()
        self.answers: dict[str, Answer] = {}
        self.tokens: set[str] = set()
        self.keys: set[UUID] = set()
        self.lock = Lock()
        self.connections = 0
        self.server = QuietServer(("127.0.0.1", 0), _handler(self))
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        if certificate:
            behind_tls = SSLContext(PROTOCOL_TLS_SERVER)
            certificate.configure_cert(behind_tls)
            self.server.socket = behind_tls.wrap_socket(self.server.socket, server_side=True)
            self.url = self.url.replace("http:", "https:")
        self.thread = Thread(target=self.server.serve_forever, args=(0.01,))
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def answer(self, call: Call) -> Answer:
        with self.lock:
            self.calls.append(call)
            if call.path in self.answers:
                return self.answers[call.path]
            if self.script:
                return self.script.popleft()
            if call.path == "/v2/bot/message/reply":
                return self._reply(call)
            if call.path == "/v2/bot/message/push":
                return self._push(call)
            return Answer(404, {"message": "Not found"})

    def _reply(self, call: Call) -> Answer:
        if "x-line-retry-key" in call.headers or call.body["replyToken"] in self.tokens:
            return Answer(400, {"message": "Invalid reply token"})
        self.tokens.add(call.body["replyToken"])
        return Answer(200, {"sentMessages": [{"id": "1"}]}, {"x-line-request-id": "request-1"})

    def _push(self, call: Call) -> Answer:
        key = UUID(call.headers["x-line-retry-key"])
        if key in self.keys:
            said = {"message": "The retry key is already accepted"}
            return Answer(409, said, {"x-line-accepted-request-id": "request-1"})
        self.keys.add(key)
        return Answer(200, {"sentMessages": [{"id": "1"}]}, {"x-line-request-id": "request-1"})


def _handler(line: LoopbackLine) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            line.connections += 1

        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = json.loads(self.rfile.read(length) or b"null")
            answer = line.answer(Call(self.command, self.path, headers, body))
            if answer.hang_up:
                self.close_connection = True
                return
            data = json.dumps(answer.body).encode() if answer.raw is None else answer.raw
            self.send_response(answer.status)
            for name, value in ({"content-length": str(len(data))} | answer.headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)
            self.close_connection = answer.cut

        do_GET = do_POST  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@pytest.fixture
def loopback() -> Iterator[LoopbackLine]:
    line = LoopbackLine()
    yield line
    line.close()


@pytest.fixture
def api(loopback: LoopbackLine) -> Iterator[LineApi]:
    client = LineApi(token="token", api=loopback.url, data_api=loopback.url)
    yield client
    client.close()


@pytest.fixture(scope="session")
def authority() -> CA:
    return CA()


@pytest.fixture
def behind_tls(authority: CA) -> Iterator[LoopbackLine]:
    line = LoopbackLine(authority.issue_cert("127.0.0.1"))
    yield line
    line.close()
