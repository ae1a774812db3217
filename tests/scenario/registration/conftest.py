"""People of the sample office before, while and after they register."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import select, update

from handlers.invitation import invite_everyone
from models import invites
from models.people import Invite, LineAccount, Person
from simulator import By
from simulator.person import Person as Hands
from tests.office_sample import BASIC_ID, Town


@dataclass
class Door:
    """The office, seen from its entrance."""

    town: Town

    def code(self, who: str) -> str:
        """The code on somebody's sheet."""
        person = self.town.person(who)
        return person.scan(self.town.links[who]).split()[-1]

    def newcomer(self, who: str) -> Hands:
        person = self.town.person(who)
        person.follow()
        return person

    def answer(self, person: Hands, act: Callable[[], object]) -> list[str]:
        """What the bot says to an act."""
        before = len(person.messages)
        act()
        new = person.messages[before:]
        return ["\n".join(message.texts) for message in new if message.by is By.BOT]

    def says(self, person: Hands, text: str) -> str:
        return "\n".join(self.answer(person, lambda: person.say(text)))

    def bound(self) -> dict[str, str]:
        """Whose account is whose: code of the person to LINE user id."""
        query = select(Person.code, LineAccount.line_user_id).join(LineAccount)
        with self.town.office.database.read() as connection:
            return {row.code: row.line_user_id for row in connection.execute(query)}

    def invite_again(self, who: str) -> str:
        """A new code for somebody registered: the planner unbinds nothing, only invites."""
        office = self.town.office
        with office.database.write() as connection:
            person_id = connection.scalar(select(Person.id).where(Person.code == who))
            code = office.ids.code(8)
            key = office.settings.secret_key
            digests = {person_id: invites.digest(code, key)} if person_id else {}
            invites.issue(connection, digests, office.clock.now())
        return invites.written(code)

    def invite_everyone(self) -> dict[str, str]:
        return {one.person_code: one.code for one in invite_everyone(self.town.office, BASIC_ID)}

    def leaves(self, who: str) -> None:
        with self.town.office.database.write() as connection:
            connection.execute(update(Person).where(Person.code == who).values(active=False))

    def open_invites(self) -> int:
        with self.town.office.database.read() as connection:
            rows = connection.execute(select(Invite.id).where(Invite.used_at.is_(None)))
            return len(rows.all())


@pytest.fixture
def door(sample: Town) -> Door:
    return Door(sample)
