"""A cancellation that waits for its yes is corrected: another reservation was meant, or that one, too.

"No sorry, I meant the other one. Keep Dune": the other one is asked about; nothing is dropped before a yes.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.latin_titles import own_named
from actions.dialogue.others_meant import others_meant
from actions.dialogue.own_things import OwnThings
from actions.dialogue.pending import run_pending
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.dialogue.yes_and_more import THEN
from actions.rasa.registry import PatronReply
from actions.subjects.holds import holds_asked
from actions.subjects.holds.holds_kept import ask_cancel, hold_status
from actions.subjects.holds.holds_sorted import orders_other_off
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.speech.others import find_others
from language.requests.speech.yes_and_no import puts_off

__all__ = ["agrees_and_keeps", "corrects_cancelling"]

_MOST_WORDS = 24
_HERE = frozenset(
    "cancel_hold hold hold_status cancel deny affirm search_book nlu_fallback out_of_scope chitchat".split()
)
_TAKES_BACK = re.compile(
    r"^\W{0,3}(?:(?:oh|ah|ok|اه|ای|وای|آخ|اوه|ey|vay)\W{1,3}){0,2}(?:no|nope|nah|oops|wait|sorry|sory|actually|hang on|hold on|not (?:that|this)|wrong|my mistake|i meant?|i ment|نه|نخیر|ببخشید|اشتباه|صبر کن\w{0,2}|وایسا|منظورم|na|eshtebah|bebakhshid|sabr kon)(?!\w)"
)
_STAYS = re.compile(
    r"\b(?:keep|leave|stays?|don'?t (?:cancel|drop|touch))\b|(?<!\w)(?:بمون\w{0,3}|بماند|نگه|سر ?جاش\w{0,3}|(?:لغو|کنسل|cancel)(?:ش)? نکن\w{0,3}|دست نزن\w{0,3})(?!\w)|\b(?:bemu?n\w{0,3}|bemoon\w{0,3}|negah|nakon\w{0,2})\b"
)
_DENIED = re.compile(r"^\W{0,3}not\b|(?<!\w)(?:رو|را) نه\W{0,3}$|\bro na\W{0,3}$")
_ELSE = re.compile(
    r"\b(?:when|how|why|who|which|what|where|if|unless|both|all|none|neither|renew|move)\b|(?<!\w)(?:کی|چرا|چطور|چقدر|چند\w{0,3}|کدوم\w{0,3}|کجا|اگه|اگر|هر ?دو\w{0,4}|همه\w{0,4}|هیچ\w{0,6}|تمدید)(?!\w)|\b(?:key|chera|age|kodum|harchi|har ?do\w{0,3}|hame\w{0,3}|hich\w{0,6})\b"
)
_CLAUSES = re.compile(r"[.,،;؛!\n]+|\b(?:and|but)\b|(?<!\w)(?:و|ولی|اما)(?!\w)")
_LEAD = r"^\W{0,3}(?:(?:no|nope|nah|oops|wait|sorry|sory|actually|ok|please|just|نه|نخیر|ببخشید|صبر کن\w{0,2}|لطفا|na|bebakhshid|lotfan)\b\W{0,3}){0,3}"
_TAIL = r"(?:\W{0,3}\b(?:please|pls|instead|thanks|thank you|لطفا|ممنون\w{0,3}|مرسی|lotfan|mersi)\b){0,2}\W{0,3}$"
# "No, cancel Emma", «نه، اما رو لغو کن»: an order's verb at its place; what is cancelled is named in the same clause.
_ORDERS = re.compile(
    rf"{_LEAD}(?:(?:i'd like|i want(?:ed)?|i would like) to )?(?:cancel|drop|remove|delete) (?!it\b|my card|my account)(?P<name>[^,;]{{2,60}})$"
    rf"|^(?P<fa>[^,;]{{2,60}}?) ?(?:(?:رو|را|و|ro|o)\b ?)?(?:(?:لغو|کنسل|حذف|cancel) ?(?:کن|کنید|کنین)|(?:laghv|kans[ei]l|cancel|hazf) ?kon(?:id|in)?){_TAIL}"
)
_MEANT = re.compile(
    rf"{_LEAD}i (?:meant?|ment) (?:to (?:cancel|say|drop) |cancel )?(?P<name>[^,;]{{1,60}}?){_TAIL}"
    rf"|{_LEAD}(?:منظورم|manzuram|manzooram) ?(?P<fa>[^,;]{{1,60}}?) ?(?:(?:رو|را|ro)\b ?)?(?:بود|bud|bood)?{_TAIL}"
)
# "No, the other one": nothing else is said.
_ALONE = re.compile(
    rf"^\W{{0,3}}(?:sorry\W{{1,3}})?(?:no|nope|نه|na|not (?:that|this)(?: one)?)\W{{1,3}}% ?(?:رو|را|ro)?{_TAIL}"
)
_TOO = re.compile(
    rf"^\W{{0,3}}(?:actually|sorry|wait|ببخشید|صبر کن\w{{0,2}}|bebakhshid)\W{{1,3}}(?:(?:yes|yeah|please|and|also|آره|بله|are|و)\W{{1,3}}){{0,3}}"
    rf"(?:(?:cancel|drop) % (?:too|also|as well)|% (?:too|also|as well)|(?<=and )%|% ?(?:رو|را|ro)? ?(?:هم|ham)(?: (?:لغو|کنسل|laghv|kansel|cancel) (?:کن|کنید|کنین|kon|konid))?){_TAIL}"
)
# "No, I need the other one": what is wanted is not to go, and the one asked about was refused.
_WANTED = re.compile(
    rf"^\W{{0,3}}(?:no|nope|نه|na)\W{{1,3}}(?:i (?:still )?(?:want|need|like|love) %|% (?:is|was) (?:fine|ok|okay|good|here|ready)|% (?:has )?(?:arrived|came)|% ?(?:(?:رو|را|ro) )?(?:می ?خوام|لازم دارم|دوست دارم|mikham|lazem daram)){_TAIL}"
)
_BESIDE = 2
_OWN = re.compile(
    rf"^(?:(?:my |the )?(?:reservation|hold|book)(?: (?:of|on|for))? |my |the )|{_LEAD}(?:(?:رزرو|کتاب)(?: ی)? )?|{_TAIL}"
)
_OF_IT = re.compile(r"\b(?:for|about|on|from|too|also|as well)\b|(?<!\w)هم(?!\w)")


async def agrees_and_keeps(turn: Turn) -> bool:
    """Cancel what gets its yes, and say how the others stand that are to stay: "yes please, but Dune stays, yes?"."""
    pending = turn.slot("pending") or {}
    if turn.is_payload or turn.patron is None or (pending.get("do"), pending.get("awaits")) != ("cancel_hold", "yes"):
        return False
    first, _, behind = THEN.sub("\0", turn.text, count=1).partition("\0")
    said = fold(behind).replace("’", "'").strip()
    agrees = _PLAIN_YES.fullmatch(fold(first).replace("’", "'")) is not None and not puts_off(turn.text)
    if not agrees or word_count(turn.text) > _MOST_WORDS or _STAYS.search(said) is None or _AS_IT_IS.search(said):
        return False
    if _ELSE.search(said) is not None or orders_to_cancel(behind):
        return False
    holds = await turn.library.holds(turn.patron_id)
    asked = [one for one in holds if one.id in (pending.get("args") or {}).get("holds", ())]
    left = tuple(one for one in holds if one not in asked)
    named = [holds[at] for at in own_named(said, [one.title for one in holds], [one.author for one in holds])]
    others = find_others(behind)
    of_others = (
        bool(named) or (others is not None and others.kind == "other") or (len(left) == 1 and _THE_ONE.search(said))
    )
    at_once = _LEADS.sub("", said)
    begins = _BEGINS_OTHER.match(at_once) or own_named(
        " ".join(at_once.split()[:_FIRST]), [one.title for one in left], [one.author for one in left]
    )
    if not left or not of_others or not begins or _SPEAKS.match(at_once) or any(one in asked for one in named):
        return False
    if not await run_pending(turn, PatronReply("yes")):
        return False
    told = tuple(named) or left
    if len(told) == 1:
        return await holds_asked.where(turn, OwnThings((), told, (), told, ("hold",)))
    turn.text, turn.entities = "", {}
    await hold_status(turn)
    return True


# What stays is spoken of at once.
_FIRST = 6
_SPEAKS = re.compile(r"(?:i|we|you|it|that|this|hello|hi|thanks|a)\b|(?:من|ما|شما|سلام|ممنون|مرسی)(?!\w)")
_LEADS = re.compile(
    r"^(?:(?:but|and|so|just|only|please|then|does|do|will|would|can|keep|leave|don'?t (?:cancel|drop|touch)|ولی|اما|و|فقط|پس|لطفا|vali|va|faghat|pas|lotfan)\b\W{0,3}){0,4}"
)
_BEGINS_OTHER = re.compile(
    r"(?:the|my) (?:others?\b|rest\b|(?:\w{3,14} )?(?:book|one|novel|reservation)\b)|(?:اون|آن) ?یکی|(?:بقیه|باقی|کتاب|رزرو)|(?:oo?n|un) ?yeki|baghi"
)
# Nothing else is said before the others are spoken of; who asks "yes?" agrees to nothing.
_PLAIN_YES = re.compile(
    r"\W{0,3}(?:yes|yeah|yep|yup|sure|yes,? yes)(?:,? (?:please|pls|sure|do(?: it| that| so)?|(?:please )?cancel (?:it|that|this)(?: one)?|go ahead)){0,2}[\s🙏👍]{0,3}"
    r"|\W{0,3}(?:بله|بلی|آره|اره)(?: (?:لطفا|حتما|لغوش کن\w{0,2}|کنسلش کن\w{0,2}|لغو کن\w{0,2}|کنسل کن\w{0,2})){0,2}[\s🙏👍]{0,3}"
    r"|\W{0,3}(?:bale|baleh|are|areh)(?: (?:lotfan|hatman|laghvesh kon\w{0,2}|kans[ei]lesh kon\w{0,2})){0,2}[\s🙏👍]{0,3}"
)
# "Yes, but keep it until Saturday" keeps the very one that was asked about.
_AS_IT_IS = re.compile(
    r"\b(?:keep|leave|hold) (?:it|this|that|me|my place)\b|\b(?:it|this) stays?\b|\b(?:until|till|for now)\b|(?<!\w)(?:نگهش|همین|فعلا|تا)(?!\w)|\b(?:negahesh|felan|ta)\b"
)
_THE_ONE = re.compile(
    r"\b(?:the|my) (?:\w{3,14} )?(?:book|one|novel|reservation)\b[^.?!]{0,16}\bstays?\b|(?<!\w)(?:کتاب|رزرو) \w{2,14}[^.؟?!]{0,16}(?:بمون\w{0,3}|می ?مون\w{0,3}|سر ?جاش\w{0,3})"
)


async def corrects_cancelling(turn: Turn) -> bool:
    """Ask about the reservation that was meant instead of the one asked about, or both; leave it where the other is wanted."""
    pending = turn.slot("pending") or {}
    if turn.is_payload or turn.patron is None or (pending.get("do"), pending.get("awaits")) != ("cancel_hold", "yes"):
        return False
    said = fold(turn.text).replace("’", "'").strip()
    if turn.intent not in _HERE or word_count(turn.text) > _MOST_WORDS or set("?؟") & set(turn.text):
        return False
    if _TAKES_BACK.search(said) is None or _ELSE.search(said) is not None:
        return False
    holds = await turn.library.holds(turn.patron_id)
    asked = [one for one in holds if one.id in (pending.get("args") or {}).get("holds", ())]
    pointed = [one for one in others_meant(turn, "hold", holds) or () if one not in asked]
    if len(asked) != 1 or len(pointed) > 1:
        return False
    marked = _marked(said)
    if pointed and _TOO.search(marked):
        turn.intent = "cancel_hold"
        ask_cancel(turn, [*asked, *pointed])
        return True
    if pointed and _WANTED.search(marked):
        turn.set("pending", None)
        turn.intent = "cancel_hold"
        turn.say("utter_hold_kept")
        return True
    alone = bool(pointed) and _ALONE.search(marked) is not None
    places = (
        [holds.index(one) for one in pointed]
        if alone
        else _meant(
            said,
            [one.title for one in holds],
            [one.author for one in holds],
            [holds.index(one) for one in (*asked, *pointed)],
        )
    )
    if places is None or len(places) != 1 or holds[places[0]] in asked:
        return False
    turn.set("pending", None)
    turn.intent = "cancel_hold"
    ask_cancel(turn, [holds[places[0]]], asked)
    return True


def _meant(said: str, titles: list[str], authors: list[str], known: list[int]) -> list[int] | None:
    """Give the places of what clauses order to cancel; None where one names a title and neither orders nor keeps it.

    `known`: the place of the one asked about, and that of the other one, where it is told which that is.
    """
    meant: set[int] = set()
    for clause in map(str.strip, _CLAUSES.split(said)):
        named = own_named(clause, titles, authors) if clause else []
        other = find_others(clause) if clause else None
        if not named and other is None:
            continue
        if _STAYS.search(clause) or _DENIED.search(clause):
            if other is not None or named != known[:1]:
                return None
            continue
        found = _MEANT.search(_marked(clause))
        called = (found["name"] or found["fa"] or "").strip() if found is not None else ""
        if other is not None and not named and (orders_other_off(clause, unwanted=False) or called == "%"):
            meant |= set(known[1:])
        elif (
            len(named) == 1
            and other is None
            and (_orders_off(clause, titles[named[0]]) or _is_name(called, titles[named[0]]))
        ):
            meant |= set(named)
        else:
            return None
    return sorted(meant)


def _orders_off(clause: str, title: str) -> bool:
    """Tell whether a clause orders to cancel what it names, and nothing that only is of that, nor that one, too."""
    found = _ORDERS.search(clause)
    name = _OWN.sub("", (found["name"] or found["fa"]).strip()).strip() if found is not None else ""
    most = len(title.split()) + (_BESIDE if found is not None and found["name"] else 0)
    return 0 < len(name.split()) <= most and _OF_IT.search(name) is None


def _is_name(called: str, title: str) -> bool:
    return 0 < len(called.split()) <= len(title.split()) + _BESIDE


def _marked(said: str) -> str:
    other = find_others(said)
    return f"{said[: other.start]}%{said[other.end :]}" if other is not None and other.kind == "other" else said
