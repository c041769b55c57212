"""What stands beside a yes: asked or ordered of something else, said of another thing that stays, or only told."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.waiting_deeds import CONTROLS
from actions.rasa.registry import HANDLERS
from actions.subjects.own.own_editions import in_own_titles
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold, orders_to_move, orders_to_renew
from language.requests.deeds.said_again import parts_of

__all__ = ["asks", "found_again", "is_bound", "is_detail", "is_kept", "is_nothing", "is_own", "is_undone", "read_on"]

_QUESTION = re.compile(
    r"[?؟]|^(?:how|when|what|where|which|who|why|until when|is|are|am|can|could|may|do|does|did|will|would|should)\b|(?<!\w)(?:کی|چند\w{0,3}|چقد\w{0,2}|کجا\w{0,3}|چه|چی|چطور\w{0,3}|چجوری|آیا|میشه|چرا)(?!\w)|\b(?:key|chand\w{0,3}|cheghad\w{0,2}|koja|chetor\w{0,2}|mishe|chera|chi)\b"
)
# Such an order is of something else than what waits.
_ELSE = re.compile(
    r"^(?:please |can you |could you )?(?:tell|show|find|give|search|check|look|remind) (?:me|us|for|up|whether|if|out)\b|(?<!\w)(?:بگو|بگید|بفرمایید|نشون بده|نشان دهید|بگرد|ببین|معرفی کن)(?!\w)"
)


async def read_on(turn: Turn, words: str, deed: str) -> LookStep:
    """Make the turn what is asked or ordered beside, read by its own words where the message was read as the deed."""
    ordered = intent_ordered(words)
    rest = turn.rest
    if ordered is not None and (ordered, turn.intent) != ("hold", "room_booking"):
        turn.intent, turn.confidence = ordered, 1.0
    elif rest is not None and rest.intent not in CONTROLS and turn.intent in CONTROLS:
        turn.intent, turn.confidence = rest.intent, rest.confidence
    elif turn.intent in CONTROLS or (deed != "file" and turn.intent in {deed, f"{deed}_hold"} - {"hold"}):
        read = (name for name, _ in turn.ranking if name in HANDLERS and name not in CONTROLS | {turn.intent})
        turn.intent, turn.confidence = next(read, "nlu_fallback"), 0.5
    turn.text, turn.moves = words.strip(), {}
    kept = {name: [one for one in values if one in words] for name, values in turn.entities.items()}
    turn.entities = {name: values for name, values in kept.items() if values}
    if ordered not in {"renew", "cancel_hold"} or turn.patron is None:
        return LookStep.ON
    # An order is no more of what was told before.
    await in_own_titles(turn)
    return LookStep.RUN


def intent_ordered(words: str) -> str | None:
    """Name the deed that a part of a message orders; what somebody else will do is no order."""
    if _OF_OTHERS.search(_said(words)):
        return None
    if orders_to_cancel(words):
        return "cancel_hold"
    if _MOVES.search(_said(words)) and orders_to_move(words):
        return "hold"
    return "renew" if orders_to_renew(words) else "hold" if orders_to_hold(words) else None


def asks(part: str) -> bool:
    """Tell whether a part of a message asks something, whatever sign ends it."""
    return _QUESTION.search(_said(part)) is not None


def is_own(part: str) -> bool:
    """Tell whether a part asks or orders something."""
    return asks(part) or _ELSE.search(_said(part)) is not None or intent_ordered(part) is not None


def is_kept(part: str, others: bool) -> bool:
    """Tell whether a part only says of another thing of the patron's own that it stays."""
    said = _said(part)
    return others and not asks(part) and (_STAYS.search(said) is not None or _NOT.search(said) is not None)


def is_nothing(part: str) -> bool:
    """Tell whether a part is a mere courtesy, or the reason why something is ordered."""
    said = _said(part)
    return _COURTESY.fullmatch(said) is not None or (_REASON.match(said) is not None and not _WAVERS.search(said))


def is_undone(part: str) -> bool:
    """Tell whether a part wavers, puts a condition, or asks about the order itself, so that nothing is agreed to."""
    return _WAVERS.search(_said(part)) is not None or is_bound(part)


