"""Questions about a patron's own things, answered from the record before anything else is made of them.

A question says what is asked (`language/requests/own/own_matters`); of which kind of thing it is, the names in it and what
was talked of last tell.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

from actions.dialogue.describing import described
from actions.dialogue.moving import likely_move
from actions.dialogue.own_things import OwnThings, own_things
from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.turn import Turn
from actions.rasa.registry import HANDLERS, MOVES
from actions.subjects.account import card_asked
from actions.subjects.facts.facts import answer_from_facts
from actions.subjects.fines import debts_asked
from actions.subjects.fines.objections import contest
from actions.subjects.holds import holds_asked
from actions.subjects.holds.holds_moved import wants_another_branch
from actions.subjects.holds.holds_sorted import sorted_by_clause
from actions.subjects.loans import loans_asked
from actions.subjects.renewals.renewal_checks import check
from language.choices import find_choice
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.hold_changes import asks_what_is_lost
from language.requests.deeds.loan_troubles import asks_what_to_do, tells_lost, tells_returned
from language.requests.deeds.objections import OBJECTS, asks_for_rule, find_objection, refuses_to_pay
from language.requests.own.own_matters import (
    Matter,
    MatterQuestion,
    Pointer,
    asks_apart,
    asks_of_service,
    find_pointer,
    read_matters,
)
from language.requests.speech.request import Kind, read_request
from language.requests.speech.sentences import deed_of, sentences
from library.values import Loan

__all__ = ["answers_own", "asked_again", "asks_how_late", "asks_of_record", "orders_renewal", "what_to_do"]

_ANSWERS: dict[tuple[Matter, str], Callable[[Turn, OwnThings], Awaitable[bool]]] = {
    (Matter.AFTER, "card"): card_asked.after,
    (Matter.AFTER, "loan"): card_asked.after,
    (Matter.AGAIN, "loan"): loans_asked.again,
    (Matter.ANOTHER, "hold"): holds_asked.by_another,
    (Matter.BLOCKS, "card"): debts_asked.blocks,
    (Matter.BLOCKS, "fee"): debts_asked.blocks,
    (Matter.BLOCKS, "loan"): debts_asked.blocks,
    (Matter.STILL, "fee"): debts_asked.blocks,
    (Matter.LIMIT, "fee"): debts_asked.blocks,
    (Matter.UNBLOCK, "fee"): debts_asked.blocks,
    (Matter.UNBLOCK, "card"): debts_asked.blocks,
    (Matter.RENEWED, "loan"): loans_asked.renewed,
    (Matter.ROOM, "loan"): loans_asked.room,
    (Matter.OWED, "fee"): debts_asked.owed,
    (Matter.HOLDS_LEFT, "hold"): lambda turn, _own: MOVES["hold.limit"](turn),
    (Matter.OBJECT, "fee"): debts_asked.objection,
    (Matter.SUPPOSED, "loan"): loans_asked.supposed,
    (Matter.BARRED, "card"): debts_asked.blocks,
    (Matter.BARRED, "fee"): debts_asked.blocks,
    (Matter.BARRED, "loan"): debts_asked.blocks,
    (Matter.CARD, "card"): card_asked.card,
    (Matter.CLOSED, "loan"): loans_asked.closed,
    (Matter.COLLECT, "hold"): holds_asked.collect,
    (Matter.COMING, "hold"): holds_asked.coming,
    (Matter.EXPIRED, "card"): card_asked.expired,
    (Matter.FIRST, "loan"): loans_asked.first,
    (Matter.LENIENCE, "fee"): debts_asked.lenience,
    (Matter.LENIENCE, "loan"): debts_asked.lenience,
    (Matter.LINE, "fee"): debts_asked.line,
    (Matter.LONGER, "hold"): holds_asked.longer,
    (Matter.MOVE, "hold"): holds_asked.move,
    (Matter.PART, "fee"): debts_asked.part,
    (Matter.PLACE, "hold"): holds_asked.place,
    (Matter.SO_FAR, "fee"): loans_asked.so_far,
    (Matter.SO_FAR, "loan"): loans_asked.so_far,
    (Matter.TODAY, "hold"): holds_asked.today,
    (Matter.TOTAL, "fee"): debts_asked.total,
    (Matter.UNTIL, "hold"): holds_asked.until,
    (Matter.UNTIL, "loan"): loans_asked.until,
    (Matter.WAITED, "loan"): loans_asked.waited,
    (Matter.WAITING, "hold"): holds_asked.place,
    (Matter.WAITING, "loan"): loans_asked.waiting,
    (Matter.WHERE, "hold"): holds_asked.where,
    (Matter.WHY, "loan"): loans_asked.why,
}
_INTENTS = {
    "hold": frozenset({"hold_status", "hold", "cancel_hold"}),
    "loan": frozenset({"loans", "renew"}),
    "fee": frozenset({"fines"}),
    "card": frozenset({"account", "card_registration"}),
}
_WORDS = {
    "hold": re.compile(r"\breserv|\bholds?\b|رزرو|نوبت|rezerv|\bpick ?-?up\b|\bcollect"),
    "loan": re.compile(r"\bloan|\bborrowed\b|\brenew|\bdue\b|امانت|تمدید|سررسید|tamdid|amanat"),
    "fee": re.compile(
        r"\bowe|\bfines?\b|\bfees?\b|\bdebt|\bcharge|\bpay\b|بدهی|بدهکار|جریمه|جریم|دیرکرد|پرداخت|jarime|bedehi"
    ),
    "card": re.compile(r"\bcards?\b|\bmembership\b|کارت|عضویت|\bkart|ozviat"),
}  # fmt: skip
# Read so surely, a message is about the house and about nobody's own things; what is named by its title still is.
_ELSEWHERE = frozenset(
    "hours location events room_booking print_scan wifi equipment donation help human_help change_language sign_out"
    " goodbye greet facilities ill lost_card lost_property emergency report_fault suggestion employment".split()
)
# Of these a chance word in a question of the record ("what limit?") may be all that was read.
_OF_HOUSE = frozenset("wifi print_scan equipment room_booking facilities ill help".split())
_SURE = 0.75
# These words ask by themselves for one's own, whatever it was read as.
_PLAIN = frozenset(
    {
        Matter.ANOTHER,
        Matter.EXPIRED,
        Matter.WAITED,
        Matter.LENIENCE,
        Matter.AFTER,
        Matter.CARD,
        Matter.BLOCKS,
        Matter.BARRED,
        Matter.UNBLOCK,
        Matter.RENEWED,
        Matter.ROOM,
        Matter.HOLDS_LEFT,
        Matter.OWED,
        Matter.LIMIT,
    }
)
_OF_RECORD = frozenset(
    {Matter.BARRED, Matter.RENEWED, Matter.ROOM, Matter.HOLDS_LEFT, Matter.OWED, Matter.UNBLOCK, Matter.LIMIT}
)
# Of these no rule tells anything: who is not signed in is asked to, whatever it was read as.
_NEEDING = {Matter.RENEWED: "loans", Matter.UNBLOCK: "fines", Matter.BARRED: "account"}
# Asked of one kind alone, and never of the house: what was told of some turns ago is meant.
_LASTING = frozenset({Matter.FIRST, Matter.WAITED, Matter.PLACE, Matter.DROP, Matter.LONGER, Matter.PART, Matter.STILL})
# With an order to renew these still ask of a reservation, or of the fee.
_BESIDE_ORDERS = frozenset({Matter.LONGER, Matter.CARD, Matter.AFTER, Matter.ANOTHER, Matter.OBJECT})
# What is not asked of a thing where renewing is spoken of: "until when could I keep it then?" is about that.
_NOT_OF_RENEWING = frozenset(
    {Matter.LINE, Matter.TOTAL, Matter.WHERE, Matter.COMING, Matter.UNTIL, Matter.MOVE, Matter.SO_FAR}
)
# Read as one of these, a message that names one of the patron's things is looked at once more.
_UNREAD = frozenset(
    {"out_of_scope", "nlu_fallback", "chitchat", "lost_property", "privacy", "search_book", "suggestion"}
)
# Whoever wants to hear of something no more asks nothing of it.
_NO_REMINDER = re.compile(r"\bstop (?:reminding|telling)\b|یادم ن(?:ندا|یندا)ز|\bunfollow\b")
_OF_ONES_OWN = re.compile(
    r"\b(?:my|i have|i've got|due|return|bring|back|renew|late|overdue)\b|باید|بیارم|برگردون|برگردان|پس بدم|تمدید|مهلت"
    r"|دستم|دست منه|دست من|امانت|دیر|موعد|(?<![^\W_])من(?![^\W_])"
    r"|\b(?:man|bayad|biaram|pas bedam|tamdid|mohlat\w*|dastame)\b"
)
_RENEW_IT = re.compile(
    r"\b(?:renew|extend|prolong)\w* (?:it|that|this|that one|this one)\b|(?:همین|همون|این|اون)\w* ?(?:رو |را )?تمدید|تمدیدش"
)
_SENTENCE = re.compile(r"[^.?!؟\n]+[.?!؟]*")
# Where one sentence goes on to ask something else: "what is it for, and can I still reserve?".
_AND_ASKS = re.compile(
    r",?\s{1,3}and\s{1,3}(?=(?:can|could|may|how|when|what|which|where|who|why|is|are|do|does|did|will|would)\b)|[،,]?\s{1,3}و\s{1,3}(?=(?:کی|چند|چقدر|کجا|کدوم|آیا|میشه|می‌شه|میتونم|می‌تونم|کسی|چرا)(?!\w))",
    re.IGNORECASE,
)
_MOST_PARTS = 3


async def answers_own(turn: Turn) -> bool:
    """Answer what is asked of the signed-in patron's own things; False where nothing of that is asked."""
    if turn.is_payload or not turn.text.strip() or (turn.slot("pending") or {}).get("awaits") == "told":
        return False
    if _NO_REMINDER.search(fold(turn.text)):
        return False
    if turn.patron is None:
        return _needs_record(turn)
    if find_objection(turn.text) == OBJECTS and await contest(turn):
        # "I dispute the second one, the late one is fine" asks of none of them.
        return True
    return await _each(turn)


