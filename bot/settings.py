"""Typed settings from the environment; a missing or malformed one is named in one sentence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from models.errors import KaonaError

LINE_API = "https://api.line.me"
LINE_DATA_API = "https://api-data.line.me"
MOST_PROXIES = 9


class SettingError(KaonaError):
    """A setting is missing or malformed."""


@dataclass(frozen=True)
class Settings:
    """Everything the environment decides. Empty text means "not set"."""

    database_url: str = "sqlite:///var/kaona.db"
    line_channel_secret: str = ""
    line_channel_access_token: str = ""
    line_api_base_url: str = LINE_API
    line_data_api_base_url: str = LINE_DATA_API
    line_basic_id: str = ""
    public_base_url: str = ""
    secret_key: str = ""
    port: int = 8000
    proxies: int = 0
    """Reverse proxies in front, each of which adds whom it spoke to to X-Forwarded-For."""
    files_directory: Path = Path("var/files")
    files_url: str = ""

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Settings":
        """Read all settings; `SettingError` names the first malformed one."""

        def text(name: str, default: str = "") -> str:
            return environ.get(name, "").strip() or default

        return cls(
            database_url=text("DATABASE_URL", cls.database_url),
            line_channel_secret=text("LINE_CHANNEL_SECRET"),
            line_channel_access_token=text("LINE_CHANNEL_ACCESS_TOKEN"),
            line_api_base_url=_url("LINE_API_BASE_URL", text("LINE_API_BASE_URL", LINE_API)),
            line_data_api_base_url=_url(
                "LINE_DATA_API_BASE_URL", text("LINE_DATA_API_BASE_URL", LINE_DATA_API)
            ),
            line_basic_id=text("LINE_BASIC_ID"),
            public_base_url=_url("PUBLIC_BASE_URL", text("PUBLIC_BASE_URL")),
            secret_key=text("SECRET_KEY"),
            port=_port(text("PORT", "8000")),
            proxies=_proxies(text("PROXIES", "0")),
            files_directory=Path(text("FILES_DIRECTORY", "var/files")),
            files_url=_store("FILES_URL", text("FILES_URL")),
        )

    def require(self, *names: str) -> None:
        """`SettingError` for the first of `names` (as in the environment) that is not set."""
        for name in names:
            if not getattr(self, name.lower()):
                raise SettingError(f"{name} is not set: put it into the environment or .env")

    def require_for_serving(self) -> None:
        """What a process that talks to LINE cannot do without."""
        self.require("LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN", "SECRET_KEY")


def _url(name: str, value: str) -> str:
    if not value:
        return ""
    try:
        parts = urlsplit(value)
    except ValueError:  # an unfinished IPv6 address
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise SettingError(f"{name} must be an address like https://kaona.example.go.th")
    return value.rstrip("/")


def _store(name: str, value: str) -> str:
    """An address of a file store; its scheme decides what keeps the files."""
    if value and not re.fullmatch(r"[a-z][a-z0-9+.-]*://\S+", value):
        raise SettingError(f"{name} must be an address like s3://bucket/kaona")
    return value


def _port(value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= 65535:
        raise SettingError("PORT must be a number from 1 to 65535")
    return int(value)


def _proxies(value: str) -> int:
    if not (value.isascii() and value.isdecimal()) or int(value) > MOST_PROXIES:
        raise SettingError(f"PROXIES must be a number from 0 to {MOST_PROXIES}")
    return int(value)
