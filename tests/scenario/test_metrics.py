"""`/metrics` says what happened and how things stand; Prometheus's own parser reads it."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import insert

from handlers.measures import SHARED
from models.quota import QuotaReading
from scheduler.holding import holding_of, note_tick
from simulator import user_id_for
from tests.office_sample import Town

Labels = Mapping[str, str]
SERVING = {
    "LINE_CHANNEL_SECRET": "secret",
    "LINE_CHANNEL_ACCESS_TOKEN": "token",
    "SECRET_KEY": "key",
}


def figures(sample: Town) -> dict[str, float]:
    """Each figure by its name with its labels, like `kaona_events_total answered`."""
    answer = sample.app.test_client().get("/metrics")
    assert answer.status_code == 200
    assert answer.mimetype == "text/plain"
    return {
        " ".join((one.name, *one.labels.values())): one.value
        for family in text_string_to_metric_families(answer.text)
        for one in family.samples
    }


def test_events_are_counted_by_outcome_and_timed(sample: Town) -> None:
    owner = sample.person("ก02")
    event = owner.follow()
    sample.platform.redeliver(event)
    refused = sample.app.test_client().post(
        "/callback", data=b"{}", headers={"X-Line-Signature": "forged"}
    )
    assert refused.status_code == 400
    found = figures(sample)
    assert found["kaona_events_total answered"] == 1
    assert found["kaona_events_total duplicate"] == 1
    assert found["kaona_event_seconds_count"] == 2
    assert found["kaona_webhooks_refused_total signature"] == 1


def test_the_outbox_is_counted_by_state_and_way(sample: Town) -> None:
    sample.registered("ก02").say("เมนู")
    found = figures(sample)
    assert found["kaona_outbox_messages sent"] == found["kaona_outbox_sent sent reply"] == 4
    assert found["kaona_outbox_oldest_seconds"] == 0
    assert found["kaona_events_failed"] == 0


def test_quota_and_clock_stand_there_once_they_are_known(sample: Town) -> None:
    office, now = sample.office, sample.office.clock.now()
    assert not [name for name in figures(sample) if "quota" in name or "clock" in name]
    with office.database.write() as connection:
        reading = {"month": now.date().replace(day=1), "allowed": 300, "used": 42, "read_at": now}
        connection.execute(insert(QuotaReading).values(reading))
    holding = holding_of(office.database, "here")
    assert holding.hold()
    note_tick(office.database, "here", now, ("reminders",))
    found = figures(sample)
    holding.release()
    assert (found["kaona_quota_used"], found["kaona_quota_allowed"]) == (42, 300)
    assert found["kaona_clock_holder here"] == 1
    assert found["kaona_clock_failed_jobs"] == 1
    assert found["kaona_clock_last_tick_timestamp_seconds"] == now.timestamp()


def test_nothing_of_it_is_about_a_person(sample: Town) -> None:
    sample.registered("ก02").say("โครงการ 2 เสร็จแล้ว ใช้ไป 23,800")
    text = sample.app.test_client().get("/metrics").text
    for secret in (user_id_for("ก02"), "ก02", "23,800"):
        assert secret not in text


@pytest.mark.parametrize("processes", [1, 3])
def test_processes_of_one_machine_put_their_counts_together(processes: int, tmp_path: Path) -> None:
    count = (
        "from handlers.measures import Measures\n"
        "measures = Measures()\n"
        "measures.event('answered')\n"
        "from prometheus_client import generate_latest\n"
        "print(generate_latest(measures.of_all_processes()).decode())\n"
    )
    environ = {**os.environ, SHARED: str(tmp_path)}
    for _ in range(processes):
        done = subprocess.run(
            [sys.executable, "-c", count], env=environ, capture_output=True, text=True, check=True
        )
    assert f'kaona_events_total{{outcome="answered"}} {float(processes)}' in done.stdout


def test_a_place_that_cannot_be_shared_is_named_in_one_sentence(tmp_path: Path) -> None:
    """A command typed with the web processes' environment, where their directory is not."""
    gone = str(tmp_path / "gone")
    environ = {**os.environ, **SERVING, SHARED: gone}
    environ["DATABASE_URL"] = f"sqlite:///{tmp_path}/kaona.db"
    assert flask(environ, "init").returncode == 0  # it makes no pages, so it counts nothing
    done = flask(environ, "serve")
    assert done.returncode == 1
    assert done.stderr.startswith(f"Error: {SHARED}: {gone} is no directory")
    assert "Traceback" not in done.stderr


def flask(environ: Mapping[str, str], *words: str) -> CompletedProcess[str]:
    command = [sys.executable, "-m", "flask", *words]
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
