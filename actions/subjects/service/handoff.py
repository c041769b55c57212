"""Handoff actions: from the bot to a librarian, while one is awaited, and back."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import math
import re
from datetime import datetime
from typing import Any

from actions.dialogue.doing import doing
from actions.dialogue.small_talk_read import next_reading
from actions.dialogue.turn import LookStep, Turn, as_datetime, nested
from actions.dialogue.wording import says, word_count
from actions.facts.case_lines import due_day, matter_of
from actions.facts.choices import OfferedChoice, cancel, choice, librarian, menu, no, yes
from actions.rasa.registry import PatronReply, concludes, handles, listens, pending_action
from actions.subjects.cases.case_contact import TOKENS, contact_part
from actions.subjects.cases.case_filing import hold_on_to
from actions.subjects.facts.facts import answer_clearly
from actions.subjects.library_info.hours_told import tell_desk
from crm.actor import PATRON
from crm.cases import own
from crm.handoff import steps
from crm.handoff.steps import DESK, Handoff
from crm.library_info import directory
from language.case_numbers import find_case_numbers
from language.dates import find_dates
from language.normalise import fold
from language.requests.cases.filed import names_filed
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.own.belonging import belongs_to
from protocol.effects import STATUS
from protocol.intents import intents_with

__all__ = ["back_to_bot", "human_help", "orders_person", "while_waiting"]

SURE = 0.75
VERY_SURE = 0.9
# A wish for a person names one, or says that somebody is to call.
PERSON = (
    "human", "person", "people", "librarian", "librarians", "staff", "someone", "somebody", "anyone", "anybody",
    "agent", "operator", "representative", "manager", "colleague", "employee", "real", "call me", "ring me", "phone me",
    "contact me", "speak to", "talk to", "talk with", "speak with", "chat with", "کتابدار", "آدم", "ادم", "آدمیزاد",
    "انسان", "کسی", "یکی", "یه نفر", "یک نفر", "اپراتور",
    "مسئول", "مسئولش", "مسئولتون", "پشتیبان", "پشتیبانی", "کارشناس",
    "همکار", "همکارتون", "همکاراتون", "کارمند", "کارمندا", "مدیر", "زنگ", "زنگ بزنید", "تماس", "تماس بگیرید",
    "صحبت کنم", "حرف بزنم", "وصلم کن", "وصل کن", "ketabdar", "adam", "ensan", "masool", "operator", "karmand",
)  # fmt: skip
# What only asks for a person; what is left says what about.
BESIDE = frozenset(
    fold(word)
    for word in (
        "i i'd id would like want wanna need to can could you please let me get connect transfer put through speak talk"
        " chat with a an the real live actual human person people librarian someone somebody anyone anybody agent"
        " operator staff member representative from your of library here"
        " now right instead this bot robot not machine is there"
        " it hello hi hey thanks rather just have be will may i'm for help some in on any one"
        " می خوام میخوام میخواهم میخواستم میشه لطفا با یه یک نفر کسی آدم ادم انسان واقعی کتابدار اپراتور مسئول پشتیبان"
        " پشتیبانی کارشناس صحبت حرف کنم بزنم بزنید کنید وصل وصلم وصلش کن کنین بگو بیاد من منو رو را به از شما الان همین"
        " حالا سلام ببخشید هست هستید کمک کمکم ربات نه نمیخوام"
        " زنگ تماس بگیرید بگیرین خواهش میکنم میکنید دارم لازم باید دیگه"
    ).split()
)
FEWEST_WORDS = 2
# What only points at what was told.
_POINTING = frozenset(
    fold(word)
    for word in (
        "about this that these it matter issue problem thing all same above regarding concerning one"
        " درباره درمورد مورد راجع این اون آن همین همون موضوع مسئله مساله مشکل مشکلم قضیه بهش darbare in un hamin mozoo"
    ).split()
)
# Who waits and asks whether anybody is there, or for how long.
_ANYBODY = re.compile(
    r"\b(?:any(?:one|body)|some(?:one|body)|still there|you there|are you there|how (?:long|much longer)|still waiting"
    r"|where is (?:the|that|my) librarian|is (?:he|she) coming|no ?one|nobody|hello+)\b"
    r"|(?<!\w)(?:کسی|الو+|کو|نیومد|نیامد|چقدر|چقد|چند دقیقه|منتظرم|منتظر|هستید|هستین|کجایید|کجایین|جواب نمی)(?!\w)",
    re.IGNORECASE,
)
# Who says so wants one now, whatever else is said.
_ORDERS = re.compile(
    r"\b(?:connect|transfer|put) (?:me|us) (?:to|through|over)\b|\b(?:get|find|bring|call|send) (?:me|us) (?:a|the|some|your) (?:real |actual |live )?(?:human|person|people|librarian|agent|operator|manager)\b"
    r"|\b(?:i|we)(?:'d| would)? (?:want|need|like|demand|prefer) (?:to (?:talk|speak|chat) (?:to|with) )?(?:a|the|some|an) (?:real |actual |live |human )?(?:human|person|being|librarian|agent|operator)\b"
    r"|(?:منو|من رو|من را|مرا|ما ?رو|وصلم|وصلمون)(?: (?!وای|اینترنت|شبکه|نت|سایت)\w+){0,9} ?وصل(?! (?:نمی\W?(?:ش|کنه|کند)|نش|شد|شم))|وصل(?:م|مون|ش)? ?کن(?:ید|ین)?|(?:کتابدار|آدم|ادم|اپراتور|مسئول)\w* ?(?:رو |را )?(?:صدا|وصل) (?:کن|بزن)\w*"
    r"|\b(?:mano|manu|vaslam) (?:\w+ ){0,2}(?:vasl|kon)\w*|\bvasl(?:am)? kon\w*"
)
# Who asks so wants to talk to one, whatever about: no rule of the library is told instead.
_PEOPLE = r"(?:human|person|people|being|librarian|agent|operator|member|staff|some(?:one|body)|any(?:one|body)|colleague|manager)s?"
_TALKS = re.compile(
    rf"\b(?:talk|speak|chat|talking|speaking)\b(?: directly| live)? (?:to|with) (?:(?:an?|the|some|your|any|one of your|real|actual|live|human) ){{0,3}}{_PEOPLE}\b"
    rf"|^\W*(?:a|the|some|any) (?:real |actual |live |human )?(?:librarian|human|person|agent|operator)\b(?: please| pls|,|$)|\b(?:get|have) (?:an?|the) (?:real |live |human )?(?:librarian|human|person|agent) (?:to|on)\b"
    r"|(?<!\w)(?:با|به) (?:\w+ ){0,2}?(?:کتابدار|آدم|ادم|انسان|نفر|کسی|یکی|مسئول|همکار|کارشناس|کارمند|اپراتور|پشتیبان|مدیر)\w*[^.؟!?]{0,60}(?:صحبت|حرف|گپ|چت)\w* ?(?:رو )?(?:کن|بزن|داشت|دار|بش)\w*"
    r"|(?:صحبت|حرف) (?:کنم|بزنم|کنیم|بزنیم) (?:با|به) (?:\w+ ){0,2}?(?:کتابدار|آدم|ادم|انسان|نفر|کسی|مسئول|همکار|کارشناس)\w*"
    r"|\bba (?:\w+ ){0,2}?(?:ketabdar|adam|ensan|nafar|kasi|masool|operator|karmand)\w*[^.?!]{0,60}(?:sohbat|harf) (?:kon|bezan)\w*"
)
_HOW = re.compile(
    r"^\W*(?:how|where|when|what time|who|at what)\b|(?<!\w)(?:چطور\w*|چجوری|چگونه|کجا|کی|چه ساعت\w*)(?!\w)|\b(?:chetor\w*|chejuri|koja)\b"
)
_LONGEST_CALL, _LONGEST_WAIT = 8, 14
# The button that leaves a message, typed.
_LEAVES_WORD = re.compile(
    r"\W*(?:(?:i(?:'ll| will|'d like to| want to) )?leave (?:a message|word)|(?:می ?خوام |می ?خواهم )?(?:یه |یک )?(?:پیام|پیغام) (?:می ?گذارم|می ?ذارم|بگذارم|بذارم|میزارم|بزارم))\W*",
    re.IGNORECASE,
)
# The same with the message behind it: "then let me leave a message: the printer ate my pages".
_LEAVES_THIS = re.compile(
    r"^\W{0,9}(?:(?:ok|okay|then|so|fine|well|all ?right|and|but|no|in that case)\W{1,4}){0,3}(?:(?:please |just )?(?:let me|can i|could i|may i|i(?:'ll| will|'d like to| would like to| want to))(?: just)? )?leave (?:them |you |him |her |the librarians? )?(?:a |this |my )?(?:message|note|word)s?(?: (?:for|with|to) (?:the |a |your )?\w+)?(?: then| instead)?\s{0,3}[:\n]\s{0,3}(?P<word>.+)$"
    r"|^\W{0,9}(?:my message(?: is)?|message(?: for (?:the |a )?librarians?)?)(?: to (?:the |a )?librarians?)?\s{0,3}:\s{0,3}(?P<bare>.+)$"
    r"|^\W{0,9}(?:(?:پس|خب|خوب|باشه|باشد|نه|اوکی|حالا)\W{1,3}){0,3}(?:می[ \u200c]?خوام |می[ \u200c]?خواهم |بذارید |بذار )?(?:(?:براشون|برای کتابدار|براتون) )?(?:یه |یک |این )?(?:پیام|پیغام)(?:م| من)?(?: (?:رو|را))? ?(?:می[ \u200c]?گذارم|می[ \u200c]?ذارم|می[ \u200c]?زارم|میزارم|بگذارم|بذارم|بزارم|اینه|این است)?(?: براشون| برای کتابدار\w*)?\s{0,3}[:\n]\s{0,3}(?P<fa>.+)$"
    r"|^\W{0,9}(?:(?:pas|khob|bashe|na)\W{1,3}){0,3}(?:ye )?(?:payam|peygham)(?:am)? ?(?:mizaram|mizarm|bezaram|migozaram|ine)?\s{0,3}[:\n]\s{0,3}(?P<fing>.+)$",
    re.IGNORECASE | re.DOTALL,
)
# Who waits and says nothing but that nobody has come, or asks for their turn: it is no complaint, and of no reservation.
_OF_THE_WAIT = re.compile(
    r"^\W{0,9}(?:(?:still|and|but|so|well|hey|hello|ok|sorry|why|yet)\W{1,3}){0,3}(?:(?:no ?body|no one|nobody's|noone)(?: (?:has|is|have))?(?: (?:yet|still))? ?(?:came|come|comes|coming|here|there|answers?|answering|answered|showed up|turned up|replied|replies)?(?: (?:yet|here|still|so far))?|nothing(?: yet| so far| still)?|no answer(?: yet)?|(?:i'm |i am )?(?:still )?waiting(?: here)?|(?:has|is|did|will) (?:any|some)(?:one|body) (?:come|coming|there|here|answer\w*)(?: yet| soon)?)\W{0,9}$"
    r"|^\W{0,9}(?:(?:still|and|but|so|well|hey|hello|ok|sorry)\W{1,3}){0,3}(?:am i (?:next|in (?:a|the|some) (?:queue|line))|how many (?:people |others |patrons )?(?:are )?(?:before|ahead of|in front of) (?:me|us)|(?:my )?(?:place|position|number) in (?:the|your) (?:queue|line)|is there (?:a|any) (?:queue|line)|how (?:long|much longer) (?:will|does|do|is|must|should|until|till|more|have) (?:that|it|this|i|we|the wait|they|he|she|someone|somebody)(?: (?:take|have to wait|wait|need|be|last|come|comes))?)\W{0,9}$"
    r"|^\W{0,9}(?:(?:پس|هنوز|ولی|خب|چرا|که|الو|آخه|هنوزم)\W{1,3}){0,3}(?:(?:هیچ ?کس\w*|هیچکی|هیشکی|کسی|یکی)(?: که| هم| هنوز| اصلا){0,2} (?:نیومد\w*|نیامد\w*|نمیاد|نمی ?آید|نیست\w*|جواب ن\w+|میاد|می ?آید|هست)|کی (?:میاد|می ?آید|میان|می ?رسه|نوبت\w* (?:میشه|می ?شود))|(?:خبری|جوابی) ن\w+|(?:هنوز )?منتظرم|نیومد\w*|نیومدن|نمیاد)(?: که| هنوز| چرا| پس){0,2}\W{0,9}$"
    r"|^\W{0,9}(?:چند|چن) (?:نفر|تا|نفری) (?:جلو|قبل|پیش)\w{0,2}(?: (?:از )?(?:من|ما))?(?:ن|ند|م|ه)?(?: هست\w*)?\W{0,9}$"
    r"|^\W{0,9}(?:(?:pas|hanooz|hanuz|chera)\W{1,3}){0,2}(?:hichkas|hishki|kasi)(?: ke| ham)? (?:naya?oomad\w*|naiumad\w*|nayumad\w*|nemiad|nist|javab nemide)\W{0,9}$|^\W{0,9}chand nafar (?:jelo|ghabl)\w*(?: (?:az )?man\w*)?\W{0,9}$"
)
_CALLS_BACK = re.compile(
    r"\b(?:call|ring|phone|contact|reach|text|e-?mail|write to) me\b|\bmy (?:phone |mobile )?number is\b|زنگ ?(?:م )?بزن\w*|تماس بگیر\w*|شماره ?(?:م|مو|ام)? ?(?:رو |را )?می ?(?:ذار|زار|گذار)\w*|\bzang bezan\w*"
)
_THERE_NOW = re.compile(
    r"\b(?:is|are) (?:some|any)(?:body|one) (?:\w+ )?there\b(?! (?:at|on|in|tomorrow))|(?<!\w)کسی (?:اونجا |آنجا |الان ){0,2}هست(?:ش)?(?!\w)(?! که)"
)
# Who waits says first that nobody has come, and then what it is about …
_PART = re.compile(r"[^.!?؟…\n]{1,200}[.!?؟…]{0,4}")
# … or that nobody need come, and then asks the bot.
_WITHDRAWN = re.compile(
    r"^\W{0,4}(?:(?:actually|ok|okay|oh|well|no|then|sorry|hm+|wait)\W{1,3}){0,3}(?:(?:never ?mind|forget(?: about)?|cancel|skip|leave|drop|scrap)(?: (?:the |a |that |your )?(?:librarian|human|person|staff|call|request|wait(?:ing)?|it|that))(?: then| now)?|(?:i (?:do not|don't|no longer) (?:need|want)|no need for) (?:the |a |any |to (?:talk|speak|wait)(?: to| for)? (?:the |a |any )?)?(?:librarian|human|person|staff|one|body|wait)?(?: any ?more| now| after all)?|never ?mind)\W{0,4}$"
    r"|^\W{0,4}(?:(?:نه|خب|باشه|اصلا|حالا|راستش)\W{1,3}){0,3}(?:(?:کتابدار|آدم|ادم|اپراتور)\w* ?(?:رو |را )?(?:نمی ?خوا\w+|لازم نیست|ولش کن\w*|بی ?خیال\w*)|(?:بی ?خیال|ولش کن\w*|نمی ?خوا\w+|لازم نیست)(?: دیگه)? ?(?:کتابدار|آدم|ادم|دیگه|صبر کنم)?|(?:بی ?خیال|ولش کن\w*))\W{0,4}$"
)
# Who asks when a librarian is there, or whom to ask for and until when, asks for their hours.
_WHEN_THERE = re.compile(
    r"\b(?:when|what time|which (?:hours|days)|until when|till when|till what time|until what time|how late|what hours)\b[^.?!]{0,30}\b(?:some(?:one|body)|any(?:one|body)|librarians?|staff|they|a person|a human)\b[^.?!]{0,20}\b(?:there|here|in|at the desk|available|around|on duty|on|work\w*|present|reachable|back)\b"
    r"|\b(?:librarians?|staff)(?:'s?|s')? (?:desk )?hours\b|\bhours (?:of|for) (?:the|your) (?:librarians?|staff)\b"
    r"|(?<!\w)(?:کی|چه (?:ساعت\w*|وقت\w*|روز\w*)|ساعت چند|تا کی|تا چه ساعت\w*|چه موقع\w*)(?: \w+){0,3} (?:کسی|یکی|کتابدار\w*|مسئول\w*)(?: \w+){0,3} (?:هست\w*|میاد|میان|باشه|حاضر\w*)|(?<!\w)(?:کسی|کتابدار\w*|مسئول\w*)(?: \w+){0,3} (?:کی|چه (?:ساعت\w*|وقت\w*|روز\w*)|ساعت چند|تا کی|تا چه ساعت\w*)(?: \w+){0,2} (?:هست\w*|میاد|میان|میاین)|ساعت(?: کاری?)? کتابدار\w*"
    r"|\b(?:key|che saat\w*|ta key|che moghe) (?:\w+ ){0,2}(?:kasi|ketabdar\w*) (?:hast\w*|miad)\b|\bketabdar\w* (?:\w+ ){0,2}(?:che saat\w*|key|ta key) (?:\w+ )?hast\w*"
)
_WHOM = re.compile(
    r"\b(?:who|whom) (?:do|should|shall|must|can|would) i (?:ask|look|go|turn|speak|talk)(?: to)?(?: for)?\b|(?<!\w)سراغ (?:کی|کیو|چه کسی)\w*|(?<!\w)(?:با|پیش|به) (?:کی|چه کسی|کدوم) (?:\w+ ){0,2}(?:صحبت|برم|بروم|حرف|مراجعه|بگم|بگویم)\w*|\bsoragh? e? ?ki\w*|\bba ki (?:\w+ )?(?:sohbat|harf)\w*"
)
_UNTIL = re.compile(
    r"\b(?:when|what time|until|till|how late|hours)\b|(?<!\w)(?:کی|ساعت\w*|تا کی|چه ساعت\w*|چه وقت\w*)(?!\w)|\b(?:saat\w*|ta key)\b"
)
# For so many turns a person was what was spoken of.
_LATELY = 4
# While somebody waits, these say that they need not any more; they mean a question of the bot's where one is open.
_WITHDRAWING = frozenset({"cancel", "back_to_bot"})
_UNREAD = intents_with("declined")


@handles("human_help")
async def human_help(turn: Turn) -> None:
    """Call a librarian while their desk is open, else take a message; ask first where it may be no such wish."""
    before: dict[str, Any] = turn.slot("pending") or {}
    ref = turn.entity("ref")
    if turn.recall("waiting") and (waits := await steps.waiting(turn.store, turn.conversation)):
        if ref == "word":
            await _leave_word(turn)
        else:
            _say_waiting(turn, waits.since, waits.is_told)
        return
    orders = turn.is_payload or _ORDERS.search(fold(turn.text)) is not None
    of_more = len(_matter(turn.text)) > FEWEST_WORDS and not _asks_to_talk(turn.text)
    if not orders and of_more and await answer_clearly(turn, beside=[librarian()]):
        # "Can somebody help me with my CV?": the library tells who does.
        return
    if not orders and not (turn.confidence >= SURE and says(turn.text, *PERSON)):
        ref = turn.await_("call_librarian", "yes", text=turn.text)
        choices = [yes(ref, "utter_button_librarian"), no(ref)]
        turn.say("utter_handoff_ask_whether", status="clarified", choices=choices)
        return
    if before.get("do") not in {"tell", "add_to_case"}:
        turn.set("pending", None)
    await _call(turn, "" if turn.is_payload else turn.text)


@pending_action("call_librarian")
async def call_agreed(turn: Turn, args: dict[str, Any], _reply: PatronReply) -> None:
    """Call a librarian after the yes."""
    await _call(turn, str(args.get("text") or ""))


@pending_action("leave_word")
async def word_given(turn: Turn, _args: dict[str, Any], reply: PatronReply) -> None:
    """Take the message for the librarians."""
    await _leave_word(turn, reply.text)


@handles("back_to_bot")
async def back_to_bot(turn: Turn) -> None:
    """Go on with the bot; nobody need come any more, and where somebody was waited for that is said."""
    waits = await steps.waiting(turn.store, turn.conversation)
    await _to_bot(turn)
    turn.say("utter_back_to_bot" if waits is None else "utter_handoff_withdrawn", choices=menu("help"))


@listens
async def while_waiting(turn: Turn) -> bool:
    """Hear a patron who waits for a librarian: that nobody need come, whether anybody does, or what they will read."""
    if (turn.slot("pending") or {}).get("do") == "leave_word":
        return await _hear_word(turn)
    if not turn.recall("waiting"):
        return False
    waits = await steps.waiting(turn.store, turn.conversation)
    if waits is None:
        await _end_of_wait(turn)
        return False
    if await _tells_when_there(turn):
        return True
    few = word_count(turn.text) <= _LONGEST_CALL
    asked = turn.slot("pending")
    if _is_no_call(turn):
        # "Do you have Dune?" asks for no person, though one was spoken of right before.
        turn.intent, turn.confidence = next_reading(turn, lambda name: name != "human_help", least=0.0)
        return False
    if not turn.is_payload and (left := _LEAVES_THIS.search(turn.text)) is not None:
        turn.set("pending", None)
        words = next(word for word in left.groups() if word).strip()
        await _leave_word(turn, words)
        return True
    # "How long will it take?" is of a reservation where one was spoken of.
    of_hold = turn.intent == "hold_status" and any(act.kind == "hold" for act in turn.thread.acts())
    if (
        not of_hold
        and word_count(turn.text) <= _LONGEST_WAIT
        and _OF_THE_WAIT.search(fold(turn.text).replace("’", "'"))
    ):
        turn.intent, turn.settled = "human_help", True
        if asked:
            # What was asked before stays open, and is not put once more.
            turn.set("pending", {**asked, "repeated": True})
        _say_waiting(turn, waits.since, waits.is_told)
        return True
    if not turn.is_payload and _CALLS_BACK.search(fold(turn.text)) and TOKENS.search(turn.text):
        # "If nobody is there, ring me at …": that is left for them, and nobody is waited for.
        await _leave_word(turn, turn.text)
        return True
    if word_count(turn.text) <= _LONGEST_WAIT and _THERE_NOW.search(fold(turn.text)):
        turn.intent, turn.settled = "human_help", True
        _say_waiting(turn, waits.since, waits.is_told)
        return True
    if not turn.is_payload and not asked and not waits.is_told and (heard := await _hears_parts(turn, waits.since)):
        return heard is LookStep.DONE
    if not asked and not turn.is_payload and _LEAVES_WORD.fullmatch(fold(turn.text)):
        await _leave_word(turn)
        return True
    # "How long do I have to wait for that?" is read as being of a reservation, which nobody spoke of.
    unsure = turn.confidence < VERY_SURE or (turn.intent == "hold_status" and not of_hold)
    if few and unsure and _ANYBODY.search(fold(turn.text)):
        _say_waiting(turn, waits.since, waits.is_told)
        return True
    if (turn.intent in _WITHDRAWING and not asked) or (turn.intent == "deny" and few and not asked):
        await _to_bot(turn)
        turn.say("utter_handoff_withdrawn", choices=menu("help"))
        return True
    if turn.intent == "goodbye":
        turn.say("utter_handoff_stays", minutes=_minutes(turn, waits.since))
        return False
    if few and turn.intent in {*_UNREAD, "greet", "chitchat"} and _ANYBODY.search(fold(turn.text)):
        _say_waiting(turn, waits.since, waits.is_told)
        return True
    if turn.intent in _UNREAD:
        # It is not for the bot: who was called reads it.
        turn.say("utter_handoff_noted", choices=_while_waiting())
        return True
    return False


def _is_no_call(turn: Turn) -> bool:
    """Tell whether a question was hardly read as a wish for a person, and speaks of none and of no waiting."""
    said = fold(turn.text).replace("’", "'")
    unsure = turn.intent == "human_help" and turn.confidence < SURE and not turn.is_payload
    asks = bool({"?", "؟"} & set(turn.text)) and not says(turn.text, *PERSON)
    return unsure and asks and not (_ANYBODY.search(said) or _OF_THE_WAIT.search(said) or _THERE_NOW.search(said))


async def _hears_parts(turn: Turn, since: datetime) -> LookStep | None:
    """Hear what stands behind "still nobody …" as what the librarian will read, and behind "never mind" as asked of the bot.

    None where the message is neither; RUN where the rest of it is to be answered.
    """
    parts = [part.strip() for part in _PART.findall(turn.text) if part.strip()]
    if len(parts) < _SEVERAL:
        return None
    first, rest = fold(parts[0]).replace("’", "'"), " ".join(parts[1:])
    if _WITHDRAWN.search(first):
        await _to_bot(turn)
        turn.say("utter_handoff_withdrawn")
        turn.text = rest
        if turn.intent in _WITHDRAWING | {"deny"}:
            turn.intent, turn.confidence = next_reading(
                turn, lambda name: name not in _WITHDRAWING | {"deny"}, least=0.0
            )
        return LookStep.RUN
    asks = "?" in rest or "؟" in rest
    calls = _OF_THE_WAIT.search(first) or (word_count(first) <= _LONGEST_CALL and _ANYBODY.search(first))
    if not calls or asks or word_count(rest) < _FEWEST_OF_A_MATTER or _orders_deed(rest):
        return None
    turn.intent, turn.settled = "human_help", True
    turn.remember(wait_told=turn.first_id)
    turn.say("utter_handoff_waiting_noted", minutes=_minutes(turn, since), choices=_while_waiting())
    return LookStep.DONE


def _orders_deed(text: str) -> bool:
    """Tell whether a text orders what the bot does itself: "nobody came. Renew both, then"."""
    return orders_to_renew(text) or orders_to_hold(text) or orders_to_cancel(text)


_SEVERAL, _FEWEST_OF_A_MATTER = 2, 3


async def _tells_when_there(turn: Turn) -> bool:
    """Tell when the librarians are at their desk, where that is asked of them; False where it is not."""
    said = fold(turn.text).replace("’", "'")
    whom = _WHOM.search(said) is not None and _UNTIL.search(said) is not None
    if turn.is_payload or not (whom or _WHEN_THERE.search(said)):
        return False
    branches = await directory.branches(turn.store)
    named = await directory.find_branch(turn.store, turn.text)
    shown = [named] if named is not None else branches
    if not shown:
        return False
    turn.intent, turn.confidence, turn.settled = "hours", 1.0, True
    named_days = find_dates(turn.text, turn.today)
    at = named_days[0].first if len(named_days) == 1 else turn.today
    turn.did("hours", branch=named.code if named is not None else "", days=(at, at), result="told")
    if whom:
        turn.say("utter_ask_for_librarian")
    await tell_desk(turn, shown, at, DESK)
    return True


@listens
async def when_librarians_are_there(turn: Turn) -> bool:
    """Tell the librarians' hours to who was just told of the wait for one, or names them."""
    pending: dict[str, Any] = turn.slot("pending") or {}
    if pending.get("awaits") in {"words", "contact", "branch"}:
        return False
    lately = turn.recall("person") is not None
    if not lately and not re.search(r"librarian|کتابدار|ketabdar", fold(turn.text)):
        return False
    return await _tells_when_there(turn)


