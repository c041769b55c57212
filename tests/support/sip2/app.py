"""A SIP2 server over the fake library system: pysip2, which we did not write, keeps the protocol.

It begins a session with a login, and answers with a category (PC) and a last day (PA), fields that many servers add.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

import pysip2
from pysip2.models import MESSAGE_SPECS_BY_ID, MESSAGE_SPECS_BY_TYPE, MessageSpec, ident

from tests.support.koha.state import ZONE, Row, State

USER, PASSWORD = "ketabyar", "terminal secret"
FOUND = {"W": "08", "T": "10"}


class WithMore(pysip2.PatronInformationResponse, frozen=True, kw_only=True):
    """An answer about a patron, with what many servers add."""

    expires: str | None = None
    category: str | None = None


_SPEC = MESSAGE_SPECS_BY_ID["64"]
MESSAGE_SPECS_BY_TYPE[WithMore] = MessageSpec(
    "64", WithMore, (*_SPEC.fields, ident("expires", "PA"), ident("category", "PC"))
)


class FakeSip2:
    """A library system behind a SIP2 server; `asked` are the codes of what it was asked, in order."""

    def __init__(self, state: State, *, charset: str = "utf-8") -> None:
        self.state = state
        self.charset = charset
        self.port = 0
        self.asked: list[str] = []
        self.pins: list[str | None] = []
        # What is to go wrong: the code of a message that is done, or not, and never answered.
        self.silent_after: set[str] = set()
        self.silent_before: set[str] = set()
        self.dates = "%Y%m%d    %H%M%S"
        self.server = pysip2.SIP2Server(
            encoding=charset, institution_id="TEST", library_name="Test Library", login_required=True,
            max_message_size=1 << 16,
        )  # fmt: skip
        self._register()

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[FakeSip2]:
        """Serve on a port of its own."""
        begun, over = asyncio.Event(), asyncio.Event()

        async def serve() -> None:
            async with self.server.start("127.0.0.1", 0) as port:
                self.port = port
                begun.set()
                await over.wait()

        # In a task of its own: a scope of anyio's ends in the task that began it, and a fixture may be two.
        task = asyncio.ensure_future(serve())
        await asyncio.wait([task, asyncio.ensure_future(begun.wait())], return_when=asyncio.FIRST_COMPLETED)
        try:
            yield self
        finally:
            over.set()
            await task

    def _register(self) -> None:
        routes = {
            pysip2.LOGIN: self._login, pysip2.SC_STATUS: self._status, pysip2.PATRON_INFORMATION: self._patron,
            pysip2.ITEM_INFORMATION: self._item, pysip2.RENEW: self._renew, pysip2.HOLD: self._hold,
        }  # fmt: skip
        for route, handler in routes.items():
            self.server.route(route)(handler)

    async def _login(self, asked: pysip2.LoginRequest, _context: object) -> pysip2.LoginResponse:
        fits = (asked.login_user_id, asked.login_password) == (USER, PASSWORD)
        return pysip2.LoginResponse(ok="1" if fits else "0")

    async def _status(self, asked: pysip2.SCStatusRequest, _context: object) -> pysip2.ACSStatusResponse:
        await self._met("99")
        return self.server.build_acs_status(asked)

    async def _met(self, code: str) -> None:
        self.asked.append(code)
        if code in self.silent_before:
            await asyncio.Event().wait()

    async def _done(self, code: str) -> None:
        if code in self.silent_after:
            await asyncio.Event().wait()

    def _now(self) -> str:
        return self.state.clock.now().astimezone(ZONE).strftime("%Y%m%d    %H%M%S")

    def _row(self, card: str) -> Row | None:
        rows = self.state.patrons.values()
        return next((one for one in rows if card in (one["cardnumber"], one["userid"])), None)

    async def _patron(self, asked: pysip2.PatronInformationRequest, _context: object) -> WithMore:
        await self._met("63")
        self.pins.append(asked.patron_password)
        state, row = self.state, self._row(asked.patron_identifier)
        common = {
            "language": "000", "transaction_date": self._now(), "institution_id": "TEST",
            "patron_identifier": asked.patron_identifier,
        }  # fmt: skip
        if row is None:
            nothing = dict.fromkeys(COUNTS, "0000")
            return WithMore(patron_status="YYYY" + " " * 10, personal_name="", valid_patron="N", **nothing, **common)
        number = row["patron_id"]
        # Whatever was typed: this is the card.
        common["patron_identifier"] = row["cardnumber"]
        out = [one for one in state.checkouts.values() if one["patron_id"] == number]
        late = [one for one in out if datetime.fromisoformat(one["due_date"]) < state.clock.now()]
        holds = [one for one in state.holds.values() if one["patron_id"] == number]
        held = [self._copy_of(one) for one in holds if one["status"] is not None]
        waiting = [self._copy_of(one) for one in holds if one["status"] is None]
        lists = {0: ("hold_items", held), 1: ("overdue_items", self._barcodes(late)),
                 2: ("charged_items", self._barcodes(out)), 5: ("unavailable_hold_items", waiting)}  # fmt: skip
        told = {}
        place = asked.summary.find("Y")
        if place in lists:
            name, found = lists[place]
            told[name] = tuple(found[int(asked.start_item or 1) - 1 : int(asked.end_item or 10_000)])
        rules = [rule for (kind, _), rule in state.rules.items() if kind == row["category_id"]]
        fits = state.passwords.get(number) == asked.patron_password if asked.patron_password else None
        return WithMore(
            patron_status=self._flags(row),
            hold_items_count=f"{len(held):04}", overdue_items_count=f"{len(late):04}",
            charged_items_count=f"{len(out):04}", fine_items_count="0000", recall_items_count="0000",
            unavailable_holds_count=f"{len(waiting):04}",
            personal_name=" ".join(part for part in (row["firstname"], row["surname"]) if part),
            hold_items_limit=f"{max((rule.max_holds for rule in rules), default=5):04}",
            valid_patron="Y", valid_patron_password=None if fits is None else "Y" if fits else "N",
            currency_type="IRR", fee_amount=f"{state.balance(number):.2f}",
            email_address=row["email"], home_phone_number=row["phone"],
            expires=(row["expiry_date"] or "").replace("-", "") or None, category=row["category_id"],
            **told, **common,
        )  # fmt: skip

    def _flags(self, row: Row) -> str:
        flags = [" "] * 14
        expired = row["expiry_date"] is not None and row["expiry_date"] < self.state.today.isoformat()
        if row["restricted"] or expired:
            flags[0:4] = "YYYY"
        if self.state.balance(row["patron_id"]) > 100_000:
            flags[10] = "Y"
        return "".join(flags)

    def _barcodes(self, rows: list[Row]) -> list[str]:
        return [self.state.items[one["item_id"]]["external_id"] for one in rows]

    def _copy_of(self, hold: Row) -> str:
        """Give the copy by which a hold is told: its own, or the first of its title."""
        items = self.state.items
        if hold["item_id"] is not None:
            return str(items[hold["item_id"]]["external_id"])
        return next(str(one["external_id"]) for one in items.values() if one["biblio_id"] == hold["biblio_id"])

    def _by_barcode(self, barcode: str | None) -> Row | None:
        return next((one for one in self.state.items.values() if one["external_id"] == barcode), None)

    async def _item(self, asked: pysip2.ItemInformationRequest, _context: object) -> pysip2.ItemInformationResponse:
        await self._met("17")
        state, row = self.state, self._by_barcode(asked.item_identifier)
        common = {"security_marker": "00", "fee_type": "01", "transaction_date": self._now(),
                  "item_identifier": asked.item_identifier}  # fmt: skip
        if row is None:
            return pysip2.ItemInformationResponse(circulation_status="01", title_identifier="", **common)
        out = next((one for one in state.checkouts.values() if one["item_id"] == row["item_id"]), None)
        hold = next((one for one in state.holds.values() if one["item_id"] == row["item_id"] and one["status"]), None)
        status = "12" if row["lost_status"] else "04" if out else FOUND[hold["status"]] if hold else "03"
        until = hold["expiration_date"] if hold else None
        biblio = state.biblios[row["biblio_id"]]
        queue = state.queue(row["biblio_id"])
        return pysip2.ItemInformationResponse(
            circulation_status=status,
            hold_queue_length=str(len(queue)),
            due_date=datetime.fromisoformat(out["due_date"]).strftime(self.dates) if out else None,
            hold_pickup_date=f"{until.replace('-', '')}    235900" if until else None,
            title_identifier=biblio["title"],
            current_location=hold["pickup_library_id"] if hold else row["home_library_id"],
            **common,
        )

    async def _renew(self, asked: pysip2.RenewRequest, _context: object) -> pysip2.RenewResponse:
        await self._met("29")
        state, row, item = self.state, self._row(asked.patron_identifier), self._by_barcode(asked.item_identifier)
        out = None
        if row is not None and item is not None:
            out = next((one for one in state.checkouts.values() if one["item_id"] == item["item_id"]
                        and one["patron_id"] == row["patron_id"]), None)  # fmt: skip
        words, due = "", ""
        if out is None or row is None or item is None:
            words = "Item not checked out to patron"
        elif " " not in self._flags(row)[1:2] or state.balance(row["patron_id"]) > 100_000:
            words = f"{row['surname']} is blocked"
        elif code := state.why_not_renewed(out):
            words = WORDS.get(code, "Renewal denied")
        else:
            state.renew(out)
            due = datetime.fromisoformat(out["due_date"]).strftime(self.dates)
        await self._done("29")
        return pysip2.RenewResponse(
            ok="0" if words else "1", renewal_ok="N" if words else "Y", magnetic_media="U", desensitize="N",
            transaction_date=self._now(), institution_id="TEST", patron_identifier=asked.patron_identifier,
            item_identifier=asked.item_identifier or "", due_date=due,
            title_identifier=state.biblios[item["biblio_id"]]["title"] if item else "",
            screen_message=(words,) if words else (),
        )  # fmt: skip

    async def _hold(self, asked: pysip2.HoldRequest, _context: object) -> pysip2.HoldResponse:
        await self._met("15")
        state, row, item = self.state, self._row(asked.patron_identifier), self._by_barcode(asked.item_identifier)
        words, position = "", None
        own = []
        if row is not None and item is not None:
            own = [one for one in state.holds.values()
                   if one["patron_id"] == row["patron_id"] and one["biblio_id"] == item["biblio_id"]]  # fmt: skip
        if row is None or item is None:
            words = "Unknown"
        elif asked.hold_mode == "-":
            if own:
                state.cancel(own[0]["hold_id"])
            else:
                words = "No such hold"
        elif asked.pickup_location not in state.libraries:
            words = "Pickup location not valid"
        elif (code := state.why_not_held(row["patron_id"], item["biblio_id"])) is not None:
            words = code or "No copies"
        else:
            placed = state.place(row["patron_id"], item["biblio_id"], asked.pickup_location or "")
            position = str(placed["priority"])
        await self._done("15")
        return pysip2.HoldResponse(
            ok="0" if words else "1", available="N", transaction_date=self._now(), queue_position=position,
            pickup_location=asked.pickup_location, institution_id="TEST", patron_identifier=asked.patron_identifier,
            item_identifier=asked.item_identifier, screen_message=(words,) if words else (),
        )  # fmt: skip


COUNTS = (
    "hold_items_count", "overdue_items_count", "charged_items_count", "fine_items_count", "recall_items_count",
    "unavailable_holds_count",
)  # fmt: skip
WORDS = {"on_reserve": "Item has outstanding holds", "too_many": "Renewal limit reached", "too_soon": "Too soon"}
