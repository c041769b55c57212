"""Wishes for purchases: the title that is meant, from the words or from what was just looked for."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.branches_named import branches_named
from actions.dialogue.turn import Turn
from actions.dialogue.wording import search_words
from actions.facts.choices import choice, no, yes
from actions.facts.lines import title_line
from actions.subjects.cases.case_filing import file_matter
from actions.subjects.titles.names_within import name_within
from actions.subjects.titles.titles import is_titled
from crm.library_info import directory
from language.normalise import fold
from language.requests.cases.bought_by_name import buys_named, called_names
from language.requests.cases.case_questions import registers
from language.requests.cases.tellings import buys_unnamed
from language.requests.titles.copies import find_copy
from language.requests.titles.ordinary_words import is_ordinary
from library.values import Title

__all__ = [
    "asks_further",
    "asks_of_request",
    "asks_how",
    "asks_to_request",
    "wishes_for_more",
    "inquires",
    "offer_to_register",
    "only_asks_whether",
    "only_hopes",
    "quoted_title",
    "say_there",
    "title_spoken_of",
    "title_wished",
    "wants_sequel",
    "wish_registered",
]

_QUOTED = re.compile(r"[«“\"](?P<title>[^»”\"]{2,120})[»”\"]")
# Who asks how it is done, or says no more than that something is to be bought, has named no title.
_HOW = re.compile(
    r"\b(?:how|where) (?:do|can|could|would|should|may|does) (?:i|we|one)\b|\b(?:can|could|may) i (?:suggest|propose|ask|request|recommend)\b"
    r"|(?<!\w)(?:چگونه|چطور|چطوری|چجوری|چه جوری|کجا)(?!\w)|\bchetor(?:i)?\b"
)
_POINTS = re.compile(
    r"\b(?:it|this|that|one|another copy|more copies|second copy|extra copy|suggestion|request)\b"
    r"|(?<!\w)(?:این|اینو|همین|همینو|همون|اون|اونو|آن|نسخه \w+|یه نسخه|یک نسخه|یکی دیگه|پیشنهاد|پیشنهادش|ثبتش)(?!\w)"
)
# «کتاب … را بخرید», and what stands behind a colon, is named; "this book" is not.
_NAMES_IT = re.compile(
    r"(?:کتاب|رمان|نمایشنامه|دیوان|ترجمه)(?:\u200c?ی|ی)? (?!(?:رو|را|هم|که|خوب\w*)(?!\w))(?:(?!(?:این|اون|آن|همین|همون|دیگه|دیگر) )\w+ ){1,10}(?:رو|را)(?!\w)|[:：]\s*\w{2,} ?\w+"
)
_LOOKED_FOR = frozenset({"search_book", "hold", "shelf_location"})
_MOST_WORDS = 10


async def title_wished(turn: Turn) -> str | None:
    """Give the words that name what is to be bought; None where nothing names it yet."""
    quoted = _QUOTED.search(turn.text)
    if turn.entity("title") or quoted:
        return turn.text
    said = fold(turn.text)
    ordered = _ordered(said)
    if len(said.split()) <= _MOST_WORDS and _POINTS.search(ordered) and (title := await title_spoken_of(turn)):
        return _with_title(turn, title)
    if buys_unnamed(ordered) and _NAMES_IT.search(said) is None:
        # "Could you buy it? The whole class would read it": what was spoken of, or it is asked.
        title = await title_spoken_of(turn)
        return _with_title(turn, title) if title else None
    return None if _HOW.search(said) and not _wishes(turn.text) and not _HOW_IN_TITLE.search(said) else turn.text


def _ordered(said: str) -> str:
    """Give what is ordered behind what is supposed: of "if you can get it, would you order Dune?" the question."""
    supposed = _SUPPOSED.search(said)
    return said[supposed.end() :] if supposed and _ORDERS_THEN.search(said, supposed.end()) else said


# «کتاب چطور رمان بنویسیم رو».
_HOW_IN_TITLE = re.compile(
    r"(?<!\w)(?:کتاب|رمان) (?:چطور|چجور|چگونه|چه ?جور)\w{0,4} (?:(?!باید |می ?ش|می ?تون|می ?توان)\w+ ){1,8}?(?:رو|را|دارم|داشتم|می ?خوا\w+)(?!\w)"
)


def _with_title(turn: Turn, title: str) -> str:
    return f"{turn.text}\n«{title}»" if turn.language == "fa" else f"{turn.text}\n“{title}”"


def only_hopes(text: str) -> bool:
    """Tell whether a text finds it a pity, or wishes, that something be there, and orders nothing: "you should have it"."""
    said = fold(text)
    return _HOPES.search(said) is not None and _ASKED_FOR.search(said) is None


_HOPES = re.compile(
    r"\b(?:i wish you|shame|pity|you (?:really )?(?:should|ought to|must))\b|(?<!\w)(?:کاش|کاشکی|حیف|ای کاش|باید)(?!\w)|\b(?:kash|kashki|heyf|hayf)\b"
)
_ASKED_FOR = re.compile(
    r"\b(?:please|pls|plz|could you|can you|would you|i(?:'d| would) like|request|suggest|order)\b|لطفا|پیشنهاد|درخواست|سفارش|ثبت|خواهش|\b(?:lotfan|pishnahad|darkhast|sabt)\b"
)


def quoted_title(text: str) -> str:
    """Give the title that stands in quotation marks; empty for none."""
    found = _QUOTED.search(text)
    return found["title"] if found is not None else ""


def only_asks_whether(text: str) -> bool:
    """Tell whether a text asks whether something may be asked for, and does not ask for it: "can I put in a request?"."""
    said = fold(text)
    return text.rstrip().endswith(("?", "؟")) and _WHETHER.search(said) is not None and _ORDERS.search(said) is None


def asks_to_request(text: str) -> bool:
    """Tell whether a text asks whether a purchase may be asked for at all, and names nothing that is to be bought."""
    said = fold(text)
    unnamed = _QUOTED.search(text) is None and _ORDERS.search(said) is None
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
    return text.rstrip().endswith(("?", "؟")) and _BECOMES.search(said) is not None and _ORDERS.search(said) is None


_BECOMES = re.compile(
    r"\b(?:will|would|shall|do|does|am) (?:i|we)\b[^.?!]{0,30}\b(?:hear|told|know|informed|notified|first|get|message|find out)\b|\b(?:will|would|do) you (?:let|tell|inform|notify|write|call)\b|\bwhen (?:will|do|would)\b[^.?!]{0,30}\b(?:decide|decided|know|buy|bought|hear|arrive|come)\b"
    r"|خبر\w*[^.؟?!]{0,16}(?:می ?\w+|بد\w+)|اطلاع (?:می ?\w+|بد\w+)|پیام\w* می ?\w+|(?:کی|چه وقت)[^.؟?!]{0,16}(?:معلوم|تصمیم|می ?خر)"
)


def inquires(text: str) -> bool:
    """Tell whether a text asks how purchases go, and wants nothing bought: "how many may I ask for a month?"."""
    said = fold(text).replace("’", "'")
    if _QUOTED.search(text):
        return False
    if _ordered(said) != said:
        # "If you can get it, would you order it for me?"
        return False
    if _HOW_IS_IT_DONE.search(said) or (_IF_BOUGHT.search(said) and _WOULD_PLEASE.search(said) is None):
        return True
    # "If you don't buy it, …", "how can I suggest that you buy it": what is only supposed orders nothing.
    supposed = _SUPPOSED.search(said)
    if (
        supposed
        and not said[: supposed.start()].strip(_LEADING)
        and _ASKED.search(text)
        and not _WOULD_PLEASE.search(said)
    ):
        return True
    said = _SUPPOSED.sub(" ", said)
    if _ORDERS.search(said) is None and (_HOW_DOES_ONE.search(said) or _DELIBERATES.search(said)):
        return True
    if _ORDERS.search(said) or _HAVE_BOUGHT.search(said) or _NAMES_IT.search(said) or _wishes(text):
        return False
    return _INQUIRES.search(said) is not None or asks_how(text)


def asks_further(turn: Turn) -> bool:
    """Tell whether a message asks of the request that was registered shortly before, and names nothing more to be bought."""
    if not _registered_before(turn):
        return False
    said = fold(turn.text).replace("’", "'")
    orders = _ORDERS.search(said) or _HAVE_BOUGHT.search(said) or _NAMES_IT.search(said) or _wishes(turn.text)
    asks = bool({"?", "؟"} & set(turn.text)) and _QUOTED.search(turn.text) is None
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


def _wishes(text: str) -> bool:
    """Tell whether a text names who wrote it or wishes it were there, so that a question word is the title's own."""
    return _WISHED.search(fold(text)) is not None or _BY_NAME.search(text) is not None


