"""Moves: what is asked of the thing that was spoken of, as the reader of moves has read it."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.asked_for import asks_of_no_title, is_surely
from actions.dialogue.references import find_reference
from actions.dialogue.thread import Act
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import MOVES
from language.choices import find_choice
from language.normalise import fold
from language.requests.cases.beside_case import asked_of_another
from language.requests.cases.case_questions import asks_for_keeping
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.deeds.pleas import compares_readers, speaks_of_readers
from language.requests.reading.already_read import wishes_another
from language.requests.speech.bare_questions import named_words
from language.requests.speech.corrections import find_correction
from language.requests.speech.ellipsis import find_ellipsis
from language.requests.titles.other_libraries import names_other_library
from language.requests.titles.title_questions import asks_of_series
from protocol.intents import intents_with, traits_of

__all__ = ["DOING", "LIKELIER", "LIKELY", "OWN", "kinds_spoken_of", "likely_move", "move_on", "surely_moves", "tells"]

# From this probability on a move is taken, and with what counts as none where the message was read surely otherwise.
LIKELY, LIKELIER = 0.45, 0.75
# What files, renews or cancels something is at least as likely as all else.
_LEAST_TO_DO = 0.5
# How sure another reading must be to outweigh a move.
SURE = 0.75
# From here on it is about another kind of the patron's own things.
VERY_SURE = 0.9
# Of these there are moves.
_KINDS = frozenset("title loan hold fee card case event place".split())
# What is asked of a title by its name, and what a search for the title does not tell.
_NAMED = frozenset(
    "title.pages title.year title.publisher title.translator title.ages title.series title.copies title.queue"
    " title.back title.lendable title.who title.read_here title.condition".split()
)
# And of the title of a loan or a reservation.
_OF_THING = frozenset("title.author title.about title.others title.similar title.buy title.hold".split())
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
_CANCELS = frozenset({"cancel", "cancel_hold"})
# What is asked of the title spoken of, and by no name.
_OF_FOCUS = frozenset({"title.available", "title.where"})
# A question of so few words is asked of what was spoken of, whatever else it might be asked of.
_FEW = 3
# So much do the readers of several kinds of things say together where they agree what is asked.
_MOST_SAY = 1.5
_OWN_OF = {
    "fines": "fee",
    "account": "card",
    "card_registration": "card",
    "loans": "loan",
    "renew": "loan",
    "hold_status": "hold",
    "cancel_hold": "hold",
}
_LISTS = frozenset({"loans", "hold_status"})
# What is done with one's own, and what tells that the words order it.
_ORDERED = {"hold.cancel": orders_to_cancel, "loan.renew": orders_to_renew, "loan.renew_all": orders_to_renew}
# What is the patron's own.
OWN = frozenset({"loan", "hold", "fee", "card"})
# What is read as one of these, and surely asks for what belongs to it, is about nothing of one's own.
_WAYS = {
    "hours": "hours",
    "report_fault": "case",
    "website_problem": "case",
    "complaint": "case",
    "lost_property": "case",
}
# What does or files something: said with a yes or no, or heard by what listens for it, that comes first.
DOING = frozenset({"loan.renew", "loan.renew_all", "hold.cancel", "hold.move", "fee.dispute", "fee.waive"})
_FILING = frozenset({"title.buy", "title.hold", "case.add", "case.withdraw"})
# Told of, these are asked after by the same few words ("is it free?", "until when?"), and have no moves.
_OTHERS = frozenset(
    "wifi print_scan equipment eresources room_booking donation employment ill research_help citation_help"
    " course_reserves visitor_access website_problem".split()
)
# Surely read as one of these, a message tells something of its own.
_TOLD = intents_with("told")
# Read as one of these, nothing else is meant.
_UNREAD = frozenset({"out_of_scope", "nlu_fallback"})
_CHANGING = frozenset({"hold.cancel", "hold.move"})
_RENEWING = frozenset({"loan.renew", "loan.renew_all"})
# What is told for a case, or takes it back, asks nothing of it.
_TELLING = frozenset({"case.add", "case.withdraw", "case.angry"})
_OF_HOLDS = re.compile(
    r"\b(?:reserv\w*|send|on (?:the|its) way|arriv\w*|ready|pick(?:ed)? (?:it |them )?up|collect\w*|queue)\b"
    r"|رزرو|بفرست|تو راه|توی راه|در راه|رسید|آماده|نوبت|صف|\b(?:rezerv|amade|tu rah|nobat)\w*"
)
_OF_CARD_ITSELF = re.compile(
    r"\b(?:card|membership)\b[^.?!]{0,20}\b(?:valid|expire\w*|expiry|run out|good for)\b|\b(?:valid|expire\w*|expiry)\b[^.?!]{0,20}\b(?:card|membership)\b"
    r"|(?:کارت|عضویت)\w*[^.?!؟]{0,16}(?:اعتبار|منقضی|معتبر)|(?:اعتبار|انقضا)\w* (?:کارت|عضویت)"
)
_OF_NEW_CARD = re.compile(
    r"\b(?:new|another|replacement|second) card\b|\bcosts?\b|(?:کارت|عضویت)\w* (?:جدید|تازه|نو|دیگه|المثنی)|المثنی|هزینه|پولش"
)
_OF_FEES = re.compile(
    r"\b(?:ow(?:e|es|ed|ing)|fines|fined|(?:a|the|my|any|no|late) fine|fees?|debts?|charg\w*|pay\w*|paid|cost\w*|how much|money"
    r"|rials?|tomans?|price|waiv\w*|late|overdue|penalt\w*)\b|بدهی|بدهکار|جریم|دیرکرد|پرداخت|پول|هزینه|چقد|مبلغ|توم[نا]|ریال"
    r"|ببخش|\b(?:jarime|bedehi|pul|pool|cheghad)\w*"
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
_ASIDE = frozenset({"lost_item"})
_LEANS = 0.5
# So many acts back a thing may still be spoken of.
_FAR = 2


async def move_on(turn: Turn) -> LookStep:
    """Answer what is asked of the thing that was spoken of; go on where that is not clear."""
    if turn.is_payload or (turn.intent not in _CANCELS and _only_points(turn)):
        return LookStep.ON
    name = likely_move(turn)
    answers = MOVES.get(name) if name is not None else None
    return LookStep.DONE if answers is not None and await answers(turn) else LookStep.ON


def _only_points(turn: Turn) -> bool:
    """Tell whether words only point at another thing ("the second one", «اون یکی هم»): the same is asked of that."""
    reference = find_reference(turn.text)
    if reference is None or reference.kind not in ("other", "place"):
        return False
    return reference.bare or (reference.kind == "other" and word_count(turn.text) <= _FEW)


def likely_move(turn: Turn) -> str | None:
    """Give the likeliest move of the kinds of things that were spoken of, newest first; None where none is."""
    kinds = kinds_spoken_of(turn)
    for kind in kinds:
        moves = {name: share for name, share in turn.moves.items() if name.startswith(f"{kind}.")}
        if moves:
            name = max(moves, key=lambda one: moves[one])
            if name == f"{kind}.none":
                # Said of what was spoken of before that, maybe.
                continue
            least = _LEAST_TO_DO if name in DOING | _FILING else LIKELY
            least = LIKELIER if kind == "title" and _names_another(turn) else least
            if _may_be(turn, name) and moves[name] >= least:
                agreed = _agreed(turn, kind) if kind in OWN and moves[name] < LIKELIER else None
                return agreed or name
    return _of_title(turn) or _of_own(turn, [kind for kind in kinds if kind in OWN])


def _may_be(turn: Turn, name: str) -> bool:
    """Tell whether what a message was read as leaves room for a move: not where it is surely something else."""
    kind, about = name.partition(".")[0], traits_of(turn.intent).about
    ordered = turn.patron is None and (turn.slot("resume") or {}).get("intent") in _ORDERS
    if ordered and (kind in OWN or name == "title.hold"):
        # What was ordered before the sign-in is gone on with.
        return False
    if kind in OWN and turn.patron is None and turn.sides and turn.sides.get("leans", {}).get("true", 0.0) < _LEANS:
        # Nothing of one's own was told to who is not signed in: "how much is the late fee?" asks for the rule.
        return False
    if _is_ordered_otherwise(turn, name) or (name == "title.series" and not asks_of_series(turn.text)):
        return False
    if kind in ("loan", "hold", "fee") and _OF_CARD_ITSELF.search(fold(turn.text)):
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
    if name in _OF_LENGTH and _WISHES_LENGTH.search(fold(turn.text)) and turn.recall("reading"):
        # "Anything shorter?" asks how long no title is, whichever was told of last.
        return False
    if kind == "title" and _only_names(turn):
        # "And Life of Pi?" asks of another title what was asked before, and nothing of its own.
        return False
    if name == "title.refine" and _takes_one(turn):
        # "The second is good. Is it a CD?" narrows nothing down.
        return False
    if kind == "title" and name not in _WISHED_ANEW and wishes_another(turn.text):
        # "I've read that one. Anything by an Iranian?" asks nothing of what was read.
        return False
    if name == "card.until" and (_OF_NEW_CARD.search(fold(turn.text)) or _is_of_hold(turn)):
        return False
    if kind == "fee" and _OF_HOLDS.search(fold(turn.text)) and not _OF_FEES.search(fold(turn.text)):
        # "Can you send it to Saadi?" asks of no fee, though fees were told of last.
        return False
    if kind == "case" and name not in _TELLING and _asked_beside(turn):
        # What names things of its own is asked of no case, though one is open.
        return False
    if kind == "case" and turn.intent in ("renew", "cancel_hold") and turn.confidence >= SURE:
        # "And don't tell me I can't renew that either" is angry, and asks of the loan.
        return False
    if turn.intent == "change_language" or (turn.intent in _COMMANDS and turn.confidence >= LIKELY):
        return False
    if turn.intent == "renew" and name in ("loan.renew", "loan.renew_all"):
        # The handler of renewals knows all that an order may say; "extend it then" says hardly anything.
        return word_count(turn.text) <= _FEW
    if turn.intent in _UNREAD or turn.confidence < SURE:
        return True
    if turn.intent in _LISTS and turn.confidence >= VERY_SURE and name in _ORDERED and not _ORDERED[name](turn.text):
        # "Show my reservations" orders nothing, however near it is to what does.
        return False
    if name in _OF_FOCUS | _WISHED_ANEW and _names_another(turn):
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


def _names_another(turn: Turn) -> bool:
    """Tell whether a message surely is a search that names its title or author: "do you have Life of Pi?"."""
    named = turn.entity("title") or turn.entity("author")
    return bool(named) and turn.intent == "search_book" and turn.confidence >= SURE


def _only_names(turn: Turn) -> bool:
    """Tell whether a message is no more than the name of a title behind an "and": «و کوری؟», "what about Dune?"."""
    said, ellipsis = turn.entity("title"), find_ellipsis(turn.text)
    return (
        bool(said) and ellipsis is not None and fold(ellipsis.words).strip(" ؟?.!") == fold(said or "").strip(" ؟?.!")
    )


def _takes_one(turn: Turn) -> bool:
    """Tell whether words place one title of the list shown, and wish for none that is like it."""
    choice, shown = find_choice(turn.text), turn.shown("title")
    if choice is None or choice.kind not in ("indexes", "last") or len(choice.resolve(len(shown))) != 1:
        return False
    return _LIKE_IT.search(fold(turn.text)) is None


_LIKE_IT = re.compile(
    r"\b(?:like|similar|such as|but|shorter|longer|easier|more|not|other|another)\b|(?<!\w)(?:مثل|شبیه|مانند|ولی|اما|کوتاه\w*|بلند\w*|نه|دیگه|دیگر)(?!\w)|\b(?:mesl\w*|shabih\w*|vali|na|dige)\b"
)


def _is_of_hold(turn: Turn) -> bool:
    """Tell whether a question speaks of what was reserved, and names no card: "how many days to take it then?"."""
    said = fold(turn.text)
    return (turn.intent == "hold_status" or _OF_HOLDS.search(said) is not None) and not _OF_CARD_ITSELF.search(said)


def _is_ordered_otherwise(turn: Turn, name: str) -> bool:
    """Tell whether the words order something in so many words that a move only tells of, or takes back."""
    if name == "hold.cancel" and orders_to_hold(turn.text) and not orders_to_cancel(turn.text):
        return True
    if name.startswith("hold.") and name not in _CHANGING and orders_to_cancel(turn.text):
        # "It takes too long, cancel it" asks for no excuse.
        return True
    if name.partition(".")[0] in OWN and name not in _RENEWING:
        return orders_to_renew(turn.text)
    if name == "case.withdraw" and _OF_FEES.search(fold(turn.text)):
        # "If you charged me for it, take it off": that is of the fine, and no case.
        return True
    if name.startswith("case."):
        return turn.patron is not None and orders_to_renew(turn.text)
    return name.startswith("title.") and name != "title.hold" and orders_to_hold(turn.text)


def _asked_beside(turn: Turn) -> bool:
    told = " ".join(str(one.get("words") or "") for one in turn.recall("told") or [])
    return not asks_for_keeping(turn.text) and bool(asked_of_another(turn.text, told=told))


def _of_title(turn: Turn) -> str | None:
    """Give the move on a title that the words name, or that is on loan or reserved and was just told of."""
    moves = {name: share for name, share in turn.moves.items() if name.startswith("title.")}
    name = max(moves, key=lambda one: moves[one], default="")
    if moves.get(name, 0.0) < LIKELIER or not _may_be(turn, name):
        return None
    last = turn.thread.last
    of_thing = last is not None and last.kind in ("loan", "hold") and bool(last.title) and not turn.shown("title")
    if (turn.entity("title") and name in _NAMED) or (of_thing and name in _NAMED | _OF_THING):
        return name
    return None


def _agreed(turn: Turn, kind: str) -> str | None:
    """Give the move of a kind that a bare question ("where?") asks by what it would ask of most other things."""
    if word_count(turn.text) > _FEW:
        return None
    shares: dict[str, float] = {}
    for name, share in turn.moves.items():
        asks = name.partition(".")[2]
        shares[asks] = shares.get(asks, 0.0) + share
    asks = max(shares, key=lambda one: shares[one], default="")
    name = f"{kind}.{asks}"
    agreed = name in MOVES and name not in DOING and shares[asks] >= _MOST_SAY
    return name if agreed and _may_be(turn, name) else None


def _of_own(turn: Turn, spoken: Sequence[str]) -> str | None:
    """Give the move on the patron's own things that the reading of the message is near.

    From one's loans it is a small step to one's debt, where the message was read as being about that.
    """
    if not spoken:
        return None
    if (name := _agreed(turn, spoken[0])) is not None:
        return name
    if turn.intent in _LISTS and turn.confidence >= SURE:
        # "What have I got?" after a reservation asks for the list.
        return None
    kind = _OWN_OF.get(turn.intent)
    near = {
        name: share
        for name, share in turn.moves.items()
        if name.partition(".")[0] == kind and share >= LIKELIER and _may_be(turn, name)
    }
    return max(near, key=lambda one: near[one], default=None)


def tells(turn: Turn) -> bool:
    """Tell whether a message was surely read as something that is told: no question of what was shown."""
    return turn.intent in _TOLD and turn.confidence >= SURE


def surely_moves(turn: Turn) -> bool:
    """Tell whether a question about one's own things was read so surely that no look at the words outweighs it."""
    name = None if turn.is_payload else likely_move(turn)
    if name is None or name not in MOVES or name in DOING:
        return False
    return name.partition(".")[0] in OWN and turn.moves.get(name, 0.0) >= LIKELIER


def kinds_spoken_of(turn: Turn) -> list[str]:
    """Give the kinds of things of the last acts, the newest first."""
    last = turn.thread.last
    if last is not None and last.act in _OTHERS and not named_words(turn.text):
        # What names nothing asks of what was told last.
        return []
    # A rule that is told beside a charge or a loan is told of that.
    acts = (act for act in turn.thread.acts() if act.act not in _ASIDE)
    kinds = [kind for _, act in zip(range(_FAR), acts, strict=False) if (kind := _kind(act))]
    if (shown := turn.slot("shown")) and str(shown.get("kind")) in _KINDS:
        kinds.append(str(shown["kind"]))
    return list(dict.fromkeys(kinds))


def _kind(act: Act) -> str:
    return act.kind if act.kind in _KINDS else traits_of(act.act).about