def asks_of_record(text: str) -> bool:
    """Tell whether a text asks first of all for what stands in the record: how often renewed, how much may be owed."""
    first = read_matters(text)[:1]
    apart = asks_apart(text) or asks_of_service(text)
    return bool(first) and (first[0].matter in _OF_RECORD | {Matter.PART} or apart)


def _needs_record(turn: Turn) -> bool:
    """Ask to sign in for what only the record can tell, whatever it was read as: no rule answers it."""
    found = next((question.matter for question in read_matters(turn.text)), None)
    intent = _NEEDING.get(found) if found is not None and turn.intent not in _ELSEWHERE else None
    if intent is not None:
        ask_sign_in(turn, intent, {})
    return intent is not None


async def _each(turn: Turn) -> bool:
    """Answer every sentence that asks something of its own, where each of them does; else the message as one."""
    whole = turn.text
    parts = [
        part.strip() for sentence in _SENTENCE.findall(whole) for part in _AND_ASKS.split(sentence) if part.strip()
    ]
    read = ((part, read_matters(part)) for part in parts)
    asking = {part: questions[0].matter for part, questions in read if questions} if len(parts) > 1 else {}
    firsts = set(asking.values())
    beside = [part for part in parts if part not in asking and (part.endswith(("?", "؟")) or _AND_ASKS.match(part))]
    if not 1 < len(asking) <= _MOST_PARTS or len(firsts) < len(asking) or beside:
        return await _asked(turn)
    answered = False
    for part in asking:
        turn.text = part
        answered = await _asked(turn) or answered
    turn.text = whole
    return answered


