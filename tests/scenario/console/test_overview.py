"""The overview: figures of the round, and a fixed number of statements whatever the size."""

from tests.office_sample import Town
from tests.scenario.console.conftest import DIRECTOR, PLANNER, Desk, Statements, desk_of, hand_in


def test_the_seed_quarter_at_a_glance(sample: Town) -> None:
    hand_in(sample)
    text = desk_of(sample, PLANNER).text
    assert "17 จาก 26" in text
    assert "1,288,109" in text
    assert "ยังไม่รายงานผล 9" in text


def test_a_director_sees_the_own_group_only(sample: Town) -> None:
    text = desk_of(sample, DIRECTOR).text
    assert "0 จาก 13" in text
    assert "บริหารงานบุคคล" not in text


def test_reports_cost_no_further_statements(planner: Desk, statements: Statements) -> None:
    with statements:
        planner.look("/console/overview")
    before = statements.counted
    hand_in(planner.town)
    planner.look("/console/overview")
    with statements:
        planner.look("/console/overview")
    assert before >= statements.counted
    assert statements.counted <= 11
