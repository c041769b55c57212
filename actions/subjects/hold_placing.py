"""Placing a reservation: the title, the pick-up branch, and a confirmation."""

from __future__ import annotations

from typing import Any

from actions.dialogue.doing import doing
from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.turn import Turn, nested
from actions.dialogue.wording import is_bare_reserve, says, word_count
from actions.facts.choices import choice, librarian, no, yes
from actions.facts.lines import by_title, hold_line, reason
from actions.rasa.registry import HANDLERS, PatronReply, handles, pending_action
from actions.subjects.titles import found_titles, one_title, show_titles
from crm.library_info import directory
from language.normalise import fold
from library.values import BranchRef, HoldOutcome, Title

__all__ = ["hold"]

ROOMS = ("room", "study room", "seat", "desk", "a room", "اتاق", "اتاق مطالعه", "صندلی", "جا", "سالن", "میز")
BOOKS = ("book", "a book", "the book", "title", "کتاب", "یه کتاب", "کتابو", "یک کتاب")
RULES = ("how long", "how many days", "until when", "till when", "how do i", "how can i", "what is the limit",
         "چند روز", "تا کی", "چقدر نگه", "چه مدت", "چطوری", "چطور میتونم", "چگونه", "تا چه ساعتی")  # fmt: skip


@handles("hold")
async def hold(turn: Turn) -> None:
    """Reserve a title; ask what, which and where as far as it was not said."""
    if not turn.is_payload and not turn.entities and is_bare_reserve(turn.text):
        turn.remember(unclear={"text": "", "intents": ["hold", "room_booking"]})
        turn.await_("reserve", "words")
        turn.say(
            "utter_reserve_what",
            status="clarified",
            choices=[
                choice("utter_button_reserve_book", "hold"),
                choice("utter_button_reserve_room", "room_booking"),
            ],
        )
        return
    if turn.patron is None and says(turn.text, *RULES):
        await rules(turn)
        return
    if turn.patron is None:
        ask_sign_in(turn, "hold")
        return
    if says(turn.text, *RULES) and not turn.entity("title"):
        await rules(turn)
        return
    title = await one_title(turn, "hold")
    if title is None:
        return
    await where(turn, title)


@pending_action("reserve")
async def reserve(turn: Turn, _args: dict[str, Any], reply: PatronReply) -> None:
    """Go on with what should be reserved: a room, a book yet to be named, or a title."""
    if says(reply.text, *ROOMS):
        turn.intent = "room_booking"
        await HANDLERS["room_booking"].handler(turn)
    elif turn.patron is None:
        words = "" if says(reply.text, *BOOKS) and word_count(reply.text) <= 3 else reply.text
        ask_sign_in(turn, "hold", turn.entities if words else {}, words)
    elif says(reply.text, *BOOKS) and word_count(reply.text) <= 3:
        turn.await_("hold_title", "words")
        turn.say("utter_hold_what", status="clarified")
    else:
        await hold_title(turn, {}, reply)


async def rules(turn: Turn) -> None:
    """Tell how reservations work, from the library's own note."""
    note = await directory.service_note(turn.store, "hold")
    turn.say("utter_hold_rules", note=note.text if note else None)


async def where(turn: Turn, title: Title) -> None:
    """Settle the pick-up branch: the one named in the message, or ask."""
    turn.point("title", title.id, "hold")
    places = await turn.library.pickup_branches(turn.patron_id, title.id)
    code = await _named_place(turn, title)
    named = next((place for place in places if place.code == code), None)
    if named is not None:
        confirm(turn, title, named)
    elif len(places) == 1:
        confirm(turn, title, places[0])
    elif not places:
        turn.say(
            "utter_hold_refused",
            status="refused",
            title=by_title(title.title, title.author),
            reason=nested("utter_reason_pickup_invalid"),
        )
    else:
        turn.await_("hold_at", "branch", title=title.id)
        turn.say(
            "utter_hold_where",
            status="clarified",
            title=by_title(title.title, title.author),
            choices=[choice(place.name, "hold", ref=f"title:{title.id}", branch=place.code) for place in places],
        )


async def _named_place(turn: Turn, title: Title) -> str | None:
    entity = turn.entity("branch")
    if entity and turn.is_payload:
        return entity
    # A word of the title is no branch.
    words = entity or fold(turn.text).replace(fold(title.title), " ")
    named = None if turn.is_payload else await directory.find_branch(turn.store, words)
    return named.code if named else entity


def confirm(turn: Turn, title: Title, place: BranchRef) -> None:
    """Ask for a yes before reserving."""
    ref = turn.await_("hold", "yes", title=title.id, branch=place.code)
    turn.say(
        "utter_hold_confirm",
        status="clarified",
        title=by_title(title.title, title.author),
        branch=place.name,
        choices=[yes(ref, "utter_button_yes_reserve"), no(ref)],
    )


@pending_action("hold_at", signed_in=True)
async def hold_at(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Go on with the branch that was reply."""
    title = await turn.library.title(str(args.get("title")))
    if title is None:
        turn.say("utter_nothing_pending")
        return
    turn.point("title", title.id, "hold")
    places = await turn.library.pickup_branches(turn.patron_id, title.id)
    chosen = next((place for place in places if place.code == reply.text), None)
    if chosen is None:
        await where(turn, title)
    else:
        confirm(turn, title, chosen)


@pending_action("hold", signed_in=True)
async def hold_agreed(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Reserve what the patron agreed to; another branch named instead of a yes is asked for anew."""
    if reply.kind == "branch":
        await hold_at(turn, args, reply)
        return
    title_id, branch = str(args.get("title")), str(args.get("branch"))
    async with doing(turn, "holds"):
        outcome = await turn.library.place_hold(
            turn.patron_id, title_id, branch, key=turn.key("hold", title_id), conversation=turn.conversation
        )
    _report(turn, outcome)


@pending_action("hold_title", signed_in=True)
async def hold_title(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Go on with the title that was named, or chosen from those shown."""
    if reply.kind == "places":
        title = await turn.library.title(str(args["ids"][reply.places[0]]))
        if title is not None:
            await where(turn, title)
        return
    titles = await found_titles(turn, reply.text)
    if len(titles) == 1:
        await where(turn, titles[0])
    elif titles:
        await show_titles(turn, "hold", titles)
    else:
        turn.say("utter_search_none", query=reply.text)


def _report(turn: Turn, outcome: HoldOutcome) -> None:
    title = by_title(outcome.title, outcome.author)
    if outcome.ok and outcome.hold is not None:
        line = hold_line(outcome.hold)
        turn.say("utter_hold_placed", title=title, state=line["state"])
    elif outcome.status == "unconfirmed":
        turn.say("utter_hold_unconfirmed", status="error")
    else:
        turn.say(
            "utter_hold_refused",
            status="refused",
            title=title,
            reason=reason(outcome.refusal),
            free=nested(
                "utter_part_free_at",
                branches={"list": [place.name for place in outcome.available_at], "between": "comma"},
            )
            if outcome.available_at
            else None,
            choices=[librarian()],
        )
