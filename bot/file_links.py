"""Links to files: signed, expiring, and naming a row of the database, never a path."""

from datetime import UTC, datetime, timedelta
from typing import Any

from itsdangerous import BadData, TimestampSigner, URLSafeTimedSerializer

from bot.clock import Clock
from bot.office import Office

GOOD_FOR = timedelta(hours=24)
PATH = "/files/"
EXPORTS = f"{PATH}exports/"
FORMS = f"{PATH}forms/"
OWN_DATA = f"{PATH}mine/"
OUTSIDE_OF_LINE = "openExternalBrowser=1"


class _ClockSigner(TimestampSigner):
    """Signs with the time of the office's clock."""

    def __init__(self, *arguments: Any, clock: Clock, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._clock = clock

    def get_timestamp(self) -> int:
        return int(self._clock.now().timestamp())

    def timestamp_to_datetime(self, ts: int) -> datetime:
        return datetime.fromtimestamp(ts, UTC)


class FileLinks:
    """Makes and reads the links of one office."""

    def __init__(self, office: Office) -> None:
        self._settings = office.settings
        self._clock = office.clock

    def to_evidence(self, evidence_id: int) -> str | None:
        """The address under which a piece of evidence can be seen for a day.

        None where the office has no address or no key: a card does without the link then.
        """
        token = self._token({"evidence": evidence_id})
        return token and f"{self._settings.public_base_url}{PATH}{token}"

    def to_export(self, key: str) -> str | None:
        """The address of the page of an export, which shows its making and hands it out.

        LINE's own browser cannot download: it is told to hand the page on to the phone's.
        """
        token = self._token({"export": key})
        return token and f"{self._settings.public_base_url}{EXPORTS}{token}?{OUTSIDE_OF_LINE}"

    def to_form(self, receipt: str) -> str | None:
        """The address of one version of a report as its official form."""
        token = self._token({"form": receipt})
        return token and f"{self._settings.public_base_url}{FORMS}{token}?{OUTSIDE_OF_LINE}"

    def to_own_data(self, person_id: int) -> str | None:
        """The address under which somebody finds all that is kept about them."""
        token = self._token({"person": person_id})
        return token and f"{self._settings.public_base_url}{OWN_DATA}{token}?{OUTSIDE_OF_LINE}"

    def evidence_of(self, token: str) -> int | None:
        """Which piece of evidence the link means; None if it is forged, spoiled or too old."""
        found = self._meant(token).get("evidence")
        return found if isinstance(found, int) else None

    def export_of(self, token: str) -> str | None:
        """The key of the export the link means; None if it is forged, spoiled or too old."""
        found = self._meant(token).get("export")
        return found if isinstance(found, str) else None

    def form_of(self, token: str) -> str | None:
        """The receipt of the form the link means; None if it is forged, spoiled or too old."""
        found = self._meant(token).get("form")
        return found if isinstance(found, str) else None

    def person_of(self, token: str) -> int | None:
        """Whose data the link means; None if it is forged, spoiled or too old."""
        found = self._meant(token).get("person")
        return found if isinstance(found, int) else None

    def _token(self, meant: dict[str, int | str]) -> str | None:
        if not self._settings.public_base_url or not self._settings.secret_key:
            return None
        return str(self._serializer().dumps(meant))

    def _meant(self, token: str) -> dict[str, Any]:
        try:
            meant = self._serializer().loads(token, max_age=int(GOOD_FOR.total_seconds()))
        except BadData:
            return {}
        return meant if isinstance(meant, dict) else {}

    def _serializer(self) -> URLSafeTimedSerializer:
        """`SettingError` without a key: nothing is ever signed with an empty one."""
        self._settings.require("SECRET_KEY")
        return URLSafeTimedSerializer(
            self._settings.secret_key,
            salt="kaona.files",
            signer=_ClockSigner,
            signer_kwargs={"clock": self._clock},
        )
