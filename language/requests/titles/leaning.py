"""Words that lean on titles just shown: a place of the list, how the one there is, a purchase, another branch, either."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from difflib import get_close_matches

from language.kept import kept
from language.normalise import fold
from language.requests.titles.ordinary_words import is_ordinary

__all__ = ["asks_how_it_is", "asks_to_bring", "asks_to_buy_unless_there", "is_only_place", "names_nothing"]

_WORD = re.compile(r"[^\W_]+")
_PLACE = re.compile(
    r"(?:(?:the|that|this|oo?n|un|hamun|hamoon|hamin|اون|آن|این|همون|همین|کتاب) ){0,2}(?:(?:very )?(?:first|second|third|fourth|fifth|last|other|next)(?: (?:one|book|title|novel))?|(?:اول|دوم|سوم|چهارم|پنجم|آخر|بعد|قبل)ی(?:ه|و|رو|ش|شو)?|یکی|avv?ali\w{0,2}|dovv?omi\w{0,2}|sevv?omi\w{0,2}|akhari\w{0,2}|yeki)(?: (?:ro|رو|را|که|ke))?"
)
_NTH = r"(?:first|second|third|fourth|fifth|last)(?: (?:one|book|novel|title))?"
_NTH_FA = r"(?:اول|دوم|سوم|چهارم|پنجم|آخر)ی(?:ه|ش)?"
_HOW = r"(?:scar(?:y|ey|ry)|frightening|creepy|dark|gory|violent|bloody|sad|depressing|gloomy|grim|heavy|funny|boring|dull|slow|hard|difficult|easy|childish|romantic|happy|cheerful|good|any good|worth(?: \w{1,10})?|suitable|too (?:\w{3,10})|very \w{3,10})"
_HOW_FA = r"(?:ترسناک|وحشتناک|خشن|غمگین|غم ?انگیز|ناراحت ?کننده|تلخ|دلگیر|سنگین|سخت|ساده|آسون|آسان|خنده ?دار|طنز|خسته ?کننده|حوصله ?سربر|کسل ?کننده|عاشقانه|شاد|خوب|قشنگ|جالب|مناسب)"
_HOW_FI = r"(?:tarsnak|khashen|ghamgin|talkh|delgir|sangin|sakht|sade|asoon|khandedar|khaste ?konande|asheghane|shad|khub|khoob|ghashang|jaleb)"
_ASKS_HOW = re.compile(
    rf"(?:^|[.!?,;] ?|\b(?:and|but|so|ooh|oh|hm+|well|ok|okay|or) )(?:is|was|isn't|are) (?:the|that) {_NTH}(?: (?:really|very|quite|at all|maybe|perhaps|also|a bit|a little|too))? ?(?:too )?{_HOW}\b"
    rf"|\b(?:does|has|do) the {_NTH} (?:have |got |end |make )(?:\w+ ){{0,3}}(?:sad|happy|scary|violence|badly|well|ending|cry|laugh)\b|\bhow (?:scary|sad|hard|difficult|dark|violent|funny|good) is the {_NTH}"
    rf"|(?<!\w)(?:(?:اون|این|همون|همین) )?{_NTH_FA} (?:(?:خیلی|یه کم|یکم|هم|واقعا|زیادی|نسبتا|که گفت\w{{1,3}}) ){{0,2}}{_HOW_FA}(?:ه|ست| است|ه ?یا| هست)?(?= ?(?:[؟?]|برا|واسه|یا|$))"
    rf"|\b(?:avv?ali|dovv?omi|sevv?omi|akhari)\w{{0,2}} (?:(?:kheyli|kheili|ye kam|ham|ke gofti) ){{0,2}}{_HOW_FI}(?:e|eh|hast)?\b(?= ?(?:[?]|bara|vase|ya|$))"
)
_NOT_THERE_EN = r"(?:\b(?:if|when|in case|as) (?:u|you|ya|yo|the library|they)(?: guys)? (?:really )?(?:don'?t|dont|do not|haven'?t|havent|have not|doesn'?t)(?: have| hav| hve| got| own| stock| keep)?(?: (?:it|that|this|one|them|the book|that one))?\b|\bif (?:it|that|this|the book|that one)(?:'s|s| is|'s)? ?(?:isn'?t|not|never) (?:there|in|available|in stock|on the shelf|in the (?:library|catalogue|collection))\b)"
_BUY_EN = r"(?:can|could|cud|would|will|wil|do|please|pls|plz|maybe)(?: (?:u|you|ya|they|the library|please|maybe|then|pls|just)){0,3} (?:buy|by|bye|bai|get|order|purchase|acquire)(?: in)? (?:it|one|that|them|this)\b"
_NOT_THERE_FA = (
    r"(?<!\w)(?:اگه|اگر|چنانچه)(?: \w{1,10}){0,2} (?:ندار(?:ین|ید|ینش|یدش|ی|ن)|نیست(?:ش)?|موجود نیست|نبود)(?!\w)"
)
_BUY_FA = r"(?:می ?(?:تونین|تونید|شه|توانید|شود)? ?(?:که )?(?:بخر(?:ین|ید|ینش|یدش|ن)|تهیه (?:کنین|کنید|بشه|بفرمای\w{1,3})|سفارش بد\w{1,4}|بگیر(?:ین|ید)ش)|می ?خر(?:ین|ید|ینش|یدش)|بخر(?:ین|ید|ینش|یدش)|تهیه (?:(?:می ?)?کن(?:ین|ید)|بفرمای\w{1,3})|سفارش (?:می ?)?د(?:ین|ید))(?!\w)"
_NOT_THERE_FI = r"\b(?:age|agar)(?: \w{1,10}){0,2} nadar(?:in|id|inesh|idesh|i)\b"
_BUY_FI = r"\b(?:mikhar(?:in|id|inesh|idesh)|bekhar(?:in|id|inesh|idesh)|sefaresh (?:be|mi)?d\w{1,3}|tahiye (?:mi)?kon\w{1,3})\b"
_BUYS = re.compile(
    rf"{_NOT_THERE_EN}[^.?!]{{0,14}}\b{_BUY_EN}|\b{_BUY_EN}[^.?!]{{0,10}}{_NOT_THERE_EN}"
    rf"|{_NOT_THERE_FA}[^.؟?!]{{0,24}}(?<!\w){_BUY_FA}|(?<!\w){_BUY_FA}[^.؟?!]{{0,10}}{_NOT_THERE_FA}"
    rf"|{_NOT_THERE_FI}[^.?!]{{0,24}}{_BUY_FI}|{_BUY_FI}[^.?!]{{0,10}}{_NOT_THERE_FI}"
)
_BRINGS = re.compile(
    r"\b(?:can|could|would|will|might|may|can't|couldn't|do|does)(?: (?:you|u|they|someone|somebody|the library|it|one|this|that|please|be|able to|possible to|also|maybe|then)){1,4} (?:bring|send|transfer|ship|forward|deliver|get|move|brought|sent|transferred|delivered|moved)(?: (?:it|one|that|this|the book|that one|a copy|over|across|for me)){0,3} to\b|\bplease (?:bring|send|transfer) (?:it|one|that|this) to\b"
    r"|(?<!\w)(?:بیار(?:ن|ین|ید|نش|ینش|یدش|ند)|بفرست(?:ن|ین|ید|نش|ینش|یدش|ند)|می ?فرست(?:ین|ید|ن)|می ?یار(?:ین|ید|ن)|میار(?:ین|ید|ن)(?:ش)?|(?:منتقل|ارسال) (?:کن(?:ین|ید|ن|ند)|بشه|شه|شود|میشه|می ?کن(?:ین|ید))|انتقال بد(?:ین|ید|ن|هید)|برسون(?:ین|ید|ن))(?!\w)"
    r"|\b(?:biar(?:an|in|id|anesh|inesh|idesh)|miar(?:an|in|id)|befrest(?:an|in|id|anesh|inesh|idesh)|mifrest(?:in|id)|montaghel (?:kon\w{1,3}|beshe))\b"
)
_BACK = re.compile(r"\b(?:back|return\w*|when i|my loans?)\b|(?<!\w)(?:پس|برگردون\w*|تحویل بد\w*)(?!\w)")
_GENERIC = (
    "author",
    "writer",
    "book",
    "novel",
    "title",
    "poet",
    "film",
    "نویسنده",
    "کتاب",
    "رمان",
    "شاعر",
    "مترجم",
    "nevisande",
    "ketab",
)
_NEAR = 0.8


@kept
def is_only_place(words: str) -> bool:
    """Tell whether words only name a place of a list: "the first one", «اون اولی», "oon avalie"."""
    return _PLACE.fullmatch(" ".join(_WORD.findall(fold(words)))) is not None


@kept
def names_nothing(words: str) -> bool:
    """Tell whether words that may be a name are all ordinary, or slips of the words for a book and its author."""
    said = _WORD.findall(fold(words))
    return bool(said) and all(is_ordinary(word) or get_close_matches(word, _GENERIC, 1, _NEAR) for word in said)


@kept
def asks_how_it_is(text: str) -> bool:
    """Tell whether a text asks how the one at a place of the list is: "is the first one scary?", «دومی غمگینه؟»."""
    return _ASKS_HOW.search(_said(text)) is not None


@kept
def asks_to_buy_unless_there(text: str) -> bool:
    """Tell whether a text asks to have it bought where it is not there: "if you don't have it, can you buy it"."""
    return _BUYS.search(_said(text)) is not None


@kept
def asks_to_bring(text: str) -> bool:
    """Tell whether a text asks that it be brought, or sent, somewhere; who brings it back oneself asks for nothing."""
    said = _said(text)
    return _BRINGS.search(said) is not None and _BACK.search(said) is None


def _said(text: str) -> str:
    return fold(text).replace("’", "'")
