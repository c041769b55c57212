"""Answers from what the library tells: the fact that was asked for, or the passage, and nothing beside it."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.turn import Fact, Turn, nested
from actions.dialogue.wording import word_count
from actions.facts.choices import OfferedChoice, choice, librarian, menu, yes
from actions.facts.finding import SHORT, bare_aspect, branch_spoken_of, find_facts, without_branches
from actions.facts.told import with_rule_values
from actions.facts.totals import asks_for_sum, counts_in, counts_said, is_bound, is_double_sided, sum_of, total_of
from actions.rasa.registry import MOVES, follows_up, handles
from crm.knowledge import searching
from crm.knowledge.agreement import may_be_false, untold
from crm.knowledge.asking_parts import asked_parts, clauses_of
from crm.knowledge.aspects import asked_aspects, tells
from crm.knowledge.entries import FACT, KnowledgeEntry
from crm.knowledge.index import telling
from crm.knowledge.searching import SURE, SURE_OF_TOPIC, FoundEntry
from crm.library_info import directory
from language.normalise import fold
from language.requests.speech.bare_questions import find_aspect, in_full, named_words
from language.requests.speech.ellipsis import find_ellipsis
from language.requests.speech.several_questions import joined_questions, several_questions
from protocol.intents import traits_of

__all__ = [
    "CHOSEN",
    "PER",
    "answer_as",
    "answer_clearly",
    "answer_each",
    "answer_from_facts",
    "answer_service",
    "answer_surely",
    "named_fact",
    "offer_nearest",
    "offers_of",
    "say_unknown",
    "tell_again",
    "tell_both",
    "tell_found",
    "tell_leading",
    "tell_near_of",
    "tell_topic",
    "tell_with_questions",
]

# So many facts are told of a topic whose button was pressed, and so many offered beside a fact.
MOST_TOLD, MOST_OFFERED = 3, 3
# How far behind the best another answer may be and still be offered.
NEAR = 0.25
# Of several facts that are so nearly as sure as the best none was asked for by itself.
ALIKE = 0.4
# From here on a fact is near enough to be told where there is no exact answer: of the topic, and of another.
NEAREST, NEAREST_ELSEWHERE, NEAREST_YES_OR_NO = 0.06, 0.15, 0.3
# Read so surely as something else, a whole question leans on nothing that was told.
SURELY_READ = 0.85
# A second one that has so large a share of the best one's is told beside it.
AS_NEAR = 0.4
# Or so far before all others of the topic.
LEADING, LEAD = 0.2, 3.0
# What was chosen and is so many times as likely as all others is told plainly, and two that are so likely together.
FAR_BEFORE, BOTH_LIKELY, SHARE_OF_BOTH = 4.0, 0.5, 0.4
# And so sure before all but one, where no topic was read at all.
LEAST_LEADING = 0.15
_YES_OR_NO = re.compile(r"(?:yes|no|بله|نه|خیر)\b", re.IGNORECASE)
# From here on a fact answers better than the handler of another subject.
CLEARLY = 0.8
# Chances of what was chosen, by what rounds that were left out tell (benchmarks/facts/choosing.py): of those from
# CHOSEN on more than four in five answer; of two from NEAR_BOTH on one does so as often as not, and where no topic
# was read from NEAR_UNREAD on. Less is not worth telling.
CHOSEN, CHOSEN_CLEARLY, NEAR_BOTH, NEAR_UNREAD = 0.5, 0.7, 0.09, 0.3
NEAR_TO_LEAN_ON = 0.12
# What is told beside has at least this chance, and this share of the best one's.
LEAST_SECOND, SHARE_OF_SECOND = 0.05, 0.25
# Of two facts the second is told, too, from SECOND on where the first is less sure than FIRST, and from SECOND_AGAIN on
# where the first was told just before: of 122 labelled messages it is the one that answers in 18, the first in 90.
FIRST, SECOND, SECOND_AGAIN = 0.7, 0.15, 0.05
# And what was read less surely than this is no subject's own yet.
UNSURE = 0.6
# What was read so surely is of its topic.
SURELY_OF = 0.75
# Facts of a topic that belong together as a whole.
SMALL = 20
# What asks whether there is something.
_THERE = re.compile(
    r"\b(?:is there|are there|have|has|got|any|darid|darin|dare|hast)\b"
    r"|(?<!\w)(?:دارید|دارین|داره|دارد|داریم|هست|هستش)(?!\w)"
)
# What asks the same of another place.
_ALSO = re.compile(r"\b(?:too|as well|also|ham)\b|(?<!\w)هم(?!\w)")
LONGEST_ASKED = 300


async def answer_from_facts(
    turn: Turn, topic: str | None = None, *, after: Sequence[str] = (), least: float = SURE
) -> bool:
    """Answer the message from facts and documents; tell whether there was an answer.

    `topic` is the intent that was read, `after` what may be asked next, `least` how sure an answer outside of the topic
    must be. A short question may lean on what was told last; of several questions in a message each gets its answer.
    """
    if turn.is_payload or not turn.text.strip():
        return False
    if await answer_each(turn, topic):
        return True
    found = await find_facts(turn, turn.text, topic)
    if (last := await _priced_last(turn, found)) is not None:
        found = [FoundEntry(last, 1.0), *(one for one in found if one.entry.ref != last.ref)]
    if not found or not _is_sure(found[0], topic, least):
        return False
    if not _is_clear(found[0]) and _ALSO.search(fold(turn.text)) and await _only_by_branch(turn, found[0].entry):
        # "Does Bagh-Ferdows have it, too?" has the branch in common with all that is told of it, and no more.
        return False
    await _tell(turn, found, after)
    return True


async def answer_each(turn: Turn, topic: str | None) -> bool:
    """Answer each of the questions of a message that asks several; False where it asks one, or hardly one is known."""
    parts = several_questions(turn.text)
    return (len(parts) > 1 and await _tell_each(turn, parts, topic)) or await _tell_joined(turn, topic)


async def answer_as(turn: Turn, topic: str, *, fa: str, en: str, about: str = "", alone: bool = False) -> bool:
    """Answer what was asked, in whatever words, as this question of a topic; False where no fact is sure enough.

    What is surer with the patron's own words beside it is told first: they may name a branch or whom it is for;
    not so where the question is asked `alone`. `about`: a pattern of what a fact has to speak of, so that where the
    library has none that does, the nearest one is not told in its place.
    """
    asked = fa if turn.language == "fa" else en
    for words in (asked,) if alone else (f"{asked} {turn.text}", asked):
        found = await find_facts(turn, words, topic, alone=True)
        best = found[0] if found else None
        # Of facts that are nearly as sure as each other it is the one that is put in these very words.
        same = next((one for one in found if fold(one.entry.title.get(turn.language, "")) == fold(asked)), None)
        if best is not None and same is not None and same.score >= best.score - NEAR:
            best, found = same, [same, *(one for one in found if one is not same)]
        if words == asked and (exact := await _put_so(turn, topic, asked)) is not None:
            # What is put in these very words is sure, however many facts are like it.
            best = FoundEntry(exact, 1.0)
            found = [best, *(one for one in found if one.entry.ref != exact.ref)]
        if best is None or best.entry.topic != topic or best.score < SURE_OF_TOPIC:
            continue
        if about and not any(
            re.search(about, fold(text)) for text in (*best.entry.title.values(), *best.entry.text.values())
        ):
            continue
        turn.did(topic, topic=topic, result="told")
        await _tell(turn, found, ())
        return True
    return False


async def _put_so(turn: Turn, topic: str, asked: str) -> KnowledgeEntry | None:
    """Give the fact of a topic whose question is put in just these words; None where none is, or one of a branch."""
    asked = fold(asked)
    for one in await searching.of_topic(turn.store, topic, turn.today):
        if one.branch_id is None and not one.is_open and fold(one.title.get(turn.language, "")) == asked:
            return one if await with_rule_values(turn, one.text) is not None else None
    return None


async def answer_clearly(turn: Turn, *, beside: Sequence[OfferedChoice] = ()) -> bool:
    """Answer with a fact of another subject than the one that was read, when it clearly fits better.

    `beside`: what is offered with it.
    """
    if turn.is_payload or not turn.text.strip():
        return False
    found = await find_facts(turn, turn.text, None)
    whole = turn.confidence >= SURELY_READ and bare_aspect(turn.text) is None and find_ellipsis(turn.text) is None
    if found and found[0].leans and whole and not found[0].chosen:
        # "What is on this week?" names all that it asks: what was told before of something else does not answer it.
        found = await find_facts(turn, turn.text, None, alone=True)
    if not found or not _is_clear(found[0]) or found[0].entry.topic == turn.intent or found[0].entry.is_open:
        return False
    turn.did(found[0].entry.topic or turn.intent, topic=found[0].entry.topic or "", result="told")
    await _tell(turn, found, (), beside)
    return True


async def answer_surely(turn: Turn, topic: str) -> bool:
    """Answer with a fact of a topic that fits by itself, whatever was told last; False where none does."""
    found = await find_facts(turn, turn.text, topic)
    if not found or found[0].score < SURE or found[0].entry.topic != topic or found[0].entry.is_open:
        return False
    if not searching.shares(found[0].entry, turn.text):
        return False
    turn.did(topic, topic=topic, result="told")
    await _tell(turn, found, ())
    return True


@follows_up
async def outweighs(turn: Turn) -> bool:
    """Answer with a fact that clearly fits what was read without being sure of it."""
    traits = traits_of(turn.intent)
    # The subjects that are answered from facts look at all of them, whatever was read.
    looks = traits.note_then is not None or traits.declined or traits.social or traits.answers_a_question
    if looks or turn.confidence >= UNSURE or turn.slot("pending") or turn.entities:
        return False
    return await answer_clearly(turn)


async def answer_service(turn: Turn) -> bool:
    """Answer a short question for another service ("and wifi?", «پارکینگ هم دارین؟») after a place or its hours.

    The fact that it names wins over what was told last, and over the reading that leans on that; False without one.
    """
    asks = find_ellipsis(turn.text) is not None or _THERE.search(fold(turn.text)) is not None
    if turn.is_payload or turn.thread.last is None or word_count(turn.text) > SHORT or not asks:
        return False
    found = await find_facts(turn, turn.text, None)
    best = found[0].entry if found else None
    if best is None or best.is_open or not searching.shares(best, await without_branches(turn, turn.text)):
        return False
    alike = [one for one in found if one.entry.topic == best.topic and one.score >= ALIKE * found[0].score]
    if sum(one.score for one in alike) < SURE:
        return False
    branch = await branch_spoken_of(turn, turn.text)
    turn.did(best.topic or turn.intent, topic=best.topic or "", branch=branch.code if branch else "", result="told")
    if best.topic and len(alike) >= MOST_TOLD:
        # "And the reading room?" asks for none of the many things that are told of it.
        await _tell_first(turn, sorted((one.entry for one in alike), key=lambda one: one.id), ())
    else:
        await _tell(turn, found, ())
    return True


async def named_fact(turn: Turn, topic: str, words: str) -> dict[str, str] | None:
    """Give the text of the fact of a topic that words name, by language; None where none is named."""
    found = await find_facts(turn, words, topic)
    if not found or found[0].entry.topic != topic or found[0].score < SURE_OF_TOPIC or found[0].entry.is_open:
        return None
    best = found[0].entry
    return await with_rule_values(turn, best.text) if searching.shares(best, words) else None


async def tell_topic(turn: Turn, topic: str, after: Sequence[str] = ()) -> bool:
    """Tell of a topic what there is without an exact answer; False when nothing is known of it at all.

    Its button gets its first facts, and so does its mere name; a question gets the one fact that is near to it, or
    that it is not known, with the offer to pass it on.
    """
    branch = await directory.find_branch(turn.store, turn.entity("branch") or turn.text)
    facts = await searching.of_topic(turn.store, topic, turn.today, branch.id if branch else None)
    facts = [one for one in facts if await with_rule_values(turn, one.text) is not None]
    if not facts:
        return False
    if turn.is_payload:
        await _tell_first(turn, facts, after)
        return True
    found = await find_facts(turn, turn.text, topic)
    if searching.is_whole(turn.text, facts):
        of_topic = [one for one in found if one.entry.topic == topic]
        await _tell(turn, of_topic or [FoundEntry(facts[0], 0.0)], after)
    elif (plain := await _plainly(turn, found, topic)) and len(plain) == 1:
        await _tell(turn, [plain[0], *found[1:]], after)
    elif plain:
        await tell_with_questions(turn, [one.entry for one in plain])
    elif found and found[0].chosen and found[0].score >= NEAR_BOTH:
        # What is hardly likely is nothing to lean on.
        await _tell_near(turn, found[0].entry, after, _second(found), leans=found[0].score >= NEAR_TO_LEAN_ON)
    elif found and not found[0].chosen and (_is_near(found[0], topic, turn.text) or _leads(found, topic)):
        await _tell_near(turn, found[0].entry, after, _as_near(found, topic))
    elif found and turn.confidence >= SURELY_OF and len(facts) <= MOST_TOLD and word_count(named_words(turn.text)) < 2:
        # "Can I print here?" names the topic and no more: the little that is told of it is near.
        await _tell_near(turn, next((one.entry for one in found if one.entry.topic == topic), facts[0]), after)
    elif turn.prior is not None and not named_words(turn.text):
        # What names nothing is about what was told of: a short topic's first fact is near to it.
        await _tell_near(turn, next((one.entry for one in found if one.entry.topic == topic), facts[0]), after)
    elif (
        turn.confidence >= SURELY_OF
        and not (found and found[0].chosen)
        and (likely := _likely_of(found, topic, turn.text))
    ):
        # What it is about was read surely: the two that are likeliest there show what is known.
        await _tell_near(turn, likely[0], after, likely[1] if len(likely) > 1 else None)
    else:
        say_unknown(turn, after)
    return True


async def _plainly(turn: Turn, found: Sequence[FoundEntry], topic: str) -> list[FoundEntry]:
    """Give what answers though it is not sure: one far before all others, or two of the topic that are likely together.

    Only where the topic was read surely; a few words that lean on something else are left to what was spoken of, and
    of several clauses each is looked at by itself (facts_asked).
    """
    if not found or not found[0].chosen or turn.confidence < SURELY_OF:
        return []
    if find_ellipsis(turn.text) is not None or clauses_of(turn.text):
        return []
    best, second = found[0], found[1] if len(found) > 1 else None
    if best.entry.topic != topic or best.entry.is_open or await _only_by_branch(turn, best.entry):
        return []
    others = second.score if second is not None else 0.0
    if best.score >= LEADING and best.score >= FAR_BEFORE * others and searching.shares(best.entry, turn.text):
        return [best]
    both = second is not None and second.entry.topic == topic and second.entry.kind == FACT and not second.entry.is_open
    if second is None or not both or best.entry.kind != FACT or await _only_by_branch(turn, second.entry):
        return []
    likely = best.score + second.score >= BOTH_LIKELY and second.score >= SHARE_OF_BOTH * best.score
    return [best, second] if likely else []


def _likely_of(found: Sequence[FoundEntry], topic: str, text: str) -> list[KnowledgeEntry]:
    """Give the two likeliest facts of a topic that have a word of the question and are no mere yes or no."""
    return [
        one.entry
        for one in found
        if one.entry.topic == topic
        and not one.entry.is_open
        and one.score >= NEAREST
        and searching.shares(one.entry, text)
        and not any(_YES_OR_NO.match(text) for text in one.entry.text.values())
    ][:2]


async def tell_leading(turn: Turn) -> bool:
    """Tell a fact that is far before all others as a near one, where nothing else was read; False where none is."""
    if turn.is_payload:
        return False
    found = [one for one in await find_facts(turn, turn.text, None) if not one.entry.is_open]
    if not found or not _leads_unread(found, turn.text):
        return False
    if await _only_by_branch(turn, found[0].entry):
        return False
    turn.did(found[0].entry.topic or turn.intent, topic=found[0].entry.topic or "", result="told")
    if found[0].chosen:
        await _tell_near(turn, found[0].entry, (), _second(found))
        return True
    second = found[1] if len(found) > 1 and found[1].score >= AS_NEAR * found[0].score else None
    await _tell_near(turn, found[0].entry, (), second.entry if second is not None else None)
    return True


def _leads_unread(found: Sequence[FoundEntry], text: str) -> bool:
    """Tell whether what stands first may be told as near although no topic was read."""
    if found[0].chosen:
        return found[0].score >= NEAR_UNREAD
    if found[0].score < LEAST_LEADING or not searching.shares(found[0].entry, text):
        return False
    return found[0].score >= LEAD * max((one.score for one in found[2:]), default=0.0)


def _second(found: Sequence[FoundEntry]) -> KnowledgeEntry | None:
    """Give what is told beside a chosen fact that may not be the one; None where nothing else has a chance."""
    least = max(LEAST_SECOND, SHARE_OF_SECOND * found[0].score)
    best = found[0].entry
    return next(
        (
            one.entry
            for one in found[1:2]
            if one.score >= least
            and not one.entry.is_open
            # What is told of a branch alone, and of another topic, was found for the branch's name.
            and (one.entry.branch_id is None or best.branch_id is not None or one.entry.topic == best.topic)
        ),
        None,
    )


def say_unknown(turn: Turn, after: Sequence[str] = ()) -> None:
    """Say that it is not known, and offer to pass the question on."""
    ref = turn.await_("file", "yes", matter="question", text=turn.text)
    turn.say(
        "utter_fact_unknown",
        status="fallback",
        choices=[yes(ref, "utter_button_pass_on"), librarian(), *menu(*after)],
    )


@handles("fact")
async def fact(turn: Turn) -> None:
    """Tell the fact or passage whose button was pressed."""
    index = await searching.index_of(turn.store)
    entry = index.by_ref.get(turn.entity("ref") or "")
    known = (
        entry is not None
        and entry.is_valid(turn.today)
        and not entry.is_open
        and await with_rule_values(turn, entry.text)
    )
    if entry is None or not known:
        turn.say("utter_fact_gone", status="fallback", choices=[librarian(), *menu("help")])
        return
    await _tell(turn, [FoundEntry(entry, 1.0)], ())


async def tell_again(turn: Turn, topic: str) -> bool:
    """Tell once more the fact of a topic that was told last; False where that was none."""
    last = turn.recall("fact") or {}
    entry = (await searching.index_of(turn.store)).by_ref.get(str(last.get("ref")))
    if entry is None or entry.topic != topic or not entry.is_valid(turn.today) or entry.is_open:
        return False
    turn.intent = topic
    turn.did(topic, topic=topic, result="told")
    await _tell(turn, [FoundEntry(entry, 1.0)], ())
    return True


async def tell_near_of(turn: Turn, found: FoundEntry) -> None:
    """Tell a fact as one that may be the answer, and that its topic is spoken of."""
    turn.did(found.entry.topic or turn.intent, topic=found.entry.topic or "", result="told")
    await _tell_near(turn, found.entry, ())


async def offer_nearest(turn: Turn, entries: Sequence[KnowledgeEntry]) -> bool:
    """Ask which of some questions is meant, and offer to pass the patron's own on; False where there is none."""
    if not entries:
        return False
    ref = turn.await_("file", "yes", matter="question", text=turn.text)
    turn.say(
        "utter_facts_perhaps",
        status="fallback",
        facts={"list": [{"title": _both(one.title)} for one in entries], "line": "utter_line_question"},
        choices=[*map(_offer, entries), yes(ref, "utter_button_pass_on"), librarian()],
        custom=_told(entries),
    )
    return True


