"""Who may do what, as a table a planner could check."""

import pytest

from models.authority import NOBODY, RULES, Act, Authority, Lead, authority_of
from models.delegations import LeadKind
from models.people import Role

SUPERVISION, FINANCE_GROUP = 1, 5
MINE, OTHERS = {7}, {8, 9}

OWNER = Authority(7, frozenset({Role.OWNER}))
PLANNER = Authority(2, frozenset({Role.PLANNER}))
EXECUTIVE = Authority(3, frozenset({Role.EXECUTIVE}))
FINANCE = Authority(4, frozenset({Role.FINANCE}))
DIRECTOR = Authority(5, frozenset({Role.DIRECTOR}), (Lead(SUPERVISION, LeadKind.DIRECTOR),))
STAND_IN = Authority(6, frozenset({Role.OWNER}), (Lead(SUPERVISION, LeadKind.DELEGATED),))
EVERYBODY = (OWNER, PLANNER, EXECUTIVE, FINANCE, DIRECTOR, STAND_IN)


@pytest.mark.parametrize("act", list(Act))
def test_every_act_has_a_rule_and_nobody_may_only_talk_and_see_what_is_theirs(act: Act) -> None:
    assert act in RULES
    is_for_strangers = act in (Act.TALK, Act.OWN_DATA)
    assert NOBODY.may(act) is is_for_strangers
    assert NOBODY.may(act, groups=[SUPERVISION], owners=[0]) is is_for_strangers


@pytest.mark.parametrize(
    ("act", "who"),
    [
        (Act.TALK, EVERYBODY),
        (Act.OWN_DATA, EVERYBODY),
        (Act.REPORT, ()),  # the project below is nobody's of them
        (Act.SEE_PROJECT, (PLANNER, EXECUTIVE, FINANCE, DIRECTOR, STAND_IN)),
        (Act.SEE_GROUP, (PLANNER, EXECUTIVE, FINANCE, DIRECTOR, STAND_IN)),
        (Act.SEE_OFFICE, (PLANNER, EXECUTIVE, FINANCE)),
        (Act.EXPORT, (PLANNER, EXECUTIVE, FINANCE)),
        (Act.CERTIFY, (DIRECTOR, STAND_IN)),
        (Act.DELEGATE, (PLANNER, DIRECTOR)),  # who stands in does not pass it on
        (Act.NUDGE, (PLANNER, DIRECTOR, STAND_IN)),
        (Act.DISBURSE, (PLANNER, FINANCE)),  # and finance corrects no report:
        (Act.CORRECT, (PLANNER,)),
        (Act.ANSWER_FOR, (PLANNER,)),
        (Act.MANAGE_ROUNDS, (PLANNER,)),
        (Act.MANAGE_PEOPLE, (PLANNER,)),
        (Act.CONSOLE, (PLANNER, EXECUTIVE, FINANCE, DIRECTOR, STAND_IN)),
        (Act.BROWSE, (PLANNER, EXECUTIVE, DIRECTOR, STAND_IN)),
        (Act.INSPECT, (PLANNER, EXECUTIVE)),
    ],
)
def test_what_each_may_do_to_a_project_of_the_group(act: Act, who: tuple[Authority, ...]) -> None:
    may = [one for one in EVERYBODY if one.may(act, groups=[SUPERVISION], owners=OTHERS)]
    assert may == list(who)


def test_an_owner_reports_and_sees_the_own_project_only() -> None:
    for act in (Act.REPORT, Act.SEE_PROJECT):
        assert OWNER.may(act, groups=[SUPERVISION], owners=MINE)
        assert not OWNER.may(act, groups=[SUPERVISION], owners=OTHERS)
    assert not OWNER.may(Act.CERTIFY, groups=[SUPERVISION], owners=MINE)


def test_a_director_acts_on_the_own_group_only() -> None:
    for act in (Act.CERTIFY, Act.SEE_PROJECT, Act.SEE_GROUP, Act.NUDGE, Act.DELEGATE):
        assert DIRECTOR.may(act, groups=[SUPERVISION])
        assert not DIRECTOR.may(act, groups=[FINANCE_GROUP])
        assert not DIRECTOR.may(act, groups=[])


def test_of_a_joint_project_the_leading_group_certifies_and_the_other_sees() -> None:
    joint = [FINANCE_GROUP, SUPERVISION]
    assert not DIRECTOR.may(Act.CERTIFY, groups=joint)
    assert DIRECTOR.may(Act.SEE_PROJECT, groups=joint)


def test_without_a_project_the_question_is_whether_there_may_be_one() -> None:
    assert OWNER.may(Act.REPORT)
    assert DIRECTOR.may(Act.CERTIFY)
    assert not OWNER.may(Act.CERTIFY)
    assert not FINANCE.may(Act.CERTIFY)


def test_the_own_right_comes_before_a_delegation_of_the_same_group() -> None:
    given = [Lead(SUPERVISION, LeadKind.DELEGATED), Lead(FINANCE_GROUP, LeadKind.ACTING)]
    one = authority_of(5, frozenset({Role.DIRECTOR}), SUPERVISION, given)
    assert one.leads_as(SUPERVISION) is LeadKind.DIRECTOR
    assert one.leads_as(FINANCE_GROUP) is LeadKind.ACTING
    assert one.led == {SUPERVISION, FINANCE_GROUP}
