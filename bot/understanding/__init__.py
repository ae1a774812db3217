"""Thai text -> facts: pure functions without database, network, clock or LINE.

The contract of what is answered: docs/reference/understand.md.
"""

from bot.understanding.answers import AmountRead, read_amount, read_date, read_status
from bot.understanding.facts import Doubt, Fact, Known, Said, Understanding
from bot.understanding.numbered import NumberedState, read_numbered
from bot.understanding.percent import read_percent
from bot.understanding.projects import Candidate, rank_projects
from bot.understanding.request import BadRequestError, Request, answer, parse_request
from bot.understanding.steps import Step, last_day_named, read_step
from bot.understanding.understanding import understand

__all__ = [
    "AmountRead",
    "BadRequestError",
    "Candidate",
    "Doubt",
    "Fact",
    "Known",
    "NumberedState",
    "Request",
    "Said",
    "Step",
    "Understanding",
    "answer",
    "last_day_named",
    "parse_request",
    "rank_projects",
    "read_amount",
    "read_date",
    "read_numbered",
    "read_percent",
    "read_status",
    "read_step",
    "understand",
]
