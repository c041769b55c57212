"""Metrics of a gateway as a test reads them."""

from __future__ import annotations

from prometheus_client.parser import text_string_to_metric_families

from tests.support.front import Front

TOKEN = "a-token-of-the-tests-only"
ASKS = {"Authorization": f"Bearer {TOKEN}"}


async def read(front: Front, path: str = "/metrics") -> dict[tuple[str, ...], float]:
    """Read the metrics: the values by name and labels."""
    answer = await front.http.get(path, headers=ASKS)
    assert answer.status_code == 200, answer.text
    return {
        (sample.name, *sorted(f"{name}={value}" for name, value in sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }
