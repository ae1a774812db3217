"""The platform itself: the people, their chats, and all that LINE keeps for one channel."""

from collections import deque
from collections.abc import Iterable

from simulator.account import Account, BotAccount
from simulator.call import Call
from simulator.channel import Channel
from simulator.clock import Clock, RunningClock
from simulator.courier import Courier, Delivery
from simulator.event import Event
from simulator.fault import FaultPlan, Faults
from simulator.ids import Ids
from simulator.impossible import Impossible
from simulator.limits import Rules
from simulator.message import Fate
from simulator.person import Person
from simulator.post import Post, over_http
from simulator.sending import Sending

_CALLS_KEPT = 20_000


class Platform(Channel):
    """One channel and the ways to it; everything it needs is handed in.

    - `post` brings webhooks to the bot (over HTTP unless told otherwise); with `in_background`
      the person's hand is free at once, without it an action returns when the bot has answered.
    - `month_limit` is the month's quota, None for none.
    - `faults` decides what goes wrong.
    - `http_images_from_loopback` lets pictures come from `http://127.0.0.1` and
      `http://localhost`, which LINE would refuse: for a demo without certificates.
    """

    def __init__(
        self,
        *,
        channel_secret: str,
        access_token: str,
        webhook_url: str,
        people: Iterable[Account] = (),
        bot: BotAccount | None = None,
        clock: Clock | None = None,
        ids: Ids | None = None,
        post: Post = over_http,
        in_background: bool = False,
        month_limit: int | None = None,
        faults: Faults | None = None,
        http_images_from_loopback: bool = False,
    ) -> None:
        super().__init__(
            bot=bot or BotAccount(),
            clock=clock or RunningClock(),
            ids=ids or Ids(),
            rules=Rules(http_images_from_loopback=http_images_from_loopback),
            month_limit=month_limit,
        )
        self.access_token = access_token
        self.webhook_url = webhook_url
        self.faults: Faults = faults or FaultPlan()
        self.calls: deque[Call] = deque(maxlen=_CALLS_KEPT)
        self.deliveries: deque[Delivery] = deque(maxlen=_CALLS_KEPT)
        self.sending = Sending(self)
        self._courier = Courier(
            channel_secret=channel_secret,
            destination=self.bot.user_id,
            post=post,
            in_background=in_background,
            on_delivery=self._note_delivery,
        )
        for account in people:
            self.add_person(account)

    def add_person(self, account: Account) -> Person:
        """One more person who may use the bot."""
        return Person(self, self.open_chat(account), self.deliver)

    def person(self, who: str) -> Person:
        """The hands of a person, found by user id or by name."""
        for chat in self.chats.values():
            if who in {chat.account.user_id, chat.account.name}:
                return Person(self, chat, self.deliver)
        raise Impossible(f"nobody called {who!r}")

    @property
    def refused(self) -> list[Call]:
        """The calls that LINE would have refused: empty when the bot behaves."""
        return [call for call in self.calls if call.refused]

    @property
    def undelivered(self) -> list[Delivery]:
        """The webhooks that the bot did not take."""
        return [delivery for delivery in self.deliveries if not delivery.arrived]

    def deliver(self, event: Event, *, times: int = 1) -> None:
        """Brings an event to the bot; `times` over one when LINE sends the same twice."""
        for _ in range(times):
            self._courier.send(self.webhook_url, event)

    def redeliver(self, event: Event, *, times: int = 1) -> None:
        """Brings an event again, marked as redelivered; its reply token gets a fresh minute."""
        for _ in range(times):
            with self.lock:
                self.reply_tokens.delivered_again(event.reply_token, self.clock.now())
            self._courier.send(self.webhook_url, event, again=True)

    def redeliver_lost(self) -> None:
        """What LINE does some time later when redelivery is on: all that did not arrive."""
        lost = {delivery.event.id: delivery.event for delivery in self.undelivered}
        arrived = {delivery.event.id for delivery in self.deliveries if delivery.arrived}
        for event_id, event in lost.items():
            if event_id not in arrived:
                self.redeliver(event)

    def try_webhook(self, url: str) -> int:
        """The console's "Verify" button: an empty webhook; gives the status."""
        return self._courier.try_out(url)

    def wait_until_idle(self) -> None:
        """Returns when no webhook is on its way any more."""
        self._courier.wait_until_idle()

    def _note_delivery(self, delivery: Delivery) -> None:
        with self.lock:
            self.deliveries.append(delivery)
            chat = self.chats[delivery.event.user_id]
            for message in reversed(chat.messages):
                if message.request_id == delivery.event.id:
                    message.fate = Fate.READ if delivery.arrived else Fate.LOST
                    chat.touch(message)
                    break
