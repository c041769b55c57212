"""Reasons for reviewing a turn: the turns that teach most come first.

A reason and a weight for each (between 0 and 1, the highest is looked at first):

* contradicted, 0.9: the patron's next message says that this was not meant (a correction, a no to a statement, a
  complaint, an insult, a person wanted, or the same said in other words);
* badly rated, 0.85: a thumb down on the answer, or a conversation scored 1 or 2;
* declined, 0.6 to 0.8: not understood or taken for none of a library's matters; the less sure, the more;
* unsure, 0.5 to 0.7: answered with a probability below 0.5, or with a runner-up that was close;
* confident, 0.3: six of a hundred that were answered with a probability of 0.9 or more and that nobody complained of,
  because errors of which the bot is sure show nowhere else;
* random, 0.2: two of a hundred, whatever they are, so that figures of quality are not only of what went wrong.

A greeting, a thanks or the like that was read surely teaches nothing, however the talk goes on: it is picked only when
the next message says in so many words that it was not meant, or when its answer was rated badly.

Three in twenty need two reviewers. No turn is picked twice, and no wording that was picked in the last thirty days.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crm.conversations.closing import WITHOUT_SUBJECT
from language.normalise import fold
from protocol.intents import intents_with

__all__ = ["ReviewPick", "ReviewedMessage", "picks_of"]

UNSURE, CLOSE = 0.5, 0.15
SURE = 0.9
RANDOM_IN_1000, CONFIDENT_IN_1000, TWO_IN_1000 = 20, 60, 150
BAD_SCORE = 2
# A word or two in the middle of a talk teaches nothing by itself, unless somebody says that it went wrong.
LEAST_LETTERS = 2

DECLINED = intents_with("declined")
AGAINST = intents_with("discontent")
_NOT_MEANT = re.compile(
    r"منظورم|اشتباه (?:فهمید|متوجه)|این نبود|نه این|اینو? ?نگفتم|نفهمید|متوجه نشد|ربطی نداشت|جواب من نبود"
    r"|\bi meant\b|\bnot what i\b|\bi did ?n.?t (?:mean|ask|say)\b|\bwrong answer\b|\byou misunderst|\bthat.?s not\b"
    r"|\bthat is not\b|\bnot that\b"
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class ReviewedMessage:
    """One message of a conversation, as far as picking looks at it; `thumb` is that on a bot's message."""

    id: int
    sender: str
    body: str | None
    payload: str | None
    intent: str | None
    confidence: float | None
    analysis: dict[str, Any] | None
    buttons: Sequence[dict[str, str]]
    thumb: int | None


@dataclass(frozen=True, slots=True)
class ReviewPick:
    """A turn to be looked at."""

    message_id: int
    reason: str
    weight: float
    needs: int
    wording: str


def picks_of(messages: Sequence[ReviewedMessage], *, score: int | None = None) -> list[ReviewPick]:
    """Find the turns of one conversation that are worth a look, each with its strongest reason."""
    found = []
    in_form = False
    for place, said in enumerate(messages):
        if said.sender != "patron":
            continue
        was_in_form, in_form = in_form, _in_form(said)
        # What was typed into a form was no message to be understood.
        if not _is_readable(said) or (was_in_form and in_form):
            continue
        replies = _replies(messages, place)
        following = next((one for one in messages[place + 1 :] if one.sender == "patron"), None)
        reason, weight = _reason(said, replies, following, score)
        if reason is not None:
            needs = 2 if _spread(said.id, 7) < TWO_IN_1000 else 1
            found.append(ReviewPick(said.id, reason, round(weight, 4), needs, fold(said.body or "")))
    return found


