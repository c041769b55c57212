"""Questions about a patron's own loans: who waits, why not, which first, what lateness has come to, and afterwards."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.describing import described
from actions.dialogue.others_meant import spoken_in_turn, those_meant
from actions.dialogue.own_things import OwnThings
from actions.dialogue.turn import Fact, Turn, as_count, as_date, nested
from actions.facts.choices import choice, librarian
from actions.facts.lines import fee_line, listed, loan_line, money, reason
from actions.subjects.facts.facts import answer_from_facts
from actions.subjects.fines.fines import supposed_fee
from actions.subjects.loans.room_asked import room
from language.dates import find_dates
from language.normalise import fold
from language.requests.own.own_loan_words import UNTIL
from language.requests.own.own_matters import Pointer, find_pointer
from language.requests.own.own_wholes import asks_what_else, speaks_of_each
from language.requests.speech.corrections import find_correction
from language.requests.speech.denials import orders_longer
from language.requests.speech.others import find_others, points_at_several
from language.requests.speech.sentences import deed_at
from library.reasons import Reason
from library.values import AccountState, Capability, FeeAccount, Loan, Money

__all__ = [
    "WHEN_CLOSED",
    "again",
    "closed",
    "explained",
    "first",
    "reasons",
    "renewed",
    "room",
    "so_far",
    "supposed",
    "until",
    "until_asked",
    "waited",
    "waiting",
    "why",
]

# How the library is asked what it says of bringing things back then.
WHEN_CLOSED = {"fa": "خارج از ساعت کار چگونه پس بدهم؟", "en": "How do I return a book when you are closed?"}


async def waiting(turn: Turn, own: OwnThings) -> bool:
    """Say how many wait for the loan that is meant; who they are is nobody's to know."""
    loan = own.loan(turn)
    if loan is None:
        return bool(own.loans) and await waited(turn, own)
    _told(turn, [loan])
    if loan.waiting:
        # Whether it may be renewed all the same is the other system's rule, where nothing is changed by us.
        ours = Capability.CHANGES in turn.library.capabilities()
        answer = "utter_loan_waiting" if ours else "utter_loan_waiting_only"
        turn.say(answer, title=loan.title, waiting=as_count(loan.waiting, "person"), due=as_date(loan.due_date))
    elif loan.refusal is not None and loan.refusal.reason is Reason.ON_HOLD:
        turn.say("utter_loan_waited", title=loan.title, due=as_date(loan.due_date))
    else:
        why = nested("utter_part_still_refused", reason=await reasons(turn, loan)) if loan.refusal else None
        turn.say("utter_loan_nobody_waits", title=loan.title, why=why, due=as_date(loan.due_date))
    return True


async def waited(turn: Turn, own: OwnThings) -> bool:
    """Say which of the loans others wait for, and when they are due."""
    found = [one for one in own.loans if one.waiting or (one.refusal and one.refusal.reason is Reason.ON_HOLD)]
    if not own.loans:
        turn.say("utter_loans_none")
    elif not found:
        turn.did("loans", kind="loan", things=[one.id for one in own.loans], result="told")
        turn.say("utter_loans_nobody_waits")
    else:
        _told(turn, found)
        turn.say(
            "utter_loans_waited", loans={"list": [loan_line(one) for one in found], "line": "utter_line_loan_only"}
        )
    return True


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
        _told(turn, stands)
        _say_renewed(turn, stands)
        return True
    if not meant or meant[0].refusal is None:
        return False
    _told(turn, meant)
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
    same = [one for one in loans if one.due_date == loans[0].due_date]
    _told(turn, same)
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
        choices=[choice("utter_button_renew", "renew", ref=f"loan:{same[0].id}")] if same[0].refusal is None else [],
    )
    return True


_HOW_MANY = re.compile(
    r"\bhow many\b(?! days| weeks)|\bwhat (?:do|have) i (?:have|got)\b|\bwhat i have\b|\bwhich (?:books|ones) (?:do i have|are with me)\b|(?<!\w)(?:چیا|چی|چه کتاب\w*|کدوم کتاب\w*) (?:الان )?(?:دستمه|دستم هست|دست منه|دارم|دست من هست)(?!\w)|\bch(?:i|ia) (?:dastame|daram)\b|(?:چند ?تا|چند (?:کتاب|امانت|جلد|مورد)|تعداد)|\bchand ?ta\b"
)


async def so_far(turn: Turn, own: OwnThings) -> bool:
    """Say what the lateness of a loan has come to until today, or that there is none."""
    account = await turn.library.fees(turn.patron_id)
    days = find_dates(turn.text, turn.today)
    if days and days[-1].last > turn.today and _IF.search(turn.text.casefold()):
        # "And if I bring them on Saturday?" asks of that day, whatever was told until today.
        return await supposed(turn, own)
    late = [one for one in (own.named_loans if len(own.named_loans) > 1 else own.loans) if one.overdue]
    loan = own.loan(turn, late)
    if loan is None and not late:
        return False
    if len(late) > 1 and _OF_SEVERAL.search(fold(turn.text)) is not None:
        # "Emma is late too, what do both come to?" names one of those that are asked of.
        loan = None
    meant = [loan] if loan is not None else late
    running = {fee.id: fee for fee in account.running}
    _told(turn, meant, act="fines")
    fees = [running[one.id] for one in meant if one.id in running]
    if not fees and (late := [one for one in meant if one.overdue]):
        # Late, and nothing is asked for it: what children have, or what the library does not charge for.
        return await supposed_fee(turn, turn.today, None, loans=late)
    if not fees:
        turn.say("utter_fee_not_yet", title=meant[0].title, due=as_date(meant[0].due_date))
        return True
    total = Money(sum(fee.outstanding.minor for fee in fees), fees[0].outstanding.currency)
    turn.say(
        "utter_fee_so_far",
        fees={"list": [fee_line(fee) for fee in fees], "line": "utter_line_fee_only"},
        total=nested("utter_part_supposed_total", total=money(total)) if len(fees) > 1 else None,
        due=as_date(meant[0].due_date),
    )
    return True


