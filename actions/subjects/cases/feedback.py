"""Feedback actions: suggestions, purchase requests, faults, lost property, praise."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.dispatch import run
from actions.dialogue.doing import Unconfirmed
from actions.dialogue.turn import Turn
from actions.dialogue.wording import says, word_count
from actions.facts.choices import cancel
from actions.facts.finding import find_facts
from actions.facts.told import first_facts
from actions.rasa.registry import HANDLERS, PatronReply, handles, pending_action
from actions.subjects.account.without_account import fears_charge
from actions.subjects.cases.case_filing import add_to_case, file_matter, open_case, told_just_now
from actions.subjects.cases.praise_passed_on import keep_praise
from actions.subjects.cases.purchases.purchase_wishes import offer_to_register, title_spoken_of, title_wished
from actions.subjects.cases.purchases.purchase_words import only_hopes, quoted_title
from actions.subjects.cases.purchases.purchases_asked import (
    asks_further,
    asks_how,
    asks_of_request,
    asks_to_request,
    inquires,
    only_asks_whether,
    wishes_for_more,
)
from actions.subjects.cases.purchases.purchases_there import say_there
from actions.subjects.facts.fact_told import tell_found
from actions.subjects.facts.facts import answer_from_facts
from actions.subjects.facts.near_facts import tell_near_of
from actions.subjects.facts.several_questions import answer_each
from actions.subjects.facts.sureness import NEAR_BOTH, is_sure
from actions.subjects.facts.topics_told import FAR_BEFORE, tell_topic
from actions.subjects.facts.unknown_facts import say_unknown
from actions.subjects.moves.questions import RULES
from actions.subjects.reading.subject_wishes import wishes_a_subject
from crm.knowledge.asked_kinds import kinds_of
from crm.knowledge.searching import SURE
from language.normalise import fold
from language.requests.cases.grievances import find_grievance
from language.requests.cases.tellings import hands_in, speaks_of
from language.requests.reading.reading import read_wish
from language.requests.speech.sentences import only_asks
from language.writing import quoted

__all__ = ["other_reading", "praise", "read_on", "told"]

# The number of words from which each counts as told.
ENOUGH_WORDS = {
    "suggestion": 6,
    "suggest_purchase": 5,
    "report_fault": 4,
    "lost_property": 5,
    "website_problem": 6,
}


# Whoever says this of somebody praises nobody, however it was read.
AGGRIEVED = (
    "made fun", "makes fun", "mocked", "mocking", "laughed at", "shouted", "yelled", "insulted", "rude", "humiliated",
    "ignored me", "threw me out", "was not helpful", "wasn't helpful", "مسخره کرد", "مسخره م کرد", "مسخرم کرد",
    "داد زد", "توهین", "بی ادب", "بی ادبانه", "تحقیر", "بی احترامی", "محل نداد", "بیرونم کرد",
)  # fmt: skip
# After these a copy that is bought takes the place of another.
_REPLACED = frozenset({"lost_item", "fines"})
# Sure enough to be filed.
UNSURE = 0.6
# So likely another reading must be to be answered in its place; none that files or does anything is taken by a guess.
LIKELY = 0.05
FILING = frozenset(
    "complaint praise case_add case_appeal case_withdraw human_help change_language cancel cancel_hold hold renew"
    " my_data sign_out sign_in subscribe unsubscribe rate affirm deny emergency".split()
)
# Who proposes something says so; a question without any of these is a question.
_PROPOSES = re.compile(
    r"\b(?:suggest\w*|propos\w*|ideas?|should|why (?:don't|not)|how about|what (?:about|if) (?:you |we )?(?:a|an|some|had|having|put|putting|adding|making)|(?:little|small) thought|would be (?:nice|good|great|better|lovely|helpful)|wish|please|improve\w*)\b"
    r"|(?<!\w)(?:پیشنهاد\w*|کاش|کاشکی|بهتره|بهتر|خوب میشه|چرا|لطفا|بذارید|بذارین|بگذارید|میشد)(?!\w)"
    r"|\b(?:pishnahad|kash|behtare|khub mishe|khoob mishe)\b"
)
# So does who tells the library to do something, unless it is asked whether.
_TELLS = re.compile(
    r"\b(?:could you|can you|you could|more|add|install|extend|open (?:later|earlier|longer))\b"
    r"|(?<!\w)(?:خوبه|اضافه|بیشتر|نمیشه|کنید|کنین)(?!\w)"
)
_ASKS = re.compile(
    r"[?؟](?:\s|$)|^\W*(?:what|when|where|who|how|which)\b|\b(?:what|when|where|who|how|which|whether|could|can|would|will|do|does|is|are) (?:i|you|we|they|the|there|other|at)\b"
    r"|(?<!\w)(?:اگه|اگر|چی|کجا|کدوم|کدام|چند|چقدر|چطور|آیا|حساب میشه)(?!\w)"
)


@handles(*ENOUGH_WORDS)
async def told(turn: Turn) -> None:
    """Take what was told as a case with a number, or ask to hear it first."""
    if turn.intent == "suggestion" and not turn.is_payload and _wishes_to_read(turn):
        turn.intent = "recommendation"
        await run(turn)
        return
    if turn.intent == "suggestion" and not turn.is_payload and _only_asks(turn):
        await read_on(turn, least=0.0)
        return
    if turn.intent == "suggestion" and not turn.is_payload and await _is_there(turn):
        return
    more = turn.intent == "suggest_purchase" and not turn.is_payload and wishes_for_more(turn)
    unsaid = not turn.is_payload and not more and not speaks_of(turn.intent, turn.text)
    if unsaid and not told_just_now(turn, turn.intent):
        # Nothing of what is told of such a matter is in the words: it was read so by mistake.
        await read_on(turn)
        return
    found = turn.intent == "lost_property" and not turn.is_payload and hands_in(turn.text)
    if found and await RULES["found.where"].tell(turn, alone=True):
        # What somebody else has left behind is handed in, and nothing of one's own is looked for.
        return
    asks = not turn.is_payload and _ASKS.search(fold(turn.text)) is not None
    if asks and told_just_now(turn, turn.intent):
        # "How long do you keep it?" is asked, and tells no more of what was lost.
        if await answer_from_facts(turn, turn.intent):
            return
        if only_asks(turn.text) and await tell_topic(turn, turn.intent):
            return
    questions = turn.intent == "complaint" and not turn.is_payload and bool(set("?؟") & set(turn.text))
    if questions and find_grievance(turn.text) is None and await fears_charge(turn):
        # "Will I get the blame if it was scratched before?" complains of nothing.
        return
    if turn.intent == "suggest_purchase" and not turn.is_payload and wishes_a_subject(turn.text):
        turn.intent, turn.confidence = other_reading(turn, least=0.0) or ("recommendation", turn.confidence)
        await run(turn)
        return
    if turn.intent == "suggest_purchase" and not turn.is_payload and _asks_of_last(turn):
        # "Will I be told if you buy it?" asks of the wish that was registered, and wishes for nothing more.
        await HANDLERS["case_status"].handler(turn)
        return
    further = turn.intent == "suggest_purchase" and not turn.is_payload and asks_further(turn)
    if further and not _names_purchase(turn):
        # "Who decides in the end?" after a request is no second one.
        if not (await answer_each(turn, turn.intent) or await answer_from_facts(turn, turn.intent)):
            say_unknown(turn)
        return
    asks_of_any = turn.intent == "suggest_purchase" and not turn.is_payload and not more and inquires(turn.text)
    if asks_of_any and not _names_purchase(turn):
        # "How do I make a purchase request?": what was cut out as a title is none.
        turn.entities = {name: values for name, values in turn.entities.items() if name != "title"}
    if asks_of_any and await say_there(turn, turn.text, outright=True):
        # "If you don't have Dune, how do I suggest it?": it is there.
        return
    if asks_of_any and not turn.entity("title"):
        # "How many may I ask for in a month?" asks for none: nothing is filed, and nothing is asked for but a title.
        if await answer_from_facts(turn, turn.intent):
            return
        if asks_how(turn.text):
            await _ask_for_words(turn)
        else:
            say_unknown(turn)
        return
    last = turn.thread.last
    if asks and turn.intent == "suggest_purchase" and last is not None and last.act in _REPLACED:
        # "If we buy it, must it be the same edition?": what takes the place of a lost one.
        if not await answer_from_facts(turn, "lost_item"):
            await read_on(turn, least=0.0)
        return
    said, enough = turn.text, word_count(turn.text) >= ENOUGH_WORDS[turn.intent]
    if turn.intent == "suggest_purchase" and not turn.is_payload:
        wished = turn.text if more else await title_wished(turn)
        if asks_to_request(turn.text) and not turn.entity("title") and not more:
            # "May I put in a purchase request?" names nothing to be bought but what was spoken of.
            if title := await title_spoken_of(turn):
                offer_to_register(turn, title, quoted(title, turn.language))
                return
            if await say_there(turn, turn.text, outright=True):
                return
            wished = None
        named = more or bool(turn.entity("title")) or any(mark in turn.text for mark in '«“"')
        said, enough = wished or said, wished is not None and (enough or named or wished != said)
    if not turn.is_payload and enough:
        if turn.intent != "suggest_purchase":
            await file_matter(turn, turn.intent, said)
        elif only_asks_whether(turn.text) and not more and (title := await title_spoken_of(turn)):
            offer_to_register(turn, title, said)
        elif only_hopes(turn.text) and not more and (title := turn.entity("title") or quoted_title(turn.text)):
            # «حیف که … رو ندارین، باید بخرین»: what is found a pity is registered once that is wished.
            offer_to_register(turn, title, said)
        elif not await say_there(turn, said):
            await file_matter(turn, turn.intent, said)
        return
    if not turn.is_payload and (number := told_just_now(turn, turn.intent)) and word_count(turn.text) > 1:
        # The place, the colour: more of what was told a moment ago.
        await add_to_case(turn, number, turn.text)
        return
    if turn.intent == "suggest_purchase" and not turn.is_payload and await say_there(turn, turn.text, outright=True):
        return
    await _ask_for_words(turn)


async def _is_there(turn: Turn) -> bool:
    """Tell of what somebody would be glad of "if there is one", where the library tells that there is; else False."""
    said = fold(turn.text).replace("’", "'")
    if _IF_THERE.search(said) is None or _MORE_OF_IT.search(said):
        return False
    found = [one for one in await find_facts(turn, turn.text, None) if not one.entry.is_open]
    if not found or "there" not in kinds_of(fold(found[0].entry.title.get("en", ""))):
        return False
    others = found[1].score if len(found) > 1 else 0.0
    sure = is_sure(found[0], None, SURE)
    if not sure and not (found[0].chosen and found[0].score >= max(NEAR_BOTH, FAR_BEFORE * others)):
        return False
    turn.intent = found[0].entry.topic or turn.intent
    turn.did(turn.intent, topic=turn.intent, result="told")
    await (tell_found(turn, found) if sure else tell_near_of(turn, found[0]))
    return True


_IF_THERE = re.compile(
    r"\bif (?:there(?:'s| is| are| was| were)|you(?:'ve got| have| had| got))\b|(?<!\w)(?:اگه|اگر)(?: \w{1,12}){0,3} (?:باشه|باشد|بود|هست|دارین|دارید|داشته باشید|داشته باشین)(?!\w)"
    r"|\b(?:age|agar)(?: \w{1,12}){0,3} (?:bashe|bud|bood|hast|darid|darin|dashte bashid|dashte bashin)\b"
)
_MORE_OF_IT = re.compile(
    r"\b(?:more|bigger|better|longer|another|newer|instead|should|suggest\w*)\b|(?<!\w)(?:بیشتر\w*|بهتر\w*|بزرگ ?تر\w*|جدید\w*|کاش\w*|پیشنهاد\w*|اضافه)(?!\w)|\b(?:bishtar|behtar|kash|pishnahad)\w*"
)


async def _ask_for_words(turn: Turn) -> None:
    note = await first_facts(turn, turn.intent)
    ref = turn.await_("tell", "told", matter=turn.intent)
    turn.say(f"utter_ask_{turn.intent}", status="clarified", note=note, choices=[cancel(ref)])


def _names_purchase(turn: Turn) -> bool:
    """Tell whether a title was cut out of the words; one of the words of the request itself is none."""
    said = fold(turn.entity("title") or "").split()
    return bool(said) and not all(word in _OF_THE_REQUEST for word in said)


_OF_THE_REQUEST = frozenset(
    "purchase request requests suggestion buy signed sign in how to make put for a an the volume volumes all one each"
    " درخواست خرید پیشنهاد سفارش جلد چطور چجوری یه یک ندارین ندارید اگه".split()
)


def _asks_of_last(turn: Turn) -> bool:
    """Tell whether a text asks what becomes of the purchase request that was told of last."""
    case = turn.recall("case") or {}
    return case.get("matter") == "suggest_purchase" and asks_of_request(turn.text)


@pending_action("tell")
async def tell_given(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Take the words that were asked for as a case."""
    if str(args["matter"]) == "suggest_purchase" and await say_there(turn, reply.text):
        return
    # What was said before it was asked for belongs to it.
    said = f"{args['said']}\n{reply.text}" if args.get("said") else reply.text
    await file_matter(turn, str(args["matter"]), said, anew=True)


