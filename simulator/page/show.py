"""Turns chats into what the page draws."""

from datetime import datetime
from typing import Any

from simulator.chat import Chat
from simulator.clock import BANGKOK
from simulator.courier import Delivery
from simulator.message import Message
from simulator.platform import Platform
from simulator.rich_menu import RichMenu

Json = dict[str, Any]


def show_person(chat: Chat) -> Json:
    """A line in the list of people."""
    account = chat.account
    return {
        "id": account.user_id,
        "name": account.name,
        "position": account.position,
        "invited": bool(account.invite_link),
        "inviteLink": account.invite_link,
    }


def show_chat(platform: Platform, chat: Chat, after: int) -> Json:
    """Everything that may have changed since revision `after`; whoever asks has seen it."""
    now = platform.clock.now()
    changed = [message for message in chat.messages if message.revision > after]
    chat.mark_seen()
    return {
        "now": _local(now),
        "friendship": chat.friendship,
        "loading": chat.loading_until is not None and now < chat.loading_until,
        "menu": _menu(platform.rich_menus.shown_to(chat.account.user_id)),
        "messages": [_message(message) for message in changed],
        "revision": max((message.revision for message in chat.messages), default=0),
        "unread": {name: other.unread for name, other in platform.chats.items() if other.unread},
        "trouble": _trouble(platform, chat),
    }


def _message(message: Message) -> Json:
    return {
        "id": message.id,
        "by": message.by,
        "via": message.via,
        "at": _local(message.at),
        "body": message.body,
        "fate": message.fate,
        "unsent": message.unsent,
    }


def _menu(menu: RichMenu | None) -> Json | None:
    return menu.as_json() if menu else None


def _trouble(platform: Platform, chat: Chat) -> str:
    """The line under the header: empty while the bot takes what it is sent."""
    for delivery in reversed(platform.deliveries):
        if delivery.event.user_id == chat.account.user_id:
            return "" if delivery.arrived else _sentence(delivery)
    return ""


def _sentence(delivery: Delivery) -> str:
    if delivery.status == 0:
        return "ติดต่อบอตไม่ได้ ข้อความล่าสุดยังไม่ถึงบอต"
    return f"บอตไม่รับข้อความล่าสุด (รหัส {delivery.status})"


def _local(at: datetime) -> str:
    return at.astimezone(BANGKOK).strftime("%Y-%m-%dT%H:%M")
