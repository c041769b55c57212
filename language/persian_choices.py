"""Persian patterns of choices from a list, over folded text: «همه‌شونو» is «همهشونو» here."""

from __future__ import annotations

import re

from language.numerals import PERSIAN_COUNT, PERSIAN_ORDINAL

__all__ = [
    "ALL",
    "COUNTS",
    "EXCEPT",
    "LAST",
    "NUMBERED",
    "ORDINALS",
    "ORDINAL_WORDS",
    "REFUSAL",
    "REST",
    "WHOLE",
    "WHOLE_RANGE",
    "is_counting",
]

_B = r"(?<![^\W_])"  # a word begins
_E = r"(?![^\W_])"  # a word ends

#: What an ordinal in a list is; «یکم» mostly means "a bit".
ORDINAL_WORDS = f"(?!یکم{_E}|یکمی){_B}(?:{PERSIAN_ORDINAL})"
_NUMBER = f"(?:{PERSIAN_COUNT}|\\d{{1,2}})"
# «بیست و دو» is one number, never «بیست» and «دو».
_LISTED = (
    f"{_NUMBER}(?:(?<=بیست)(?! ?و ?(?:یک|دو|سه|چهار|پنج|شش|هفت|هشت|نه){_E})|(?<=سی)(?! ?و ?یک{_E})|(?<!بیست)(?<!سی))"
)
_OF_IT = "(?:ی|یه|یو|یا|یش|یشو|یشون|ییه|یی|یرو|یرا|یشرو)"  # «دومی», «دومیه», «دومیو», «دومیش», «دومیرو»
_DO = (
    "(?:تمدید|لغو|رزرو|کنسل|حذف|انتخاب|نگه|قطع|پاک|میخوام|میخواهم|باشه|لطفا|بسه|کافیه|بده|بزن|بگیر)(?:ش|شون|شان)?"
    "(?: ?(?:کن|کنم|کنید|کنین|کنیم|نمایید|فرمایید|بفرمایید|بشه|بشن|شود|شوند|شه|شن|دار|دارید|دارین))?"
)
_VERB = f"(?:(?:را|رو|و) )?(?:لطفا )?(?:(?:برام|برایم|برای من) )?{_DO}"
_ENDS = f"(?= ?(?:$|[.,،!؟?])| ?(?:رو|را){_E}| {_VERB})"

_LEAD = (
    "(?:(?:فقط|همون|همان|همین|این|اون|لطفا|باشه|بله|آره|خب|پس|تمدید|لغو|مورد|کتاب|شماره|گزینه|ردیف|من|نه) )*(?<!نه )"
)
# Whatever is repeated here matches a text in one way only, else a list that ends in a strange word takes for ever.
# So «لطفا» goes before a deed and is none itself, and the first deed is led by no word that may stand before it anyway.
_DEED = _DO.replace("|لطفا|", "|")
_FOR_ME = "برام|برایم|برای من"
_BEFORE = f"(?: (?:را|رو|و|لطفا|{_FOR_ME}))*"
_THANKS = f"(?: (?:را|رو|و|لطفا|{_FOR_ME}|ممنون|مرسی))* (?:لطفا|ممنون|مرسی)"
_TAIL = (
    "(?: ?(?:رو|را|لطفا|دیگه|ممنون|مرسی|هم))*"
    f"(?:(?: (?:و|{_FOR_ME}){_BEFORE})? {_DEED}(?:{_BEFORE} {_DEED})*(?:{_THANKS})?| (?:و|{_FOR_ME}){_THANKS})?"
)
_AND = "(?: ?(?:[,،-]|و{_E}) ?(?:و )?| )".replace("{_E}", _E)
_PLAIN = f"{ORDINAL_WORDS}{_OF_IT}?{_E}"
_MORE = f"(?:(?: ?[,،]| و) ?{_PLAIN})*"