async def read_on(turn: Turn, *, least: float = LIKELY) -> None:
    """Answer the next likely reading that files nothing; ask back where there is none."""
    turn.intent, turn.confidence = other_reading(turn, least=least) or ("nlu_fallback", 0.0)
    await run(turn)


def other_reading(turn: Turn, *, least: float = LIKELY) -> tuple[str, float] | None:
    """Give the likeliest reading that files nothing; None where none is likely."""
    return next(
        (
            (name, sure)
            for name, sure in turn.ranking
            if sure >= least and name in HANDLERS and name not in ENOUGH_WORDS and name not in FILING
        ),
        None,
    )


# Who proposes it to the library says that it should have, or do, something.
_OF_LIBRARY = re.compile(
    r"\b(?:you|library|librarians?|branch|desk|staff) (?:should|could|might|ought|need)\b|\bi (?:would |'d )?suggest (?:that|you|to)\b|\bmy suggestion\b|پیشنهادم|پیشنهادی دارم|پیشنهاد میکنم|پیشنهاد می ?کنم|کاش|بهتره (?:که )?(?:کتابخ|شما)"
)

_ASKS_TO_READ = re.compile(
    r"\b(?:can|could|would|will) you (?:please |kindly )?(?:suggest|recommend)\b|\b(?:suggest|recommend) (?:me|us|her|him|them|some|something|a few|two|three|any)\b"
    r"|(?:معرفی|پیشنهاد) ?(?:کن|کنید|کنین|بفرمایید|می ?کنید|می ?کنین|بدید|بدین|بده)(?!\w)|\bmoarefi kon\w*"
)


