"""Whether a message tells of a book that is half remembered: "I read it as a child, a girl finds a locked garden"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from language.kept import kept
from language.normalise import fold
from language.requests.titles.descriptions import forgets_name, without_forgetting

__all__ = ["Remembered", "details", "remembered"]

_PERSON = r"(?:girl|boy|man|woman|kid|child|guy|lady|fellow|bloke|orphan|prince|princess|king|queen|doctor|teacher|soldier|detective|family|couple|brothers?|sisters?|twins|friends|dog|cat|horse|bear|mouse|rabbit|dragon|robot|wizard|witch)"
# When it was read, or that it was.
_READ = (
    r"\b(?:(?:that|which|and|but|maybe|i think) )?(?:i|we|my (?:mother|mum|mom|father|dad|teacher|gran\w*)) (?:once |first |have |had |must have |used to |also |'ve |'d )*(?:read|loved?|had|heard|remember|got)(?: (?:it|this|that|one|a|an|the|some|old|book|novel|story|reading|to|me|us|my)){0,4} (?:back |long |many |some |maybe |about |a few |\d+ |(?:ten|twenty|thirty) )*(?:(?:as|when|while|in|at|during|from) (?:(?:a|an|i|we|my|was|were|the|in|at|very|still|just|primary|elementary|high|middle|a little|\d+) )*(?:kid|child|childhood|teen\w*|girl|boy|little|small|young\w*|school\w*|grade|university|student|uni|college|ten|nine|eight|seven|twelve|\d+)(?: (?:years old|school|or so))?|(?:years|ages|a while|long) ago|ago|once)\b"
    r"|\b(?:(?:and )?i )?(?:once )?read (?:somewhere )?about (?=an? )|\b(?:a|the|that|some) (?:\w+ )?(?:book|novel|story) (?:from|in|at) (?:my )?(?:school|childhood|class|primary)\b"
    r"|\b(?:as a (?:kid|child|teenager|girl|boy)|when i was (?:a |very |in |at )*(?:kid|child|little|small|young|teenager|girl|boy|school|\d+|ten|nine|eight|seven|twelve)|from my childhood|(?:many |some |a few |\d+ )?years ago|ages ago|back in (?:school|the (?:day|eighties|nineties|70s|80s|90s)))\b"
    r"|(?<!\w)(?:(?:وقتی |زمانی که |تو |توی |در |دوران )?(?:بچه (?:که )?بودم|بچگی\w{0,3}|کودکی\w{0,3}|نوجوونی\w{0,3}|نوجوانی\w{0,3}|دبستان|راهنمایی|دبیرستان|مدرسه که (?:بودم|می ?رفتم)|کوچیک بودم|کوچک بودم)|سال ?ها(?:ی)? (?:پیش|قبل)|خیلی (?:وقت|سال) (?:پیش|قبل)|چند سال (?:پیش|قبل)|(?:اون |آن )?(?:قدیما|قدیم ?ها))(?: (?:یه |یک )?(?:(?:کتاب|رمان|داستان|قصه)\w{0,2} )?(?:می ?)?(?:خوندم\w{0,2}|خونده ?ا?م|خونده بودم\w{0,2}|خوانده بودم\w{0,2}|خواندم\w{0,2}|خوندمش|دیده بودم))?(?!\w)"
    r"|(?<!\w)(?:(?:یه |یک )?(?:کتاب|رمان|داستان|قصه)ی? )(?:خونده بودم|خوانده بودم|خوندم|خواندم)(?! \w*(?:خیلی|عالی))(?!\w)"
    r"|\b(?:bache(?:h)? (?:ke )?bud?o?dam|bache(?:h)? boodam|bachegi\w{0,3}|koodaki\w{0,2}|sal ?ha(?:ye)? pish|ghadima|dabestan)(?: (?:kho?u?nd\w{1,4}|khoond\w{1,4}))?\b"
)
# That it is not known which it is, in more ways than that of the name.
_UNKNOWN = (
    r"\b(?:no idea|not sure|can'?t think|couldn'?t tell you|don'?t know|dont know|can'?t (?:place|remember)|cannot (?:place|recall|remember)|can'?t for the life of me \w+) (?:what|how) (?:it|that book|the book|the thing)(?:'s| is| was|s)? (?:called|titled|named)\b|\bwhat(?:'?s| is| was) it called\b|\b(?:no|dont|don'?t|without) (?:have )?(?:the |a |any )?title\b|\bwhich book (?:is|was) (?:it|that|this)\b|\bwhat (?:book|novel) (?:is|was|am i)\b|\bwhat(?:'?s| is| was) th(?:at|e) (?:book|novel|story)\b|\b(?:do you|can you) (?:know|guess|tell me|remember) (?:which|what) (?:book|one|it)\b"
    r"|(?<!\w)(?:(?:کدوم|کدام|چه) (?:کتاب\w{0,3}|رمان\w{0,3})(?: (?:بود|است|هست))|اسمش (?:چیه|چی بود|چی ?بودش|چیست)|نمی ?دونم (?:اسمش چی\w{0,3}|کدوم کتاب\w{0,3})|عنوانش (?:چیه|چی بود|چیست)|اسمش ?(?:رو|را|و)? ?(?:نمی ?دونم|نمی ?دانم|یادم (?:نیست|نمیاد|رفته))|اسمشو (?:نمی ?دونم|یادم (?:نیست|نمیاد|رفته)))(?!\w)"
    r"|\b(?:esmesh (?:chi bo?u?o?d|chie|chiye|yadam (?:nist|nemi\w+|raft\w*))|kodum ketab|kodoom ketab)\b"
)
# How it looked.
_LOOKS = (
    r"\b(?:(?:it|and it|the book) )?(?:had|has|with|it had|it has|i think it had)(?: (?:a|an|the|this))? (?:\w+ ){0,2}cover\b|\b(?:the |its )?cover (?:was|is|had)(?: (?:a|an|kind of|sort of|all))?(?: \w+){1,2}\b|\bon the cover\b"
    r"|(?<!\w)(?:(?:روی|رو) )?(?:جلدش|جلد کتاب|جلد)(?: (?:هم|یه|یک|رنگش|کتاب))?(?: \w+){1,2} (?:بود|داشت)(?: (?:فکر کنم|به نظرم|گمونم))?(?!\w)"
    r"|\bjelde?sh(?: \w+){1,2} (?:bo?u?o?d|dasht)\b"
)
# That there was somebody, as a story begins.
_THERE_WAS = (
    rf"\bthere(?:'s| is| was|were| were)? (?:this|these|a|an|some|two|three|four|five)(?: \w+){{0,2}} {_PERSON}\b(?= (?:who|whose|with|and|that|called|named|in|from|living|on|at))"
    rf"|\b(?:it's|it is|it was|its|this is|that was|that's|was|is) (?:all )?(?:about|the one (?:about|where|with|in which)) (?:this|these|a|an|some|two|three|four|five|someone|somebody|the)\b"
    r"|\b(?:the|that) (?:one|book|novel|story) (?:where|in which|with (?:a|an|the|two|that)|about (?:a|an|the|two|that|this)|that (?:had|has|starts|begins|ends))(?! (?:is|are|can|do|does|could|to|i|we)\b)"
    r"|\b(?:a|some) (?:book|novel|story) (?:in which|where)(?! (?:is|are|can|do|does|could|to|i|we)\b)"
    r"|(?<!\w)(?:یه|یک) \w{2,12}(?:ه|ی|ای)? (?:بود|هست|هس)(?: که|ش| و)?(?= \w)|(?<!\w)(?:یه|یک) (?:دختره|پسره|زنه|مرده|پیرمرده|پیرزنه|بچهه|بچه ?هه|یارو|خانومه|آقاهه|سگه|گربه ?هه)(?!\w)"
    r"|(?<!\w)(?:کتاب|رمان|داستان|قصه)(?:ی|ه|ی بود|ه بود|ه هست)? که (?:توش|توی اون|در آن|یه|یک|دو)(?!\w)|(?<!\w)(?:داستانش|قصه ?ش|قصه ?اش|ماجراش|موضوعش) (?:درباره|در مورد|راجع|این|یه|یک|مال)|(?<!\w)(?:همون|همان|اون|اونی|آن) (?:کتاب|رمان|داستان|قصه)\w{0,3} که(?!\w)"
    r"|\bye \w{2,12}[eiy] (?:bo?u?o?d|hast)(?:esh)? (?:ke|va|o)\b|\bye (?:dokhtar|pesar|zan|mard|pirmard|pirzan|yaro)\w{0,3} (?:bo?u?o?d|dasht)\b|\bye ketab\w{0,2} (?:bo?u?o?d|hast)\b|\b(?:dastanesh|ghesash|ghesseash)\b"
)
_READ_BEFORE, _NOT_KNOWN = re.compile(_READ), re.compile(_UNKNOWN)
_SEEN, _BEGINS = re.compile(_LOOKS), re.compile(_THERE_WAS)
# What is wished for, whichever book has it, or is asked of what one has: no book is meant that there was.
_WISHES = re.compile(
    r"\b(?:recommend\w{0,6}|suggest\w{0,6}|something (?:like|similar|to read|about|for|light|new|else)|anything|any (?:good |other |more |new )?(?:books?|novels?|stor(?:y|ies))|similar to|books (?:about|on|for)|for (?:my|a|an) (?:\w+ )?(?:son|daughter|kid|child|class|thesis|paper|essay|exam|project|year\W?old)|textbooks?|cookbooks?|book club|for (?:adults|beginners|children|kids)|the latest|new arrivals|bedtime)\b"
    r"|(?<!\w)(?:معرفی|پیشنهاد|شبیه|چند ?تا|هر کتابی|هر چی|هرچی|پایان ?نامه\w{0,3}|مقاله\w{0,3}|کنکور|امتحان\w{0,3}|کتاب ?هایی|رمان ?هایی|یه چیزی (?:برای|واسه)|برای (?:پسرم|دخترم|بچه ?م|بچه ?ام|بچه ?هام)|واسه (?:پسرم|دخترم|بچه ?م))(?!\w)"
)
# One's own books and dealings with the house.
_OWN = re.compile(
    r"\bmy \w+ (?:wrote|has written|is writing|drew|made)\b|\bbring (?:it|them)\b|\b(?:i|we|he|she|they|my \w+|you)(?:'ve|'d| have| had| just| already)? (?:just |already )?(?:reserved|borrowed|returned|renewed|lost|ordered|requested|paid|brought|checked out|took|taken|damaged|tore|spilled|left)\b|\b(?:overdue|late fees?|fines?|fined|due (?:date|back|on|tomorrow|today)|renew\w{0,4}|my (?:loans?|holds?|reservations?|card|pin|account)|(?:return|bring back|give back|take back) (?:it|this|that|the)|i(?: have|'ve got) (?:at home|out)|torn|missing pages?|(?:at|by) the (?:desk|counter)|librarians?(?! ?,)|toilets?|reading room|study rooms?|heating|printers?|staff|branch(?:es)?|parking|wi-?fi|event|workshop|story ?time)\b"
    r"|(?<!\w)(?:رزرو کرد\w{1,4}|رزروم\w{0,2}|تمدید\w{0,3}|امانت (?:گرفت|برد|دار)\w{1,4}|جریمه\w{0,4}|لغو|دیرکرد\w{0,2}|پس (?:بیار|بدم|دادم|آورد|بدهم)\w{0,3}|برگردون\w{1,4}|گم(?:ش)? کرد\w{0,3}|از (?:اینجا|شما|کتابخونه|کتابخانه\w{0,3}) (?:گرفت|برد)\w{1,3}|دستمه|دست منه|کارتم|شعبه|کتابدار\w{0,2}|کارمند(?:تون|تان|ا|ها|هاتون)|مسئول\w{0,3}|پاره|سفارش دادم|خریدین|پارکینگ|اینترنت|سالن(?: مطالعه)?|پشت میز|بخش کودک|موبایل\w{0,2}|دستشویی|کارگاه|قصه ?گویی)(?!\w)"
    r"|\b(?:reserv kard\w+|tamdid|jarime|gereftam|kartam|pas bedam)\b"
)
# What stands around what is told, and tells nothing of it.
_AROUND = re.compile(
    r"\b(?:dear (?:librarians?|library|sir|madam|sir or madam|team|all)|hi there|hello there|(?:i'?m |i am |we'?re )?(?:looking|searching) for|i (?:want|need|seek)|excuse me|hello|hi|hey|please|thanks|thank you|sorry|i think|i'?m (?:trying|hoping) to (?:find|track down|remember|locate)|i(?:'ve| have)? been (?:looking|searching)(?: everywhere)? for|i (?:would|'d) (?:like|love) to (?:find|read)(?: again)?|i remember(?: that| only| reading)?|all i remember(?: is)?(?: that)?|the only thing i (?:remember|know)(?: is)?(?: that)?|if i (?:remember|recall)(?: correctly| right)?|i believe|i guess|i'?m (?:not|pretty|quite) sure|or something(?: like that)?|kind of|sort of|any idea(?:s)?|can you help(?: me)?|please help|could you (?:help|find it)(?: me)?|help me find it|do you have (?:it|that|this)(?: one)?|have you got it|is it (?:in|there)|it'?s a (?:children'?s )?(?:book|novel|story)(?: about)?|it was a (?:children'?s |kids'? )?(?:book|novel|story)(?: about)?|(?:a|an|the|that|this|some|old|one) (?:\w+ )?(?:book|novel|story)(?: (?:about|where|in which|with))?|many thanks|kind regards|best regards|regards|cheers|whats?|what'?s that|it(?:'s| is| was)? about|it'?s the one|the one (?:about|where|with|in which))\b"
    r"|(?<!\w)(?:فکر (?:کنم|می ?کنم)|به نظرم|گمونم|گمانم|یادمه(?: که)?|فقط یادمه(?: که)?|تا جایی که یادمه|اگه اشتباه نکنم|خسته نباشید|وقت بخیر|با سلام|سلام|لطفا|ممنون(?: میشم)?|مرسی|می ?شه (?:پیداش کنید|کمک(?:م)? کنید)|پیداش (?:می ?کنید|کنید|کنین)|(?:می ?)?شناسید|(?:می ?)?شناسین|دارید(?:ش)?|دارین(?:ش)?|داریدش|(?:دنبال )?(?:یه|یک|اون|همون|همان|آن|اونی|این)? ?(?:کتاب|رمان|داستان|قصه)\w{0,3}(?: (?:می ?گردم|می ?گشتم|هستم|می ?خواستم|می ?خوام|بود|هست))?(?: که)?(?: (?:توش|در آن|توی اون))?|دنبالشم|دنبالش می ?گردم|(?:درباره|در مورد|راجع به)(?:ی)?|داستانش|قصه ?ش|ماجراش|موضوعش|خاطره بود|(?:خیلی )?معروفه?)(?!\w)"
    r"|\b(?:salam|fekr konam|ye ketab\w{0,2}|ketab\w{0,2}|dastanesh|yadame|bebakhshid|mikham|donbale|darid|darin)\b"
)
_CLAUSES = re.compile(r"[.,;:!?؟،؛…\n]+|\b(?:but|although)\b|(?<!\w)(?:ولی|اما)(?!\w)")
# The patron's own words beside it: what they want, thank for, ask of the house, and do not mean.
_NOT_TOLD = re.compile(
    r"^\W*(?:(?:and|so|or|oh|no|yes) )*(?:(?:can|could|may|would|do|does|did|have|are|is|will)|what|which|how|please|thanks?|not|no)\b|^\W*(?:i|we)\b(?! was\b)|\b(?:you|your|i|i'\w{1,2}|me|my|mine)\b"
    r"|(?<!\w)(?:من|ما|شما|بهم|برام|(?:می ?)?خوا(?:م|ستم|هم)|(?:می ?)?گردم|کمکم|بگید|بگین|بگو|بهش نیاز دارم|لازم دارم|نه)(?!\w)|\b(?:mikham|mikhastam|begid)\b"
)
_HER_OWN = re.compile(r"\bi (?:think|believe|guess|remember|recall|read)\b")
# Somebody does something, or there is something with them: what a story tells.
_SCENE = re.compile(
    r"\b(?:who|whose|where|in which|he|she|he's|she's|they|his|her|their|there's|there (?:is|was|were)|(?:it|that|which) (?:had|has|gets|was|is|are|\w{2,12}s)|ha(?:s|ve) to|a \w+ from)\b"
    r"|\b(?:(?:a|an|two|three|four|five|ten|some|old|young|little|the|this) )?(?!of\b|in\b|on\b|and\b|for\b|to\b|from\b|with\b|about\b)[a-z]{3,14} [a-z]{2,14}(?:s|ed|ing) (?:a|an|the|his|her|their|each|into|out|up|off|on|over|through|with|and|by|to|away|from|in|for|one|back|as|home|lost|alone)\b|\b(?:goes|gets?|getting|becomes?|comes|went|got|became|falls|fell|turns?|turned) \w+"
    r"|(?<!\w)(?:که|\w{0,3}ن?می ?\w{2,9}|بود|بودن|داشت|داشتن|شد|شده|\w{2,8}ه بود)(?!\w)|\b(?:ke|mi\w{3,9}|bo?u?o?d|dasht)\b"
)
_FEWEST, _FEWEST_UNMARKED, _MOST = 4, 6, 90


_BOOK = re.compile(
    r"\b(?:book|novel|story|one (?:where|with|about|in which))\b|(?<!\w)(?:کتاب|رمان|داستان|قصه)|\b(?:ketab|roman|dastan|ghes?e)"
)


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is told of a book that is not named.

    told: that, folded and without what is said around it. surely: a book is meant that the patron has read or knows
    of, and none is only wished for. forgets: it is said that the name is not known.
    """

    told: str
    surely: bool
    forgets: bool


