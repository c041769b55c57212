"""What one sentence asks or orders of a patron's own things, and in which order its questions are answered."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.dialogue.describing import described
from actions.dialogue.moving import likely_move
from actions.dialogue.others_meant import others_left
from actions.dialogue.own_things import OwnThings, own_things
from actions.dialogue.turn import Turn
from actions.rasa.registry import HANDLERS, MOVES
from actions.subjects.account import card_asked
from actions.subjects.fines import debts_asked
from actions.subjects.holds import hold_days, holds_asked
from actions.subjects.holds.holds_moved import wants_another_branch
from actions.subjects.holds.holds_sorted import goes_by_that, other_goes, sorted_by_clause, without_other_staying
from actions.subjects.loans import loan_days, loans_late
from actions.subjects.own.cancelled_beside import cancels_only
from actions.subjects.own.kinds_meant import ELSEWHERE, OF_SERVICES, kinds_meant
from actions.subjects.own.named_alone import UNREAD, tell_named
from actions.subjects.own.own_answers import ANSWERS
from actions.subjects.own.own_questions import HOW_LATE, OF_RECORD, orders_renewal
from actions.subjects.own.what_to_do import what_to_do
from actions.subjects.renewals.renewal_checks import check
from language.choices import find_choice
from language.normalise import fold
from language.requests.deeds.cancelling import given_up, gives_up, orders_to_cancel
from language.requests.deeds.hold_changes import asks_what_is_lost
from language.requests.deeds.loan_troubles import asks_what_to_do
from language.requests.deeds.objections import asks_for_rule, refuses_to_pay
from language.requests.own.own_matters import Matter, MatterQuestion, asks_to_mend_card, read_matters
from language.requests.speech.request import read_request
from language.requests.speech.sentences import deed_of, sentences
from library.values import Hold

__all__ = ["answer_asked", "asked_again"]

_SURE = 0.75
# With an order to renew these still ask of a reservation, or of the fee.
_BESIDE_ORDERS = frozenset({Matter.LONGER, Matter.CARD, Matter.AFTER, Matter.ANOTHER, Matter.OBJECT})
# What is not asked of a thing where renewing is spoken of: "until when could I keep it then?" is about that.
_NOT_OF_RENEWING = frozenset(
    {Matter.LINE, Matter.TOTAL, Matter.WHERE, Matter.COMING, Matter.UNTIL, Matter.MOVE, Matter.SO_FAR}
)
_RENEW_IT = re.compile(
    r"\b(?:renew|extend|prolong)\w* (?:it|that|this|that one|this one)\b|(?:همین|همون|این|اون)\w* ?(?:رو |را )?تمدید|تمدیدش"
)

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
    r"\bwhere am i\b|\bhow long\b|\b(?:tell me|let me know|when|how long|is|has)\b[^.?!]{0,60}\b(?:ready|arriv\w*|come|here|there|wait\w*|queue|line|kept)\b|(?<!\w)(?:کی|چندم\w{0,2}|آماده\w{0,3}|رسید\w{0,3}|تا کی|نوبت\w{0,2})(?!\w)"
)


async def asked_again(turn: Turn, *, own: bool = False) -> bool:
    """Answer a question from before the sign-in, in the words it had; `own`: it is known to be about one's own."""
    return not turn.is_payload and turn.patron is not None and await answer_asked(turn, known=own)


def _described_to_go(turn: Turn, own: OwnThings) -> Sequence[Hold]:
    """Give the reservations that are described as to go: "keep the other" describes none of them."""
    whole, turn.text = turn.text, without_other_staying(turn.text)
    found = described(turn, "hold", own.holds)
    turn.text = whole
    return found


