"""Renewals of what is left, "the rest too", and of a loan that is named beside a question of something else."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.fates import Owned, read_fates
from actions.dialogue.latin_titles import own_named
from actions.dialogue.others_meant import others_meant
from actions.dialogue.own_things import own_things
from actions.dialogue.small_talk_read import next_reading
from actions.dialogue.turn import Turn
from actions.subjects.renewals.renewal_checks import check
from actions.subjects.renewals.renewals_done import do
from actions.subjects.renewals.renewals_going_on import order_by_titles
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_renew
from language.requests.own.own_names import find_own
from language.requests.speech.denials import denies
from language.requests.speech.others import find_others

__all__ = ["leaves_untold", "renews_beside_question", "renews_the_rest"]

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
    r"\b(?:return\w*|bring\w*|brought|give|gave|take|back|finished|lost|damaged|no|not|\w+n't|never|without|except|when|why|how|which|what(?!'s left| is left)|cancel\w*|reserv\w*|hold)\b"
    r"|(?<!\w)(?:پس|برگردون\w*|برگردان\w*|بیارم|میارم|آوردم|خوندم|تموم|تمام|گم|خراب|نمی ?خوا\w*|نکن\w*|چرا|کی|چند\w*|چقد\w*|لغو\w*|رزرو\w*|جریمه\w*|نه)(?!\w)|\b(?:pas|biaram|bargard\w*|tamoo?m|gom|na|nakon\w*|key|chera|laghv\w*)\b"
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
    leaves = await _only_leaves(turn)
    if last.act == "renew" and (_LEFT.search(said) or (waits is None and leaves)):
        turn.intent = "chitchat"
        turn.say("utter_remark_heard")
        return True
    if leaves:
        return False
    if waits is None and last.act == "renew" and await _rest_but(turn, said):
        return True
    counted = _counted(turn, said)
    if not counted and (len(said.split()) > _MOST_WORDS or _REST.search(said) is None or _OTHERWISE.search(said)):
        return False
    if denies(turn.text):
        return False
    # What was only said of a loan, "it can't be renewed now", has not been tried. "The rest too" agrees to the one that
    # waits for a yes; "only the rest" does not.
    results = ("done", "refused") if waits is None or _TOO.search(said) else ("done", "refused", "asked", "told")
    tried = {
        thing for act in turn.thread.acts() if act.act == "renew" and act.result in results for thing in act.things
    }
    if counted and not tried and not waits and last.act == "renew":
        # "And the other book also, the same", where it was only said whether one can be renewed: said of that one, too.
        looked = others_meant(turn, "loan", (await own_things(turn)).loans) or ()
        if looked:
            turn.intent, turn.moves = "renew", {}
            await check(turn, looked)
        return bool(looked)
    if not (tried or waits) or (_LIKEWISE.search(said) is None and not counted):
        return False
    own = await own_things(turn)
    rest = (
        (others_meant(turn, "loan", own.loans) or ()) if counted else [one for one in own.loans if one.id not in tried]
    )
    if not rest or (counted and counted["name"] and set(own.named_loans) != set(rest)):
        return False
    turn.set("pending", None)
    await order_by_titles(turn, rest)
    return True


async def _rest_but(turn: Turn, said: str) -> bool:
    """Renew the rest but what is left out of it by name: "do the rest as well, only leave Emma, I'm done with that"."""
    tried = {thing for act in turn.thread.acts() if act.act == "renew" and act.result in _TRIED for thing in act.things}
    if not tried or set("?؟") & set(turn.text) or denies(_EXCEPTED.split(turn.text)[0]) or _PUT_OFF.search(said):
        return False
    if not any(_DO_REST.fullmatch(part.strip()) for part in _REST_CLAUSE.split(said) if part):
        return False
    own = await own_things(turn)
    fates = read_fates(turn.text, [Owned(loan.title, loan.author) for loan in own.loans])
    out = {own.loans[at].id for at in (*fates.left, *fates.back)}
    named = {loan.id for loan in own.named_loans}
    if not out or fates.unread or fates.lost or named - out - tried:
        return False
    rest = [loan for loan in own.loans if loan.id not in tried | out]
    if not rest:
        return False
    turn.intent, turn.moves = "renew", {}
    turn.set("pending", None)
    await do(turn, rest, left=[loan for loan in own.loans if loan.id in out])
    return True


_TRIED = ("done", "refused")
# The clause orders that, and says nothing else.
_DO_REST = re.compile(
    r"(?:(?:ok|okay|great|good|thanks|thank you|and|so|then|now|please|pls|well|yes|just|also) ){0,4}(?:do|renew|extend|include|add) (?:all )?(?:of )?(?:the|my) (?:rest|others|remaining|remainder|other (?:ones|books|loans|two|three|four|five|six|seven))(?: (?:too|as well|also|then|please|pls|now|of them|of my books|of the books)){0,3}"
    r"|(?:(?:خب|باشه|و|پس|حالا|لطفا|مرسی|ممنون) ){0,4}(?:بقیه|باقی|مابقی)\w{0,4}(?: کتاب\w{0,6})?(?: ?(?:رو|را))?(?: (?:هم|نیز|لطفا)){0,2} تمدید (?:کن|کنید|کنین|بکن|بکنید|بفرمایید|نمایید|بشه)(?: لطفا| مرسی)?"
    r"|(?:(?:khob|bashe|va|pas|hala|lotfan) ){0,4}baghi\w{0,6}(?: ketab\w{0,5})?(?: ?(?:ro|ra))?(?: (?:ham|lotfan)){0,2} tamdid (?:kon|konid|konin|bokon)(?: lotfan)?"
)
_REST_CLAUSE = re.compile(
    r"[.,،;؛:!\n]+|\b(?:but|only|except|besides|just not|and (?:only )?(?:leave|i'll|i'm|i am|i will))\b|(?<!\w)(?:ولی|فقط|به ?جز|بجز|جز|غیر از)(?!\w)|\b(?:vali|faghat|joz|bejoz)\b"
)
_EXCEPTED = re.compile(r"[.,،;؛:!\n]|\b(?:but|only|except)\b|(?<!\w)(?:ولی|فقط|به ?جز|بجز|جز)(?!\w)", re.IGNORECASE)
# A condition, or another day.
_PUT_OFF = re.compile(
    r"\b(?:if|unless|when|once|until|till|before|after|maybe|perhaps|might|may|later|not yet|next (?:week|month|time)|should|would|said|asked|told|thought)\b"
    r"|(?<!\w)(?:اگه|اگر|وقتی|شاید|بعدا|هنوز نه|قبل از|بعد از|گفت\w{0,3})(?!\w)|\b(?:age|agar|vaghti|shayad|badan)\b"
)


async def _only_leaves(turn: Turn) -> bool:
    """Tell whether few words say to leave the rest alone, and order nothing beside: "only that one, don't touch the rest"."""
    said = fold(turn.text).replace("’", "'")
    found = _LEAVES.search(said)
    rest = f"{said[: found.start()]} {said[found.end() :]}" if found is not None else ""
    if found is None or len(rest.split()) > _FEW_BESIDE or orders_to_renew(rest) or set("?؟") & set(turn.text):
        return False
    # Of the words that leave the rest alone none is a title: "dast" is no «دوست».
    loans = (await own_things(turn)).loans
    return not own_named(rest, [one.title for one in loans], [one.author for one in loans])


async def leaves_untold(turn: Turn) -> bool:
    """Tell whether the rest is to be left alone, and which is not is neither named nor the one that waits for a yes."""
    asked = ((turn.slot("pending") or {}).get("args") or {}).get("ids") or ()
    return len(asked) != 1 and await _only_leaves(turn)


_FEW_BESIDE = 5
_LEAVES = re.compile(
    r"\b(?:don't|do not|dont) (?:touch|renew|extend) (?:the|my|any of the) (?:rest|others?|other ones|remaining(?: ones)?)\b"
    r"|\bleave (?:the|my) (?:rest|others?|other ones)(?: (?:alone|as (?:it is|they are)|be))\b"
    r"|(?<!\w)(?:به |با )?(?:بقیه|باقی|مابقی)\w{0,4} (?:رو |را )?(?:دست نزن|کاری? نداشته باش|ول کن|لازم نیست|نمی ?خواد)\w{0,3}(?!\w)"
    r"|\b(?:be |ba )?(?:baghi|baqi)\w{0,4} (?:ro |ra )?(?:dast nazan|kari? nadashte bash|vel kon|lazem nist|nemikhad)\w{0,3}\b"
)


def _counted(turn: Turn, said: str) -> re.Match[str] | None:
    """Match words that order the same of the other one, or of so many others, and say nothing else: "also other one, same"."""
    if turn.intent not in _MAY_ADD or find_others(turn.text) is None or set("?؟") & set(turn.text):
        return None
    found = _ADDS_OTHER.fullmatch(_MARKS.sub(" ", said).strip())
    if found is None or found["en"] is None:
        return found
    # "The other one too", said with thanks, may be about anything; with "please" or "same" it is an order.
    return found if turn.intent == "renew" or _ORDERED.search(said) else None


# Read as one of these, few words may add to an order.
_MAY_ADD = frozenset("renew loans thanks praise affirm chitchat nlu_fallback out_of_scope".split())
_MARKS = re.compile(r"[\s.,;:!()،؛–-]+")
_ORDERED = re.compile(r"\b(?:please|pls|same|likewise|do)\b")
# Nothing but thanks, the other one, "too", and who it is by.
_ADDS_OTHER = re.compile(
    r"(?:(?:thanks|thank you|thx|very much|so much|a lot|great|good|perfect|lovely|ok|okay|yes|hi|and|now|then|please|pls|also|do|the same|same|for|with) ){0,8}"
    r"(?P<en>(?:(?:the|my) )?other (?:one|book|loan|item|two|three|four|five)(?: (?:books|loans|items|ones))?)"
    r"(?: (?:from|by) (?P<name>[^.?!]{2,30}?))?"
    r"(?: (?:too|also|as well|please|pls|the same|same|likewise|then|now|thanks|thank you)){1,5}"
    r"|(?:(?:مرسی|ممنون|ممنونم|متشکرم|سپاس|خیلی|باشه|آره|بله|خب|خوب|و|پس|لطفا) ){0,6}"
    r"(?:اون|آن) ?(?:یکی|(?:دو|سه|چهار|پنج) ?تا ?ی? ?دیگه) ?(?:رو|را) ?(?:هم|نیز)(?: (?:لطفا|همین ?طور|همین ?جور|همین کار رو (?:بکن|کن|بکنید|کنید)|مرسی|ممنون)){0,3}"
    r"|(?:(?:mersi|merci|mamnoon|mamnun|bashe|are|khob|va|pas|lotfan) ){0,6}"
    r"(?:oo?n|un) ?yeki(?: ?ro|o) ?ham(?: (?:lotfan|hamintor|mersi|merci|mamnoon)){0,3}"
)


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
    await order_by_titles(turn, named)
    turn.text, turn.intent, turn.confidence, turn.moves = " ".join(asked), intent, sure, moves
    turn.entities = {name: values for name, values in entities.items() if any(value in turn.text for value in values)}
    if turn.intent == "hold":
        turn.intent, turn.confidence = next_reading(turn, lambda name: name not in ("renew", "hold"), least=0.0)
    return True
