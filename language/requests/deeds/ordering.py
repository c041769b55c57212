"""Orders to renew and to reserve, in so many words: a mere mention of the deed, or a question about it, is none."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold
from language.requests.deeds.returning import without_returns
from language.requests.speech.polarity import refuses
from language.requests.speech.questions import is_hypothetical, orders
from language.requests.speech.sentences import clauses, deed_of, has, sentences, spaced
from language.requests.speech.vocabulary import CONDITIONS, RELUCTANCE, ROOMS

__all__ = ["ordered_beside", "orders_to_hold", "orders_to_move", "orders_to_renew", "refuses_to_hold",
           "without_brought_back"]  # fmt: skip

_HOLDING = re.compile(
    r"\b(?:put|place|set|keep|save|reserve|hold|grab)\b[^.!?]{0,50}\b(?:on hold|aside|for me|for us|in my name)\b|\bput (?:me|us|my name) down for\b"
    r"|\b(?:i'd|i would|i'll|let me) (?:like to )?(?:reserve|take|have)\b[^.!?]{0,30}\b(?:first|second|third|last|that one|this one|it|both)\b"
    r"|(?<!\w)(?:رزروش|رزرو) (?:کن|کنید|کنین|بکن|بکنید)\w*|(?:برام|برایم|واسم|برامون) (?:نگه|کنار)\w*(?!\w)(?! ?(?:ن|داشت|می ?دار|گذاشت))|\b(?:rezerv\w*) (?:kon|konid|konin)\b"
)
# «نگه دارید برام» ends what is said; «نگه دارید برام لازم نیست» orders nothing.
_KEPT_FOR_ME = re.compile(
    r"(?<!\w)(?:نگه ?(?:ش )?دار(?:ید|ین|شون|یدش|ینش)?|کنار بذار(?:ید|ین|ش|شون|یدش|ینش)?) (?:برام|برایم|واسم|برامون|واسمون)(?: (?:لطفا|ممنون|ممنونم|مرسی|بی زحمت))*$"
)
_TOLD = re.compile(
    r"(?<!\w)(?:ن?گفت\w*|می ?گ(?:ن|ه|ند|م|فت\w*)|قرار|قول|بود\w*|فکر|گمون|شاید|کاش\w*|ن?می ?خواست\w*|وقتی|که|همیشه|دیروز|باید|ن?می ?تون\w+|ن?می ?ش(?:ه|ود))(?!\w)"
)
_ASKED_FIRST = re.compile(
    r"^\W*(?:how|when|why|where|what|which|who|do|does|did|is|are|چطور\w*|چجوری|چگونه|کی|چرا|آیا)(?!\w)"
)
_MOVING = re.compile(
    r"\b(?:send|sent|move|moved|switch|transfer|change|bring|brought|make it|put it|have it|collect|pick(?:ed)? (?:it |them )?up|fetch|deliver(?:ed)?|get it|rather|instead|prefer|better|want it|like it|not)\b|^\W*(?:no|nope|wait|actually|sorry|oops)\b"
    r"|^\W*(?:نه|ببخشید|راستش|صبر کن)(?!\w)|بفرست|ارسال|منتقل|انتقال|عوض|تغییر|جابجا|جابه ?جا|بذار|بزار|بگذار|بیار|ببر|تحویل|بگیرم|میگیرم|بردارم|باشه|بهتر|به ?جا|بجای|میخوام|نه(?!\w)"
    r"|\b(?:befrest|bezar|biar|avaz|montaghel|entegh?al|taghir|begiram|migiram|bashe|behtar|be ?jaye?|mikham)\w*"
)


@kept
def orders_to_renew(text: str) -> bool:
    """Tell whether a text orders to renew, whatever it was read as."""
    return _orders(text, "renew")


@kept
def orders_to_hold(text: str) -> bool:
    """Tell whether a text orders to reserve, whatever it was read as."""
    if _orders(text, "hold"):
        return True
    told = _told_before(text)
    said = fold(told).replace("’", "'")
    asks = told.rstrip().endswith(("?", "؟")) or _ASKED_FIRST.search(said) is not None
    return not asks and (_HOLDING.search(said) is not None or _orders_kept(told))


# "Put it aside for me then! And when is the other one due?": what is asked behind it leaves the order one.
_ASKED_BEHIND = re.compile(r"(?<=[.!\n])\s{1,3}[^.!?؟\n]{1,160}[?؟]\s{0,3}$")


def _told_before(text: str) -> str:
    """Give a text without the one question at its end, where what stands before it forbids nothing and has no condition."""
    told = _ASKED_BEHIND.sub("", text)
    said = [sentence.words for sentence in sentences(told)]
    forbids = any(has(spaced(words), (*CONDITIONS, *RELUCTANCE)) or _NOT.search(" ".join(words)) for words in said)
    return text if forbids else told


_NOT = re.compile(r"\b(?:do not|don't|dont|never|not|no need)\b|(?<!\w)(?:نه|نکن\w{0,3}|لازم نیست)(?!\w)")


@kept
def refuses_to_hold(text: str) -> bool:
    """Tell whether a text says that nothing is to be reserved, and does not only ask about that."""
    return any(
        deed_of(words) == "hold" and refuses(words) and not has(spaced(words), ROOMS)
        for sentence in sentences(text)
        for words in clauses(sentence.words)
        if not sentence.asked or len(clauses(sentence.words)) > 1
    )


@kept
def orders_to_move(text: str) -> bool:
    """Tell whether a text says in some word that a thing is to be collected elsewhere, and not only where it was."""
    return _MOVING.search(fold(text)) is not None


_JOINS = re.compile(
    r"\b(?:and|then|also|plus)\b|(?<!\w)(?:و|بعد|بعدش|بعدم|همینطور|همچنین|راستی)(?!\w)|[.,،;؛!\n]+", re.IGNORECASE
)


def ordered_beside(text: str, deed: str) -> str:
    """Give the part of a text that orders a deed ("renew", "hold"), without what is ordered before it; empty for none."""
    parts = [part.strip() for part in _JOINS.split(text) if part.strip()]
    found = [at for at, part in enumerate(parts) if _orders(part, deed)]
    if found:
        return parts[found[0]]
    # The thing may stand before the word that joins, and the deed behind it.
    return text if _orders(text, deed) else ""


@kept
def without_brought_back(text: str) -> str:
    """Give an order to renew without what is said of other things that are brought back; the text where none is."""
    rest = without_returns(text)
    return rest if rest != text and orders_to_renew(rest) else text


def _orders_kept(text: str) -> bool:
    """Tell whether a sentence orders, with the verb first, that something be kept for its writer: «نگه دار واسم»."""
    found = sentences(text)
    if any(has(spaced(sentence.words), (*CONDITIONS, *RELUCTANCE, "ولش", "ولش کن")) for sentence in found):
        # What it is bound to, or what takes it back, may stand in a sentence of its own.
        return False
    for sentence in found:
        said = spaced(sentence.words)
        if has(said, ROOMS) or _TOLD.search(said):
            continue
        for words in clauses(sentence.words):
            if _KEPT_FOR_ME.search(" ".join(words)) and not refuses(words) and not is_hypothetical(words):
                return True
    return False


def _orders(text: str, deed: str) -> bool:
    return any(
        deed_of(words) == deed and orders(words) and not refuses(words) and not is_hypothetical(words)
        for sentence in sentences(without_returns(text))
        for words in clauses(sentence.words)
    )