_WHICH_RENEWED = re.compile(
    r"\bwhich (?:of (?:them|these|those)|ones?|books?)\b[^.?!]{0,40}\b(?:renew|extend)|(?<!\w)کدوم\w{0,5}[^.؟?!]{0,24}تمدید|\bkodo{1,2}m\w{0,5}\b[^.?!]{0,24}\btamdid"
)
# "Renew my card, I have Emma out" orders nothing of Emma.
_RENEWS_CARD = re.compile(
    r"\b(?:renew\w*|extend\w*)(?: of)? (?:(?:my|the|our|this) )?(?:\w{1,12} )?(?:card|membership|subscription)\b"
    r"|(?:کارت|عضویت|اشتراک)\w{0,3}(?: \w{1,8}){0,2} تمدید|تمدید (?:\w{1,8} )?(?:کارت|عضویت|اشتراک)|\b(?:kart|ozviat|ozviyat)\w{0,3}(?: \w{1,8}){0,2} tamdid"
)
_TELLING = re.compile(r"[,;]?\s{1,3}and (?:then |also |please ){0,2}(?:tell me|let me know)\b", re.IGNORECASE)
_TO_BE_TOLD = re.compile(
    r"\b(?:tell me|let me know|when|how long|is|has)\b[^.?!]{0,60}\b(?:ready|arriv\w*|come|here|there|wait\w*|queue|line|kept)\b|(?<!\w)(?:کی|چندم\w{0,2}|آماده\w{0,3}|رسید\w{0,3}|تا کی|نوبت\w{0,2})(?!\w)"
)


