"""Guardians of children, as the desk has linked them: a child's loans and reservations, renewals, and reminders.

Nothing else of a child is told: no conversation, no case, no fine, no history. Whoever is no guardian, or may not see
it, hears the same as about anybody's loans.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.dialogue.choosing import pick, request_of
from actions.dialogue.doing import doing
from actions.dialogue.pending import run_pending
from actions.dialogue.turn import Fact, Turn, nested
from actions.facts.choices import OfferedChoice, choice, menu, no, yes
from actions.facts.lines import hold_line, loan_line, outcome_line
from actions.rasa.registry import PatronReply, pending_action
from actions.subjects.notices.notice_wishes import REMINDERS
from actions.subjects.others.child_words import (
    is_named,
    is_of_child,
    is_of_several,
    is_theirs,
    says_again,
    stops_telling,
    topic_of,
    without_child,
)
from crm.errors import NotFound
from crm.guardians.acting import note_asked, note_read, remind
from crm.guardians.standing import Ward, ward_of, wards_of
from crm.notices.subscriptions import subscriptions
from language.choices import find_choice
from language.normalise import fold
from language.requests.own.whose_things import asks_of_own
from language.requests.speech.request import Kind, read_request
from language.requests.speech.yes_and_no import find_word, puts_off
from library.values import Capability, Loan

__all__ = ["REF", "asks_of_child", "press_child"]

# In a button's ref: "child:<link>:<topic>".
REF = "child"
TOPICS = ("loans", "holds", "renew", "remind")
# What waits for a guardian's yes.
ASKED = frozenset({"renew_child", "remind_child"})
# What these tell is no question about an account, whoever is named in it.
_TOLD = frozenset("lost_item lost_property complaint report_fault emergency website_problem donation".split())
_SURE = 0.75
# What is waited for in words is not taken from them.
_WORDS = frozenset({"told", "words", "score", "join"})
_OWN = (" my ", " mine ", " مال من", "خودم", "امانتهام", "کتابام", "کتابهام")


async def asks_of_child(turn: Turn, *, any_topic: bool = False) -> bool:
    """Answer a guardian who asks of a child's account; tell whether it was that.

    `any_topic`: it was read as being about others' loans already.
    """
    if turn.patron is None or turn.is_payload or (turn.slot("pending") or {}).get("awaits") in _WORDS:
        return False
    if turn.intent in _TOLD and turn.confidence >= _SURE:
        return False
    topic = topic_of(turn.text) or ("loans" if any_topic else None)
    if topic is None or asks_of_own(turn.text):
        return False
    wards = await wards_of(turn.store, turn.patron_id, turn.today)
    if wards and await _agreed(turn, wards, topic):
        return True
    meant = _meant(turn, wards, topic) if wards else None
    if meant is None:
        return False
    turn.intent, turn.confidence = "others_loans", 1.0
    if len(meant) > 1 and topic in ("renew", "remind"):
        _ask_which(turn, meant, topic)
        return True
    if not meant:
        _ask_which(turn, wards, topic if topic in TOPICS else "loans")
        return True
    for ward in meant:
        await _answer(turn, ward, topic)
    return True


async def press_child(turn: Turn) -> None:
    """Answer a button about a child; what it names is looked up anew."""
    link, _, topic = (turn.entity("ref") or "").removeprefix(f"{REF}:").partition(":")
    ward = None
    if link.isdecimal() and len(link) < 16:
        ward = await ward_of(turn.store, turn.patron_id, int(link), turn.today)
    if ward is None:
        _refuse(turn)
        return
    await _answer(turn, ward, topic if topic in TOPICS else "loans")


async def _agreed(turn: Turn, wards: Sequence[Ward], topic: str) -> bool:
    """Do what a guardian was asked, where their words are a yes and say the same again: "yes, renew them"."""
    pending = turn.slot("pending") or {}
    link, word = (pending.get("args") or {}).get("link"), find_word(turn.text)
    ward = next((one for one in wards if one.link_id == link), None)
    if ward is None or pending.get("do") != f"{topic}_child" or word is None:
        return False
    others = [one.name for one in wards if one.name and one is not ward]
    if any(is_named(turn.text, name) for name in others) or (len(wards) > 1 and is_of_child(turn.text)):
        # Another child, or any of them: it is asked anew.
        return False
    names = [ward.name] if ward.name else []
    own = f" {without_child(turn.text, names)} "
    if not word.leads or word.kind != "yes" or any(one in own for one in _OWN) or puts_off(turn.text):
        return False
    if not says_again(turn.text, word.rest, topic, names):
        return False
    ids, choice = pending["args"].get("ids", []), find_choice(word.rest)
    if ids and choice is not None and len(choice.resolve(len(ids))) != len(ids):
        return False
    turn.intent, turn.confidence = "others_loans", 1.0
    return await run_pending(turn, PatronReply("yes"))


def _meant(turn: Turn, wards: Sequence[Ward], topic: str) -> list[Ward] | None:
    """Give the children that are spoken of: none of several where it is not said which; None where no child is."""
    named = [ward for ward in wards if ward.name and is_named(turn.text, ward.name)]
    if named:
        return named
    if is_of_child(turn.text):
        return list(wards) if len(wards) == 1 or is_of_several(turn.text) else []
    last = turn.thread.last
    if last is None or not last.kind.startswith("child_"):
        return None
    # What was told last was a child's: "renew them", "and her reservations?".
    said = f" {fold(turn.text)} "
    if any(word in said for word in _OWN) or not (topic == "renew" or is_theirs(turn.text)):
        return None
    spoken_of = turn.recall("child")
    return [ward for ward in wards if ward.link_id == spoken_of] or None


async def _answer(turn: Turn, ward: Ward, topic: str) -> None:
    turn.remember(child=ward.link_id)
    may = {"holds": ward.sees_holds}.get(topic, ward.sees_loans)
    if topic == "private":
        turn.say("utter_child_only", status="refused", name=_name(ward), choices=_buttons(ward, "loans", "holds"))
    elif not may:
        turn.say("utter_child_closed", status="refused", name=_name(ward), choices=menu("loans"))
    elif topic == "remind":
        await _remind(turn, ward)
    elif await turn.library.patron(ward.child_id) is None:
        # Another library system that has not met this card through us cannot be asked about it.
        turn.say("utter_child_unknown", status="refused", name=_name(ward))
    elif topic == "holds":
        await _holds(turn, ward)
    elif topic == "renew":
        await _renew(turn, ward)
    else:
        await _loans(turn, ward)


async def _loans(turn: Turn, ward: Ward) -> None:
    out = await _loans_of(turn, ward)
    if not out:
        turn.say("utter_child_loans_none", name=_name(ward), choices=_buttons(ward, "holds"))
        return
    _told(turn, "child_loan", [loan.id for loan in out])
    turn.say(
        "utter_child_loans_one" if len(out) == 1 else "utter_child_loans",
        name=_name(ward),
        count=len(out),
        loans=_lines(out),
        choices=_buttons(ward, *(["renew"] if ward.renews else []), "holds"),
    )


async def _holds(turn: Turn, ward: Ward) -> None:
    await _note(turn, ward, "holds")
    holds = await turn.library.holds(ward.child_id)
    if not holds:
        turn.say("utter_child_holds_none", name=_name(ward), choices=_buttons(ward, "loans"))
        return
    _told(turn, "child_hold", [hold.id for hold in holds])
    line = "utter_line_hold_only" if len(holds) == 1 else "utter_line_hold"
    turn.say(
        "utter_child_holds_one" if len(holds) == 1 else "utter_child_holds",
        name=_name(ward),
        count=len(holds),
        holds={"list": [hold_line(hold) for hold in holds], "line": line},
        choices=_buttons(ward, "loans"),
    )


async def _renew(turn: Turn, ward: Ward) -> None:
    """Ask before anything of a child's is renewed, naming whose it is and which: nothing is done on a guess."""
    if not ward.renews:
        turn.say("utter_child_renew_closed", status="refused", name=_name(ward), choices=_buttons(ward, "loans"))
        return
    out = await _loans_of(turn, ward)
    if not out:
        turn.say("utter_child_loans_none", name=_name(ward), choices=_buttons(ward, "holds"))
        return
    request = request_of(turn, "renew")
    if not turn.is_payload and read_request(turn.text, "renew").kind is Kind.REFUSAL:
        _let_go(turn)
        await _loans(turn, ward)
        return
    if not turn.is_payload:
        turn.text = without_child(turn.text, [ward.name] if ward.name else [])
        request = request_of(turn, "renew")
    chosen = list(pick(turn, "child_loan", out, request).things) or out
    _told(turn, "child_loan", [loan.id for loan in chosen], result="asked")
    ref = turn.await_("renew_child", "yes", link=ward.link_id, ids=[loan.id for loan in chosen])
    turn.say(
        "utter_child_renew_ask_one" if len(chosen) == 1 else "utter_child_renew_ask",
        status="clarified",
        name=_name(ward),
        loans=_lines(chosen),
        choices=[yes(ref, "utter_button_child_renew"), no(ref)],
    )


