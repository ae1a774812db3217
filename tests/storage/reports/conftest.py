"""The two offices of the seed data with their reports, and the pictures of their rounds."""

import pytest

from bot.office import Office
from models.database import Database
from models.fiscal import RoundCode
from reports.picture import RoundPicture
from reports.reading import read_picture
from tests.golden import nakhon_pathom, samut_sakhon
from tests.office_sample import ROUND


def picture_of(database: Database, code: RoundCode) -> RoundPicture:
    with database.read() as connection:
        return read_picture(connection, code)


@pytest.fixture
def samut(office: Office) -> RoundPicture:
    """The second quarter of 2567 with the seventeen forms."""
    samut_sakhon.load(office)
    return picture_of(office.database, ROUND)


@pytest.fixture
def nakhon(office: Office) -> RoundPicture:
    """The first six months of 2565 with the statuses of all activities."""
    nakhon_pathom.load(office)
    return picture_of(office.database, nakhon_pathom.ROUND)
