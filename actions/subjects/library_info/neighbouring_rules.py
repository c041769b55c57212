"""Prices and limits of one thing where its neighbour's would be told: an audiobook's time, a card's fee, a short stay."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.subjects.facts.facts import answer_as
from actions.subjects.library_info.terms import terms
from crm.knowledge.things_lent import things_named
from language.normalise import fold
from language.requests.speech.several_questions import several_questions

__all__ = ["tells_rule_itself"]

# How the library is asked for the rule itself.
_AUDIO = {"fa": "کتاب گویا را چگونه می‌گیرم؟", "en": "How do I borrow an audio book?"}
_FEE = {"fa": "عضویت سالانه چند است؟", "en": "What does a year's membership cost?"}
_SHORT_ONE = {"fa": "عضویت آزمایشی یا کوتاه‌مدت دارید؟", "en": "Is there a membership for less than a year?"}
_LENT = re.compile(
    r"\b(?:how (?:long|many|often)|(?:lend\w*|lent|borrow\w*|loan\w*|keep|renew\w*)\b[^.?!]{0,40}\b(?:days?|weeks?|long|limit|times?)|number of (?:days|renewals)|due|limit)\b"
    r"|(?<!\w)(?:چند (?:روز|هفته|تا|بار|عدد)\w*|چندتا\w*|چنتا\w*|چقد\w*|تا کی|مدت\w*|سقف|مهلت\w*)(?!\w)|\b(?:chand (?:rooz|ruz|ta)|ta key|cheghad\w*)\b"
)
_PRICE = re.compile(
    r"\b(?:how much|costs?|price|fee|what do i (?:have to )?pay|must i pay|should i pay)\b|(?<!\w)(?:چقد\w*|چنده|چند (?:تومن|تومان|ریال)\w*|هزینه\w*|قیمت\w*|پولش\w*|چه ?قدر\w*)(?!\w)|\b(?:chande|cheghad\w*|hazine\w*)\b"
)
_OWED = re.compile(
    r"\b(?:fines?|late|overdue|owe\w*|debts?|charged|damage\w*|lost|print\w*|cop(?:y|ies)|room|locker|book|course|workshop)\b|جریمه|دیرکرد|بدهی|بدهکار|خسارت|گم|چاپ|کپی|پرینت|اتاق|کمد|کتاب(?!خ)|کارگاه|دوره|\b(?:jarime|bedehi|dirkard)\w*"
)
_CARD = re.compile(
    r"\b(?:cards?|member\w*|join\w*|sign up|regist\w*)\b|عضو\w*|کارت\w*|ثبت ?نام|\b(?:ozv\w*|kart\w*|sabt ?nam\w*)"
)
# Who asks what can be done without a card asks for none.
_CARDLESS = re.compile(
    r"\b(?:without|no|not an?) (?:an? |any |the )?(?:library )?(?:card|member\w*)\b|بدون (?:کارت|عضویت)|عضو نیستم"
)
_SHORT = re.compile(
    r"\b(?:(?:so |such a |a )?short(?:er)? (?:time|stay|period|while|term|visit)|short-term|temporar\w+|(?:only |just )(?:for )?(?:a few|a couple of|one|two|three|four|five|six|a|\d{1,2}) (?:days?|weeks?|months?)|for (?:a few|a couple of|one|two|three|four|five|six|a|\d{1,2}) (?:weeks?|months?)|less than a (?:whole |full )?year|part of (?:a|the) year|not (?:for )?(?:a|the) (?:whole|full|entire) year|until (?:the )?(?:summer|autumn|spring|winter|end of the (?:term|semester)))\b"
    r"|(?<!\w)(?:کوتاه[ \u200c]?مدت|مدت کوتاه\w*|موقت\w*|آزمایشی|(?:فقط |واسه |برای )?(?:یه|یک|دو|سه|چهار|چند|\d{1,2}) (?:هفته|ماه)(?:ه|ای|ه ?ای)?|کمتر از (?:یه|یک) سال|نه (?:یه|یک) سال|تا (?:تابستون|تابستان|آخر ترم|پایان ترم))(?!\w)|\b(?:movaghat\w*|kootah ?modat|(?:ye|do|se|chand) (?:hafte|mah))\b"
)
_NOT_JOINING = re.compile(
    r"\b(?:expir\w*|ready|arriv\w*|late|renew\w*|lost|keep|kept|return\w*|ago|reserv\w*|takes?|wait\w*)\b|منقضی|اعتبار|آماده|دیر|تمدید|گم|نگه|برگردون|رزرو|طول|پیش(?!نهاد)|قبل|می ?رسه|صادر"
)
_FEW_WORDS = 14
_OF_CARD = frozenset({"account", "card_registration"})
_READ = frozenset("fines card_registration account out_of_scope nlu_fallback loan_policy fact visitor_access".split())


# How many may be taken at once, or how long things of a kind are lent, is asked of no title that was spoken of.
_TERMS_ASKED = re.compile(
    r"\bhow many (?:books?|items?|things?|films?|movies|dvds?|cds?|titles?|(?:audio ?)?books)? ?(?:(?:can|could|may|am|are|is|do|does|will|should) )?(?:i|we|one|you|she|he|a (?:person|member|student|child)|some(?:body|one)|members?|students?|children|each|every(?:body|one)) (?:(?:can|could|may|is|are|be|am) )?(?:allowed |able )?(?:to )?(?:have|take|borrow|get|keep|hold|check)\b"
    r"|\bhow long (?:do|does|can|could|may|are|is|will) (?:you |i |we |one |the library |they )?(?:lend|lent|keep|have|borrow|loan)(?: out)? (?:the |a |your )?(?:films?|movies?|dvds?|cds?|books|audio ?books?|magazines?)\b|\bhow long (?:are|is) (?:films?|movies?|dvds?|cds?|books|audio ?books?|magazines?|the (?:dvd|cd|film) loans?)\b"
    r"|\b(?:dvd|cd|film|movie|audio ?book|magazine) loans?\b[^.?!]{0,24}\b(?:run|last|long|as for|same)"
    r"|(?<!\w)(?:چند ?تا|چنتا|چند (?:کتاب|جلد|مورد|عنوان))(?!\w)(?! از (?:این|اون|آن))[^.؟?!]{0,30}(?:امانت|ببر|بگیر|می ?دین|می ?دید|می ?دهید|بردار|قرض)\w{0,6}"
    r"|\bchand ?ta\b(?! az)[^.?!]{0,30}\b(?:amanat|bebar|begir|midin|midid|bardar)\w*"
    r"|(?<!\w)(?:فیلم|دی ?وی ?دی|سی ?دی|کتاب|کتاب ?گویا|مجله)(?:ها|هاتون|ا)? ?(?:رو|را)? (?:\w{1,8} ){0,2}چند (?:روز|هفته)|(?<!\w)چند (?:روز|هفته)(?!\w)(?! ?(?:دیگه|دیگر|پیش|قبل|مونده|مانده|دیر))[^.؟?!]{0,25}(?:نگه|پیشم|امانت|می ?دین|می ?دید|می ?دهید)"
    r"|\b(?:dvd|cd|film|ketab|majale)(?:ha|a)? (?:ro |ra )?(?:\w{1,8} ){0,2}chand (?:rooz|ruz|hafte)\b|\bchand (?:rooz|ruz|hafte)\b(?! (?:dige|digar|pish|ghabl|moond\w*|mund\w*|dir))[^.?!]{0,25}\b(?:negah|pisham|amanat|midin|midid)\w*"
)
# Of these it is asked how many copies there are.
_COPIES = re.compile(r"\bcop(?:y|ies)\b|\bof (?:it|them|this|that)\b|نسخه|ازش|\b(?:noskhe|azash)\w*")
# Of one's own loans and reservations it is asked how many there are: "how many books do I have out".
_OWN = re.compile(
    r"\bdo (?:i|we) (?:(?:currently|still|now|already) )?have\b(?! to\b)|\b(?:have (?:i|we)|(?:i|we) have|i've|we've) (?:(?:currently|still|now|already) )?(?:got|borrowed|taken|out|on loan)\b|\b(?:my|our) (?:loans|books|holds|reservations)\b"
    r"|(?<!\w)(?:امانت(?:ا|ها|های|های\u200c)?م\w{0,2}|(?<!حق )(?<!اجازه )(?:دارم|داریم)|گرفت(?:م|ه ?ام|یم|ه ?ایم)|برد(?:م|ه ?ام|یم)|برداشت(?:م|یم))(?!\w)|\b(?:amanat(?:a|ha)?m|(?<!hagh )daram|gerefta?m|bordam|bardashtam)\b"
)
_FAIRLY_SURE = 0.6


def _asks_terms(turn: Turn, said: str) -> bool:
    """Tell whether lending itself is asked about while a title is spoken of: it is told by the rules of lending."""
    last = turn.thread.last
    if turn.intent != "loan_policy" or turn.confidence < _FAIRLY_SURE or last is None or turn.entity("title"):
        return False
    if turn.moves.get("title.days", 0.0) >= _LIKELY and not things_named(said):
        # "For how many days?" is told by the kind of what was told of.
        return False
    of_others = _COPIES.search(said) is None and _OWN.search(said) is None
    return last.kind in _THINGS and _TERMS_ASKED.search(said) is not None and of_others


_THINGS = frozenset({"title", "loan", "hold"})
_LIKELY = 0.75


async def tells_rule_itself(turn: Turn) -> bool:
    """Answer by the rule of the very thing that is asked about; False where none of these is, or no rule is known."""
    waits = (turn.slot("pending") or {}).get("awaits") in {"told", "words", "score"}
    if turn.is_payload or waits or len(several_questions(turn.text)) > 1:
        return False
    said = fold(turn.text).replace("’", "'")
    if _asks_terms(turn, said):
        await terms(turn)
        return True
    return await _of_audiobook(turn, said) or await _of_short_stay(turn, said) or await _of_card(turn, said)


async def _of_audiobook(turn: Turn, said: str) -> bool:
    if things_named(said) != {"audiobook"} or _LENT.search(said) is None:
        return False
    own = [one for one in await turn.library.lending_terms() if one.item_type in ("audiobook", "audio")]
    if own or not await answer_as(turn, "borrow", **_AUDIO, about="audio|گویا", alone=True):
        return False
    # They are lent as books are, where the library keeps no rule of their own.
    await terms(turn, "book")
    return True


async def _of_short_stay(turn: Turn, said: str) -> bool:
    if _SHORT.search(said) is None or _CARD.search(_CARDLESS.sub(" ", said)) is None or _NOT_JOINING.search(said):
        return False
    return await answer_as(turn, "card_registration", **_SHORT_ONE, about="month|short|ماه|کوتاه", alone=True)


async def _of_card(turn: Turn, said: str) -> bool:
    """Tell what a card costs where its price is asked after the card was spoken of, and nothing is owed."""
    last = turn.thread.last
    if turn.patron is None or last is None or last.act not in _OF_CARD or turn.intent not in _READ:
        return False
    if word_count(said) > _FEW_WORDS or _PRICE.search(said) is None or _OWED.search(said):
        return False
    account = await turn.library.fees(turn.patron_id)
    if account.lines or account.running or account.balance.minor > 0:
        return False
    return await answer_as(turn, "card_registration", **_FEE, about="rial|ریال|free|رایگان", alone=True)
