"""Every report of the sample office's second quarter, given by chat alone and read back equal."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from models.answers import Answers
from models.plan import Project, ProjectOwner
from models.people import Person as Official
from models.progress import FormKind, Report, WorkStatus
from models.report_reading import answers_of
from simulator.person import Person
from tests.office_sample import Town

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "samut_sakhon_2567_reports.csv"
STATUS_LABELS = {"in_progress": "อยู่ระหว่างดำเนินการ", "completed": "เสร็จสิ้นแล้ว"}
NONE = ("", "-", "ไม่มี")


def rows() -> list[dict[str, str]]:
    with GOLDEN.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


REPORTED = [row for row in rows() if row["reported"] == "yes"]


def test_all_reports_of_the_seed_are_here() -> None:
    assert len(rows()) == 26
    assert len(REPORTED) == 17