async def asked_again(turn: Turn, *, own: bool = False) -> bool:
    """Answer a question from before the sign-in, in the words it had; `own`: it is known to be about one's own."""
    return not turn.is_payload and turn.patron is not None and await _asked(turn, known=own)


async def _asked(turn: Turn, *, known: bool = False) -> bool:
    questions = read_matters(turn.text)
    sure = turn.confidence >= _SURE
    # "Cancel Dune and tell me when Emma is ready" orders, and wants to be told.
    cancels = orders_to_cancel(turn.text) or orders_to_cancel(_TELLING.split(turn.text)[0])
    to_do = asks_what_to_do(turn.text)
    how_late = _HOW_LATE.search(fold(turn.text)) is not None
    if (
        not (questions or to_do or cancels or how_late)
        and turn.intent not in _UNREAD
        and not asks_what_is_lost(fold(turn.text))
    ):
        return False
    own = await own_things(turn)
    objects = any(question.matter is Matter.OBJECT for question in questions)
    elsewhere = (sure and turn.intent in _ELSEWHERE) or turn.intent == "subscribe"
    elsewhere = elsewhere and not (questions and questions[0].matter in _OF_RECORD and turn.intent in _OF_HOUSE)
    if elsewhere and not own.named and not objects and not await _moves(turn, questions, own):
        return False
    if own.loans and not own.named_holds and _HOW_LATE.search(fold(turn.text)) and own.loan(turn) is not None:
        # "How late can I bring the first one back?" asks of the hour, too: the day, and how it is done when nobody is there.
        turn.intent = "loans"
        return await loans_asked.closed(turn, own)
    if "hold" in own.kinds[:1] and own.holds and asks_what_is_lost(fold(turn.text)):
        return await MOVES["hold.lose"](turn)
    found = described(turn, "hold", own.holds) if cancels and not own.named and not turn.slot("pending") else ()
    if cancels and not found and len(own.holds) == 1 and turn.intent in _UNREAD and not turn.slot("pending"):
        found = own.holds
    if "hold" in own.kinds and len(found) == 1:
        # "Cancel the one that has not come yet" asks for no state of it.
        turn.intent, turn.entities = "cancel_hold", {"ref": [f"hold:{found[0].id}"]}
        await HANDLERS["cancel_hold"].handler(turn)
        return True
    chosen = find_choice(turn.text)
    several = bool(read_request(turn.text, "cancel").left_out) or (chosen is not None and chosen.kind != "indexes")
    if cancels and len(own.named_holds) == 1 and not several and not own.named_loans and not turn.slot("pending"):
        # "Cancel Dune and put me in the queue anew" orders the first of both before anything else.
        turn.intent, turn.entities = "cancel_hold", {"ref": [f"hold:{own.named_holds[0].id}"]}
        await HANDLERS["cancel_hold"].handler(turn)
        return True
    if cancels and len(own.named_holds) > 1 and not own.named_loans and not turn.slot("pending"):
        going, _ = sorted_by_clause(turn.text, own.holds)
        other = [hold for hold in own.named_holds if hold not in going]
        if len(going) == 1 and len(other) == 1 and _TO_BE_TOLD.search(fold(turn.text)):
            # "Cancel Dune, and tell me when Emma will be ready": the one is told, the other dropped by a yes.
            await holds_asked.where(turn, replace(own, named_holds=tuple(other)))
            turn.intent, turn.entities = "cancel_hold", {"ref": [f"hold:{going[0].id}"]}
            turn.text = going[0].title
            await HANDLERS["cancel_hold"].handler(turn)
            return True
    left_out = bool(read_request(turn.text, "cancel").left_out)
    if cancels and left_out and len(own.named_holds) > 1 and not own.named_loans and not turn.slot("pending"):
        # "Cancel Dune, Emma stays": however it was read, what stays is no part of it.
        turn.intent, turn.entities = "cancel_hold", {}
        await HANDLERS["cancel_hold"].handler(turn)
        return True
    renewing = any(deed_of(sentence.words) == "renew" for sentence in sentences(turn.text))
    ordered = orders_renewal(turn.text)
    asked = {question.matter for question in questions}
    if (
        renewing
        and not ordered
        and own.named_loans
        and Matter.EXPIRED in asked
        and not asked & {Matter.AFTER, Matter.CARD}
    ):
        # "Can Dune be renewed with an expired card?" asks of the loan, and the card is why not.
        turn.intent = "renew"
        await check(turn, own.named_loans)
        return True
    supposing = _SUPPOSING.search(fold(turn.text)) is not None
    refused = next((act.things for act in turn.thread.acts(kind="loan", result="refused")), ())
    spoken = tuple(one for one in own.loans if one.id in refused) or tuple(filter(None, [own.loan(turn)]))
    if to_do and not supposing and not own.named and own.kinds[:1] == ("loan",) and len(spoken) == 1:
        # "What can I do then, it is due on Saturday": of the one that was just refused, or spoken of.
        return await what_to_do(turn, spoken)
    blocking = {Matter.BLOCKS, Matter.STILL}
    if renewing and not ordered and asked & blocking and own.named_loans and _WHICH_RENEWED.search(fold(turn.text)):
        # "I have Emma and Dune, which of them can be renewed?" asks of these, and not of the account.
        turn.intent = "renew"
        await check(turn, own.named_loans if len(own.named_loans) > 1 else own.loans)
        return True
    for question in questions:
        if supposing and question.matter is Matter.SO_FAR:
            continue
        supposed = Matter.SUPPOSED in asked or _BRINGS.search(fold(turn.text)) is not None
        if supposing and supposed and question.matter in (Matter.TOTAL, Matter.OWED):
            # "If I bring both on Saturday, what will it come to?": not what it comes to today.
            if _HOW_MUCH.search(fold(turn.text)) and await loans_asked.supposed(turn, own):
                return True
            continue
        if renewing and question.matter in _NOT_OF_RENEWING:
            continue
        if question.matter is Matter.LINE and (refuses_to_pay(turn.text) or asks_for_rule(turn.text)):
            # "I won't pay that. Who decides?" contests it, «قانونش چیه؟» asks for its rule (subjects/objections.py).
            continue
        if question.matter in (Matter.STILL, Matter.BLOCKS) and Matter.MOVE in asked and own.named_holds:
            # "I reserved it for Saadi, can it come to Central?" asks what stands in no way.
            continue
        if question.matter is Matter.STILL and _RENEW_IT.search(fold(turn.text)):
            # "Can I renew it for now?" asks of one loan, and not what the debt stands against.
            continue
        if ordered and question.matter not in _BESIDE_ORDERS:
            if question.matter is Matter.LENIENCE and own.loans:
                # "Renew both and wipe the charge": the one is done, the other answered.
                turn.intent = "renew"
                await HANDLERS["renew"].handler(turn)
                await debts_asked.lenience(turn, own)
                return True
            continue
        of_loans = ordered and own.named_loans and _RENEWS_CARD.search(fold(turn.text)) is None
        if of_loans and question.matter is Matter.CARD and turn.intent != "renew":
            # "Renew Dune and Emma. If it is the card, how do I renew that?": the one is done, the other answered.
            turn.intent = "renew"
            await HANDLERS["renew"].handler(turn)
        if question.matter is Matter.DROP and "hold" in own.kinds and own.holds:
            turn.intent, hold = "cancel_hold", own.hold(turn)
            if hold is not None:
                turn.entities = {"ref": [f"hold:{hold.id}"]}
            await HANDLERS["cancel_hold"].handler(turn)
            return True
        if question.matter is Matter.UNTIL and to_do and len(own.named_loans) == 1:
            continue
        for kind in _kinds(turn, question, own, known=known):
            answer = _ANSWERS.get((question.matter, kind))
            if answer is not None and await answer(turn, own):
                return True
    if len(own.named_loans) == 1 and not own.named_holds and not elsewhere and asks_what_to_do(turn.text):
        return await what_to_do(turn, own.named_loans)
    return likely_move(turn) not in MOVES and await _named(turn, own)


