"""Disbursement figures in chat: a sent workbook or words, a card to look over, one tap."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from bot import cards
from bot.cards import Json
from bot.dialogue import Said, Turn
from bot.understanding.disbursed import is_for_finance, speaks_of_disbursement
from handlers.chat.disbursement import layout, rows, texts
from handlers.chat.disbursement.effects import ImportOffer, check_later
from handlers.chat.disbursement.told import Reader, Told
from handlers.chat.person import OfficeChat
from models.authority import Act, NotAllowedError
from models.disbursement_offers import (
    ChangeOffer,
    MakeOffer,
    OfferFacts,
    OfferState,
    offer_of,
    open_offer,
)
from models.file_names import plain
from models.portfolio import current_round, projects_of
from workbooks.disbursement_store import preview_disbursements, read_known
from workbooks.faults import WorkbookFaultsError

WORKBOOK, OTHER_TABLES = ".xlsx", (".xls", ".xlsm", ".xlsb", ".csv", ".ods")
KEY_LENGTH = 20


class DisbursementTalk:
    """No state: what is offered is a row of its own, found by its key or as the newest."""

    name = "disbursement"
    version = 1
    act = Act.DISBURSE
    taps: Mapping[str, Act] = MappingProxyType(
        dict.fromkeys(("import", "cancel", "list", "faults"), Act.DISBURSE)
    )
    words = frozenset({texts.IMPORT, texts.RECORD, texts.CANCEL, texts.FIGURES})

    def recognises(self, rest: str) -> bool:  # noqa: ARG002
        """Its words stand alone."""
        return False

    def begin(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:  # noqa: ARG002
        """The word a button would type, about what was offered last."""
        if said.word == texts.FIGURES:
            return Turn(say=[cards.message(texts.HOW)])
        offer = open_offer(chat.connection, chat.official.id)
        if offer is None:
            return Turn(say=[cards.message(texts.NO_OFFER)])
        return _cancelled(chat, offer) if said.word == texts.CANCEL else _imported(chat, offer)

    def tapped(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:  # noqa: ARG002
        """A button of one offer, perhaps an old one."""
        tap = said.tap
        offer = offer_of(chat.connection, tap.argument(0), chat.official.id) if tap else None
        if tap is None or offer is None:
            raise NotAllowedError(self.act, str(tap))
        if tap.action == "faults":
            return _page(offer, "faults", offer.content.get("faults", ()), tap.argument(1))
        if offer.state is not OfferState.OFFERED:
            return Turn(say=[cards.message(texts.PAST[offer.state])])
        if tap.action == "cancel":
            return _cancelled(chat, offer)
        if tap.action == "list":
            return _listed(chat, offer, tap.argument(1))
        return _imported(chat, offer)

    def overhears(self, chat: OfficeChat, said: Said, *, in_hand: bool) -> Turn | None:
        """A sent workbook, or a text that tells what was disbursed."""
        if not chat.authority.may(self.act) or said.late:
            return None
        if said.kind == "file":
            return None if in_hand else _received(chat, said)
        return _told(chat, said, in_hand=in_hand) if speaks_of_disbursement(said.text) else None

    def answered(self, chat: OfficeChat, state: Json, said: Said, misses: int) -> Turn:  # noqa: ARG002
        """It holds no state, so this does not happen; how it goes."""
        return Turn(say=[cards.message(texts.HOW)])

    def paused(self, chat: OfficeChat, state: Json) -> Sequence[Json]:  # noqa: ARG002
        """Nothing is put aside."""
        return ()

    def revived(self, state: Json) -> Json | None:  # noqa: ARG002
        """There is no state."""
        return None


# --- a file -------------------------------------------------------------------------------------


def _received(chat: OfficeChat, said: Said) -> Turn | None:
    """A table is taken for disbursement figures; anything else is evidence of a report."""
    name = said.file_name.casefold()
    if name.endswith(OTHER_TABLES):
        return Turn(say=[cards.message(texts.NOT_XLSX)])
    if not name.endswith(WORKBOOK):
        return None
    offer = OfferFacts(
        key=chat.office.ids.code(KEY_LENGTH),
        person_id=chat.official.id,
        message_id=said.message_id,
        name=plain(said.file_name),
        digest="",
        shown="",
        state=OfferState.CHECKING,
    )
    check = check_later(offer, chat.now, chat.event_id, chat.reply_token)
    return Turn(effects=[MakeOffer(offer, chat.now), check])


# --- words --------------------------------------------------------------------------------------


def _told(chat: OfficeChat, said: Said, *, in_hand: bool) -> Turn | None:
    """None if the text may be about the person's own report, or tells no figure of a project."""
    of_round = current_round(chat.connection)
    told = Reader.of(read_known(chat.connection), of_round, chat.today).read(said.text)
    if is_for_finance(said.text):
        return _offered(chat, said, told)
    if not told.names_one and in_hand:
        return None
    mine = (
        projects_of(chat.connection, chat.official.id, of_round.id, of_round.fiscal_year)
        if of_round
        else []
    )
    own = {one.code for one in mine}.intersection(told.projects)
    if (own and in_hand) or (mine and not told.names_one):
        return None
    return _whose(said, sorted(own)[0]) if own else _offered(chat, said, told)


