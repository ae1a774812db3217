"""A person at the command line of an office."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import wsgi
from bot.office import Office

SAMPLES = Path(__file__).parents[3] / "samples"
Flask = Callable[..., Result]


@pytest.fixture
def flask(office: Office) -> Flask:
    """Runs `flask ...` as the operator types it."""
    runner = wsgi.app_of(office).test_cli_runner()

    def run(*words: object) -> Result:
        result = runner.invoke(args=[str(word) for word in words])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        return result

    return run