def _reason(
    said: ReviewedMessage, replies: Sequence[ReviewedMessage], following: ReviewedMessage | None, score: int | None
) -> tuple[str | None, float]:
    sure = said.confidence if said.confidence is not None else 0.0
    if said.intent in WITHOUT_SUBJECT and said.intent not in DECLINED and sure >= UNSURE:
        if following is not None and following.payload is None and _NOT_MEANT.search(fold(following.body or "")):
            return "contradicted", 0.9
        return ("badly_rated", 0.85) if any(reply.thumb == -1 for reply in replies) else (None, 0.0)
    if following is not None and _contradicts(said, replies, following):
        return "contradicted", 0.9
    if any(reply.thumb == -1 for reply in replies):
        return "badly_rated", 0.85
    if said.intent in DECLINED:
        return "declined", 0.8 - 0.2 * sure
    if score is not None and score <= BAD_SCORE:
        return "badly_rated", 0.75
    if sure < UNSURE or _margin(said) < CLOSE:
        return "unsure", 0.7 - 0.2 * sure
    if _spread(said.id, 3) < RANDOM_IN_1000:
        return "random", 0.2
    if sure >= SURE and _spread(said.id, 11) < CONFIDENT_IN_1000:
        return "confident", 0.3
    return None, 0.0


def _contradicts(said: ReviewedMessage, replies: Sequence[ReviewedMessage], following: ReviewedMessage) -> bool:
    """Tell whether the next message says that this one was taken wrongly."""
    if following.payload is not None:
        return following.payload.startswith("/human_help") and said.intent not in (*DECLINED, "human_help")
    text = fold(following.body or "")
    if _NOT_MEANT.search(text):
        return True
    if following.intent in AGAINST and said.intent not in (*AGAINST, *DECLINED):
        return True
    if following.intent == "deny":
        return not any(_asks(reply) for reply in replies)
    return _says_again(said, following, replies)


def _says_again(said: ReviewedMessage, following: ReviewedMessage, replies: Sequence[ReviewedMessage]) -> bool:
    """Tell whether the same is said in other words: not a next question, and no answer to one of ours."""
    if following.intent != said.intent or said.intent in DECLINED or any(_asks(reply) for reply in replies):
        return False
    if _values(said) != _values(following):
        return False
    mine, theirs = (frozenset(_WORD.findall(fold(one.body or ""))) for one in (said, following))
    if min(len(mine), len(theirs)) < 3:
        return False
    return len(mine & theirs) / len(mine | theirs) >= 1 / 3


def _asks(reply: ReviewedMessage) -> bool:
    return any(button.get("payload", "").startswith(("/affirm", "/deny")) for button in reply.buttons) or (
        reply.body or ""
    ).rstrip().endswith(("?", "؟"))


def _values(said: ReviewedMessage) -> list[tuple[str, str]]:
    entities = (said.analysis or {}).get("entities") or []
    return sorted((str(entity.get("entity")), fold(str(entity.get("value")))) for entity in entities)


def _margin(said: ReviewedMessage) -> float:
    """Give how far the runner-up was behind, 1 when that is not known."""
    ranking = (said.analysis or {}).get("ranking") or []
    return float(ranking[0][1]) - float(ranking[1][1]) if len(ranking) > 1 else 1.0


def _in_form(said: ReviewedMessage) -> bool:
    return any("form" in name for name in (said.analysis or {}).get("actions") or ())


def _is_readable(said: ReviewedMessage) -> bool:
    return (
        said.payload is None
        and said.intent is not None
        and said.body is not None
        and len(said.body.strip()) >= LEAST_LETTERS
        and not (said.analysis or {}).get("failed")
    )


def _replies(messages: Sequence[ReviewedMessage], place: int) -> list[ReviewedMessage]:
    found = []
    for one in messages[place + 1 :]:
        if one.sender == "patron":
            break
        found.append(one)
    return found


def _spread(number: int, salt: int) -> int:
    """Give a number from 0 to 999 that looks like chance and is the same at every run."""
    mixed = (number * 2654435761 + salt * 40503) & 0xFFFFFFFF
    mixed ^= mixed >> 15
    mixed = (mixed * 2246822519) & 0xFFFFFFFF
    mixed ^= mixed >> 13
    return mixed % 1000
