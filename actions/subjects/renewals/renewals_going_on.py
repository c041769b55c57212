"""Orders to renew that go on with another loan, "ok and Persepolis", or that say it in other words, "longer for Emma"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.latin_titles import own_named
from actions.dialogue.own_things import OwnThings, own_things
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.lines import titles_listed
from actions.rasa.registry import HANDLERS
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold
from language.requests.own.own_matters import Matter, read_matters
from language.requests.own.own_names import may_be_name
from language.requests.speech.denials import denies
from language.requests.speech.phrases import words_of
from language.requests.speech.sentences import deed_of
from language.requests.titles.names import as_said, find_named
from language.requests.titles.title_questions import find_title_question
from library.values import Loan

__all__ = [
    "asks_something",
    "goes_on_renewing",
    "order_by_titles",
    "orders_more_time",
    "speaks_of_another_fate",
    "speaks_of_more_time",
]

_FEW_WORDS, _MOST_WORDS = 9, 30
_SURE = 0.75
# Read as one of these, a few words may only name the next one.
_NAMING = frozenset(
    "search_book loans renew out_of_scope nlu_fallback shelf_location recommendation fact chitchat borrow affirm hold".split()
)
_ALSO = re.compile(
    r"^\W*(?:(?:ok|okay|great|good|fine|perfect|thanks|thank you|yes|please|alright|now|then|well|oh|cool|super)\W+)*(?:and|also|plus|same (?:for|with)|the same (?:for|with)|likewise|do the same (?:for|with))\b"
    r"|\b(?:too|as well|likewise|also)(?:\W+(?:please|pls|then|thanks))?\W*$"
    r"|^\W*(?:(?:خب|خوبه|باشه|مرسی|ممنون|اوکی|عالی|حالا|پس|بله|آره|لطفا)\W+)*(?:و|همینطور|همچنین|همین کار)(?!\w)|(?<!\w)(?:هم|همینطور)(?: لطفا| ممنون| مرسی)?\W*$"
    r"|^\W*(?:(?:ok|khob|bashe|mersi|hala)\W+)*(?:va|hamchenin)\b|\b(?:ham|hamintor)(?: lotfan| mersi)?\W*$"
)
_MORE_TIME = re.compile(
    r"\b(?:make|let)\b[^.?!]{0,20}\b(?:longer|extended?)\b|\b(?:keep|have|hang on to)\b[^.?!]{1,80}\b(?:a (?:little|bit|while|week|few days) longer|(?:for|some) longer)\b|\b(?:more|extra|longer|additional) (?:time|days|weeks?) (?:for|with|on|to read)\b|\b(?:longer|more) the time\b|\b(?:time|date|deadline|due date) (?:of|for)\b[^.?!]{0,60}\blonger\b|\b(?:prolong|lengthen)\b"
    r"|(?:مهلت|وقت|موعد|زمان|سررسید)\w*[^.؟?!]{0,60}(?:بیشتر|زیاد|زیادتر|طولانی|عقب) ?\w*|(?:بیشتر|زیادتر) (?:وقت|مهلت|زمان)|\b(?:mohlat|vaght|moed)\w*\b[^.?!]{0,60}\b(?:bishtar|ziad|aghab)\w*"
)
_ASKS = re.compile(
    r"[?؟]|^\W*(?:is|are|was|can|could|may|does|do|did|how|when|what|why|which|where|who|until|till|by when)\b|(?<!\w)(?:چند\w*|کی|چرا|چقد\w*|چطور\w*|میشه|می ?شود|تا کی|چی|کجا\w*)(?!\w)|\b(?:chand\w*|key|chera|mishe|chi|koja\w*)\b"
)


# What is brought back, finished or not wanted is not to be renewed.
_OTHERWISE = re.compile(
    r"\b(?:return\w*|bring\w*|brought|back|finished|done with|read it|lost|damaged|no|not|n't|don't|didn't|doesn't|never|without|except|but)\b"
    r"|(?:پس|برگردون|برگردان|بیارم|آوردم|خوندم|خواندم|تموم|تمام|گم|خراب|نمی ?خوا|به جز|بجز|غیر از|ولی|نکن)\w*|(?<!\w)نه(?!\w)|\b(?:pas|bargard\w*|khundam|tamum|gom|na|nakon|vali)\b"
)


# "My brother liked the Hobbit too", "I'll read it as well" order nothing.
_SAID_OF_IT = re.compile(
    r"\b(?:likes|liked|loves?|loved|enjoy(?:s|ed)|reads?|was|were|recommend\w*)\b|\b(?:i|we|he|she|they)(?: will|'ll|’ll)\b"
    r"|(?<!\w)(?:بود\w{0,2}|خوشم|خوشش|قشنگ\w{0,2}|دوست|میخون\w{1,3}|می ?خونم|می ?خوانم)(?!\w)|\b(?:bood|khosham|ghashang\w{0,2})\b"
)


def speaks_of_more_time(text: str) -> bool:
    """Tell whether a text speaks of more time for something, in other words than of renewing."""
    return _MORE_TIME.search(fold(text)) is not None


def asks_something(text: str) -> bool:
    """Tell whether a text asks, with or without a question mark behind it: "and which is due next"."""
    return text.rstrip().endswith(("?", "؟")) or re.search(_ASKING, fold(text)) is not None


_ASKING = r"\b(?:which|when|how|why|what is|what's)\b|(?<!\w)(?:کدوم|کدام|کی|چند|چقد)\w*(?!\w)|\bkod(?:u|oo)m\w*"


def speaks_of_another_fate(text: str) -> bool:
    """Tell whether a text says of a thing that it is brought back, finished, lost or not wanted."""
    return _OTHERWISE.search(fold(text)) is not None


async def goes_on_renewing(turn: Turn) -> bool:
    """Renew the patron's own loan that is only named after one was ordered to be renewed, "and also the Hobbit".

    A question ("and the Hobbit?") orders nothing, and neither does a name after what was only asked or told.
    """
    last = turn.thread.last
    if turn.is_payload or turn.patron is None or turn.slot("pending") or last is None:
        return False
    ordered = last.act == "renew" and last.result in ("done", "refused")
    if not ordered or turn.intent not in _NAMING or word_count(turn.text) > _MOST_WORDS:
        return False
    own = await own_things(turn)
    whole = _adding(turn.text, own)
    if not whole or word_count(whole) > _FEW_WORDS or not _plain(whole) or _SAID_OF_IT.search(fold(whole)):
        return False
    if _ALSO.search(fold(whole)) is None:
        return False
    done = {thing for act in turn.thread.acts() if act.result == "done" for thing in act.things}
    named = [loan for loan in own.named_loans if loan.id not in done]
    if not named or own.named_holds or len(named) < len(own.named_loans):
        return False
    await order_by_titles(turn, named)
    _tell_others(turn, whole, named, own.loans)
    return True


def _adding(text: str, own: OwnThings) -> str:
    """Give the clause that names loans, without what leads to it; empty where another clause asks or says of them, too.

    "Actually, the Shahnameh as well after all, if that is still possible. My brother has started on it."
    """
    led = _AFTER_ALL.search(fold(text)) or _POLITE.search(fold(text).replace("’", "'"))
    if word_count(text) <= _FEW_WORDS and not led:
        # "And Gatsby, and Anna Karenina": so few words are one list.
        return text
    titles, authors = [loan.title for loan in own.loans], [loan.author for loan in own.loans]
    clauses = [part.strip() for part in _CLAUSE.findall(_POLITE.sub(" ", fold(text).replace("’", "'"))) if part.strip()]
    naming = [part for part in clauses if own_named(part, titles, authors)]
    if len(naming) != 1:
        return text
    beside = [part for part in clauses if part not in naming and not _LEADS.fullmatch(part)]
    if any(asks_something(part) or _OTHERWISE.search(part) or deed_of(part.split()) for part in beside):
        return text
    return _AFTER_ALL.sub(" ", naming[0]).strip() if beside or _AFTER_ALL.search(text) or len(clauses) > 1 else text


_CLAUSE = re.compile(r"[^.,،;؛!?؟\n]+[?؟]?")
_AFTER_ALL = re.compile(
    r"\b(?:after all|actually|in the end|then|oh|wait|sorry|h+m+)\b|(?<!\w)(?:راستی|اصلا|آخرش)(?!\w)"
)
_LEADS = re.compile(
    r"(?:ok|okay|yes|no|oh|wait|actually|sorry|thanks|thank you|great|good|hi|hello|خب|باشه|راستی|مرسی|ممنون|سلام|نه|آره|khob|mersi|rasti|salam)"
)
_POLITE = re.compile(
    r"\bif (?:(?:that|it|this)(?:'s| is)? )?(?:still )?(?:possible|ok|okay|fine|not too late)\b|\bif (?:you|i) (?:still )?(?:can|could|may)\b"
    r"|(?<!\w)(?:اگه|اگر) (?:هنوز )?(?:می ?شه|می ?شود|ممکنه|ممکن است|امکانش هست|امکان داره|دیر نشده)(?!\w)|\b(?:age|agar) (?:hanooz )?(?:mishe|momkene)\b"
)


def _tell_others(turn: Turn, text: str, named: list[Loan], loans: tuple[Loan, ...]) -> None:
    """Say of what is named beside the patron's own loans that it is none of them: nothing is dropped without a word."""
    found = find_named(tuple(words_of(text)), [loan.title for loan in loans])
    # «گتسبی» is Gatsby in other letters, and no other.
    plainly = {loans[place].id for place in found.places} >= {loan.id for loan in named}
    names = [as_said(text, name) for name in found.others if may_be_name(name)] if plainly else []
    if names:
        turn.say("utter_renew_not_yours", status="refused", titles=titles_listed(names))


