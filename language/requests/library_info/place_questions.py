"""What a question about a branch speaks of: today, until when, a week, silence, a pram, what parking costs."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["place_words"]

_WORDS = {
    "today": re.compile(r"\b(?:today|tonight|this (?:morning|afternoon|evening)|emruz|emrooz|emshab)\b|امروز|امشب"),
    "until": re.compile(
        r"\b(?:until|till|how (?:long|late)|what time|when|ta|chand|saat)\b|(?<!\w)(?:تا|چند|چنده|ساعت)(?!\w)"
    ),
    "week": re.compile(
        r"\b(?:which days?|what days?|whole week|all week|every day|week)\b|چه روز|کدوم روز|کدام روز|هفته"
    ),
    # Of none of them alone.
    "which": re.compile(
        r"\bwhich (?:one|branch|library|has|have|is|of)\b|(?:کدوم|کدام)(?: \w+)? ?(?:شعبه|کتابخانه|کتابخونه|یکی)|(?:کدوم|کدام)(?:شون|شان|ش)(?!\w)|\bkodum(?:eshun|shun| shobe)?\b"
    ),
    "exams": re.compile(r"\b(?:exam\w*|konkur|konkoor)\b|امتحان|کنکور"),
    "silent": re.compile(
        r"\b(?:silent|silence|noisy|noise|quiet (?:room|area|place))\b|ساکت|سکوت|بی ?صدا|سر ?و ?صدا|دنج|آرام"
    ),
    "crowd": re.compile(
        r"\b(?:quiet(?:er|est)?|crowd\w*|busy|busiest|packed|khalvat\w*|sholu?gh\w*)\b|خلوت|شلوغ|ازدحام"
    ),
    # Whoever is rung there has a number of their own.
    "section": re.compile(
        r"\b(?:extension|children|kids|reference|desk|section|department|interlibrary)\b|داخلی|بخش|میز|مرجع|کودک"
    ),
    "paying": re.compile(r"\b(?:pay|paid|cost|costs|price|free|fee|how much|hour)\b|پول|هزینه|چند|رایگان|مجان|ساعتی"),
    "bicycle": re.compile(r"\b(?:bike|bicycle|cycle)s?\b|دوچرخه"),
    "disabled": re.compile(r"\b(?:disabled|wheelchair|accessible|handicapped|blue badge)\b|معلول|ویلچر|توان ?یاب"),
    "baby": re.compile(r"\b(?:nappy|nappies|diapers?|baby|changing)\b|پوشک|نوزاد|شیر"),
    "pram": re.compile(r"\b(?:prams?|buggy|buggies|strollers?|pushchairs?|kaleske)\b|کالسکه"),
    "water": re.compile(r"\bwater\b|(?<!\w)آب(?!\w)|آب ?سرد|\bab sard"),
    # Of these nothing is told with the café.
    "heating": re.compile(
        r"\b(?:kettle|microwave|fridge|hot water|boiled|heat)\b|آب ?جوش|مایکروفر|مایکروویو|یخچال|کتری|گرم کن"
    ),
    "café": re.compile(
        r"\b(?:caf\w*|coffee|tea|canteen|buffet|restaurants?|vending|sell|buy|kafe|bufe|chai)\b|کافه|قهوه|چای|بوفه|سلف|رستوران|می ?فروش"
    ),
}


def place_words(text: str) -> frozenset[str]:
    """Name what a text speaks of: "today", "until", "week", "silent", "pram", "café" and the like."""
    said = fold(text)
    return frozenset(name for name, pattern in _WORDS.items() if pattern.search(said))
