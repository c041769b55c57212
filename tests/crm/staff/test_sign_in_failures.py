"""Failures of the staff's sign-in: counted together, and kept with the network alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm.audit import trail as audit
from crm.database.store import Store
from crm.staff import sign_in_failures
from crm.staff.sign_in_failures import network_of


async def test_names_without_end_are_counted_together(store: Store) -> None:
    for number in range(sign_in_failures.MOST_ROWS + 30):
        await sign_in_failures.note_failure(store, "staff.sign_in_failed", f"name{number}", f"10.{number}.0.1")
    since = store.clock.now() - timedelta(hours=1)
    assert await sign_in_failures.failed_since(store, since) == sign_in_failures.MOST_ROWS + 30
    head = await audit.head(store)
    assert head is not None and head.events == sign_in_failures.MOST_ROWS + 1


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("unix:", "?"),
        ("", "?"),
        ("1.2.3.4\nforged", "?"),
    ],
)
def test_of_an_address_the_network_is_kept(address: str, network: str) -> None:
    assert network_of(address) == network