#: A message that is nothing but a choice.
WHOLE = (
    re.compile(f"{_LEAD}(?P<list>\\d{{1,2}}(?:(?: ?(?:[,،-]|و) ?| )(?:شماره |مورد )?\\d{{1,2}})*){_TAIL}"),
    re.compile(f"{_LEAD}(?P<list>{_PLAIN}(?:{_AND}{_PLAIN})*){_TAIL}"),
)
WHOLE_RANGE = re.compile(f"{_LEAD}(?:از )?(?P<first>{_NUMBER}) ?(?:تا|الی|-) ?(?P<last>{_NUMBER}){_TAIL}")

_THING = "(?:کتابهای?|کتاب|کتابا|موردهای?|موارد|مورد|گزینه|آیتم|عنوان|امانت|رزرو|یکی)"
#: Ordinals in a sentence that point at a list; «اولیه» there is "initial".
ORDINALS = (
    re.compile(f"(?P<list>(?!اولیه{_E}){ORDINAL_WORDS}{_OF_IT}{_E}{_MORE})"),
    re.compile(f"(?P<list>{ORDINAL_WORDS})ین (?:مورد|یکی|گزینه|ردیف|کتاب(?= ?(?:$|رو{_E}|را{_E})))"),
    re.compile(f"{_B}{_THING} (?P<list>{ORDINAL_WORDS}{_E}{_MORE})(?:{_ENDS})"),
    re.compile(f"{_B}(?:اون|این|آن|همون|همان)ی? که (?P<list>{ORDINAL_WORDS}){_E} (?:(?:گفت|نوشت)(?:ی|ید|ین)|بود){_E}"),
)
_COUNTED = "بار|دفعه|مرتبه|نوبت|نفر|سال|قرن|هفته|روز|ماه|طبقه|جهانی|شخص|زبان|فصل|ترم|نسل"
_BEFORE_COUNT = re.compile(f"(?:{_COUNTED}) $")
#: «شماره ۳» and the like, but no room's, locker's or machine's number.
NUMBERED = re.compile(
    f"{_B}(?:شماره|مورد|گزینه|ردیف|آیتم)(?:های|ی| ی)? (?P<list>{_LISTED}(?: ?(?:[,،]|و) ?{_LISTED})*){_E}"
    f"(?! ?(?:روز|هفته|ماه|تا{_E}|بار))"
)
_NUMBERED_THINGS = re.compile(
    "(?:اتاق|کمد|میز|کامپیوتر|رایانه|طبقه|صندلی|اتوبوس|کارت|سالن|جلد|تلفن|چاپگر|پرینتر|دستگاه|شعبه|خط|پلاک|در|لاکر)"
    "(?:های|ی| ی)? $"
)