_WISHED = re.compile(
    r"(?<!\w)(?:کاش|کاشکی|بیار|بیارید|بیارین|بیارن)(?!\w)|(?<=\w )باشه(?!\w)(?![^.!]{0,60}[?؟])|\b(?:kash|kashki|biarid|biarin|biyarid|biyarin)\b"
)
_BY_NAME = re.compile(
    r"\b[Bb]y (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|I\b)[A-Z]"
)


# What comes of a purchase is asked, with or without a question mark: "if you do order it, would I get it first".
_IF_BOUGHT = re.compile(
    r"^\W*(?:(?:and|so|but|ok|okay|also|then|thanks)\W+){0,3}(?:if|when|once) (?:you|they|the library)(?: (?:do|did|don't|ever|decide to|agree to)){0,2} (?:order|buy|get|purchase|acquire)\b(?: (?:it|them|this|that|one))?\W+(?:w(?:oul|ou|il)l?d?|do|does|is|are|can|could|must|may|when|how|who|where|what|which)\b"
    r"|^\W*(?:(?:و|خب|حالا|راستی)\W+){0,2}(?:اگه|اگر|وقتی) (?:(?:اونو|آن را|این رو|کتاب رو) )?(?:خریدی[دن]|بخری[دن]|سفارش (?:دادی|بدی|بدهی)[دن]|تهیه (?:کردی|کنی)[دن])(?!\w)(?=[^.]{0,60}(?:\?|؟|می ?(?:شه|شود|رسه|رسد|دین|دید|گین|گید|تونم|توانم)|اول|چقدر|چند|کی |کجا))"
)

