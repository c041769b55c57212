"""What is plainly asked of the house by its words, where what was found only may be meant, or is about something else.

Lending from other libraries, help with a thesis, theses that are kept, learning Persian, letting somebody out at the
door, a quiet place, old books as gifts: each is told by the library's own facts, in the place of a weak answer or
beside one that left it out. What no library does is not answered by what has a word in common with it.

It looks last, when all other looks have told what they find.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from actions.dialogue.heard import Heard
from actions.dialogue.turn import Turn
from actions.facts.finding import entries_told
from actions.rasa.registry import rescues
from actions.subjects.facts.unknown_facts import say_unknown
from actions.subjects.moves.questions import HouseQuestion
from actions.subjects.second_looks.plain_questions import FACTS, LATER_QUESTIONS, WEAK, PlainQuestion
from crm.knowledge.asking_parts import without_wants
from crm.knowledge.telling_words import telling
from crm.library_info import directory
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.speech.bare_questions import named_words

__all__ = ["asks_of_other_libraries", "plainly_asked", "tell_plainly_asked"]

_NEAR = frozenset("utter_fact_near utter_facts_near utter_fact_unknown utter_facts_perhaps utter_note_missing".split())
_TITLES = frozenset(
    "utter_search_one utter_search_several utter_reading utter_reading_relaxed utter_reading_untold utter_reading_foreign".split()
)
_MOST, _ACTS_BACK = 4, 2
_LONGEST = 400
# Read so, it is spoken of.
_LIKELY = 0.6


# To be brought from there now: what was borrowed there, and a card of it, are no loan between libraries.
_FROM_OTHERS = re.compile(
    r"\binter ?-?library (?:loans?|lending)\b|\b(?:get|order|borrow|send|fetch|request|you bring)\b[^.?!,;]{0,25}\bfrom (?:(?:another|other|a different) librar(?:y|ies)|elsewhere|somewhere else|another (?:city|town|place))\b"
    r"|(?:تهیه|گرفتن|دریافت|آوردن)[^.؟?!،]{0,16}(?<!\w)از (?:یه |یک )?(?:کتابخانه|کتابخونه)\w{0,3}(?: ?ها\w{0,2}| ?ی)? ?(?:دیگه|دیگر)ی?(?!\w)|بین ?کتابخانه|(?<!\w)از (?:یه |یک )?(?:(?:کتابخانه|کتابخونه)(?: ?ها(?:ی)?| ?ی)?|(?:جا|شهر|دانشگاه)(?:ی|های)?) ?(?:دیگه|دیگر)(?!\w)[^.؟?!،]{0,16}(?<!\w)(?:بیار(?:ید|ین|ن)|می ?آور(?:ید|ین|ن)|میار(?:ید|ین|ن)|بگیر(?:م|ید|ین|ن)|می ?گیر(?:ید|ین|ن)|سفارش (?:بد|می ?د)\w*)(?!\w)"
    r"|\baz (?:ye )?(?:ketabkh(?:a|u|o|oo)ne\w* ?(?:ha\w{0,2} |ye )?|(?:ja|shahr|daneshgah)\w{0,4} )(?:dige|digar)\b[^.?!,]{0,18}\b(?:bi?y?ar(?:id|in|an)|mi?y?ar(?:id|in|an)|begir(?:am|id|in|an)|migir(?:id|in|an)|sefaresh (?:bed|mid)\w*)\b"
)
_MEMBERSHIP = re.compile(r"\b(?:cards?|member\w*|join\w*)\b|کارت\w*|عضو\w*|\b(?:kart\w*|ozv\w*)\b")
_HOW_LONG = re.compile(
    r"\bhow (?:long|many (?:days|weeks))\b|\btakes?\b|چقدر? طول|چند (?:روز|هفته|وقت)|(?:مدت )?زمان(?:ش|شون| آن| اون)? ?(?:هم )?(?:چگونه|چقدر|چه ?قدر|چطور|چند)|کی می ?رس|\b(?:che?ghad\w{0,2}|chand\w{0,3}) (?:tool|tul)|\b(?:tool|tul) (?:mi)?kesh|\bchand (?:ruz|rooz|hafte|vaght)"
)
_PRICE = re.compile(
    r"\bhow much\b|\bcosts?\b|\bfree\b|\bpay\b|\bfees?\b|هزینه|چنده|پول\w*|رایگان|\b(?:hazine\w*|chande|pool\w*|majani|raygan)\b"
)
_ILL = "ill"
_GET = HouseQuestion(
    _ILL, "کتابی را که ندارید چگونه بگیرم؟", "How do I get a book that you do not own?", "other librar|another|دیگر"
)
_GET_TIME = HouseQuestion(
    _ILL, "امانت بین کتابخانه‌ای چقدر طول می‌کشد؟", "How long does an interlibrary loan take?", "day|week|روز|هفته"
)
_GET_PRICE = HouseQuestion(
    _ILL, "امانت بین کتابخانه‌ای چند است؟", "What does an interlibrary loan cost?", "rial|free|ریال|رایگان"
)
_THESIS = re.compile(
    r"\b(?:thes[ei]s|dissertations?|term papers?|research (?:paper|project))\b|پایان ?نامه|رساله|مقاله|تحقیق|پژوهش|\b(?:paya?n ?name\w*|resale\w*|maghale\w*|tahghigh\w*)\b"
)
_SOURCES = re.compile(
    r"\b(?:sources?|materials?|literature|references?|(?:do|should|can|to) (?:i |we )?(?:even )?(?:start|begin)|get(?:ting)? started|finding (?:articles|books)|help (?:me )?with)\b"
    r"|(?<!\w)منبع\w*|منابع|از کجا (?:باید )?(?:شروع|بیارم|پیدا)|چطور\w* شروع|راهنمایی\w*|\b(?:manba\w*|manabe\w*|az koja (?:bayad )?shoru\w*|rahnama\w*)\b"
)
_NOT_DONE = re.compile(
    r"\b(?:writ(?:e|es|ten)|edit\w*|proofread\w*|translat\w*|statistic\w*|plagiar\w*|bibliograph\w*|cite|citation\w*|list of references)\b(?! (?:to|at)\b)|می ?نویس\w*|بنویس\w*|ترجم\w*|ویراست\w*|ویرایش|آمار\w*|همانند|ارجاع|فهرست منابع|\b(?:benevis\w*|minevis\w*|tarjome\w*|virast\w*)\b"
)
_THESES = re.compile(
    r"\b(?:(?:other )?(?:people|student)'?s'? (?:thes[ei]s|dissertations?)|theses|dissertations)\b|پایان ?نامه ?(?:های|ها|هاي|ای|هایی)|رساله ?های|\bpaya?n ?name ?(?:ha|haye|hayi)\b"
)
_KEPT = re.compile(
    r"\b(?:do you|have you|you got|keep|kept|where|read|see|look at|find|any|are there|access)\b|دار(?:ید|ین|ه)|کجا\w*|ببینم|بخو[او]نم|هست|\b(?:dar(?:id|in|e)|koja\w*|bebinam|bekhunam|hast)\b"
)
_PERSIAN = re.compile(r"\b(?:persian|farsi)\b|زبان فارسی|فارسی")
_LEARNT = re.compile(
    r"\b(?:learn\w*|grammar|text ?books?|course ?books?|self[- ]study|beginners?|as a (?:second|foreign) language|for foreign\w*|for non[- ]?(?:natives?|persian\w*))\b|یاد ?(?:بگیر|گرفتن|می ?گیر)\w*|یادگیری|خارجی|\byad ?(?:begir|gereftan|migir)\w*"
)
_SOMEBODY = r"(?:someone|somebody|her|him|passengers?|my (?:mum|mother|mom|dad|father|gran\w*|son|daughter|kids?|wife|husband|friend))"
_LET_OUT = re.compile(
    rf"\b(?:drop(?:ping)?|let(?:ting)?|set(?:ting)?) {_SOMEBODY} (?:off|out)\b|\bdrop[- ]?off {_SOMEBODY}\b|\b(?:stop|pull up) (?:\w+ ){{0,5}}(?:at|outside|near|by|in front of) the (?:door|entrance)\b"
    r"|پیاده(?:اش|ش|شون|م|مون)? ?(?:کن|بش|شه|شم|شود|می ?کن)\w*|(?<!\w)توقف (?:کوتاه|کن)\w*|(?:جلو|دم|کنار) ?ی? ?(?:در|ورودی) (?:\w+ )?(?:وایس|وایست|نگه ?دار|توقف)\w*|\b(?:piade|piyade)\w* ?(?:kon|sh)\w*|\bdame dar (?:vays|negah)\w*"
)
_OF_THINGS = re.compile(r"\b(?:drop|let)\w* (?:\w+ ){0,3}(?:books?|dvds?|it|items?|loans?|returns?)\b")
_QUIET = re.compile(
    r"\b(?:quiet(?:er|est)?|silent|silence|calm(?:er|est)?|peaceful)\b|(?<!\w)(?:ساکت\w*|آروم\w*|آرام\w*|بی ?سر ?و ?صدا|بی ?صدا|دنج\w*|سکوت)(?!\w)|\b(?:saket\w*|ar[ou]+m ?tar\w*|bi ?sar ?o ?seda|denj\w*|sokut)\b"
)
_STUDIED = re.compile(
    r"\b(?:stud(?:y|ying)|read(?:ing)?|work(?:ing)?|concentrat\w*|revis(?:e|ing)|place|room|spot|corner|somewhere)\b|(?<!\w)(?:درس\w*|مطالعه\w*|خوندن|خواندن|بخونم|بخوانم|تمرکز\w*|جا\w{0,3}|سالن\w*)(?!\w)|\b(?:dars|motale\w*|khu?o?ndan|khoondan|bekhu?o?nam|bekhoonam|tamarkoz|ja\w{0,3}|salon\w*)\b"
)
_NOISY = re.compile(
    r"\b(?:too loud|noise from|people keep|complain\w*)\b|شکایت|حرف می ?زن|سر ?و ?صدا می ?کن|\bshekayat\b"
)
_WHICH_BRANCH = re.compile(
    r"\bwhich (?:one|branch|library)\b|(?:کدوم|کدام)(?:شون|شان)?(?: شعبه\w*| کتابخ\w+| یکی)?|کجا\w*|\bkod[uo]+m\w*|\bkoja\w*"
)
_DONATED = re.compile(
    r"\b(?:donat\w*|gifts?|give (?:you|to you|away)|receiving|my collection)\b|اهدا\w*|هدیه\w*|بدم کتابخ|\b(?:ehda\w*|hedye\w*)\b"
)
_OLD = re.compile(
    r"\b(?:old(?:er)?|rare|antique|antiquarian|pre-?revolution\w*|first editions?|out of print|manuscripts?|lithograph\w*|worn|torn|battered|yellow\w*|condition)\b|قدیمی\w*|کهنه|نایاب|کمیاب|چاپ سنگی|خطی|پاره|زرد ?شد|قبل از انقلاب|\b(?:ghadimi\w*|kohne\w*|nayab|pare|khatti)\b"
)
_WORTH = re.compile(
    r"\bworth\b|\bvalue\w*\b|\bsell\b|\bbuy\b|می ?ارز\w*|قیمت\w*|می ?خرید|می ?خرین|\b(?:miarze|gheymat)\b"
)
_PRINTED = re.compile(r"\bprint\w*\b|پرینت\w*|چاپ\w*|\bperint\w*")
_FROM_PHONE = re.compile(
    r"\bfrom (?:my|a|the) (?:phone|mobile|cell(?:phone)?|tablet|ipad|iphone|laptop|e-?mail)\b|از (?:تو ?ی? ?)?(?:گوشی|موبایل|تلفن|تبلت|ایمیل|لپ ?تاپ)\w*|\baz (?:tu ?ye? )?(?:gushi|gooshi|mobile?|tablet|email|laptop)\w*"
)
_MAY = re.compile(
    r"\b(?:can|could|may|how|possible)\b|(?<!\w)(?:می ?ش\w+|می ?تو[انو]\w+|چطور\w*|چجوری|چگونه)|\b(?:mi ?she|mit[uo]o?n\w+|chetor\w*|chejuri)\b"
)
_FAILS = re.compile(
    r"\b(?:\w{2,6}n't|cannot|not|never|broken|fail\w*|error)\b|(?<!\w)ن(?:می|شد)|خراب|\b(?:nemi\w*|nashod\w*|kharab\w*)\b"
)
_OLD_GIFTS = HouseQuestion(
    "donation", "کتاب کهنه یا قدیمی‌تر از ده سال را می‌پذیرید؟", "Do you accept worn or older books as gifts?",
    "old|rare|torn|قدیم|کهنه|نایاب|پاره",
)  # fmt: skip

_CLASS = re.compile(
    r"\b(?:my|our|whole|school|primary|kindergarten) (?:\w+ ){0,2}?(?:class|pupils|students|school|kindergarten)\b|\ba (?:\w+ ){0,2}?(?:school|kindergarten|school class|class of|group of (?:pupils|students|children|kids))\b|کلاسم\w*|شاگردا?م\w*|شاگردان\w*|دانش ?آموز\w*|بچه ?های (?:کلاس|مدرسه|مهد)\w*|مهد ?کودک\w*|\b(?:kelasam|shagerd\w*|danesh ?amu?z\w*)\b"
)
_VISITS = re.compile(
    r"\b(?:bring\w*|visit\w*|tour|trip)\b[^.?!]{0,40}\b(?:class|pupils|students|school|kindergarten|library|you)\b|\b(?:class|school|group) (?:visit|trip|tour)s?\b|بیار\w*|بیای\w*|بازدید\w*|اردو\w*|\b(?:biar\w*|biyar\w*|bazdid)\b"
)
_CLASS_LOANS = re.compile(
    r"\b(?:borrow\w*|lend\w*|loans?|cards?|join|member\w*|books)\b|امانت|عضو|کارت|\b(?:amanat|kart|ozv)\w*"
)
_LENT_TO_CLASS = re.compile(
    r"\b(?:(?:copies|sets?)\b[^.?!]{0,40}\b(?:lend|borrow|have|get)|(?:lend|borrow)\w*\b[^.?!]{0,40}\b(?:copies|sets?|us|pupils|students|books))\b"
    r"|(?:نسخه|جلد|کتاب|تا)\w*[^.؟?!]{0,40}(?:امانت|قرض)|(?:امانت|قرض)[^.؟?!]{0,40}(?:نسخه|جلد|کتاب|تا)|\b(?:noskhe|jeld|ketab|ta)\w*\b[^.?!]{0,40}\bamanat"
)
_GIVES_BACK = re.compile(
    r"\b(?:return\w*|bring(?:ing)? (?:it|them|(?:the|my) \w+) back|give (?:it|them|(?:the|my) \w+) back|hand (?:it|them) in|take (?:it|them) back)\b|(?<!\w)(?:پس(?:ش|شون)? (?:بد|داد|می ?د)|بر(?:ش)? ?گرد(?:و|ا)ن|تحویل(?:ش|شون)? بد)|\b(?:pas(?:esh\w*)? (?:bed|dad)|bargard[uo]+n)"
)
_CARDLESS = re.compile(
    r"\b(?:without|no|don't have|haven't got|need|lost|missing) (?:(?:a|an|the|my|any|library|her|his) ){0,2}cards?\b|\bcard (?:is |was )?(?:lost|gone|stolen|needed)\b|بدون کارت|بی ?کارت|کارت(?:م|ش)? ?(?:رو |را |هم )?(?:ندار|گم ?شد|گم ?کرد|لازم|می ?خوا|همراه|نیست)|کارت گم ?شده|\b(?:bedune? kart|kart(?:am)? (?:ro )?(?:nadar|gom|lazem|hamrah))"
)
_TAKES = re.compile(
    r"\b(?:borrow\w*|take (?:out|home)|collect\w*|pick up|reserv\w*|found)\b|امانت (?:بگیر|گرفت)|بگیر\w*|رزرو|پیدا|\b(?:begir|rezerv)\w*"
)

_PLAIN = (
    PlainQuestion(
        (
            HouseQuestion(
                "visitor_access", "برای بازدید گروهی یا مدرسه چه کنم؟", "How do I arrange a visit for a school or a group?",
                "visit|بازدید",
            ),
            HouseQuestion(
                "visitor_access", "گروه بازدید چند نفر و چه روزهایی باشد؟", "How large may a group be, and when can it come?",
                "people|نفر",
            ),
        ),
        (_CLASS, _VISITS),
        _CLASS_LOANS,
        over=WEAK | {"utter_terms", "utter_late_terms", "utter_sign_in"},
    ),
    PlainQuestion(
        (HouseQuestion(
            "return", "کس دیگری می‌تواند کتابم را پس بدهد؟", "Can somebody else return my books?", "card|کارت"
        ),),
        (_GIVES_BACK, _CARDLESS),
        _TAKES,
        over=WEAK | {"utter_facts", "utter_sign_in"},
    ),
    PlainQuestion(
        (HouseQuestion(
            "visitor_access", "کارت ویژهٔ معلم یا امانت برای کلاس دارید؟", "Is there a teacher's card or a loan for a class?",
            "school|مدرسه",
        ),),
        (_CLASS, _LENT_TO_CLASS),
        re.compile(rf"{_VISITS.pattern}|{_MEMBERSHIP.pattern}"),
        over=WEAK | FACTS | {"utter_terms", "utter_room_left"},
    ),
    PlainQuestion((_GET,), (_FROM_OTHERS,), _MEMBERSHIP, over=WEAK | _TITLES),
    PlainQuestion((_GET_TIME,), (_FROM_OTHERS, _HOW_LONG), _MEMBERSHIP, over=WEAK | _TITLES, beside=FACTS),
    PlainQuestion((_GET_PRICE,), (_FROM_OTHERS, _PRICE), _MEMBERSHIP, over=WEAK | _TITLES, beside=FACTS),
    PlainQuestion(
        (HouseQuestion(
            "eresources", "پایان‌نامه‌ها را کجا ببینم؟", "Where can I see theses?", "thes[ei]s|پایان"
        ),),
        (_THESES, _KEPT),
        re.compile(r"\b(?:copy|copies|photograph|print|scan)\b|کپی|عکس|\bkopi\b"),
    ),
    PlainQuestion(
        (
            HouseQuestion(
                "research_help", "کتابداران در چه چیزی کمک می‌کنند؟", "What do reference librarians help with?",
                "topic|articles|موضوع|مقاله",
            ),
            HouseQuestion(
                "research_help", "وقت مشاورهٔ پژوهشی چگونه بگیرم؟",
                "How do I get an appointment with a reference librarian?", "appointment|وقت|نوبت",
            ),
        ),
        (_THESIS, _SOURCES),
        _NOT_DONE,
        over=WEAK | {"utter_fact_untold"},
    ),
    PlainQuestion(
        (HouseQuestion(
            "events", "کلاس فارسی برای خارجی‌ها دارید؟", "Are there Persian classes for foreigners?",
            "learning Persian|آموزش (?:زبان )?فارسی|یادگیری|فارسی",
        ),),
        (_PERSIAN, _LEARNT),
        re.compile(r"\b(?:children|kids?|school)\b|بچه|کودک|مدرسه|دبستان"),
        beside=_TITLES,
    ),
    PlainQuestion(
        (HouseQuestion(
            "location", "نزدیک کتابخانه می‌شود پیاده شد یا توقف کوتاه کرد؟", "Can I stop at the door to let somebody out?",
            "minute|stop|دقیقه|توقف",
        ),),
        (_LET_OUT,),
        _OF_THINGS,
        beside=FACTS | {"utter_location"},
    ),
    PlainQuestion(
        (HouseQuestion("print_scan", "از گوشی می‌شود چاپ گرفت؟", "Can I print from my phone?", "print@|send|بفرست"),),
        (_PRINTED, _FROM_PHONE, _MAY),
        _FAILS,
        beside=FACTS,
    ),
    PlainQuestion(
        (HouseQuestion(
            "room_booking", "اتاق گروهی چقدر هزینه دارد؟", "What does a group room cost?", "free|rial|رایگان|ریال"
        ),),
        (_PRICE,),
        re.compile(r"\bhall\b|سالن|\bsalon"),
        beside=FACTS,
        about="room_booking",
    ),
    PlainQuestion((_OLD_GIFTS,), (_OLD,), _WORTH, over=WEAK | {"utter_not_arranged"}, beside=FACTS, about="donation"),
    *LATER_QUESTIONS,
)  # fmt: skip
# By what a topic is named that a question is asked of.
_NAMED = {
    "donation": _DONATED,
    "room_booking": re.compile(
        r"\b(?:group|study|meeting) ?rooms?\b|اتاق ?(?:های? )?(?:کار )?گروهی|\botagh\w* ?(?:kar )?g[uo]r"
    ),
}
_NICEST = HouseQuestion(
    "facilities",
    "برای درس خواندن کدام شعبه بهتر است؟",
    "Which branch is the nicest for studying?",
    "silen|calm|سکوت|خلوت",
)
_SILENT = HouseQuestion(
    "facilities", "سالن مطالعهٔ بی‌صدا کجاست؟", "Where is the silent reading room?", "silen|quiet|بی‌صدا|ساکت|سکوت"
)
# What is paid to others, and no library's bill.
_BILLS = re.compile(
    r"\b(?:phone|mobile|cell|gas|water|electric\w*|power|internet|utility|utilities|council|heating) (?:\w+ )?bills?\b|\btop up (?:my|a) (?:phone|mobile|sim|travel card|bus card|metro card)\b|\b(?:parking|traffic|speeding) (?:ticket|fine)\b"
    r"|قبض(?!ه)\w{0,4}|شارژ (?:ایرانسل|همراه|سیم ?کارت|مترو|کارت (?:مترو|اتوبوس))|خلافی|جریمه ?(?:ی )?(?:رانندگی|ماشین)|\bghabz\w{0,3} (?:bargh|gaz|ab|telefon|mobile?|internet)\w*|\bsharzhe (?:irancell|hamrah|simcart|metro)\b"
)


def asks_of_other_libraries(text: str) -> bool:
    """Tell whether a text asks to have something brought or lent from other libraries than this one."""
    said = _plain(text)
    return _FROM_OTHERS.search(said) is not None and _MEMBERSHIP.search(said) is None


def plainly_asked(text: str, *, spoken_of: Iterable[str] = ()) -> list[str]:
    """Give the English questions of the house that a text asks by its words, while some topics are `spoken_of`."""
    return [
        question.en for asked in _PLAIN if _is_asked(asked, _plain(text), spoken_of) for question in asked.questions
    ]


def _plain(text: str) -> str:
    return fold(text).replace("’", "'")


def _is_asked(asked: PlainQuestion, said: str, spoken_of: Iterable[str]) -> bool:
    named = _NAMED.get(asked.about)
    return asked.is_in(said) and (not asked.about or asked.about in spoken_of or bool(named and named.search(said)))


@rescues
async def tell_plainly_asked(turn: Turn, heard: Heard) -> None:
    """Tell what was plainly asked and not told; leave the answer where the library tells nothing of it."""
    if heard.is_payload or not turn.answers or not heard.text.strip() or len(heard.text) > _LONGEST:
        return
    if turn.recall("emergency") or orders_to_hold(heard.text) or orders_to_renew(heard.text):
        return
    if turn.effects != heard.effects or turn.begun is not None:
        return
    said, name = _plain(heard.text), turn.answers[0][0]
    names = {one for one, _ in turn.answers}
    spoken = [act.topic or act.act for _, act in zip(range(_ACTS_BACK), turn.thread.acts(), strict=False)]
    spoken += [heard.intent] if heard.confidence >= _LIKELY else []
    asked = [one for one in _PLAIN if _is_asked(one, said, spoken)]
    told = {entry.title.get("en") for _, facts in turn.answers for entry in await entries_told(turn, facts)}
    over = [
        question
        for one in asked
        # Several facts of which one is just that stay.
        if names <= one.over and not (names & FACTS and told & {each.en for each in one.questions})
        for question in one.questions
    ]
    if over:
        await _in_place(turn, heard, over)
    elif beside := [question for one in asked if name in one.beside for question in one.questions]:
        before = len(turn.answers)
        await _beside(turn, beside)
        if len(turn.answers) > before:
            turn.answers[:] = [one for one in turn.answers if not _names_nothing_left(*one)]
    elif names <= WEAK and _QUIET.search(said) and _STUDIED.search(said) and not _NOISY.search(said):
        await _in_place(turn, heard, [await _quiet(turn, said)])
    elif names <= _NEAR and _BILLS.search(said):
        heard.restore(turn)
        turn.intent, turn.confidence = "out_of_scope", 1.0
        turn.did("out_of_scope", result="told")
        say_unknown(turn)


def _names_nothing_left(name: str, facts: dict[str, Any]) -> bool:
    """Tell whether what is left of a message names nothing of its own: "how long and how much" is told beside."""
    parts = facts["parts"]["list"] if name == "utter_parts_unanswered" else []
    return bool(parts) and not any(telling(named_words(without_wants(str(one["part"])))) for one in parts)


async def _quiet(turn: Turn, said: str) -> HouseQuestion:
    """Give what is asked of quiet places: which branch is the best, where one is named or asked for, else the room."""
    which = _WHICH_BRANCH.search(said) is not None or await directory.find_branch(turn.store, said) is not None
    return _NICEST if which else _SILENT


async def _in_place(turn: Turn, heard: Heard, questions: Iterable[HouseQuestion]) -> None:
    """Put the facts of questions in the place of what was said; leave that where there is none of them."""
    kept = turn.intent, turn.confidence, turn.entities, turn.changes, turn.acts, turn.offers, turn.answers, turn.prior
    heard.restore(turn)
    told: set[str] = set()
    for question in questions:
        await _tell_news(turn, question, told)
    if not turn.answers:
        (
            turn.intent, turn.confidence, turn.entities, turn.changes, turn.acts, turn.offers, turn.answers, turn.prior,
        ) = kept  # fmt: skip


async def _beside(turn: Turn, questions: Iterable[HouseQuestion]) -> None:
    """Tell the facts of questions behind what was said, if that has not told them."""
    entries = [entry for _, said in turn.answers for entry in await entries_told(turn, said)]
    told, intent, acts = {entry.ref for entry in entries}, turn.intent, list(turn.acts)
    for question in questions:
        says = any(re.search(question.about, fold(text)) for entry in entries for text in entry.text.values())
        if len(told) < _MOST and not says:
            await _tell_news(turn, question, told)
    # What is told beside is not what was spoken of: the next message goes on with the answer itself.
    turn.intent, turn.acts = intent, acts


async def _tell_news(turn: Turn, question: HouseQuestion, told: set[str]) -> None:
    """Tell the fact of a question unless it is among those that were told, and put it among them."""
    before = len(turn.answers)
    if not await question.tell(turn, alone=True):
        return
    turn.intent = question.topic
    name, facts = turn.answers[-1]
    if name == "utter_fact_untold":
        # It was asked in other words, which say nothing of a place or a price: it is told, and nothing passed on.
        turn.changes.pop("pending", None)
        kept = {key: value for key, value in facts.items() if key not in ("untold", "choices")}
        turn.answers[-1] = ("utter_fact", {**kept, "status": "answered"})
    news = {entry.ref for _, said in turn.answers[before:] for entry in await entries_told(turn, said)}
    if news <= told:
        del turn.answers[before:]
    told |= news
