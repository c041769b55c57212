"""The repetition of an act with another value: at another branch, on another day, as another copy."""

from __future__ import annotations

from dataclasses import replace

from actions.dialogue.thread import Act
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.values import without_branch
from actions.rasa.registry import CHANGES
from language.requests.titles.copies import CopyWish

__all__ = ["DATED", "TITLED", "TOPICS", "act_again", "act_at_branch", "act_on_copy", "ask_about"]

# Answered from what the library says of them: a short question after one is about it still.
TOPICS = frozenset(
    "facilities room_booking equipment print_scan wifi eresources course_reserves research_help citation_help ill"
    " borrow loan_policy return lost_item card_registration visitor_access employment donation events staff_contact"
    " fines".split()
)
DATED = frozenset({"hours", "events"})
# Acts on a title, or on one of the patron's things, that another title may be put into.
TITLED = frozenset("search_book shelf_location hold renew cancel_hold loans hold_status".split())
# How the catalogue is asked for a language or a kind, in Persian and in English.
_COPIES = {
    "en": ("به انگلیسی", "in English"),
    "fa": ("به فارسی", "in Persian"),
    "ar": ("به عربی", "in Arabic"),
    "fr": ("به فرانسه", "in French"),
    "de": ("به آلمانی", "in German"),
    "audiobook": ("کتاب صوتی", "audiobook"),
    "ebook": ("کتاب الکترونیکی", "ebook"),
    "dvd": ("فیلم", "film"),
    "book": ("نسخهٔ چاپی", "in print"),
    "large_print": ("چاپ درشت", "large print"),
    "braille": ("خط بریل", "braille"),
}


async def act_at_branch(turn: Turn, act: Act, code: str) -> LookStep:
    """Do an act at another branch; what has been done already is changed, where that can be."""
    if not (act.undo and act.result == "done"):
        return await act_again(turn, act, branch=code)
    change = CHANGES.get((act.undo, "branch"))
    if change is None or code == act.branch:
        return LookStep.ON
    turn.intent, turn.prior = act.act, act
    await change(turn, act, code)
    return LookStep.DONE


async def act_again(turn: Turn, act: Act, *, branch: str = "") -> LookStep:
    """Make of the turn the act again; what the message does not name is as the act had it."""
    turn.intent, turn.confidence, turn.prior = act.act, 1.0, act
    where = branch or act.branch
    turn.entities = {"branch": [where]} if where else {}
    if act.act in TITLED:
        # The title stands in the words of the act, where it is not known better.
        _same_title(turn, act)
        turn.text = act.words or turn.text
    elif act.act in TOPICS - DATED:
        # What was asked of one branch is asked of the other.
        turn.text = f"{await without_branch(turn, act.words)} {turn.text}"
        turn.prior = replace(act, words="")
    return LookStep.RUN


def _same_title(turn: Turn, act: Act) -> None:
    if act.kind == "title" and len(act.things) == 1:
        turn.entities["ref"] = [f"title:{act.things[0]}"]
    elif act.title:
        turn.entities["title"] = [act.title]


def act_on_copy(turn: Turn, act: Act, copy: CopyWish) -> LookStep:
    """Look for the language or the kind that is named, of what was looked for before."""
    turn.intent, turn.confidence, turn.prior = "search_book" if act.act == "shelf_location" else act.act, 1.0, act
    turn.entities = {"title": [act.title]} if act.title else {}
    place = int(turn.language == "en")
    named = [_COPIES[wish][place] for wish in (copy.language, copy.kind) if wish in _COPIES]
    turn.text = " ".join((act.title or act.words, *named))
    return LookStep.RUN


def ask_about(turn: Turn, last: Act, intent: str) -> LookStep:
    """Make of the turn a question about what an act was about."""
    turn.intent, turn.confidence, turn.prior = intent, 1.0, last
    if last.branch and not turn.entity("branch"):
        turn.entities = {**turn.entities, "branch": [last.branch]}
    if intent in TITLED:
        _same_title(turn, last)
    return LookStep.RUN
