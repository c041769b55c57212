"""Loans that were brought back and still stand on the account: which is meant, the rule of one day, and the case."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.own_things import OwnThings, own_things
from actions.dialogue.turn import LookStep, Turn, as_date, nested
from actions.dialogue.wording import word_count
from actions.facts.choices import librarian, no, yes
from actions.facts.lines import loan_line, money
from actions.rasa.registry import PatronReply, move, pending_action
from actions.subjects.facts.unmarked_questions import asks_unmarked
from actions.subjects.loans import loan_days
from actions.subjects.loans.returned_after import answers_meanwhile, goes_on, tells_beside
from actions.subjects.loans.returned_case import (
    STILL_THERE,
    add_words,
    case_open,
    file_returned,
    joined,
    keep,
    kept,
    titles_of,
)
from actions.subjects.loans.returned_meant import names_no_loan, returned_loans
from actions.subjects.loans.returned_unsigned import files_unsigned, tells_not_signed_in
from language.normalise import fold
from language.requests.deeds.loan_troubles import tells_lost, tells_returned
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.deeds.returned_loans import (
    days_since,
    has_it_looked_for,
    insists_on_return,
    is_charged_for,
    may_stand,
    may_tell_back,
    still_stands,
    tells_back,
    was_late,
    was_reminded,
)
from library.values import Loan

__all__ = ["hears_returned", "hears_returned_still", "will_be_brought"]

# What is read as one of these is about something else, whatever its words say.
_ELSEWHERE = frozenset(
    "emergency lost_card my_data privacy hold cancel_hold hold_status room_booking donation sign_out lost_property"
    " others_loans suggest_purchase".split()
)
_WAITING = frozenset({"told", "words", "score"})
# From these probabilities on the readers' word stands for one half of what is told.
_LIKELY, _SURELY = 0.6, 0.75
_LONGEST = 120  # words
_WILL_BRING = re.compile(
    r"\b(?:will|shall|i'll|we'll|going to|gonna|am|i'm|let me|can|should|must) (?:\w+ ){0,2}?(?:bring|return|drop|hand|give|come|coming|bringing|returning|dropping)\b|\b(?:bring|return)(?:ing)? (?:it|them|that|this)(?: \w+){0,2} (?:tomorrow|tonight|today|later|on \w+day)\b"
    r"|(?<!\w)(?:میارم\w*|می ?آورم\w*|میام|می ?آیم|دارم میام|برمی ?گردون\w*|پس می ?دم\w*|بیارم\w*|برش ?(?:می ?)?گردون\w*)(?!\w)|\b(?:miaram\w*|miam|barmigardoo?n\w*|barmigardun\w*|pas midam)\b"
)


def will_be_brought(said: str) -> bool:
    """Tell whether a folded text says that something will be brought back."""
    return _WILL_BRING.search(said) is not None


async def hears_returned_still(turn: Turn) -> LookStep:
    """Take up that a loan which was brought back still stands on the account, and what is said of it next."""
    pending = turn.slot("pending") or {}
    if turn.is_payload or pending.get("awaits") in _WAITING or turn.recall("emergency") is not None:
        return LookStep.ON
    if turn.recall("waiting") or word_count(turn.text) > _LONGEST or turn.intent in ("emergency", "human_help"):
        return LookStep.ON
    last = turn.thread.last
    if last is not None and last.act in _OF_WHAT_IS_KEPT:
        # "The books I gave back last year, are those still in there? Delete them."
        return LookStep.ON
    told = kept(turn)
    if told and await _goes_on(turn, told):
        return LookStep.DONE
    said = fold(turn.text)
    if not _claims(turn) or orders_to_renew(turn.text) or orders_to_hold(turn.text) or _asks_where(said):
        return LookStep.ON
    if turn.patron is None:
        return LookStep.DONE if await tells_not_signed_in(turn) else LookStep.ON
    if turn.intent == "fines" and _WHY.search(said) and not _STILL.search(said) and not await _is_late(turn):
        # "Why is there a fine? I brought it back on time": what is owed is told, and not which loans there are.
        return LookStep.ON
    return LookStep.DONE if await _takes_up(turn) else LookStep.ON


def _asks_where(said: str) -> bool:
    """Tell whether a folded text asks where something may be brought back, that nobody says is back by now."""
    return _STILL.search(said) is None and _WHERE.search(said) is not None


_WHERE = re.compile(
    r"\b(?:is there|where(?:'s| is| can| do)?|which)\b[^.?!]{0,30}\b(?:box|slot|drop|return|bring)"
    r"|(?:صندوق|کجا)[^.?!؟]{0,30}(?:هست|دارید|دارین|بندازم|بذارم|بدم|بیارم)"
)
_OF_WHAT_IS_KEPT = frozenset({"privacy", "my_data"})
_WHY = re.compile(r"\bwhy\b|چرا|(?:جریمه|دیرکرد)\w{0,3} (?:چیه|واسه چی|برای چی|بابت چی)|\bchera\b")
_STILL = re.compile(r"\bstill\b|(?<!\w)هنوز|\bhan[ou]o?z\b")


async def _is_late(turn: Turn) -> bool:
    """Tell whether anything that stands on the account is late."""
    return any(loan.due_date < turn.today for loan in (await own_things(turn)).loans)


def _claims(turn: Turn) -> bool:
    """Tell whether it is said that something is back and still there; where the readers say so, fewer words do."""
    if tells_lost(turn.text) or (turn.intent in _ELSEWHERE and turn.confidence >= _SURELY):
        return False
    back = tells_back(turn.text)
    still = still_stands(turn.text) or (turn.patron is not None and is_charged_for(turn.text))
    if back and still:
        return True
    read = _is_read(turn)
    if not (read or _is_of_returning(turn)):
        return False
    told = back or may_tell_back(turn.text)
    return told and (still or (may_stand(turn.text)))


def _is_read(turn: Turn) -> bool:
    """Tell whether the reader of moves takes it for that, or what is wanted for a loan to be looked into."""
    if turn.moves.get("loan.returned", 0.0) >= _LIKELY:
        return True
    way, about = turn.sides.get("way") or {}, turn.sides.get("about") or {}
    return about.get("loan", 0.0) >= _LIKELY and way.get("case", 0.0) >= _LIKELY


def _is_of_returning(turn: Turn) -> bool:
    return turn.intent == "return" and turn.confidence >= _SURELY


@move("loan.returned")
async def returned(turn: Turn) -> bool:
    """Look for what is back and still shown: name it, tell the rule of one day, or file it for the librarians."""
    if turn.patron is None:
        return await tells_not_signed_in(turn)
    if not tells_back(turn.text) and will_be_brought(fold(turn.text).replace("’", "'")):
        # "I'll bring it tomorrow": nothing that is back is missing, and until when there is time is said.
        return await loan_days.until(turn, await own_things(turn))
    told = kept(turn)
    return (bool(told) and await _goes_on(turn, told)) or await _takes_up(turn)


async def hears_returned(turn: Turn) -> bool:
    """Take up that a loan which is named, or late, has been brought back, though not that it still stands there."""
    pending = turn.slot("pending") or {}
    case = turn.recall("case") or {}
    fresh = case and not case.get("quiet") and int(case.get("age", 0)) <= 1
    busy = pending.get("awaits") in {"told", "words"} or pending.get("do") == "file" or bool(fresh)
    if turn.is_payload or turn.patron is None or busy or turn.intent not in _MISREAD or not tells_returned(turn.text):
        return False
    own = await own_things(turn)
    if not (own.named_loans or any(loan.overdue for loan in own.loans)) or own.named_holds:
        return False
    barely = not still_stands(turn.text) and not is_charged_for(turn.text)
    asks = bool({"?", "؟"} & set(turn.text)) or asks_unmarked(turn.text)
    if not tells_back(turn.text) or (barely and (asks or was_late(turn.text))):
        return False
    return await _takes_up(turn, barely=barely)


# Read as one of these, what is told of a book that is back may have been read as little of that.
_MISREAD = frozenset(
    "loans fines return renew complaint search_book unsubscribe subscribe account out_of_scope nlu_fallback chitchat"
    " loan_policy privacy lost_item insult".split()
)


async def _takes_up(turn: Turn, *, barely: bool = False) -> bool:
    """Settle the return of the loan that is meant, or ask which. `barely`: only that it is back was told."""
    own = await own_things(turn)
    if own.named_holds and not own.named_loans:
        return False
    claims = still_stands(turn.text) or _is_read(turn) or _is_of_returning(turn)
    # Of a charge alone it is told: for what is off the account that is objected to.
    if not claims and not (own.named_loans or any(one.overdue for one in own.loans)):
        return False
    if not claims and not barely and await _charged_for_others(turn, own):
        return False
    if not own.loans:
        return await _nothing_out(turn)
    loans = await returned_loans(turn, own)
    if not loans or (names_no_loan(turn, own) and not own.named_loans):
        return _asks_which(turn, own.loans, turn.text, other=names_no_loan(turn, own))
    await _settle(turn, loans, turn.text, barely=barely)
    return True


async def _charged_for_others(turn: Turn, own: OwnThings) -> bool:
    """Tell whether something is charged that no loan stands for any more."""
    lines = (await turn.library.fees(turn.patron_id)).lines or ()
    return any(one.outstanding.minor > 0 and one.title not in {loan.title for loan in own.loans} for one in lines)


async def _settle(turn: Turn, loans: tuple[Loan, ...], words: str, *, barely: bool = False) -> None:
    """Tell the rule of one day for what came back a moment ago, and file anything else."""
    since = days_since(words, turn.today)
    pressing = was_reminded(words) or insists_on_return(words) or has_it_looked_for(words)
    waits = (barely or (since is not None and since <= 1)) and not pressing
    if waits and (await STILL_THERE.tell(turn, alone=True) or barely):
        _offer(turn, loans, words)
        return
    await file_returned(turn, loans, words)
    await tells_beside(turn, loans)


def _offer(turn: Turn, loans: tuple[Loan, ...], words: str) -> None:
    for name, facts in turn.answers:
        if name == "utter_fact":
            # One question at a time: what else may be asked of the facts is left out.
            facts["choices"] = []
    turn.read_as("loans", keeps_named=True)
    turn.settled = True
    if len(loans) == 1:
        turn.point("loan", loans[0].id, "loans")
    turn.did("loans", kind="loan", things=[one.id for one in loans], title=loans[0].title, result="told")
    ref = turn.await_("returned", "yes", ids=[one.id for one in loans], text=words)
    keep(turn, "told", words, loans)
    turn.say(
        "utter_loan_returned_offer", status="clarified", title=titles_of(turn, loans),
        due=as_date(loans[0].due_date), choices=[yes(ref, "utter_button_pass_on"), no(ref)],
    )  # fmt: skip


@pending_action("returned", signed_in=True)
async def looked_for(turn: Turn, args: dict[str, Any], _reply: PatronReply) -> None:
    """File what was offered to be looked for."""
    loans = tuple(one for one in (await own_things(turn)).loans if one.id in args["ids"])
    if loans:
        await file_returned(turn, loans, str(args["text"]))
    else:
        await _nothing_out(turn)


async def _nothing_out(turn: Turn) -> bool:
    """Say that nothing is on loan any more, and what is owed all the same."""
    balance = (await turn.library.fees(turn.patron_id)).balance
    owed = nested("utter_part_returned_owed", sum=money(balance)) if balance.minor > 0 else None
    turn.read_as("loans", keeps_named=True)
    turn.settled = True
    turn.set("pending", None)
    turn.did("fines" if owed else "loans", result="told")
    turn.say("utter_returned_none", owed=owed)
    return True


def _asks_which(turn: Turn, loans: tuple[Loan, ...], words: str, *, other: bool = False, again: bool = False) -> bool:
    """Ask which loan came back; `again`: the list stands just above, and what is told meanwhile goes with it."""
    turn.read_as("loans", keeps_named=True)
    turn.settled = True
    turn.show("loan", [one.id for one in loans])
    ids = [one.id for one in loans]
    turn.await_("returned_which", "one", ids=ids, titles=[one.title for one in loans], text=words)
    keep(turn, "asked", words, loans)
    things = {"list": [loan_line(one) for one in loans], "line": "utter_line_loan"}
    turn.remember(returned_again=turn.first_id if again else None)
    if again:
        turn.say(
            "utter_returned_which_again", status="clarified", again="utter_returned_which", things=things,
            choices=[librarian()],
        )  # fmt: skip
        return True
    turn.say("utter_returned_which_other" if other else "utter_returned_which", status="clarified", things=things)
    return True


@pending_action("returned_which", signed_in=True)
async def which_returned(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Take up the return of the loan that was chosen."""
    own = await own_things(turn)
    ids = [args["ids"][place] for place in reply.places] if reply.kind == "places" else []
    loans = tuple(one for one in own.loans if one.id in ids)
    if loans:
        await _settle(turn, loans, joined(turn, str(args["text"])))
    else:
        _asks_which(turn, own.loans, str(args["text"]))


