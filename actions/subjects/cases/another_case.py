"""Another case that is ordered beside what it tells: "write another one: …", «یکی دیگه هم بنویس! …»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.subjects.cases.case_filing import ask_second, file_matter
from language.normalise import fold

__all__ = ["files_another", "told_with_another"]

_FILED_EN = r"(?:complaint|report|case|ticket|grievance|one)"
_ANOTHER_EN = r"(?:another|a second|a separate|one more)"
# What ends an order, or begins what is told with it.
_END_EN = r"(?: (?:too|as well|please|for me|then))?(?=\W{0,3}$|[.,:;!\n–—-]| (?:about|against|because|that|for the)\b)"
_END_FA = r"(?: (?:لطفا|برام|برای من|هم))?(?=\W{0,3}$|[.،,:؛!\n–—-]| (?:که|درباره|از|بابت|برای)(?!\w))"
_ORDERS = re.compile(
    rf"(?:^|[.!?,;:\n]\W{{0,3}}|\b(?:please|and|also|now|then|well|want you to|(?:can|could|will|would) you)\W{{1,3}})(?:please |also |now |then )?(?:write|file|register|note|log|record|submit|lodge|open)(?: (?:down|up))?(?: me)? {_ANOTHER_EN}(?: {_FILED_EN})?{_END_EN}"
    rf"|(?:^|[.!?,;:\n]\W{{0,3}}|\band )(?:i (?:also )?have|i've(?: also)? got|here's|here is|this is) (?:another|a second|a separate) (?:complaint|grievance){_END_EN}"
    rf"|(?<!\w)(?:یکی|یه دونه|یک|یه)(?: (?:شکایت|گزارش|پرونده)(?: ?ی)?)? (?:دیگه|دیگر|جداگانه|جدا)(?: ?ای)?(?: (?:هم|رو|را|برام|برای من)){{0,2}} (?:بنویس|ثبت کن|یادداشت کن|باز کن)(?:ی|ید|ین)?(?!\w){_END_FA}"
    rf"|(?<!\w)(?:یه |یک )?شکایت (?:دیگه|دیگر|جداگانه|دوم|جدا)(?: ?ای|ی)?(?: (?:هم|رو|را)){{0,2}} (?:دارم|بنویس|ثبت کن)(?:ی|ید|ین)?(?!\w){_END_FA}"
    r"|\b(?:yeki|ye (?:doo?ne|shekayat\w?)) (?:dige|digar)\w{0,2}(?: ham)?(?: ro)? (?:benevis|sabt kon)\w{0,3}(?=\W{0,3}$|[.,:;!\n])"
)
# These are told at length; read as the others, it may be said of any of them.
_MATTERS = frozenset({"complaint", "report_fault", "suggestion", "website_problem"})
_UNREAD = frozenset({"case_add", "nlu_fallback", "out_of_scope", "human_help", "insult"})
_FRESH, _FEWEST_TOLD = 4, 4


def told_with_another(text: str) -> str | None:
    """Give what is told beside the order to write another case; None where none is ordered."""
    said = fold(text).replace("’", "'")
    found = _ORDERS.search(said)
    if found is None or said[: found.start()].endswith(("no ", "not ", "don't ")):
        return None
    return f"{said[: found.start()]} {said[found.end() :]}".strip()


async def files_another(turn: Turn) -> LookStep:
    """File by itself what is told with the order to write another one; ask for it where it is not told."""
    last = turn.recall("case") or {}
    waits = turn.slot("pending") or {}
    asked = waits.get("do") in {None, "contact"} or bool((waits.get("args") or {}).get("joined"))
    if turn.is_payload or not last or not asked or int(last.get("age", 0)) > _FRESH or turn.recall("emergency"):
        return LookStep.ON
    matter = turn.intent if turn.intent in _MATTERS else str(last.get("matter")) if turn.intent in _UNREAD else ""
    told = told_with_another(turn.text) if matter in _MATTERS else None
    if told is None:
        return LookStep.ON
    turn.intent, turn.confidence, turn.moves = matter, 1.0, {}
    if word_count(told) < _FEWEST_TOLD:
        ask_second(turn, matter)
    else:
        turn.set("pending", None)
        await file_matter(turn, matter, turn.text, anew=True)
    return LookStep.DONE
