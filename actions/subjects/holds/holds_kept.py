"""A patron's reservations: their state, and cancelling one."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from actions.dialogue.beyond_list import say_beyond
from actions.dialogue.choosing import pick, request_of
from actions.dialogue.doing import Unconfirmed, doing
from actions.dialogue.own_things import own_things
from actions.dialogue.restricting import restricts
from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.turn import Turn, nested
from actions.facts.choices import choice, item, menu, no, yes
from actions.facts.lines import by_title, hold_line, reason, titles_listed
from actions.facts.told import first_facts
from actions.rasa.registry import PatronReply, handles, pending_action
from actions.subjects.cases.case_filing import hold_on_to
from actions.subjects.holds import holds_asked
from actions.subjects.holds.holds_lapsing import tell_lapsing
from actions.subjects.holds.holds_sorted import other_goes, rest_goes, sorted_by_clause, without_other_staying
from actions.subjects.loans import loans_waited
from crm.cases import opening
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.own.own_matters import asks_how_many_wait
from language.requests.speech.questions import Ask
from language.requests.speech.request import Kind, Request
from language.requests.speech.selecting import without_other_kept
from language.requests.speech.sentences import deed_of, sentences
from library.values import Hold, HoldState

__all__ = ["cancel_hold", "drop", "hold_status"]


@handles("hold_status", signed_in=True)
async def hold_status(turn: Turn) -> None:
    """Tell how the reservations stand, ready ones first."""
    holds = await turn.library.holds(turn.patron_id)
    if holds and not turn.is_payload and not set("?؟") & set(turn.text) and orders_to_cancel(turn.text):
        # "And cancle Dune for me": the order is asked about, however it was read.
        turn.intent = "cancel_hold"
        await cancel_hold(turn)
        return
    last = turn.thread.last
    of_loan = not holds and last is not None and last.kind == "loan" and asks_how_many_wait(turn.text)
    if of_loan and await loans_waited.waiting(turn, await own_things(turn)):
        # "How many are in line?" after a loan that is not renewed asks of that one.
        return
    if not holds:
        turn.show("hold", [])
        turn.say("utter_holds_none")
        return
    named = pick(turn, "hold", holds)
    shown = named.things if named.things and not named.everything else holds
    if len(shown) == 1 and len(holds) > 1:
        turn.point("hold", shown[0].id, "hold_status")
    else:
        turn.show("hold", [one.id for one in shown])
    ready = [one for one in shown if one.state == HoldState.READY]
    turn.say(
        "utter_holds_one" if len(shown) == 1 else "utter_holds",
        count=len(shown),
        holds={
            "list": [hold_line(one, acts=len(shown) > 1) for one in shown],
            "line": "utter_line_hold_only" if len(shown) == 1 else "utter_line_hold",
        },
        ready=nested("utter_part_holds_ready", count=len(ready)) if ready and len(shown) > 1 else None,
        choices=[choice("utter_button_cancel_hold", "cancel_hold", ref=f"hold:{one.id}") for one in shown]
        if len(shown) == 1 and shown[0].can_cancel
        else [],
    )


_OTHER_KEPT = re.compile(
    r"[,;.]?\s{0,2}\b(?:and |but )?(?:i(?:'d like to|'ll| will| want to) )?(?:keep|leave) the (?:others?|rest)(?: ones?| two| three)?(?: alone| as (?:it is|they are))?\b",
    re.IGNORECASE,
)


# What is not wanted either is to go, too.
_GOES_TOO = re.compile(
    r"\b(?:don'?t|do not|no longer|neither|not) (?:want|need|matter)|\bany ?more\b|نمی ?خوا|لازم ندار|مهم نیست|به درد|\bnemi ?kh"
)


@handles("cancel_hold")
async def cancel_hold(turn: Turn) -> None:
    """Drop reservations: ask which when there are several, and ask for a yes; what is forbidden stays."""
    whole = turn.text
    if not turn.is_payload:
        # "Cancel Dune, the other matters more", «اولی را لغو کنید؛ دومی بماند» orders nothing of the other.
        turn.text = without_other_staying(turn.text)
        if not request_of(turn, "cancel").whole and _GOES_TOO.search(fold(whole)) is None:
            turn.text = without_other_kept(_OTHER_KEPT.sub(" ", turn.text).strip(), "cancel")
        if turn.text != whole:
            # The places were read of the whole message.
            turn.entities = {name: values for name, values in turn.entities.items() if name != "which"}
    request = request_of(turn, "cancel")
    if request.kind is Kind.REFUSAL:
        pending = turn.slot("pending")
        if pending and str(pending.get("do", "")).startswith("cancel_hold"):
            turn.set("pending", None)
        turn.say("utter_hold_kept")
        # It stays until its day, which may be today: "I come tomorrow, just don't cancel it".
        await tell_lapsing(turn)
        return
    if turn.patron is None:
        if request.kind is Kind.QUESTION and request.asks <= {Ask.HOW, Ask.COST, Ask.COUNT}:
            note = await first_facts(turn, "hold")
            turn.say("utter_cancel_hold_rules", note=note)
        else:
            ask_sign_in(turn)
        return
    holds = await turn.library.holds(turn.patron_id)
    if not holds:
        turn.say("utter_holds_none")
        return
    if await _only_asked(turn, request):
        return
    other = other_goes(turn, holds)
    if other == ():
        which_to_cancel(turn, holds)
        return
    if other:
        # "I shall still collect Dune. The other one is of no use to me, please cancel it."
        ask_cancel(turn, other, [one for one in holds if one not in other] if len(holds) == len(other) + 1 else ())
        return
    # "All but Dune" is one clause: what it names stays.
    excepts = request.whole and request.left_out
    going, staying = ([], []) if turn.is_payload or excepts else sorted_by_clause(whole, holds)
    if staying and not going and rest_goes(whole) and len(staying) < len(holds):
        # "Keep only Dune, cancel the rest": all that is not named goes.
        ask_cancel(turn, [one for one in holds if one not in staying], staying)
        return
    if staying and _ask_without(turn, holds, going, staying):
        return
    meant = pick(turn, "hold", holds, request)
    named_apart = going and len(going) < len(meant.things)
    if named_apart or (going and not {one.id for one in going} & {one.id for one in meant.things}):
        # "Do that for Dune, and simply cancel Emma": only what is named beside the order goes.
        ask_cancel(turn, going)
        return
    if meant.others:
        turn.say("utter_hold_not_yours", status="refused", titles=titles_listed(meant.others))
    if meant.everything and not meant.left and not turn.is_payload and len(holds) > 1 and restricts(turn.text):
        # "Cancel all that are for my son": never more than was spoken of.
        which_to_cancel(turn, holds)
    elif meant.things:
        ask_cancel(turn, meant.things, meant.left)
    elif meant.beyond:
        say_beyond(turn, "hold", [one for one in holds if one.id in turn.shown("hold")], len(turn.shown("hold")))
    elif meant.left:
        turn.say("utter_hold_kept")
    elif len(holds) == 1 and not meant.unknown:
        ask_cancel(turn, holds)
    elif not turn.is_payload and len(one := _by_object(turn.text, holds)) == 1:
        ask_cancel(turn, one)
    else:
        if meant.unknown:
            turn.say("utter_hold_not_yours", status="refused", titles=titles_listed([meant.unknown]))
        which_to_cancel(turn, holds)


_OBJECT = re.compile(
    r"(?<!\w)(?P<fa>[آ-ی]{3,20}) ?(?:رو|را|و) (?:لطفا )?(?:لغو|کنسل|حذف)|(?<!\w)رزرو (?P<of>[آ-ی]{3,20}) ?(?:رو|را)? (?:لغو|کنسل|حذف)|\b(?P<latin>[a-z]{3,20}) ?ro (?:laghv|kansel|cancel)|\bcancel (?:the )?(?P<en>[a-z]{4,20})(?: one)?(?= ?[.,;!?]|$)"
)


def _by_object(text: str, holds: Sequence[Hold]) -> list[Hold]:
    """Give the reservations whose title has the one word that an order to cancel has as its object: «ملت رو کنسل کن»."""
    found = _OBJECT.search(fold(text))
    word = next((one for one in found.groups() if one), "") if found is not None else ""
    return [one for one in holds if word and word in fold(one.title).split()]


def _ask_without(turn: Turn, holds: Sequence[Hold], going: Sequence[Hold], staying: Sequence[Hold]) -> bool:
    """Ask for a yes to drop what does not stay; False where more than one may be meant by that."""
    left = [one for one in holds if one.id not in {each.id for each in staying}]
    if going or len(left) == 1:
        ask_cancel(turn, going or left, staying)
        return True
    return False


async def _only_asked(turn: Turn, request: Request) -> bool:
    """Tell how a reservation stands where only that is asked: "when does the other one arrive?" cancels none."""
    speaks = any(deed_of(one.words) == "cancel" for one in sentences(turn.text))
    if (
        turn.is_payload
        or speaks
        or request.kind is not Kind.QUESTION
        or not request.asks & {Ask.UNTIL, Ask.COUNT, Ask.WHY}
    ):
        return False
    turn.intent = "hold_status"
    return await holds_asked.where(turn, await own_things(turn))


def which_to_cancel(turn: Turn, holds: Sequence[Hold]) -> None:
    """Show the reservations and ask which one to drop."""
    turn.show("hold", [one.id for one in holds])
    turn.await_("cancel_hold_which", "one", ids=[one.id for one in holds], titles=[one.title for one in holds])
    turn.say(
        "utter_cancel_hold_which",
        status="clarified",
        holds={"list": [hold_line(one) for one in holds], "line": "utter_line_hold"},
        choices=[item("cancel_hold", "hold", one) for one in holds[:8]],
    )


def ask_cancel(turn: Turn, holds: Sequence[Hold], left: Sequence[Hold] = ()) -> None:
    """Ask for a yes before dropping reservations; say which of them (`left`) stay."""
    if len(holds) == 1:
        turn.point("hold", holds[0].id, "cancel_hold")
    ref = turn.await_("cancel_hold", "yes", holds=[one.id for one in holds])
    turn.say(
        "utter_cancel_hold_confirm",
        status="clarified",
        holds=titles_listed([one.title for one in holds]),
        left=nested("utter_part_hold_stays", titles=titles_listed([one.title for one in left])) if left else None,
        choices=[yes(ref, "utter_button_yes_cancel"), no(ref, "utter_button_keep_hold")],
    )


@pending_action("cancel_hold_which", signed_in=True)
async def cancel_which(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Go on with the reservations that were chosen."""
    holds = [one for one in await turn.library.holds(turn.patron_id) if one.id in args.get("ids", [])]
    if reply.kind == "places":
        wanted = {args["ids"][place] for place in reply.places}
        ask_cancel(turn, [one for one in holds if one.id in wanted])
    elif holds:
        which_to_cancel(turn, holds)
    else:
        turn.say("utter_holds_none")