def _whose(said: Said, code: str) -> Turn:
    """Finance and owner in one person: asked, never guessed. Each button types the sentence."""
    text = said.text[:250]
    of_owner = text.replace("เบิกจ่ายแล้ว", "ใช้ไป").replace("เบิกแล้ว", "ใช้ไป").replace("เบิกจ่าย", "ใช้ไป")
    ways = [
        cards.says(texts.OF_FINANCE, f"กบส. {text}"),
        cards.says(texts.OF_OWNER, of_owner.replace("เบิก", "ใช้")),
    ]
    return Turn(say=[layout.choices(texts.WHOSE.format(code=code), ways)])


def _offered(chat: OfficeChat, said: Said, told: Told) -> Turn | None:
    if not told.rows:
        return Turn(say=told.say[:5]) if told.say else None
    offer = OfferFacts(
        key=chat.office.ids.code(KEY_LENGTH),
        person_id=chat.official.id,
        message_id=said.message_id,
        name="",
        digest="",
        shown="",
        state=OfferState.OFFERED,
        content={"rows": rows.as_json(told.rows)},
    )
    changes = preview_disbursements(chat.connection, rows.figures(told.rows), today=chat.today)
    if not changes.items:
        return Turn(say=[*told.say[:4], cards.message(texts.NOTHING_CHANGES)])
    offer = replace(offer, shown=changes.fingerprint)
    card = layout.offer(offer, changes)
    return Turn(say=[*told.say[:4], card], effects=[MakeOffer(offer, chat.now)])


# --- an offer -----------------------------------------------------------------------------------


def _imported(chat: OfficeChat, offer: OfferFacts) -> Turn:
    """Import what was shown; if that has changed meanwhile, show it again instead."""
    try:
        changes = preview_disbursements(
            chat.connection, rows.figures_of(offer.content), today=chat.today
        )
    except WorkbookFaultsError as error:  # the plan changed under it
        found = [str(fault) for fault in error.faults]
        faulty = ChangeOffer(offer.key, OfferState.FAULTY, chat.now, {"faults": found})
        return Turn(say=[layout.faults(offer, found)], effects=[faulty])
    if not changes.items:
        same = ChangeOffer(offer.key, OfferState.SAME, chat.now)
        return Turn(say=[cards.message(texts.NOTHING_CHANGES)], effects=[same])
    if changes.fingerprint != offer.shown:
        again = ChangeOffer(
            offer.key, OfferState.OFFERED, chat.now, offer.content, shown=changes.fingerprint
        )
        card = layout.offer(offer, changes, note=texts.CHANGED_MEANWHILE)
        return Turn(say=[card], effects=[again])
    done = ImportOffer(offer, chat.official.id, chat.now)
    return Turn(say=[layout.imported(offer, changes)], effects=[done], must_arrive=True)


def _cancelled(chat: OfficeChat, offer: OfferFacts) -> Turn:
    end = ChangeOffer(offer.key, OfferState.CANCELLED, chat.now)
    return Turn(say=[cards.message(texts.CANCELLED)], effects=[end])


def _listed(chat: OfficeChat, offer: OfferFacts, number: str) -> Turn:
    changes = preview_disbursements(
        chat.connection, rows.figures_of(offer.content), today=chat.today
    )
    return _page(offer, "list", changes.lines, number)


def _page(offer: OfferFacts, action: str, lines: Sequence[str], number: str) -> Turn:
    return Turn(say=layout.page(offer.key, action, lines, int(number) if number.isdecimal() else 0))
