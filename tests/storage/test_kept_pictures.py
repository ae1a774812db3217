"""The console's kept pictures always equal what is read anew, whatever was changed, by whomever."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

from sqlalchemy import Connection, func, select

from bot.clock import MovableClock
from bot.office import Office
from handlers.web.console.reading.pictures import Kept, PictureDesk
from models import audit
from models.answers import Answers, IndicatorResult
from models.audit import Channel
from models.certifying import Decide, read_report
from models.delegations import LeadKind
from models.fiscal import Period, RoundCode
from models.handing_over import HandOver
from models.level_overrides import JudgeLevel, Level
from models.people import Person
from models.plan import Project, ProjectOwner, TableStyle
from models.portfolio import current_round
from models.progress import Decision, Report, WorkStatus
from models.rounds import extend_round, open_round
from models.rules import change_rules, read_rules
from models.submission import Submission, Submitter
from reports.closing import close_round
from reports.findings import Kind
from tests import office_sample
from tests.golden import samut_sakhon
from tests.office_sample import ROUND
from workbooks.disbursement_reader import Figures
from workbooks.disbursement_store import import_disbursements
from workbooks.disbursements import DISBURSEMENTS, DisbursementRow
from workbooks.plan_load import load_plan
from workbooks.plan_store import import_plan
from workbooks.rows import Located

LATER = RoundCode(2567, Period.Q3)
STYLES = (None, TableStyle.NAKHON_PATHOM)
WHO = Channel.CONSOLE
ACTS = 20


class Year:
    """A planner, owners, directors and the finance group, who act at random."""

    def __init__(self, office: Office, clock: MovableClock, random: Random) -> None:
        self.office, self.clock, self.random = office, clock, random
        self.due = clock.now().date() + timedelta(days=30)

    def act(self) -> str:
        """Something happens; what it was."""
        acts: list[Callable[[Connection], None]] = [
            self.report,
            self.report,
            self.certify,
            self.certify,
        ]
        acts += [self.disburse, self.change_plan, self.hand_over, self.extend, self.judge]
        acts += [self.pause, self.sign_in]
        self.clock.set(self.clock.now() + timedelta(hours=1))
        chosen = self.random.choice(acts)
        with self.office.database.write() as connection:
            chosen(connection)
        return chosen.__name__

    def one_of(
        self, connection: Connection, model: type[Project] | type[Person]
    ) -> tuple[int, str]:
        rows = connection.execute(select(model.id, model.code).order_by(model.id)).all()
        found = self.random.choice(rows)
        return int(found.id), str(found.code)

    def report(self, connection: Connection) -> None:
        of_round = current_round(connection)
        assert of_round
        project, code = self.one_of(connection, Project)
        mine = (Report.project_id == project, Report.round_id == of_round.id)
        last = connection.scalar(select(func.max(Report.version)).where(*mine)) or 0
        person, name = self.one_of(connection, Person)
        Submission(
            draft_id=None,
            project_id=project,
            project_code=code,
            round=of_round,
            based_on=last,
            answers=Answers(
                status=self.random.choice(list(WorkStatus)),
                spent=Decimal(self.random.randrange(9_000_000)) / 100,
                results=(
                    IndicatorResult("ร้อยละ", "80", result=self.random.choice(("รอผล", "80"))),
                ),
            ),
            allocated=Decimal(1000),
            by=Submitter(person, name, ""),
            at=self.clock.now(),
            today=self.clock.now().date(),
            channel=WHO,
            reason="ยอดใหม่" if last else "",
        ).apply(connection)

    def certify(self, connection: Connection) -> None:
        newest = connection.scalar(select(func.max(Report.id)))
        found = read_report(connection, newest or 0)
        if found is None or found.version != found.newest:
            return
        person, _ = self.one_of(connection, Person)
        decision = self.random.choice(list(Decision))
        Decide(
            report_id=newest or 0,
            last_decision=found.last_decision,
            person_id=person,
            decision=decision,
            kind=LeadKind.DIRECTOR,
            own=False,
            at=self.clock.now(),
            channel=WHO,
            reason="แก้ยอด",
        ).apply(connection)

    def disburse(self, connection: Connection) -> None:
        given = [one for one in load_plan(connection, 2567).allocations if one.amount]
        one = self.random.choice(given)
        amount = Decimal(self.random.randrange(100_000))
        row = DisbursementRow(one.project, one.source, amount, ROUND.last_day)
        import_disbursements(
            connection,
            Figures((Located(DISBURSEMENTS, 2, row, frozenset()),)),
            today=self.clock.now().date(),
            at=self.clock.now(),
            channel=WHO,
        )

    def change_plan(self, connection: Connection) -> None:
        plan = load_plan(connection, 2567)
        projects, people = list(plan.projects), list(plan.people)
        at = self.random.randrange(len(projects))
        turn = self.random.randrange(4)
        if turn == 0:
            projects[at] = replace(projects[at], name=f"โครงการ {self.random.random()}")
        elif turn == 1:
            projects.insert(0, projects.pop(at))
        elif turn == 2:
            who = self.random.randrange(len(people))
            people[who] = replace(people[who], name=f"ชื่อ {self.random.random()}", title="ครู")
        else:
            projects[at] = replace(projects[at], ends_on=self.clock.now().date())
        after = replace(plan, projects=tuple(projects), people=tuple(people))
        import_plan(connection, after, at=self.clock.now(), channel=WHO)

    def hand_over(self, connection: Connection) -> None:
        rows = connection.execute(
            select(ProjectOwner.project_id, ProjectOwner.person_id).order_by(
                ProjectOwner.project_id, ProjectOwner.position
            )
        ).all()
        project, owner = self.random.choice(rows)
        other, _ = self.one_of(connection, Person)
        HandOver(project, owner, other, None, self.clock.now(), WHO).apply(connection)

    def extend(self, connection: Connection) -> None:
        of_round = current_round(connection)
        assert of_round
        self.due += timedelta(days=1)
        code = RoundCode.parse(of_round.code)
        extend_round(connection, code, due=self.due, at=self.clock.now(), channel=WHO)

    def judge(self, connection: Connection) -> None:
        of_round = current_round(connection)
        assert of_round
        JudgeLevel(
            round=of_round.code,
            project=self.one_of(connection, Project)[1],
            level=self.random.choice(list(Level)),
            reason="พิจารณาแล้ว",
            at=self.clock.now(),
            channel=WHO,
        ).apply(connection)

    def pause(self, connection: Connection) -> None:
        before = read_rules(connection)
        after = replace(before, paused=not before.paused)
        change_rules(connection, before, after, at=self.clock.now(), channel=WHO)

    def sign_in(self, connection: Connection) -> None:
        subject = ("session", "1")
        audit.record(connection, "console.signed_in", subject, at=self.clock.now(), channel=WHO)

    def turn_over(self) -> None:
        """The round is closed, and the next one is opened."""
        now, self.due = self.clock.now(), LATER.last_day + timedelta(days=10)
        with self.office.database.write() as connection:
            close_round(connection, ROUND, at=now, channel=WHO)
            open_round(connection, LATER, as_of=LATER.last_day, due=self.due, at=now, channel=WHO)


def looked_at(office: Office, desk: PictureDesk) -> list[Kept]:
    """All rounds in both styles."""
    with office.database.read() as connection:
        known = [str(ROUND)]
        if (of_round := current_round(connection)) and of_round.code != known[0]:
            known.append(of_round.code)
        return [desk.of_round(connection, one, style=style) for one in known for style in STYLES]


def assert_true(office: Office, desk: PictureDesk, after: str) -> None:
    kept, anew = looked_at(office, desk), looked_at(office, PictureDesk())
    for one, other in zip(kept, anew, strict=True):
        assert one.picture == other.picture, after
        assert one.findings == other.findings, after


def test_what_is_kept_is_what_is(office: Office, clock: MovableClock) -> None:
    samut_sakhon.load(office)
    year = Year(office, clock, Random(2567))
    busy, quiet = PictureDesk(), PictureDesk()  # two processes
    for number in range(ACTS):
        after = year.act()
        if number == ACTS - 4:
            year.turn_over()
        assert_true(office, busy, after)
        if number % 5 == 4:
            assert_true(office, quiet, after)


def test_a_closed_round_is_read_once(office: Office, clock: MovableClock) -> None:
    samut_sakhon.load(office)
    year = Year(office, clock, Random(0))
    year.turn_over()
    desk = PictureDesk()
    first = looked_at(office, desk)[0]
    year.act()
    assert looked_at(office, desk)[0] is first


def test_after_a_report_only_its_project_is_read_again(office: Office, clock: MovableClock) -> None:
    samut_sakhon.load(office)
    year, desk = Year(office, clock, Random(0)), PictureDesk()
    before = looked_at(office, desk)[0].picture.projects
    with office.database.write() as connection:
        year.report(connection)
        year.sign_in(connection)
    after = looked_at(office, desk)[0].picture.projects
    assert sum(one is other for one, other in zip(before, after, strict=True)) == len(before) - 1


def test_the_first_decision_of_a_round_is_missed_in_all_other_reports(
    office: Office, clock: MovableClock
) -> None:
    office_sample.load(office)
    year, desk = Year(office, clock, Random(0)), PictureDesk()
    for act in (year.report, year.report, year.report, year.certify):
        clock.set(clock.now() + timedelta(hours=1))
        with office.database.write() as connection:
            act(connection)
        assert_true(office, desk, act.__name__)
    assert any(one.kind is Kind.NOT_CERTIFIED for one in looked_at(office, desk)[0].findings)


def test_a_change_that_comes_to_sight_late_is_seen(office: Office, clock: MovableClock) -> None:
    """On PostgreSQL an entry may be committed after one with a higher number."""
    samut_sakhon.load(office)
    if office.database.is_sqlite:
        return
    year, desk = Year(office, clock, Random(0)), PictureDesk()
    with office.database.write() as slow:
        year.report(slow)
        with office.database.write() as quick:
            audit.record(quick, "refused", ("act", "x"), at=clock.now(), channel=WHO)
        assert_true(office, desk, "the quick one")
    assert_true(office, desk, "the slow one")
