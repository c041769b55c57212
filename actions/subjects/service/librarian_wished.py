"""A plain wish for a librarian, whatever its reason: nothing is told first, and no appointment is made of it."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.turn import LookStep, Turn
from actions.rasa.registry import HANDLERS
from language.normalise import fold
from language.requests.library_info.appointments import names_appointment, tells_time, tells_way

__all__ = ["hears_librarian_wished", "wishes_librarian"]

# So likely it is a wish for a person by its reading, too.
_LEAST = 0.4
_WHO = r"(?:librarian|(?:real |live |actual |human )(?:person|being|librarian)|human(?! \w)|operator)s?"
_WHO_FA = r"(?:کتابدار|آدم واقعی|ادم واقعی|انسان واقعی|اپراتور)"
_PLAIN = re.compile(
    rf"\b(?:i|we)(?:'d| would| really| just)* (?:want|need|like|prefer|wish)(?: to (?:see|get|have))? (?:a|the|some|one of your|your) {_WHO}\b(?!'s| (?:job|position|course|training|who (?:writes|is the author)))"
    rf"|\b(?:can|could|may) (?:i|we) (?:please |just )?(?:get|have|see|reach) (?:a|the|some) {_WHO}\b|^\W*(?:(?:hi|hello|please|ok|okay|so)\W+){{0,2}}(?:a |the )?{_WHO}\W{{0,2}} ?(?:please|pls)\b|\bget me (?:a|the) {_WHO}\b"
    rf"|(?<!\w){_WHO_FA}(?:ی|و|تون|ا|ها)? (?:رو |را |هم )?(?:الان |فوری |لطفا |حتما )?(?:می ?خوا(?:م|هم|یم|هیم|ستم|ستیم)|میخا[مد]|لازم دار(?:م|یم)|نیاز دار(?:م|یم)|لطفا)(?!\w)(?! (?:ب?ش\w{{1,3}}|باش\w*))"
    rf"|(?<!\w)(?:می ?خوا(?:م|هم|یم|هیم|ستم|ستیم)|میخا[م]) (?:با )?(?:یه |یک )?{_WHO_FA}(?:ی|و|تون|ا|ها)?(?: رو| را)? (?:رو )?(?:ببینم|بیاد|باشه)(?!\w)"
    r"|\b(?:ye )?(?:ketabdar|adame? vaghe?i|operator) (?:ro |ham )?(?:mikha[mh]\w*|mikhast\w*|lazem daram|niaz daram|lotfan)\b"
)
# What is wished of one at another time, or for one's studies, is an appointment.
_STUDIES = re.compile(
    r"\b(?:thesis|dissertation|research\w*|essay|paper|archiv\w*|manuscripts?|genealogy|family tree|sources?|history of|appointments?|hour|session|slot)\b"
    r"|پایان ?نامه|رساله|تحقیق|پژوهش|مقاله|نسخ خطی|شجره|منبع|منابع|تاریخ(?!م)|(?<!\w)(?:وقت|وقتی|نوبت|جلسه|مشاوره|قرار)(?!\w)|\b(?:payan ?name|tahghigh|maghale|vaght|nobat|moshavere)\w*"
)
# What waits for these words takes them.
_WORDS = frozenset({"told", "words"})


def wishes_librarian(text: str) -> bool:
    """Tell whether a text plainly wishes for a librarian now: "I'd like a librarian to see what happened"."""
    said = fold(text).replace("’", "'")
    if not _PLAIN.search(said) or _STUDIES.search(said):
        return False
    return not (names_appointment(text) or tells_time(text) or tells_way(text))


async def hears_librarian_wished(turn: Turn) -> LookStep:
    """Call a librarian for whoever plainly wishes for one, whatever else could be told of their reason."""
    pending: dict[str, Any] = turn.slot("pending") or {}
    if turn.is_payload or turn.recall("waiting") or turn.recall("emergency") is not None:
        return LookStep.ON
    if pending.get("awaits") in _WORDS or pending.get("do") == "appointment":
        return LookStep.ON
    if turn.intent != "human_help" or turn.confidence < _LEAST or not wishes_librarian(turn.text):
        return LookStep.ON
    turn.settled, turn.moves = True, {}
    await HANDLERS["human_help"].handler(turn)
    return LookStep.DONE
