"""Several connections to one SIP2 server: each message has one to itself, and a server that fails is left alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress

from library.errors import IlsProtocolError, IlsUnavailable, LibraryError
from library.remote.attempts import Unanswered
from library.remote.breaker import Breaker
from library.sip2.access import Sip2Access
from library.sip2.codec import Message
from library.sip2.line import Abilities, Line, OutOfStep, open_line

__all__ = ["Pool"]

Fields = Iterable[tuple[str, str]]


class Pool:
    """The lines to one server, opened when they are needed and kept."""

    def __init__(self, access: Sip2Access, *, breaker: Breaker | None = None) -> None:
        self.access = access
        self.breaker = breaker or Breaker("the SIP2 server")
        self._free: list[Line] = []
        self._places = asyncio.Semaphore(access.connections)
        self._is_closed = False

    async def read(self, code: str, fixed: str, fields: Fields, expected: str) -> Message:
        """Ask something that changes nothing; once more on a new line where a kept one turns out to be dead.

        Raises LibraryError, always with `nothing_done`.
        """
        given = list(fields)
        try:
            async with self._turn() as kept:
                if kept is not None:
                    try:
                        return await self._on(kept, code, fixed, given, expected)
                    except (OutOfStep, Unanswered):
                        # The server ends quiet connections by itself, and does not say so.
                        pass
                return await self._on(await open_line(self.access), code, fixed, given, expected)
        except LibraryError as error:
            if error.nothing_done:
                raise
            raise type(error)(*error.args, nothing_done=True) from error

    async def change(self, code: str, fixed: str, fields: Fields, expected: str) -> Message:
        """Ask for a change, once, on a line that is seen alive first.

        Raises Unanswered where it may have been done, and any other LibraryError with `nothing_done`.
        """
        given = list(fields)
        async with self._turn() as kept:
            alive = await self._alive(kept)
            try:
                if alive is not None:
                    with suppress(OutOfStep):
                        return await self._on(alive, code, fixed, given, expected)
                return await self._on(await open_line(self.access), code, fixed, given, expected)
            except IlsProtocolError as error:
                if error.nothing_done:
                    raise
                raise Unanswered("the answer to a change cannot be read") from error

    async def abilities(self) -> Abilities:
        """Say what the server can do; asks it where no line is open yet."""
        async with self._turn() as kept:
            line = kept or await open_line(self.access)
            self._free.append(line)
            return line.abilities

    async def close(self) -> None:
        """Close every line."""
        self._is_closed = True
        lines, self._free = self._free, []
        await asyncio.gather(*(line.close() for line in lines))

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[Line | None]:
        """Wait for a place, and give a line that is free; what becomes of it is counted by the breaker."""
        async with self._places:
            self.breaker.enter()
            try:
                yield self._kept()
            except IlsUnavailable:
                self.breaker.failed()
                raise
            except LibraryError:
                self.breaker.answered()
                raise
            self.breaker.answered()

    def _kept(self) -> Line | None:
        while self._free:
            line = self._free.pop()
            if line.is_open:
                return line
            line.drop()
        return None

    async def _alive(self, line: Line | None) -> Line | None:
        """Give a line back if its server still answers on it: what is sent into a dead one is never known."""
        if line is None:
            return None
        try:
            await line.ask("99", "00802.00", (), "98")
        except LibraryError:
            return None
        return line

    async def _on(self, line: Line, code: str, fixed: str, fields: list[tuple[str, str]], expected: str) -> Message:
        told = await line.ask(code, fixed, fields, expected)
        if self._is_closed:
            await line.close()
        else:
            self._free.append(line)
        return told
