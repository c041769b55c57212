"""Another thing beside the one that is asked about, and the one chosen of several by its name: "and Emma too"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from actions.dialogue.consent_names import asked_ids
from actions.dialogue.latin_titles import own_named
from actions.dialogue.others_meant import others_meant
from actions.dialogue.pending import run_pending
from actions.dialogue.turn import Turn
from actions.rasa.registry import PatronReply
from actions.subjects.holds.holds_kept import ask_cancel
from actions.subjects.own.own_editions import in_own_titles
from actions.subjects.renewals.renewal_checks import check
from language.normalise import fold
from language.requests.deeds.said_again import parts_of
from language.requests.speech.others import find_others
from library.values import Hold, Loan

__all__ = ["adds_another", "chooses_named"]

_MOST_WORDS = 16
_ADDS = re.compile(
    r"\b(?:too|also|as well|both)\b|^\W{0,3}(?:(?:ok|okay|yes|yeah|sure|fine|thanks|thank you|great|please)\W{1,3}){0,3}(?:and|adn|plus)\b"
    r"|(?<!\w)(?:هم|نیز|همینطور|همچنین|جفتش\w{0,3}|هردو\w{0,3})(?!\w)|\b(?:ham|hamintor)\b"
)
_ASKS = re.compile(
    r"[?؟]|\b(?:can|could|may|is|are|does|do|will|what|when|how|why)\b|(?<!\w)(?:میشه|می ?تون\w{1,4}|چی|کی|چرا|چطور)(?!\w)|\b(?:mishe|mitoo?n\w{1,4}|chi|key|chera)\b"
)
_DENIES = re.compile(
    r"\b(?:not|n't|don't|no|never|instead|only|just|rather|but|except)\b|(?<!\w)(?:نه|ن(?:کن|می ?خوا)\w{0,3}|فقط|به ?جا\w{0,3}|بجا\w{0,3}|جز|بجز)(?!\w)|\b(?:na|nakon\w{0,2}|nemikham|faghat|be ?ja\w{0,3}|joz)\b"
)
_SAID_OF = frozenset({"thanks", "praise", "chitchat"})
# Thanks for one that is done, and what somebody did or will do, order nothing.
_TOLD = re.compile(
    r"\b(?:thanks|thank you) (?:so much )?for\b|^(?:i|we|you|he|she)\b|\b(?:you|i|we|they|was|were|been|got|is|are)(?: already| just)? (?:renewed|extended|cancelled)\b|\b(?:will|did|great|good)\b(?! ?[,.!])|\w (?:مرسی|ممنون\w{0,2})$"
)
# Only then is it ordered; "and Emma" is asked about.
_ORDERS = re.compile(
    r"^(?:\W{0,2}(?:ok|okay|yes|yeah|sure|fine|thanks|thank you|great|please|باشه|بله|آره|اره|خب|مرسی|ممنون|bashe|are|bale)\W{1,3}){0,3}(?:(?:and|adn|plus|و|va|o)\b.{2,60}\b(?:too|also|as well|هم|ham)\b|(?:please )?(?:renew|extend)\b)"
    r"|(?<!\w)(?:تمدید|renew|extend|tamdid)(?:ش|شو|esh|sho)? (?:کن|کنید|کنین|بکن\w{0,2}|kon|konid|konin)(?!\w)"
)
# Beside a name and a word that adds, nothing else is said.
_BESIDE = frozenset(
    "and adn plus also too as well both the other one ones that this it my book please pls thanks thank you ok okay yes yeah sure fine"
    " great then do renew extend cancel can could may you i be renewed extended cancelled for me is will so"
    " و هم نیز همینطور همچنین هردو هردوش جفتشون رو را اون این آن یکی کتاب لطفا مرسی ممنون باشه بله آره اره خب پس تمدید تمدیدش لغو لغوش کن کنید بکن بکنید کنم میشه"
    " برام ham ro o va un oon in yeki ketab lotfan mersi merci mamnoon bashe are bale khob pas tamdid tamdidesh laghv laghvesh kon konid bokon mishe baram".split()
)
_WORD = re.compile(r"[^\W_]{1,30}")


async def adds_another(turn: Turn, pending: dict[str, Any]) -> bool:
    """Take another loan, or reservation, along with the one asked about: "and Emma too"; one question is asked of both.

    Renewals that are ordered are done, since nothing is lost by them.
    """
    said = fold(turn.text).replace("’", "'").strip()
    do = str(pending.get("do"))
    if turn.patron is None or do not in {"renew", "cancel_hold"} or len(said.split()) > _MOST_WORDS:
        return False
    if turn.intent in _SAID_OF or _ADDS.search(said) is None or _DENIES.search(said) or _TOLD.search(said):
        return False
    ids = asked_ids(pending)
    text, renamed = turn.text, turn.renamed
    await in_own_titles(turn)
    added = await _takes_along(turn, pending, do, ids, said)
    if not added:
        turn.text, turn.renamed = text, renamed
    return added


async def _takes_along(turn: Turn, pending: dict[str, Any], do: str, ids: Sequence[str], said: str) -> bool:
    if do == "renew":
        loans = await turn.library.loans(turn.patron_id)
        added = _added(turn, "loan", loans, ids)
        every = [loan for loan in loans if loan.id in ids or loan in added]
        if not added:
            return False
        turn.intent, turn.moves = "renew", {}
        turn.set("pending", None)
        if _ASKS.search(said) or not _ORDERS.search(said):
            await check(turn, every)
            return True
        turn.set("pending", {**pending, "args": {"ids": [loan.id for loan in every]}})
        return await run_pending(turn, PatronReply("yes"))
    holds = await turn.library.holds(turn.patron_id)
    gone = _added(turn, "hold", holds, ids)
    if not gone or _ASKS.search(said):
        return False
    turn.intent, turn.moves = "cancel_hold", {}
    turn.set("pending", None)
    ask_cancel(turn, [one for one in holds if one.id in ids or one in gone])
    return True


def _added[T: Loan | Hold](turn: Turn, kind: str, things: Sequence[T], ids: Sequence[str]) -> list[T]:
    """Give what is named, or is the other one, beside what is asked about, where nothing else is said."""
    named: list[T] = [
        things[at] for at in own_named(turn.text, [one.title for one in things], [one.author for one in things])
    ]
    other = find_others(turn.text)
    pointed: Sequence[T] = (
        [] if named or other is None or other.kind != "other" else others_meant(turn, kind, things) or ()
    )
    found = [one for one in (*named, *pointed) if one.id not in ids]
    beside = [word for word in _WORD.findall(fold(turn.text)) if word not in _BESIDE]
    theirs = {word for one in named for word in _WORD.findall(fold(f"{one.title} {one.author}"))}
    apart = [word for word in beside if word not in theirs]
    # In other letters, or with a slip, no word of the name is like that of the title.
    most = sum(len(one.title.split()) for one in found) if named and len(apart) == len(beside) else 0
    return found if found and len(apart) <= most else []


_STAYS = re.compile(
    r"^not\b|\b(?:keep|leave|stays?|don'?t (?:cancel|drop|touch))\b|(?<!\w)(?:بمون\w{0,3}|بمان\w{0,3}|نگه\w{0,4}|سر ?جاش\w{0,3}|دست نزن\w{0,3}|(?:لغو|کنسل|cancel)(?:ش)? نکن\w{0,3})(?!\w)|(?<!\w)نه\W{0,3}$|\b(?:bemu?n\w{0,3}|bemoon\w{0,3}|nakon\w{0,2}|dast nazan)\b"
)
_CHOOSING = frozenset(
    "no nope nah just only the one that this my reservation cancel drop please pls thanks it of for book i meant"
    " نه فقط همون همین اون این آن یکی رو را لغو کنسل کن کنید بکن لطفا رزرو کتاب منظورم بود"
    " na faghat hamun hamoon hamin un oon in yeki ro o laghv kansel cancel kon konid bokon lotfan rezerve ketabe manzuram bud".split()
)


async def chooses_named(turn: Turn, pending: dict[str, Any]) -> bool:
    """Take the reservation to cancel that is named, where others are only said to stay: it is asked about by itself."""
    args = pending.get("args") or {}
    titles = [str(one) for one in args.get("titles") or ()]
    if pending.get("do") != "cancel_hold_which" or not titles or set("?؟") & set(turn.text):
        return False
    chosen: set[int] = set()
    stays: set[int] = set()
    for part in parts_of(turn.text):
        said = fold(part).replace("’", "'").strip(" .!,،;؛")
        named = own_named(part, titles, [""] * len(titles))
        if named and _STAYS.search(said):
            stays |= set(named)
            continue
        most = sum(len(titles[at].split()) for at in named)
        if len([word for word in _WORD.findall(said) if word not in _CHOOSING]) > most:
            return False
        chosen |= set(named)
    if len(chosen) != 1 or chosen & stays:
        return False
    turn.intent = "cancel_hold"
    return await run_pending(turn, PatronReply("places", tuple(chosen)))
