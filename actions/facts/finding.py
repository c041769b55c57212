"""Finding of what answers a question among facts and passages, alone or with what was told before it."""

from __future__ import annotations

from actions.dialogue.turn import Turn
from actions.dialogue.vectors import vector_of
from actions.dialogue.wording import word_count
from actions.facts.told import with_rule_values
from crm.knowledge import searching
from crm.knowledge.entries import asked_text
from crm.knowledge.searching import After, Found, Question
from crm.library_info import directory
from language.detect import is_finglish
from language.requests.bare_questions import find_aspect, in_full
from language.requests.ellipsis import find_ellipsis

__all__ = ["SHORT", "branch_spoken_of", "find_facts"]

# A question of so many words may be one about what was told just before, in the last turns.
SHORT, RECENT = 9, 2
# What is read so surely as of another topic leans on nothing.
SURELY_ANOTHER = 0.9


async def find_facts(turn: Turn, text: str, topic: str | None, *, alone: bool = False) -> list[Found]:
    """Rank facts and passages for a question, maybe of a topic; a short one may lean on the last, if not `alone`."""
    if is_finglish(text):
        text = (await searching.index_of(turn.store)).in_persian(text)
    branch = await branch_spoken_of(turn, text)
    aspect = find_aspect(text)
    last = None if alone else _leant_on(turn, text, topic, bare=aspect is not None)
    after = None
    if last is not None:
        both = f"{text} {last['asked']}"
        vector = await vector_of(turn, asked_text(both))
        after = After(last["ref"], last.get("topic"), both, vector, surely=aspect is not None)
        text = f"{text} {in_full(aspect or '', turn.language)}".strip()
    question = Question(
        text=text,
        language=turn.language,
        day=turn.today,
        vector=await vector_of(turn, asked_text(text)),
        topic=topic,
        branch_id=branch.id if branch else None,
        after=after,
    )
    found = await searching.search(turn.store, question)
    # Of a rule that is not known any more nothing is told.
    return [one for one in found if await with_rule_values(turn, one.entry.text) is not None]


async def branch_spoken_of(turn: Turn, text: str) -> directory.Branch | None:
    """Give the branch that words name, or, of a few words, the one that was told of just before."""
    branch = await directory.find_branch(turn.store, turn.entity("branch") or text)
    if branch is not None or word_count(text) > SHORT:
        return branch
    last = turn.thread.last
    return await directory.find_branch(turn.store, last.branch) if last is not None and last.branch else None


def _leant_on(turn: Turn, text: str, topic: str | None, *, bare: bool) -> dict[str, str] | None:
    """Give what was told in one of the last turns, where a short question may be about it."""
    last: dict[str, str] | None = turn.recall("fact")
    turns = turn.thread.turns[-RECENT:]
    if not last or not last.get("asked") or word_count(text) > SHORT:
        return None
    if all(one.get("message") != last.get("at") for one in turns):
        return None
    leans = bare or turn.prior is not None or find_ellipsis(text) is not None
    another = topic is not None and topic != last.get("topic") and turn.confidence >= SURELY_ANOTHER
    return last if leans or not another else None
