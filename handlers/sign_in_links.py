"""Sign-in links of the console, as the chat and the command hand them out."""

from dataclasses import dataclass

from bot.office import Office
from models import invites
from models.console_access import TOKEN_LENGTH, IssueLink

PATH = "/console/enter/"


@dataclass(frozen=True)
class SignInLink:
    """The address, and what is to be written so that it works; the secret itself is not kept."""

    address: str
    issue: IssueLink


def new_link(office: Office, person_id: int) -> SignInLink | None:
    """A link for a person; None where the office has no address or no key to make one with."""
    settings = office.settings
    if not settings.public_base_url or not settings.secret_key:
        return None
    secret = office.ids.code(TOKEN_LENGTH)
    digest = invites.digest(secret, settings.secret_key)
    issue = IssueLink(digest, person_id, office.clock.now())
    return SignInLink(f"{settings.public_base_url}{PATH}{secret}", issue)
