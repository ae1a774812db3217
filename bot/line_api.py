"""The only module that talks to the LINE API, through line-bot-sdk. Imported late: it is large.

Bodies go out exactly as they were frozen: the SDK's models would send a dict given as Flex
contents empty and drop words they do not know, so the SDK's client gets prepared JSON here.

The SDK has the same client once for each of LINE's APIs, beside that API's models. Messaging's
models are 18 MB that nothing here uses; the smallest API's client, `shop`, comes with one.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from ssl import SSLCertVerificationError, SSLContext, create_default_context
from typing import Any, TypeVar
from urllib.parse import quote
from uuid import UUID

import certifi
from linebot.v3.shop import ApiClient, Configuration
from linebot.v3.shop.exceptions import ApiException
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ProxyError

from bot.line import (
    BotInfo,
    Content,
    ContentGoneError,
    ContentNotReadyError,
    ContentTooLargeError,
    LineError,
    LineRefusedError,
    LineUnreachableError,
    Objects,
    Profile,
    Webhook,
    WebhookTest,
)
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

CONNECT_SECONDS = 3.0
READ_SECONDS = 10.0
"""Together well below the lease of a row in hand (bot/claims.py)."""
CONNECTIONS = 200
"""As many as calls may be on their way at once (scheduler/sending.py)."""
CONTENT_CONNECTIONS = 4
CHUNK = 64 * 1024
T = TypeVar("T")


class LineApi:
    """LINE over HTTP: one long-lived client for each host, timeouts on every call, no retries.

    `trust` says whose certificates are believed; by default those of Mozilla's authorities.
    """

    def __init__(
        self,
        *,
        token: str,
        api: str,
        data_api: str,
        connections: int = CONNECTIONS,
        read_seconds: float = READ_SECONDS,
        trust: SSLContext | None = None,
    ) -> None:
        self._timeouts = (CONNECT_SECONDS, read_seconds)
        trust = trust or create_default_context(cafile=certifi.where())
        self._api = _client(api, token, connections, trust)
        self._data = _client(data_api, token, CONTENT_CONNECTIONS, trust)

    def close(self) -> None:
        """Close the connections."""
        for client in (self._api, self._data):
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
        try:
            answer = self._call("POST", path, body, headers)
        except ApiException as error:
            return outcome_of_status(error)
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
        client = self._api
        more = {"Content-Type": "application/json", **(headers or {})}
        return client.rest_client.request(
            method,
            client.configuration.host + path,
            headers={**client.default_headers, **more},
            body=body,
            _request_timeout=self._timeouts,
        )

    def _ask(
        self,
        method: str,
        path: str,
        read: Callable[[Any], T],
        body: Mapping[str, Any] | None = None,
    ) -> T:
        with _as_line_error():
            return read(json.loads(self._call(method, path, body).data or b"{}"))

    def _ask_if_there(self, path: str, read: Callable[[Any], T]) -> T | None:
        try:
            return self._ask("GET", path, read)
        except LineRefusedError as error:
            if error.status == 404:
                return None
            raise

    def start_loading(self, recipient: str, seconds: int = 20) -> None:
        """See `LineClient`."""
        body = {"chatId": recipient, "loadingSeconds": seconds}
        self._ask("POST", "/v2/bot/chat/loading/start", bool, body)

    def profile(self, user_id: str) -> Profile | None:
        """See `LineClient`."""
        return self._ask_if_there(
            f"/v2/bot/profile/{quote(user_id, safe='')}",
            lambda found: Profile(found["displayName"], found.get("language")),
        )

    def content(self, message_id: str, target: Path, *, limit: int) -> Content:
        """See `LineClient`."""
        client = self._data
        path = f"/v2/bot/message/{quote(message_id, safe='')}/content"
        with _as_line_error(), _as_gone():
            # `call_api` would read the whole body into memory, however large it is.
            answer = client.rest_client.get_request(
                client.configuration.host + path,
                headers=dict(client.default_headers),
                _preload_content=False,
                _request_timeout=self._timeouts,
            )
            with closing(answer):
                return _saved(answer, target, limit)

    def quota(self) -> int | None:
        """See `LineClient`."""
        return self._ask(
            "GET",
            "/v2/bot/message/quota",
            lambda found: int(found["value"]) if found["type"] == "limited" else None,
        )

    def consumption(self) -> int:
        """See `LineClient`."""
        path = "/v2/bot/message/quota/consumption"
        return self._ask("GET", path, lambda found: int(found["totalUsage"]))

    def bot_info(self) -> BotInfo:
        """See `LineClient`."""
        return self._ask(
            "GET", "/v2/bot/info", lambda found: BotInfo(found["displayName"], found["basicId"])
        )

    def webhook(self) -> Webhook | None:
        """See `LineClient`."""
        return self._ask_if_there(
            "/v2/bot/channel/webhook/endpoint",
            lambda found: Webhook(found["endpoint"], active=bool(found["active"])),
        )

    def test_webhook(self) -> WebhookTest:
        """See `LineClient`."""
        return self._ask("POST", "/v2/bot/channel/webhook/test", _webhook_test, {})

    def rich_menus(self) -> Mapping[str, str]:
        """See `LineClient`."""
        return self._ask(
            "GET",
            "/v2/bot/richmenu/list",
            lambda found: {one["name"]: one["richMenuId"] for one in found["richmenus"]},
        )

    def make_rich_menu(self, spec: Mapping[str, Any], png: bytes) -> str:
        """See `LineClient`."""
        menu_id: str = self._ask(
            "POST", "/v2/bot/richmenu", lambda found: str(found["richMenuId"]), spec
        )
        try:
            self._upload(f"/v2/bot/richmenu/{quote(menu_id, safe='')}/content", png)
        except LineError:
            self.delete_rich_menu(menu_id)
            raise
        return menu_id

    def _upload(self, path: str, png: bytes) -> None:
        client = self._data
        with _as_line_error():
            client.rest_client.request(
                "POST",
                client.configuration.host + path,
                headers={**client.default_headers, "Content-Type": "image/png"},
                body=png,
                _request_timeout=self._timeouts,
            )

    def delete_rich_menu(self, menu_id: str) -> None:
        """See `LineClient`."""
        self._ask("DELETE", f"/v2/bot/richmenu/{quote(menu_id, safe='')}", bool)

    def show_rich_menu(self, menu_id: str, user_ids: Sequence[str]) -> None:
        """See `LineClient`."""
        body = {"richMenuId": menu_id, "userIds": list(user_ids)}
        self._ask("POST", "/v2/bot/richmenu/bulk/link", bool, body)

    def hide_rich_menu(self, user_ids: Sequence[str]) -> None:
        """See `LineClient`."""
        self._ask("POST", "/v2/bot/richmenu/bulk/unlink", bool, {"userIds": list(user_ids)})

    def set_default_rich_menu(self, menu_id: str) -> None:
        """See `LineClient`."""
        self._ask("POST", f"/v2/bot/user/all/richmenu/{quote(menu_id, safe='')}", bool)


def _client(host: str, token: str, connections: int, trust: SSLContext) -> ApiClient:
    """A client with its own pool. `retries` are ours: urllib3's would repeat replies.

    All connections share one list of authorities. Left to itself, urllib3 reads all 140 of them
    anew for each connection: 10 ms of the processor and half a megabyte, up to 200 times.
    """
    configuration = Configuration(host=host, access_token=token)
    configuration.connection_pool_maxsize = connections
    configuration.retries = False
    client = ApiClient(configuration)
    options = client.rest_client.pool_manager.connection_pool_kw
    del options["ca_certs"]
    options["ssl_context"] = trust
    return client


def _webhook_test(found: Any) -> WebhookTest:
    return WebhookTest(
        success=bool(found["success"]),
        status=int(found.get("statusCode", 0)),
        reason=str(found.get("reason", "")),
    )


def _saved(answer: Any, target: Path, limit: int) -> Content:
    if answer.status == 202:
        raise ContentNotReadyError
    media_type = answer.headers.get("content-type", "application/octet-stream")
    return Content(media_type, _write(answer.stream(CHUNK), target, limit))


@contextmanager
def _as_gone() -> Iterator[None]:
    """410: the person took it back. 404 is another matter: LINE kept it no longer."""
    try:
        yield
    except ApiException as error:
        if error.status == 410:
            raise ContentGoneError from None
        raise


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
    try:
        yield
    except ApiException as error:
        if not error.status or error.status >= 500:
            raise LineUnreachableError(f"LINE does not answer: {_reason(error)}") from None
        raise LineRefusedError(error.status, _reason(error)) from None
    except HTTPError as error:
        raise LineUnreachableError(f"LINE does not answer: {type(error).__name__}") from None
    except (ValueError, KeyError, TypeError) as error:
        raise LineUnreachableError(f"LINE's answer is unreadable: {error!r}") from None


def outcome_of_status(error: ApiException) -> Outcome:
    """What an answer that is not 2xx means."""
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
    cause = error.__context__
    return bool(cause and cause.args and isinstance(cause.args[0], SSLCertVerificationError))


def _outcome_of_transport(error: Exception) -> Outcome:
    never = (NewConnectionError, ConnectTimeoutError, ProxyError)
    kind = NotConnected if isinstance(error, never) else Unknown
    return kind(type(error).__name__)


def _reason(error: ApiException) -> str:
    """LINE's words: the message, and where in the body the fault lies."""
    try:
        said = json.loads(error.body or b"")
        parts = [f"{error.status} {said['message']}"]
        parts += [f"{d.get('property')}: {d.get('message')}" for d in said.get("details", ())]
    except (ValueError, TypeError, KeyError, AttributeError):
        parts = [f"{error.status} {error.reason}"]
    return "; ".join(parts)[:500]
