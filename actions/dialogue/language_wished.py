"""The wish to talk in another language, and the reading that counts where a language belongs to a thing."""

from __future__ import annotations

from actions.dialogue.small_talk_read import next_reading
from actions.dialogue.sureness import SURE
from actions.dialogue.turn import Turn
from language.requests.reading.reading import read_wish
from language.requests.speech.chat_language import only_wishes_language, wishes_language

__all__ = ["read_past_language", "wishes_chat_language"]


def wishes_chat_language(turn: Turn) -> bool:
    """Tell whether the words wish to talk in a language; what was just spoken of may have one of its own."""
    if only_wishes_language(turn.text):
        return True
    wish = read_wish(turn.text).wish
    if wish.genres or wish.forms or wish.kinds:
        # "A crime novel in English, please": the language is that of the book.
        return False
    things = any(act.kind == "title" or act.act in {"search_book", "recommendation"} for act in turn.thread.acts())
    return wishes_language(turn.text, about_a_thing=things)


def read_past_language(turn: Turn) -> None:
    """Take the next reading, since the language that is named is none to talk in; it may be that of a suggestion."""
    last, wish = turn.thread.last, read_wish(turn.text).wish
    if (last is not None and last.act == "recommendation") or wish.genres or wish.forms or wish.kinds:
        turn.intent, turn.confidence = "recommendation", SURE
        return
    turn.intent, turn.confidence = next_reading(turn, lambda name: name != "change_language")
