"""The quarterly summary, pure: a round at a glance, with the figures of the official tables."""

from reports.summary.change import Change, change_since
from reports.summary.decisions import decisions
from reports.summary.standing import Money, Part, Standing, groups_of, office_of, standing_of
from reports.summary.summary import Summary, summary_of

__all__ = [
    "Change",
    "Money",
    "Part",
    "Standing",
    "Summary",
    "change_since",
    "decisions",
    "groups_of",
    "office_of",
    "standing_of",
    "summary_of",
]