async def tell_found(turn: Turn, found: Sequence[FoundEntry]) -> None:
    """Tell the first of what was found, and offer what is told beside it."""
    await _tell(turn, found, ())


def _is_sure(found: FoundEntry, topic: str | None, least: float) -> bool:
    if found.chosen:
        return found.score >= CHOSEN
    of_topic = found.leans or (topic is not None and found.entry.topic == topic)
    return found.score >= (SURE_OF_TOPIC if of_topic else least)


def _is_clear(found: FoundEntry) -> bool:
    """Tell whether a fact answers better than the handler of another subject would."""
    return found.score >= (CHOSEN_CLEARLY if found.chosen else CLEARLY)


async def _tell(
    turn: Turn, found: Sequence[FoundEntry], after: Sequence[str], offered: Sequence[OfferedChoice] = ()
) -> None:
    best = found[0].entry
    turn.tells_clearly = found[0].chosen and _is_clear(found[0])
    if best.is_open:
        _remember(turn, best)
        say_unknown(turn, after)
        return
    found = [found[0], *(one for one in found[1:] if not one.entry.is_open)]
    near = [one.entry for one in found[1:] if one.score >= found[0].score - NEAR]
    # Then what else is told of the same topic: the next likeliest, and of a small one all the others.
    same = [one.entry for one in found[1:] if best.topic and one.entry.topic == best.topic]
    others = await searching.of_topic(turn.store, best.topic, turn.today, best.branch_id) if best.topic else []
    others = others if len(others) <= SMALL or len(found) == 1 else []
    beside = list({one.ref: one for one in (*near, *same, *others) if one.ref != best.ref}.values())[:MOST_OFFERED]
    if (told := await _counted_of_last(turn, found) or await _same_person(turn, found)) is not None:
        best = told
    if not turn.is_payload and _BARE_WHY.fullmatch(fold(turn.text)) and (last := await _told_last(turn)) is not None:
        # "Why is that?" asks of what was told, and of nothing else.
        best, beside = last, []
    if best.kind == FACT and await _tell_sum(turn, best):
        return
    other = await _as_likely(turn, best, found)
    _remember(turn, best)
    said = await _parts(turn, best)
    choices = [*map(_offer, beside), *offered, *menu(*after)]
    if best.kind != FACT:
        turn.say("utter_passage", **said, choices=choices, custom=_told([best]))
    elif total := None if turn.is_payload or is_double_sided(turn.text) else total_of(turn.text, said["fact"]):
        turn.say("utter_fact_total", **said, **total, choices=choices, custom=_told([best]))
    elif not turn.is_payload and (lacks := untold(turn.text, best)) is not None:
        _say_untold(turn, best, said, lacks, choices)
    elif other is not None:
        left = [each for each in choices if each != _offer(other)]
        turn.say("utter_facts", facts=await _listed(turn, [best, other]), choices=left, custom=_told([best, other]))
    else:
        # A yes or a no stands beside the question that it answers, where that is not the patron's.
        named = not turn.is_payload and may_be_false(turn.text, best)
        turn.say("utter_fact_asked" if named else "utter_fact", **said, choices=choices, custom=_told([best]))
    if best.kind == FACT and best.topic not in _OF_OWN_DAYS:
        await MOVES["hours.beside"](turn)


