"""A patron who waits for a librarian: that nobody need come, whether anybody does, or what they will read."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from datetime import datetime

from actions.dialogue.small_talk_read import next_reading
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import says, word_count
from actions.facts.choices import menu
from actions.rasa.registry import listens
from actions.subjects.cases.case_contact import TOKENS
from actions.subjects.cases.case_filing import hold_on_to
from actions.subjects.facts.facts import answer_from_facts
from actions.subjects.facts.unmarked_questions import asks_unmarked
from actions.subjects.fines.runs_on import tells_whether_it_runs
from actions.subjects.service.handoff import to_bot
from actions.subjects.service.librarian_hours import tells_when_there
from actions.subjects.service.messages_left import SURE, VERY_SURE, hear_word, leave_word
from actions.subjects.service.person_wanted import PERSON
from actions.subjects.service.wait_told import minutes_left, say_waiting, waiting_choices
from crm.cases import own
from crm.handoff import steps
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from protocol.intents import intents_with

__all__ = ["asks_of_the_wait", "while_waiting"]

# Who waits and asks whether anybody is there, or for how long.
_ANYBODY = re.compile(
    r"\b(?:any(?:one|body)|some(?:one|body)|still there|you there|are you there|how (?:long|much longer)|still waiting"
    r"|where is (?:the|that|my) librarian|is (?:he|she) coming|no ?one|nobody|hello+)\b"
    r"|(?<!\w)(?:کسی|الو+|کو|نیومد|نیامد|چقدر|چقد|چند دقیقه|منتظرم|منتظر|هستید|هستین|کجایید|کجایین|جواب نمی)(?!\w)",
    re.IGNORECASE,
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
    r"|^\W{0,9}(?:(?:still|and|but|so|well|hey|hello|ok|sorry)\W{1,3}){0,3}(?:am i (?:next|in (?:a|the|some) (?:queue|line))|how many (?:people |others |patrons )?(?:are )?(?:before|ahead of|in front of) (?:me|us)|(?:my )?(?:place|position|number) in (?:the|your) (?:queue|line)|is there (?:a|any) (?:queue|line)|how (?:long|much longer) (?:will|does|do|is|must|should|until|till|more|have) (?:that|it|this|i|we|the wait|they|he|she|someone|somebody)(?: (?:take|have to wait|wait|need|be|last|come|comes))?(?: (?:for|until) (?:them|him|her|you|someone|somebody|a person|a librarian|the librarian))?)(?:[.?!]\W{0,3}(?:i have|i've|i'm|my|we)\b[^?!]{0,60})?\W{0,9}$"
    r"|^\W{0,9}(?:(?:پس|هنوز|ولی|خب|چرا|که|الو|آخه|هنوزم)\W{1,3}){0,3}(?:(?:هیچ ?کس\w*|هیچکی|هیشکی|کسی|یکی)(?: که| هم| هنوز| اصلا){0,2} (?:نیومد\w*|نیامد\w*|نمیاد|نمی ?آید|نیست\w*|جواب ن\w+|میاد|می ?آید|هست)|کی (?:میاد|می ?آید|میان|می ?رسه|نوبت\w* (?:میشه|می ?شود))|(?:خبری|جوابی) ن\w+|(?:هنوز )?منتظرم|نیومد\w*|نیومدن|نمیاد)(?: که| هنوز| چرا| پس){0,2}\W{0,9}$"
    r"|^\W{0,9}(?:(?:پس|خب|حالا)\W{1,3}){0,2}(?:چه (?:هنگام|وقت|زمانی|ساعتی|موقع)|تا کی|کی) (?:(?:کتابدار|همکار|ایشان|ایشون|آنها|اونا)\w{0,5} )?(?:پاسخ|جواب) (?:می ?ده\w{0,3}|می ?د[نی]\w{0,2}|می ?گیرم|خواه\w{1,3} (?:داد|گرفت)|ب(?:دن|دهند))\W{0,9}$|^\W{0,9}(?:and |so )?when (?:will|do|does|would|can) (?:they|he|she|somebody|someone|anybody|anyone|(?:the|a|your) librarian)(?: be able to)? (?:answer|reply|respond|write back|get to me|get back to me)(?: me| my question)?\W{0,9}$"
    r"|^\W{0,9}(?:چند|چن) (?:نفر|تا|نفری) (?:جلو|قبل|پیش)\w{0,2}(?: (?:از )?(?:من|ما))?(?:ن|ند|م|ه)?(?: هست\w*)?\W{0,9}$"
    r"|^\W{0,9}(?:(?:pas|hanooz|hanuz|chera)\W{1,3}){0,2}(?:hichkas|hishki|kasi)(?: ke| ham)? (?:naya?oomad\w*|naiumad\w*|nayumad\w*|nemiad|nist|javab nemide)\W{0,9}$|^\W{0,9}chand nafar (?:jelo|ghabl)\w*(?: (?:az )?man\w*)?\W{0,9}$"
)
_CALLS_BACK = re.compile(
    r"\b(?:call|ring|phone|contact|reach|text|e-?mail|write to) me\b|\bmy (?:phone |mobile )?number is\b|زنگ ?(?:م )?بزن\w*|تماس بگیر\w*|شماره ?(?:م|مو|ام)? ?(?:رو |را )?می ?(?:ذار|زار|گذار)\w*|\bzang bezan\w*"
)
_THERE_NOW = re.compile(
    r"\b(?:is|are) (?:some|any)(?:body|one) (?:\w+ )?there\b(?! (?:at|on|in|tomorrow))|(?<!\w)کسی (?:اونجا |آنجا |الان ){0,2}هست(?:ش)?(?!\w)(?! که)"
)
_OF_A_CASE = re.compile(
    r"\b(?:complain\w*|report\w*|objection\w*|objected|requests?|requested|cases?|suggest\w*|register\w*|filed)\b|شکایت|گزارش|اعتراض|درخواست|پیشنهاد|پرونده|ثبت|\b(?:shekayat|gozaresh|eteraz|darkhast|sabt)"
)
# Who waits says first that nobody has come, and then what it is about …
_PART = re.compile(r"[^.!?؟…\n]{1,200}[.!?؟…]{0,4}")
# … or that nobody need come, and then asks the bot.
_WITHDRAWN = re.compile(
    r"^\W{0,4}(?:(?:actually|ok|okay|oh|well|no|then|sorry|hm+|wait)\W{1,3}){0,3}(?:(?:never ?mind|forget(?: about)?|cancel|skip|leave|drop|scrap)(?: (?:the |a |that |your )?(?:librarian|human|person|staff|call|request|wait(?:ing)?|it|that))(?: then| now)?|(?:i (?:do not|don't|no longer) (?:need|want)|no need for) (?:the |a |any |to (?:talk|speak|wait)(?: to| for)? (?:the |a |any )?)?(?:librarian|human|person|staff|one|body|wait)?(?: any ?more| now| after all)?|never ?mind)\W{0,4}$"
    r"|^\W{0,4}(?:(?:نه|خب|باشه|اصلا|حالا|راستش)\W{1,3}){0,3}(?:(?:کتابدار|آدم|ادم|اپراتور)\w* ?(?:رو |را )?(?:نمی ?خوا\w+|لازم نیست|ولش کن\w*|بی ?خیال\w*)|(?:بی ?خیال|ولش کن\w*|نمی ?خوا\w+|لازم نیست)(?: دیگه)? ?(?:کتابدار|آدم|ادم|دیگه|صبر کنم)?|(?:بی ?خیال|ولش کن\w*))\W{0,4}$"
)
# … the same with what is asked in one breath: "never mind, tell me yourself how …".
_WITHDRAWS_AHEAD = re.compile(
    r"^\W{0,4}(?:(?:actually|ok|okay|oh|well|no|sorry)\W{1,3}){0,3}(?:never ?mind(?: (?:the|a) librarian)?|forget (?:it|the librarian|about it)|leave it|i (?:don't|do not) need (?:one|anybody|anyone|a librarian))(?: (?:then|now|any ?more)){0,2}(?:\s{0,2}[,;:–-]\s{0,2}|\s(?=(?:just )?(?:you )?tell me\b))(?P<rest>.{3,300})$"
    r"|^\W{0,4}(?:(?:نه|خب|باشه|اصلا|حالا|راستش|پس|بسیار خوب)\W{1,3}){0,3}(?:ولش کن\w*|بی ?خیال\w*|نمی ?خوا(?:م|هم|د)|لازم نیست|نیازی نیست)(?: (?:اصلا|دیگه|نمی ?خوا(?:م|هم)|کتابدار\w{0,3})){0,3}(?:\s{0,2}[,،؛:–-]\s{0,2}|\s(?=خودت بگو|خودتون بگ))(?P<fa>.{3,300})$",
    re.DOTALL,
)
# The bot itself is to tell it …
_OF_YOU = re.compile(
    r"\b(?:yourself|(?:you )?(?:just )?(?:tell|show) me (?:yourself |instead )?(?:how|what|where|which|if|whether|my|the))\b|(?<!\w)(?:خودت|خودتون|خودتان)(?!\w)|\b(?:khodet|khodetoo?n)\b"
)
# … and who goes on waiting, or wants the one who comes, withdraws nothing.
_STILL_WAITS = re.compile(
    r"\b(?:wait\w*|take your time|no (?:rush|hurry)|(?:she|he|they|somebody|someone|one) (?:comes?|came|is coming|will come)|a person|human|people|librarians?|staff)\b|(?<!\w)(?:صبر|منتظر\w{0,3}|بیاد|بیان|میاد|کتابدار\w{0,4}|آدم|همکار\w{0,4}|اپراتور)(?!\w)|\b(?:sabr|montazer\w*|biad|miad|ketabdar\w*|adam)\b"
)
# While somebody waits, these say that they need not any more; they mean a question of the bot's where one is open.
_WITHDRAWING = frozenset({"cancel", "back_to_bot"})
_UNREAD = intents_with("declined")


@listens
async def while_waiting(turn: Turn) -> bool:
    """Hear a patron who waits for a librarian: that nobody need come, whether anybody does, or what they will read."""
    if (turn.slot("pending") or {}).get("do") == "leave_word":
        return await hear_word(turn)
    if not turn.recall("waiting"):
        return False
    waits = await steps.waiting(turn.store, turn.conversation)
    if waits is None:
        await _end_of_wait(turn)
        return False
    if await tells_when_there(turn):
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
        await leave_word(turn, words)
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
        say_waiting(turn, waits.since, waits.is_told)
        return True
    if not turn.is_payload and _CALLS_BACK.search(fold(turn.text)) and TOKENS.search(turn.text):
        # "If nobody is there, ring me at …": that is left for them, and nobody is waited for.
        await leave_word(turn, turn.text)
        return True
    if word_count(turn.text) <= _LONGEST_WAIT and _THERE_NOW.search(fold(turn.text)):
        turn.intent, turn.settled = "human_help", True
        say_waiting(turn, waits.since, waits.is_told)
        return True
    if not turn.is_payload and not asked and not waits.is_told and (heard := await _hears_parts(turn, waits.since)):
        return heard is LookStep.DONE
    if not asked and not turn.is_payload and _LEAVES_WORD.fullmatch(fold(turn.text)):
        await leave_word(turn)
        return True
    # "How long do I have to wait for that?" is read as being of a reservation, which nobody spoke of.
    unsure = turn.confidence < VERY_SURE or (turn.intent == "hold_status" and not of_hold)
    if few and unsure and _ANYBODY.search(fold(turn.text)):
        say_waiting(turn, waits.since, waits.is_told)
        return True
    if (turn.intent in _WITHDRAWING and not asked) or (turn.intent == "deny" and few and not asked):
        await to_bot(turn)
        turn.say("utter_handoff_withdrawn", choices=menu("help"))
        return True
    if turn.intent == "goodbye":
        turn.say("utter_handoff_stays", minutes=minutes_left(turn, waits.since))
        return False
    if few and turn.intent in {*_UNREAD, "greet", "chitchat"} and _ANYBODY.search(fold(turn.text)):
        say_waiting(turn, waits.since, waits.is_told)
        return True
    if not asked and await tells_whether_it_runs(turn):
        # "And does the late fee run on meanwhile?" is told, whoever comes.
        return True
    if turn.intent in _UNREAD:
        # It is not for the bot: who was called reads it.
        turn.say("utter_handoff_noted", choices=waiting_choices())
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
    if (rest := _behind_withdrawal(parts)) is not None:
        return await _answers_itself(turn, rest)
    if len(parts) < _SEVERAL:
        return None
    if asks_of_the_wait(turn):
        # "My question is about my loans. When do they answer?"
        return _noted(turn, since)
    first, rest = fold(parts[0]).replace("’", "'"), " ".join(parts[1:])
    if _WITHDRAWN.search(first):
        await to_bot(turn)
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
    return _noted(turn, since)


def _noted(turn: Turn, since: datetime) -> LookStep:
    """Say that whoever comes reads this, and for how long it is waited yet."""
    turn.intent, turn.settled = "human_help", True
    turn.remember(wait_told=turn.first_id)
    turn.say("utter_handoff_waiting_noted", minutes=minutes_left(turn, since), choices=waiting_choices())
    return LookStep.DONE


def asks_of_the_wait(turn: Turn) -> bool:
    """Tell whether one who waits for a librarian asks at the end of what they tell when one comes."""
    if turn.is_payload or not turn.recall("waiting"):
        return False
    parts = [part.strip() for part in _PART.findall(turn.text) if part.strip()]
    if _OF_A_CASE.search(fold(turn.text)):
        # "My complaint was about the desk. When will they answer?" is asked of the case.
        return False
    asks = bool(parts) and _OF_THE_WAIT.search(fold(parts[-1]).replace("’", "'")) is not None
    return asks and _only_tells(parts[:-1])


def _only_tells(parts: list[str]) -> bool:
    """Tell whether sentences ask and order nothing."""
    return not any("?" in part or "؟" in part or asks_unmarked(part) or _orders_deed(part) for part in parts)


def _behind_withdrawal(parts: list[str]) -> str | None:
    """Give what is asked of the bot behind "never mind", which only words of waiting stand before; else None."""
    for place, part in enumerate(parts):
        said = fold(part).replace("’", "'")
        if (found := _WITHDRAWS_AHEAD.search(said)) is not None:
            rest = " ".join([(found["rest"] or found["fa"]).strip(), *parts[place + 1 :]])
            return rest if _asks_bot(rest) else None
        if not (_OF_THE_WAIT.search(said) or (word_count(said) <= _LONGEST_CALL and _ANYBODY.search(said))):
            return None
    return None


def _asks_bot(rest: str) -> bool:
    """Tell whether what stands behind "never mind" plainly asks or orders something of the bot, and no person or wait."""
    said = fold(rest).replace("’", "'")
    if says(rest, *PERSON) or _STILL_WAITS.search(said) or _OF_THE_WAIT.search(said) or _ANYBODY.search(said):
        return False
    asks = "?" in rest or "؟" in rest or asks_unmarked(rest) or _orders_deed(rest)
    return asks or _OF_YOU.search(said) is not None


async def _answers_itself(turn: Turn, rest: str) -> LookStep:
    """Tell the librarian that nobody need come, and answer what the bot is asked in their place."""
    await to_bot(turn)
    turn.say("utter_handoff_withdrawn")
    turn.text = rest
    if turn.intent in _WITHDRAWING | {"deny", "human_help"}:
        turn.intent, turn.confidence = next_reading(
            turn, lambda name: name not in _WITHDRAWING | {"deny", "human_help"}, least=0.0
        )
    if turn.confidence < SURE and await answer_from_facts(turn, None, least=_FACT_SURE):
        return LookStep.DONE
    return LookStep.RUN


def _orders_deed(text: str) -> bool:
    """Tell whether a text orders what the bot does itself: "nobody came. Renew both, then"."""
    return orders_to_renew(text) or orders_to_hold(text) or orders_to_cancel(text)


_SEVERAL, _FEWEST_OF_A_MATTER, _FACT_SURE = 2, 3, 0.5


async def _end_of_wait(turn: Turn) -> None:
    """Forget the wait that is over; the case that it became, when nobody came, is what the talk is about then."""
    turn.remember(waiting=None)
    cases = await own.own_cases(turn.store, turn.conversation)
    if cases and cases[0].subject == "librarian" and cases[0].is_open:
        hold_on_to(turn, cases[0].number, "librarian", quiet=True)
