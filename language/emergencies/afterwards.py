"""What is said while an alarm is open: that it is over, that help is being called, where it is, and more of it."""

from __future__ import annotations

import re

from language.emergencies.reading import words_of
from language.emergencies.signs import one_of
from language.emergencies.slips import respelt
from language.normalise import fold

__all__ = [
    "asks_address",
    "beside_the_end",
    "calls_for_help",
    "has_help",
    "is_in_need",
    "is_ordinary",
    "names_place",
    "takes_back",
    "tells_more",
    "thanks",
    "wants_discretion",
]

_TAKEN_BACK = one_of(
    (
        "false alarm|(?:the ambulance|ambulance|paramedics?) (?:have |has |just |finally )*(?:took|taken|take) (?:him|her|them)|(?:just )?(?:kidding|joking)|was (?:only |just )?a joke|by mistake|my mistake|nothing happened|never ?mind|all (?:good|clear|fine|ok|okay)"
        "|(?:hes|shes|theyre|im|its|he is|she is|they are|i am|it is|everything is|everyones|were|we are) (?:all |now |totally |really )?(?:fine|ok|okay|alright|all right|good|safe|awake|better|out|over)"
        "|found (?:him|her|them|it)|(?:is|was|got) (?:out(?! (?:a|an|his|her|the)\\b)|put out|under control|solved)"
        "|(?:i|we)(?: have|ve| got| have got| ve got) (?:him|her|them) (?:now|back|here|again|with me)|(?:i|we)(?: have|ve| got| have got| ve got) (?:him|her|them)$|(?:ok|okay|yes|oh) (?:i|we)(?: have|ve| got| have got| ve got) (?:him|her|them)"
        "|(?:he|she) (?:was|is|s) (?:only |just |hiding |sitting |playing |reading )+(?:under|behind|in|at|with|by|next)|sorry (?:for|about) the (?:panic|alarm|scare|fuss|trouble)"
        "|(?:they|he|she|someone|somebody|the (?:guard|staff|librarian)) (?:came and |came |just )*(?:got|let|took|pulled|freed|helped) (?:us|me|him|her|them) (?:out|up|down)|(?:the )?door(?:s)? (?:has |have |just |finally |is )*(?:opened|open) (?:now|again|up)|were (?:all )?out (?:now|again)"
        "|(?:dont|do not|no longer) need (?:help|anybody|anyone|anything|you|an ambulance)(?: any ?more| now)?|no (?:help|ambulance) (?:is )?needed(?: any ?more| now)?|(?:it|everything|all) turned out (?:fine|ok|okay|well)",
        "اشتباه (?:شد|بود|کردم|فهمیدم)|(?:اورژانس|امبولانس)(?: \\w+){0,3} (?:بردنش|بردش|بردندش)\\w*|(?:بردنش|بردش|بردندش)\\w*(?: \\w+){0,2} (?:بیمارستان|شکر|خدا ?رو ?شکر|خداروشکر)|شوخی (?:کردم|بود)|حل شد\\w*|خوب شد\\w*|خاموش شد\\w*|خاموشش کردن\\w*|پیداش (?:شد|کردم|کردیم)|پیدا شد\\w*|چیزی نبود|چیزیش نیست|چیزی نیست"
        "|در(?:ش|ا)? (?:\\w+ )?باز شد\\w*|(?:اومدیم|امدیم|اومدم|درومدیم|دراومدیم|در اومدیم|رفتیم) بیرون\\w*|درومدیم|دراومدیم|نجات (?:پیدا کرد\\w*|داد\\w*)|به خیر گذشت|بخیر گذشت|خیالتون راحت|خیالت راحت|(?:بغلمه|پیشمه|کنارمه|پیش منه|پیش خودمه)"
        "|(?:دیگه|دیگر) (?:لازم|نیازی|احتیاجی|کمک لازم|کمکی لازم) (?:نیست|ندارم|نداریم|نداره)|ببخشید (?:که )?(?:ترسوندم\\w*|نگران\\w* کردم)"
        "|رفع شد\\w*|مشکلی (?:نیست|نبود)|بیدار شد\\w*|به هوش اومد\\w*|حالش (?:خوبه|خوب شد|بهتره)|حالم (?:خوبه|بهتره)|خبری نیست|تموم شد\\w*|بی خیال|بیخیال|رفت\\w* دیگه",
        "eshtebah (?:shod|bood|bud)|shookhi (?:kardam|bood)|hal shod|peyda shod|khub shod|khoob shod|chizi nabood|khamoosh shod|peydash (?:kardam|kardim|shod)|dar(?:esh)? baz shod|(?:oomadim|omadim|umadim) birun|be kheyr gozasht|bekheyr gozasht",
    ),
    {},
)
_MORE = re.compile(r"\b(?:not|isnt|doesnt|dont|wont|cant|still|but)\b|نیست|هنوز|ولی|اما")
_CALLS = one_of(
    (
        "(?:ill|i will|im going to|going to|gonna|im|i am|let me|we are|were|well|we will|have|just|already) (?:\\w+ )?(?:call|calling|ring|ringing|phone|phoning|dial|dialling|dialing|called|rang|phoned)(?: (?:them|now|it|the number|the ambulance|the police|115|123|125|110|that number))*"
        "|(?:called|calling|rang|phoned) (?:them|the|115|123|125|110|now|already)|they(?:re| are) (?:coming|on their way)|ambulance (?:is |has |just )*(?:coming|here|on (?:its|the) way|arrived|came|come)|(?:police|paramedics?|firemen|guards?|librarians?|staff) (?:is |are |has |have |just )*(?:here|arrived|came|on (?:its|the|their) way)|on the phone with",
        "(?:زنگ|تماس) (?:میزنم|میزنیم|زدم|زدیم|زدن|میگیرم|گرفتم|گرفتیم|بزنم|بگیرم|میگیریم)|میزنم (?:زنگ|بهشون)|(?:دارن|داره|تو راهن|راه افتادن) ?(?:میان|میاد)?$|(?:رسیدن|رسید|اومدن)$|(?:اورژانس|امبولانس|پلیس|اتش ?نشانی|نگهبان\\w*|همکار\\w*|کتابدار\\w*) (?:هم )?(?:رسید\\w*|اومد\\w*|امد\\w*|اینجاست|اینجان|تو راه\\w*)",
        "zang (?:mizanam|zadam|mizanim|bezanam)|tamas (?:migiram|gereftam)|(?:daran|dare) mia(?:n|d)",
    ),
    {},
)
_THANKS = one_of(
    (
        "thanks?|thank you|thx|ty|cheers|appreciate it|god bless|youre (?:kind|sweet|nice)|that (?:helps|helped)|bless you|okay thanks",
        "مرسی|ممنون\\w*|متشکر\\w*|سپاس\\w*|تشکر|دستت درد نکنه|دستتون درد نکنه|دمت گرم|دمتون گرم|لطف کردی\\w*|خیر ببینی\\w*",
        "mersi|merci|mamnoon\\w*|mamnun\\w*|dastet dard nakone|damet garm",
    ),
    {},
)
_PLACE = one_of(
    (
        "(?:first|second|third|fourth|fifth|ground|top|\\d|1st|2nd|3rd|4th) floor|floor (?:\\d|one|two|three|four)|upstairs|downstairs|basement|lobby|entrance|(?:reading|study|children s|childrens|quiet|meeting|computer) (?:room|area|corner|section|hall)|(?:the |mens |womens |ladies )?(?:toilets?|restroom|bathroom|wc)"
        "|car ?park|parking|(?:the )?(?:front|back|info|information|circulation) desk|stairs|stairwell|staircase|elevator|lift|(?:main|central|\\w+) (?:branch|building|library)|by the (?:\\w+ )?(?:window|door|shelves|printers?|computers?)|aisle|yard|garden|cafe|outside|courtyard",
        "طبقه\\w* (?:\\w+ )?(?:اول|دوم|سوم|چهارم|پنجم|همکف|بالا|پایین|زیرزمین|یک|دو|سه|\\d)|همکف|زیر ?زمین|لابی|ورودی|دم در|جلوی در|جلو در|پشت در|سالن\\w*|اتاق\\w*|بخش \\w+|راه ?پله\\w*|پله ?ها|اسانسور|دستشویی|سرویس|توالت|پارکینگ|حیاط|میز امانت|پذیرش|نمازخونه|کافه|بوفه|انبار|مخزن|شعبه \\w+|مرکزی|کنار (?:\\w+ )?(?:پنجره|در|قفسه\\w*|پرینتر|میز\\w*)|بین قفسه\\w*|طبقه \\w+",
        "tabaghe\\w* \\w+|hamkaf|zirzamin|lobi|salon|otagh|rahpele|asansor|dastshooyi|parking|hayat|markazi|shobe\\w* \\w+|dame dar",
    ),
    {},
)
# What it is about, in few words: how somebody is, that nobody comes, what is to be done.
_OF_IT = one_of(
    (
        "hurry(?: up)?|quick(?:ly)?|please come|come (?:now|quick\\w*|here|please|fast)|where are (?:you|they)|(?:no ?body|no one|nobody s) (?:\\w+ ){0,2}(?:coming|comes|here|came|answers?|answering|picks? up)|when (?:will|do|are) (?:they|somebody|someone|you) (?:\\w+ )?(?:come|coming|arrive)"
        "|what (?:should|do|can|shall) (?:i|we) do(?: now)?(?! (?:if|about my|with|to|when))|(?:hes|shes|he is|she is|theyre|it is|its|still|he|she) (?:\\w+ ){0,3}(?:breathing|bleeding|unconscious|moving|burning|awake|worse|getting worse|crying|there|here|spreading|shouting|not responding|scared)|help|im scared|so scared|i am afraid|(?:im|i am) alone|i (?:cant|dont have|have no) (?:phone|call|credit|signal)",
        "زود باش\\w*|زود (?:بیا\\w*|بفرست\\w*)|زودتر|بیاید|بیاین|بجنب\\w*|عجله|کجایید|کجایین|کجا موند\\w*|پس چی شد|(?:کسی|هیچ کس|هیچکس|چرا) (?:\\w+ ){0,3}(?:نمیاد|نیومد|نیست|جواب نمیده|برنمیداره)|کی (?:میان|میاد|میرسن|میرسه)|(?:چیکار|چکار|چه کار|چیکارش) (?:کنم|کنیم|باید|بکنم)|چی کار (?:کنم|کنیم)"
        "|(?:هنوز|الان|داره|خیلی) (?:\\w+ ){0,4}(?:نفس|خون|بیهوش|تکون|میسوزه|دود|اینجاست|هست اینجا|گریه|داد میزنه|بدتر|میترسم|درد)|بدتر (?:شد|شده|میشه)|کمک|میترسم|تنهام|گوشی ندارم|شارژ ندارم|نمیتونم زنگ بزنم|انتن ندارم",
        "zood (?:bash|bia)\\w*|komak|kojain|chikar konam|kasi nemiad|bia(?:in|id|yn)|mitarsam",
    ),
    {},
)
# A question of the library's ordinary kind, whatever place it names.
_ORDINARY = one_of(
    (
        "(?:when|what time|how much|how many|how long|how do|how can|do you have|have you got|is there a|are you open|can i|could i|may i|where is|where can|where do|wheres|which) .*|opening hours|renew|my (?:loans?|books?|account|fine|holds?)|reserve|book a",
        "(?:چقدر|چند|چنده|کی باز|تا کی|ساعت چند|چه ساعت\\w*|دارین|دارید|میشه (?:تمدید|رزرو)|کجاست|چطور|چطوری|چجوری|کدوم)|تمدید|رزرو|جریمه\\w*|امانت\\w*|ساعت کاری|عضویت|کتاب\\w*|بازه|بازید|بازین",
        "cheghadr|chand|darin|tamdid|rezerv|jarime\\w*|saat|ketab\\w*|baze",
    ),
    {},
)
# Who is afraid of somebody does not want them to learn who has told.
_DISCRETION = one_of(
    (
        "(?:dont|do not|please dont|without) (?:\\w+ ){0,3}(?:tell|telling|say|saying|mention|name|naming|let|letting)(?: \\w+){0,3} (?:him|her|them|anyone|anybody|my name|me|it was me|who)|(?:he|she|they) (?:must not|mustnt|shouldnt|should not|cant|wont|doesnt) (?:know|find out|learn|see|notice)|(?:leave|keep) my name out|anonymous\\w*|my name (?:is not|isnt|not) (?:mentioned|written|used)",
        "(?:نمی ?خوام|نمیخواهم|نذارید|نذارین|نباید) (?:\\w+ ){0,3}(?:بفهم\\w*|بدون\\w*|متوجه|ببین\\w*)|(?:اسمم|اسم من|اسممو|اسمم رو|نام من) (?:\\w+ ){0,3}(?:ننویس\\w*|نگ\\w+|نبر\\w*|نیار\\w*|نباشه)|(?:بهش|به او) نگ\\w+|ناشناس",
        "(?:nemikham|nabayad) (?:\\w+ ){0,3}(?:befahm\\w*|bedun\\w*)|esmam\\w* (?:\\w+ ){0,3}(?:nanevis\\w*|nag\\w+|nabar\\w*)|behesh nag\\w+|nashenas",
    ),
    {},
)
# Those who help are there.
_THERE = one_of(
    (
        "(?:ambulance|police|paramedics?|firemen|guards?|librarians?|staff|lady|somebody|someone|they)(?: \\w+){0,2} (?:here|arrived|came|come)",
        "(?:اورژانس|امبولانس|پلیس|اتش ?نشانی|نگهبان\\w*|همکار\\w*|کتابدار\\w*) (?:هم )?(?:رسید\\w*|اومد\\w*|امد\\w*|اینجاست|اینجان)|(?:رسیدن|رسیدند|اومدن|اومدند)(?: \\w+){0,3}$",
        "(?:orzhans|urzhans|ambulance|police|negahban)\\w* (?:resid\\w*|oomad\\w*|umad\\w*)",
    ),
    {},
)
_STILL = re.compile(
    r"\b(?:but|now|again|still|not|no|stopped|spreading|nobody|worse|cant|can't|wont|won't)\b|(?<!\w)(?:ولی|اما|دوباره|هنوز|باز|بدتر|هیچ|ن?می)\w*"
)
# What whoever comes to help has to be told.
_ADDRESS = one_of(
    (
        "(?:what|whats|which|tell|give|send|need|know)(?: \\w+){0,6} address|address (?:of|for|here|please|to (?:tell|give))|where (?:exactly )?(?:is|are) (?:this|the) (?:library|branch|building)",
        "(?:ادرس|نشانی)\\w* (?:\\w+ ){0,5}(?:چیه|چیست|بگو\\w*|بگید|بگین|بده\\w*|بدید|بدین|بفرمایید|بفرست\\w*|میخوام|میخوان|لازم\\w*|کجاست)|(?:ادرس|نشانی)\\w*$",
        "(?:adres|address)\\w* (?:\\w+ ){0,5}(?:chie|chiye|bego\\w*|begid|begin|bede\\w*|bedid|mikham|mikhan)",
    ),
    {},
)
# Not many words are spent on a place.
_MOST_WORDS = 24


