"""Several requests in one message: where it is cut, and which of its parts are surely requests of their own.

Where a message may be cut is in engine/message_pieces.py. Whether the parts are then answered apart is decided by
their readings, each read after what the one before it was about: a part must be sure, and of another intent. A
grievance is told once, with all words of the message, after the questions that stand in it. A sentence that asks and
was not read surely is tried: what the library tells may answer it, and else it is named.
"""

from __future__ import annotations

from functools import cache

from engine.asking import word_count
from engine.clauses import Clause, Found, Reader, Requests
from engine.message_pieces import LETTER, SENTENCE_SURE, MessagePiece, pieces, sentences
from engine.part_readings import Reading, grieves, intent_of, is_told, is_unsure
from engine.part_taking import take
from language.requests.cases.grievances import SURE as GRIEVED
from language.requests.cases.grievances import find_grievance
from language.requests.speech.chat_language import wished_language, wishes_language
from protocol.intents import traits_of
from protocol.turns import MOST_REQUESTS

# A letter that was read so, or better, as something that is told stays whole.
_TOLD = 0.5
_FEWEST_TOLD = 5  # words beside the questions, from which on they may tell a grievance


def requests_in(text: str, read: Reader, after: str | None = None, *, waiting: bool = False) -> Requests | None:
    """Give the requests of a message that is said after a topic, or None where it is one, to be read whole.

    `read` gives Rasa's reading of a text after a topic; `waiting`: something waits for an answer of the patron's.
    """
    # A part may be looked at by itself for several reasons, and each reading goes through the whole network.
    read = cache(read)
    if (wish := _with_language(text, read, after)) is not None:
        return wish
    parts = pieces(text)
    letter = len(text) > LETTER
    if len(parts) < 2 - letter:
        return None
    told = _told_beside(text, parts)
    whole = read(text, after) if letter or word_count(told) >= _FEWEST_TOLD else None
    grievance = whole if whole is not None and grieves(whole, _TOLD) else None
    if grievance is None and whole is not None and find_grievance(told) == GRIEVED:
        # How somebody behaved is told beside the questions.
        grievance = {**whole, "intent": {"name": "complaint", "confidence": 1.0}}
    found = Found(text, read, after, waiting=waiting)
    for piece in parts:
        take(found, piece, beside=grievance is not None)
        if found.is_told:
            return None
    if grievance is None and found.grievance is not None:
        grievance = read(text, after)
        if not grieves(grievance, _TOLD):
            grievance = {**found.grievance, "text": text, "entities": grievance.get("entities") or []}
    if grievance is not None:
        # It is told with all its words, after what was asked: how its patron is reached is the last question then.
        asked = [clause for clause in found.answered if not clause.tried][: MOST_REQUESTS - 1]
        return Requests((*asked, Clause(text, 0, grievance))) if asked else None
    return _answered_apart(found, whole if letter else None)


def _told_beside(text: str, parts: list[MessagePiece]) -> str:
    """Give the words of a message that stand in none of its parts."""
    told, end = [], 0
    for piece in parts:
        told.append(text[end : piece.start])
        end = piece.end
    return " ".join((*told, text[end:])).strip()


def _with_language(text: str, read: Reader, after: str | None) -> Requests | None:
    """Give a wish for another language and what is asked beside it: the language is changed, then that is answered."""
    parts = [(words, start) for words, start in sentences(text) if word_count(words)]
    wishes = [one for one in parts if wishes_language(one[0], about_a_thing=True) and wished_language(one[0])]
    if len(parts) < 2 or len(wishes) != 1 or len(text) > LETTER:
        return None
    wish = read(wishes[0][0], None)
    others = [(one, read(one[0], after)) for one in parts if one != wishes[0]]
    asked = [
        Clause(words, start, reading)
        for (words, start), reading in others
        if not traits_of(intent_of(reading)).social and not is_unsure(reading, SENTENCE_SURE)
    ]
    if intent_of(wish) != "change_language" or not asked:
        return None
    return Requests((Clause(*wishes[0], wish), *asked[: MOST_REQUESTS - 1]))


def _answered_apart(found: Found, whole: Reading | None) -> Requests | None:
    sure = [clause for clause in found.answered if not clause.tried]
    tried = len(found.answered) > len(sure)
    counted = any(clause.counted for clause in found.answered)
    if found.turned and len(sure) == len(found.answered) == 1:
        return Requests((sure[0],), tuple(found.left))
    if sure and len(found.answered) > 1 and not (tried and len(sure) == 1 and found.is_unclear and not counted):
        # What is only tried cannot be the first: there is nothing yet to go back to.
        first = found.answered.index(sure[0])
        in_order = [sure[0], *found.answered[:first], *found.answered[first + 1 :]]
        over = [clause.text for clause in in_order[MOST_REQUESTS:]]
        return Requests(tuple(in_order[:MOST_REQUESTS]), (*over, *found.left))
    if sure and found.left and not found.is_unclear:
        return Requests((sure[0],), tuple(found.left))
    # A letter of one request is read by that where the whole says nothing.
    if whole is not None and sure and (is_unsure(whole, _TOLD) or is_told(whole, 0.0)):
        return Requests((sure[0],))
    return None
