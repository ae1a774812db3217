"""Who gets which message today and why: pure, from one picture, one person after the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from scheduler.reminders import stages
from scheduler.reminders.letter import Escalation, Letter, Line, Missing
from scheduler.reminders.picture import (
    Heard,
    LyingDraft,
    OwedProject,
    Picture,
    Recipient,
    ReportingRound,
    Request,
    day_of,
    start_of,
)
from scheduler.reminders.stages import Reached, Stage, Why


def letters(picture: Picture) -> Iterator[Letter]:
    """The letters of the picture's day. Who reported everything gets none."""
    if picture.round is None or picture.rules.paused:
        return
    if not picture.calendar.is_working(picture.day):
        return
    plan = _Plan(picture, picture.round)
    for recipient in picture.recipients.values():
        letter = plan.letter(recipient)
        if letter:
            yield letter


def must_haves(picture: Picture) -> list[Stage]:
    """The stages of the open round whose letters must go out, whatever the quota."""
    of_round, rules, calendar = picture.round, picture.rules, picture.calendar
    if of_round is None or not of_round.open:
        return []
    due = [one for one in stages.of_round(of_round, rules, calendar) if one.why is Why.DUE]
    others = (stages.of_director, stages.of_planner)
    return [*due, *(of(of_round, rules, calendar) for of in others)]


@dataclass
class _Plan:
    """What is the same for everybody is computed once."""

    picture: Picture
    round: ReportingRound

    def __post_init__(self) -> None:
        self._completions: dict[date, Reached | None] = {}

    @cached_property
    def owed_by(self) -> Mapping[int, list[OwedProject]]:
        """Owner -> what they owe, in the order of the plan."""
        owed: dict[int, list[OwedProject]] = {}
        for project in self.picture.projects.values():
            for owner in self.picture.owners.get(project.id, ()):
                owed.setdefault(owner, []).append(project)
        return owed

    @cached_property
    def reached(self) -> Reached | None:
        """Where the round stands for its owners."""
        if not self.round.open:
            return None
        rules, calendar = self.picture.rules, self.picture.calendar
        return stages.reached(stages.of_round(self.round, rules, calendar), self.picture.day)

    def letter(self, to: Recipient) -> Letter | None:
        """The letter of one person, if there is any reason for one."""
        heard = self.picture.heard.get(to.id)
        owed = self.owed_by.get(to.id, ())
        own = _Own(self, to, owed, heard) if owed else None
        reasons = own.reasons if own else []
        escalation, why = self._escalation(to, heard)
        if why:
            reasons = [*reasons, why]
        if not reasons:
            return None
        tells = own is not None and any(one not in ESCALATIONS for one in reasons)
        return Letter(
            to=to,
            day=self.picture.day,
            round=self.round,
            reasons=tuple(reasons),
            lines=own.lines if own and tells else (),
            asker=own.asker if own and Why.PASSED_ON in reasons else "",
            drafts=[draft.id for draft in own.lying] if own and Why.DRAFT in reasons else (),
            escalation=escalation,
        )

    def completion(self, project: OwedProject) -> Reached | None:
        """Where a project stands that has ended; None once nobody speaks of it any more."""
        ends_on, rules = project.ends_on, self.picture.rules
        if not project.ended or ends_on is None:
            return None
        if self.picture.day > stages.completion_due(ends_on, rules) + stages.LAPSES:
            return None
        if ends_on not in self._completions:
            all_stages = stages.of_completion(ends_on, rules, self.picture.calendar)
            self._completions[ends_on] = stages.reached(all_stages, self.picture.day)
        return self._completions[ends_on]

    # --- what others owe -----------------------------------------------------------------------

    def _escalation(
        self, to: Recipient, heard: Heard | None
    ) -> tuple[Escalation, Why] | tuple[None, None]:
        """All for planners, else the group's for whoever leads it; each once.

        Who owns all of it is reminded as an owner.
        """
        if not self.round.open:
            return None, None
        if to.plans and self._is_due(self._planner_stage, heard) and self.missing_by_group:
            every = [self._of_group(group) for group in self.missing_by_group]
            return Escalation(every, every=True), Why.PLANNER
        led = [group for group in to.leads if self._is_of_others(group, to.id)]
        if led and self._is_due(self._director_stage, heard):
            return Escalation([self._of_group(group) for group in led]), Why.DIRECTOR
        return None, None

    def _is_of_others(self, group_id: int, person_id: int) -> bool:
        missing = self.missing_by_group.get(group_id, ())
        return any(person_id not in self._owners(one) for one in missing)

    @cached_property
    def _planner_stage(self) -> Stage:
        return stages.of_planner(self.round, self.picture.rules, self.picture.calendar)

    @cached_property
    def _director_stage(self) -> Stage:
        return stages.of_director(self.round, self.picture.rules, self.picture.calendar)

    def _is_due(self, stage: Stage, heard: Heard | None) -> bool:
        known = heard.escalated_at if heard else None
        return self.picture.day >= stage.day and (known is None or known < stage.since)

    def _of_group(self, group_id: int | None) -> tuple[int | None, str, Sequence[Missing]]:
        name = self.picture.groups.get(group_id, "") if group_id else ""
        return group_id, name, self.missing_by_group[group_id]

    @cached_property
    def missing_by_group(self) -> Mapping[int | None, list[Missing]]:
        """Leading group -> its projects without a report, groups in the order of the office."""
        found: dict[int | None, list[Missing]] = {}
        for project in self.picture.projects.values():
            if project.missing:
                found.setdefault(project.group_id, []).append(self._missing(project))
        order = [*self.picture.groups, None]
        return {group: found[group] for group in order if group in found}

    def _owners(self, missing: Missing) -> Sequence[int]:
        return self.picture.owners.get(missing.project.id, ())

    def _missing(self, project: OwedProject) -> Missing:
        owners = self.picture.owners.get(project.id, ())
        names = [self.picture.names[one] for one in owners]
        return Missing(project, names, not any(one in self.picture.recipients for one in owners))


