"""Which of the seed office's own inconsistencies (`inconsistencies.md`) lie in the data, and found.

Not in the data, so not to be found: 1, 6, 7, 9, 10, 11, 17 and 22 (the printed tables and the
listing against themselves), 15 and 16 (remarks), 19, 20 and 21 (fields of the paper form that a
report does not have), 26, 30, 31, 33 and 34 (slips of pen and scan).
"""

from reports.findings import Kind, findings_of
from reports.picture import RoundPicture
from reports.tables import official_tables


def test_the_inconsistencies_that_lie_in_the_data(samut: RoundPicture) -> None:
    found: dict[Kind, list[str]] = {}
    for finding in findings_of(samut):
        found.setdefault(finding.kind, []).append(finding.project)
    assert found == {kind: codes.split() for _, kind, codes in EXPECTED}


EXPECTED = (
    # number in inconsistencies.md, what it is, projects
    ("12, section 3", Kind.NOT_REPORTED, "4 5 8 10 11 12 13 18 19"),
    ("25", Kind.LATE, "25"),
    # 16, 17, 24 are in the list; 2 and 15 ended by the dates of the plan, too
    ("27", Kind.LATE_AFTER_END, "2 15 16 17 24"),
    ("8", Kind.COUNTED_TWICE_SOURCES, "16"),
    ("3", Kind.COUNTED_TWICE_STATES, "18 19"),
    ("section 3", Kind.SPENT_NOT_DISBURSED, "6 15 16"),
    ("12", Kind.DISBURSED_NOT_REPORTED, "5 11 19"),
    ("13", Kind.MONEY_NOT_STARTED, "19"),
    ("14", Kind.ALLOCATED_NOT_SUBMITTED, "18 19"),
    ("section 3: 200, 400, 2,000, 4,650 left", Kind.REMAINING_UNDECIDED, "2 15 16 24"),
    ("section 3: all spent, still in progress", Kind.ALL_SPENT_IN_PROGRESS, "6 14"),
    ("18", Kind.OTHER_SOURCE, "15 16 20"),
    # 2 and 17 bear no date, so that of their report stands
    ("23", Kind.BALANCE_AFTER_CUT_OFF, "2 6 14 17 23"),
    ("24", Kind.BALANCE_AFTER_REPORT, "20 21 22"),
    ("27", Kind.BEGAN_BEFORE_YEAR, "15"),
    ("28", Kind.RESULTS_PENDING, "15"),
    ("29", Kind.GOALS_NOT_MET, "17"),
    ("32", Kind.SELF_CERTIFIED, "14 20 21 25"),
    ("32", Kind.NOT_CERTIFIED, "2 26"),
)


def test_their_figures(samut: RoundPicture) -> None:
    found = findings_of(samut)
    for kind, project, figures in FIGURES:
        (finding,) = [one for one in found if (one.kind, one.project) == (kind, project)]
        assert [figure.value for figure in finding.figures] == figures


FIGURES: tuple[tuple[Kind, str, list[int]], ...] = (
    (Kind.SPENT_NOT_DISBURSED, "6", [10_000, 0, 10_000]),
    (Kind.SPENT_NOT_DISBURSED, "15", [5_600, 5_160, 440]),
    (Kind.SPENT_NOT_DISBURSED, "16", [158_000, 139_210, 18_790]),
    (Kind.DISBURSED_NOT_REPORTED, "5", [294_685]),
    (Kind.DISBURSED_NOT_REPORTED, "11", [7_290]),
    (Kind.MONEY_NOT_STARTED, "19", [1_600]),
    (Kind.LATE_AFTER_END, "24", [118]),
    (Kind.LATE_AFTER_END, "16", [72]),
    (Kind.LATE_AFTER_END, "17", [16]),
    (Kind.REMAINING_UNDECIDED, "16", [2_000]),
    (Kind.OTHER_SOURCE, "16", [158_000, 130_000]),
)


def test_rows_that_add_up_to_more_than_their_projects_are_explained(samut: RoundPicture) -> None:
    """Numbers 3 and 8: by construction, and said under the tables."""
    first, second, *_ = official_tables(samut)
    assert "2 โครงการ (18, 19)" in first.note
    assert "1 โครงการ (16)" in second.note
