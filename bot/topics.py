"""What can be asked of the office's figures: read by the understanding, answered by the reports."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal, TypeAlias


class Topic(StrEnum):
    """What somebody wants to know."""

    SUMMARY = "summary"
    MISSING = "missing"
    LATE = "late"
    GROUP = "group"
    GROUPS = "groups"
    THRESHOLD = "threshold"
    STATE = "state"
    PROJECT = "project"
    PERSON = "person"
    COMPARE = "compare"
    MONEY = "money"
    PROBLEMS = "problems"
    DECISIONS = "decisions"
    UNREGISTERED = "unregistered"
    DAYS = "days"


class Measure(StrEnum):
    """Of which money a share is asked."""

    DISBURSED = "disbursed"
    SPENT = "spent"


Comparison: TypeAlias = Literal["<", "<=", ">", ">="]
State: TypeAlias = Literal["completed", "in_progress", "not_started", "cancelled", "reported"]


@dataclass(frozen=True, slots=True)
class Threshold:
    """`เบิกต่ำกว่า 30%`: a share of the allocation in percent, or baht."""

    measure: Measure
    comparison: Comparison
    number: Decimal
    is_baht: bool = False
