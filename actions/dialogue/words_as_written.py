"""The words of a message put right before they are read: signs, signatures, names of authors, a missing mark."""

from __future__ import annotations

import re

from actions.dialogue.grievances_heard import GRIEVING, TOLD
from actions.dialogue.turn import Turn
from language.normalise import fold
from language.requests.speech.letters import without_signature
from language.requests.titles.name_edges import author_alone, only_points
from language.scores import find_score

__all__ = ["cut_authors", "cut_titles", "mark_question", "unsign", "wordless"]

KIND_SIGNS = ("👍", "🙏", "❤", "🌹", "🙂", "😊", "🌸", "💐")


def unsign(turn: Turn) -> None:
    """Leave the name below a letter out of what is looked for; what is told is filed with it."""
    body = without_signature(turn.text)
    if body == turn.text or turn.intent in TOLD or turn.intent in GRIEVING:
        return
    turn.text = body
    for name in ("title", "author"):
        if kept := [value for value in turn.entities.get(name, []) if value in body]:
            turn.entities[name] = kept
        else:
            turn.entities.pop(name, None)


def cut_authors(turn: Turn) -> None:
    """Leave the words of the sentence out of what was read as an author's name: «زویا پیرزاد اومده»."""
    said = turn.entities.get("author", [])
    names = [name for one in said if (name := author_alone(one))]
    if names != said:
        turn.entities = {name: values for name, values in turn.entities.items() if name != "author"}
        if names:
            turn.entities["author"] = names


def cut_titles(turn: Turn) -> None:
    """Leave out what was read as a title and only points: "could you put me down for it" names no book."""
    said = turn.entities.get("title", []) if not turn.is_payload else []
    names = [one for one in said if not only_points(one, turn.text)]
    if names != said:
        turn.entities = {name: values for name, values in turn.entities.items() if name != "title"}
        if names:
            turn.entities["title"] = names


def mark_question(turn: Turn) -> None:
    """Put the mark behind a question that is typed without one where it ends in "or not", «یا نه»."""
    text = turn.text.rstrip(" .…")
    if not {"?", "؟"} & set(text) and _OR_NOT.search(fold(text)) is not None:
        turn.text = f"{text}{'؟' if turn.language == 'fa' else '?'}"


_OR_NOT = re.compile(r" or not$| یا (?:نه|ن)$| ya na$")


def wordless(turn: Turn) -> None:
    """Read signs without a word: stars are a score, a kind face a thank-you, and the rest is nothing to guess at."""
    if find_score(turn.text) is not None:
        turn.intent = "rate"
    elif any(sign in turn.text for sign in KIND_SIGNS):
        turn.intent = "thanks"
    else:
        turn.intent, turn.confidence, turn.ranking = "nlu_fallback", 0.0, []
