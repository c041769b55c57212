"""One connection to a SIP2 server, signed in; what is asked on it is answered in turn."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Iterable
from contextlib import suppress

from library.errors import IlsMisconfigured, IlsProtocolError, IlsUnavailable
from library.remote.attempts import Unanswered
from library.remote.line import trusting
from library.sip2.access import Sip2Access
from library.sip2.codec import END, BrokenMessage, Message, encode, parse

__all__ = ["Abilities", "Line", "OutOfStep", "open_line"]

# What a message may be long at most; a patron with a thousand loans is far below.
MOST_BYTES = 1 << 20
# After so many of another's answers, the line is out of step.
MOST_STRAYS = 3

_log = logging.getLogger(__name__)


class OutOfStep(IlsUnavailable):
    """Nothing was sent: an answer was waiting on the line that nobody had asked for."""


class Abilities:
    """What a server says of itself when it is asked (98): which messages it takes, and whether it renews."""

    def __init__(self, told: Message | None) -> None:
        # BX, one letter a message, in the protocol's order.
        self._supported = told.one("BX").upper() if told else ""
        self.renews = told is None or told.fixed[3] == "Y"
        self.is_online = told is None or told.fixed[0] == "Y"
        self.name = told.one("AM") if told else ""

    def has(self, place: int) -> bool:
        """Tell whether it takes the message at a place of BX, from zero; yes where it does not say."""
        return len(self._supported) <= place or self._supported[place] == "Y"


class Line:
    """A connection; never shared by two at once (see pool.py)."""

    def __init__(self, access: Sip2Access, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._access = access
        self._reader = reader
        self._writer = writer
        self._sequence = -1
        self._is_numbered = False
        self.abilities = Abilities(None)

    @property
    def is_open(self) -> bool:
        """Tell whether something can still be sent, as far as is known."""
        return not (self._writer.is_closing() or self._reader.at_eof())

    async def ask(self, code: str, fixed: str, fields: Iterable[tuple[str, str]], expected: str) -> Message:
        """Send a message and give its answer; a line on which that failed is closed.

        Raises OutOfStep, with `nothing_done`, where an answer to something else stood in the way, Unanswered where no
        answer came, and IlsProtocolError where the answer makes no sense.
        """
        fields = list(fields)
        self._sequence = (self._sequence + 1) % 10
        sequence = self._sequence if self._access.checksums else None
        try:
            raw = encode(code, fixed, fields, charset=self._access.charset, sequence=sequence)
        except ValueError as error:
            # Nothing was sent: the line is as good as before.
            raise IlsProtocolError(f"cannot be asked: {error}", nothing_done=True) from error
        if not self._is_numbered and await self._has_leftovers():
            self.drop()
            raise OutOfStep("an answer to nothing was left on the line", nothing_done=True)
        try:
            async with asyncio.timeout(self._access.seconds):
                self._writer.write(raw)
                await self._writer.drain()
                told = await self._answer(expected, sequence)
                self._is_numbered = told.sequence is not None
                if not self._is_numbered:
                    _same(told, fields)
                return told
        except (TimeoutError, OSError, EOFError, asyncio.LimitOverrunError) as error:
            self.drop()
            raise Unanswered(f"no answer to message {code} ({type(error).__name__})") from error
        except BrokenMessage as error:
            self.drop()
            raise IlsProtocolError(f"message {code} was answered with {error}") from error
        except BaseException:
            # Cancelled: what comes now would be taken for the answer to the next question.
            self.drop()
            raise

    async def _answer(self, expected: str, sequence: int | None) -> Message:
        for _ in range(MOST_STRAYS):
            told = parse(await self._reader.readuntil(END), charset=self._access.charset)
            if told.code == "96":
                raise BrokenMessage("a wish to have it sent again")
            if told.code == expected and told.sequence in (None, sequence):
                return told
        raise BrokenMessage("answers to something else")

    async def _has_leftovers(self) -> bool:
        """Tell whether something came that nobody asked for: the next answer would be another's."""
        try:
            # Gives what is there already, and waits for nothing.
            async with asyncio.timeout(0):
                # A line feed after the end of a message is none.
                return bool((await self._reader.read(MOST_BYTES)).strip(b"\r\n"))
        except OSError:
            # Nothing yet, or nothing any more.
            return False

    def drop(self) -> None:
        """Close the connection at once."""
        with suppress(OSError):
            self._writer.transport.abort()

    async def close(self) -> None:
        """Close the connection in order."""
        self._writer.close()
        with suppress(OSError, TimeoutError):
            async with asyncio.timeout(1.0):
                await self._writer.wait_closed()


def _same(told: Message, asked: list[tuple[str, str]]) -> None:
    """Hold an answer without a number against its question, by card and barcode where it has them; raises Broken.

    At a sign-in the server may answer with the card for the name that was typed (see accounts.py).
    """
    given = dict(asked)
    for name in ("AB",) if "AD" in given else ("AA", "AB"):
        meant = told.one(name).strip().casefold()
        if meant and name in given and meant != given[name].strip().casefold():
            raise BrokenMessage("what was asked about another")


async def open_line(access: Sip2Access) -> Line:
    """Connect and sign in. Raises IlsUnavailable or IlsMisconfigured; nothing has been done for anybody then."""
    try:
        async with asyncio.timeout(access.seconds):
            reader, writer = await asyncio.open_connection(
                access.host,
                access.port,
                ssl=_context(access),
                limit=MOST_BYTES,
            )
    except ssl.SSLCertVerificationError as error:
        raise IlsMisconfigured(
            f"the certificate of {access.host} is not accepted: {error.verify_message}",
            nothing_done=True,
            kind="certificate",
        ) from error
    except ssl.SSLError as error:
        raise IlsMisconfigured(
            f"the line to {access.host} cannot be encrypted: {error.reason or error}",
            nothing_done=True,
            kind="encryption",
        ) from error
    except (TimeoutError, OSError) as error:
        raise IlsUnavailable(f"{access.host} does not answer ({type(error).__name__})", nothing_done=True) from error
    line = Line(access, reader, writer)
    try:
        await _sign_in(line, access)
    except IlsMisconfigured:
        line.drop()
        raise
    except (IlsUnavailable, IlsProtocolError) as error:
        line.drop()
        # Whatever it was, nobody's loans were touched.
        raise type(error)(*error.args, nothing_done=True, kind=error.kind) from error
    except BaseException:
        line.drop()
        raise
    return line


async def _sign_in(line: Line, access: Sip2Access) -> None:
    if access.user:
        fields = [("CN", access.user), ("CO", access.password)]
        if access.location:
            fields.append(("CP", access.location))
        told = await line.ask("93", "00", fields, "94")
        if told.fixed[0] != "1":
            raise IlsMisconfigured(
                "the SIP2 server does not accept our user and password (message 93, fields CN and CO)",
                nothing_done=True,
                kind="credentials",
            )
    line.abilities = Abilities(await line.ask("99", "00802.00", (), "98"))
    if not line.abilities.is_online:
        raise IlsUnavailable(
            "the SIP2 server says that its library system is offline", nothing_done=True, kind="offline"
        )


def _context(access: Sip2Access) -> ssl.SSLContext | bool | None:
    return trusting(access.ca_file, "KETABYAR_SIP2_CA_FILE") if access.tls else None
