"""What several things of several kinds cost together when they come back late: "two books and a DVD, the same 12 days?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Fact, Turn, as_count, nested
from actions.facts.choices import menu
from actions.facts.lines import money
from actions.rasa.registry import listens
from actions.subjects.library_info.terms import ANY, by_category, terms_of
from language.digits import ASCII_DIGITS, to_persian
from language.normalise import fold
from language.numerals import number_of
from language.requests.deeds.lateness import days_late
from library.values import LendingTerms, Money

__all__ = ["kinds_counted"]

_KINDS = {
    "textbook": r"(?:text ?books?|course ?books?|کتاب(?: ?های?)? درسی|ketabe? darsi)",
    "dvd": r"(?:dvds?|films?|movies?|دی ?وی ?دی|فیلم|di ?vi ?di)",
    "book": r"(?:books?|novels?|کتاب|رمان|ketab|roman)",
}
_NAMES = {
    "textbook": ("کتاب درسی", "textbook", "textbooks"),
    "dvd": ("فیلم", "film (DVD)", "films (DVD)"),
    "book": ("کتاب", "book", "books"),
}
_NUMBER = r"(?P<count>\d{1,2}|an?|one|two|three|four|five|six|یک|یه|دو|سه|چهار|چار|پنج|شش|شیش|yek|ye|do|se|chahar|char|panj|shish)"
_FINGLISH = {
    "an": 1,
    "a": 1,
    "ye": 1,
    "yek": 1,
    "یه": 1,
    "do": 2,
    "se": 3,
    "char": 4,
    "chahar": 4,
    "panj": 5,
    "shish": 6,
}
_FINGLISH |= {"چار": 4, "شیش": 6}
_COUNTED = {
    kind: re.compile(rf"(?<!\w){_NUMBER} ?(?:ta|تا|عدد|جلد|دونه)? ?(?:\w{{3,9}} )?{words}(?:ها|ی|و|o|a)?(?!\w)")
    for kind, words in _KINDS.items()
}
# A fine or lateness is spoken of in the words themselves.
_OF_LATENESS = re.compile(
    r"\b(?:fines?|late|overdue|charged?|owe)\b|جریمه\w*|دیر\w*|تا?خیر|\b(?:jarime\w*|dir\w{0,5}|takhir)\b"
)
# What is asked of the same things is no fine: how long they are lent, how many may be taken.
_OF_LENDING = re.compile(
    r"\b(?:borrow\w*|take (?:out|home)|lend|lent|renew\w*|keep|reserve\w*|have you|do you have)\b|امانت|ببر(?:م|یم)|تمدید|رزرو|دار(?:ید|ین)|\b(?:amanat|bebar\w*|tamdid|rezerv\w*|darin|darid)\b"
)
_OWN = re.compile(
    r"\b(?:my|mine|these|those)\b|کتاب(?:ام|هام|هایم)(?!\w)|(?<!\w)دست(?:مه|م|مونه| منه| من است)(?!\w)|\bketab(?:am|ham)\b"
)
_PRICE = re.compile(r"\bhow much\b|\bwhat\b|چقدر|چند|\b(?:che?gha\w*|chand\w*)\b")
# Asked whether each counts, or all of them together.
_EACH_OR_ALL = re.compile(
    r"\b(?:per|for (?:each|every|one)|each) (?:book|item|title|thing|one)?\b[^.?!]{0,30}\b(?:or|not)\b[^.?!]{0,30}\b(?:all|altogether|together|total|overall|in total)\b|\b(?:all|altogether|total|overall|lot)\b[^.?!]{0,20}\bor\b[^.?!]{0,20}\b(?:per|each|every)\b|\bis (?:it|that|this|the fine) (?:per|for each|for every) (?:book|item|title)\b"
    r"|(?<!\w)(?:هر (?:کتاب|جلد|مورد|کدوم|کدام|یکی|دونه)|کتابی|جلدی|دونه ?ای|تک ?تک)\w{0,3}(?: \S+){0,3} یا (?:\S+ ){0,2}(?:کلا|کلش|کل|همه|همش|روی ?هم|رو ?هم|سر ?جمع|مجموع|جمعا|با ?هم)|(?<!\w)(?:کلا|همه|همش|رو(?:ی)? ?هم|سر ?جمع|مجموع)\w{0,3}(?: \S+){0,2} یا (?:\S+ ){0,2}(?:هر (?:کتاب|جلد|مورد|کدوم|یکی)|کتابی|جلدی|دونه ?ای)"
    r"|\b(?:har (?:ketab|jeld|kodum|kodoom|yeki)|ketabi|jeldi|dunei)\w{0,3}(?: \S+){0,3} ya (?:\S+ ){0,2}(?:kolan|kolesh|hame|rooye? ?ham|majmu\w*|ba ?ham)"
)
_HOW_MANY = re.compile(r"\b(?:i've|i have|have|got|with|for) (?:got )?(\d{1,2})\b|(\d{1,2}) ?(?:تا|جلد|کتاب)")
_MOST, _LONGEST = 20, 160
_ACTS_BACK, _SEVERAL = 2, 2
_NOT_SURE, _SURE = frozenset({"loans", "return", "borrow"}), 0.9
# Only where it was read as a fine or a rule, or as nothing.
_READ = frozenset({"fines", "loan_policy", "nlu_fallback", "out_of_scope", "chitchat"})


def kinds_counted(text: str) -> dict[str, int]:
    """Give how many things of each kind a text counts: {"book": 2, "dvd": 1} of "two books and a DVD"."""
    left, found = fold(text).translate(ASCII_DIGITS), {}
    for kind, pattern in _COUNTED.items():
        if (match := pattern.search(left)) is not None:
            word = match["count"]
            found[kind] = _FINGLISH[word] if word in _FINGLISH else number_of(word)
            left = pattern.sub(" ", left)
    return {kind: count for kind, count in found.items() if 0 < count <= _MOST}


@listens
async def asks_of_several(turn: Turn) -> bool:
    """Tell what lateness of things that are counted costs together, where a fine was told of or is asked for."""
    if (
        turn.is_payload
        or (turn.slot("pending") or {}).get("awaits") not in (None, "yes")
        or len(turn.text) > _LONGEST
        or turn.recall("emergency")
    ):
        return False
    said, counts = fold(turn.text).replace("’", "'"), kinds_counted(turn.text)
    each = _EACH_OR_ALL.search(said) is not None
    if each and sum(counts.values()) < _SEVERAL:
        # What two cost together shows that each counts.
        number = _HOW_MANY.search(said.translate(ASCII_DIGITS))
        counts = {"book": max(_SEVERAL, min(_MOST, int(number[1] or number[2]) if number else _SEVERAL))}
    if (
        not counts
        or _OF_LENDING.search(said)
        or (turn.intent not in _READ and not (each and turn.intent in _NOT_SURE and turn.confidence < _SURE))
        or (turn.patron is not None and _OWN.search(said))
    ):
        return False
    before = [act for _, act in zip(range(_ACTS_BACK), turn.thread.acts(), strict=False)]
    told = before[0] if before and before[0].act == "fines" and before[0].result == "told" else None
    if told is None and not _OF_LATENESS.search(said):
        return False
    if sum(counts.values()) < _SEVERAL and (
        turn.patron is not None or turn.intent == "fines" or not _PRICE.search(said)
    ):
        # Of one thing that is late its own rule tells.
        return False
    days = days_late(turn.text) or (days_late(told.words) if told is not None else None)
    if days is None and not each:
        return False
    return await _tell_together(turn, counts, days)


async def _tell_together(turn: Turn, counts: dict[str, int], days: int | None) -> bool:
    """Tell what a day costs for all of them, and so many days if any, for each category of patrons; False without a rule."""
    rules = {kind: {one.category: one for one in await terms_of(turn, kind, None)} for kind in counts}
    # A rule for everybody is that of each category that has none of its own.
    categories = {name: None for known in rules.values() for name in known if name != ANY} or {ANY: None}
    sums: dict[str, int] = {}
    whole: list[LendingTerms] = []
    for category in categories:
        found = {kind: known.get(category) or known.get(ANY) for kind, known in rules.items()}
        lent = [(counts[kind], one) for kind, one in found.items() if one is not None and one.lends]
        # Of who may not take one of them home there is no sum.
        if len(lent) == len(counts):
            sums[category] = sum(count * one.per_day.minor for count, one in lent)
            whole.append(next(one for _, one in lent if one.category == category))
    if not whole:
        return False

    def late(one: LendingTerms) -> Fact:
        if not sums[one.category]:
            return nested("utter_part_late_free")
        currency = one.per_day.currency
        total = Money(sums[one.category] * days, currency) if days else None
        return nested(
            "utter_part_late_rate",
            per_day=money(Money(sums[one.category], currency)),
            total=nested("utter_part_late_sum", days=as_count(days, "day"), total=money(total)) if days else None,
        )

    turn.intent = "fines"
    turn.did("fines", topic=next(iter(counts)), result="told")
    turn.say(
        "utter_late_terms",
        kind=_named(counts),
        terms=by_category(whole, late, "utter_line_terms"),
        choices=menu("fines"),
    )
    return True


def _named(counts: dict[str, int]) -> Fact:
    names = [(count, _NAMES[kind]) for kind, count in sorted(counts.items(), key=lambda one: one[0] == "dvd")]
    return {
        "fa": " و ".join(f"{to_persian(str(count))} {fa}" for count, (fa, _, _) in names),
        "en": " and ".join(f"{count} {one if count == 1 else many}" for count, (_, one, many) in names),
    }
