"""Codes that prove a contact: which are to be sent, and what became of each; only a keyed hash of one is kept.

A code follows from the store's key and what it is for: whether a try arrived may not be known, and the next one hands
over the same code under the same name.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, RowMapping, select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.joining.answers import code_hashes
from crm.joining.shapes import CODE_DIGITS

__all__ = ["CodeLetter", "NotSent", "send_codes"]

BATCH = 20
# What could not be sent for so long after the first try is of no use: the applicant is told, and the desk confirms.
OLDEST = timedelta(minutes=5)
# Each wait is longer than the last: with these there are three tries.
AGAIN_AFTER, LONGER = timedelta(seconds=20), 3
# So long no other process takes up a code that is being sent: longer than any hook or mail server is waited for.
SENDING = timedelta(minutes=2)

_log = logging.getLogger(__name__)

_APPLICATION = table_of(records.Application)


class NotSent(Exception):
    """A code was not taken; its text is for staff. `for_good`: it will not be taken later either."""

    def __init__(self, reason: str, *, for_good: bool) -> None:
        super().__init__(reason)
        self.for_good = for_good


@dataclass(frozen=True, slots=True)
class CodeLetter:
    """A code on its way: by e-mail or SMS (`channel`), to which address, in which language."""

    name: str
    channel: str
    address: str
    language: str
    code: str


async def send_codes(store: Store, deliver: Callable[[CodeLetter], Awaitable[None]]) -> int:
    """Send what is wanted; give how many were sent. A code is made when it is sent, and kept before, as its hash.

    `deliver` raises NotSent.
    """
    query = (
        select(_APPLICATION.c.id)
        .where(_APPLICATION.c.code_wanted_at <= store.clock.now(), _APPLICATION.c.status == "draft")
        .order_by(_APPLICATION.c.code_wanted_at)
        .limit(BATCH)
    )
    ids = await store.look(lambda connection: list(connection.scalars(query)))
    sent = 0
    for each in ids:
        letter = await store.transact(partial(_made, store, each))
        if letter is None:
            continue
        try:
            await deliver(letter)
        except NotSent as error:
            await store.transact(partial(_failed, store, each, letter, error))
        except Exception:
            # One that fails otherwise keeps none of the others waiting, and nobody waits for a code that never left.
            _log.exception("a code was not sent")
            failure = NotSent("failed", for_good=False)
            await store.transact(partial(_failed, store, each, letter, failure))
        else:
            await store.transact(partial(_left, store, each, letter))
            sent += 1
    return sent


def _made(store: Store, application_id: int, connection: Connection) -> CodeLetter | None:
    """Make a code, and put the wish for it off for as long as sending takes: of two gateways one sends it.

    Should this process end before it is sent, it is sent again then.
    """
    now = store.clock.now()
    query = select(_APPLICATION).where(_APPLICATION.c.id == application_id).with_for_update()
    row = connection.execute(query).mappings().first()
    if row is None or row["code_wanted_at"] is None or row["status"] != "draft" or row["contact"] is None:
        return None
    code = _code_of(store, row)
    values = {
        "code_hash": code_hashes(store, row["public_id"], code)[0],
        "code_wanted_at": now + SENDING,
        "code_problem": None,
    }
    connection.execute(update(_APPLICATION).where(_APPLICATION.c.id == application_id).values(**values))
    channel = "email" if row["contact_kind"] == "email" else "sms"
    name = f"{row['public_id']}-{row['code_sends']}"
    return CodeLetter(name, channel, row["contact"], row["language"], code)


def _code_of(store: Store, row: RowMapping) -> str:
    """Make the code of one wish: the same again for each try."""
    about = f"code:{row['public_id']}:{row['contact_norm']}:{row['code_sends']}"
    return f"{int(store.keys.signed(about), 16) % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def _left(store: Store, application_id: int, letter: CodeLetter, connection: Connection) -> None:
    """Note that a code was sent, unless another one is wanted by now."""
    mine = (_APPLICATION.c.id == application_id) & (_APPLICATION.c.code_hash == _hash_of(store, letter))
    values = {"code_sent_at": store.clock.now(), "code_wanted_at": None}
    connection.execute(update(_APPLICATION).where(mine).values(**values))


def _failed(store: Store, application_id: int, letter: CodeLetter, why: NotSent, connection: Connection) -> None:
    """Note that a code was not sent: tried again for a few minutes, and then given up.

    One that may have arrived all the same stays right, for as long after the first try as one that was sent.
    """
    query = select(_APPLICATION).where(_APPLICATION.c.id == application_id).with_for_update()
    row = connection.execute(query).mappings().first()
    if row is None or row["status"] != "draft" or row["code_hash"] != _hash_of(store, letter):
        # It was typed, another contact was given, or another code is wanted meanwhile.
        return
    now = store.clock.now()
    values: dict[str, Any] = {"code_problem": str(why)[:64], "code_wanted_at": None}
    if why.for_good:
        values |= {"code_hash": None, "code_sent_at": None}
    else:
        first = row["code_sent_at"] or now
        wait = max(AGAIN_AFTER, LONGER * (now - first))
        values |= {"code_sent_at": first, "code_wanted_at": now + wait if now + wait - first <= OLDEST else None}
    connection.execute(update(_APPLICATION).where(_APPLICATION.c.id == application_id).values(**values))


def _hash_of(store: Store, letter: CodeLetter) -> str:
    return code_hashes(store, letter.name.rpartition("-")[0], letter.code)[0]
