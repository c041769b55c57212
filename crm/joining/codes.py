"""Codes that prove a contact: which are to be sent, and what became of each; only a keyed hash of one is kept."""

import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import Connection, select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.joining.drafts import code_hash
from crm.joining.shapes import CODE_DIGITS

__all__ = ["CodeLetter", "NotSent", "send_codes"]

BATCH = 20
# What could not be sent for so long is of no use: the applicant is told, and the desk confirms.
OLDEST = timedelta(minutes=5)
AGAIN_AFTER = timedelta(seconds=20)
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
            await store.transact(partial(_failed, store, each, error))
        except Exception:
            # One that fails otherwise keeps none of the others waiting, and nobody waits for a code that never left.
            _log.exception("a code was not sent")
            await store.transact(partial(_failed, store, each, NotSent("failed", for_good=False)))
        else:
            await store.transact(partial(_left, store, each, letter))
            sent += 1
    return sent


def _made(store: Store, application_id: int, connection: Connection) -> CodeLetter | None:
    """Make a code, and put the wish for it off for as long as sending takes: of two gateways one sends it.

    Should this process end before it is sent, another one is made then.
    """
    now = store.clock.now()
    query = select(_APPLICATION).where(_APPLICATION.c.id == application_id).with_for_update()
    row = connection.execute(query).mappings().first()
    if row is None or row["code_wanted_at"] is None or row["status"] != "draft" or row["contact"] is None:
        return None
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    values = {
        "code_hash": code_hash(store, row["public_id"], code),
        "code_wanted_at": now + SENDING,
        "code_sent_at": None,
        "code_tries": 0,
        "code_problem": None,
    }
    connection.execute(update(_APPLICATION).where(_APPLICATION.c.id == application_id).values(**values))
    channel = "email" if row["contact_kind"] == "email" else "sms"
    name = f"{row['public_id']}-{row['code_sends']}"
    return CodeLetter(name, channel, row["contact"], row["language"], code)


def _left(store: Store, application_id: int, letter: CodeLetter, connection: Connection) -> None:
    """Note that a code was sent, unless another one is wanted by now."""
    mine = (_APPLICATION.c.id == application_id) & (
        _APPLICATION.c.code_hash == code_hash(store, letter.name.rpartition("-")[0], letter.code)
    )
    values = {"code_sent_at": store.clock.now(), "code_wanted_at": None}
    connection.execute(update(_APPLICATION).where(mine).values(**values))


def _failed(store: Store, application_id: int, why: NotSent, connection: Connection) -> None:
    """Note that a code was not sent: tried again for a few minutes, and then given up."""
    query = select(_APPLICATION).where(_APPLICATION.c.id == application_id).with_for_update()
    row = connection.execute(query).mappings().first()
    if row is None or row["status"] != "draft":
        return
    now = store.clock.now()
    gone = why.for_good or now - (row["asked_at"] or now) > OLDEST
    values = {
        "code_hash": None,
        "code_sent_at": None,
        "code_problem": str(why)[:64],
        "code_wanted_at": None if gone else now + AGAIN_AFTER,
    }
    connection.execute(update(_APPLICATION).where(_APPLICATION.c.id == application_id).values(**values))