@pending_action("renew_child", signed_in=True)
async def renew_agreed(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Renew a child's loans that the guardian agreed to, if they still may."""
    turn.set("pending", None)
    ids = list(args.get("ids", []))
    if reply.kind == "places":
        ids = [ids[place] for place in reply.places]
    ward = await ward_of(turn.store, turn.patron_id, int(args["link"]), turn.today)
    if ward is None or not ward.renews:
        _refuse(turn)
        return
    turn.intent = "others_loans"
    out = [loan for loan in await _loans_of(turn, ward) if loan.id in ids]
    if not out:
        turn.say("utter_child_loans_none", name=_name(ward))
        return
    wanted = [loan.id for loan in out]
    try:
        async with doing(turn, "other"):
            name = f"{turn.conversation}:{turn.first_id}"
            await note_asked(turn.store, turn.patron_id, ward.link_id, turn.today, turn=name)
            outcomes = await turn.library.renew(
                ward.child_id,
                wanted,
                key=turn.key("renew_child", str(ward.link_id)),
                conversation=turn.conversation,
            )
    except NotFound:
        _refuse(turn)
        return
    turn.remember(child=ward.link_id)
    done = [outcome.loan_id for outcome in outcomes if outcome.ok]
    asked = any(outcome.status == "requested" for outcome in outcomes)
    _told(turn, "child_loan", wanted, result="done" if done else "told" if asked else "refused")
    turn.say(
        "utter_child_renewed",
        status="answered" if done or asked else "refused",
        name=_name(ward),
        outcomes={
            "list": [outcome_line(outcome, loan) for loan, outcome in zip(out, outcomes, strict=True)],
            "line": "utter_line_outcome",
        },
    )


async def _remind(turn: Turn, ward: Ward) -> None:
    if not turn.is_payload and stops_telling(turn.text):
        async with doing(turn, "other"):
            await remind(turn.store, turn.patron_id, ward.link_id, turn.today, wanted=False)
        _let_go(turn)
        turn.did("others_loans", kind="child_notice", result="done")
        turn.say("utter_child_reminders_off", name=_name(ward))
        return
    can_tell = Capability.NOTICES in turn.library.capabilities() and "due_soon" in turn.services.notice_rules.kinds
    if not can_tell:
        turn.say("utter_child_reminders_not", status="refused", name=_name(ward), choices=_buttons(ward, "loans"))
        return
    mine = await subscriptions(turn.store, turn.patron_id)
    if not any(one.kind in ("due_soon", "overdue") for one in mine):
        # They come where the guardian's own come, with the consent that was given to these.
        on = choice("utter_button_notices_on", "subscribe", ref=REMINDERS)
        turn.say("utter_child_reminders_first", status="refused", name=_name(ward), choices=[on])
        return
    if ward.reminds:
        turn.say("utter_child_reminders_on", name=_name(ward))
        return
    ref = turn.await_("remind_child", "yes", link=ward.link_id)
    turn.say(
        "utter_child_reminders_ask",
        status="clarified",
        name=_name(ward),
        choices=[yes(ref, "utter_button_notices_yes"), no(ref)],
    )


@pending_action("remind_child", signed_in=True)
async def remind_agreed(turn: Turn, args: dict[str, Any], _reply: PatronReply) -> None:
    """Let the guardian be reminded of a child's due dates, if they still may see these."""
    turn.set("pending", None)
    link = int(args["link"])
    ward = await ward_of(turn.store, turn.patron_id, link, turn.today)
    try:
        async with doing(turn, "other"):
            await remind(turn.store, turn.patron_id, link, turn.today, wanted=True)
    except NotFound:
        ward = None
    if ward is None:
        _refuse(turn)
        return
    turn.did("others_loans", kind="child_notice", result="done")
    turn.say("utter_child_reminders_on", name=_name(ward))


def _refuse(turn: Turn) -> None:
    """Say what is said of anybody's loans, and ask nothing more of the child's that was asked before."""
    _let_go(turn)
    guardian = nested("utter_part_guardian")
    turn.say(
        "utter_others_loans", status="refused", guardian=guardian, hold=None, note=None, choices=menu("loans")
    )  # fmt: skip


def _let_go(turn: Turn) -> None:
    """Ask no more what a guardian was asked."""
    if (turn.slot("pending") or {}).get("do") in ASKED:
        turn.set("pending", None)


def _ask_which(turn: Turn, wards: Sequence[Ward], topic: str) -> None:
    turn.say(
        "utter_child_which",
        status="clarified",
        choices=[
            choice(
                {"fa": _said(ward, "fa"), "en": _said(ward, "en")}, "others_loans", ref=f"{REF}:{ward.link_id}:{topic}"
            )
            for ward in wards
        ],
    )


async def _loans_of(turn: Turn, ward: Ward) -> list[Loan]:
    await _note(turn, ward, "loans")
    return await turn.library.loans(ward.child_id)


async def _note(turn: Turn, ward: Ward, what: str) -> None:
    await note_read(turn.store, ward, (what,), turn=f"{turn.conversation}:{turn.first_id}")


def _told(turn: Turn, kind: str, ids: list[str], *, result: str = "told") -> None:
    # What was shown before is no list to choose from any more: «دومی» is the child's second.
    turn.show(kind, ids)
    turn.did("others_loans", kind=kind, things=ids, result=result)


def _lines(loans: Sequence[Loan]) -> dict[str, Any]:
    line = "utter_line_loan_only" if len(loans) == 1 else "utter_line_loan"
    return {"list": [loan_line(loan) for loan in loans], "line": line}


def _name(ward: Ward) -> Fact:
    return ward.first_name or nested("utter_part_your_child")


def _said(ward: Ward, language: str) -> str:
    return ward.name or {"fa": "فرزندتان", "en": "Your child"}[language]


def _buttons(ward: Ward, *topics: str) -> list[OfferedChoice]:
    may = {"loans": ward.sees_loans, "renew": ward.renews, "holds": ward.sees_holds}
    return [
        choice(f"utter_button_child_{topic}", "others_loans", ref=f"{REF}:{ward.link_id}:{topic}")
        for topic in topics
        if may[topic]
    ]
