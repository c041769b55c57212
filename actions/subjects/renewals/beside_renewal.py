"""What a message asks or tells beside an order to renew, where nothing but the renewal was answered: a debt, a hold, a loss."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.dialogue.fates import Owned, read_fates
from actions.dialogue.heard import Heard
from actions.dialogue.latin_titles import own_named
from actions.dialogue.own_things import OwnThings, own_things
from actions.dialogue.turn import Turn
from actions.rasa.registry import MOVES, rescues
from actions.subjects.fines import debt_lines
from actions.subjects.holds import holds_asked
from actions.subjects.loans import loan_days, loans_waited
from language.normalise import fold
from language.requests.speech.sentences import deed_of

__all__ = ["tells_beside_renewal"]

# What else is answered keeps to itself.
_RENEWED = frozenset(
    {
        "utter_renewed", "utter_renewed_all", "utter_renewed_some", "utter_renewed_but", "utter_renewed_none",
        "utter_renew_refused", "utter_renew_not_yours",
    }
)  # fmt: skip
_CLAUSE = re.compile(
    r"[.!?؟؛;\n,،]+|\s(?=and (?:also |then |please )?(?:how|what|when|where|which|do|did|is|are|am|can|could|will|tell|let)\b)|\s(?=(?:also|btw|by the way)\b)|\s(?=(?:و|راستی|ضمنا|بعدش|بعدشم|همینطور)\s)|\s(?=(?:rasti|badesh|va)\s)"
)
# What one charge of one's own is for, and nothing behind it that it would be charged for.
_SUM_EN = r"(?:(?:rials?|tomans?|of|\d[\d,.]{0,10}k?|\w{1,9}ty|hundred|thousand) ){0,4}"
_WHAT_FOR = re.compile(
    rf"(?:(?:and|also|btw|then) ){{0,2}}(?:(?:what(?:'s| is| was) (?:this|that) {_SUM_EN}(?:fine|fee|charge|debt)(?: of \d[\d,.]{{0,10}}k?(?: rials?| tomans?)?)?(?: on my (?:account|card))?(?: for| about)?|what(?:'s| is| was) (?:the|my) {_SUM_EN}(?:fine|fee|charge|debt)(?: of \d[\d,.]{{0,10}}k?(?: rials?| tomans?)?)?(?: on my (?:account|card)(?: for)?| for))|what (?:do|did) i (?:get|have) (?:this|that|the) (?:fine|fee|charge) for|why (?:is there|do i have|have i got) (?:a|this|that) (?:fine|fee|charge)(?: on my (?:account|card))?)"
    r"|(?:(?:و|راستی|ضمنا) ){0,2}(?:این|اون|آن) (?:جریمه|بدهی|هزینه|دیرکرد|fee|fine|charge)(?:ی|ه)?(?: (?:\d{1,9}|یک|ده|بیست|سی|چهل|پنجاه|شصت|هفتاد|هشتاد|نود|صد|دویست|سیصد|هزار|هزارتومنی|تومنی|تومانی|ریالی|تومن|تومان|ریال)){0,4} (?:چیه|چیست|چی بود|(?:برای|برا|بابت|مال|واسه) چیه|(?:برای|بابت) چیست)(?: (?:رو|روی|تو|توی|در) (?:اکانت|حساب|کارت)م)?"
    r"|(?:in|oon|un) (?:jarime|bedehi|hazine|fee|fine)(?: (?:\d{1,9}|si|bist|panjah|sad|hezar|tomani|toman|rial)){0,4} (?:chie|chiye|baraye chie|vase chie)(?: (?:roo?|too?ye?) (?:account|hesab|kart)am)?"
)


_KEEPS = re.compile(r"\b(?:keep|kept)\b|(?<!\w)نگه ?(?:دار|داشت)\w{0,5}(?!\w)")


@rescues
async def tells_beside_renewal(turn: Turn, heard: Heard) -> None:
    """Answer what is plainly asked beside an order to renew, and take up a loan that is told to be lost; else nothing."""
    told = {name for name, _ in turn.answers}
    if heard.is_payload or turn.patron is None or not told or not told <= _RENEWED or turn.slot("pending"):
        return
    whole, acts = turn.text, list(turn.acts)
    if not any(act.act == "renew" and act.kind == "loan" for act in acts):
        return
    own = await own_things(turn)
    fates = read_fates(heard.text, [Owned(loan.title, loan.author) for loan in own.loans])
    clauses = [part.strip() for part in _CLAUSE.split(fold(heard.text).replace("’", "'")) if part and part.strip()]
    asked = [part for part in clauses if deed_of(part.split()) != "renew"]
    intent = turn.intent
    if any(_WHAT_FOR.fullmatch(part) for part in asked):
        turn.text, turn.entities = next(part for part in asked if _WHAT_FOR.fullmatch(part)), {}
        await debt_lines.line(turn, own)
    titles, authors = [hold.title for hold in own.holds], [hold.author for hold in own.holds]
    kept = [part for part in asked if _KEEPS.search(part) and own_named(part, titles, authors)]
    if kept:
        # "Please keep holding Dune for me": how it stands is told, and nothing reserved.
        turn.text, turn.entities = kept[0], {}
        await holds_asked.where(turn, own)
    await _tell_of_loans(turn, asked, own, {one for act in acts for one in act.things})
    if len({*fates.lost, *fates.spoilt}) == 1 and heard.intent != "lost_item":
        loan = own.loans[(fates.lost or fates.spoilt)[0]]
        lost = bool(fates.lost)
        turn.text, turn.entities, turn.intent = _of_lost(loan.title, turn.language, lost=lost), {}, "lost_item"
        turn.point("loan", loan.id, "loans")
        await MOVES["loan.lost" if lost else "loan.damaged"](turn)
    turn.text, turn.intent = whole, intent


async def _tell_of_loans(turn: Turn, asked: Sequence[str], own: OwnThings, tried: set[str]) -> None:
    """Say of loans that were not ordered when they are due, or whether somebody waits for them, where that is asked."""
    titles, authors = [loan.title for loan in own.loans], [loan.author for loan in own.loans]
    rest = tuple(loan for loan in own.loans if loan.id not in tried)
    for part in asked:
        named = tuple(loan for at in own_named(part, titles, authors) if (loan := own.loans[at]) in rest)
        if _WAITS.search(part) and rest and (named or _REST.search(part)):
            turn.text, turn.entities = part, {}
            await loans_waited.waited(turn, replace(own, loans=named or rest))
        elif named and _DUE.search(part) and _WHO_WROTE.search(part) is None:
            turn.text, turn.entities = part, {}
            await loan_days.until(turn, replace(own, named_loans=named))


_WAITS = re.compile(
    r"\b(?:any ?(?:one|body)|some ?(?:one|body)|who|how many)\b[^.?!]{0,24}\b(?:wait\w*|queue\w*|in line|wants?)\b|(?<!\w)(?:کسی|کی|چند نفر)[^.؟?!]{0,24}(?:منتظر\w*|نوبت\w*|صف|می ?خواد)(?!\w)|\b(?:kasi|chand nafar)\b[^.?!]{0,24}\b(?:montazer\w*|nobat\w*|saf)\b"
)
_REST = re.compile(r"\b(?:rest|others?)\b|(?<!\w)(?:بقیه|باقی)\w*|\bbaghi\w*")
_DUE = re.compile(
    r"\b(?:due|when|until|till|date|back)\b|(?<!\w)(?:کی(?:ه|ست)?|موعد\w*|مهلت\w*|سررسید\w*|تاریخ\w*|تا کی)(?!\w)|\b(?:key|kei|kie|mohlat\w*|moed\w*)\b"
)


_WHO_WROTE = re.compile(r"\b(?:wrote|translat\w*|author)\b|(?<!\w)(?:ترجمه\w*|مترجم\w*|نویسنده\w*|نوشته\w*)(?!\w)")


def _of_lost(title: str, language: str, *, lost: bool) -> str:
    """Say of one loan alone that it is lost, or damaged, as it was told beside others."""
    if lost:
        return f"«{title}» را گم کردم" if language == "fa" else f"I lost “{title}”"
    return f"«{title}» خراب شده" if language == "fa" else f"“{title}” is damaged"