@kept
def remembered(text: str) -> Remembered | None:
    """Find what a text tells of a book that it does not name; None where it tells of none, or hardly anything."""
    said = fold(text).replace("’", "'")
    if len(said.split()) > _MOST or _OWN.search(said) or _WISHES.search(said):
        return None
    forgets = forgets_name(text) or _NOT_KNOWN.search(said) is not None
    begins = _BEGINS.search(said) is not None
    is_book = any(one.search(said) for one in (_READ_BEFORE, _SEEN)) or (begins and _BOOK.search(said) is not None)
    told = _told(text)
    words = len(told.split())
    if words >= _FEWEST and (forgets or is_book) and (_SCENE.search(told) or _SCENE.search(said)):
        return Remembered(told, surely=True, forgets=forgets)
    scene = (
        words >= (_FEWEST if begins else _FEWEST_UNMARKED)
        and _SCENE.search(told) is not None
        and _ASKS.search(said) is None
    )
    return Remembered(told, surely=False, forgets=False) if scene else None


def _told(text: str) -> str:
    """Give the clauses of a text that tell of a book, each without what stands around that."""
    bare = _SEEN.sub(" ", _NOT_KNOWN.sub(" ", _READ_BEFORE.sub(" ", without_forgetting(text))))
    clauses = []
    for clause in _CLAUSES.split(bare):
        left = " ".join(_AROUND.sub(" ", _HER_OWN.sub(" ", clause)).split())
        if left and _NOT_TOLD.search(left) is None:
            clauses.append(left)
    return ", ".join(clauses)


