"""The only module that talks to the LINE API, through line-bot-sdk.

Bodies go out exactly as they were frozen: the SDK's models would send a dict given as Flex
contents empty and drop words they do not know, so the SDK's client gets prepared JSON here. The
SDK's import costs some 40 MB; it waits for the first call (`docs/decisions` says more).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote
from uuid import UUID

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
from bot.settings import Settings
from models.errors import KaonaError

if TYPE_CHECKING:
    from linebot.v3.messaging import ApiClient
    from linebot.v3.messaging.exceptions import ApiException

Objects = Sequence[Mapping[str, Any]]
"""Message objects as LINE's reference describes them."""

CONNECT_SECONDS = 3.0
READ_SECONDS = 10.0
"""Together well below the lease of a row in hand (bot/claims.py)."""
CONNECTIONS = 160
CHUNK = 64 * 1024


class LineError(KaonaError):
    """A call to LINE that sends nothing failed."""


class LineRefusedError(LineError):
    """LINE refused the call."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        super().__init__(f"LINE refused it ({status}): {message}")


class LineUnreachableError(LineError):
    """LINE does not answer."""


class ContentGoneError(LineError):
    """LINE no longer has the content: unknown, or the person unsent it."""


class ContentNotReadyError(LineError):
    """LINE is still preparing the content: try again later."""


class ContentTooLargeError(LineError):
    """The content is larger than allowed."""


@dataclass(frozen=True)
class Profile:
    """What LINE tells about a person; the name is theirs to choose and proves nothing."""

    display_name: str
    language: str | None


@dataclass(frozen=True)
class Content:
    """A fetched file."""

    media_type: str
    size: int


@dataclass(frozen=True)
class BotInfo:
    """The channel's own account."""

    display_name: str
    basic_id: str


@dataclass(frozen=True)
class Webhook:
    """Where LINE sends events, and whether it does."""

    endpoint: str
    active: bool


@dataclass(frozen=True)
class WebhookTest:
    """What LINE saw when it called the webhook."""

    success: bool
    status: int
    reason: str


class LineClient(Protocol):
    """What Kaona asks of LINE. `reply` and `push` never raise; the others raise `LineError`."""

    def reply(self, token: str, objects: Objects) -> Outcome:
        """Answer by a reply token: free, once."""

    def push(self, recipient: str, objects: Objects, retry_key: UUID) -> Outcome:
        """Send at any time: counted, at most once for one key within 24 hours."""

    def start_loading(self, recipient: str, seconds: int = 20) -> None:
        """Show that an answer is coming (5 to 60 seconds, in steps of 5)."""

    def profile(self, user_id: str) -> Profile | None:
        """A person's profile, or None where LINE does not show it."""

    def content(self, message_id: str, target: Path, *, limit: int) -> Content:
        """Write what a person sent to `target`, at most `limit` bytes; after errors no file."""

    def quota(self) -> int | None:
        """Counted messages the month allows; None is without limit."""

    def consumption(self) -> int:
        """Counted messages used this month, about."""

    def bot_info(self) -> BotInfo:
        """Whose token this is."""

    def webhook(self) -> Webhook | None:
        """The webhook's address, or None if none is set."""

    def test_webhook(self) -> WebhookTest:
        """Let LINE call the webhook now."""


def connect(settings: Settings) -> LineClient:
    """The real LINE, or whatever the base URLs point at; needs the channel access token."""
    settings.require("LINE_CHANNEL_ACCESS_TOKEN")
    return LineApi(
        token=settings.line_channel_access_token,
        api=settings.line_api_base_url,
        data_api=settings.line_data_api_base_url,
    )


