"""Forgetting in the engine: it remembers only running conversations; the store is the record.

The engine is asked what it remembers, instead of being told what ends: so nothing is left of conversations that were
closed while it was down, before it was restarted, or by another process.
"""

from __future__ import annotations

from bot.engine_client import EngineClient, EngineError
from crm.database.store import Store
from crm.forgetting.ended import standing

__all__ = ["forget_ended"]

SECONDS = 10.0
# What the store does not know was said in another way (`rasa shell`, a store that was replaced), or is just beginning.
UNKNOWN_KEPT_SECONDS = 24 * 3600.0


async def forget_ended(store: Store, engine: EngineClient) -> int:
    """Let the engine forget every conversation that is over; give how many it was.

    An engine that is away is asked again the next time.
    """
    done, after = 0, ""
    try:
        while kept := await engine.kept(after, timeout=SECONDS):
            names = [one.id for one in kept]
            stands = await standing(store, names)
            ended = [
                one.id
                for one in kept
                if one.id in stands.over or (one.id not in stands.known and one.idle_seconds > UNKNOWN_KEPT_SECONDS)
            ]
            if ended:
                done += len((await engine.forget(ended, timeout=SECONDS)).forgotten)
            after = names[-1]
    except EngineError:
        return done
    return done
