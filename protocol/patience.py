"""Timeouts of all nested calls in one place: each caller waits longer than what it calls.

gateway's turn > one try of it > engine's call of an action > the action > one call of the library system > a lock of
the store. Who waits outside is always the more patient one, so that the one inside still says what it knows and what
it does not. What is left of a turn makes each of them shorter, never longer.
"""

from __future__ import annotations

__all__ = [
    "ACTION_CALL_SECONDS",
    "ACTION_SECONDS",
    "FEWEST_SECONDS",
    "LAST_WORD_SECONDS",
    "LIBRARY_SECONDS",
    "STORE_SECONDS",
    "TRY_AGAIN_SECONDS",
    "TRY_SHARE",
    "TURN_SECONDS",
    "WAY_BACK_SECONDS",
    "left_of",
]

# The default of KETABYAR_TURN_SECONDS, counted from a message's arrival.
TURN_SECONDS = 25.0
# One try may take this share of a turn, so that an engine that hangs leaves time for a second one.
TRY_SHARE = 0.62
# What a message still gets that has waited for its turn behind others until its own time was over.
FEWEST_SECONDS = 0.5
ACTION_CALL_SECONDS = 13.0
ACTION_SECONDS = 12.0
LIBRARY_SECONDS = 8.0
STORE_SECONDS = 5.0
# An answer needs some time to travel to who waits for it, and an action some to word what it found out.
WAY_BACK_SECONDS = 0.25
LAST_WORD_SECONDS = 0.5
# With less than this left of a turn it is not begun anew: what went wrong is said instead.
TRY_AGAIN_SECONDS = 3.0


def left_of(deadline: float | None, now: float, most: float) -> float:
    """Give the seconds that are left until a deadline, at most `most`; less than nothing once it has passed.

    Both moments are Unix times: who sets the deadline and who keeps it are different processes.
    """
    return most if deadline is None else min(most, deadline - now)
