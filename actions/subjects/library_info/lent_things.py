"""How long another kind of thing is lent, asked by its name alone after the terms of lending: «مجله؟», "and games?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import follows_up
from actions.subjects.facts.fact_told import tell_found
from actions.subjects.library_info.terms import terms
from crm.knowledge.aspects import tells
from crm.knowledge.entries import FACT, KnowledgeEntry
from crm.knowledge.searching import FoundEntry, index_of
from crm.knowledge.telling_words import telling
from crm.knowledge.things_lent import things_named
from language.normalise import fold
from language.requests.speech.bare_questions import named_words

__all__ = ["names_lent_thing"]

_OF_LENDING = frozenset({"loan_policy", "borrow", "course_reserves"})
_FEW, _ONE = 5, 1
_READ_SO = frozenset(
    "loan_policy borrow course_reserves equipment facilities search_book recommendation nlu_fallback out_of_scope chitchat".split()
)
# Whether there are any, and what was done with one, is more than its name.
_ELSE = re.compile(
    r"\b(?:have|got|any|take|lost|broken?|renew|new|old|want|need|find)\b|(?<!\w)(?:دارید|دارین|دارم|گم|خراب|تمدید|جدید|قدیمی|میخوام|می ?خواهم)(?!\w)|\b(?:darid|darin|daram|gom|kharab|tamdid|jadid|mikham)\b"
)
# The rules of lending call these so.
_TYPES = {"film": "dvd", "textbook": "textbook"}
_LENT = re.compile(r"\b(?:lend\w*|lent|borrow\w*|take\w* home)\b|امانت|می ?بر|ببر", re.IGNORECASE)


@follows_up
async def names_lent_thing(turn: Turn) -> bool:
    """Tell the terms of a kind of thing that is all that a few words name, after those of another were told."""
    last = turn.thread.last
    waits = (turn.slot("pending") or {}).get("awaits") not in (None, "yes")
    if turn.intent not in _READ_SO or _ELSE.search(fold(turn.text)):
        return False
    if turn.is_payload or waits or last is None or last.act not in _OF_LENDING or word_count(turn.text) > _FEW:
        return False
    named = things_named(fold(turn.text))
    if len(named) != 1 or len(telling(named_words(turn.text))) > _ONE:
        return False
    thing = next(iter(named))
    kept = {one.item_type for one in await turn.library.lending_terms()}
    if (kind := _TYPES.get(thing, thing)) in kept and kind in _TYPES.values():
        turn.intent = "loan_policy"
        await terms(turn, kind)
        return True
    entry = await _lending_of(turn, thing)
    if entry is None:
        return False
    turn.intent = "loan_policy"
    turn.did("loan_policy", topic=thing, result="told")
    acts = list(turn.acts)
    await tell_found(turn, [FoundEntry(entry, 1.0)])
    # What lending is told of stays spoken of, whatever topic the fact stands in.
    turn.acts[:] = acts
    return True


async def _lending_of(turn: Turn, thing: str) -> KnowledgeEntry | None:
    """Give the fact that says how long a kind of thing is lent, or that it is not; None where none does."""
    asked = [
        entry
        for entry in (await index_of(turn.store)).entries
        if entry.kind == FACT
        and not entry.is_open
        and entry.is_valid(turn.today)
        and things_named(fold(" ".join(entry.title.values()))) == {thing}
        and any(_LENT.search(fold(title)) for title in entry.title.values())
    ]
    return next((one for one in asked if any(tells(text, "duration") for text in one.text.values())), None)
