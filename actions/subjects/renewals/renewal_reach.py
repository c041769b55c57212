"""How far a renewal reaches: whether a loan may be kept until a day that is named, and whether a debt stands against it."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.latin_titles import own_named
from actions.dialogue.own_things import own_things
from actions.dialogue.turn import Turn, as_date
from actions.dialogue.wording import word_count
from actions.facts.choices import librarian, menu
from actions.subjects.fines import debt_blocks
from actions.subjects.loans.loan_renewals import reasons
from actions.subjects.own.only_said import says_only
from actions.subjects.own.own_editions import in_own_titles
from language.dates import find_dates
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_renew
from language.requests.speech.sentences import deed_of, sentences
from library.reasons import Reason

__all__ = ["tells_debt_beside_renewal", "tells_whether_until"]

_UNTIL = re.compile(
    r"\b(?:cover|covers|last|enough|reach|until|till|up to|through|keep it|have it|long enough|in time for|good for|do for)\b"
    r"|(?<!\w)(?:تا|به)(?!\w)[^.؟?!]{0,24}(?:می ?رس\w*|نمی ?رس\w*|وقت دار\w*|می ?مون\w*|می ?مان\w*|کافی\w*|جواب می ?د\w*|میشه|می ?شه)|تا \w+[^.؟?!]{0,16}(?:پیشم|دستم|نگه)|\bta\b[^.?!]{0,24}\b(?:mires\w*|nemires\w*|vaght dar\w*|mimun\w*|pisham|dastam|negah)\b"
)
_ASKS = re.compile(
    r"[?؟]\s*$|\b(?:would|will|does|do|can|could) (?:that|this|it|i|the)\b|(?<!\w)(?:آیا|یعنی|پس)(?!\w)|\b(?:pas|yani)\b"
)
_MOST = 20
_STANDS = re.compile(
    r"\b(?:debt|owe|owing|fines?|fees?)\b[^.?!]{0,40}\b(?:stop\w*|prevent\w*|block\w*|in the way|obstacle|against|stand\w*|reason|because|matter)\b|\b(?:because of|due to|is it) (?:my |the )?(?:debt|fines?|fees?)\b"
    r"|(?:بدهی|جریمه|دیرکرد)\w*[^.؟?!]{0,40}(?:مانع|جلوی?|نمی ?گذار|نمی ?ذار|به ?خاطر|مشکل)\w*|(?:مانع|به ?خاطر|جلوی?)\w*[^.؟?!]{0,30}(?:بدهی|جریمه)\w*|\b(?:bedehi|jarime)\w*[^.?!]{0,30}\b(?:mane|jelo|nemizar\w*|bekhater)\w*"
)


async def tells_whether_until(turn: Turn) -> bool:
    """Say whether the loan that was just renewed, or was refused, may be kept until a day; False for anything else."""
    last = turn.thread.last
    if turn.is_payload or turn.patron is None or turn.slot("pending"):
        return False
    if await _tells_named_until(turn):
        return True
    if word_count(turn.text) > _MOST:
        return False
    if last is None or last.kind != "loan" or last.act != "renew" or len(last.things) != 1:
        return False
    said = fold(turn.text).replace("’", "'")
    days = find_dates(turn.text, turn.today)
    if len(days) != 1 or _UNTIL.search(said) is None or _ASKS.search(said) is None:
        return False
    loan = next((one for one in await turn.library.loans(turn.patron_id) if one.id == last.things[0]), None)
    day = days[0].last
    if loan is None or (day > loan.due_date and loan.refusal is None):
        # What can be renewed is checked, and asked about, as ever.
        return False
    turn.intent = "renew"
    turn.did("renew", kind="loan", things=[loan.id], title=loan.title, result=last.result)
    if day <= loan.due_date:
        turn.say("utter_loan_until_yes", title=loan.title, due=as_date(loan.due_date))
        return True
    expired = loan.refusal is not None and loan.refusal.reason is Reason.CARD_EXPIRED
    turn.say(
        "utter_loan_until_no",
        title=loan.title,
        due=as_date(loan.due_date),
        day=as_date(day),
        reason=await reasons(turn, loan),
        choices=menu("card_registration") if expired else [librarian()],
    )
    return True


async def _tells_named_until(turn: Turn) -> bool:
    """Say until when the loans that are named may be kept, where a day is asked for that they reach; else False."""
    if turn.intent not in ("renew", "loans") or word_count(turn.text) > _MOST_NAMED or orders_to_renew(turn.text):
        return False
    if not _asked_until(turn.text):
        return False
    await in_own_titles(turn)
    asked, out = _asked_until(turn.text), await turn.library.loans(turn.patron_id)
    places = own_named(asked, [loan.title for loan in out], [loan.author for loan in out])
    loans, days = [out[place] for place in places], find_dates(asked, turn.today)
    if len(days) != 1 or not 0 < len(loans) <= _FEW or any(loan.due_date < days[0].last for loan in loans):
        return False
    beside = f"{asked[: days[0].start]} {asked[days[0].end :]}"
    if not says_only(beside, [loan.title for loan in loans], _OF_KEEPING):
        # "Can my sister have it until Saturday?", "why only until Sunday?" ask something else.
        return False
    turn.intent = "loans"
    turn.show("loan", [loan.id for loan in loans])
    turn.did("loans", kind="loan", things=[loan.id for loan in loans], result="told")
    for loan in loans:
        turn.say("utter_loan_until_yes", title=loan.title, due=as_date(loan.due_date))
    return True


def _asked_until(text: str) -> str:
    """Give the clause that asks whether something may be kept until a day; empty where none does."""
    told = [one for one in _SENTENCES.findall(text) if one.strip()]
    asked = [one for one in told if one.rstrip().endswith(("?", "؟"))]
    if len(asked) != 1 or asked[0] is not told[-1] or any(deed_of(one.words) for one in sentences(text)):
        # What is asked or ordered beside is answered as ever.
        return ""
    parts = [part for part in re.split("[,،]", asked[0]) if part.strip(" ?؟").casefold() not in _COURTESY]
    return parts[-1] if parts and _KEEP_UNTIL.search(fold(parts[-1])) else ""


_MOST_NAMED, _FEW = 45, 3
_SENTENCES = re.compile(r"[^.?!؟\n]{1,300}[.?!؟]?")
_COURTESY = frozenset({"please", "لطفا", "lotfan", ""})
# What asks for oneself whether it is allowed.
_OF_KEEPING = frozenset(
    "so then and is it ok okay possible allowed for me to can may could i still keep have hold on until till up please"
    " the book ta mishe mitoonam mitunam ro ra pisham dastam negah daram bashe bemoone ketab ketabe lotfan"
    " تا آیا میشه میشود می شه شود ممکنه میتونم میتوانم تونم توانم که رو را پیشم دستم پیش من دست باشه باشد بمونه بماند نگه"
    " نگهش دارم دارمش داشته باشم کتاب لطفا هم".split()
)
_KEEP_UNTIL = re.compile(
    r"\b(?:keep|have|hold on to)\b[^.?!]{1,80}\b(?:until|till|up to)\b|(?<!\w)تا (?:\S{1,12} ){1,4}[^.؟?!]{0,60}(?:پیشم|دستم|نگه)\w{0,8}"
    r"|\bta (?:\S{1,12} ){1,4}[^.?!]{0,60}\b(?:pisham|dastam|negah)\b"
)


async def tells_debt_beside_renewal(turn: Turn) -> bool:
    """Say whether what is owed stands against renewing, where that is asked behind a renewal; False for anything else."""
    last = turn.thread.last
    if turn.is_payload or turn.patron is None or turn.slot("pending") or last is None or last.act != "renew":
        return False
    return _STANDS.search(fold(turn.text).replace("’", "'")) is not None and await debt_blocks.blocks(
        turn, await own_things(turn)
    )
