"""What is asked and told after somebody has despaired: a place to sit, whether the number answers, grief, no calls.

Whoever has said such a thing is not sent through the library's forms: what they ask is answered, what they tell is
heard, and nothing is filed of it.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.subjects.library_info.hours_told import tell_days
from actions.subjects.moves.questions import HouseQuestion
from crm.library_info import directory
from crm.library_info.emergency_calls import calls_for
from language.dates import find_dates
from language.emergencies.reading import words_of
from language.requests.speech.sentences import sentences
from protocol.intents import intents_with

__all__ = [
    "FILED",
    "asks_of_call",
    "asks_of_library",
    "asks_of_line",
    "asks_to_stay",
    "asks_which_number",
    "is_telling",
    "refuses_to_call",
    "tells_grief",
    "tells_line",
    "tells_stay",
]

# What is read as one of these becomes a case, or asks for a form.
FILED = frozenset({*intents_with("told"), *intents_with("about_case"), "lost_item", "lost_card", "return", "donation"})
_MOST_WORDS = 30
_ASKS = re.compile(
    r"[?؟]|\b(?:can|could|may|might|would|is|are|do|does|where|wheres|which|any|somewhere|someplace) "
    r"|(?<!\w)(?:میشه|می ?شود|میتونم|می ?توانم|هست|اجازه|کجا\w*|جایی|دارید|دارین|آیا|ایا)(?!\w)|\b(?:mishe|mitoo?nam|hast|koja\w*|ejaze|jayi)\b"
)
_STAY = re.compile(
    r"\b(?:sit|sat|rest|stay|wait|be|hide|cry|breathe|calm down)\b(?: (?:for|in|inside|there|here|with|a|an|the|down|somewhere|at|around|near|by|among|while|little|bit|moment|your|library|lobby|hall|corner|quietly|alone)){0,6} ?(?:people|others|inside|here|there|down|lobby|hall|library|corner|bit|while|somewhere|moment|room|quietly)?\b"
    r"|\b(?:come|go|get|pop|walk) (?:in|inside|over|by|there|to the library)\b"
    r"|\b(?:quiet|calm|peaceful|silent|warm|safe) (?:\w+ )?(?:place|room|corner|spot|space|area)\b|\b(?:somewhere|someplace|anywhere|place|corner|spot) (?:\w+ ){0,3}(?:quiet|calm|peaceful|silent|warm|safe|with people|to sit|to be|to cry|to rest|to hide)\b"
    r"|(?<!\w)(?:بشین\w*|بنشین\w*|بمون\w*|بمان\w*|استراحت|گریه کنم|صبر کنم|منتظر (?:باشم|بمونم|بمانم)|(?:بیام|بیایم) (?:تو|داخل|اونجا|اون جا|آنجا|پیش\w*|کتابخ\w+|یه گوشه|یک گوشه|یه کم|یکم))(?!\w)"
    r"|(?<!\w)(?:جای|جایی|گوشه|گوشه‌ای|اتاق) (?:\w+ ){0,2}(?:ساکت|آروم|اروم|آرام|ارام|دنج|خلوت|امن)(?!\w)"
    r"|\b(?:beshin\w*|bemoo?n\w*|esterahat|biam (?:too|tu|dakhel|oonja|unja|pish\w*|ketab\w+))\b|\bjaye? (?:saket|aroo?m|denj|khalvat)\b"
)
_QUIET = re.compile(
    r"\b(?:quiet\w*|calm|peaceful|silent|alone|cry|loud|noise)\b|(?<!\w)(?:ساکت|آروم|اروم|آرام|ارام|دنج|خلوت|گریه|سر ?و ?صدا|تنها)\w*|\b(?:saket|aroo?m|denj|khalvat|gerye)\b"
)
# Who asks for a place for something else asks for that: to study, to print, for an event.
_FOR_ELSE = re.compile(
    r"\b(?:study\w*|exam\w*|thesis|homework|print\w*|laptop|book(?:s|ing)?|reserve\w*|renew\w*|meeting|class|course|event|group)\b"
    r"|(?<!\w)(?:درس|مطالعه کن\w*|امتحان\w*|پایان ?نامه|تمدید|رزرو|پرینت|چاپ|لپ ?تاپ|جلسه|کلاس|گروهی|کتاب(?!خ)\w*)(?!\w)|\b(?:dars|emtehan|tamdid|rezerv|print)\b"
)
_LINE = re.compile(
    r"\b(?:numbers?|lines?|hotlines?|1\d\d|one of those|call(?:s|ing)?|ring|phone|pick(?:s)? up|ambulances?)\b|\b(?:they|somebody|someone|anybody|anyone) (?:\w+ ){0,2}(?:answers?|there)\b"
    r"|(?<!\w)(?:شماره\w*|خط|۱\d\d|1\d\d|زنگ|تلفن|تماس|اورژانس|جواب(?: می ?\w+)?|برمی ?دار\w+|بر می ?دار\w+)(?!\w)|\b(?:shomare\w*|zang|telefon|tamas|orzhans|javab)\b"
)
_WHEN_OR_COST = re.compile(
    r"\b(?:at night|nights?|overnight|midnight|weekends?|fridays?|holidays?|24|round the clock|always|now|this late|late|any ?time|\d{1,2} ?(?:am|pm)|in the (?:night|evening|morning)|when|what time|hours|free|cost|charge|pay|anonymous\w*|record\w*)\b"
    r"|(?<!\w)(?:شب\w*|نصفه? ?شب|نیمه ?شب|همیشه|شبانه ?روز\w*|جمعه\w*|تعطیل\w*|الان|این ?وقت|ساعت|کی|رایگان\w*|مجانی\w*|پول\w*|هزینه\w*|ناشناس)(?!\w)|\b(?:shab\w*|hamishe|alan|rayegan\w*|majani\w*|pool|saat)\b"
)
_ASKS_LINE = re.compile(
    r"[?؟]|\b(?:do|does|is|are|will|can|when|what) |(?<!\w)(?:آیا|ایا|جواب می ?\w+|هستن\w*|میشه)(?!\w)|\b(?:javab mi\w+|hastan\w*|mishe)\b"
)
_NO_CALL = re.compile(
    r"\b(?:(?:don'?t|do not|didn'?t|cannot|can'?t|can not|won'?t|will not|not going to|afraid to|scared to|hate|rather not|no way i(?:'m| am)|not) (?:\w+ ){0,4}(?:call|calling|phone|phoning|ring|ringing|talk|talking|speak|speaking|stranger\w*|hotlines?|numbers?)|no (?:phone|credit|strangers?|calls?))\b"
    r"|(?<!\w)(?:زنگ|تماس|حرف|صحبت|تلفن) (?:\w+ ){0,2}?(?:نمی ?\w+|ندارم)|(?<!\w)(?:نمی ?خوام|نمی ?خواهم|نمی ?تونم|نمی ?توانم|دوست ندارم|حوصله ندارم|روم نمی ?شه|می ?ترسم) (?:\w+ ){0,4}(?:زنگ|تماس|حرف|صحبت|تلفن)\w*|(?<!\w)با غریبه\w*|(?<!\w)(?:پول|شارژ) (?:تلفن|گوشی|موبایل)?\w* ?ندار\w+"
    r"|\b(?:zang|harf|tamas|sohbat) (?:\w+ ){0,2}?nemi\w+|\bba gharibe\w*|\bnemikham (?:\w+ ){0,3}(?:zang|harf|tamas|sohbat)\w*"
)
_PERSON = r"(?:mum|mom|mother|dad|father|son|daughter|child|baby|boy|girl|brother|sister|wife|husband|partner|girlfriend|boyfriend|friend|grand\w+|aunt|uncle|dog|cat|job|home|house|everything|everybody|everyone)"
_PERSON_FA = r"(?:مادر|مامان|پدر|بابا|پسر|دختر|بچه|برادر|داداش|خواهر|آبجی|زن|همسر|شوهر|نامزد|دوست|رفیق|مادربزرگ|پدربزرگ|خاله|عمو|عمه|دایی|سگ|گربه)\w{0,3}"
_GRIEF = re.compile(
    rf"\b(?:my|our|the|both my) (?:\w+ )?{_PERSON}\w* (?:\w+ ){{0,3}}(?:died|passed away|passed|left|is dead|is gone|was killed|killed \w+|walked out|moved out|won'?t talk)\b"
    rf"|\b(?:lost|buried|miss|missing) (?:my|our) (?:\w+ )?{_PERSON}\w*\b|\blost (?:everything|everyone|everybody|my (?:job|home|house|family))\b|\b(?:she|he|they) (?:left|died|passed away|walked out)\b|\b(?:divorced?|funeral|widow\w*|broke up|grieving|mourning)\b"
    rf"|(?<!\w){_PERSON_FA}(?: \w+){{0,4}} (?:مرد|مرده|فوت\w*|رفت|رفته|ترکم\w*|ولم|کشته|از دست)(?!\w)|(?<!\w)(?:از دست دادم|از دستش دادم|طلاق\w*|داغ\w* دیدم|عزادار\w*|ولم کرد\w*|ترکم کرد\w*|تنهام گذاشت\w*)(?!\w)"
    r"|\b(?:madar|maman|pedar|baba|zan|shohar|pesar|dokhtar|baradar|khahar|doost)\w{0,2}(?: \w+){0,3} (?:mord|morde|raft|fot)\w*\b|\bvelam kard\w*|\btalagh\b"
)

_MAY_COME = HouseQuestion(
    "visitor_access", "بدون عضویت می‌شود وارد شد و مطالعه کرد؟", "May I come in and read without being a member?",
    "everybody|come in|همه|آزاد",
)  # fmt: skip
_SILENT = HouseQuestion(
    "facilities", "سالن مطالعهٔ بی‌صدا کجاست؟", "Where is the silent reading room?", "silent|quiet|بی‌?صدا|ساکت|آرام"
)
_LINES = HouseQuestion(
    "facilities", "شماره‌های ۱۱۵ و ۱۲۳ شب هم جواب می‌دهند؟", "Do the numbers 115 and 123 answer at night?", "115|۱۱۵|123|۱۲۳",
)  # fmt: skip


# Of a call it is asked what it costs, in which language one is answered, and whether one has to give a name.
_OF_CALL = re.compile(
    r"\b(?:free|cost\w*|charged?|anonymous\w*|(?:my|a|give|say|tell) names?|speak|understand|english|persian|farsi|record\w*|confidential)\b"
    r"|(?<!\w)(?:رایگان\w*|مجانی\w*|پول\w*|هزینه\w*|اسم(?:م|مو|ی)|نامم|ناشناس\w*|انگلیسی|فارسی|ضبط\w*|محرمانه\w*)(?!\w)|\b(?:rayegan\w*|majani\w*|esmam\w*|englisi)\b"
)
_LANGUAGE_OR_NAME = re.compile(
    r"\b(?:anonymous\w*|names?|speak|understand|english|persian|farsi|record\w*|confidential)\b|(?<!\w)(?:اسم(?:م|مو|ی)|نامم|ناشناس\w*|انگلیسی|فارسی|ضبط\w*|محرمانه\w*)(?!\w)|\b(?:esmam\w*|englisi)\b"
)
# What is the library's own is asked of the library.
_OF_LIBRARY = re.compile(
    r"\b(?:librar\w*|books?|staff|branch\w*|desk|card|membership|member|wi ?fi|events?|class\w*|join|novels?|films?|print\w*|borrow\w*|reserv\w*|renew\w*|return\w*|loans?|fines?|lend\w*)\b|امانت|رزرو|تمدید|جریمه|کتاب|شعبه|کارت|عضو|وای ?فای|برنامه|کلاس|فیلم|رمان|پرینت|\bketab"
)
_OF_HERE = re.compile(
    r"\b(?:librar\w*|branch\w*|readin\w? (?:room|hall)|study (?:room|hall|area)|rooms?|cafe|central|saadi|event\w*|books?)\b|(?<!\w)(?:کتابخ\w*|شعبه\w*|سالن\w*|مرکزی|سعدی|کافه\w*|اتاق\w*|برنامه\w*)(?!\w)|\b(?:ketabkh\w*|shobe\w*|salon\w*)\b"
)
_NUMBER = re.compile(
    r"\b(?:what|which) (?:is the |was the )?numbers?\b|\b(?:what|which) numbers? (?:do|should|can|shall|must) i (?:call|ring)\b|\bwho (?:do|should|can) i (?:call|ring)\b|(?<!\w)(?:شماره\w* (?:چنده?|چی|چیه|کدوم)|(?:کدوم|چه) شماره|به کی زنگ)\w*"
)
_FEW_OF_CALL = 14


def asks_of_call(text: str) -> bool:
    """Tell whether few words ask what a call is like, without naming it: "is it free?", «باید اسممو بگم؟»; after despair."""
    said = words_of(text)
    asks = _ASKS_LINE.search(f"{said} {text}") is not None or "باید" in said
    few = word_count(text) <= _FEW_OF_CALL and _OF_LIBRARY.search(said) is None
    if re.search(r"\b(?:do|can|are|could) you\b", said):
        # "Do you speak English?" is asked of the bot.
        return False
    return asks and few and _OF_CALL.search(said) is not None and not refuses_to_call(text)


def asks_which_number(text: str) -> bool:
    """Tell whether few words ask whom to ring up; only after despair."""
    said = words_of(text)
    few = word_count(text) <= _FEW_OF_CALL and _OF_LIBRARY.search(said) is None
    return few and _NUMBER.search(said) is not None


def asks_of_library(text: str) -> bool:
    """Tell whether a sentence asks when one of the library's rooms or branches is open: "thx. is the room open friday"."""
    parts = [words_of(" ".join(one.words)) for one in sentences(text)]
    return any(_WHEN_OR_COST.search(part) and _OF_HERE.search(part) and _ASKS_LINE.search(f"{part} ") for part in parts)


