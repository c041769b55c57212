"""Messages that do nothing but order titles, or leave some of them out: every word of theirs belongs to that."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from language.normalise import fold

__all__ = ["MISSING", "PlainOrder", "mark", "read_plain"]

#: Stands in place of a name that the catalogue has not.
MISSING = "zzmissing"
_T = r"(?:zzt\d{1,2}|zzmissing)"
_TS = rf"(?:the )?{_T}(?:(?: and| or| و| یا)? (?:the )?{_T}){{0,4}}"
_CLAUSES = re.compile(
    r"[,،:;؛.!?؟\n()–]+|(?<!\w)(?:but|ولی|اما|vali|amma|and (?=(?:leave|drop|skip|not|only|just|the)\b))(?!\w)"
)
_LEAD = re.compile(
    r"(?:(?:no|nope|yes|yeah|ok|okay|then|actually|sorry|please|and|just|so|well|hmm|wait|oh|maybe|نه|بله|آره|باشه|پس|خب|راستش|ببخشید|لطفا|حالا|na|bale|are|bashe|pas|khob)\b ?)*"
)
_LEFT = re.compile(
    rf"(?:leave out|leave off|drop|skip|scratch|scrap|remove|omit|exclude|forget(?: about)?|not|without|except(?: for)?|no need for|i (?:don't|do not|no longer) (?:need|want)) {_TS}(?: any ?more| please| though)?"
    rf"|(?:leave|take) {_TS} (?:out|off)(?: please)?"
    rf"|{_TS} (?:(?:رو|را) )?(?:نه|حذف (?:کن|کنید|کنین|بشه|شود)|نمی ?خوام|نمی ?خواهم|ول کن|ولش کن|بردار(?:ید|ین)?|خط بزن(?:ید|ین)?|کنسل کن(?:ید|ین)?|لغو کن(?:ید|ین)?|رزرو نکن(?:ید|ین)?)(?: لطفا)?"
    rf"|(?:بدون|بجز|به جز|جز|غیر از|به غیر از|منهای|بی ?خیال) {_TS}|از {_TS} (?:فعلا )?(?:صرف ?نظر (?:می ?کنم|کردم)|منصرف شدم|پشیمون شدم)"
    rf"|{_TS} (?:ro )?(?:na|nemikham|hazf kon\w{{0,2}})|(?:bedoone|be joz) {_TS}"
)
_EITHER = re.compile(
    rf"(?:either )?{_T} (?:or|یا|ya) (?:the )?{_T}(?: (?:or|یا|ya) {_T})*|\bwhichever (?:comes|is in|is free|is there) ?(?:first)?\b"
)
_REST = re.compile(
    r"\bthe (?:other|remaining) (?:two|three|four|2|3|4|ones?|books|titles)\b|\bthe (?:others|rest)\b"
    r"|(?<!\w)(?:بقیه ?(?:ش|شون|شان|اش|ی)?|باقی ?(?:ش|شون)?|مابقی|(?:اون|آن) (?:دو|سه) ?(?:تا|تای)? ?(?:دیگه|دیگر)?|(?:دو|سه) ?تای (?:دیگه|دیگر)|(?:دو|سه) عنوان دیگر)(?!\w)|\bbaghiy?e\w{0,4}\b"
)
_ORDINAL = r"(?:first|second|third|fourth|last)"
_PLACES = re.compile(
    rf"\bthe (?:first|last) (?:two|three|four|2|3|4)\b|\bthe {_ORDINAL}(?: (?:and|one and) (?:the )?{_ORDINAL})?(?: ones?)?\b"
    r"|(?<!\w)(?:دو|سه|2|3) ?(?:عنوان|کتاب|تای|تا|مورد) (?:نخست|اول|آخر)(?!\w)|(?<!\w)(?:اولی|دومی|سومی|آخری)(?: و (?:اولی|دومی|سومی|آخری))?(?!\w)"
)
_ONLY = re.compile(r"(?<!\w)(?:only|just|فقط|تنها|faghat)(?!\w)")
_ADDS = re.compile(
    r"(?<!\w)(?:too|also|as well|add|هم|همچنین|اضافه|ham|hamchenin|ezafe)(?!\w)|^\W{0,3}(?:and|plus|و|va)(?!\w)"
)
_POINTS = re.compile(
    r"(?<!\w)(?:both|them|these|those|all three|هر ?دو\w{0,4}|هر ?سه\w{0,4}|جفتش\w{0,5}|اینا|اونا|این ها|آن ها|harde?o\w{0,4}|jofteshun|inaro|ina)(?!\w)"
)
_ALL = {
    2: re.compile(r"(?<!\w)(?:both|هر ?دو\w{0,4}|جفتش\w{0,5}|harde?o\w{0,4})(?!\w)"),
    3: re.compile(r"(?<!\w)(?:all three|هر ?سه\w{0,4})(?!\w)"),
}
# One stands in the place of the other, or what looks like a name belongs to the title beside it.
_PARTED = re.compile(
    r"\b(?:instead of|rather than|otherwise|or else)\b|(?<!\w)(?:به ?جای|بجای|وگرنه|در غیر این صورت)(?!\w)|zzmissing zzt|zzt\d{1,2} zzmissing|\bbe ?jaye?\b"
)
# So it is said what is to be done with them.
_ORDERS = re.compile(
    r"\b(?:reserve|reserving|hold|place|put|book|keep|save|set aside|add)\b|(?<!\w)(?:رزرو|ثبت|نگه|کنار|اضافه|بذار\w{0,3})(?!\w)|\b(?:rezerv|negah|ezafe|sabt)\b"
)
_PHRASES = re.compile(
    r"\bwould it be possible to\b|\b(?:make|place) (?:a )?reservations? (?:for|of)\b|\b(?:place|put) (?:a )?holds? on\b|\b(?:can|could|may) (?:i|we) (?:please )?have\b(?=.{1,80}\b(?:reserved|on hold)\b)"
    r"|\bin (?:my|our) name\b|\b(?:both|all) of (?:them|these)\b|\b(?:as soon as possible|thank you(?: very much)?|thanks(?: a lot)?)\b|(?<!\w)(?:خواهش می ?کنم|بی ?زحمت|به نام من)(?!\w)"
)
_PLAIN = frozenset(
    "i we i'd i'll id want would wish like love to please pls plz kindly can could you may let me us for the book books novel novels title titles"
    " reserve reserving hold place put set aside on in at both all these those them two three four five all 2 3 4 5 and also too as well with plus"
    " from branch library hi hello hey dear then so ok okay yes yeah no now just only add down need keep save instead following a an it be"
    " رو را و هم با برام برای من برایم برامون واسم واسه ما می میشه شه شود میشود ممکنه لطفا سلام خوام میخوام خواهم میخواهم خواستم قصد دارم رزرو کن کنید کنین بکن بکنید کنم بکنم"
    " نمایم نمایید بفرمایید فرمایید hold ثبت نگه دار دارید دارین نگهدار کنار بذار بذارید بذارین بگذارید اضافه همچنین هر دو هردو هرسه هردوشون جفتش جفتشون سه چهار تا کتاب عنوان رمان کتابهای های این اون اینا اونا"
    " در به تو شعبه شعبهی کتابخونه کتابخانه همون همان جا همونجا پس خب حالا فقط تنها بزن بزنید مرسی ممنون ی"
    " ro ra va ham ba baram baraye man vase mishe mikham mikhastam lotfan salam rezerv reserv kon konid konin konam negah dar darid darin do se ta ketab in har hardo ezafe be faghat sabt mersi sho'be".split()
)


@dataclass(frozen=True, slots=True)
class PlainOrder:
    """What a message that only orders says of the titles marked in it, by their numbers."""

    named: tuple[int, ...] = ()
    left: tuple[int, ...] = ()
    places: tuple[str, ...] = ()
    rest: bool = False
    only: bool = False
    ordered: bool = False
    either: bool = False
    adds: bool = False
    instead: bool = False
    points: bool = False
    all_of: int = 0


def mark(place: int) -> str:
    """Give what stands in place of the title with this number."""
    return f" zzt{place} "


def read_plain(marked: str, of_branches: Collection[str] = ()) -> PlainOrder | None:
    """Read a folded text with its titles marked; None where it says anything else than what is wanted or left out."""
    bare_text = re.sub(r"[«»“”\"]", " ", fold(marked).replace("’", "'"))
    said = " ".join(_PHRASES.sub(" ", bare_text).split())
    either = _EITHER.search(said) is not None
    said = _EITHER.sub(
        lambda found: re.sub(r"\b(?:either|or|ya)\b|یا", " ", found[0]) if "zz" in found[0] else " ", said
    )
    if _PARTED.search(said):
        return None
    named: list[int] = []
    left: list[int] = []
    places: list[str] = []
    rest = False
    clauses = [" ".join(one.split()) for one in _CLAUSES.split(said)]
    for clause in filter(None, clauses):
        bare = clause[_LEAD.match(clause).end() :]  # type: ignore[union-attr]
        if any(_LEFT.fullmatch(one) for one in (bare, clause)):
            left += _marks(clause)
            continue
        rest = rest or _REST.search(clause) is not None
        kept = _REST.sub(" ", clause)
        places += [found[0] for found in _PLACES.finditer(kept)]
        words = re.findall(r"[^\W_]+(?:['-][^\W_]+)*", _PLACES.sub(" ", kept))
        if not all(
            word in _PLAIN or re.fullmatch(_T, word) or set(word.split("-")) <= set(of_branches) for word in words
        ):
            return None
        named += _marks(clause)
    kept = " , ".join(one for one in clauses if one)
    return PlainOrder(
        named=tuple(dict.fromkeys(named)),
        left=tuple(dict.fromkeys(left)),
        places=tuple(places),
        rest=rest,
        only=_ONLY.search(kept) is not None,
        ordered=_ORDERS.search(kept) is not None,
        either=either,
        adds=_ADDS.search(kept) is not None,
        instead=re.search(r"\binstead\b", kept) is not None,
        points=_POINTS.search(kept) is not None,
        all_of=next((count for count, words in _ALL.items() if words.search(kept)), 0),
    )


def _marks(clause: str) -> list[int]:
    return [int(found) for found in re.findall(r"zzt(\d{1,2})", clause)]
