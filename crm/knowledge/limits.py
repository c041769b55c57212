"""Limits that a question names, such as an age or being alone: no yes answers it that does not speak of them."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from crm.knowledge.entries import FACT, KnowledgeEntry
from language.normalise import fold

__all__ = ["ALONE", "agrees_beyond", "asks_child_alone", "limits_of", "speaks_of_limit"]

_YES = re.compile(r"(?:yes|بله|آره)\b")
_CHILD = re.compile(
    r"\b(?:child|children|kids?|sons?|daughters?|toddlers?|boys?|girls?|(?:little|small) (?:one|brother|sister)s?|grand(?:son|daughter|child|children|kids)|nephew|niece|teen\w*|minors?)\b|\b(?:\d{1,2}|[a-z]{3,8}teen|six|seven|eight|nine|ten|eleven|twelve|five|four|three)[- ]?(?:years?|yrs?|y)[- ]?(?:old|o)\w*"
    r"|(?<!\w)(?:بچه|بچم|کودک|فرزند|پسر|دختر|نوجوان|نوه|خردسال|طفل|کوچولو|برادرزاده|خواهرزاده)(?!خاله|عمه|عمو|دایی)\w*|سال(?:ه|شه|ست|مه|ش)(?!\w)|سالگی"
    r"|\b(?:bache|bacha|bacheam|bacham|pesar|dokhtar|koodak|nave)\w*"
)
# Somebody else is left to themselves, or comes without a grown-up: "on my own" is said of oneself.
ALONE = re.compile(
    r"\b(?:he|she|they|him|her|them|it|child|children|kids?|sons?|daughters?|boys?|girls?|old|olds|one|ones|brother|sister|nephew|niece|teens?|teenagers?)\b[^.!?]{0,60}\b(?:alone|unattended|unsupervised|unaccompanied|by (?:him|her|them)sel\w+|on (?:his|her|their) own|without (?:me|us|an? (?:adult|parent|grown[- ]?up)|(?:his|her|their) (?:mum|mom|mother|dad|father|parents?)|parents?|adults?|supervision|anyone|anybody))\b"
    r"|\b(?:alone|unattended|unsupervised|unaccompanied|by (?:him|her|them)sel\w+)\b[^.!?]{0,30}\b(?:child|children|kids?|son|daughter|boy|girl)\b"
    r"|\b(?:leave|leaving|drop|dropping|park)(?: off)? (?:him|her|them|my (?:\w+ )?(?:son|daughter|kids?|child|children|boy|girl|boys|girls|toddler|\w+[- ]year[- ]old)|the (?:kids?|children|child|boys?|girls?|little one)|an? (?:\w+ )?(?:child|kid|\w+[- ]year[- ]old))\b"
    r"|\b(?:do|must|should|need) i (?:have to |need to )?(?:stay|be|sit|remain|wait) (?:there )?(?:with|by|next to|beside) (?:him|her|them|my (?:son|daughter|kids?|child|children|boy|girl)|the (?:kids?|children|child))\b"
    r"|\b(?:watch|look after|keep an eye on|mind|babysit) (?:him|her|them|my (?:\w+ )?(?:son|daughter|kids?|child|children|boy|girl|toddler)|the (?:kids?|children))\b"
    r"|(?<!\w)(?:تنها|تنهایی|تنهاش|تنهاشون|تنهایش)(?!\w)|(?<!\w)بدون (?:من|ما|خودم|بزرگ ?تر|بزرگسال|پدر|مادر|والد\w*|همراه|سرپرست|ولی|حضور)(?!\w)|(?<!\w)بی ?(?:سرپرست|همراه)(?!\w)"
    r"|(?<!\w)خودش(?:ون|ان)? (?:\w+ )?(?:بیاد|بیاید|بمونه|بماند|باشه|بشینه|بنشیند|بیان|بمونن|باشن)(?!\w)"
    r"|(?<!\w)(?:بچه|بچم|پسر|دختر|کودک|فرزند|نوه)\w*(?: \w+){0,5} (?:بذارم\w*|بگذارم\w*|ول کنم|بسپار\w*|بسپر\w*)(?!\w)|(?<!\w)(?:من|خودم|ما)(?: هم)? باید (?:\w+ )?(?:بمونم|بمانم|باشم|بمونیم|بشینم) (?:پیشش|کنارش|پیش|کنار)?"
    r"|\b(?:tanha|tanhayi|bedoone? man|bedune man|khodesh)\b"
)
_LEAVE = re.compile(
    r"\b(?:can|may|could|is|are|am|ok|okay|allowed|fine|let|do|must|should|need|how old|what age|if|possible|would)\b"
    r"|(?<!\w)(?:می ?شه|می ?شود|میشه|میشود|میتون\w*|می ?توان\w*|بتون\w*|مجاز\w*|اجازه\w*|راه\w*|اشکال\w*|مشکل\w*|ایراد\w*|باید|چند سال\w*|سن\w*|آیا|قبول|امکان\w*|درسته|هست|بمون\w*|بمان\w*|بذارم|بگذارم|بیاد|بیاید)(?!\w)|\b(?:mishe|mitun\w*|mitoon\w*|moshkel\w*|bayad)\b"
)
# What is done alone there is another matter than being there: to join, to borrow, to take part, to go to the toilet.
_ELSE = re.compile(
    r"\b(?:join\w*|register\w*|sign\w*|membership|member|card|borrow\w*|lend|return\w*|pay|collect|pick up|renew\w*|reserve\w*|book(?:s|ing)? (?:a|the|for)|workshop|story ?(?:hour|time|telling)|event|class|course|club|tour|book|books|bag|stroller|pram|bike|phone|alarm|lost|missing)\b"
    r"|عضو\w*|ثبت ?نام|کارت\w*|امانت|پس (?:بده|بدم|بیار)\w*|برگردون\w*|بپرداز\w*|تحویل|تمدید|رزرو|کارگاه|قصه ?گویی|برنامه|کلاس(?! (?:اول|دوم|سوم|چهارم|پنجم|ششم))|دوره|باشگاه|کتاب(?!خ)\w*|کیف|کالسکه|دوچرخه|گم شد\w*|\b(?:ozv\w*|kart\w*|sabtenam|ketab(?!kh)\w*|amanat)\b"
)
# "She can't read by herself yet" tells how the child reads.
_TELLS_HOW = re.compile(r"\b(?:start\w*|learn\w*|begun|began|beginning|can't|cannot|can not) (?:to )?read")
_READS_ALONE = re.compile(
    r"\bread(?:s|ing)?(?: (?:yet|well|properly|fluently|much|anything|books?|a book|stories|english|persian|farsi|at all)){0,2} by (?:him|her|them)sel\w+"
)
_AGE = re.compile(
    r"\b(?:\d{1,2}|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)[- ]?(?:years?|yrs?)[- ]?olds?\b|\baged? (?:of )?\d{1,2}\b|\b(?:is|he's|she's|turned|just) (?:only |just |almost )?(?:\d{1,2}|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen)(?= ?(?:[,.?!;]|$|and\b|years\b|now\b|so\b|can\b|may\b))|\b(?:has|have) \d{1,2} years\b|\b(?:under|over|below|younger than|older than) \d{1,2}\b(?! (?:rial|day|hour|minute|week|book|page|min|km|percent))"
    r"|(?<!\w)(?:\d{1,2}|پنج|شش|شیش|هفت|هشت|نه|ده|یازده|دوازده|سیزده|چهارده|پانزده|شانزده|هفده) ?سال(?:ه|شه|ش|شون|شونه|ست|مه|گی|م|ه ?ام|هم|همه|داره|دارد|ه ?ای|ه ?است)?(?!\w)|(?:زیر|بالای|کمتر از|بیشتر از) \d{1,2} سال"
    r"|\b\d{1,2} ?sal(?:e|eshe|ashe|she|eme)\b"
)
_SPEAKS = {
    "alone": re.compile(
        r"\balone\b|accompan|\badults?\b|grown[- ]?up|unattended|\bby (?:him|her|them)sel|\btogether with\b|\bparents?\b|تنها|همراه|بزرگ[ \u200c]?تر|بزرگسال|والد|سرپرست"
    ),
    "age": re.compile(
        r"\bages?d?\b|years? old|\byears of age\b|child|\bkids?\b|teen|minors?\b|\bolder\b|\byounger\b|سالگی|\bسال(?:ه|ه‌ها)|(?:تا|زیر|بالای|از) [0-9۰-۹]+ سال|کودک|بچه|نوجوان|خردسال|سن"
    ),
}


def asks_child_alone(text: str, before: str = "") -> bool:
    """Tell whether a text asks whether a child may be at the library without a grown-up.

    `before` are words said shortly before, in which the child may have been named.
    """
    said = fold(text).replace("’", "'")
    if _TELLS_HOW.search(said):
        said = _READS_ALONE.sub("read", said)
    if ALONE.search(said) is None or _LEAVE.search(said) is None or _ELSE.search(said) is not None:
        return False
    return _names_child(said) or _names_child(fold(before))


def _names_child(said: str) -> bool:
    return _CHILD.search(said) is not None or _AGE.search(said) is not None


def limits_of(text: str, before: str = "") -> frozenset[str]:
    """Name the limits that a question names: "alone" of a child, "age" of somebody."""
    said = fold(text).replace("’", "'")
    alone = ALONE.search(said) is not None and (_names_child(said) or _names_child(fold(before)))
    return frozenset(({"alone"} if alone else set()) | ({"age"} if _AGE.search(said) else set()))


def speaks_of_limit(entry: KnowledgeEntry, limit: str) -> bool:
    """Tell whether an entry's question or answer speaks of a limit."""
    return any(_SPEAKS[limit].search(fold(text)) for text in (*entry.title.values(), *entry.text.values()))


def agrees_beyond(entry: KnowledgeEntry, limits: frozenset[str]) -> bool:
    """Tell whether an entry says yes and speaks of none of the limits of a question, so that it may be false for it."""
    if entry.kind != FACT or not any(_YES.match(fold(text)) for text in entry.text.values()):
        return False
    return not all(speaks_of_limit(entry, limit) for limit in limits)
