"""English patterns of choices from a list, over folded text."""

from __future__ import annotations

import re

from language.numerals import ENGLISH_COUNT, ENGLISH_ORDINAL

__all__ = [
    "ALL",
    "COUNTS",
    "EXCEPT",
    "LAST",
    "NUMBERED",
    "NUMBER_WORDS",
    "ORDINALS",
    "ORDINAL_WORDS",
    "REFUSAL",
    "REST",
    "WHOLE",
    "WHOLE_ALL",
    "WHOLE_RANGE",
]

#: What an ordinal, and a number, in a list is.
ORDINAL_WORDS = f"(?:{ENGLISH_ORDINAL}|\\d{{1,2}}(?:st|nd|rd|th))"
NUMBER_WORDS = f"(?:{ENGLISH_COUNT}|\\d{{1,2}})"

_SEVERAL = f"(?!one\\b|1\\b){NUMBER_WORDS}"
_THINGS = "(?:ones?|items?|books?|titles?|loans?|options?|entry|entries|holds?|reservations?|copy|copies)"
# What may follow a choice; anything else makes it part of a title or of another phrase.
_ENDS = (
    "(?= ?(?:$|[.,!?;]|(?:and|please|pls|plz|too|only|again|until|thanks|also)\\b"
    "|(?:on|from|in|of) (?:the|my|that|this) list\\b|for me\\b|as well\\b))"
)
_VERB = "(?:renew|extend|prolong|cancel|keep|reserve|hold|drop|delete|remove|take|pick|choose|want|select)"
_LEAD = (
    "(?:(?:please|pls|just|only|ok|okay|yes|yeah|and|then|the|numbers?|items?|option|i'd like|i want|i mean|maybe|sure"
    f"|can you|could you|{_VERB}),? )*"
)
_TAIL = "(?: (?:please|pls|plz|only|thanks|thank you|too|for me|as well))*"
# Whatever is repeated here matches a text in one way only: else a list that ends in a strange word takes for ever.
_JOINT = "(?: ?[,&+] ?(?:and )?| and )"
_AND = f"{_JOINT}(?:the |number |no\\.? )?"
# Between bare numbers spaces and commas will do.
_LOOSELY = "(?: *[,&+][ ,]*(?:and )?(?:the |number |no\\.? )?| and (?:the |number |no\\.? )?| +)"
_LIST = f"{ORDINAL_WORDS}(?:{_AND}{ORDINAL_WORDS})*"
_THEM = "(?: of (?:them|these|those|my \\w+))"

#: A message that is nothing but a choice.
WHOLE = (
    re.compile(f"{_LEAD}#?(?P<list>\\d{{1,2}}(?:{_LOOSELY}#?\\d{{1,2}})*){_TAIL}"),
    re.compile(f"{_LEAD}(?P<list>{_LIST}){_TAIL}"),
)
WHOLE_ALL = re.compile(f"{_LEAD}(?:all|everything|the lot){_TAIL}")
WHOLE_RANGE = re.compile(f"{_LEAD}(?P<first>\\d{{1,2}}) ?(?:-|to|through|thru) ?(?P<last>\\d{{1,2}}){_TAIL}")

