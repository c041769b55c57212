"""A title that somebody liked, and a wish for more like it: "something for me, I loved Pride and Prejudice"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import replace

from actions.dialogue.turn import LookStep, Turn
from actions.subjects.reading.reading import suggest_for
from actions.subjects.titles.titles import SHORT
from actions.subjects.titles.titles_in_talk import title_named, title_of_words
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.reading.reading import read_wish
from language.requests.reading.wish import WishReading
from language.requests.titles.title_questions import find_title_question

__all__ = ["wishes_like_liked"]

_LIKED = re.compile(
    r"\b(?:i|i've|i have|we) (?:really |absolutely |just |also |have )?(?:loved?|liked?|enjoyed|adored?|adore)\b(?! (?:to|a|an|some|something)\b)"
    r"|(?<!\w)(?:(?:خیلی )?دوست داشتم|دوس داشتم|خوشم اومد|خوشم آمد|عاشق(?:ش|شم)?|کیف کردم|حال کردم|لذت بردم|پسندیدم)(?!\w)"
    r"|\b(?:(?:dust|doost|dus) dashtam|khosham umad|asheghe?)\b"
)
_WISHES = re.compile(
    r"\b(?:something|anything|recommend\w*|suggest\w*|similar|like (?:it|that)|what (?:else|next|should|shall|would|do you)|(?:and )?for me\b|for myself)"
    r"|معرفی|پیشنهاد|(?<!\w)(?:مشابه\w*|شبیه\w*|مثل\w*|یه چیز\w*|چیزی|چی (?:بخونم|بخوانم|دارین|دارید)|برای (?:خودم|من|خودمم)|واسه (?:خودم|من|خودمم)|یه کتاب\w*|کتابی)(?!\w)"
    r"|\b(?:moarefi|pishnahad|shabih\w*|mesl\w*|ye chiz\w*|chi bekhunam|baray? (?:khodam|man))\b"
)
# For oneself, and for no reader that was spoken of before.
_FOR_ONESELF = re.compile(
    r"\bfor (?:me|myself)\b|(?<!\w)(?:برای|واسه) (?:خودم|خودمم|من)(?!\w)|(?<!\w)برا خودم+(?!\w)|\b(?:baraye|vase|bara) (?:khodam+|man)\b"
)
_LIKE = re.compile(r"\b(?:like|similar to)\b|(?<!\w)(?:مثل|شبیه|تو مایه های|مشابه)(?!\w)|\b(?:mesle?|shabihe?)\b")
# Read as something else, it is no wish to read.
_WISHING = frozenset({"recommendation", "search_book", "nlu_fallback"})


async def wishes_like_liked(turn: Turn) -> LookStep:
    """Suggest what is like the title that somebody liked, for the reader who speaks, whoever was spoken of before."""
    said = fold(turn.text).replace("’", "'")
    liked = _LIKED.search(said) is not None and _WISHES.search(said) is not None
    for_oneself = _FOR_ONESELF.search(said) is not None and _LIKE.search(said) is not None
    if turn.is_payload or turn.slot("pending") or not (liked or for_oneself):
        return LookStep.ON
    if (
        turn.intent not in _WISHING
        or orders_to_hold(turn.text)
        or orders_to_renew(turn.text)
        or find_title_question(turn.text) is not None
    ):
        return LookStep.ON
    behind = (_LIKED.search(said) or _LIKE.search(said) or _WISHES.search(said)).end()  # type: ignore[union-attr]
    title = await title_named(turn, turn.text) or await title_of_words(turn, said[behind:])
    if title is None:
        return LookStep.ON
    wish = read_wish(said.replace(fold(SHORT.split(title.title)[0]).strip(), " ")).wish
    wanted = replace(wish, like=title.title, author="", topics=())
    if (await turn.library.suggest(wanted, limit=1, language=turn.language)).unknown:
        # It was found by its name: "I couldn't find it" is no answer.
        return LookStep.ON
    turn.intent, turn.confidence, turn.moves = "recommendation", 1.0, {}
    await suggest_for(turn, WishReading(wanted, ()))
    # Where there is none, no more of what was wished for somebody else is told in its place.
    turn.settled = True
    return LookStep.DONE