async def _as_likely(turn: Turn, best: KnowledgeEntry, found: Sequence[FoundEntry]) -> KnowledgeEntry | None:
    """Give the fact that is told with the best one, as one that may be meant; None where that is sure enough by itself.

    Of several questions each part is looked at by itself (untold_parts).
    """
    if turn.is_payload or len(found) < _BOTH or not found[0].chosen or best.ref != found[0].entry.ref:
        return None
    first, second = found[:_BOTH]
    if second.entry.kind != FACT or second.entry.topic != best.topic or len(asked_parts(turn.text)) >= _BOTH:
        return None
    last = await _told_last(turn)
    again = last is not None and last.ref == best.ref
    as_likely = second.score >= (SECOND_AGAIN if again else SECOND) and (again or first.score < FIRST)
    return second.entry if as_likely and not await _only_by_branch(turn, second.entry) else None


async def _listed(turn: Turn, entries: Sequence[KnowledgeEntry]) -> dict[str, Fact]:
    """Give entries as an answer's list, each with its question."""
    return {"list": [await _parts(turn, one) for one in entries], "line": "utter_line_fact"}


async def _tell_sum(turn: Turn, entry: KnowledgeEntry) -> bool:
    """Reckon what pages of several kinds make together, counted in the message or, where a sum is asked, before it."""
    if turn.is_payload or not entry.topic:
        return False
    counts = counts_in(turn.text)
    bound = is_bound(turn.text)
    if len(counts.keys() - {"all"}) < _BOTH and not (bound and counts.keys() - {"all"}):
        if counts or not asks_for_sum(turn.text):
            # Of one kind a fact tells the sum by itself.
            return False
        before = [act.words for _, act in zip(range(_TALKED), turn.thread.acts(), strict=False)]
        counts = counts_said([turn.text, *before])
    if is_double_sided(turn.text) or len(counts.keys() - {"all"}) < (1 if "all" not in counts else _BOTH):
        return False
    reckoned = sum_of(counts, await searching.of_topic(turn.store, entry.topic, turn.today), bound=bound)
    if reckoned is None:
        return False
    _remember(turn, entry)
    lines = {"list": reckoned.lines, "line": "utter_line_fact_sum"}
    turn.say("utter_fact_sum", lines=lines, total=reckoned.total, custom=_told([entry]))
    return True