class LineApi:
    """LINE over HTTP: one long-lived client for each host, timeouts on every call, no retries."""

    def __init__(
        self, *, token: str, api: str, data_api: str, connections: int = CONNECTIONS
    ) -> None:
        self._token, self._connections = token, connections
        self._api_url, self._data_url = api, data_api
        self._making = Lock()

    @cached_property
    def _api(self) -> "ApiClient":
        return self._client(self._api_url, self._connections)

    @cached_property
    def _data(self) -> "ApiClient":
        return self._client(self._data_url, 4)

    def _client(self, host: str, connections: int) -> "ApiClient":
        from linebot.v3.messaging import ApiClient, Configuration

        configuration = Configuration(host=host, access_token=self._token)
        configuration.connection_pool_maxsize = connections
        configuration.retries = False
        return ApiClient(configuration)

    def close(self) -> None:
        """Close the connections."""
        for client in (self.__dict__.get("_api"), self.__dict__.get("_data")):
            if client is not None:
                client.rest_client.pool_manager.clear()

    def reply(self, token: str, objects: Objects) -> Outcome:
        """See `LineClient`."""
        body = {"replyToken": token, "messages": objects}
        return self._send("/v2/bot/message/reply", body)

    def push(self, recipient: str, objects: Objects, retry_key: UUID) -> Outcome:
        """See `LineClient`."""
        body = {"to": recipient, "messages": objects}
        return self._send("/v2/bot/message/push", body, {"X-Line-Retry-Key": str(retry_key)})

    def _send(
        self, path: str, body: Mapping[str, Any], headers: Mapping[str, str] | None = None
    ) -> Outcome:
        from linebot.v3.messaging.exceptions import ApiException
        from urllib3.exceptions import HTTPError

        try:
            answer = self._call("POST", path, body, headers)
        except ApiException as error:
            return _outcome_of_status(error)
        except HTTPError as error:
            return _outcome_of_transport(error)
        return Accepted(answer.getheader("x-line-request-id"))

    def _call(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        with self._making:
            client = self._api
        return client.rest_client.request(
            method,
            client.configuration.host + path,
            headers={
                **client.default_headers,
                "Content-Type": "application/json",
                **(headers or {}),
            },
            body=body,
            _request_timeout=(CONNECT_SECONDS, READ_SECONDS),
        )

    def _json(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        with _as_line_error():
            return json.loads(self._call(method, path, body).data or b"{}")

    def start_loading(self, recipient: str, seconds: int = 20) -> None:
        """See `LineClient`."""
        body = {"chatId": recipient, "loadingSeconds": seconds}
        self._json("POST", "/v2/bot/chat/loading/start", body)

    def profile(self, user_id: str) -> Profile | None:
        """See `LineClient`."""
        try:
            found = self._json("GET", f"/v2/bot/profile/{quote(user_id, safe='')}")
        except LineRefusedError as error:
            if error.status == 404:
                return None
            raise
        return Profile(found["displayName"], found.get("language"))

    def content(self, message_id: str, target: Path, *, limit: int) -> Content:
        """See `LineClient`."""
        with self._making:
            client = self._data
        url = f"{self._data_url}/v2/bot/message/{quote(message_id, safe='')}/content"
        with _as_line_error():
            # `call_api` would read the whole body into memory, however large it is.
            answer = client.rest_client.get_request(
                url,
                headers=dict(client.default_headers),
                _preload_content=False,
                _request_timeout=(CONNECT_SECONDS, READ_SECONDS),
            )
            try:
                if answer.status == 202:
                    raise ContentNotReadyError
                return Content(
                    answer.headers.get("content-type", "application/octet-stream"),
                    _write(answer.stream(CHUNK), target, limit),
                )
            finally:
                answer.close()

    def quota(self) -> int | None:
        """See `LineClient`."""
        found = self._json("GET", "/v2/bot/message/quota")
        return int(found["value"]) if found["type"] == "limited" else None

    def consumption(self) -> int:
        """See `LineClient`."""
        return int(self._json("GET", "/v2/bot/message/quota/consumption")["totalUsage"])

    def bot_info(self) -> BotInfo:
        """See `LineClient`."""
        found = self._json("GET", "/v2/bot/info")
        return BotInfo(found["displayName"], found["basicId"])

    def webhook(self) -> Webhook | None:
        """See `LineClient`."""
        try:
            found = self._json("GET", "/v2/bot/channel/webhook/endpoint")
        except LineRefusedError as error:
            if error.status == 404:
                return None
            raise
        return Webhook(found["endpoint"], found["active"]) if found.get("endpoint") else None

    def test_webhook(self) -> WebhookTest:
        """See `LineClient`."""
        found = self._json("POST", "/v2/bot/channel/webhook/test", {})
        return WebhookTest(
            bool(found.get("success")), int(found.get("statusCode", 0)), found.get("reason", "")
        )


def _write(chunks: Iterator[bytes], target: Path, limit: int) -> int:
    size = 0
    try:
        with target.open("wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > limit:
                    raise ContentTooLargeError
                file.write(chunk)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return size


@contextmanager
def _as_line_error() -> Iterator[None]:
    """Turn what the SDK, urllib3 and unreadable answers raise into `LineError`."""
    from linebot.v3.messaging.exceptions import ApiException
    from urllib3.exceptions import HTTPError

    try:
        yield
    except ApiException as error:
        if not error.status or error.status >= 500:
            raise LineUnreachableError(f"LINE does not answer: {_reason(error)}") from None
        if error.status == 410:
            raise ContentGoneError from None
        raise LineRefusedError(error.status, _reason(error)) from None
    except HTTPError as error:
        raise LineUnreachableError(f"LINE does not answer: {type(error).__name__}") from None
    except (ValueError, KeyError, TypeError) as error:
        raise LineUnreachableError(f"LINE's answer is unreadable: {error!r}") from None


def _outcome_of_status(error: "ApiException") -> Outcome:
    status, reason = error.status or 0, _reason(error)
    request_id = error.headers.get("x-line-request-id") if error.headers else None
    if status == 409:
        accepted = error.headers.get("x-line-accepted-request-id") if error.headers else None
        return Accepted(accepted or request_id)
    if status == 429:
        kind = MonthlyLimit if "monthly limit" in reason.lower() else RateLimited
        return kind(reason, request_id)
    if status == 400 and "invalid reply token" in reason.lower():
        return TokenRefused(reason, request_id)
    if 400 <= status < 500:
        return Refused(reason, request_id)
    if status == 0 and _is_bad_certificate(error):
        return NotConnected(reason)
    return Unknown(reason, request_id)


def _is_bad_certificate(error: Exception) -> bool:
    """The SDK turns every TLS fault into status 0; this one comes before anything is sent."""
    import ssl

    cause = error.__context__
    return bool(cause and cause.args and isinstance(cause.args[0], ssl.SSLCertVerificationError))


def _outcome_of_transport(error: Exception) -> Outcome:
    from urllib3.exceptions import ConnectTimeoutError, NewConnectionError, ProxyError

    never = (NewConnectionError, ConnectTimeoutError, ProxyError)
    kind = NotConnected if isinstance(error, never) else Unknown
    return kind(type(error).__name__)


def _reason(error: "ApiException") -> str:
    """LINE's words: the message, and where in the body the fault lies."""
    try:
        said = json.loads(error.body or b"")
        parts = [f"{error.status} {said['message']}"]
        parts += [f"{d.get('property')}: {d.get('message')}" for d in said.get("details", ())]
    except (ValueError, TypeError, KeyError, AttributeError):
        parts = [f"{error.status} {error.reason}"]
    return "; ".join(parts)[:500]
