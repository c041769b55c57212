"""What is asked of a SIP2 server, and what it answers, as far as it is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from language.digits import to_ascii
from library.errors import IlsProtocolError
from library.remote.plain import WITHOUT_PLACES
from library.sip2.access import Sip2Access
from library.sip2.codec import Message
from library.sip2.pool import Pool
from protocol.clock import Clock

__all__ = [
    "CHARGED",
    "HELD",
    "HoldAnswer",
    "ItemRecord",
    "PatronRecord",
    "RenewAnswer",
    "Terminal",
    "WAITING",
    "day_in",
    "moment_in",
]

# Places in the summary of message 63, and the fields in which 64 then lists what was asked for.
HELD, CHARGED, WAITING = (0, "AS"), (2, "AU"), (5, "CD")
SUMMARY = 10
LANGUAGE = "000"
# A sum without groups of thousands, and with them: then the mark before the decimals is the other one.
_PLAIN = re.compile(r"([+-]?)([0-9]*)(?:([.,])([0-9]*))?")
_GROUPED = re.compile(
    r"[+-]?[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+(?:\.[0-9]+)?|(?:\.[0-9]{3})+(?:,[0-9]+)?)",
)
_WITH_THREE_PLACES = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
MOST_SIGNS = 20
# A patron with more than this has been read far enough.
MOST_PAGES = 20


@dataclass(frozen=True, slots=True)
class PatronRecord:
    """An answer about a patron (64): their card, flags by their places, counts, and what is owed."""

    card: str
    flags: str
    name: str
    is_valid: bool
    pin_fits: bool
    held: int
    overdue: int
    charged: int
    waiting: int
    owed: Decimal | None
    currency: str
    hold_limit: int | None
    expires: date | None
    category: str
    email: str
    phone: str

    def has(self, *places: int) -> bool:
        """Tell whether one of these flags is set."""
        return any(self.flags[place : place + 1] == "Y" for place in places)


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """An answer about a copy (18); `queue` is how many wait for it, None where the server does not say."""

    barcode: str
    status: str
    title: str
    queue: int | None
    due: datetime | None
    pick_up_by: date | None
    place: str


@dataclass(frozen=True, slots=True)
class RenewAnswer:
    """An answer to a renewal (30), with the server's words on it."""

    is_renewed: bool
    due: datetime | None
    words: str


@dataclass(frozen=True, slots=True)
class HoldAnswer:
    """An answer to a wish for a hold (16)."""

    is_done: bool
    position: int | None
    words: str


class Terminal:
    """The messages of one self-service machine, which is ourselves; `zone` is the library's."""

    def __init__(self, pool: Pool, clock: Clock) -> None:
        self.pool = pool
        self._clock = clock

    @property
    def access(self) -> Sip2Access:
        """Give how the server is reached."""
        return self.pool.access

    async def patron(self, card: str, zone: ZoneInfo, *, pin: str = "") -> PatronRecord | None:
        """Ask about a patron; None for a card that is nobody's. `pin_fits` only where one was given, and is right."""
        told = await self._information(card, zone, place=None, pin=pin)
        record = _patron(told, zone, bool(pin))
        return record if record.is_valid else None

    async def listed(self, card: str, zone: ZoneInfo, kind: tuple[int, str]) -> list[str]:
        """List what of one kind a patron has, page by page where the server gives it in parts."""
        place, field = kind
        found: list[str] = []
        for _ in range(MOST_PAGES):
            told = await self._information(card, zone, place=place, first=len(found) + 1 if found else None)
            part = [one for one in told.all(field) if one not in found]
            found += part
            if not part or len(found) >= _count(told, place):
                break
        return found

    async def item(self, barcode: str, zone: ZoneInfo) -> ItemRecord | None:
        """Ask about a copy; None where the server knows none of this barcode."""
        fields = [("AO", self.access.institution), ("AB", barcode), *self._own()]
        told = await self.pool.read("17", self._now(zone), fields, "18")
        if not told.one("AJ") and told.fixed[0] == "01":
            return None
        return ItemRecord(
            barcode=barcode,
            status=told.fixed[0],
            title=told.one("AJ"),
            queue=_number(told.one("CF")),
            due=moment_in(told.one("AH"), zone),
            pick_up_by=day_in(told.one("CM"), zone),
            place=told.one("AP") or told.one("AQ"),
        )

    async def renew(self, card: str, barcode: str, zone: ZoneInfo) -> RenewAnswer:
        """Renew a loan, once; raises as Pool.change does."""
        fields = [
            ("AO", self.access.institution), ("AA", card), ("AB", barcode), *self._own(), ("BO", "N"),
        ]  # fmt: skip
        now = self._now(zone)
        # The second moment is for renewals made while a machine was offline; not all servers take an empty one.
        told = await self.pool.change("29", f"NN{now}{now}", fields, "30")
        is_renewed = told.fixed[0] == "1"
        due = None
        if is_renewed:
            try:
                due = moment_in(told.one("AH"), zone)
            except IlsProtocolError:
                # Renewed it is; until when is looked up.
                due = None
        return RenewAnswer(is_renewed, due, _words(told))

    async def hold(self, mode: str, card: str, barcode: str, zone: ZoneInfo, *, place: str = "") -> HoldAnswer:
        """Place (`+`), change (`*`) or cancel (`-`) a hold on the title of a copy, once; raises as Pool.change does."""
        fields = [
            *([("BS", place)] if place else ()), ("BY", "2"), ("AO", self.access.institution), ("AA", card),
            ("AB", barcode), *self._own(), ("BO", "N"),
        ]  # fmt: skip
        told = await self.pool.change("15", f"{mode}{self._now(zone)}", fields, "16")
        return HoldAnswer(told.fixed[0] == "1", _number(told.one("BR")) or None, _words(told))

    async def _information(
        self, card: str, zone: ZoneInfo, *, place: int | None, pin: str = "", first: int | None = None
    ) -> Message:
        summary = "".join("Y" if at == place else " " for at in range(SUMMARY))
        fields = [("AO", self.access.institution), ("AA", card), *self._own()]
        if pin:
            fields.append(("AD", pin))
        if first is not None:
            fields += [("BP", str(first)), ("BQ", str(first + 99))]
        return await self.pool.read("63", f"{LANGUAGE}{self._now(zone)}{summary}", fields, "64")

    def _own(self) -> Sequence[tuple[str, str]]:
        return (("AC", self.access.terminal_password),)

    def _now(self, zone: ZoneInfo) -> str:
        return self._clock.now().astimezone(zone).strftime("%Y%m%d    %H%M%S")


