"""Taking the parts of a message one after the other: which is a request of its own, or belongs to the one before it."""

from __future__ import annotations

from dataclasses import replace

from engine.asking import is_marked, proposes, word_count
from engine.clauses import Clause, Found
from engine.message_pieces import SENTENCE_SURE, SURE, MessagePiece
from engine.part_readings import (
    Reading,
    are_two_requests,
    asks_the_same,
    confidence_of,
    grieves,
    intent_of,
    is_told,
    is_unsure,
    takes_title,
    unread,
    values_of,
)
from engine.part_wording import asks_of_title, leans, only_wants, said_in, tells_trouble
from language.requests.cases.grievances import asks_after_complaint, find_grievance
from language.requests.speech.bare_questions import find_aspect
from protocol.intents import traits_of

# So sure are two sentences that ask for two things which are mostly one.
_SURELY_TWO = 0.85
# And so sure is a part, of so many words, that leans on nothing in spite of its pronoun.
_SAYS_ALL, _FEWEST_SAYING_ALL = 0.97, 6
# From so many words on, behind what is so sure, a part that is not sure is tried.
_FEWEST_TRIED, _TRIED_BEHIND = 4, 0.9
# A wish or an idea is what its own sentence says.
_FILED = frozenset({"suggestion", "suggest_purchase", "praise"})
# The record answers these, and nothing that is asked beside: a rule, where one may bring it back.
_FROM_RECORD = frozenset({"loans", "renew", "fines", "hold_status", "account"})
FEWEST_NAMED = 3  # words of a part that is named because it was not answered


def take(found: Found, piece: MessagePiece, *, beside: bool = False) -> None:
    """Answer a part of its own, join it to the one before it, or note that it cannot be answered.

    `beside`: it stands in a grievance, where what is not surely a question of its own is a part of that.
    """
    if found.open_from is not None:
        piece = MessagePiece(found.text[found.open_from : piece.end], found.open_from, piece.sure)
        found.open_from = None
    last = found.answered[-1] if found.answered else None
    reading = _reading(found, piece)
    if intent_of(reading) == "complaint" and asks_after_complaint(piece.text):
        # "What about my complaint?" tells none.
        reading = {**reading, "intent": {"name": "case_status", "confidence": 1.0}}
    if proposes(piece.text):
        # What is announced as a suggestion is one, whatever its words are like.
        reading = {**reading, "intent": {"name": "suggestion", "confidence": 1.0}}
    traits = traits_of(intent_of(reading))
    talk = traits.social and not traits.declined and confidence_of(reading) >= piece.sure
    if piece.told and not tells_trouble(piece, reading):
        # "I renewed it yesterday, by the way when do you close?": what was done already is ordered by nobody. Where
        # something waits it may be the answer to that.
        found.turned, found.is_told = True, found.is_told or found.waiting
    elif beside:
        own = traits.may_be_second and not traits.told and confidence_of(reading) >= SURE
        if (
            own
            and find_grievance(piece.text) is None
            and not any(asks_the_same(one.reading, reading) for one in found.answered)
        ):
            found.answered.append(Clause(piece.text, piece.start, reading))
    elif last is not None and asks_of_title(last, piece):
        # Both are asked of one title: the same answer tells both.
        _extend(found, last, piece)
    elif grieves(reading, piece.sure) and piece.sure <= SENTENCE_SURE:
        found.grievance = found.grievance or reading
    elif is_told(reading, piece.sure) and piece.sure <= SENTENCE_SURE and intent_of(reading) in _FILED:
        found.answered.append(Clause(piece.text, piece.start, reading))
    elif piece.counted:
        _count(found, piece, reading)
    elif is_told(reading, piece.sure) or (traits.last_only and last is None):
        found.is_told = True
    elif last is not None and leans(piece, reading) and not _says_all(found, piece, reading):
        asked = is_marked(piece.text) and intent_of(last.reading) in _FROM_RECORD
        if piece.sure > SENTENCE_SURE and not asked:
            return
        if intent_of(reading) == intent_of(last.reading):
            _extend(found, last, piece)
        elif found.may_take(reading) and piece.text.endswith(("?", "؟")):
            # "And does it cost anything?": right after the one before it, that may be answered.
            found.answered.append(_tried(piece, reading))
    elif talk:
        return
    elif is_unsure(reading, piece.sure) or not found.may_take(reading):
        _leave(found, last, piece, reading)
    elif any(asks_the_same(clause.reading, reading) for clause in found.answered[:-1]):
        return
    elif (
        last is None
        or piece.counted
        or are_two_requests(last.reading, reading)
        or _asked_apart(found, last, piece, reading)
    ):
        found.answered.append(Clause(piece.text, piece.start, reading))
        found.topic = intent_of(reading)
    elif not _joined(found, last, piece) and piece.sure <= SENTENCE_SURE:
        _extend(found, last, piece)


