"""What a message names of the patron's own by itself: a reservation by its title, an order to renew.

Whatever was talked of before, and whatever it was read as, it is about that.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import replace

from actions.dialogue.moving import likely_move
from actions.dialogue.others_meant import others_meant
from actions.dialogue.own_things import may_name_own, own_things
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import HANDLERS, MOVES
from actions.subjects.fines import debt_blocks
from actions.subjects.holds import hold_days, holds_asked
from actions.subjects.holds.holds_moved import branch_meant, wants_another_branch
from actions.subjects.loans import loan_days
from actions.subjects.own.own_asked import asked_again
from actions.subjects.own.own_there import tells_own_there
from actions.subjects.own.what_to_do import what_to_do
from actions.subjects.renewals.renewal_checks import check
from language.normalise import fold
from language.requests.deeds.cancelling import gives_up, orders_to_cancel
from language.requests.deeds.loan_troubles import asks_what_to_do, tells_lost, tells_returned
from language.requests.deeds.ordering import ordered_beside, orders_to_hold, orders_to_renew
from language.requests.own.own_matters import Matter, read_matters
from language.requests.speech.others import find_others
from language.requests.speech.request import read_request
from language.requests.speech.sentences import deed_of, sentences
from language.requests.titles.title_questions import find_title_question

__all__ = [
    "asks_likewise",
    "asks_new_dates",
    "asks_of_named_hold",
    "asks_of_named_loan",
    "orders_own_renewal",
    "orders_two",
]

# Questions that wait for words, a name or a place of their own.
_WAITING = frozenset({"told", "words", "score", "one", "branch"})
_MOST_WORDS = 45
_FAIR, _SURE = 0.4, 0.75
# Read so surely as one of these, a title in it is only mentioned.
_ELSEWHERE = frozenset(
    "hours location events room_booking lost_card emergency suggest_purchase case_status case_withdraw case_add"
    " change_language human_help my_data cancel_hold subscribe unsubscribe others_loans recommendation".split()
)
# What an order to renew stands beside, and what is renewed that is no loan.
_OF_OTHERS = frozenset({Matter.CARD, Matter.AFTER, Matter.LENIENCE})


async def orders_own_renewal(turn: Turn) -> bool:
    """Have renewed what is ordered in so many words though it was read as something else; False for anything else."""
    waits = (turn.slot("pending") or {}).get("awaits") in {"told", "words"}
    if turn.is_payload or turn.patron is None or turn.intent in ("renew", "cancel_hold") or waits:
        return False
    if not orders_to_renew(turn.text):
        return await _asks_to_renew(turn)
    if orders_to_cancel(turn.text):
        return False
    if orders_to_hold(turn.text):
        part = ordered_beside(turn.text, "renew")
        if part == turn.text or orders_to_hold(part):
            return False
        # "Back in the queue then. And at least renew Persepolis."
        turn.text = part
    if any(question.matter in _OF_OTHERS for question in read_matters(turn.text)):
        return False
    own = await own_things(turn)
    spoken = any(act.kind == "loan" for act in turn.thread.acts())
    if own.named_holds and not own.named_loans:
        return False
    if not (own.named_loans or spoken or turn.confidence < _SURE):
        return False
    turn.intent = "renew"
    return await MOVES["loan.renew"](turn)


async def _asks_to_renew(turn: Turn) -> bool:
    """Say whether a loan that is named can be renewed, where that is asked and was read as reserving or searching it."""
    misread = turn.intent in _MISREAD or (turn.intent in _UNSURE and turn.confidence < _SURE)
    if not misread or orders_to_hold(turn.text) or turn.slot("pending"):
        return False
    asking = [sentence for sentence in sentences(turn.text) if deed_of(sentence.words) == "renew"]
    if not asking or not may_name_own(turn):
        return False
    if turn.intent in _UNSURE and _MAY_RENEW.search(fold(turn.text)) is None:
        return False
    own = await own_things(turn)
    if not own.named_loans or own.named_holds:
        return False
    others = others_meant(turn, "loan", own.loans) if find_others(" ".join(asking[0].words)) is not None else None
    turn.intent = "renew"
    # "The Stranger goes back. The other two, can they be extended?" asks of these.
    await check(turn, others or own.named_loans)
    return True


_MISREAD = frozenset({"hold", "search_book", "shelf_location"})
# What it is taken for only where that is not sure.
_UNSURE = frozenset({"fines", "account", "privacy", "facilities", "out_of_scope", "nlu_fallback"})
# The sentence asks whether it can be done, and neither how nor why it was not.
_MAY_RENEW = re.compile(
    r"(?:^|[.!?,;] ?)(?:(?:and|so|also|ok|then|please) ){0,2}(?:can|could|may) (?:(?!who|how|where|why|when)[^\s.?!,;]{1,20} ){1,6}(?:be )?(?:renew|renewed|extend|extended|prolonged)\b(?: (?:again|too|as well|please|then|still|it|[^\s.?!]{1,20})){0,4} ?\?"
    r"|(?:^|[.!?؟،,] ?)(?:(?!چرا|کجا|چطور|چجوری|کی|سایت)[^\s.!?؟،,]{1,20} ){1,7}(?:قابل تمدید\w{0,4}|(?:می ?شه|می ?شود|می ?تونم|می ?توانم|امکانش هست) (?:\S{1,10} )?تمدید \w{1,5}|تمدید (?:می ?شه|می ?شود|میشن|می ?شن))(?! چرا)[\s؟?.!]{0,3}$"
)


async def orders_two(turn: Turn) -> bool:
    """Renew what a message orders to renew beside an order to cancel, which the turn goes on with; tell whether it did."""
    if turn.is_payload or turn.patron is None or turn.slot("pending") or "?" in turn.text or "؟" in turn.text:
        return False
    renewed, cancelled = ordered_beside(turn.text, "renew"), ordered_beside(turn.text, "cancel")
    if not renewed or not cancelled or renewed == cancelled or not (await own_things(turn)).loans:
        return False
    turn.text, turn.intent, turn.entities = renewed, "renew", {}
    await HANDLERS["renew"].handler(turn)
    turn.text, turn.intent, turn.confidence, turn.moves = cancelled, "cancel_hold", 1.0, {}
    turn.set("pending", None)
    return True


async def asks_likewise(turn: Turn) -> bool:
    """Ask of a loan that is only named what was asked of the one before: "and the Hobbit?", «شاهنامه رو هم میشه؟».

    Nothing is done by a mere name: what renewing it would come to is said, and a yes renews it.
    """
    pending = turn.slot("pending") or {}
    if turn.is_payload or turn.patron is None or (pending and pending.get("do") != "renew"):
        return False
    last = turn.thread.last
    renewing = pending.get("do") == "renew" or _spoke_of_renewing(turn)
    due = last is not None and last.act in ("loans", "fines", "return")
    few = word_count(turn.text) <= _FEW_WORDS
    if asks_what_to_do(turn.text) or tells_lost(turn.text) or tells_returned(turn.text):
        # «مدیر مدرسه پاره شده چیکار کنم» asks for no renewal, whatever was spoken of.
        return False
    if read_request(turn.text, "renew").left_out:
        # "All but Emma" asks nothing of Emma.
        return False
    if likely_move(turn) is not None or any(deed_of(sentence.words) for sentence in sentences(turn.text)):
        # "Gatsby, how often still?" asks something else of it, and "don't renew Gatsby" forbids.
        return False
    if not few or not (renewing or due) or orders_to_renew(turn.text) or orders_to_hold(turn.text):
        return False
    if (
        (turn.intent not in _NAMING and not _CONTENT.match(fold(turn.text)))
        or find_title_question(turn.text) is not None
        or _OF_CATALOGUE.search(fold(turn.text))
    ):
        return False
    if not may_name_own(turn):
        return False
    own = await own_things(turn)
    if not own.named_loans or own.named_holds or read_matters(turn.text):
        return False
    if renewing:
        turn.intent = "renew"
        turn.set("pending", None)
        await check(turn, own.named_loans)
        return True
    return await loan_days.until(turn, own)


def _spoke_of_renewing(turn: Turn) -> bool:
    """Tell whether the last turn was of renewing, or an earlier one that a word of content goes back to."""
    acts = turn.thread.turns[-1].get("acts", []) if turn.thread.turns else []
    if any(act.get("act") == "renew" for act in acts):
        return True
    content = _CONTENT.match(fold(turn.text)) is not None
    return content and any(act.act == "renew" for act in turn.thread.acts())


# "Fine. Persepolis then": content, and no charge.
_CONTENT = re.compile(r"fine\W")
# So few words only name another one.
_FEW_WORDS = 9
_NAMING = frozenset(
    "search_book loans renew out_of_scope nlu_fallback shelf_location recommendation fact chitchat borrow".split()
)
_OF_CATALOGUE = re.compile(
    r"\b(?:do you have|have you got|is there|are there|copies|copy|available|in english|in persian)\b|(?<!\w)(?:دارید|دارین|داری|موجود\w*|نسخه\w*|انگلیسی\w*|فارسی\w*)(?!\w)|\b(?:darid|darin|mojud\w*)\b"
)


async def asks_new_dates(turn: Turn) -> bool:
    """Tell the dates of what was just renewed, or of all loans, where only dates are asked for: "new dates?"."""
    last = turn.thread.last
    if turn.is_payload or turn.patron is None or last is None or last.act not in ("renew", "loans"):
        return False
    parts = [part for part in _PARTS.split(fold(turn.text)) if part.strip()]
    if word_count(turn.text) > _FEW_DATES or not any(map(_DATES.search, parts)) or turn.text.count("?") > 1:
        return False
    turn.intent = "loans"
    await HANDLERS["loans"].handler(turn)
    return True


_FEW_DATES = 12
_PARTS = re.compile(r"[.,،;؛!?؟\n]+")
_DATES = re.compile(
    r"^\W*(?:(?:ok|okay|and|so|great|thanks|what(?: are|'s| is)?|tell me|the|all)\W+)*(?:new |updated |due )*(?:due )?(?:dates?|deadlines?)\W*(?:(?:now|then|please|pls)\W*)?$"
    r"|^\W*(?:(?:خب|و|حالا|پس|الان)\W+)*(?:تاریخ|موعد|مهلت|سررسید)(?:ها|های|ای|شون|هاشون|اش)? ?(?:ی )?(?:جدید|تازه|نو|شون)\w*(?: \w+){0,2}\W*$|^\W*(?:tarikh|mohlat)\w* (?:jadid|taze)\w*\W*$"
)


async def asks_of_named_loan(turn: Turn) -> bool:
    """Answer what is asked of a loan that is named by its title where a reservation was talked of; else False."""
    pending = turn.slot("pending") or {}
    if turn.is_payload or turn.patron is None or (pending and pending.get("do") != "contact"):
        return False
    likely = likely_move(turn)
    if likely is None or not likely.startswith("hold.") or word_count(turn.text) > _MOST_WORDS:
        return False
    if not may_name_own(turn):
        return False
    own = await own_things(turn)
    if len(own.named_loans) != 1 or own.named_holds or orders_to_hold(turn.text):
        return False
    if turn.intent == "renew" and turn.confidence >= _SURE:
        # Whether it can be renewed again is asked: the day alone is no answer.
        return False
    if asks_what_to_do(turn.text):
        # What to do with it is answered by whether it can be renewed, and how it is brought back.
        return await what_to_do(turn, own.named_loans)
    last = turn.thread.last
    if last is not None and last.act == "renew" and _LIKEWISE.search(fold(turn.text)):
        # "What about the other? Dune, I mean" after a renewal is the same of that one.
        # It is offered, and done by a yes: a question orders nothing.
        turn.intent = "renew"
        await check(turn, own.named_loans)
        return True
    return await asked_again(turn, own=True) or await loan_days.until_asked(turn, own)


_LIKEWISE = re.compile(
    r"\b(?:what about|how about|too|as well|likewise|same|and)\b|(?<!\w)(?:چی|هم|همینطور|رو میگم|را می ?گویم)(?!\w)"
)


async def asks_of_named_hold(turn: Turn) -> bool:
    """Answer what is asked of a reservation that is named by its title, whatever was talked of; else False.

    Whether the library has it is answered of a loan that is named as well.
    """
    pending = turn.slot("pending") or {}
    asks = "?" in turn.text or "؟" in turn.text
    waits = bool(pending) and pending.get("do") != "contact"
    if turn.is_payload or turn.patron is None or pending.get("awaits") in _WAITING or turn.recall("waiting"):
        return False
    if word_count(turn.text) > _MOST_WORDS or (waits and not asks) or orders_to_hold(turn.text):
        return False
    if orders_to_cancel(turn.text) or orders_to_renew(turn.text) or find_title_question(turn.text) is not None:
        return False
    pauses = _PAUSES.search(fold(turn.text)) is not None
    if turn.intent in _ELSEWHERE and turn.confidence >= _SURE and not pauses:
        return False
    still_at = asks and _STILL_AT.search(fold(turn.text)) is not None and await branch_meant(turn) is not None
    likely = likely_move(turn)
    if likely is not None and likely.startswith("hold.") and not still_at:
        return False
    if not may_name_own(turn):
        return False
    own = await own_things(turn)
    if still_at and len(own.named_holds) == 1 and not own.named_loans:
        turn.moves = {}
        return await holds_asked.where(turn, own)
    if await tells_own_there(turn, own):
        return True
    if own.named_holds and own.named_loans and _MAY_HAVE.search(fold(turn.text)):
        # "Can she take Matilda while Pinocchio is out?": where it is, and what stands in the way.
        held = replace(own, named_loans=())
        return await holds_asked.where(turn, held) and await debt_blocks.blocks(turn, own)
    if not own.named_holds or own.named_loans:
        return False
    if any(gives_up(turn.text, one.title, one.author) for one in own.named_holds):
        return False
    if _MAY_HAVE.search(fold(turn.text)) and _IN_SPITE.search(fold(turn.text)):
        return await holds_asked.where(turn, own) and await debt_blocks.blocks(turn, own)
    if pauses:
        return await MOVES["hold.pause"](turn)
    if await asked_again(turn, own=True):
        return True
    moves = {name: share for name, share in turn.moves.items() if name.startswith("hold.") and name in MOVES}
    name = max(moves, key=lambda one: moves[one], default="")
    if moves.get(name, 0.0) >= _FAIR and name not in _DOING and await MOVES[name](turn):
        return True
    if not asks and await wants_another_branch(turn):
        # «رزرو کلیدرو ببر مرکزی»
        return await MOVES["hold.move"](turn)
    if _LAST_DAY.search(fold(turn.text)) and await hold_days.until(turn, own):
        return True
    return await holds_asked.where(turn, own)


# Whether a reservation is still for the branch that is named: no wish to have it elsewhere.
_STILL_AT = re.compile(
    r"\b(?:is|was|isn't)\b[^.?!]{1,60}\b(?:still|also|too|at|for|going to|set for|coming to)\b[^.?!]{1,40}\?"
    r"|(?<!\w)(?:همون|همان|همین|هنوز|برای|واسه|تو|توی|در|هم) (?:شعبه ?(?:ی )?)?\S{3,14}?(?:ه|ست| است| هست|ئه|یه)(?: (?:دیگه|دیگر|درسته|نه)){0,2}\s?[؟?]"
    r"|\b(?:hamoo?n|hamin|hanooz|baraye|too|ham) (?:shobe ?y?e? )?\S{3,14}?(?:e|ye|ast|hast)(?: dige| doroste){0,2}\s?\?"
)
_LAST_DAY = re.compile(
    r"\b(?:last day|until when|till when|how long|deadline)\b|آخر(?:شه|ین روز|ین مهلت|ین فرصت)|تا کی|مهلت\w*|\b(?:akhareshe?|ta key|mohlat)\b"
)
_PAUSES = re.compile(
    r"\b(?:pause|suspend|freeze|put (?:it |that |them )?(?:off|on pause)|postpone|delay)\b|متوقف|نگه ?دار(?:ی)?ش? تا|عقب بنداز|معلق|\b(?:tavaghof|aghab bendaz)\w*"
)
_MAY_HAVE = re.compile(
    r"\b(?:can|could|may|can't|cannot|allowed to|will) (?:i|she|he|they|we|you)?\b[^.?!]{0,20}\b(?:take|have|get|borrow|collect|give|pick)\b|\b(?:she|he|they|we|i) (?:can|can't|cannot|may|could)\b[^.?!]{0,14}\b(?:take|have|get|borrow|collect|pick)\b"
    r"|(?:می ?د(?:ین|ید|ن|هید)|می ?تون\w+|می ?توان\w+|می ?شه)[^.?!؟]{0,16}(?:بگیر|ببر|بهش|بهم|بهمون)?"
)
_IN_SPITE = re.compile(
    r"\b(?:until then|meanwhile|in the meantime|even (?:though|if)|although|while|late|overdue|owe\w*|fine|debt|not back|isn't back)\b|با (?:این|همین|اون)|وضع|دیرکرد|بدهی|جریمه|تا وقتی|تا اون موقع"
)
# What does something is done by an order alone.
_DOING = frozenset({"hold.cancel", "hold.move"})
