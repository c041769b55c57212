"""Titles that are named, spoken of or confirmed where another was told of, or none."""

from __future__ import annotations

import json

from actions.dialogue.heard import Heard
from actions.dialogue.moving import likely_move
from actions.dialogue.own_things import own_things
from actions.dialogue.references import find_reference
from actions.dialogue.thread import Thread
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import HANDLERS
from actions.subjects.catalogue.found_titles import show_title
from actions.subjects.catalogue.whereabouts import tell_where
from actions.subjects.moves.title import ask_of
from actions.subjects.second_looks.unfit_words import ACTS_BACK, CONFIRMS, FEW, OF_TITLES, WHICH_BRANCH
from actions.subjects.titles.no_titles import is_no_title
from actions.subjects.titles.titles_in_talk import title_in_talk, title_named, title_of_words
from language.normalise import fold, squash
from language.requests.speech.corrections import find_correction

__all__ = ["confirms", "name_wins", "title_of_talk", "which_branch"]


async def title_of_talk(turn: Turn, heard: Heard) -> bool:
    """Reserve the title that the message names, or that was spoken of, where it was asked which."""
    query = str(turn.answers[-1][1].get("query") or "")
    if query and not is_no_title(heard.text, query) and not await title_named(turn, heard.text):
        return False
    if find_reference(heard.text) is not None and find_reference(heard.text).kind in ("other", "place"):  # type: ignore[union-attr]
        return False
    heard.restore(turn)
    title = await title_named(turn, heard.text) or await title_in_talk(turn)
    if title is None or turn.slot("pending"):
        return False
    turn.intent, turn.confidence = "hold", 1.0
    turn.entities = {name: values for name, values in heard.entities.items() if name == "branch"}
    turn.entities["ref"] = [f"title:{title.id}"]
    await HANDLERS["hold"].handler(turn)
    return bool(turn.answers)


async def which_branch(turn: Turn, heard: Heard) -> bool:
    """Tell where the title is that was spoken of, where a few words ask which branch has it."""
    if word_count(heard.text) > FEW or WHICH_BRANCH.search(fold(heard.text)) is None:
        return False
    heard.restore(turn)
    acts = [act for _, act in zip(range(ACTS_BACK), turn.thread.acts(), strict=False)]
    if not any(act.kind == "title" or act.act in OF_TITLES for act in acts):
        return False
    title = await title_in_talk(turn)
    if title is None or (acts and acts[0].kind == "title" and _is_same_message(turn)):
        return False
    turn.intent, turn.confidence = "search_book", 1.0
    turn.did("search_book", kind="title", things=[title.id], title=title.title, result="told")
    await tell_where(turn, title, None)
    return True


def _is_same_message(turn: Turn) -> bool:
    """Tell whether the title was told of in answer to another part of the very message."""
    turns = Thread.of(turn.slots.get("thread")).turns
    return bool(turns) and turns[-1].get("message") == turn.first_id and bool(turns[-1].get("acts"))


async def name_wins(turn: Turn, heard: Heard) -> bool:
    """Tell of the title that the message names outright, where another one was told of."""
    told = json.dumps([facts for _, facts in turn.answers], ensure_ascii=False, default=str)
    said = (heard.entities.get("title") or [""])[0]
    title = await title_of_words(turn, said) if said else None
    if title is None or squash(title.title.split(":")[0]) in squash(told) or find_correction(heard.text) is not None:
        return False
    if turn.patron is not None:
        own = await own_things(turn)
        if own.named:
            return False
    heard.restore(turn)
    name = likely_move(turn)
    turn.set("shown", {"kind": "title", "ids": [title.id], "at": title.id, "act": "search_book"})
    turn.intent, turn.confidence = "search_book", 1.0
    if name is not None and name.startswith("title.") and await ask_of(turn, title, name):
        return True
    await show_title(turn, title)
    return True


async def confirms(turn: Turn, heard: Heard) -> bool:
    """Show the title that was guessed or told of last, where words only say that it is the one: «خودشه»."""
    if CONFIRMS.match(fold(heard.text).replace("’", "'").strip(" .!،,")) is None:
        return False
    heard.restore(turn)
    shown = turn.shown("title")
    title = await title_in_talk(turn) or (await turn.library.title(shown[0]) if shown else None)
    if title is None or turn.slot("pending"):
        return False
    turn.intent, turn.confidence = "search_book", 1.0
    await show_title(turn, title)
    return True