def asks_of_line(text: str) -> bool:
    """Tell whether a text asks when the numbers that were given answer, or what a call costs; only after an alarm."""
    said = words_of(text)
    asks = _ASKS_LINE.search(f"{said} {text}") is not None and word_count(text) <= _MOST_WORDS
    parts = [words_of(" ".join(one.words)) for one in sentences(text)]
    if not any(_LINE.search(part) and _WHEN_OR_COST.search(part) for part in parts) and any(
        _WHEN_OR_COST.search(part) and _OF_HERE.search(part) for part in parts
    ):
        # "I might call. Is the reading room open on Friday?": the day is asked of the room.
        return False
    return (
        asks and _LINE.search(said) is not None and _WHEN_OR_COST.search(said) is not None and not refuses_to_call(text)
    )


def asks_to_stay(text: str) -> bool:
    """Tell whether a text asks for a place to sit, to be among others or in quiet; only after somebody despaired."""
    said = words_of(text)
    few = word_count(text) <= _MOST_WORDS
    return (
        few
        and _STAY.search(said) is not None
        and _ASKS.search(f"{said} {text}") is not None
        and not _FOR_ELSE.search(said)
    )


def refuses_to_call(text: str) -> bool:
    """Tell whether a text says that somebody does not want to telephone, or to talk to a stranger."""
    return "?" not in text and "؟" not in text and _NO_CALL.search(words_of(text).replace("’", "'")) is not None


