"""Fine actions: what a patron owes and what for, what lateness would come to, what it costs in general."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from actions.dialogue.choosing import by_name
from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.turn import Fact, Turn, as_count, as_date, nested
from actions.dialogue.wording import says, word_count
from actions.facts.choices import menu
from actions.facts.lines import fee_line, money, renewals_offered
from actions.rasa.registry import HANDLERS, handles
from actions.subjects.facts.fact_parts import offers_of
from actions.subjects.facts.facts import answer_as
from actions.subjects.fines.charge_told import asks_its_sum, asks_of_any_loss, charge_spoken_of
from actions.subjects.library_info.places import note as tell_note
from actions.subjects.library_info.terms import late_terms, speaks_of_renewing
from actions.subjects.library_info.terms_of_others import category_named
from crm.knowledge.things_lent import things_named
from language.dates import find_dates
from language.normalise import fold
from language.requests.deeds.late_supposed import asks_of_closed_days
from language.requests.deeds.lateness import asks_by_day, asks_sum, days_late, keeps_on, leaves_unpaid, own_debt
from language.requests.own.own_names import find_own
from language.requests.speech.questions import Ask
from language.requests.speech.request import read_request
from language.requests.speech.sentences import sentences
from library.values import LendingTerms, Loan, Money

__all__ = ["asks_of_loans_too", "fines", "is_span", "late_cost", "supposed_fee", "supposed_line", "tell_owed"]

_PAYING = ("how do i pay", "how can i pay", "where do i pay", "where can i pay", "pay online", "pay it online",
           "how to pay",
           "where to pay", "pay by card", "pay in", "money back", "refund", "waive", "waived", "forgive", "can i pay",
           "چطور پرداخت", "چطوری پرداخت", "چگونه پرداخت", "کجا پرداخت", "کجا باید", "چجوری پرداخت", "پرداخت اینترنتی",
           "اینترنتی پرداخت", "چطور بدم", "چطوری بدم", "کجا بدم", "پرداخت کنم", "پس میدید", "ببخشید جریمه", "بخشش",
           "بخشودگی", "kojabayad", "koja bedam", "chetor pardakht", "pardakht konam",
           "پرداخت میکنم", "پرداختش میکنم", "پرداخت می کنم", "میدم چجوری", "میپردازم")  # fmt: skip
_SUPPOSING = ("if", "would", "اگه", "اگر", "age", "agar")
_IF = ("if", "would", "late", "later", "overdue", "اگه", "اگر", "دیر", "دیرتر", "تاخیر", "دیرکرد", "نیارم", "بیارم",
       "biyaram", "miaram", "pas bedam", "bargardunam", "bargardoonam",
       "برگردونم", "age", "agar", "dir", "biaram")  # fmt: skip
_LOST = (
    "lost",
    "lose",
    "damaged",
    "damage",
    "torn",
    "گم",
    "گم شده",
    "گم کردم",
    "گمشده",
    "خراب",
    "پاره",
    "خسارت",
    "gom",
)
_LATE_GENERAL = ("late", "overdue", "per day", "a day", "each day", "دیر", "دیرتر", "تاخیر", "دیرکرد", "روزی",
                 "dir", "ruzi",
                 "roozi", "takhir", "dirkard")  # fmt: skip


_CLOSED = {"fa": "روزهای تعطیل هم جریمه دارد؟", "en": "Do closed days count for the late fee?"}
# How the library is asked what becomes of a debt that is not paid.
_UNPAID = {"fa": "اگر جریمه‌ام را ندهم چه می‌شود؟", "en": "What happens if I do not pay my fine?"}


@handles("fines")
async def fines(turn: Turn) -> None:
    """List what is owed with its reasons and the total, and how to pay.

    What lateness would come to is computed: on the patron's own loans, or by the library's rule for everybody.
    """
    if not turn.is_payload and (await _of_equipment(turn) or await answered_in_general(turn)):
        return
    if turn.patron is None:
        ask_sign_in(turn)
        return
    if asks_of_loans_too(turn.text):
        await HANDLERS["loans"].handler(turn)
    await tell_owed(turn)


_EQUIPMENT_LATE = {"fa": "دیرکرد وسایل چقدر است؟", "en": "What if I return equipment late?"}


async def _of_equipment(turn: Turn) -> bool:
    """Tell what lateness of equipment costs, which no rule of lending says: "what if I bring the laptop back late?"."""
    said = fold(turn.text)
    lent = {"laptop", "reader"} & things_named(said)
    if not lent or things_named(said) - lent or not says(turn.text, *_IF, *_LATE_GENERAL):
        return False
    if not await answer_as(turn, "equipment", fa=_EQUIPMENT_LATE["fa"], en=_EQUIPMENT_LATE["en"], about="late|دیرکرد"):
        return False
    turn.intent = "equipment"
    return True


# "Have I any book out, or do I owe anything?" asks for both; "I owe a fine and the books are out" tells of one, and so
# does a question for a fine that is joined to what is told of a book.
_OF_LOANS_TOO = re.compile(
    r"(?:^|[.!?;]|\b(?:hi|hello|please|and|so)\b)\W{0,3}(?:do (?:i|we) (?:still |currently |now )?have|have (?:i|we)(?: still)?(?: got)?|are there|is there) (?:any |anything |some |a )?(?:books?|items?|loans?)?(?: \w+){0,2}? ?(?:out|on loan|borrowed|checked out|at home)(?: (?:now|right now|at the moment|on my card|in my name))?,? (?:or|and) (?:do i owe|owe|any (?:fines?|fees?|debts?)|do i have any (?:fines?|fees?|debts?)|are there any (?:fines?|fees?|debts?))[^.?!]{0,24}\?"
    r"|(?:^|[.!?;]|\b(?:hi|hello|please|and|so)\b)\W{0,3}(?:do i owe|do i have any (?:fines?|fees?|debts?)|are there any (?:fines?|fees?|debts?))(?: (?:anything|something|money|on my card))*,? (?:or|and) (?:do i (?:still )?have|have i(?: got)?|are there) (?:any |some )?(?:books?|items?|loans?|anything)(?: \w+){0,2}? (?:out|on loan|borrowed|checked out|at home)[^.?!]{0,12}\?"
    r"|(?<!\w)(?:کتاب|امانت)\w{0,4}(?: (?:در|به|نام|من|نامم|دستم|دستمه|پیشم|پیشمه|امانت|امانتی|دارم|هست|مونده|ای|ی|هم|آیا|هنوز))*[،,]? یا(?: (?:هم|آیا|اصلا))* (?:بدهی|جریمه|بدهکار)\w{0,3}(?: (?:هم|ای|دارم|هستم|هست|به|کتابخونه|کتابخانه))*\s{0,2}[?؟]"
    r"|(?<!\w)(?:بدهی|جریمه|بدهکار)\w{0,3}(?: (?:ای|دارم|هستم|هست))*[،,]? یا(?: (?:هم|آیا|اصلا))* (?:کتاب|امانت)\w{0,4}(?: (?:در|به|نام|من|نامم|دستم|دستمه|پیشم|پیشمه|امانت|امانتی|دارم|هست|مونده|ای|ی|هم|هنوز))*\s{0,2}[?؟]"
    r"|\b(?:ketab|amanat)\w{0,3}(?: (?:dastam\w*|pisham\w*|daram|hast|be|nam|namam|amanat))* ya (?:bedehi|jarime|bedehkar)\w{0,3}(?: (?:daram|hastam))*\s{0,2}\?"
)


def asks_of_loans_too(text: str) -> bool:
    """Tell whether a text asks both for what is owed and for what is out."""
    return _OF_LOANS_TOO.search(fold(text)) is not None


async def tell_owed(turn: Turn) -> None:
    """List what is owed with its reasons and the total, and what is running."""
    account = await turn.library.fees(turn.patron_id)
    # How to pay and the like is a button: it was not asked.
    beside = await offers_of(turn, "fines")
    running = None
    if account.running:
        whole = Money(sum(fee.outstanding.minor for fee in account.running), account.balance.currency)
        running = nested(
            "utter_part_fines_running",
            fines={"list": [fee_line(fee) for fee in account.running], "line": "utter_line_fee"},
            total=nested("utter_part_supposed_total", total=money(whole)) if len(account.running) > 1 else None,
        )
    if account.balance.minor <= 0 and not account.running:
        late = [loan for loan in await turn.library.loans(turn.patron_id) if loan.overdue]
        if late and await supposed_fee(turn, turn.today, None, loans=late):
            # Late, and nothing is asked for it: what children have. That no debt is recorded would not say so.
            return
    turn.did("fines", result="told")
    if account.balance.minor <= 0:
        turn.say("utter_fines_none", running=running, choices=beside if account.running else [])
        return
    lines = [fee_line(fee) for fee in account.lines or () if fee.outstanding.minor > 0]
    blocked = account.limit_to_renew is not None and account.balance.minor > account.limit_to_renew.minor
    turn.say(
        "utter_fines",
        total=money(account.balance),
        fines={"list": lines, "line": "utter_line_fee"} if lines else None,
        limit=nested("utter_part_fines_block", limit=money(account.limit_to_renew)) if blocked else None,
        running=running,
        choices=beside,
    )


async def answered_in_general(turn: Turn) -> bool:
    """Answer what is asked about fines beside the balance; False when it is the balance that is asked for."""
    text = turn.text
    supposed = says(text, *_IF)
    days = days_late(text)
    alone = sum(one.asked for one in sentences(text)) <= 1 and not asks_sum(text)
    if asks_of_closed_days(text) and alone and await answer_as(turn, "fines", **_CLOSED, alone=True):
        return True
    asks = read_request(text, "renew").asks
    if turn.patron is not None and days is None and asks_its_sum(text) and await charge_spoken_of(turn):
        # "How much is it exactly?" of a charge that is spoken of: no rule answers that.
        return False
    if Ask.WHY in asks and turn.patron is not None:
        return False
    if leaves_unpaid(text) and await answer_as(turn, "fines", **_UNPAID, alone=True):
        # "How much is it, and what happens if I just don't pay?" supposes no lateness.
        if turn.patron is not None and asks_sum(text):
            before = len(turn.answers)
            await tell_owed(turn)
            turn.answers[:] = [*turn.answers[before:], *turn.answers[:before]]
        return True
    category = None if own_debt(text) or says(text, *_PAYING) else category_named(fold(text))
    if category is not None and _FINED.search(fold(text)) and await late_terms(turn, days, category=category):
        # "Are children fined, too?" asks for their rule, whoever asks.
        return True
    tells = turn.patron is not None and not says(text, *_SUPPOSING) and not find_dates(text, turn.today)
    if tells and not says(text, *_PAYING) and not speaks_of_renewing(text) and await _is_own_lateness(turn):
        return False
    if turn.patron is not None and speaks_of_renewing(text) and asks:
        # "Will the fine be gone if I renew?": what renewing does is said, and the fee with it.
        turn.intent = "renew"
        await HANDLERS["renew"].handler(turn)
        return True
    if turn.patron is not None and (supposed or days) and (says(text, *_SUPPOSING) or not own_debt(text)):
        days_named = find_dates(text, turn.today)
        plain = next((one.last for one in days_named if _COUNTED.search(fold(one.text)) is None), None)
        if plain is not None and plain >= turn.today and _BROUGHT.search(fold(text)):
            # "About twelve days late, I think; if I bring them today?": the account knows better how late they are.
            return await supposed_fee(turn, plain, None)
        day = days_named[0].last if days_named and not is_span(text, days) else None
        if day is not None or days is not None or says(text, "if", "اگه", "اگر", "age", "agar"):
            return await supposed_fee(turn, day, days)
    if turn.patron is not None and await _another_day(turn):
        return True
    if own_debt(text):
        return False
    if says(text, *_PAYING):
        await tell_note(turn, "fines", ("fines",))
        return True
    if turn.patron is not None and await _is_own_lateness(turn):
        return False
    if turn.patron is not None and (days or 0) <= 1 and asks_by_day(text) and await _rate_of_spoken(turn):
        return True
    if days is not None or says(text, *_LATE_GENERAL):
        return await late_terms(turn, days)
    if turn.patron is not None and not asks_of_any_loss(text):
        return False
    if Ask.COST in asks and supposed:
        return await late_terms(turn, None)
    if asks or says(text, *_LOST):
        # Asked of fines, and not of one's own: nobody needs to sign in for the library's rules.
        await tell_note(turn, "lost_item" if says(text, *_LOST) else "fines", ("fines",))
        return True
    return False


async def _another_day(turn: Turn) -> bool:
    """Say what what is late would come to on a day that is all that is said, "Sunday instead?", after a sum was told."""
    last, days = turn.thread.last, find_dates(turn.text, turn.today)
    if last is None or last.act != "fines" or len(days) != 1 or word_count(turn.text) > _FEW_WORDS:
        return False
    account = await turn.library.fees(turn.patron_id)
    running = {fee.id for fee in account.running}
    late = [loan for loan in await turn.library.loans(turn.patron_id) if loan.id in running]
    return bool(late) and days[0].last > turn.today and await supposed_fee(turn, days[0].last, None, loans=late)


_FEW_WORDS = 4
_FINED = re.compile(
    r"\b(?:fin(?:e|es|ed)|charged?|pay|late|fees?)\b|جریم|دیرکرد|حساب می ?(?:کن|ش)|پول می ?گیر|پول میدن|\b(?:jarime|dirkard)\w*"
)
# Who speaks of oneself; and who asks for the rule, or of somebody else, asks of nothing of their own.
_ONESELF = re.compile(
    r"\b(?:i|i'm|i've|i'd|my|me|mine)\b|(?<!\w)(?:من|منو|برام|حسابم)(?!\w)|(?:کرد|شد|داد|آورد|اورد|گرفت|برد)(?:م|ه ?ام)(?!\w)|جریم(?:م|ه ?م|ه ?ام|ش|ه ?ش)(?!\w)"
    r"|\b(?:man|jarimam|jarimash|dir kardam)\b"
)
_THE_RULE = re.compile(
    r"\b(?:in general|generally|usually|normally|per day|a day|each day|every day|daily|children|kids|students?|anybody|everyone|people)\b|معمولا|کلا|روزی چ|هر روز چ|بچه|دانشجو|کودک|همه"
)


# What it has come to by now is asked of what is late, and not of the rule.
_NOW = re.compile(
    r"\b(?:so far|by now|(?:is|are|was) (?:it|that|this|they) (?:now|already|up to)|how much (?:is|are) (?:it|that|this|they))\b|\b(?:did|has|have) (?:it|that|they|those \w{2,6} \w{3,5}) (?:come|cost|make|made)\b|تا (?:الان|حالا|امروز)|الان چق|شده|(?<!\w)(?:چقدر|چقد|چه ?قدر|چند) شد(?!\w)|\b(?:chand|cheghad\w{0,2}) shod\b|\bta (?:alan|hala)\b"
)


async def _is_own_lateness(turn: Turn) -> bool:
    """Tell whether somebody who has something late, or charged, speaks of that, and not of the rule."""
    said = fold(turn.text).replace("’", "'")
    out = await turn.library.loans(turn.patron_id)
    account = await turn.library.fees(turn.patron_id)
    running = {fee.id for fee in account.running}
    late = [loan for loan in out if loan.id in running]
    charged = [fee.title or "" for fee in account.lines or () if fee.outstanding.minor > 0]
    if not late and not charged:
        return False
    if find_own(turn.text, [*(loan.title for loan in late), *charged]):
        return True
    spoken = any(
        act.act in ("fines", "loans", "renew") and (act.kind or act.act == "fines") for act in turn.thread.acts()
    )
    if spoken and _NOW.search(said):
        return True
    return _ONESELF.search(said) is not None and _THE_RULE.search(said) is None


async def _rate_of_spoken(turn: Turn) -> bool:
    """Say what a day of lateness costs of the loan that is named, or was just spoken of; False where none is."""
    out = await turn.library.loans(turn.patron_id)
    last = turn.thread.last
    spoken = last.things if last is not None and last.kind == "loan" and len(last.things) == 1 else ()
    meant = by_name(turn, out) or tuple(loan for loan in out if loan.id in spoken)
    return len(meant) == 1 and await _daily_rate(turn, meant[0])


async def _daily_rate(turn: Turn, loan: Loan) -> bool:
    """Say what each day after a loan's due day costs; False where no rule is known for it."""
    terms = {one.item_type: one for one in await turn.library.lending_terms(turn.patron_id)}
    rule = terms.get(loan.item_type) or terms.get("*")
    if rule is None:
        return False
    turn.intent = "fines"
    turn.point("loan", loan.id, "loans")
    turn.did("fines", kind="loan", things=[loan.id], title=loan.title, result="told")
    if rule.per_day.minor:
        turn.say("utter_loan_rate", title=loan.title, per_day=money(rule.per_day), due=as_date(loan.due_date))
    else:
        turn.say("utter_loan_rate_free", title=loan.title)
    return True


