"""What is kept of an event that failed."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.inbox import DEEPEST, _storable

ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=())),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(st.characters(exclude_categories=()), max_size=4), inner, max_size=3
        )
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.text(max_size=5), ANY, max_size=4))
@settings(max_examples=50, deadline=None)
def test_whatever_came_can_be_kept(raw: dict[str, Any]) -> None:
    kept = json.dumps(_storable(raw), allow_nan=False, ensure_ascii=False)
    assert b"\x00" not in kept.encode("utf-8")
    assert "\\u0000" not in kept.replace("\\\\", "")


def test_what_can_be_kept_is_kept_as_it_came() -> None:
    raw = {"type": "message", "n": 1.5, "text": "\\u0000 ก", "list": [None, True, {"a": []}]}
    assert _storable(raw) == raw


def test_nesting_is_kept_to_a_depth_no_event_has() -> None:
    raw: Any = "deep"
    for _ in range(5000):
        raw = [raw]
    kept = _storable({"x": raw})
    assert json.dumps(kept) == '{"x": ' + "[" * (DEEPEST - 1) + "null" + "]" * (DEEPEST - 1) + "}"
