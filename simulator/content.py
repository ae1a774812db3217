"""What people sent: photos, files and voices, fetched by the bot through the content API."""

from dataclasses import dataclass

from simulator.refusal import Refusal, not_found


@dataclass
class Content:
    """The bytes of one message; `ready` is false while LINE still prepares a large one."""

    data: bytes
    media_type: str
    ready: bool = True
    gone: bool = False


class Contents:
    """All contents by message id."""

    def __init__(self) -> None:
        self._by_message: dict[str, Content] = {}

    def put(self, message_id: str, data: bytes, media_type: str) -> None:
        """Keeps what came with a message."""
        self._by_message[message_id] = Content(data, media_type)

    def remove(self, message_id: str) -> None:
        """The message was unsent: the content is gone from now on."""
        if message_id in self._by_message:
            self._by_message[message_id].gone = True

    def set_ready(self, message_id: str, *, ready: bool) -> None:
        """For tests: lets LINE take its time (202), or be done."""
        self.find(message_id).ready = ready

    def find(self, message_id: str) -> Content:
        """The content, or LINE's 404 (never was) or 410 (unsent)."""
        content = self._by_message.get(message_id)
        if content is None:
            raise not_found()
        if content.gone:
            raise Refusal(410, "Gone")
        return content
