"""Where what owners reported as spent and what finance disbursed differ: from the picture alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from reports.picture import ProjectPicture


@dataclass(frozen=True)
class Gap:
    """A project with two truths."""

    project: ProjectPicture

    @property
    def amount(self) -> Decimal:
        """Spent less disbursed."""
        return self.project.spent - self.project.disbursed


def gaps(projects: Iterable[ProjectPicture]) -> list[Gap]:
    """The largest first."""
    found = (Gap(one) for one in projects)
    return sorted((one for one in found if one.amount), key=lambda one: -abs(one.amount))
