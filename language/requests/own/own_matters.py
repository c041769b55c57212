"""Questions about a patron's own loans, reservations, debts and card: what is asked, of what kind of thing.

Read from the words alone; whether something of that kind is talked of at all is for the caller to know.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from language.kept import kept
from language.normalise import fold
from language.requests.own.own_card_words import (
    AFTER,
    BARRED,
    BLOCKS,
    BLOCKS_LEANING,
    CARD,
    CARD_LEANING,
    EXPIRED,
    MENDS,
    VALIDITY,
)
from language.requests.own.own_debt_words import (
    APART,
    LENIENCE,
    LIMIT,
    LINE,
    OBJECT,
    OWED,
    PART,
    SERVICE,
    TOTAL,
    UNBLOCK,
)
from language.requests.own.own_hold_words import (
    ANOTHER,
    COLLECT,
    COMING,
    DROP,
    HOLDS_LEFT,
    LONGER,
    MOVE,
    PLACE,
    READY,
    TODAY,
    WHERE,
)
from language.requests.own.own_loan_words import (
    AGAIN,
    CLOSED,
    FIRST,
    RENEWED,
    ROOM,
    SO_FAR,
    SUPPOSED,
    UNTIL,
    WAITED,
    WAITING,
)
from language.requests.own.own_matter_words import (
    KASI,
    LOOK,
    OWN,
    SIGNED,
    SOMEBODY,
    WHETHER_NOT,
    WHY,
    WORD_START,
    any_of,
)

__all__ = [
    "Matter", "Pointer", "MatterQuestion", "asks_apart", "asks_how_many_wait", "asks_to_mend_card", "asks_of_service", "find_pointer", "read_matters", "without_sign_in",
]  # fmt: skip


class Matter(str, Enum):
    """What is asked."""

    WAITING = "waiting"  # does somebody wait for my loan, how many
    WAITED = "waited"  # which of my loans does somebody wait for
    WHY = "why"  # why was it refused, which one was
    FIRST = "first"  # which loan is due first
    SO_FAR = "so_far"  # what has the lateness of a loan come to
    UNTIL = "until"  # until when: a loan, or a reservation that is ready
    LONGER = "longer"  # may a reservation be kept longer
    COLLECT = "collect"  # may it be collected on a day, is a day too late
    ANOTHER = "another"  # may somebody else collect it
    PLACE = "place"  # which place in the queue
    WHERE = "where"  # at which branch, where is it now
    COMING = "coming"  # has it come, when will it
    READY = "ready"  # which of the reservations are ready
    TODAY = "today"  # which reservation has to be collected today
    MOVE = "move"  # collect it at another branch
    TOTAL = "total"  # how much together
    LINE = "line"  # what a part of the debt is for
    PART = "part"  # may a part be paid
    BLOCKS = "blocks"  # does the debt, or the card, stand against lending, renewing, reserving
    LIMIT = "limit"  # how much may be owed
    UNBLOCK = "unblock"  # how much has to be paid for the card to work again
    RENEWED = "renewed"  # how often it has been renewed
    ROOM = "room"  # how many more may be borrowed
    OWED = "owed"  # what is owed
    HOLDS_LEFT = "holds left"  # how many more may be reserved
    BARRED = "barred"  # why one may not borrow or reserve
    STILL = "still"  # may one renew or reserve, after what is owed
    OBJECT = "object"  # what is charged is not right
    DROP = "drop"  # off the list
    SUPPOSED = "supposed"  # what if it is brought on a day
    LENIENCE = "lenience"  # illness and the like
    EXPIRED = "expired"  # has the card expired
    CARD = "card"  # how is the card renewed
    AFTER = "after"  # renewing loans and the expired card
    CLOSED = "closed"  # bringing it back on a day on which the library is closed
    AGAIN = "again"  # borrow or reserve again after bringing it back


class Pointer(str, Enum):
    """How a thing is described that is not named."""

    WAITED = "waited"
    LATE = "late"
    REFUSED = "refused"
    UNREADY = "unready"
    READY = "ready"
    COMING = "coming"
    AWAITED = "awaited"
    OTHER = "other"
    FIRST = "first"


@dataclass(frozen=True)
class MatterQuestion:
    """One thing that is asked: `kinds` of things it may be about ("loan", "hold", "fee", "card").

    `own`: the words say by themselves that it is the patron's; else something of the kind must be talked of.
    """

    matter: Matter
    kinds: tuple[str, ...]
    own: bool = False


# In the order in which they are answered; a more special one stands before what it contains.
_READ: tuple[tuple[Matter, re.Pattern[str], tuple[str, ...]], ...] = (
    (Matter.AFTER, AFTER, ("card", "loan")),
    (Matter.OBJECT, OBJECT, ("fee",)),
    (Matter.DROP, DROP, ("hold",)),
    (Matter.CARD, CARD, ("card",)),
    (Matter.EXPIRED, EXPIRED, ("card",)),
    (Matter.ANOTHER, ANOTHER, ("hold",)),
    (Matter.WAITED, WAITED, ("loan",)),
    (Matter.UNBLOCK, UNBLOCK, ("fee", "card")),
    (Matter.AGAIN, AGAIN, ("loan",)),
    (Matter.CLOSED, CLOSED, ("loan",)),
    (Matter.PLACE, PLACE, ("hold",)),
    (Matter.WAITING, WAITING, ("loan", "hold")),
    (Matter.RENEWED, RENEWED, ("loan",)),
    (Matter.HOLDS_LEFT, HOLDS_LEFT, ("hold",)),
    (Matter.OWED, OWED, ("fee",)),
    (Matter.ROOM, ROOM, ("loan",)),
    (Matter.PART, PART, ("fee",)),
    (Matter.LIMIT, LIMIT, ("fee",)),
    (Matter.LENIENCE, LENIENCE, ("fee", "loan")),
    (Matter.SO_FAR, SO_FAR, ("loan", "fee")),
    (Matter.LINE, LINE, ("fee",)),
    (Matter.TOTAL, TOTAL, ("fee",)),
    (Matter.BARRED, BARRED, ("fee", "card", "loan")),
    (Matter.BLOCKS, BLOCKS, ("fee", "card", "loan")),
    (Matter.STILL, BLOCKS_LEANING, ("fee",)),
    (Matter.FIRST, FIRST, ("loan",)),
    (Matter.SUPPOSED, SUPPOSED, ("loan",)),
    (Matter.LONGER, LONGER, ("hold",)),
    (Matter.COLLECT, COLLECT, ("hold",)),
    (Matter.TODAY, TODAY, ("hold",)),
    (Matter.READY, READY, ("hold",)),
    (Matter.MOVE, MOVE, ("hold",)),
    (Matter.WHY, WHY, ("loan", "hold")),
    (Matter.WHY, WHETHER_NOT, ("loan",)),
    (Matter.WHERE, WHERE, ("hold",)),
    (Matter.COMING, COMING, ("hold",)),
    (Matter.UNTIL, UNTIL, ("hold", "loan")),
)
_POINTERS: tuple[tuple[Pointer, re.Pattern[str]], ...] = (
    (Pointer.WAITED, any_of(rf"\b(?:one|ones|book|books|that|which) (?:that |which )?{SOMEBODY} (?:is |are |'s )?(?:wait|want|reserv|has reserved|needs)", r"\b(?:reserved|wanted) (?:one|by)\b", rf"{KASI}[^.?!؟]{{0,12}} ?(?:منتظرشه|منتظره|میخوادش|میخواد|رزروش کرده|رزرو کرده|montazere|montazereshe|mikhad)")),
    (Pointer.LATE, any_of(r"\b(?:late|overdue) (?:one|ones|book|item)\b", r"\bone that(?:'s| is) (?:late|overdue)", r"(?:دیر شده|دیر کرده|دیرکرده|عقب افتاده|دیرشده|گذشته)", r"\bdir (?:shode|karde)")),
    (Pointer.REFUSED, any_of(r"\bone (?:that |which )?(?:was |were )?(?:refused|couldn't|could not|wasn't|not renewed|didn't|can't)", r"\bone refused\b", r"(?:که|یکی) (?:نشد|تمدید نشد|نمیشه|تمدید نمیشه|رد شد)", r"\bke nashod")),
    (Pointer.UNREADY, any_of(r"\b(?:one|ones|book|that|which)\b[^.?!]{0,6} (?:is not|isn't|has not|hasn't|not|still isn't|still hasn't|didn't|did not) (?:\w+ )?(?:ready|here|come|arrived?|in|there)\b", r"\bnot (?:yet )?(?:ready|arrived) (?:one|yet)\b", r"(?:که|همون|اون)[^.?!؟]{0,10}(?:هنوز )?(?:نیومده|نیامده|نرسیده|آماده نیست|حاضر نیست|آماده نشده)", r"\bke (?:hanuz )?(?:nayumade|nayoomade|nareside|amade nist)")),
    (Pointer.READY, any_of(r"\bready one\b", r"\bone that(?:'s| is) (?:ready|here)", r"(?:که )?(?:آماده|حاضر)(?:ه|ست| است| شده)\b")),
    (Pointer.COMING, any_of(r"\b(?:on the way|on its way|travelling|traveling|in transit)\b", r"(?:تو راه|توی راه|در راه|tu rah)")),
    (Pointer.AWAITED, any_of(r"\b(?:one|ones|that|which) (?:that |which )?(?:is |are |'s )?(?:still )?(?:in (?:the )?(?:queue|line)|queued|waiting)\b", r"\bthat's still (?:in (?:the )?(?:queue|line)|waiting)\b", r"(?:که|همون|اون)[^.?!؟]{0,10}(?:هنوز )?(?:تو|توی|در) (?:صف|نوبت)(?:ه|ست| است|م)?(?!\w)", r"\bone (?:that |which )?(?:i'm|i am|im) (?:still )?(?:waiting|in the queue|queueing)", r"(?:منتظرشم|منتظرشَم|تو نوبتشم|در نوبتش هستم|تو صفشم)")),
    (Pointer.FIRST, FIRST),
    (Pointer.OTHER, any_of(r"\b(?:the|my|that) other\b", r"\bother one\b", rf"{WORD_START}(?:اون|آن) ?یکی", r"\bun ?yeki\b", r"\boon ?yeki\b")),
)  # fmt: skip

# Asked in the first person, or of nobody else: their words say that it is one's own.
_OF_ONES_OWN = frozenset(
    {
        Matter.BARRED,
        Matter.RENEWED,
        Matter.ROOM,
        Matter.HOLDS_LEFT,
        Matter.OWED,
        Matter.UNBLOCK,
        Matter.LIMIT,
        Matter.READY,
    }
)
_MOST = 600
_SELF = frozenset({"من", "man", "i"})
# Said beside "I am signed in", these ask for nothing.
_BESIDE_SIGN_IN = frozenset(
    "there done fine right ok okay okey yes yeah yep yup obviously so now well and aha oh hi hello hey that's it we go"
    " all set just finally great good please now then again hala alan bia aha are bale bashe khob salam bebin dige"
    " بیا حالا خب خوب الان اکنون آها آهان آره اره بله بلی اوکی باشه دیگه سلام ببین ببینید بفرمایید بفرما همین لطفا"
    " چشم درود هم که دوباره اینم اینا اینجا inam".split()
)


_SOMEBODY = re.compile(rf"(?<!\w)(?:{KASI}|{SOMEBODY})(?!\w)")


@kept
def read_matters(text: str) -> tuple[MatterQuestion, ...]:
    """Read what is asked about the patron's own things, the most special first; nothing where nothing of it is."""
    said = _folded(text)
    own = bool(OWN.search(said)) or VALIDITY.search(said) is not None
    found = [(matter, kinds) for matter, pattern, kinds in _READ if pattern.search(said)]
    if any(matter is Matter.WAITING for matter, _ in found) and _SOMEBODY.search(said):
        # «کسی هم تو نوبتشه؟» asks of others, and not of one's own place.
        found = [(matter, kinds) for matter, kinds in found if matter is not Matter.PLACE]
    return tuple(MatterQuestion(matter, kinds, own or matter in _OF_ONES_OWN) for matter, kinds in found) + (
        (MatterQuestion(Matter.CARD, ("card",), own),) if CARD_LEANING.search(said) else ()
    )


