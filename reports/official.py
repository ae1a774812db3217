"""The official report of a round, made once: every output is written from it alone."""

from dataclasses import dataclass

from reports.findings import Finding, findings_of
from reports.picture import RoundPicture
from reports.tables import official_tables
from reports.tables.emenscr import emenscr
from reports.tables.summary import summary
from reports.tables.table import Table


@dataclass(frozen=True)
class OfficialReport:
    """The tables of the picture's style, the summary counts, the eMENSCR rows, the findings."""

    picture: RoundPicture
    tables: tuple[Table, ...]
    summary: Table
    emenscr: Table
    findings: tuple[Finding, ...]


def official_report(picture: RoundPicture) -> OfficialReport:
    """Made of nothing but the picture."""
    return OfficialReport(
        picture=picture,
        tables=official_tables(picture),
        summary=summary(picture),
        emenscr=emenscr(picture),
        findings=findings_of(picture),
    )
