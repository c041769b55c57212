"""Renewals: one, some or all of the loans, as a message orders them."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.dialogue.choosing import Pick, pick, request_of, rest_of
from actions.dialogue.described_before import described_before
from actions.dialogue.fates import Fates, Owned, told_of_each
from actions.dialogue.others_meant import others_left
from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.turn import Fact, Turn
from actions.facts.lines import titles_listed
from actions.rasa.registry import HANDLERS, handles
from actions.subjects.facts.facts import answer_from_facts
from actions.subjects.library_info.terms import NUMBERS, asks_in_general, terms
from actions.subjects.renewals.renewal_checks import check
from actions.subjects.renewals.renewals_asked import ask, await_places, beyond, choose, loan_lines, one_by_one
from actions.subjects.renewals.renewals_done import do
from actions.subjects.renewals.renewals_meant import (
    is_name,
    it_too,
    known_names,
    last_told,
    names_in_catalogue,
    placed_in_list,
    restricts_unread,
    them_told,
    those_told,
    widen,
)
from actions.subjects.renewals.renewals_ordered import (
    asks_negatively,
    asks_which_first,
    is_ordered,
    not_denied,
    orders_all,
)
from actions.subjects.renewals.renewals_refused import leave_alone
from actions.subjects.renewals.renewals_worded import excepted, shorten, without_asked, without_left, without_telling
from actions.subjects.renewals.renewing_rest import leaves_untold
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_renew, without_brought_back
from language.requests.speech.questions import Ask, Condition
from language.requests.speech.request import Kind
from language.requests.speech.selecting import part_fallback, without_not_only
from language.requests.speech.sentences import deed_of, sentences
from language.requests.speech.wishes_beside import asks_when_due
from language.requests.titles.names import only_names
from library.values import Loan

__all__ = ["fates_told", "renew"]


@handles("renew")
async def renew(turn: Turn) -> None:
    """Renew what was named; show the list and ask first when more than one thing could be meant.

    A question is answered and nothing done; what is forbidden is left alone.
    """
    if await _cancels_reservation(turn):
        return
    waits = turn.is_payload or turn.patron is None or turn.slot("pending")
    if not waits and asks_when_due(turn.text):
        # «موعد «جنگ و صلح» را هم بفرمایید»: that date is to be told, and nothing renewed.
        turn.intent = "loans"
        await HANDLERS["loans"].handler(turn)
        return
    said = turn.text
    if not turn.is_payload:
        # "Renew that one, and I'll bring the other back": what comes back is no part of the order.
        # "Renew those, not the others": what is left is no part of it, either; "not just Emma" leaves nothing out.
        # "Only Emma not" leaves that one out.
        # "… and tell me whether I owe anything" asks for something beside the order.
        shorten(turn, without_telling(turn.text))
        shorten(turn, without_not_only(without_left(without_brought_back(excepted(turn.text)))))
    request = request_of(turn, "renew")
    if turn.patron is None:
        if request.kind is Kind.REFUSAL:
            turn.say("utter_renew_left")
        elif request.kind is Kind.QUESTION and asks_in_general(turn.text) and Ask.WHY not in request.asks:
            # "By telephone, too?" has a fact of its own; the numbers answer how often and for how long.
            if request.asks & NUMBERS or not await answer_from_facts(turn, "loan_policy", after=("loans",)):
                await terms(turn)
        else:
            ask_sign_in(turn)
        return
    out = await turn.library.loans(turn.patron_id)
    if not out:
        turn.say("utter_renew_nothing")
        return
    if turn.entity("which") == "choose":
        choose(turn, out)
        return
    if not turn.is_payload:
        # "Renew Emma. When is the Hobbit due?": the other one is only asked of, and told beside.
        names = [loan.title for loan in out], [loan.author for loan in out]
        if (rest := without_asked(turn.text, *names)) != turn.text:
            shorten(turn, rest)
            said, request = turn.text, request_of(turn, "renew")
    if not turn.is_payload and asks_which_first(said):
        # "Renew all of them, or no, wait, first tell me which can be": told, and done on a yes.
        await check(turn, pick(turn, "loan", out, request).things or out, request)
        return
    fates = fates_told(turn, said, out)
    if fates is not None and request.condition is not Condition.OTHER:
        # "All but Emma, which I have read": what is said of that one beside orders nothing.
        left = fates.left if fates.whole or fates.left else ()
        await do(turn, [out[at] for at in fates.wanted], left=[out[at] for at in left])
        return
    rest, least = part_fallback(turn.text)
    if least and not turn.is_payload and only_names(least, [loan.title for loan in out]):
        # "Both, or at least Emma": that one is among them.
        shorten(turn, rest)
        request = request_of(turn, "renew")
    if request.kind is Kind.REFUSAL and not asks_negatively(turn.text):
        await leave_alone(turn, out, request)
        return
    if await leaves_untold(turn):
        # "Those only, don't touch the rest": never all of them.
        choose(turn, out)
        return
    widen(turn, out)
    meant = await names_in_catalogue(turn, known_names(turn, pick(turn, "loan", out, request)), request)
    meant = those_told(turn, meant, out)
    if request.left_out and len(meant.things) > 1 and not (meant.left or meant.left_unknown or turn.is_payload):
        # "Those, but not the Don Quixote": what is left out was not understood, so it is asked which.
        meant = Pick(of=1)
    unread = restricts_unread(turn, out, meant)
    if not meant.things and not meant.left and not request.whole and (told := described_before(turn, out)) is not None:
        meant, unread = Pick((told,)), False
    if meant == Pick() and not request.whole and not unread and (loan := last_told(turn, out)) is not None:
        meant = Pick((loan,))
    nothing = not (meant.things or meant.left or meant.left_unknown)
    if nothing and not unread and _REST.search(fold(turn.text)):
        # «بقیه چی، اونارم میشه یه جا تمدید کنی؟»: where nothing was seen to before, it names none all the same.
        meant = Pick(rest_of(turn, "loan", out))
    if meant == Pick() and not request.whole and not unread and (them := them_told(turn, out)):
        meant = Pick(them)
    if meant.things and not meant.everything and not meant.left and (it := it_too(turn, out)) is not None:
        meant = replace(meant, things=tuple(dict.fromkeys((it, *meant.things))))
    if meant == Pick() and (placed := placed_in_list(turn, out)):
        meant = Pick(placed)
    if request.whole and meant.of >= len(out):
        # "I have three books, renew them all", where there are two: all that there are.
        meant = replace(meant, of=0)
    # Of "the other one", where several are left, one of these.
    among = (others_left(turn, "loan", out) if meant.of else ()) or out
    if meant.beyond:
        beyond(turn, out)
    elif (
        not turn.is_payload
        and not meant.left
        and len(meant.things) in (0, len(out))
        and _NOT_ALL.search(fold(turn.text))
    ):
        # "Renew my books, but not all of them": which, is still to be said.
        choose(turn, out)
    elif request.kind is Kind.REFUSAL:
        # "Renewal isn't needed for Emma, is it?" asks of that one.
        await check(turn, meant.left or meant.things or out, request)
    elif not is_ordered(turn):
        await check(turn, not_denied(turn, meant.things or among) or not_denied(turn, out) or out, request)
    elif request.kind is not Kind.ORDER or request.condition is Condition.OTHER:
        await check(turn, meant.things or among, request)
    elif meant.left_unknown and not is_name(meant.unknown, len(out)):
        # "All but the first": which is the first, no list has told yet; what else is left out was not understood.
        choose(turn, out)
    elif meant.left_unknown:
        turn.show("loan", [loan.id for loan in out])
        turn.say("utter_renew_except_unknown", status="clarified", title=meant.unknown, loans=loan_lines(out))
        await_places(turn, out)
    elif meant.unknown and not meant.things:
        turn.show("loan", [loan.id for loan in out])
        turn.say(
            "utter_renew_unknown",
            status="clarified",
            title=meant.unknown,
            loans=loan_lines(out),
            choices=one_by_one(out),
        )
        await_places(turn, out)
    elif meant.left and meant.everything and not (request.whole or orders_to_renew(turn.text)):
        # That something stays as it is orders nothing of all the others.
        choose(turn, out)
    elif meant.left and not meant.things:
        turn.say("utter_renew_left_all", titles=_titles(meant.left))
    elif meant.left:
        await do(turn, meant.things, meant.others, left=meant.left)
    elif unread and (meant.everything or not meant.things):
        # "Renew all that I borrowed in November": never more than was spoken of.
        choose(turn, out)
    elif len(meant.things) == 1 or (meant.things and not meant.everything):
        await do(turn, meant.things, meant.others)
    elif orders_all(turn, request) and not meant.of:
        await do(turn, meant.things or out)
    elif meant.of:
        choose(turn, among)
    elif len(out) == 1:
        await do(turn, out)
    else:
        await ask(turn, meant.things or out)


def fates_told(turn: Turn, text: str, out: Sequence[Loan]) -> Fates | None:
    """Give what a text that orders a renewal says of single loans that it leaves out; None where it leaves none out."""
    return None if turn.is_payload else told_of_each(text, [Owned(loan.title, loan.author) for loan in out])


async def _cancels_reservation(turn: Turn) -> bool:
    """Take an order that only cancels, read as a renewal behind a list of reservations, as what it is."""
    shown = (turn.slot("shown") or {}).get("kind")
    deeds = {deed_of(sentence.words) for sentence in sentences(turn.text)} - {None}
    if turn.is_payload or shown != "hold" or deeds != {"cancel"}:
        return False
    turn.intent = "cancel_hold"
    await HANDLERS["cancel_hold"].handler(turn)
    return True


_NOT_ALL = re.compile(
    r"\bnot (?:all|every\w*)\b|(?<!\w)نه (?:همه|همش|همشون|کل|تمام)\w*|(?<!\w)همه\w*(?: ?(?:رو|را))? نه(?!\w)|\bna (?:hame|hamash)\w*"
)
_REST = re.compile(
    r"\b(?:the rest|the (?:other|remaining) (?:ones|books|loans|items|two|three|four)|the others)\b|(?<!\w)(?:بقیه|باقی|مابقی)\w*|\bbaghi\w*"
)


def _titles(loans: Sequence[Loan]) -> Fact:
    return titles_listed(loan.title for loan in loans)
