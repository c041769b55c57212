"""Sign-in attempts: whether one is allowed, and what is recorded when it fails."""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.console.frame.parts import Console
from bot.console.frame.request import AnyRequest
from bot.console.frame.session import DEVICE, carried
from crm.sign_in import devices, throttle
from crm.staff.sign_in_failures import note_failure, note_lock

__all__ = ["Try", "address_of"]

log = logging.getLogger("bot.console.sign_in.pages")


def address_of(request: AnyRequest) -> str:
    """Give the address that a request comes from; empty when it is none, whatever a header may have said."""
    told = request.client.host if request.client else ""
    try:
        return str(ipaddress.ip_address(told))
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class Try:
    """A try that was counted before it is made; `wait` says how long to wait when it must not be made.

    A browser on which the account was signed in before has a count of its own: what is tried elsewhere does not lock
    its owner out. When that is used up, it is one browser among all others.
    """

    console: Console
    username: str
    address: str
    limits: Sequence[throttle.AttemptLimit]
    wait: timedelta | None

    @classmethod
    async def of(cls, request: AnyRequest, console: Console, username: str) -> Try:
        """Count a try."""
        store, address = console.store, address_of(request)
        device = await devices.known_device(store, carried(request, console, DEVICE), username)
        if device is not None:
            own = (throttle.device_limit(store, device.staff_id, device.nonce),)
            if await throttle.take_try(store, own) is None:
                return cls(console, username, address, own, None)
        both = (throttle.name_limit(store, username), throttle.address_limit(store, address))
        return cls(console, username, address, both, await throttle.take_try(store, both))

    async def failed(self, action: str) -> None:
        """Note in the audit trail that the try failed, and in the log when there is to be a pause now."""
        store = self.console.store
        await note_failure(store, action, self.username, self.address)
        for limit, until in (await throttle.pauses(store, self.limits)).items():
            name = None if limit is self.limits[-1] and len(self.limits) > 1 else self.username
            if await note_lock(store, name, self.address, until):
                # For the ban of an address by other programs: docs/console.md promises this line.
                seconds = round((until - store.clock.now()).total_seconds())
                log.warning("staff sign-in locked: address=%s seconds=%d", self.address or "unknown", seconds)

    async def succeeded(self) -> None:
        """Make good what was counted."""
        if len(self.limits) > 1:
            await throttle.forgive(self.console.store, self.limits[0], self.limits[1])
        else:
            await self.console.store.transact(lambda connection: throttle.clear(connection, self.limits))
