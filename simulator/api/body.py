"""Reads the JSON body of a call, or refuses it in LINE's words."""

import json
from typing import Any

from flask import request

from simulator.refusal import Refusal


def json_body() -> Any:
    """The body as JSON."""
    if request.mimetype != "application/json":
        raise Refusal(415, f"The content type, {request.mimetype}, is not supported")
    try:
        return json.loads(request.get_data())
    except json.JSONDecodeError as error:
        place = f"line: {error.lineno}, column: {error.colno}"
        message = f"The request body could not be parsed as JSON ({place})"
        raise Refusal(400, message) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise Refusal(400, "The request body could not be parsed as JSON") from error
