"""What can't be arranged in a chat: it is said so, and offered to be passed on in the patron's own words."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.choices import no, yes
from actions.facts.finding import find_facts
from actions.subjects.facts import answer_as, tell_found
from crm.knowledge.searching import SURE_OF_TOPIC
from language.normalise import fold

__all__ = ["asked_beside", "not_done_here", "offer_to_pass_on"]

# What has to be arranged with somebody: nothing of it is done by a yes in the chat.
_ARRANGED = frozenset("room_booking visitor_access research_help donation employment equipment ill".split())
# Whether it is done here, as the library is asked for it.
_HERE = {"room_booking": {"fa": "همین‌جا می‌توانید برایم اتاق بگیرید؟", "en": "Can you book a room for me here?"}}
_ACTS_BACK = 2
# A mere "ok" takes note of what was told, and wants nothing done.
_WANTS_IT = re.compile(
    r"\b(?:yes|yep|yeah|yup|sure|please|pls|do it|do that|go ahead|book|reserve|arrange|register|sign (?:me|us) up)\b"
    r"|(?<!\w)(?:بله|آره|اره|حتما|لطفا|لطفن|انجام\w*|بگیر\w*|رزرو\w*|ثبت\w*|همین کار\w*)(?!\w)|\b(?:bale|are|lotfan|begir\w*|rezerv\w*|sabt)\b"
)
_FEWEST_WORDS = 3
_LONGEST = 600
_SENTENCE = re.compile(r"[^.!?؟\n]+[.!?؟]*")
_ASKS = re.compile(
    r"[?؟]\s*$|^\W*(?:(?:oh|and|also|but|so|ok|okay|then)\W+)*(?:is|are|can|could|may|do|does|will|would|how|what|where|which|who)\b"
    r"|(?<!\w)(?:آیا|میشه|می‌شه|می‌شود|میتونیم|می‌تونیم|می‌توانیم|چطور|چگونه|کجا|چند|چقدر|کدوم|کدام)(?!\w)",
    re.IGNORECASE,
)


async def asked_beside(turn: Turn, topic: str) -> bool:
    """Answer what a message asks of a topic in a sentence of its own, beside what else it tells; False for nothing."""
    parts = [part.strip() for part in _SENTENCE.findall(turn.text) if word_count(part)]
    asked = [part for part in parts if _ASKS.search(part) and word_count(part) >= _FEWEST_WORDS]
    if len(parts) < 2 or len(asked) != 1:
        return False
    found = await find_facts(turn, asked[0], topic)
    if not found or found[0].entry.topic != topic or found[0].score < SURE_OF_TOPIC or found[0].entry.is_open:
        return False
    turn.intent = topic
    await tell_found(turn, found)
    return True


async def offer_to_pass_on(turn: Turn, topic: str) -> bool:
    """Say that it can't be arranged here, and offer to pass it on with what was said before; always True."""
    pending = turn.slot("pending") or {}
    args = pending.get("args") or {}
    waits = pending.get("do") == "file" and args.get("matter") == "question"
    before = str(args.get("text") or "") if waits else str(turn.recall("words") or "")
    words = turn.text if turn.text in before else f"{before}\n{turn.text}".strip()
    turn.intent = topic
    turn.did(topic, topic=topic, result="asked")
    turn.set("pending", None)
    ref = turn.await_("file", "yes", matter="question", text=words[-_LONGEST:])
    turn.say("utter_not_arranged", status="clarified", choices=[yes(ref, "utter_button_pass_on"), no(ref)])
    return True


async def not_done_here(turn: Turn) -> bool:
    """Answer a yes or an order for what was only told of: that it isn't done here, and how it is; False for anything else."""
    topic = next(
        (act.act for _, act in zip(range(_ACTS_BACK), turn.thread.acts(), strict=False) if act.act in _ARRANGED), None
    )
    if turn.is_payload or topic is None or not _WANTS_IT.search(fold(turn.text)):
        return False
    here = _HERE.get(topic)
    if here is not None and await answer_as(turn, topic, **here, alone=True):
        turn.intent = topic
        return True
    return await offer_to_pass_on(turn, topic)