_HOW_MANY = re.compile(
    r"\bhow many (?:people|persons?|others|readers|are (?:waiting|in (?:the )?(?:line|queue)))\b|(?:چند|چن) ?(?:نفر|تا)(?!\w)|\bchand (?:nafar|ta)\b"
)


@kept
def asks_how_many_wait(text: str) -> bool:
    """Tell whether a text asks for a number of people, as of a queue."""
    return _HOW_MANY.search(_folded(text)) is not None


@kept
def asks_apart(text: str) -> bool:
    """Tell whether a text asks what each part of a debt is, one beside the other."""
    return APART.search(_folded(text)) is not None


@kept
def asks_to_mend_card(text: str) -> bool:
    """Tell whether a text asks what can be done about a card; only to be asked after a refusal for it."""
    return MENDS.search(_folded(text)) is not None


@kept
def asks_of_service(text: str) -> bool:
    """Tell whether a text asks what a charge is for that belongs to no book."""
    return SERVICE.search(_folded(text)) is not None


@kept
def find_pointer(text: str) -> Pointer | None:
    """Find how a text describes the thing it is about: the late one, the one that somebody waits for, the other one."""
    said = _folded(text)
    return next((pointer for pointer, pattern in _POINTERS if pattern.search(said)), None)


@kept
def without_sign_in(text: str) -> str | None:
    """Give a text without its words of having signed in, nothing of "show me"; None where it does not say so."""
    said = _folded(text)
    found = SIGNED.search(said)
    if found is None:
        return None
    rest = " ".join(re.sub(r"[.,!،؛;:]+", " ", f"{said[: found.start()]} {said[found.end() :]}").split())
    words = rest.rstrip("?؟ ").split()
    while words and not LOOK.match(" ".join(words)) and words[0] in _BESIDE_SIGN_IN:
        words = words[1:]
    if not set(words) - _SELF or LOOK.match(" ".join(words)):
        return ""
    # Who says more says it in whole: "so what have I got?" loses nothing but the words at its start.
    return rest[rest.index(words[0]) :]


def _folded(text: str) -> str:
    return " ".join(fold(text)[:_MOST].split())
