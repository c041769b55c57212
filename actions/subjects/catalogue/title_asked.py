"""Questions about one title: which title is asked about, and that all that is asked is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from actions.dialogue.turn import Turn
from actions.dialogue.wording import search_words
from actions.rasa.registry import PatronReply, follows_up, pending_action
from actions.subjects.catalogue.editions import first_author
from actions.subjects.catalogue.found_titles import show_title
from actions.subjects.catalogue.title_told import tell
from actions.subjects.titles.named_titles import several_titles
from actions.subjects.titles.spoken_of import spoken_of
from actions.subjects.titles.titles import is_titled
from language.choices import find_choice
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold
from language.requests.speech.pointing import find_pointing
from language.requests.speech.request import Kind, read_request
from language.requests.speech.sentences import clauses, deed_of, sentences
from language.requests.titles.names import find_named
from language.requests.titles.ordinary_words import is_ordinary
from language.requests.titles.title_questions import WHEREABOUTS, find_title_questions, without_questions
from library.search.words import telling
from library.values import Title

__all__: list[str] = []

# Read so surely as one of these, a message is about something else than the title.
_ELSEWHERE = frozenset(
    "hours fines loans renew hold_status cancel_hold room_booking wifi print_scan complaint human_help account"
    " card_registration location goodbye greet thanks".split()
)
_SURE = 0.85
# Of a list so many titles are told of at once.
_PLACES = 3


@follows_up
async def question(turn: Turn) -> bool:
    """Answer all that is asked about the title in focus, or about the one it names; tell whether anything was."""
    if turn.is_payload or (turn.intent in _ELSEWHERE and turn.confidence >= _SURE):
        return False
    asked = find_title_questions(turn.text)
    if _SAME_AUTHOR.search(fold(turn.text)) or set(asked) == {"others", "available"}:
        # Whether there are any is no question of its own.
        asked = ("others",)
    if not asked:
        return False
    listed = await several_titles(turn)
    if listed is not None and len(listed[0]) > 1:
        if set(asked) <= {"author", *WHEREABOUTS}:
            # The list of a search tells that of each.
            turn.intent = "search_book"
            return False
        for one in listed[0][:_PLACES]:
            await tell(turn, one, *asked)
        return True
    theirs = asked == ("others",) and _SAME_AUTHOR.search(fold(turn.text)) is not None
    title = await spoken_of(turn) if theirs else await _asked_about(turn)
    if asked == ("others",) and title is not None and await _named_of_theirs(turn, title):
        return True
    if title is None and asked == ("others",) and not _of_names(turn):
        # Whose? Nobody was spoken of.
        turn.intent = "search_book"
        turn.await_("search", "words")
        turn.say("utter_search_what", status="clarified")
        return True
    if title is None:
        if len(turn.shown("title")) > 1 and not _names(turn):
            _ask_which(turn, asked)
            return True
        return False
    await tell(turn, title, *asked)
    if not _orders_hold(turn.text) or not (turn.intent == "hold" or orders_to_hold(turn.text)):
        turn.intent = "search_book"
        return True
    # What is ordered beside is done as well.
    turn.intent = "hold"
    turn.entities = {**turn.entities, "ref": [f"title:{title.id}"]}
    turn.text = without_questions(turn.text)
    return False


@follows_up
async def asked_of_another(turn: Turn) -> bool:
    """Answer of another title of the list what was just asked of one, "and the other?"; tell whether it was that."""
    last = turn.thread.last
    if turn.is_payload or last is None or last.act != "search_book" or not last.topic:
        return False
    pointing = find_pointing(turn.text)
    ids, at = turn.shown("title"), turn.focus("title")
    meant: list[str] = []
    if pointing is not None and pointing.choice is not None and pointing.kind == "place":
        meant = [ids[place] for place in pointing.choice.resolve(len(ids))]
    elif pointing is not None and pointing.kind == "other" and at in ids:
        meant = [one for one in ids if one != at]
    title = await turn.library.title(meant[0]) if len(meant) == 1 else None
    if title is None:
        return False
    turn.intent = "search_book"
    await tell(turn, title, *last.topic.split())
    return True


_SAME_AUTHOR = re.compile(
    r"(?<!\w)(?:by|from) (?:the same|this|that|him|her|them)(?: (?:author|writer|novelist))?(?!\w)"
    r"|(?<!\w)از ?(?:همین|این|همون|اون) نویسنده(?!\w)|(?<!\w)az (?:hamin|in|hamun) nevisande(?!\w)"
)


def _of_names(turn: Turn) -> str:
    """Give the words beside "by the same author" that may name one of the author's titles."""
    return search_words(_SAME_AUTHOR.sub(" ", fold(turn.text)).strip(" ،,?؟"))


