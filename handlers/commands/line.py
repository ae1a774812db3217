"""`flask line ...`: what the operator asks of LINE."""

from collections.abc import Callable

import click
from click import Group

from bot.line import LineClient, LineError, LineRefusedError, Webhook
from bot.office import Office
from bot.settings import LINE_API, LINE_DATA_API, Settings
from handlers.commands.tools import one_line_errors
from models import quota, schema
from models.errors import KaonaError


class ChecksFailedError(KaonaError):
    """Some checks failed; see the lines above."""


def register(cli: Group, office: Office) -> None:
    """Add the commands."""

    @cli.group("line")
    def line() -> None:
        """The channel at LINE."""

    @line.command("check")
    @one_line_errors
    def check() -> None:
        """Check the token, the webhook and the month's quota, and what of it is still needed."""
        for advice in _advice(office.settings):
            click.echo(advice)
        click.echo(f"Channel access token: ok ({_account(office.line)})")
        passed = [_passes("Webhook", _webhook, office), _passes("Quota", _quota, office)]
        click.echo(f"Forecast: {_forecast(office)}")
        if not all(passed):
            raise ChecksFailedError


def _advice(settings: Settings) -> list[str]:
    asked = {
        "LINE_API_BASE_URL": (settings.line_api_base_url, LINE_API),
        "LINE_DATA_API_BASE_URL": (settings.line_data_api_base_url, LINE_DATA_API),
    }
    return [
        f"Note: {name} is {url}, not LINE itself ({own}); leave it out for the real LINE"
        for name, (url, own) in asked.items()
        if url != own
    ]


def _account(line: LineClient) -> str:
    try:
        return line.bot_info().basic_id
    except LineRefusedError as error:
        if error.status != 401:
            raise
        raise LineError(
            "LINE does not accept LINE_CHANNEL_ACCESS_TOKEN (401): issue a new one in the "
            "LINE Developers Console, tab Messaging API"
        ) from None


def _passes(name: str, check: Callable[[Office], str], office: Office) -> bool:
    """Print one line for a check; False if it failed."""
    try:
        click.echo(f"{name}: {check(office)}")
    except LineError as error:
        click.echo(f"{name}: FAILED: {error}", err=True)
        return False
    return True


def _webhook(office: Office) -> str:
    webhook = office.line.webhook()
    if webhook is None:
        raise LineError(f"no address is set at LINE; it should be {_own_address(office)}")
    if not webhook.active:
        raise LineError(f"{webhook.endpoint} is not active: switch on 'Use webhook' in the console")
    test = office.line.test_webhook()
    if not test.success:
        raise LineError(f"{webhook.endpoint} answered {test.status} to LINE's test: {test.reason}")
    return f"{webhook.endpoint} active, test {test.status}{_if_elsewhere(webhook, office)}"


def _own_address(office: Office) -> str:
    return f"{office.settings.public_base_url or 'PUBLIC_BASE_URL'}/callback"


def _if_elsewhere(webhook: Webhook, office: Office) -> str:
    own = _own_address(office)
    if not office.settings.public_base_url or webhook.endpoint == own:
        return ""
    return f" (but PUBLIC_BASE_URL says {own})"


def _quota(office: Office) -> str:
    limit, used = office.line.quota(), office.line.consumption()
    if limit is None:
        return f"without limit, used {used}"
    return f"{limit}, used {used}, left {max(0, limit - used)}"


def _forecast(office: Office) -> str:
    """From what the clock read last, with what the outbox and the jobs have still to send."""
    if not (office.database.is_reachable() and schema.is_current(office.database)):
        return "not known, the database is not set up: run `flask init`"
    now = office.clock.now()
    with office.database.read() as connection:
        stands = quota.read_quota(connection, now)
        dropped = quota.dropped_since(connection, quota.start_of_month(now))
    if stands is None:
        return "not known yet, the clock has not read the quota this month"
    said = f"{stands.waiting} waiting, {stands.expected} more must go out this month"
    if stands.room is not None:
        room = f"room for {stands.room} optional" if stands.room >= 0 else f"{-stands.room} too few"
        said = f"{said}, {room}"
    return f"{said}; {dropped} optional dropped"
