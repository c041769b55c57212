"""Whom to ask about what was filed a moment ago: the desk of the branch that is meant, with its telephone and hours."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.branches_called import branches_called
from actions.dialogue.turn import LookStep, Turn, nested
from actions.dialogue.wording import word_count
from actions.facts.case_lines import matter_of
from actions.facts.choices import librarian
from actions.subjects.cases.case_contact import TOKENS
from actions.subjects.facts.facts import text_put_so
from actions.subjects.library_info.hours_told import day_hours
from crm.cases import own
from crm.library_info import directory
from crm.library_info.directory import Branch
from language.normalise import fold

__all__ = ["hears_whom_to_ask"]

_FRESH, _MOST = 4, 24  # turns; words
_SURELY = 0.9
# Read so surely as one of these, somebody asks of something else.
_ELSEWHERE = frozenset(
    "search_book renew hold cancel_hold hold_status loans fines events recommendation room_booking hours card_registration".split()
)
_DO = r"(?:ask|call|ring|phone|see|talk|speak|contact|turn|go|meet|reach|approach|check)"
_WHOM = re.compile(
    rf"\bwho(?:m|ever)? (?:(?:do|can|could|should|shall|would|must|may) (?:i|we|you|she|he|they|one)|to)(?: \w+){{0,2}} {_DO}\b|\b(?:to|with) whom\b[^.?!]{{0,20}}\b{_DO}\b"
    rf"|\b(?:is there|give me|need|want|got|have you) (?:a |an |any |some|the )?(?:body |one |person |human |number |phone |telephone |phone number |desk )(?:that |who )?(?:i can|i could|we can|to|for me to) {_DO}\b"
    r"|\b(?:give|tell) me (?:\w+(?:'s)? ){0,5}(?:name|number)\b|\b(?:number|phone|person|name)\W{1,3}not (?:a |another )?(?:form|case|ticket|number)\b|\bwhich desk\b|\bwhere (?:do|can|should) i (?:go|ask) (?:to ask|about (?:it|this|that)|then)\b"
    r"|(?<!\w)(?:به|از|با|پیش|سراغ) ?(?:کی|کیا|چه کسی|چه شخصی|کدوم میز|کدام میز|کدوم بخش|کدام بخش)(?:(?: |، )\w+){0,5}? (?:زنگ|بپرس\w*|حرف|صحبت|تماس|برم|بروم|بریم|مراجعه\w*|بگم|بگیرم|پیگیر\w*)(?!\w)|(?<!\w)(?:از|به|با) کی (?:باید )?(?:بپرس\w*|زنگ|بگم)"
    r"|(?<!\w)(?:کی|کیو|چه کسی|کی رو) (?:رو |را )?(?:باید )?(?:ببینم|ببینیم|پیدا کنم)|(?:یه|یک) (?:شماره|شماره تلفن|تلفن|اسم)\w{0,2} (?:بده|بدید|بدین|بدهید)|(?:شماره|تلفن|اسم)\w{0,4}(?: \w+){0,4} (?:بده|بدید|بدین|بدهید)\b"
    r"|\b(?:be|az|ba|pish) ?ki(?: \w+){0,4} (?:zang|bepors\w*|harf|sohbat|beram|begam)\b"
)
_SENTENCE = re.compile(r"[.!?؟;؛\n]+")
_HEAD = re.compile(
    r"\b(?:head|director|manager|boss|supervisor|chief|in charge)\b|مدیر\w*|رئیس\w*|رییس\w*|سرپرست\w*|مسئول\w*|\b(?:modir|raeis|rais|masul)\w*"
)
# What is named behind it is another matter than the one that was filed.
_ELSE = re.compile(
    r"\b(?:about|regarding|for|to (?:renew|reserve|join|borrow|book)) (?!it\b|this\b|that\b|them\b|me\b|the (?:complaint|fault|matter|thing|case|lost)|my (?:complaint|report|case|lost|bag|phone|keys?|wallet|umbrella|scarf|coat|thing|\w+ that|own)|now\b|someone|somebody)\w+"
    r"|(?<!\w)(?:درباره|راجع به|در ?مورد|برای|واسه) (?!این|اون|آن|همین|همون|همان|ش\b|پیگیری|گم ?شد)\w+|\b(?:renew\w*|reserv\w*|membership|library card|wi ?-?fi|room)\b|(?<!\w)(?:تمدید|رزرو|عضویت|اتاق)\w*"
    r"|\b(?:case|reference|ticket|tracking) number\b|(?:شماره|کد) ?ی? ?(?:پرونده|پیگیری|کارت|ثبت)"
)
_ALL = frozenset(
    {"lost_property", "complaint", "report_fault", "website_problem", "question", "librarian", "suggestion"}
)


async def hears_whom_to_ask(turn: Turn) -> LookStep:
    """Tell whom to ask of what was just filed, and where; the case stays."""
    last: dict[str, Any] = turn.recall("case") or {}
    if turn.is_payload or not last or turn.recall("waiting") or turn.recall("emergency") is not None:
        return LookStep.ON
    if last.get("quiet") or int(last.get("age", 0)) > _FRESH or str(last.get("matter")) not in _ALL:
        return LookStep.ON
    if (turn.intent in _ELSEWHERE and turn.confidence >= _SURELY) or word_count(turn.text) > _MOST:
        return LookStep.ON
    said = fold(turn.text).replace("’", "'")
    # What is told around it names other things: "I won't pay twice for the same pages. Who do I see about that?"
    asked = next((part for part in _SENTENCE.split(said) if _WHOM.search(part)), None)
    if TOKENS.search(turn.text) or asked is None or _ELSE.search(asked):
        return LookStep.ON
    case = await own.own_case(turn.store, turn.conversation, str(last["number"]))
    branch = await _branch(turn, str(last["number"]))
    if case is None or branch is None:
        return LookStep.ON
    profile = await directory.profile(turn.store)
    phone = branch.phone or (profile.phone if profile is not None else None)
    head = None
    if _HEAD.search(said):
        fa, en = "چگونه مدیر کتابخانه را ببینم؟", "How can I see the director?"
        head = await text_put_so(turn, "staff_contact", fa=fa, en=en)
    turn.intent, turn.settled, turn.moves = "case_status", True, {}
    turn.did("case_status", kind="case", things=[case.number], branch=branch.code, result="told")
    turn.say(
        "utter_whom_to_ask" if case.is_open else "utter_whom_to_ask_then",
        head=head,
        branch=branch.name,
        phone=nested("utter_part_phone", phone={"digits": phone}) if phone else None,
        hours=day_hours(await directory.opening(turn.store, branch.id, turn.today)),
        matter=matter_of(case.subject, case.kind),
        number=case.number,
        choices=[librarian()],
    )
    return LookStep.DONE


async def _branch(turn: Turn, number: str) -> Branch | None:
    """Give the branch that is named now, or was when the case was told; else the main one."""
    known = await directory.branches(turn.store)
    named = await directory.find_branch(turn.store, turn.entity("branch") or turn.text)
    called = branches_called(turn.text, known)
    if named is not None or len(called) == 1:
        return named or called[0]
    told: dict[str, Any] = next((one for one in turn.recall("told") or [] if one["number"] == number), {})
    before = await directory.find_branch(turn.store, str(told.get("words") or ""))
    return before or next((one for one in known if one.is_main), next(iter(known), None))
