"""LINE's documented limits, checked on a body as it came: the SDK's models first, then the rules.

Pure: no clock, no state, no network. `check_body` raises the `Refusal` that LINE would answer.
"""

from collections.abc import Iterable
from typing import Any

from linebot.v3.messaging import models
from pydantic.v1 import BaseModel

from simulator.limits.flex import Rules
from simulator.limits.messages import message_problems
from simulator.limits.problem import Json, Problem, Problems
from simulator.limits.rich_menus import rich_menu_problems
from simulator.limits.shape import shape_problems
from simulator.refusal import Refusal

__all__ = ["Rules", "check_messages", "check_rich_menu", "check_shape", "message_list_problems"]

_MESSAGES_PER_CALL = 5


def check_shape(body: Any, model: type[BaseModel]) -> None:
    """Refuses a body that the SDK's `model` does not know or does not take."""
    _refuse(list(shape_problems(body, model)))


def check_messages(body: Any, model: type[BaseModel], rules: Rules) -> None:
    """Refuses a reply, push, multicast or validate body that LINE would refuse."""
    shape = list(shape_problems(body, model))
    # The rules read properties the shape guarantees, so a broken shape is told alone.
    _refuse(shape or list(message_list_problems(body["messages"], rules)))


def check_rich_menu(body: Any) -> None:
    """Refuses a rich menu that LINE would refuse."""
    check_shape(body, models.RichMenuRequest)
    _refuse(list(rich_menu_problems(body)))


def message_list_problems(messages: list[Json], rules: Rules) -> Problems:
    """Everything LINE would refuse about the messages of one call."""
    if not 1 <= len(messages) <= _MESSAGES_PER_CALL:
        yield Problem(("messages",), f"Size must be between 1 and {_MESSAGES_PER_CALL}")
    for index, message in enumerate(messages):
        yield from message_problems(message, rules, ("messages", index))


def _refuse(problems: list[Problem]) -> None:
    """Flex is read after everything else, and answered in another form."""
    plain = [problem for problem in problems if not _is_flex(problem)]
    if plain:
        raise Refusal(
            400, f"The request body has {len(plain)} error(s)", details=_plain_details(plain)
        )
    if problems:
        index = problems[0].path[1]
        raise Refusal(
            400,
            f"A message (messages[{index}]) in the request body is invalid",
            details=[
                {"message": problem.message, "property": problem.pointer(skip=3)}
                for problem in problems
                if problem.path[1] == index
            ],
        )


def _plain_details(problems: Iterable[Problem]) -> list[dict[str, str]]:
    return [{"message": problem.message, "property": problem.property} for problem in problems]


def _is_flex(problem: Problem) -> bool:
    return problem.path[:1] == ("messages",) and problem.path[2:3] == ("contents",)
