"""Prospects: who an application is of, before they are a patron; made on their yes, and ended with what they told."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, update

from crm import records
from crm.actor import PATRON
from crm.cases.own import Asker
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.trust.consents import add_consent

__all__ = ["EMPTY", "empty", "end_prospect", "make_prospect"]

PURPOSE = "joining"
# What is told in an application.
EMPTY = ("name", "birth_year", "contact", "contact_norm", "address")

_APPLICATION = table_of(records.Application)
_PATRON = table_of(records.Patron)
_CONSENT = table_of(records.ConsentRecord)
_SUBSCRIPTION = table_of(records.Subscription)


def make_prospect(connection: Connection, store: Store, channel: str, language: str, who: Asker, now: datetime) -> int:
    """Make a prospect, who has no name yet, and keep what they agreed to."""
    row = {
        "public_id": str(uuid.uuid4()),
        "locale": language,
        "lifecycle": "prospect",
        "acquired_via": channel,
        "created_at": now,
        "updated_at": now,
    }
    patron_id = int(connection.execute(insert(_PATRON).returning(_PATRON.c.id), row).scalar_one())
    add_consent(
        connection,
        store,
        patron_id,
        PURPOSE,
        channel,
        "granted",
        source="chat",
        by=PATRON,
        interaction_id=who.interaction_id,
    )
    return patron_id


def empty(connection: Connection, row: Mapping[str, Any] | RowMapping, now: datetime, **values: Any) -> None:
    """Erase what was told in an application, and end the prospect behind it; its counts stay."""
    nothing: dict[str, Any] = dict.fromkeys(EMPTY)
    gone = {"awaits": None, "asked_at": None, "code_hash": None, "code_wanted_at": None, "contact_kind": None}
    changes = {**nothing, **gone, "emptied_at": now, "patron_id": None, **values}
    connection.execute(update(_APPLICATION).where(_APPLICATION.c.id == row["id"]).values(**changes))
    if row["patron_id"] is not None:
        end_prospect(connection, row["patron_id"], now)


def end_prospect(connection: Connection, patron_id: int, now: datetime) -> None:
    """Make a prospect who did not become a patron a row that names nobody; what they agreed to stays, as evidence."""
    connection.execute(update(_CONSENT).where(_CONSENT.c.patron_id == patron_id).values(patron_id=None))
    connection.execute(delete(_SUBSCRIPTION).where(_SUBSCRIPTION.c.patron_id == patron_id))
    mine = (_PATRON.c.id == patron_id) & (_PATRON.c.lifecycle == "prospect")
    connection.execute(update(_PATRON).where(mine).values(lifecycle="erased", erased_at=now, updated_at=now))
