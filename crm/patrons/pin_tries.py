"""Limits on attempts with a card and PIN: per card, chat and address, and for the whole library.

Whatever checks the PIN stands behind `guarded`. The counts of one card alone would let anybody try one common PIN on
every card; so a chat and an address have counts of their own, and when far more fails in the whole library than is
usual, every try waits a little and an address has fewer. Nobody can lock the library: the wait has an end. A browser
in which a patron has signed in before is known for that card (`mark`), and what others do wrong is not held against it.
"""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from sqlalchemy import Connection

from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.errors import PinThrottled
from crm.patrons import cards, pin_failures
from crm.sign_in import throttle
from crm.sign_in.addresses import counted
from crm.sign_in.throttle import AttemptLimit, AttemptTaken

__all__ = ["Origin", "forget_card", "guarded", "is_known", "mark"]

log = logging.getLogger(__name__)

CARD_WINDOW = timedelta(minutes=15)
CARD_TRIES = 5
CHAT_TRIES = 10
# A reading room may stand behind one address; wrong tries alone count.
ADDRESS_TRIES = 30
ADDRESS_TRIES_BRAKED = 10
# The brake takes hold above so many failures in ten to twenty minutes, and above so many times the usual.
BRAKED_FROM = 40
BRAKED_TIMES = 4
LONGEST_DELAY = 8.0
# Cards that one browser can be known for: a family at one computer.
MOST_MARKS = 6
MARK_LENGTH = 32

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an attempt comes from; `marks` is what `mark` gave this browser before."""

    channel: str
    identity_id: int
    address: str
    marks: str = ""


@dataclass(frozen=True, slots=True)
class _Try:
    card_name: str
    card: AttemptLimit
    shared: tuple[AttemptLimit, ...]
    taken: AttemptTaken
    delay: float


async def guarded(store: Store, card: str, origin: Origin, check: Callable[[], Awaitable[T | None]]) -> T | None:
    """Check a card and PIN by `check`, which gives None for a wrong one, and keep count; raises PinThrottled.

    The try is counted before it is checked: many at once get no more guesses than one after the other.
    """
    made = await store.transact(lambda connection: _take(connection, store, card, origin))
    if made.taken.wait is not None:
        raise PinThrottled(store.clock.now() + made.taken.wait)
    if made.delay:
        await asyncio.sleep(made.delay)
    try:
        found = await check()
    except Exception:
        # The library did not answer: nobody has learnt whether the PIN was right.
        await throttle.forgive(store, None, made.card, *made.shared)
        raise
    if found is None:
        await store.transact(lambda connection: _note(connection, store, made, origin))
    else:
        await throttle.forgive(store, made.card, *made.shared)
    return found


def mark(store: Store, card: str, marks: str, given: datetime | None = None) -> str:
    """Give what a browser is to keep after a right PIN, besides what it has: it says nothing to anybody else.

    `given` is when that PIN was given (crm.patrons.cards.pin_given_at): a later one makes the browser a stranger.
    """
    device, known = _parts(marks)
    device = device or secrets.token_urlsafe(16)
    about = _about(store, card, device, given)
    own = store.keys.signed(about)[:MARK_LENGTH]
    others = (one for one in known if not store.keys.is_signed(about, one, MARK_LENGTH))
    return ".".join([device, own, *others][: MOST_MARKS + 1])


def is_known(store: Store, card: str, marks: str, given: datetime | None = None) -> bool:
    """Tell whether a browser has signed in with this card before, by the PIN that was given it then."""
    device, known = _parts(marks)
    about = _about(store, card, device, given)
    return bool(device) and any(store.keys.is_signed(about, one, MARK_LENGTH) for one in known)


def _parts(marks: str) -> tuple[str, list[str]]:
    device, *known = marks[:500].split(".")
    return device, known[:MOST_MARKS]


def _about(store: Store, card: str, device: str, given: datetime | None) -> str:
    which = f":{given.astimezone(UTC).isoformat()}" if given is not None else ""
    return f"known-browser:{store.card_name(card)}:{device}{which}"


def _take(connection: Connection, store: Store, card: str, origin: Origin) -> _Try:
    card_hash = cards.known_as(connection, store, card)
    if is_known(store, card, origin.marks, cards.pin_given(connection, store, card)):
        own = f"known-card:{card_hash}:{_parts(origin.marks)[0]}"
        limit = _card_limit(store, own)
        return _Try(store.card_name(card), limit, (), throttle.take(connection, store, [limit]), 0.0)
    delay = _delay(connection, store)
    limit = _card_limit(store, f"card:{card_hash}")
    free = ADDRESS_TRIES_BRAKED if delay else ADDRESS_TRIES
    shared = (
        AttemptLimit(store.keys.counted(f"pin-chat:{origin.identity_id}"), CHAT_TRIES),
        throttle.address_limit(store, origin.address, of="pin", free=free),
    )
    return _Try(store.card_name(card), limit, shared, throttle.take(connection, store, [limit, *shared]), delay)


def forget_card(connection: Connection, store: Store, card_hash: str) -> None:
    """Forget the tries on a card that nobody has any more."""
    throttle.clear(connection, [_card_limit(store, f"card:{card_hash}")])


def _card_limit(store: Store, what: str) -> AttemptLimit:
    return AttemptLimit(store.keys.counted(what), CARD_TRIES, CARD_WINDOW, CARD_WINDOW)


def _delay(connection: Connection, store: Store) -> float:
    """Give how many seconds every try waits now: none on a usual day, and the longer the more fails."""
    recent, usual = pin_failures.recent_and_usual(connection, pin_failures.PATRON, store.clock.now())
    most = max(BRAKED_FROM, BRAKED_TIMES * usual)
    return 0.0 if recent <= most else min(LONGEST_DELAY, 0.5 * (recent / most) ** 2)


def _note(connection: Connection, store: Store, made: _Try, origin: Origin) -> None:
    """Leave a trace of a wrong try: counted always, told in the audit trail and the log while they are few."""
    number = pin_failures.count_failure(connection, store, pin_failures.PATRON)
    if pin_failures.is_told(number):
        _tell(connection, store, "patron.pin_failed", made, origin, number)
    if made.taken.locks(made.card):
        number = pin_failures.count_failure(connection, store, pin_failures.LOCKED_CARD)
        if pin_failures.is_told(number):
            _tell(connection, store, "patron.card_locked", made, origin, number)


def _tell(connection: Connection, store: Store, action: str, made: _Try, origin: Origin, number: int) -> None:
    # The trail is never erased, so it has no address; the log, which is, tells which address the hash stands for.
    place = store.keys.named(f"address:{counted(origin.address)}")[:12]
    card = made.card_name[:12]
    trail.append(
        connection,
        store,
        Actor("system", "sign-in"),
        action,
        trail.Subject("card", card),
        reason=f"{origin.channel}, address {place}, number {number} in this hour",
    )
    log.warning(
        "%s: card %s, %s, address %s (%s), number %d in this hour",
        action, card, origin.channel, counted(origin.address), place, number,
    )  # fmt: skip
