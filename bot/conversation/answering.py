"""Calls of the engine for an answer, with retries within the time of a turn, or the reason for none."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass

import msgspec

from bot.engine_client import EngineAnswer, EngineClient, EngineError, EngineUnavailable, TurnRequest
from bot.metrics import ENGINE_CALLS
from protocol.patience import FEWEST_SECONDS, TRY_SHARE, WAY_BACK_SECONDS

__all__ = ["Answering", "EngineFailure"]

log = logging.getLogger(__name__)

FIRST_PAUSE = 0.15
LONGEST_PAUSE = 2.0
PARSE_SECONDS = 5.0
SURE = 0.6


@dataclass(frozen=True, slots=True)
class EngineFailure:
    """The reason why there is no answer; the code is kept with the turn."""

    code: str


class Answering:
    """The caller of the engine, with retries where they are safe."""

    def __init__(self, engine: EngineClient, *, turn_seconds: float) -> None:
        self._engine = engine
        self._turn_seconds = turn_seconds

    async def answer(self, request: TurnRequest, *, arrived: float | None = None) -> EngineAnswer | EngineFailure:
        """Ask for one turn; a lost or failed call is repeated with the same message id until the time is over.

        The engine and the actions know that id, so what was done the first time is not done again. The time counts
        from when the message `arrived`, by the event loop's clock; who waited behind others gets one more short try.
        """
        loop = asyncio.get_running_loop()
        now = loop.time()
        end = now + self._turn_seconds if arrived is None else max(arrived + self._turn_seconds, now + FEWEST_SECONDS)
        pause = FIRST_PAUSE
        while True:
            left = max(0.05, end - loop.time())
            # An answer that comes when we have given up was for nothing: the engine is told to be done before.
            deadline = time.time() + left - min(WAY_BACK_SECONDS, left / 10)
            try:
                answer = await self._engine.turn(
                    msgspec.structs.replace(request, deadline=deadline),
                    timeout=min(left, self._turn_seconds * TRY_SHARE),
                )
            except EngineUnavailable as error:
                code = error.code
                if loop.time() + pause >= end:
                    ENGINE_CALLS.labels("failed").inc()
                    log.error("a turn of %s failed for good: %s", request.conversation, code)
                    return EngineFailure(code)
                ENGINE_CALLS.labels("retried").inc()
                log.warning("a turn of %s is tried again: %s", request.conversation, code)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            except EngineError as error:
                ENGINE_CALLS.labels("failed").inc()
                log.error("the engine refused a turn of %s: %s", request.conversation, error.code)
                return EngineFailure(error.code)
            else:
                if answer.messages:
                    ENGINE_CALLS.labels("answered").inc()
                    return answer
                ENGINE_CALLS.labels("failed").inc()
                log.error("the engine had nothing to say in a turn of %s", request.conversation)
                return EngineFailure("no_message")

    async def means(self, text: str, language: str, intents: frozenset[str]) -> bool:
        """Tell whether a text surely means one of the intents; no when the engine cannot be asked."""
        try:
            parse = await self._engine.parse(text, language, timeout=PARSE_SECONDS)
        except EngineError as error:
            log.warning("a message to a librarian could not be looked at: %s", error.code)
            return False
        return parse.intent.name in intents and parse.intent.confidence >= SURE
