"""Suggestions that are not what is wished: more of them, more like a title, or how they are used."""

from __future__ import annotations

from dataclasses import replace

from actions.dialogue.heard import Heard
from actions.dialogue.turn import Turn
from actions.subjects.facts.facts import answer_from_facts
from actions.subjects.reading.reading import suggest_for
from actions.subjects.reading.suggestions import more_of
from actions.subjects.second_looks.unfit_words import ANOTHER, HOW, MORE_LIKE, SURELY, WISHES
from actions.subjects.titles.titles_in_talk import title_named
from language.normalise import fold
from language.requests.reading.already_read import wishes_another
from language.requests.reading.reading import read_wish
from language.requests.reading.wish import WishReading

__all__ = ["another_wish", "asks_how", "more_like_it"]


async def another_wish(turn: Turn, heard: Heard) -> bool:
    """Suggest more of what was suggested last, where another is wished for and nothing new is understood of it."""
    if not (wishes_another(heard.text) or ANOTHER.search(fold(heard.text))):
        return False
    heard.restore(turn)
    turn.intent = "recommendation"
    return await more_of(turn)


async def asks_how(turn: Turn, heard: Heard) -> bool:
    """Answer how what is suggested is used, and is no wish for more: "is there an app for them?"."""
    said = fold(heard.text).replace("’", "'")
    if HOW.search(said) is None or WISHES.search(said) is not None:
        return False
    heard.restore(turn)
    return not turn.slot("pending") and await answer_from_facts(turn, None, least=SURELY)


async def more_like_it(turn: Turn, heard: Heard) -> bool:
    """Suggest what is like the title that is spoken of, where more of its kind is asked for and it was shown again."""
    title_id = (turn.slot("shown") or {}).get("at")
    if title_id is None or MORE_LIKE.search(fold(heard.text)) is None:
        return False
    title = await turn.library.title(str(title_id))
    heard.restore(turn)
    if title is None or await title_named(turn, heard.text) is not None:
        return False
    wish = read_wish(heard.text).wish
    await suggest_for(turn, WishReading(replace(wish, like=title.title, author="", topics=())))
    turn.intent = "recommendation"
    return bool(turn.answers)
