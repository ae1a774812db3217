"""The registration conversation: the code, "is this you?", consent, welcome."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from sqlalchemy import select

from bot import cards
from bot.cards import Json
from bot.dialogue import Said, Turn
from handlers.chat.person import OfficeChat
from handlers.chat.registration import texts
from models import invites
from models.authority import Act
from models.invites import BindAccount, CountWrongCode, Invited
from models.people import Invite
from models.plan import Plan
from models.rules import read_rules

_CODE_ALONE = re.compile(r"[A-Za-z\d]{4}[\s\W]?[A-Za-z\d]{4}")
"""Any digits, Thai ones too; a blank or any dash between the halves."""


class Registration:
    """Binds a LINE account to a person by an invite code."""

    name = "register"
    version = 1
    act = Act.TALK
    taps: Mapping[str, Act] = MappingProxyType({"yes": Act.TALK, "no": Act.TALK})
    words = frozenset({"ลงทะเบียน", "ลงทะเบียน …"})

    def recognises(self, rest: str) -> bool:
        """A code; "ลงทะเบียน ครู 60 คน" is an activity somebody reports."""
        return _CODE_ALONE.fullmatch(rest) is not None

    def begin(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:  # noqa: ARG002
        """`ลงทะเบียน CODE`, or the word alone."""
        code = said.word.partition(" ")[2]
        if not code:
            return self.explain(chat)
        return self._check(chat, code)

    def tapped(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:
        """The consent card's buttons; one of an older card changes nothing."""
        tap = said.tap
        if tap is None or state is None or tap.conversation != self.name:
            return replace(self.explain(chat), state=state)
        if tap.argument(0) != str(state["invite"]):
            return self.explain(chat)
        return self._agreed(chat, state) if tap.action == "yes" else _refused()

    def answered(self, chat: OfficeChat, state: Json, said: Said, misses: int) -> Turn:  # noqa: ARG002
        """A typed answer to the consent card, or anything from somebody not registered."""
        if not state:
            text = said.word.removeprefix("ลงทะเบียน").lstrip(" :")
            return self._check(chat, text) if _CODE_ALONE.fullmatch(text) else self.explain(chat)
        if said.word in (texts.YES, "ใช่", "ตกลง", "ยินยอม") and not said.late:
            return self._agreed(chat, state)
        if said.word in (texts.NO, "ไม่ใช่", "ไม่ยอมรับ", "ไม่") and not said.late:
            return _refused()
        return Turn(say=[cards.message(texts.CONSENT_AGAIN)], state=state, missed=True)

    def paused(self, chat: OfficeChat, state: Json) -> Sequence[Json]:  # noqa: ARG002
        """Nothing was bound."""
        return [cards.message(texts.PUT_ASIDE)]

    def revived(self, state: Json) -> Json | None:  # noqa: ARG002
        """An unfinished registration begins again."""
        return None

    def explain(self, chat: OfficeChat) -> Turn:
        """How to register; for somebody registered, that they are."""
        if chat.person:
            return Turn(say=[cards.message(texts.ALREADY)])
        office_name = chat.connection.execute(
            select(Plan.office_name).order_by(Plan.fiscal_year.desc()).limit(1)
        ).scalar()
        said = [read_rules(chat.connection).greeting, texts.how_to_register(office_name or "")]
        body = [cards.words(text, size="md") for text in said if text]
        bubble = cards.bubble(head=cards.heading(texts.HELLO), body=body)
        return Turn(say=[cards.card(texts.HELLO, bubble)])

    def _check(self, chat: OfficeChat, code: str) -> Turn:
        tries = invites.tries_of(chat.connection, chat.line_user_id, chat.now)
        if tries.locked_until:
            return Turn(say=[cards.message(texts.locked(tries.locked_until))])
        digest = invites.digest(code, chat.office.settings.secret_key)
        invited = invites.find_open(chat.connection, digest, chat.now)
        if invited is None:
            return _wrong(chat, tries)
        return Turn(say=[_consent_card(invited)], state={"invite": invited.invite_id})

    def _agreed(self, chat: OfficeChat, state: Json) -> Turn:
        digest = chat.connection.execute(
            select(Invite.code_digest).where(Invite.id == state["invite"])
        ).scalar()
        invited = invites.find_open(chat.connection, digest or "", chat.now)
        if invited is None:
            return self.explain(chat)
        menu = [cards.says("เมนู"), cards.says("รายงาน")]
        return Turn(
            say=[cards.message(texts.welcome(invited.name), quick=menu)],
            must_arrive=True,
            effects=[BindAccount(chat.line_user_id, invited, chat.now, chat.event_id)],
        )


def _refused() -> Turn:
    return Turn(say=[cards.message(texts.NOT_ME)])


def _wrong(chat: OfficeChat, tries: invites.Tries) -> Turn:
    count = CountWrongCode(chat.line_user_id, tries, chat.now)
    left = invites.TRIES - tries.wrong - 1
    until = chat.now + invites.LOCKED_FOR
    text = texts.wrong_code(left) if left > 0 else texts.locked(until)
    return Turn(say=[cards.message(text)], effects=[count])


def _consent_card(invited: Invited) -> Json:
    rows = [cards.row(label, value) for label, value in texts.is_this_you(invited)]
    bubble = cards.bubble(
        head=cards.heading(texts.CONSENT_TITLE),
        body=[*rows, cards.gap(), cards.words(texts.CONSENT)],
        buttons=[
            cards.button(cards.postback(texts.YES, f"register:yes:{invited.invite_id}"), main=True),
            cards.link(cards.postback(texts.NO, f"register:no:{invited.invite_id}")),
        ],
    )
    return cards.card(f"{texts.CONSENT_TITLE}: {invited.name}", bubble)
