"""Orders to the bot itself: another role, no rules, its instructions, and what is private to all members.

Nobody becomes a librarian by saying so. What sounds like it and is an ordinary wish, "ignore my last message", «قانون
دیرکرد», is left to whoever answers it.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.subjects.others_accounts import orders_on_fines_of_card, say_only_own
from language.normalise import fold

__all__ = ["asks_for_members", "hears_meddling", "meddles"]

_MASTER_EN = r"(?:admin\w*|root|super ?user|developer|programmer|manager|director|librarian|owner|system|hacker|unrestricted|unfiltered|uncensored|evil|another|different|new|human|ai|model|assistant|chat ?gpt|gpt|dan)"
_MASTER_FA = r"(?:مدیر|ادمین|رییس|برنامه ?نویس|توسعه ?دهنده|سازنده|روت|هکر|صاحب)"
_TURNED = re.compile(
    # The rules it has.
    r"\b(?:ignore|forget|disregard|override|bypass|overlook|drop|break) (?!my\b)(?:(?!my\b)\w+ ){0,3}?(?:(?:previous|prior|earlier|above|all|any|every|your|these|those|original|system) (?:\w+ ){0,2}?(?:instructions?|prompts?|guidelines?|programming|commands|training|restrictions|filters)|(?:your|all your|all of your) (?:own )?rules|everything (?:you were|you have been|you've been|above))\b"
    # What it is told behind the scenes.
    r"|\b(?:show|print|reveal|repeat|give|tell|output|display|write|send|share|leak|what is|what's|what are)(?: \w+){0,3} (?:your|the) (?:(?:system|hidden|initial|internal|original|secret|full|exact) )+(?:prompt|instructions?|message|rules)\b|\byour (?:system |hidden |initial |own )?prompt\b|\bsystem prompt\b"
    r"|\brepeat (?:the |all |every )?(?:text|words|everything|lines?) (?:above|before)\b"
    # What it is to be.
    rf"|\b(?:from now on,? you|you(?: are|'re) (?:now|from now on)|now you(?: are|'re)|you will now be)(?: are|'re| act as| be)? (?:an? |the |my |in )?(?:\w+ )?{_MASTER_EN}\b"
    rf"|\b(?:pretend|act|behave|imagine|role ?-?play)(?: \w+)? (?:as(?: if)?|to be|like|that|you(?: are|'re))(?: you(?: are|'re| were))? (?:an? |the |my )?(?:\w+ )?{_MASTER_EN}\b"
    r"|\b(?:developer|debug|god|admin|root|jailbreak|sudo|maintenance|dan) mode\b|\bjail ?break\b|\bdo anything now\b|^\W*sudo\b"
    r"|\b(?:make|grant|give) me (?:an? |the )?(?:full )?(?:admin\w*|root|librarian|staff) ?(?:rights?|access|role|privileges?|permissions?)?\s*(?:$|[.!,؛]|and\b|for\b)"
    # The same in Persian.
    r"|(?:دستور(?:ات|ا|ها\w*|العمل\w*|\w{0,3})?|پرامپت\w*)(?: \w+){0,4} (?:نادیده|فراموش|بی ?خیال|کنار بذار|کنار بگذار|دور بریز|بی ?اثر)"
    r"|(?:(?:قانون|قاعده|محدودیت)(?:ها)?(?:یت|ت|تون|تان)|(?:همه|تمام|کل|تمامی) (?:ی )?(?:قانون\w*|قوانین\w*|قواعد\w*|محدودیت\w*)|قوانین(?:ت|تون|تان)|قواعدت)(?: \w+){0,3} (?:نادیده|فراموش|بی ?خیال|کنار بذار|کنار بگذار|دور بزن|زیر پا)"
    r"|(?:متن|دستور\w*|پرامپت\w*|پیام|prompt)(?: \w+)? (?:سیستم\w*|مخفی\w*|درونی\w*|داخلی\w*|اولیه\w*|پنهان\w*|اصلی\w*)(?: \w+){0,3} (?:نشون|نشان|بگو|بده|چاپ|بنویس|چیه|لو بده|رو کن|بفرست|تکرار)"
    rf"|(?<!\w)تو(?: \w+){{0,4}} {_MASTER_FA}\w*(?: \w+)? (?:هستی|شدی|باش|میشی)(?!\w)|(?<!\w)تو (?:\w+ ){{0,3}}{_MASTER_FA}ی(?!\w)|از (?:الان|حالا|این لحظه|این به بعد)(?: به بعد)? (?:تو )?{_MASTER_FA}\w*(?: \w+)? (?:هستی|شدی|باش|میشی|ای)(?!\w)"
    rf"|(?:فرض|تصور|وانمود|خیال) کن(?: \w+){{0,3}} {_MASTER_FA}\w*(?: \w+)?(?: ?ای| هستی|ی)(?!\w)|(?:نقش|جای) (?:\w+ )?{_MASTER_FA}\w*(?: \w+)? (?:رو |را )?(?:بازی|بگیر)"
    rf"|(?<!\w)(?:منو|من رو|من را|مرا) {_MASTER_FA}(?: \w+)? کن|(?:حالت|مود) (?:توسعه|دیباگ|ادمین|مدیر|برنامه ?نویس)"
    r"|\bdast?o?u?rh?a?\w*(?: \w+){0,4} (?:nadide begir\w*|faramoo?u?sh kon\w*|bikhial sho)\b|\b(?:to|az alan|az in be bad)(?: \w+){0,3} (?:modir|admin|rais)\w*(?: \w+)? (?:hasti|shodi|bash)\b|\bfarz kon(?: \w+){0,3} (?:modir|admin)\w*"
)
_SHOW = (
    r"\b(?:show|list|give|print|dump|send|tell|export|display|get|need|want|hand over|what are|let me see|reveal|leak)\b"
    r"|(?<!\w)(?:نشون|نشان|بده|بدید|بدین|بفرست\w*|بگو|بگید|بگین|چاپ|لیست کن|در ?بیار\w*|میخوام|رو کن|لو بده|بنویس|چیه|چیست)(?!\w)"
    r"|\b(?:neshun|neshoon|bede|befrest\w*|bego|chap|mikham|chie|chiye)\b"
)
_MEMBERS = (
    r"\b(?:members?|users?|patrons?|customers?|borrowers?|everybody|everyone|every (?:member|user|patron|card))(?:'s|s'|')? (?:\w+ )?(?:pins?|passwords?|card numbers?|(?:mobile |phone |telephone )?numbers?|phones?|e-?mails?(?: addresses)?|addresses|data(?:base)?|details|names|list|records|codes)\b"
    r"|\b(?:lists?|dump|database|export|names|(?:phone |telephone |mobile |card )?numbers|phones|e-?mails?|addresses|pins?|passwords|data) (?:of|for|from) (?:(?:all|every|the|your|other|our|any) )*(?:members?|users?|patrons?|customers?|people|cards|everybody|everyone)\b"
    r"|\b(?:all|every|everyone's|everybody's|other people's|others'|other members') (?:of )?(?:the |your )?(?:card numbers?|pins?|passwords?|users|members|patrons)\b"
    r"|(?:لیست|فهرست|شماره|رمز|اسم|اسامی|اطلاعات|مشخصات|ایمیل|آدرس|نشانی|موبایل|تلفن|داده)\w*(?: \w+){0,3} (?:اعضا\w*|اعضای\w*|کاربر(?:ا|ها|ان)\w*|عضوها\w*|مشتری(?:ا|ها|ان)\w*)(?!\w)"
    r"|(?:رمز|شماره)\w*(?: \w+){0,2} (?:همه|تمام|کل|بقیه)\w*(?: ی)? (?:کارت\w*|اعضا\w*|کاربر\w*|مردم)|(?:اعضا|کاربران|کاربرا)(?:ی \w+)? (?:رو |را )?(?:با )(?:\w+ ){0,2}(?:شماره|رمز|تلفن|موبایل|آدرس)\w*"
    r"|\b(?:list\w*|ramz\w*|shomare\w*|esm\w*|mobile?\w*)(?: \w+){0,3} (?:aza|azaye|karbar(?:a|ha|an)\w*|ozvha\w*)\b"
)
_OF_ALL = re.compile(_MEMBERS)
_SHOWN = re.compile(_SHOW)
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
    return bool(_OF_ALL.search(said) and _SHOWN.search(said)) and _PUBLIC.search(said) is None


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
