"""Several projects in one message: each by name or code, or all of them at once."""

import re
from dataclasses import replace

from bot.understanding.facts import Doubt, Said, without_doubtful
from bot.understanding.mentions import Mention
from bot.understanding.said import read_said
from bot.understanding.view import Stretch, View, stretches

_ALL = re.compile(
    r"(?:ทั้ง ?(?:(?P<count>สอง|สาม|สี่|ห้า|2|3|4|5)(?:หมด)?|หมด(?:ทุก)?|ทุก)|ทุก(?:ๆ"
    r"| ๆ)?) ?โครงการ(?!ที่)"
    r"|โครงการ(?:ของ(?:หนู|ผม|ดิฉัน|เรา))?ทั้ง(?:หมด|สอง|สาม|คู่)"
)
_COUNTS = {"สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "2": 2, "3": 3, "4": 4, "5": 5}
_BOTH = re.compile(r"ทั้ง ?(?:คู่|สอง|สาม|สี่|ห้า|หมด|[2-9])")
_TOGETHER = 8  # letters between two names that share what follows: 5 และ 6


def read_all(view: View) -> list[Said]:
    """`ทุกโครงการเสร็จแล้ว`: the status of each; money said of all is asked about."""
    if len(view.projects) < 2 or view.mentions:
        return []
    found = _ALL.search(view.blanked)
    if found is None:
        return []
    said = read_said(Stretch(view, 0, len(view.norm)), None)
    codes = tuple(project.code for project in view.projects)
    counted = _COUNTS.get(found["count"], len(codes)) == len(codes)
    if said.spent or said.remaining or not counted or not said.has_facts:
        doubts = (*said.doubts, Doubt("project", "candidates"))
        return [replace(said, spent=None, remaining=None, candidates=codes, doubts=doubts)]
    return [replace(said, project=view.fact(code, *found.span())) for code in codes]


def read_several(view: View) -> list[Said]:
    """What is said of each project the text names; nothing when it names one or none."""
    found = list(stretches(view))
    if not found:
        return []
    said = [read_said(stretch, mention) for stretch, mention in found]
    said = _shared(said, [mention for _, mention in found])
    if _BOTH.search(view.blanked):
        said = _both(said)
    told = [one for one in said if one.has_facts or one.doubts]
    if not any(one.has_facts or one.spent for one in told):
        return [_named_only(said)]
    return told


def _both(said: list[Said]) -> list[Said]:
    """ทั้งคู่เสร็จแล้ว ศิลปหัตถกรรมกับรางวัลพระราชทาน: what stands before the names is of all."""
    first, *others = said
    bare = all(not (one.has_facts or one.doubts) and one.project for one in others)
    if not bare or not first.status or first.spent or first.remaining:
        return said
    return [first, *(replace(one, status=first.status) for one in others)]


def _named_only(said: list[Said]) -> Said:
    """Several names and no fact of any: which is meant?"""
    named = [(one.project.value,) if one.project else one.candidates for one in said]
    codes = tuple(dict.fromkeys(code for codes in named for code in codes))
    return Said(doubts=(Doubt("project", "candidates"),), candidates=codes)


def _shared(said: list[Said], named: list[Mention]) -> list[Said]:
    """โครงการ 5 และ 6 เสร็จแล้ว: they share the status that follows; a sum is asked about."""
    for place in range(len(said) - 2, -1, -1):
        here, after = said[place], said[place + 1]
        close = named[place + 1].start - named[place].end <= _TOGETHER
        if not close or here.has_facts or here.doubts or not here.project:
            continue
        if after.spent or after.remaining:
            whose = Doubt("spent_baht", "role")
            said[place] = replace(here, status=after.status, doubts=(whose,))
            after = replace(after, remaining=None, doubts=(*after.doubts, whose))
            said[place + 1] = without_doubtful(after)
        else:
            said[place] = replace(after, project=here.project, candidates=())
    return said
