"""A later part of a message that names nothing of its own: "… and how long, and how much?", «… کارت لازمه؟».

A message of several requests is heard part by part. What such a part asks is asked of the thing that the part before it
was answered for, whatever a few words are read as by themselves.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.facts.finding import find_for_part, look_at_parts, without_branches
from actions.subjects.facts.fact_told import tell_found, tell_with_questions
from actions.subjects.facts.several_questions import PER
from actions.subjects.facts.sureness import CHOSEN
from actions.subjects.second_looks.untold_parts import fact_of_part
from crm.knowledge.asking_parts import wants_of, without_wants
from crm.knowledge.aspects import tells
from crm.knowledge.entries import FACT, KnowledgeEntry
from crm.knowledge.searching import FoundEntry, index_of, shares
from crm.knowledge.telling_words import telling
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.library_info.whereabouts import asks_for_the_way, asks_of_opening
from language.requests.speech.bare_questions import in_full, named_words
from protocol.intents import traits_of

__all__ = ["hears_leaning_part"]

_LONGEST, _MOST_NAMED = 7, 1
_OWN_ACTS = frozenset(
    "renew hold cancel_hold loans hold_status complaint suggest_purchase sign_in sign_out human_help change_language"
    " emergency my_data case_add case_status search_book recommendation".split()
)
_SURE = 0.9
# It asks for the address of the house itself, or for its hours.
_OF_THE_HOUSE = re.compile(
    r"\b(?:you|your|address|library|hours)\b|آدرس|نشانی|(?<!\w)(?:(?:باز|تعطیل)(?:ید|ین| هستین| هستید)|شعبه ?ها\w*)(?!\w)|ساعت کار|کتابخ[او]نه|\b(?:adres\w*|bazi[dn]|tatili[dn])\b"
)

# What becomes of the thing, and names none.
_SAID_OF_IT = re.compile(
    r"\b(?:kept|keep|held|hold|last|takes?|needs?|needed|get|got|have|bring|open|opens|close|closes)\b|نگه\w*|طول|می ?کش\w*|می ?گیر\w*|بگیر\w*|می ?خواد|لازم\w*|بیا\w*|باید"
)
_CARD = re.compile(r"\b(?:cards?|member\w*)\b|کارت|عضو|\b(?:kart|ozv)\w*")


async def hears_leaning_part(turn: Turn) -> LookStep:
    """Tell of the thing of the part before what a later part asks of it; leave what names a thing of its own."""
    told = await _told_before(turn)
    if told is None or not await _leans(turn):
        return LookStep.ON
    entries = await _asked_of(turn, told)
    if not entries:
        return LookStep.ON
    # What the words of the part alone would ask for is not told beside it.
    turn.settled = True
    topic = told.topic or turn.intent
    turn.intent, turn.confidence = topic, 1.0
    if len(entries) == 1 and entries[0].ref != told.ref:
        turn.did(topic, topic=topic, result="told")
        await tell_found(turn, [FoundEntry(entries[0], 1.0)])
    else:
        # What is said once more stands beside its question.
        await tell_with_questions(turn, entries)
    return LookStep.DONE


async def _told_before(turn: Turn) -> KnowledgeEntry | None:
    """Give the fact that the part before has told; None in the first part, and where it told none."""
    last = turn.recall("fact") or {}
    if turn.is_payload or turn.message_id == turn.first_id or last.get("at") != turn.first_id:
        return None
    entry = (await index_of(turn.store)).by_ref.get(str(last.get("ref")))
    return entry if entry is not None and entry.kind == FACT and entry.is_valid(turn.today) else None


async def _leans(turn: Turn) -> bool:
    """Tell whether a part is a few words that order nothing and name hardly anything."""
    if word_count(turn.text) > _LONGEST or turn.entity("title") or turn.entity("author"):
        return False
    if orders_to_hold(turn.text) or orders_to_renew(turn.text) or asks_for_the_way(turn.text):
        return False
    traits = traits_of(turn.intent)
    talk = traits.social and not traits.declined
    if talk or traits.answers_a_question or (turn.intent in _OWN_ACTS and turn.confidence >= _SURE):
        return False
    if _OF_THE_HOUSE.search(fold(turn.text)):
        return False
    rest = _SAID_OF_IT.sub(" ", without_wants(await without_branches(turn, turn.text)))
    return len(set(telling(named_words(rest)))) <= _MOST_NAMED


async def _asked_of(turn: Turn, told: KnowledgeEntry) -> list[KnowledgeEntry]:
    """Give what tells each thing that a part wants of what was told; one that is chosen for it where it wants none."""
    wants = wants_of(turn.text)
    named = (
        named_words(await without_branches(turn, _SAID_OF_IT.sub(" ", PER.sub(" ", without_wants(turn.text)))))
        if wants
        else ""
    )
    of_card = _CARD.search(fold(turn.text)) and not any(_CARD.search(fold(one)) for one in told.text.values())
    if of_card or (telling(named) and not shares(told, named)):
        # "And how much is a card?" after printing names a thing of its own.
        return []
    if asks_of_opening(turn.text) and all(tells(text, "time") for text in told.text.values() if text):
        # Until when the café is open was told with it.
        return [told]
    await look_at_parts(turn, [turn.text], told)
    found: list[KnowledgeEntry] = []
    for want in sorted(wants):
        # "How long and how much" is looked up as two questions.
        words = in_full(want, turn.language) if len(wants) > 1 else turn.text
        entry = await fact_of_part(turn, words or turn.text, told, frozenset({want}))
        if entry is None:
            return []
        if entry not in found:
            found.append(entry)
    if wants:
        return found
    chosen = await find_for_part(turn, turn.text, told.topic, told=told, said=told.title.get(turn.language, ""))
    best = chosen[0] if chosen else None
    near = best is not None and best.score >= CHOSEN and best.entry.topic == told.topic and not best.entry.is_open
    if best is None or not near or not (best.entry.ref == told.ref or shares(best.entry, turn.text)):
        return []
    return [best.entry]