# So many messages back pages may have been counted.
_TALKED = 4


async def _told_last(turn: Turn) -> KnowledgeEntry | None:
    """Give the entry that was told in the last turn; None where none was, or it is gone."""
    last = turn.recall("fact") or {}
    if not last.get("ref") or not turn.thread.turns or turn.thread.turns[-1].get("message") != last.get("at"):
        return None
    index = await searching.index_of(turn.store)
    return next((one for one in index.entries if one.ref == last["ref"] and one.is_valid(turn.today)), None)


async def _same_person(turn: Turn, found: Sequence[FoundEntry]) -> KnowledgeEntry | None:
    """Give what was told last of a child, where a question that names nobody would be answered of others."""
    if turn.is_payload or find_aspect(turn.text) not in _OF_A_PERSON:
        return None
    last = await _told_last(turn)
    if last is None or last.ref == found[0].entry.ref or last.topic != found[0].entry.topic or not last.title:
        return None
    of_child = any(_CHILD.search(fold(text)) for text in last.title.values())
    other = any(_CHILD.search(fold(text)) for text in (*found[0].entry.title.values(), *found[0].entry.text.values()))
    return last if of_child and not other else None


async def _priced_last(turn: Turn, found: Sequence[FoundEntry]) -> KnowledgeEntry | None:
    """Give what was told last, where a bare question for the price would be answered by that of a neighbour.

    "Cost?" after "scanning is free" does not ask for the price of a printed page.
    """
    if turn.is_payload or find_aspect(turn.text) != "price" or telling(named_words(turn.text)):
        return None
    last = await _told_last(turn)
    if last is None or last.kind != FACT or last.topic not in (turn.intent, *(one.entry.topic for one in found[:1])):
        return None
    return last if all(tells(text, "price") for text in last.text.values() if text) else None


