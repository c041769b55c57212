"""What is asked of purchases, and orders none: whether one may, how it is done, what becomes of a request."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.subjects.cases.purchases.purchase_words import (
    HAVE_BOUGHT,
    NAMES_IT,
    ORDERS,
    QUOTED,
    SUPPOSED,
    names_or_wishes,
    order_in,
)
from language.normalise import fold

__all__ = [
    "asks_further",
    "asks_how",
    "asks_of_request",
    "asks_to_request",
    "inquires",
    "only_asks_whether",
    "wishes_for_more",
]


def only_asks_whether(text: str) -> bool:
    """Tell whether a text asks whether something may be asked for, and does not ask for it: "can I put in a request?"."""
    said = fold(text)
    return text.rstrip().endswith(("?", "؟")) and _WHETHER.search(said) is not None and ORDERS.search(said) is None


def asks_to_request(text: str) -> bool:
    """Tell whether a text asks whether a purchase may be asked for at all, and names nothing that is to be bought."""
    said = fold(text)
    unnamed = QUOTED.search(text) is None and ORDERS.search(said) is None
    return unnamed and _WHETHER.search(said) is not None and _TO_REQUEST.search(said) is not None


_TO_REQUEST = re.compile(
    r"\b(?:purchase|acquisition|buying) (?:request|suggestion|proposal)\b|\b(?:request|suggest|propose)\w* (?:for )?(?:(?:a|the|some) )?(?:purchases?|acquisitions?|books?(?= (?:to|be|that|for)\b|\W*$))"
    r"|\bput in a request for a book\b|\b(?:ask|request) (?:you )?(?:to buy|that you buy|for) a book (?:that|which|you)\b"
    r"|درخواست(?: خرید(?: (?:(?:یک|یه) )?کتاب(?:ی)?)?)?(?: (?:رو|را|هم))? (?:بدم|بدهم|بدیم|کنم|ثبت کنم|بنویسم|داد)(?!\w)|درخواست بد\w+ (?:که )?کتابی|خرید (?:(?:یک|یه) )?کتاب(?:ی)? (?:رو |را )?پیشنهاد|پیشنهاد خرید (?:کتاب )?(?:بدم|بدهم|بدیم|کنم|داد)"
    r"|\bdarkhaste? kharid (?:ketab )?(?:bedam|dad|konam)\b|\bpurchase request (?:bedam|بدم|بدهم|بدیم)"
)


def asks_of_request(text: str) -> bool:
    """Tell whether a text asks what becomes of a wish that was made, and makes none: "will I hear when you buy it?"."""
    said = fold(text)
    return text.rstrip().endswith(("?", "؟")) and _BECOMES.search(said) is not None and ORDERS.search(said) is None


_BECOMES = re.compile(
    r"\b(?:will|would|shall|do|does|am) (?:i|we)\b[^.?!]{0,30}\b(?:hear|told|know|informed|notified|first|get|message|find out)\b|\b(?:will|would|do) you (?:let|tell|inform|notify|write|call)\b|\bwhen (?:will|do|would)\b[^.?!]{0,30}\b(?:decide|decided|know|buy|bought|hear|arrive|come)\b"
    r"|خبر\w*[^.؟?!]{0,16}(?:می ?\w+|بد\w+)|اطلاع (?:می ?\w+|بد\w+)|پیام\w* می ?\w+|(?:کی|چه وقت)[^.؟?!]{0,16}(?:معلوم|تصمیم|می ?خر)"
)


def inquires(text: str) -> bool:
    """Tell whether a text asks how purchases go, and wants nothing bought: "how many may I ask for a month?"."""
    said = fold(text).replace("’", "'")
    if QUOTED.search(text):
        return False
    if order_in(said) != said:
        # "If you can get it, would you order it for me?"
        return False
    if _HOW_IS_IT_DONE.search(said) or (_IF_BOUGHT.search(said) and _WOULD_PLEASE.search(said) is None):
        return True
    # "If you don't buy it, …", "how can I suggest that you buy it": what is only supposed orders nothing.
    supposed = SUPPOSED.search(said)
    if (
        supposed
        and not said[: supposed.start()].strip(_LEADING)
        and _ASKED.search(text)
        and not _WOULD_PLEASE.search(said)
    ):
        return True
    said = SUPPOSED.sub(" ", said)
    if ORDERS.search(said) is None and (_HOW_DOES_ONE.search(said) or _DELIBERATES.search(said)):
        return True
    if ORDERS.search(said) or HAVE_BOUGHT.search(said) or NAMES_IT.search(said) or names_or_wishes(text):
        return False
    return _INQUIRES.search(said) is not None or asks_how(text)


def asks_further(turn: Turn) -> bool:
    """Tell whether a message asks of the request that was registered shortly before, and names nothing more to be bought."""
    if not _registered_before(turn):
        return False
    said = fold(turn.text).replace("’", "'")
    orders = ORDERS.search(said) or HAVE_BOUGHT.search(said) or NAMES_IT.search(said) or names_or_wishes(turn.text)
    asks = bool({"?", "؟"} & set(turn.text)) and QUOTED.search(turn.text) is None
    return asks and not orders and not wishes_for_more(turn)


def wishes_for_more(turn: Turn) -> bool:
    """Tell whether a question behind one wish is a second: "is it possible to order Dune as well?", «کلیدر هم؟»."""
    if not _registered_before(turn):
        return False
    said = fold(turn.text).replace("’", "'")
    return _ONE_MORE.search(said) is not None or _WHAT_ABOUT.search(turn.text) is not None


def _registered_before(turn: Turn) -> bool:
    case = turn.recall("case") or {}
    return case.get("matter") == "suggest_purchase" and int(case.get("age", 0)) <= _REGISTERED_FOR


# What is had is a thing, and not the answer, the request or its own end …
_NO_THING = r"(?:it|them|this|that|these|those|an? (?:answer|reply|e ?mail|message|letter|request|wish|suggestion|reason)|the (?:answer|reply|request|first|money|reason)|told|informed|notified|back|first|in|to|any|more than|(?:two|three|four|five|several|many|few)|one|something)"
_NOT_OF_A_WORK = r"(?:who|whom|whose|when|where|why|how|what|which|will|would|can|could|may|might|do|does|did|is|are|am|was|were|should|shall|must|has|have|if|i|me|my|we|us|our|you|your|he|she|they|them|it|that|this|one|for|by|at|on|in|to|so|yes|no|ok|okay|thanks|please|others?|everybody|everyone)"
# … which may be asked for, or stand alone with a word that adds it.
_ONE_MORE = re.compile(
    rf"\b(?:is it|would it be|it's|if it's) possible (?:for you )?to (?:(?:also|even) )?(?:order|get|add|buy|purchase|acquire)\b (?!{_NO_THING}\b)\w"
    rf"|\b(?:can|could|may|might) (?:i|we) (?:(?:also|even|please) )?(?:order|get|add|request|suggest|propose)\b (?!{_NO_THING}\b)[^.?!]{{1,60}}"
    rf"|\b(?:how|what) about (?:also )?(?:ordering|getting|adding|buying|purchasing) (?!{_NO_THING}\b)\w"
    rf"|^\W*(?:(?:and|or|oh|also|then)\W+)?(?!{_NOT_OF_A_WORK}\b)\w[^.,;?!]{{1,50}} (?:too|as well|also)\W*$"
    r"|(?<!\w)(?!(?:این|اون|آن|همین|همون|اینا|من|ما|شما|یکی|جواب|پاسخ|خبر|دلیل|نظر)\w{0,2} )\w{2,}(?: (?:رو|را))? هم (?:(?!(?:خبر|جواب|اطلاع)\w* )\w+ ){0,2}?(?:می ?آر\w+|میار\w+|بیار\w+|اضافه|بخر\w*|می ?خر\w+|سفارش|تهیه|ثبت|می ?گیر(?:ید|ین)|بگیر(?:ید|ین))(?!\w)"
    r"|\w (?:رو|را) (?:به (?:مجموعه|کتابخونه|کتابخانه|فهرست|لیست)\w* )?(?:اضافه|سفارش|تهیه|میار(?:ید|ین)|می ?آور(?:ید|ین)|ثبت)(?!\w)"
    r"|^\W*(?:(?:و|یا|خب)\W+)?(?!(?:این|اون|آن|همین|همون|اینا|من|ما|شما|یکی|چند|چرا|کی|چه|آیا|کدوم|کدام|اگه|اگر|به|برای|واسه)\w? )\w{2,}(?: \w+){0,5} هم\W*$"
)
_WHAT_ABOUT = re.compile(r"\b(?:[Ww]hat|[Hh]ow) about (?:the (?:book|novel) |a book by |anything by )?[“\"‘']?[A-Z]")

_REGISTERED_FOR = 3


def asks_how(text: str) -> bool:
    """Tell whether a text asks how something is done: "how do I suggest a book?"."""
    said = fold(text)
    return _HOW_TO.search(said) is not None or _HOW_IS_IT_DONE.search(said) is not None


# What comes of a purchase is asked, with or without a question mark: "if you do order it, would I get it first".
_IF_BOUGHT = re.compile(
    r"^\W*(?:(?:and|so|but|ok|okay|also|then|thanks)\W+){0,3}(?:if|when|once) (?:you|they|the library)(?: (?:do|did|don't|ever|decide to|agree to)){0,2} (?:order|buy|get|purchase|acquire)\b(?: (?:it|them|this|that|one))?\W+(?:w(?:oul|ou|il)l?d?|do|does|is|are|can|could|must|may|when|how|who|where|what|which)\b"
    r"|^\W*(?:(?:و|خب|حالا|راستی)\W+){0,2}(?:اگه|اگر|وقتی) (?:(?:اونو|آن را|این رو|کتاب رو) )?(?:خریدی[دن]|بخری[دن]|سفارش (?:دادی|بدی|بدهی)[دن]|تهیه (?:کردی|کنی)[دن])(?!\w)(?=[^.]{0,60}(?:\?|؟|می ?(?:شه|شود|رسه|رسد|دین|دید|گین|گید|تونم|توانم)|اول|چقدر|چند|کی |کجا))"
)

_WOULD_PLEASE = re.compile(
    r"\bplease\b|\bwould be (?:nice|great|good|lovely|wonderful|perfect)\b|\bgrateful\b|لطفا|ممنون|(?:خوب|عالی|خوشحال)\w* ?(?:می ?(?:شه|شود|شم|شوم)|است|ه)(?!\w)"
)
_LEADING = " .,;:!?؟،andsobutok"
_ASKED = re.compile(r"[?؟]\s*$")
_HOW_FA = r"(?:چطور|چجور|چگونه|چه ?جور)\w{0,4}"
# How a request is made is asked, in the middle of a sentence as well.
_HOW_DOES_ONE = re.compile(
    r"\bhow (?:do|can|could|should|may|would|does|must) (?:i|we|one|somebody|someone)\b[^.?!]{0,24}\b(?:request\w*|suggest\w*|propos\w*|ask|apply|purchase|recommend\w*)\b"
    r"|(?:درخواست|پیشنهاد|سفارش|request|suggestion)\w{0,4}(?: \w{1,12}){0,3}? (?:"
    # «کتاب چطور رمان بنویسیم» is a title.
    + rf"(?<!کتاب )(?<!رمان ){_HOW_FA}(?!\w)|{_HOW_FA}(?:\W*$|\W*[.؟?!،]| (?:است|باید|می ?ش|بدم|بدهم|بدیم|کنم|ثبت|انجام|اقدام)))"
    + rf"|(?:(?<!کتاب )(?<!رمان ){_HOW_FA} (?:\w{{1,16}} ){{0,3}}?|{_HOW_FA} (?:(?!رو |را )\w{{1,16}} ){{0,3}}?)(?:درخواست|پیشنهاد|سفارش|request|suggestion)"
    r"|(?:request|درخواست\w{0,4}|پیشنهاد\w{0,4}) (?:بذارم|بدم|بدهم|بزارم|کنم)\W{1,3}(?:چطور\w{0,4}|چجور\w{0,4}|چگونه\w{0,4})"
)
# "All volumes in one request, or one each?" is asked, whatever is to be bought.
_DELIBERATES = re.compile(
    r"\b(?:requests?|suggestions?)\b[^.?!]{0,40}\bor\b[^.?!]{0,30}\b(?:each|all|one by one|separate\w*|together|at once)\b"
    r"|(?:درخواست|پیشنهاد|سفارش)\w{0,4} (?:بدم|بدهم|کنم|بذارم|بدیم|کنیم)[^.؟?!]{0,12} یا [^.؟?!]{0,24}(?:یکی|جدا|تک|همه|با هم|یه ?جا)"
)

# "Where the Crawdads Sing" is a title: a verb stands behind the word that asks.
_VERB = r"(?:is|are|was|were|do|does|did|can|could|will|would|should|shall|may|must|might|has|have|had|decides?|chooses?|approves?|buys?|pays?|happens?|gets?|looks?|reads?|checks?|find|ask|write)"
# Beginning with a question word, or with a condition that ends in a question.
_INQUIRES = re.compile(
    r"^\W*(?:(?:and|so|but|ok|okay|also|then|thanks|great)\W+)*(?:how (?:many|much|long|often|soon)|(?:when|who|whom|where|why)(?:'s| (?:(?:i|we|you|they|it|this|that|exactly|else) ){0,2}"
    + _VERB
    + r")|(?:which|what|whose)(?:'s| (?:\w{1,16} ){0,4}"
    + _VERB
    + r")|(?:do|does|will|is|are|must) (?:i|they|it|somebody|someone|anybody|anyone|there|that)\b|if\b.*[?؟])\b"
    r"|(?<!\w)(?:چند (?:تا|درخواست|بار|روز|هفته|وقت)|چقدر|چه مدت|کی (?:جواب|معلوم|تصمیم|بررسی)|دلیل\w*|چند نفر(?! از ما))(?!\w)"
    r"|\b(?:chand ta|cheghadr|chand (?:rooz|ruz|hafte))\b"
)
_ASKS_HOW = r"(?:\bhow (?:to|(?:do|can|could|should|may|would) (?:i|we|one)|i|we)\b|(?<!\w)(?:چگونه|چطور|چطوری|چجوری|چه جوری)(?!\w)|\b(?:chetori?|che ?joori|chejuri)\b)"
# "How to" within a sentence is a title's, unless it is to suggest or to buy.
_HOW_TO = re.compile(
    r"^\W*(?:(?:and|so|but|ok|okay|also|then|hi|hello|thanks|سلام|ببخشید|خب|salam)\W+){0,3}"
    + _ASKS_HOW
    + r"|"
    + _ASKS_HOW
    + r"[^.?!؟]{0,60}?(?:\b(?:buy|purchase|suggest|request|propose|recommend|order|apply|kharid|pishnahad|darkhast|sabt)|خرید|پیشنهاد|درخواست|سفارش|ثبت)"
)
_HOW_IS_IT_DONE = re.compile(
    r"\bhow (?:do )?i (?:do|make|go about) (?:this|it|that)\b|(?:چطور|چطوری|چجوری|چگونه) (?:باید )?(?:این ?کار|انجام)|\bchetori in ?kar"
)
_WHETHER = re.compile(
    r"\b(?:can|could|may|might|is it possible|am i allowed|should|do) (?:i|we|one|you)?\b|(?<!\w)(?:میشه|می ?شود|میتونم|می ?توانم|میتونین|میتونید|امکانش|آیا)(?!\w)|\b(?:mishe|mitunam|mitoonam)\b"
)
