"""Others' accounts: who has a book and how to reach them, what is on somebody's card, with its number or PIN typed.

A number and a PIN in a message open nothing, whoever gives them; that is said, and nobody is sent to sign in for it.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn, nested
from actions.facts.choices import menu
from actions.rasa.registry import HANDLERS
from actions.subjects.children import asks_of_child
from actions.subjects.titles_in_talk import title_in_talk, title_named
from language.normalise import fold

__all__ = ["asks_of_card", "asks_who_has", "hears_of_others", "orders_on_fines_of_card", "say_only_own"]

_CARD = r"(?:\[(?:card|national-id|phone|bank-card)\]|(?<!\d)\d{7,14}(?!\d))"
_PERSON = (
    r"\b(?:my|our) (?:\w+ )?(?:husband|wife|spouse|partner|fianc\w+|mother|mum|mom|father|dad|parents?|brother|sister|friend|boyfriend|girlfriend|room ?mate|flat ?mate|neighbou?r|colleague|boss|cousin|uncle|aunt|grand\w+|teacher|student|son|daughter|child|children|kids?|boy|girl|niece|nephew)(?:'s)?\b"
    r"|\b(?:his|her|their|somebody else's|someone else's|another (?:person|member)'s) (?:\w+ )?card\b"
    r"|(?<!\w)(?:همسر|شوهر|خانم|خانوم|زن|نامزد|مادر|مامان|پدر|بابا|برادر|داداش|خواهر|آبجی|دوست|رفیق|همکار|همسایه|هم ?اتاقی|عمو|دایی|خاله|عمه|مادربزرگ|پدربزرگ|دختر|پسر|بچه|فرزند|نوه|شاگرد)(?: ?(?:م|ام|مون|مان|مو))(?!\w)|(?<!\w)(?:کارتش|کارتشون|شماره کارتش|کد عضویتش)(?!\w)"
    r"|\b(?:hamsaram|shoo?harem|shoo?haram|khanoo?mam|zanam|mamanam|babam|madaram|pedaram|khaharam|baradaram|dadasham|doo?stam|refigham|dokhtaram|pesaram|bacham|hamkaram|kartesh)\b"
)
_ACCOUNT = (
    r"\b(?:borrow\w*|loans?|on loan|checked out|has out|have out|got out|out|overdue|due|fines?|fees?|owes?|owed|reserv\w*|holds?|account|books?|what(?:'s| is) on|read)\b"
    r"|(?<!\w)(?:چی|چیا|چه|کدوم|کتاب\w*|امانت\w*|جریمه\w*|بدهی\w*|بدهکار\w*|رزرو\w*|موعد\w*|حساب\w*|گرفته|برده|خونده|دستشه)(?!\w)"
    r"|\b(?:chi|chia|ketab\w*|amanat\w*|jarime\w*|bedehi\w*|rezerv\w*|gerefte|borde)\b"
)
_OF_PERSON, _OF_ACCOUNT, _NUMBERED = re.compile(_PERSON), re.compile(_ACCOUNT), re.compile(_CARD)
# A card that is lost, a joining, and what is brought back or collected with somebody's card have their own answers.
_OTHERWISE = re.compile(
    r"\b(?:lost|stolen|found|block|join|sign up|register|can'?t (?:log|sign)|collect|pick\w* up|return(?:ing)?|use|using|with (?:his|her|my|their))\b"
    r"|(?<!\w)گم(?!\w)|دزد|پیدا کرد|مسدود|عضو (?:ب|ن?می|کن)\w*|ثبت ?نام|تحویل|پس (?:ب|می)|برگردون|با کارت\w*|\b(?:gom|dozd|ozv|tahvil|pas bed\w*|ba kart\w*)\b"
)
_OF_FINES = re.compile(r"\b(?:fines?|fees?|debts?|owed|balance|jarime\w*|bedehi\w*)\b|جریمه|بدهی|دیرکرد")
_LIFTED = re.compile(
    r"\b(?:clear|delete|remove|waive|forgive|cancel|erase|reset|zero|drop|wipe|reduce|lower|write off|set)\b"
    r"|(?<!\w)(?:صفر|پاک|حذف|ب?بخش\w*|کم|لغو|بردار\w*|معاف|تسویه)(?!\w)|\b(?:sefr|pak|hazf|bebakhsh\w*|kam|laghv|bardar\w*)\b"
)
_MINE = re.compile(
    r"\b(?:my|mine|i)\b|(?<!\w)(?:من|خودم|خودمو|کارتم|جریمه ?(?:م|هام|ام)|جریمم)(?!\w)|\b(?:man|khodam|kartam)\b"
)
_PIN = re.compile(r"\[pin\]|\b(?:pin|password|passcode|ramz\w*)\b|(?<!\w)(?:رمز|پسورد|پین)\w*(?!\w)")
_THEIR_PIN = re.compile(
    r"\b(?:his|her|their|\w+'s) (?:pin|password|passcode)\b|(?<!\w)(?:رمز|پسورد|پین)(?:ش|شم|شو|شون|شونو)(?!\w)|\b(?:ramz|pass(?:word)?)(?:esh|esham|esho|eshun)\b"
)
_GIVEN = re.compile(
    r"\[pin\]|(?<!\d)\d{4,6}(?!\d)|\b(?:i (?:know|have|got)|here is|daram|midunam|midoonam)\b|(?<!\w)(?:دارم|بلدم|میدونم|میدانم)(?!\w)"
)
# A title may stand in between, and is no more than some words.
_WHO_HAS = re.compile(
    r"\bwho(?:'s| has| have| is)? (?:currently |now |else )?(?:has|got|have|having|holding|keeping|reading|borrowed|took|taken|checked)? ?[^?.!]{0,70}?\b(?:checked out|taken out|out right now|on loan|at home)\b"
    r"|\bwho(?:'s| has)? (?:else |currently |last |just )?(?:borrowed|took out|taken out|checked out|got hold of)\b|\b(?:who|which (?:member|person|reader|patron))(?: has|'s got| got| is having| holds| had| have) [^?.!]{1,70}?\b(?:now|right now|at the moment|currently|today|before me|at present)(?=\W*$|\W*[?.!,])"
    r"|(?<!\w)(?:دست|پیش) (?:چه کسی|کدوم \w+|کی)(?: ?(?:ه|یه|هست|است|هستش|س))?(?!\w)(?! (?:ب|می)(?:دم|دیم|سپار|رم|ذار))|(?<!\w)(?:دست|پیش) کیه(?!\w)"
    r"|(?<!\w)(?:کی|چه کسی|کیا|کدوم عضو|کدوم آدم)(?: \w+){0,5} (?:برده|بردتش|بردش|امانت گرفته|امانت برده|گرفتتش|قرض گرفته)(?!\w)(?! (?:میش|بش|شد))"
    r"|\b(?:daste?|pishe?) ?(?:kie|kiye|kiyeh|ki hast|ki e)\b|\bki(?: \w+){0,4} (?:borde|amanat gerefte|gereftatesh)\b"
)
# Whose things these are is no matter of loans.
_NOT_LOANS = re.compile(
    r"\bwho (?:has|have|is) (?:the right|to|written|been|access|charge|responsible)\b|\bphone|wallet|bag\b|کیف|گوشی|کلید(?!ر)"
)
_REACH = re.compile(
    r"\b(?:his|her|their|its?|that (?:person|member|reader)'?s?|the (?:borrower|person|member|reader)'?s?) (?:\w+ )?(?:phone|number|name|address|e-?mail|mobile|contact\w*|telegram)\b|\b(?:call|phone|contact|text|write to|reach|e-?mail) (?:him|her|them|that person)\b|\bwho (?:is|are) (?:it|he|she|they|that)\b"
    r"|(?<!\w)(?:شمار(?:ه)? ?(?:تلفن|موبایل)?|تلفن|موبایل|اسم|آدرس|نشانی|ایمیل|آیدی)(?:ه)?(?: ?(?:ش|شو|شون|شونو|اش|شم|ش رو))(?!\w)|\b(?:shoo?mara?sh\w*|esmesh\w*|telefonesh\w*|adresesh\w*|mobilesh\w*)\b"
)


def asks_who_has(text: str) -> bool:
    """Tell whether a text asks who has a book, or had it before."""
    said = _folded(text)
    return _WHO_HAS.search(said) is not None and _NOT_LOANS.search(said) is None


def asks_of_card(text: str) -> bool:
    """Tell whether a text asks what is on somebody else's card whose number it gives."""
    said = _folded(text)
    if not (_NUMBERED.search(said) and _OF_PERSON.search(said)) or _OTHERWISE.search(said):
        return False
    return _OF_ACCOUNT.search(_NUMBERED.sub(" ", said)) is not None


