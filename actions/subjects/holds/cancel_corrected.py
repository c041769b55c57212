"""A cancellation that waits for its yes is taken back: another reservation was meant, or this one is to stay.

"No sorry, I meant the other one. Keep Dune": the other one is asked about; nothing is dropped before a yes.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.latin_titles import own_named
from actions.dialogue.others_meant import others_meant
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.subjects.holds.holds_kept import ask_cancel
from language.normalise import fold
from language.requests.speech.others import find_others

__all__ = ["corrects_cancelling"]

_MOST_WORDS = 24
_HERE = frozenset("cancel_hold hold hold_status cancel deny search_book nlu_fallback out_of_scope chitchat".split())
_TAKES_BACK = re.compile(
    r"^\W{0,3}(?:(?:oh|ah|ok|اه|ای|وای|آخ|اوه|ey|vay)\W{1,3}){0,2}(?:no|nope|nah|oops|wait|sorry|sory|actually|hang on|hold on|not (?:that|this)|wrong|my mistake|i meant?|i ment|نه|نخیر|ببخشید|اشتباه|صبر کن\w{0,2}|وایسا|منظورم|na|eshtebah|bebakhshid|sabr kon)(?!\w)"
)
_STAYS = re.compile(
    r"\b(?:keep|leave|stays?|restore|put (?:it )?back|don'?t (?:cancel|drop|touch))\b|(?<!\w)(?:بمون\w{0,3}|بماند|نگه|برگردون\w{0,4}|برگردان\w{0,4}|سر ?جاش\w{0,3}|(?:لغو|کنسل|cancel)(?:ش)? نکن\w{0,3}|دست نزن\w{0,3})(?!\w)|\b(?:bemu?n\w{0,3}|bemoon\w{0,3}|negah|bargardun\w{0,3}|nakon\w{0,2})\b"
)
_ELSE = re.compile(
    r"\b(?:when|how|why|who|which|what|where|if|both|all|none|neither|renew|move)\b|(?<!\w)(?:کی|چرا|چطور|چقدر|چند\w{0,3}|کدوم\w{0,3}|کجا|هر ?دو\w{0,4}|همه\w{0,4}|هیچ\w{0,6}|هیچکدوم\w{0,3}|تمدید)(?!\w)|\b(?:key|chera|kodum|harchi|har ?do\w{0,3}|hame\w{0,3}|hich\w{0,6})\b"
)
_CLAUSES = re.compile(r"[.,،;؛!\n]+|\b(?:and|but)\b|(?<!\w)(?:و|ولی|اما)(?!\w)")


_POINTING = 7
_MEANT = re.compile(r"\b(?:i meant?|ment|instead)\b|(?<!\w)(?:منظورم|به ?جاش)(?!\w)|\b(?:manzuram|manzooram)\b")


async def corrects_cancelling(turn: Turn) -> bool:
    """Ask about the reservation that was meant instead of the one asked about, or leave that one; else False."""
    pending = turn.slot("pending") or {}
    if turn.is_payload or turn.patron is None or (pending.get("do"), pending.get("awaits")) != ("cancel_hold", "yes"):
        return False
    said = fold(turn.text).replace("’", "'")
    if turn.intent not in _HERE or word_count(turn.text) > _MOST_WORDS or set("?؟") & set(turn.text):
        return False
    if _TAKES_BACK.search(said) is None or _ELSE.search(said) is not None:
        return False
    holds = await turn.library.holds(turn.patron_id)
    asked = [one for one in holds if one.id in (pending.get("args") or {}).get("holds", ())]
    titles, authors = [one.title for one in holds], [one.author for one in holds]
    clauses = [clause for clause in _CLAUSES.split(said) if clause and clause.strip()]
    staying = {
        holds[place].id for clause in clauses if _STAYS.search(clause) for place in own_named(clause, titles, authors)
    }
    named = [holds[place] for place in own_named(said, titles, authors)]
    pointed = others_meant(turn, "hold", holds) or ()
    meant = [one for one in dict.fromkeys([*named, *pointed]) if one not in asked and one.id not in staying]
    if len(asked) != 1 or len(meant) > 1 or (not meant and asked[0].id not in staying):
        return False
    if any(find_others(clause) is not None and _STAYS.search(clause) for clause in clauses):
        # "No wait, the other one stays" names nothing to be dropped.
        return False
    alone = bool(pointed) and word_count(turn.text) <= _POINTING
    if meant and not (asked[0].id in staying or alone or _MEANT.search(said)):
        # "No, I have Emma already, keep it" only tells of Emma.
        return False
    turn.set("pending", None)
    turn.intent = "cancel_hold"
    if meant:
        ask_cancel(turn, meant, asked)
    else:
        turn.say("utter_hold_kept")
    return True
