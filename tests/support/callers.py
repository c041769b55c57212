"""Visitors who told the bot of a matter and then ask for a librarian, for tests of what becomes of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from crm.cases.limits import tell_case
from crm.cases.opening import CaseView
from crm.conversations.identities import Identity
from crm.database.store import Store
from crm.handoff import steps
from protocol.clock import FixedClock
from tests.support.givens import NOW
from tests.support.store_rows import answer, say

__all__ = ["CLERK", "LOST", "calls", "closed_desk", "open_desk", "told", "worded"]

CLERK = "کارمند میز امانت با من خیلی بد حرف زد"
LOST = "دربارهٔ کتابی که گم کرده‌ام"


async def open_desk(_store: Store, _at: datetime) -> tuple[bool, datetime | None]:
    """Say that librarians are at their desk."""
    return True, None


async def closed_desk(_store: Store, _at: datetime) -> tuple[bool, datetime | None]:
    """Say that nobody is, and when somebody is again."""
    return False, NOW + timedelta(hours=20)


def worded(language: str, number: str, _due_at: datetime | None) -> str:
    """Say under which number something is kept."""
    return f"{language} {number}"


async def told(store: Store, who: Identity, words: str, kind: str = "complaint", subject: str = "staff") -> CaseView:
    """Let the bot open a case of what a visitor told."""
    recorded = await say(store, who, words)
    made = await tell_case(
        store, kind, conversation=recorded.interaction.engine_conversation, subject=subject, description=words,
        language="fa", idempotency_key=f"told:{words}",
    )  # fmt: skip
    await answer(store, recorded, "ثبت شد", intent="complaint")
    assert made.case is not None
    return made.case


async def calls(store: Store, who: Identity, clock: FixedClock, **how: Any) -> str:
    """Let a visitor ask for a person; give the conversation."""
    clock.advance(timedelta(minutes=1))
    recorded = await say(store, who, "با یک آدم حرف بزنم")
    await answer(store, recorded, "صبر کنید", intent="human_help")
    await steps.request(store, recorded.interaction.public_id, opening=open_desk, **how)
    clock.advance(timedelta(minutes=1))
    return recorded.interaction.public_id
