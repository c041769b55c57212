"""Troubles that are told, and a book for them that is asked for beside: "can't sleep. book for that?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

__all__ = ["find_told_trouble"]

_CALM = ("calm", "آرامش")
# A state that one is in, and no worry about some matter or wish to do something.
_STATE = r"\b(?! (?:about|for|over|that|what|i|i'm|i'll|i've|we|to|of|because|someone|somebody|it|conditions|people)\b(?! (?:my |the |an? |this |our )?(?:exam|final|test|konkur|interview|presentation)))"
# What is told, and the words by which titles on it are found, those that name it first.
_FELT = (
    (
        re.compile(
            r"\b(?:(?:can't|cant|cannot|can not|couldn't|don't|haven't|hardly|barely) (?:\w{2,8} )?(?:sleep|slept)|sleepless|insomnia|khab\w{0,2} nemi\w{3,6})\b|(?<!\w)(?:خوابم? ?نمی ?\w{2,5}|بی ?خواب\w{0,3})(?!\w)"
        ),
        ("sleep", "خواب", *_CALM),
    ),
    (
        re.compile(
            rf"\b(?:anxious|anxiety|panic|nervous|worried|worry){_STATE}|(?:اضطراب|دلشوره)(?!\w{{0,2}} (?:ندار|نداشت|نیست|نبود))|\bezterab\w{{0,2}}\b"
        ),
        ("anxiety", "اضطراب", "stress", "استرس"),
    ),
    (
        re.compile(
            rf"\bstress(?:ed|ful)?{_STATE}|استرس(?!\w{{0,2}} (?:ندار|نداشت|نیست|نبود))|\besteres\w{{0,2}}\b(?! nadar)"
        ),
        ("stress", "استرس", "anxiety", "اضطراب"),
    ),
    (
        re.compile(
            r"\b(?:can't|cant|cannot|can not|couldn't) (?:\w{2,8} )?(?:concentrate|focus)\b|\bnothing (?:stays?|sticks?|remains?|goes) (?:in|into|inside) my (?:head|mind|brain|memory)\b|\bi (?:just |only )?(?:keep )?read(?:ing)? the same (?:page|line|sentence|paragraph)s?\b|تمرکز (?:ندارم|نمی ?کنم|کنم نمی)|نمی ?تونم تمرکز"
        ),
        ("concentrate", "concentration", "تمرکز"),
    ),
)
_BOOK = r"\b(?:books?|something to read|anything to read)\b"
_HELPS = (
    r"(?:that|which|to)(?: (?:can|could|might|would|will))? helps?(?: (?:me|one|people))?(?: (?:with|for|against|in))?"
)
# A book for what has been told.
_FOR_IT = re.compile(
    rf"{_BOOK}(?: there)? (?:{_HELPS} (?:this|that|it)|(?:for|against|about) (?:this|that))(?= ?(?:$|[.?!,;)]))"
    r"|(?<!\w)(?:کتاب|کتابی)(?: چیزی)? (?:هست|دارید|دارین|سراغ دارید) ?(?:برای|برا|واسه) (?:این|همین|اون)(?: (?:حال\w{0,3}|مشکل\w{0,3}))?(?= ?(?:$|[.؟?!،,]))"
)
# Any book, of one who says no more than what is felt.
_ANY = re.compile(r"\b(?:is there|have you(?: got)?|do you have|got) (?:an?|any|some) books?(?= ?(?:$|[.?!]))")
_NO_MORE = frozenset(
    "i i'm im i've am so very really always lately all night can't cant cannot sleep stress stressed anxious anxiety nervous panic insomnia before my the exam exams finals and hi hello".split()
)
# A book that calms is one for a trouble, whatever it is.
_CALMS = re.compile(
    rf"(?:^|[.?!;,…] ?|\b(?:you have|have you(?: got)?|is there|are there|(?:i|we)(?: would|'d)? (?:want|need|like)|looking for|(?:recommend|suggest|give)(?: me)?) )(?:(?:an?|any|some) )?(?:(?:good|short|nice|quiet) )?{_BOOK} (?:that|which|to) (?:(?:like|just|kind of|sort of|really)?[ .…]{{1,4}}){{0,3}}(?:(?:can|could|might|would|will) )?calms? (?:me|you|one|us|my (?:nerves|mind))(?: down)?\b"
    r"|(?<!\w)(?:کتاب|کتابی)(?: چیزی)?(?: (?:می ?خوام|می ?خواهم|هست|دارید|دارین|بدید|بدین|بده|معرفی کنید|معرفی کنین)){0,2}(?: (?:که|برای|برا|واسه|تا|این|اینکه|این که|آدم|من|یکم|یه کم|یه ذره|کمی|باهاش|ازش)){0,6}(?: (?:اعصابم|ذهنم|دلم|فکرم|مغزم|منو|من رو))?(?: (?:یکم|یه کم|یه ذره|کمی)){0,2} (?:آر(?:و|ا)م)(?:م)? ?(?:شم|شه|شوم|شود|بشم|بشه|کنه|کند|بکنه)(?!\w)"
    r"|\bketabi? (?:(?:mikham|hast|darid|darin) )?(?:ke )?(?:(?:ye|yekam|asabam) ){0,2}ar(?:oo|u|a)m(?:am)? (?:kone|sham|besham|beshe|she)\b"
)
# There is something else to say of these: of loans and rooms, of what was asked before, of other titles.
_ELSE = re.compile(
    r"\b(?:my (?:loans?|holds?|fines?|card|books?|accounts?|notebook)|accounts?|overdue|due|renew\w{0,3}|fine[sd]?|charges?|charged|owe|lost|forgot|rooms?|seats?|appointment|noise|noisy|loud|hums?|heating|broken|open|doctor on|not? (?:a |any |more )?books?|don't (?:want|need) (?:a |any )?books?|asked|told|laughed|complain\w{0,4}|staff|librarians?|desk|director)\b"
    r"|(?<!\w)(?:تمدید|جریمه|رزرو|اتاق|کتابم|کتاب ?هام|کتابام|کارتم|حسابم|گم|سر ?و ?صدا|شلوغ\w{0,2}|نمی ?خوام|گفتم|گفت|پرسیدم|خواستم|کتابدار\w{0,3}|مسخره\w{0,2})(?!\w)|\b(?:tamdid|jarime|goftam|ketabdar)\b"
)
# Whoever does a harm, fears somebody, is a burden or asks what it is all for needs a person.
_GRAVE = re.compile(
    r"\b(?:he|she|him|her|his|hers|who|husband|wife|ex|partner|boyfriend|girlfriend|father|dad|mother|mum|mom|mama|parents?|brother|sister|uncle|aunt|son|daughter|boss|teacher|neighbou?rs?|man|men|guy|someone|somebody|everyone|everybody|nobody|no one|people|family"
    r"|beats?|beaten|hits?|hurts?|hurting|harm\w{0,3}|abus\w{1,4}|threat\w{0,6}|lock\w{0,3}|follow\w{0,3}|stalk\w{0,3}|forc\w{1,3}|scream\w{0,3}|knife|gun|bruis\w{1,3}|blood|pills?|overdose|cutting|drugs|drunk|unsafe|not safe|afraid|scared|fear\w{0,3}|terrified|frightened|dread\w{0,3}"
    r"|burdens?|matters|matter anymore|meaning\w{0,4}|point(?:less)?|purpose|hope|hopeless\w{0,4}|worthless|useless|hate (?:me|myself)|alone|lonely|loneliness|empty|numb|give up|giving up|anymore|any more|go on|take it|disappear\w{0,3}|cry\w{0,3}|die[sd]?|dying|dead|kill\w{0,3}|suicid\w{1,4}|nothing (?:helps|left)|breathe)\b"
    r"|(?<!\w)(?:پدر|مادر|بابا|مامان|شوهر|همسر|زنم|برادر|داداش|خواهر|عمو|دایی|رئیس|معلم|همسایه|نامزد|دوست ?پسر|کسی|همه|هیچ ?کس|یکی|مردم|خانواده)\w{0,4}(?!\w)"
    r"|(?<!\w)(?:ن?می ?)?(?:تهدید|ترس|کتک|سربار|بی ?معن|پوچ|ناامید|نا امید|امیدی|تنها|گریه|خودکشی|قفل|حبس|خسته|بی ?فایده|فرار|بمیر|مردن|مرگ|قرص|چاقو|خون(?!\w))|(?<!\w)(?:می ?زنه|می ?زند|می ?زنن|معن[ای]\w{0,2}|ارزش\w{0,3}|ادامه|نفسم|بار)(?!\w)"
    r"|\b(?:pedar\w{0,2}|madar\w{0,2}|baba\w{0,2}|maman\w{0,2}|shohar\w{0,2}|hichk\w{1,4}|mizan[ae]|tars\w{0,4}|mitars\w{1,3}|tahdid\w{0,3}|kotak\w{0,2}|bemiram|khodkoshi|tanha\w{0,2}|sarbar\w{0,2})\b"
)
# Somebody who only says so, or works.
_ONLY_SAYS = re.compile(
    r"\b(?:the|my) (?:doctor|mum|mom|mother|dad|father|wife|husband) (?:says|thinks|said)\b|\bthe doctor told me\b|\b(?:work|job) of my (?:husband|wife)\b|\bmy (?:husband|wife)'s (?:work|job)\b"
)
# What was read and did not stay is one thing that is told.
_READ_IN_VAIN = re.compile(
    r"\bi (?:read|keep reading) (?:the|a|one) (?:page|line|sentence|paragraph)s? (?:and|but) (?=nothing (?:stay|stick|remain|go))"
)
_NOT_NOW = re.compile(
    r"\b(?:not?|never|isn't|wasn't|aren't|don't|didn't|without|was|were|had|used to|longer)\b(?! (?:only|just)\b)"
)
# What may be told beside it: who writes, an examination, the body, the books that are not meant.
_PLAIN = re.compile(
    r"\b(?:exams?|finals|tests?|konkur|thesis|study|studies|studying|doctor|heart|teeth|ill|my english|i live|of those|they make it)\b"
    r"|(?<!\w)(?:امتحان\w{0,4}|کنکور\w{0,2}|دکتر\w{0,2}|از این|ازشون|از اینا|تو رو خدا)(?!\w)|\b(?:emtehan\w{0,3}|konkur|doktor)\b"
)
_FILLING = frozenset(
    "hi hello hey please pls thanks lol hmm ok okay so then well is there do you have got any a an some i want need would like we recommend suggest me oh good for"
    " سلام لطفا ممنون مرسی یه یک من چه خب میخوام می خوام salam lotfan ye man merci".split()
)
_GOES_ON = re.compile(
    r" ?(?:$|(?:about|for|before|during|at|in|on|with|lately|now|every|all|these|again|so|too|today|tonight|this|any|a|is|can|do|have|got|well|you)\b|[\u0600-\u06ff])"
)
_MOST_BESIDE = 7
_MOST_PLAIN = 14
_PARTS = re.compile(r"[.,،;؛:!?؟\n…]+|(?<!\w)(?:and|but|if|because|و|اگه|اگر|چون|ولی|va|age|vali)(?!\w)")
_FEW_PARTS = 5
_MOST = 420  # letters


def find_told_trouble(folded: str) -> tuple[str, ...]:
    """Give the words by which titles on a trouble are found that a text tells and asks a book for; none for none."""
    plain = " ".join(_READ_IN_VAIN.sub("", _ONLY_SAYS.sub(" ", folded)).split())
    if len(folded) > _MOST or _ELSE.search(plain) is not None or _GRAVE.search(plain) is not None:
        return ()
    asked = _FOR_IT.search(plain)
    if asked is not None:
        # Shortly before it, and of all else it is known what it tells.
        told = reversed(_PARTS.split(plain[: asked.start()])[-_FEW_PARTS:])
        felt = tuple(dict.fromkeys(word for part in told for word in _felt(part)))
        return felt if _is_plain(plain, asked) else ()
    asked = _ANY.search(plain)
    if asked is not None and set(_PARTS.sub(" ", plain[: asked.start()]).split()) <= _NO_MORE:
        return _felt(plain[: asked.start()])
    asked = _CALMS.search(plain)
    return _CALM if asked is not None and _is_plain(plain, asked) else ()


def _felt(clause: str) -> tuple[str, ...]:
    for told, words in _FELT:
        found = told.search(clause)
        if found is not None:
            before, behind = clause[: found.start()], clause[found.end() :]
            long = len(before.split()) > _MOST_BESIDE or len(behind.split()) > _MOST_BESIDE
            return () if long or _NOT_NOW.search(before) or not _GOES_ON.match(behind) else words
    return ()


def _is_plain(folded: str, asked: re.Match[str]) -> bool:
    """Tell whether of all that stands beside what is asked for it is known what it tells."""
    beside = [*_PARTS.split(folded[: asked.start()]), *_PARTS.split(folded[asked.end() :])]
    return all(
        set(one.split()) <= _FILLING or _felt(one) or (_PLAIN.search(one) and len(one.split()) <= _MOST_PLAIN)
        for one in beside
    )
