"""Until when the others may be kept, or those two: beside the loans that were renewed or told of a moment ago, or these."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.others_meant import others_meant, those_meant
from actions.dialogue.own_things import own_things
from actions.dialogue.thread import Act
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.lines import loan_line
from actions.subjects.loans import loan_renewals
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_renew
from language.requests.speech.others import find_others, find_those
from language.requests.speech.yes_and_no import find_word
from library.values import Loan

__all__ = ["tells_of_rest"]

_REST = re.compile(
    r"\b(?:the|my) (?:rest|remaining\b[^.?!]{0,8}|others?|other (?:ones|two|three|four|five|six|seven|books|loans|items))\b"
    r"|(?<!\w)(?:بقیه|باقی|مابقی)\w*|(?<!\w)(?:اون|آن)? ?(?:دو|سه|چهار|پنج) ?تای? (?:دیگه|دیگر)\w*|(?<!\w)(?:کتاب|امانت)(?:ا|ها)?ی (?:دیگه|دیگر)\w*|\bbaghi\w*"
)
_UNTIL = re.compile(
    r"\b(?:when|until|till|how long|how many days|due|dates?|deadlines?)\b|(?<!\w)(?:تا ?کی|کی|چه (?:روز|تاریخ)\w*|چند روز|مهلت\w*|موعد\w*|سررسید\w*|وقت)(?!\w)|\b(?:ta ?key|ta ?kei|mohlat\w*|due)\b"
)
# What is new are the dates of those that were renewed.
_NEW = re.compile(r"\bnew\b|جدید|تازه|\bjadid")
_MOST_WORDS, _MOST_AROUND = 20, 45
# Within a longer message it is asked in one clause: "I'll bring it then; and the other two, until when?".
_IN_ONE = re.compile(
    rf"(?:{_REST.pattern})[^.?!؟]{{0,30}}(?:{_UNTIL.pattern})|(?:{_UNTIL.pattern})[^.?!؟]{{0,30}}(?:{_REST.pattern})"
)
# "Until when is the rest? If one wasn't, tell me why."
_WHY_NOT = re.compile(r"\bwhy\b|\breasons?\b|(?<!\w)(?:چرا|علت\w{0,3}|دلیل\w{0,3})(?!\w)|\bchera\b")
_NOT_DONE = re.compile(
    r"\b(?:not|\w{2,7}n't|cannot|refused)\b|(?<!\w)(?:نشد\w{0,3}|نمی ?ش\w{1,3})(?!\w)|\bna(?:shod|she)\w{0,3}"
)
_TRIED = ("done", "refused")
# Read as one of these, it may be asked until when the other one or those two may be kept.
_MAY_ASK = frozenset("loans renew return loan_policy thanks chitchat nlu_fallback out_of_scope".split())
_TOLD = frozenset(
    "complaint report_fault suggestion lost_item lost_property emergency others_loans human_help case_add".split()
)
# All that such a sentence says; ¤ stands for the other one, or those two.
_ASKED = re.compile(
    r"(?:(?:and|so|but|ok|okay|great|good|thanks|thank you|now|then|please|hi|also|what about ¤|sorry) ){0,4}(?:"
    r"(?:(?:by|until|till) )?(?:when(?: is| are|'s)?|what (?:day|date) (?:is|are)) ¤ due(?: back| for return)?"
    r"|(?:(?:by|until|till) )?when (?:do|does|must|should|shall) ¤ (?:also )?(?:have to |has to |need to )?(?:be|come|go) (?:back|returned|brought back)"
    r"|(?:(?:by|until|till) )?when (?:do|must|should|shall) i (?:also )?(?:have to |need to )?(?:(?:bring|give|take) back ¤|(?:bring|give|take) ¤ back|return ¤)"
    r"|(?:for how long|how long|until when|till when) (?:can|may|could) i (?:keep|have) ¤"
    r"|what (?:is|are) the (?:due )?(?:dates?|deadlines?) (?:of|for) ¤"
    r"|(?:for )?¤ (?:is |are )?(?:due )?(?:until |till |by )?when"
    r")(?: (?:then|now|please|exactly|too|also|as well)){0,2}"
    r"|(?:(?:و|پس|خب|باشه|مرسی|ممنون|حالا|لطفا|سلام) ){0,4}(?:"
    r"(?:برای )?¤(?: رو| را)? (?:تا ?کی|تا چه (?:روزی|تاریخی)|چند روز)(?: دیگه)? (?:وقت|مهلت|فرصت) (?:دارم|داره|دارن|دارند|دارد)"
    r"|تا ?کی (?:برای )?¤(?: رو| را)? (?:وقت|مهلت|فرصت) (?:دارم|داره|دارن|دارند|دارد)"
    r"|¤(?: رو| را)? (?:تا ?کی|کی|تا چه (?:روزی|تاریخی)|چه (?:روزی|تاریخی)) (?:باید |می ?تونم |میتوانم )?(?:پس (?:بدم|بیارم|بدهم)|برگردونم|برگردانم|تحویل بدم|نگه ?دارم|داشته باشم)"
    r"|(?:تا ?کی|کی) باید ¤(?: رو| را)? (?:پس (?:بدم|بیارم|بدهم)|برگردونم|برگردانم|تحویل بدم)"
    r"|(?:مهلت|موعد|سررسید)(?: (?:برگشت|تحویل|بازگشت))? ¤ (?:کیه|تا ?کیه|چه روزیه|چیه|چنده|کی هست|تا ?کی هست)"
    r"|¤ (?:مهلت|موعد|سررسید)(?:ش|شون|شان) (?:کیه|تا ?کیه|چه روزیه|چیه|چنده|کی هست)"
    r"|¤ تا ?کی(?:ه|ن)?"
    r")"
    r"|(?:(?:va|pas|khob|mersi|merci|hala) ){0,3}(?:¤(?: ro)? ta ?ke[yi] (?:vaght|mohlat|forsat) (?:daram|dare|daran)|¤(?: ro)? (?:ta ?)?ke[yi] bayad (?:pas (?:bedam|biaram)|bargard\w{1,6})|¤ ta ?ke[yi]e?)"
)
_SENTENCE = re.compile(r"[^.!?؟\n]+[.!?؟]*")
_COMMAS = re.compile(r"[\s,،;:]+")


async def tells_of_rest(turn: Turn) -> bool:
    """Tell until when the others, or those two, may be kept, where that is asked after some were spoken of; else False."""
    pending = turn.slot("pending") or {}
    in_one = _IN_ONE.search(fold(turn.text).replace("’", "'")) is not None
    # A loan that is lost or spoilt is spoken of while it is asked whether that be passed on.
    offered = (pending.get("question") or {}).get("answer") in _TROUBLES
    # Where a yes is waited for, what is asked beside it is answered, and the question stays.
    stays = pending.get("do") not in {None, "contact", "renew"}
    waits = stays and not offered and not (in_one and pending.get("awaits") == "yes")
    last = next(turn.thread.acts(kind="loan"), None) if offered else turn.thread.last
    if turn.is_payload or turn.patron is None or waits or last is None or last.kind != "loan":
        return False
    if stays and _answers(turn):
        return False
    words = _part_of_rest(turn.text)
    said = fold(words).replace("’", "'")
    most = _MOST_AROUND if in_one else _MOST_WORDS
    if word_count(words) > most or orders_to_renew(turn.text) or _OTHERWISE.search(fold(turn.text)):
        return False
    others = find_others(words)
    asks = _asks(turn)
    of_rest = _REST.search(said) and _UNTIL.search(said) and not _NEW.search(said) and turn.intent not in _TOLD
    if not asks and (not of_rest or others is None or others.kind != "other"):
        return False
    own = await own_things(turn)
    if own.named:
        return False
    rest: Sequence[Loan] = others_meant(turn, "loan", own.loans, words) or ()
    if asks and not rest:
        rest = those_meant(turn, "loan", own.loans) or ()
    if rest and of_rest and others is not None and not others.count and {one.id for one in rest} <= _left(turn):
        # "All but Emma", and then "how long do I have the others?": those are what was ordered, and Emma is not.
        rest = [one for one in own.loans if one not in rest]
    if not rest and of_rest and (others is None or not others.count):
        rest = _rest(turn, own.loans)
    if not rest:
        return False
    turn.intent = "loans"
    if not stays:
        turn.set("pending", None)
    rest = sorted(rest, key=lambda one: one.due_date)
    turn.show("loan", [one.id for one in rest])
    turn.did("loans", kind="loan", things=[one.id for one in rest], result="told")
    turn.say("utter_loans_due", loans={"list": [loan_line(one) for one in rest], "line": "utter_line_loan_only"})
    if _WHY_NOT.search(said) and _NOT_DONE.search(said):
        await loan_renewals.why(turn, own)
    return True


def _answers(turn: Turn) -> bool:
    """Tell whether a message answers the question that waits, whatever it asks beside."""
    word = find_word(turn.text)
    answers = word is not None and word.kind in {"yes", "no", "cancel"} and _HEARD.match(fold(turn.text)) is None
    return answers or turn.intent in {"affirm", "deny"} or _FOUND.search(fold(turn.text)) is not None


# "I see, and the other four?" only hears what was said.
_HEARD = re.compile(r"\W{0,3}(?:i see|got it|understood|ok|okay|alright|all right|فهمیدم|متوجه شدم|باشه|خب)(?!\w)")
_FOUND = re.compile(
    r"\b(?:found|turned up|wasn'?t lost)\b|(?<!\w)پیدا ?(?:ش )?(?:کرد|شد)\w{0,3}|\bpeyda(?:sh)? (?:kard|shod)\w{0,3}"
)
_TROUBLES = frozenset({"utter_loan_lost_offer", "utter_loan_damaged_offer"})
# At the end of a long telling, what is asked of the others stands behind one of these.
_PARTS = re.compile(
    r"[.!?؟؛\n]+|(?<!\w)فقط (?:بگ\w{1,4}|می ?خوا\w{1,5} بدونم)(?!\w)|(?<!\w)و اینکه(?!\w)|\sو (?=(?:اون|آن|بقیه|باقی)(?!\w))|,? and (?=(?:also |what about |when |until |by when )?(?:the|my) (?:other|rest)\b)|,? and (?=(?:when|until|by when|how long)\b)"
)


def _part_of_rest(text: str) -> str:
    """Give the one part of a long message that asks until when the others may be kept; else the whole."""
    if word_count(text) <= _MOST_WORDS:
        return text
    parts = [part for part in _PARTS.split(fold(text).replace("’", "'")) if _REST.search(part) and _UNTIL.search(part)]
    return parts[0] if len(parts) == 1 else text


def _asks(turn: Turn) -> bool:
    """Tell whether one sentence asks in so many words until when the other one, or those two, may be kept."""
    if turn.intent not in _MAY_ASK:
        return False
    parts = [part.strip() for part in _SENTENCE.findall(fold(turn.text).replace("’", "'")) if part.strip(" .!?؟")]
    asked = [part for part in parts if part.endswith(("?", "؟"))] or parts
    if len(asked) != 1:
        return False
    meant = find_others(asked[0]) or find_those(asked[0])
    if meant is None:
        return False
    words = f"{asked[0][: meant.start]} ¤ {asked[0][meant.end :]}".replace(" of those", "").strip(" .!?؟")
    return _ASKED.fullmatch(_COMMAS.sub(" ", words).strip(" .!?؟")) is not None


_OTHERWISE = re.compile(r"تمدید|\b(?:renew|extend|tamdid|cancel)|(?<!\w)(?:لغو|کنسل)")


def _left(turn: Turn) -> set[str]:
    """Give the loans that the order of the last turn left out by name."""
    acts = turn.thread.turns[-1].get("acts", []) if turn.thread.turns else []
    return {one for act in map(Act.unpacked, acts) if act.act == "renew" and act.result == "left" for one in act.things}


def _rest(turn: Turn, loans: tuple[Loan, ...]) -> list[Loan]:
    tried = {one for act in turn.thread.acts(kind="loan") if act.result in _TRIED for one in act.things}
    told = next((act.things for act in turn.thread.acts(kind="loan") if 0 < len(act.things) < len(loans)), ())
    apart = tried or set(told)
    return [one for one in loans if apart and one.id not in apart]