async def answer_asked(turn: Turn, *, known: bool = False) -> bool:
    """Answer what is asked of the patron's own things, or do what is ordered; `known`: it is surely about them."""
    questions = read_matters(turn.text)
    sure = turn.confidence >= _SURE
    # "Cancel Dune and tell me when Emma is ready" orders, and wants to be told.
    cancels = orders_to_cancel(turn.text) or orders_to_cancel(_TELLING.split(turn.text)[0])
    no_more = bool(given_up(turn.text))
    to_do = asks_what_to_do(turn.text)
    how_late = HOW_LATE.search(fold(turn.text)) is not None
    if (
        not (questions or to_do or cancels or no_more or how_late or asks_to_mend_card(turn.text))
        and turn.intent not in UNREAD
        and not asks_what_is_lost(fold(turn.text))
    ):
        return False
    own = await own_things(turn)
    objects = any(question.matter is Matter.OBJECT for question in questions)
    elsewhere = (sure and turn.intent in ELSEWHERE) or turn.intent == "subscribe"
    elsewhere = elsewhere and not (questions and questions[0].matter in OF_RECORD and turn.intent in OF_SERVICES)
    if elsewhere and not own.named and not objects and not await _moves(turn, questions, own):
        return False
    if own.loans and not own.named_holds and HOW_LATE.search(fold(turn.text)) and own.loan(turn) is not None:
        # "How late can I bring the first one back?" asks of the hour, too: the day, and how it is done when nobody is there.
        turn.intent = "loans"
        return await loan_days.closed(turn, own)
    last = turn.thread.last
    refused_before = last is not None and last.act in ("renew", "account") and not own.named and turn.intent != "return"
    if refused_before and asks_to_mend_card(turn.text) and await card_asked.expired(turn, own):
        # "What, my card too? Can I sort that out from here?" behind a refusal for a card that has expired.
        return True
    if "hold" in own.kinds[:1] and own.holds and asks_what_is_lost(fold(turn.text)):
        return await MOVES["hold.lose"](turn)
    found = _described_to_go(turn, own) if cancels and not own.named and not turn.slot("pending") else ()
    if cancels and not found and len(own.holds) == 1 and turn.intent in UNREAD and not turn.slot("pending"):
        found = own.holds
    if "hold" in own.kinds and len(found) == 1:
        # "Cancel the one that has not come yet" asks for no state of it.
        turn.intent, turn.entities = "cancel_hold", {"ref": [f"hold:{found[0].id}"]}
        await HANDLERS["cancel_hold"].handler(turn)
        return True
    going = goes_by_that(turn.text, own.holds) if cancels and not own.named_loans and not turn.slot("pending") else []
    if going:
        # "Where am I with Dune, and the Austen, cancel that": what is named right before goes, of the other it is told.
        other = [hold for hold in own.named_holds if hold not in going]
        if len(other) == 1 and _TO_BE_TOLD.search(fold(turn.text)):
            await holds_asked.where(turn, replace(own, named_holds=tuple(other)))
        turn.intent, turn.entities = "cancel_hold", {"ref": [f"hold:{going[0].id}"]}
        turn.text = going[0].title
        await HANDLERS["cancel_hold"].handler(turn)
        return True
    chosen = find_choice(turn.text)
    left_out = bool(read_request(turn.text, "cancel").left_out)
    others_go = cancels and other_goes(turn, own.holds) is not None
    several = left_out or others_go or (chosen is not None and chosen.kind != "indexes")
    # "I don't need Dune anymore, my friend gave me his": what is named in that very clause.
    drops = cancels or (no_more and any(gives_up(turn.text, one.title, one.author) for one in own.named_holds))
    if drops and len(own.named_holds) == 1 and not several and not own.named_loans and not turn.slot("pending"):
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
    sorted_out = (left_out or others_go) and own.named_holds
    if cancels and sorted_out and not own.named_loans and not turn.slot("pending"):
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
    left = () if spoken else others_left(turn, "loan", own.loans)
    if to_do and not supposing and not own.named and own.kinds[:1] == ("loan",) and (len(spoken) == 1 or left):
        # "What can I do then, it is due on Saturday": of the one that was just refused, or spoken of.
        return await what_to_do(turn, spoken or left)
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
            if _HOW_MUCH.search(fold(turn.text)) and await loans_late.supposed(turn, own):
                return True
            continue
        if renewing and question.matter in _NOT_OF_RENEWING:
            continue
        if question.matter is Matter.ANOTHER and asked & _DAYS_AND_PLACES and _only_sends(turn.text):
            # "My sister comes for both then, just tell me until when": that she may is not asked any more.
            continue
        if question.matter is Matter.LINE and (refuses_to_pay(turn.text) or asks_for_rule(turn.text)):
            # "I won't pay that. Who decides?" contests it, «قانونش چیه؟» asks for its rule (charges_contested.py).
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
        if question.matter is Matter.LENIENCE and Matter.UNTIL in asked and own.loans and not own.named_holds:
            # "When are they due, and may an allowance be made?" asks both.
            told = await loan_days.until(turn, own)
            return await debts_asked.lenience(turn, own) or told
        kinds = kinds_meant(turn, question, own, known=known)
        if question.matter is Matter.UNTIL and own.named_loans and own.named_holds and not cancels:
            # "Until when may I keep Dune, and when is Emma there?": each that is named is told of.
            told = await loan_days.until(turn, own)
            return await hold_days.until(turn, own) or told
        beside = own.named_holds[0] if cancels and own.named_loans and len(own.named_holds) == 1 else None
        if question.matter is Matter.UNTIL and beside is not None and cancels_only(turn.text, beside):
            # "Cancel Dune. Until when may I keep Emma?": what is ordered beside is done by a yes.
            await loan_days.until(turn, own)
            turn.intent, turn.entities = "cancel_hold", {"ref": [f"hold:{beside.id}"]}
            turn.text = beside.title
            await HANDLERS["cancel_hold"].handler(turn)
            return True
        for kind in kinds:
            answer = ANSWERS.get((question.matter, kind))
            if answer is not None and await answer(turn, own):
                return True
    if len(own.named_loans) == 1 and not own.named_holds and not elsewhere and asks_what_to_do(turn.text):
        return await what_to_do(turn, own.named_loans)
    return likely_move(turn) not in MOVES and await tell_named(turn, own)