def _wishes_to_read(turn: Turn) -> bool:
    """Tell whether something to read is asked for: "could you suggest two or three she might like?"."""
    wish = read_wish(turn.text).wish
    kept = turn.recall("reading") or {}
    goes_on = bool(kept) and turn.shown("title") == kept.get("last")
    said = fold(turn.text)
    return bool(wish) and (goes_on or _ASKS_TO_READ.search(said) is not None) and _OF_LIBRARY.search(said) is None


def _only_asks(turn: Turn) -> bool:
    """Tell whether what was read as an idea asks something, or was hardly read as one, and proposes nothing."""
    said = fold(turn.text)
    if _PROPOSES.search(said) is not None:
        return False
    mark = {"?", "؟"} & set(said)
    return turn.confidence < UNSURE or (_ASKS.search(said) is not None and (bool(mark) or _TELLS.search(said) is None))


@handles("praise")
async def praise(turn: Turn) -> None:
    """Thank for praise, and pass it on to the staff when it says more than a word; a grievance is a complaint."""
    if says(turn.text, *AGGRIEVED):
        turn.intent, turn.confidence = "complaint", min(turn.confidence, UNSURE)
        await run(turn)
        return
    if word_count(turn.text) >= 5 and not turn.is_payload:
        try:
            case = await open_case(turn, "suggestion", "praise", turn.text)
        except Unconfirmed:
            turn.say("utter_praise")
            return
        if case is not None:
            keep_praise(turn, case.number)
            turn.say("utter_praise_passed_on")
    else:
        turn.say("utter_praise")
