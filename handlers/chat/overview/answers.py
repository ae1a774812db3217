"""The answer to each topic: read once what it needs, and make its card."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot import cards
from bot.cards import Json
from bot.thaitext import clip, round_name
from bot.topics import Measure, Topic
from handlers.chat.overview import people, texts
from handlers.chat.overview.acting import acting_in
from handlers.chat.overview.asking import threshold_of
from handlers.chat.overview.sight import OWN, Sight
from handlers.chat.person import OfficeChat
from models.authority import Act, NotAllowedError
from models.fiscal import RoundCode
from models.targets import target_of
from reports.earlier import picture_before
from reports.outputs.chat import details, lists, overview
from reports.outputs.chat import texts as says
from reports.outputs.chat.ask import Ask
from reports.outputs.chat.lists import Page, Row
from reports.outputs.chat.overview import Heading
from reports.outputs.chat.pieces import tap
from reports.picture import GroupPicture, ProjectPicture, RoundPicture
from reports.reading import picture_of
from reports.scope import Detail
from reports.summary import Summary, groups_of, office_of, summary_of
from reports.summary.threshold import matching, share_text

PER_PAGE = 20
"""People on one card."""
_SUMMARY = (says.SEE_SUMMARY, Topic.SUMMARY)
_NEXT: Mapping[Topic, Sequence[tuple[str, Topic]]] = {
    Topic.MISSING: ((says.SEE_UNREGISTERED, Topic.UNREGISTERED),),
    Topic.UNREGISTERED: ((says.SEE_MISSING, Topic.MISSING),),
    Topic.GROUPS: ((says.SEE_MISSING, Topic.MISSING),),
    Topic.LATE: ((says.SEE_MISSING, Topic.MISSING),),
    Topic.THRESHOLD: ((says.SEE_MONEY, Topic.MONEY),),
    Topic.STATE: ((says.SEE_MISSING, Topic.MISSING),),
    Topic.PROBLEMS: ((says.SEE_DECISIONS, Topic.DECISIONS),),
    Topic.DECISIONS: ((says.SEE_PROBLEMS, Topic.PROBLEMS),),
}
MANY = 30
"""From here on who is missing is told by groups."""


@dataclass(frozen=True)
class Asked:
    """What is asked, by whom, of which round."""

    chat: OfficeChat
    sight: Sight
    code: RoundCode
    ask: Ask

    def picture(self) -> RoundPicture:
        """The projects that are asked about and may be seen; read once."""
        found = picture_of(self.chat.connection, self.code, detail=Detail.COUNTED)
        return self.sight.measured(found, self.ask.group)

    def only(self, project_ids: frozenset[int]) -> RoundPicture:
        """These projects, as far as they may be seen: a question about few reads few."""
        connection = self.chat.connection
        return self.sight.seen(
            picture_of(connection, self.code, detail=Detail.COUNTED, only=project_ids)
        )

    def refused(self, act: Act) -> NotAllowedError:
        """It is not theirs, or not there."""
        return NotAllowedError(act, self.ask.data)

    def page(self, title: str, lead: str, groups: Sequence[GroupPicture] = ()) -> Page:
        """The head of a list of this round."""
        above = " · ".join(filter(None, (round_name(str(self.code)), self.whose(groups))))
        return Page(title, above, lead, self.ask, buttons=self.ways)

    @property
    def ways(self) -> tuple[Json, ...]:
        """What is sensibly asked next."""
        topic = Topic(self.ask.action)
        following = (*_NEXT.get(topic, ()), _SUMMARY)
        return tuple(
            tap(label, Ask(one, str(self.code), self.ask.group))
            for label, one in following
            if one is not Topic.UNREGISTERED or self.sight.has_people
        )

    def whose(self, groups: Sequence[GroupPicture]) -> str:
        """Whose figures these are, by the groups they are of; empty for the whole office's."""
        if self.ask.group or self.sight.led:
            wanted = self.sight.groups_for(self.ask.group) or frozenset()
            return ", ".join(one.name for one in groups if one.code in wanted)
        return "" if self.sight.is_whole else OWN


def answer(asked: Asked) -> Json:
    """The card; `NotAllowedError` for what is not theirs to see."""
    if asked.ask.group and not asked.sight.shows_group(asked.ask.group):
        raise asked.refused(Act.SEE_GROUP)
    return _ANSWERS[Topic(asked.ask.action)](asked)


