"""The kind of an emergency that a text speaks of, read before anything else is."""

from __future__ import annotations

import re

from language.emergencies import english, finglish, persian
from language.emergencies.signs import one_of
from language.normalise import fold

__all__ = ["KINDS", "find_emergency", "is_harmless", "likely_kind", "takes_back"]

#: Every kind: despair (also self-harm), medical, fire, gas, violence, harassment, lost_child, theft, danger (any other).
KINDS = ("despair", "medical", "fire", "gas", "violence", "harassment", "lost_child", "theft", "danger")

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"«[^«»]{1,80}»|\"[^\"]{1,80}\"|“[^“”]{1,80}”")
_ARABIC = re.compile("[آ-ی]")
_ALIKE = {ord("آ"): "ا", ord("ئ"): "ی", ord("ء"): None}
# What is told of yesterday is a matter for the desk; despair or a fire never is.
_WHILE_UNDER_WAY = frozenset({"violence", "harassment", "theft", "lost_child", "medical"})
# Told as the reason for a wish of a library's kind, they are over: "I broke my leg, can you extend my loans?"
_REASONS = frozenset({"medical", "theft", "danger"})
_WISH = re.compile(
    r"\b(?:extend|extension|renew|renewal|loans?|return it|late fees?|fines?|account|donate|overdue)\b"
    r"|تمدید|جریمه|کتابم|کتابمو|کتابام|کتابهام|امانت|پس بیارم|اهدا"
)
_NOW = re.compile(r"\b(?:help|now|ambulance|hurry|quick|urgent)\b|کمک|الان|زود|فوری|اورژانس|بیاید")
# Nobody is asked to tell a cry of despair from talk about one, unless a work is named.
_ALWAYS = frozenset({"despair"})

_TAKEN_BACK = one_of(
    (
        "false alarm|(?:just )?(?:kidding|joking)|was (?:only |just )?a joke|by mistake|my mistake|nothing happened|never ?mind|all (?:good|clear|fine|ok|okay)"
        "|(?:hes|shes|theyre|im|its|he is|she is|they are|i am|it is|everything is|everyones|were|we are) (?:all |now |totally |really )?(?:fine|ok|okay|alright|all right|good|safe|awake|better|out|over)"
        "|found (?:him|her|them|it)|(?:is|was|got) (?:out|put out|under control|solved)",
        "اشتباه (?:شد|بود|کردم|فهمیدم)|شوخی (?:کردم|بود)|حل شد\\w*|خوب شد\\w*|خاموش شد\\w*|خاموشش کردن\\w*|پیداش (?:شد|کردم|کردیم)|پیدا شد\\w*|چیزی نبود|چیزیش نیست|چیزی نیست"
        "|رفع شد\\w*|مشکلی (?:نیست|نبود)|بیدار شد\\w*|به هوش اومد\\w*|حالش (?:خوبه|خوب شد|بهتره)|حالم (?:خوبه|بهتره)|خبری نیست|تموم شد\\w*|بی خیال|بیخیال|رفت\\w* دیگه",
        "eshtebah (?:shod|bood|bud)|shookhi (?:kardam|bood)|hal shod|peyda shod|khub shod|khoob shod|chizi nabood|khamoosh shod|peydash (?:kardam|shod)",
    ),
    {},
)
_LIKELY = {
    kind: re.compile(words)
    for kind, words in {
        "despair": r"\b(?:die|dying|alive|suicide|self|living|hopeless)\b|خودکشی|بمیرم|زندگی|خودم|زنده|khodkoshi|bemiram|zende|zendegi",
        "fire": r"\b(?:fire|smoke|flames?|burn\w*)\b|اتیش|اتش|دود|شعله|میسوز|ati?sh|\bdood\b",
        "gas": r"\bgas\b|گاز|\bgaz\b",
        "lost_child": r"\b(?:child|kid|son|daughter|toddler|boy|girl|baby)\b|بچه|بچم|دخترم|پسرم|bacham?\b|dokhtaram|pesaram",
        "violence": r"\b(?:knife|gun|fight\w*|hit\w*|attack\w*|weapon|threat\w*|beat\w*|punch\w*)\b|چاقو|اسلحه|دعوا|کتک|حمله|تهدید|میزن|chaghoo|kotak",
        "harassment": r"\b(?:follow\w*|harass\w*|touch\w*|stalk\w*|scared|creep\w*)\b|مزاحم|تعقیب|دنبالم|میترسم|donbalam|mozahem",
        "theft": r"\b(?:thief|stole\w*|steal\w*|robb\w*)\b|دزد|dozd",
        "medical": r"\b(?:faint\w*|blood|bleed\w*|breath\w*|ambulance|doctor|unconscious|heart|sick|hurt|fell|injur\w*|seizure)\b"
        r"|غش|خون|نفس|اورژانس|دکتر|قلب|بیهوش|تشنج|افتاد|حالش|ghash|nafas|urzhans|orzhans",
    }.items()
}
_MORE = re.compile(r"\b(?:not|isnt|doesnt|dont|wont|cant|still|but)\b|نیست|هنوز|ولی|اما")


