"""Yes, no and "cancel" in all their words, and what else a message says beside them."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from language.kept import kept
from language.normalise import fold
from language.requests.speech.phrases import Phrases, words_of

__all__ = ["Word", "find_word", "leaves_as_is", "puts_off", "takes_back"]

_YES = Phrases(
    "yes|yep|yeah|yea|yup|ya|aye|sure|sure thing|of course|certainly|absolutely|definitely|by all means|please do"
    "|do so"
    "|go ahead|go for it|go on then|do it|do that|just do it|let's do it|let's do that|let's go|let's|make it so"
    "|proceed"
    "|carry on|go on|sounds good|sounds great|that works|works for me|that works for me|fine by me|why not"
    "|i'd like that"
    "|i would like that|i'd love that|i'd love to|i would love to|that would be great|that'd be great"
    "|that would be nice"
    "|that would be lovely|if you would|if you could|i agree|agreed|deal|confirm|confirmed|i confirm|i do|i am sure"
    "|i'm sure|yes i do|you may|you can|be my guest|you bet|i want that|i want it|i'll take it|i will take it"
    "|exactly"
    "|that's right|that is right|that's it|that's the one|correct|this one is fine|that one is fine|that's fine"
    "|that is fine|yes to that|okay do it|ok do it|affirmative",
    "بله|بلی|آره|اره|آری|اری|اره دیگه|آره دیگه|حتما|البته|صد البته|بزن|بزن بریم|بزنید|انجام {give}|انجامش {give}"
    "|انجامش دهید"
    "|بکن|بکنش|بکنید|همین کار رو {do}|همین کارو {do}|این کار رو {do}|این کارو {do}|اینکارو {do}|همین خوبه|همون خوبه"
    "|این خوبه|اون خوبه|همین خوب است|همینو میخوام|همونو میخوام|همین رو میخوام|میخوام|همینه|خودشه|موافقم|موافق هستم"
    "|قبوله|قبول|قبول است|قبول {done}|درسته|درست است|صحیحه|صحیح است|دقیقا|تایید|تایید {done}|تأیید {done}"
    "|تایید میشه"
    "|ممنون میشم|لطف {done}|لطف میکنید|لطف میکنی|لطف کنید|ادامه {give}|چرا که نه|چرا نه|حله|حتما این کار رو {do}"
    "|زحمتشو بکش|زحمتش رو بکشید|پیش برو|برو جلو|انجام بشه|انجام شود|مطمئنم|مطمئن هستم|بله مطمئنم",
    "bale|baleh|are|areh|ara|hatman|albate|bezan|bokon|anjam bede|anjamesh bede|hamin khoobe|hamin khube|movafegham",
)
# What may also only say that something was heard: a yes to a question, and nothing more to a piece of news.
_HEARD = Phrases(
    "ok|okay|okey|okeydoke|k|kk|alright|all right|right|fine|good|great|perfect|cool|nice|very well|got it|i see"
    "|noted"
    "|understood|awesome|lovely|super|good idea|wonderful|excellent|that's good|that's great|sounds fine",
    "باشه|باشد|اوکی|اوکیه|اوکی هست|اکی|خوبه|خوب است|عالی|عالیه|عالی است|خیلی خوب|خیلی خوبه|چشم|فهمیدم"
    "|متوجه شدم"
    "|مشکلی نیست|مشکلی نداره|ایرادی نداره|خب باشه|اوهوم|اهان|آهان|بسیار خوب|بسیار خب|بسیار عالی|چه خوب",
    "bashe|basheh|baashe|khobe|khoobe|khube|oki|okaye|okeye|alie",
)
_NO = Phrases(
    "no|nope|nah|no thanks|no thank you|not now|no need|not needed|don't|please don't|do not|never|rather not"
    "|i'd rather not|i would rather not|not really|maybe later|later|another time|not yet|no way|absolutely not"
    "|don't do it"
    "|i don't want that|i don't want it|i don't want to|not interested|keep it|keep them|let it stay|let it be|let it stand|leave it as it is|leave them as they are|leave it there|keep it as it is|keep it please|negative"
    "|of course not|certainly not|that won't be necessary|it won't be necessary|won't be necessary|not necessary|that's not necessary|it's fine as it is|it is fine as it is|fine as it is|leave it as it was|leave it like that|leave it like this|as it was"
    "|it doesn't matter|doesn't matter|i'll think about it|let me think about it|i'll think it over|i'll see|we'll see|i'd rather wait|i'll wait",
    "نه|نه نه|نه بابا|نخیر|خیر|نه ممنون|نه مرسی|نه تشکر|لازم نیست|لازم نکرده|نمیخوام|نمیخواد|نمیخواهد|بعدا"
    "|الان نه|حالا نه|فعلا نه"
    "|نیازی نیست|نگهش دار|نگهش دارید|بمونه|بذار بمونه|بذارید بمونه|بذارین بمونه|بزار بمونه|بگذار بماند|بگذارید بماند"
    "|بذارید بماند|بذار باشه|بذارید باشه|بذار همینجوری بمونه|نکنش|نکنین|نکن دیگه|دست نزن|دست نزنید|احتیاجی نیست|نکن|نکنید"
    "|انجام نده|انجامش نده|این کار رو نکن|مهم نیست|مهم نی|فکرامو بکنم|فکرامو میکنم|فکر میکنم بعد میگم|حالا بعدا|باشه بعدا|همون جوری باشه|همونجوری باشه|همینجوری باشه|همون طور بماند|همان طور بماند|بذار همونجا باشه|ضرورتی نداره|ضرورتی ندارد"
    "|این کارو نکن|اصلا|ابدا|هرگز|نه اصلا|نچ",
    "na|nah baba|kheyr|lazem nist|nemikham|nemikhad",
)
_CANCEL = Phrases(
    "cancel|cancel it|cancel that|cancel this|please cancel|stop|stop it|stop that|forget it|forget that"
    "|forget about it"
    "|never mind|nevermind|nvm|scrap it|scrap that|scrap this|scratch that|drop it|drop that|undo|undo it|undo that"
    "|undo this|take it back|take that back|revert|revert it|revert that|reverse it|reverse that|call it off"
    "|i changed my mind|i've changed my mind|i have changed my mind|changed my mind|abort|leave it|leave it be"
    "|i don't want it any more|i don't want it anymore|i don't need it any more|i don't need it anymore|delete it"
    "|remove it|get rid of it|cancel the whole thing|don't bother",
    "لغو|لغو {do}|لغوش|لغوش {do}|کنسل|کنسل {do}|کنسلش|کنسلش {do}|ول کن|ولش|ولش {do}|ولش بابا|بیخیال|بی خیال|بیخیالش"
    "|بی خیالش|بیخیال شو|پشیمون شدم|پشیمان شدم|پشیمونم|منصرف شدم|نظرم عوض شد|نظرم برگشت|برگردون|برگردونش|برش گردون"
    "|برش گردونید|پسش بگیر|پس بگیر|پس بگیرش|پسش بگیرید|پس بگیرید|نمیخوام پس بگیرش|حذف {do}|حذفش {do}|پاکش {do}"
    "|نمیخوامش|دیگه نمیخوام|دیگه نمیخوامش|دیگه لازم ندارم"
    "|دیگه لازمش ندارم|لازم ندارم|لازمش ندارم|باطل {do}|باطلش {do}|قطعش {do}|انصراف|انصراف میدم|فراموش {do}"
    "|فراموشش {do}"
    "|انجام نشه|منتفیه|منتفی",
    "laghv|laghvesh kon|kansel|kanselesh kon|velesh|velesh kon|bikhial|bikhiyal|pashimoon shodam|pashimun shodam",
)
# Beside any of these, this says nothing more.
_COURTESY = Phrases(
    "please|pls|plz|plese|pleas|plase|pelase|plaese|pleae|thnaks|tahnks|thanx|tnx|thanks|thank you|thank you very much|thanks a lot|thx|well|then|uh|um|oh|hmm|so|just|now"
    "|actually|and"
    "|but|for me|right now|kindly|hey|wait|sorry|also|again|really|too|with that|that one|this one|it|that|this"
    "|would you"
    "|could you|can you|i'd say|i think|i guess",
    "لطفا|لطفن|مرسی|ممنون|ممنونم|ممنون میشم|متشکرم|سپاس|سپاسگزارم|خب|خوب|پس|دیگه|حالا|الان|همین الان|عزیزم|جان"
    "|برام|برایم|واسم|بی زحمت"
    "|زحمت نباشه|اگه میشه|اگر میشه|میشه|فقط|هم|صبر کن|ببخشید|آقا|خانم|بابا|همین|همون|اینو|اونو|این رو|اون رو"
    "|همینو|همونو"
    "|خواهشا|خواهش میکنم|پس لطفا|راستش|والا|یعنی|رو|را",
    "lotfan|mersi|mamnoon|khob|pas|dige|baram",
)
# Who says so wants nothing changed, and nothing taken back that stands.
_STAYS = re.compile(
    r"\b(?:leave|keep) (?:it|them|that|this|everything|all|things) (?:all )?(?:as|at|where|how|in|there|the way|alone|be)\b"
    r"|\b(?:let (?:it|them)|it can|they can) stay\b|\b(?:fine|good|ok|okay|alright|well) (?:just )?(?:as|the way) it (?:is|was)\b"
    r"|(?<!\w)(?:بمونه|بمونن|بماند|بمانه|بمانند|(?:همون|همین) ?(?:جوری|طوری|جور|طور)? ?باشه|دست نزن\w*)(?!\w)"
    r"|\b(?:bemu?ne|bemoone|bemunan)\b"
)
# And who says so takes something back that is there.
_TAKES_BACK = re.compile(
    r"\b(?:cancel\w*|remov\w+|delet\w+|drop|scrap|undo|call it off|get rid of)\b|لغو|کنسل|حذف|باطل|برش دار|بردار"
    r"|\b(?:laghv\w*|kansel\w*|hazf)\b"
)
_CONTROLS = (("cancel", _CANCEL), ("no", _NO), ("yes", _YES), ("heard", _HEARD))


@dataclass(frozen=True, slots=True)
class Word:
    """The word of a message, and what it says besides.

    `kinds` in the order in which they are said: "yes", "heard" (which may only mean "I see"), "no", "cancel"; `rest`
    the folded words left, without courtesy at the edges; `leads` whether the message begins with it.
    """

    kinds: tuple[str, ...]
    rest: str
    leads: bool

    @property
    def kind(self) -> str:
        """What it comes to: the first word, but a cancel after a no («نه ولش کن») and a yes after an "ok"."""
        first = self.kinds[0]
        if first == "no" and "cancel" in self.kinds:
            return "cancel"
        return "yes" if first == "heard" and "yes" in self.kinds else first


def leaves_as_is(text: str) -> bool:
    """Tell whether a text wants a thing left as it stands: "leave it at Saadi", «نه، همون بمونه»."""
    said = fold(text)
    return bool(_STAYS.search(said)) and not _TAKES_BACK.search(said)


def takes_back(text: str) -> bool:
    """Tell whether a text plainly cancels something, and does not merely break off ("never mind", «ولش کن»)."""
    return bool(_TAKES_BACK.search(fold(text)))


_PUTS_OFF = re.compile(
    r"\b(?:don't|dont|do not|please don't|never) (?:\w+ )?(?:change|move|cancel|renew|reserve|do|send|file|register|book|touch|extend|delete|sign)\b|\b(?:not (?:yet|now|today)|hold off|wait (?:a|until|till|for|with))\b"
    r"|(?<!\w)(?:هنوز|فعلا|الان|حالا)(?: \w+){0,2} (?:نه|ن(?:کن|کنید|کنین|زن|زنید|فرست|فرستید))(?!\w)|(?<!\w)(?:عوضش|لغوش|تمدیدش|رزروش|ثبتش|کاریش|انجامش) (?:نکن|نکنید|نکنین|نده|ندید)(?!\w)|دست نگه ?دار\w*|صبر کن\w*"
    r"|\b(?:hanuz|felan|alan) (?:\w+ ){0,2}(?:na|nakon\w*)\b"
)


def puts_off(text: str) -> bool:
    """Tell whether a text says that something is not to be done, or not yet, whatever it agrees to beside."""
    return _PUTS_OFF.search(fold(text).replace("’", "'")) is not None


@kept
def find_word(text: str) -> Word | None:
    """Find a yes, a no or a cancel at the edges of a text; None when there is none.

    An "ok" before something else is no word of its own.
    """
    words = words_of(text)
    start, first = _from_start(words)
    end, last = _from_end(words, start)
    kinds = (*first, *last)
    if not kinds:
        return None
    rest = " ".join(_trimmed(words[start:end]))
    return None if rest and set(kinds) == {"heard"} else Word(kinds, rest, bool(first))


def _from_start(words: Sequence[str]) -> tuple[int, list[str]]:
    kinds: list[str] = []
    place = 0
    while place < len(words):
        kind, length = _control(words, place, at_start=True)
        courtesy = _COURTESY.at(words, place)
        if kind is not None and length >= courtesy:
            kinds.append(kind)
        elif not courtesy:
            break
        place += max(length, courtesy)
    return (place, kinds) if kinds else (0, kinds)


def _from_end(words: Sequence[str], start: int) -> tuple[int, list[str]]:
    kinds: list[str] = []
    place = len(words)
    while place > start:
        kind, length = _control(words[start:place], place - start, at_start=False)
        courtesy = _COURTESY.before(words[start:place], place - start)
        if kind is not None and length >= courtesy:
            kinds.insert(0, kind)
        elif not courtesy:
            break
        place -= max(length, courtesy)
    return (place, kinds) if kinds else (len(words), kinds)


def _control(words: Sequence[str], place: int, *, at_start: bool) -> tuple[str | None, int]:
    best: tuple[str | None, int] = (None, 0)
    for kind, phrases in _CONTROLS:
        length = phrases.at(words, place) if at_start else phrases.before(words, place)
        if length > best[1]:
            best = kind, length
    return best


def _trimmed(words: Sequence[str]) -> Sequence[str]:
    while words and (length := _COURTESY.at(words, 0)):
        words = words[length:]
    while words and (length := _COURTESY.before(words, len(words))):
        words = words[:-length]
    return words