@concludes
async def keep_person(turn: Turn) -> None:
    """Keep that a librarian was what was spoken of, for some turns."""
    kept = turn.recall("person")
    if any(name.removeprefix("utter_").startswith(("handoff", "back_to_bot")) for name, _ in turn.answers):
        turn.remember(person={"age": 0})
    elif kept:
        age = int(kept.get("age", 0)) + 1
        turn.remember(person={"age": age} if age < _LATELY else None)


async def _to_bot(turn: Turn) -> None:
    turn.effects.add(STATUS)
    turn.remember(waiting=None)
    async with doing(turn, "other"):
        await steps.to_bot(turn.store, turn.conversation, PATRON)


async def _call(turn: Turn, text: str) -> None:
    turn.effects.add(STATUS)
    told: dict[str, Any] = turn.recall("case") or {}
    matter = text if len(_matter(text)) >= FEWEST_WORDS else None
    about = bool(told) and not told.get("quiet") and (matter is None or _is_of_case(turn, told, matter))
    number = str(told["number"]) if about else None
    async with doing(turn, "other"):
        outcome = await steps.request(
            turn.store,
            turn.conversation,
            reason=matter,
            case_number=number,
            answer_within=turn.services.handoff_time,
        )
    if outcome.state == "queued":
        turn.remember(waiting=True)
        part = (
            nested("utter_part_case_stays", number=number, matter=matter_of(str(told.get("matter"))))
            if number
            else None
        )
        minutes = _minutes_until(turn, outcome.expected_at)
        # Nobody is said to be called who is not there: whoever comes sees it.
        called = nested("utter_part_librarian_called" if outcome.is_anybody_there else "utter_part_no_librarian_there")
        turn.say("utter_handoff_queued", called=called, minutes=minutes, case=part, choices=_while_waiting())
    elif outcome.state == "closed":
        _ask_word(turn, outcome.opens_at)
    elif number is not None:
        turn.say(
            "utter_handoff_case_there",
            number=number,
            matter=matter_of(str(told.get("matter"))),
            due=due_day(outcome.expected_at, turn.services.zone),
            opens=as_datetime(outcome.opens_at, turn.services.zone),
        )
    else:
        await _say_case(turn, outcome, text)