_COUNTED = re.compile(r"\b(?:late\w*|weeks?|days?)\b|(?<!\w)(?:دیر\w*|هفته|روز)(?!\w)|\b(?:dir|hafte|rooz|ruz)\b")
_BROUGHT = re.compile(
    r"\bif\b[^.?!]{0,20}\b(?:bring|return|give)\b|(?<!\w)(?:اگه|اگر)(?!\w)[^.؟?!]{0,30}(?:بیار|برگردون|برگردان|پس ب|تحویل)|\b(?:age|agar)\b[^.?!]{0,30}\b(?:biar|bargard|pas)"
)


def is_span(text: str, days: int | None) -> bool:
    """Tell whether "a week late" was read: a distance from the due day, and no day of the calendar."""
    return days is not None and says(
        text, "late", "later", "overdue", "دیر", "دیرتر", "تاخیر", "دیرکرد", "dir", "takhir"
    )


async def supposed_fee(turn: Turn, day: date | None, days: int | None, *, loans: Sequence[Loan] | None = None) -> bool:
    """Say what bringing things back on a day, or so many days late, would cost: of these loans, else of those named."""
    out = await turn.library.loans(turn.patron_id)
    if day is not None and day < turn.today:
        # Nothing is brought back on a day that is past.
        day = None
    if not out:
        return await late_terms(turn, days)
    focus = turn.focus("loan")
    named = tuple(loans or ()) or by_name(turn, out) or tuple(loan for loan in out if loan.id == focus)
    if day is not None and keeps_on(turn.text) and len(find_dates(turn.text, turn.today)) == 1:
        # "If I don't bring it back tomorrow": that day itself costs nothing, and every day after it does.
        meant = named or (tuple(out) if len(out) == 1 else ())
        if len(meant) == 1 and await _daily_rate(turn, meant[0]):
            return True
        return await late_terms(turn, None)
    if not named and day is None and days is not None and len(out) > 1:
        # So many days after which due day? The rate and the sum for one item answer it for any.
        return await late_terms(turn, days)
    if day is None and days is None:
        return await late_terms(turn, None)
    terms = {one.item_type: one for one in await turn.library.lending_terms(turn.patron_id)}
    lines, total, currency = [], 0, "IRR"
    charged: list[Loan] = []
    for loan in named or out:
        back = day if day is not None else loan.due_date + timedelta(days=days or 0)
        late = (back - loan.due_date).days
        rule = terms.get(loan.item_type) or terms.get("*")
        cost = _cost(rule, late)
        if late > 0 and cost is not None:
            total, currency = total + cost.minor, cost.currency
            charged.append(loan)
        lines.append(supposed_line(loan, late, cost))
    back = day if day is not None else (named or out)[0].due_date + timedelta(days=days or 0)
    if back < turn.today and any(loan.overdue for loan in named or out):
        # "It's two days late because of you": what is late already, the account knows better.
        await tell_owed(turn)
        return True
    if back < turn.today:
        # So many days after its due day are over already: nothing is brought back then.
        return await late_terms(turn, days)
    if len(lines) == 1:
        turn.point("loan", (named or out)[0].id, "loans")
    elif len(charged) == 1 and _OF_ONE.search(fold(turn.text)):
        # "If I return it on Friday?" is asked of the late one: "the other one" is beside that, and "it" is still open.
        turn.did("fines", kind="fee", title=charged[0].title, result="told")
    turn.did("fines", kind="loan", things=[loan.id for loan in named or out], days=[back], result="told")
    offered = renewals_offered(named or out)
    turn.say(
        "utter_fines_supposed" if total else "utter_fines_supposed_none",
        day=as_date(back),
        loans={"list": lines, "line": "utter_line_supposed"},
        total=nested("utter_part_supposed_total", total=money(Money(total, currency)))
        if total and len(lines) > 1
        else None,
        # Of several it is asked which are meant.
        choices=menu("renew") if offered and len(lines) > 1 else offered,
    )
    return True


_OF_ONE = re.compile(r"\b(?:return|bring) it\b|(?<!\w)(?:پس ?ش|بیارمش|ببرمش|برش گردونم|برگردونمش)(?!\w)")


async def late_cost(turn: Turn, loan: Loan, day: date) -> Money | None:
    """Give what a loan costs that is brought back on a day; None where no rule tells."""
    terms = {one.item_type: one for one in await turn.library.lending_terms(turn.patron_id)}
    return _cost(terms.get(loan.item_type) or terms.get("*"), (day - loan.due_date).days)


def _cost(rule: LendingTerms | None, late: int) -> Money | None:
    return Money(max(0, late) * rule.per_day.minor, rule.per_day.currency) if rule else None


def supposed_line(loan: Loan, late: int, cost: Money | None) -> dict[str, Fact]:
    """Give the line of a loan that comes back so many days late, with what that costs."""
    if late <= 0:
        what = nested("utter_part_supposed_in_time")
    elif cost is None or not cost.minor:
        what = nested("utter_part_supposed_free", days=as_count(late, "day"))
    else:
        what = nested("utter_part_supposed_late", days=as_count(late, "day"), cost=money(cost))
    return {"title": loan.title, "due": as_date(loan.due_date), "what": what}
