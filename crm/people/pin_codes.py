"""A PIN that patrons give themselves: a code goes to a contact that the library keeps, and with it a new PIN is set.

Nothing of a request is kept. Its proof is signed, and the code follows from the store's key, the card, the proof and
the PIN that the card has: it ends by itself, and with the PIN that it was asked for. Whether there is such a card
shows nowhere: who asks is told the same in any case.
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, select

from crm import records
from crm.actor import PATRON
from crm.database.key_ring import keyed_hash
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, NotFound
from crm.notices.ways import ADDRESS_KINDS
from crm.patrons import cards, pin_tries
from crm.patrons.pin_tries import Origin
from crm.people.pins import PinGiven, give_pin
from crm.sign_in import throttle
from crm.sign_in.addresses import counted
from crm.sign_in.throttle import AttemptLimit
from language.digits import to_ascii

__all__ = [
    "CODE_DIGITS",
    "HOLDS",
    "PinHolder",
    "PinSet",
    "code_of",
    "holder_of",
    "is_open",
    "new_proof",
    "set_pin",
    "take_request",
]

CODE_DIGITS = 8
HOLDS = timedelta(minutes=15)
# Requests that are free; each further one waits for a quarter of an hour. A reading room may stand behind one address.
CARD_REQUESTS, CHAT_REQUESTS, ADDRESS_REQUESTS = 3, 5, 20
PAUSE = timedelta(minutes=15)
# And all that there are in a day: a letter costs the library money, and whoever gets it unasked their patience.
DAILY_CARD_REQUESTS, DAILY_CHAT_REQUESTS, DAILY_ADDRESS_REQUESTS = 6, 10, 60
# Whoever sent the form twice is told the same twice.
TWICE = timedelta(minutes=2)
SIGNATURE_LENGTH = 40

_PATRON = table_of(records.Patron)
_POINT = table_of(records.ContactPoint)


@dataclass(frozen=True, slots=True)
class PinSet:
    """A PIN that holds now; `given` is what giving it ended, None where the same form had given it before."""

    given: PinGiven | None


@dataclass(frozen=True, slots=True)
class PinHolder:
    """Whose card it is, when its PIN was last given, and the address for each channel (email, sms) that there is."""

    public_id: str
    given_at: datetime | None
    addresses: Mapping[str, str]


async def take_request(store: Store, card: str, origin: Origin) -> timedelta | None:
    """Count a request for a code before anything is done for it; give how long to wait when it must not be made."""
    name = store.card_name(card)
    limits = [
        AttemptLimit(store.keys.counted(f"pin-code:{name}"), CARD_REQUESTS, first_pause=PAUSE),
        AttemptLimit(store.keys.counted(f"pin-code-chat:{origin.identity_id}"), CHAT_REQUESTS, first_pause=PAUSE),
        throttle.address_limit(store, origin.address, of="pin-code", free=ADDRESS_REQUESTS),
        _of_a_day(store, f"card:{name}", DAILY_CARD_REQUESTS),
        _of_a_day(store, f"chat:{origin.identity_id}", DAILY_CHAT_REQUESTS),
        _of_a_day(store, f"address:{counted(origin.address)}", DAILY_ADDRESS_REQUESTS),
    ]
    return await throttle.take_try(store, limits)


def _of_a_day(store: Store, what: str, free: int) -> AttemptLimit:
    return AttemptLimit(store.keys.counted(f"pin-code-day-{what}"), free, throttle.DAY, ends=True)


def new_proof(store: Store, card: str) -> str:
    """Make the proof of a request: what its form carries until the code is typed."""
    about = f"{secrets.token_urlsafe(16)}.{int(store.clock.now().timestamp())}"
    return f"{about}.{store.keys.signed(_wish(store, card, about))[:SIGNATURE_LENGTH]}"


def is_open(store: Store, card: str, proof: str) -> bool:
    """Tell whether a proof is ours, of this card, and not over yet."""
    about, _, signature = proof[:200].rpartition(".")
    if not store.keys.is_signed(_wish(store, card, about), signature, SIGNATURE_LENGTH):
        return False
    return store.clock.now() < _asked_at(proof) + HOLDS


def _asked_at(proof: str) -> datetime:
    """Give when a proof was made, which must be one of ours (to the second, rounded down)."""
    return datetime.fromtimestamp(int(proof.split(".")[1]), UTC)


def code_of(store: Store, card: str, proof: str, given_at: datetime | None) -> str:
    """Give the code of a request: the same however often it is sent, and another once the card has another PIN."""
    return _code(store.keys.current, store, card, proof, given_at)


def _code(key: bytes, store: Store, card: str, proof: str, given_at: datetime | None) -> str:
    which = given_at.astimezone(UTC).isoformat() if given_at is not None else ""
    about = f"pin-code:{store.card_name(card)}:{proof}:{which}"
    return f"{int(keyed_hash(key, about), 16) % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


async def holder_of(store: Store, card: str) -> PinHolder | None:
    """Find whose card it is, with the addresses that the library keeps of them; None for a card that nobody has."""
    query = select(_PATRON.c.id, _PATRON.c.public_id, _PATRON.c.pin_given_at).where(
        _PATRON.c.card_number_hash.in_(store.card_hashes(card)),
        _PATRON.c.erased_at.is_(None),
        _PATRON.c.merged_into_id.is_(None),
    )

    def look(connection: Connection) -> PinHolder | None:
        row = connection.execute(query).first()
        # Looked for in any case: a card that nobody has takes as long.
        addresses = _addresses(connection, row.id if row is not None else 0)
        return None if row is None else PinHolder(row.public_id, row.pin_given_at, addresses)

    return await store.look(look)


async def set_pin(store: Store, card: str, proof: str, code: str, pin: str, origin: Origin) -> PinSet | None:
    """Give a card the PIN that its patron chose, if the code is right; None if it is not.

    The same form sent once more within two minutes is told the same, and changes nothing. Wrong codes count like
    wrong PINs. Raises PinThrottled, InvalidValue ("pin").
    """

    async def check() -> PinHolder | PinSet | None:
        holder = await holder_of(store, card)
        given_at = holder.given_at if holder is not None else None
        typed = to_ascii(code).strip().encode()
        # Sent by a process that had another secret, while it was changed.
        codes = [_code(key, store, card, proof, given_at).encode() for key in store.keys.believed]
        is_right = is_open(store, card, proof) and any(hmac.compare_digest(one, typed) for one in codes)
        if holder is None or is_right:
            return holder if is_right else None
        return await _set_before(store, card, proof, pin, holder.given_at)

    found: PinHolder | PinSet | None = await pin_tries.guarded(store, card, origin, check)
    if not isinstance(found, PinHolder):
        return found
    try:
        given = await give_pin(store, found.public_id, pin, seen=found.given_at, by=PATRON)
    except (Conflict, NotFound):
        # Given by the desk, or by this very form, at this very moment: the code is of no use any more.
        now = await holder_of(store, card)
        return await _set_before(store, card, proof, pin, now.given_at) if now is not None else None
    return PinSet(given)


async def _set_before(store: Store, card: str, proof: str, pin: str, given_at: datetime | None) -> PinSet | None:
    """Tell whether the PIN that a form would set is the card’s already, given just now and after it was asked for.

    A code ends with the PIN that it gives, so that of a form sent twice the second finds a wrong one.
    """
    if given_at is None or not is_open(store, card, proof):
        return None
    if not _asked_at(proof) <= given_at or store.clock.now() - given_at > TWICE:
        return None
    return PinSet(None) if await cards.verify_pin(store, card, pin) is not None else None


def _addresses(connection: Connection, patron_id: int) -> Mapping[str, str]:
    found = {}
    for channel, kind in ADDRESS_KINDS.items():
        query = (
            select(_POINT.c.value)
            .where(_POINT.c.patron_id == patron_id, _POINT.c.kind == kind, _POINT.c.bounced_at.is_(None))
            .order_by(_POINT.c.is_primary.desc(), _POINT.c.verified_at.is_(None), _POINT.c.id)
            .limit(1)
        )
        if (value := connection.scalar(query)) is not None:
            found[channel] = value
    return found


def _wish(store: Store, card: str, about: str) -> str:
    return f"pin-request:{store.card_name(card)}:{about}"