_ASKS = re.compile(
    r"^\W*(?:(?:and|so|hi|hello|please|excuse me) )*(?:can|could|may|would|do|does|did|is|are|will|how|when|what|where|why|should|has|have) (?:i|we|you|it|the|there|your|my)\b|\b(?:i|we) (?:can't|cannot|need|want|have|would)\b"
    r"|(?<!\w)(?:چطور|چجوری|کجا(?:ست|س)?|چقدره?|می ?تونم|می ?توانم|آیا|چرا)(?!\w)"
)


def details(text: str, named: Sequence[str] = ()) -> str:
    """Give what a "no" tells of the book besides: "no, there was a dog in it"; empty where that is nothing."""
    said = fold(text).replace("’", "'")
    for name in named:
        said = said.replace(fold(name), " ")
    left = [
        told
        for clause in _CLAUSES.split(said)
        if (told := " ".join(_SURROUNDS_NO.sub(" ", _AROUND.sub(" ", _HER_OWN.sub(" ", clause))).split()))
        and len(told.split()) >= _FEWEST_DETAILS
        and not _DENIES.search(told)
        and not _NOT_TOLD.search(told)
    ]
    return ", ".join(left)


_FEWEST_DETAILS = 3
_SURROUNDS_NO = re.compile(
    r"^\W*(?:(?:no+|nope|nah|actually|sorry|hm+|well|oh|in (?:mine|my one|the one i mean)|the one i mean|mine|it's|it is) )+|^\W*(?:(?:نه|نخیر|نچ|ببخشید|تو اونی که میگم|اونی که من می ?گم|مال من) )+|^\W*(?:(?:na|nakheyr) )+"
)
_DENIES = re.compile(
    r"\b(?:not|isn'?t|wasn'?t|none|neither|no|next|other|guess|wrong|think so)\b|(?<!\w)(?:نیست\w{0,3}|نبود\w{0,3}|هیچ\w{0,6}|بعدی|دیگه|اون ?یکی|اشتباه\w?)(?!\w)|\b(?:nist|nabud|hichkodum|badi|dige)\b"
)
