"""Another reservation to the branch of the one that is being made: "and the other one I reserved, also to Saadi".

It is asked about, whatever the words, and what waits for a yes is asked again behind it.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from actions.dialogue.branches_named import branches_named, branches_refused
from actions.dialogue.latin_titles import own_named
from actions.dialogue.others_meant import others_meant
from actions.dialogue.own_things import OwnThings, own_things
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.facts.lines import hold_line
from actions.subjects.holds.holds_moved import move_to
from crm.library_info import directory
from crm.library_info.directory import Branch
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_renew
from language.requests.speech.denials import denies
from language.requests.speech.others import find_others
from library.values import Hold

__all__ = ["moves_along"]

_MAKING = frozenset({"hold", "hold_at"})
_HERE = frozenset("hold hold_status affirm search_book location nlu_fallback out_of_scope".split())
_MOST_WORDS = 24
# "Can I collect my other reservation there too", "and move Emma to Saadi too": a verb, and right behind it what is one's own.
_VERBS = re.compile(
    r"\b(?:can|could|may) (?:i|you) (?:please |also )?(?:collect|pick ?up|move|bring|send|transfer) (?P<asked>[^,;.?!]{2,60}?)(?= (?:at|to|from|with|like|as|there|in|too|also|and)\b|$)"
    r"|(?:^|[,;.!] ?|\band )(?:please |also ){0,2}(?:move|bring|send|transfer) (?P<ordered>[^,;.?!]{2,60}?)(?= (?:at|to|from|with|like|as|there|in|too|also|and)\b|$)"
    r"|(?:^|[,،;؛.!] ?|(?<!\w)و )(?P<fa>[^,،;؛.!؟?]{2,60}?) ?(?:(?:رو|را) )?هم (?:[^\W\d_]{1,12} ?){0,5}?(?:(?:ببر|بیار|بفرست)(?:ید|ین|ش|یدش|ینش)?|(?:منتقل|انتقال) ?(?:کن|کنید|کنین|بدید|بدین))(?: لطفا)?\W{0,3}$"
)
# "My other reservation of Emma, can I collect that there too", "and the other one I reserved, Emma, also to Saadi".
_OPENING = re.compile(
    r"^\W{0,3}(?:(?:very good|good|great|perfect|fine|thanks|thank you|ok|okay|yes|and|also|oh)\W{1,3}){0,3}(?:the|my) (?:other|earlier|previous|old) (?:(?:reservation|hold)|(?:one|book) (?:that )?i(?:'ve| have)? reserved)\b(?P<of>[^.!?;]{0,60}?),? "
    r"(?:(?:can|could|may) (?:i|you) (?:please |also )?(?:collect|pick ?up|move|bring|send|transfer) (?:that|it|that one)\b[^,;.!?]{0,40}\b(?:too|also|as well)|(?:can|could|may) (?:it|that) (?:also |too )?(?:come|go|be (?:moved|sent|brought))\b[^;.!?]{0,60}|also to [^,;.!?]{2,40}|to [^,;.!?]{2,40} (?:too|also|as well))(?:,? please)?\W{0,3}$"
)
# "My other reservation is at Saadi, can I collect that there" only tells of it.
_TELLS = re.compile(r"^(?! ?(?:,|of\b|for\b|on\b) ?\S)(?=.)|\b(?:is|was|are|goes|comes|has|had|will|this|it)\b|'s\b")
_OTHER = re.compile(
    r"^(?:my|the) (?:other|earlier|previous|old) (?:reservation|hold)\b|(?<!\w)(?:رزرو) ?(?:م|ی)? ?(?:قبلی|دیگه|اولی)\w{0,3}$"
)
_TOO = re.compile(r"\b(?:also|too|as well)\b|(?<!\w)هم(?!\w)")
# "Move it too", «اونم ببر همونجا»: the one that is spoken of.
_IT_TOO = re.compile(
    r"(?:^|[,;.!?] ?|\band )(?:(?:please|also|can you|could you) ){0,3}(?:move|bring|send|transfer) (?:it|that|this|that one|this one)(?: (?P<en>there|to (?:the )?[^\W\d_]{2,14}(?:[ -][^\W\d_]{2,14})?))? (?:too|also|as well)(?: please| then)?(?= ?(?:[,;.!?]|$))"
    r"|(?<!\w)(?:(?:اون|این|همون)م|(?:اون|این|همون)(?:و| رو| را| یکی رو)? هم) (?P<before>(?:[^\W\d_]{1,12} ){0,3}?)(?:ببر|بیار|بفرست|منتقل|انتقال)\w{0,3}(?P<fa>(?: [^\W\d_]{1,12}){0,3})(?= ?(?:[.،؛!؟?]|$))"
    r"|\b(?:oo?nam|inam|hamoo?nam|(?:oo?n|in) ?(?:o|ro) ham) (?P<ahead>(?:[^\W\d_]{1,12} ){0,3}?)(?:bebar|biar|befrest|montaghel)\w{0,4}(?P<latin>(?: [^\W\d_]{1,12}){0,3})(?= ?(?:[.,!?]|$))"
)
# What stands beside that order and names no place.
_NO_PLACE = re.compile(
    r"(?<!\w)(?:to|the|there|به|تو|توی|در|هم|رو|را|شعبه|همون ?جا|همین ?جا|اون ?جا|لطفا|کن|کنید|کنین|بدید|be|too|tu|ham|ro|hamoo?nja|oo?nja|lotfan|kon|konid)(?!\w)"
)
_ASKS_WHERE = re.compile(r"\bwhich branch\b|\bwhere\b|(?<!\w)(?:کدوم|کدام) شعبه(?!\w)|(?<!\w)کجا\w{0,3}(?!\w)")
_THERE = re.compile(r"\b(?:there|same (?:place|branch))\b|(?<!\w)(?:همون ?جا|همین ?جا|اون ?جا|همان ?جا)(?!\w)")
_ELSE = re.compile(
    r"\b(?:if|unless|when|how|why|ready|arrived|queue)\b|(?<!\w)(?:اگه|اگر|کی|چرا|چند\w{0,3}|رسید\w{0,3}|آماده\w{0,3}|صف)(?!\w)"
)


async def moves_along(turn: Turn) -> LookStep:
    """Ask whether a reservation that stands already shall come along to the branch; what waits is asked again then."""
    pending: dict[str, Any] = turn.slot("pending") or {}
    if turn.is_payload or turn.patron is None or pending.get("do") not in _MAKING or turn.intent not in _HERE:
        return LookStep.ON
    said = fold(turn.text).replace("’", "'")
    known = await directory.branches(turn.store)
    it_too = _is_it_too(said, known)
    if word_count(turn.text) > _MOST_WORDS or not (it_too or _TOO.search(said)):
        return LookStep.ON
    own = await own_things(turn)
    if not it_too and not _is_ordered(said, own):
        return LookStep.ON
    if _ELSE.search(said) or denies(turn.text) or orders_to_cancel(turn.text) or orders_to_renew(turn.text):
        return LookStep.ON
    told = _told_last(turn, own) if it_too else ()
    meant = own.named_holds or told or (() if it_too else others_meant(turn, "hold", own.holds) or ())
    named = branches_named(turn.text, known)
    there = (pending.get("args") or {}).get("branch") if it_too or _THERE.search(said) else None
    code = named[0].code if len(named) == 1 and not branches_refused(turn.text, known) else None if named else there
    if len(meant) != 1 or own.named_loans or not code:
        return LookStep.ON
    turn.read_as("hold", keeps_named=True)
    if it_too and _ASKS_WHERE.search(said):
        turn.say("utter_hold_state", title=meant[0].title, state=hold_line(meant[0])["state"], copies=None)
    await move_to(turn, meant[0], str(code), plainly=False)
    now = turn.slot("pending")
    if now and now != pending:
        turn.set("pending", {**now, "older": {key: value for key, value in pending.items() if key != "older"}})
    return LookStep.DONE


def _is_it_too(said: str, known: Sequence[Branch]) -> bool:
    """Tell whether the one spoken of is ordered along, to the same place or to a branch: not home, not by e-mail."""
    found = _IT_TOO.search(said)
    if found is None:
        return False
    left = [_NO_PLACE.sub(" ", part or "").strip() for part in found.groups()]
    return all(not part or branches_named(part, known) for part in left)


def _told_last(turn: Turn, own: OwnThings) -> tuple[Hold, ...]:
    """Give the one reservation that was told of last."""
    last = turn.thread.last
    told = last.things if last is not None and last.kind == "hold" else ()
    return tuple(one for one in own.holds if one.id in told) if len(told) == 1 else ()


def _is_ordered(said: str, own: OwnThings) -> bool:
    """Tell whether an order or a plain question has a reservation that stands already as its object."""
    opening = _OPENING.search(said)
    if opening is not None and _TELLS.search(opening["of"]) is None:
        return True
    found = _VERBS.search(said)
    named = next((part.strip() for part in found.groups() if part), "") if found is not None else ""
    if not named:
        return False
    other = find_others(named)
    titles, authors = [one.title for one in own.holds], [one.author for one in own.holds]
    return (
        bool(own_named(named, titles, authors))
        or (other is not None and other.kind == "other")
        or _OTHER.search(named) is not None
    )