_WOULD_PLEASE = re.compile(
    r"\bplease\b|\bwould be (?:nice|great|good|lovely|wonderful|perfect)\b|\bgrateful\b|لطفا|ممنون|(?:خوب|عالی|خوشحال)\w* ?(?:می ?(?:شه|شود|شم|شوم)|است|ه)(?!\w)"
)

_SUPPOSED = re.compile(
    r"\b(?:if|when|once|unless|in case|that) (?:you|they|the library)\b[^,.?!؟]{0,24}\b(?:buy|order|get|purchase|acquire)(?: (?:it|them|one|this|that))?\b"
)
_BUY = r"(?:buy|order|purchase|acquire|get(?! (?:in|back|to|round|around|rid|told|paid)\b))"
# What is ordered behind what is supposed.
_ORDERS_THEN = re.compile(
    rf"\b(?:can|could|would|will|won't) (?:you|the library|they) (?:(?:please|also|then|just|kindly) )?{_BUY} \w|[,;:] ?(?:(?:please|then|also|just|do) )?{_BUY} \w"
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
# Who is to buy it is asked to: "could you get the new Murakami?"
_HAVE_BOUGHT = re.compile(
    r"\b(?:can|could|would|will|won't|should|why don't|please|why not)\b[^.?!]{0,20}\b(?:you|the library|library|they)\b[^.?!]{0,20}\b(?:buy|get|order|purchase|acquire|stock|add)\b"
    r"|(?<!\w)(?:می ?خر(?:ید|ین)|بخر\w*|تهیه (?:می ?)?کن\w*|سفارش (?:می ?)?د\w+)(?!\w)|\b(?:mikharid|mikharin|bekhar\w*)\b"
)


def offer_to_register(turn: Turn, title: str, text: str) -> None:
    """Ask whether the wish for a title is to be registered."""
    ref = turn.await_("file", "yes", matter="suggest_purchase", text=text)
    turn.say(
        "utter_title_buy",
        status="clarified",
        title=title,
        choices=[yes(ref, "utter_button_yes_register"), no(ref)],
    )


async def say_there(turn: Turn, text: str, *, outright: bool = False) -> bool:
    """Say that the library has what is wished for already, and ask whether the wish shall stand; False where it has not.

    Outright, the name must be that of what is to be bought, and not all that is left of a question.
    """
    if _MORE_COPIES.search(fold(text)) or wants_sequel(text):
        return False
    title = await (_named_within if outright else _in_catalogue)(turn, text)
    if title is None:
        return False
    turn.point("title", title.id, "search_book")
    places = await turn.library.availability(title.id)
    ref = turn.await_("file", "yes", matter="suggest_purchase", text=text)
    turn.did("search_book", kind="title", things=[title.id], title=title.title, result="told")
    turn.say(
        "utter_purchase_there",
        status="clarified",
        **title_line(title, places),
        choices=[
            choice("utter_button_reserve_it", "hold", ref=f"title:{title.id}"),
            yes(ref, "utter_button_yes_register"),
            no(ref),
        ],
    )
    return True


# What goes on with a title is another one.
_SEQUEL = re.compile(
    r"\b(?:sequel|continuation|follow-?up|(?:next|second) (?:book|volume|part|instal?ment) (?:of|to|in|after))\b"
    r"|(?<!\w)(?<!در )(?:دنباله|ادامه(?! (?:تحصیل|درخواست|صحبت|راه))|جلد (?:بعد|دوم|جدید))(?:ی|ش|اش|ٔ)?(?!\w)"
)


def wants_sequel(text: str) -> bool:
    """Tell whether a text wishes for what goes on with a title, which is another one."""
    return _SEQUEL.search(fold(text)) is not None


async def _in_catalogue(turn: Turn, text: str) -> Title | None:
    """Give the title of the catalogue whose whole name stands in a wish; of several editions that in the words' language."""
    quoted = _QUOTED.search(text)
    names = [quoted["title"] if quoted else "", turn.entity("title") or ""]
    names += [search_words(_BUYING.sub(" ", fold(part))) for part in _SENTENCE.split(text)[:_MOST_SENTENCES]]
    copy = find_copy(text)
    for name in dict.fromkeys(filter(None, names)):
        page = await turn.library.search(name, limit=_LOOKED_AT)
        if page.corrected:
            continue
        named = [
            one
            for one in page.titles
            if is_titled(one.title, name) or (one.author and is_titled(one.title, _BY.split(name)[0].strip()))
        ]
        wanted = [one for one in named if copy is None or copy.language in ("", one.language)]
        if wanted:
            return next((one for one in wanted if one.language == turn.language), wanted[0])
    return await _named_within(turn, text)


async def _named_within(turn: Turn, text: str) -> Title | None:
    """Give the title whose whole name stands among other words of a wish; "something like Dune" wishes for another."""
    if (called := await _called(turn, text)) is not None:
        return called
    found = await name_within(turn, text) if _LIKE.search(fold(text)) is None else None
    if found is None or found[1].author or not found[1].titles:
        return None
    copy = find_copy(text)
    wanted = [one for one in found[1].titles if copy is None or copy.language in ("", one.language)]
    if all(map(is_ordinary, fold(found[0]).split())) or not buys_named(text, found[0]):
        return None
    return next((one for one in wanted if one.language == turn.language), wanted[0]) if wanted else None


async def _called(turn: Turn, text: str) -> Title | None:
    """Give the title that a wish to buy says its book is called, or that it says is not there."""
    copy = find_copy(text)
    if _LIKE.search(fold(text)) or (copy is not None and copy.kind):
        return None
    if branches_named(text, await directory.branches(turn.store)):
        # What one branch lacks may be bought for it.
        return None
    for name, author in called_names(text).items():
        page = await turn.library.search(name, limit=_LOOKED_AT, exactly=True)
        called = [] if page.corrected else [one for one in page.titles if is_titled(one.title, name)]
        theirs = [one for one in called if not author or author.split()[-1] in fold(one.author).split()]
        wanted = [one for one in theirs if copy is None or copy.language in ("", one.language)]
        if wanted:
            return next((one for one in wanted if one.language == turn.language), wanted[0])
    return None


_LIKE = re.compile(
    r"\b(?:like|similar|besides|other than|instead of|more (?:by|from|of)|others?|another|else)\b|(?<!\w)(?:مثل|شبیه|مانند|غیر از|به جز|بجز|دیگه|دیگر)\w{0,3}(?!\w)|\b(?:mesl|shabih|dige)\w{0,2}\b"
)


_BUYING = re.compile(
    r"\b(?:please|kindly|could|can|would|will|you|we|i|the library|library|buy|get|order|purchase|acquire|add|stock|it|it's|would like|want|wish|suggest|propose|to|for us|a copy of|the (?:book|novel))\b"
    r"|(?<!\w)(?:لطفا|لطفن|بخر\w*|تهیه|خرید\w*|سفارش|کنید|کنین|بدید|بدین|کتاب|رمان|رو|را|میشه|می ?شود|برای|کتابخانه|کتابخونه)(?!\w)|\b(?:lotfan|bekhar\w*|ketab\w*|ro|ra)\b"
)
_SENTENCE = re.compile(r"[.!?؟\n]+")
_BY = re.compile(r"\bby\b|(?<!\w)(?:نوشته|نوشتهٔ|نوشته ی|اثر|از)(?!\w)", re.IGNORECASE)
_MOST_SENTENCES, _LOOKED_AT = 4, 5
_MORE_COPIES = re.compile(
    r"\b(?:another|more|second|extra|additional|new) (?:cop(?:y|ies)|editions?|translations?)\b|\bone more\b|نسخه\w* (?:دیگه|دیگر|بیشتر|دوم|اضافه|جدید|نو)|(?:یکی|یه نسخه|یک نسخه) (?:دیگه|دیگر)|بیشتر بخر|ترجمه\w* (?:دیگه|دیگر|جدید)"
)
_WHETHER = re.compile(
    r"\b(?:can|could|may|might|is it possible|am i allowed|should|do) (?:i|we|one|you)?\b|(?<!\w)(?:میشه|می ?شود|میتونم|می ?توانم|میتونین|میتونید|امکانش|آیا)(?!\w)|\b(?:mishe|mitunam|mitoonam)\b"
)
_ORDERS = re.compile(
    r"\b(?:please|pls|plz|i'd like|i want|i wish|order it|buy it|register|would you)\b|لطفا|لطفن|بخرید|بخرین|ثبت کن|ثبت بفرما|سفارش بد|تهیه (?:کنید|کنین|بفرمایید)|خواهش|\b(?:lotfan|bekharid|bekharin|sabt kon)\w*"
)


async def wish_registered(turn: Turn) -> bool:
    """File the purchase that was just offered or asked about, when it is to be registered; False otherwise."""
    pending = turn.slot("pending") or {}
    asked = pending.get("do") == "tell" and (pending.get("args") or {}).get("matter") == "suggest_purchase"
    offered = any(offer.intent == "suggest_purchase" for offer in turn.thread.offers())
    if not (asked or offered) or turn.is_payload or not registers(turn.text) or asks_of_request(turn.text):
        return False
    if inquires(turn.text):
        # "How can I suggest that you buy it?" asks how, and has nothing registered.
        return False
    title = await title_spoken_of(turn)
    if title is None:
        return False
    turn.set("pending", None)
    turn.intent = "suggest_purchase"
    if only_asks_whether(turn.text):
        # "Could I put in a purchase request?" asks for none yet.
        offer_to_register(turn, title, f"«{title}»" if turn.language == "fa" else f"“{title}”")
        return True
    await file_matter(turn, "suggest_purchase", f"«{title}»" if turn.language == "fa" else f"“{title}”", anew=True)
    return True


async def title_spoken_of(turn: Turn) -> str | None:
    """Give the title that the talk is about: of the one shown, or the words that were looked for and not found."""
    focus = turn.focus("title") or next(iter(turn.shown("title")), None) if len(turn.shown("title")) <= 1 else None
    if focus is not None and (title := await turn.library.title(focus)) is not None:
        return title.title
    looked = next((act for act in turn.thread.acts() if act.act in _LOOKED_FOR and act.result != "asked"), None)
    if looked is None:
        return None
    quoted = _QUOTED.search(looked.words)
    return looked.title or (quoted["title"] if quoted else search_words(looked.words)) or None
