"""What is done about a sent disbursement workbook after the answer: fetched, checked, shown."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select

from bot.cards import Json, message
from bot.clock import today
from bot.deferred import Done, Handler, Later, Result, Task
from bot.dialogue import Effect
from bot.line import (
    ContentGoneError,
    ContentNotReadyError,
    ContentTooLargeError,
    LineError,
    LineRefusedError,
)
from bot.office import Office
from handlers.chat.disbursement import layout, rows, texts
from handlers.chat.disbursement.effects import CHECK, Tell
from models.disbursement_offers import ChangeOffer, OfferFacts, OfferState, offer_of
from models.people import LineAccount
from workbooks.archive import LARGEST_FILE
from workbooks.disbursement_reader import read_disbursements
from workbooks.disbursement_store import FigureChanges, preview_disbursements
from workbooks.faults import WorkbookFaultsError

LOG = logging.getLogger(f"kaona.{__name__}")


def handlers(office: Office) -> Mapping[str, Handler]:
    """The deferred work of sent workbooks."""
    return {CHECK: CheckDisbursements(office)}


class CheckDisbursements:
    """Fetches a workbook, checks all of it, and shows what importing it would change."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def work(self, task: Task) -> Result:
        """See `Handler`."""
        with self._office.database.read() as connection:
            offer = offer_of(connection, task.text("offer"), task.person_id or 0)
            account = connection.scalar(
                select(LineAccount.line_user_id).where(LineAccount.person_id == task.person_id)
            )
        if offer is None or offer.state is not OfferState.CHECKING:
            return Done()
        self._show_that_it_works(account)
        fetched = self._fetched(offer.message_id or "")
        if isinstance(fetched, Later):
            return fetched
        if isinstance(fetched, str):
            return Done(self._ended(task, offer, OfferState.CANCELLED, [message(fetched)]))
        return Done(self._judged(task, replace(offer, digest=sha256(fetched).hexdigest()), fetched))

    def give_up(self, task: Task) -> Sequence[Effect]:
        """See `Handler`."""
        end = ChangeOffer(task.text("offer"), OfferState.CANCELLED, self._office.clock.now())
        return [end, self._tell(task, task.person_id or 0, [message(texts.NOT_FETCHED)])]

    def _show_that_it_works(self, account: str | None) -> None:
        """The dots of somebody typing; without them it works as well."""
        try:
            if account:
                self._office.line.start_loading(account)
        except LineError:
            LOG.debug("loading could not be shown")

    def _fetched(self, message_id: str) -> bytes | str | Later:
        with TemporaryDirectory(prefix="kaona-") as directory:
            target = Path(directory) / "content"
            try:
                self._office.line.content(message_id, target, limit=LARGEST_FILE)
            except ContentTooLargeError:
                return texts.TOO_LARGE
            except ContentNotReadyError:
                return Later("not ready")
            except (ContentGoneError, LineRefusedError):
                return texts.NOT_FETCHED
            except LineError as error:
                return Later(str(error))
            return target.read_bytes()

    def _judged(self, task: Task, offer: OfferFacts, data: bytes) -> Sequence[Effect]:
        try:
            figures = read_disbursements(BytesIO(data))
            with self._office.database.read() as connection:
                changes = preview_disbursements(
                    connection, figures, today=today(self._office.clock)
                )
        except WorkbookFaultsError as error:
            found = [str(fault) for fault in error.faults]
            card = layout.faults(offer, found)
            return self._ended(task, offer, OfferState.FAULTY, [card], {"faults": found})
        if not changes.items:
            same = [message(texts.NOTHING_CHANGES)]
            return self._ended(task, offer, OfferState.SAME, same)
        content: dict[str, Any] = {"rows": rows.as_json(one.row for one in figures.rows)}
        return self._offered(task, offer, changes, content)

    def _offered(
        self, task: Task, offer: OfferFacts, changes: FigureChanges, content: dict[str, Any]
    ) -> Sequence[Effect]:
        offered = ChangeOffer(
            offer.key,
            OfferState.OFFERED,
            self._office.clock.now(),
            content,
            digest=offer.digest,
            shown=changes.fingerprint,
        )
        return [offered, self._tell(task, offer.person_id, [layout.offer(offer, changes)])]

    def _ended(
        self,
        task: Task,
        offer: OfferFacts,
        state: OfferState,
        say: Sequence[Json],
        content: dict[str, Any] | None = None,
    ) -> Sequence[Effect]:
        now = self._office.clock.now()
        end = ChangeOffer(offer.key, state, now, content, digest=offer.digest)
        return [end, self._tell(task, offer.person_id, say)]

    def _tell(self, task: Task, person_id: int, say: Sequence[Json]) -> Tell:
        return Tell(self._office, person_id, say, task.arguments, task.caused_by)
