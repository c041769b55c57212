"""The other part of a double question: where an answer tells one of the things that were asked, the other is told, too.

It looks at what was said in the end, whoever said it, and adds the fact that tells what is left of the message, or puts
both facts in the place of an answer that told nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.heard import Heard
from actions.dialogue.turn import Turn
from actions.facts.finding import entries_told, find_facts, find_for_part, look_at_parts
from actions.rasa.registry import rescues
from actions.subjects.facts.fact_told import tell_both
from actions.subjects.facts.facts import answer_as
from actions.subjects.facts.sureness import CHOSEN
from actions.subjects.library_info.terms import asked_kind, late_terms, terms
from actions.subjects.own.own_questions import asks_of_record
from crm.knowledge import searching
from crm.knowledge.agreement import RARE, answering
from crm.knowledge.asked_kinds import named_people
from crm.knowledge.asking_parts import AskedPart, asked_parts, tells_want, wants_of, without_wants
from crm.knowledge.entries import KnowledgeEntry
from crm.knowledge.searching import SURE, FoundEntry, shares
from crm.knowledge.telling_words import telling
from language.normalise import fold
from language.requests.deeds.blocking import tells_lost_card
from language.requests.speech.bare_questions import in_full, named_words
from language.stems import stems

__all__ = ["fact_of_part", "tell_untold_parts"]

# What tells one fact, and what tells none, or only what may be meant.
_TOLD = frozenset({"utter_fact", "utter_fact_asked", "utter_fact_total", "utter_fact_untold"})
_WEAK = frozenset(
    {
        "utter_fact_near",
        "utter_facts_near",
        "utter_fact_unknown",
        "utter_facts_perhaps",
        "utter_sign_in",
        "utter_lost_card_whose",
    }
)
_SEVERAL = frozenset({"utter_facts"})
_OF_LOANS = frozenset({"utter_terms", "utter_late_terms"})
_OF_EVENTS = frozenset({"utter_event_book", "utter_event_book_order", "utter_event_age"})
# The kinds of questions (crm.knowledge.asked_kinds) by which a want is asked, and the share of an entry's ways that do.
_KINDS = {
    "price": "price",
    "duration": "duration",
    "place": "place",
    "ready": "time",
    "booking": "need",
    "papers": "need",
}
_LEAST_ASKED = 0.25
# Of what is left of a search when the fact that was told is taken out.
_LEAST_LEFT, _LEAST = 0.4, 0.04
_BOTH, _LEFT = 2, "utter_parts_unanswered"
# Beside so many facts another one is still told.
_ROOM_OF_SEVERAL = 3
# So large a share of a fact's ways ask for what a part wants, and so many words of its questions name the same thing.
_MOSTLY, _LEAST_SHARED = 0.5, 3


@rescues
async def tell_untold_parts(turn: Turn, heard: Heard) -> None:
    """Tell the part of a double question that was left out; leave the answer where nothing tells it."""
    if heard.is_payload or not turn.answers or turn.recall("emergency"):
        return
    name, said = turn.answers[0]
    if [one for one, _ in turn.answers] == ["utter_facts", _LEFT]:
        await _of_what_is_left(turn, await entries_told(turn, said))
        return
    parts = asked_parts(heard.text) if name in _TOLD | _SEVERAL | _WEAK | _OF_LOANS | _OF_EVENTS else []
    if len(parts) < _BOTH:
        if name in _TOLD and _OF_BOTH.search(fold(heard.text)):
            await _for_the_other(turn, heard, await entries_told(turn, said))
        return
    if name in _OF_LOANS:
        await _of_loans(turn, name, parts)
        return
    if name in _OF_EVENTS:
        if any("price" in part.wants for part in parts):
            # How one registers, and for whom it is, is told of one event, what it costs of all.
            await answer_as(turn, "events", fa="شرکت در برنامه‌ها رایگان است؟", en="Are events free of charge?")
        return
    told = await entries_told(turn, said)
    beside = [entry for _, other in turn.answers[1:] for entry in await entries_told(turn, other)]
    if name == "utter_sign_in" and asks_of_record(heard.text):
        return
    if name == "utter_lost_card_whose" and tells_lost_card(heard.text):
        return
    if name in _TOLD | _SEVERAL | _WEAK:
        await look_at_parts(turn, [part.text for part in parts if not part.named], told[0] if told else None)
    if name in _TOLD and len(told) == 1:
        await _beside(turn, told[0], parts, beside)
    elif name in _SEVERAL and 1 < len(told) <= _ROOM_OF_SEVERAL:
        await _beside_several(turn, told, parts)
    elif name in _WEAK and not (turn.slot("pending") or {}).get("key") and len(turn.answers) == 1:
        await _in_place(turn, heard, told, parts)


async def _of_what_is_left(turn: Turn, told: Sequence[KnowledgeEntry]) -> None:
    """Tell each thing that the parts without an answer want of what was told; what wants none of it stays left."""
    if not told:
        return
    (_, facts), (_, left) = turn.answers
    entries, still = list(told), []
    for part in [str(one["part"]) for one in left["parts"]["list"]]:
        wants = sorted(wants_of(part))
        asked = {want: in_full(want, turn.language) if len(wants) > 1 else part for want in wants}
        found = [await fact_of_part(turn, asked[want] or part, told[0], frozenset({want})) for want in wants]
        known = [one for one in found if one is not None]
        if not found or len(known) < len(found) or telling(named_words(without_wants(part))):
            still.append(part)
        else:
            entries += [one for one in known if one not in entries]
    if still or len(entries) == len(told):
        return
    turn.answers[:] = [("utter_facts", facts)]
    await tell_both(turn, entries)


# For oneself and for a child, in one word.
_OF_BOTH = re.compile(
    r"\b(?:both of us|us both|the two of us|me and my (?:son|daughter|kid|child)"
    r"|my (?:son|daughter|child) and (?:me|i))\b"
    r"|هر ?دو(?:تا)? ?(?:مون|مان)|(?:من|خودم) و (?:پسرم|دخترم|بچه\w*)|\bhar ?do(?:ta)?m[uo]+n\b"
)
_CHILD = {"fa": "کودک", "en": "child"}


async def _for_the_other(turn: Turn, heard: Heard, told: Sequence[KnowledgeEntry]) -> None:
    """Tell what holds for a child beside what was told of an adult, or the other way round, where both are meant."""
    child = "child" in named_people(fold(heard.text)) or bool((turn.recall("reader") or {}).get("ages"))
    if len(told) != 1 or not child:
        return
    is_childs = "child" in named_people(fold(" ".join(told[0].title.values())))
    words = heard.text if is_childs else f"{heard.text} {_CHILD[turn.language]}"
    its = answering(told[0]).kinds
    kinds = [kind for kind in ("need", "price", "way") if its.get(kind, 0.0) >= _LEAST_ASKED]
    for one in await find_facts(turn, words, told[0].topic, alone=True):
        entry, others = one.entry, answering(one.entry).kinds
        same = entry.topic == told[0].topic and any(others.get(kind, 0.0) >= _LEAST_ASKED for kind in kinds)
        of_other = ("child" in named_people(fold(" ".join(entry.title.values())))) is not is_childs
        if entry.ref != told[0].ref and same and of_other and not entry.is_open and one.score >= _LEAST:
            await tell_both(turn, [told[0], entry])
            return


async def _beside(
    turn: Turn, told: KnowledgeEntry, parts: Sequence[AskedPart], beside: Sequence[KnowledgeEntry]
) -> None:
    """Tell with the fact that was told those that tell what it does not, and what was told `beside` it neither."""
    of = named_people(fold(" ".join(told.title.values())))
    # What is told of a child answers nobody else who is asked for, too.
    answered = [part for part in parts if _tells(told, part) and not of & _people_beside(part, parts)]
    others = [part for part in parts if part not in answered]
    if not others:
        return
    entries = [told]
    for part in others:
        said = " ".join(one.text for one in parts[: parts.index(part)])
        other = await _found(turn, part, told, [*entries, *beside], _people_beside(part, parts), said)
        if other is not None:
            entries.append(other)
    if len(entries) > 1:
        if turn.answers[0][0] == "utter_fact_untold":
            # What was offered to be passed on is told now.
            turn.changes.pop("pending", None)
        await tell_both(turn, entries)


async def _beside_several(turn: Turn, told: Sequence[KnowledgeEntry], parts: Sequence[AskedPart]) -> None:
    """Tell with several facts the one that tells what a part plainly wants and none of them does: a price, papers."""
    for part in parts:
        if not part.wants or any(all(tells_want(entry, want) for want in part.wants) for entry in told):
            continue
        said = " ".join(one.text for one in parts[: parts.index(part)])
        other = await _found(turn, part, told[0], told, _people_beside(part, parts), said)
        if other is not None and all(tells_want(other, want) for want in part.wants):
            await tell_both(turn, [*told, other])
            return


async def _in_place(turn: Turn, heard: Heard, near: Sequence[KnowledgeEntry], parts: Sequence[AskedPart]) -> None:
    """Put the facts of all parts in the place of what told none of them."""
    entries: list[KnowledgeEntry] = []
    for part in parts:
        told = entries[-1] if entries else None
        if told is not None and _tells(told, part) and not part.named:
            continue
        likely = next((one for one in near if one not in entries and part.wants and _tells(one, part)), None)
        said = " ".join(one.text for one in parts[: parts.index(part)])
        other = likely or await _found(turn, part, told, entries, _people_beside(part, parts), said)
        if other is None:
            return
        entries.append(other)
    if len(entries) < _BOTH:
        return
    heard.restore(turn)
    await tell_both(turn, entries)


async def _of_loans(turn: Turn, name: str, parts: Sequence[AskedPart]) -> None:
    """Tell of a kind of loan how long it is beside what lateness costs, and the other way round."""
    wants = frozenset().union(*(part.wants for part in parts))
    kind = next((kind for part in parts if (kind := asked_kind(part.text)) is not None), None)
    if name == "utter_late_terms" and "duration" in wants:
        await terms(turn, kind)
    elif name == "utter_terms" and "price" in wants:
        await late_terms(turn, None, kind=kind)


def _tells(entry: KnowledgeEntry, part: AskedPart) -> bool:
    """Tell whether an entry answers a part of a message; of whom it does not speak it tells nothing."""
    if part.named:
        return shares(entry, part.text)
    its = answering(entry).kinds
    if not part.wants or not all(tells_want(entry, want) and its.get(_KINDS[want], 0.0) >= RARE for want in part.wants):
        return False
    people = answering(entry).people | named_people(fold(" ".join(entry.text.values())))
    return part.people <= people


def _people_beside(part: AskedPart, parts: Sequence[AskedPart]) -> frozenset[str]:
    """Give the people whom other parts name and this one does not: what is told of them is not told of this."""
    return frozenset().union(*(one.people for one in parts)) - part.people


async def fact_of_part(turn: Turn, text: str, told: KnowledgeEntry, wants: frozenset[str]) -> KnowledgeEntry | None:
    """Find the entry that tells a part that leans on what was `told` for the part before it; that one, if it does."""
    part = AskedPart(text, wants, named_people(fold(text)))
    if wants and _tells(told, part):
        return told
    found = await _found(turn, part, told, [told], frozenset())
    # What is told of another thing in the same words is no answer.
    return found if found is not None and found.topic == told.topic else await _of_thing(turn, part, told, [told])


async def _found(
    turn: Turn,
    part: AskedPart,
    told: KnowledgeEntry | None,
    known: Sequence[KnowledgeEntry],
    others: frozenset[str],
    said: str = "",
) -> KnowledgeEntry | None:
    """Find the entry that tells a part: as if it were a message, by its own words, and by those of what was told.

    `said` are the words of the parts before it, on which it may lean as on what was `told`.
    """
    topic = told.topic if told is not None else turn.intent
    if not part.named:
        chosen = await find_for_part(turn, part.text, topic, told=told, said=said)
        best = chosen[0].entry if chosen and chosen[0].score >= CHOSEN else None
        is_told = best is not None and any(one.ref == best.ref for one in known) and not others & _named_in(best)
        if best is not None and is_told and all(tells_want(best, want) for want in part.wants):
            # What was told answers this, too.
            return None
        if best is not None and _may_be_told(turn, best, part, known, others):
            return best
    looked = [await find_facts(turn, part.text, topic, alone=True)]
    if told is not None and not part.named:
        looked.append(await find_facts(turn, f"{told.title.get(turn.language, '')} {part.text}", topic, alone=True))
    for found in looked:
        best = _fitting(part, found, topic, known, others)
        if best is not None:
            return best
    if told is not None and "papers" in part.wants and told.topic in _PAPERS:
        fa, en = _PAPERS[told.topic]
        found = await find_facts(turn, fa if turn.language == "fa" else en, told.topic, alone=True)
        best = next((one.entry for one in found[:1] if tells_want(one.entry, "papers")), None)
        if best is not None and _may_be_told(turn, best, part, known, others):
            return best
    return await _of_thing(turn, part, told, known, others) if told is not None and part.wants else None


# By what the library is asked which papers are needed.
_PAPERS = {
    "lost_card": ("کارتم گم شده؛ چه کنم؟", "I lost my card; what should I do?"),
    "card_registration": ("برای عضویت چه مدارکی لازم است؟", "What do I need to join?"),
}


def _named_in(entry: KnowledgeEntry) -> frozenset[str]:
    """Give the people whom the question of an entry names."""
    return named_people(fold(" ".join(entry.title.values())))


def _may_be_told(
    turn: Turn, entry: KnowledgeEntry, part: AskedPart, known: Sequence[KnowledgeEntry], others: frozenset[str]
) -> bool:
    """Tell whether an entry is news, tells one of the things that a part wants, if any, and is for nobody unnamed."""
    if entry.is_open or any(one.ref == entry.ref for one in known) or others & _named_in(entry):
        return False
    if _named_in(entry) - named_people(fold(turn.text)):
        return False
    return not part.wants or any(tells_want(entry, want) for want in part.wants)


async def _of_thing(
    turn: Turn,
    part: AskedPart,
    told: KnowledgeEntry,
    known: Sequence[KnowledgeEntry],
    others: frozenset[str] = frozenset(),
) -> KnowledgeEntry | None:
    """Give of a topic the fact that is asked for what a part wants, and whose question names the most of the same."""
    if told.topic is None:
        return None
    thing = set(stems(" ".join((*told.title.values(), *told.text.values()))))
    best: tuple[int, KnowledgeEntry] | None = None
    asked_so: list[KnowledgeEntry] = []
    for entry in await searching.of_topic(turn.store, told.topic, turn.today):
        names = fold(" ".join(entry.title.values()))
        its = answering(entry).kinds
        asked = all(tells_want(entry, want) and its.get(_KINDS[want], 0.0) >= _MOSTLY for want in part.wants)
        if not asked or entry.is_open or any(one.ref == entry.ref for one in known) or others & named_people(names):
            continue
        if named_people(names) - part.people - named_people(fold(" ".join(told.title.values()))):
            continue
        asked_so.append(entry)
        shared = len(thing & set(stems(names)))
        if shared >= _LEAST_SHARED and (best is None or shared > best[0]):
            best = shared, entry
    if best is None and len(asked_so) == 1:
        # The only one of the topic that is asked for it: "what does a group room cost?".
        return asked_so[0]
    return best[1] if best is not None else None


def _fitting(
    part: AskedPart,
    found: Sequence[FoundEntry],
    topic: str | None,
    known: Sequence[KnowledgeEntry],
    others: frozenset[str],
) -> KnowledgeEntry | None:
    refs = {one.ref for one in known}
    left = 1.0 - sum(one.score for one in found if one.entry.ref in refs)
    for one in found:
        entry = one.entry
        if entry.ref in refs or entry.is_open or (others & _named_in(entry)):
            continue
        if part.wants:
            its = answering(entry).kinds
            asked = all(tells_want(entry, want) and its.get(_KINDS[want], 0.0) >= _LEAST_ASKED for want in part.wants)
            enough = one.score >= max(_LEAST, _LEAST_LEFT * left) and entry.topic == topic
            if asked and (enough or one.score >= SURE):
                return entry
            continue
        sure = one.score >= SURE and entry.topic == topic
        return entry if sure and shares(entry, part.text) else None
    return None
