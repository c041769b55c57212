"""What is wished of events: for whom, of what age, and on what subject."""

from __future__ import annotations

import re
from dataclasses import dataclass

from language.digits import to_ascii
from language.normalise import fold
from language.requests.reading.reading_numbers import find_ages
from language.stems import stem, stems

__all__ = ["EventWish", "ages_of", "audience_of", "event_wish", "named_subject", "suits_age"]

# How those for whom an event is are named: by patrons, and in an event's own words.
_AUDIENCES = {
    "child": re.compile(
        r"\b(?:kids?|child|children|toddlers?|babies|baby|son|daughter|boy|girl|twins|teen\w*|story ?(?:time|hour)s?"
        r"|bache\w*|koodak\w*|ghesse\w*)\b|بچه|کودک|خردسال|نوجوان|قصه|پسرم|دخترم|ساله"
    ),
    "senior": re.compile(r"\b(?:older|elderly|seniors?|retired|pensioners?)\b|سالمند|بازنشسته|مسن"),
    "adult": re.compile(r"\b(?:adults?|grown-?ups?)\b|بزرگسال|بزرگ‌سال"),
}
_NOT_CHILD = re.compile(r"\bnot (?:for )?(?:the )?(?:kids?|children)\b|نه (?:برای )?بچه")
_AGE = re.compile(
    r"\b(?:is|are|he's|she's|they're|aged?) (\d{1,2})\b|\b(\d{1,2})[- ]?(?:years?[- ]olds?|yo|y/o)\b"
    r"|(\d{1,2})\s?سال"
)
_AGES = re.compile(r"(\d{1,2})\s*(?:to|تا|-|–)\s*(\d{1,2})")
_TODDLER, TODDLER_AGE = re.compile(r"\b(?:toddlers?|bab(?:y|ies))\b|نوزاد|نوپا|خردسال"), 2
# What stands beside the word for an event is its subject: «کلاس خوشنویسی», "a chess club", "a talk on roses".
_KINDS_FA = "(?:کلاس|کارگاه|دوره|باشگاه|جلسه|نشست|همایش|نمایشگاه|آموزش|مسابقه|گروه|انجمن|برنامه|رویداد)(?:ها)?(?:ی|ه)?"
_KINDS_EN = (
    "(?:class|club|workshop|course|lesson|group|circle|evening|night|exhibition|talk|tour|event|session|programme|lecture)"
    "(?:e?s)?"
)
_SUBJECTS = re.compile(
    rf"(?<!\w){_KINDS_FA} (?P<fa>\w+(?: \w+)?)|\b(?P<before>\w+(?:[ -]\w+)?) {_KINDS_EN}\b"
    rf"|\b{_KINDS_EN} (?:on|about|for|in|of|with) (?P<after>\w+(?: \w+)?)"
    r"|\b(?:anything|something) (?:on|about|with) (?P<about>\w+(?: \w+)?)"
    r"|(?:درباره|در مورد|راجع به) (?P<of>\w+(?: \w+)?)"
)
# Which every question about events has.
_COMMON = frozenset(
    stem(word)
    for word in fold(
        "event events programme program programmes happening going class classes course courses workshop workshops club"
        " clubs session sessions meeting meetings activity activities anything something coming soon next week weekend"
        " month today tomorrow day days time when which who what list show all any more other else for kids kid child"
        " children adults adult toddler toddlers old year years free cost price register sign join attend join in at on"
        " branch library upcoming calendar planned schedule mornings morning evening afternoon night still run hold"
        " are is was be there here a an the my our your his her and or for from of to with about do does did have has"
        " can could may might will would shall should i we you he she it they me us them this that these those not no"
        " please thanks thank hello hi dear girl girls boy boys son daughter twins teenager like want wish know see"
        " come go find give get much how why where free must need one ones some out up so but if really maybe library's"
        " پسر پسرم دختر دخترم ساله سالشه ساله‌ها سالمندان نوجوانان بزرگسالان بچه‌م بچه‌هام دوقلو نه فقط بیارم بیام بیایم"
        " شرکت کنم کنیم می‌شود میشه باید لطفا سلام ممنون ببخشید خوب خب که را رو از به در با و یا هم اگر اگه چطور کجا"
        " چیزی دیگری دیگر باشد باشه است داره دارد داریم می‌خوام میخوام می‌خواهم بگید بگین کتابخانه من ما شما او یه یک"
        " story hour hours people older elderly senior teen teenager teens"
        " برنامه برنامه‌ها برنامه‌های برنامه‌ای کلاس کلاس‌ها کارگاه کارگاه‌ها دوره باشگاه جلسه نشست رویداد مراسم همایش چی چه"
        " کی هفته ماه امروز فردا روز روزا ساعت دیگه بعد آینده پیش رو بچه بچه‌ها کودک کودکان نوجوان بزرگسال سالمند برای"
        " واسه قصه قصه‌گویی گویی رایگان هزینه ثبت نام شعبه هست دارید دارین برگزار میشه می‌شود چیا خبر جدید همین این اون"
        " کتاب کتابخونه کتابخانه book books barname barnamei kelas darin darid chi hafte bache bacheha"
    ).split()
)


@dataclass(frozen=True, slots=True)
class EventWish:
    """For whom ("child", "senior", "adult"), of what age, and the stems of the subject that is asked for."""

    audience: str | None = None
    age: int | None = None
    subject: tuple[str, ...] = ()


def event_wish(text: str, others: frozenset[str] = frozenset()) -> EventWish:
    """Read what is wished; `others` are stems that name something else, a branch or a day."""
    words = fold(text)
    age = next((int(next(filter(None, found.groups()))) for found in _AGE.finditer(to_ascii(words))), None)
    if age is None and (ages := find_ages(words)[0]):
        age = ages[0]
    if age is None and _TODDLER.search(words):
        age = TODDLER_AGE
    wanted = audience_of(_NOT_CHILD.sub(" adult ", words))
    return EventWish(wanted, age, tuple(each for each in stems(text) if each not in _COMMON | others and len(each) > 2))


def named_subject(text: str, wish: EventWish) -> tuple[str, ...]:
    """Give of a wish's subject what stands beside the word for an event: the rest may be said around it."""
    beside = {
        each for found in _SUBJECTS.finditer(fold(text)) for words in found.groups() if words for each in stems(words)
    }
    return tuple(each for each in wish.subject if each in beside)


def audience_of(text: str) -> str | None:
    """Name those for whom a text is, where it says so."""
    words = fold(text)
    return next((name for name, pattern in _AUDIENCES.items() if pattern.search(words)), None)


def suits_age(text: str, age: int) -> bool:
    """Tell whether an event with such a text is for an age; one that names no ages is for any."""
    spans = ages_of(text)
    return not spans or any(least <= age <= most for least, most in spans)


def ages_of(text: str) -> list[tuple[int, int]]:
    """Give the spans of years that an event's text says it is for."""
    return [(int(found[1]), int(found[2])) for found in _AGES.finditer(to_ascii(fold(text)))]
