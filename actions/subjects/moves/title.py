"""Which title a move is about, and the asking back where several may be meant."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

from actions.dialogue.references import find_reference, pointed
from actions.dialogue.turn import Turn
from actions.dialogue.values import values_of
from actions.dialogue.wording import best_match, says, search_words, word_count
from actions.facts.choices import librarian, menu
from actions.rasa.registry import Listener, PatronReply, move, pending_action
from actions.subjects.catalogue.volumes import asked_volume
from actions.subjects.reading.suggestions import more_of
from actions.subjects.titles.names_within import name_within
from actions.subjects.titles.settled_titles import names_title
from actions.subjects.titles.spoken_of import spoken_of, titles_shown
from actions.subjects.titles.titles import SHORT, is_titled
from language.choices import find_choice
from language.normalise import fold
from language.requests.own.own_names import find_own
from language.requests.reading.reading import read_wish
from language.requests.speech.ordinals import find_place
from language.requests.titles.copies import find_copy
from language.requests.titles.copy_questions import find_copy_question
from language.requests.titles.title_names import may_be_title, points_back
from language.requests.titles.title_questions import ASPECTS, find_title_question, find_title_questions, volume_of
from library.search.words import telling
from library.values import Title

__all__ = [
    "answers_question",
    "ask_of",
    "names_other",
    "of_chosen",
    "of_list",
    "of_several",
    "of_title",
    "suggests_besides",
    "titles_meant",
]

Answer = Callable[[Turn, Title], Awaitable[bool]]
ListAnswer = Callable[[Turn, Sequence[Title]], Awaitable[bool]]

_OF_TITLE: dict[str, Answer] = {}
_OF_LIST: dict[str, ListAnswer] = {}
# Of so many titles at once it is told.
_PLACES = 3
_SEARCHED = 3
# So many telling words name a title, whether the catalogue has it or not.
_NAMING = 2


def of_title(*names: str) -> Callable[[Answer], Answer]:
    """Register what answers moves of the title that is meant; it is asked back for where several may be."""

    def register(answer: Answer) -> Answer:
        for name in names:
            _OF_TITLE[name] = answer
            move(name)(_asked(name))
        return answer

    return register


def of_chosen(name: str) -> Callable[[Answer], Answer]:
    """Register what is done with a title that was chosen, of a move that has an answer of its own."""

    def register(answer: Answer) -> Answer:
        _OF_TITLE[name] = answer
        return answer

    return register


def of_list(*names: str) -> Callable[[ListAnswer], ListAnswer]:
    """Register what answers moves of several titles shown, none of which is meant more than the others."""

    def register(answer: ListAnswer) -> ListAnswer:
        _OF_LIST.update(dict.fromkeys(names, answer))
        return answer

    return register


def _asked(name: str) -> Listener:
    async def listener(turn: Turn) -> bool:
        if await answers_question(turn) or (name != "title.others" and _asks_several(turn.text)):
            return False
        if await suggests_besides(turn):
            return True
        if volume_of(turn.text) is not None and await asked_volume(turn) is not None:
            # A volume of a series that is named: the search knows which.
            turn.intent = "search_book"
            return False
        meant = await titles_meant(turn, placed=name != "title.series")
        if meant is None:
            return False
        if name not in _OF_EDITIONS:
            meant = await _in_language(turn, meant)
        if not meant and name not in _OF_LIST and _PLURAL.search(fold(turn.text)):
            # What is asked of all of them at once is asked of no title.
            return False
        for title in meant[:_PLACES]:
            if not await ask_of(turn, title, name):
                return False
        return bool(meant) or await of_several(turn, name) or say_unfound(turn)

    return listener


async def _in_language(turn: Turn, titles: list[Title]) -> list[Title]:
    """Take the other edition of the one title, where words name its language: "the English then. When is it back?"."""
    copy = find_copy(turn.text) if len(titles) == 1 else None
    if copy is None or not copy.language or copy.language == titles[0].language:
        return titles
    editions = await turn.library.editions(titles[0].id)
    found = [one for one in editions if one.language == copy.language and (copy.kind or titles[0].kind) == one.kind]
    return found[:1] or titles


# These ask of the editions themselves.
_OF_EDITIONS = frozenset("title.language title.translation title.kind".split())


async def suggests_besides(turn: Turn) -> bool:
    """Suggest others where one of those suggested is known already: "I've read the first one. Anything else?"."""
    kept = turn.recall("reading") or {}
    shown = turn.shown("title")
    if not kept.get("last") or not shown or not set(shown) <= set(kept["shown"]) or not _KNOWS.search(fold(turn.text)):
        return False
    if find_title_question(turn.text) == "others" or not _ASKS_OTHERS.search(fold(turn.text)):
        return False
    turn.intent = "recommendation"
    return await more_of(turn)


_KNOWS = re.compile(
    r"\b(?:i(?:'ve| have)?|we(?:'ve| have)?) (?:already |just )?(?:read|seen|watched|heard|know|had|own|got)\b|\b(?:read|seen|know) (?:it|that one|the \w+ one|them) (?:already|before)\b"
    r"|(?:خوند|خواند|دید|شنید|گرفت)(?:م|ه ?ام|مش|متش|یم|ه)(?!\w)|(?<!\w)دارمش(?!\w)|\b(?:khund|khoond|did)(?:am|amesh|e)\b"
)
_ASKS_OTHERS = re.compile(
    r"\b(?:anything else|something else|another|others?|what else|else|next|more)\b|(?<!\w)(?:دیگه|دیگر|یکی دیگه|بعدی|بازم|غیر از|به ?جز)\w*|\bdige\b"
)


def say_unfound(turn: Turn) -> bool:
    """Say that what was looked for just before was not found, so that nothing is known of it; False otherwise."""
    last = turn.thread.last
    unfound = last is not None and last.act == "search_book" and not last.things and last.result == "told"
    query = (last.title or search_words(last.words)) if last is not None and unfound else ""
    if not query or turn.shown("title") or turn.slot("pending") or not _asks_of_it(turn):
        return False
    turn.intent = "search_book"
    if last is not None:
        turn.acts.append(replace(last, topic=_UNFOUND))
    turn.say("utter_title_unfound", query=query, choices=[*menu("suggest_purchase"), librarian()])
    return True


def _asks_of_it(turn: Turn) -> bool:
    """Tell whether few words ask of what was not found, for the first time: another question is none of it."""
    last = turn.thread.last
    again = last is not None and last.topic == _UNFOUND
    few = word_count(turn.text) <= _MOST_OF_IT
    return not again and few and (find_copy_question(turn.text) is not None or not read_wish(turn.text).wish)


# More words ask of one of a list only where they point at it.
_MOST_OF_ONE = 8
# What is kept of a turn that said so.
_UNFOUND = "unfound"
# So many words may ask of what was just looked for.
_MOST_OF_IT = 6


def _asks_several(text: str) -> bool:
    """Tell whether several things are asked of a title, which are read and told by themselves, each."""
    asked = set(find_title_questions(text))
    return len(asked & set(ASPECTS)) > 1 or (len(asked) > 1 and _JOINED.search(fold(text)) is not None)


_JOINED = re.compile(r"\b(?:and|also)\b|[.?!؟;؛,،]\s*\w|(?<!\w)(?:و|هم)(?!\w)")


async def ask_of(turn: Turn, title: Title, name: str) -> bool:
    """Answer a move of one title, and keep that it is spoken of."""
    intent, turn.intent = turn.intent, "search_book"
    turn.point("title", title.id, "search_book")
    kept = len(turn.acts)
    if not await _OF_TITLE[name](turn, title):
        turn.intent = intent
        return False
    if len(turn.acts) == kept and turn.intent == "search_book":
        turn.did("search_book", kind="title", things=[title.id], title=title.title, topic=name, result="told")
    return True


async def of_several(turn: Turn, name: str) -> bool:
    """Answer of the whole list shown, or ask which of it is meant; the answer is told what was asked."""
    shown = await titles_shown(turn)
    if len(shown) < 2:
        return False
    if await _names_elsewhere(turn, shown):
        # "Now I remember, it was Rebecca! Is it in?" is asked of none of the list.
        turn.intent, turn.confidence = "search_book", max(turn.confidence, _ENOUGH)
        return False
    intent, turn.intent = turn.intent, "search_book"
    if name in _OF_LIST and await _OF_LIST[name](turn, shown):
        return True
    if _PLURAL.search(fold(turn.text)) or (word_count(turn.text) > _MOST_OF_ONE and not points_back(turn.text)):
        # What is asked of all, or in so many words that point at nothing, is asked of none of them.
        turn.intent = intent
        return False
    titles = [one.title for one in shown]
    turn.await_("title_move", "one", ids=[one.id for one in shown], titles=titles, move=name, text=turn.text)
    turn.say("utter_which_one", status="clarified")
    return True


_ENOUGH = 0.75


async def _names_elsewhere(turn: Turn, shown: Sequence[Title]) -> bool:
    """Tell whether words name, by its whole name, a title or an author of whom nothing is shown."""
    if turn.is_payload or find_choice(turn.text) is not None:
        return False
    return await names_other(turn, shown)


async def names_other(turn: Turn, shown: Sequence[Title]) -> bool:
    """Tell whether a title, or an author, stands in the words whose titles are none of those shown."""
    found = await name_within(turn, turn.text)
    if found is None:
        return False
    ids = {one.id for one in shown}
    name, page = found
    if page.author:
        return not any(page.author in one.author or fold(name) in fold(one.author) for one in shown)
    return not any(one.id in ids for one in page.titles)


@pending_action("title_move")
async def chosen(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Answer what was asked, of the titles that were chosen."""
    ids = [str(one) for one in args["ids"]]
    turn.show("title", ids)
    turn.intent = "search_book"
    if reply.kind != "places":
        await of_several(turn, str(args["move"]))
        return
    turn.text = str(args["text"])
    for place in reply.places[:_PLACES]:
        title = await turn.library.title(ids[place])
        if title is not None:
            await ask_of(turn, title, str(args["move"]))


