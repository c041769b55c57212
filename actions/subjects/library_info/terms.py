"""Lending terms in numbers: how long, how many, how often, what lateness costs; nobody needs to sign in for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from actions.dialogue.turn import Fact, Turn, as_count, nested
from actions.dialogue.wording import says
from actions.facts.choices import menu
from actions.facts.lines import listed, money
from actions.rasa.registry import HANDLERS, handles
from actions.subjects.facts.facts import answer_from_facts
from actions.subjects.library_info.places import note
from crm.knowledge import searching
from language.normalise import fold
from language.requests.own.own_names import find_own
from language.requests.speech.questions import Ask
from language.requests.speech.request import read_request
from language.requests.speech.sentences import deed_at, has, sentences, spaced
from language.requests.speech.vocabulary import phrases
from language.requests.titles.copies import find_copy
from library.values import LendingTerms, Money

__all__ = [
    "ANY",
    "NUMBERS",
    "asked_kind",
    "asks_in_general",
    "by_category",
    "is_full",
    "late_terms",
    "loan_policy",
    "room_left",
    "speaks_of_renewing",
    "terms",
    "terms_of",
]

ANY = "*"
# Types of item by what patrons call them, films aside; what is not named is a book.
KINDS: dict[str, tuple[str, ...]] = {
    "textbook": ("textbook", "textbooks", "course book", "course books", "کتاب درسی", "کتابهای درسی", "کتاب‌های درسی",
                 "کتابای درسی", "درسی", "ketab darsi", "ketabe darsi"),
    "reference": ("reference book", "reference books", "reference work", "reference works", "encyclopedia", "کتاب مرجع",
                  "کتابهای مرجع", "کتاب‌های مرجع", "مرجع", "دانشنامه", "ketab marja"),
    "book": ("book", "books", "novel", "novels", "کتاب", "رمان", "کتابا", "کتابها", "ketab"),
}  # fmt: skip
# Categories of patrons that have a name in the answers.
CATEGORIES = frozenset({"member", "student", "child", "staff"})
_OWN = phrases(
    "my|mine|it|this|these|that|those|them|i have|i've|i borrowed|i took|more times|how many more|still|left"
    "|کتابم|کتابمو|کتابام|کتابامو|کتابهام|کتابهامو|کتابهایم|امانتم|امانتام|امانتهام|امانتهایم|دارم|گرفتم|بردم|دستمه|دستم|این|اون|همین"
    "|اینو|اونو|آن|چند بار دیگه|چند بار دیگر|مونده|مانده|هنوز|ketabam|ketabamo|ino|oono|in|oon"
)
_MORE = ("still borrow", "borrow more", "borrow another", "take more", "take another", "how many more", "more books",
         "another book", "هنوز میتونم", "دیگه میتونم", "چند تا دیگه", "چندتا دیگه", "بیشتر بگیرم",
         "یه کتاب دیگه", "کتاب دیگه", "chand ta dige")  # fmt: skip
# "And if I still don't make it?" says "again" of something else than taking more.
_AGAIN = ("any more", "باز هم", "بازم", "bazam")
_TAKES = re.compile(
    r"\b(?:borrow\w*|take|get|have|check out|carry)\b|(?<!\w)(?:بگیر\w*|ببر\w*|بردار\w*|امانت\w*|قرض\w*)"
    r"|\b(?:begir\w*|bebar\w*|amanat)\b"
)


def asks_in_general(text: str) -> bool:
    """Tell whether a question is about anybody's loans and not about one's own."""
    return not any(has(spaced(sentence.words), _OWN) for sentence in sentences(text))


def asked_kind(text: str) -> str | None:
    """Name the type of item that a text speaks of."""
    copy = find_copy(text, brief=True)
    if copy is not None and copy.kind == "dvd":
        return "dvd"
    return next((kind for kind, words in KINDS.items() if says(text, *words)), None)


@handles("loan_policy", "borrow")
async def loan_policy(turn: Turn) -> None:
    """Tell the terms asked for, in numbers; in general, the library's own note."""
    text = turn.text
    request = read_request(text, "renew")
    if not request.asks:
        # «چنتا» and "how meny" ask for a number, too.
        text = (await searching.index_of(turn.store)).respelt(text)
        request = read_request(text, "renew")
    kind = asked_kind(text)
    if turn.patron is not None and speaks_of_renewing(turn.text) and await _own(turn):
        # "Can it be renewed once more?" is asked of one's own loan, whatever it was read as.
        turn.intent = "renew"
        await HANDLERS["renew"].handler(turn)
    elif turn.patron is not None and _asks_for_more(turn.text):
        await room_left(turn)
    elif (kind not in (None, "book") and request.asks) or (turn.patron is not None and request.asks & NUMBERS):
        await terms(turn)
    elif request.asks & NUMBERS and await answer_from_facts(
        # Whatever it was read as, how many and for how long are told by the rules.
        turn,
        "loan_policy" if request.asks & _AMOUNTS else turn.intent,
        after=("loans",),
    ):
        # "How early can I renew?" has a fact of its own, with the rule's numbers in it.
        turn.did(turn.intent, topic=turn.intent, result="told")
    elif request.asks & NUMBERS:
        await terms(turn)
    elif turn.intent == "borrow":
        await note(turn, "borrow", ("loan_policy",))
    else:
        await note(turn, "loan_policy", ("loans",))


def _asks_for_more(text: str) -> bool:
    return says(text, *_MORE) or (says(text, *_AGAIN) and _TAKES.search(fold(text)) is not None)