async def _goes_on(turn: Turn, told: dict[str, Any]) -> bool:
    """Hear what is said next of a return that was told: which it is, that it be looked for, how long that takes."""
    if orders_to_renew(turn.text) or orders_to_hold(turn.text):
        return False
    state, words = str(told["state"]), str(told["words"])
    if state == "unsigned":
        if turn.patron is None:
            return await files_unsigned(turn, words)
        return (_claims(turn) or insists_on_return(turn.text) or has_it_looked_for(turn.text)) and await _after_sign_in(
            turn, words
        )
    if turn.patron is None:
        return False
    own = await own_things(turn)
    before = tuple(one for one in own.loans if one.id in told["ids"])
    if state == "asked":
        return await _chooses(turn, own, before, words)
    if not before:
        return False
    meant = own.named_loans
    if meant and not {one.id for one in meant} & {one.id for one in before}:
        return False
    if state == "told":
        if not await goes_on(turn, offered=True):
            return False
        await file_returned(turn, before, joined(turn, words))
        await tells_beside(turn, before)
        return True
    case = await case_open(turn, told.get("number"))
    if case is None:
        return False
    if await answers_meanwhile(turn, before, case):
        return True
    if await goes_on(turn, offered=False):
        await add_words(turn, case.number, turn.text, before)
        return True
    return False