#: Ordinals in a sentence that point at a list ("a second one" is one more).
ORDINALS = (
    re.compile(f"(?<!\\ba )\\b(?P<list>{_LIST}) {_THINGS}{_ENDS}"),
    re.compile(f"(?<!\\ba )\\b(?P<list>{_LIST}) ones?\\b"),
    re.compile(f"\\b{_VERB} the (?P<list>{_LIST}){_ENDS}"),
)
NUMBERED = re.compile(
    "(?<!room )(?<!phone )(?<!card )(?<!volume )(?<!call )(?<!floor )(?<!my )(?<!page )(?<!bus )(?<!seat )"
    "(?<!locker )(?<!computer )(?<!printer )(?:\\b(?:numbers?|no\\.|nos\\.?|items?|options?|entry|result) |#)"
    f"(?P<list>{NUMBER_WORDS}(?:{_AND}{NUMBER_WORDS})*)\\b(?! ?(?:of|days?|weeks?|months?|{_THINGS})\\b)(?!\\w)"
)
#: (pattern with `count`, what is counted): the last two, the first two, both.
COUNTS = (
    (re.compile(f"\\b(?:the |my )?(?:last|final) (?P<count>{_SEVERAL})(?:{_THEM}| {_THINGS})?{_ENDS}"), "last"),
    (re.compile(f"\\b(?:the |my )?first (?P<count>{_SEVERAL})(?:{_THEM}| {_THINGS})?{_ENDS}"), "first"),
    (re.compile(f"\\ball (?P<count>{_SEVERAL}){_THEM}?(?: {_THINGS})?{_ENDS}"), "all"),
    (re.compile(f"\\bthe (?P<count>two|three|four|five) of them{_ENDS}"), "all"),
    (re.compile(f"\\bboth{_THEM}?(?: (?:the |my )?{_THINGS})?{_ENDS}"), "all"),
)
LAST = re.compile(
    f"\\b(?:the |my )?(?:very )?last {_THINGS}{_ENDS}|\\b{_VERB} the (?:very )?last{_ENDS}|^{_LEAD}last{_TAIL}$"
)
ALL = re.compile(
    "(?<!that's )(?<!not )(?<!first of )(?<!at )(?<!after )(?<!above )(?<!to )\\b(?:"
    f"all (?:of )?(?:them|these|those){_ENDS}|(?:them|these|those) all{_ENDS}|every (?:single )?one{_THEM}?{_ENDS}"
    f"|all (?:of )?(?:my|the|these|those) (?:\\w+ )?{_THINGS}{_ENDS}"
    f"|{_VERB} (?:all|everything|the (?:whole )?lot){_ENDS}|{_VERB} all {_THINGS}{_ENDS})"
)
_LASTS = f"last(?: {_SEVERAL}(?: {_THINGS.replace('ones?', 'ones')})?| {_THINGS})?"
_ONE = f"(?:(?:numbers? |no\\.? ?|#)\\d{{1,2}}(?: {_THINGS})?|{ORDINAL_WORDS}(?: {_THINGS})?|{_LASTS})"
_FIRST_ONE = f"(?:the )?{_ONE}"
_NEXT_ONE = f"(?:(?:the |number |no\\.? )(?:the )?)?{_ONE}"
_BARE = "(?:the )?\\d{1,2}"
_END = f"(?=$| ?[,.!?;]| (?:please|pls|plz|thanks|only|{_VERB})\\b)"
#: "All but": after "but" a bare number may count things instead of naming one.
EXCEPT = (
    re.compile(
        "\\b(?:except(?:ing)?|excluding|apart from|other than|besides|minus|without|(?:but )?not)(?: for)? "
        f"(?P<what>(?:{_FIRST_ONE}|\\d{{1,2}})(?:{_JOINT}(?:{_NEXT_ONE}|{_BARE}))*){_END},?(?: but)?"
    ),
    re.compile(f"\\bbut (?:for )?(?P<what>{_FIRST_ONE}(?:{_JOINT}{_NEXT_ONE})*){_END}"),
)
#: What was not taken yet.
REST = re.compile(
    f"{_LEAD}(?:(?:all )?the )?"
    f"(?:rest|others|other ones|remaining(?: {_THINGS})?|other (?:items|books|titles|loans|holds))"
    f"(?: of (?:them|these|those))?{_TAIL}"
)
#: Refusals: what is meant must be asked.
REFUSAL = re.compile(
    "\\b(?:except|but|apart from|other than|besides|without|not|don't|dont|won't|neither|none|never|forget"
    "|the rest|the others?|other ones?|remaining)\\b"
)
