"""Simulated patrons: they sign in, ask, renew, reserve and complain, and send each message until it is taken."""

from __future__ import annotations

import asyncio
import random
import secrets
import time
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import aiohttp
import yaml

from benchmarks.faults.ears import Ear
from benchmarks.faults.house import Reader
from bot.settings import ROOT

__all__ = ["DONE", "FAILED", "UNSURE", "Said", "Talk", "texts_of"]

# Answers that say that nothing was done, and answers that say that it is not known.
FAILED = ("utter_turn_failed", "utter_unavailable")
UNSURE = (
    "utter_turn_failed_loans", "utter_turn_failed_holds", "utter_turn_failed_case", "utter_turn_failed_other",
    "utter_renew_unconfirmed", "utter_hold_unconfirmed", "utter_case_unconfirmed", "utter_deed_unconfirmed",
)  # fmt: skip
# Answers that say that it was done by this message.
DONE = ("utter_renewed", "utter_hold_placed", "utter_complaint_taken")
SMALL = ("hello", "when are you open today?", "do you have wifi?", "what do I have on loan?", "do I owe anything?",
         "how much is printing?", "where is the library?", "thanks")  # fmt: skip
GIVE_UP_SECONDS = 240.0
# As the widget does: soon at first, then a little later each time.
PAUSES = (0.2, 0.5, 1.0, 2.0, 3.0)
TRIES = 3
COMES_EVERY = 0.3
HEARD_SECONDS = 60


@dataclass(frozen=True)
class Said:
    """One message that was taken in: its id, its words, what came back, and how long that took."""

    key: str
    text: str
    replies: tuple[str, ...]
    seconds: float
    sent: int


