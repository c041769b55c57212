"""Help that a patron offers, reading to children or shelving: no search for something to read."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.rasa.registry import listens
from actions.subjects.moves.questions import HouseQuestion
from language.normalise import fold

__all__ = ["offers_help"]

_READ_SO = frozenset(
    "search_book recommendation nlu_fallback out_of_scope chitchat change_language shelf_location suggestion praise help employment".split()
)
_PEOPLE = r"(?:child(?:ren|s)?|kids?|little ones|toddlers|pupils|elderly|seniors|old(?:er)? people|blind(?: people)?)"
_OFFERS = re.compile(
    rf"\b(?:i(?:'m| am)? (?:(?:also|really|easily|happily) )?(?:can|could|would(?: like to| love to| be happy to)?|want to|am able to|know how to)|i'd (?:like|love) to|and (?:i )?(?:can|could))\b[^.?!]{{0,60}}?\b"
    rf"(?:read (?:\w+ )?(?:to|for) (?:the |your |small |little )?{_PEOPLE}|tell (?:the |your )?(?:\w+ )?stories|(?:put|carry|sort|shelve|tidy|arrange|mend|repair|cover) (?:the |your |back )?(?:books|shelves)|teach (?:the |your )?{_PEOPLE}|help (?:you )?(?:out )?(?:in|at|around|with) (?:the |your )?(?:library|shel(?:f|ves|ving)|books|{_PEOPLE})|volunteer)\b"
    r"|(?<!\w)(?:می ?تونم|می ?توانم|میتونم|بلدم|حاضرم|آماده ?ام|دوست دارم|مایلم)(?!\w)[^.؟?!]{0,50}?(?<!\w)(?:(?:برای|واسه|به) (?:بچه|کودک|سالمند|نابینا)\w*(?: \w+){0,2} (?:قصه|کتاب|داستان|درس)?\w{0,4} ?(?:ب?خو?ا?نم|بگم|بگویم|بدم|یاد بدم)|قفسه\w*(?: \w+){0,2} (?:مرتب|بچین|چید)\w*|کتاب\w*(?: \w+){0,2} (?:بچین|جابجا|مرتب|صحافی|ترمیم)\w*|قصه (?:بگم|بگویم|بخونم|بخوانم)|کمک(?:تون|تان)? ?(?:کنم|بدم|کار)|داوطلب\w*)"
    r"|\b(?:mitunam|mitoonam|baladam|hazeram)\b[^.?!]{0,50}?\b(?:(?:baraye|vase) bach\w* (?:\w+ )?(?:bekhu?o?nam|begam)|ghafase\w*(?: \w+){0,2} (?:moratab|bechin)\w*|ketab\w*(?: \w+){0,2} bechin\w*|ghesse begam|komak(?:etun|etoon)? (?:konam|bedam)|davtalab)"
)
# A question of one's own, or for one's own child, offers nothing.
_OWN = re.compile(
    r"\b(?:my|our) (?:\w+ )?(?:child\w*|kids?|son|daughter|class|pupils|mother|father|gran\w*)\b|[?؟]\s*$|(?<!\w)(?:بچه ?(?:م|ام|هام|مون)|پسرم|دخترم|نوه ?ام|شاگردام|مادرم|پدرم)(?!\w)"
)
_VOLUNTEER = HouseQuestion("employment", "چگونه داوطلب شوم؟", "How can I volunteer?", "volunteer|داوطلب")


def offers_help(text: str) -> bool:
    """Tell whether a text says what its writer could do for the library or its readers."""
    said = fold(text).replace("’", "'")
    return _OFFERS.search(said) is not None and _OWN.search(said) is None


@listens
async def hears_offer(turn: Turn) -> bool:
    """Tell who offers help how one volunteers; False where nothing is offered, or the library tells nothing of it."""
    if turn.is_payload or turn.intent not in _READ_SO or not offers_help(turn.text):
        return False
    waits = turn.slot("pending") or {}
    if waits.get("do") not in (None, "file") or not await _VOLUNTEER.tell(turn, alone=True):
        return False
    if waits:
        # What was not known is told now: nothing is left to be passed on.
        turn.set("pending", None)
    turn.intent, turn.settled = "employment", True
    return True