_OF_A_PERSON = frozenset({"price", "registration", "duration"})
_CHILD = re.compile(r"\b(?:child(?:ren)?|kids?)\b|کودک|بچه")


async def _counted_of_last(turn: Turn, found: Sequence[FoundEntry]) -> KnowledgeEntry | None:
    """Give what was told last, where so many of its things are counted and no words name those of another fact.

    "And for 20 pages?" after the price of a black-and-white one does not ask for colour.
    """
    if turn.is_payload or found[0].entry.kind != FACT or _OF_ITS_OWN.search(fold(turn.text)):
        return None
    last = await _told_last(turn)
    if last is None or last.ref == found[0].entry.ref or last.kind != FACT or last.topic != found[0].entry.topic:
        return None
    said = [(await _parts(turn, one))["fact"] for one in (last, found[0].entry)]
    return last if all(isinstance(one, dict) and total_of(turn.text, one) is not None for one in said) else None


# A kind of page or print that is named is meant.
_OF_ITS_OWN = re.compile(
    r"\b(?:colou?r\w*|black|white|b ?& ?w|bw|grey|gray|a[345]|scan\w*|photo\w*|cop(?:y|ies|ying))\b"
    r"|رنگی|سیاه|سفید|اسکن|عکس|کپی|\b(?:rangi|siah|sefid|eskan|kopi)\b"
)
_BARE_WHY = re.compile(
    r"\W*(?:(?:and|but|so|ok|و|خب|ولی|آخه) )?(?:why(?: (?:is|was) (?:that|it|this)(?: so)?| so| not| that)?|how come|"
    r"چرا(?: آخه| این ?طوره?| اینجوریه?)?|chera)\W*"
)


