"""A lost or stolen card: what the library's rules say, and an urgent case to have it blocked."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from actions.dialogue.doing import Unconfirmed
from actions.dialogue.pending import ask_again, bring_forward, run_pending
from actions.dialogue.turn import Fact, Turn, as_datetime, nested
from actions.facts.choices import cancel, no, try_again, yes
from actions.facts.told import first_facts
from actions.rasa.registry import MOVES, PatronReply, concludes, handles, listens, pending_action
from actions.subjects.cases.case_contact import TOKENS
from actions.subjects.cases.case_filing import hold_on_to, open_case
from actions.subjects.facts.facts import answer_as, answer_from_facts
from actions.subjects.facts.topics_told import tell_topic
from crm.cases import opening
from crm.knowledge import searching
from crm.library_info import directory
from language.normalise import fold
from language.requests.deeds.blocking import asked_beside_block, orders_block, tells_lost_card
from language.requests.own.own_identity import names_somebody, tells_name
from language.requests.speech.done_asked import asked_done
from protocol.effects import CONTACT_ASKED
from protocol.intents import intents_with

__all__ = ["hear_whose", "hears_block", "lost_card", "tells_block_filed"]

MOST_TOLD = 3
SURE = 0.75
_PART = re.compile(r"[^.,،;!?؟\n]+[?؟]?")
# What a name alone is read as.
NAMING = frozenset({*intents_with("free_words"), "search_book", "recommendation"})


@handles("lost_card")
async def lost_card(turn: Turn) -> None:
    """Say what to do, and offer to ask the desk to block the card: no sign-in with the lost card's number is needed.

    What is asked once that was told is answered for itself.
    """
    if await _tells_of_broken(turn) or await _tells_whether_it_works(turn):
        return
    if not await _asked_further(turn):
        await _tell_loss(turn)


_BROKEN = re.compile(
    r"\b(?:broken?|broke|snapped|cracked|torn|worn|damaged|bent|unreadable|(?:does ?n'?t|won'?t|not) (?:scan|read)\w*)\b|(?<!\w)(?:شکست\w*|ترک|پاره\w*|کهنه\w*|خراب\w*|خم شد\w*|نمی ?خون\w*)(?!\w)|\b(?:shekast\w*|kharab\w*|pare)\b"
)
_GONE = re.compile(r"\b(?:lost|lose|stolen|missing|can'?t find)\b|گم|دزد|پیدا ن|\b(?:gom|dozd)\w*")


_STOPS = re.compile(
    r"\b(?:stops?|stopping|stopped|quit) working\b|\bcards?\b[^.?!]{0,30}\b(?:still (?:work|valid|good)|keep working|(?:be|get|gets|getting) (?:blocked|suspended|frozen|cut off))\b"
    r"|کارت\w{0,3}[^.؟?!]{0,30}(?:از کار می ?افت\w*|از کار بیفت\w*|کار می ?کن\w*|مسدود می ?ش\w*|قطع می ?ش\w*|بسته می ?ش\w*)|\bkart\w{0,3}\b[^.?!]{0,30}\b(?:az kar miof\w*|kar mikon\w*|masdud mish\w*|ghat mish\w*)"
)


async def _tells_whether_it_works(turn: Turn) -> bool:
    """Tell whether anything stands against the card where that is asked, and nobody says that it is gone."""
    said = fold(turn.text).replace("’", "'")
    unsure = not turn.is_payload and turn.confidence < SURE and turn.patron is not None
    if not unsure or _STOPS.search(said) is None or _GONE.search(said) is not None:
        return False
    return await MOVES["fee.blocks"](turn)


async def _tells_of_broken(turn: Turn) -> bool:
    """Tell of a card that is broken and not lost that it is replaced; False for any other."""
    said = fold(turn.text).replace("’", "'")
    if turn.is_payload or _BROKEN.search(said) is None or _GONE.search(said) is not None:
        return False
    fa, en = "کارت شکسته یا کهنه را عوض می‌کنید؟", "Do you replace a worn or broken card?"
    if not await answer_as(turn, "account", fa=fa, en=en, about="broken|worn|شکسته|کهنه", alone=True):
        return False
    turn.intent, turn.settled = "account", True
    return True


async def _tell_loss(turn: Turn) -> None:
    note = await _rules(turn)
    phone = await _phone(turn)
    if turn.patron is not None:
        ref = turn.await_("block_card", "yes", told="" if turn.is_payload else turn.text)
        turn.say(
            "utter_lost_card",
            status="clarified",
            again="utter_lost_card_ask",
            note=note,
            phone=phone,
            choices=[yes(ref, "utter_button_ask_block"), no(ref)],
        )
        return
    # The case has to name whose card it is; its number is not asked for, and would be masked.
    ref = turn.await_("block_card", "contact")
    turn.say(
        "utter_lost_card_whose",
        status="clarified",
        again="utter_lost_card_whose_ask",
        note=note,
        phone=phone,
        choices=[cancel(ref)],
    )


async def _asked_further(turn: Turn) -> bool:
    """Answer what is asked after it was told what to do about a lost card; the very same is not told again."""
    told = any(act.act == "lost_card" for act in turn.thread.acts())
    if turn.is_payload or not told or tells_lost_card(turn.text):
        return False
    if not (await answer_from_facts(turn, "lost_card") or await tell_topic(turn, "lost_card")):
        return False
    turn.did("lost_card", topic="lost_card", result="told")
    return True


# Whether the card that was to be blocked works as yet.
_STILL_WORKS = re.compile(
    r"\b(?:is|does|do|will|can) (?:the|my)(?: old| lost| stolen)? card stil\w? (?:work\w{0,3}|valid|usable|be used)\b|\bdoes the old one stil\w? work\b|\bcan i stil\w? use (?:the|my)(?: old| lost)? card\b|(?<!\w)(?:کارتم|کارت (?:قبلی|قدیمی|گمشده|گم ?شده)(?:م|ام)?|کارت من)(?: که گم شده?)? (?:هنوز|هنوزم) کار می ?کن\w{0,2}(?!\w)|\bkartam hanoo?z kar mikone\b"
)


async def tells_block_filed(turn: Turn) -> bool:
    """Say once more that the request is registered, and that the card works until then, where it is asked if it is blocked."""
    asked, last = asked_done(turn.text), turn.recall("case") or {}
    of_block = (asked is not None and asked.deed == "block") or _STILL_WORKS.search(fold(turn.text)) is not None
    if turn.is_payload or not of_block or last.get("matter") != "lost_card":
        return False
    case = await opening.case(turn.store, str(last.get("number")))
    if case is None or case.closed_at is not None:
        return False
    turn.intent, turn.moves = "lost_card", {}
    turn.did("lost_card", topic="lost_card", result="told")
    turn.say(
        "utter_lost_card_taken",
        number=case.number,
        due=as_datetime(case.due_at, turn.services.zone) if case.due_at else None,
        phone=await _phone(turn),
    )
    return True


async def hears_block(turn: Turn) -> bool:
    """Take an order to block the card, in whatever words, also some turns after its loss was told; False without one.

    Once the loss was told and it is known whose card it is, the order is carried out; else it is asked.
    """
    acts, waiting = turn.thread.acts(), (turn.slot("pending") or {}).get("do")
    # Words that may be said of other things, too, count only while the card is what is spoken of.
    last = turn.thread.last
    near = last is not None and last.act == "lost_card" and waiting in (None, "block_card")
    if turn.is_payload or turn.recall("emergency") is not None:
        return False
    ordered = orders_block(_in_one_script(turn.text), lost=near, asked=waiting == "block_card")
    replaced = await _tells_replacement(turn)
    if not ordered:
        return replaced or await _hears_loss(turn)
    beside = asked_beside_block(_in_one_script(turn.text), lost=near, asked=waiting == "block_card")
    heard = turn.intent
    answered = not beside or replaced or await _answer_beside(turn, beside)
    turn.intent = "lost_card"
    told = any(act.act == "lost_card" for act in acts)
    if turn.patron is None and told:
        ref = turn.await_("block_card", "contact")
        turn.say("utter_lost_card_whose_ask", status="clarified", choices=[cancel(ref)])
    elif turn.patron is None or not told:
        await _tell_loss(turn)
    else:
        if waiting == "block_card":
            # It is done now, and not asked for again.
            turn.set("pending", None)
        await block_card(turn, {"told": turn.text}, PatronReply("yes"))
        if not answered and heard not in ("lost_card", "affirm"):
            # "Yes, have it blocked. May I bring a book back without it?": the turn goes on with the question.
            turn.text, turn.intent = beside, heard
            return False
    return True


async def _answer_beside(turn: Turn, asked: str) -> bool:
    """Answer what is asked beside the order from what the library tells of lost cards; tell whether that answers it."""
    if _BY_FINDER.search(fold(asked)) and await answer_as(turn, "lost_card", **_LIABLE, alone=True):
        return True
    text, turn.text = turn.text, asked
    answered = await answer_from_facts(turn, "lost_card")
    turn.text = text
    return bool(answered)


# Whether whoever finds the card may borrow with it.
_BY_FINDER = re.compile(
    r"\b(?:some(?:body|one)|any(?:body|one)|who\w{0,4}|a (?:stranger|thief)|they|he|she)\b[^.?!]{0,30}\b(?:borrow\w*|use|take|get)\b"
    r"|(?<!\w)(?:کسی|یکی|یه ?نفر|یک نفر|هر ?کی|دزد\w{0,2})(?!\w)[^.؟?!]{0,40}(?:(?<!\w)(?:بگیر|ببر|امانت|استفاده)\w{0,3})|\b(?:kasi|yeki|ye nafar)\b[^.?!]{0,40}\b(?:begir|bebar|amanat|estefade)\w{0,3}"
)
_LIABLE = {"fa": "کسی با کارت گم‌شدهٔ من کتاب ببرد، پای من است؟", "en": "Am I liable if somebody uses my lost card?"}


# The foreign word with a Persian ending: «blockش کنین» is said as it is written «بلاکش کنین»; other words are said of
# reservations, too.
_LATIN = re.compile(r"\bblock(?=\s?[آ-ی])", re.IGNORECASE)


def _in_one_script(text: str) -> str:
    return _LATIN.sub("بلاک", text)


_NEW_CARD = re.compile(
    r"\b(?:replacement|duplicate)\b|\bnew (?:one|card)\b|(?<!\w)المثن[یا]\w*|(?<!\w)کارت(?: \w+)? ?(?:نو|جدید|تازه|دوباره)\w*|\b(?:almosan\w*|kart\w* (?:jadid|no|now))\b"
)
_COSTS = re.compile(
    r"\b(?:how mu\w{1,3}h|cost\w*|price|fee|charge|pay)\b|(?<!\w)(?:چند\w*|چقد\w*|هزینه\w*|قیمت\w*|پول\w*)(?!\w)|\b(?:chand\w*|cheghad\w*|hazine\w*|gheymat\w*)\b"
)
_BRINGS = re.compile(
    r"\b(?:bring|documents?|papers?|need|show|id|identity|proof|take with)\b|(?<!\w)(?:مدرک\w*|مدارک\w*|بیار\w*|لازم\w*|همراه\w*|شناسایی|شناسنامه)(?!\w)|\b(?:madrak\w*|madarek\w*|biar\w*|lazem\w*)\b"
)


# Where a new card is made, and not where anything else is.
_MADE_WHERE = re.compile(
    r"\b(?:get|collect|pick up|have|make|do) (?:it|one|that|this|the (?:new |replacement )?(?:card|one))(?: done| made| there)? (?:at|in|from)\b|\bwhich branch(?:es)? (?:do|does|makes?|issues?|gives?)\b|\b(?:at|in) (?:any|every|all|which|what) branch"
    r"|(?<!\w)(?:شعبه|مرکزی|سعدی|باغ ?فردوس|کجا|همه ?جا)\w{0,4}(?: \w{1,10}){0,4} (?:می ?د(?:ن|ین|ید|هند|هید)|صادر|بگیرم\w{0,2}|می ?شه گرفت\w{0,2}|درست می ?کن\w{1,3})(?!\w)"
    r"|\b(?:shobe|markazi|saadi|sadi|koja)\w{0,3}(?: \w{1,10}){0,4} (?:midan|midin|midid|begiram\w{0,2})\b"
)
_PRICE = {"fa": "کارت المثنی چند است؟", "en": "What does a replacement card cost?"}
_TO_BRING = {"fa": "کارتم گم شده؛ چه کنم؟", "en": "I lost my card; what should I do?"}
_WHERE = {"fa": "تا کارت تازه بگیرم چه کنم؟", "en": "What can I do until I have my new card?"}
_OF_NEW_CARD = ((_COSTS, _PRICE), (_BRINGS, _TO_BRING), (_MADE_WHERE, _WHERE))
_TWO = 2


async def _tells_replacement(turn: Turn) -> bool:
    """Tell what a new card costs, what is brought for it and where it is made, of which two are asked after a loss."""
    said = fold(turn.text)
    last = turn.thread.last
    lost = any(act.act == "lost_card" for act in turn.thread.acts()) or "replacement" in said or "المثن" in said
    # Right after the loss was told, the new card need not be named.
    near = turn.intent == "lost_card" and last is not None and last.act == "lost_card" and not _OF_OTHER.search(said)
    named = near or _NEW_CARD.search(said) is not None
    asked = [question for words, question in _OF_NEW_CARD if words.search(said)]
    both = near or (_COSTS.search(said) and _BRINGS.search(said))
    if not (lost and named and both and len(asked) >= _TWO):
        return False
    text, told = turn.text, []
    for question in asked:
        # Each is told as if it alone were asked.
        turn.text = question[turn.language]
        told.append(await answer_as(turn, "lost_card", fa=question["fa"], en=question["en"], alone=True))
    turn.text = text
    if not told[0]:
        turn.answers.clear()
        return False
    turn.intent, turn.settled = "lost_card", True
    pending = turn.slot("pending")
    if pending:
        # Whose card it is stays to be told, and is not asked for once more at once.
        turn.set("pending", {**pending, "repeated": True})
    return True


_OF_OTHER = re.compile(
    r"\b(?:books?|loans?|fines?|reserv\w+|renew\w*|return\w*|join\w*|member\w*|wife|husband|son|daughter|friend|workshops?|events?|class\w*|courses?|story hour|rooms?|print\w*)\b"
    r"|(?<!\w)(?:کتاب(?!خ)|امانت|رزرو|جریمه|تمدید|عضو|همسر|خانمم|شوهر|پسرم|دخترم|دوستم|کارگاه|برنامه|کلاس|اتاق|پرینت)|\b(?:ketab(?!kh)|amanat|rezerv|jarime|ozv|kargah|barname)"
)


# Read as one of these, words that tell of a lost card were read as little.
_MISREAD = frozenset(
    "account sign_in out_of_scope nlu_fallback lost_item lost_property card_registration chitchat".split()
)

# "Great, my card was stolen" is none of these, unless something waits for such a word.
_KIND = frozenset("affirm greet praise thanks".split())


_ONLY_NUMBER = re.compile(r"^\W{0,20}(?:\[card\]|\d[\d\s-]{3,40})\W{0,20}$")


async def _hears_loss(turn: Turn) -> bool:
    """Take the words that a card is lost as such where they were read as what needs it: a sign-in, the account."""
    waits = (turn.slot("pending") or {}).get("awaits") in {"told", "words", "contact"}
    read = turn.intent in _MISREAD or (turn.intent in _KIND and not turn.slot("pending"))
    if waits or not read or not tells_lost_card(turn.text):
        return False
    turn.intent = "lost_card"
    await _tell_loss(turn)
    return True


@listens
async def hear_whose(turn: Turn) -> bool:
    """Take a name and a way to be reached for the card; what has the shape of neither is answered for itself."""
    asked = _asked(turn.slot("pending"))
    if turn.is_payload or asked is None:
        return False
    reachable = TOKENS.search(turn.text) is not None
    named = tells_name(turn.text) or (names_somebody(turn.text) and (turn.intent in NAMING or turn.confidence < SURE))
    if not reachable and not named and _ONLY_NUMBER.match(turn.text):
        # A number alone tells nobody whose card it is, and is none to be kept here.
        bring_forward(turn, str(asked["ref"]))
        return await run_pending(turn, PatronReply("words"))
    if not reachable and (not named or asked is not turn.slot("pending")):
        return False
    bring_forward(turn, str(asked["ref"]))
    return await run_pending(turn, PatronReply("words", text=turn.text))


@concludes
async def conclude_whose(turn: Turn) -> None:
    """Keep asking whose card it is behind what another message asks, and have the gateway hold a contact back."""
    before, now = _asked(turn.slots.get("pending")), turn.slot("pending")
    if before is not None and now and before["ref"] != now["ref"] and _asked(now) is None and not turn.is_payload:
        turn.set("pending", {**now, "older": {name: value for name, value in before.items() if name != "older"}})
    asked = _asked(turn.slot("pending"))
    if asked is None:
        return
    turn.effects.add(CONTACT_ASKED)
    if turn.intent == "nlu_fallback" and asked.get("age") and not asked.get("repeated"):
        turn.set("pending", {**asked, "repeated": True})
        ask_again(turn, asked)


def _asked(pending: dict[str, Any] | None) -> dict[str, Any] | None:
    """Give the question whose card it is, where it waits, or waits behind another."""
    return next(
        (
            one
            for one in (pending, (pending or {}).get("older"))
            if one and one.get("do") == "block_card" and one.get("awaits") == "contact"
        ),
        None,
    )


@pending_action("block_card")
async def block_card(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Open the case for the desk; nothing is blocked by it, and that is said."""
    words = "\n".join(filter(None, (str(args.get("words") or ""), reply.text))) or str(args.get("told") or "")
    if turn.patron is None and not _is_whole(turn, words):
        return
    key = str(args.get("key") or turn.key("lost_card"))
    try:
        case = await open_case(turn, "account_problem", "lost_card", words, key=key, once=turn.patron is not None)
    except Unconfirmed:
        ref = turn.await_("block_card", "yes", words=words, key=key)
        turn.say("utter_case_unconfirmed", status="error", choices=[try_again(ref)])
        return
    if case is None:
        return
    hold_on_to(turn, case.number, "lost_card", words)
    turn.say(
        "utter_lost_card_taken",
        number=case.number,
        due=as_datetime(case.due_at, turn.services.zone) if case.due_at else None,
        phone=await _phone(turn),
    )
    if "[phone]" in words or "[email]" in words:
        # The gateway holds what stood there back, and puts it into the case.
        turn.answers[-1][1]["custom"] = {"contact_for_case": case.number}