async def _own(turn: Turn) -> bool:
    """Tell whether a question is about the patron's own loans: one is named, or words point at them."""
    if not asks_in_general(turn.text):
        return True
    loans = await turn.library.loans(turn.patron_id)
    return bool(find_own(turn.text, [loan.title for loan in loans], [loan.author for loan in loans]))


def speaks_of_renewing(text: str) -> bool:
    """Tell whether a text names renewing."""
    return any(deed_at(word) == "renew" for sentence in sentences(text) for word in sentence.words)


NUMBERS = frozenset({Ask.UNTIL, Ask.COUNT, Ask.COST})
_AMOUNTS = NUMBERS - {Ask.COST}


async def room_left(turn: Turn, back: int = 0) -> None:
    """Say how many more the signed-in patron may borrow, and what bars it; with so many brought `back` first."""
    account = await turn.library.account(turn.patron_id)
    found = _fitting(await turn.library.lending_terms(turn.patron_id), "book")
    if account is None or not found:
        await note(turn, "loan_policy", ("loans",))
        return
    most = found[0].max_loans
    left = max(0, most - account.loans)
    blocked = account.expired or account.restricted
    out = max(0, account.loans - back)
    if back and not blocked and out < most:
        facts = {"back": as_count(back, "item"), "out": out, "most": most, "left": most - out}
        turn.say("utter_room_then", **facts, choices=menu("loans"))
        return
    turn.say(
        "utter_room_blocked" if blocked else "utter_room_left" if left else "utter_room_full",
        out=account.loans,
        most=most,
        left=left,
        choices=menu("account") if blocked else menu("loans"),
    )


async def is_full(turn: Turn, out: int) -> bool:
    """Tell whether so many loans are as many as the signed-in patron may have."""
    found = _fitting(await turn.library.lending_terms(turn.patron_id), "book")
    return bool(found) and out >= found[0].max_loans


async def terms(turn: Turn, kind: str | None = None, *, category: str | None = None) -> None:
    """Tell how long, how many and how often, for a type of item: by default the one that was named.

    `category` is whose terms are asked for, where they are not those of whoever asks.
    """
    kind = kind or asked_kind(turn.text) or "book"
    found = await terms_of(turn, kind, category)
    if not found:
        await note(turn, "loan_policy", ("loans",))
        return
    lending = [one for one in found if one.lends]
    name = nested(f"utter_part_kind_{kind}")
    if not lending:
        turn.say("utter_terms_not_lent", kind=name)
        return
    turn.did("loan_policy", topic=kind, result="told")
    turn.say(
        "utter_terms",
        kind=name,
        terms=by_category(lending, _term, "utter_line_terms", named=category is not None),
        choices=menu("loans"),
    )


def _term(one: LendingTerms) -> Fact:
    return nested(
        "utter_part_terms",
        days=as_count(one.loan_days, "day"),
        most=as_count(one.max_loans, "item"),
        renewals=nested("utter_part_terms_renewals", renewals=as_count(one.max_renewals, "renewal"))
        if one.max_renewals
        else nested("utter_part_terms_no_renewal"),
    )


async def late_terms(turn: Turn, days: int | None, *, kind: str | None = None, category: str | None = None) -> bool:
    """Tell what lateness costs a day, and for so many days; False when the library keeps no such rule.

    `kind` and `category` as in `terms`.
    """
    kind = kind or asked_kind(turn.text) or "book"
    found = await terms_of(turn, kind, category)
    lending = [one for one in found if one.lends]
    if not lending:
        return False

    def late(one: LendingTerms) -> Fact:
        if not one.per_day.minor:
            return nested("utter_part_late_free")
        total = Money(one.per_day.minor * days, one.per_day.currency) if days else None
        return nested(
            "utter_part_late_rate",
            per_day=money(one.per_day),
            total=nested("utter_part_late_sum", days=as_count(days, "day"), total=money(total)) if days else None,
        )

    turn.did("fines", topic=kind, result="told")
    turn.say(
        "utter_late_terms",
        kind=nested(f"utter_part_kind_{kind}"),
        terms=by_category(lending, late, "utter_line_terms", named=category is not None),
        choices=menu("fines"),
    )
    return True


async def terms_of(turn: Turn, kind: str, category: str | None) -> list[LendingTerms]:
    """Give the terms of a type of item for whoever asks, or for a category of patrons that is named."""
    patron = turn.patron.id if turn.patron is not None and category is None else None
    found = _fitting(await turn.library.lending_terms(patron), kind)
    return [one for one in found if one.category == category] or found


def _fitting(found: Sequence[LendingTerms], kind: str) -> list[LendingTerms]:
    """Give the closest terms of each category for a type of item."""
    closest: dict[str, LendingTerms] = {}
    for one in found:
        if one.item_type == kind or (one.item_type == ANY and one.category not in closest):
            closest[one.category] = one
    named = [one for category, one in closest.items() if category not in (ANY, "staff")]
    return named or list(closest.values())


def by_category(
    found: Sequence[LendingTerms], say: Callable[[LendingTerms], Fact], line: str, *, named: bool = False
) -> Fact:
    """Say terms once where all have the same, else a line for each that differs; `named`: with whose they are."""
    said: list[tuple[Fact, list[str]]] = []
    for one in found:
        fact = say(one)
        same = next((categories for known, categories in said if known == fact), None)
        if same is None:
            said.append((fact, [one.category]))
        else:
            same.append(one.category)
    if len(said) == 1 and not named:
        return said[0][0]
    return {
        "list": [{"who": listed(_who(each) for each in who), "terms": fact} for fact, who in said],
        "line": line,
    }


def _who(category: str) -> Fact:
    return nested(f"utter_part_category_{category}") if category in CATEGORIES else category