async def _leave_word(turn: Turn, words: str | None = None) -> None:
    """End the wait, and leave what it was for as a case."""
    turn.effects.add(STATUS)
    turn.remember(waiting=None)
    async with doing(turn, "case"):
        outcome = await steps.leave_word(turn.store, turn.conversation, words)
    if outcome.state == "case":
        await _say_case(turn, outcome, words or "")
    else:
        _ask_word(turn, None)


def _ask_word(turn: Turn, opens_at: datetime | None) -> None:
    ref = turn.await_("leave_word", "told")
    turn.say(
        "utter_handoff_away" if opens_at else "utter_handoff_ask_word",
        status="clarified",
        again="utter_handoff_ask_word",
        opens=as_datetime(opens_at, turn.services.zone),
        choices=[cancel(ref)],
    )


async def _say_case(turn: Turn, outcome: Handoff, text: str) -> None:
    number = str(outcome.case_number)
    hold_on_to(turn, number, "librarian", text)
    turn.did("librarian", kind="case", things=[number], undo="case")
    contact, more = await contact_part(turn, number, text, asks=True)
    turn.say(
        "utter_librarian_taken",
        number=number,
        due=due_day(outcome.expected_at, turn.services.zone),
        opens=nested("utter_part_desk_opens", opens=as_datetime(outcome.opens_at, turn.services.zone))
        if outcome.opens_at
        else None,
        contact=contact,
        **more,
    )


