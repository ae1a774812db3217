"""What LINE keeps for one channel: people and chats, tokens and keys, quota, menus, contents."""

from itertools import count
from threading import RLock

from simulator.account import Account, BotAccount
from simulator.chat import Chat
from simulator.clock import Clock
from simulator.content import Contents
from simulator.event import EventMaker
from simulator.ids import Ids
from simulator.limits import Rules
from simulator.quota import Quota
from simulator.reply_token import ReplyTokens
from simulator.retry_key import RetryKeys
from simulator.rich_menu import RichMenus


class Channel:
    """The state of a channel; whoever changes it holds `lock` meanwhile."""

    def __init__(
        self, *, bot: BotAccount, clock: Clock, ids: Ids, rules: Rules, month_limit: int | None
    ) -> None:
        self.bot = bot
        self.clock = clock
        self.ids = ids
        self.rules = rules
        self.lock = RLock()
        self.chats: dict[str, Chat] = {}
        self.reply_tokens = ReplyTokens(ids)
        self.retry_keys = RetryKeys()
        self.rich_menus = RichMenus(ids)
        self.quota = Quota(month_limit)
        self.contents = Contents()
        self.events = EventMaker(clock, ids, self.reply_tokens)
        self._revisions = count(1)

    def open_chat(self, account: Account) -> Chat:
        """A chat for one more person."""
        with self.lock:
            chat = Chat(account, self._revisions)
            self.chats[account.user_id] = chat
            return chat
