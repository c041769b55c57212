"""Facts of answers from loans, holds, titles and reasons.

Lines of lists carry more than is said of them in words, for channels that show each as a card: the author, the number
of the edition, which thing it is (`ref`, as a button carries it: others may bear the same title), and in lists that
only tell (`acts`) what can be done with this one thing. In one of which something is to be picked, or of another's
things, nothing else is offered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from actions.dialogue.turn import Fact, as_count, as_date, as_money, nested
from actions.facts.choices import OfferedChoice, choice
from library.reasons import Reason
from library.values import (
    BranchAvailability,
    Fee,
    Hold,
    HoldOutcome,
    HoldState,
    Limit,
    Loan,
    Money,
    Refusal,
    RenewOutcome,
    Title,
)

__all__ = [
    "free_now",
    "listed",
    "titles_listed",
    "LANGUAGES",
    "availability",
    "by_title",
    "fee_line",
    "hold_line",
    "language_name",
    "loan_line",
    "money",
    "outcome_line",
    "reached_at",
    "reason",
    "renewals_offered",
    "title_line",
]


# Languages of titles that have a name in the answers.
LANGUAGES = frozenset("fa en ar fr de ru es it tr ja zh ko sv pt el cs da no pl nl fi gu he".split())
_COUNTED = {"renewals": "renewal", "holds": "reservation"}


def reached_at(address: str | None) -> Fact:
    """Make an address, or a part of it, a fact: a telephone number has its digits in the language that is spoken."""
    return {"digits": address} if address and "@" not in address else address


def money(amount: Money | None) -> Fact:
    """Make a sum a fact."""
    return as_money(amount.minor, amount.currency) if amount else None


def reason(refusal: Refusal | None) -> Fact:
    """Make a refusal a fact: its reason, with the earliest date, the limit and the debt where it names them."""
    refusal = refusal or Refusal(Reason.POLICY)
    earliest, limit, amount = refusal.earliest, refusal.limit, refusal.amount
    return nested(
        f"utter_reason_{refusal.reason}",
        when=nested("utter_part_earliest", date=as_date(earliest)) if earliest else None,
        limit=_limit(limit) if limit and limit.count else None,
        amount=nested("utter_part_amount", amount=money(amount)) if amount else None,
    )


def _limit(limit: Limit) -> Fact:
    return nested(f"utter_part_limit_{limit.of}", limit=as_count(limit.count, _COUNTED[limit.of]))


def by_title(title: str, author: str) -> Fact:
    """Name a title with its author, when there is one."""
    return nested("utter_part_by", title=title, author=author) if author else nested("utter_part_title", title=title)


def language_name(code: str) -> Fact:
    """Name the language of a title; one without a name in the answers by its code."""
    return nested(f"utter_language_{code}") if code in LANGUAGES else code


def loan_line(loan: Loan, *, acts: bool = False) -> dict[str, Fact]:
    """Give the facts of one line in a list of loans; `acts` offers to renew it."""
    mark = nested("utter_part_overdue", days=as_count(loan.days_overdue, "day")) if loan.overdue else None
    line = {"title": loan.title, "due": as_date(loan.due_date), "mark": mark, "author": loan.author}
    line["ref"] = f"loan:{loan.id}"
    if acts and loan.renewable is not False:
        line["choices"] = [choice("utter_button_renew", "renew", ref=line["ref"])]
    return line


def renewals_offered(loans: Sequence[Loan]) -> list[OfferedChoice]:
    """Offer to renew a loan, or all of several; nothing where the library knows that none of them can be renewed."""
    if all(loan.renewable is False for loan in loans):
        return []
    if len(loans) == 1:
        return [choice("utter_button_renew", "renew", ref=f"loan:{loans[0].id}")]
    return [choice("utter_button_renew_all", "renew", which="all")]


def outcome_line(outcome: RenewOutcome, loan: Loan) -> dict[str, Fact]:
    """Give the facts of one line in the report of a renewal of a loan, as it was before."""
    if outcome.status == "requested":
        # Staff are asked to renew it: until they have, it is due as before.
        due = as_date(loan.due_date)
        return {"line": nested("utter_part_requested", title=outcome.title, number=outcome.request, due=due)}
    if outcome.ok:
        return {
            "line": nested(
                "utter_part_renewed",
                title=outcome.title,
                due=as_date(outcome.new_due_date),
                fee=nested("utter_part_renewed_fee", fee=money(outcome.fee)) if outcome.fee else None,
            )
        }
    if outcome.status == "unconfirmed":
        return {"line": nested("utter_part_unconfirmed", title=outcome.title)}
    return {"line": nested("utter_part_refused", title=outcome.title, reason=reason(outcome.refusal))}


def title_line(title: Title, places: Sequence[BranchAvailability], *, acts: bool = False) -> dict[str, Fact]:
    """Give the facts of one line in a list of titles found; `acts` offers to reserve it, where it is lent at all."""
    line = {
        "title": by_title(title.title, title.author),
        "availability": availability(places),
        "isbn": next(iter(title.isbns), None),
        "ref": f"title:{title.id}",
    }
    if acts and any(place.for_loan for place in places):
        line["choices"] = [choice("utter_button_reserve_it", "hold", ref=line["ref"])]
    return line


def availability(places: Sequence[BranchAvailability]) -> Fact:
    """Say in one line where a title stands free, or when it is expected back."""
    free = [place for place in places if place.available > 0]
    lending = [place for place in free if place.for_loan]
    if lending:
        return nested("utter_part_available", branches=listed(place.branch.name for place in lending))
    if free:
        return nested("utter_part_reading_room", branches=listed(place.branch.name for place in free))
    if not is_seen(places):
        branches = listed(place.branch.name for place in places)
        if not any(place.for_loan for place in places):
            return nested("utter_part_reading_room", branches=branches)
        counted = all(place.total for place in places)
        return nested("utter_part_not_seen_at", branches=branches) if counted else nested("utter_part_not_seen")
    due = min((place.next_due for place in places if place.next_due), default=None)
    if any(place.promised and place.for_loan for place in places):
        return nested("utter_part_promised")
    if due:
        return nested("utter_part_on_loan_until", due=as_date(due))
    if any(place.overdue for place in places):
        return nested("utter_part_copy_overdue")
    return nested("utter_part_on_loan") if any(place.total for place in places) else nested("utter_part_no_copy")


def is_seen(places: Sequence[BranchAvailability]) -> bool:
    """Tell whether it is known what stands on the shelf; some library systems do not say it."""
    return all(place.is_seen for place in places)


def listed(facts: Iterable[Fact]) -> Fact:
    """Make several facts one, with commas between them."""
    return {"list": list(facts), "between": "comma"}


def titles_listed(titles: Iterable[str]) -> Fact:
    """Name several titles one after the other."""
    return listed(nested("utter_part_title", title=title) for title in titles)


def free_now(outcome: HoldOutcome, branch: str) -> Fact:
    """Tell that what was just reserved stands free at its branch, a code; None where it does not."""
    here = next((place for place in outcome.available_at if place.code == branch), None)
    return nested("utter_part_free_now", branch=here.name) if here else None


def hold_line(hold: Hold, *, acts: bool = False) -> dict[str, Fact]:
    """Give the facts of one line in a list of holds; `acts` offers to cancel it."""
    pickup: Any = hold.pickup.name if hold.pickup else None
    unknown = {HoldState.PENDING: hold.position is None, HoldState.READY: hold.ready_until is None}
    if pickup is None or unknown.get(hold.state, False):
        state = _untold(hold)
    elif hold.state == HoldState.READY:
        state = nested("utter_part_hold_ready", branch=pickup, until=as_date(hold.ready_until))
    elif hold.state == HoldState.IN_TRANSIT:
        state = nested("utter_part_hold_in_transit", branch=pickup)
    elif hold.state == HoldState.SUSPENDED:
        state = nested("utter_part_hold_suspended", branch=pickup)
    else:
        name = "utter_part_hold_pending_first" if hold.position == 1 else "utter_part_hold_pending"
        state = nested(name, branch=pickup, position=hold.position)
    line = {"title": hold.title, "state": state, "author": hold.author, "ref": f"hold:{hold.id}"}
    if acts and hold.can_cancel:
        line["choices"] = [choice("utter_button_cancel_hold", "cancel_hold", ref=line["ref"])]
    return line


def _untold(hold: Hold) -> Fact:
    """Say how far a hold is where the library system tells neither place nor branch, with as much as it does tell."""
    where = nested("utter_part_where_at", branch=hold.pickup.name) if hold.pickup else None
    if hold.state == HoldState.READY:
        until = nested("utter_part_kept_until", until=as_date(hold.ready_until)) if hold.ready_until else None
        return nested("utter_part_hold_ready_told", branch=where, until=until)
    told = {HoldState.IN_TRANSIT: "utter_part_hold_coming", HoldState.SUSPENDED: "utter_part_hold_rests"}
    return nested(told.get(hold.state, "utter_part_hold_waits"), branch=where)


def fee_line(fee: Fee) -> dict[str, Fact]:
    """Give the facts of one line in a list of what is owed."""
    days = fee.days_late if fee.kind == "overdue" else None
    why = (
        nested("utter_part_late", days=as_count(days, "day"), per_day=money(fee.per_day))
        if days and fee.per_day
        else nested(f"utter_part_fee_{fee.kind}")
    )
    return {"title": nested("utter_part_title", title=fee.title) if fee.title else None,
            "why": why, "amount": money(fee.outstanding), "settled": _settled(fee)}  # fmt: skip


def _settled(fee: Fee) -> Fact:
    """Say what was taken off a sum so far, so that what is left adds up."""
    paid, waived = fee.paid, fee.waived
    parts = [
        nested(name, amount=money(sum_))
        for name, sum_ in (("utter_part_paid", paid), ("utter_part_waived", waived))
        if sum_ and sum_.minor
    ]
    if not parts:
        return None
    return nested("utter_part_settled", whole=money(fee.amount), settled=listed(parts))
