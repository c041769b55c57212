"""Answers that do not fit what was said: they are held back, and the thing that was spoken of is asked of instead.

A search for words that name nothing, "which one?" where nothing points at a list, the catalogue's word on a book that
the patron has at home, and the very same answer to something else. Only what told something is held back, never what
did or filed anything; where nothing fits better, it is said after all.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Awaitable, Callable

from actions.dialogue.heard import Answered, Heard
from actions.dialogue.keeping import fingerprint
from actions.dialogue.thread import Thread
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.finding import find_facts
from actions.rasa.registry import HANDLERS, rescues
from actions.subjects.cases.told_trouble import files_trouble
from actions.subjects.facts.fact_told import tell_found
from actions.subjects.facts.facts import answer_clearly
from actions.subjects.second_looks.needless_walls import past_wall
from actions.subjects.second_looks.unfit_loans import described_loan, of_own_loan
from actions.subjects.second_looks.unfit_questions import (
    asks_aside,
    asks_of_library,
    is_registered,
    no_search,
    no_wall,
    of_event_or_room,
    of_told_subject,
)
from actions.subjects.second_looks.unfit_remarks import pleads, pleads_or_remarks, remarks
from actions.subjects.second_looks.unfit_suggestions import another_wish, asks_how, more_like_it
from actions.subjects.second_looks.unfit_titles import confirms, name_wins, title_of_talk, which_branch
from actions.subjects.second_looks.unfit_words import (
    ANY_WALL,
    ASIDE,
    ASKED_TITLE,
    ASKED_WHICH,
    ASKED_WISH,
    EXCLAIMS,
    FEW_ASKED,
    FILED,
    HOURS,
    LATE,
    LOWER,
    MOST_WORDS,
    NOTHING_KNOWN,
    OF_ANOTHER,
    OF_PLACES,
    OF_RULES,
    READINGS,
    RULES,
    SEARCHED,
    SENTENCES,
    SHORT,
    SHOWN,
    SUMS,
    TELLING,
    VAGUE,
    WALLS,
)
from crm.knowledge.searching import SURE, shares
from language.normalise import fold
from language.requests.library_info.whereabouts import asks_of_opening
from language.requests.speech.phrases import words_of

__all__ = ["fit"]


@rescues
async def fit(turn: Turn, heard: Heard) -> None:
    """Put a better answer in the place of one that does not fit; leave it where there is none."""
    if heard.is_payload or not heard.text.strip() or not turn.answers or turn.recall("emergency"):
        return
    names = [name for name, _ in turn.answers]
    if names and set(names) <= FILED:
        await _asked_beside(turn, heard)
        return
    for held_back, look in _LOOKS:
        if not set(names) <= held_back:
            continue
        said = Answered(turn)
        if await look(turn, heard):
            return
        said.restore(turn)
    if _told_before(turn, heard):
        said = Answered(turn)
        if await pleads_or_remarks(turn, heard):
            return
        said.restore(turn)
        heard.restore(turn)
        if not (await answer_clearly(turn) and not _told_before(turn, heard)):
            said.restore(turn)


async def _asked_beside(turn: Turn, heard: Heard) -> None:
    """Tell what a sentence beside what was filed asks of the library: "he shouted at my son. Where is the director?"."""
    parts = [part.strip() for part in SENTENCES.findall(heard.text) if part.strip()]
    asked = [part for part in parts if part.endswith(("?", "؟"))]
    if len(parts) < 2 or len(asked) != 1 or asked[0] == parts[0] or word_count(asked[0]) < FEW_ASKED:
        return
    if asks_of_opening(asked[0]):
        kept = turn.text, turn.intent, turn.confidence, dict(turn.entities)
        turn.text, turn.intent, turn.confidence = asked[0], "hours", 1.0
        await HANDLERS["hours"].handler(turn)
        turn.text, turn.intent, turn.confidence, turn.entities = kept
        return
    found = [one for one in await find_facts(turn, asked[0], None, alone=True) if not one.entry.is_open]
    if not found or found[0].score < SURE or not shares(found[0].entry, asked[0]):
        return
    intent, entities = turn.intent, dict(turn.entities)
    await tell_found(turn, found)
    turn.intent, turn.entities = intent, entities


def _told_before(turn: Turn, heard: Heard) -> bool:
    """Tell whether the very answers of the turn before were given again to words that say something else."""
    if not 2 <= word_count(heard.text) <= MOST_WORDS:
        return False
    before = Thread.of(turn.slots.get("thread")).before(turn.message_id)
    if not before.turns or not all(
        name.removeprefix("utter_").startswith(TELLING)
        and facts.get("status") == "answered"
        and before.times_said(fingerprint(name, facts))
        for name, facts in turn.answers
    ):
        return False
    said = {word for act in before.acts() for word in words_of(act.words)}
    new = [word for word in words_of(heard.text) if word not in said and len(word) > SHORT]
    folded = fold(heard.text).replace("’", "'")
    return len(new) > 1 or EXCLAIMS.search(folded) is not None or LOWER.search(folded) is not None


_Look = Callable[[Turn, Heard], Awaitable[bool]]
_LOOKS: tuple[tuple[frozenset[str], _Look], ...] = (
    (NOTHING_KNOWN, files_trouble),
    (ASKED_TITLE, title_of_talk),
    (ASKED_WHICH, asks_of_library),
    (ASKED_WISH, another_wish),
    (SEARCHED | ASKED_TITLE | VAGUE, is_registered),
    (VAGUE | SEARCHED | ASKED_WHICH, confirms),
    (VAGUE | SEARCHED | RULES, remarks),
    (OF_ANOTHER, name_wins),
    (SEARCHED, no_search),
    (SHOWN, of_own_loan),
    (OF_PLACES, which_branch),
    (READINGS, asks_how),
    (SUMS, pleads),
    (OF_RULES, described_loan),
    (SHOWN, more_like_it),
    (ASIDE, asks_aside),
    (WALLS, no_wall),
    (HOURS, of_event_or_room),
    (ANY_WALL, past_wall),
    (LATE, of_told_subject),
)