async def _hear_word(turn: Turn) -> bool:
    """Take the message that was asked for, unless something else is surely wanted."""
    asks_hours = turn.confidence >= VERY_SURE and word_count(turn.text) <= 6
    if turn.intent in {"cancel", "deny", "goodbye", "help", "back_to_bot", "greet", "thanks", "hours"} and (
        turn.confidence >= SURE and (turn.intent != "hours" or asks_hours)
    ):
        return False
    if turn.intent == "human_help" and len(_matter(turn.text)) < FEWEST_WORDS:
        return False
    with_it = str(((turn.slot("pending") or {}).get("args") or {}).get("contact") or "")
    turn.set("pending", None)
    await _leave_word(turn, f"{turn.text}\n{with_it}".strip())
    return True


async def _end_of_wait(turn: Turn) -> None:
    """Forget the wait that is over; the case that it became, when nobody came, is what the talk is about then."""
    turn.remember(waiting=None)
    cases = await own.own_cases(turn.store, turn.conversation)
    if cases and cases[0].subject == "librarian" and cases[0].is_open:
        hold_on_to(turn, cases[0].number, "librarian", quiet=True)


def _say_waiting(turn: Turn, since: datetime, is_told: bool) -> None:
    if turn.recall("wait_told") == turn.first_id:
        # "How long will it take? Am I in a queue?" is answered once.
        return
    turn.remember(wait_told=turn.first_id)
    waited = math.floor((turn.store.clock.now() - since).total_seconds() / 60)
    answer = "utter_handoff_nobody_yet" if is_told else "utter_handoff_waiting"
    stay = [choice("utter_button_wait", "human_help", ref="wait")] if is_told else []
    turn.say(answer, waited=max(1, waited), minutes=_minutes(turn, since), choices=[*stay, *_while_waiting()])


