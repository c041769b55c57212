"""Whether what was just told holds at a branch that is named, too: "will Saadi do as well, or only Central?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.finding import LONG
from actions.subjects.facts.fact_told import tell_found
from crm.knowledge.entries import KnowledgeEntry
from crm.knowledge.searching import FoundEntry, index_of, of_topic
from crm.knowledge.telling_words import telling
from crm.library_info import directory
from language.normalise import fold
from language.requests.speech.sentences import sentences
from language.stems import stems

__all__ = ["names_of", "tells_same_there"]

_OF_BRANCHES = frozenset(stems("library branch branches کتابخانه کتابخانهٔ شعبه شعبهٔ"))
# It is asked whether the same holds there: "too", "only", "or", "will it do".
_SAME = re.compile(
    r"\b(?:too|also|as well|either|only|just|instead)\b|\b(?:will|would|does|do|is|can) (?:it|that|this|\w{3,14}) (?:do|work|count|be (?:fine|ok|okay))\b"
    r"|(?<!\w)(?:هم|نیز|فقط|حتما باید|یا)(?!\w)|\b(?:ham|faghat)\b"
)
_ASKS = re.compile(
    r"[?؟]|^\W*(?:and |so |or |but )?(?:is|are|can|could|may|do|does|will|would)\b|(?<!\w)(?:آیا|میشه|می ?شه|می ?شود|هست\w*|قبوله|یا)(?!\w)|\b(?:mishe|hast)\b"
)
# Where it is, and how one comes there, is asked of the branch itself.
_WAY = re.compile(
    r"\b(?:where|address|directions|how (?:do|can|would) (?:i|we) (?:get|come)|get there|bus|metro)\b|(?<!\w)(?:کجا|آدرس|نشانی|مسیر|چطوری? (?:بیا|برم|بیام)|مترو|اتوبوس)"
)
# That a place suits better is no other matter.
_NEARER = re.compile(
    r"\b(?:near|nearer|nearest|close|closer|closest|easier|handier|better|on my way|live|work)\b|(?<!\w)(?:نزدیک|راحت|بهتر|سر راه|دم دست)"
)
_BESIDE = frozenset(
    stems(
        "only just or too as well also either at in the is it that this there here do does will would can could may be fine ok okay work"
        " come have i we you my our me us must should need really then so and for to one same possible accept take instead"
        " فقط یا هم نیز تو توی در به از این آن اون اونجا آنجا همونجا همین می‌شود میشه می‌شه هست هستید دارد داره است باید حتما بیام"
        " بیایم بروم برم می‌تونم می‌توانم یعنی آیا امکان ممکن کار من ما شما را رو و که برای لازم ya ham faghat mishe hast dare"
    )
)
_EVERYWHERE = re.compile(
    r"\b(?:any|every|each|all(?: (?:the|our|three|of the))?) (?:\w{1,8} )?branch(?:es)?\b|(?<!\w)(?:هر|همه\w*|تمام\w*) (?:\w{1,6} )?شعبه"
)
_UNKNOWN = 1


async def tells_same_there(turn: Turn, last: dict[str, str]) -> bool:
    """Tell where what was told holds, where a message asks that of a branch and of nothing else; False elsewhere."""
    branch = await directory.find_branch(turn.store, turn.text)
    if branch is None or word_count(turn.text) > LONG:
        return False
    said = fold(turn.text)
    if not _SAME.search(said) or not _ASKS.search(said) or _WAY.search(said):
        return False
    index = await index_of(turn.store)
    told = index.by_ref.get(last.get("ref", ""))
    if told is None or told.is_open or await _names_more(turn, told):
        return False
    for entry in (told, *await of_topic(turn.store, last["topic"], turn.today)):
        if _is_of_same(entry, told, turn.language) and await _says_where(turn, entry, branch):
            turn.intent = last["topic"]
            turn.did(turn.intent, topic=turn.intent, branch=branch.code, result="told")
            await tell_found(turn, [FoundEntry(entry, 1.0)])
            return True
    return False


async def _names_more(turn: Turn, told: KnowledgeEntry) -> bool:
    """Tell whether a message names what neither is a branch nor stands in what was told."""
    names = {stem for one in await directory.branches(turn.store) for stem in names_of(one)} | _OF_BRANCHES | _BESIDE
    index = await index_of(turn.store)
    parts = [" ".join(one.words) for one in sentences(index.respelt(turn.text))]
    asked = [part for part in parts if not _NEARER.search(fold(part))] or parts
    known = {word for text in (*told.title.values(), *told.text.values()) for word in telling(text)}
    left = [word for word in telling(" ".join(asked)) if word not in names]
    unknown = [word for word in left if word not in known]
    return len(unknown) > (_UNKNOWN if len(unknown) < len(left) else 0)


def _is_of_same(entry: KnowledgeEntry, told: KnowledgeEntry, language: str) -> bool:
    """Tell whether an entry is what was told, or of the same matter by its question."""
    if entry.ref == told.ref:
        return True
    return bool(set(telling(entry.title.get(language, ""))) & set(telling(told.title.get(language, ""))))


async def _says_where(turn: Turn, entry: KnowledgeEntry, branch: directory.Branch) -> bool:
    """Tell whether an entry speaks of every branch, or of branches by name."""
    if entry.branch_id is not None:
        return entry.branch_id == branch.id
    text = " ".join(entry.text.values())
    if _EVERYWHERE.search(fold(text)):
        return True
    names = {stem for one in await directory.branches(turn.store) for stem in names_of(one)}
    return bool(names & set(stems(text)))


def names_of(branch: directory.Branch) -> set[str]:
    """Give the stems by which a branch is told from the others."""
    return set(stems(" ".join(branch.name.values()))) - _OF_BRANCHES
