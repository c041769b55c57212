"""Chains of courtesies that take leave: "ok thanks bye", «باشه مرسی خداحافظ»; they end the talk, whatever was told."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

from language.kept import kept
from language.requests.speech.phrases import Phrases, words_of

__all__ = ["takes_leave"]

_MOST = 14  # words
_LEAVING = Phrases(
    "bye|byee|byeee|bye bye|byebye|goodbye|good bye|good night|goodnight|cya|see ya|see you|see you later|see you soon|ciao|farewell"
    "|talk to you later|ttyl|have a nice day|have a good day|have a great day|have a good one|have a nice evening|take care",
    "خداحافظ|خدافظ|خدا حافظ|خدانگهدار|خدا نگهدار|خداحافظی|بای|بای بای|تا بعد|به امید دیدار|میبینمتون|می بینمتون|بدرود|یا علی"
    "|شب بخیر|شبتون بخیر|شب خوش|روز خوش|روزتون خوش|روز خوبی داشته باشید|شب خوبی داشته باشید",
    "khodafez|khodahafez|khoda hafez|khoda fez|khodafes|khodanegahdar|bay|bay bay|ta bad|shab bekheyr|shab khosh|rooz khosh|ruz khosh|ya ali",
)
# Beside thanks these take leave, too; alone «فعلا» puts something off.
_WITH_THANKS = Phrases(
    "later|laters|that's all|that is all|that's it|that'll be all|that was all|i'm done|all done|for now",
    "فعلا|فعلاً|همین|همین بود|کاری ندارم|دیگه کاری ندارم|کار دیگه ای ندارم|همین بس",
    "felan|fealan|fe'lan|hamin|hamin bood|kari nadaram",
)
_THANKS = Phrases(
    "thanks|thank you|thx|ty|cheers|ta|tnx|many thanks|thank u|appreciate it|much appreciated",
    "مرسی|ممنون|ممنونم|ممنونتون|متشکرم|متشکر|سپاس|سپاسگزارم|تشکر|دستتون درد نکنه|دستت درد نکنه|دست شما درد نکنه|دمت گرم|دمتون گرم|مچکرم|لطف کردید|لطف کردین",
    "mersi|merci|mamnoon|mamnun|mamnoonam|mamnunam|sepas|tashakor|moteshakeram|dastet dard nakone|dastetoon dard nakone|damet garm|damettoon garm",
)
_AROUND = Phrases(
    "ok|okay|okey|k|alright|all right|right|great|good|perfect|nice|cool|lovely|super|wonderful|brilliant|awesome|excellent|fine|so|much|very|a lot|lots|for|your|the|help|you|then"
    "|and|well|oh|sure|got it|understood|i see|no|nope|yes|yeah|yep|nothing else|that helps|it|guys|everyone|dear|again|now|have|a|day|too|really|will do|i will|noted|fair enough",
    "باشه|باشد|اوکی|اکی|چشم|عالی|عالیه|عالی بود|خوب|خوبه|خب|خیلی|بسیار|پس|دیگه|و|از|شما|لطفتون|لطف|کمکتون|کمک|راهنماییتون|راهنمایی|بابت|برای|آها|آهان|متوجه شدم|فهمیدم|حله|اوهوم|نه"
    "|بله|آره|چیز دیگه ای نمیخوام|سوالی ندارم|دیگه سوالی ندارم|عزیزم|جان|قربانت|قربون شما|فدات|خسته نباشید|همگی|بزرگوار|دوست عزیز|هم|که|ازتون|ازت",
    "bashe|ok|oki|khob|khub|khoob|kheili|kheyli|pas|dige|ali|aliye|aali|chashm|az|shoma|lotfetoon|ghorbanet|fadat|na|are|bale|khaste nabashid|azizam|jan|hale|va|o",
)

# "Not now, thanks" declines what was offered.
_PUT_OFF = frozenset({"نه", "na", "not"})


@kept
def takes_leave(text: str) -> bool:
    """Tell whether a text has nothing but courtesies, and takes leave with them."""
    words = words_of(text)
    if not 0 < len(words) <= _MOST or "?" in text or "؟" in text:
        return False
    rest = _LEAVING.without(words)
    left = len(rest) < len(words)
    thanked = len(thankless := _THANKS.without(rest)) < len(rest)
    if thanked and not left and not _PUT_OFF & set(words):
        left = len(shorter := _WITH_THANKS.without(thankless)) < len(thankless)
        thankless = shorter
    return left and not _AROUND.without(_WITH_THANKS.without(thankless))
