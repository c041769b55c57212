"""Lines of answers about notices: what is told, and where it comes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.dialogue.turn import Fact, Turn, as_count, nested
from actions.facts.lines import reached_at
from crm.notices.subscriptions import Subscribed
from crm.records.values import CHATS

__all__ = ["kind_lines", "masked_address", "place"]

ORDER = (
    "due_soon",
    "overdue",
    "hold_ready",
    "card_expiring",
    "case_answered",
    "new_title",
    "campaign",
    "event",
    "welcome",
)


def kind_lines(turn: Turn, subscribed: Sequence[Subscribed], more: Sequence[dict[str, Any]] = ()) -> Fact:
    """List what is told, each kind once, and `more` lines."""
    rules = turn.services.notice_rules
    kinds = {one.kind: one for one in sorted(subscribed, key=lambda one: ORDER.index(one.kind))}
    lines: list[dict[str, Any]] = []
    for kind, one in kinds.items():
        facts = {"days": as_count(one.days_before or rules.days_before, "day")} if kind == "due_soon" else {}
        lines.append({"line": nested(f"utter_part_notice_{kind}", **facts)})
    return {"list": [*lines, *more], "line": "utter_line_notice"}


async def place(turn: Turn, channel: str, *, alone: bool = True) -> Fact:
    """Say where notices of a channel come, and when they do not; `alone`: and that they come nowhere else."""
    if channel == "web_chat" and not alone:
        return nested("utter_part_notice_at_web_chat_first")
    if channel in CHATS or turn.patron is None:
        return nested(f"utter_part_notice_at_{channel}")
    return nested(f"utter_part_notice_at_{channel}", address=reached_at(await masked_address(turn, channel)))


async def masked_address(turn: Turn, channel: str) -> str | None:
    """Give the patron's address for a channel without chats, as far as it may be shown."""
    if turn.patron is None:
        return None
    account = await turn.library.account(turn.patron.id)
    if account is None:
        return None
    return account.email_masked if channel == "email" else account.phone_masked
