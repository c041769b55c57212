"""How a reservation is told of: its state, where copies are, what is said of a ready one, and that it was told."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.own_things import OwnThings
from actions.dialogue.turn import Fact, Turn, as_date, nested
from actions.facts.choices import choice
from actions.facts.lines import availability, hold_line, is_seen, listed
from actions.subjects.facts.facts import answer_from_facts
from actions.subjects.holds.pickup_desk import desk_hours, warn_of_desk
from language.normalise import fold
from language.requests.own.own_wholes import speaks_of_each
from library.values import Hold, HoldState

__all__ = ["copies", "in_state", "is_placing", "note_told", "ready_said", "say_state", "tell_each", "tell_fact"]


async def tell_fact(turn: Turn, question: dict[str, str]) -> bool:
    """Tell what the library says to a question of ours; False where it says nothing."""
    asked, turn.text = turn.text, question[turn.language]
    told = await answer_from_facts(turn, "hold")
    turn.text = asked
    return told


async def tell_each(turn: Turn, own: OwnThings) -> bool:
    """Say how each of the reservations stands, where each is asked of: "both until when?"; else False."""
    if own.named_holds or not speaks_of_each(fold(turn.text), len(own.holds), "hold"):
        return False
    note_told(turn, own.holds)
    lines = {"list": [hold_line(one) for one in own.holds], "line": "utter_line_hold"}
    turn.say("utter_holds", count=len(own.holds), holds=lines)
    await warn_of_desk(turn, own.holds)
    return True


def is_placing(turn: Turn) -> bool:
    """Tell whether a reservation is being placed, and its branch may still be named anew."""
    return str((turn.slot("pending") or {}).get("do", "")) in ("hold", "hold_at", "hold_title")


async def say_state(turn: Turn, hold: Hold, *, not_yet: bool = False) -> None:
    """Say how a reservation stands, and where copies are of one that waits."""
    pending = hold.state in (HoldState.PENDING, HoldState.SUSPENDED)
    turn.say(
        "utter_hold_not_yet" if not_yet else "utter_hold_state",
        title=hold.title,
        state=hold_line(hold)["state"],
        copies=await copies(turn, hold) if pending
        else nested("utter_part_no_day") if hold.state is HoldState.IN_TRANSIT else None,
        choices=[choice("utter_button_cancel_hold", "cancel_hold", ref=f"hold:{hold.id}")] if hold.can_cancel else [],
    )  # fmt: skip


async def copies(turn: Turn, hold: Hold) -> Fact:
    """Say where copies of what is reserved are, or when one is due back; None where that is not known.

    What stands on the shelf for those who wait may be this very copy: it is said where it stands, and for whom.
    """
    places = await turn.library.availability(hold.title_id)
    if not is_seen(places):
        return None
    kept = [place.branch.name for place in places if place.promised]
    if kept and hold.state is not HoldState.READY and not any(place.available for place in places):
        return nested("utter_part_copies_kept", branches=listed(kept))
    return nested("utter_part_copies", state=availability(places)) if not kept else None


async def ready_said(turn: Turn, hold: Hold) -> dict[str, Fact]:
    """Give what is said of a ready reservation: title, branch, its last day, and the hours of that day."""
    assert hold.ready_until is not None  # noqa: S101 - only of ready ones
    return {
        "title": hold.title,
        "branch": hold.pickup.name if hold.pickup else None,
        "until": as_date(hold.ready_until),
        "hours": await desk_hours(turn, hold, hold.ready_until),
    }


def in_state(own: OwnThings, state: HoldState) -> list[Hold]:
    """Give the reservations that are in a state."""
    return [one for one in own.holds if one.state is state]


def note_told(turn: Turn, holds: Sequence[Hold]) -> None:
    """Note that reservations were told of, so that what is said next may be of them."""
    turn.intent = "hold_status"
    if len(holds) == 1:
        turn.point("hold", holds[0].id, "hold_status")
    else:
        turn.show("hold", [one.id for one in holds])
    turn.did(
        "hold_status", kind="hold", things=[one.id for one in holds], title=holds[0].title if len(holds) == 1 else "",
        result="told",
    )  # fmt: skip
