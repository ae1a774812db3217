"""The LINE API as the SDK calls it: `/v2/bot/...`, both hosts' endpoints on one."""

from flask import Blueprint, Response

from simulator.api.gate import Gate
from simulator.api.routes import channel, content, message, rich_menu, user
from simulator.platform import Platform
from simulator.refusal import Refusal, not_found


def create_api(platform: Platform) -> Blueprint:
    """All endpoints behind one gate that checks the token, plays faults and keeps the record."""
    api = Blueprint("line_api", __name__, url_prefix="/v2/bot")
    gate = Gate(platform)
    api.before_request(gate.enter)
    api.after_request(gate.leave)
    api.register_error_handler(Refusal, gate.refuse)
    for part in (message, content, user, rich_menu, channel):
        api.register_blueprint(part.routes(platform))
    api.add_url_rule("/<path:_>", view_func=_unknown, methods=["GET", "POST", "PUT", "DELETE"])
    return api


def _unknown(_: str) -> Response:
    raise not_found()
