"""The case of a loan that was brought back and still stands on the account: filed once, and added to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.dialogue.turn import Fact, Turn, as_date, nested
from actions.facts.case_lines import due_day
from actions.subjects.cases.case_filing import add_to_case, file_matter
from actions.subjects.moves.questions import HouseQuestion
from crm.cases import own as own_cases
from crm.cases.own import OwnCase
from crm.library_info import directory
from language.requests.deeds.returned_loans import days_since
from language.writing import between_quotes
from library.values import Loan, Money

__all__ = [
    "STILL_THERE",
    "add_words",
    "case_open",
    "file_returned",
    "forget",
    "joined",
    "keep",
    "kept",
    "owed_for",
    "titles_of",
]

STILL_THERE = HouseQuestion(
    "return",
    "کتاب را پس داده‌ام ولی هنوز در حسابم است؛ چرا؟",
    "I returned a book and it is still on my account; why?",
    "still|هنوز",
)
_MOST = 600  # letters
_HEAD = {
    "fa": "بازگردانده، ولی هنوز در امانت: {titles}. لطفاً قفسه و صندوق را ببینید.",
    "en": "Returned, but still on loan: {titles}. Please look on the shelf and in the box.",
}


def kept(turn: Turn) -> dict[str, Any]:
    """Give what is known of a return that was told in the last turns: its words, its loans, how far it has come."""
    told: dict[str, Any] = turn.recall("returned") or {}
    turns = [one.get("message") for one in turn.thread.turns]
    return told if told and told.get("at") in turns else {}


def keep(turn: Turn, state: str, words: str, loans: Sequence[Loan] = (), number: str | None = None) -> None:
    """Keep that a return was told, for what is said next."""
    turn.remember(
        returned={
            "at": turn.first_id, "state": state, "words": words[-_MOST:], "ids": [one.id for one in loans],
            **({"number": number} if number else {}),
        }
    )  # fmt: skip


def forget(turn: Turn) -> None:
    """Let go of what was told of a return."""
    turn.remember(returned=None)


def titles_of(turn: Turn, loans: Sequence[Loan]) -> str:
    """Give the titles as an answer puts them between its quotation marks."""
    return between_quotes((one.title for one in loans), turn.language)


async def case_open(turn: Turn, number: str | None) -> OwnCase | None:
    """Give the case of a return while it waits for its answer."""
    case = await own_cases.own_case(turn.store, turn.conversation, number) if number else None
    return case if case is not None and case.is_open else None


async def file_returned(turn: Turn, loans: Sequence[Loan], words: str) -> None:
    """File, in the patron's words, that these were brought back; add the words where that is filed already."""
    filed: dict[str, str] = turn.recall("returned_cases") or {}
    known = next((filed[one.id] for one in loans if one.id in filed), None)
    if known is not None and await case_open(turn, known) is not None:
        await add_words(turn, known, words, loans)
        return
    listed = "، ".join(f"«{one.title}» [{one.barcode}]" for one in loans)
    head = _HEAD[turn.language].format(titles=listed)
    turn.set("pending", None)
    if len(loans) == 1:
        turn.point("loan", loans[0].id, "loans")
    turn.did("loans", kind="loan", things=[one.id for one in loans], title=loans[0].title, result="told")
    turn.read_as("loans", keeps_named=True)
    turn.settled = True
    before = turn.recall("case")
    await file_matter(
        turn, "librarian", f"{head}\n{words}"[:_MOST], anew=True,
        answer="utter_returned_taken" if len(loans) == 1 else "utter_returned_taken_several",
        title=titles_of(turn, loans), until=as_date(loans[0].due_date), more=await _wanting(turn, words),
    )  # fmt: skip
    case = turn.recall("case")
    if case and case != before:
        number = str(case["number"])
        turn.remember(returned_cases={**filed, **{one.id: number for one in loans}})
        keep(turn, "filed", words, loans, number)


async def add_words(turn: Turn, number: str, words: str, loans: Sequence[Loan]) -> None:
    """Put further words into the case of a return, and say by when it is answered."""
    case = await case_open(turn, number)
    if case is None or not await add_to_case(turn, number, words, quietly=True):
        return
    turn.read_as("loans", keeps_named=True)
    turn.settled = True
    keep(turn, "filed", words, loans, number)
    turn.did("case_add", kind="case", things=[number], result="told")
    turn.say("utter_returned_added", number=number, due=due_day(case.due_at, turn.services.zone))


async def _wanting(turn: Turn, words: str) -> Fact:
    """Ask for the place and the day that the words do not tell."""
    place = await directory.find_branch(turn.store, words) is not None
    day = days_since(words, turn.today) is not None
    if place and day:
        return None
    if day:
        return nested("utter_part_returned_where")
    return nested("utter_part_returned_when" if place else "utter_part_returned_both")


async def owed_for(turn: Turn, loans: Sequence[Loan]) -> Money | None:
    """Give what lateness of these loans has come to today; None where it is nothing."""
    account = await turn.library.fees(turn.patron_id)
    titles = {one.title for one in loans}
    sums = [one.outstanding for one in (*(account.lines or ()), *account.running) if one.title in titles]
    whole = sum(one.minor for one in sums)
    return Money(whole, account.balance.currency) if whole > 0 else None


def joined(turn: Turn, before: str) -> str:
    """Give the words told so far, with those of this message behind them."""
    return turn.text if not before or before in turn.text else before if turn.is_payload else f"{before}\n{turn.text}"
