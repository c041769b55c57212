"""The wishes of one message, in their order: what is ordered, and what is asked beside it, each with its own words.

A message is cut where a sentence or a clause ends, and where somebody counts off; a piece that wishes nothing by itself
belongs to the one before it.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import NamedTuple

from language.kept import kept
from language.normalise import fold
from language.requests.speech.hours_of_library import is_of_library
from language.requests.speech.sentences import deed_of

__all__ = ["ASKED", "Wish", "asks_when_due", "told_as_wish", "wishes_in"]

# What is wished that is told from the record or the calendar; any other question; and a deed, by its own name.
DEBT, HOLDS, LOANS, HOURS, ROOM, ASKED = "debt", "holds", "loans", "hours", "room", "asked"
_MOST = 6
_LONGEST = 600


class Wish(NamedTuple):
    """A part of a message: its folded words, what it wishes, whether a question mark ends its sentence, and that."""

    text: str
    kind: str
    marked: bool = False
    within: str = ""


_SENTENCE = re.compile(r"[^.!?؟؛;\n…]{1,400}[.!?؟؛;\n…]{0,4}")
# Where a clause ends, and where somebody counts off: «اول اینکه … بعد ببینید … یه چیز دیگه هم».
_CUT = re.compile(
    r"\s?[,،:]\s?|\s(?=(?:and|also|plus|then|btw|by the way|oh|one more thing|another thing|second(?:ly)?|third(?:ly)?|finally)\s)"
    r"|\s(?=(?:و|راستی|ضمنا|همچنین|همینطور|دوم|سوم|بعدم|بعدش|بعدشم)\s)|\s(?=بعد (?:هم |اینکه |از اون )?(?:ببین|بگ|بفرما|می ?خوا|تمدید|رزرو|کلا|یه))"
    r"|\s(?=(?:یه|یک) (?:چیز|سوال|کار|مورد) (?:دیگه|دیگر|هم)(?!\w))|\s(?=(?:rasti|badesh|bad(?:am)? (?:bebin|beg)|va|ye (?:chiz|soal)[ie]? dige)\b)"
)
_COUNTED = re.compile(
    r"^\W{0,3}(?:(?:hi|hello|hey|ok|okay|well|so|سلام|سلم|salam|خب|ok|and|also|plus|then|btw|by the way|oh|one more thing|another thing|first(?:ly)?|second(?:ly)?|third(?:ly)?|finally|و|راستی|ضمنا|همچنین|همینطور|اول|دوم|سوم|بعد|بعدم|بعدش|بعدشم|(?:یه|یک) (?:چیز|سوال|کار|مورد) (?:دیگه|دیگر)|هم|اینکه|اینه که|rasti|badesh|bad|va)[\s,،]{1,2}){0,4}"
)
_IF = re.compile(
    r"\b(?:if|unless|otherwise|or else|when i (?:return|bring)|late|later)\b|(?<!\w)(?:اگه|اگر|وگرنه|مبادا|دیر)(?!\w)|\b(?:age|agar|vagarna|dir)\b"
)
_WHETHER_OWING = re.compile(r"\bif i (?:still )?owe\b")
_MONEY = r"(?:جریمه|بدهی|دیرکرد)"
# Of one's own debts, as a whole: "what do I owe for a copy?" asks for a price.
_SO_MUCH = r"(?:چقدر|چقد|چقده|چقدره|چند|چنده|چه ?قدر|چه ?قدره)(?: (?:است|شده))?"
_OWED = re.compile(
    r"\b(?:(?:do|did) i (?:still |also |even )?owe|(?:how much|what|whether|if) (?:do )?i(?: still)? owe|am i owing)\b(?! (?:to|you for)\b)(?!(?: \w{1,10}){0,3} (?:for|when|because)\b)|\b(?:do|did) i (?:still |also |even )?have (?:any |a )?(?:fines?|fees?|debts?)\b(?! for)|\b(?:how much|what) (?:is|are) my (?:fines?|fees?|debts?|balance)\b|\b(?:have i got|are there|is there|got) any (?:fines?|fees?|debts?|charges)(?: on my (?:account|card)| for me)\W{0,3}$|\bhave i got any (?:fines?|fees?|debts?|charges)\W{0,3}$|^(?:and |also )?my (?:debts?|balance|fines)(?: please)?\W{0,3}$"
    rf"|(?<!\w){_MONEY}\w{{0,3}}(?: (?!که )\S{{1,10}}){{0,3}} دارم(?! می| ب)(?!\w)|(?<!\w)بدهکار(?:م|(?: \S{{1,10}})? هستم)(?!\w)|(?<!\w)(?:چقدر|چقد|چند) {_MONEY}\w{{0,2}} دارم(?!\w)|(?<!\w)(?:جریمه ?(?:م|ام|هام|هایم)|بدهی ?(?:م|ام|هام|هایم)|دیرکرد ?(?:م|هام|هایم))(?: (?:رو|را|هم))? {_SO_MUCH}(?!\w)|(?<!\w)میزان (?:بدهی|جریمه ?)(?:م|ام|هام|هایم)(?!\w)"
    r"|\b(?:jarime|bedehi)\w{0,2}(?: \S{1,10}){0,3} daram\b|\bbedehi?(?:a|e)?m cheghad\w{0,3}\b|\bbedehim cheghad\w{0,3}\b|\bcheghad\w{0,2} (?:(?:jarime|bedehi)\w{0,2} daram|bedehkar\w{0,3})\b"
)
# Beside an order to renew, which may cost something, money that is asked for is the patron's own.
_OWED_BESIDE = re.compile(
    rf"\b(?:are there|is there|got) any (?:fines?|fees?|debts?|charges)\W{{0,3}}$|(?<!\w){_MONEY}\w{{0,3}}(?: \S{{1,10}}){{0,3}} (?:دارد|داره|چقدره|چقده|چنده|چقدر است)(?!\w)|(?<!\w){_MONEY}م? (?:چقدر|چنده)\w{{0,2}}(?!\w)|\b(?:jarime|bedehi)\w{{0,2}}(?: \S{{1,10}}){{0,3}} (?:dare|cheghadre|chande)\b"
)
# Of one's reservations as a whole, or of what waits for one: it names no title.
_WAITING = re.compile(
    r"\b(?:i ha?ve?|have i(?: got)?|i got|is there|are there) (?:(?:any|some|a) (?:books?|reservations?|things?|items?)|some?thin\w|anythin\w) (?:to (?:pick ?up|collect|fetch)|(?:(?:that is|that's|that are|already|still) )?(?:waiting|ready)(?: there)?(?: for me)?)\b(?! for (?!me))|\b(?:is|are|has|have|did)\b[^.?!]{0,12}\bmy (?:reservations?|holds?|reserved \w{1,8})\b[^.?!]{0,20}\b(?:ready|arrived?|in|there|here|come)\b|\b(?:where|what (?:number|place)|which (?:number|place)) am i\b(?! to\b)[^.?!]{0,12}\b(?:queue|line)\b|\bhow (?:are|is) my (?:reservations?|holds?)\b|\bstatus of my (?:reservations?|holds?)\b"
    r"|(?<!\w)(?:چیزی|کتابی|رزروی) (?:هست |دارم |هم )?(?:که )?(?:برام |برای من )?(?:آماده|برای تحویل|منتظرم)\w{0,3}(?!\w)|(?<!\w)رزرو(?:م|ام|هام|هایم|ی که|هایی که)(?!\w)[^.؟?!]{0,30}(?<!\w)(?:رسید\w{0,3}|اومد\w{0,3}|آماده\w{0,4}|چی شد\w{0,2}|کجا\w{0,3}|وضعیت\w{0,3}|نوبت\w{0,3})(?!\w)|(?<!\w)وضعیت رزرو\w{0,6}|(?<!\w)(?:نفر )?چندم(?:م| نوبت| صف| در صف| هستم)(?!\w)|\brezerv(?:am|ham|i ke)\b[^.?!]{0,30}\b(?:resid\w{0,3}|oomad\w{0,3}|umad\w{0,3}|amade\w{0,3}|chi ?shod\w{0,2})\b"
)
_OPEN = re.compile(
    r"\b(?:opening|working) (?:hours|times?)\b|\b\w{2,14}'s hours\b|\b(?:the |your )?hours (?:of|at|in|for|on)\b|\bhours (?:\w{2,14} ){0,2}(?:today|tomorrow|tonight|\w{2,6}day)\b|\b(?:are|r|is|do|does|will|when|wen|what time|how late|how long|til when|until when)\b[^.?!]{0,30}\b(?:open|opens|close|closes|closed|shut)\b(?! (?:an?|my|the) (?:account|case|file|card|app|link))"
    r"|(?<!\w)ساعت(?:های|ای)? کار\w{0,4}(?!\w)|(?<!\w)(?:ساعت چند|(?:از|تا) (?:ساعت )?چند|چه ساعتی|کی|تا کی|از کی)(?: \S{1,12}){0,3} (?:باز\w{0,5}|بسته\w{0,3}|تعطیل\w{0,4}|می ?بند\w{1,3})(?!\w)|(?<!\w)(?:باز(?:ه|ین|ید|ست|ن)|باز (?:هست\w{0,3}|است|می ?کن\w{0,3})|تعطیل(?:ه|ین|ید|ست)|تعطیل (?:هست\w{0,3}|است))(?!\w)"
    r"|\b(?:saat(?:e)? kar\w{0,3}|(?:ta|az) (?:saat )?(?:chand|key|kei) (?:\w{1,10} ){0,2}(?:baz\w{1,3}|mibandi?[dn])|bazi[nd]|tatil(?:e|in|id))\b"
)
_NOT_OPEN = re.compile(
    r"\b(?:fines?|fee|charged?|count\w{0,3}|account|e-?mail|app|website|site|line|conversation|case|registration|waiting list)\b|(?<!\w)(?:جریمه|دیرکرد|حساب\w{0,3}|سایت|ایمیل|ثبت ?نام|حساب میشه|پرونده)\w{0,3}(?!\w)"
)
_ON_LOAN = re.compile(
    r"\b(?:is|are)\b[^.?!]{0,16}\bmy (?:books?|loans?|items?)\b[^.?!]{0,20}\b(?:late|overdue|due)\b|\bwhen (?:is|are) (?:my|the) (?:other )?(?:books?|loans?|items?)\b[^.?!]{0,12}\bdue\b|\bwhat (?:books )?(?:do i|have i) (?:still )?(?:have|got) (?:out|on loan)\b|\b(?:do i have|have i(?: got)?|is) (?:anything|something)(?: of mine)? (?:late|overdue)$"
    r"|(?<!\w)کتاب(?:هام|ام|هایم|هامو|م)(?: \S{1,10}){0,3} (?:دیر شده|دیر کرده|عقب افتاده|موعدش\w{0,3} (?:کی|گذشته))|(?<!\w)(?:موعد|مهلت|سررسید) کتاب(?:هام|ام|هایم)(?!\w)|(?<!\w)(?:چی|چه کتاب\w{0,4}|چیا) دست(?:مه|م هست|م است)(?!\w)"
)
# Room for another loan: what is borrowed is a book, a card or a week is not.
_BOOK = r"(?:books?|titles?|items?|novels?|loans?)"
_MORE = re.compile(
    rf"\bhow many (?:more )?(?:{_BOOK} )?(?:more )?(?:can|may|am) i (?:still )?(?:borrow|take|allowed)\b|\bhow many (?:more {_BOOK}|{_BOOK} more) (?:can|may) i (?:still )?(?:have|get)\b|\b(?:can|may|could) i (?:still |even )?(?:borrow|take out|take|get) (?:another|one more|any more|some more|more) {_BOOK}\b(?! (?:like|by|for|about)\b)|\b(?:can|may|could) i (?:still |even )?(?:borrow|take out) (?:another|one more|any more|some more|more)$"
    r"|(?<!\w)(?:چند ?تا|چنتا) (?:کتاب )?(?:دیگه|دیگر)(?: هم)? (?:می ?تونم|می ?توانم|میشه|می ?شه)(?: هنوز)? (?:بگیرم|ببرم|بردارم|امانت بگیرم)(?!\w)|(?<!\w)کتاب(?!\w)[^.؟?!]{0,30}(?<!\w)(?:می ?تونم|می ?توانم)(?: هنوز)? (?:یکی|یه ?دونه|چند ?تا|چنتا) (?:دیگه|دیگر)(?: هم)? (?:بگیرم|ببرم|بردارم|امانت بگیرم)$|(?<!\w)(?:یه|یک) کتاب (?:دیگه|دیگر)(?: هم)? (?:می ?تونم |می ?توانم |میشه |می ?شه )?(?:بگیرم|ببرم|بردارم|امانت بگیرم)(?!\w)|(?<!\w)(?:می ?تونم|می ?توانم)(?: هنوز)? (?:یه|یک) کتاب (?:دیگه|دیگر)(?: هم)? (?:بگیرم|ببرم|بردارم|امانت بگیرم)(?!\w)"
)
_QUESTION = re.compile(
    r"(?:(?:please|pls|can you|could you|would you|will you|just) ){0,3}(?:(?:and |then )?(?:tell me|let me know|say) (?:whether |if )?)?(?:what|wh?en(?! (?:i|we|he|she|they|it|you|my)\b)|where(?! (?:i|we|he|she|they|it|my)\b)|who|which|how|why|until when|can|could|may|do|does|did|is|are|am|will|would|should|must|has|have)\b"
)
_PERSIAN_QUESTION = re.compile(
    r"(?<!\w)(?:آیا|چی|چیه|چیست|چقد\w{0,4}|چه ?قدر\w{0,3}|چند\w{0,3}|چنتا|چطور\w{0,3}|چگونه|چجور\w{0,4}|کی|کجا\w{0,4}|کدوم\w{0,4}|کدام\w{0,4}|چرا|می ?شه|می ?شود|لازمه|دارید|دارین|هست)(?!\w)|\b(?:chi|chie|cheghad\w{0,3}|chand\w{0,3}|chetor\w{0,3}|chejoori|key|koja\w{0,3}|kodu?o?m\w{0,3}|chera|mishe|lazeme|darid|darin)\b"
)


@kept
def wishes_in(text: str) -> tuple[Wish, ...]:
    """Give what a message wishes, in order: deeds by their names, what is asked, and what is only wanted to be known."""
    if len(text) > _LONGEST:
        return ()
    found: list[Wish] = []
    for sentence in _SENTENCE.findall(text):
        marked = sentence.rstrip().endswith(("?", "؟"))
        said, begins = fold(sentence).replace("’", "'").strip(), True
        for piece in _CUT.split(said):
            words = _COUNTED.sub("", piece.strip(" .!?؟؛;…"), count=1).strip()
            kind = _kind_of(words, marked=marked)
            if kind == ASKED and any(one.kind == "renew" for one in found) and _OWED_BESIDE.search(words):
                kind = DEBT
            if kind == DEBT and _IF.search(_WHETHER_OWING.sub("", said)):
                # "If I bring it on Monday, do I owe anything?" asks what would be.
                kind = ASKED
            if kind or begins:
                if words:
                    found.append(Wish(words, kind, marked, said))
                    begins = False
            elif words and found:
                found[-1] = found[-1]._replace(text=f"{found[-1].text} {piece.strip()}")
    return tuple(wish for wish in found if wish.kind)[:_MOST]


def _kind_of(words: str, *, marked: bool = False) -> str:
    deed = deed_of(words.split())
    if deed is not None and not (_WAITING.search(words) or (deed == "hold" and _MORE.search(words))):
        return deed
    for kind, pattern, unless in _KINDS:
        if pattern.search(words) and not (unless and unless.search(words)) and _is_asked(words, marked=marked):
            return kind
    if not marked and _SUBORDINATE.match(words):
        return ""
    return ASKED if _QUESTION.match(words) or _PERSIAN_QUESTION.search(words) else ""


_KINDS = (
    (DEBT, _OWED, None),
    (HOLDS, _WAITING, None),
    (HOURS, _OPEN, _NOT_OPEN),
    (ROOM, _MORE, None),
    (LOANS, _ON_LOAN, None),
)
_TELL = re.compile(
    r"^(?:(?:please|pls|just|kindly|can you|could you|would you|will you|i(?:'d| would)? (?:like|want|need) (?:you )?to|i (?:was |am )?wonder\w{0,3}|i'm wondering) ){0,3}(?:(?:also|please) )?(?:tell|let me know|check|know|find out|say|whether|if i)\b|\bi (?:was |am )?wonder(?:ing)? (?:if|whether|what)\b|\bif you (?:could|can|would) (?:also |please )?(?:tell|let me know|check|say)\b|\bhours\W{0,3}(?:please|too|as well|also)?$|^(?:(?:the|your|also) ){0,2}(?:[\w-]{1,14}(?:'s)? ){0,2}(?:opening |working )?hours\b|^my (?:debts?|fines?|balance)\b"
    r"|(?<!\w)(?:بگو|بگید|بگین|بگویید|ببین\w{0,3}|بفرما\w{0,4}|اعلام|(?:باز|تعطیل)(?:ین|ید| هستید| هستین)|بدونم|بدانم|ساعت(?:های|ای)? کار\w{0,4}|وضعیت)(?!\w)|\b(?:bego|begid|begin|bebin\w{0,3}|bedoonam|saat\w? kar\w{0,3})\b"
)
# "You are open on Saturday?" asks by its mark alone; "did you know that you are closed?" asks for nothing.
_IS_IT_SO = re.compile(r"^(?:you|the library|the branch) (?:is|are) (?:still )?(?:open|closed)\b")
_KNOWN = re.compile(r"^(?:did|do) you know (?:the|that|you|it|we|my|i)\b")
_ENGLISH = re.compile(r"\b(?:the|is|are|do|does|my|i|you|and|to|on|at|for|what|when|how|can|so|please)\b")
# «چون شنبه تعطیله»: the reason of what is wished.
_REASON = re.compile(r"^(?:چون|زیرا|وقتی|تا وقتی|از ?اونجا\w{0,3}|قبل|چونکه|choo?n|vaghti)(?!\w)")

# "When the library opens I will come": asked only with a mark.
_SUBORDINATE = re.compile(
    r"(?:wh?en|where|how|what) (?!(?:is|are|r|do|does|did|will|can|could|am|much|many|long|late|time|books?|'s|u)\b)"
)


def _is_asked(words: str, *, marked: bool) -> bool:
    """Tell whether words want to be told something, and do not only tell it."""
    if _REASON.match(words) or (not marked and _SUBORDINATE.match(words)):
        return False
    if _KNOWN.match(words):
        return False
    if _QUESTION.match(words) or _TELL.search(words) or (marked and _IS_IT_SO.match(words)):
        return True
    if not re.search("[آ-ی]", words) and _ENGLISH.search(words):
        return False
    return marked or _PERSIAN_QUESTION.search(words) is not None


def told_as_wish(words: str) -> bool:
    """Tell whether words wish to be told something, and name no title: «بگین بدهیم چقده», "what I owe"."""
    said = fold(words).replace("’", "'").strip()
    kind = _kind_of(said)
    return kind in {DEBT, HOLDS, ROOM} or (kind == HOURS and is_of_library(said)) or bool(_WISH_ALONE.fullmatch(said))


_WISH_ALONE = re.compile(
    r"what i (?:still )?owe(?: now)?|[\w-]{2,14}'s (?:opening |working )?hours (?:on |for )?(?:today|tomorrow|tonight|\w{2,6}day)(?: please)?|(?:the )?due dates?|ساعت(?:های|ای)? کار(?:ی)?(?: \S{2,12}){0,2}|(?:موعد|مهلت|سررسید|تاریخ برگشت|زمان برگشت)(?:ش|شون|شان)?(?: (?:را|رو|هم)){0,2}(?: (?:بگو|بگید|بگین|بفرمایید|بگویید))?"
)
# What it is wanted for stands behind it: "… so that I can write it down", «… بنویسم رو یخچال».
_FOR_NOTING = r"(?: (?:که |تا )?(?:بنویسم|یادداشت کنم|یادم (?:بمونه|نره)|بدونم)(?: [^.؟?!]{1,30})?)?"
_TELL_DUE = re.compile(
    r"(?:(?:and |also |please |just |only |but |then ){0,3}(?:(?:tell me|give me|repeat|say|what is|what's|what was|remind me of) )(?:also |again )?)(?:the )?(?:due date|date)(?: (?:of|for) [^.?!,]{1,60})?(?:,? please)?(?:,? too)?(?:,? so (?:that )?i can [^.?!]{1,40})?"
    r"|(?:(?:faghat|pas|va|lotfan|hala|khob) ){0,2}(?:tarikhe?|moede?|mohlate?|sarreside?)\w{0,2} [^.?!,]{1,50}? (?:ro|ra|ham)(?: (?:baram|behem|lotfan)){0,2} (?:bego|begu|begid|befarma\w{0,4})(?: (?:ta |ke )?(?:benevisam|yadam bemune|bedunam)(?: [^.?!]{1,30})?)?"
    rf"|(?:(?:و|لطفا|پس|حالا|خب|فقط) ){{0,2}}(?:تاریخ|موعد|مهلت) (?:آخرین|اخرین|اولین|آخری|اخری|اولی|دومی|سومی|این|اون)[^.؟?!،,]{{0,30}}?(?:را|رو|هم)(?: (?:هم|برایم|برام|به من|لطفا)){{0,3}} (?:بفرمایید|بگویید|بگید|بگین|بگو){_FOR_NOTING}"
    r"|(?:(?:و|لطفا|پس|حالا|خب) ){0,2}(?:موعد|مهلت|سررسید|تاریخ بازگشت|تاریخ برگشت)\w{0,2} [^.؟?!،,]{1,60}?(?:را|رو|هم)(?: (?:هم|برایم|برام|به من|لطفا)){0,3} (?:بفرمایید|بگویید|بگید|بگین|بگو|اعلام کنید|اعلام فرمایید)"
)
_ONCE_MORE = re.compile(
    r" (?:again|once more|one more time)\b| (?:یه|یک) (?:بار|دفعه) (?:دیگه|دیگر)| دوباره(?!\w)| ye (?:bar|dafe) dige\b| dobare\b"
)
# What is left as it is asks for nothing.
_LEFT_ALONE = re.compile(
    r"(?:(?:ok|okay|so|then|well|fine|alright|all right) )*(?:leave the (?:rest|others)(?: (?:then|as they are|alone|for now))?|the (?:rest|others) can (?:wait|stay))"
    r"|(?:(?:باشه|خب|پس|اوکی|اکی) )*(?:بقیه|باقی)\w* (?:بمونه|بماند|باشه|هیچی|فعلا (?:هیچی|بمونه)|رو ولش کن|ولش کن)"
    r"|(?:(?:ok|okay|khob|pas|bashe) )*(?:baghi\w*) (?:bem(?:oo|u|o)ne|bashe|hichi|velesh kon)"
)
_AGREED = re.compile(
    r"(?:(?:ok|okay|thanks|thank you|thx|very|good|great|fine|all right|alright|بسیار|خیلی|خب|خوب|باشه|ممنون|مرسی|متشکرم|سلام|hi|hello) ?){1,4}"
)
_LONGER = re.compile(
    r"\b(?:if|when|after|new|longer|more|extra|later|weeks?|days?)\b|(?<!\w)(?:جدید|هفته|روز|ماه|بیشتر|دیگه|دیگر|عقب|اگه|اگر)\w{0,3}(?!\w)"
)


def asks_when_due(text: str) -> bool:
    """Tell whether a message only wants to be told a due date, and says no more than thanks beside."""
    found = [_ONCE_MORE.sub("", fold(one).replace("’", "'")).strip(" .!?؟؛;…") for one in _SENTENCE.findall(text)]
    asked = [one for one in found if one and not _AGREED.fullmatch(one) and not _LEFT_ALONE.fullmatch(one)]
    due = bool(asked) and all(_TELL_DUE.fullmatch(one) and not _LONGER.search(one) for one in asked)
    return due and deed_of(fold(text).split()) is None


_STATE = re.compile(
    r"\bw(?:h)?at(?:'s|s| is| has)? hap+en\w{0,3}\b|\bwhat(?:'s|s| is) (?:up|going on|the (?:news|status)) (?:with|of|on)\b|\bany news\b|(?<!\w)(?:چی شد|چی شده|چه خبر|خبری)(?!\w)|\bchi ?shod\w{0,2}\b"
    r"|\b(?:ready|arrived|come|there|coming|waiting|status|queue|in line|turn|kept|keep)\b|(?<!\w)(?:آماده\w{0,4}|(?:به )?(?:کجا )?رسید\w{0,4}|می ?رس\w{1,4}|کی|نوبت\w{0,3}|چندم\w{0,3}|وضعیت\w{0,3}|نگه)(?!\w)|\b(?:amade\w{0,3}|resid\w{0,3}|miresc?e|key|nobat\w{0,3}|chandom\w{0,3})\b"
)
_ASKS_STATE = re.compile(
    r"^(?:please )?(?:tell|see|check|look|what|where|when|how|is|has|did|any)\b(?! (?:i|we|he|she|they) (?:collect|come|get|pick|fetch))|(?<!\w)(?:ببین\w{0,3}|بگو|بگید|بگین|بفرما\w{0,4}|چی شد\w{0,2}|کی|کجا|چندم\w{0,3}|رسید\w{0,4}|آماده\w{0,4})(?!\w)|\b(?:bebin\w{0,3}|bego|begid|resid\w{0,3}|amade\w{0,3}|key|koja)\b"
)
_ORDERED = re.compile(
    r"\b(?:please|cancel|reserve|put|hold) |(?<!\w)(?:رزرو|لغو)\w{0,2} (?:کن|کنید|کنین|بکن|بکنید|فرمایید)(?!\w)|\b(?:rezerv|laghv)\w{0,2} kon\w{0,3}\b"
)


def speaks_of_state(wish: Wish) -> bool:
    """Tell whether a wish is to know how a reservation stands, and orders none."""
    asks = wish.kind in {ASKED, HOLDS} or (wish.kind == "hold" and _ASKS_STATE.search(wish.text) is not None)
    return asks and bool(_STATE.search(wish.text)) and not _ORDERED.search(wish.text)


# What a library is asked for: only that is named as unanswered, and no courtesy or remark about oneself.
_PLAINLY = re.compile(
    r"^(?:do|does) (?:you|the library|the \w{2,14} (?:branch|library)) (?:also |still |even )?(?:have|offer|sell|lend|rent) (?!(?:(?:an?|any|some|the) )?(?:minute|moment|second|time|idea|problem|objection|need|chance|to|it|that|this|one)\b)\w"
    r"|^(?:is|are) there (?:an?|any|some) (?!(?:chance|way|possib\w{1,6}|reason|hope|need|problem|more|other|other\w)\b)\w|^how much (?:is|are|does|do) (?!(?:it|that|this|they|i)\b)\w"
    r"|^(?!(?:شما )?(?:وقت|مشکل|لطف|خبر|اطلاع|فرصت|دوست|حوصله))[^.؟?!]{2,80} (?:دارید|دارین)$"
)


def is_plain(wish: Wish) -> bool:
    """Tell whether a marked question asks plainly for something of the library."""
    return wish.marked and _PLAINLY.search(wish.text) is not None