def _while_waiting() -> list[OfferedChoice]:
    return [
        choice("utter_button_leave_word", "human_help", ref="word"),
        choice("utter_button_back_to_bot", "back_to_bot"),
    ]


def _minutes(turn: Turn, since: datetime) -> int:
    return _minutes_until(turn, since + turn.services.handoff_time)


def _minutes_until(turn: Turn, moment: datetime | None) -> int:
    left = 0.0 if moment is None else (moment - turn.store.clock.now()).total_seconds()
    return max(1, math.ceil(left / 60))


def _matter(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", fold(text)) if word not in BESIDE]


def _is_of_case(turn: Turn, told: dict[str, Any], text: str) -> bool:
    """Tell whether a wish for a person says nothing of its own, or what belongs to the case that was just told."""
    if find_case_numbers(text) or names_filed(text) or not set(_matter(text)) - _POINTING:
        return True
    words = [str(one["words"]) for one in turn.recall("told") or [] if one["number"] == told["number"]]
    return belongs_to(" ".join(_matter(text)), " ".join(words), str(told.get("matter")))


def orders_person(text: str) -> bool:
    """Tell whether a text says that its writer wants a person now: "I want a real person", «به یه آدم وصلم کن»."""
    return _ORDERS.search(fold(text).replace("’", "'")) is not None


def _asks_to_talk(text: str) -> bool:
    """Tell whether a text asks to talk to somebody now, and not how, where or when one can."""
    said = fold(text)
    return _TALKS.search(said) is not None and _HOW.search(said) is None
