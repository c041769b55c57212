"""Until when a patron's own loans may be kept: the one that is meant, each of several, and which is due first."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.describing import described
from actions.dialogue.others_meant import spoken_in_turn, those_meant
from actions.dialogue.own_things import OwnThings
from actions.dialogue.turn import Turn, as_count, as_date, nested
from actions.facts.lines import listed, loan_line, renewals_offered
from actions.subjects.facts.facts import answer_from_facts
from actions.subjects.loans.loans_told import note_told
from language.normalise import fold
from language.requests.own.own_loan_words import UNTIL
from language.requests.own.own_matters import Pointer, find_pointer
from language.requests.own.own_wholes import asks_what_else, speaks_of_each
from language.requests.speech.corrections import find_correction
from language.requests.speech.others import find_others, points_at_several
from library.values import Loan

__all__ = ["WHEN_CLOSED", "closed", "first", "until", "until_asked"]

# How the library is asked what it says of bringing things back then.
WHEN_CLOSED = {"fa": "خارج از ساعت کار چگونه پس بدهم؟", "en": "How do I return a book when you are closed?"}


async def first(turn: Turn, own: OwnThings) -> bool:
    """Say which loan is due first; of the others, where those are asked after."""
    others = described(turn, "loan", own.loans) if find_pointer(turn.text) is Pointer.OTHER else ()
    last = next((act.things for act in turn.thread.acts(kind="loan") if len(act.things) == 1), ())
    if not others and any(word in ("others", "rest", "بقیه", "باقی") for word in fold(turn.text).split()):
        others = tuple(one for one in own.loans if one.id not in last)
    loans = sorted(others or own.loans, key=lambda one: one.due_date)
    if not loans:
        turn.say("utter_loans_none")
        return True
    if not others and speaks_of_each(fold(turn.text), len(loans), "loan") and await until(turn, own):
        # "And tell me the last day of each": not of the first alone.
        return True
    same = [one for one in loans if one.due_date == loans[0].due_date]
    note_told(turn, same)
    mark = nested("utter_part_overdue", days=as_count(loans[0].days_overdue, "day")) if loans[0].overdue else None
    if (
        len(loans) > 1
        and loans == sorted(own.loans, key=lambda one: one.due_date)
        and _HOW_MANY.search(fold(turn.text))
    ):
        # "How many do I have, and which must go back first?": both, and a place counts in the list that is told.
        turn.show("loan", [one.id for one in loans])
        lines = {"list": [loan_line(one, acts=False) for one in loans], "line": "utter_line_loan"}
        turn.say("utter_loans", count=len(loans), loans=lines, overdue=None)
    turn.say(
        "utter_loan_first",
        titles=listed(nested("utter_part_title", title=one.title) for one in same),
        due=as_date(loans[0].due_date),
        mark=mark,
        choices=renewals_offered(same[:1]),
    )
    return True


_HOW_MANY = re.compile(
    r"\bhow many\b(?! days| weeks)|\bwhat (?:do|have) i (?:have|got)\b|\bwhat i have\b|\bwhich (?:books|ones) (?:do i have|are with me)\b|(?<!\w)(?:چیا|چی|چه کتاب\w*|کدوم کتاب\w*) (?:الان )?(?:دستمه|دستم هست|دست منه|دارم|دست من هست)(?!\w)|\bch(?:i|ia) (?:dastame|daram)\b|(?:چند ?تا|چند (?:کتاب|امانت|جلد|مورد)|تعداد)|\bchand ?ta\b"
)


async def until(turn: Turn, own: OwnThings) -> bool:
    """Say until when the loan that is meant may be kept, or each of those that are named; False where none is meant."""
    said, many = fold(turn.text), len(own.loans)
    each = not own.named_loans and turn.intent != "hold_status" and speaks_of_each(said, many, "loan")
    if many > 1 and (asks_what_else(said) or each):
        # "And each until when?", "there's Emma, what else?": all of them, whichever was spoken of last.
        note_told(turn, own.loans)
        loans = sorted(own.loans, key=lambda one: one.due_date)
        turn.say("utter_loans_due", loans={"list": [loan_line(one) for one in loans], "line": "utter_line_loan"})
        return True
    meant = own.named_loans or (() if turn.intent == "hold_status" else _spoken_of(turn, own.loans))
    if len(meant) > 1:
        note_told(turn, meant)
        told = {"list": [loan_line(loan) for loan in meant], "line": "utter_line_loan"}
        turn.say("utter_loans_due", loans=told)
        return True
    loan = own.loan(turn)
    placing = str((turn.slot("pending") or {}).get("do", "")).startswith("hold")
    if loan is None or (placing and not own.named_loans):
        return False
    note_told(turn, [loan])
    mark = nested("utter_part_overdue", days=as_count(loan.days_overdue, "day")) if loan.overdue else None
    turn.say(
        "utter_loan_due", title=loan.title, due=as_date(loan.due_date), mark=mark,
        choices=renewals_offered([loan]),
    )  # fmt: skip
    return True


def _spoken_of(turn: Turn, loans: Sequence[Loan]) -> Sequence[Loan]:
    """Give the loans that "them", "those two" points at: those spoken of in the talk, else all; nothing for one."""
    if turn.is_payload or len(loans) < _PAIR:
        return ()
    last = turn.thread.last
    if last is None or last.kind != "loan":
        return ()
    others = find_others(turn.text)
    if others is not None and others.kind == "other":
        return ()
    those = those_meant(turn, "loan", loans)
    if those is not None:
        return those or loans
    if not any(points_at_several(part) for part in _SENTENCE.split(turn.text) if UNTIL.search(fold(part))):
        return ()
    told = next((act.things for act in turn.thread.acts(kind="loan") if act.things), ())
    spoken = set(told) if len(told) > 1 else set(spoken_in_turn(turn, "loan"))
    found = [loan for loan in loans if loan.id in spoken]
    return found if len(found) > 1 else loans


_PAIR = 2
_SENTENCE = re.compile(r"[.!?؟؛\n]+")


async def until_asked(turn: Turn, own: OwnThings) -> bool:
    """Say until when a loan that is named may be kept, unless something else is told or asked of it; else False."""
    loan = own.loan(turn)
    meant = own.named_loans if len(own.named_loans) > 1 else (loan,) if loan is not None else ()
    if meant and _tells_or_asks_else(turn.text, " ".join(one.title for one in meant)):
        return False
    return await until(turn, own)


# What until when is asked with; other words beside a title tell or ask something else of it.
_UNTIL = re.compile(
    r"\b(?:when|due|till|until|how long|how many days|dates?|day|deadline|back|return\w*|bring\w*|keep|kept|late|overdue|expir\w+|left|longer|week|month|tomorrow|today|\w+day)\b"
    r"|کی|مهلت|موعد|سررسید|تاریخ|برگردون|برگردان|پس ?(?:ب|م)|بیار|میار|چند ?(?:روز|وقت)|چقدر وقت|وقت|دیر|تا چند|روز|فردا|امروز|شنبه|جمعه|نگه|تموم|\b(?:ta (?:key|kei|chand)|key|kei|mohlat\w*|moed\w*|sarresid|tarikh\w*|bargard\w*|biar\w*|miar\w*|chand ruz|vaght|dir\w*|farda|emr[uo]+z|\w*shanbe)\b"
)
_MOST_BESIDE = 4


def _tells_or_asks_else(text: str, title: str) -> bool:
    """Tell whether a message has more words than a title and a question for its day needs, and none that asks for it."""
    taken = find_correction(text)
    if taken is not None and taken.kind == "meant":
        # "I meant Design Patterns, the one for university" asks the same of another.
        return False
    named = set(fold(title).split())
    beside = [word for word in re.findall(r"\w+", fold(text)) if word not in named]
    return len(beside) > _MOST_BESIDE and _UNTIL.search(fold(text)) is None


async def closed(turn: Turn, own: OwnThings) -> bool:
    """Say until when a loan may be kept, and how it is brought back while the library is closed."""
    loan = own.loan(turn)
    if loan is not None:
        await until(turn, own)
    asked, turn.text = turn.text, WHEN_CLOSED[turn.language]
    told = await answer_from_facts(turn, "return")
    turn.text = asked
    return loan is not None or told
