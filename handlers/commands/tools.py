"""What commands share: errors as one line, and the exit status."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import click
from sqlalchemy.exc import OperationalError, ProgrammingError

from models.errors import KaonaError

P = ParamSpec("P")


def one_line_errors(command: Callable[P, None]) -> Callable[P, None]:
    """Turn what the operator can mend into one clear line and exit status 1."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except KaonaError as error:
            raise click.ClickException(str(error)) from None
        except (OperationalError, ProgrammingError) as error:
            if "no such table" in str(error.orig) or "does not exist" in str(error.orig):
                raise click.ClickException("The database is not set up: run `flask init`") from None
            cause = str(error.orig).splitlines()[0]  # psycopg explains itself on several lines
            raise click.ClickException(f"The database does not answer: {cause}") from None

    return run
