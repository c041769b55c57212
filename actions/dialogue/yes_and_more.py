"""A yes or a no that goes on with something else: "yes, please do it. And is there a printer?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.holding_back import asks_first, forbids
from actions.dialogue.pending import leave, run_pending
from actions.dialogue.references import find_reference
from actions.dialogue.turn import Turn
from actions.dialogue.waiting_deeds import CONTROLS, DEED_OF, OWN_WORDS, read_rest
from actions.rasa.registry import PatronReply
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.hold_changes import asks_what_is_lost
from language.requests.deeds.ordering import ordered_beside, orders_to_hold, orders_to_move, orders_to_renew
from language.requests.speech.corrections import find_correction
from language.requests.speech.denials import denies
from language.requests.speech.yes_and_no import Word, find_word, puts_off

__all__ = ["THEN", "agree_and_go_on"]


async def agree_and_go_on(turn: Turn) -> bool:
    """Do what waits for a yes, where the message goes on to order something else; the turn is that order then."""
    pending = turn.slot("pending") or {}
    word = None if turn.is_payload or not pending else find_word(turn.text)
    if word is not None and word.leads and word.kind == "no" and word.rest and pending.get("awaits") == "yes":
        return _refuses_and_asks(turn)
    if pending.get("awaits") == "yes" and word is None and not turn.is_payload and _agrees_after_hearing(turn.text):
        return await _agrees_and_asks(turn, str(pending.get("do")))
    if word is None or not word.leads or word.kind != "yes" or not word.rest:
        return False
    if pending.get("awaits") != "yes":
        return False
    if turn.text.rstrip().endswith(("?", "؟")) or _asks_behind(_parted(turn.text)[1]):
        return await _agrees_and_asks(turn, str(pending.get("do")))
    waits = DEED_OF.get(str(pending.get("do")))
    other = next((deed for deed in ("renew", "hold") if deed != waits and ordered_beside(word.rest, deed)), None)
    if waits is None or other is None or denies(word.rest.removesuffix(ordered_beside(word.rest, other))):
        return False
    if forbids(turn.text, waits):
        return False
    if not await run_pending(turn, PatronReply("yes")):
        return False
    turn.text, turn.intent, turn.confidence = ordered_beside(word.rest, other), other, 1.0
    turn.entities, turn.moves = {}, {}
    return True


def _refuses_and_asks(turn: Turn) -> bool:
    """Leave what waits where a first clause is a mere no, and go on with what is asked behind it."""
    first, _, asked = THEN.sub("\0", turn.text, count=1).partition("\0")
    word = find_word(first)
    plainly = word is not None and word.kind == "no" and not word.rest and not _meant_another(asked)
    if not plainly or not asked.rstrip().endswith(("?", "؟")) or len(asked.split()) < OWN_WORDS:
        return False
    leave(turn)
    turn.text, turn.moves = asked.strip(), {}
    if turn.intent in CONTROLS:
        read_rest(turn)
        turn.text = asked.strip()
    return True


async def _agrees_and_asks(turn: Turn, do: str) -> bool:
    """Do what plainly gets its yes first, and go on with what is asked behind it: "yes please do it. And is there …?"."""
    first, asked = _parted(turn.text)
    word = find_word(first)
    agrees = (word is not None and word.kind == "yes") or _agrees_after_hearing(turn.text)
    plainly = agrees and _is_plain(turn.text, first, word or Word((), "", leads=True), do)
    if not plainly or do not in DEED_OF or len(asked.split()) < OWN_WORDS or _ON_CONDITION.match(fold(asked)):
        return False
    if asks_first(turn.text) or (do == "cancel_hold" and asks_what_is_lost(fold(asked))):
        # What is to be told first may change their mind: the deed waits for its answer.
        return False
    if (
        denies(first)
        or puts_off(turn.text)
        or forbids(turn.text, DEED_OF[do])
        or not await run_pending(turn, PatronReply("yes"))
    ):
        return False
    rest = turn.rest
    if rest is not None and rest.intent not in CONTROLS:
        turn.intent, turn.confidence, turn.entities, turn.ranking = (
            rest.intent, rest.confidence, dict(rest.entities), list(rest.ranking),
        )  # fmt: skip
    turn.text, turn.moves = asked, {}
    return True


def _meant_another(behind: str) -> bool:
    """Tell whether what stands behind an order takes it back, or says that it was of another thing."""
    if find_correction(behind) is not None:
        return True
    at = find_reference(THEN.split(behind, maxsplit=1)[0])
    return at is not None and (at.corrects or at.kind in {"other", "place"})


def _agrees_after_hearing(text: str) -> bool:
    """Tell whether "very well", «بسیار خوب», goes on with a plain order to do it, before a question."""
    first, asked = _parted(text)
    lead = THEN.search(first)
    heard = find_word(first[: lead.start()]) if lead is not None else None
    if heard is None or heard.rest or heard.kind not in {"yes", "heard"} or _PLAINLY.search(fold(first)) is None:
        return False
    return asked.rstrip().endswith(("?", "؟")) or _asks_behind(asked)


def _asks_behind(text: str) -> bool:
    """Tell whether what stands behind a yes begins as a question does, whatever sign ends it."""
    return _QUESTION.match(fold(text)) is not None


def _parted(text: str) -> tuple[str, str]:
    """Part a text behind the clauses that agree, or are courtesy beside that: "ok, please go ahead, | do I owe …"."""
    found = THEN.search(text)
    if found is None:
        return text, ""
    end = found
    while (after := THEN.search(text, end.end())) is not None:
        clause = fold(text[end.end() : after.start()]).strip()
        if not clause or _AGREES.fullmatch(clause) is None:
            break
        end = after
    return text[: end.start()], text[end.end() :].strip()


def _is_plain(text: str, first: str, word: Word, do: str) -> bool:
    """Tell whether a first clause agrees in so many words: "do that", the deed's own name, or a mere yes before "by the way"."""
    if _PLAINLY.search(fold(first)) is not None or _ORDERED[DEED_OF[do]](first) if do in DEED_OF else False:
        return True
    return not word.rest and _ANOTHER_MATTER.match(text[len(first) :].lower()) is not None


