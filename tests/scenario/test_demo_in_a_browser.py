"""`flask demo` as a newcomer meets it: one address, a browser, one owner, one report."""

import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import PATIENCE_MS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def database_file(tmp_path: Path) -> Path:
    return tmp_path / "demo.db"


@pytest.fixture
def address(database_file: Path) -> Iterator[str]:
    """A demo of its own; ready once it has printed its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{database_file}", "PORT": str(port)}
    command = [sys.executable, "-m", "flask", "demo"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        lines = iter(process.stdout.readline, "")
        yield next(word for line in lines for word in line.split() if word.startswith("http"))
        process.terminate()


def test_a_newcomer_registers_and_reports_project_2_in_six_steps(
    address: str, phone: Page, database_file: Path
) -> None:
    page = phone
    page.goto(address)
    choose(page, "ก02")
    page.get_by_test_id("add-friend").click()
    says(page, "ยินดีต้อนรับสู่")
    page.get_by_test_id("actions").click()
    page.get_by_test_id("action-scan").click()
    page.get_by_test_id("scan-invite").click()
    page.get_by_test_id("send").click()
    button(page, "ยอมรับ").click()
    says(page, "ลงทะเบียนเรียบร้อย")

    page.get_by_test_id("message-input").fill("รายงาน")
    page.get_by_test_id("send").click()
    page.get_by_test_id("flex-button").filter(has_text="รายงานโครงการนี้").first.click()
    button(page, "เสร็จสิ้นแล้ว").click()
    page.get_by_test_id("message-input").fill("23,800")
    page.get_by_test_id("send").click()
    button(page, "ส่งเลย").click()
    button(page, "ยืนยันส่ง").click()
    says(page, "2567-Q2-2-1")

    assert stored(database_file) == [("completed", 2380000, 20000, 1, "submit_report")]


def choose(page: Page, code: str) -> None:
    page.get_by_test_id("person-switcher").click()
    page.get_by_test_id("person-search").fill(code)
    page.locator("[data-testid=person-option]:visible").first.click()


def button(page: Page, label: str) -> Locator:
    return page.get_by_test_id("flex-button").filter(has_text=label).last


def says(page: Page, text: str) -> None:
    expect(page.get_by_test_id("chat")).to_contain_text(text, timeout=PATIENCE_MS)


def stored(database_file: Path) -> list[tuple[object, ...]]:
    """The reports with their status, money in satang, version and trail."""
    connection = sqlite3.connect(database_file)
    rows = connection.execute(
        "SELECT status, spent, remaining, version, action FROM reports"
        " JOIN audit_entries ON subject = 'report' AND subject_id = CAST(reports.id AS TEXT)"
    ).fetchall()
    connection.close()
    return rows
