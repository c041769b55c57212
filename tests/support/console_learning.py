"""What the tests of review and of unanswered questions begin with."""

from __future__ import annotations

from typing import Any

from crm import records
from tests.support.desk import Desk
from tests.support.store_rows import add, answer, say, visitor

__all__ = ["SCRIPT", "ask", "picked", "talk"]

SCRIPT = "<script>document.title='run'</script>"


def talk(console: Desk, *turns: tuple[str, dict[str, Any]], language: str = "fa") -> list[int]:
    """Let somebody say some things, each with what was made of it; give the messages' ids."""

    async def work() -> list[int]:
        who = await visitor(console.store, language)
        ids = []
        for text, made in turns:
            recorded = await say(console.store, who, text)
            values = {"intent": "hours", "confidence": 0.4, **made}
            reply = values.pop("reply", "بفرمایید." if language == "fa" else "Here you are.")
            await answer(console.store, recorded, reply, **values)
            ids.append(recorded.message.id)
        return ids

    return console.run(work())


def picked(console: Desk, text: str, *, needs: int = 1, weight: float = 0.5, **made: Any) -> int:
    """Put a turn into the queue of review and give its item's id."""
    reason, language = made.pop("reason", "unsure"), made.pop("language", "fa")
    ranking = [("hours", 0.4), ("location", 0.35)]
    (message,) = talk(console, (text, {"ranking": ranking, "runner_up": "location", **made}), language=language)
    return console.run(
        add(
            console.store, records.ReviewItem, message_id=message, reason=reason, weight=weight, needs=needs,
            created_at=console.store.clock.now(),
        )
    )  # fmt: skip


def ask(console: Desk, *texts: str, language: str = "fa") -> None:
    """Let patrons ask what the bot cannot answer, each in a conversation of their own."""
    for text in texts:
        talk(console, (text, {"intent": "nlu_fallback", "status": "fallback"}), language=language)
