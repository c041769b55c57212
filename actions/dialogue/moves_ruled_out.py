"""Whether what a message was read as leaves room for a move: not where it is surely something else."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.asked_for import asks_of_no_title, is_surely
from actions.dialogue.kinds_spoken_of import OWN
from actions.dialogue.moves_worded import (
    OF_CARD_ITSELF,
    OF_FEES,
    OF_HOLDS,
    asked_beside,
    is_of_hold,
    is_ordered_otherwise,
    only_names,
    takes_one,
)
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.lateness import asks_sum_to_pay
from language.requests.deeds.ordering import orders_to_renew
from language.requests.deeds.pleas import compares_readers, speaks_of_readers
from language.requests.reading.already_read import wishes_another
from language.requests.reading.changes import wishes_other_length
from language.requests.speech.corrections import find_correction
from language.requests.titles.other_libraries import names_other_library
from language.requests.titles.title_questions import asks_of_series
from protocol.intents import intents_with, traits_of

__all__ = [
    "FEW",
    "FILING",
    "LIKELIER",
    "LIKELY",
    "LISTS",
    "SURE",
    "UNREAD",
    "may_be",
    "may_be_of",
    "names_another",
    "tells",
]

# From this probability on a move is taken, and with what counts as none where the message was read surely otherwise.
LIKELY, LIKELIER = 0.45, 0.75
# How sure another reading must be to outweigh a move.
SURE = 0.75
# From here on it is about another kind of the patron's own things.
VERY_SURE = 0.9
# Readings that a move on a kind of thing may be taken for, beside those that are about that kind.
_NEAR = {
    "title": frozenset(
        "loan_policy borrow return others_loans suggest_purchase eresources ill hold sign_in fact".split()
    ),
    "loan": frozenset("loan_policy borrow return lost_item others_loans sign_in fact".split()),
    "hold": frozenset("loan_policy borrow others_loans subscribe sign_in fact".split()),
    "fee": frozenset("lost_item loan_policy sign_in fact".split()),
    "card": frozenset("card_registration loan_policy borrow sign_in fact".split()),
    "case": frozenset("staff_contact privacy fact".split()),
    "event": frozenset("visitor_access staff_contact fact".split()),
    "place": frozenset("visitor_access staff_contact facilities fact".split()),
}
# And the only moves that a message surely read as an order to renew may be.
_OF_RENEWING = frozenset("loan.left loan.why loan.longer".split())
# Surely read as one of these, a message is obeyed.
_COMMANDS = frozenset("sign_out human_help my_data".split())
_ORDERS = frozenset("hold cancel_hold renew".split())
# What is asked of the title spoken of, and by no name.
_OF_FOCUS = frozenset({"title.available", "title.where"})
# A question of so few words is asked of what was spoken of, whatever else it might be asked of.
FEW = 3
# What is done with one's own, and what tells that the words order it.
_ORDERED = {"hold.cancel": orders_to_cancel, "loan.renew": orders_to_renew, "loan.renew_all": orders_to_renew}
LISTS = frozenset({"loans", "hold_status"})
# What files or orders something: not done for what was surely read otherwise.
FILING = frozenset({"title.hold", "title.buy", "case.add", "case.withdraw"})
_ASKED_ABOUT = 0.5
# What is read as one of these, and surely asks for what belongs to it, is about nothing of one's own.
_WAYS = {
    "hours": "hours",
    "report_fault": "case",
    "website_problem": "case",
    "complaint": "case",
    "lost_property": "case",
}
# Surely read as one of these, a message tells something of its own.
_TOLD = intents_with("told")
# Read as one of these, nothing else is meant.
UNREAD = frozenset({"out_of_scope", "nlu_fallback"})
# What is told for a case, or takes it back, asks nothing of it.
_TELLING = frozenset({"case.add", "case.withdraw", "case.angry"})
_OF_NEW_CARD = re.compile(
    r"\b(?:new|another|replacement|second) card\b|\bcosts?\b|(?:کارت|عضویت)\w* (?:جدید|تازه|نو|دیگه|المثنی)|المثنی|هزینه|پولش"
)
_OF_LENGTH = frozenset({"title.pages", "title.days", "title.opinion"})
# Another one of another length is wished for; "is it shorter than the first?" compares.
_WISHES_LENGTH = re.compile(
    r"\b(?:shorter|thinner|slimmer|longer|thicker|fewer pages)\b(?! than\b| or\b)"
    r"|(?<!\w)(?:کوتاه|نازک|کم ?حجم|کم ?صفحه|بلند|قطور|کلفت|پر ?حجم) ?‌?تر(?:ی|ش|شو|شم)?(?!\w)(?! (?:از|یا)(?!\w))"
    r"|\b(?:ko+ta+h?|kuta+h?|na+zok|kam ?hajm|bolan?d|koloft) ?tar(?:i|esh|sh)?\b(?! (?:az|ya)\b)"
)
# What is told of what was suggested where something else is wished for.
_WISHED_ANEW = frozenset("title.more title.refine title.similar title.others title.none".split())
_LEANS = 0.5

# In which way, where or to whom it is paid is asked, too.
_WAY = re.compile(
    r"\b(?:how (?!much\b)|whom?\b|where\b|online\b|which (?:way|desk|account|branch)|what way|in cash|by card|with (?:a |my )?card|methods?\b|in instal\w{1,8})"
    r"|(?<!\w)(?:چطور\w{0,2}|چجور\w{0,2}|چه ?جور\w{0,2}|چگونه|کجا\w{0,3}|به (?:کی|چه کسی|کدوم|کدام)|آنلاین|اینترنتی|حضوری|نقدی?|کارت\w{0,3}|شماره حساب|درگاه|قسطی?)(?!\w)"
    r"|\b(?:che(?:jo?u?ri|joori|tori?)|koja|be ki|online|hozoori|naghdi?)\b"
)


def may_be_of(turn: Turn, name: str) -> bool:
    """Tell whether the words of a message leave room for a move, whatever the message was read as."""
    kind = name.partition(".")[0]
    ordered = turn.patron is None and (turn.slot("resume") or {}).get("intent") in _ORDERS
    if ordered and (kind in OWN or name == "title.hold"):
        # What was ordered before the sign-in is gone on with.
        return False
    if kind in OWN and turn.patron is None and turn.sides and turn.sides.get("leans", {}).get("true", 0.0) < _LEANS:
        # Nothing of one's own was told to who is not signed in: "how much is the late fee?" asks for the rule.
        return False
    if is_ordered_otherwise(turn, name) or (name == "title.series" and not asks_of_series(turn.text)):
        return False
    if kind in ("loan", "hold", "fee") and OF_CARD_ITSELF.search(fold(turn.text)):
        # "Until when is my card valid?" asks of no loan, though loans were told of last.
        return False
    if kind in OWN and (way := _WAYS.get(turn.intent)) is not None and is_surely(turn, way):
        # "The printer ate my money twice" and "is Central open on Friday?" are about no loan, whatever was told last.
        return False
    if kind in OWN and names_other_library(turn.text):
        # "For the interlibrary loan: what does it cost?" asks of none of one's own.
        return False
    if name == "loan.count" and speaks_of_readers(turn.text):
        # "How many may students take?" asks for their rule, and not for one's own room.
        return False
    if name == "fee.how" and asks_sum_to_pay(turn.text) and not _WAY.search(fold(turn.text)):
        # "What do I have to pay then? And don't send me a link": the sum, and not the way.
        return False
    if name == "fee.waive" and compares_readers(turn.text):
        # "Do children pay less?" asks for a rule, and for no mercy.
        return False
    if (
        kind == "place"
        and (taken := find_correction(turn.text)) is not None
        and taken.kind == "meant"
        and not taken.weak
    ):
        # "Sorry, I meant Saadi, it is nearer": what was asked is asked of that.
        return False
    if kind == "title" and name != "title.days" and asks_of_no_title(turn):
        # "Do you bring books to people's homes?" asks of none, whichever was told of last; for how long things are
        # lent is told by the kind of what was told of.
        return False
    of_length = name in _OF_LENGTH and turn.recall("reading")
    if of_length and (_WISHES_LENGTH.search(fold(turn.text)) or wishes_other_length(turn.text)):
        # "Anything shorter?" asks how long no title is, whichever was told of last.
        return False
    if kind == "title" and only_names(turn):
        # "And Life of Pi?" asks of another title what was asked before, and nothing of its own.
        return False
    if name == "title.refine" and takes_one(turn):
        # "The second is good. Is it a CD?" narrows nothing down.
        return False
    if kind == "title" and name not in _WISHED_ANEW and wishes_another(turn.text):
        # "I've read that one. Anything by an Iranian?" asks nothing of what was read.
        return False
    if name == "card.until" and (_OF_NEW_CARD.search(fold(turn.text)) or is_of_hold(turn)):
        return False
    if kind == "fee" and OF_HOLDS.search(fold(turn.text)) and not OF_FEES.search(fold(turn.text)):
        # "Can you send it to Saadi?" asks of no fee, though fees were told of last.
        return False
    if kind == "case" and name not in _TELLING and asked_beside(turn):
        # What names things of its own is asked of no case, though one is open.
        return False
    if kind == "case" and turn.intent in ("renew", "cancel_hold") and turn.confidence >= SURE:
        # "And don't tell me I can't renew that either" is angry, and asks of the loan.
        return False
    return turn.intent != "change_language" and not (turn.intent in _COMMANDS and turn.confidence >= LIKELY)


def may_be(turn: Turn, name: str) -> bool:
    """Tell whether what a message was read as leaves room for a move: not where it is surely something else."""
    if not may_be_of(turn, name):
        return False
    kind, about = name.partition(".")[0], traits_of(turn.intent).about
    if turn.intent == "renew" and name in ("loan.renew", "loan.renew_all"):
        # The handler of renewals knows all that an order may say; "extend it then" says hardly anything.
        return word_count(turn.text) <= FEW
    if name == "title.hold" and turn.intent == "suggest_purchase" and turn.moves.get(name, 0.0) < SURE:
        # "Put the suggestion in for me, and a second one": the library is to buy it.
        return False
    if turn.intent in UNREAD or turn.confidence < SURE:
        return True
    if kind not in OWN and name not in FILING and turn.confidence < VERY_SURE and _is_asked_about(turn, kind):
        return True
    if turn.intent in LISTS and turn.confidence >= VERY_SURE and name in _ORDERED and not _ORDERED[name](turn.text):
        # "Show my reservations" orders nothing, however near it is to what does.
        return False
    if name in _OF_FOCUS | _WISHED_ANEW and names_another(turn):
        return False
    if kind == "case" and tells(turn):
        last = turn.thread.last
        return last is not None and last.act == turn.intent
    if turn.intent == "renew":
        return name in _OF_RENEWING
    if about == kind or turn.intent in _NEAR[kind]:
        return True
    # A fine is asked of a loan, and what is blocked of anything; who asks for the loans means those.
    return about in ("fee", "card") and kind in OWN and turn.confidence < VERY_SURE


def _is_asked_about(turn: Turn, kind: str) -> bool:
    """Tell whether a kind of thing is likelier asked about than all else, as the reader of moves takes it."""
    return turn.move_kinds.get(kind, 0.0) >= _ASKED_ABOUT and not names_another(turn)


def names_another(turn: Turn) -> bool:
    """Tell whether a message surely is a search that names its title or author: "do you have Life of Pi?"."""
    named = turn.entity("title") or turn.entity("author")
    return bool(named) and turn.intent == "search_book" and turn.confidence >= SURE


def tells(turn: Turn) -> bool:
    """Tell whether a message was surely read as something that is told: no question of what was shown."""
    return turn.intent in _TOLD and turn.confidence >= SURE