# What is booked or goes on at days of its own.
_OF_OWN_DAYS = frozenset({"events", "room_booking", "research_help", "employment", "hours", "ill", "suggest_purchase"})


def _say_untold(
    turn: Turn, entry: KnowledgeEntry, said: dict[str, Fact], lacks: str, choices: Sequence[OfferedChoice]
) -> None:
    """Tell what is known of the thing, and that what was asked of it is not; offer to pass that on."""
    waiting = turn.slot("pending") or {}
    args = waiting.get("args") or {}
    if waiting and (waiting.get("do") != "file" or args.get("matter") != "question" or args.get("key")):
        # What waits is asked again behind this, and a yes is one to that.
        turn.say("utter_fact_asked", status="fallback", **said, choices=choices, custom=_told([entry]))
        return
    ref = turn.await_("file", "yes", matter="question", text=turn.text)
    turn.say(
        "utter_fact_untold",
        status="fallback",
        **said,
        untold=nested(f"utter_part_untold_{lacks}"),
        choices=[yes(ref, "utter_button_pass_on"), *choices],
        custom=_told([entry]),
    )


def _near_enough(entry: KnowledgeEntry, topic: str) -> float:
    """Give how sure a fact must be to be told as a near one: what begins with a yes or no answers what was asked."""
    least = NEAREST if entry.topic == topic else NEAREST_ELSEWHERE
    return max(least, NEAREST_YES_OR_NO) if any(_YES_OR_NO.match(text) for text in entry.text.values()) else least


def _is_near(found: FoundEntry, topic: str, text: str) -> bool:
    """Tell whether a fact is near to a question: one that is not very near has a word of it, too."""
    if found.score < _near_enough(found.entry, topic):
        return False
    return found.score >= LEADING or not telling(named_words(text)) or searching.shares(found.entry, text)


