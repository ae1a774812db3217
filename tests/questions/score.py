"""How well the labelled questions are understood, by the names of the two seed offices."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

from bot.understanding import Known
from bot.understanding.questions import NamedGroup, NamedPerson, Names, Question, read_question

HERE = Path(__file__).parent
SEED = HERE.parents[1] / "samples" / "seed"
OFFICES = {"samut": "samut_sakhon_2567", "nakhon": "nakhon_pathom1_2565"}
Line = dict[str, Any]


def lines(name: str) -> list[Line]:
    """The lines of `dev.jsonl` or `held_out.jsonl`."""
    text = (HERE / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


@cache
def names_of(office: str) -> Names:
    """The names of a seed office, as its plan gives them."""
    place = SEED / OFFICES[office]
    groups = [
        NamedGroup(
            one["group_code"],
            one["name_th"],
            (one.get("short_name_th") or one.get("short_names_in_text") or "").split(";")[0]
            or one["name_th"],
        )
        for one in _rows(place / "groups.csv")
    ]
    people = [NamedPerson(one["code"], one["name"]) for one in _rows(place / "people.csv")]
    projects = [
        Known(one.get("project_no") or one["code"], one["name"])
        for one in _rows(place / "projects.csv")
        if one["name"]
    ]
    return Names(tuple(groups), tuple(people), tuple(projects))


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def misread(line: Line) -> str:
    """What was understood instead of what the label says; empty if it is right."""
    got = as_label(read_question(line["text"], names_of(line.get("office", "samut"))))
    wanted = {
        key: sorted(one) if isinstance(one, list) else one
        for key, one in line["expect"].items()
        if one != []
    }
    return "" if got == wanted else f"{line['id']} {line['text']}: wanted {wanted}, got {got}"


def as_label(question: Question | None) -> Line:
    """A question as the labels write it."""
    if question is None:
        return {}
    found: Line = {"topic": question.topic.value}
    for key in ("groups", "people", "projects"):
        if getattr(question, key):
            found[key] = sorted(getattr(question, key))
    if question.threshold:
        threshold = question.threshold
        found |= {"measure": threshold.measure.value, "op": threshold.comparison}
        found["number"] = float(threshold.number)
    if question.state:
        found["state"] = question.state
    if question.round:
        found["round"] = question.round
    if question.unknown:
        found["unknown"] = True
    return found