def _count(found: Found, piece: MessagePiece, reading: Reading) -> None:
    """Let a part that is counted off be a request of its own, whatever it leans on; what is not sure is tried."""
    if found.topic is not None and find_aspect(piece.text) is not None:
        # "(b) is it free?" asks of what the part before it was about.
        reading = {**reading, "intent": {"name": found.topic, "confidence": SURE}}
    traits = traits_of(intent_of(reading))
    unsure = is_unsure(reading, piece.sure) or traits.social or not found.may_take(reading)
    if unsure:
        reading = unread(reading)
    elif (
        any(asks_the_same(one.reading, reading) and not values_of(reading) for one in found.answered)
        and traits.note_then is None
    ):
        return
    found.answered.append(Clause(piece.text, piece.start, reading, tried=unsure, counted=True))
    if not unsure:
        found.topic = intent_of(reading)


def _reading(found: Found, piece: MessagePiece) -> Reading:
    """Read a part after what the one before it was about; one that is not sure so, by itself.

    What no sentence's end parts from the one before it counts by itself only where it is read as the same.
    """
    said = said_in(piece)
    reading = found.read(said, found.topic)
    if found.answered and confidence_of(reading) < max(SURE, piece.sure):
        alone = found.read(said, None)
        counts = (
            piece.sure <= SENTENCE_SURE
            or intent_of(alone) == intent_of(reading)
            or (confidence_of(alone) >= _SURELY_TWO and not leans(piece, alone))
        )
        if counts and not traits_of(intent_of(alone)).declined and confidence_of(alone) > confidence_of(reading):
            return alone
    return reading


def _extend(found: Found, last: Clause, piece: MessagePiece) -> None:
    """Let the answer to a part answer the next one, too."""
    text = found.text[last.start : piece.end]
    found.answered[-1] = replace(last, text=text, reading={**last.reading, "text": text})


def _leave(found: Found, last: Clause | None, piece: MessagePiece, reading: Reading) -> None:
    """Note a part that is not surely read; one that no sentence's end parts from another may be more of that one."""
    is_sentence = piece.sure <= SENTENCE_SURE
    if not is_sentence and last is None:
        found.open_from = piece.start
    elif is_sentence and only_wants(piece.text):
        found.is_unclear = True
    elif is_sentence or last is None or not _joined(found, last, piece):
        words = word_count(piece.text)
        # Behind what is so sure a part that asks is a request of its own, whatever joins the two.
        behind = (
            not is_sentence and words >= _FEWEST_TRIED and confidence_of(last.reading if last else {}) >= _TRIED_BEHIND
        )
        if behind or (is_sentence and words >= FEWEST_NAMED and is_unsure(reading, piece.sure)):
            found.answered.append(_tried(piece, reading, unknown=True))
        else:
            found.left.append(piece.text.strip())
        found.is_unclear |= not behind and (not is_sentence or words < FEWEST_NAMED)


def _tried(piece: MessagePiece, reading: Reading, *, unknown: bool = False) -> Clause:
    """Give a part that is tried, as it was read where that is sure, else as one of which nothing is known."""
    if unknown or is_unsure(reading, piece.sure):
        reading = unread(reading)
    return Clause(piece.text, piece.start, reading, tried=True)


def _joined(found: Found, last: Clause, piece: MessagePiece) -> bool:
    """Read a part together with the one before it; tell whether both ask for the same."""
    text = found.text[last.start : piece.end]
    reading = found.read(text, found.topic)
    if intent_of(reading) != intent_of(last.reading):
        return False
    found.answered[-1] = replace(last, text=text, reading=reading)
    return True


def _says_all(found: Found, piece: MessagePiece, reading: Reading) -> bool:
    """Tell whether a part is so sure by itself that its pronoun hardly points back: "how it costs, the printing"."""
    if piece.sure <= SENTENCE_SURE or word_count(piece.text) < _FEWEST_SAYING_ALL:
        return False
    alone = found.read(piece.text, None)
    return intent_of(alone) == intent_of(reading) and confidence_of(alone) >= _SAYS_ALL


def _asked_apart(found: Found, last: Clause, piece: MessagePiece, reading: Reading) -> bool:
    """Tell whether two sentences that each ask surely ask for two things, though these are mostly one request."""
    if intent_of(last.reading) == intent_of(reading) or piece.sure > SENTENCE_SURE:
        return False
    if not (is_marked(last.text) and is_marked(piece.text)) or takes_title(last.reading) or takes_title(reading):
        return False
    alone = found.read(piece.text, None)
    return (
        intent_of(alone) == intent_of(reading) and min(confidence_of(last.reading), confidence_of(alone)) >= _SURELY_TWO
    )
