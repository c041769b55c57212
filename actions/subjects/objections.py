"""Objections to a charge: a case that names it, at once where one is to be registered, else offered."""

from __future__ import annotations

import re

from actions.dialogue.turn import Fact, Turn, nested
from actions.facts.choices import no, yes
from actions.facts.lines import money
from actions.rasa.registry import PatronReply, listens, pending_action
from actions.subjects.case_filing import file_matter
from actions.subjects.facts import answer_as, answer_from_facts
from language.choices import find_choice
from language.normalise import fold
from language.requests.objections import DENIES, OBJECTS, asks_for_rule, find_objection, refuses_to_pay
from language.requests.own_names import find_own
from library.values import Fee, FeeKind

__all__ = ["contest", "file_objection", "offer_objection"]

_OF_FEES = re.compile(
    r"\b(?:fines?|fees?|charges?|charged|debt|owe|pay|bill)\b|جریمه|جریم|خسارت|بدهی|هزینه|دیرکرد|مبلغ|پول|\bjarime\b|\bpool\b"
)
_DAMAGE = re.compile(r"damag|torn|broke|ruin|wet|apart|stain|خسارت|خراب|پاره|خیس|کنده|kharab|pare")
# While one of these waits, a charge may still be contested.
_BESIDE = frozenset({None, "contact", "objection"})
# How the library is asked whether damage is charged that was there before.
_BEFORE = {"fa": "کتاب از پیش خراب بود؛ باید پول بدهم؟", "en": "The book was damaged before I had it; must I pay?"}


@listens
async def contest(turn: Turn) -> bool:
    """Take an objection to a charge that was told or is named; False where no charge is spoken of."""
    if turn.is_payload or turn.patron is None or turn.intent == "emergency" or not _may_be_contested(turn):
        return False
    spoken = any(act.act == "fines" for act in turn.thread.acts())
    kind = find_objection(turn.text) or (DENIES if spoken and refuses_to_pay(turn.text) else None)
    if kind is None:
        return spoken and asks_for_rule(turn.text) and await _rule(turn)
    if not (spoken or _OF_FEES.search(fold(turn.text))) or not await _fees(turn):
        return False
    if kind == OBJECTS:
        await file_objection(turn, turn.text)
        return True
    if find_objection(turn.text) is not None and _DAMAGE.search(fold(turn.text)):
        await answer_as(turn, "lost_item", **_BEFORE, about="before|پیش|قبل", alone=True)
    await offer_objection(turn, turn.text)
    return True


def _may_be_contested(turn: Turn) -> bool:
    return (turn.slot("pending") or {}).get("do") in _BESIDE


async def _rule(turn: Turn) -> bool:
    """Tell what the library says of such a charge, where its rule is asked for and not its sum."""
    spoken = " ".join(act.words for act in turn.thread.acts() if act.act == "fines")
    topic = "lost_item" if _DAMAGE.search(fold(f"{spoken} {turn.text}")) else "fines"
    return await answer_from_facts(turn, topic)


async def offer_objection(turn: Turn, words: str) -> None:
    """Ask whether an objection is to be registered; the charge that is meant is named."""
    turn.remember(objection=words)
    turn.intent = "fines"
    turn.did("fines", result="told")
    charge = _charge(_spoken_of(turn, words, await _fees(turn)))
    if (turn.slot("pending") or {}).get("do") in _BESIDE:
        turn.set("pending", None)
    ref = turn.await_("objection", "yes", text=words)
    choices = [yes(ref, "utter_button_file_objection"), no(ref)]
    turn.say("utter_objection_ask", status="clarified", charge=charge, choices=choices)


async def file_objection(turn: Turn, words: str) -> None:
    """Open the case of an objection; the charge stands in it beside the patron's words."""
    turn.remember(objection=None)
    turn.intent = "fines"
    fee = _spoken_of(turn, words, await _fees(turn))
    sum_ = f"{fee.outstanding.minor:,} {fee.outstanding.currency}" if fee is not None else ""
    named = " — ".join(filter(None, (fee.title or fee.kind.value, sum_))) if fee is not None else ""
    whole = f"{words}\n[{named}]" if named else words
    await file_matter(turn, "complaint", whole, anew=True, answer="utter_objection_taken", charge=_charge(fee))


@pending_action("objection", signed_in=True)
async def objection_agreed(turn: Turn, args: dict[str, object], _reply: PatronReply) -> None:
    """Register the objection that was offered."""
    await file_objection(turn, str(args["text"]))


async def _fees(turn: Turn) -> list[Fee]:
    account = await turn.library.fees(turn.patron_id)
    return [*(fee for fee in account.lines or () if fee.outstanding.minor > 0), *account.running]


def _spoken_of(turn: Turn, words: str, fees: list[Fee]) -> Fee | None:
    """Give the charge that is meant: by the words, else by those of what was asked of fees before."""
    spoken = [act.words for act in turn.thread.acts() if act.act == "fines"]
    return next((fee for text in (words, *spoken) if fees and (fee := _meant(text, fees)) is not None), None)


def _meant(words: str, fees: list[Fee]) -> Fee | None:
    """Give the charge that words name: by its title, its place or its kind; the only one where there is one."""
    if len(fees) == 1:
        return fees[0]
    titles = [fee.title or "" for fee in fees]
    named = [at for at in find_own(words, titles) if titles[at]]
    if len(named) == 1:
        return fees[named[0]]
    choice = find_choice(words)
    places = choice.resolve(len(fees)) if choice is not None else []
    damaged = [fee for fee in fees if fee.kind is FeeKind.DAMAGED]
    if len(damaged) == 1 and _DAMAGE.search(fold(words)):
        return damaged[0]
    return fees[places[0]] if len(places) == 1 else None


def _charge(fee: Fee | None) -> Fact:
    if fee is None:
        return nested("utter_part_charge_any")
    if fee.title is None:
        return nested("utter_part_charge_service", sum=money(fee.outstanding))
    return nested("utter_part_charge", title=fee.title, sum=money(fee.outstanding))