async def orders_more_time(turn: Turn) -> bool:
    """Renew the patron's own loans that are named where more time for them is ordered; False for anything else."""
    if turn.is_payload or turn.patron is None or turn.slot("pending") or turn.intent in ("renew", "cancel_hold"):
        return False
    if word_count(turn.text) > _MOST_WORDS or not speaks_of_more_time(turn.text) or not _plain(turn.text):
        return False
    own = await own_things(turn)
    if not own.named_loans or own.named_holds:
        return False
    await order_by_titles(turn, own.named_loans)
    return True


def _plain(text: str) -> bool:
    """Tell whether a text asks nothing, denies nothing and orders nothing else."""
    said = fold(text).replace("’", "'")
    if _ASKS.search(said) or _OTHERWISE.search(said) or denies(text) or find_title_question(text) is not None:
        return False
    return not (
        orders_to_hold(text)
        or orders_to_cancel(text)
        or any(one.matter is not Matter.LONGER for one in read_matters(text))
    )


async def order_by_titles(turn: Turn, loans: Sequence[Loan]) -> None:
    """Order the renewal of loans by their titles, as if it had been said in so many words."""
    turn.read_as("renew", keeps_named=True)
    turn.entities = {"ref": [f"loan:{loans[0].id}"]} if len(loans) == 1 else {}
    named = [f"«{loan.title}»" for loan in loans]
    turn.text = f"{' و '.join(named)} را تمدید کن" if turn.language == "fa" else f"renew {' and '.join(named)}"
    await HANDLERS["renew"].handler(turn)
