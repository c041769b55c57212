"""A server that numbers no answers, and answers twice: nobody is told what was another's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from zoneinfo import ZoneInfo

import pytest

from library.errors import IlsProtocolError
from library.remote.attempts import Unanswered
from library.sip2.access import Sip2Access
from library.sip2.codec import encode
from library.sip2.line import OutOfStep, open_line
from library.sip2.pool import Pool
from library.sip2.wire import Terminal
from protocol.clock import FixedClock
from tests.support.givens import NOW

ZONE = ZoneInfo("Asia/Tehran")
NOUGHTS = "0000" * 6


class Plain:
    """A server without numbers and sums; `twice` are the codes that it answers a second time, at once or later."""

    def __init__(self) -> None:
        self.twice: set[str] = set()
        self.late = False
        self.asked: list[str] = []

    def answer(self, raw: str) -> bytes:
        """Answer a message."""
        fields = {part[:2]: part[2:] for part in raw[2:].split("|") if part}
        match raw[:2]:
            case "99":
                return encode("98", "YYYYYN" + "030003" + "20261124    100000" + "2.00", [], charset="utf-8")
            case "63":
                card = raw[raw.index("|AA") + 3 :].split("|")[0]
                told = [("AA", card), ("AE", f"Patron {card}"), ("BL", "Y")]
                return encode("64", " " * 14 + "000" + "20261124    100000" + NOUGHTS, told, charset="utf-8")
            case "29":
                told = [("AA", fields["AA"]), ("AB", fields["AB"]), ("AH", "20261208    235900")]
                return encode("30", "1YUN" + "20261124    100000", told, charset="utf-8")
        raise AssertionError(raw)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer on one line until it is closed."""
        stray = b""
        while raw := (await reader.read(4096)).decode():
            self.asked.append(raw[:2])
            answer = self.answer(raw.rstrip())
            writer.write(stray + answer)
            stray = b""
            if raw[:2] in self.twice and self.late:
                stray = answer
            elif raw[:2] in self.twice:
                writer.write(answer)
        writer.close()


@asynccontextmanager
async def at_work(plain: Plain) -> AsyncIterator[Sip2Access]:
    server = await asyncio.start_server(plain.serve, "127.0.0.1", 0)
    try:
        port = server.sockets[0].getsockname()[1]
        yield Sip2Access("127.0.0.1", port, tls=False, checksums=False, seconds=2.0, connections=1)
    finally:
        server.close()


async def names(terminal: Terminal, *cards: str) -> list[str]:
    found = []
    for card in cards:
        record = await terminal.patron(card, ZONE)
        # As answers come in reality: each second one is there before the next question.
        await asyncio.sleep(0.02)
        found.append(record.name if record else "")
    return found


async def test_an_answer_that_nobody_asked_for_is_told_to_nobody() -> None:
    plain = Plain()
    plain.twice = {"63"}
    async with at_work(plain) as access:
        pool = Pool(access)
        assert await names(Terminal(pool, FixedClock(NOW)), "1", "2", "3") == ["Patron 1", "Patron 2", "Patron 3"]
        line = await open_line(access)
        ask = ("63", "000" + "20261124    100000" + " " * 10, [("AO", ""), ("AA", "1")], "64")
        await line.ask(*ask)
        # The second answer is on its way, and the line does not read between two questions.
        await asyncio.sleep(0.02)
        with pytest.raises(OutOfStep) as raised:
            await line.ask(*ask)
        assert raised.value.nothing_done and not line.is_open
        await pool.close()


async def test_an_answer_about_another_is_none_and_ends_the_line() -> None:
    plain = Plain()
    plain.twice, plain.late = {"63"}, True
    async with at_work(plain) as access:
        pool = Pool(access)
        terminal = Terminal(pool, FixedClock(NOW))
        assert await names(terminal, "1") == ["Patron 1"]
        with pytest.raises(IlsProtocolError) as raised:
            await terminal.patron("2", ZONE)
        assert raised.value.nothing_done
        assert await names(terminal, "2") == ["Patron 2"]
        await pool.close()


async def test_a_change_goes_out_once_on_a_line_that_is_in_step() -> None:
    plain = Plain()
    async with at_work(plain) as access:
        pool = Pool(access)
        terminal = Terminal(pool, FixedClock(NOW))
        await names(terminal, "1")
        plain.twice = {"63"}
        await names(terminal, "1")
        assert (await terminal.renew("1", "copy", ZONE)).is_renewed
        plain.twice, plain.late = {"29"}, True
        assert (await terminal.renew("1", "copy", ZONE)).is_renewed
        plain.twice = set()
        # The answer to the renewal before comes with the one to the look whether the line is alive, and is passed over.
        assert (await terminal.renew("2", "other", ZONE)).is_renewed
        assert plain.asked.count("29") == 3
        await pool.close()


async def test_an_answer_to_anothers_change_is_no_answer() -> None:
    plain = Plain()
    plain.answer = lambda raw: Plain.answer(Plain(), raw.replace("|AA2", "|AA1"))  # type: ignore[method-assign]
    async with at_work(plain) as access:
        pool = Pool(access)
        with pytest.raises(Unanswered):
            await Terminal(pool, FixedClock(NOW)).renew("2", "copy", ZONE)
        await pool.close()
