"""Metrics that gateway and action server count, in Prometheus' types, with few labels and nothing of any person.

Only the application's environment has prometheus-client: the engine hands its numbers on instead (protocol.turns).
"""

from __future__ import annotations

from prometheus_client import REGISTRY, Counter, Histogram, generate_latest

__all__ = ["CONTENT_TYPE", "OUTBOX", "SECONDS", "STORE_ERRORS", "Counter", "Histogram", "counted"]

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
# From a quick turn to one that is given up.
SECONDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 25.0)

STORE_ERRORS = Counter(
    "ketabyar_store_errors", "Transactions that the store refused, by why: busy, unavailable, not_ready.", ["kind"]
)
OUTBOX = Counter(
    "ketabyar_outbox_results",
    "What became of messages in the outbox: sent, read before they were sent, put off to be retried, failed, dropped.",
    ["result"],
)


def counted() -> bytes:
    """Write everything that this process has counted, and its own memory, processor time and open files."""
    return generate_latest(REGISTRY)
