"""How far a renewal reaches: whether a loan may be kept until a day that is named, and whether a debt stands against it."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.own_things import own_things
from actions.dialogue.turn import Turn, as_date
from actions.dialogue.wording import word_count
from actions.facts.choices import librarian, menu
from actions.subjects.fines import debts_asked
from actions.subjects.loans.loans_asked import reasons
from language.dates import find_dates
from language.normalise import fold
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
    if turn.is_payload or turn.patron is None or turn.slot("pending") or word_count(turn.text) > _MOST:
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


async def tells_debt_beside_renewal(turn: Turn) -> bool:
    """Say whether what is owed stands against renewing, where that is asked behind a renewal; False for anything else."""
    last = turn.thread.last
    if turn.is_payload or turn.patron is None or turn.slot("pending") or last is None or last.act != "renew":
        return False
    return _STANDS.search(fold(turn.text).replace("’", "'")) is not None and await debts_asked.blocks(
        turn, await own_things(turn)
    )