async def answers_question(turn: Turn) -> bool:
    """Tell whether words rather answer the question that waits than ask one: a branch, a place, a name."""
    pending: dict[str, Any] = turn.slot("pending") or {}
    awaits, args = pending.get("awaits"), pending.get("args") or {}
    if awaits == "branch":
        values = await values_of(turn, turn.text)
        return values.only and values.branch is not None
    if awaits == "one":
        reference = find_reference(turn.text)
        bare = reference is not None and reference.bare and reference.choice is not None
        return bare or (word_count(turn.text) <= _SHORT and best_match(turn.text, args.get("titles") or []) is not None)
    if awaits == "words" and pending.get("do") in ("search", "hold_title", "reserve"):
        return await names_title(turn)
    return awaits in ("words", "told", "score")


_SHORT = 5
# What means the list, whichever of it was looked at.
_PLURAL = re.compile(
    r"\b(?:they|them|these|those|each|ina|inha)\b"
    r"|(?<!\w)(?:این ?ها|اینا|اون ?ها|اونا|آن ?ها|همه ?شون|همگی)(?!\w)"
)


async def titles_meant(turn: Turn, *, placed: bool = True) -> list[Title] | None:
    """Give the titles that words place, name or point at, or the one spoken of; none where several may be meant.

    None at all where the words name another title, which is not known here.
    """
    shown = await titles_shown(turn)
    if placed and (there := _placed(turn, shown)):
        return there
    thing = pointed(turn, "title")
    kept = turn.recall("spoken") or {}
    if thing is not None and turn.focus("title") is None and kept.get("ids") == [one.id for one in shown]:
        # "That book": the one that was asked about, and not the author's other one shown beside.
        spoken = await spoken_of(turn)
        return [spoken] if spoken is not None else []
    if thing is not None and (found := [one for one in shown if one.id == thing]):
        return found
    own = find_own(turn.text, [one.title for one in shown], [one.author for one in shown])
    if own:
        named = [shown[place] for place in own]
        at = turn.focus("title")
        return [one for one in named if one.id == at] or named
    if (other := await _named(turn)) is not None:
        return [other]
    if _names_another(turn):
        return None
    if len(shown) > 1 and _PLURAL.search(fold(turn.text)):
        return []
    spoken = await spoken_of(turn)
    return [spoken] if spoken is not None else []


