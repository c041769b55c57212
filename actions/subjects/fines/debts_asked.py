"""Questions about a patron's debt: the sum, what a part is for, paying in parts, what it stands against, lenience."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.own_things import OwnThings, own_things
from actions.dialogue.turn import Fact, Turn, as_date, nested
from actions.facts.choices import librarian, menu, no, yes
from actions.facts.lines import fee_line, money
from actions.rasa.registry import HANDLERS, MOVES, listens
from actions.subjects.facts.facts import answer_as, answer_from_facts
from actions.subjects.fines.objections import file_objection, insists, offer_objection, open_offer, sums_of
from actions.subjects.library_info.terms import is_full, late_terms, room_left
from actions.subjects.library_info.terms_of_others import category_named
from actions.subjects.renewals.renewal_checks import check
from language.choices import find_choice
from language.normalise import fold
from language.requests.deeds.objections import contests
from language.requests.deeds.pleas import asks_to_waive, compares_readers, speaks_of_lateness
from language.requests.deeds.portions import asks_of_part, asks_of_rest, asks_together, asks_why_so_much, find_portion
from language.requests.own.own_matters import asks_apart, asks_of_service
from language.requests.own.own_names import find_own
from language.requests.speech.denials import without_denied
from library.values import Fee, FeeAccount, FeeKind, Money

__all__ = ["blocks", "least", "lenience", "line", "objection", "owed", "part", "total"]

# How the library is asked what it says of these.
_IN_PARTS = {"fa": "جریمه را قسطی می‌شود داد؟", "en": "Can I pay in instalments?"}
_WAIVED = {"fa": "بخشودگی جریمه ممکن است؟", "en": "Can a fee be waived?"}
_HOW_SET = re.compile(r"\bcalculated|worked out|decide|حساب (?:شد|کرد)|چطور حساب|کی تعیین|تعیین")
_REGISTER = re.compile(
    r"\b(?:register|record|file|dispute|put it down|note it|log it|have it checked)\b|ثبت|بررسی کن|بررسی بش|sabt"
    r"|barresi"
)
_BORROWING = re.compile(
    r"\b(?:borrow|take|have|get|check|limit|reserve)\b|بگیرم|ببرم|امانت|سقف|رزرو|begiram|bebaram|amanat|saghf"
)
_TAKES_BOOKS = re.compile(
    r"\b(?:borrow\w*|check(?:ing)? (?:\w+ )?out|(?:take|get|have|carry) (?:\w+ ){0,3}(?:books?|home|out|another|one|some|anything|new))\b"
    r"|(?<!\w)(?:کتاب|کتابی|چیزی|امانت)\w*(?: \w+){0,3} (?:بگیر\w*|ببر\w*|بردار\w*|می ?دی\w*|می ?دن\w*|گرفت|برد)(?!\w)|(?<!\w)امانت(?!\w)|\bketab\w* (?:\w+ ){0,2}(?:begir\w*|bebar\w*)\b|\bamanat\b"
)
_BORROW_IN_DEBT = {"fa": "با بدهی می‌شود کتاب گرفت؟", "en": "Does owing money stop me from borrowing?"}
_SAYS_LATE = re.compile(r"\blate\b|(?<!\w)دیر|\bdir\b")
_LATE, _DAMAGED = (
    re.compile(r"\blate\w*|دیرکرد|تاخیر|dirkard|takhir"),
    re.compile(r"damage|خسارت|خراب|khesarat|kharab"),
)
_MOST_TOLD = 600


async def total(turn: Turn, _own: OwnThings) -> bool:
    """Say how much it is together: what is charged and what is running; of its parts, where those are asked after."""
    account = await turn.library.fees(turn.patron_id)
    if (asks_of_part(turn.text) or _LINES_TOO.search(fold(turn.text))) and await line(turn, _own):
        return True
    running = _sum(account.running, account.balance.currency)
    whole = Money(max(0, account.balance.minor) + running.minor, account.balance.currency)
    _told(turn)
    if not whole.minor:
        turn.say("utter_fines_none")
        return True
    turn.say(
        "utter_debt_total",
        total=money(whole),
        charged=nested("utter_part_debt_charged", amount=money(account.balance)) if account.balance.minor > 0 else None,
        running=nested("utter_part_debt_running", amount=money(running)) if running.minor else None,
    )
    return True


async def line(turn: Turn, _own: OwnThings) -> bool:
    """Say what one part of the debt is for, or of every part where none is meant."""
    account = await turn.library.fees(turn.patron_id)
    lines = [*(fee for fee in account.lines or () if fee.outstanding.minor > 0), *account.running]
    if not lines or (_own.loans and _WHEN_DUE.search(fold(turn.text))):
        # "And the other one, when is that due?" asks of no charge.
        return False
    if _WHICH_DAY.search(fold(turn.text)) and await MOVES["fee.since"](turn):
        # "Which book is it for, and of which date?"
        return True
    _told(turn)
    rest = _beside_told(turn, lines)
    fee = rest[0] if len(rest) == 1 else None if rest else _meant(turn, lines)
    if rest:
        lines = rest
    turn.remember(fee_told=fee.id if fee is not None else None)
    if fee is None:
        turn.say("utter_debt_lines", fines={"list": [fee_line(one) for one in lines], "line": "utter_line_fee"})
        if len(lines) > 1 and asks_together(turn.text):
            # "What is it for, and what does it come to?" asks both.
            whole = _sum(tuple(lines), account.balance.currency)
            turn.say("utter_debt_total", total=money(whole), charged=None, running=None)
    elif (_HOW_SET.search(fold(turn.text)) and fee.kind is not FeeKind.OVERDUE) or fee.kind is FeeKind.DAMAGED:
        turn.say("utter_debt_line_set", **fee_line(fee), choices=[librarian()])
    elif fee.title is None:
        turn.say("utter_debt_line_service", **fee_line(fee), choices=[librarian()])
    else:
        turn.say("utter_debt_line", **fee_line(fee))
    return True


@listens
async def asks_of_sum(turn: Turn) -> bool:
    """Say what a charge is for that is named by its sum, whatever the message was read as; False for anything else."""
    portion = None if turn.is_payload or turn.patron is None else find_portion(turn.text)
    waits = (turn.slot("pending") or {}).get("do") not in {None, "contact"}
    if portion is None or portion.kind != "sum" or waits or contests(turn.text):
        return False
    if _WHAT_FOR.search(fold(turn.text)) is None:
        return False
    account = await turn.library.fees(turn.patron_id)
    lines = [*(fee for fee in account.lines or () if fee.outstanding.minor > 0), *account.running]
    whole = {account.balance.minor, _sum(tuple(lines), account.balance.currency).minor}
    of_whole = portion.rials in whole and _WHOLE_FOR.search(said := fold(turn.text)) and not _PAID.search(said)
    if sum(portion.rials in sums_of(fee) for fee in lines) != 1 and not of_whole:
        return False
    return await line(turn, await own_things(turn))


_WHAT_FOR = re.compile(
    r"\bwhat(?:'s|s| is| was| are)? (?:this|that|the|it|for)\b|\bwhat for\b|\bfor (?:exactly )?what\b|\bwhy\b|\bwhere does\b|\bexplain\b"
    r"|(?<!\w)(?:چیه|چیست|چی ?بود|بابت\w*|برای چی|واسه چی|چرا|از کجا (?:اومد|آمد)\w*|مال چی\w*)(?!\w)|\b(?:chie|chiye|babat\w*|baraye chi\w*|vase chi\w*|chera|male chi\w*)\b"
)

# Of a whole sum only what it is for is asked so: who has paid it has something else to say.
_WHOLE_FOR = re.compile(
    r"\bwhat(?:'s|s| is| was| are)? (?:this|that|the|it)\b[^.?!]{0,30}\bfor\b|\bwhat for\b|\bfor (?:exactly )?what\b"
    r"|(?<!\w)(?:چیه|چیست|چی ?بود|بابت (?:چی|چه)\w*|برای چی\w*|واسه چی\w*|مال چی\w*)(?!\w)|\b(?:chie|chiye|babate chi\w*|baraye chi\w*|vase chi\w*|male chi\w*)\b"
)
_PAID = re.compile(
    r"\b(?:paid|transfer\w{0,4}|sent|get (?:\w+ )?back|refund)\b|پرداخت کرد|پرداختم|واریز|(?<!\w)دادم(?!\w)|ریختم|\b(?:pardakht kard|variz|dadam)"
)


# What it is for is asked beside the sum.
_LINES_TOO = re.compile(
    r"\bfor what\b|\bwhat\b(?: (?:is|are|was))?(?: (?:my|the|this|that))? (?:debt|fine|fee|charge|it|that|this)s? for\b|(?<!\w)(?:بابت|مال|واسه|برای) (?:چی|چه)\w{0,4}(?!\w)|\b(?:babate?|male|vase) chi\w{0,2}\b"
)
_WHICH_DAY = re.compile(
    r"\b(?:since when|(?:what|which) (?:date|day)|when (?:was|were) (?:it|that|this|they|i) charged)\b|(?<!\w)(?:(?:چه|کدوم|کدام) (?:تاریخ|روز)\w{0,3}|از کی|مال کی)(?!\w)|\b(?:che tarikh\w{0,2}|az key)\b"
)
_WHEN_DUE = re.compile(
    r"\bwhen\b[^.?!]{0,20}\b(?:due|back|return\w*)\b|(?:کی|تا کی|چه روزی|چه تاریخی)(?!\w)[^.؟?!]{0,16}(?:برگرد\w*|برگردون\w*|بیار\w*|پس ?بد\w*|موعد\w*|مهلت\w*)|\b(?:key|ta key)\b[^.?!]{0,16}\b(?:bargard\w*|biar\w*|pas bed\w*)"
)


async def owed(turn: Turn, _own: OwnThings) -> bool:
    """List what is owed, and what is running."""
    turn.intent = "fines"
    await HANDLERS["fines"].handler(turn)
    return True


async def part(turn: Turn, _own: OwnThings) -> bool:
    """Say what is known of paying a part, and what would be left then; without a rule it is for the desk to say."""
    account = await turn.library.fees(turn.patron_id)
    if account.balance.minor <= 0:
        running = _sum(account.running, account.balance.currency)
        if not running.minor:
            _told(turn)
            turn.say("utter_fines_none")
        elif not await answer_as(turn, "fines", **_IN_PARTS, about="instal|part|قسط|بخش", alone=True):
            # Nothing is charged yet: there is only what is running.
            return await total(turn, _own)
        return True
    portion = _portion(turn, account)
    before = len(turn.acts)
    if await answer_as(turn, "fines", fa=_IN_PARTS["fa"], en=_IN_PARTS["en"], about="instal|part|قسط|بخش", alone=True):
        del turn.acts[before:]
        _told(turn)
        turn.say(
            "utter_debt_part_paid" if portion is not None else "utter_debt_part_of",
            total=money(account.balance),
            **(_after(account, portion) if portion is not None else {"least": least(account)}),
        )
        return True
    _told(turn)
    paid = Money(sum(fee.paid.minor for fee in account.lines or () if fee.paid), account.balance.currency)
    turn.say(
        "utter_debt_part",
        total=money(account.balance),
        paid=nested("utter_part_debt_paid", amount=money(paid)) if paid.minor else None,
        least=least(account),
        choices=[librarian()],
    )
    return True


async def _tells_borrowing(turn: Turn) -> None:
    """Tell first whether books may be taken home all the same, where that is what was asked."""
    if _TAKES_BOOKS.search(fold(turn.text)) is None:
        return
    acts = len(turn.acts)
    await answer_as(turn, "borrow", **_BORROW_IN_DEBT, about="borrow|امانت", alone=True)
    del turn.acts[acts:]
    turn.intent = "account"


_RENEWS = re.compile(r"\b(?:renew|extend|tamdid)|تمدید")
_RENEWS_THEM = re.compile(
    r"\b(?:can|could|may|do) i (?:\w{1,8} ){0,2}?(?:renew|extend) (?:them|it|both|these|those|the two|my (?:books?|loans?))\b"
    r"|تمدید(?:ش|شون|شان)? ?(?:کنم|کنیم)|\btamdid(?:esh\w{0,3})? konam\b"
)
_IF_PAID = re.compile(
    r"\bif i (?:\w{1,8} ){0,3}(?:pay|paid|settle)\b|(?<!\w)(?:اگه|اگر|اگ|چنانچه)(?!\w)[^.؟?!]{0,40}(?<!پس )(?<!تحویل )(?:بدم|بدهم|بپردازم|پرداخت کنم|تسویه کنم)(?!\w)"
    r"|\b(?:age|agar)\b[^.?!]{0,40}(?<!pas )\b(?:bedam|pardakht)\b"
)
_TOO_LATE = re.compile(r"\b(?:too late|overdue)\b|دیر ?(?:شده|شد|نشده)|(?<!\w)دیره(?!\w)|\bdir (?:shode|nashode)\b")
_RENEWS_ONE = re.compile(
    r"\b(?:can|could|may|do) i (?:\w{1,8} ){0,2}?(?:renew|extend) (?:it|that|this|that one|this one|the (?:late|first|second|other) one|that book)\b"
    r"|(?<!\w)(?:این|اون|آن|همین|همون)(?: یکی)?(?:و| رو| را)? (?:\w{1,8} ){0,2}?تمدید ?(?:کنم|کرد|می ?شه)"
)
_OF_MONEY = re.compile(
    r"\b(?:debts?|owe|owing|fines?|fees?|charges?|blocked|card|with (?:this|that)(?! one))\b|بدهی|بدهکار|جریم|مسدود|کارت|\b(?:bedehi|jarime|kart)"
)
_OF_DEBT = re.compile(
    r"\b(?:debt|owe|owing|fines?|fees?|charges?|block\w*|card|still|then|allowed|with (?:this|that))\b|بدهی|بدهکار|جریمه|مسدود|کارت|هنوز|باز هم|بازم|\b(?:bedehi|jarime|kart)"
)


_MEMBERSHIP = re.compile(r"\bmembership\b|عضویت|\bozviat")


async def blocks(turn: Turn, own: OwnThings) -> bool:
    """Say whether what is owed, or the card, stands against renewing and reserving, with the limit."""
    said = fold(turn.text)
    of_card = _OF_MONEY.search(said) is not None or _MEMBERSHIP.search(said) is not None
    if own.named_holds and not own.named_loans and _RENEWS.search(said) and not of_card:
        # A reservation is not renewed: whether it is kept longer is asked.
        return await MOVES["hold.longer"](turn)
    if (own.named_loans and _RENEWS.search(said)) or (_RENEWS_THEM.search(said) and not _OF_DEBT.search(said)):
        # Whether these may be renewed, each of them says; a debt is not the only thing that stands against it.
        return False
    if _RENEWS_ONE.search(said) and _OF_MONEY.search(said) is None and own.loans:
        # "Can I still renew that one, or is it too late?": where one is late, that.
        overdue = [one for one in own.loans if one.overdue]
        loan = own.loan(turn) or (overdue[0] if len(overdue) == 1 and _TOO_LATE.search(said) else None)
        turn.intent = "renew"
        await check(turn, [loan] if loan is not None else own.loans)
        return True
    account = await turn.library.fees(turn.patron_id)
    state = await turn.library.account(turn.patron_id)
    if state is None or account.limit_to_renew is None:
        return False
    if account.balance.minor > 0 and _IF_PAID.search(said) and _portion(turn, account) is not None:
        # "If I pay only the late one, may I reserve again?": where the library tells that a part may be paid.
        before = len(turn.answers)
        await part(turn, own)
        if turn.answers[-1][0] == "utter_debt_part_paid":
            return True
        del turn.answers[before:]
    turn.intent = "account"
    turn.did("fines", result="told")
    facts = {"owed": money(account.balance), "limit": money(account.limit_to_renew)}
    if state.expired:
        turn.say("utter_blocks_expired", date=as_date(state.patron.expires), choices=menu("card_registration"))
    elif state.restricted:
        turn.say("utter_blocks_restricted", choices=[librarian()])
    elif account.balance.minor > account.limit_to_renew.minor:
        over = Money(account.balance.minor - account.limit_to_renew.minor, account.balance.currency)
        await _tells_borrowing(turn)
        turn.say("utter_blocks_debt", **facts, least_sum=money(over))
    elif _BORROWING.search(fold(turn.text)) and await is_full(turn, state.loans):
        # Who may not take one more owes nothing that stands against it.
        await room_left(turn)
    elif account.balance.minor > 0:
        await _tells_borrowing(turn)
        turn.say("utter_blocks_not", **facts)
    else:
        late = any(one.overdue for one in own.loans)
        turn.say("utter_blocks_nothing", **facts, late=nested("utter_part_blocks_late") if late else None)
    return True


async def lenience(turn: Turn, _own: OwnThings) -> bool:
    """Say what the library tells of waiving, and how much it is about; of a kind of reader, what those are charged."""
    category = category_named(fold(turn.text)) if compares_readers(turn.text) else None
    if category is not None and await late_terms(turn, None, category=category):
        # "Do children pay less?" asks for their rule, and for no mercy.
        turn.intent = "fines"
        return True
    account = await turn.library.fees(turn.patron_id)
    running = _sum(account.running, account.balance.currency)
    whole = Money(max(0, account.balance.minor) + running.minor, account.balance.currency)
    if not _of_fee(turn, owes=whole.minor > 0):
        return False
    turn.say("utter_lenience", total=nested("utter_part_lenience", total=money(whole)) if whole.minor else None)
    asked, turn.text = turn.text, _WAIVED[turn.language]
    told = await answer_from_facts(turn, "fines")
    turn.text = asked
    _told(turn)
    if told:
        # Only what was asked: a librarian is the next step, and no further question.
        name, facts = turn.answers[-1]
        turn.answers[-1] = name, {**facts, "choices": [librarian()]}
    else:
        turn.say("utter_lenience_ask", choices=[librarian()])
    if whole.minor and (turn.slot("pending") or {}).get("do") in {None, "contact"}:
        # The plea itself can be registered (subjects/pleas.py does it).
        turn.set("pending", None)
        ref = turn.await_("plea", "yes", text=turn.text)
        choices = [yes(ref, "utter_button_file_plea"), no(ref)]
        turn.say("utter_plea_offer", status="clarified", choices=choices)
    return True


# Read as one of these, a reason that is told is told for another wish.
_OTHER_WISHES = frozenset(
    "hold hold_status cancel_hold loans renew lost_item card_registration hours borrow privacy search_book".split()
)

# Something that is reserved is collected late, and costs nothing.
_OF_HOLDS = frozenset({"hold", "hold_status", "cancel_hold"})


def _of_fee(turn: Turn, *, owes: bool) -> bool:
    """Tell whether mercy is asked for a fee: one that is spoken of, or that the patron has and wishes nothing else."""
    if asks_to_waive(turn.text):
        return True
    if speaks_of_lateness(turn.text) and turn.intent not in _OF_HOLDS:
        return True
    last = turn.thread.last
    spoken = last is not None and last.act == "fines"
    return (owes or spoken) and turn.intent not in _OTHER_WISHES


async def objection(turn: Turn, own: OwnThings) -> bool:
    """Take up that a charge is not right: it is for staff to decide, so it is registered, or that is offered."""
    account = await turn.library.fees(turn.patron_id)
    titles = [fee.title or "" for fee in account.lines or ()]
    named = find_own(turn.text, titles)
    if not titles or not (named or own.kinds[:1] == ("fee",) or turn.recall("objection")):
        return False
    told = str(turn.recall("objection") or "")
    words = f"{told} {turn.text}".strip()[-_MOST_TOLD:]
    name = titles[named[0]] if named else ""
    if name and name not in words:
        words = f"«{name}»: {words}"
    again = open_offer(turn) is not None and insists(turn.text)
    if again or _REGISTER.search(fold(without_denied(turn.text))):
        await file_objection(turn, words)
    else:
        await offer_objection(turn, words)
    return True


def _beside_told(turn: Turn, lines: list[Fee]) -> list[Fee]:
    """Give the parts beside the one that was told last, where those are asked after: "and the rest?", «اون یکی»."""
    told, last = turn.recall("fee_told"), turn.thread.last
    late = [fee for fee in lines if fee.kind is FeeKind.OVERDUE]
    if told is None and len(late) == 1 and last is not None and _SAYS_LATE.search(fold(last.words)):
        # "I only brought one back late": the rest is what is no lateness.
        told = late[0].id
    if not asks_of_rest(turn.text) or told not in {fee.id for fee in lines}:
        return []
    return [fee for fee in lines if fee.id != told]


def _meant(turn: Turn, lines: list[Fee]) -> Fee | None:
    """Give the part that is meant: by its title, its place or its sum; None for all of them."""
    portion = find_portion(turn.text)
    if asks_apart(turn.text) or asks_why_so_much(turn.text):
        return None
    if portion is not None and len(lines) > 1 and portion.rials == sum(fee.outstanding.minor for fee in lines):
        # "What is the 270,000 for?": the sum of them all is no part.
        return None
    service = [fee for fee in lines if fee.title is None]
    if asks_of_service(turn.text) and len(service) == 1:
        # "Beside the late fee there is a service fee: what is it?" names both, and asks for one.
        return service[0]
    titles = [fee.title or "" for fee in lines]
    named = find_own(turn.text, titles)
    if len(named) == 1 and titles[named[0]]:
        return lines[named[0]]
    if portion is not None and portion.kind == "sum":
        of_sum = [fee for fee in lines if portion.rials in sums_of(fee)]
        if len(of_sum) == 1:
            return of_sum[0]
    said = fold(turn.text)
    late = [fee for fee in lines if fee.kind is FeeKind.OVERDUE]
    if _LATE.search(said) and _DAMAGED.search(said):
        # "Which is for damage, which for lateness?" asks after both.
        return None
    if _LATE.search(said) and len(late) == 1:
        return late[0]
    if portion is not None and portion.kind in ("smaller", "larger") and len(lines) > 1:
        by_sum = sorted(lines, key=lambda fee: fee.outstanding.minor)
        return by_sum[0] if portion.kind == "smaller" else by_sum[-1]
    damage = [fee for fee in lines if fee.kind is FeeKind.DAMAGED]
    if _DAMAGED.search(said) and len(damage) == 1:
        return damage[0]
    place = find_choice(turn.text)
    if place is not None and len(places := place.resolve(len(lines))) == 1:
        return lines[places[0]]
    for at, words in enumerate(
        (r"\b(?:first|1st)\b|(?<!\w)اول", r"\b(?:second|2nd)\b|(?<!\w)دوم", r"\b(?:third|3rd)\b|(?<!\w)سوم")
    ):
        if re.search(words, said) and at < len(lines):
            return lines[at]
    if re.search(r"service|خدمات", said) and len(service) == 1:
        return service[0]
    return lines[0] if len(lines) == 1 else None


def _portion(turn: Turn, account: FeeAccount) -> Money | None:
    """Give the portion of the debt that is to be paid: half, a part that is named, or a sum; None where none is."""
    portion, whole = find_portion(turn.text), account.balance
    lines = [fee for fee in account.lines or () if fee.outstanding.minor > 0]
    sums = sorted(fee.outstanding.minor for fee in lines)
    if portion is not None and portion.kind == "sum":
        minor = portion.rials if whole.currency == "IRR" else 0
        return Money(minor, whole.currency) if 0 < minor < whole.minor else None
    if portion is not None and portion.kind == "half":
        return Money(whole.minor // 2, whole.currency)
    if portion is not None and len(sums) > 1:
        return Money(sums[0] if portion.kind == "smaller" else sums[-1], whole.currency)
    text, kept = turn.text, _LEFT_OPEN.sub(" ", turn.text)
    told = next((fee for fee in lines if fee.id == turn.recall("fee_told")), None)
    if told is not None and kept != text:
        # "Pay that one and leave the second open": what is left open is not paid.
        return told.outstanding
    turn.text = kept
    try:
        return _portion_named(turn, lines)
    finally:
        turn.text = text


_LEFT_OPEN = re.compile(
    r"(?:,? ?\band )?\b(?:leave|leaving|left|keep)\b (?:the |that )?(?:second|first|other|rest|bigger|smaller|larger|damage|late)(?: one| fee| charge)?(?: open| unpaid| for (?:now|later)| be| out)?",
    re.IGNORECASE,
)


def _portion_named(turn: Turn, lines: list[Fee]) -> Money | None:
    """Give what is left of the part of a debt that is named or pointed at; None where none is."""
    rest = _beside_told(turn, lines)
    late = [fee for fee in lines if fee.kind is FeeKind.OVERDUE]
    if len(rest) != 1 and _SAYS_LATE.search(fold(turn.text)) and len(late) == 1:
        rest = late
    fee = rest[0] if len(rest) == 1 else _meant(turn, lines) if len(lines) > 1 else None
    return fee.outstanding if fee is not None else None


def _after(account: FeeAccount, portion: Money) -> dict[str, Fact]:
    """Say what is left after paying a portion, and whether that stands against renewing and reserving."""
    rest = Money(account.balance.minor - portion.minor, portion.currency)
    limit = account.limit_to_renew
    name = None if limit is None else "utter_part_rest_within" if rest.minor <= limit.minor else "utter_part_rest_above"
    return {
        "portion": money(portion),
        "rest": money(rest),
        "then": nested(name, limit=money(limit)) if name is not None else None,
    }


def least(account: FeeAccount) -> Fact:
    """Say what has to be paid at least to renew and reserve again; None where nothing stands against it."""
    if account.limit_to_renew is None or account.balance.minor <= account.limit_to_renew.minor:
        return None
    over = Money(account.balance.minor - account.limit_to_renew.minor, account.balance.currency)
    return nested("utter_part_debt_least", limit=money(account.limit_to_renew), least=money(over))


def _sum(fees: tuple[Fee, ...], currency: str) -> Money:
    return Money(sum(fee.outstanding.minor for fee in fees), currency)


def _told(turn: Turn) -> None:
    turn.intent = "fines"
    turn.did("fines", result="told")