async def _case_of(turn: Turn, hold_id: str, title: str) -> str:
    """Open a case for staff to stop what is on its way; asked again, it is the same one."""
    async with doing(turn, "holds"):
        case = await opening.open_case(
            turn.store,
            "question",
            conversation=turn.conversation,
            subject="cancel_hold",
            description=f"{title} ({hold_id})",
            language=turn.language,
            idempotency_key=f"cancel_hold:{hold_id}",
        )
    return case.number


@pending_action("cancel_hold", signed_in=True)
async def cancel_agreed(turn: Turn, args: dict[str, Any], _given: PatronReply) -> None:
    """Drop the reservations that the patron agreed to drop."""
    await drop(turn, list(args.get("holds", [])))


async def drop(turn: Turn, hold_ids: Sequence[str]) -> None:
    """Drop reservations and say what became of each."""
    turn.take("hold", list(hold_ids))
    held = {one.id: one for one in await turn.library.holds(turn.patron_id)}
    dropped: dict[str, dict[str, str]] = {}
    for hold_id in hold_ids:
        try:
            async with doing(turn, "holds"):
                outcome = await turn.library.cancel_hold(
                    turn.patron_id, hold_id, key=turn.key("cancel_hold", hold_id), conversation=turn.conversation
                )
            is_moving = outcome.status == "requested" and not outcome.request
            number = await _case_of(turn, hold_id, outcome.title) if is_moving else None
        except Unconfirmed:
            _unconfirmed(turn)
            return
        title = by_title(outcome.title, outcome.author) if outcome.title else None
        if outcome.request:
            hold_on_to(turn, outcome.request, "cancel_hold", quiet=True)
            turn.say(
                "utter_cancel_requested_again" if outcome.repeated else "utter_cancel_requested",
                title=title,
                number=outcome.request,
            )
        elif outcome.status == "requested":
            turn.say("utter_hold_cancel_requested", title=title, number=number)
        elif outcome.status == "unconfirmed":
            _unconfirmed(turn)
        elif outcome.ok:
            if (hold := held.get(hold_id)) is not None:
                dropped[hold_id] = {"title": hold.title_id, "branch": hold.pickup.code if hold.pickup else ""}
            # So that "no wait, leave it" right after finds what it was, and where (subjects/taken_back.py).
            turn.remember(dropped=dropped or None)
            turn.did(
                "cancel_hold",
                kind="hold",
                things=[hold_id],
                title=outcome.title,
                result="done",
                undo="hold_cancelled",
            )
            turn.say("utter_hold_cancelled", title=title)
        elif outcome.status == "not_found":
            turn.say("utter_hold_gone", status="refused")
        else:
            turn.say("utter_hold_not_cancelled", status="refused", title=title, reason=reason(outcome.refusal))


def _unconfirmed(turn: Turn) -> None:
    turn.say("utter_cancel_hold_unconfirmed", status="error", choices=menu("hold_status"))
