"""What a message says of the patron's interests: one to be kept, one to be told of, which there are, or to forget."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from language.normalise import fold
from language.requests.speech.sentences import only_asks

__all__ = ["Says", "InterestTold", "read_interest_words"]


class Says(Enum):
    """What is said of interests."""

    LIKES = "likes"
    WANTS_NEWS = "wants_news"
    ASKS_WHICH = "asks_which"
    FORGETS_ALL = "forgets_all"
    FORGETS_ONE = "forgets_one"
    ASKS_NEW = "asks_new"


@dataclass(frozen=True, slots=True)
class InterestTold:
    """What is said, and of what: the patron's own words, without those that only say so."""

    says: Says
    what: str = ""


# In Persian a half-space may be one, a space, or nothing.
_Z = "[\u200c ]?"
_OWN_FA = rf"(?:علاقه{_Z}مندی|علایق|علائق|علاقه{_Z}ها)[\w\u200c]{{0,12}}(?: من| خودم)?"
_MY = r"\bmy (?:reading )?(?:interests?|favou?rite (?:subjects|genres|authors|topics))\b|\bwhat i (?:like|follow)\b|\bthings i (?:like|follow)\b"
_GONE_FA = (
    rf"(?:پاک|حذف|فراموش)(?:شون|شان|ش)?{_Z}(?:رو |را )?(?:ب?کن(?:م|ی|ید|ین|یم)?|ب?ش(?:ه|ن|ود|وند|ید))(?![\w\u200c])"
)
_FORGET = re.compile(
    rf"\b(?:forget|delete|remove|erase|wipe)\b.{{0,80}}(?:{_MY})|(?:{_OWN_FA}).{{0,80}}(?:{_GONE_FA}|بردار|نگه{_Z}ندار)",
    re.I,
)
# Who says one of these wants nothing deleted.
_NOT = re.compile(
    rf"\b(?:don['’]?t|do not|did(?:n['’]?t| not)|never|not|won['’]?t|without|instead of)\b|(?:پاک|حذف|فراموش)(?:شون|شان|ش)?{_Z}ن|بر{_Z}?ندار",
    re.I,
)
# And who begins so only wants to know, unless it is the order that it is asked for politely.
_WONDERS = re.compile(
    r"^\W*(?:(?:hi|hello|hey|so|and|but|sorry|please)\W+)*(?:do|does|did|have|has|had|is|are|was|were|will my|can i|could i|may i|should|when|why|how|what|who|where|which|if)\b|(?<!\w)(?:کی|چرا|چطور|چجوری|چه جوری|چگونه|آیا|چه وقت)(?!\w)",
    re.I,
)
_PLEASE = re.compile(
    rf"\b(?:can|could|will|would) you\b|می{_Z}ش(?:ه|ود)|می{_Z}ت(?:وا|و)نی(?:د|ن)?|ممکنه|ممکن است", re.I
)
_WHICH = re.compile(
    rf"\b(?:what|which|show|list|tell|see|have you (?:kept|saved|noted)|do you (?:know|have))\b.{{0,80}}(?:{_MY})|^\W*my interests\W*$"
    rf"|(?:{_OWN_FA}).{{0,80}}(?:چی|کدام|کدوم|نشان|نشون|بگو|فهرست|لیست|ببین|هست)|^\W*(?:{_OWN_FA})\W*$",
    re.I,
)
_NEW = re.compile(
    rf"\b(?:my new titles|new (?:titles |books |ones )?for me|what(?:'s| is) new (?:for me|in my interests))\b"
    rf"|تازه{_Z}های(?:ی)? (?:من|برای من|علاقه)|(?:جدید|تازه){_Z}های من",
    re.I,
)
_NO_MORE = re.compile(
    rf"\b(?:forget (?:that )?i (?:like|follow|love)|(?:stop following|unfollow)(?: the (?:topic|subject|author|series))?|i no longer (?:like|follow)) (?P<en>[^.,?!]+?)(?: any ?more| now| for me)*[.!]*$"
    rf"|\b(?:i (?:don't|do not) (?:like|follow)|(?:i'm|i am) not interested in) (?P<en2>[^.,?!]+?) any ?more[.!]*$"
    rf"|^(?:دیگه |دیگر )(?P<fa>.+?)(?: رو| را)? (?:دنبال نمی{_Z}کنم|دوست ندارم)"
    rf"|^(?:علاقه{_Z}ا?م به )(?P<fa2>.+?)(?: رو| را)? (?:{_GONE_FA})",
    re.I,
)
_LIKES = re.compile(
    r"^(?:\W{0,3}(?:hi|hello|hey|btw|by the way|well|also|and|so|please (?:note|remember)|note that|remember that|fyi|you know)\b[,.! ]{0,3}){0,3}"
    r"(?:i(?:'m| am)? ?(?:really |also |just |always |absolutely |very |so |especially )*(?:like|love|enjoy|adore|follow|interested in|into|fond of|keen on|(?:a )?(?:big |huge )?fan of)(?: reading| to read)?|my favou?rite (?:subject|author|genre|writer|series|topic)(?: is|'s))"
    r"\s+(?P<what>[^.,?!\n]{2,90}?)(?: (?:a lot|very much|so much|the most|most))?[.! ]*$",
    re.I,
)
_LIKES_FA = re.compile(
    rf"^\W*(?:سلام[،,. ]{0, 6})?(?:من )?(?:هم )?(?:"
    rf"(?:به )(?P<a>[^.؟?!،\n]{{2,80}}?) (?:خیلی )?(?:علاقه (?:دارم|زیادی دارم)|علاقه{_Z}مند(?:م|{_Z}ام| هستم))"
    rf"|(?P<b>[^.؟?!،\n]{{2,80}}?)(?: رو| را|و)? (?:خیلی )?(?:دوست دارم|دوست دارم بخوانم|دوس دارم|دنبال می{_Z}کنم|می{_Z}پسندم)"
    rf"|عاشق (?P<c>[^.؟?!،\n]{{2,80}}?) ?(?:هستم|م|{_Z}ام)|طرفدار (?P<d>[^.؟?!،\n]{{2,80}}?) ?(?:هستم|م|{_Z}ام))[.! ]*$"
)
_TELL = re.compile(
    r"\b(?:tell|notify|alert|inform|ping|message|update|text|e-?mail|remind) me\b|\blet me know\b|\bkeep me (?:posted|informed|updated)\b|\bi(?:'d| would)? (?:like|want) to (?:know|hear|be told|be notified)\b",
    re.I,
)
_TELL_FA = re.compile(
    rf"(?:بهم |به من |برام |برای من )?(?:یه |یک )?(?:خبر|اطلاع|پیام|پیغام)(?:م|{_Z}ام|مون|مان)?(?: رو| را)? ?(?:کن|کنید|کنین|بده|بدید|بدین|بدهید|دهید|بفرست|بفرستید|بزن|بزنید|شم|بشم|می{_Z}خوام|می{_Z}خواهم)(?!\w)|خبردار(?:م)? (?:کن|کنید|شم|بشم)|(?:بهم|به من) (?:بگو|بگید|بگین|بگویید)"
)
_COMING = re.compile(
    r"\bnew(?:ly|est)?\b|\blatest\b|\bcomes? in\b|\bcome out\b|\barriv\w+\b|\bnext (?:book|novel|volume|one)\b|\bget(?:s)? (?:in|something|anything)\b",
    re.I,
)
_COMING_FA = re.compile(r"جدید|تازه|از این به بعد|هر ?وقت|هر موقع")
# Who is told something now, and who wants to be told no more, follows nothing.
_ASKS_NOW = re.compile(r"^[\s,]*(?:please )?(?:which|what|how|who|whom|whose|where|why|whether|if)\b", re.I)
_NO_NEWS = re.compile(
    r"\b(?:no need|don't|do not|stop|no longer|never|without)\b.*\b(?:tell|notify|alert|let|message|remind|write)|\bany ?more\b"
    rf"|لازم نیست|لازم ندارم|نمی{_Z}خوا|نگو|نگید|نگین|خبرم نکن|خبر ند|(?<!\w)قطع"
)
_THANKS = re.compile(
    r"[\s.,!?]{0,4}\b(?:thank you|thanks|cheers|please)\b[\s.,!?]{0,4}$|(?:ممنون|مرسی|متشکرم|لطفا|لطفاً)[\s.!،]{0,4}$",
    re.I,
)
# What is told by other notices, or by nobody.
_OTHERWISE = re.compile(
    r"\b(?:due|overdue|holds?|reserv\w+|available|availability|back in|newsletters?|events?|workshops?|class(?:es)?|story ?time|programmes?|programs?|exhibitions?|evenings?|concerts?|issues? of|magazines?|i ordered|seminars?|hours|my (?:\w+ )?(?:request|order|ill|interlibrary)|my (?:books?|loans?|card|account))\b"
    rf"|سررسید|موعد|رزرو|موجود|خبرنامه|کارگاه|رویداد|برنامه{_Z}ها|نمایشگاه|قصه{_Z}گویی|نشست|کلاس|امانت|کارت(?!ون)|ساعت کار",
    re.I,
)
_BEFORE = re.compile(
    r"^(?:[\s,:]*\b(?:please|about|of|on|when(?:ever)?|if|as soon as|once|every time|each time|any ?time|that|there(?:'s| is| are)|you(?:'ve| have)?|we|abt|always|in future|future|right away|each|every|acquire|acquires|everything|acquisitions?(?= (?:in|on|of))|the library|it|get|gets|got|buy|buys|have|has|receive|receives|add|adds|any|some|an?|the|new(?:ly)?|newest|latest|more|something|anything|stuff|from now on|for|added|in|arrived)\b)+\s*",
    re.I,
)
_AFTER = re.compile(
    r"\b(?:comes?|came|coming|arrives?|arriving|is|are|gets?|has|have|being|turns? up|shows? up|from now on|please|in the library|at the library|appears?|published|released)\b.*$|[\s.,!?]{1,4}$",
    re.I,
)
_AROUND_FA = re.compile(
    rf"(?<![\w\u200c])(?:از این به بعد|هر ?وقت|هروقت|هر موقع|وقتی|اگه|اگر|لطفاً|لطفا|می{_Z}شه|میشه|می{_Z}شود|می{_Z}تونید|می{_Z}توانید|سلام|که|را|رو|جدید(?:ی)?|تازه(?:{_Z}ای)?|جدیدترین|تازه{_Z}ترین|اومد|آمد|بیاد|بیاید|رسید|برسه|برسد|آوردید|آوردین|بیارید|بیارین|داشتید|کتابخانه|کتابخونه|به|من|بهم|برام|برای من|منو|هم|چیزی|درباره{_Z}ی|دربارهٔ|درباره|در مورد|راجع به|زود)(?![\w\u200c])"
)
_HELD_FA = re.compile(r"[\s.,،؛!؟?:]+")
_ANY_BOOKS = re.compile(rf"^(?:books?|titles?|arrivals?|things?|کتاب|کتاب{_Z}ها(?:ی)?|اثر|عنوان)$", re.I)
# What leads from what is liked to the wish to be told of it.
_LEADING = frozenset("and so please could can would you will then also just و پس لطفا لطفاً".split())
_NEW_OF_IT = re.compile(rf"(?<![\w\u200c])(?:جدید|تازه){_Z}(?:ها|ا|ترین{_Z}ها)?(?:ش|اش|یش|شون|شان)(?![\w\u200c])")
# Nothing that anybody could follow.
_POINTING = re.compile(
    r"^(?:it|day it|like .*|that|this|these|those|them|him|her|you|your.*|the library.*|this library.*|here|reading|coming .*|this .*|that .*|the new .*|books?|titles?|novels? here|(?:at|in) .*|to .*|how .*|what .*|the (?:idea|way|place|staff|service|app|bot).*|one|ones)$"
    rf"|^(?:این|اون|آن|همین|شما|اینجا|اونجا|کتابخانه.*|کتابخونه.*|همه|کتاب{_Z}ها|کتاب|کتاب{_Z}هایی|خوندن|خواندن|مطالعه|کتاب خوندن|کتاب خواندن|این .*|اون .*|آن .*)$",
    re.I,
)


