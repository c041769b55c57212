"""Messages that only ask whether what is spoken of is in: "in or out?", «موجوده یا امانته؟», "which of those are in?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = ["asks_first_back", "asks_which_language", "asks_which_of_shown", "names_other_place", "only_asks_in_or_out"]

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_LONGEST = 22  # words
# One of these tells that a copy is in or out; all other words of the message are said around it.
_STATE = re.compile(
    r"\b(?:available|unavailable|checked (?:in|out)|(?:lent|loaned|borrowed|taken|given) out|on (?:the shelf|loan)|in stock|(?:in|out) or (?:out|in|not|lent|on loan)|is (?:it|that|this|that one|this one|the book) (?:still |now |even )?(?:in|out|there|free)|lent|loaned)\b"
    r"|(?<!\w)(?:ن?ا?موجود(?:ه|ن|ه؟| است| هست)?|امانت(?:ه|ن| رفته| است| داده شده)|تو(?:ی)? قفسه|در قفسه|دست کس\w{1,5}|آزاده?|(?:کسی )?برده?(?:ن|ند|نش|ش|تش)|گرفتنش|هست(?:ش)? (?:الان )?یا (?:نه|نیست|بردن\w*|رفته))(?!\w)"
    r"|\b(?:na?mo[jz]o*u?de?|mo[jz]o*u?de?|amanat(?:e|eh)|azade?|bordan(?:esh)?|too? ghafas\w{0,3})\b"
)
_AROUND = frozenset(
    "is it its it's this that the one ones book novel film a copy copies any or not isn't in out on of shelf available unavailable lent checked loaned borrowed taken given loan stock still now right at moment currently"
    " today atm there free yes no just only answer tell me please pls word one-word ok okay so well and then enough will do that's i'm asking asked all question simple quick quickly thanks thank you hi also say by chance"
    " if whether to know want wanna need i even but my short in's hm hmm um"
    " یا نه نیست است هست هستش الان الآن حالا فعلا همین همینو یه یک کلمه کلمه‌ای ای رو را و جواب بده بدین بدید بدی بگو بگید بگین فقط لطفا خب خوب پس این اینو اون اونو همون کتاب کتابه کتابو در حال حاضر تو توی دست کسی کسیه کسیست"
    " رفته شده داده شدن ممنون مرسی سلام آقا خانم سریع زود آره دقیق دقیقا کوتاه ببین میخوام میخواستم بدونم بدانم هنوز ساده سوالم سوال پرسیدم بابا دیگه که ش ست س اش قفسه آیا موجود موجوده موجودن ناموجود ناموجوده امانت امانته"
    " آزاد آزاده بردن بردنش برده بردند بردتش گرفتن گرفتنش نسخه نسخش بله خیر ببینم برام بهم به من"
    " ya na nist hast hastesh alan hala faghat hamin hamino ye kalame javab bede begu bego lotfan khob pas in oon un ino uno ketab ketabe to too daste kasi kasie rafte mojod mojode mojud mojude mojoode mojood amanat amanate amanateh"
    " azad azade bordan bordanesh merci mersi salam baba dige ke ro ghafase ghafasas".split()
)


@kept
def only_asks_in_or_out(text: str) -> bool:
    """Tell whether a text asks if what is spoken of is in, or lent, and says nothing that could name a book."""
    said = fold(text).replace("’", "'")
    words = _WORD.findall(said)
    return 0 < len(words) <= _LONGEST and _STATE.search(said) is not None and _AROUND.issuperset(words)


_OF_SHOWN = re.compile(
    r"\b(?:which|any|either|one|some|all|none|how many) (?:one |ones |one's )?(?:of|from|among) (?:these|those|them|the (?:two|three|four|five|above))\b|\b(?:are|is) (?:any|these|those|they|either)\b|\bwhich (?:ones?|are|is)\b|\bwhich (?:ones? )?can i (?:have|get|take|borrow)\b|\bwhich (?:one |ones )?of the others?\b"
    r"|(?<!\w)(?:از )?(?:میان|بین|میون) (?:این|آن|اون) (?:آثار|کتاب\w{0,4}|عنوان\w{0,4}|چند\w{0,3})(?!\w)|(?<!\w)از (?:این|آن) میان(?!\w)"
    r"|(?<!\w)(?:(?:از|بین|میون|بین|توی) (?:اینا|اینها|اونا|اونها|این چندتا|این لیست|همینا|شون)(?:یی)?|کدوم(?:اش|شون|ش|ا|ها|هاش|هاشون|اشون)(?:و|رو)?|هیچ ?کدوم(?:ش|شون)?|(?:اینا|اینها|اونا|این کتابا) (?:همه? ?ش\w{0,3}|همه)|همه? ?شون|کدام(?:شان|ش|ها|یک|یکی)|کدوم ?یکی(?:ش|شون)?|کدوماشو?ن?|کد[وا]م رو(?= می))(?!\w)"
    r"|\b(?:kodo?u?m(?:a|ash|esh|eshun|eshoon|ashun|ashoon|aye)|(?:az|beyne?) (?:ina|inha|una|oona))\b"
)
# What is in, or can be had, and where: no opinion, no number, no wish.
_HAD = re.compile(
    r"\b(?:in|at|from|available|there|on the shelf|free|stock|get|take|borrow|pick|collect)\b"
    r"|(?<!\w)(?:تو|توی|در|از|شعبه\w{0,2}|موجود\w{0,3}|هست\w{0,3}|دارین|دارید|داره|آزاد\w{0,2}|قفسه|نیست\w{0,2}|بگیرم|بردارم|بیام|ببرم|قابل امانت)(?!\w)"
    r"|\b(?:too?|tuye?|dar|az|shobe\w{0,3}|mo[jz]o*u?d\w{0,3}|hast\w{0,3}|dare|begiram|bardaram)\b"
)
# Today, and what the house has, are asked of books only where it is of some of those shown, or of what can be had.
_OF_THEM = re.compile(
    r"\b(?:which|any|either|one|some|all|none|how many) (?:one |ones )?of (?:these|those|them|the others?)\b[^,]{0,40}\b(?:today|right now|you (?:actually |really )?(?:have|got))\b|\bwhich (?:ones? )?can i (?:have|get|take|borrow)\b[^,]{0,20}\b(?:today|right now|now)\b"
    r"|(?<!\w)(?:از|بین|میان|میون) (?:این|آن|اون)(?:ا|ها|\u200cها)?(?!\w)[^،]{0,40}(?<!\w)امروز(?!\w)|\b(?:az|beyne?) (?:ina|inha|una|oona)\b[^,]{0,30}\b(?:emrooz|emruz)\b"
)
_ELSE = re.compile(
    r"\b(?:best|better|recommend|prefer|short\w*|long\w*|new(?:er|est)|old(?:er|est)|first|easier|easiest|funn\w+|author|wrote|written|translat\w+|due|renew\w*|overdue|late|mine|my (?:books?|loans?|copies|holds?|reservations?|account)|cost|fine|fee|reserve\w*|hold|open\w*|clos\w+|hours?|event\w*|room\w*|english|persian|audio\w*|dvd|film|about|age|year)\b"
    r"|بهتر|پیشنهاد|کوتاه|بلند|جدید|قدیم|نازک|کلفت|صفحه|نویسنده|مترجم|ترجمه|تمدید|مهلت|موعد|جریمه|دیر|رزرو|انگلیسی|فارسی|صوتی|فیلم|درباره|مناسب|سن|سال|ترسناک|خنده|دستمه|کتابا?م(?!\w)|کتابهام|امانتهام|باز(?!\w)|بسته|ساعت|برنامه|اتاق|خلوت|نزدیک ?تر"
    r"|\b(?:behtar|kootah|kutah|jadid|ghadimi|tamdid|rezerv\w*|englisi|farsi|sooti|soti)\b"
)


@kept
def asks_which_of_shown(text: str) -> bool:
    """Tell whether a text asks which of the things just shown are in, or are at a place; nothing else of them.

    It is asked in a sentence or in a part of one: "which can I have today, I'm not waiting for a reservation".
    """
    said = fold(text).replace("’", "'")
    if _MINE.search(said):
        return False
    sentences = _SENTENCE.split(said)
    return any(map(_asks_which, [*sentences, *(part for one in sentences for part in _PART.split(one))]))


def _asks_which(said: str) -> bool:
    found = _OF_SHOWN.search(said)
    had = found is not None and (_HAD.search(said) or _OF_THEM.search(said))
    return bool(had) and _ELSE.search(said) is None


_SENTENCE = re.compile(r"[.?!؟\n]+")
_PART = re.compile(r"[,،;؛]+")
# "Are any of them in, my reservations I mean?"
_MINE = re.compile(
    r"\b(?:mine|my (?:books?|loans?|copies|holds?|reservations?|account))\b|(?<!\w)(?:کتابا?م|رزروا?م|رزروهام)(?!\w)"
)


_CORRECTS = re.compile(
    r"\b(?:i (?:meant|said|asked|want|need)|not|i mean)\b|(?<!\w)(?:گفتم|منظورم|پرسیدم|میخوام|میخواستم|نه)(?!\w)|\b(?:goftam|manzoor\w*|mikham|na)\b"
)
_BESIDE_PLACE = frozenset(
    "i meant said asked want need it that at in from the for not no branch library one mean please but about do you have is there what sorry ok okay"
    " there here اونجا اینجا گفتم منظورم بود پرسیدم میخوام میخواستم نه شعبه شعبه‌ی تو توی در از کتابخانه کتابخونه رو را و اینو اونو همینو من که خب ی برای واسه بابا ببخشید لطفا"
    " goftam manzooram manzuram bud bood mikham na too tu dar az shobe shobeye ro".split()
)


@kept
def names_other_place(rest: str, text: str) -> bool:
    """Tell whether a text corrects the place that was asked about; `rest` are its words without the branches' names."""
    said = _WORD.findall(fold(rest).replace("’", "'"))
    return _CORRECTS.search(fold(text).replace("’", "'")) is not None and _BESIDE_PLACE.issuperset(said)