def orders_on_fines_of_card(text: str) -> bool:
    """Tell whether a text orders fines away from a card that it gives the number of, and does not call its own."""
    said = _folded(text)
    if not (_NUMBERED.search(said) and _OF_FINES.search(said) and _LIFTED.search(said)):
        return False
    return _MINE.search(said) is None and not said.rstrip().endswith(("?", "؟"))


async def hears_of_others(turn: Turn) -> bool:
    """Refuse what is asked of others' accounts by number, PIN or book; tell whether it was that."""
    if turn.is_payload or (turn.slot("pending") or {}).get("awaits") in _WORDS:
        return False
    said, last = _folded(turn.text), turn.thread.last
    of_others = last is not None and last.act == "others_loans"
    if orders_on_fines_of_card(turn.text):
        say_only_own(turn, fines=True)
        return True
    if _gives_pin(said, of_others=of_others):
        say_only_own(turn)
        return True
    if asks_of_card(turn.text):
        if not await asks_of_child(turn, any_topic=True):
            turn.intent, turn.confidence, turn.entities = "others_loans", 1.0, {}
            await HANDLERS["others_loans"].handler(turn)
        return True
    if not asks_who_has(turn.text) and not (of_others and _REACH.search(said)):
        return False
    title = await title_named(turn, turn.text) or (await title_in_talk(turn) if of_others else None)
    turn.intent, turn.confidence = "others_loans", 1.0
    turn.entities = {"title": [title.title]} if title is not None else {}
    await HANDLERS["others_loans"].handler(turn)
    return True


# What is told for a case is kept as it is told.
_WORDS = frozenset({"told", "words", "score", "join"})


def _gives_pin(said: str, *, of_others: bool) -> bool:
    """Tell whether somebody else's PIN is given, or right after a question for others' loans any PIN."""
    if _PIN.search(said) is None or said.rstrip().endswith(("?", "؟")):
        return False
    theirs = _THEIR_PIN.search(said) is not None
    return (
        _GIVEN.search(said) is not None
        and (theirs or of_others)
        and not re.search(r"\bmy pin\b|رمز(?:م| من)(?!\w)", said)
    )


def say_only_own(turn: Turn, *, fines: bool = False) -> None:
    """Say that a number or a PIN in a message opens no account, and who decides on fines where these were spoken of."""
    turn.intent, turn.confidence, turn.entities = "others_loans", 1.0, {}
    turn.did("others_loans", result="told")
    turn.say(
        "utter_own_card_only",
        status="refused",
        fines=nested("utter_part_fines_by_librarian") if fines else None,
        guardian=None,
        choices=menu("loans"),
    )


def _folded(text: str) -> str:
    return fold(text).replace("’", "'")