def summarised(asked: Asked, *, before: bool = False) -> Summary:
    """The figures asked for, with the round before beside them if that is wanted."""
    connection = asked.chat.connection
    earlier = picture_before(connection, asked.code, detail=Detail.COUNTED) if before else None
    picture = asked.picture()
    return summary_of(
        picture,
        before=asked.sight.measured(earlier, asked.ask.group) if earlier else None,
        target=target_of(connection, asked.code),
        whose=asked.whose(picture.groups),
    )


def _summary(asked: Asked) -> Json:
    summary = summarised(asked, before=True)
    if not asked.sight.is_manager:
        return overview.short(summary, Heading(can_export=False))
    group = asked.ask.group
    acts = _on_missing(asked) if summary.missing else ()
    heading = Heading(group=group, can_export=may_export(asked.sight, group), extra=acts)
    return overview.carousel(summary, heading)


def _on_missing(asked: Asked) -> tuple[Json, ...]:
    acting = acting_in(asked.chat, asked.code)
    return acting.on_missing(asked.ask.group) if acting else ()


def may_export(sight: Sight, group: str) -> bool:
    """The full report of the whole office, or of a group one leads."""
    whole = sight.authority.may(Act.EXPORT, groups=(), owners=())
    return whole or bool(group in sight.led if group else len(sight.led) == 1)


def _money(asked: Asked) -> Json:
    group = asked.ask.group
    return details.money(summarised(asked), group, can_export=may_export(asked.sight, group))


def _compare(asked: Asked) -> Json:
    return details.compare(summarised(asked, before=True), asked.ask.group)


def _missing(asked: Asked) -> Json:
    picture = asked.picture()
    found = [one for one in picture.projects if one.report is None]
    page = asked.page(
        says.MISSING,
        f"ยังไม่รายงาน {len(found):,} จาก {len(picture.projects):,} โครงการ",
        picture.groups,
    )
    color = cards.WARN if found else cards.GOOD
    acts = _on_missing(asked) if found else ()
    page = replace(page, empty=says.NOBODY_MISSING, color=color, acts=acts)
    if len(found) > MANY and not asked.ask.group and asked.ask.about != "all":
        return _missing_by_group(page, picture)
    return lists.projects(page, found)


def _missing_by_group(page: Page, picture: RoundPicture) -> Json:
    by_lead: dict[str, int] = {}
    for one in picture.projects:
        if one.report is None:
            by_lead[one.lead] = by_lead.get(one.lead, 0) + 1
    rows = [
        Row(
            group.name,
            f"ยังไม่รายงาน {by_lead[group.code]:,} โครงการ",
            tap(clip(group.short_name, 20), Ask(Topic.MISSING, picture.code, group.code)),
        )
        for group in picture.groups
        if group.code in by_lead
    ]
    return lists.rows(page, rows)


def _late(asked: Asked) -> Json:
    picture = asked.picture()
    found = [one for one in picture.projects if one.report and one.report.late]
    return lists.projects(asked.page(says.LATE, f"{len(found):,} โครงการ", picture.groups), found)


def _group(asked: Asked) -> Json:
    if not asked.ask.group:
        raise asked.refused(Act.SEE_GROUP)
    summary = summarised(asked)
    if not summary.whose:
        raise asked.refused(Act.SEE_GROUP)
    return details.group(summary, asked.ask.group)


def _groups(asked: Asked) -> Json:
    picture = asked.picture()
    standings = [one for one in groups_of(picture) if one.projects]
    page = asked.page(says.GROUPS, "รายงานแล้ว / ทั้งหมด · เบิกจ่าย", picture.groups)
    return lists.groups(page, sorted(standings, key=lambda one: one.reported_percent))


def _threshold(asked: Asked) -> Json:
    threshold = threshold_of(asked.ask.about)
    if threshold is None:
        raise asked.refused(Act.SEE_PROJECT)
    picture = asked.picture()
    found = matching(picture.projects, threshold)
    page = asked.page(says.threshold(threshold), f"{len(found):,} โครงการ", picture.groups)
    return lists.projects(page, found, lambda one: share_text(one, threshold.measure))


_SAME_STATE = {"completed": "done", "done": "completed"}


def _state(asked: Asked) -> Json:
    picture, state = asked.picture(), asked.ask.about
    codes, title = _codes_of_state(picture, state)
    found = [one for one in picture.projects if one.code in codes]
    page = asked.page(title, f"{len(found):,} โครงการ", picture.groups)
    return lists.projects(page, found, _state_note)


