"""The labelled utterances: every field good, and no wrong amount that one tap would store."""

from functools import cache

import pytest

from tests.utterances.score import FIELDS, Score, lines, score

SETS = ("dev.jsonl", "held_out.jsonl", "held_out_2.jsonl")


@cache
def scored(name: str) -> Score:
    return score(lines(name))


def test_there_are_enough_of_them() -> None:
    assert sum(len(lines(name)) for name in SETS) >= 300


@pytest.mark.parametrize("name", SETS)
def test_no_wrong_amount_would_be_stored(name: str) -> None:
    assert scored(name).wrong_amounts == []


@pytest.mark.parametrize("name", SETS)
def test_every_field_is_understood(name: str) -> None:
    found = scored(name)
    weak = {
        key: (round(found.precision(key), 3), round(found.recall(key), 3))
        for key in FIELDS
        if min(found.precision(key), found.recall(key)) < 0.97
    }
    assert weak == {}, found.misread
