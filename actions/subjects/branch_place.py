"""Where a branch is, asked in so many words: the branch itself, and nothing that is told of it."""

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from crm.library_info import directory
from language.normalise import fold
from language.requests.whereabouts import asks_for_a_room

__all__ = ["only_asks_where"]

_WHERE = re.compile(r"^\W*(?:(?:and|so|ok|okay|hi|hello|please|sorry)\W+)*where(?:['’]?s| is)\b")
_MOST_WORDS = 7


async def only_asks_where(turn: Turn) -> directory.Branch | None:
    """Give the branch of a message that asks where it is, as "where is Saadi branch?"; None for any other message."""
    said = fold(turn.text)
    if turn.is_payload or word_count(turn.text) > _MOST_WORDS or not _WHERE.search(said) or asks_for_a_room(turn.text):
        return None
    return await directory.find_branch(turn.store, turn.text)
