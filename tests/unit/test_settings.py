"""Settings: each missing or malformed one is named in one sentence."""

from pathlib import Path

import pytest
from click import Context

import wsgi
from bot.office import file_store
from bot.settings import SettingError, Settings
from models.database import BadDatabaseUrlError, Database

SERVING = {
    "LINE_CHANNEL_SECRET": "secret",
    "LINE_CHANNEL_ACCESS_TOKEN": "token",
    "SECRET_KEY": "key",
}


def test_everything_has_a_default_that_starts_the_demo() -> None:
    settings = Settings.from_environ({})
    assert settings.database_url == "sqlite:///var/kaona.db"
    assert settings.line_api_base_url == "https://api.line.me"
    assert settings.port == 8000


def test_blank_is_not_set_and_blanks_around_a_value_are_no_part_of_it() -> None:
    settings = Settings.from_environ({"PORT": " 81 ", "DATABASE_URL": "  ", "SECRET_KEY": " k\n"})
    assert (settings.port, settings.secret_key) == (81, "k")
    assert settings.database_url == "sqlite:///var/kaona.db"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "abc"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "8000.0"),
        ("PORT", "²"),
        ("LINE_API_BASE_URL", "api.line.me"),
        ("LINE_API_BASE_URL", "ftp://api.line.me"),
        ("LINE_DATA_API_BASE_URL", "https://"),
        ("PUBLIC_BASE_URL", "kaona"),
        ("PUBLIC_BASE_URL", "http://[::1"),
        ("PROXIES", "-1"),
        ("PROXIES", "10"),
        ("FILES_URL", "bucket"),
        ("FILES_URL", "s3://"),
    ],
)
def test_a_malformed_setting_is_named_in_one_line(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name) as raised:
        Settings.from_environ({name: value})
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("missing", SERVING)
def test_a_missing_setting_is_named_in_one_line(missing: str) -> None:
    settings = Settings.from_environ({**SERVING, missing: " "})
    with pytest.raises(SettingError, match=f"^{missing} is not set") as raised:
        settings.require_for_serving()
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "url",
    ["", "kaona", "sqlite://", "sqlite:///:memory:", "mysql://x/y", "postgresql"],
)
def test_a_malformed_database_url_is_named_in_one_line(url: str) -> None:
    with pytest.raises(BadDatabaseUrlError, match="DATABASE_URL") as raised:
        Database(url)
    assert "\n" not in str(raised.value)


def test_wsgi_app_without_its_settings_says_which_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What `gunicorn wsgi:app` asks for; the environment is its only argument."""
    for name in (*SERVING, "FLASK_RUN_FROM_CLI"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/kaona.db")
    with pytest.raises(SystemExit, match=r"^Error: LINE_CHANNEL_SECRET is not set"):
        _ = wsgi.app
    for name, value in SERVING.items():
        monkeypatch.setenv(name, value)
    assert {rule.rule for rule in wsgi.app.url_map.iter_rules()} >= {"/callback", "/healthz"}


def test_wsgi_has_nothing_else_to_offer() -> None:
    with pytest.raises(AttributeError):
        _ = wsgi.application


def test_create_app_works_without_what_only_serving_needs(tmp_path: Path) -> None:
    app = wsgi.create_app({"DATABASE_URL": f"sqlite:///{tmp_path}/kaona.db"})
    assert "init" in app.cli.list_commands(Context(app.cli))
    assert app.test_client().get("/healthz").status_code == 200


def test_flask_run_serves_the_pages_though_commands_come_without(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/kaona.db")
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")
    app = wsgi.create_app()
    assert not list(app.url_map.iter_rules())
    assert app.test_client().get("/healthz").status_code == 200


def test_a_store_that_nothing_here_knows_is_named_before_the_first_file() -> None:
    with pytest.raises(SettingError, match="FILES_URL: nothing here can keep files at sthree"):
        file_store(Settings(files_url="sthree://bucket"))
