"""Signals by way of Redis, where KETABYAR_REDIS_URL names one: its pub/sub takes them off the database."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Never

from redis.asyncio import Redis
from redis.exceptions import RedisError

__all__ = ["RedisCarrier"]

log = logging.getLogger(__name__)

SECONDS = 5.0
PAUSE_SECONDS = 1.0


class RedisCarrier:
    """Carries words over one channel of a Redis (bot.sharing.signals.Carrier)."""

    def __init__(self, url: str, channel: str) -> None:
        self._channel = channel
        self._redis = Redis.from_url(
            url, decode_responses=True, socket_connect_timeout=SECONDS, socket_timeout=SECONDS * 2
        )

    async def say(self, word: str) -> None:
        """Say a word to all who listen; raises OSError when that cannot be done now."""
        try:
            await self._redis.publish(self._channel, word)
        except RedisError as error:
            raise OSError(f"Redis cannot be reached: {type(error).__name__}") from error

    async def listen(self, heard: Callable[[str], None], began: Callable[[], None]) -> Never:
        """Hear every word, for ever, and tell whenever that begins anew."""
        while True:
            try:
                async with self._redis.pubsub() as listening:
                    await listening.subscribe(self._channel)
                    while True:
                        message = await listening.get_message(timeout=SECONDS)
                        if message is None:
                            # A connection on which nothing comes is asked whether it still is one.
                            await listening.ping()
                        elif message["type"] == "subscribe":
                            began()
                        elif message["type"] == "message":
                            heard(str(message["data"]))
            except (RedisError, OSError, TimeoutError) as error:
                log.warning("what other gateways say is not heard for the moment: %s", type(error).__name__)
            await asyncio.sleep(PAUSE_SECONDS)

    async def close(self) -> None:
        """Hang up."""
        await self._redis.aclose()
