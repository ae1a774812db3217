"""What happens to every call before and after its endpoint: token, size, faults, record."""

import hmac
import socket

from flask import Response, g, jsonify, request
from flask.typing import ResponseReturnValue

from simulator.call import Call
from simulator.fault import Fault
from simulator.platform import Platform
from simulator.refusal import Refusal

_BODY_BYTES = 2 * 1024 * 1024


class Gate:
    """The way in and out of the API."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def enter(self) -> ResponseReturnValue | None:
        """Lets a call in, or answers in its place."""
        platform = self._platform
        g.request_id, g.body, g.fault = platform.ids.request_id(), None, None
        if (request.content_length or 0) > _BODY_BYTES:
            raise Refusal(413, "Request exceeds the max size of 2MB")
        # Read before a fault may close the connection: the record wants it.
        g.body = request.get_json(silent=True)
        g.fault = fault = platform.faults.next_for(request.method, request.path)
        if fault:
            platform.faults.wait(fault.slow_before)
            if fault.breaks and not fault.accepted:
                return _broken(fault)
        self._authenticate()
        return None

    def leave(self, response: Response) -> Response:
        """Signs the answer with its request id, loses it if a fault says so, and records it."""
        fault: Fault | None = g.fault
        if fault and fault.accepted:
            self._platform.faults.wait(fault.slow_after)
            if fault.breaks:
                response = _broken(fault)
        response.headers["x-line-request-id"] = g.request_id
        dropped = bool(fault and fault.dropped)
        self._record(response, dropped=dropped)
        if dropped:
            _hang_up(request.environ.get("werkzeug.socket"))
        return response

    def refuse(self, refusal: Refusal) -> ResponseReturnValue:
        """The answer to a call that LINE would refuse."""
        return jsonify(refusal.body()), refusal.status, refusal.headers

    def _authenticate(self) -> None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        known = hmac.compare_digest(token.encode(), self._platform.access_token.encode())
        if scheme.lower() != "bearer" or not known:
            reason = "invalid token" if token else "missing Authorization header"
            raise Refusal(
                401,
                f"Authentication failed due to the following reason: {reason}. "
                "Confirm that the access token in the authorization header is valid.",
            )

    def _record(self, response: Response, *, dropped: bool) -> None:
        call = Call(
            method=request.method,
            path=request.path,
            status=0 if dropped else response.status_code,
            request_id=g.request_id,
            body=g.body,
            answer=response.get_json(silent=True),
            retry_key=request.headers.get("X-Line-Retry-Key"),
        )
        with self._platform.lock:
            self._platform.calls.append(call)


def _broken(fault: Fault) -> Response:
    """The answer that the fault gives; of a dropped call nobody sees one."""
    if fault.dropped:
        return Response(status=502)
    response = jsonify({"message": fault.message})
    response.status_code = fault.status or 500
    return response


def _hang_up(connection: socket.socket | None) -> None:
    """Closes the caller's connection; a server that does not show it answers 502 instead."""
    if connection is not None:
        connection.shutdown(socket.SHUT_RDWR)
