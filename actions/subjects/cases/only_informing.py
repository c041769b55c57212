"""Who only wanted to tell something, after it was filed; and "go ahead", where nothing waits for it."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.facts.case_lines import matter_of
from actions.facts.choices import menu
from language.normalise import fold
from language.requests.speech.yes_and_no import find_word

__all__ = ["bids_go_ahead", "hears_bidding", "hears_informed", "only_informs"]

_INFORMS = re.compile(
    r"\b(?:only|just|simply|merely) (?:want(?:ed)?|thought|felt)(?: that)? you(?: (?:to|should|might want to|ought to))* know\b|\b(?:(?:only|just|simply|merely) (?:want(?:ed)?|meant|wish(?:ed)?|thought|felt)(?: (?:to|i'?d|i should|i would|you|that you|you'?d|you should))*(?: (?:to )?(?:inform|tell|let|say|mention|report|warn|pass|share|point|notify|give)\b)|(?:only|just|simply) (?:letting you know|telling you|saying|informing you|mentioning|reporting|a heads[- ]?up|an? fyi|for your information|so (?:that )?you know)|wanted (?:only |just )?(?:to )?(?:inform you|let you know|you to know)|(?:just|only) (?:an? )?(?:fyi|info(?:rmation)?|heads[- ]?up))\b"
    r"|(?<!\w)(?:فقط|صرفا|همینجوری|همین ?طوری|محض) (?:می ?)?(?:خواستم|خواست|خواستیم|اطلاع\w*|گفتم|جهت)(?: (?:که|اطلاع|خبر|در جریان|بگم|بگویم|بدم|بدهم|بدون\w*|بدان\w*|باش\w*|بش\w*|گفته|باشم|برسون\w*|برسان\w*|به|شما|بهتون|اطلاعتون|گفتم|بود))*|(?<!\w)(?:می ?)?خواستم(?: فقط)? (?:بگم|بدون\w*|بدان\w*|خبر بدم|اطلاع بدم|اطلاع بدهم|در جریان \w+)(?: فقط| همین)+|(?<!\w)(?:محض|جهت|برای) اطلاع(?:تون|تان)?(?: بود| گفتم)"
    r"|\bfaghat (?:mi ?)?khastam (?:begam|bedun\w*|khabar bedam|etela bedam|dar jaryan \w+)\b"
)
_BIDS = re.compile(
    r"^\W{0,9}(?:(?:ok|okay|yes|yeah|yep|sure|alright|all right|well|so|fine|then|please|no)\W{1,4}){0,3}(?:go (?:for it|ahead|on then)|do it|please do|proceed|get on with it|make it so|just do it)(?: (?:then|now|please|anyway|already))*\W{0,9}$"
    r"|^\W{0,9}(?:(?:باشه|باشد|اوکی|خب|خوب|بله|آره|اره|پس|لطفا|حالا|نه)\W{1,3}){0,3}(?:انجامش? ?(?:بده|بدید|بدین|بدهید)|همین کار ?(?:رو |و |را )?(?:بکن|بکنید|بکنین|کن|کنید|انجام بده)\w*|بفرما(?:یید|یین)?|شروع کن\w*|ادامه بده\w*|برو جلو)(?: دیگه| لطفا| پس)*\W{0,9}$"
    r"|^\W{0,9}(?:(?:bashe|ok|khob|are|pas)\W{1,3}){0,3}(?:anjamesh? ?bede\w*|hamin kar ?ro? (?:bokon|kon)\w*|boro jelo)\W{0,9}$"
)
_FRESH, _MOST_WORDS = 4, 14
# While one of these waits the words may be for it; all else is open to a yes.
_WAITS_NOT = frozenset({None, "contact"})


def only_informs(text: str) -> bool:
    """Tell whether a few words say that something was told for information only, and tell nothing more."""
    few = word_count(text) <= _MOST_WORDS and "?" not in text and "؟" not in text
    said = fold(text).replace("’", "'")
    found = _INFORMS.search(said) if few else None
    return (
        found is not None and _NOTHING_ELSE.fullmatch(said, found.end()) is not None and _is_free(said[: found.start()])
    )


# Behind it nothing but what points at what was told; before it nothing but a word of answer.
_NOTHING_ELSE = re.compile(r"(?: (?:about|of))?(?: (?:it|that|this|you|همین|همینو|این رو|اینو))?\W*")
_I = re.compile(r"(?:^|\W)(?:i|we) ?$")


def _is_free(before: str) -> bool:
    before = _I.sub("", before)
    word = find_word(before) if word_count(before) == 1 else None
    return not word_count(before) or (word is not None and "cancel" not in word.kinds)


def bids_go_ahead(text: str) -> bool:
    """Tell whether a text is nothing but "go ahead"."""
    return _BIDS.search(fold(text).replace("’", "'")) is not None


async def hears_informed(turn: Turn) -> LookStep:
    """Say that what was told stays filed, to who only wanted to tell it: no more is added, and nothing is taken back."""
    last: dict[str, Any] = turn.recall("case") or {}
    fresh = bool(last) and not last.get("quiet") and int(last.get("age", 0)) <= _FRESH
    waits = (turn.slot("pending") or {}).get("do")
    if turn.is_payload or not fresh or waits not in _WAITS_NOT or not only_informs(turn.text):
        return LookStep.ON
    turn.set("pending", None)
    turn.intent, turn.settled = "thanks", True
    turn.say("utter_case_stays", number=str(last["number"]), matter=matter_of(str(last.get("matter"))))
    return LookStep.DONE


async def hears_bidding(turn: Turn) -> LookStep:
    """Ask what is to be done where "go ahead" is said and nothing waits for it, or what waited was dropped."""
    if turn.is_payload or turn.slot("resume") or not bids_go_ahead(turn.text):
        return LookStep.ON
    if (turn.slot("pending") or {}).get("do") not in _WAITS_NOT:
        return LookStep.ON
    turn.intent, turn.settled = "affirm", True
    turn.say("utter_bidden_what", status="clarified", choices=menu("help"))
    return LookStep.DONE
