"""Who waits outside is more patient than who waits inside."""

from __future__ import annotations

from protocol import patience


def test_every_part_waits_longer_than_what_it_waits_for() -> None:
    one_try = patience.TURN_SECONDS * patience.TRY_SHARE
    order = [
        patience.TURN_SECONDS,
        one_try,
        patience.ACTION_CALL_SECONDS + patience.WAY_BACK_SECONDS,
        patience.ACTION_SECONDS + patience.LAST_WORD_SECONDS,
        patience.LIBRARY_SECONDS + patience.LAST_WORD_SECONDS,
        patience.STORE_SECONDS,
        patience.TRY_AGAIN_SECONDS,
        patience.FEWEST_SECONDS,
    ]
    assert order == sorted(order, reverse=True)
    assert len(set(order)) == len(order)


def test_an_action_that_looks_something_up_first_still_has_a_library_call_left() -> None:
    assert patience.ACTION_SECONDS - patience.LIBRARY_SECONDS >= 2 * patience.LAST_WORD_SECONDS + 2


def test_an_engine_that_hangs_leaves_time_for_a_second_whole_try() -> None:
    left = patience.TURN_SECONDS * (1 - patience.TRY_SHARE)
    assert left > patience.LIBRARY_SECONDS


def test_what_is_left_of_a_turn_shortens_and_never_lengthens() -> None:
    assert patience.left_of(None, 100.0, 12.0) == 12.0
    assert patience.left_of(105.0, 100.0, 12.0) == 5.0
    assert patience.left_of(500.0, 100.0, 12.0) == 12.0
    assert patience.left_of(99.0, 100.0, 12.0) < 0
