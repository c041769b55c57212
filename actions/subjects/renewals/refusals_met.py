"""A yes, or a plea to do it all the same, behind a renewal that was refused: why not, once more, and who may decide."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn, as_date
from actions.dialogue.wording import word_count
from actions.facts.choices import librarian
from actions.subjects.loans.loan_renewals import reasons
from language.normalise import fold
from language.requests.speech.denials import denies
from language.requests.speech.yes_and_no import find_word

__all__ = ["insists_on_refused"]

_MOST_WORDS = 10
_INSISTS = re.compile(
    r"\b(?:do it|renew it|extend it|make it so|go ahead)\b[^.?!]{0,12}\b(?:anyway|all the same|regardless|please|still)\b|\bplease (?:do|just do) (?:it|so)\b|\b(?:make|just) (?:an exception|this once)\b|\bplease,? (?:just )?(?:this once|once more)\b"
    r"|(?<!\w)(?:انجام(?:ش)? (?:بده|بدید|بدین|دهید)|(?:یه )?کاریش (?:بکن\w*|کن\w*)|یه ?بار|همین یه ?بار|استثنا\w*|خواهش می ?کنم|هر ?جور شده)(?!\w)|\b(?:anjam(?:esh)? bed\w*|ye ?karish bokon\w*|estesna\w*|khahesh mikonam)\b"
)
_ASKS = re.compile(r"[?؟]|\b(?:why|how|when|which|what|who)\b|(?<!\w)(?:چرا|کی|چطور\w*|کدوم|چی)(?!\w)")


async def insists_on_refused(turn: Turn) -> bool:
    """Say once more why a loan is not renewed, and that a librarian may be asked; False where nobody insists on it."""
    last = turn.thread.last
    if turn.is_payload or turn.patron is None or turn.slot("pending") or last is None or last.act != "renew":
        return False
    if last.result != "refused" or len(last.things) != 1 or word_count(turn.text) > _MOST_WORDS:
        return False
    said, word = fold(turn.text).replace("’", "'"), find_word(turn.text)
    if _ASKS.search(said) or denies(turn.text):
        return False
    agrees = word is not None and word.kind == "yes" and not word.rest
    if not agrees and _INSISTS.search(said) is None:
        return False
    loan = next((one for one in await turn.library.loans(turn.patron_id) if one.id == last.things[0]), None)
    if loan is None or loan.refusal is None:
        return False
    turn.intent, turn.moves = "renew", {}
    turn.acts.append(last)
    turn.say(
        "utter_renew_refused", status="refused", title=loan.title, due=as_date(loan.due_date),
        reason=await reasons(turn, loan), choices=[librarian()],
    )  # fmt: skip
    return True