# Nothing else may be said: "they put the fire out, my brother is inside" is no end.
_PLAINLY_OVER = re.compile(
    r"(?:(?:ok|okay|oh|yes|thank god|thankfully) ){0,2}(?:they|we|someone|somebody|the firemen) (?:have )?(?:put it out|put the fire out)(?: (?:now|already|thanks|thank you)){0,2}"
    r"|(?:(?:خدا ?(?:را|رو)? ?شکر|الحمدلله) )?(?:به ?هوش) (?:امد|اومد|امده|اومده)(?: (?:خدا ?(?:را|رو)? ?شکر|ممنون|مرسی|متشکرم)){0,2}"
)


def takes_back(text: str) -> bool:
    """Tell whether words say that it was no emergency, or is over; only to be asked after one was told."""
    said = respelt(words_of(text))
    if "out of" in said:
        # "It is out of control."
        return False
    if _PLAINLY_OVER.fullmatch(said) and "?" not in text and "؟" not in text:
        return True
    return _TAKEN_BACK.search(said) is not None and _MORE.search(_TAKEN_BACK.sub(" ", said)) is None


def beside_the_end(text: str) -> str:
    """Give what a message says beside that it is over, and beside thanks: empty where it says nothing else."""
    parts = [part.strip() for part in _SENTENCE.findall(text) if words_of(part)]
    return " ".join(part for part in parts if not (takes_back(part) or calls_for_help(part) or thanks(part)))


