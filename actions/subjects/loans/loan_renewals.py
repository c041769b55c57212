"""What is asked of a loan's renewals: why it is not renewed, with the numbers, and how often it was."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.describing import described
from actions.dialogue.own_things import OwnThings
from actions.dialogue.turn import Fact, Turn, as_count, as_date, nested
from actions.facts.choices import librarian
from actions.facts.lines import loan_line, money, reason
from actions.subjects.loans.loans_told import note_told
from language.normalise import fold
from language.requests.own.own_matters import Pointer, find_pointer
from language.requests.speech.sentences import deed_at
from library.reasons import Reason
from library.values import AccountState, FeeAccount, Loan, Money

__all__ = ["reasons", "renewed", "why"]


async def why(turn: Turn, own: OwnThings) -> bool:
    """Say why loans are not renewed, with the numbers; False where none is refused."""
    loan = own.loan(turn)
    refused = described(turn, "loan", own.loans) if find_pointer(turn.text) is Pointer.REFUSED else ()
    speaks = any(deed_at(word) == "renew" for word in fold(turn.text).split())
    last = turn.thread.last
    last_refused = next((act.things for act in turn.thread.acts(kind="loan", result="refused")), ())
    # "Why not??" is asked of what was refused, whatever else was told since.
    only_why = bool(last_refused) and _ONLY_WHY.fullmatch(fold(turn.text)) is not None
    if not (own.named_loans or speaks or refused or only_why or (last is not None and last.kind == "loan")):
        return False
    if not refused and not own.named_loans and last_refused:
        refused = tuple(one for one in own.loans if one.id in last_refused)
        if loan is not None and loan.id in _just_renewed(turn):
            # "Why not?" after one was renewed and another was not asks of that other one.
            loan = refused[0] if len(refused) == 1 else None
    if loan is None or len(refused) > 1 or (loan.refusal is None and not own.named_loans):
        shown = () if refused else next((act.things for act in turn.thread.acts(kind="loan") if act.things), ())
        meant = [one for one in refused or own.loans if one.refusal and (not shown or one.id in shown)]
        meant = meant or [one for one in own.loans if one.refusal]
    else:
        meant = [loan]
    done = _just_renewed(turn) if _asks_why_not(turn.text) else set()
    stands = [one for one in (meant if own.named_loans or not done else _asked_why(turn, own, done)) if one.id in done]
    meant = [one for one in meant if one.id not in done and one.refusal is not None]
    if stands and not meant:
        # Asked why it was not, what was renewed is said to be: that it is too soon for the next time says nothing.
        note_told(turn, stands)
        _say_renewed(turn, stands)
        return True
    if not meant or meant[0].refusal is None:
        return False
    note_told(turn, meant)
    lines = [
        {"line": nested("utter_renew_why", title=one.title, why=await reasons(turn, one), due=as_date(one.due_date))}
        for one in meant
    ]
    turn.say("utter_renew_why_all", loans={"list": lines, "line": "utter_line_plain"}, choices=[librarian()])
    return True


def _asks_why_not(text: str) -> bool:
    """Tell whether a text asks why an order that was given did nothing; not why one more, or a longer one, is refused."""
    said = fold(text)
    return _NOT_DONE.search(said) is not None and _MORE.search(said) is None


_ONLY_WHY = re.compile(
    r"\W*(?:but |and |ok |ولی |خب |اما )?(?:why(?: not)?|how come|چرا(?: نه| نمیشه| نمی شه| نشد)?|chera(?: na| nemishe)?)\W{0,4}"
)
_NOT_DONE = re.compile(
    r"\b(?:was|were|did|wasn['’]?t|weren['’]?t|didn['’]?t)\b|(?<!\w)(?:نشد\w{0,3}|شد\w{0,3}|نکرد\w{0,4})(?!\w)|\bna(?:shod|kard)\w*"
)
_MORE = re.compile(
    r"\b(?:again|longer|more|further|twice|another|second time|weeks?|days?|month)\b"
    r"|دوباره|(?<!\w)(?:باز|بازم|بیشتر|مجدد\w*|بار|دفعه|روز|هفته|ماه)(?!\w)|\b(?:dobare|bishtar|bazam?|ruz|rooz|hafte|mah)\b"
)


def _just_renewed(turn: Turn) -> set[str]:
    """Give the ids of the loans whose last order to renew, in this talk, was carried out."""
    last: dict[str, str] = {}
    for act in turn.thread.acts(kind="loan"):
        if act.act == "renew" and act.result in ("done", "refused"):
            for one in act.things:
                last.setdefault(one, act.result)
    return {one for one, result in last.items() if result == "done"}


def _asked_why(turn: Turn, own: OwnThings, done: set[str]) -> list[Loan]:
    """Give the loans of the last order to renew, of which one or all are asked after."""
    things = next((act.things for act in turn.thread.acts(kind="loan") if act.act == "renew" and act.things), ())
    return [one for one in own.loans if one.id in things or one.id in done]


def _say_renewed(turn: Turn, loans: Sequence[Loan]) -> None:
    if len(loans) == 1:
        turn.say("utter_renewed", title=loans[0].title, due=as_date(loans[0].due_date))
        return
    lines = {"list": [loan_line(one) for one in loans], "line": "utter_line_loan_only"}
    turn.say("utter_renewed_all", count=len(loans), outcomes=lines)


async def renewed(turn: Turn, own: OwnThings) -> bool:
    """Say how often the loan that is meant has been renewed, and how often it still may be; else so of each."""
    if not own.loans:
        turn.say("utter_loans_none")
        return True
    loan = own.loan(turn)
    meant = [loan] if loan is not None else list(own.named_loans or own.loans)
    note_told(turn, meant)
    turn.say("utter_loans_due", loans={"list": [{"line": _times(one)} for one in meant], "line": "utter_line_plain"})
    return True


def _times(loan: Loan) -> Fact:
    more = loan.renewals_left
    if loan.renewals is None:
        return nested("utter_loan_renewed_untold", title=loan.title, due=as_date(loan.due_date))
    return nested(
        "utter_loan_renewed_times" if loan.renewals else "utter_loan_renewed_never",
        title=loan.title,
        times=as_count(loan.renewals, "renewal"),
        due=as_date(loan.due_date),
        left=nested("utter_part_renewals_left", left=as_count(more, "renewal")) if more is not None else None,
    )


async def reasons(turn: Turn, loan: Loan) -> Fact:
    """Say why a loan of the turn's patron is not renewed, with the numbers that decide it."""
    return explained(loan, await turn.library.fees(turn.patron_id), await turn.library.account(turn.patron_id))


def explained(loan: Loan, fees: FeeAccount, account: AccountState | None) -> Fact:
    """Say why a loan is not renewed, with the numbers that decide it."""
    refusal = loan.refusal
    if refusal is None:
        return None
    if refusal.reason is Reason.ON_HOLD:
        if not loan.waiting:
            return reason(refusal)
        return nested("utter_why_on_hold", waiting=as_count(loan.waiting, "person"))
    if refusal.reason is Reason.LIMIT_REACHED and refusal.limit and refusal.limit.of == "renewals":
        return nested("utter_why_limit", limit=as_count(refusal.limit.count, "renewal"))
    if refusal.reason is Reason.FINES and fees.limit_to_renew is not None:
        least = Money(max(0, fees.balance.minor - fees.limit_to_renew.minor), fees.balance.currency)
        return nested("utter_why_fines", owed=money(fees.balance), limit=money(fees.limit_to_renew), least=money(least))
    if refusal.reason is Reason.CARD_EXPIRED and account is not None and account.patron.expires:
        return nested("utter_why_expired", date=as_date(account.patron.expires))
    if refusal.reason is Reason.OVERDUE:
        return nested("utter_why_overdue", days=as_count(loan.days_overdue, "day"))
    return reason(refusal)
