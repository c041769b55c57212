"""What has happened to somebody, and what the library tells of it: a death, a find, a lost card found, leaving."""

from __future__ import annotations

import re

from actions.dialogue.turn import LookStep, Turn
from actions.facts.told import first_facts
from actions.rasa.registry import HANDLERS, concludes
from actions.subjects.account.card_found import asks_to_unblock, block_asked_for
from actions.subjects.moves.questions import INSTEAD, RULES, HouseQuestion
from language.dates import find_dates
from language.normalise import fold
from language.requests.cases.grievances import SURE as GRIEVANCE_SURE
from language.requests.cases.grievances import find_grievance
from language.requests.deeds.bereavement import asks_for_papers, asks_of_estate, asks_to_keep, tells_of_estate
from language.requests.deeds.blocking import orders_block
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.found_again import found_it_again, names_own_card
from language.requests.deeds.found_things import (
    BOOK,
    CARD,
    asks_to_give_back,
    asks_whose,
    find_found,
    found_own_card,
    speaks_of_found_card,
    wants_card_open,
)
from language.requests.deeds.leaving import ends_membership
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.deeds.pleas import find_plea
from language.requests.library_info.whereabouts import asks_of_opening
from language.requests.speech.statements import is_courtesy, is_remark, states_only

__all__ = ["LOCKED_OUT", "situation_of", "tells_situation"]

# For so many turns it is still what is spoken of.
_SPOKEN_OF = 5
ESTATE, LOCKED_OUT = "estate", "locked out"
# What tells who cannot sign in how they can again.
_ON_PIN = frozenset({"utter_account_pin", "utter_account_pin_code"})
_DIED = HouseQuestion(
    "card_registration", "عضوی درگذشته است؛ کارت و کتاب‌هایش چه می‌شود؟",
    "A member has died; what about the card and the books?", "die|loss|درگذش|تسلیت|فوت",
)  # fmt: skip
_ESTATE_KEPT = HouseQuestion(
    "card_registration", "کتاب‌های عضو درگذشته را می‌توانم به نام خودم امانت بگیرم؟",
    "May I keep reading a book that a relative who died had on loan?", "lend|borrow|امانت",
)  # fmt: skip
_ESTATE_PAPERS = HouseQuestion(
    "card_registration", "برای بستن کارت عضو درگذشته چه مدرکی لازم است؟",
    "What do I need to close the card of a member who has died?", "certificate|identity|papers|گواهی|شناسایی|مدرک",
)  # fmt: skip
_FOUND_CARD = HouseQuestion(
    "lost_card", "کارت عضویت کس دیگری را پیدا کرده‌ام؛ چه کنم؟",
    "I found somebody else's library card; what should I do?", "owner|found|صاحب|پیدا",
)  # fmt: skip
_OWN_CARD = HouseQuestion(
    "lost_card", "کارت گم‌شده‌ام پیدا شد؛ هنوز کار می‌کند؟",
    "I found my lost card again; does it still work?", "block|again|work|باطل|دوباره|کار",
)  # fmt: skip
_LEAVING = HouseQuestion(
    "account", "چگونه عضویتم را لغو کنم؟", "How do I end my membership?", "hand in|owed|تحویل|تسویه",
)  # fmt: skip
_BY_POST = INSTEAD["loan.where"][1][1]
_POSTED = re.compile(
    r"(?<![\w-])(?:post|mail|courier)(?:ed|ing)?\b|(?<!\w)(?:پست|پیک)(?:ش|شون|شان|ی)?(?!\w)|\b(?:peyk|postesh)\b"
)
# From here on a message is surely what it was read as.
_SURE = 0.75
# What is told of any of these may be read as; surely read as anything else, it is that.
_ANY = frozenset(
    "nlu_fallback out_of_scope chitchat help greet thanks affirm deny praise lost_item lost_card lost_property return"
    " location borrow donation others_loans privacy card_registration loan_policy".split()
)
_OF_DEATH = _ANY | {"account", "fines", "loans"}
_AFTER_FIND = _ANY | {"account", "sign_in", "hours"}
_OF_OWN_CARD = _ANY | {"account", "sign_in", "cancel"}
# Once its loss was told, finding it is read as of any thing that was lost, or of what was filed.
_ONCE_LOST = _OF_OWN_CARD | {"case_withdraw", "case_add", "cancel_hold"}
_OF_LEAVING = _ANY | {"account", "sign_out", "cancel", "unsubscribe", "my_data"}
_COMPLAINS = re.compile(r"\bcomplain\w*|شکایت|شاکی|\bshekayat")
# What is ordered to be cancelled is a membership, whoever's it is.
_OF_MEMBERSHIP = re.compile(
    r"\bcancel(?:l?ing)?(?: (?:my|our|the|his|her|their|this|library|whole)){0,3} (?:membership|account)\b"
    r"|(?<!\w)عضویت\w{0,6}(?: \w{1,12}){0,3} (?:لغو|کنسل|باطل|فسخ|حذف)|(?<!\w)(?:لغو|کنسل|فسخ|ابطال) (?:کردن )?عضویت"
    r"|\bozviat\w{0,6}(?: \w{1,12}){0,3} (?:laghv|cancel|kansel|batel)"
)
_CALLS = re.compile(
    r"\b(?:speak|talk|chat|connect me|put me through) (?:to|with) (?:a|an|the|your|some)?\s?(?:real |human )?"
    r"(?:librarian|human|person|staff|operator|someone|somebody)"
    r"|(?:کتابدار|اپراتور|پشتیبان)\w{0,4}(?: \w+){0,2} (?:وصل|حرف|صحبت)|با (?:یه |یک )?(?:کتابدار|آدم|اپراتور)"
)
# What a title, or a few words about a thing, is read as.
_NAMING = frozenset("search_book recommendation shelf_location nlu_fallback out_of_scope lost_item return".split())