@dataclass
class Talk:
    """One patron's chat, and all that was said in it."""

    url: str
    reader: Reader
    # As patrons come from everywhere: what an address may do is bounded.
    address: str
    chance: random.Random
    over: Callable[[], bool]
    said: list[Said] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    token: str = ""
    # Where each request goes, when there are several gateways; and what the patron's open page hears.
    pick: Callable[[], str] | None = None
    ear: Ear | None = None
    # What stands in one complaint alone, and how often the renewal of a title was wanted.
    marks: list[str] = field(default_factory=list)
    renewals: Counter[str] = field(default_factory=Counter)

    async def run(self, http: aiohttp.ClientSession) -> None:
        """Talk until the storm is over."""
        # Not all come in the same second.
        await asyncio.sleep(self.reader.number * COMES_EVERY)
        await self._sign_in(http)
        if self.ear is None:
            await self._talk(http)
            return
        listening = asyncio.create_task(self.ear.listen(http, lambda: self._headers))
        try:
            await self._talk(http)
            # What came last is on its way, and a stream that broke is opened again.
            for _ in range(HEARD_SECONDS):
                if not self.ear.missing:
                    break
                await asyncio.sleep(1.0)
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)

    @property
    def _base(self) -> str:
        return self.url if self.pick is None else self.pick()

    async def _talk(self, http: aiohttp.ClientSession) -> None:
        to_reserve = list(self.reader.wanted)
        while not self.over():
            kind = self.chance.random()
            if kind < 0.15:
                title = self.chance.choice(self.reader.lent)
                self.renewals[title] += 1
                await self._wish(http, f"please renew {title}")
            elif to_reserve and kind < 0.22:
                await self._wish(http, f"please reserve {to_reserve.pop()}")
            elif kind < 0.28:
                mark = f"desk {self.reader.number}-{len(self.marks)}"
                self.marks.append(mark)
                await self._wish(http, f"I want to complain about the noise at {mark} yesterday")
            else:
                await self._say(http, self.chance.choice(SMALL))
            await asyncio.sleep(self.chance.uniform(0.3, 2.5))

    async def _wish(self, http: aiohttp.ClientSession, words: str) -> None:
        """Ask for something, agree when asked, and ask again when told that it failed."""
        for _ in range(TRIES):
            answer = await self._say(http, words)
            if answer is not None and _asks(answer):
                answer = await self._say(http, "no contact please" if "complain" in words else "yes")
            if answer is None or not (set(texts_of(*FAILED)) & {message["text"] for message in answer["messages"]}):
                return

    async def _sign_in(self, http: aiohttp.ClientSession) -> None:
        """Sign in as the widget does: an answer that was lost may have been a yes, which renewing the token tells."""
        deadline, claims, last = time.monotonic() + GIVE_UP_SECONDS, [], ""
        while time.monotonic() < deadline:
            try:
                if claims and await self._renew(http, claims):
                    return
                claim = secrets.token_urlsafe(32)
                async with http.post(
                    f"{self._base}/api/chat/sign-in", json={"claim": claim}, headers=self._headers
                ) as answer:
                    if answer.status == 401:
                        # Without a token, or with one that ended in a sign-in whose own was lost on the way.
                        await self._open(http)
                        claims = []
                        continue
                    offer = await answer.json()
                claims = [claim, *claims]
                form = {"card": self.reader.card, "pin": self.reader.pin, "number": offer["number"]}
                async with http.post(
                    offer["url"].replace(self.url, self._base),
                    data=form,
                    headers={"Accept": "application/json", "X-Forwarded-For": self.address},
                ) as answer:
                    if answer.status == 200:
                        continue
                    last = f"{answer.status} {(await answer.text())[:200]}"
            except (aiohttp.ClientError, TimeoutError, OSError, KeyError, ValueError) as error:
                last = repr(error)
            await asyncio.sleep(self.chance.uniform(0.5, 2.0))
        raise AssertionError(f"a patron could not sign in: {last}")

    async def _open(self, http: aiohttp.ClientSession) -> None:
        self.token = ""
        opened = await self._until_taken(http, "/api/chat/session", {"language": "en"})
        assert opened is not None, "a chat could not be opened"
        self.token = opened["token"]

    async def _renew(self, http: aiohttp.ClientSession, claims: list[str]) -> bool:
        """Take the token of after a sign-in; False when there has been none."""
        async with http.post(
            f"{self._base}/api/chat/session/renew", json={"claims": claims[:5]}, headers=self._headers
        ) as answer:
            if answer.status == 429 or answer.status > 404:
                raise ValueError(f"{answer.status}")
            if answer.status not in (200, 201):
                return False
            self.token = (await answer.json())["token"]
            return True

    @property
    def _headers(self) -> dict[str, str]:
        headers = {"Origin": self.url, "X-Forwarded-For": self.address}
        return {**headers, "Authorization": f"Bearer {self.token}"} if self.token else headers

    async def _say(self, http: aiohttp.ClientSession, text: str) -> dict[str, Any] | None:
        key = str(uuid.uuid4())
        begun = time.monotonic()
        counted = [0]
        answer = await self._until_taken(http, "/api/chat/messages", {"client_message_id": key, "text": text}, counted)
        if answer is None:
            self.unanswered.append(text)
            return None
        replies = tuple(message["text"] for message in answer["messages"])
        if self.ear is not None:
            for message in answer["messages"]:
                self.ear.expect(int(message["id"]))
        self.said.append(Said(key, text, replies, time.monotonic() - begun, counted[0]))
        return answer

    async def _until_taken(
        self, http: aiohttp.ClientSession, path: str, body: dict[str, Any], counted: list[int] | None = None
    ) -> dict[str, Any] | None:
        deadline, turn = time.monotonic() + GIVE_UP_SECONDS, 0
        while time.monotonic() < deadline:
            if counted is not None:
                counted[0] += 1
            try:
                async with http.post(f"{self._base}{path}", json=body, headers=self._headers) as answer:
                    if answer.status in (200, 201):
                        taken: dict[str, Any] = await answer.json()
                        return taken
                    if answer.status not in (429, 500, 502, 503):
                        raise AssertionError(f"{path}: {answer.status} {await answer.text()}")
            except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
                pass
            await asyncio.sleep(PAUSES[min(turn, len(PAUSES) - 1)] * self.chance.uniform(0.8, 1.2))
            turn += 1
        return None


def _asks(answer: dict[str, Any]) -> bool:
    payloads = [button["payload"] for message in answer["messages"] for button in message["buttons"]]
    asked_for_contact = any("reach you" in message["text"] for message in answer["messages"])
    return asked_for_contact or any(payload.startswith("/affirm") for payload in payloads)


@cache
def texts_of(*names: str) -> tuple[str, ...]:
    """Give every wording of some answers, as domain.yml has them."""
    responses = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))["responses"]
    return tuple(variation["text"] for name in names for variation in responses.get(name, ()))