async def _named_of_theirs(turn: Turn, title: Title) -> bool:
    """Show the title of the same author that is named beside: "by the same author, do you have Emma?"."""
    words = " ".join(word for word in telling(_of_names(turn)) if word not in _BESIDE | _POINTING)
    if len(words) < _SHORTEST:
        return False
    page = await turn.library.search(words, limit=_FEW)
    name = first_author(title)
    named = (
        []
        if page.corrected
        else [one for one in page.titles if page.total == 1 or find_named(words, [one.title]).places]
    )
    theirs = [one for one in named if name in one.author] or named
    if not theirs:
        return False
    turn.intent = "search_book"
    await show_title(turn, theirs[0])
    return True


_SHORTEST, _FEW = 3, 3
_BESIDE = frozenset(
    "anything something else another more any other same author writer have got what by from نیز هم اختیار همین نویسنده"
    " چیز چیزی دیگه دیگر دیگری کتابی اثر آیا دارید".split()
)


def _ask_which(turn: Turn, asked: Sequence[str]) -> None:
    """Ask of which title of the list it was asked; the answer is told what was asked."""
    turn.intent = "search_book"
    turn.await_("title_asked", "one", ids=turn.shown("title"), asked=list(asked))
    turn.say("utter_which_one", status="clarified")


@pending_action("title_asked")
async def title_asked(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Answer what was asked, of the titles that were chosen."""
    turn.intent = "search_book"
    if reply.kind != "places":
        _ask_which(turn, args["asked"])
        return
    for place in reply.places[:_PLACES]:
        title = await turn.library.title(str(args["ids"][place]))
        if title is not None:
            turn.show("title", list(args["ids"]))
            await tell(turn, title, *args["asked"])


def _orders_hold(text: str) -> bool:
    """Tell whether a text orders a reservation, whatever else it asks."""
    named = any(deed_of(words) == "hold" for sentence in sentences(text) for words in clauses(sentence.words))
    return named and read_request(text, "hold").kind is Kind.ORDER


async def _asked_about(turn: Turn) -> Title | None:
    """Give the title that a question points at in the list, or names, or the one in focus when it does neither."""
    shown, choice = turn.shown("title"), find_choice(without_questions(turn.text)) or find_choice(turn.text)
    places = choice.resolve(len(shown)) if choice is not None else []
    if len(places) == 1:
        return await turn.library.title(shown[places[0]])
    words = _names(turn)
    if len(words) > 1:
        page = await turn.library.search(words, limit=1)
        if page.titles and not page.corrected and not page.author:
            if is_titled(page.titles[0].title, words) or not all(map(is_ordinary, words.split())):
                return page.titles[0]
            # "How many pages has it got, and is it out?" asks for no “Inside Out”.
            return await spoken_of(turn)
        if page.titles or len(words.split()) > 2:
            return None
    return await spoken_of(turn)


def _names(turn: Turn) -> str:
    """Give the words of a question that may name its title."""
    words = [word for word in telling(without_questions(turn.text)) if word not in _POINTING]
    return " ".join(words)


_POINTING = frozenset(
    "it this that one he she they his her its the book novel film is was does did has have and also so can you tell me"
    " too please them there"
    " این اون آن همین همون کتاب کتابه رمان فیلم ش اش شو هم خب حالا راستی اولی دومی سومی یکی کتابش و ست س رو را بگو"
    " میشه بگید بگین میخوره میدونی میدونید ham o va".split()
)