def is_bound(part: str) -> bool:
    """Tell whether a part begins as a condition does: "but only if …"."""
    return _ON_CONDITION.match(_said(part)) is not None


def is_detail(part: str) -> bool:
    """Tell whether a part says when or where what is told of has happened, and nothing else."""
    said = _said(part)
    return _DETAIL.match(said) is not None and not _NO_DETAIL.search(said)


def found_again(text: str) -> bool:
    """Tell whether a clause says that what was lost has been found; what is asked or bound says nothing."""
    parts = [] if set("?؟") & set(text) or _LOST_AFTER.search(fold(text)) else parts_of(text)
    return any(_FOUND.fullmatch(_said(part)) for part in parts)


def _said(part: str) -> str:
    return _JOINED.sub("", fold(part).replace("’", "'").strip(" .!,،;؛:\n"), count=1)


_JOINED = re.compile(r"^(?:(?:and|also|plus|btw|then|و|راستی|ضمنا|va|rasti) ){1,2}")
_OF_OTHERS = re.compile(
    r"\b(?:will|'ll|would|going to|gonna|he|she|they|herself|himself|themselves)\b|^(?:my|her|his|their) \w+ |(?<!\w)(?:خودش|خودشون|خواهرم|برادرم|مامانم|شوهرم|همسرم|دوستم)(?!\w)"
)
_MOVES = re.compile(
    r"^(?:please )?(?:move|send|transfer|switch|change)\b|(?<!\w)(?:بفرست\w{0,4}|ببر\w{0,4}|منتقل\w{0,2}|عوض\w{0,2})(?!\w)|\b(?:befrest\w{0,4}|bebar\w{0,4}|montaghel\w{0,3})\b"
)
_COURTESY = re.compile(
    r"(?:(?:yes|ok|okay|thanks|thank you|thank you very much|many thanks|cheers|please|pls|great|perfect|very much|a lot|بله|باشه|مرسی|ممنون|ممنونم|سپاس|سپاسگزارم|متشکرم|لطفا|لطفن|دستتون درد نکنه|دستت درد نکنه|بی زحمت|mersi|merci|mamnoon|lotfan|bashe)(?: |$)){1,4}"
)
_REASON = re.compile(
    r"^(?:(?:because|cause|cuz|since|so that|چون|چونکه|زیرا|chon|chonke) .{2,80}"
    r"|(?:i|we)(?:'ve| have)? (?:already |just )?(?:bought|borrowed|read|finished) (?:it|one|a copy|my own)(?: \w+){0,3}"
    r"|(?:i|we) (?:need|want) (?:it|that) no (?:more|longer)|(?:i|we) (?:don't|do not|no longer) (?:need|want) (?:it|that)(?: any ?more| any longer| now)?"
    r"|(?:i|we) (?:haven't|have not|'ve not) (?:finished|read) (?:it|that)(?: yet)?|i need it longer"
    r"|(?:دیگه |دیگر )?(?:لازمش ندارم|نمی ?خوامش|خریدمش|خوندمش|هنوز نخوندمش|نیازی بهش ندارم)(?: دیگه| دیگر)?)$"
)
_WAVERS = re.compile(
    r"\b(?:maybe|perhaps|not sure|unsure|i guess|hm+|think\w{0,3}|wonder\w{0,3}|jok\w{1,3}|kidding|serious|you said|said|on second thought|should (?:i|we)|shall (?:i|we)|are you sure|right\?|is (?:that|it|this) (?:ok|okay|right|fine|too late)|never ?mind)\b"
    r"|^(?:or|یا|ya)(?!\w)|(?<!\w)(?:شاید|مطمئن\w{0,4}|شک دارم|نظرت\w{0,4}|به نظر\w{0,4}|فکر\w{0,2}|شوخی\w{0,3}|نمی ?دونم|ولش|بیخیال)(?!\w)|\b(?:shayad|motmaen\w{0,4}|nazaret\w{0,2}|fekr|shookhi|nemidoo?nam)\b"
)
_ON_CONDITION = re.compile(
    r"^(?:(?:but|only|just|though|and|البته|ولی|اما|فقط|albate|vali) ){0,2}(?:if|unless|provided|as long as|اگه|اگر|به شرط\w{0,3}|مگر|age|agar)(?!\w)"
)
_PLACE_OR_TIME = r"(?:bus|metro|train|taxi|cab|tram|park|street|station|line|stop|square|school|university|caf[eé]|yesterday|morning|evening|afternoon|noon|night|week|month|\w+day|اتوبوس|مترو|قطار|تاکسی|پارک|خیابون|خیابان|ایستگاه|خط|مدرسه|دانشگاه|دیروز|پریروز|دیشب|صبح|عصر|ظهر|هفته|ماه|\w{0,5}شنبه|جمعه|otoboos|metro|taxi|dirooz|dishab)"
_DETAIL = re.compile(
    rf"^(?:(?:it was|it happened|(?:i|we) (?:lost|left|forgot|dropped) it|on|in|at|yesterday|last|around|about)\b|(?:تو|توی|در|دیروز|پریروز|دیشب|خط|حدود|هفته|ماه)(?!\w)|(?:tooye|too|tuye|tu|dirooz|dishab)\b)(?=.{{0,60}}(?<!\w){_PLACE_OR_TIME}(?!\w))"
    rf"|^(?:yesterday|last \w+|دیروز|پریروز|دیشب|dirooz|dishab)(?!\w)"
)
_NO_DETAIL = re.compile(
    r"\b(?:found|find|has|have|got|pay|paid|will|joke|wait|home|later|tomorrow|back|returned|not|n't|but|if|my fault)\b|(?<!\w)(?:پیدا\w{0,3}|پول|پرداخت\w{0,3}|شوخی|صبر|فردا|خونه|خانه|بعدا|اگه|اگر|پس|برگردون\w{0,3}|آوردم\w{0,3}|میارم\w{0,3})(?!\w)|\b(?:peyda\w{0,3}|pool|shookhi|sabr|farda)\b"
)
_LOST_AFTER = re.compile(
    r"\b(?:lost|missing|stolen|but|only)\b|(?<!\w)(?:گم\w{0,4}|دزد\w{0,4}|ولی|اما|فقط)(?!\w)|\b(?:gom\w{0,4}|vali)\b"
)
_FOUND = re.compile(
    r"(?:(?:yes|yeah|oh|no|ok|wait|actually|sorry|hey|thanks|never ?mind) ){0,3}(?:(?:(?:i|we|my \w{2,12})(?:'ve| have| has)? (?:just |already |now |finally )?found (?:it|the book|that book)|it(?:'s| is| was| has been)? (?:just )?(?:found|turned up))(?: (?:again|now|already|today|yesterday|(?:this|last|on|in|at|under|behind|beside|near|inside) .{2,40}))?|(?:my \w{2,12}|she|he) (?:has|'s got|has got) it|it(?:'s| is) (?:at|back) home)"
    r"|(?:(?:آره|اره|بله|نه|وای|راستی|خب|ببخشید) ){0,3}(?:(?:کتاب|کتابه|خودش)(?: رو)? )?(?:(?:پیداش|پیدا) (?:کردم|کردیم|شد|شده)|پیداش شد)(?: (?:دیروز|امروز|دیشب|دیگه|الان|ممنون|مرسی|تو .{2,40}|زیر .{2,40}))?"
    r"|(?:(?:are|bale|na|vay) ){0,2}(?:peydash (?:kardam|kardim|shod)|peyda shod)"
)


_STAYS = re.compile(
    r"\b(?:keep|leave|stays?|don'?t (?:cancel|drop|touch|renew))\b|(?<!\w)(?:بمون\w{0,3}|بمان\w{0,3}|نگه\w{0,4}|سر ?جاش\w{0,3}|دست نزن\w{0,3}|کاری نداشته|(?:لغو|کنسل|cancel|تمدید)(?:ش)? نکن\w{0,3})(?!\w)|\b(?:bemu?n\w{0,3}|bemoon\w{0,3}|nakon\w{0,2}|dast nazan)\b"
)
_NOT = re.compile(r"^not\b|(?<!\w)نه\W{0,3}$|\bna\W{0,3}$")