_SUPPOSING = re.compile(
    r"\b(?:if|suppos(?:e|ing)|assum(?:e|ing)|imagine|let's say|say i|age|agar|farz)\b|اگه|اگر|(?<!\w)فرض(?!\w)"
)
_BRINGS = re.compile(
    r"\b(?:bring|return|give (?:it|them) back|drop|hand)\b|(?<!\w)(?:بیارم\w*|بیاورم|برگردون\w*|برگردان\w*|پس ?(?:ش )?بدم|تحویل بدم)(?!\w)|\b(?:biaram|bargardoo?n\w*|bargardun\w*|pas bedam)\b"
)
_HOW_MUCH = re.compile(
    r"\bhow much\b|\bcome to\b|\btotal\b|(?<!\w)(?:چند|چنده|چقد\w*|چه ?قدر)(?!\w)|\b(?:chand|chegh?adr)\w*"
)
_HOW_LATE = re.compile(
    r"\bhow late\b[^.?!]{0,20}\b(?:bring|return|hand|drop|give|take)\b|\b(?:until|till|by) what (?:time|hour)\b[^.?!]{0,20}\b(?:bring|return|hand|drop|give)\b|\bwhat time\b[^.?!]{0,30}\b(?:bring|return|hand|drop|give)\b[^.?!]{0,20}\bback\b"
    r"|(?:تا )?(?:ساعت چند|چه ساعتی|چند شب)[^.؟?!]{0,24}(?:برگردون|برگردان|پس بد|بیار|تحویل بد)|(?:برگردون|برگردان|پس بد|بیار|تحویل بد)\w*[^.؟?!]{0,16}تا (?:ساعت چند|چه ساعتی|چند شب)"
    r"|\bta (?:saat|sa'at) chand\b[^.?!]{0,20}\b(?:bargard|pas bed|biar)\w*"
)


