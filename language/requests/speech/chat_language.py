"""Wishes to go on in another language: "can we speak English", «فارسی حرف بزنیم»; the name of a language is none."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold
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
# What may stand around a wish that is plain by itself.
_BESIDE = Phrases(
    "actually|well|sorry|hey|let's|lets|let us|from now on|instead|rather|with me|again|back|this chat|the chat|our chat|here|so|then|but|no"
    "|thanks|thank you|mind|don't mind|if you|maybe|better|easier|and|us|all|i'd|i'll|should|oh|alright|wait|yes|yeah|excuse me|for me|my"
    "|go back to|back to|today|good|cool|great|will|shall|it'd be|nice|we're|be|from here on|from here",
    "راستی|ببخشید|از این به بعد|از الان|از اینجا به بعد|حالا|بیا|بیاید|بیایید|بیاین|باهام|با من|برام|برایم|واسم|دیگه|خب|خوب|پس|نه|آره|اصلا|بهتره|راحت ترم|ممنون|مرسی"
    "|روی|را|بدید|بده|بدین|بدیم|بدهید|بزن|بزنید|بزنیم|بزنین|کنیم|کنین|می تونی|میتونی|لطف کنید|لطف کن|این|شه|شو|ترجیح میدم|ترجیح می دم|می خوام|میخوام|می شه|الان|اگه|امکان داره|بی زحمت|زبون",
    "harf bezan|harf bezanim|harf bezanid|sohbat konim|sohbat kon|sohbat konid|javab bede|javab bedid|edame bedim|edame bede|rasti|bebakhshid|az in be bad|hala|bia|baham|baram"
    "|dige|age|bezan|bezanim|konim|kon|konid|bede|bedid|bedim|benevisid|khob|pas|na|merci|mersi|mikham|mitoni|mituni|ro|o|ba",
)
# "Go back to English" names no speaking.
_BACK = Phrases(
    "speaking|talking|writing|answering|replying|chatting|go back to|back to|return to|change to|change it to|switch it to|set it to|put it in|switch back to",
    "برگرد به|برگردیم به|برو روی|برو به|برگردون به|بذار روی",
    "bargard be|boro be|boro rooye",
)
# A language that somebody does not speak is not the one that they wish for.
_NAMED = r"(?P<{}>english|persian|farsi|انگلیسی|فارسی|engelisi|ingilisi)"
_UNSPOKEN = re.compile(
    rf"\b(?:my )?{_NAMED.format('weak')} (?:is |isn't |is not |not )?(?:so |very |really |too |that )?(?:bad|poor|weak|good|great|terrible|limited)\b"
    rf"|\b(?:i )?(?:don't|do not|dont|can't|cannot|can not) (?:really |even )?(?:speak|understand|read|know|get) (?:any |much )?{_NAMED.format('not_known')}\b"
    rf"|(?:من |بنده )?{_NAMED.format('unknown')}(?:م| من)? ?(?:رو |را )?(?:خیلی |زیاد |اصلا |هیچی )?(?:بلد نیستم|نمی ?فهمم|متوجه نمی ?شم|خوب نیست|ضعیفه|بد ?ه|نمی ?دونم|نمیتونم بخونم)"
    rf"|\b(?:man )?{_NAMED.format('latin')} (?:ro )?(?:khub |ziad )?(?:balad nistam|nemifahmam|khub nist)\b"
)
_IN_ENGLISH = frozenset({"english", "انگلیسی", "engelisi", "ingilisi"})
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
    if wished_language(text) is None:
        return False
    said = fold(text).replace("’", "'")
    named = _UNSPOKEN.sub(" ", said) if _UNSPOKEN.search(said) else said
    rest = _PERSIAN.without(_ENGLISH.without(words_of(named)))
    if _OTHERS.within(rest) or not (_SPEAKING.within(rest) or _BACK.within(rest)):
        return False
    return not _REFUSED.without(_AROUND.without(_BESIDE.without(_SPEAKING.without(_BACK.without(rest)))))


def wished_language(text: str) -> str | None:
    """Name the language that a text wishes to talk in, not the one it refuses; None when it names none or both."""
    words = words_of(text)
    english, persian = _ENGLISH.within(words), _PERSIAN.within(words)
    if english and persian:
        # "My English is bad, speak Persian" names the other one besides.
        found = _UNSPOKEN.search(fold(text).replace("’", "'"))
        weak = next((one for one in found.groups() if one), "") if found is not None else ""
        return ("fa" if weak in _IN_ENGLISH else "en") if weak else None
    if english == persian:
        return None
    if _REFUSED.within(words):
        return "fa" if english else "en"
    return "en" if english else "fa"