def _leads(found: Sequence[FoundEntry], topic: str) -> bool:
    """Tell whether the best fact of a topic is far before all others, though it is not sure."""
    others = [one.score for one in found[1:]]
    return found[0].entry.topic == topic and found[0].score >= max(LEADING, LEAD * max(others, default=0.0))


def _as_near(found: Sequence[FoundEntry], topic: str) -> KnowledgeEntry | None:
    """Give the fact behind the best one that is nearly as near; None where that one leads."""
    second = next((one for one in found[1:] if not one.entry.is_open), None)
    if second is None or second.score < max(AS_NEAR * found[0].score, _near_enough(second.entry, topic)):
        return None
    return second.entry


async def _tell_near(
    turn: Turn, entry: KnowledgeEntry, after: Sequence[str], other: KnowledgeEntry | None = None, *, leans: bool = True
) -> None:
    """Tell the one fact that is near to what was asked, and that it may not be the answer; with another as near, both.

    Both are told with their questions, so that it shows which of them was meant. `leans`: what is said next may lean
    on it.
    """
    if entry.is_open or await _only_by_branch(turn, entry):
        say_unknown(turn, after)
        return
    if entry.kind == FACT and await _tell_sum(turn, entry):
        return
    if leans:
        _remember(turn, entry)
    if other is not None and not await _only_by_branch(turn, other):
        turn.say(
            "utter_facts_near",
            status="fallback",
            facts=await _listed(turn, (entry, other)),
            choices=[librarian(), *menu(*after)],
            custom=_told([entry, other]),
        )
        return
    said = await _parts(turn, entry)
    if not turn.is_payload and entry.kind == FACT and (lacks := untold(turn.text, entry)) is not None:
        _say_untold(turn, entry, said, lacks, [librarian(), *menu(*after)])
        return
    turn.say(
        "utter_fact_near",
        status="fallback",
        **said,
        choices=[librarian(), *menu(*after)],
        custom=_told([entry]),
    )


async def _only_by_branch(turn: Turn, entry: KnowledgeEntry) -> bool:
    """Tell whether a question that asks of more than a branch has no more than its name in common with an entry."""
    rest = await without_branches(turn, turn.text)
    named = len(rest.split()) < word_count(turn.text)
    if turn.is_payload or not named or not telling(named_words(rest)):
        return False
    return not searching.shares(entry, rest)


async def _tell_first(turn: Turn, facts: Sequence[KnowledgeEntry], after: Sequence[str]) -> None:
    told, more = facts[:MOST_TOLD], facts[MOST_TOLD : MOST_TOLD + MOST_OFFERED]
    _remember(turn, told[0])
    turn.say(
        "utter_facts",
        facts=await _listed(turn, told),
        choices=[*map(_offer, more), *menu(*after)],
        custom=_told(told),
    )


async def _tell_each(turn: Turn, parts: Sequence[str], topic: str | None) -> bool:
    """Answer each question of a message, and name those that have no answer; False when hardly one has."""
    told: dict[str, KnowledgeEntry] = {}
    left: list[str] = []
    for part in parts:
        if told and _covers(list(told.values())[-1], part):
            continue
        # What names nothing by itself ("is it free?") leans on what was told, as a message of its own does.
        found = await find_facts(turn, part, topic, alone=bare_aspect(part) is None)
        if found and _is_sure(found[0], topic, SURE) and not found[0].entry.is_open:
            told.setdefault(found[0].entry.ref, found[0].entry)
        elif told and (of_told := await _of_told(turn, part, list(told.values()))):
            told |= {one.ref: one for one in of_told}
        else:
            left.append(part)
    if not told or len(left) > len(told):
        return False
    entries = list(told.values())
    _remember(turn, entries[-1])
    turn.say(
        "utter_facts",
        facts=await _listed(turn, entries),
        custom=_told(entries),
    )
    if left:
        turn.say(
            "utter_parts_unanswered",
            status="fallback",
            parts={"list": [{"part": part} for part in left], "line": "utter_line_unanswered"},
            choices=[librarian()],
        )
    return True


async def _of_told(turn: Turn, part: str, before: Sequence[KnowledgeEntry]) -> list[KnowledgeEntry]:
    """Find each thing that a part asks of what was told for the parts before it: "how long and how much?"."""
    if telling(named_words(part)):
        return []
    found: list[KnowledgeEntry] = []
    for each in _JOINS.split(part):
        of_first = await _of_first(turn, each, before[-1:])
        if not of_first:
            return []
        found.append(of_first[0].entry)
    return found


def _covers(entry: KnowledgeEntry, part: str) -> bool:
    """Tell whether a part that names nothing of its own asks what was just told: "does he need my card?"."""
    asked = fold(part)
    if telling(named_words(PER.sub(" ", asked))):
        return False
    aspects = asked_aspects(asked)
    if aspects:
        return all(tells(text, aspect) for aspect in aspects for text in entry.text.values() if text)
    return searching.shares(entry, part)


# For how much of it a price is asked.
PER = re.compile(
    r"\b(?:per|each|an?|for) (?:hour|day|week|month|year|page|piece|item|person)\b|(?<!\w)(?:ساعت|روز|هفته|ماه|سال|برگ|صفحه|دونه|نفر)[\s\u200c]?(?:ی|ه ?ای|ای)(?!\w)"
)