def _is_whole(turn: Turn, words: str) -> bool:
    """Tell whether words name somebody and how they are reached; what is missing is asked for, and nothing filed."""
    reachable = TOKENS.search(words) is not None
    named = any(tells_name(part) or names_somebody(part, beside_contact=reachable) for part in _PART.findall(words))
    if reachable and named:
        return True
    ref = turn.await_("block_card", "contact", words=words)
    missing = "name" if reachable else "phone" if named else "whose"
    turn.say(f"utter_lost_card_{missing}_ask", status="clarified", choices=[cancel(ref)])
    return False


async def _rules(turn: Turn) -> Fact:
    """Give what the library tells of a lost card: its facts, else its note."""
    facts = await searching.of_topic(turn.store, "lost_card", turn.today, None)
    if facts:
        return {"list": [_both(one.text) for one in facts[:MOST_TOLD]]}
    return await first_facts(turn, "lost_card") or await first_facts(turn, "account")


def _both(text: Mapping[str, str]) -> dict[str, str]:
    """Give a text in both languages; what was written in one is said in that."""
    fa, en = text.get("fa") or "", text.get("en") or ""
    return {"fa": fa or en, "en": en or fa}


async def _phone(turn: Turn) -> Fact:
    profile = await directory.profile(turn.store)
    if profile is None or not profile.phone:
        return None
    return nested("utter_part_call_us", phone={"digits": profile.phone})