def read_interest_words(text: str) -> InterestTold | None:
    """Read what a text says of interests; None for a text that says nothing of them."""
    said = " ".join(text.split())
    if len(said) > 300:
        return None
    if _FORGET.search(said) and not _NOT.search(said):
        # Who only wonders is shown what is kept, and how it is deleted.
        return InterestTold(Says.ASKS_WHICH if _only_wonders(said) else Says.FORGETS_ALL)
    if _WHICH.search(said):
        return InterestTold(Says.ASKS_WHICH)
    if _NEW.search(said):
        return InterestTold(Says.ASKS_NEW)
    return _wants_news(said) or _no_more(said) or _likes(said)


def _wants_news(said: str) -> InterestTold | None:
    if _OTHERWISE.search(said) or _NO_NEWS.search(said):
        return None
    said = _THANKS.sub("", said)
    tell = _TELL.search(said)
    if tell is not None:
        tail = said[tell.end() :]
        # "When new poetry comes in, tell me": what is asked for stands before.
        what = tail if len(fold(tail)) > 3 else said[: tell.start()]
        if _ASKS_NOW.match(tail) or not _COMING.search(what):
            return None
        news = _news_of(_AFTER.sub("", _BEFORE.sub("", what)))
        return news if news is not None and news.what else _news_of_liked(said[: tell.start()]) or news
    tell = _TELL_FA.search(said)
    if tell is not None and _COMING_FA.search(said):
        liked, _, rest = said.partition("،")
        if _NEW_OF_IT.search(rest) and (news := _news_of_liked(liked)) is not None:
            return news
        what = said[: tell.start()] + " " + said[tell.end() :]
        return _news_of(_HELD_FA.sub(" ", _AROUND_FA.sub(" ", what)))
    return None