async def _after_sign_in(turn: Turn, words: str) -> bool:
    """Take up what was told before the sign-in, with what is told now."""
    now = turn.text
    turn.text = joined(turn, words)
    if await _takes_up(turn):
        return True
    turn.text = now
    return False


async def _chooses(turn: Turn, own: OwnThings, before: tuple[Loan, ...], words: str) -> bool:
    loans = tuple(one for one in await returned_loans(turn, own, answers=True) if one in before)
    if loans:
        turn.set("pending", None)
        await _settle(turn, loans, joined(turn, words))
        return True
    presses = insists_on_return(turn.text) or has_it_looked_for(turn.text) or tells_back(turn.text)
    last = turn.thread.turns[-1].get("message") if turn.thread.turns else None
    if (last is not None and turn.recall("returned_again") == last) or _DEMANDS.search(
        fold(turn.text).replace("’", "'")
    ):
        # It was asked twice just now; who complains or objects instead is heard for that.
        return False
    if not presses and not _tells_more(turn):
        return False
    late = tuple(one for one in before if one.overdue)
    return _asks_which(turn, late if len(late) > 1 else before, joined(turn, words), again=True)


def _tells_more(turn: Turn) -> bool:
    """Tell whether a message tells more of the return that was asked of, and neither asks nor surely is anything else."""
    asks = bool({"?", "؟"} & set(turn.said)) or asks_unmarked(turn.text)
    return not asks and turn.confidence < _SURE_OF_ELSE and word_count(turn.text) >= _FEWEST_TOLD


_SURE_OF_ELSE, _FEWEST_TOLD = 0.75, 4
_DEMANDS = re.compile(
    r"\b(?:complain\w*|object(?:ed|ion|ing)?|put (?:it|this|that) in writing)\b|شکایت|اعتراض|(?<!\w)(?:ثبت کن\w*|بنویس\w* که)|\b(?:shekayat|eteraz)\w*"
)