_FIRST_BACK = re.compile(
    r"\b(?:earliest|soonest|nearest|next|first) (?:day|date|time)?[^.?!]{0,30}\b(?:back|returned|in again|available|free)\b"
    r"|(?<!\w)(?:نزدیک ?ترین|زود ?ترین|اولین) (?:روز|تاریخ|زمان|وقت|موعد)\w{0,2}[^.؟?!]{0,30}(?:بر ?می ?گرد\w{0,4}|برگرد\w{0,3}|بازگشت|می ?اد|میاد|آزاد|موجود|میارن\w{0,2})"
    r"|\b(?:nazdiktarin|zoodtarin|avalin) (?:roozi?|tarikhi?|vaghti?)[^.?!]{0,30}\b(?:barmigard\w*|bargard\w*|miad|azad\w*)"
)


@kept
def asks_first_back(text: str) -> bool:
    """Tell whether a text asks for the first day on which what is spoken of is back."""
    said = fold(text)
    return _FIRST_BACK.search(said) is not None and _OWN.search(said) is None


_OWN = re.compile(
    r"\b(?:my|i|we)\b|(?<!\w)(?:کتابم|کتابام|امانتم|امانتام|برگردونم|پس بدم|من|خودم|برگردانم|بیارم)(?!\w)"
)