def asks_how_late(text: str) -> bool:
    """Tell whether a text asks at which hour at the latest a loan is to be brought back."""
    return _HOW_LATE.search(fold(text)) is not None


async def what_to_do(turn: Turn, loans: tuple[Loan, ...]) -> bool:
    """Say what can be done with a loan: one that is lost, spoilt or back already has its own answer.

    Any other is renewed or not, and brought back while the library is closed.
    """
    if (trouble := _trouble_of(turn, loans)) is not None:
        name, words = trouble
        asked, turn.text = turn.text, words
        done = await MOVES[name](turn)
        turn.text = asked
        return done
    turn.intent = "renew"
    await check(turn, loans)
    asked, turn.text = turn.text, loans_asked.WHEN_CLOSED[turn.language]
    await answer_from_facts(turn, "return")
    turn.text = asked
    return True


def _trouble_of(turn: Turn, loans: tuple[Loan, ...]) -> tuple[str, str] | None:
    """Name the move of what is wrong with a loan, by the message or by what was told of it last; with all its words."""
    before = next((act for act in turn.thread.acts(kind="loan") if {one.id for one in loans} & {*act.things}), None)
    told = f"{before.words}\n{turn.text}" if before is not None and before.words else turn.text
    for words in dict.fromkeys((turn.text, told)):
        for name, tells in _TROUBLES:
            if tells(words):
                return name, words
    return None


