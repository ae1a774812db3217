"""The hands of a person: everything one can do in the chat, for tests and for the page."""

from collections.abc import Callable
from typing import Any

from simulator.channel import Channel
from simulator.chat import Chat, Friendship
from simulator.event import Event
from simulator.impossible import Impossible
from simulator.link import Link, read_link
from simulator.message import By, Fate, Message, Via

Json = dict[str, Any]


class Person:
    """Acts for one person; each act that LINE tells the bot about gives the event it sent."""

    def __init__(self, channel: Channel, chat: Chat, deliver: Callable[[Event], None]) -> None:
        self._channel = channel
        self._bring = deliver
        self._at_pc = False
        self.chat = chat
        self.user_id = chat.account.user_id

    def at_pc(self) -> "Person":
        """The same person with LINE for PC, who sees neither quick replies nor the menu."""
        person = Person(self._channel, self.chat, self._bring)
        person._at_pc = True
        return person

    @property
    def messages(self) -> list[Message]:
        """Everything in the chat, oldest first."""
        return list(self.chat.messages)

    @property
    def last(self) -> Message:
        """The newest message from the bot."""
        return self.chat.from_bot[-1]

    def saw(self, text: str) -> bool:
        """Whether the bot ever showed this person `text`."""
        return any(text in shown for message in self.chat.from_bot for shown in message.texts)

    def follow(self) -> Event:
        """Adds the bot as a friend, or unblocks it."""
        with self._channel.lock:
            came_back = self.chat.friendship is Friendship.BLOCKED
            self.chat.friendship = Friendship.FRIEND
            event = self._channel.events.follow(self.user_id, came_back=came_back)
        return self._deliver(event)

    def unfollow(self) -> Event:
        """Blocks the bot."""
        with self._channel.lock:
            self.chat.friendship = Friendship.BLOCKED
            event = self._channel.events.unfollow(self.user_id)
        return self._deliver(event)

    def say(self, text: str) -> Event:
        """Types a text and sends it."""
        return self._send({"type": "text", "text": text}, quotable=True)

    def send_image(self, data: bytes, media_type: str = "image/jpeg") -> Event:
        """Sends a photo."""
        provider = {"contentProvider": {"type": "line"}}
        return self._send({"type": "image", **provider}, data, media_type, quotable=True)

    def send_file(
        self, name: str, data: bytes, media_type: str = "application/octet-stream"
    ) -> Event:
        """Sends a file."""
        content = {"type": "file", "fileName": name, "fileSize": len(data)}
        return self._send(content, data, media_type)

    def send_audio(
        self, data: bytes, *, duration_ms: int = 3000, media_type: str = "audio/x-m4a"
    ) -> Event:
        """Sends a voice message."""
        provider = {"contentProvider": {"type": "line"}}
        return self._send({"type": "audio", "duration": duration_ms, **provider}, data, media_type)

    def send_sticker(self, package_id: str = "446", sticker_id: str = "1988") -> Event:
        """Sends a sticker."""
        content = {
            "type": "sticker",
            "packageId": package_id,
            "stickerId": sticker_id,
            "stickerResourceType": "STATIC",
        }
        return self._send(content, quotable=True)

    def send_location(self) -> Event:
        """Sends where the office is."""
        place = {"title": "ที่ทำงาน", "address": "ประเทศไทย"}
        return self._send({"type": "location", "latitude": 13.7563, "longitude": 100.5018, **place})

    def unsend(self, message_id: str) -> Event:
        """Takes one of the person's own messages back."""
        with self._channel.lock:
            message = self.chat.find(message_id)
            if message.by is not By.PERSON:
                raise Impossible("only one's own messages can be unsent")
            message.unsent = True
            self.chat.touch(message)
            self._channel.contents.remove(message_id)
            event = self._channel.events.unsend(self.user_id, message_id)
        return self._deliver(event)

    def scan(self, link: str) -> str:
        """Scans a code or opens a link; gives the text that now stands in the input box."""
        return self.read(link).text

    def read(self, link: str) -> Link:
        """What LINE makes of a scanned code."""
        return read_link(link, self._channel.bot.basic_id)

    def tap(self, label: str) -> Event | None:
        """Taps the newest button, quick reply or menu area with this label (or text, or data)."""
        return self.act(self._find(label))

    def pick(self, label: str, value: str) -> Event | None:
        """Taps a date button and chooses `value` (2024-03-31, 09:30 or 2024-03-31T09:30)."""
        return self.act(self._find(label), value=value)

    def tap_data(self, data: str) -> Event:
        """A postback with this data, whether or not such a button is in sight."""
        return self._deliver(self._channel.events.postback(self.user_id, data))

    def act(self, action: Json, *, value: str | None = None) -> Event | None:
        """Does what an action says; None when LINE tells the bot nothing of it."""
        match action["type"]:
            case "message":
                return self.say(action["text"])
            case "postback":
                return self._postback(action)
            case "datetimepicker":
                if value is None:
                    raise ValueError("a date button needs a value")
                params = {action["mode"]: value}
                return self._deliver(
                    self._channel.events.postback(self.user_id, action["data"], params)
                )
            case "richmenuswitch":
                return self._switch_menu(action)
            case "location":
                return self.send_location()
        return None

    def _postback(self, action: Json) -> Event:
        shown = action.get("displayText") or action.get("text")
        with self._channel.lock:
            event = self._channel.events.postback(self.user_id, action["data"])
            if shown:
                self._show(self._channel.ids.message_id(), {"type": "text", "text": shown}, event)
        return self._deliver(event)

    def _switch_menu(self, action: Json) -> Event:
        alias = action["richMenuAliasId"]
        menus = self._channel.rich_menus
        with self._channel.lock:
            known = alias in menus.aliases()
            if known:
                menus.link(self.user_id, menus.alias(alias))
            status = "SUCCESS" if known else "RICHMENU_ALIAS_ID_NOTFOUND"
            params = {"newRichMenuAliasId": alias, "status": status}
            event = self._channel.events.postback(self.user_id, action["data"], params)
        return self._deliver(event)

    def _send(
        self, content: Json, data: bytes = b"", media_type: str = "", *, quotable: bool = False
    ) -> Event:
        with self._channel.lock:
            if self.chat.friendship is Friendship.BLOCKED:
                raise Impossible("who blocked the bot cannot write to it")
            ids, message_id = self._channel.ids, self._channel.ids.message_id()
            tokens = {"markAsReadToken": ids.token()}
            tokens |= {"quoteToken": ids.token()} if quotable else {}
            event = self._channel.events.message(
                self.user_id, {**content, "id": message_id, **tokens}
            )
            if media_type:
                self._channel.contents.put(message_id, data, media_type)
            self.chat.wrote_at = event.at
            self._show(message_id, content, event)
        return self._deliver(event)

    def _show(self, message_id: str, body: Json, event: Event) -> None:
        self.chat.add(
            Message(
                id=message_id,
                by=By.PERSON,
                via=Via.WEBHOOK,
                at=event.at,
                body=body,
                request_id=event.id,
                fate=Fate.SENDING,
            )
        )

    def _deliver(self, event: Event) -> Event:
        # Outside the lock: the bot may call back before it answers.
        self._bring(event)
        return event

    def _find(self, label: str) -> Json:
        for action in self._in_sight():
            if label in {action.get(name) for name in ("label", "text", "data", "displayText")}:
                return action
        raise Impossible(f"{self.chat.account.name} sees no button {label!r}")

    def _in_sight(self) -> list[Json]:
        """Quick replies of the last message, then buttons from the newest up, then the menu."""
        newest_first = self.chat.from_bot[::-1]
        buttons = [action for message in newest_first for action in message.actions]
        if self._at_pc:
            return buttons
        quick = self.messages[-1].quick_replies if self.messages else []
        menu = self._channel.rich_menus.shown_to(self.user_id)
        areas = [area["action"] for area in menu.spec["areas"]] if menu else []
        return quick + buttons + areas
