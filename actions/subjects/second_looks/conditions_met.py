"""What a rule that is told asks, measured against the day, the hour, the people and the books that a message names."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.heard import Heard
from actions.dialogue.turn import Turn, as_count, as_date
from actions.facts.finding import entries_told, find_facts
from actions.rasa.registry import rescues
from actions.subjects.facts.fact_told import tell_both
from actions.subjects.facts.near_facts import likely_of
from crm.knowledge import searching
from crm.knowledge.entries import FACT, KnowledgeEntry
from crm.knowledge.telling_words import telling
from language.requests.library_info.conditions import (
    RuleConditions,
    Supposed,
    conditions_of,
    supposed_in,
)
from language.requests.library_info.counted import many_books

__all__ = ["tell_conditions"]

_TELLS = frozenset({"utter_fact", "utter_fact_asked", "utter_facts", "utter_fact_near", "utter_facts_near"})
# Whose rule was told before, and is not told again.
_NOT_AGAIN = "utter_not_arranged"
_MOST = 3


@rescues
async def tell_conditions(turn: Turn, heard: Heard) -> None:
    """Say what the rule means for the day and the people that are named, and tell the rule where it is not told."""
    if heard.is_payload or not turn.answers or turn.recall("emergency"):
        return
    name, said = turn.answers[0]
    if name not in _TELLS and name != _NOT_AGAIN:
        return
    told = [one for one in await entries_told(turn, said) if one.kind == FACT]
    if name in _TELLS and (more := await _of_many_books(turn, heard.text, told)):
        await tell_both(turn, [*told[: _MOST - len(more)], *more])
        return
    rules = await _rules(turn, told)
    supposed = supposed_in(heard.text, turn.today)
    if supposed == Supposed():
        return
    lines, sources = _measured(turn, supposed, rules)
    left = [one for one in sources if one not in told]
    if lines and left and name in _TELLS:
        await tell_both(turn, [*told[: _MOST - len(left)], *left])
    turn.answers[:0] = lines


async def _rules(turn: Turn, told: Sequence[KnowledgeEntry]) -> list[tuple[KnowledgeEntry, RuleConditions]]:
    """Give what asks something among what is told and the facts of the same matter, those that are told first."""
    first = list(told)
    if not first:
        last = (await searching.index_of(turn.store)).by_ref.get(str((turn.recall("fact") or {}).get("ref")))
        first = [last] if last is not None and last.topic == turn.intent else []
    topic = first[0].topic if first else None
    if topic is None or any(one.topic != topic for one in first):
        return []
    if conditions_of(first[0].text.values()) == RuleConditions():
        # What asks nothing is of another matter than a rule that is told beside it.
        return []
    about = {word for one in first for word in telling(one.title.get(turn.language, ""))}
    others = [one for one in await searching.of_topic(turn.store, topic, turn.today) if one not in first]
    same = [one for one in others if set(telling(one.title.get(turn.language, ""))) & about]
    read = [(one, conditions_of(one.text.values())) for one in (*first, *same)]
    return [(one, rule) for one, rule in read if rule != RuleConditions()]


async def _of_many_books(turn: Turn, text: str, told: Sequence[KnowledgeEntry]) -> list[KnowledgeEntry]:
    """Give the rule that begins at a number of books, where more are spoken of, and what else is likely beside it."""
    topic = told[0].topic if told else None
    count = many_books(text)
    if topic is None or not count or any(conditions_of(one.text.values()).books for one in told):
        return []
    of_topic = await searching.of_topic(turn.store, topic, turn.today)
    rule = next((one for one in of_topic if count > (conditions_of(one.text.values()).books or count)), None)
    if rule is None:
        return []
    likely = likely_of(await find_facts(turn, text, topic), topic, text)
    return [*(one for one in likely if one not in (*told, rule)), rule][-(_MOST - len(told[: _MOST - 1])) :]


def _measured(
    turn: Turn, supposed: Supposed, rules: Sequence[tuple[KnowledgeEntry, RuleConditions]]
) -> tuple[list[tuple[str, dict[str, object]]], list[KnowledgeEntry]]:
    """Give what is said of what is supposed, and the rules that say so: of each condition the first that states it."""
    notice = next((one for one in rules if one[1].notice is not None), None)
    days = next((one for one in rules if one[1].weekdays is not None), None)
    most = next((one for one in rules if one[1].people is not None), None)
    lines: list[tuple[str, dict[str, object]]] = []
    sources: list[KnowledgeEntry] = []

    def line(answer: str, source: KnowledgeEntry, **facts: object) -> None:
        lines.append((answer, {**facts, "status": "answered"}))
        if source not in sources:
            sources.append(source)

    if days is not None and (wrong := supposed.wrong_day(days[1])) is not None:
        line("utter_rule_other_day", days[0], day=as_date(wrong))
    if notice is not None:
        whole = RuleConditions(notice=notice[1].notice, weekdays=days[1].weekdays if days is not None else None)
        if (first := supposed.earliest(whole, turn.today)) is not None:
            line("utter_rule_too_soon", notice[0], when=as_date(first))
    if days is not None and days[1].mornings and supposed.later:
        line("utter_rule_mornings", days[0])
    if most is not None and supposed.people:
        fits = supposed.people <= (most[1].people or 0)
        answer = "utter_rule_people_fit" if fits else "utter_rule_too_many"
        line(answer, most[0], count=as_count(supposed.people, "person"))
    return lines, sources
