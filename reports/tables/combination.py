"""The second office's rows: each group or combination of groups that projects have, exactly."""

from reports.picture import ProjectPicture, RoundPicture
from reports.tables.table import Column, Unit

GROUP = Column("group", "กลุ่ม", Unit.TEXT)


def combined(picture: RoundPicture) -> list[tuple[str, list[ProjectPicture]]]:
    """Label (`กบค.+กสศ.+กบส.`, the lead first) and projects, in the order of the groups."""
    places = {group.code: place for place, group in enumerate(picture.groups)}
    found: dict[tuple[str, ...], list[ProjectPicture]] = {}
    for project in picture.projects:
        found.setdefault(project.groups, []).append(project)

    def place(combination: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(places.get(code, len(places)) for code in combination)

    return [("+".join(groups), found[groups]) for groups in sorted(found, key=place)]


def legend(picture: RoundPicture) -> str:
    """What the codes stand for, of the groups that occur."""
    used = {code for project in picture.projects for code in project.groups}
    return "; ".join(
        f"{group.code} = {group.name}" for group in picture.groups if group.code in used
    )
