"""A title that somebody liked or has just read, and a wish for more like it: "I loved Emma, something for me?"."""

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
from library.values import Title

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
# Who has read something may ask anything next: only what shall be like it goes on with it.
_DONE = re.compile(
    r"\b(?:i|i've|i have|we|we've) (?:have )?(?:(?:only|just|now|finally|recently|really) ){0,2}(?:finished|read|devoured|completed|got to the end of)\b(?! (?:it|them|that|this)\b)|^(?:just |only )?finished\b"
    r"|(?<!\w)(?:تموم|تمام) (?:کردم|شد|کرده ام|کرده‌ام)(?!\w)|(?<!\w)(?:خوندم|خواندم|خونده ام|خوانده ام|خوندمش)(?!\w)"
    r"|\b(?:tamu?m|tamoom) (?:kardam|shod)\b|\bkh(?:u|oo)ndam\b"
)
_ALIKE = re.compile(
    r"(?<!the )\b(?:with|in|of|has|have|got|give\w{0,2}|gets?|for) (?:\w{2,8} ){0,2}same (?:kind of |sort of |type of )?(?:feel(?:ing)?|vibes?|mood|style|kind|sort|type|atmosphere|spirit|vein|tone|flavou?r)\b|\bsimilar\b"
    r"|\b(?:something|anything|more|others?|books?|novels?|one) (?:\w{3,8} )?(?:a (?:bit|little) )?like (?:it|that|this)\b|\balong (?:those|the same|these) lines\b|\bmore of (?:that|the same)\b"
    r"|(?<!\w)(?:شبیه|مثل)(?:ش| ?(?:همین|همون|این|اون|آن|به (?:این|اون|آن)))(?!\w)|(?<!\w)(?:مشابه\w{0,3})(?!\w)"
    r"|(?<!\w)(?:همین|همون|همچین|این|اون|همان) (?:حال|مایه|سبک|مدل|جنس|فضا|حس|تیپ|دست)\w{0,5}(?!\w)"
    r"|\b(?:shabih|mesl)(?:esh| (?:e )?(?:in|un|oon|hamin|hamun))\b|\bha(?:min|mun|moon|mchin) (?:hal|maye|sabk|model|faza|hes)\w{0,3}\b"
)
_NOT_ALIKE = re.compile(
    r"\b(?:not|nothing|never|don't|dont|no more|without|enough)\b[^.?!]{0,30}$|(?<!\w)(?:نه|هیچ)(?!\w)[^.؟?!]{0,15}$"
)
_REFUSED_BEHIND = re.compile(r"^[^.؟?!]{0,25}?(?<!\w)(?:نباشه|نباشد|نمیخوام|نمی خوام|نمیخواهم)(?!\w)")
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
    done = _wishes_alike(said)
    if turn.is_payload or turn.slot("pending") or not (liked or for_oneself or done):
        return LookStep.ON
    if (
        turn.intent not in _WISHING
        or orders_to_hold(turn.text)
        or orders_to_renew(turn.text)
        or find_title_question(turn.text) is not None
    ):
        return LookStep.ON
    first = _LIKED.search(said) or _LIKE.search(said) or _WISHES.search(said)
    title = await title_named(turn, turn.text)
    if title is None and first is not None:
        title = await title_of_words(turn, said[first.end() :])
    if title is None and done:
        title = await _title_done(turn)
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


def _wishes_alike(said: str) -> bool:
    """Tell whether folded words say that something was read, and wish for what is like it."""
    alike = _ALIKE.search(said)
    if alike is None or _DONE.search(said) is None:
        return False
    return not (_NOT_ALIKE.search(said[: alike.start()]) or _REFUSED_BEHIND.search(said[alike.end() :]))


async def _title_done(turn: Turn) -> Title | None:
    """Give the title that the clause names which tells that it was read."""
    for clause in _CLAUSE.split(turn.text)[:_MOST_CLAUSES]:
        done = _DONE.search(fold(clause).replace("’", "'"))
        if done is None:
            continue
        said = fold(clause).replace("’", "'")
        for words in (said[done.end() :], said[: done.start()]):
            if words.strip() and (title := await title_named(turn, words) or await title_of_words(turn, words)):
                return title
    return None


_CLAUSE = re.compile(r"[.,،;؛!?؟\n]+")
_MOST_CLAUSES = 5
