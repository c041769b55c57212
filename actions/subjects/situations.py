"""What has happened to somebody, and what the library tells of it: a death, a find, a lost card found, leaving."""

from __future__ import annotations

from actions.dialogue.turn import LookStep, Turn
from actions.facts.told import first_facts
from actions.rasa.registry import HANDLERS, concludes
from actions.subjects.moves.questions import INSTEAD, RULES, HouseQuestion
from language.dates import find_dates
from language.requests.bereavement import asks_of_estate, tells_of_estate
from language.requests.blocking import orders_block
from language.requests.found_things import BOOK, CARD, asks_to_give_back, asks_whose, find_found, found_own_card
from language.requests.leaving import ends_membership
from language.requests.statements import states_only
from language.requests.whereabouts import asks_of_opening

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
_POSTED = ("post", "mail", "courier", "پست", "پیک", "peyk")
# What a title, or a few words about a thing, is read as.
_NAMING = frozenset("search_book recommendation shelf_location nlu_fallback out_of_scope lost_item return".split())


async def tells_situation(turn: Turn) -> LookStep:
    """Tell what the library says of what has happened, and of what is asked of it in the next messages."""
    if turn.is_payload or turn.recall("emergency") is not None or orders_block(turn.text):
        return LookStep.ON
    waits = (turn.slot("pending") or {}).get("do")
    if waits not in {None, "contact", "block_card"}:
        return LookStep.ON
    before = situation_of(turn)
    if await _estate(turn, died=before == ESTATE):
        _keep(turn, ESTATE)
        return LookStep.DONE
    found = find_found(turn.text)
    if found is not None:
        _keep(turn, found)
        return LookStep.DONE if await _found(turn, found) else LookStep.ON
    if before in (BOOK, CARD) and (step := await _of_find(turn, before)) is not LookStep.ON:
        return step
    lost = waits == "block_card" or any(act.act == "lost_card" for act in turn.thread.acts())
    if waits in {None, "block_card"} and found_own_card(turn.text, lost=lost) and await _tell(turn, _OWN_CARD):
        if states_only(turn.text) or not _supposes(turn.text):
            turn.set("pending", None)
        return LookStep.DONE
    if waits != "block_card" and ends_membership(turn.text) and await _tell(turn, _LEAVING):
        return LookStep.DONE
    return LookStep.ON


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
    tells = tells_of_estate(turn.text)
    if not tells and not (died and (asks_of_estate(turn.text) or states_only(turn.text) or _gives_back(turn.text))):
        return False
    if not tells and not asks_of_estate(turn.text) and turn.intent not in _NAMING:
        return False
    if _gives_back(turn.text) and not tells:
        told = await _tell(turn, RULES["loan.where"])
        if _posts(turn.text):
            told = await _tell(turn, _BY_POST) or told
        return told
    return await _tell(turn, _DIED)


def _gives_back(text: str) -> bool:
    return asks_to_give_back(text) or _posts(text)


def _posts(text: str) -> bool:
    said = text.casefold()
    return any(word in said for word in _POSTED)


async def _found(turn: Turn, kind: str) -> bool:
    """Tell where what was found is handed in; who had it is told to nobody."""
    if not await _tell(turn, RULES["loan.where"] if kind == BOOK else _FOUND_CARD):
        return False
    if asks_whose(turn.text):
        await _private(turn)
    return True


async def _of_find(turn: Turn, kind: str) -> LookStep:
    """Answer what is asked of what was found a moment ago: whose it is, where to bring it, and when that is open."""
    if asks_whose(turn.text):
        await _private(turn)
        return LookStep.DONE
    if asks_to_give_back(turn.text) or (kind == BOOK and states_only(turn.text) and turn.intent in _NAMING):
        told = await _tell(turn, RULES["loan.where"] if kind == BOOK else _FOUND_CARD)
        if told and (asks_of_opening(turn.text) or (find_dates(turn.text, turn.today) and not states_only(turn.text))):
            turn.intent, turn.confidence = "hours", 1.0
            await HANDLERS["hours"].handler(turn)
        return LookStep.DONE if told else LookStep.ON
    if kind != BOOK and turn.intent in {"lost_card", "account", "sign_in"} and not found_own_card(turn.text):
        # Whose name and number stand on it is nothing to be typed here.
        return LookStep.DONE if await _tell(turn, _FOUND_CARD) else LookStep.ON
    return LookStep.ON


async def _private(turn: Turn) -> None:
    turn.intent = "others_loans"
    turn.did("others_loans", result="refused")
    turn.say("utter_others_loans", status="refused", note=await first_facts(turn, "others_loans"))


def _supposes(text: str) -> bool:
    said = text.casefold().strip()
    return said.startswith(("if", "what if", "اگه", "اگر", "age ", "agar")) or " اگه " in said or " if " in said