def _codes_of_state(picture: RoundPicture, state: str) -> tuple[frozenset[str], str]:
    """The projects a state of the tables counts; the second office has levels of its own."""
    if state in ("all", "reported"):
        wanted = [one.code for one in picture.projects if state == "all" or one.report]
        title = "ทุกโครงการ" if state == "all" else says.STATE_TITLES["reported"]
        return frozenset(wanted), title
    for part in office_of(picture).states:
        if part.key in (state, _SAME_STATE.get(state)):
            return frozenset(part.projects), f"โครงการที่{part.name}"
    return frozenset(), "โครงการ"


def _state_note(one: ProjectPicture) -> str:
    return f"{says.status(one)} · {says.owners(one)}"


def _project(asked: Asked) -> Json:
    ids = people.project_ids(asked.chat.connection, asked.code, asked.ask.about)
    picture = asked.only(ids)
    found = next((one for one in picture.projects if one.code == asked.ask.about), None)
    if found is None:
        raise asked.refused(Act.SEE_PROJECT)
    acting = None if found.report else acting_in(asked.chat, asked.code)
    acts = [button for one in ids for button in acting.on_project(one)] if acting else []
    return details.project(
        found,
        picture,
        [*people.own_buttons(asked.chat, asked.sight, found), *acts],
        opens_group=asked.sight.shows_group(found.lead),
    )


def _person(asked: Asked) -> Json:
    person = people.visible(asked.chat.connection, asked.sight, asked.ask.about)
    if person is None:
        raise asked.refused(Act.SEE_PROJECT)
    ids = people.owned_ids(asked.chat.connection, asked.code, person.code)
    picture = asked.only(ids)
    found = [
        one for one in picture.projects if any(owner.code == person.code for owner in one.owners)
    ]
    done = sum(one.report is not None for one in found)
    lead = f"รายงานแล้ว {done:,} จาก {len(found):,} โครงการ"
    above = round_name(picture.code)
    acting = acting_in(asked.chat, asked.code) if done < len(found) else None
    acts = acting.on_person(person.code, sorted(ids)) if acting else ()
    page = Page(person.name, above, lead, asked.ask, texts.NO_PROJECTS, asked.ways, acts)
    return lists.projects(page, found, _standing_note)


def _standing_note(one: ProjectPicture) -> str:
    return f"{says.status(one)} · {share_text(one, Measure.DISBURSED)}"


def _problems(asked: Asked) -> Json:
    picture = asked.picture()
    told = sum(bool(lists.troubles(one)) for one in picture.projects)
    page = asked.page(says.PROBLEMS, f"{told:,} โครงการ", picture.groups)
    return lists.problems(replace(page, empty=says.NO_PROBLEMS), picture)


def _decisions(asked: Asked) -> Json:
    summary = summarised(asked)
    lead = f"{len(summary.decisions):,} เรื่อง เรียงตามความเร่งด่วน"
    above = says.head(summary)
    page = Page(says.DECISIONS, above, lead, asked.ask, says.NO_DECISIONS, asked.ways)
    return lists.decisions(page, summary)


def _unregistered(asked: Asked) -> Json:
    if not asked.sight.has_people:
        raise asked.refused(Act.SEE_PEOPLE)
    groups = asked.sight.groups_for(asked.ask.group)
    found, everyone = people.unregistered(asked.chat.connection, groups)
    lead = f"{len(found):,} จาก {everyone:,} คน"
    above = ", ".join(sorted(groups or ()))
    page = Page(says.UNREGISTERED, above, lead, asked.ask, says.ALL_REGISTERED, asked.ways)
    return lists.rows(page, [Row(one.line) for one in found], PER_PAGE)


def _days(asked: Asked) -> Json:
    picture = asked.picture()
    reported = says.of_all(
        sum(one.report is not None for one in picture.projects), len(picture.projects)
    )
    return details.days(
        picture.code,
        picture.due,
        asked.chat.today,
        reported,
        is_closed=picture.closed_at is not None,
    )


_ANSWERS: Mapping[Topic, Callable[[Asked], Json]] = {
    Topic.SUMMARY: _summary,
    Topic.MISSING: _missing,
    Topic.LATE: _late,
    Topic.GROUP: _group,
    Topic.GROUPS: _groups,
    Topic.THRESHOLD: _threshold,
    Topic.STATE: _state,
    Topic.PROJECT: _project,
    Topic.PERSON: _person,
    Topic.COMPARE: _compare,
    Topic.MONEY: _money,
    Topic.PROBLEMS: _problems,
    Topic.DECISIONS: _decisions,
    Topic.UNREGISTERED: _unregistered,
    Topic.DAYS: _days,
}