def moment_in(text: str, zone: ZoneInfo) -> datetime | None:
    """Read a moment, or the end of a day, as servers write it; None for nothing. Raises IlsProtocolError."""
    if not text.strip():
        return None
    digits = text.strip()
    try:
        if len(digits) == 18 and digits[:8].isdecimal() and digits[12:].isdecimal():
            at = datetime.strptime(digits[:8] + digits[12:], "%Y%m%d%H%M%S")
            return at.replace(tzinfo=ZoneInfo("UTC") if digits[8:12].strip() == "Z" else zone).astimezone(zone)
        if len(digits) == 8 and digits.isdecimal():
            return datetime.strptime(digits, "%Y%m%d").replace(hour=23, minute=59, tzinfo=zone)
        written = digits.replace("/", "-")
        at = datetime.fromisoformat(written)
        if len(written) == len("2026-11-24"):
            at = at.replace(hour=23, minute=59)
        return at.replace(tzinfo=zone) if at.tzinfo is None else at.astimezone(zone)
    except (ValueError, OverflowError) as error:
        raise IlsProtocolError(
            "a due day is written in a way that is not known (field AH)", nothing_done=True
        ) from error


def day_in(text: str, zone: ZoneInfo) -> date | None:
    """Read a day; None for nothing, and for what no day can be read from: it is never decided by alone."""
    try:
        at = moment_in(text, zone)
    except IlsProtocolError:
        return None
    return at.date() if at else None


def _patron(told: Message, zone: ZoneInfo, was_given: bool) -> PatronRecord:
    return PatronRecord(
        card=told.one("AA").strip(),
        flags=told.fixed[0],
        name=told.one("AE"),
        is_valid=told.one("BL") == "Y",
        # Whatever the server says of a PIN that nobody gave is worth nothing.
        pin_fits=was_given and told.one("CQ") == "Y",
        held=_count(told, HELD[0]),
        overdue=_count(told, 1),
        charged=_count(told, CHARGED[0]),
        waiting=_count(told, WAITING[0]),
        owed=_amount(told.one("BV"), told.one("BH")),
        currency=told.one("BH"),
        hold_limit=_number(told.one("BZ")),
        expires=day_in(told.one("PA"), zone),
        category=told.one("PC"),
        email=told.one("BE"),
        phone=told.one("BF"),
    )


def _count(told: Message, place: int) -> int:
    """Give a count of a 64: holds, overdue, charged, fines, recalls, and holds that wait, from place 3 on."""
    return _number(told.fixed[3 + place]) or 0


def _number(text: str) -> int | None:
    return int(text) if text.strip().isdecimal() and text.isascii() else None


def _amount(text: str, currency: str = "") -> Decimal | None:
    """Read a sum as servers of any country write it, the field is free text; raises IlsProtocolError, never guesses."""
    written = to_ascii("".join(text.split())).strip("$€£")
    if not written:
        return None
    plain = _PLAIN.fullmatch(written)
    if len(written) > MOST_SIGNS or not any(sign.isdigit() for sign in written):
        raise IlsProtocolError("what is owed is no amount (field BV)", nothing_done=True)
    if plain and not (len(plain[4] or "") == 3 and _GROUPED.fullmatch(written)):
        return Decimal(f"{plain[1]}{plain[2] or 0}.{plain[4] or 0}")
    if plain:
        # "1.234" is more than a thousand in one country, and hardly more than one in another.
        currency = currency.strip().upper()
        if currency in _WITH_THREE_PLACES and plain[3] == ".":
            return Decimal(written)
        if currency in _WITH_THREE_PLACES or (plain[3] == "." and currency not in WITHOUT_PLACES):
            raise IlsProtocolError("what is owed may be two amounts (fields BV and BH)", nothing_done=True)
    elif not _GROUPED.fullmatch(written):
        raise IlsProtocolError("what is owed is no amount (field BV)", nothing_done=True)
    group = next(sign for sign in written if sign in ".,")
    return Decimal(written.replace(group, "").replace(",", "."))


def _words(told: Message) -> str:
    return " ".join(told.all("AF"))