async def tells_situation(turn: Turn) -> LookStep:
    """Tell what the library says of what has happened, and of what is asked of it in the next messages."""
    if turn.is_payload or turn.recall("emergency") is not None or orders_block(turn.text):
        return LookStep.ON
    waits = (turn.slot("pending") or {}).get("do")
    if waits not in {None, "contact", "block_card"}:
        return LookStep.ON
    if await _takes_back_block(turn):
        return LookStep.DONE
    if _is_another_matter(turn):
        return LookStep.ON
    before = situation_of(turn)
    if before == ESTATE and turn.patron is not None and turn.intent in _OF_OWN:
        # Who has told of a death may ask for more time for their own books.
        return LookStep.ON
    if await _estate(turn, died=before == ESTATE):
        return LookStep.DONE
    found = find_found(turn.text) if _may_be(turn, _ANY) and not find_plea(turn.text) else None
    if found is not None:
        _keep(turn, found)
        return LookStep.DONE if await _found(turn, found) else LookStep.ON
    if before in (BOOK, CARD) and (step := await _of_find(turn, before)) is not LookStep.ON:
        return step
    again = waits == "contact" and wants_card_open(turn.text)
    if (waits in {None, "block_card"} or again) and await _own_card(turn, lost=waits == "block_card"):
        return LookStep.DONE
    leaves = waits != "block_card" and _may_be(turn, _OF_LEAVING) and ends_membership(turn.text)
    return LookStep.DONE if leaves and await _tell(turn, _LEAVING) else LookStep.ON


_OF_OWN = frozenset({"renew", "loans", "hold_status"})


def _is_another_matter(turn: Turn) -> bool:
    """Tell whether a message orders something, complains or asks for a librarian, whatever has happened beside."""
    if turn.intent in {"complaint", "human_help"} and turn.confidence >= _SURE:
        return True
    said = fold(turn.text)
    if _COMPLAINS.search(said) or _CALLS.search(said) or find_grievance(turn.text) == GRIEVANCE_SURE:
        return True
    if orders_to_cancel(turn.text) and not ends_membership(turn.text) and not _OF_MEMBERSHIP.search(said):
        return True
    return orders_to_renew(turn.text) or orders_to_hold(turn.text)


def _may_be(turn: Turn, own: frozenset[str]) -> bool:
    """Tell whether a message was read as what a situation may be read as, or as nothing surely."""
    return turn.intent in own or turn.confidence < _SURE


async def _own_card(turn: Turn, *, lost: bool) -> bool:
    """Tell of a lost card that is there again; whether to block it is asked no more, unless that is only supposed."""
    lost = lost or any(act.act == "lost_card" for act in turn.thread.acts())
    if not _may_be(turn, _OF_OWN_CARD) or find_plea(turn.text) or not found_own_card(turn.text, lost=lost):
        return False
    asked_for = await block_asked_for(turn) if wants_card_open(turn.text) and not _supposes(turn.text) else None
    if asked_for is not None:
        # Nothing is blocked yet: what was asked for is what may be taken back.
        asks_to_unblock(turn, asked_for)
        return True
    if not await _tell(turn, _OWN_CARD):
        return False
    if not _supposes(turn.text):
        turn.set("pending", None)
    return True


async def _takes_back_block(turn: Turn) -> bool:
    """Ask whether the request to block a card that was found is withdrawn, whatever is to be undone or cancelled."""
    if not _may_be(turn, _ONCE_LOST) or not found_it_again(turn.text):
        return False
    # "Found it" is said of what was just spoken of.
    spoken = next((act.act for act in turn.thread.acts()), None) == "lost_card" or names_own_card(turn.text)
    asked_for = await block_asked_for(turn) if spoken else None
    if asked_for is not None:
        asks_to_unblock(turn, asked_for)
    return asked_for is not None


def situation_of(turn: Turn) -> str | None:
    """Name what was told of in the last turns: ESTATE, LOCKED_OUT, BOOK or CARD; None where it is none of these."""
    kept = turn.recall("situation") or {}
    return str(kept["what"]) if kept and int(kept.get("age", 0)) <= _SPOKEN_OF else None


