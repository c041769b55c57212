"""All facts that a message asks for: those that were left out are told with the one that was, or instead of another.

It looks at what was said in the end, whoever said it. What did, filed or asked something stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.heard import Heard
from actions.dialogue.turn import Turn
from actions.facts.finding import entries_told, facts_asked, without_branches
from actions.rasa.registry import rescues
from actions.subjects.facts.fact_told import tell_both, tell_found, tell_with_questions
from actions.subjects.facts.near_facts import tell_near_of
from actions.subjects.own.own_questions import asks_of_record
from actions.subjects.second_looks.unfit_words import DEEDS, GIVES_WAY, OF_OWN, WALLS
from crm.knowledge.asking_parts import clauses_of, without_wants
from crm.knowledge.entries import FACT, KnowledgeEntry
from crm.knowledge.searching import FoundEntry, shares
from crm.knowledge.telling_words import telling
from language.normalise import fold
from language.requests.speech.bare_questions import named_words
from protocol.intents import traits_of

__all__ = ["tell_all_asked"]

# What tells one fact or several, and what tells none, or only what may be meant.
_TOLD = frozenset({"utter_fact", "utter_fact_asked", "utter_fact_untold", "utter_facts"})
_WEAK = frozenset({"utter_fact_near", "utter_facts_near", "utter_fact_unknown", "utter_facts_perhaps"})
_LEFT = "utter_parts_unanswered"
# So likely is what is told beside another fact or in the place of what may be meant, by itself, and at most so many:
# of three rounds, each left out, half of what is told from LIKELY on belongs to a perfect answer (docs/facts.md).
LIKELY, ALONE, MOST = 0.3, 0.5, 3
# Beside a fact that is less likely than that, others are told from these bounds on: what was really asked for is then
# among them more often than one is told for nothing. Beside a likelier one they only make the answer longer. Two judges
# who did not know which is which read 75 answers of two rounds with and without them (docs/facts.md).
DOUBTED, BEHIND, BEHIND_ALONE = 0.75, 0.15, 0.25
# And in the place of an answer of another kind: of one that gives way to facts, and of any that only told something.
GIVES, SURELY, WHATEVER_READ = 0.45, 0.6, 0.75
_OF_ONES_OWN = 0.5
# What was cut out as a title, and is none of the library's, may be no title.
_NOT_FOUND = frozenset({"utter_search_what", "utter_search_none"})
# What a perfect answer is made of where a fact is (docs/understanding.md).
_OF_FACTS = frozenset({"fact", "rule"})
_TELLS_NOTHING = frozenset({"utter_clarify", "utter_out_of_scope", "utter_search_what"}) | WALLS
# These tell a rule in numbers, a way, or what stands in a case or an account: a fact only repeats some of it.
_COMPUTED = (
    "late_terms", "puzzled", "fact_total", "fact_sum", "emergency", "place", "event_book", "card_change", "case",
    "child", "holds", "loans",
)  # fmt: skip
# And these say much of what they are about: they give way only to what is surely asked for.
_FULL = frozenset({"utter_location", "utter_staff_contact", "utter_lost_card_whose"})


@rescues
async def tell_all_asked(turn: Turn, heard: Heard) -> None:
    """Tell what was asked for and not told; leave the answer where nothing is likely enough."""
    if heard.is_payload or not turn.answers or not heard.text.strip() or turn.recall("emergency"):
        return
    name, said = turn.answers[0]
    if name in _TOLD:
        await _beside(turn, heard, await entries_told(turn, said))
    elif name in _WEAK:
        await _for_what_may_be_meant(turn, heard, await entries_told(turn, said))
    elif _only_tells(turn, heard):
        await _in_place(turn, heard)


async def _beside(turn: Turn, heard: Heard, told: Sequence[KnowledgeEntry]) -> None:
    """Tell what else is asked for with what was told."""
    room = MOST - len(told)
    if not told or room <= 0 or any(entry.kind != FACT for entry in told):
        return
    beside = {entry.ref for _, said in turn.answers for entry in await entries_told(turn, said)}
    others = [one.entry for one in await _likely(turn, heard, LIKELY) if one.entry.ref not in beside]
    if not others:
        return
    if turn.answers[0][0] == "utter_fact_untold":
        # What was offered to be passed on is told now.
        turn.changes.pop("pending", None)
    await tell_both(turn, [*told, *others[:room]])
    _drop_what_was_left(turn)


async def _for_what_may_be_meant(turn: Turn, heard: Heard, near: Sequence[KnowledgeEntry]) -> None:
    """Tell what is likely asked for in the place of what may be meant, or is not known."""
    waits = turn.slot("pending") or {}
    if waits.get("key") or any(name not in _WEAK | {_LEFT} for name, _ in turn.answers):
        return
    found = await _likely(turn, heard, LIKELY)
    if not found or {one.entry.ref for one in found} == {entry.ref for entry in near}:
        return
    if len(found) == 1 and (found[0].score < ALONE and near):
        # Both that may be meant say more than the one that is hardly likelier.
        return
    heard.restore(turn)
    if len(found) > 1:
        await tell_with_questions(turn, [one.entry for one in found])
    elif found[0].score < ALONE:
        await tell_near_of(turn, found[0])
    else:
        await tell_found(turn, found)


async def _in_place(turn: Turn, heard: Heard) -> None:
    """Tell the facts that are surely asked for in the place of what only told something else."""
    # What named a language to talk in by mistake was read as something else.
    intent = turn.intent if heard.intent == "change_language" else heard.intent
    names = {name for name, _ in turn.answers}
    named = bool(heard.entities.get("title"))
    if intent in DEEDS or traits_of(intent).social or (named and not names <= _NOT_FOUND):
        return
    # The calendar knows more of what goes on than any fact.
    if not telling(named_words(heard.text)) or asks_of_record(heard.text) or "utter_events" in names:
        return
    gives_way = names <= GIVES_WAY - _FULL
    least = GIVES if gives_way and not named else SURELY
    if not turn.sides:
        # What opens a conversation is read by its words alone: there only what tells nothing gives way.
        of_own = OF_OWN.search(fold(heard.text).replace("’", "'")) is not None
        least = SURELY if names <= _TELLS_NOTHING and not (of_own and names & WALLS) else 1.0
    elif not _asks_for_facts(turn):
        least = WHATEVER_READ if not _is_of_ones_own(turn) else 1.0
    found = await _likely(turn, heard, LIKELY) if least < 1.0 else []
    if not found or found[0].score < least:
        return
    heard.restore(turn)
    if len(found) > 1:
        await tell_with_questions(turn, [one.entry for one in found])
    else:
        turn.did(found[0].entry.topic or turn.intent, topic=found[0].entry.topic or "", result="told")
        await tell_found(turn, found)


def _asks_for_facts(turn: Turn) -> bool:
    """Tell whether a perfect answer is most likely made of facts, and needs no account."""
    way = turn.sides.get("way") or {}
    return max(way, key=lambda name: way[name], default="") in _OF_FACTS and not _is_of_ones_own(turn)


def _is_of_ones_own(turn: Turn) -> bool:
    return (turn.sides.get("account") or {}).get("true", 0.0) >= _OF_ONES_OWN


def _only_tells(turn: Turn, heard: Heard) -> bool:
    """Tell whether a turn did, filed and began nothing; a question that it was about to ask is left out with it."""
    if turn.begun is not None or turn.effects != heard.effects or turn.slots.get("pending"):
        return False
    names = {name for name, _ in turn.answers}
    told = all(act.result == "told" and not act.undo for act in turn.acts) and not turn.changes.get("pending")
    # What was read of the account for it tells of the patron's own.
    told = told and not turn.account_reads
    return names <= GIVES_WAY or (told and not any(name.removeprefix("utter_").startswith(_COMPUTED) for name in names))


def _drop_what_was_left(turn: Turn) -> None:
    turn.answers[:] = [one for one in turn.answers if one[0] != _LEFT]


async def _likely(turn: Turn, heard: Heard, least: float) -> list[FoundEntry]:
    """Give the facts that are so likely asked for; behind the first those of a message that is only one clause more."""
    found = await facts_asked(turn, heard)
    several, doubted = bool(clauses_of(heard.text)), bool(found) and found[0].score < DOUBTED
    if doubted:
        behind = BEHIND if several else BEHIND_ALONE
    else:
        behind = least if several else max(least, ALONE)
    rest = await without_branches(turn, heard.text)
    # "Is there a limit on how long?" names nothing: what leans on what was told asks of no other topic.
    leans = bool(found) and found[0].leans and _names_nothing(heard.text)
    return [
        one
        for place, one in enumerate(found)
        if one.score >= (behind if place else least)
        and not one.entry.is_open
        and one.entry.kind == FACT
        and not (place and _only_of_branch(one.entry, found[0].entry, rest))
        and not (leans and one.entry.topic != found[0].entry.topic)
    ][:MOST]


def _names_nothing(text: str) -> bool:
    """Tell whether a text names no thing of its own, but for a limit that it asks of."""
    return not set(telling(named_words(without_wants(text)))) - _LIMITS


_LIMITS = frozenset("oh limit limits maximum max most سقف محدودیت حداکثر mahdudiat saghf".split())


def _only_of_branch(entry: KnowledgeEntry, best: KnowledgeEntry, rest: str) -> bool:
    """Tell whether a fact of a branch is of another topic than the best one, found for the branch’s name alone."""
    return entry.branch_id is not None and entry.topic != best.topic and not shares(entry, rest)