def tells_grief(text: str) -> bool:
    """Tell whether a text tells of somebody who died or left, or of what else was lost for good."""
    return "?" not in text and "؟" not in text and _GRIEF.search(words_of(text)) is not None


def is_telling(turn: Turn) -> bool:
    """Tell whether a message asks nothing and would become a case, or a form: after despair it is heard instead."""
    asks = "?" in turn.text or "؟" in turn.text
    return not asks and turn.intent in FILED


async def tells_line(turn: Turn, kind: str) -> None:
    """Say that the numbers may be called at any hour, with what the library tells of them."""
    said = words_of(turn.text)
    unknown = _LANGUAGE_OR_NAME.search(said) is not None
    if turn.recall("line_told") != turn.first_id:
        # What one message asks in two parts is told once.
        turn.say("utter_emergency_line", **await calls_for(turn.store, kind))
        if not unknown or _WHEN_OR_COST.search(said):
            acts = len(turn.acts)
            await _tells(turn, _LINES)
            del turn.acts[acts:]
    turn.remember(line_told=turn.first_id)
    if unknown:
        turn.say("utter_emergency_line_unknown")
    turn.intent, turn.settled = "emergency", True


async def tells_stay(turn: Turn) -> bool:
    """Say warmly that they may come, where it is quiet and until when; False where the library tells nothing of it."""
    text, acts = turn.text, len(turn.acts)
    if not await _tells(turn, _MAY_COME):
        return False
    if _QUIET.search(words_of(text)):
        await _tells(turn, _SILENT)
    named = find_dates(text, turn.today)
    day = named[0].first if len(named) == 1 else turn.today
    branch = await directory.find_branch(turn.store, text)
    branches = [branch] if branch is not None else await directory.branches(turn.store)
    if branches:
        await tell_days(turn, branches, day, day)
    del turn.acts[acts:]
    # One warm line and what was asked, and nothing beside it.
    turn.settled = True
    turn.answers.insert(
        0, ("utter_emergency_welcome_despair", {"status": "answered", **await calls_for(turn.store, "despair")})
    )
    turn.intent = "visitor_access"
    return True


async def _tells(turn: Turn, question: HouseQuestion) -> bool:
    """Tell the fact of a question by itself, as if nothing else had been asked."""
    text, turn.text = turn.text, question.fa if turn.language == "fa" else question.en
    try:
        return await question.tell(turn, alone=True)
    finally:
        turn.text = text
