"""Variation of repeated answers: another wording the second time, in the end the offer of a person."""

from __future__ import annotations

import re

from actions.dialogue.keeping import fingerprint
from actions.dialogue.thread import Thread
from actions.dialogue.turn import Turn
from actions.facts.choices import librarian
from language.dates import find_dates
from language.normalise import fold
from language.requests.speech.bare_questions import named_words
from language.requests.speech.phrases import words_of
from language.requests.speech.statements import states_only

__all__ = ["SERIES", "vary"]

# An answer and what takes its place the second time, the third time, and so on; then the last two take turns.
SERIES: dict[str, tuple[str, ...]] = {
    name: (name, *later)
    for name, later in {
        "utter_thanks": ("utter_thanks_again",),
        "utter_chitchat": ("utter_chitchat_again",),
        "utter_out_of_scope": ("utter_out_of_scope_again", "utter_stuck"),
        "utter_sign_in": ("utter_sign_in_again",),
        "utter_sign_in_lapsed": ("utter_sign_in_again",),
        "utter_denied": ("utter_denied_again",),
        "utter_nothing_pending": ("utter_nothing_pending_again",),
        "utter_nothing_to_cancel": ("utter_nothing_pending_again",),
        "utter_too_late": ("utter_too_late_again",),
        "utter_not_understood_again": ("utter_stuck",),
        "utter_clarify_again": ("utter_stuck",),
        "utter_insult_again": ("utter_insult_quiet",),
    }.items()
}


# All that are put in the place of one another.
VARIED = frozenset(name for series in SERIES.values() for name in series)
# So often in a row the same is told, and then another way is offered.
MOST = 2


# Who thanks or agrees asks nothing.
_NO_QUESTION = frozenset({"thanks", "affirm", "deny", "cancel", "goodbye", "greet", "praise"})


# Words so short ("but", "the", «که») ask for nothing new.
_SHORT = 3


def vary(turn: Turn) -> None:
    """Put another wording in the place of answers that were given in the turn just before."""
    # Who is in an emergency is never told that they hear the same again.
    if not turn.answers or turn.recall("emergency"):
        return
    _not_again(turn)
    _heard(turn)
    counts: dict[str, int] = dict(turn.recall("said") or {})
    said: dict[str, int] = {}
    for place, (answer, facts) in enumerate(turn.answers):
        series = SERIES.get(answer)
        if series is None:
            continue
        count = counts.get(answer, 0)
        last = len(series) - 1
        turn.answers[place] = (series[count if count <= last else last - (count - last) % 2], facts)
        said[answer] = count + 1
    if said != counts:
        turn.remember(said=said or None)


def _asked_before(turn: Turn, before: Thread) -> bool:
    """Tell whether the words say nothing that was not said in the last turns: the very question once more."""
    said = {word for act in before.acts() for word in words_of(act.words)}
    new = [word for word in words_of(turn.text) if word not in said and len(word) > _SHORT]
    return not said or len(new) <= 1


# A remark on what was told has so many words at most ("that's quite expensive"), and says so few that name something.
_REMARK, _NAMES = 7, 1
_FACTS = frozenset({"utter_fact", "utter_fact_asked", "utter_fact_near"})
# What is told to be known, and needs no telling twice.
_TOLD = ("fact", "hours", "terms", "late_terms", "location", "events", "place")
# What is done or filed is said again as often as it is wanted.
_NEVER_HEARD = frozenset({"emergency", "human_help", "case_add", "case_status", "complaint", "rate", "sign_in"})


def _heard(turn: Turn) -> None:
    """Take note of a remark where the very answer it is made on would be given again."""
    told = all(answer.removeprefix("utter_").startswith(_TOLD) for answer, _ in turn.answers)
    if (
        turn.is_payload
        or turn.entities
        or turn.intent in _NEVER_HEARD
        or not told
        or not 1 < len(words_of(turn.text)) <= _REMARK
    ):
        return
    before = Thread.of(turn.slots.get("thread")).before(turn.message_id)
    if not all(
        facts.get("status") == "answered" and before.times_said(fingerprint(answer, facts))
        for answer, facts in turn.answers
    ):
        return
    said = {word for act in before.acts() for word in words_of(act.words)}
    own = words_of(named_words(turn.text))
    asks_again = any(word in said for word in own)
    if asks_again or len(own) > _NAMES or not (states_only(turn.text) or _EXCLAIMS.search(fold(turn.text))):
        return
    if find_dates(turn.text, turn.today) or turn.slot("pending"):
        return
    turn.answers = [("utter_remark_heard", {"status": "answered"})]


# How one exclaims in Persian, with a word that asks: «چقدر گرونه», «چه کم».
_EXCLAIMS = re.compile(r"^(?:(?:وای|ای بابا|اوه|عجب|خب|واقعا) )*(?:چقدر|چقد|چه) \w+$")


def _not_again(turn: Turn) -> None:
    """Offer a person in the place of an answer that was given, word for word, in each of the last turns."""
    before = Thread.of(turn.slots.get("thread")).before(turn.message_id)
    if turn.intent in _NO_QUESTION:
        return
    if not (turn.is_payload or _asked_before(turn, before)):
        again = [before.times_said(fingerprint(answer, facts)) >= MOST for answer, facts in turn.answers]
        if all(again) and {answer for answer, _ in turn.answers} <= _FACTS and not turn.tells_clearly:
            # A third question that gets the same fact is not answered by it, where that does not clearly answer.
            turn.answers = [("utter_out_of_scope", {"status": "fallback", "choices": [librarian()]})]
        return
    for place, (answer, facts) in enumerate(turn.answers):
        told = facts.get("status") == "answered" and "sign_in" not in (facts.get("custom") or {})
        told = told and answer not in VARIED
        if told and before.times_said(fingerprint(answer, facts)) >= MOST:
            buttons = [one for one in facts.get("choices") or [] if one != librarian()]
            turn.answers[place] = "utter_same_again", {"status": "fallback", "choices": [librarian(), *buttons]}