# Nobody answers the telephone or the desk: nobody lies there who does not answer.
_UNANSWERED = re.compile(
    r"(?<!\w)(?:کسی|هیچ ?کس|هیچکی|هیشکی|kasi|hich ?kas|hichki|hishki)(?: هم| ham)? (?:به ?\w+ )?"
    r"(?:جواب ?(?:نمیده|نمیدن|نداد|ندادن)|javab ?(?:nemide|nemidan|nadad))(?!\w)"
)


def find_emergency(text: str) -> str | None:
    """Name the kind of emergency (of `KINDS`) that somebody tells of, or None.

    Rather one too many than one too few; only what speaks of a book, a course or a rule, or exaggerates, is none.
    """
    said = _UNANSWERED.sub(" ", _said(_QUOTED.sub(" ", text)))
    if not said.strip():
        return None
    kind = _persian(said) if _ARABIC.search(said) else _latin(said)
    if kind in _REASONS and _WISH.search(said) and not _NOW.search(said):
        return None
    return kind


def is_harmless(text: str) -> bool:
    """Tell whether a text speaks of something to read, see or learn, or only exaggerates."""
    said = _said(text)
    if _ARABIC.search(said):
        return any(pattern.search(said) for pattern in (persian.TOPIC, persian.IDIOM))
    return any(pattern.search(said) for pattern in (english.TOPIC, english.IDIOM, finglish.TOPIC))


def likely_kind(text: str) -> str:
    """Name the kind that single words speak of, for what is known to be an emergency; `danger` when none does."""
    said = _said(text)
    return next((kind for kind, pattern in _LIKELY.items() if pattern.search(said)), "danger")


def takes_back(text: str) -> bool:
    """Tell whether words say that it was no emergency, or is over; only to be asked after one was told."""
    said = _said(text)
    return _TAKEN_BACK.search(said) is not None and _MORE.search(_TAKEN_BACK.sub(" ", said)) is None


def _said(text: str) -> str:
    folded = fold(text).translate(_ALIKE).replace("'", "")
    return " ".join(_WORD.findall(folded))


def _persian(said: str) -> str | None:
    kind = persian.SURE.kind_of(said)
    if kind is None:
        if persian.TOPIC.search(said) or persian.IDIOM.search(said) or persian.PAST.search(said):
            return None
        kind = persian.WEAK.kind_of(said) or persian.HARM.kind_of(said)
        return None if kind == "lost_child" and persian.THINGS.search(said) else kind
    if persian.IDIOM.search(said) or (persian.ABOUT.search(said) and kind not in _ALWAYS):
        return None
    if kind == "lost_child" and persian.THINGS.search(said):
        return None
    if kind in _ALWAYS and persian.ABOUT.search(said) and "خود" not in said.replace("خودکشی", ""):
        return None
    return None if kind in _WHILE_UNDER_WAY and persian.PAST.search(said) else kind


def _latin(said: str) -> str | None:
    kind = finglish.SURE.kind_of(said)
    if kind is not None:
        if finglish.TOPIC.search(said):
            return None
        return None if kind == "lost_child" and finglish.THINGS.search(said) else kind
    if finglish.TOPIC.search(said) is None and finglish.SPOKEN.search(said):
        kind = finglish.HARM.kind_of(said)
        if kind is not None:
            return None if kind == "lost_child" and finglish.THINGS.search(said) else kind
    kind = english.SURE.kind_of(said)
    if kind is None:
        if english.TOPIC.search(said) or english.IDIOM.search(said) or english.PAST.search(said):
            return None
        return english.WEAK.kind_of(said) or english.HARM.kind_of(said)
    if english.IDIOM.search(said) or (english.ABOUT.search(said) and kind not in _ALWAYS):
        return None
    if kind in _ALWAYS and english.ABOUT.search(said) and not re.search(r"\b(?:i|im|myself|me)\b", said):
        return None
    return None if kind in _WHILE_UNDER_WAY and english.PAST.search(said) else kind