def _keep(turn: Turn, what: str) -> None:
    turn.remember(situation={"what": what, "age": -1})


@concludes
async def conclude_situation(turn: Turn) -> None:
    """Let what has happened grow older by a turn, and keep that somebody cannot sign in."""
    if any(name in _ON_PIN for name, _ in turn.answers):
        _keep(turn, LOCKED_OUT)
    kept = turn.recall("situation")
    if kept:
        age = int(kept.get("age", 0)) + 1
        turn.remember(situation={**kept, "age": age} if age <= _SPOKEN_OF else None)


async def _tell(turn: Turn, question: HouseQuestion) -> bool:
    """Tell the fact that answers a question of the house, as told of the message's words; False where there is none."""
    before = len(turn.acts)
    if not await question.tell(turn, alone=True):
        return False
    del turn.acts[before:]
    turn.intent = question.topic
    turn.did(question.topic, topic=question.topic, result="told")
    return True


async def _estate(turn: Turn, *, died: bool) -> bool:
    """Tell of the books and the card of who has died; where and how the books come back is told where that is asked."""
    if _may_be(turn, _OF_DEATH) and tells_of_estate(turn.text):
        if not await _tell(turn, _DIED):
            return False
        _keep(turn, ESTATE)
        return True
    if not died or is_courtesy(turn.text) or is_remark(turn.text):
        return False
    may_ask = _may_be(turn, _OF_DEATH) or turn.intent in {"search_book", "hold"}
    for asked, question in ((asks_to_keep, _ESTATE_KEPT), (asks_for_papers, _ESTATE_PAPERS)):
        if may_ask and asked(turn.text) and await _tell(turn, question):
            # What others need for a card of their own is not asked beside it.
            turn.settled = True
            return True
    asks = asks_of_estate(turn.text)
    if asks and (_may_be(turn, _OF_DEATH) or turn.intent == "search_book"):
        told = await (_tell_return(turn) if _gives_back(turn.text) else _tell(turn, _DIED))
        turn.settled = turn.settled or told
        return told
    if asks or not _may_be(turn, _ANY) or turn.intent not in _NAMING:
        return False
    if _gives_back(turn.text):
        return await _tell_return(turn)
    return states_only(turn.text) and await _tell(turn, _DIED)


async def _tell_return(turn: Turn) -> bool:
    """Tell where the books of who has died come back, and that they may be posted where that is asked."""
    told = await _tell(turn, RULES["loan.where"])
    if _posts(turn.text):
        told = await _tell(turn, _BY_POST) or told
    return told


def _gives_back(text: str) -> bool:
    return asks_to_give_back(text) or _posts(text)


def _posts(text: str) -> bool:
    return _POSTED.search(fold(text)) is not None


async def _found(turn: Turn, kind: str) -> bool:
    """Tell where what was found is handed in; who had it is told to nobody."""
    if not await _tell(turn, RULES["loan.where"] if kind == BOOK else _FOUND_CARD):
        return False
    if asks_whose(turn.text):
        await _private(turn)
    return True


async def _of_find(turn: Turn, kind: str) -> LookStep:
    """Answer what is asked of what was found a moment ago: whose it is, where to bring it, and when that is open."""
    if not _may_be(turn, _AFTER_FIND):
        return LookStep.ON
    if asks_whose(turn.text):
        await _private(turn)
        return LookStep.DONE
    if asks_to_give_back(turn.text) or (kind == BOOK and states_only(turn.text) and turn.intent in _NAMING):
        told = await _tell(turn, RULES["loan.where"] if kind == BOOK else _FOUND_CARD)
        if told and (asks_of_opening(turn.text) or (find_dates(turn.text, turn.today) and not states_only(turn.text))):
            turn.intent, turn.confidence = "hours", 1.0
            await HANDLERS["hours"].handler(turn)
        return LookStep.DONE if told else LookStep.ON
    on_card = kind != BOOK and turn.intent in {"lost_card", "account", "sign_in"} and speaks_of_found_card(turn.text)
    if on_card and not found_own_card(turn.text):
        # Whose name and number stand on it is nothing to be typed here.
        return LookStep.DONE if await _tell(turn, _FOUND_CARD) else LookStep.ON
    return LookStep.ON


async def _private(turn: Turn) -> None:
    turn.intent = "others_loans"
    turn.did("others_loans", result="refused")
    note = await first_facts(turn, "others_loans")
    turn.say("utter_others_loans", status="refused", guardian=None, hold=None, note=note)


def _supposes(text: str) -> bool:
    said = text.casefold().strip()
    starts = ("if ", "what if", "when i find", "once i find", "اگه", "اگر", "وقتی پیدا", "age ", "agar")
    return said.startswith(starts) or any(word in said for word in (" اگه ", " اگر ", " if ", " age ", " agar "))