_FIRST = re.compile(r"(?<!\w)(?:مورد|عنوان|کتاب|فیلم|گزینه) ?نخست(?!\w)|(?<!\w)نخستین (?:مورد|عنوان|کتاب|فیلم)")


def _placed(turn: Turn, shown: Sequence[Title]) -> list[Title]:
    choice = find_choice(turn.text)
    places = choice.resolve(len(shown)) if choice is not None and len(shown) > 1 else []
    if len(places) == len(shown) and len(shown) > _PLACES:
        places = []
    place = find_place(turn.text, len(shown)) if not places and shown else None
    if place is None and not places and shown and _FIRST.search(fold(turn.text)):
        place = 0
    return [shown[one] for one in ([place] if place is not None else places)]


async def _named(turn: Turn) -> Title | None:
    """Give the title of the catalogue whose name stands in the words."""
    said = turn.entity("title")
    if not said or turn.is_payload:
        return None
    page = await turn.library.search(said, limit=_SEARCHED)
    if page.corrected or page.author:
        return None
    named = [one for one in page.titles if is_titled(one.title, said) or says(turn.text, SHORT.split(one.title)[0])]
    return next((one for one in named if one.language == turn.language), named[0] if named else None)


def _names_another(turn: Turn) -> bool:
    """Tell whether words name a title that was not found: what is asked is not asked of the one spoken of."""
    said = turn.entity("title") or ""
    return len(telling(fold(said))) >= _NAMING and may_be_title(said, turn.text)
