"""What is plainly no matter of the library's: bills, the weather, the price of money, last night's match, a pizza."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.facts.choices import menu
from language.normalise import fold

__all__ = ["asks_outside", "hears_outside"]

_OUTSIDE = re.compile(
    # Bills of others.
    r"\bmy (?:phone|mobile|gas|electric(?:ity)?|water|internet|power|heating) bill\b|\b(?:pay|settle)\b[^.?!]{0,20}\b(?:(?:phone|mobile|cell|gas|electric(?:ity)?|water|internet|power|heating|utility|hospital|tax) bills?|parking tickets?|traffic fines?|rent|taxes)\b"
    r"|(?<!\w)قبض(?: ?(?:های?|ای))?(?: ?(?:ی))? ?(?:برق|آب|گاز|تلفن|موبایل|اینترنت|همراه)\w{0,3}(?!\w)|(?<!\w)(?:جریمه|خلافی) (?:رانندگی|ماشین|خودرو)\w{0,2}(?!\w)|\bghabz\w*(?: \w+)? ?(?:bargh|ab|gaz|telefon|mobile?)\w*"
    # The weather to come.
    r"|\b(?:what|how)(?:'s| is|s|'ll| will) the weather\b|\bweather (?:like|forecast|tomorrow)\b|\b(?:will|is|does) it (?:going to |gonna )?(?:rain|snow)(?:ing)?\b(?! (?:in|inside|through|into|onto) the (?:book|reading|room|roof|library))"
    r"|(?<!\w)هوا(?:ی \w+)? (?:\w+ )?(?:چطور\w*|چه ?جور\w*|چند درجه\w*|سرد\w* میشه|گرم\w* میشه)|(?<!\w)(?:بارون|باران|برف) (?:\w+ )?(?:میاد|می ?آید|میباره|می ?بارد)(?: \w+)?(?=\W|$)|\bbaroo?n (?:\w+ )?miad\b|\bhava (?:\w+ )?chetor\w*"
    # The price of money, tickets and the like, and sport.
    r"|(?<!\w)(?:قیمت |نرخ )?(?:دلار|یورو|طلا|سکه|بیت ?کوین) (?:\w+ )?(?:چنده?|چقدره?|شد چند)|\b(?:dollar|euro|bitcoin|gold)\b[^.?!]{0,20}\b(?:rate|price|today|worth)\b|\b(?:price|rate) of (?:the )?(?:dollar|euro|gold|bitcoin)\b"
    r"|\bwho won (?:the )?(?:football|match|game|derby|league|cup|election)\b(?! of\b)|(?<!\w)(?:بازی|دربی|فوتبال|پرسپولیس|استقلال)(?: \w+){0,4} (?:چند چند|برد|باخت|نتیجه)\w*"
)
# Something to eat, or a ride, that the bot is told to order, and nothing else.
_ORDERED = re.compile(
    r"(?:(?:ok|okay|so|then|now|please|and|fine|lame) ){0,2}(?:(?:can|could|would|will) you (?:please )?)?(?:order|get|call|bring|fetch) (?:me|us) (?:an?|some|one|two|my) (?:(?:large|small|big|hot|pepperoni|cheese|veggie|nice|cup of|cold) ){0,2}(?:pizzas?|burgers?|sandwich(?:es)?|coffee|tea|kebabs?|sushi|beers?|taxi|cab|uber|snapp)(?: (?:please|then|now|here|home|(?:to|in|at) (?:the |your )?(?:university|office|library|(?:reading|study|group) room|(?:central|saadi) (?:library|branch)|desk|central|saadi))){0,3}"
    r"|(?:(?:خب|حالا|پس|لطفا|باشه) ){0,3}(?:(?:یه|یک|دو تا) )?(?:پیتزا|pizza|ساندویچ|همبرگر|burger|کباب|قهوه|چای|چایی|تاکسی|taxi|اسنپ)(?: (?:پپرونی|pepperoni|مخصوص|مرغ|بزرگ|داغ|تلخ))? (?:(?:برام|برامون|واسم) )?(?:سفارش بد(?:ه|ید|ی)|(?:برام|برامون|واسم|برای من) (?:بیار|بگیر|بفرست)(?:ید)?)(?: (?:بیارن|بفرستن)(?: \w{1,12}){0,2})?"
    r"|(?:.{0,40}\W)?(?:khob |hala |pas ){0,2}(?:ye )?(?:pizza|sandevich|sandwich|hamberger|kabab|ghahve|chayi?|taxi|snap+)(?: (?:peperoni|makhsoos))? (?:sefaresh bed(?:e|id|in)|baram (?:biar|begir|befrest)\w{0,2})(?: biaran(?: \w{1,12}){0,2})?"
)
_SMALL_TALK = frozenset({"out_of_scope", "chitchat", "nlu_fallback"})
# What the library is asked beside it, or of it.
_OF_HOUSE = re.compile(
    r"\b(?:books?|open|closed?|librar\w+|borrow\w*|events?|renew\w*|novels?|magazines?|newspapers?|print\w*|scan\w*|if it|proof|address|documents?|register|join\w*|member\w*|accept\w*|form|there|story ?times?|reading|garden|outdoors?|section|history|class\w*|session|the fine|my fine|late fees?|because|so i|that's why)\b|(?<!\w)(?:مدرک\w*|قبول\w*|ثبت ?نام|عضو\w*|آدرس|شعبه\w*|کار می ?کن\w*|می ?مون\w*|می ?مان\w*|هستین|هستید|کلاس\w*|چون|کتاب\w*|باز|بسته|تعطیل|امانت\w*|تمدید|برنامه\w*|رمان\w*|پرینت|چاپ|اگه|اگر|مجله|روزنامه)(?!\w)|\b(?:ketab\w*|baz|baste|tatil|age)\b"
)


def asks_outside(text: str) -> bool:
    """Tell whether a text asks for nothing but what no library has to do with."""
    parts = [piece for part in _SENTENCE.findall(text) for piece in _pieces(fold(part).replace("’", "'"))]
    outside = [part for part in parts if _is_ordered(part) or (_OUTSIDE.search(part) and not _OF_HOUSE.search(part))]
    beside = [part for part in parts if part not in outside]
    # What else is asked, told or ordered in the message is answered.
    return bool(outside) and all(_TALK.fullmatch(part.strip()) for part in beside)


def _pieces(part: str) -> list[str]:
    """Part a sentence at its commas where one of the pieces is such an order: "a pizza to the desk, I'm starving"."""
    if _is_ordered(part):
        return [part]
    pieces = [piece for piece in _PIECES.split(part) if re.search(r"\w", piece)]
    return pieces if any(_is_ordered(piece) for piece in pieces) else [part]


# A smile ends a sentence, too.
_PIECES = re.compile(r"[,،;؛]|\s[:;=]-?[d)]+(?=\s)|[😀-🙏]")


def _is_ordered(part: str) -> bool:
    return _ORDERED.fullmatch(part.strip(" .!?؟")) is not None


# What may stand beside it.
_TALK = re.compile(
    r"\W*(?:(?:hi|hello|hey|dear|good|morning|evening|afternoon|day|thanks|thank|you|please|ok|okay|by the way|one more thing|there|bot|cheers|سلام|درود|روز|صبح|شب|عصر|بخیر|خسته|نباشید|ممنون\w{0,2}|مرسی|لطفا|راستی|خب|متشکرم|salam|mersi|rasti|lotfan)\W{0,4}){0,6}"
    # How the last joke was, why it is wished for, and what is to be on it.
    r"|\W*(?:(?:ok|okay|lol|ha(?:ha)?) ?)?(?:that|it|this) was (?:terrible|awful|bad|lame|good|great|funny|not bad|nice)(?: one)?(?: joke)?(?:\W{0,6}d?)?\W*|\W*(?:i'm|im|i am) (?:so |very )?(?:hungry|starving|thirsty)\W*|\W*(?:with )?(?:extra|no|double) \w{3,14}(?: (?:and|but|no|extra) \w{3,14}){0,2}(?: please)?\W*"
    r"|\W*(?:بد نبود|خوب بود|بامزه بود|بی ?مزه بود)\W*|\W*(?:خیلی )?(?:گشنمه|گرسنمه|گشنه(?:‌| )?ام|گرسنه(?:‌| )?ام|تشنمه)\W*|\W*(?:goshname|goshnameh|teshname)\W*"
)
_SENTENCE = re.compile(r"[^.!?؟\n]{1,300}[.!?؟]{0,3}")


def hears_outside(turn: Turn) -> bool:
    """Say plainly that this is nothing the bot knows or does, whatever was told before; tells whether it was asked."""
    if turn.is_payload or (turn.slot("pending") or {}).get("awaits") in _FREE_WORDS or turn.recall("waiting"):
        return False
    if turn.recall("emergency") or not asks_outside(turn.text):
        return False
    ordered = any(_is_ordered(piece) for part in _SENTENCE.findall(turn.text) for piece in _pieces(fold(part)))
    if ordered and (turn.intent not in _SMALL_TALK or not _PLACED.issuperset(turn.entities)):
        return False
    turn.intent, turn.confidence, turn.entities, turn.settled = "out_of_scope", 1.0, {}, True
    turn.say("utter_outside", status="refused", choices=menu("help", "search_book"))
    return True


# Where and when it is to be brought.
_PLACED = frozenset({"branch", "date", "time"})
_FREE_WORDS = frozenset({"words", "told", "join"})
