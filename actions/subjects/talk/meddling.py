"""Orders to the bot itself: another role, no rules, its instructions, and what is private to all members.

Nobody becomes a librarian by saying so. What sounds like it and is an ordinary wish, "ignore my last message", «قانون
دیرکرد», is left to whoever answers it.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.subjects.others.others_accounts import orders_on_fines_of_card, say_only_own
from language.normalise import fold

__all__ = ["asks_for_members", "hears_meddling", "meddles"]

# Only who orders is heard so, not who tells of it: "ignore ...", "please ignore ...", "I want you to ignore ...".
_ORDER_EN = r"(?:^\W*|[.!?;:,]\s*|\b(?:please|now|and|then|just|you to|you must|you should|you will|can you|could you|will you|ok|okay|hi|hello|hey) )"
_ORDERS_FA = (
    r"(?:نادیده بگیر\w*|فراموش کن(?:ید|ین)?|بی ?خیال (?:شو|شید|شین)|کنار ب(?:ذار|گذار)\w*|دور بزن\w*|دور بریز\w*)(?!\w)"
)
_SHOW_FA = r"(?:نشون بده|نشان بده|نشونم بده|نشانم بده|بهم بده|بده|بگو|چاپ کن|بنویس|بفرست|لو بده|رو کن|تکرار کن)(?!\w)"
_MASTER_EN = r"(?:admin\w*|root|super ?user|hacker|unrestricted|unfiltered|uncensored|evil|chat ?gpt|gpt|dan|(?:library|system) (?:manager|director|owner))"
_MASTER_FA = r"(?:مدیر|ادمین|رییس|برنامه ?نویس|توسعه ?دهنده|هکر)"
_TURNED = re.compile(
    # The rules it has.
    rf"{_ORDER_EN}(?:ignore|forget|disregard|override|bypass|overlook) (?:all |any |every )?(?:of )?(?:the |these |those )?(?:(?:prev\w{{2,6}}|prior|earlier|above|original|system) )+(?:inst\w{{3,9}}|prom?p?ts?|guidelines?|programming|commands|training)\b(?! (?:i|we|that|which|about|for|on|from)\b)"
    rf"|{_ORDER_EN}(?:ignore|forget|disregard|override|bypass|overlook) (?:all |any |every )?(?:of )?your (?:\w+ )?(?:rules|instructions?|prompts?|guidelines?|programming|commands|training|restrictions)\b(?! (?:about|for|on)\b)"
    rf"|{_ORDER_EN}(?:ignore|forget|disregard) everything (?:you were|you have been|you've been|above)\b"
    # What it is told behind the scenes.
    rf"|{_ORDER_EN}(?:show|print|reveal|repeat|give|tell|output|display|write|send|share|leak)(?: out)?(?: me| us)? (?:(?:all|of) )*(?:your (?:(?:system|hidden|internal|initial|secret|original|full|exact|own) )*(?:prom?p?ts?|instructions)|the (?:system|hidden|initial|secret) prom?p?t)(?=\W*$|\W*[.,;!?]| (?:and|now|please|word|verbatim|to)\b)"
    r"|^\W*what(?: is|'s| are) your (?:(?:system|hidden|internal|initial|secret) )+(?:prompt|instructions)\W*$"
    rf"|{_ORDER_EN}repeat (?:the |all |every )?(?:text|words|everything|lines?) (?:above|before)(?: this)? (?:word for word|verbatim)\b"
    # What it is to be.
    rf"|{_ORDER_EN}from now on,? you(?:'re| are| act as| will be)(?: an?| the| my)? (?:\w+ )?{_MASTER_EN}\b"
    rf"|{_ORDER_EN}you(?:'re| are) now (?:an? |the |my )?(?:\w+ )?(?:{_MASTER_EN}|(?!chat)\w{{2,12}}bot)\b|\byou (?:now )?have no (?:limits|rules|restrictions)\b"
    rf"|{_ORDER_EN}(?:pretend|act|behave|role ?-?play) (?:as(?: if)?|to be|like|that you are|you are|you're)(?: you are| you're| you were)? (?:an? |the |my )?(?:\w+ )?{_MASTER_EN}\b"
    rf"|{_ORDER_EN}(?:enter|activate|enable|engage|switch (?:in)?to|turn on|go into) (?:the )?(?:developer|debug|god|admin|root|jailbreak|sudo|dan) mode\b|^\W*(?:developer|debug|god|admin|root|jailbreak|sudo|dan) mode (?:on|enabled|activated)\b|^\W*sudo \w"
    rf"|{_ORDER_EN}(?:(?:make|grant|give) me (?:an? |the )?(?:full )?(?:admin\w*|root|librarian|staff) (?:rights?|access|role|privileges?|permissions?)|make me (?:an? |the )?(?:admin|administrator|root|super ?user))\b"
    # The same in Persian: the verb is an order, and the rules are the bot's own.
    rf"|(?<!\w)(?:دستورات|دستورها(?:ی)?|دستورالعمل\w*|پرامپت\w*)(?: قبلی(?:ت|تون|تان)?| خودت| سیستم\w*| بالا| اولیه(?:ت)?)(?: ?(?:رو|را))? {_ORDERS_FA}"
    rf"|(?<!\w)(?:(?:قانون|قاعده|محدودیت)ها(?:یت|ت)|قوانینت|قواعدت|(?:همه|تمام|کل|تمامی)(?: ?ی)? (?:قوانین|قانونها|قواعد|محدودیتها)(?:ت|یت)?)(?: ?(?:رو|را))? (?:{_ORDERS_FA}|زیر پا ب(?:ذار|گذار)(?!\w))"
    rf"|(?<!\w)(?:دستورالعمل\w*|دستورات|دستورها(?:ی)?|پرامپت) (?:سیستم|مخفی|درونی|داخلی|پنهان|اولیه)(?:ت|یت|ی)?(?: ?(?:رو|را))? {_SHOW_FA}|(?<!\w)پرامپتت(?: ?(?:رو|را))? {_SHOW_FA}"
    rf"|(?<!\w)از (?:الان|حالا|این لحظه|این به بعد)(?: به بعد)? (?:تو )?{_MASTER_FA}(?:ی|(?: \w+)? (?:هستی|باش|میشی|ای))(?!\w)"
    rf"|(?<!\w)(?:فرض|تصور|وانمود) کن(?: که)?(?: تو)? {_MASTER_FA}(?:ی|(?: \w+)? هستی| \w+ای)(?!\w)|(?<!\w)نقش (?:یه |یک )?{_MASTER_FA}(?: \w+)? (?:رو |را )?(?:بازی کن|بگیر)(?!\w)"
    rf"|(?<!\w)(?:منو|من رو|من را|مرا) {_MASTER_FA}(?: \w+)? کن(?!\w)|(?<!\w)(?:حالت|مود) (?:توسعه ?دهنده|دیباگ|ادمین|مدیر|برنامه ?نویس)(?: رو| را)? (?:فعال|روشن) کن(?!\w)"
    r"|\bdast?o?u?rat\w*(?: ghabli\w*)?(?: ro)? (?:nadide begir|faramoo?u?sh kon|bikhial sho)\b|\baz (?:alan|in be bad)(?: to)? (?:modir|admin|rais)\w*(?: \w+)? (?:hasti|bash)\b|\bfarz kon(?: \w+)? (?:modir|admin)\w*(?: \w+)? hasti\b"
)
_SHOWN = re.compile(
    r"\b(?:show|give|print|dump|send|tell me|export|display|hand over|let me see|reveal|leak|list (?:all|every|the|your)|i want)\b"
    r"|(?<!\w)(?:نشون|نشان|نشونم|بده|بدید|بدین|بفرست\w*|بگو|بگید|بگین|چاپ کن|لیست کن|میخوام|رو کن|لو بده|بنویس)(?!\w)"
    r"|\b(?:neshun|neshoon|bede|befrest\w*|bego|mikham)\b"
)
_KINDS = r"(?:pins?|passwords?|card numbers|(?:mobile |phone |telephone )?numbers|phones|e-?mails|e-?mail addresses|addresses|database|names|list|records)"
_KINDS_FA = r"(?:لیست|فهرست|شمارهها\w*|شماره|اسامی|اسم|اسمهای|اطلاعات|مشخصات|ایمیل\w*|آدرس\w*|نشانی|موبایل|تلفن|تماس|همراه|عضویت)"
# Whose they are stands beside what they are: a desk, a club or the wi-fi of members is nobody's own.
_OF_ALL = re.compile(
    rf"\b(?:(?:all|every|the|your|other) ){{0,3}}(?:(?:members|users|patrons|customers|borrowers)'? ?|(?:every|each) (?:member|user|patron|card)'s ){_KINDS}\b"
    r"|\b(?:lists?|dump|database|export|names|(?:phone |telephone |mobile |card )?numbers|phones|e-?mails|addresses|pins|passwords) of (?:(?:all|every|the|your|other) ){0,3}(?:members|users|patrons|customers|borrowers|cards)\b"
    r"|\b(?:all|everyone's|everybody's|other people's|other members') (?:of )?(?:the |your )?(?:card numbers|pins|passwords)\b"
    rf"|(?<!\w)(?:{_KINDS_FA}(?: ?ی)? ){{1,3}}(?:(?:همه|تمام|کل)(?: ?ی)? )?(?:اعضا|اعضای کتابخ\w+|کاربران|کاربرا|کاربرها|عضوها)(?!\w)"
    r"|(?<!\w)(?:رمز|شماره)(?:های)? (?:همه|تمام|کل)(?: ?ی)? (?:کارتها\w*|کارت ها|اعضا|کاربران|کاربرها|کاربرا)(?!\w)"
    r"|\b(?:list\w*|ramz\w*|shomare\w*|esm\w*) (?:hame(?:ye)? )?(?:aza|azaye|karbar(?:a|ha|an)\w*|ozvha\w*)\b"
)
# Who asks how to come by one orders nothing.
_HOW = re.compile(r"\bhow (?:do|can|to|does|could)\b|چطور|چجور|چگونه|\bche(?:tor|jur)")
# Who is at a club, works here or how data are kept is no secret of anybody's.
_PUBLIC = re.compile(
    r"\b(?:club|circle|staff|group|protect\w*|kept|keep|safe\w*|stor\w*|delet\w*|policy|privacy|how many|number of|benefits?)\b"
    r"|باشگاه|حلقه|کارکنان|کارمند\w*|محافظت|نگه ?دار\w*|پاک|چند نفر|تعداد|مزایا|خبرنامه"
)


def meddles(text: str) -> bool:
    """Tell whether a text gives the bot another role, puts it above its rules, or asks for its instructions."""
    return _TURNED.search(_folded(text)) is not None


def asks_for_members(text: str) -> bool:
    """Tell whether a text wants PINs, numbers or a list of members, of all of them or of others."""
    said = _folded(text)
    asked = _OF_ALL.search(said) is not None and _SHOWN.search(said) is not None
    return asked and _PUBLIC.search(said) is None and _HOW.search(said) is None


def hears_meddling(turn: Turn) -> bool:
    """Say that a role and rules stay, or that what is members' own is told to nobody; nothing else is done then."""
    if turn.is_payload or (turn.slot("pending") or {}).get("awaits") in _WORDS:
        return False
    if asks_for_members(turn.text):
        turn.intent, turn.confidence, turn.entities = "others_loans", 1.0, {}
        turn.say("utter_members_private", status="refused")
        return True
    if not meddles(turn.text):
        return False
    turn.intent, turn.confidence, turn.entities = "out_of_scope", 1.0, {}
    turn.say("utter_role_kept", status="refused")
    if orders_on_fines_of_card(turn.text):
        say_only_own(turn, fines=True)
    return True


# What is told for a case is kept as it is told.
_WORDS = frozenset({"told", "join"})


def _folded(text: str) -> str:
    return fold(text).replace("’", "'")
