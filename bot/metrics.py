"""Metrics of the gateway's turns: how many, how they ended, and how long each part of them took."""

from __future__ import annotations

from process.metrics import SECONDS, Counter, Histogram

__all__ = ["ENGINE_CALLS", "NOT_RECORDED", "REFUSED", "Part", "counted_turn", "not_recorded", "took"]

_TURNS = Counter(
    "ketabyar_turns",
    "Turns that have ended, by channel and by how: answered, silent (a librarian has the conversation), failed.",
    ["channel", "outcome"],
)
_SECONDS = Histogram(
    "ketabyar_turn_seconds",
    "Seconds of a turn by part: queue (behind other messages of its chat), engine (the call of it), parse and actions "
    "(within the engine's call), record (closing it in the store), whole (from the message's arrival on).",
    ["part"],
    buckets=SECONDS,
)
REFUSED = Counter("ketabyar_messages_refused", "Messages that were refused before they were kept, by why.", ["reason"])
ENGINE_CALLS = Counter(
    "ketabyar_engine_calls",
    "Calls of the engine for an answer: answered, retried (it failed and was called again), failed for good.",
    ["result"],
)
NOT_RECORDED = Counter(
    "ketabyar_turns_not_recorded",
    "Turns that had an answer which the store did not take: nobody has been told it, and the turn is still open.",
)


class Part:
    """The parts of a turn, each with a name and the histogram's own child: looked up once, not at every message."""

    QUEUE = _SECONDS.labels("queue")
    ENGINE = _SECONDS.labels("engine")
    PARSE = _SECONDS.labels("parse")
    ACTIONS = _SECONDS.labels("actions")
    RECORD = _SECONDS.labels("record")
    WHOLE = _SECONDS.labels("whole")


def took(part: Histogram, seconds: float) -> None:
    """Note how long a part took; a clock that was set back counts as none."""
    part.observe(max(0.0, seconds))


def counted_turn(channel: str, *, silent: bool, failed: bool) -> None:
    """Count a turn that has ended."""
    _TURNS.labels(channel, "silent" if silent else "failed" if failed else "answered").inc()


def not_recorded() -> int:
    """Give how many answers the store did not take since this process began."""
    samples = (sample for family in NOT_RECORDED.collect() for sample in family.samples)
    return int(sum(sample.value for sample in samples if sample.name.endswith("_total")))