def _is_spoilt(text: str) -> bool:
    return _SPOILT.search(fold(text)) is not None


_SPOILT = re.compile(
    r"\b(?:torn|tore|ripped|damaged|ruined|spoil(?:t|ed)|soaked|stained|chewed|got wet|is wet|spilled|spilt|burnt|burned|fell apart|falling apart)\b"
    r"|(?<!\w)(?:پاره|خیس|خراب|لکه?|سوخت\w*|آسیب|جویده|جوید\w*|ریخت\w*)(?!\w)|\b(?:pare|kharab|khis)\b"
)
_TROUBLES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("loan.lost", tells_lost), ("loan.damaged", _is_spoilt), ("loan.returned", tells_returned),
)  # fmt: skip


async def _moves(turn: Turn, questions: tuple[MatterQuestion, ...], own: OwnThings) -> bool:
    """Tell whether the reservation just told of is to go elsewhere: "send it to Central" asks for no address."""
    moving = any(question.matter is Matter.MOVE for question in questions) and own.kinds[:1] == ("hold",)
    return moving and turn.intent == "location" and await wants_another_branch(turn)


def _kinds(turn: Turn, question: MatterQuestion, own: OwnThings, *, known: bool) -> list[str]:
    """Give the kinds of things that a question may be about, the likeliest first."""
    said = fold(turn.text)
    named = {"loan": bool(own.named_loans), "hold": bool(own.named_holds)}
    likely: dict[str, float] = {}
    for kind in question.kinds:
        word = bool(_WORDS[kind].search(said))
        read = turn.intent in _INTENTS[kind]
        misread = question.matter in _OF_RECORD and turn.intent in _OF_HOUSE
        plain = question.matter in _PLAIN and question.own and (misread or turn.intent not in _ELSEWHERE)
        score = 0.0
        if named.get(kind):
            score = 4.0
        elif question.matter is Matter.MOVE and holds_asked.is_placing(turn):
            score = 3.5
        elif any(named.values()) and kind in named:
            continue
        elif word and (question.own or read or kind in own.kinds):
            score = 3.5
        elif kind == "hold" and described(turn, "hold", own.holds) and find_pointer(turn.text) is not Pointer.OTHER:
            score = 3.2
        elif own.kinds[:1] == (kind,):
            score = 3.0
        elif kind in own.kinds and (read or question.own):
            score = 2.0
        elif read and (question.own or question.matter in _PLAIN):
            score = 1.5
        elif kind in own.kinds and question.matter in _LASTING:
            score = 1.2
        elif plain or question.matter is Matter.OBJECT:
            score = 1.0
        elif known:
            score = 0.6 if kind == "hold" else 0.8
        if score:
            likely[kind] = score
    return sorted(likely, key=lambda kind: -likely[kind])


def orders_renewal(text: str) -> bool:
    """Tell whether a text orders to renew, and does not ask whether one may."""
    speaks = any(deed_of(sentence.words) == "renew" for sentence in sentences(text))
    return speaks and read_request(text, "renew").kind is Kind.ORDER


async def _named(turn: Turn, own: OwnThings) -> bool:
    """Tell how a named thing of the patron's stands, where the message was read as nothing that is done with it."""
    if turn.intent not in _UNREAD or len([*own.named_loans, *own.named_holds]) != 1 or turn.recall("case"):
        return False
    if turn.slot("pending") and (turn.slot("pending") or {}).get("awaits") != "yes":
        return False
    speaks = bool(_OF_ONES_OWN.search(fold(turn.text)))
    if turn.intent == "search_book" and not speaks:
        return False
    if own.named_holds:
        return await holds_asked.where(turn, own)
    if orders_renewal(turn.text) and speaks:
        turn.intent = "renew"
        await HANDLERS["renew"].handler(turn)
        return True
    return await loans_asked.until_asked(turn, own)