_SENTENCE = re.compile(r"[^.!?؟\n]+[.!?؟]*")


def calls_for_help(text: str) -> bool:
    """Tell whether words say that somebody is being called, and ask for nothing."""
    said = words_of(text)
    return _CALLS.search(said) is not None and not is_ordinary(text)


def has_help(text: str) -> bool:
    """Tell whether words say that those who help are there; only after an emergency."""
    said = words_of(text)
    return _THERE.search(said) is not None and _MORE.search(said) is None and not is_ordinary(text)


def is_in_need(text: str) -> bool:
    """Tell whether somebody is still in need, whoever has been called, or thanked; only after an emergency."""
    return tells_more(text) or _STILL.search(fold(text)) is not None


def asks_address(text: str) -> bool:
    """Tell whether words ask for the address, as whoever comes to help has to be told; only after an emergency."""
    return _ADDRESS.search(words_of(text)) is not None


def thanks(text: str) -> bool:
    """Tell whether words are a thank-you, and ask for nothing."""
    said = words_of(text)
    return _THANKS.search(said) is not None and not is_ordinary(text)


def names_place(text: str) -> bool:
    """Tell whether words say where it is; only to be asked after an emergency was told."""
    said = words_of(text)
    return _PLACE.search(said) is not None and len(said.split()) <= _MOST_WORDS and not is_ordinary(text)


def tells_more(text: str) -> bool:
    """Tell whether words go on about the emergency: how somebody is, that nobody comes, what is to be done."""
    said = words_of(text)
    return _OF_IT.search(said) is not None and not is_ordinary(text)


def wants_discretion(text: str) -> bool:
    """Tell whether words ask that somebody does not learn who has told of them; only after an emergency was told."""
    return _DISCRETION.search(words_of(text)) is not None


def is_ordinary(text: str) -> bool:
    """Tell whether words ask for something of the library's ordinary kind; only to be asked after an emergency."""
    return _ORDINARY.search(_OF_IT.sub(" ", words_of(text))) is not None