def _never(_text: str) -> bool:
    return False


_ORDERED = {
    "renew": orders_to_renew, "hold": orders_to_hold, "cancel": orders_to_cancel, "move": orders_to_move, "notices": _never,
}  # fmt: skip
_QUESTION = re.compile(
    r"(?:how|when|what|where|which|who|why|until when|is|are|can|could|do|does|will)\b|(?:کی|چند\w*|چقد\w*|کجا\w*|چه|چطور\w*|تا کی)(?!\w)"
)
_ANOTHER_MATTER = re.compile(r"[.!,،؛; ]{1,3}(?:also|btw|by the way|plus|another thing|راستی|ضمناً|ضمنا|همچنین)(?!\w)")
# Where a yes ends, and something else is asked.
THEN = re.compile(
    r"[.!,،؛;\n🙏👍]+ ?(?:(?:and|also|plus|btw|by the way|و|راستی|ضمناً|ضمنا|بعد)[,،]? )?|(?<!\s)\s{1,3}(?:and|also|plus|btw|و|راستی|ضمناً|ضمنا)\s{1,3}",
    re.IGNORECASE,
)
_PLAINLY = re.compile(
    r"\b(?:(?:please|pls|plz)(?! (?:tell|let|wait|hold|say|explain|show|give|answer|stop|don't|first|what|how|is|are|can|could)\b)|do (?:it|that|so)|go ahead|yes do|sure do|(?:that|it)(?:'d| would) be (?:great|nice|lovely|good|perfect|wonderful))\b|(?<!\w)(?:لطفا|لطفن|انجامش?|اقدام|بکن\w*|همین کار\w*|حتما)(?!\w)|\b(?:lotfan|anjam|eghdam|bokon\w*|hatman)\b"
)
# A clause behind a first yes that only says it again, or thanks.
_AGREES = re.compile(
    r"(?:(?:yes|yeah|ok|okay|sure|fine|please|pls|go ahead|do|it|that|this|so|then|would|that'd|be|great|nice|lovely|good|perfect|wonderful|thanks|thank you|thx|cheers|a lot|very much|for me) ?){1,9}"
    r"|(?:(?:بله|آره|اره|باشه|حتما|لطفا|لطفن|ممنون\w{0,2}|مرسی|متشکرم|سپاسگزارم|میشم|می ?شم|خوبه|عالیه|اقدام|انجام|انجامش|همین|همون|کار|کارو|رو|را|کن|کنید|کنین|بکن|بکنید|بکنین|بده|بدید|بدین|دهید|بدهید|بفرما|بفرمایید|فرمایید) ?){1,8}"
    r"|(?:(?:are|bale|bashe|hatman|lotfan|mamnoo?n|mersi|anjam|eghdam|bede|bedid|bedin|kon|konid|bokon|bokonid|hamin|kar|karo|ro|befarmaid) ?){1,8}"
)
_ON_CONDITION = re.compile(r"(?:if|but|only|unless|provided|as long|اگه|اگر|ولی|اما|فقط|به شرط\w*|age|vali|faghat)\b")
