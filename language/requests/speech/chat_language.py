"""Wishes to go on in another language: "can we speak English", «فارسی حرف بزنیم»; the name of a language is none."""

from __future__ import annotations

from language.kept import kept
from language.requests.speech.phrases import Phrases, words_of

__all__ = ["only_wishes_language", "wished_language", "wishes_language"]

_ENGLISH = Phrases("english|eng|en", "انگلیسی|انگلیش|اینگلیش", "ingilisi|engelisi|englisi|inglisi")
_PERSIAN = Phrases("persian|farsi|fa", "فارسی|پارسی", "parsi")
_SPEAKING = Phrases(
    "speak|talk|chat|write|answer|reply|respond|continue|switch|switch to|change language|change the language"
    "|language"
    "|go on|converse|say it|tell me|communicate|explain|use|i speak|read|understand|type|respond to me|speak to me",
    "حرف|صحبت|گفتگو|گفت و گو|بگو|بگید|بگویید|جواب|پاسخ|بنویس|بنویسید|ادامه|چت|حرف بزن|حرف بزنیم|صحبت کن|صحبت کنیم"
    "|زبان|زبون|زبانو|بلدم|بلد نیستم"
    "|بلدی|بلدید|نمیفهمم|میفهمم|متوجه نمیشم|عوض|تغییر|برو|توضیح",
    "harf|sohbat|begoo|begu|javab|benevis|zaban|balad nistam|nemifahmam|edame",
)
# Where no language is named, these speak of one, or of changing something.
_CHANGING = Phrases(
    "language|switch|switch to|speak|talk|converse|communicate",
    "زبان|زبون|زبانو|عوض|تغییر|حرف بزن|حرف بزنیم|صحبت کن|صحبت کنیم|بلدی|بلدید",
    "zaban|zabun",
)
# A bare name with nothing but these is a wish to, where no thing is spoken of.
_AROUND = Phrases(
    "please|pls|in|to|can|we|you|i|could|would|like|want|prefer|only|just|now|ok|hi|hello|do|the|me|a|is|it|possible",
    "لطفا|به|با|من|ما|شما|میشه|میتونیم|میتونید|کن|کنید|فقط|رو|باشه|بشه|سلام",
    "lotfan|be|mishe|kon|ba|man",
)
_REFUSED = Phrases(
    "don't|not|can't|no|cannot|instead of|rather than|do not|does not|doesn't",
    "بلد نیستم|نمیفهمم|نه|نباشه|نمیدونم|متوجه نمیشم|نمیتونم|بلد نیست",
    "balad nistam|nemifahmam|na",
)
# Talk of a person or of a thing that has the language, not of the chat.
_OTHERS = Phrases(
    "she|he|they|her|his|mother|mom|father|dad|son|daughter|husband|wife|people|person|staff|librarian|somebody"
    "|someone"
    "|anybody|anyone|book|books|novel|film|movie|version|edition|subtitle|subtitles|copy|translation|one|read"
    "|dictionary"
    "|class|course|classes|courses|newspaper|newspapers|magazine",
    "کتاب|کتابی|کتابها|کتابای|رمان|فیلم|زیرنویس|نسخه|ترجمه|ترجمش|دوبله|مادرم|پدرم|پسرم|دخترم|همسرم|مادر|کسی"
    "|کارمند|کتابدار|کتابدارتون|همکار"
    "|کلاس|دوره|روزنامه|مجله|داستان|فرهنگ|دیکشنری|بخونم|بخوانم|میخونم",
    "ketab|film|tarjome|kelas|zirnevis",
)


def wishes_language(text: str, *, about_a_thing: bool = False) -> bool:
    """Tell whether a text wishes to talk in a language; a bare name does, unless a thing was just spoken of."""
    words = words_of(text)
    rest = _PERSIAN.without(_ENGLISH.without(words))
    if _OTHERS.within(rest):
        return False
    is_named = len(rest) < len(words)
    if _SPEAKING.within(rest):
        # "So tell me" tells of no language.
        return is_named or _CHANGING.within(rest)
    return is_named and not about_a_thing and not _AROUND.without(rest)


@kept
def only_wishes_language(text: str) -> bool:
    """Tell whether a text names one language to talk in, and nothing beside that."""
    rest = _PERSIAN.without(_ENGLISH.without(words_of(text)))
    if wished_language(text) is None or not _SPEAKING.within(rest) or _OTHERS.within(rest):
        return False
    return not _REFUSED.without(_AROUND.without(_SPEAKING.without(rest)))


def wished_language(text: str) -> str | None:
    """Name the language that a text wishes to talk in, not the one it refuses; None when it names none or both."""
    words = words_of(text)
    english, persian = _ENGLISH.within(words), _PERSIAN.within(words)
    if english == persian:
        return None
    if _REFUSED.within(words):
        return "fa" if english else "en"
    return "en" if english else "fa"
