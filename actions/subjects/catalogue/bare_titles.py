"""Messages that are a title, or an author's whole name, and nothing else, though they were read as nothing."""

from __future__ import annotations

from actions.dialogue.turn import Turn
from actions.dialogue.wording import says, search_words, word_count
from actions.rasa.registry import follows_up
from actions.subjects.catalogue.found_titles import FEW, found, show_title
from actions.subjects.catalogue.searched_words import NOTHING, runs
from actions.subjects.catalogue.shelf_location import shelf_location
from library.search.words import words

__all__ = ["bare_title"]

# Read as these, a message that is a title word for word is one.
UNREAD = frozenset({"out_of_scope", "nlu_fallback", "chitchat", "insult"})
_LONGEST_TITLE = 10
_SHORTEST_TITLE = 3
_WHERE = ("where", "which shelf", "کجاست", "کجاس", "کجا", "قفسه", "kojast")


@follows_up
async def bare_title(turn: Turn) -> bool:
    """Take a message that is a title, or an author's whole name, as a search, though it was read as nothing."""
    if turn.is_payload or turn.intent not in UNREAD or not 0 < word_count(turn.text) <= _LONGEST_TITLE:
        return False
    text = search_words(turn.text)
    wanted = "".join(words(text))
    if len(wanted) < _SHORTEST_TITLE or set(words(text)) <= NOTHING:
        return False
    page = await turn.library.search(text, limit=FEW)
    if page.corrected or not page.titles:
        return False
    same = [title for title in page.titles if wanted in runs(title.title)]
    if not same and not (page.author and len(words(text)) > 1):
        return False
    if says(turn.text, *_WHERE):
        turn.entities["title"] = [text]
        await shelf_location(turn)
    elif len(same) == 1:
        await show_title(turn, same[0])
    else:
        await found(turn, text, page)
    return True
