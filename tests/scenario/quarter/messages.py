"""What the clock sent, as a list a planner can read: day, time, who, why, about which projects."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select

from bot.clock import BANGKOK
from bot.outbox import OUT, TABLE
from models.messages import Delivery
from models.people import LineAccount, Person
from models.reminders import Reminder
from scheduler.reminders.texts import weekday

WHY = {
    "opened": "เปิดรอบ",
    "before": "ก่อนกำหนด",
    "due": "วันกำหนดส่ง",
    "after": "เลยกำหนด",
    "completion": "โครงการสิ้นสุดแล้ว",
    "draft": "ร่างค้าง",
    "asked": "ขอให้เตือน",
    "passed_on": "ฝากเตือน",
    "director": "แจ้ง ผอ.กลุ่ม",
    "planner": "แจ้งกลุ่มแผน",
    "certify_request": "รอรับรอง",
    "certify_stuck": "ไม่มีใครรับรอง",
    "summary": "สรุปผู้บริหาร",
}
CODE = re.compile(r"(\d+)\. ")


def listed(connection: Connection) -> list[str]:
    """The lines of the file, one for each counted message."""
    lines: list[str] = []
    for day, rows in groupby(_sent(connection), key=lambda row: _here(row.sent_at).date()):
        messages = list(rows)
        lines += ["", f"{weekday(day)}  ({len(messages)} ข้อความ)"]
        lines += [_line(row) for row in messages]
    return [*lines, "", *_months(connection)]


def _sent(connection: Connection) -> Sequence[Any]:
    return connection.execute(
        select(OUT.sent_at, OUT.kind, OUT.body, Person.code, Person.name, Reminder.reasons)
        .select_from(TABLE)
        .join(LineAccount, LineAccount.line_user_id == OUT.recipient)
        .join(Person, Person.id == LineAccount.person_id)
        .outerjoin(Reminder, Reminder.natural_key == OUT.natural_key)
        .where(OUT.state == Delivery.SENT, OUT.sent_as == "push")
        .order_by(OUT.sent_at, Person.code, OUT.id)
    ).all()


def _line(row: Any) -> str:
    why = ", ".join(WHY[reason] for reason in row.reasons or [row.kind])
    return f"  {_here(row.sent_at):%H:%M}  {row.name} — {why}: {'; '.join(map(_said, row.body))}"


def _said(body: dict[str, Any]) -> str:
    """The title of a card and the projects on it."""
    codes = [code for text in _texts(body) for code in CODE.findall(text[:8])]
    title = re.sub(r" +", " ", body.get("altText", body.get("text", ""))).partition(":")[0]
    title = title.split(" กำหนดส่งคือ")[0]
    return f"{title} [{' '.join(codes)}]" if codes else title


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if node.get("type") == "text":
            yield node["text"]
        for name in ("contents", "header", "body", "footer"):
            yield from _texts(node.get(name))
    elif isinstance(node, list):
        for child in node:
            yield from _texts(child)


def _months(connection: Connection) -> Iterator[str]:
    yield "รวมข้อความที่นับโควตา"
    months = [f"{_here(row.sent_at):%Y-%m}" for row in _sent(connection)]
    for month in sorted(set(months)):
        yield f"  {month}  {months.count(month)}"


def _here(moment: datetime) -> datetime:
    return moment.astimezone(BANGKOK)


def without_times(lines: Sequence[str]) -> list[str]:
    """The same without the time of day: who was told what on which day."""
    bare = [re.sub(r"^  \d\d:\d\d  ", "  ", line) for line in lines]
    days: list[list[str]] = [[]]
    for line in bare:
        if not line.startswith("  "):
            days.append([])
        days[-1].append(line)
    return [line for day in days for line in (*day[:1], *sorted(day[1:]))]
