"""What waits for a yes or a choice, settled by its own order said again, or by a no, in a message that says more.

"Report it, and renew Dune", «خب ثبتش کن، ولی کی جواب می‌دین؟», "and Emma too", "don't report it yet, just renew it".
What is agreed to is done, and what else is said is heard on. Nothing is done that was not asked about.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from actions.dialogue.consent_added import adds_another, chooses_named
from actions.dialogue.consent_beside import (
    asks,
    found_again,
    is_bound,
    is_detail,
    is_kept,
    is_nothing,
    is_own,
    is_undone,
    read_on,
)
from actions.dialogue.consent_names import asked_ids, is_title_asked, names_asked, names_one_asked, other_own
from actions.dialogue.holding_back import asks_first, forbids
from actions.dialogue.pending import ask_once_more, leave, run_pending
from actions.dialogue.sureness import SURE
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.values import values_of
from actions.dialogue.waiting_deeds import CONTROLS, DEED_OF, OWN_WORDS
from actions.dialogue.wording import word_count
from actions.rasa.registry import PatronReply
from actions.subjects.facts.facts import answer_from_facts
from actions.subjects.moves.loan_trouble import adds_to_offer
from language.normalise import fold
from language.requests.deeds.hold_changes import asks_what_is_lost
from language.requests.deeds.said_again import (
    SaidAgain,
    denies_filing,
    find_said_again,
    parts_of,
    supposes_find,
    with_stops,
)
from language.requests.speech.corrections import find_correction
from language.requests.speech.yes_and_no import find_word, puts_off

__all__ = ["hears_consent"]

# What a yes files or passes on, whatever it is of.
_FILING = frozenset({"file", "plea", "objection"})
_MOST_WORDS = 60
_MOST_TOLD = 600  # letters
# Read as one of these, what is said beside a filing is told for it.
_TOLD_FOR_IT = frozenset(
    "affirm lost_item return fines complaint case_add case_status librarian report_fault website_problem loans"
    " nlu_fallback out_of_scope chitchat thanks lost_property insult".split()
)
# What is wished for in the place of what is refused.
_WISHES = frozenset("suggest_purchase human_help renew hold cancel_hold recommendation search_book".split())
_FAMILY = {
    "hold": {"hold", "hold_status", "cancel_hold", "search_book", "recommendation"},
    "cancel": {"hold", "hold_status", "cancel_hold"},
    "move": {"hold", "hold_status", "cancel_hold"},
    "renew": {"renew", "loans"},
    "file": set(),
}
# An order of these is known by its words alone.
_DEEDS = frozenset({"renew", "hold", "cancel_hold"})
# Who must, or says so all the same, has it filed.
_ALL_THE_SAME = re.compile(
    r"\b(?:do it|have to|must|go ahead)\b|(?<!\w)(?:باید|مجبورم|ثبتش کن\w{0,3})(?!\w)|\b(?:bayad|majbooram)\b"
)
# As what these begin may be when it is to be done, or what is asked: "when it comes, how long …?".
_WHEN = re.compile(r"^(?:when|once|after|as soon|وقتی|بعد|vaghti|bad)(?!\w)")
_IF = re.compile(r"\b(?:if|unless)\b|(?<!\w)(?:اگه|اگر|مگر)(?!\w)|\b(?:age|agar)\b")
# What a doubt asks may change their mind.
_COSTS = re.compile(
    r"\b(?:costs?|charge\w{0,2}|fees?|fines?|pay|free|los[et]\w{0,3}|price|much|happens?|matter|problem|sure|possible|allowed|really)\b"
    r"|(?<!\w)(?:هزینه|جریمه|پول|رایگان|مجانی|از دست|نوبت\w{0,3}|می ?پر\w{0,3}|چقد\w{0,2}|مشکل\w{0,3}|اشکال\w{0,3}|مطمئن\w{0,3}|ضرر|چی میشه)(?!\w)|\b(?:hazine|jarime|pool|poolesh|nobat\w{0,3}|mipare|cheghad\w{0,2}|moshkel\w{0,3})\b"
)
_THANKS = re.compile(r"\b(?:thanks|thank|thx|cheers|mersi|merci|mamnoon)\b|مرسی|ممنون|سپاس|متشکر")
_NO_LEAD = re.compile(
    r"^\W{0,3}(?:no|nope|nah|نه|نخیر|خیر|na)(?!\w)(?:[\s,،.!]{1,3}(?:no|thanks|thank you|never ?mind|forget it|نه|بی ?خیال|بیخیالش|ولش کن|مرسی|ممنون|bikhial|velesh kon|mersi)(?!\w)){0,3}[\s,،.!:;؛]{1,4}",
    re.IGNORECASE,
)


async def hears_consent(turn: Turn) -> LookStep:
    """Do what waits where its order is said again, leave it where it is refused for another; the rest is heard on."""
    pending: dict[str, Any] = turn.slot("pending") or {}
    if turn.is_payload or not pending or word_count(turn.text) > _MOST_WORDS:
        return LookStep.ON
    if pending.get("awaits") == "one":
        return LookStep.DONE if await chooses_named(turn, pending) else LookStep.ON
    do = str(pending.get("do"))
    deed = DEED_OF.get(do) or ("file" if do in _FILING and not (pending.get("args") or {}).get("joined") else None)
    if deed is None or deed not in _FAMILY or pending.get("awaits") != "yes":
        return LookStep.ON
    if deed == "file" and turn.intent == "thanks" and pending.get("age") and _THANKS.search(fold(turn.text)):
        # What was put again behind something else is not agreed to by thanks for that.
        return LookStep.RUN
    if deed == "file" and (step := await _puts_off_filing(turn, pending)) is not LookStep.ON:
        return step
    if _wishes_instead(turn, deed):
        return LookStep.ON
    if adds_to_offer(turn):
        turn.settled = True
        return LookStep.DONE
    if await adds_another(turn, pending):
        return LookStep.DONE
    ordered = with_stops(turn.text) if deed == "file" else await _behind_name(turn, pending, deed)
    again = find_said_again(ordered, deed) or (_plain_yes(turn.text) if do == "file" else None)
    several = len(asked_ids(pending)) > 1
    if again is None or (again.only and several) or not await names_asked(turn, pending, deed, again.object):
        return LookStep.ON
    beside = [part for part in parts_of(again.behind) if not is_kept(part, await other_own(turn, pending, part))]
    for part in parts_of(again.behind):
        if await names_one_asked(turn, pending, part):
            return LookStep.ON
    # What is asked for the case that it is found binds nothing.
    binding = [part for part in beside if not supposes_find(part)] if deed == "file" else beside
    if deed == "file" and any(is_bound(part) for part in binding):
        # "Register it, but only if it costs nothing": that can be promised by nobody.
        turn.settled = ask_once_more(turn)
        return LookStep.DONE if turn.settled else LookStep.ON
    if await _holds_back(turn, deed, again, binding):
        return LookStep.ON
    return await _agree(turn, pending, deed, beside)


async def _behind_name(turn: Turn, pending: dict[str, Any], deed: str) -> str:
    """Give a text without a clause at its beginning that is the title asked about: "Emma!!! Cancel that one"."""
    first, *rest = parts_of(turn.text) or [""]
    if not rest or set("?؟") & set(first) or find_said_again(turn.text, deed) is not None:
        return turn.text
    return turn.text.strip()[len(first) :].strip() if await is_title_asked(turn, pending, first) else turn.text


async def _agree(turn: Turn, pending: dict[str, Any], deed: str, beside: Sequence[str]) -> LookStep:
    """Do what waits; details that are told are filed with it, and what is asked or ordered beside is heard on."""
    goes_on = [part for part in beside if is_own(part) or supposes_find(part)]
    told = [part for part in beside if part not in goes_on and not is_nothing(part)]
    elsewhere = turn.intent not in _TOLD_FOR_IT | _FAMILY[deed] | CONTROLS | _DEEDS and turn.confidence >= SURE
    if elsewhere and not goes_on and sum(map(word_count, told)) >= OWN_WORDS:
        # "Report it. And block my card": another matter is heard.
        goes_on, told = told, []
    args = dict(pending.get("args") or {})
    if deed == "file" and told and "text" in args:
        words = f"{args['text']}\n{' '.join(told)}"[-_MOST_TOLD:]
        turn.set("pending", {**pending, "args": {**args, "text": words}})
    read = turn.intent, turn.confidence
    if not await run_pending(turn, PatronReply("yes")):
        return LookStep.ON
    turn.moves, (turn.intent, turn.confidence) = {}, read
    if deed == "file" and len(goes_on) == 1 and supposes_find(goes_on[0]):
        # What becomes of the money when it turns up is a rule of lost books, and asked of no case.
        turn.text, turn.entities, turn.intent = f"{goes_on[0].rstrip('.!?؟')}?", {}, "lost_item"
        if await answer_from_facts(turn, "lost_item"):
            turn.settled = True
            return LookStep.DONE
    if not goes_on:
        turn.intent, turn.settled = "affirm", True
        return LookStep.DONE
    step = await read_on(turn, " ".join(goes_on), deed)
    # Another matter is no more words for the case that was just filed.
    return LookStep.RUN if elsewhere and not any(is_own(part) for part in goes_on) else step


async def _holds_back(turn: Turn, deed: str, again: SaidAgain, beside: Sequence[str]) -> bool:
    """Tell whether what stands beside the order keeps it from being a yes to what was asked."""
    behind = " ".join(beside)
    if asks_first(turn.text) or puts_off(turn.text) or find_correction(behind) is not None:
        return True
    told = [part for part in beside if not is_own(part)]
    if any(denies_filing(part) if deed == "file" else forbids(part, deed) for part in beside):
        return True
    words = [find_word(part) for part in told if not is_nothing(part)]
    if any(word is not None and word.kind in {"no", "cancel"} and not word.rest for word in words):
        return True
    if found_again(behind) or any(is_undone(part) for part in beside):
        return True
    if deed != "file" and any(asks(part) and word_count(part) < OWN_WORDS for part in beside):
        return True
    first = fold(re.split(r"(?<=[.!?؟;؛])", behind)[0]).replace("’", "'").strip()
    questions = asks(first)
    if _WHEN.match(first) and not set("?؟") & set(first):
        return True
    if again.doubts and (not questions or _COSTS.search(first)):
        # "But I may find it still", "but what does it cost?": it waits for what comes of that.
        return True
    if deed == "file":
        return False
    if any(_IF.search(fold(part)) for part in told) or (deed == "cancel" and asks_what_is_lost(fold(behind))):
        return True
    # What is told beside may be anything, and is heard as before.
    elsewhere = turn.intent not in _TOLD_FOR_IT | _FAMILY[deed] | CONTROLS | _DEEDS and turn.confidence >= SURE
    if not elsewhere and any(not is_nothing(part) for part in told):
        return True
    for part in told:
        values = await values_of(turn, part)
        if values.branch is not None or values.days or values.choice is not None:
            # "Reserve it, at Central": that is another question than the one that was asked.
            return True
    return False


def _plain_yes(text: str) -> SaidAgain | None:
    """Give what stands behind a mere yes to what would be filed: "yes please, it was on the metro"."""
    parts = parts_of(text)
    word = find_word(parts[0]) if len(parts) > 1 and not parts[0].endswith(("?", "؟")) else None
    if word is None or word.kind != "yes" or word.rest:
        return None
    if not all(is_detail(part) or is_nothing(part) for part in parts[1:]):
        return None
    return find_said_again(f"report it. {text[text.index(parts[0]) + len(parts[0]) :].strip()}", "file")


async def _puts_off_filing(turn: Turn, pending: dict[str, Any]) -> LookStep:
    """Withdraw the offer to file what is not to be filed, or is found again; what is ordered or asked is heard on."""
    parts = parts_of(turn.text)
    left = [part for part in parts if part.endswith(("?", "؟")) or not denies_filing(part)]
    if any(find_said_again(part, "file") or _ALL_THE_SAME.search(fold(part)) for part in left):
        return LookStep.ON
    lost = (pending.get("question") or {}).get("answer") == "utter_loan_lost_offer"
    found = lost and turn.intent in _TOLD_FOR_IT and found_again(turn.text)
    if len(left) == len(parts) and not found:
        return LookStep.ON
    rest = [part for part in left if is_own(part)]
    if not rest or found:
        turn.intent, turn.moves = "deny", {}
        return LookStep.RUN
    leave(turn)
    return await read_on(turn, " ".join(rest), "file")


def _wishes_instead(turn: Turn, deed: str) -> bool:
    """Leave what waits where a no leads to the order of something else: "no, register the purchase request"."""
    if turn.intent not in _WISHES - _FAMILY[deed] or turn.confidence < SURE:
        return False
    if deed != "file" and find_correction(turn.text) is not None:
        return False
    found = _NO_LEAD.match(turn.text)
    if found is None or word_count(turn.text[found.end() :]) < OWN_WORDS:
        return False
    leave(turn)
    turn.text, turn.moves = turn.text[found.end() :].strip(), {}
    return True
