"""Letters about a PIN: the code with which a patron gives one themselves, and the word that it was done."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import uuid
from collections.abc import Coroutine, Mapping
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from bot.channels.letters.mail import Mail
from bot.channels.letters.sender import NotTaken
from bot.channels.letters.text_messages import TextMessages
from bot.settings import Settings
from bot.texts import text
from protocol.clock import Clock

__all__ = ["PinLetters"]

log = logging.getLogger(__name__)

# Nobody waits longer for a code; what was not taken by then is asked for again.
AGAIN_AFTER = (0.0, 5.0, 20.0)
# At most so many letters are on their way at once: a flood of requests makes no flood of connections.
AT_ONCE = 8


class PinLetters:
    """Hands letters over beside whatever asks for them, so that nobody can tell from the time whether one was sent."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._mail = Mail(settings, clock) if settings.smtp_host else None
        self._texts = TextMessages(settings, clock) if settings.sms_hook_url else None
        self._tasks: set[asyncio.Task[None]] = set()
        self._room = asyncio.Semaphore(AT_ONCE)
        self._ending = asyncio.Event()

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels on which letters can be sent: email, sms."""
        return tuple(name for name, way in (("email", self._mail), ("sms", self._texts)) if way is not None)

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside: what fails is noted in the log, without an address."""
        task = asyncio.create_task(self._kept(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def done(self) -> None:
        """Wait for all that was begun."""
        # `wait`, unlike `gather`, lets the loop go on once also where all are over: each leaves the set by a callback.
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def finish(self, seconds: float) -> None:
        """Send what is on its way before the gateway stops: what waits for another try has it now.

        Nothing of a request is kept, so that what nobody took by then is lost, with a line in the log; the patron asks
        for another code.
        """
        self._ending.set()
        try:
            async with asyncio.timeout(seconds):
                await self.done()
        except TimeoutError:
            log.warning("%d letters about a PIN were not taken before the gateway stopped", len(self._tasks))
            for task in self._tasks:
                task.cancel()

    async def send(self, addresses: Mapping[str, str], subject: str, said: str, language: str) -> bool:
        """Hand one letter to each address, trying again for a while; tell whether every one was taken."""
        taken = [await self._sent(channel, address, subject, said, language) for channel, address in addresses.items()]
        return all(taken)

    async def _kept(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            async with self._room:
                await work
        except Exception:
            log.exception("a letter about a PIN was not sent")

    async def _sent(self, channel: str, address: str, subject: str, said: str, language: str) -> bool:
        name = f"pin-{uuid.uuid4()}"
        for pause in AGAIN_AFTER:
            await self._wait(pause)
            try:
                if channel == "email" and self._mail is not None:
                    await self._mail.send(self._written(name, address, subject, said, language))
                elif channel == "sms" and self._texts is not None:
                    await self._texts.send(name, address, said, language)
                else:
                    return False
            except NotTaken as error:
                log.warning("a letter about a PIN was not taken (%s): %s", channel, error)
                if error.for_good:
                    return False
            else:
                return True
        return False

    async def _wait(self, seconds: float) -> None:
        """Wait before another try, but no longer than the gateway runs."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._ending.wait()

    def _written(self, name: str, address: str, subject: str, said: str, language: str) -> EmailMessage:
        sender = self._settings.smtp_from
        mail = EmailMessage()
        mail["From"] = sender
        mail["To"] = address
        mail["Subject"] = text(language, subject)
        mail["Date"] = format_datetime(self._clock.now())
        mail["Message-ID"] = f"<{name}@{sender.rpartition('@')[2]}>"
        # Nobody's automatic answer is to come back.
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(said)
        # Behind the content: to set that takes away what is said of it.
        mail["Content-Language"] = language
        return mail
