"""Where a branch is and its telephone, asked together: both are told, of the branches meant and of no other."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.branches_in_talk import branch_in_talk
from actions.dialogue.branches_named import branches_named
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import HANDLERS
from actions.subjects.library_info.desks import desk_named
from actions.subjects.library_info.places import tell_places
from crm.library_info import directory
from crm.library_info.directory import Branch
from language.normalise import fold
from language.requests.library_info.whereabouts import asks_for_a_room, asks_for_email, asks_of_opening

__all__ = ["tells_address_and_phone"]

_MOST = 30  # words
_SURELY = 0.9
_READ_SO = frozenset(
    "location staff_contact hours facilities fact nlu_fallback out_of_scope chitchat help human_help account visitor_access affirm correct back_to_bot".split()
)
# The address of a page or of a mailbox is none to go to.
_ADDRESS = re.compile(
    r"(?<!mail )(?<!web )(?<!site )\baddress(?:es)?\b(?! book)|\bwhere(?:'s| is| are|s|abouts)\b|\bhow (?:do|can) (?:i|we) (?:get|come|find)\b|\blocat(?:ion|ed)\b|\bdirections\b"
    r"|(?:آدرس|ادرس|نشانی|نشونی)(?! ?(?:ایمیل|سایت|وب|اینترنت|پست الکترونیک))\w*|(?<!\w)کجا(?:ست|س|ن|ین|ید|یین|یید|هستین|هستید)?(?!\w)|لوکیشن"
    r"|\b(?:adres|address|neshani|neshoni)\w{0,3}|\bkoja(?:st|s|in|id)?\b"
)
_PHONE = re.compile(
    r"\b(?:tele)?phones?\b|\b(?:contact|phone|tel|telephone) (?:no|num|number)s?\b|\bnumbers? (?:to|i can|for|of|there)\b|\b(?:its|the|their|your|a) (?:phone )?numbers?\b|\btel\b|\bnumber\W*$|\b(?:i|we|to) (?:can |could )?(?:call|ring|phone)\b"
    r"|تلفن\w*|(?<!\w)شمار(?:ه\w{0,4}|تون|شون|ش)(?!\w)(?! ?(?:کارت|عضویت|کتاب|امانت|رزرو|پیگیری|پلاک))|(?<!\w)تل(?!\w)|تماس\w*|زنگ|\b(?:telefo?n|shoo?mare|tamas|zang)\w{0,5}"
)
# Whose own they are, or what is done with them: "where people don't use their phone".
_OTHERWISE = re.compile(
    r"\b(?:us(?:es?|ing)|on|my|his|her|charg\w{1,4}|lost|left|found|forgot|smart|mobile|cell)\W{1,2}(?:\w{1,12}\W{1,2}){0,2}phones?\b(?! (?:no|num|number)\b)|(?<!\w)(?:با|پشت) ?تلفن|تلفن ?(?:همراه|حرف|صحبت|جواب)"
    r"|\b(?:my|our) (?:new |old |home |own )?(?:\w+ )?(?:address|phone|number|telephone)\b|\b(?:change|changed|update|correct|moved|edit|register(?:ed)?|gave|typed|extension|fax|publisher|author|writer)\b"
    r"|(?:آدرس|نشانی|نشونی|تلفن|شماره|موبایل)\w{0,3} ?(?:م|ام|مو|مون|من|خودم|جدیدم|قبلیم)(?!\w)|عوض|تغییر|ویرایش|اصلاح|جا ?به ?جا شد|اسباب|داخلی|فکس|دورنگار|نویسنده|ناشر|(?<!\w)کتاب(?!خ)\w*|رمان"
    r"|\b(?:adresam|shomar(?:am|eam)|telefonam|avaz|taghir|dakheli)\b|\bbooks?\b|\btitle\b"
)
_EVERY = re.compile(
    r"\b(?:all|every|each|branches)\b|همه|تمام|شعب(?:ات|ه ?ها\w*)?(?!\w|ه)|هر (?:سه|کدوم|کدام)|\b(?:hame|shobeha)\w*"
)
_HOUSE = re.compile(
    r"\blibrary\b|\byou(?:r|rs)?\b|کتاب ?خ[او]نه\w*|تون(?!\w)|شما(?!ره)|\bketabkhun\w*|\bketabkhan\w*|\w+toon\b"
)


async def tells_address_and_phone(turn: Turn) -> LookStep:
    """Tell address and telephone of the branches meant where both are asked for, and the hours where these are too."""
    if turn.is_payload or turn.recall("emergency") is not None or word_count(turn.text) > _MOST:
        return LookStep.ON
    if turn.intent not in _READ_SO and turn.confidence >= _SURELY:
        return LookStep.ON
    said = fold(turn.text).replace("’", "'")
    if _ADDRESS.search(said) is None or _PHONE.search(said) is None or _OTHERWISE.search(said) is not None:
        return LookStep.ON
    if asks_for_email(turn.text) or asks_for_a_room(turn.text) or desk_named(turn.text):
        # A desk has a number of its own, and stands inside.
        return LookStep.ON
    meant = await _meant(turn, said)
    if not meant:
        return LookStep.ON
    turn.read_as("location")
    turn.settled = True
    tell_places(turn, meant)
    if asks_of_opening(turn.text):
        turn.read_as("hours", keeps_named=True)
        turn.entities = {"branch": [meant[0].code]} if len(meant) == 1 else {}
        await HANDLERS["hours"].handler(turn)
    return LookStep.DONE


async def _meant(turn: Turn, said: str) -> list[Branch]:
    """Give the branches that are named, or the one spoken of; of the whole library, all."""
    known = await directory.branches(turn.store)
    named = branches_named(turn.text, known)
    if not named and (one := turn.entity("branch")):
        found = await directory.find_branch(turn.store, one)
        named = [] if found is None else [found]
    if named:
        return named
    if _EVERY.search(said) is None and _HOUSE.search(said) is None:
        spoken = await branch_in_talk(turn)
        if spoken is not None:
            return [spoken]
    return list(known)