_OF_SEVERAL = re.compile(
    r"\b(?:both|altogether|together|in total|total|all of (?:them|it)|the two|the lot|all)\b"
    r"|(?<!\w)(?:جفت\w{0,5}|هر ?(?:دو|سه|چهار)\w{0,4}|دوتا\w{0,4}|همه\w{0,4}|همشون|روی هم|رو هم|سرجمع|جمعا|مجموع\w{0,2}|با هم)(?!\w)|\b(?:joft\w{0,5}|har ?do\w{0,4}|hame\w{0,4}|hamash\w{0,3}|rooye ham|ruye ham|ro ham)\b"
)


async def until(turn: Turn, own: OwnThings) -> bool:
    """Say until when the loan that is meant may be kept, or each of those that are named; False where none is meant."""
    said, many = fold(turn.text), len(own.loans)
    each = not own.named_loans and turn.intent != "hold_status" and speaks_of_each(said, many, "loan")
    if many > 1 and (asks_what_else(said) or each):
        # "And each until when?", "there's Emma, what else?": all of them, whichever was spoken of last.
        _told(turn, own.loans)
        loans = sorted(own.loans, key=lambda one: one.due_date)
        turn.say("utter_loans_due", loans={"list": [loan_line(one) for one in loans], "line": "utter_line_loan"})
        return True
    meant = own.named_loans or (() if turn.intent == "hold_status" else _spoken_of(turn, own.loans))
    if len(meant) > 1:
        _told(turn, meant)
        told = {"list": [loan_line(loan) for loan in meant], "line": "utter_line_loan"}
        turn.say("utter_loans_due", loans=told)
        return True
    loan = own.loan(turn)
    placing = str((turn.slot("pending") or {}).get("do", "")).startswith("hold")
    if loan is None or (placing and not own.named_loans):
        return False
    _told(turn, [loan])
    mark = nested("utter_part_overdue", days=as_count(loan.days_overdue, "day")) if loan.overdue else None
    turn.say(
        "utter_loan_due", title=loan.title, due=as_date(loan.due_date), mark=mark,
        choices=[choice("utter_button_renew", "renew", ref=f"loan:{loan.id}")] if loan.refusal is None else [],
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


async def supposed(turn: Turn, own: OwnThings) -> bool:
    """Say what bringing a loan on a day would cost; False where no day is named."""
    days = find_dates(turn.text, turn.today)
    last = turn.thread.last
    if last is not None and last.act == "loans" and last.topic == "count" and not _OF_MONEY.search(fold(turn.text)):
        # "And if I bring two of them back on Saturday?" still asks whether there is room for another.
        return await room(turn, own)
    if not days or not own.loans:
        return False
    # "Tomorrow is Friday, what if I bring it on Saturday?" supposes the day behind the "if".
    supposing = _IF.search(turn.text.casefold())
    day = next((one for one in days if supposing is not None and one.start >= supposing.start()), days[0]).last
    loan = own.loan(turn)
    due = [one for one in own.loans if one.due_date < day]
    turn.intent = "fines"
    if loan is not None and not own.named_loans and loan.due_date >= day and due:
        # What is not due by then was hardly meant.
        return await supposed_fee(turn, day, None, loans=due)
    if loan is not None:
        turn.point("loan", loan.id, "loans")
    return await supposed_fee(turn, day, None)


_OF_MONEY = re.compile(
    r"\b(?:fine|fee|cost|pay|owe|charge)\w*|\b(?:late|overdue)\b|جریمه|بدهی|هزینه|(?<!\w)(?:دیر|تاخیر)|\bjarime|\bdir\b"
)
_IF = re.compile(r"\b(?:if|when|age|agar)\b|اگه|اگر")


async def again(turn: Turn, own: OwnThings) -> bool:
    """Say whether what is brought back may be had again at once; "push it back" asks for a longer loan."""
    loan = own.loan(turn)
    if loan is None or orders_longer(turn.text):
        return False
    _told(turn, [loan])
    if loan.waiting and Capability.CHANGES not in turn.library.capabilities():
        turn.say(
            "utter_loan_waiting_only",
            title=loan.title,
            waiting=as_count(loan.waiting, "person"),
            due=as_date(loan.due_date),
        )
    elif loan.waiting or (loan.refusal and loan.refusal.reason is Reason.ON_HOLD):
        turn.say("utter_again_waited", title=loan.title, waiting=as_count(loan.waiting or 1, "person"))
    else:
        turn.say("utter_again_free", title=loan.title)
    return True


async def renewed(turn: Turn, own: OwnThings) -> bool:
    """Say how often the loan that is meant has been renewed, and how often it still may be; else so of each."""
    if not own.loans:
        turn.say("utter_loans_none")
        return True
    loan = own.loan(turn)
    meant = [loan] if loan is not None else list(own.named_loans or own.loans)
    _told(turn, meant)
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


def _told(turn: Turn, loans: Sequence[Loan], act: str = "loans") -> None:
    turn.intent = act
    if len(loans) == 1:
        turn.point("loan", loans[0].id, "renew")
    else:
        turn.show("loan", [one.id for one in loans])
    turn.did(
        act, kind="loan", things=[one.id for one in loans], title=loans[0].title if len(loans) == 1 else "",
        result="told",
    )  # fmt: skip