_JOINS = re.compile(r" and | or |[,،] ?| و | یا | o | va ", re.IGNORECASE)


async def _tell_joined(turn: Turn, topic: str | None) -> bool:
    """Answer both of the questions that a sentence joins, where each has a fact of its own; else False.

    The second leans on the first: what it names is looked for in the topic that the first was answered from, too.
    """
    told: dict[str, KnowledgeEntry] = {}
    covered = False
    for part in joined_questions(turn.text):
        before = list(told.values())
        aspect = find_aspect(part)
        if before and aspect in _TOLD_BESIDE and any(tells(text, aspect) for text in before[-1].text.values()):
            # "How many may I take and for how long?": the same fact tells both.
            covered = True
            continue
        found = await _of_first(turn, part, before) if before else await find_facts(turn, part, topic)
        if before and not found:
            found = await find_facts(turn, part, topic, alone=True)
        if before and not (found and _is_sure(found[0], topic, SURE)):
            asked = before[-1].title.get(turn.language, "")
            found = await find_facts(turn, f"{asked} {part}", before[-1].topic, alone=True)
            found = [one for one in found if one.entry.ref not in told and searching.shares(one.entry, part)]
        if not found or found[0].entry.is_open or not _is_sure(found[0], topic, SURE):
            return False
        told.setdefault(found[0].entry.ref, found[0].entry)
    entries = list(told.values())
    if len(entries) == 1 and covered:
        await _tell(turn, [FoundEntry(entries[0], 1.0)], ())
        return True
    if len(entries) < _BOTH:
        return False
    _remember(turn, entries[-1])
    turn.say(
        "utter_facts",
        facts=await _listed(turn, entries),
        custom=_told(entries),
    )
    return True


async def tell_with_questions(turn: Turn, entries: Sequence[KnowledgeEntry]) -> None:
    """Tell facts each with its question, so that it shows what they answer; that their topic is spoken of is kept."""
    if not turn.acts:
        turn.did(entries[0].topic or turn.intent, topic=entries[0].topic or "", result="told")
    _remember(turn, entries[0])
    turn.say(
        "utter_facts",
        facts=await _listed(turn, entries),
        choices=[librarian()],
        custom=_told(entries),
    )


async def tell_both(turn: Turn, entries: Sequence[KnowledgeEntry]) -> None:
    """Tell facts that each answer a part of the message, in the place of the first answer; the others stay."""
    beside = turn.answers[1:]
    turn.answers.clear()
    await tell_with_questions(turn, entries)
    turn.answers.extend(beside)


async def _of_first(turn: Turn, part: str, before: Sequence[KnowledgeEntry]) -> list[FoundEntry]:
    """Find what a second question asks of the first one's thing, where it names none: "and what does it cost?"."""
    first, aspect = before[-1], find_aspect(part)
    if aspect is None or first.topic is None:
        return []
    asked = f"{first.title.get(turn.language, '')} {part} {in_full(aspect, turn.language)}"
    found = await find_facts(turn, asked, first.topic, alone=True)
    known = {one.ref for one in before}
    return [
        one
        for one in found
        if one.entry.topic == first.topic
        and one.entry.ref not in known
        and any(tells(text, aspect) for text in one.entry.text.values())
        and searching.shares(one.entry, first.title.get(turn.language, ""))
    ]


# What a fact tells beside what it was asked for, so that nothing else is told for it.
_TOLD_BESIDE = frozenset({"duration", "time"})
_BOTH = 2


def _remember(turn: Turn, entry: KnowledgeEntry) -> None:
    if entry.topic and not any(act.act == entry.topic or act.kind or act.branch for act in turn.acts):
        # What was told is spoken of then, and not what the message was taken for.
        turn.did(entry.topic, topic=entry.topic, result="told")
    asked = entry.title.get(turn.language, "")[:LONGEST_ASKED]
    turn.remember(fact={"topic": entry.topic, "ref": entry.ref, "asked": asked, "at": turn.first_id})


async def _parts(turn: Turn, entry: KnowledgeEntry) -> dict[str, Fact]:
    """Give an entry as an answer's facts; what was written in one language is said in that."""
    return {
        "fact": _both(await with_rule_values(turn, entry.text) or entry.text),
        "title": _both(entry.title),
        "source": entry.source,
        "link": {"answer": "utter_part_link", "link": entry.link} if entry.link else None,
    }


def _both(texts: dict[str, str]) -> dict[str, str]:
    one = next(iter(texts.values()))
    return {"fa": texts.get("fa", one), "en": texts.get("en", one)}


def _offer(entry: KnowledgeEntry) -> OfferedChoice:
    return choice(_both(entry.title), "fact", ref=entry.ref)


async def offers_of(turn: Turn, topic: str, most: int = 2) -> list[OfferedChoice]:
    """Offer the first facts of a topic by their questions."""
    return [_offer(one) for one in (await searching.of_topic(turn.store, topic, turn.today))[:most]]


def _told(entries: Sequence[KnowledgeEntry]) -> dict[str, list[str]]:
    """Name for the console what answered."""
    return {"told": [entry.ref for entry in entries]}