_LANGUAGES = re.compile(
    r"\b(?:is|are|was|were) (?:it|that|this|they|these|those|both|the (?:first|second|third|last|other)(?: one)?|the (?:book|novel))(?: all| written| just| actually)? (?:in )?(?:the )?(?:persian|farsi|english),? or (?:is it |are they )?(?:in )?(?:the )?(?:persian|farsi|english)\b"
    r"|(?<!\w)(?:به )?(?:فارسی|انگلیسی)(?: ?(?:ه|یه|ن|ند|هستن|هست|است|نوشته شده) یا (?:به )?(?:فارسی|انگلیسی)(?:ه|یه|ن|یش)?| یا (?:به )?(?:فارسی|انگلیسی) ?(?:ه|یه|هستن|هست|است|هستند))(?= ?(?:$|[؟?.!،]))|\b(?:farsi|englisi|english)(?:(?:e|ye|an|ie) ya (?:farsi|englisi|english)(?:e|ye|an|ie)?| ya (?:farsi|englisi|english)(?:e|ye|an|ie))\b"
)
_EITHER = re.compile(
    r"\b(?:no matter|either|doesn't matter|can be)\b|(?<!\w)(?:فرقی?|مهم نیست|باشه|دارین|دارید|میخوام|چه)(?!\w)|\b(?:fargh\w*|mohem|bashe|darin|darid|mikham|che)\b"
)


@kept
def asks_which_language(text: str) -> bool:
    """Tell whether a text asks in which of two languages what is spoken of is: "is it Persian or English?"."""
    said = fold(text).replace("’", "'")
    return any(_LANGUAGES.search(part) and not _EITHER.search(part) for part in _SENTENCE.split(said))
