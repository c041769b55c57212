"""What went wrong with a loan: lost, damaged, never borrowed; and what it would cost."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.fates import Owned, read_fates
from actions.dialogue.own_hints import with_hints
from actions.dialogue.own_things import OwnThings, own_things
from actions.dialogue.pending import run_pending
from actions.dialogue.turn import Turn, as_date
from actions.dialogue.wording import word_count
from actions.facts.choices import librarian, menu, no, yes
from actions.facts.kept import history_told, keeps_loans
from actions.rasa.registry import PatronReply, listens, move
from actions.subjects.cases.case_filing import file_matter
from actions.subjects.moves.lost_words import asks_price, asks_price_of, tells_only_lost
from actions.subjects.moves.own import ask_which, of_own, one_loan
from actions.subjects.moves.questions import HouseQuestion
from actions.subjects.moves.told import lines
from crm.trust.history import wants_history
from language.normalise import fold
from language.requests.cases.tellings import replaces
from language.requests.deeds.loan_troubles import (
    asks_of_past,
    asks_to_record,
    asks_what_to_do,
    had_it_before,
    is_out_of_print,
    is_second_hand,
    tells_lost,
    tells_returned,
)
from language.requests.deeds.said_again import parts_of
from language.requests.speech.yes_and_no import find_word
from language.writing import between_quotes
from library.values import Loan

__all__ = ["adds_to_offer", "cost"]

_LOST = HouseQuestion(
    "lost_item",
    "اگر کتاب کتابخانه گم شود چه کنم؟",
    "What if I lose a library book?",
    "lose|lost|گم",
)
_DAMAGED = HouseQuestion(
    "lost_item",
    "اگر کتاب خراب یا پاره شود چه کنم؟",
    "What if a book gets damaged?",
    "damag|خراب|پاره",
)
_BEFORE = HouseQuestion(
    "lost_item",
    "کتاب از پیش خراب بود؛ باید پول بدهم؟",
    "The book was damaged before I had it; must I pay?",
    "before|پیش|قبل",
)
_OUT_OF_PRINT = HouseQuestion(
    "lost_item",
    "اگر کتاب گم‌شده چاپ نمی‌شود چه کنم؟",
    "What if the lost book is out of print?",
    "print|چاپ",
)
_SECOND_HAND = HouseQuestion(
    "lost_item",
    "نسخهٔ دست‌دوم به جای کتاب گم‌شده قبول است؟",
    "Do you accept a second-hand copy in place of a lost book?",
    "second|used|دست",
)


@listens
async def asks_to_replace(turn: Turn) -> bool:
    """Answer whether a new copy may be brought in the place of paying, as the rule of a lost or damaged book tells."""
    waits = (turn.slot("pending") or {}).get("awaits") in {"told", "words"}
    if turn.is_payload or waits or turn.intent == "donation" or not replaces(turn.text):
        return False
    named = is_second_hand(turn.text)
    if not await (_SECOND_HAND if named else _LOST).tell(turn, alone=True):
        return False
    turn.intent = "lost_item"
    return True


@move("loan.lost")
async def lost(turn: Turn) -> bool:
    """Tell what the library says of a lost book, and offer to let the librarians know."""
    return await _trouble(turn, "loan.lost", _LOST, "utter_loan_lost_offer")


@move("loan.damaged")
async def damaged(turn: Turn) -> bool:
    """Tell what the library says of damage, by the patron or before, and offer to let the librarians know."""
    question = _BEFORE if had_it_before(turn.text) else _DAMAGED
    return await _trouble(turn, "loan.damaged", question, "utter_loan_damaged_offer")


_OF_LOSS = re.compile(r"\b(?:los[et]\w*|damage\w*|replac\w*|new copy|buy|torn)\b|گم|خراب|پاره|نو|بخر|خسارت|\bgom")
# Read as one of these, what is told of a book that is back may have been read as little of that.
_MISREAD = frozenset(
    "loans fines return renew complaint search_book unsubscribe subscribe account out_of_scope nlu_fallback chitchat"
    " loan_policy privacy lost_item insult".split()
)


@listens
async def hears_lost(turn: Turn) -> bool:
    """Take up that a loan which is named cannot be found, whatever it was read as; False where none is meant."""
    pending = turn.slot("pending") or {}
    if turn.is_payload or turn.patron is None or pending.get("awaits") in {"told", "words"}:
        return False
    offered = (pending.get("question") or {}).get("answer") == "utter_loan_lost_offer"
    if offered and turn.intent in _MISREAD and asks_price(turn.text):
        # What is to be paid for the one that is lost, and not what is owed, or on loan.
        spoken = await _speaks_of(turn, str((pending.get("args") or {}).get("text", ""))) or await _asks_barely(turn)
        return spoken and await cost(turn)
    if turn.intent not in _MISREAD | {"lost_property", "card_registration"} or not tells_lost(turn.text):
        return False
    own = await own_things(turn)
    if own.named_holds or len(own.named_loans) > 1:
        return not own.named_holds and await _lost_together(turn, own)
    # "It" is what was told of last: a title from the catalogue that nobody finds on the shelf is no loan.
    spoken = own.kinds[:1] == ("loan",) or (turn.thread.last is not None and turn.thread.last.act == "fines")
    it = not own.named_loans and spoken and own.loan(turn) is not None and _LOST_IT.search(fold(turn.text)) is not None
    return (len(own.named_loans) == 1 or it) and await lost(turn)


async def _speaks_of(turn: Turn, lost_words: str) -> bool:
    """Tell whether nothing else is named than what is offered to be told as lost, and that is pointed at or named."""
    own = await own_things(turn)
    named = [one.title for one in own.named_loans] + [one.title for one in own.named_holds]
    return all(f"«{title}»" in lost_words for title in named) and asks_price_of(turn.text, named)


async def _asks_barely(turn: Turn) -> bool:
    """Tell whether a few words right after the offer ask what is to be paid, and of no debt: "how much must I pay?"."""
    last = turn.thread.last
    fresh = last is not None and (last.act == "lost_item" or last.kind == "loan")
    fresh = fresh and turn.intent in ("fines", "lost_item", "nlu_fallback") and word_count(turn.text) <= _FEW_WORDS
    return fresh and _OF_DEBT.search(fold(turn.text)) is None and not (await own_things(turn)).named


_FEW_WORDS = 7
_OF_DEBT = re.compile(
    r"\b(?:owe|owing|debts?|fines?|fees?|late|overdue|renew\w*|account)\b|بدهی|بدهکار|جریم|دیرکرد|حساب|تمدید|\b(?:bedehi|jarime|dirkard)"
)


async def _lost_together(turn: Turn, own: OwnThings) -> bool:
    """Tell what becomes of several loans that are named as lost, and offer to tell the librarians of them all."""
    if turn.intent == "search_book" or not tells_only_lost(turn.text, [loan.title for loan in own.named_loans]):
        # "I lost interest in Emma and Dune", "my brother lost his own": nothing of one's own is lost.
        return False
    fates = read_fates(turn.text, [Owned(loan.title, loan.author) for loan in own.loans])
    lost_ones = [own.loans[at] for at in fates.lost]
    if {loan.id for loan in lost_ones} != {loan.id for loan in own.named_loans}:
        return False
    await _LOST.tell(turn, alone=True)
    for told, facts in turn.answers:
        if told == "utter_fact":
            facts["choices"] = []
    turn.intent = "loans"
    turn.did("loans", kind="loan", things=[loan.id for loan in lost_ones], result="told")
    ref = turn.await_("file", "yes", matter="librarian", text=_words([loan.title for loan in lost_ones], turn.text))
    turn.say("utter_loans_due", loans=lines(lost_ones))
    turn.say("utter_note_not_here", status="clarified", choices=[yes(ref, "utter_button_pass_on"), no(ref)])
    return True


_LOST_IT = re.compile(
    r"\b(?:lost|lose|mislaid|misplaced|find) (?:it|this|that)\b|\bit(?:'s| is| has)? (?:gone|lost|missing)\b|(?<!\w)(?:گمش|پیداش)(?!\w)|\b(?:gomesh|peydash)\b"
)


@listens
async def put_down(turn: Turn) -> bool:
    """Take "put that down, please" as the yes to what was offered to be passed on."""
    pending = turn.slot("pending") or {}
    word = find_word(turn.text)
    refuses = word is not None and word.leads and word.kind in {"no", "cancel"}
    if turn.is_payload or pending.get("do") not in ("file", "returned") or refuses:
        # "No, register the purchase request instead" is no yes to what waits.
        return False
    return _orders_record(turn.text) and await run_pending(turn, PatronReply("yes"))


def _orders_record(text: str) -> bool:
    """Tell whether it is ordered to be put down: "how do I report it?", "report it if it stays away" order nothing yet."""
    return any(asks_to_record(part) and not _NOT_YET.search(fold(part)) for part in parts_of(text))


_NOT_YET = re.compile(
    r"\b(?:if|unless|how|where|whom|should i|do i|later)\b|(?<!\w)(?:اگه|اگر|چطور\w{0,2}|چجوری|کجا|بعدا)(?!\w)|\b(?:age|chetor\w{0,2}|koja)\b"
)


@of_own("loan.not_mine")
async def not_mine(turn: Turn, own: OwnThings) -> bool:
    """Say since when it is on the card, and offer to have that looked into."""
    loan = one_loan(turn, own)
    if loan is None:
        return bool(own.loans) and ask_which(turn, "loan.not_mine", own.loans)
    await _offer(turn, loan, "utter_loan_not_mine_offer")
    return True


@move("loan.cost")
async def cost(turn: Turn) -> bool:
    """Tell what replacing a book costs, or what is taken in its place."""
    last = turn.thread.last
    if last is not None and tells_returned(last.words) and not _OF_LOSS.search(fold(turn.text)):
        # Nothing is lost that was brought back: what is owed is asked.
        return False
    question = _SECOND_HAND if is_second_hand(turn.text) else _OUT_OF_PRINT if is_out_of_print(turn.text) else _LOST
    return await question.tell(turn, alone=True)


@of_own("loan.history")
async def history(turn: Turn, _own: OwnThings) -> bool:
    """Say what of earlier loans is seen here, and what is kept; False where nothing of the past is asked for."""
    if not asks_of_past(turn.text) or _OWES.search(fold(turn.text)):
        # "Before that, is there anything else I owe?" asks of the account as it is.
        return False
    await tell_history(turn)
    return True


_OWES = re.compile(
    r"\b(?:owe|owing|owed|fines?|debts?|fees?|pay)\b|(?<!\w)(?:بدهی|بدهکار|جریمه|دیرکرد)\w*|\b(?:bedehi|bedehkar|jarime)\w*"
)


async def tell_history(turn: Turn) -> None:
    """Say what of earlier loans is seen here, and what is kept of them."""
    turn.did("loans", topic="history", result="told")
    if turn.patron is not None and keeps_loans(turn) and await wants_history(turn.store, turn.patron.id):
        turn.say("utter_loan_history_kept", custom={"my_data": True})
        return
    turn.say("utter_loan_history", history=await history_told(turn), choices=[*menu("my_data"), librarian()])


async def _trouble(turn: Turn, name: str, question: HouseQuestion, offer: str) -> bool:
    own = await with_hints(turn, await own_things(turn), "loan") if turn.patron is not None else OwnThings()
    loan = one_loan(turn, own)
    if loan is None and len(own.loans) > 1:
        return ask_which(turn, name, own.loans)
    if loan is not None and _orders_record(turn.text):
        await file_matter(turn, "librarian", _words([loan.title], turn.text), anew=True)
        return True
    told = await question.tell(turn, alone=True)
    if loan is not None:
        await _offer(turn, loan, offer)
    return told or loan is not None


_OFFERS = frozenset({"utter_loan_lost_offer", "utter_loan_damaged_offer"})
_OF_TROUBLE = frozenset({"lost_item", "return", "nlu_fallback", "out_of_scope", "chitchat", "case_add"})


def adds_to_offer(turn: Turn) -> bool:
    """Keep a further detail with what is offered to be told of a loan, and put that offer again; False for all else."""
    pending = turn.slot("pending") or {}
    args, question = dict(pending.get("args") or {}), pending.get("question") or {}
    if question.get("answer") not in _OFFERS or turn.intent not in _OF_TROUBLE or set("?؟") & set(turn.text):
        return False
    said = fold(turn.text).replace("’", "'")
    other = _OTHER_TROUBLE.search(said) or asks_what_to_do(turn.text) or asks_price(turn.text) or tells_lost(turn.text)
    if other or _NO_DETAIL.search(said) or not _DETAIL.search(said) or find_word(turn.text) is not None:
        return False
    turn.intent = "loans"
    turn.did("loans", kind="loan", title=str(question["facts"].get("title") or ""), result="told")
    args["text"] = f"{args.get('text', '')}\n{turn.text}"[:_MOST_LETTERS]
    turn.set("pending", {**pending, "args": args, "age": 0, "repeated": True})
    turn.say(question["answer"], **{**question["facts"], "status": "clarified"})
    return True


# How bad it is, where and when it was, said as such from the first word; not a word of what is wished.
_PART = r"(?:cover|pages?|corner|spine|inside|rest|readable|yesterday|morning|evening|afternoon|noon|monday|tuesday|wednesday|thursday|friday|saturday|sunday|bus|metro|taxi|line|street)"
_DETAIL = re.compile(
    rf"^(?:(?:it was|it happened|it's|only|just|the|on|in|at|around|about|last|(?:i|we) (?:lost|left|forgot|dropped) it)\b.{{0,60}}\b{_PART}\b|yesterday\b)"
    r"|^(?:(?:فقط|تو|توی|در|حدود|یه|یک) .{0,60})?(?<!\w)(?:جلد\w{0,3}|صفحه\w{0,5}|گوشه?\w{0,3}|بقیه\w{0,3}|داخل\w{0,3}|دیروز|پریروز|دیشب|صبح|عصر|ظهر|اتوبوس|مترو|تاکسی|خط)(?!\w)"
)
_NO_DETAIL = re.compile(
    r"\b(?:found|find|turned up|joke|joking|kidding|wait|home|if|hello|hi|good (?:morning|evening|afternoon|noon)|(?:i'm|i am|we're) (?:on|in|at))\b"
    r"|(?<!\w)(?:پیدا\w{0,3}|شوخی|صبر|سلام|بخیر|به خیر|خونه|خانه|اگه|اگر|الان|هستم|رسیدم|میرسم)(?!\w)"
)
_OTHER_TROUBLE = re.compile(
    r"\b(?:how|what|when|where|who|why|which|can|could|should|must|will|want|need|renew\w{0,3}|reserve|cancel|bring|pay|buy|another|other|also)\b"
    r"|(?<!\w)(?:کی|کجا\w{0,2}|چی|چه|چطور\w{0,2}|چقدر|چند|باید|میخوا\w{1,3}|می ?خوا\w{1,3}|تمدید\w{0,2}|رزرو\w{0,2}|لغو\w{0,2}|بیارم|بخرم|بدم|پول|یکی دیگه|هم)(?!\w)"
)


async def _offer(turn: Turn, loan: Loan, answer: str, *others: Loan) -> None:
    """Offer to let the librarians know, in the patron's words and with the titles; nothing is filed without a yes."""
    turn.intent = "loans"
    titles = [one.title for one in (loan, *others)]
    if not others:
        turn.point("loan", loan.id, "loans")
    turn.did("loans", kind="loan", things=[one.id for one in (loan, *others)], title=loan.title, result="told")
    for told, facts in turn.answers:
        if told == "utter_fact":
            # One question at a time: what else may be asked of the facts is left out.
            facts["choices"] = []
    ref = turn.await_("file", "yes", matter="librarian", text=_words(titles, turn.text))
    if answer == "utter_loan_not_mine_offer" and loan.loaned is None:
        answer = "utter_loan_not_mine_undated_offer"
    joined = between_quotes(titles, turn.language)
    turn.say(
        answer, status="clarified", title=joined, due=as_date(loan.due_date), loaned=as_date(loan.loaned),
        choices=[yes(ref, "utter_button_pass_on"), no(ref)],
    )  # fmt: skip


_MOST_LETTERS = 600


def _words(titles: Sequence[str], text: str) -> str:
    return f"{'، '.join(f'«{title}»' for title in titles)}: {text}"[:_MOST_LETTERS]
