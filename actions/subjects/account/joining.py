"""Joining the library in the chat: what is needed is told, the data are asked for one by one, the desk decides.

What is typed never comes here: the gateway keeps it in the application (crm.joining), and the words of the turn are a
token in its place. What was not read has a token, too, and is asked for once more; every other wish is answered as
what it is.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.doing import doing
from actions.dialogue.turn import Turn, nested
from actions.facts.case_lines import due_day
from actions.facts.choices import OfferedChoice, choice, librarian, no, yes
from actions.facts.told import first_facts
from actions.rasa.registry import HANDLERS, MOVES, HandlerEntry, PatronReply, declined, listens, pending_action
from actions.subjects.cases.case_filing import hold_on_to
from actions.subjects.library_info import places
from crm.errors import Conflict, NotFound
from crm.joining import drafts
from crm.joining.drafts import ApplicationDraft
from crm.joining.shapes import TOKENS
from crm.joining.typed import BACK, REVIEW, UNREAD
from crm.joining.welcoming import KIND, want_welcome, way_of_welcome
from language.normalise import fold
from language.requests.speech.sentences import only_asks
from language.requests.speech.yes_and_no import find_word

__all__ = ["hear_joining"]

SURE = 0.75
LOOSE = frozenset("nlu_fallback out_of_scope chitchat affirm deny card_registration sign_in account".split())
# What is asked, in order; the code only where one can be sent.
ASKED = ("name", "birth_year", "contact", "address")
CHANNEL_OF = {"email": "email", "phone": "sms"}
# In a button's ref.
REF = "join"
_WISH = re.compile(
    r"\b(?:sign|put) me up(?! (?:to|for) (?:the )?(?:news|workshop|class|event))|\b(?:register|enrol|enroll) me\b|\bmake me a member\b"
    r"|\b(?:i'd like|i would like|i want|i wish|i'm here|let me|can i|could i|may i) (?:to )?(?:join|become a (?:new )?member|register"
    r" (?:as a (?:new )?member|with (?:you|the library))|apply for (?:a )?(?:library )?(?:card|membership)"
    r"|get a (?:new )?library card|sign up(?! (?:to|for)))\b|\bjoin the library\b"
    r"|(?:می ?خوام|می ?خواهم|میخواستم|دوست دارم|مایلم) (?:که )?(?:تو |در |توی )?(?:کتابخون\w+ |کتابخان\w+ )?(?:عضو|ثبت ?نام) ?(?:شم|بشم|شوم|بشوم|کنم|بکنم)?"
    r"|(?:عضوم|ثبت ?نامم|ثبت نام من رو|من رو عضو|منو عضو|مرا عضو) ?(?:کن\w*|بکن\w*)"
    r"|\b(?:ozv|ozvam) (?:sham|besham|shavam|kon\w*)\b|\bsabte? ?nam(?:am)? kon\w*\b"
)

_OF_LIBRARY = re.compile(r"\b(?:library|members?|membership|cards?)\b|کتابخ\w*|عضو\w*|کارت\w*|\bozv\w*|\bketabkh\w*")


async def card_registration(turn: Turn) -> None:
    """Go on with an application by its buttons; else tell what the library says of cards, and offer to begin one."""
    kind, _, what = (turn.entity("ref") or "").partition(":")
    if turn.is_payload and kind == REF:
        await _press(turn, what)
        return
    await _TOLD(turn)
    if turn.patron is None and not turn.slot("pending") and turn.answers:
        last, said = turn.answers[-1]
        turn.answers[-1] = last, {**said, "choices": [*(said.get("choices") or []), _button("utter_button_join", "")]}


_TOLD = HANDLERS["card_registration"].handler
HANDLERS["card_registration"] = HandlerEntry(card_registration, False)
assert places  # noqa: S101 - it has registered the handler that stands behind this one


@listens
async def hear_joining(turn: Turn) -> bool:
    """Hear the wish to join, and, while an application is filled in, its answers and the words that lead through it."""
    waiting: dict[str, Any] = turn.slot("pending") or {}
    step = next((name for name, token in TOKENS.items() if turn.text.strip() == token), None)
    if step is not None:
        turn.intent = "card_registration"
        await _noted(turn, step)
        return True
    step = next((name for name, token in UNREAD.items() if turn.text.strip() == token), None)
    if step is not None:
        turn.intent = "card_registration"
        await _unread(turn, step, waiting)
        return True
    if waiting.get("do") in ("join", "join_send"):
        return await _led(turn, str((waiting.get("args") or {}).get("step", "review")))
    if waiting.get("do") == "join_welcome":
        # Whoever wants to join again has not understood that they have: it is told before anything else.
        waiting = {}
    if waiting or turn.patron is not None or only_asks(turn.text) or not _WISH.search(fold(turn.text)):
        return False
    last = turn.thread.last
    if last is not None and last.act == "events" and not _OF_LIBRARY.search(fold(turn.text)):
        # "Sign me up for the Saturday one" is said of the events that were told.
        turn.intent, turn.confidence = "events", 1.0
        return await MOVES["event.book"](turn)
    turn.intent = "card_registration"
    await _start(turn)
    return True


async def _led(turn: Turn, step: str) -> bool:
    """Go back, stop, or tell what is waited for; another wish is answered, and the question stays."""
    word = find_word(turn.text)
    alone = word is not None and not word.rest
    if alone and word is not None and (word.kind == "cancel" or (word.kind == "no" and step == "review")):
        turn.intent = "cancel"
        await _drop(turn)
        return True
    if BACK.search(fold(turn.text)):
        turn.intent = "card_registration"
        await _back(turn, step)
        return True
    if alone and step == "review":
        return False
    is_other = only_asks(turn.text) or (turn.confidence >= SURE and turn.intent not in LOOSE)
    if is_other or step == "review":
        return False
    turn.intent = "card_registration"
    turn.say(f"utter_join_again_{step}")
    await _ask(turn, step)
    return True


async def _press(turn: Turn, what: str) -> None:
    doings = {"": _start, "yes": _begin, "cancel": _drop, "send": _send, "code": _resend, "desk": _at_desk}
    if what.startswith("back-"):
        await _back(turn, what.removeprefix("back-"))
    elif what in doings:
        await doings[what](turn)
    else:
        turn.say("utter_too_late")


async def _start(turn: Turn) -> None:
    """Tell what is needed and what is kept, and ask for a yes before anything is."""
    if turn.patron is not None:
        turn.say("utter_join_patron")
        return
    if await drafts.draft_of(turn.store, turn.conversation) is not None:
        await _begin(turn)
        return
    ref = turn.await_("join_begin", "yes")
    turn.say(
        "utter_join_ask_consent",
        status="clarified",
        note=await first_facts(turn, "card_registration"),
        choices=[_button("utter_button_join_begin", "yes"), no(ref)],
    )


@pending_action("join_begin")
async def begin_agreed(turn: Turn, _args: dict[str, Any], _reply: PatronReply) -> None:
    """Begin the application that was agreed to."""
    await _begin(turn)


@declined("join_begin")
def begin_refused(turn: Turn, _args: dict[str, Any]) -> None:
    """Keep nothing."""
    turn.say("utter_join_not_begun")


async def _begin(turn: Turn) -> None:
    _leave(turn)
    try:
        async with doing(turn, "other"):
            draft = await drafts.begin(turn.store, turn.conversation, turn.language)
    except Conflict as error:
        turn.say(
            f"utter_join_{error.state}" if error.state in ("patron", "sent") else "utter_join_too_many",
            status="refused",
        )
        return
    await _ask(turn, _next(draft))


async def _ask(turn: Turn, step: str) -> None:
    """Ask for one thing, with the ways back and out; at the end show what was told, covered."""
    async with doing(turn, "other"):
        draft = await drafts.ask_for(turn.store, turn.conversation, step)
    if step == "review":
        turn.await_("join_send", "yes", step=step)
        confirmed = nested("utter_part_join_confirmed" if draft.is_confirmed else "utter_part_join_unconfirmed")
        turn.say(
            "utter_join_review",
            status="clarified",
            contact=draft.covered,
            confirmed=confirmed,
            choices=[_button("utter_button_join_send", "send"), *_ways(step)],
        )
        return
    turn.await_("join", "join", step=step)
    more = [_button("utter_button_join_code", "code")] if step == "code" and draft.sends_left else []
    desk = [_button("utter_button_join_desk", "desk")] if step == "code" else []
    turn.say(
        f"utter_join_ask_{step}",
        status="clarified",
        contact=draft.covered if step == "code" else None,
        choices=[*more, *desk, *_ways(step)],
    )


async def _noted(turn: Turn, step: str) -> None:
    """Go on after an answer that the gateway kept."""
    draft = await drafts.draft_of(turn.store, turn.conversation)
    if draft is None:
        turn.say("utter_join_gone")
        return
    _leave(turn)
    if step == "code":
        await _after_code(turn, draft)
    elif step not in draft.has:
        # It could not be kept: it is asked for once more.
        turn.say("utter_join_once_more")
        await _ask(turn, step)
    elif step == "contact" and not draft.is_confirmed:
        await _confirm(turn, draft)
    else:
        await _ask(turn, _next(draft))


async def _unread(turn: Turn, step: str, waiting: dict[str, Any]) -> None:
    """Ask once more: the gateway kept nowhere what was typed, since it was not read as what was asked for."""
    draft = await drafts.draft_of(turn.store, turn.conversation)
    if draft is None:
        turn.say("utter_join_gone")
        return
    now = step
    if waiting.get("do") in ("join", "join_send"):
        now = str((waiting.get("args") or {}).get("step", REVIEW))
    _leave(turn)
    if step != now:
        # It was typed before this was asked, and may have been the answer to it.
        turn.say("utter_join_once_more")
    elif step != REVIEW:
        turn.say(f"utter_join_again_{step}")
    await _ask(turn, now)


async def _confirm(turn: Turn, draft: ApplicationDraft) -> None:
    """Have the contact proved by a code, where the library can send one; else the desk does it, and this is said."""
    if CHANNEL_OF[str(draft.contact_kind)] not in turn.services.notice_rules.channels:
        turn.say("utter_join_desk_confirms")
        await _ask(turn, _next(draft))
        return
    async with doing(turn, "other"):
        draft = await drafts.want_code(turn.store, turn.conversation)
    if draft.code_problem is not None:
        turn.say("utter_join_desk_confirms")
        await _ask(turn, _next(draft))
        return
    await _ask(turn, "code")


async def _after_code(turn: Turn, draft: ApplicationDraft) -> None:
    if draft.is_confirmed:
        turn.say("utter_join_confirmed")
        await _ask(turn, _next(draft))
    elif draft.tries_left and draft.code_sent and draft.code_problem in (None, "wrong"):
        turn.say("utter_join_code_wrong", tries=draft.tries_left)
        await _ask(turn, "code")
    elif draft.sends_left and draft.tries_left:
        turn.say("utter_join_code_over")
        await _ask(turn, "code")
    else:
        await _at_desk(turn)


async def _resend(turn: Turn) -> None:
    """Have another code sent."""
    draft = await drafts.draft_of(turn.store, turn.conversation)
    if draft is None or "contact" not in draft.has:
        turn.say("utter_join_gone")
        return
    _leave(turn)
    await _confirm(turn, draft)


async def _at_desk(turn: Turn) -> None:
    """Leave the contact to be confirmed at the desk."""
    draft = await drafts.draft_of(turn.store, turn.conversation)
    if draft is None:
        turn.say("utter_join_gone")
        return
    _leave(turn)
    turn.say("utter_join_desk_confirms")
    await _ask(turn, _next(draft))


async def _back(turn: Turn, step: str) -> None:
    """Ask for what was asked before."""
    before = {
        "birth_year": "name",
        "contact": "birth_year",
        "code": "contact",
        "address": "contact",
        "review": "address",
    }
    try:
        _leave(turn)
        await _ask(turn, before.get(step, "name"))
    except NotFound:
        turn.say("utter_join_gone")


async def _drop(turn: Turn) -> None:
    """Stop, and forget everything that was told."""
    _leave(turn)
    async with doing(turn, "other"):
        was_there = await drafts.drop(turn.store, turn.conversation)
    turn.say("utter_join_dropped" if was_there else "utter_join_gone")


@pending_action("join_send")
async def send_agreed(turn: Turn, _args: dict[str, Any], _reply: PatronReply) -> None:
    """Send the application that was looked over."""
    await _send(turn)


@declined("join_send")
def send_refused(turn: Turn, _args: dict[str, Any]) -> None:
    """Leave it as it is for a day."""
    turn.say("utter_join_left", choices=[_button("utter_button_join_cancel", "cancel")])


async def _send(turn: Turn) -> None:
    _leave(turn)
    try:
        async with doing(turn, "case"):
            case = await drafts.send(turn.store, turn.conversation, turn.key("join"))
    except (NotFound, Conflict):
        turn.say("utter_join_gone")
        return
    hold_on_to(turn, case.number, "joining", quiet=True)
    turn.say(
        "utter_join_handed_in",
        number=case.number,
        due=due_day(case.due_at, turn.services.zone),
        choices=[librarian()],
    )
    await _offer_welcome(turn)


async def _offer_welcome(turn: Turn) -> None:
    """Ask whether the new member wants to be welcomed: nothing is sent without a yes."""
    rules = turn.services.notice_rules
    if KIND not in rules.kinds:
        return
    channel = await way_of_welcome(turn.store, turn.conversation, rules.channels)
    if channel is None:
        return
    ref = turn.await_("join_welcome", "yes")
    where = nested(f"utter_part_welcome_{channel}")
    choices = [yes(ref, "utter_button_notices_yes"), no(ref)]
    turn.say("utter_join_welcome_ask", status="clarified", place=where, choices=choices)


@pending_action("join_welcome")
async def welcome_agreed(turn: Turn, _args: dict[str, Any], _reply: PatronReply) -> None:
    """Keep the wish for a welcome with the consent to it."""
    turn.set("pending", None)
    try:
        async with doing(turn, "other"):
            channel = await want_welcome(turn.store, turn.conversation, turn.services.notice_rules.channels)
    except NotFound:
        turn.say("utter_too_late")
        return
    turn.say("utter_join_welcome_on", place=nested(f"utter_part_welcome_{channel}"))


@declined("join_welcome")
def welcome_refused(turn: Turn, _args: dict[str, Any]) -> None:
    """Send nothing."""
    turn.say("utter_join_welcome_off")


def _next(draft: ApplicationDraft) -> str:
    return next((step for step in ASKED if step not in draft.has), "review")


def _ways(step: str) -> list[OfferedChoice]:
    back = [] if step == "name" else [_button("utter_button_join_back", f"back-{step}")]
    return [*back, _button("utter_button_join_cancel", "cancel")]


def _button(title: str, what: str) -> OfferedChoice:
    return choice(title, "card_registration", ref=f"{REF}:{what}")


def _leave(turn: Turn) -> None:
    if (turn.slot("pending") or {}).get("do") in ("join", "join_begin", "join_send"):
        turn.set("pending", None)
