"""The overview: figures of the round, of the whole office and of a director's group."""

from tests.office_sample import Town
from tests.scenario.console.conftest import DIRECTOR, PLANNER, desk_of, hand_in


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


def test_days_to_come_have_no_column(sample: Town) -> None:
    page = desk_of(sample, PLANNER).page
    assert page.count('<rect class="bar"') == 1  # opened today, due a week later
    assert "10 เม.ย." in page
