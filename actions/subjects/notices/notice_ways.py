"""The other way of notices: by which address a patron may be told when this chat does not reach them."""

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.turn import Fact, Turn, nested
from actions.facts.choices import OfferedChoice, choice
from actions.facts.lines import reached_at
from actions.rasa.registry import PENDING_ACTIONS, PatronReply
from actions.subjects.notices.notice_lines import masked_address
from actions.subjects.notices.notice_wishes import read_wish
from crm.notices.subscriptions import Subscribed
from crm.notices.ways import has_address
from crm.records.values import CHATS, FALLBACKS
from language.normalise import fold
from language.requests.speech.denials import denies

__all__ = [
    "NO_OTHER",
    "OTHER",
    "agreed_to_other",
    "ask_of_other",
    "fallback_agreed",
    "offer_other",
    "other_for",
    "with_other",
]

_ONLY_HERE = re.compile(
    r"\b(?:only|just) (?:here|in this chat|the chat)\b|\bno (?:e-?mails?|sms|texts?)\b"
    r"|فقط (?:همین ?جا|این ?جا)|نفرست\w*|نزن\w*|\bfaghat (?:inja|hamin ?ja)\b"
)
# The ref of the button that agrees to a channel in place of this chat, and of the one that ends it.
OTHER, NO_OTHER = "other:", "other"
# Whoever names the other channel with such a word leaves it out: "yes, but skip the e-mail", «بله، به‌جز ایمیل».
_LEFT_OUT = re.compile(
    r"\b(?:na|skip|except|excluding|save|stop|drop|off|away|instead|rather|besides?|apart)\b"
    r"|(?<!\w)(?:جز|بجز|غیر|منهای|ن(?:فرست|زن|یاد|یار|گو|گذار|ذار|می)\w*)"
)


async def other_for(turn: Turn, channel: str) -> str | None:
    """Give the channel that may be used when a chat does not reach the patron; None where there is no address."""
    if channel not in CHATS or turn.patron is None:
        return None
    for other in FALLBACKS:
        if other in turn.services.notice_rules.channels and await has_address(turn.store, other, turn.patron_id):
            return other
    return None


async def ask_of_other(turn: Turn, other: str | None) -> Fact:
    """Say that another channel may be used, and only with a yes to it; None where there is none."""
    if other is None:
        return None
    return nested(f"utter_part_other_ask_{other}", address=reached_at(await masked_address(turn, other)))


def offer_other(other: str | None) -> list[OfferedChoice]:
    """Offer the yes to both, beside the yes to this chat alone."""
    return [] if other is None else [choice(f"utter_button_notices_yes_{other}", "subscribe", ref=f"{OTHER}{other}")]


async def agreed_to_other(turn: Turn) -> bool:
    """Carry out what was asked with the yes to both ways; False for another button, or where nothing was asked."""
    other = (turn.entity("ref") or "").removeprefix(OTHER)
    waiting: dict[str, Any] = turn.slot("pending") or {}
    args = waiting.get("args") or {}
    if turn.patron is None or other not in FALLBACKS or args.get("other") != other:
        return False
    turn.set("pending", None)
    await PENDING_ACTIONS[waiting["do"]](turn, {**args, "fallback": other}, PatronReply("yes"))
    return True


def fallback_agreed(turn: Turn, args: dict[str, Any]) -> str | None:
    """Give the other channel that was agreed to: by its button, or named in the words of the yes."""
    if args.get("fallback") in FALLBACKS:
        return str(args["fallback"])
    other = args.get("other")
    # "Yes, but not by e-mail", «بله، ایمیل نه» names it only to refuse it.
    if not other or turn.is_payload or read_wish(turn.text).channel != other or denies(turn.text):
        return None
    said = fold(turn.text)
    return None if _LEFT_OUT.search(said) or _ONLY_HERE.search(said) else str(other)


async def with_other(turn: Turn, subscribed: list[Subscribed]) -> list[dict[str, Any]]:
    """Give the line that says which other channel is used, where there is one."""
    used = next((one.fallback for one in subscribed if one.fallback), None)
    if used is None:
        return []
    return [{"line": nested(f"utter_part_other_{used}", address=reached_at(await masked_address(turn, used)))}]
