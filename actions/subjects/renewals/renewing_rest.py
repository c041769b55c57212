"""Renewals of what is left, "the rest too", and of a loan that is named beside a question of something else."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.others_meant import others_meant
from actions.dialogue.own_things import own_things
from actions.dialogue.small_talk_read import next_reading
from actions.dialogue.turn import Turn
from actions.rasa.registry import HANDLERS
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_renew
from language.requests.own.own_names import find_own
from language.requests.speech.denials import denies
from language.requests.speech.others import find_others
from language.requests.speech.sentences import deed_of, sentences
from library.values import Loan

__all__ = ["renews_beside_question", "renews_the_rest"]

_REST = re.compile(
    r"\b(?:the (?:rest|remaining|remainder)|(?:all )?(?:the|my) other(?:s| ones| (?:two|three|four|five|six|seven)| books| loans| items)|(?:the|my) (?:two|three|four|five|six|seven) others|everything else|all that is left|what(?:'s| is) left)\b"
    r"|(?<!\w)(?:بقیه|مابقی|باقی|سایر|الباقی)(?!\w*(?:دار|مون|ماند))\w*(?!\w)|(?<!\w)(?:اون|آن|این) (?:یکی ?ها|یکیا|یکی ?های دیگه|های دیگه)\w*|(?<!\w)(?:کتاب ?های|کتابای|امانت ?های|امانتای) (?:دیگه|دیگر|دیگرم|دیگه ?ام|دیگم)(?!\w)"
    r"|\b(?:baghi(?:e|ye|yeh|eh|ash|asham|yash|yasham)?|baghiash\w*|mabaghi|sayer)\b"
)
# It shall be done with them as with the one before.
_LIKEWISE = re.compile(
    r"\b(?:renew\w*|extend\w*|prolong|longer|same|likewise|too|also|as well|do (?:it|that|this))\b"
    r"|(?<!\w)(?:تمدید\w*|همین ?طور|همین ?جور|همین کار\w*|همون کار\w*|همان کار\w*|هم|نیز|همچنین|هم ?همین\w*|مهلت\w*)(?!\w)|(?<!\w)(?:بقیه|باقی|مابقی)[ \u200c]?(?:شم|اشم|ش هم|شونم|اش هم)(?!\w)"
    r"|\b(?:tamdid\w*|hamin\w*|hamoon\w*|hamun\w*|ham|baghiasham|baghiyasham)\b"
)
_TOO = re.compile(
    r"\b(?:too|also|as well|likewise|same)\b|(?<!\w)(?:هم|نیز|همچنین|همین ?طور|همین کار\w*|همون کار\w*|همان کار\w*)(?!\w)"
    r"|(?<!\w)(?:بقیه|باقی|مابقی)[ \u200c]?(?:شم|اشم)(?!\w)|\b(?:ham|hamin\w*|hamoon\w*|baghiasham|baghiyasham)\b"
)
_OTHERWISE = re.compile(
    r"\b(?:return\w*|bring\w*|brought|give|gave|take|back|finished|lost|damaged|no|not|\w+n't|never|without|except|when|why|how|which|what(?!'s left| is left)|cancel\w*|reserv\w*|hold|read|renewed|extended|already|last (?:week|month|time)|(?:he|she|they)|my (?:son|daughter|wife|husband|sister|brother|friend|mother|father))\b"
    r"|(?<!\w)(?:پس|برگردون\w*|برگردان\w*|بیارم|میارم|آوردم|خوند\w{0,3}|تموم|تمام|گم|خراب|نمی ?خوا\w*|نکن\w*|چرا|کی|چند\w*|چقد\w*|لغو\w*|رزرو\w*|جریمه\w*|نه)(?!\w)|\b(?:pas|biaram|bargard\w*|tamoo?m|gom|na|nakon\w*|key|chera|laghv\w*)\b"
)
# The rest is to be left as it is: no correction of the one that was renewed.
_LEFT = re.compile(
    r"^\W*(?:but |just |only |and )?(?:not|no need for|leave|don't renew|without)\W+(?:the|my) (?:rest|others?|other ones)\b"
    r"|^\W*(?:ولی |فقط )?(?:بقیه|باقی|مابقی)\w* (?:رو |را )?(?:نه|نمی ?خواد|لازم نیست|نکن\w*)(?!\w)"
)
_LOANS = frozenset({"renew", "loans"})
_MOST_WORDS = 20
# Added to what was ordered a moment ago.
_ADDED = re.compile(
    r"\badd\b[^.?!]{0,80}\b(?:list|those|that|them|too|as well|renewals?)\b|\b(?:too|as well|also)\b"
    r"|(?:بیفزا\w*|اضافه (?:کن|کنید|کنین|بفرمایید|نمایید)|به (?:این|همین|آن|اون) (?:فهرست|لیست))|(?<!\w)(?:نیز|هم|همچنین)(?!\w)"
)
_PART = re.compile(r"[^.!?؟\n]+[.!?؟]*")
_ASKED = ("?", "؟")


async def renews_the_rest(turn: Turn) -> bool:
    """Renew all loans but those that were renewed, or tried, in the last turns: "the rest too", «بقیه‌شم همین‌طور».

    "Not the others" is taken note of, and nothing is renewed.
    """
    last = turn.thread.last
    waits = (turn.slot("pending") or {}).get("do")
    if turn.is_payload or turn.patron is None or waits not in (None, "renew") or last is None or last.act not in _LOANS:
        return False
    said = fold(turn.text).replace("’", "'")
    if last.act == "renew" and _LEFT.search(said):
        turn.intent = "chitchat"
        turn.say("utter_remark_heard")
        return True
    counted = _counted(turn)
    if (
        len(said.split()) > _MOST_WORDS
        or not (counted or _REST.search(said))
        or _OTHERWISE.search(said)
        or denies(turn.text)
    ):
        return False
    # What was only said of a loan, "it can't be renewed now", has not been tried. "The rest too" agrees to the one that
    # waits for a yes; "only the rest" does not.
    results = ("done", "refused") if waits is None or _TOO.search(said) else ("done", "refused", "asked", "told")
    tried = {
        thing for act in turn.thread.acts() if act.act == "renew" and act.result in results for thing in act.things
    }
    if not (tried or waits) or _LIKEWISE.search(said) is None:
        return False
    loans = (await own_things(turn)).loans
    rest = (others_meant(turn, "loan", loans) or ()) if counted else [loan for loan in loans if loan.id not in tried]
    if not rest:
        return False
    turn.set("pending", None)
    await _renew(turn, rest)
    return True


def _counted(turn: Turn) -> bool:
    """Tell whether the same is ordered of the other one, or of so many others: "also other one, same"."""
    said = find_others(turn.text)
    if said is None or said.kind != "other" or not said.count or turn.intent not in _MAY_ADD:
        return False
    if any(deed_of(sentence.words) for sentence in sentences(turn.text)) or _UNSURE.search(fold(turn.text)):
        # "Renew the other one too" is an order like any other.
        return False
    return turn.intent == "renew" or not set("?؟") & set(turn.text)


_UNSURE = re.compile(
    r"\b(?:if|unless|maybe|perhaps|might|later|tomorrow|was|were|is|are|has|have|had|will|i'll|already|fine|stays?|keep)\b|(?<!\w)(?:شاید|اگه|اگر|فردا|بعدا|است|هست|بود|شده|بمون\w{0,3}|خوبه|قبلا)(?!\w)|\b(?:shayad|age|farda|badan|hast|bood|bemun\w{0,3}|bemoon\w{0,3})\b"
)


# Read as one of these, few words may add to an order.
_MAY_ADD = frozenset("renew loans thanks praise affirm chitchat nlu_fallback out_of_scope".split())


async def renews_beside_question(turn: Turn) -> bool:
    """Renew the loan that one sentence orders to renew, and leave the turn to the question beside it."""
    if turn.is_payload or turn.patron is None or turn.slot("pending") or turn.intent in ("renew", "emergency"):
        return False
    parts = [part.strip() for part in _PART.findall(turn.text) if part.strip(" .!?؟")]
    asked = [part for part in parts if part.endswith(_ASKED)]
    told = [part for part in parts if part not in asked]
    if not asked or not told:
        return False
    last = turn.thread.last
    goes_on = last is not None and last.act == "renew"
    orders = [
        part
        for part in told
        if not denies(part) and (orders_to_renew(part) or (goes_on and _ADDED.search(fold(part)) is not None))
    ]
    if len(orders) != 1:
        return False
    loans = (await own_things(turn)).loans
    named = [loans[at] for at in find_own(orders[0], [loan.title for loan in loans], [loan.author for loan in loans])]
    tried = set(last.things) if last is not None and goes_on else set()
    if not named or any(loan.id in tried for loan in named):
        return False
    intent, entities, moves, sure = turn.intent, turn.entities, turn.moves, turn.confidence
    await _renew(turn, named)
    turn.text, turn.intent, turn.confidence, turn.moves = " ".join(asked), intent, sure, moves
    turn.entities = {name: values for name, values in entities.items() if any(value in turn.text for value in values)}
    if turn.intent == "hold":
        turn.intent, turn.confidence = next_reading(turn, lambda name: name not in ("renew", "hold"), least=0.0)
    return True


async def _renew(turn: Turn, loans: Sequence[Loan]) -> None:
    """Order the renewal of loans by their titles, as if it had been said in so many words."""
    turn.intent, turn.confidence, turn.moves = "renew", 1.0, {}
    turn.entities = {"ref": [f"loan:{loans[0].id}"]} if len(loans) == 1 else {}
    named = [f"«{loan.title}»" for loan in loans]
    turn.text = f"{' و '.join(named)} را تمدید کن" if turn.language == "fa" else f"renew {' and '.join(named)}"
    await HANDLERS["renew"].handler(turn)
