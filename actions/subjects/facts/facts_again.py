"""Short questions about what was just told: more of the same topic, whatever they would be read as by themselves."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import replace

from actions.dialogue.turn import Turn
from actions.dialogue.values import values_of
from actions.dialogue.wording import word_count
from actions.facts.finding import FEWEST_TELLING, LONG, SHORT, bare_aspect, find_facts
from actions.rasa.registry import follows_up
from actions.subjects.facts.fact_told import tell_again, tell_found
from actions.subjects.facts.facts import UNSURE, answer_as
from actions.subjects.facts.same_elsewhere import names_of, tells_same_there
from crm.knowledge.asked_kinds import named_people
from crm.knowledge.aspects import tells
from crm.knowledge.entries import KnowledgeEntry
from crm.knowledge.searching import FoundEntry, index_of, is_of, shares
from crm.knowledge.telling_words import telling
from crm.library_info import directory
from language.detect import is_finglish
from language.normalise import fold
from language.requests.library_info.whereabouts import asks_for_the_way
from language.requests.speech.bare_questions import in_full
from language.requests.speech.ellipsis import find_ellipsis
from language.requests.speech.leave_taking import takes_leave
from language.requests.speech.statements import states_only
from language.stems import stems
from protocol.intents import traits_of

__all__ = ["asks_elsewhere", "more_of_fact", "tells_access_elsewhere"]

# So sure must the fact be that goes on with what was told: where the message was read as nothing, as another topic, and
# surely so, or as something that is done, filed or looked up.
UNREAD, ANOTHER, DONE, STATED = 0.4, 0.5, 0.6, 0.3
_LOOKED_FOR = frozenset({"search_book", "recommendation", "course_reserves"})
SURELY = 0.75
_UNREAD = frozenset({"out_of_scope", "nlu_fallback"})
# So sure must it be beside small talk.
IN_TALK = 0.6
_TALK = frozenset("greet chitchat thanks goodbye help".split())
_OF_BRANCHES = frozenset(stems("library branch کتابخانه کتابخانهٔ شعبه شعبهٔ"))
_LEAVING = frozenset({None, "yes", "contact"})
# What is the patron's own is told from the record.
_OWN = frozenset({"loans", "hold_status", "fines", "account"})
# Said to whoever answers, whatever was told before.
_SPOKEN = frozenset("human_help my_data rate change_language sign_in sign_out emergency lost_card".split())


def _told_just_now(turn: Turn) -> dict[str, str] | None:
    """Give the fact that the last answer told, if it told one."""
    last: dict[str, str] | None = turn.recall("fact")
    turns = turn.thread.turns
    return last if last and last.get("topic") and turns and turns[-1].get("message") == last.get("at") else None


@follows_up
async def more_of_fact(turn: Turn) -> bool:
    """Answer a short question with another fact of the topic that was just told, where that clearly fits."""
    last = _told_just_now(turn)
    waiting = (turn.slot("pending") or {}).get("awaits")
    if turn.is_payload or last is None or waiting not in _LEAVING:
        return False
    if (turn.intent in (last["topic"], "location") or turn.confidence < UNSURE) and await tells_same_there(turn, last):
        return True
    if not _may_lean(turn) or asks_for_the_way(turn.text):
        # "Where is Saadi?" asks for the branch itself, whatever was told.
        return False
    if await asks_elsewhere(turn):
        return await _told_elsewhere(turn, last)
    if await _asks_where_else(turn):
        return await _told_where(turn, last)
    if turn.intent in _OWN and turn.confidence >= SURELY:
        return False
    traits = traits_of(turn.intent)
    social = traits.social and not (turn.intent == "help" and bare_aspect(turn.text) is not None)
    if traits.answers_a_question or social or turn.intent in _SPOKEN or turn.intent == last["topic"]:
        # The handler of the topic looks at what was told, too.
        return False
    if turn.intent == "hours" and _ITS_HOURS.search(fold(turn.text)) and await _tells_hours(turn, last):
        return await tell_again(turn, last["topic"])
    found = await find_facts(turn, turn.text, None)
    if not found or not found[0].leans or not _fits(turn, found[0], last["topic"]):
        return False
    best = found[0].entry
    turn.intent = best.topic or turn.intent
    turn.did(best.topic or turn.intent, topic=best.topic or "", result="told")
    await tell_found(turn, found)
    return True


@follows_up
async def asked_in_talk(turn: Turn) -> bool:
    """Answer a question about the library that was read as small talk for the words around it."""
    if turn.is_payload or turn.intent not in _TALK or len(telling(turn.text)) < FEWEST_TELLING:
        return False
    if turn.rest is not None and takes_leave(turn.rest.text):
        # "Never mind, bye" asks nothing, though somebody began a question so.
        return False
    found = await find_facts(turn, turn.text, None)
    if not found or found[0].entry.is_open or found[0].score < IN_TALK or not shares(found[0].entry, turn.text):
        return False
    turn.intent = found[0].entry.topic or turn.intent
    turn.did(turn.intent, topic=found[0].entry.topic or "", result="told")
    await tell_found(turn, found)
    return True


async def _told_elsewhere(turn: Turn, last: dict[str, str]) -> bool:
    """Tell of another branch what was told before; False where no fact says it."""
    topic, asked = last["topic"], last["asked"]
    branch = await directory.find_branch(turn.store, turn.text)
    found = await find_facts(turn, f"{asked} {turn.text}", topic, alone=True)
    index = await index_of(turn.store)
    same = [FoundEntry(index.by_ref[last["ref"]], 1.0)] if last.get("ref") in index.by_ref else []
    for one in (*found, *same):
        entry = one.entry
        # What is told of the branch about something else is no answer.
        if (
            entry.topic != topic
            or entry.is_open
            or not is_of(asked, [entry])
            or not await _holds_at(turn, entry, branch)
        ):
            continue
        turn.intent = topic
        turn.did(topic, topic=topic, branch=branch.code if branch else "", result="told")
        await tell_found(turn, [one])
        return True
    return False


# "Only at Central, or at Saadi too?": at which branches there is what was told of.
_ONLY_OR_ALSO = re.compile(
    r"\b(?:only|just)\b.{0,60}\b(?:or|too|as well|also)\b|\bonly (?:at|in)\b|(?<!\w)فقط(?!\w).{0,60}(?<!\w)(?:یا|هم)(?!\w)|\bfaghat\b.{0,60}\b(?:ya|ham)\b"
)
_AROUND = frozenset(
    "only just or too as well also at in the is it do does you have there and so can i can't فقط یا هم تو توی در از داره دارد"
    " دارید دارین هست میشه می شود و این کار رو را faghat ya ham dare darid darin tu dar mishe hast".split()
)


async def _asks_where_else(turn: Turn) -> bool:
    """Tell whether a message asks of nothing but branches: whether it is one of them alone, or another, too."""
    said = fold(turn.text)
    if _ONLY_OR_ALSO.search(said) is None or await directory.find_branch(turn.store, turn.text) is None:
        return False
    names = {stem for branch in await directory.branches(turn.store) for stem in names_of(branch)}
    left = [word for word in re.findall(r"\w+", said) if word not in _AROUND and not set(stems(word)) <= names]
    return all(set(stems(word)) <= _OF_BRANCHES or is_finglish(turn.text) for word in left)


async def _told_where(turn: Turn, last: dict[str, str]) -> bool:
    """Tell at which branches there is what a fact has told of: by itself, or by the fact that says where; else False."""
    topic, asked = last["topic"], last["asked"]
    index = await index_of(turn.store)
    told = index.by_ref.get(last.get("ref", ""))
    names = {stem for branch in await directory.branches(turn.store) for stem in names_of(branch)}
    where = in_full("place", turn.language)
    found = await find_facts(turn, f"{where} {asked}", topic, alone=True)
    for entry in (*([told] if told is not None else []), *(one.entry for one in found)):
        says_where = bool(names & set(stems(" ".join(entry.text.values()))))
        if entry.topic == topic and not entry.is_open and says_where and shares(entry, asked):
            turn.intent = topic
            turn.did(topic, topic=topic, result="told")
            await tell_found(turn, [FoundEntry(entry, 1.0)])
            return True
    return False


async def _holds_at(turn: Turn, entry: KnowledgeEntry, branch: directory.Branch | None) -> bool:
    """Tell whether a fact is one of a branch, or of all: it names that one, or none."""
    if branch is None or entry.branch_id is not None:
        return branch is not None and entry.branch_id == branch.id
    text = " ".join(entry.text.values())
    named = [one.code for one in await directory.branches(turn.store) if names_of(one) & set(stems(text))]
    return not named or branch.code in named


def _may_lean(turn: Turn) -> bool:
    """Tell whether a message may be about what was told: a short one, or a longer one that was hardly read."""
    words = word_count(turn.text)
    return words <= SHORT or (words <= LONG and (turn.intent in _UNREAD or turn.confidence < UNSURE))


# "What time does it shut?" after the café is asked of that.
_ITS_HOURS = re.compile(
    r"\b(?:it|they|that|there) (?:is |are |be )?(?:open|opens|close|closes|closed|shut|shuts|closing|start|starts|end|ends)\b|(?<!\w)(?:اونجا|آنجا|اون|آن|همونجا) (?:تا |از )?(?:کی|چند|چه ساعت\w*)(?!\w)"
)


async def _tells_hours(turn: Turn, last: dict[str, str]) -> bool:
    """Tell whether the fact that was just told says when what it is about is open."""
    entry = (await index_of(turn.store)).by_ref.get(str(last.get("ref")))
    return entry is not None and any(tells(text, "time") for text in entry.text.values())


# Who asks so for a thing looks for it, with a mark or without.
_HAVE = re.compile(
    r"\b(?:have|got|any|find|looking|book|film|novel|title)s?\b|دار(?:ید|ین|ی)|کتابی|\b(?:dari|darid|darin)\b"
)


def _fits(turn: Turn, found: FoundEntry, topic: str) -> bool:
    if found.entry.topic != topic or found.entry.is_open:
        return False
    if turn.intent in _UNREAD:
        return found.score >= UNREAD
    if turn.intent in _LOOKED_FOR and states_only(turn.text) and not _HAVE.search(fold(turn.text)):
        # "Mostly cookbooks" after gifts looks for none.
        return found.score >= STATED
    is_told = traits_of(turn.intent).note_then is not None
    return found.score >= (ANOTHER if is_told and turn.confidence < SURELY else DONE)


async def asks_elsewhere(turn: Turn) -> bool:
    """Tell whether a message only names another branch for what a fact has just told ("and at Saadi?")."""
    if _told_just_now(turn) is None or asks_for_the_way(turn.text):
        return False
    text = _LIKEWISE.sub(" ", fold(turn.text).replace("’", "'")).strip(" .,،!?؟") or turn.text
    ellipsis = find_ellipsis(text)
    values = await values_of(turn, ellipsis.words if ellipsis else text)
    return values.only and values.branch is not None and not values.days


# Said behind the other branch: whether it is the same there, or better.
_LIKEWISE = re.compile(
    r"[ ,;]{1,3}(?:and |or )?(?:is|are|does|do|would|will) (?:it|that|this|they|things?)\b(?: \w+){0,3}? (?:\w{3,12}er|better|same|worse|alike|too|as well|work|hold|apply)(?: (?:there|over there|too|for (?:him|her|us|me|them|my \w+)))*(?=\W*$)"
    r"|[ ،,;]{1,3}(?:و )?(?:اونجا|آنجا|اون ?جا)? ?(?:هم )?(?:راحت ?تر|بهتر|آسون ?تر|آسان ?تر|همین ?(?:طور|جور)|همینطور|فرق)(?:ه|ی)?(?: (?:داره|است|هست|نیست|میشه))?(?=\W*$)"
)
_EASIER = re.compile(r"\b(?:easier|better|more accessible)\b|راحت ?تر|بهتر|آسون ?تر|آسان ?تر")
_LIFT = {
    "fa": "آسانسور یا پله دارد؟ با ویلچر می‌شود وارد شد؟", "en": "Does it have a lift or stairs?",
    "about": "lift|stairs|wheelchair|steps|آسانسور|پله|ویلچر",
}  # fmt: skip


async def tells_access_elsewhere(turn: Turn) -> bool:
    """Tell of steps and lifts at another branch that is asked to be easier for whoever has trouble with them."""
    waits = (turn.slot("pending") or {}).get("awaits") not in _LEAVING
    if turn.is_payload or waits or word_count(turn.text) > _MOST_ELSEWHERE or not _EASIER.search(fold(turn.text)):
        return False
    words = " ".join(act.words for _, act in zip(range(_TALKED), turn.thread.acts(), strict=False))
    branch = await directory.find_branch(turn.store, turn.text)
    if branch is None or "disabled" not in named_people(fold(words)):
        return False
    turn.entities = {**turn.entities, "branch": [branch.code]}
    if not await answer_as(turn, "facilities", fa=_LIFT["fa"], en=_LIFT["en"], about=_LIFT["about"]):
        return False
    # What is asked next is asked of that branch.
    turn.acts[:] = [replace(act, branch=branch.code) for act in turn.acts]
    turn.intent, turn.settled = "facilities", True
    return True


# So many acts back it may have been said who comes.
_TALKED, _MOST_ELSEWHERE = 3, 14