_SEVERAL = f"(?!یک{_E}|یه{_E}|1{_E}){_NUMBER}"
_NOUN = "(?:تا|مورد|کتاب|عنوان|امانت|رزرو|آیتم)"
_CLITIC = "(?:ا|ه|ش|شو|شون|شونو|شان|و)?"
#: (pattern with `count`, what is counted): the last two, the first two, both.
COUNTS = (
    (re.compile(f"{_B}(?P<count>{_SEVERAL}) ?{_NOUN}(?:ی| ی)? ?آخری?{_CLITIC}{_E}(?! ?هفته)"), "last"),
    (re.compile(f"{_B}(?P<count>{_SEVERAL}) ?{_NOUN}(?:ی| ی)? ?(?:اولی?{_CLITIC}|نخست){_E}"), "first"),
    (
        re.compile(
            f"{_B}(?:هر ?(?P<count>{_SEVERAL})(?: ?تا)?(?:ی|یی|ش|شو|شون|شونو|شان| مورد| کتاب| جلد| رزرو)?{_E}"
            "(?! ?(?:روز|هفته|ماه|ساعت|سال|شب|بار|نفر|دقیقه|نسخه|برای|که|امتحان))"
            f"|(?:دوتاش|دو تاش|جفتش)(?:و|ون|ونو)?{_E})"
        ),
        "all",
    ),
)
LAST = re.compile(
    f"{_B}(?:آخری(?:ه|و|ش|شو|یه)?{_E}(?! (?:بار|دفعه|که))|آخرین(?:ش|شو|شون)?(?: (?:مورد|یکی|گزینه){_E}|{_ENDS})"
    f"|آخرین کتاب(?= ?(?:$|رو{_E}|را{_E}))|(?:مورد|کتاب|گزینه|یکی) آخر{_E}(?! ?هفته))"
)
_MINE = (
    "(?:کتابها|کتابا|کتابهام|کتابام|کتابهایم|کتابامو|کتابهامو|موارد|امانتها|امانتام|امانتهام|امانتهایم|رزروها|رزروام"
    "|رزروامو|رزروهام|رزروهامو|رزروهایم|اینها|اینا|اونا|آنها)(?:و|رو)?"
)
ALL = re.compile(
    f"{_B}(?<!به )(?<!از )(?<!با )(?<!این )(?<!برای )(?<!بین )(?:"
    f"(?:همه|تمام|تموم|کل) ?(?:شو|شونو)(?:رو)?{_E}"
    f"|(?:همه ?ش|همهاش|همش|(?:همه|تمام|تموم) ?(?:شون|شان|یشان))(?:{_ENDS})"
    f"|(?:همه|تمام|تموم|کل)(?:ی)? {_MINE}(?:{_ENDS})"
    f"|همه(?:رو)?(?= ?(?:$|[.!؟?])|(?: رو| را)?(?: ?$| {_VERB}))"
    f"|هر ?چی (?:هست|دارم|گرفتم|مونده)(?:{_ENDS}))"
)
_ONE = (
    f"(?:(?:شماره|مورد|کتاب|گزینه)(?:های|ی)? )?(?:\\d{{1,2}}{_E}|{_PLAIN}|آخری(?:ه|ش|شو)?{_E}"
    f"|{_SEVERAL} ?تا(?:ی| ی)? ?آخری?{_E})"
)
_WHAT = f"(?P<what>{_ONE}(?: ?(?:[,،]|و{_E}) ?{_ONE})*)"
#: "All but": «همه به جز دومی», «دومی نه، بقیه رو».
EXCEPT = (
    re.compile(
        f"{_B}(?:به ?|ب)?(?:جز(?: از)?|غیر(?: ?از)?|استثنای|الا|مگر|منهای|بدون){_E} {_WHAT}"
        f"(?: ?(?:رو|را){_E})?(?: ?[,،])?"
    ),
    re.compile(f"^{_WHAT} (?:نه|رو نه|را نه){_E} ?[,،.]?(?: ولی| اما)?(?= (?:بقیه|همه|باقی))"),
)
#: What was not taken yet.
REST = re.compile(
    f"(?:و )?{_LEAD}(?:بقی(?=ش)|بقیه|باقی|مابقی)(?: ?(?:ش|شو|شون|شونو|شان|ها|ی ?اونا|مونده|مانده|شونم|م|ی کتابها))?"
    f"(?:(?: هم)* (?:کتابها|کتابا|موارد|اونا))*{_TAIL}(?: (?:آره|بله|چی))?"
)
#: Refusals: what is meant must be asked.
REFUSAL = re.compile(
    f"{_B}(?:بقیه|باقی|بیخیال|ولش|جز{_E}|بجز{_E}|غیر{_E}|الا{_E}|مگر{_E}|منهای{_E}|بدون{_E}|نمیخوام|نمیخواهم|نباشه|نشه)"
    f"|(?<=ی ){_B}نه(?: ?$| ?[,،.]| )|{_B}نه (?:اولی|دومی|سومی|چهارمی|آخری)|{_B}نکن"
)


def is_counting(text: str, at: int, *, numbered: bool = False) -> bool:
    """Tell whether what stands before a number makes it no choice: «بار دوم», «اتاق شماره ۷»."""
    return (_NUMBERED_THINGS if numbered else _BEFORE_COUNT).search(text, 0, at) is not None