ESCALATIONS = frozenset({Why.DIRECTOR, Why.PLANNER})


@dataclass
class _Own:
    """What one owner is told about their own projects, and why."""

    plan: _Plan
    to: Recipient
    owed: Sequence[OwedProject]
    heard: Heard | None

    @cached_property
    def reasons(self) -> list[Why]:
        """Why this person hears something today; a snooze leaves only what cannot wait."""
        found = [why for why in self._found() if not self._snoozed or why in CANNOT_WAIT]
        return list(dict.fromkeys(found))

    def _found(self) -> Iterator[Why]:
        reached = self.plan.reached
        if reached and any(one.missing for one in self.owed) and self._is_news(reached):
            yield from sorted(reached.today or {reached.stage.why}, key=list(Why).index)
        ends = (self.plan.completion(one) for one in self.owed)
        if any(end and self._is_news(end) for end in ends):
            yield Why.COMPLETION
        if self.lying:
            yield Why.DRAFT
        due = [one for one in self._requests if self._request_is_due(one)]
        if any(not one.asker for one in due):
            yield Why.ASKED
        if any(one.asker for one in due):
            yield Why.PASSED_ON

    @property
    def _requests(self) -> Sequence[Request]:
        return self.plan.picture.requests.get(self.to.id, ())

    def _is_news(self, reached: Reached) -> bool:
        return self.heard is None or self.heard.at < reached.stage.since

    def _wanted_on(self, request: Request) -> date:
        return self.plan.picture.calendar.working_day_on_or_after(request.remind_on)

    def _request_is_due(self, request: Request) -> bool:
        since = max(request.asked_at, start_of(request.remind_on))
        wanted = self._wanted_on(request) <= self.plan.picture.day
        return wanted and (self.heard is None or self.heard.at < since)

    @property
    def _snoozed(self) -> bool:
        day = self.plan.picture.day
        return any(not one.asker and self._wanted_on(one) > day for one in self._requests)

    @property
    def asker(self) -> str:
        """Who passed the reminder on; the last, if several did."""
        due = [one for one in self._requests if one.asker and self._request_is_due(one)]
        return max(due, key=lambda one: one.asked_at).asker if due else ""

    @cached_property
    def lying(self) -> list[LyingDraft]:
        """Drafts of owed projects that have lain long enough and were never spoken of."""
        rules, calendar = self.plan.picture.rules, self.plan.picture.calendar
        mine = {one.id for one in self.owed}
        lain = timedelta(days=rules.draft_after_days)
        return [
            one
            for one in self._drafts
            if one.project_id in mine
            and not one.reminded
            and calendar.working_day_on_or_after(day_of(one.touched_at) + lain)
            <= self.plan.picture.day
        ]

    @property
    def _drafts(self) -> Sequence[LyingDraft]:
        return self.plan.picture.drafts.get(self.to.id, ())

    @cached_property
    def lines(self) -> list[Line]:
        """What is missing in the round, and what has ended and is still spoken of."""
        begun = {one.project_id for one in self._drafts}
        rules = self.plan.picture.rules
        found = []
        for one in self.owed:
            ends = self.plan.completion(one)
            if one.missing or ends or one.id in begun:
                within = stages.completion_due(one.ends_on, rules) if ends and one.ends_on else None
                found.append(Line(one, within, one.id in begun))
        return found


CANNOT_WAIT = frozenset({Why.DUE, Why.PASSED_ON})
"""What comes in spite of a snooze: the due day, and what a director passes on."""
