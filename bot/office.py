"""One office: its settings, database, clock and ids, handed to everything that works for it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from threading import Event

from bot.clock import Clock, SystemClock
from bot.filestore import DirectoryStore, FileStore
from bot.ids import Ids, RandomIds
from bot.line import LineClient
from bot.settings import Settings
from models.database import Database


def file_store(settings: Settings) -> FileStore:
    """A folder of this machine, or the store `FILES_URL` points at; `SettingError` if unknown."""
    if not settings.files_url:
        return DirectoryStore(settings.files_directory)
    from bot.remote_files import RemoteStore

    return RemoteStore(settings.files_url)


def connect(settings: Settings) -> LineClient:
    """The real LINE, or whatever the base URLs point at; needs the channel access token."""
    settings.require("LINE_CHANNEL_ACCESS_TOKEN")
    from bot.line_api import LineApi

    return LineApi(
        token=settings.line_channel_access_token,
        api=settings.line_api_base_url,
        data_api=settings.line_data_api_base_url,
    )


@dataclass(frozen=True)
class Office:
    """What the composition root makes once and hands in; nothing hangs on a module.

    `outbox_filled` is set after a commit that wrote outgoing messages, so that a sender in the
    same process need not wait for its next look. `line` is made by `connect_line` when it is
    first asked for, so that a process which never calls LINE does not pay for its client.
    """

    settings: Settings
    database: Database
    clock: Clock = field(default_factory=SystemClock)
    ids: Ids = field(default_factory=RandomIds)
    outbox_filled: Event = field(default_factory=Event)
    connect_line: Callable[[Settings], LineClient] = connect
    open_files: Callable[[Settings], FileStore] = file_store

    @cached_property
    def line(self) -> LineClient:
        """The one client of LINE."""
        return self.connect_line(self.settings)

    @cached_property
    def files(self) -> FileStore:
        """Where evidence and exports lie."""
        return self.open_files(self.settings)
