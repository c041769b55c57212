"""Details of what was filed a moment ago: its edition, its place, its time, what was done about it, told as a statement."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.moving import likely_move
from actions.dialogue.turn import Turn
from actions.dialogue.wording import search_words, word_count
from actions.subjects.cases.case_filing import names_another_thing, tells_fault
from actions.subjects.facts.unmarked_questions import asks_unmarked
from crm.library_info import directory
from language.dates import find_dates
from language.normalise import fold
from language.requests.cases.beside_case import asks_of_another
from language.requests.cases.case_questions import asks_of_case, find_message
from language.requests.deeds.blocking import orders_block
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.speech.corrections import find_correction
from language.requests.speech.statements import is_courtesy, states_only
from language.requests.titles.title_questions import find_title_question
from protocol.intents import traits_of

__all__ = ["hears_of_told", "just_told_case", "may_be_detail", "names_detail", "tells_detail"]

# For so many turns after a case was told, a statement is a detail of it.
_FRESH = 1
_FEWEST, _MOST, _BARE = 2, 60, 3  # words
_MOST_NAMED = 7
_SURE = 0.75
# Read so surely as one of these, a message is about something of its own.
_OF_ITS_OWN = frozenset(
    "lost_card emergency return renew cancel_hold sign_in sign_out human_help my_data subscribe unsubscribe rate"
    " praise insult chitchat fines loans account others_loans privacy bot_challenge help change_language signed_in"
    " back_to_bot case_withdraw case_appeal case_status case_add".split()
)
# Told of these, what somebody did with a book is more of the same.
_TROUBLES = frozenset({"lost_property", "report_fault", "website_problem", "complaint"})
# What a title alone is read as; beside a detail it names what the case is about.
_NAMING = frozenset("search_book recommendation hold shelf_location new_arrivals ill".split())
# What asks for these steps is no detail.
_LEFT = frozenset("case.withdraw case.angry case.contact case.copy case.second case.head case.anonymous".split())
_ANOTHER = re.compile(
    r"\b(?:another|also|too|as well|besides|plus|second|different)\b|(?<!\w)(?:هم|همچنین|دیگه|دیگر|ضمنا)(?!\w)|\b(?:ham|dige)\b"
)
# What tells an edition, a place, a time or a look, of whatever was told of.
_DETAIL = re.compile(
    r"\b(?:edition|editions|volumes?|vol|paperback|hardback|hardcover|translat(?:ion|ed|or)|version|published|publisher|isbn|format|large print|unabridged|abridged|chapter|pages?|copies|copy"
    r"|floor|upstairs|downstairs|room|hall|corridor|stairs|entrance|shelf|shelves|desk|table|chair|locker|window|corner|near|next to|behind|beside|under|opposite|by the|in the|on the|at the"
    r"|morning|afternoon|evening|noon|midnight|o'?clock|yesterday|last (?:night|week|month|time|\w+day)|around|about \w+|since|every (?:day|week|two|other|month|\w+day)|weekly|twice|minutes? ago|hours? ago|days? ago"
    r"|colou?r|black|white|red|blue|green|brown|grey|gray|yellow|purple|leather|silver|gold|screen|laptop|phone|model|brand|number \w+|error|password)\b"
    r"|(?<!\w)(?:جلد\w*|چاپ\w*|ویرایش\w*|نسخه\w*|ترجمه\w*|مترجم\w*|ناشر\w*|نشر|انتشارات|شومیز|گالینگور|نرم|سخت|قطع|صفحه\w*|فصل\w*"
    r"|طبقه\w*|سالن|اتاق\w*|راهرو|پله\w*|ورودی|قفسه\w*|میز\w*|صندلی\w*|کمد|پنجره|گوشه|کنار|نزدیک\w*|پشت|جلوی|روبه ?روی|زیر|بالای|روی|داخل|توی|تو|بغل"
    r"|صبح\w*|عصر\w*|ظهر\w*|شب\w*|بعدازظهر|ساعت|دیروز|پریروز|دیشب|امروز|حدود\w*|هر (?:هفته|روز|ماه|دو|شب)|هفته ?ای|پیش|قبل"
    r"|رنگ\w*|مشکی|سیاه|سفید|قرمز|آبی|سبز|قهوه ?ای|خاکستری|زرد|بنفش|چرم\w*|نقره ?ای|طلایی|مدل|مارک|شماره\w*|خطا\w*|ارور|لپ ?تاپ\w*|گوشی\w*)(?!\w)"
    r"|\b(?:jeld\w*|chap\w*|noskhe\w*|tarjome\w*|nashr\w*|tabaghe\w*|salon\w*|otagh\w*|miz\w*|kenar\w*|nazdik\w*|posht\w*|sobh\w*|asr\w*|zohr\w*|shab\w*|saat|diruz|emruz|hodud\w*|rang\w*|meshki|ghermez|abi|sefid)\b"
)
# And what tells what happened, or how it is.
_STATES = re.compile(
    r"\b(?:i|we|he|she|they|it|that|this|there|nobody|somebody|everyone|the \w+|my \w+)(?:'s|'re|'m|'d|'ve)?(?: \w+){0,2} (?:is|are|am|was|were|has|have|had|did|does|do|said|says|told|went|came|left|saw|sat|took|put|got|tried|kept|lost|found|made|gave|works?|worked|looks?|looked|says|shows?|showed|stopped|started|restarted|connects?|happens?|happened|isn't|aren't|wasn't|weren't|doesn't|didn't|don't|hasn't|haven't|can't|couldn't|won't|\w{3,}ed)\b"
    r"|\b(?:it's|it is|it was|they're|they were|he's|she's|there's|i'm|i've|we've|that's)\b"
    r"|(?<!\w)(?:ن?می ?)?\w{2,}(?:دم|تم|ده بودم|ته بودم|ده ?ام|ته ?ام|دیم|تیم|دن|تن|دند|تند|ده|ته|شده)(?!\w)|(?<!\w)(?:ن?بود\w*|شد\w*|نشد\w*|ن?داشت\w*|کرد\w*|نکرد\w*|گفت\w*|گذاشت\w*|دید\w*|افتاد\w*|مون?د\w*|رفت\w*|آمد\w*|اومد\w*|است|هست\w*|نیست\w*|میشه|می ?کنه|نمی ?\w+)(?!\w)"
    r"|\b(?:bud\w*|bood\w*|shod\w*|kard\w*|goft\w*|gozasht\w*|did\w*|oftad\w*|raft\w*|umad\w*|nist|nemi\w+)\b"
)


def just_told_case(turn: Turn, most: int) -> dict[str, Any] | None:
    """Give the case that was told at most so many turns ago, while nothing but its contact waits for the message."""
    last: dict[str, Any] = turn.recall("case") or {}
    if turn.is_payload or not last or last.get("quiet") or int(last.get("age", 0)) > most:
        return None
    return last if hears_of_told(turn) and turn.recall("emergency") is None else None


def hears_of_told(turn: Turn) -> bool:
    """Tell whether nothing waits but a contact, or the word that what was joined to a case is another matter."""
    pending: dict[str, Any] = turn.slot("pending") or {}
    joined = pending.get("do") == "file" and bool((pending.get("args") or {}).get("joined"))
    return pending.get("do") in {None, "contact"} or joined


def names_detail(turn: Turn) -> bool:
    """Tell whether a few words plainly name a place, a time or a look: "since Monday", "it was the blue one"."""
    few = word_count(turn.text) <= _MOST_NAMED and not _asks(turn.text)
    return few and (_DETAIL.search(fold(turn.text)) is not None or bool(find_dates(turn.text, turn.today)))


async def tells_detail(turn: Turn, last: dict[str, Any]) -> bool:
    """Tell whether a message states a detail of the case that was told a moment ago, whatever it was read as.

    `last` is that case as it is remembered. A question, an order, a wish for another thing and mere courtesy are none,
    and neither is a title that stands alone.
    """
    if turn.is_payload or last.get("quiet") or last.get("settled") or int(last.get("age", 0)) > _FRESH:
        return False
    said, matter = fold(turn.text).replace("’", "'"), str(last.get("matter"))
    if turn.recall("waiting") or not _FEWEST <= word_count(said) <= _MOST or _asks(turn.text):
        return False
    if is_courtesy(turn.text) or _does(turn.text) or _is_elsewhere(turn):
        return False
    sure = turn.confidence >= _SURE
    if sure and (turn.intent in _OF_ITS_OWN or (traits_of(turn.intent).told and not _of_the_same(turn, matter, said))):
        return False
    if (name := likely_move(turn)) in _LEFT and (name != "case.withdraw" or not _corrects(turn.text)):
        return False
    if turn.intent in ("greet", "goodbye", "thanks", "deny", "cancel") and sure and word_count(said) <= _FEW:
        return False
    if turn.intent in _NAMING and (_NOT_THERE.search(said) or (_names_another(turn.text) and not _DETAIL.search(said))):
        return False
    if int(last.get("age", 0)) and word_count(said) <= _BARE and find_dates(turn.text, turn.today):
        # Behind another topic a day alone is said of that.
        return False
    fresh = not int(last.get("age", 0))
    detail = bool(_DETAIL.search(said)) or await _placed(turn)
    if turn.intent in _NAMING and not detail:
        adds = turn.moves.get("case.add", 0.0) >= _LIKELY
        if turn.intent == "recommendation" or _is_apart(turn) or (sure and not adds):
            # A plain wish for something to read, or to have, is one of its own.
            return False
        # What names no title that there is asks for none, right after a case was told.
        goes_on = fresh or (matter in _TROUBLES and _STATES.search(said) is not None)
        return goes_on and not await _is_title(turn)
    loose = not sure or turn.intent in _UNREAD or traits_of(turn.intent).told
    if fresh and not detail and loose and (turn.intent == matter or not _is_apart(turn)):
        return True
    # Of what was read as nothing, and tells no such detail, it is asked whether it belongs to the case.
    return detail or (turn.intent not in _UNREAD and _STATES.search(said) is not None)


def _is_elsewhere(turn: Turn) -> bool:
    """Tell whether a message was most surely read as a question, and as one of another thing: «پارکینگ دوچرخه زیر سقفه»."""
    likeliest = max(turn.moves, key=lambda name: turn.moves[name], default="case.none")
    apart = not likeliest.startswith("case.") and turn.moves[likeliest] >= _APART_BY_MOVE
    told = traits_of(turn.intent).told or turn.intent in _UNREAD or turn.intent in _NAMING
    return apart and not told and turn.confidence >= _MOST_SURE


_MOST_SURE, _APART_BY_MOVE = 0.95, 0.5


def may_be_detail(turn: Turn, last: dict[str, Any]) -> bool:
    """Tell whether a message that got no answer may belong to the case that was told right before it.

    It only tells something, and nothing of it is another matter's: no order, no title that is asked for, no courtesy.
    """
    if last.get("quiet") or last.get("settled") or int(last.get("age", 0)) or turn.recall("waiting"):
        return False
    said = fold(turn.text).replace("’", "'")
    if not _FEWEST <= word_count(said) <= _MOST or _asks(turn.text) or is_courtesy(turn.text) or _does(turn.text):
        return False
    if turn.intent in _OF_ITS_OWN and turn.confidence >= _SURE:
        return False
    return turn.intent not in _NAMING or not (_NOT_THERE.search(said) or _names_another(turn.text))


_QUOTES = frozenset('«»“”"')


def _names_another(text: str) -> bool:
    """Tell whether a text names a title of its own, or says that it is another: it is no detail of what was told."""
    return not _QUOTES.isdisjoint(text) or _ANOTHER.search(fold(text)) is not None


# So likely none of what is said of cases, a message has nothing to do with the case that was just told.
_APART, _LIKELY = 0.6, 0.3


def _is_apart(turn: Turn) -> bool:
    """Tell whether the reader of moves holds a message for one that says nothing of a case."""
    own = {name: share for name, share in turn.moves.items() if name.startswith("case.")}
    outside = turn.intent == "out_of_scope" and turn.confidence >= _SURE and own.get("case.add", 0.0) < _LIKELY
    return not own or outside or own.get("case.none", 0.0) >= _APART


_FEW = 5
# A book that is looked for in vain is a matter of its own.
_NOT_THERE = re.compile(
    r"\b(?:can ?not|can't|could ?n[o']t|couldn't) (?:seem to )?(?:find|see)\b|\b(?:not|isn't|wasn't) (?:on|in) (?:the|its) (?:shelf|place)\b"
    r"|پیدا(?:ش)? (?:نکردم|نمی ?کنم|نشد)|(?:سر جاش|تو قفسه|توی قفسه) (?:نبود|نیست)|\bpeyda nakardam\b"
)
_UNREAD = frozenset({"nlu_fallback", "out_of_scope"})


def _asks(text: str) -> bool:
    if not states_only(text) or find_title_question(text) not in (None, "series"):
        return True
    return asks_of_another(text) or asks_of_case(text) is not None or asks_unmarked(text)


def _of_the_same(turn: Turn, matter: str, said: str) -> bool:
    """Tell whether what was told as such a matter once more is the matter told of already, and no second one."""
    if turn.intent == "suggestion" and matter in _TROUBLES and not proposes(said):
        # "A tall man, at the returns counter" proposes nothing, whatever it was read as.
        return True
    if turn.intent != matter or _ANOTHER.search(said) or names_another_thing(turn, turn.text):
        return False
    if matter == "report_fault":
        return (_DETAIL.search(said) is not None or word_count(said) <= _BARE) and not tells_fault(turn.text)
    # Of the others a second telling joins the first by itself, and may be said to be another matter.
    named = turn.entity("title") or any(mark in turn.text for mark in '«“"')
    return matter in ("suggestion", "suggest_purchase") and bool(_DETAIL.search(said)) and not named


_PROPOSES = re.compile(
    r"\b(?:should|could|would be|might|suggest\w*|idea|propos\w*|why (?:not|don't)|please|better if|how about|i wish)\b|بهتره|بهتر است|کاش|پیشنهاد|باید|لطفا|خوبه که|\b(?:behtare|kash|pishnahad|bayad|lotfan)\b"
)


def proposes(said: str) -> bool:
    """Tell whether folded words propose something."""
    return _PROPOSES.search(said) is not None


def _corrects(text: str) -> bool:
    found = find_correction(text)
    return found is not None and found.kind == "meant"


def _does(text: str) -> bool:
    """Tell whether a text orders what is done with the patron's own things, or is to be passed on."""
    return (
        orders_to_hold(text)
        or orders_to_renew(text)
        or orders_to_cancel(text)
        or orders_block(text)
        or find_message(text)
        or _PUT_ASIDE.search(fold(text)) is not None
    )


# "Put the first one aside for me" orders a reservation, in whatever spelling.
_PUT_ASIDE = re.compile(
    r"\b(?:put|keep|save|set|hold)\b[^.!?]{0,30}\b(?:aside|for me|back for me|until i come)\b"
    r"|(?:بذار\w*|بزار\w*|بگذار\w*|نگه ?دار\w*)[^.!؟]{0,16}(?:کنار|برام|برایم|واسم)|(?:کنار|برام|برایم|واسم)[^.!؟]{0,16}(?:بذار\w*|بزار\w*|بگذار\w*|نگه ?دار\w*)"
)


async def _placed(turn: Turn) -> bool:
    """Tell whether the words name a branch or a day."""
    where = await directory.find_branch(turn.store, turn.text)
    return where is not None or bool(find_dates(turn.text, turn.today))


async def _is_title(turn: Turn) -> bool:
    page = await turn.library.search(search_words(turn.text) or turn.text, limit=1, exactly=True)
    return bool(page.titles) and not page.corrected