_SUPPOSING = re.compile(
    r"\b(?:if|suppos(?:e|ing)|assum(?:e|ing)|imagine|let's say|say i|age|agar|farz)\b|اگه|اگر|(?<!\w)فرض(?!\w)"
)
_BRINGS = re.compile(
    r"\b(?:bring|return|give (?:it|them) back|drop|hand)\b|(?<!\w)(?:بیارم\w*|بیاورم|برگردون\w*|برگردان\w*|پس ?(?:ش )?بدم|تحویل بدم)(?!\w)|\b(?:biaram|bargardoo?n\w*|bargardun\w*|pas bedam)\b"
)
_HOW_MUCH = re.compile(
    r"\bhow much\b|\bcome to\b|\btotal\b|(?<!\w)(?:چند|چنده|چقد\w*|چه ?قدر)(?!\w)|\b(?:chand|chegh?adr)\w*"
)


def _only_sends(text: str) -> bool:
    """Tell whether a text says who comes for something, and asks for no leave and not what to bring along."""
    return _LEAVE.search(fold(text)) is None


_DAYS_AND_PLACES = frozenset({Matter.UNTIL, Matter.WHERE})


_LEAVE = re.compile(
    r"\b(?:can|can't|could|may|might|would|will|is|allowed|possible|let|whether|if)\b|\bwhat\b[^.?!]{0,20}\b(?:bring|show|carry)\b|(?<!\w)(?:چه|چی)[^.?!؟]{0,12} ?(?:مدرک|مدارک|همراه|لازم)|(?<!\w)(?:می ?تون\w{1,3}|می ?توان\w{1,3}|می ?شه|می ?شود|ممکنه|اجازه|اشکال\w{0,3})(?!\w)|\b(?:mitoon\w{1,3}|mitun\w{1,3}|mishe|momkene)\b"
)


async def _moves(turn: Turn, questions: tuple[MatterQuestion, ...], own: OwnThings) -> bool:
    """Tell whether the reservation just told of is to go elsewhere: "send it to Central" asks for no address."""
    moving = any(question.matter is Matter.MOVE for question in questions) and own.kinds[:1] == ("hold",)
    return moving and turn.intent == "location" and await wants_another_branch(turn)
