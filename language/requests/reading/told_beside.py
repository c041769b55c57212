"""What is told around a wish for something to read and is no part of it: films that were seen, games, rooms, what was given."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.requests.reading.terms import find_term

__all__ = ["wished_part"]

_DROPPED = re.compile(
    # A film that was seen is no film that is wished for.
    r"\b(?:(?:i|we|he|she|they)(?:'ve| have|'s| has)? )?(?:already )?(?:seen|watched|saw) (?:the|a|its) (?:film|movie|series|show|adaptation)(?: (?:version )?of [\w' ]{2,30}?)?(?= ?(?:[.,;!?]|$)| (?:so|and|but|already|twice|yesterday|last|recently)\b)"
    # Who plays something reads no plays, unless they read them.
    r"|(?:(?<=\bhe )|(?<=\bshe )|(?<=\bwho )|(?<=\bson )|(?<=daughter )|(?<=nephew )|(?<=niece ))plays\b"
    r"|(?<!to )\bplays?(?= (?:football|soccer|basketball|volleyball|chess|tennis|golf|cards|(?:the |a )?(?:piano|guitar|violin|setar|tar|daf|drums|flute)|computer|video|games?|minecraft|outside|with (?:his|her|the|their))\b)"
    # A way of so many hours is as long as it is.
    r"|\b(?:train|plane|bus|car|flight|journey|road|boat|plane)(?: ride| trip| journey)? long\b|\b(?:ride|trip|journey|flight|evening|weekend|afternoon|night) long\b"
    r"|\b(?:in |rearranged |cleaned |painted )?(?:the|my|our|her|his|their) kitchen\b(?! (?:garden|book|recipes|secrets))"
    r"|\b(?:on|from|in|off) (?:your|the|that|this|my|any) (?:reading |waiting |wish )?(?:lists?|catalogue|shel(?:f|ves)|website|site|page)\b"
    # Who comes after school wishes for no story of it.
    r"|\b(?:comes?|gets?|goes?|reads?|picks?|brings?|passes|tired|home|today|tomorrow|herself|himself|themselves) after school\b"
    r"|(?<!\w)(?:امروز |فردا |هر روز )?(?:بعد(?: از)?|از|تو راه) مدرسه (?=(?:که )?(?:می ?(?:اد|آد|رس|بر|گیر|خون|خوان)|میاد|میرس|میبر|برمی ?گرد))|(?<!\w)تو(?:ی)? مدرسه (?=خوند|خوان)"
    r"|\bis (?:that|it|this) (?:really )?(?:so|too|that) (?:hard|difficult|much)(?: to \w+)?(?= ?(?:[?!.]|$))"
    # Who has died is mourned, and no subject.
    r"|\b(?:my|our|his|her) (?:(?:old|dear|poor|little|best|grand) ?){0,2}(?:dog|puppy|cat|kitten|horse|rabbit|hamster|budgie|pet|mum|mom|mother|dad|father|husband|wife|gran|grandma|grandmother|grandpa|grandfather|brother|sister|friend|aunt|uncle|neighbou?r) (?:has |have |had |'s )?(?:just |recently |sadly |suddenly ){0,2}(?:died|passed away|passed|is dead)(?: (?:last|this) \w{3,8}| yesterday| today| recently)?\b"
    r"|(?<!\w)(?:سگ|گربه|اسب|خرگوش|همستر|مامان|مادر|بابا|پدر|شوهر|همسر|مادربزرگ|پدربزرگ|دوست|خواهر|برادر|خاله|عمه|عمو|دایی)(?:م|ام|مون|مان) (?:(?:تازه|دیروز|پریروز|هفته|ماه|پیش|قبل|همین) ){0,3}(?:مرد|مرده|فوت کرد\w{0,2}|از دنیا رفت\w{0,2})(?!\w)"
    r"|\bto make homework\b|\b(?:get|getting|got) (?:him|her|them|it) reading\b"
)
# What was given, or is always given, is complained of; what is behind is refused.
_GIVING_FA = r"(?:(?:بهم|به من|به ما|بهمون|تحویلم|تحویلمون|نشونم|جلوم) )?(?:معرفی|تحویل|تحویلم|نشون|نشونم|پیشنهاد) ?(?:می ?(?:دین|دید|دهید|دی|کنین|کنید|کنی)|کردین|کردید|کردی|دادین|دادید|دادی)"
_GIVEN_FA = re.compile(
    rf"(?<!\w)(?:فقط|همش|همه ?ش|همیشه|(?:چندمین|دومین|سومین|چهارمین|دهمین|صدمین) (?:بار|باره|دفعه|دفعس|دفعه ?ست)(?: که)?|بازم|باز هم) (?:یه |یک )?(?:(?:کتاب|کتابای|رمان|رمانای) )?(?P<what>\w{{2,14}}(?: (?!به |می|تحویل)\w{{2,14}})??)(?: (?:به من|به ما|برام))? {_GIVING_FA}(?!\w)"
)
_GIVEN_EN = re.compile(
    r"\b(?:why )?(?:do |does |all )?(?:everything|all|the only things?|whatever) (?:that )?(?:you)(?: people| all)? (?:ever |always |only )?(?:offer|have|suggest|recommend|show|give)\w{0,3}(?: me| us)? (?:is|are) (?:either |always |only |just )?(?P<either>[^.,?!;]{3,60})"
    r"|\byou(?: people)? (?:only|always|keep) (?:ever )?(?:offer(?:ing)?|suggest(?:ing)?|recommend(?:ing)?|show(?:ing)?|giv(?:e|ing))(?: me| us)? (?P<only>[^.?!;,]{3,40})"
)
_SAD = frozenset("sad depressing gloomy tragic غمگین غمناک تلخ".split()) | {"غم انگیز"}
_OR = re.compile(r" (?:or|and) ")
# Who praises what was given, or wants more of it, refuses nothing.
_PRAISED = re.compile(
    r"\b(?:great|good|wonderful|lovely|fantastic|excellent|brilliant|perfect|amazing|beautiful|best|nice|love|loved|adore|enjoy|enjoyed|like (?:it|them)|thanks?|thank you|more please|so more|one please|happy with|right)\b"
    r"|(?<!\w)(?:عاشق(?:م|شم|شونم|شون|ش|شیم)|عالی\w{0,3}|خوب\w{0,2}|قشنگ\w{0,2}|محشر\w{0,2}|ممنون\w{0,2}|مرسی|دوست دار\w{1,3}|دوستشون دارم|بازم|باز هم|یکی دیگه|خوشم)(?!\w)"
)


def wished_part(plain: str) -> str:
    """Give folded words without what is told beside a wish; what was given too often is refused."""
    if _PRAISED.search(plain) is None:
        plain = _GIVEN_FA.sub(lambda one: _complained(one, one["what"], "بدون"), plain)
        plain = _GIVEN_EN.sub(lambda one: _complained(one, _OR.sub(" ", one["either"] or one["only"]), "no"), plain)
    return _DROPPED.sub(" , ", plain)


def _complained(one: re.Match[str], what: str, no: str) -> str:
    """Write what is given too often as refused, where something else is wished for behind it or nothing is."""
    rest = one.string[one.end() :]
    again = any(word in rest.split() for word in what.split() if find_term((word,)) is not None)
    asked = rest.lstrip().startswith(("?", "؟")) and {"why", "چرا"}.isdisjoint(one.string[: one.end()].split())
    return one[0] if again or asked else f" , {_refused(what.split(), no)} , "


def _refused(words: list[str], no: str) -> str:
    """Write the genres, origins and moods among words as refused; whatever else they name is only complained of."""
    if not _SAD.isdisjoint(words):
        return " غمگین نباشه " if no == "بدون" else " not sad "
    return " , ".join(f"{no} {word}" for word in words if (find_term((word,)) or ("",))[0] in ("genres", "origin"))
