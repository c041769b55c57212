"""Which of the things just shown a patron means: «دومی», "the last two", "all of them"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from language.numerals import ENGLISH_COUNT, ENGLISH_ORDINAL, PERSIAN_COUNT, PERSIAN_ORDINAL, number_of
from language.normalise import fold

__all__ = ["Choice", "find_choice"]

_MOST = 50  # nobody is shown a longer list


@dataclass(frozen=True)
class Choice:
    """Hold a choice from a list.

    kind: "all" (`count` as said: "both" is 2, 0 when not said), "indexes" (1-based), or "last" (`count` of them).
    """

    kind: str
    indexes: tuple[int, ...] = ()
    count: int = 0

    def resolve(self, n: int) -> list[int]:
        """Return the 0-based places in a list of `n`; empty when the choice does not fit it.

        "Both" of three things fits no more than "the fifth" does: nothing is done on a guess.
        """
        if self.kind == "all":
            return list(range(n)) if self.count in (0, n) else []
        if self.kind == "last":
            return list(range(n - self.count, n)) if 0 < self.count <= n else []
        return [index - 1 for index in self.indexes] if all(1 <= index <= n for index in self.indexes) else []

    def to_value(self) -> str:
        """Write the choice as a slot value: "all", "all:2", "last", "last:2", "2", "1,3"."""
        if self.kind == "all":
            return f"all:{self.count}" if self.count else "all"
        if self.kind == "last":
            return "last" if self.count == 1 else f"last:{self.count}"
        return ",".join(str(index) for index in self.indexes)

    @classmethod
    def from_value(cls, value: str) -> Choice:
        """Read a slot value. Raises ValueError."""
        kind, _, count = value.strip().partition(":")
        if kind in ("all", "last"):
            number = int(count) if count else int(kind == "last")
            if number < 0 or (kind == "last" and number == 0):
                raise ValueError(f"not a choice: {value!r}")
            return cls(kind, (), number)
        indexes = tuple(int(part) for part in value.split(","))
        if not all(1 <= index <= _MOST for index in indexes):
            raise ValueError(f"not a choice: {value!r}")
        return cls("indexes", indexes)


def _indexes(*numbers: int) -> Choice | None:
    if not numbers or not all(1 <= number <= _MOST for number in numbers):
        return None
    return Choice("indexes", tuple(sorted(set(numbers))))


# --- Persian, over folded text: half-spaces are gone, «همه‌شونو» is «همهشونو» -------------------------------
_B = r"(?<![^\W_])"
_E = r"(?![^\W_])"
_ORD_FA = f"(?!یکم{_E}|یکمی)(?:{PERSIAN_ORDINAL})"  # «یکم» is mostly "a bit"
_NUM_FA = f"(?:{PERSIAN_COUNT}|\\d{{1,2}})"
_OBJECT = "(?:ی|یه|یو|یا|یش|یشو|یشون|ییه|یی)"  # «دومی», «دومیه», «دومیو», «دومیش»
_THING_FA = "(?:کتابهای?|کتاب|کتابا|مورد|موردهای?|گزینه|ردیف|آیتم|عنوان|امانت|رزرو|شماره|تای?|یکی)"
_VERB_FA = (
    "(?:(?:را|رو|و)? ?(?:لطفا )?(?:برام |برایم )?(?:تمدید|لغو|رزرو|کنسل|حذف|انتخاب|نگه|میخوام|میخواهم|باشه|لطفا|بسه|کافیه|بده|بزن|بگیر)"
    "(?:ش|شون|شان)?(?: ?(?:کن|کنید|کنین|بشه|بشن|شود|شه|دار|دارید|دارین))?)"
)
_LEAD_FA = "(?:(?:فقط|همون|همان|این|اون|لطفا|باشه|بله|آره|نه|خب|پس|تمدید|مورد|کتاب|شماره|گزینه|ردیف|من) )*"
_TAIL_FA = f"(?: ?(?:رو|را|لطفا|دیگه|بسه|ممنون|مرسی|هم))*(?: {_VERB_FA})*(?: (?:لطفا|ممنون|مرسی))*"
_AND_FA = "(?: ?(?:,|،|و|-) ?(?:و )?| )"

_PLAIN_ORD = f"(?:{_ORD_FA}{_OBJECT}?)"
_FA_WHOLE = re.compile(f"{_LEAD_FA}(?P<list>{_PLAIN_ORD}(?:{_AND_FA}{_PLAIN_ORD})*){_TAIL_FA}")
_MORE_FA = f"(?:(?: ?[,،]| و) ?{_ORD_FA}{_OBJECT}?{_E})*"
# «اولیه» inside a sentence is "initial"
_FA_OBJECT = re.compile(f"{_B}(?P<list>(?!اولیه{_E}){_ORD_FA}{_OBJECT}{_E}{_MORE_FA})")
_FA_NTH = re.compile(f"{_B}(?P<list>{_ORD_FA})ین (?:مورد|یکی|گزینه|ردیف|کتاب(?= ?(?:$|رو{_E}|را{_E})))")
_FA_THING = re.compile(
    f"{_B}{_THING_FA} (?P<list>{_ORD_FA}{_E}{_MORE_FA})(?= ?(?:$|رو{_E}|را{_E}|و{_E}|[.,،!؟?]| {_VERB_FA}))"
)
_FA_NUMBER = re.compile(
    f"{_B}(?:شماره|مورد|گزینه|ردیف|آیتم)(?:های|ی| ی)? (?P<list>{_NUM_FA}(?: ?(?:,|،|و) ?{_NUM_FA})*){_E}(?! ?(?:روز|هفته|ماه|تا{_E}|بار))"
)
_FA_TIMES = re.compile("(?:بار|دفعه|مرتبه|نوبت|نفر|سال|قرن|هفته|روز|ماه|طبقه|جهانی|شخص|زبان|فصل|ترم|نسل) $")
_NOUN_FA = "(?:تا|مورد|کتاب|عنوان|امانت|رزرو|آیتم)"
_FA_LAST_MANY = re.compile(
    f"{_B}(?P<count>{_NUM_FA}) ?{_NOUN_FA}(?:ی| ی)? ?آخری?(?:ا|ه|ش|شون|شونو|و)?{_E}(?! ?هفته)"
)
_FA_FIRST_MANY = re.compile(f"{_B}(?P<count>{_NUM_FA}) ?{_NOUN_FA}(?:ی| ی)? ?اولی?(?:ا|ه|ش|شون|شونو|و)?{_E}")
_FA_LAST = re.compile(
    f"{_B}(?:آخری(?:ه|و|ش|شو|یه)?{_E}(?! (?:بار|دفعه|که))|آخرین(?:ش|شو|شون)?(?= ?$| ?[.,!؟?]| (?:رو|را|مورد|یکی|گزینه){_E})"
    f"|آخرین کتاب(?= ?(?:$|رو{_E}|را{_E}))|(?:مورد|کتاب|گزینه|ردیف|یکی) آخر{_E}(?! ?هفته))"
)
_FA_BOTH = re.compile(
    f"{_B}(?:هر ?(?P<count>{_NUM_FA})(?: ?تا)?(?:ی|یی|ش|شو|شون|شونو|شان|مورد| مورد| کتاب)?(?: ?رو{_E}| ?را{_E})?{_E}(?! ?(?:روز|هفته|ماه|ساعت|سال|شب|بار|نفر|دقیقه))"
    f"|(?:دوتاش|دو تاش|جفتش)(?:و|ون|ونو)?{_E})"
)
_ALL_NOUN = "(?:کتابها|کتابا|کتابهام|کتابام|کتابهایم|کتابامو|کتابهامو|موارد|امانتها|امانتام|امانتهام|امانتهایم|رزروها|رزروهام|رزروهایم|اینها|اینا|اونا|آنها)"
_FA_ALL = re.compile(
    f"{_B}(?<!به )(?<!از )(?<!با )(?<!این )(?<!برای )(?<!بین )(?:"
    f"(?:همه|تمام|تموم|کل)(?:ش|شو|شون|شونو|شان|اش|یشان)(?:و|رو)?{_E}"
    f"|(?:همه|تمام|تموم|کل)(?:ی)? {_ALL_NOUN}(?:و|رو)?(?= ?(?:$|رو{_E}|را{_E}|[.,!؟?]| {_VERB_FA}))"
    f"|همه(?:رو)?(?: (?:رو|را))?(?= ?$| ?[.,!؟?]|(?: رو| را)? {_VERB_FA}| (?:رو|را){_E})"
    f"|همگی{_E}|هر ?چی (?:هست|دارم|گرفتم|مونده){_E})"
)
_FA_RANGE = re.compile(
    f"{_LEAD_FA}(?:از )?(?P<first>{_NUM_FA}) ?(?:تا|الی|-) ?(?P<last>{_NUM_FA})(?: رو| را)?(?: {_VERB_FA})*"
)
_FA_DIGITS = re.compile(
    f"{_LEAD_FA}(?P<list>\\d{{1,2}}(?: ?(?:,|،|و|-| ) ?(?:شماره |مورد )?\\d{{1,2}})*)(?: (?:رو|را))?(?: {_VERB_FA})*"
)
_FA_NOT = re.compile(
    f"{_B}(?:جز|بجز|غیر|الا|مگر|منهای|بدون){_E}|{_B}نه(?: ?$| ?[,،.]| (?!لطفا))|نکن|{_B}نمیخوام|{_B}نباشه|{_B}نشه"
)

# --- English, over folded text ----------------------------------------------------------------------------
_ORD_EN = f"(?:{ENGLISH_ORDINAL}|\\d{{1,2}}(?:st|nd|rd|th))"
_NUM_EN = f"(?:{ENGLISH_COUNT}|\\d{{1,2}})"
_THING_EN = (
    "(?:ones?|items?|books?|titles?|loans?|options?|entry|entries|holds?|reservations?|copy|copies|results?)"
)
_STOP_EN = "(?= ?(?:$|[.,!?;]|and\\b|please\\b|pls\\b|plz\\b|too\\b|only\\b|on (?:the|my|that) list|from (?:the|that) list|for me|again\\b|until\\b|as well|thanks\\b))"
_VERB_EN = "(?:renew|extend|prolong|cancel|keep|reserve|hold|drop|delete|remove|take|pick|choose|want|select)"
_LEAD_EN = f"(?:(?:please|pls|just|only|ok|okay|yes|yeah|and|then|no|the|number|numbers|item|items|option|i'd like|i want|can you|could you|i mean|maybe|sure|{_VERB_EN}),? )*"
_TAIL_EN = "(?: (?:please|pls|plz|only|thanks|thank you|too|for me|as well))*[.!?]*"
_AND_EN = "(?: ?(?:,|&|\\+) ?(?:and )?| and )(?:the |number |no\\.? )?"

_EN_WHOLE = re.compile(f"{_LEAD_EN}(?P<list>{_ORD_EN}(?:{_AND_EN}{_ORD_EN})*){_TAIL_EN}")
_EN_ORDINALS = re.compile(
    f"\\b(?:the |my )?(?P<list>{_ORD_EN}(?:{_AND_EN}{_ORD_EN})*) (?:{_THING_EN}){_STOP_EN}"
    f"|\\b(?P<list2>{_ORD_EN}(?:{_AND_EN}{_ORD_EN})*) ones?\\b"
    f"|\\b{_VERB_EN} the (?P<list3>{_ORD_EN}(?:{_AND_EN}{_ORD_EN})*){_STOP_EN}"
)
_EN_NUMBER = re.compile(
    f"(?<!room )(?<!phone )(?<!card )(?<!volume )(?<!call )(?<!floor )(?<!my )(?<!page )(?<!bus )(?<!seat )"
    f"(?:\\b(?:numbers?|no\\.|nos\\.?|items?|options?|entry|result) |#)(?P<list>{_NUM_EN}(?:{_AND_EN}{_NUM_EN})*)\\b"
    f"(?! ?(?:of|days?|weeks?|months?|{_THING_EN})\\b)(?!\\w)"
)
_EN_DIGITS = re.compile(f"{_LEAD_EN}#?(?P<list>\\d{{1,2}}(?:(?:{_AND_EN}|[ ,]+)#?\\d{{1,2}})*){_TAIL_EN}")
_EN_RANGE = re.compile(
    f"{_LEAD_EN}(?P<first>\\d{{1,2}}) ?(?:-|to|through|thru) ?(?P<last>\\d{{1,2}}){_TAIL_EN}"
)
_EN_LAST_MANY = re.compile(
    f"\\b(?:the |my )?(?:last|final) (?P<count>{_NUM_EN})(?:(?: of (?:them|these|those|my \\w+))| {_THING_EN})?{_STOP_EN}"
)
_EN_FIRST_MANY = re.compile(
    f"\\b(?:the |my )?first (?P<count>{_NUM_EN})(?:(?: of (?:them|these|those|my \\w+))| {_THING_EN})?{_STOP_EN}"
)
_EN_LAST = re.compile(
    f"\\b(?:the |my )?(?:very )?(?:last|final) (?:one{_STOP_EN}|{_THING_EN}{_STOP_EN})|\\b{_VERB_EN} the (?:very )?last{_STOP_EN}"
    f"|^{_LEAD_EN}(?:last|the last){_TAIL_EN}$"
)
_EN_BOTH = re.compile(
    f"\\b(?:both(?: of (?:them|these|those))?(?: (?:the |my )?{_THING_EN})?{_STOP_EN}|both of (?:them|these|those|my \\w+)"
    f"|all (?P<count>{_NUM_EN})(?: of (?:them|these|those|my \\w+))?(?: {_THING_EN})?{_STOP_EN}"
    f"|the (?P<count2>two|three|four|five) of them{_STOP_EN})"
)
_EN_ALL = re.compile(
    f"(?<!that's )(?<!not )(?<!first of )(?<!at )(?<!after )(?<!above )\\b(?:"
    f"all (?:of )?(?:them|these|those){_STOP_EN}|(?:them|these|those) all{_STOP_EN}|every (?:one|single one)(?: of them)?{_STOP_EN}|all of it{_STOP_EN}"
    f"|all (?:of )?(?:my|the|these|those) (?:\\w+ )?{_THING_EN}{_STOP_EN}|{_VERB_EN} (?:all|everything|the lot){_STOP_EN}"
    f"|{_VERB_EN} all (?:of )?(?:my|the)? ?{_THING_EN}{_STOP_EN}|the whole lot{_STOP_EN})"
)
_EN_ALL_WHOLE = re.compile(f"{_LEAD_EN}(?:all|everything|the lot){_TAIL_EN}")
_EN_NOT = re.compile(
    "\\b(?:except|but|apart from|other than|besides|without|not|don't|dont|neither|none|never)\\b"
)

_PERSIAN = re.compile("[آ-ی]")


def _numbers(words: str, pattern: str) -> list[int]:
    return [number_of(re.sub("(?<=\\d)(?:st|nd|rd|th)$", "", word)) for word in re.findall(pattern, words)]


def find_choice(text: str) -> Choice | None:
    """Find what a patron chooses from a list just shown; None when that is not sure.

    An ordinal alone chooses nothing inside a sentence ("second-hand time", «جنگ جهانی دوم»), an exception
    or a refusal ("all but the first", «دومی نه») is left to a question.
    """
    folded = fold(text).strip(" .!؟?،,«»\"'")
    if not folded or len(folded) > 300:
        return None
    if _PERSIAN.search(folded):
        return None if _FA_NOT.search(folded) else _persian(folded)
    return None if _EN_NOT.search(folded) else _english(folded)


def _one_of(found: list[Choice | None]) -> Choice | None:
    """Return the only choice found; none when there are several that differ."""
    choices = {choice for choice in found if choice is not None}
    return choices.pop() if len(choices) == 1 else None


def _range(match: re.Match[str]) -> Choice | None:
    first, last = number_of(match["first"]), number_of(match["last"])
    return _indexes(*range(first, last + 1)) if first < last <= _MOST else None


def _persian(text: str) -> Choice | None:
    for pattern in (_FA_RANGE, _FA_DIGITS, _FA_WHOLE):
        match = pattern.fullmatch(text)
        if match:
            if pattern is _FA_RANGE:
                return _range(match)
            words = f"\\d+|{PERSIAN_ORDINAL}"
            return _indexes(*_numbers(match["list"], words))
    found: list[Choice | None] = []
    rest = text
    for pattern, kind in ((_FA_LAST_MANY, "last"), (_FA_FIRST_MANY, "first"), (_FA_BOTH, "all")):
        for match in pattern.finditer(rest):
            count = number_of(match["count"] or "دو")
            found.append(_indexes(*range(1, count + 1)) if kind == "first" else Choice(kind, (), count))
        rest = pattern.sub(" ", rest)
    if _FA_ALL.search(rest):
        found.append(Choice("all"))
    if _FA_LAST.search(rest):
        found.append(Choice("last", (), 1))
    indexes: list[int] = []
    for pattern in (_FA_OBJECT, _FA_NTH, _FA_THING):
        for match in pattern.finditer(rest):
            if not _FA_TIMES.search(rest, 0, match.start()):
                indexes += _numbers(match["list"], PERSIAN_ORDINAL)
    for match in _FA_NUMBER.finditer(rest):
        indexes += _numbers(match["list"], f"\\d+|{PERSIAN_COUNT}")
    if indexes:
        found.append(_indexes(*indexes))
    return _one_of(found)


def _english(text: str) -> Choice | None:
    match = _EN_RANGE.fullmatch(text)
    if match:
        return _range(match)
    for pattern, words in ((_EN_DIGITS, "\\d+"), (_EN_WHOLE, _ORD_EN)):
        match = pattern.fullmatch(text)
        if match:
            return _indexes(*_numbers(match["list"], words))
    if _EN_ALL_WHOLE.fullmatch(text):
        return Choice("all")
    found: list[Choice | None] = []
    rest = text
    for pattern, kind in ((_EN_LAST_MANY, "last"), (_EN_FIRST_MANY, "first"), (_EN_BOTH, "all")):
        for match in pattern.finditer(rest):
            counts = match.groupdict()
            count = number_of(counts.get("count") or counts.get("count2") or "two")
            found.append(_indexes(*range(1, count + 1)) if kind == "first" else Choice(kind, (), count))
        rest = pattern.sub(" ", rest)
    if _EN_ALL.search(rest):
        found.append(Choice("all"))
    if _EN_LAST.search(rest):
        found.append(Choice("last", (), 1))
    indexes: list[int] = []
    for match in _EN_ORDINALS.finditer(rest):
        indexes += _numbers(match["list"] or match["list2"] or match["list3"], _ORD_EN)
    for match in _EN_NUMBER.finditer(rest):
        indexes += _numbers(match["list"], _NUM_EN)
    if indexes:
        found.append(_indexes(*indexes))
    return _one_of(found)