def _news_of_liked(before: str) -> InterestTold | None:
    """Read "I like history, tell me when new ones come in": what is pointed at is what was named just before."""
    words = before.rstrip(" ,.;:!،-").split()
    while words and words[-1].strip(",.;").casefold() in _LEADING:
        words.pop()
    liked = _likes(" ".join(words).rstrip(" ,.;:!،-"))
    return None if liked is None else InterestTold(Says.WANTS_NEWS, liked.what)


def _news_of(what: str) -> InterestTold | None:
    what = _trimmed(what)
    if _ANY_BOOKS.match(what):
        return InterestTold(Says.WANTS_NEWS)
    # What only points, as at a title that was spoken of, is nothing to follow.
    return InterestTold(Says.WANTS_NEWS, what) if what and not _POINTING.match(what) else None


def _only_wonders(said: str) -> bool:
    return not _PLEASE.search(said) and bool(only_asks(said) or _WONDERS.search(said))


def _no_more(said: str) -> InterestTold | None:
    found = _NO_MORE.search(said)
    if found is not None and (_NOT.search(said[: found.start()]) or _only_wonders(said)):
        return None
    what = found and (found["en"] or found["en2"] or found["fa"] or found["fa2"])
    return InterestTold(Says.FORGETS_ONE, _trimmed(what)) if what and not _POINTING.match(_trimmed(what)) else None


def _likes(said: str) -> InterestTold | None:
    if _OTHERWISE.search(said):
        return None
    found = _LIKES.match(said)
    what = found["what"] if found is not None else ""
    if not what and (persian := _LIKES_FA.match(said)) is not None:
        what = next(filter(None, (persian["a"], persian["b"], persian["c"], persian["d"])), "")
    what = _trimmed(what)
    return InterestTold(Says.LIKES, what) if what and not _POINTING.match(what) else None


def _trimmed(what: str) -> str:
    what = re.sub(r"^(?:(?:books?|titles?) (?:by|on|about)|by) ", "", what.strip(" .,،؛!؟?\u200c"), flags=re.I)
    return what.strip(" .,،؛!؟?\u200c")[:120]
