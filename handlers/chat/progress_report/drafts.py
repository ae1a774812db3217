"""The one way from a draft's key to a draft the person may work on."""

from handlers.chat.person import OfficeChat
from models.authority import Act
from models.portfolio import DraftFacts, draft_of


def own_draft(chat: OfficeChat, key: str) -> DraftFacts | None:
    """The person's draft, open or not, while they own its project or write it for the owner."""
    draft = draft_of(chat.connection, key, chat.official.id)
    if draft is None:
        return None
    if draft.for_owner:
        return draft if chat.authority.may(Act.ANSWER_FOR) else None
    owners = {chat.official.id} if draft.owned else set[int]()
    return draft if chat.authority.may(Act.REPORT, owners=owners) else None
