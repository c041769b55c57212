"""Placing a reservation: the titles, the pick-up branch, and a confirmation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.dialogue.choosing import request_of
from actions.dialogue.doing import doing
from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.turn import Fact, Turn, nested
from actions.dialogue.wording import is_bare_reserve, says, word_count
from actions.facts.choices import choice, librarian, no, yes
from actions.facts.lines import availability, by_title, free_now, hold_line, listed, reason, titles_listed
from actions.facts.told import first_facts
from actions.rasa.registry import HANDLERS, PENDING_ACTIONS, PatronReply, handles, pending_action
from actions.subjects.facts import answer_from_facts
from actions.subjects.holds_moved import move_hold, wants_another_branch
from actions.subjects.settled_titles import settled_titles, show_titles
from actions.subjects.titles import found_titles
from crm.library_info import directory
from language.normalise import fold
from language.requests.names import find_named
from language.requests.own_words import asks_for_another
from language.requests.polarity import refuses
from language.requests.questions import Ask, Condition, orders
from language.requests.request import Kind
from language.requests.sentences import clauses, deed_of, sentences
from language.requests.vocabulary import BOOKS, ROOMS
from library.values import BranchAvailability, BranchRef, HoldOutcome, Title

__all__ = ["hold"]

RULES = ("how long", "how many days", "until when", "till when", "how do i", "how can i", "what is the limit",
         "how many", "how much", "what does it cost", "is it free", "چند روز", "تا کی", "چقدر نگه", "چه مدت", "چطوری",
         "چطور میتونم", "چگونه", "تا چه ساعتی", "چند تا", "چندتا", "رایگانه", "هزینه داره", "چند نفر")  # fmt: skip


@handles("hold")
async def hold(turn: Turn) -> None:
    """Reserve titles; ask what, which and where as far as it was not said.

    A general question is answered from the library's note, signed in or not; what is forbidden is left alone.
    """
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
    waiting = turn.slot("pending") or {}
    if turn.is_payload and turn.entity("branch") and not turn.entity("ref") and waiting.get("do") == "hold_at":
        # The button of a branch, for the several titles that were asked about.
        turn.set("pending", None)
        await PENDING_ACTIONS["hold_at"](turn, waiting["args"], PatronReply("branch", text=turn.entity("branch") or ""))
        return
    request = request_of(turn, "hold")
    if not turn.is_payload and _cancels(turn.text):
        turn.intent = "cancel_hold"
        await HANDLERS["cancel_hold"].handler(turn)
        return
    if not turn.is_payload and asks_for_another(turn.text):
        await collected_by_another(turn)
    elif request.kind is Kind.REFUSAL:
        _forget(turn)
        turn.say("utter_hold_left")
    elif (says(turn.text, *RULES) and (turn.patron is None or not turn.entity("title"))) or (
        request.kind is Kind.QUESTION and request.asks <= {Ask.HOW, Ask.COST, Ask.COUNT} and not turn.entity("title")
    ):
        await rules(turn)
    elif turn.patron is None:
        ask_sign_in(turn, "hold")
    elif not turn.is_payload and await wants_another_branch(turn):
        await move_hold(turn)
    else:
        titles = await settled_titles(turn, "hold")
        if request.left_out:
            titles = _without(titles, request.left_out)
        if titles:
            await where(turn, titles, if_free=request.condition is Condition.FREE)


def _cancels(text: str) -> bool:
    """Tell whether a text orders to cancel, whatever it was read as: "actually cancel the first one"."""
    return any(
        deed_of(words) == "cancel" and orders(words) and not refuses(words)
        for sentence in sentences(text)
        for words in clauses(sentence.words)
    )


def _without(titles: Sequence[Title], left_out: Sequence[str]) -> list[Title]:
    out = find_named(left_out, [title.title for title in titles]).places
    return [title for place, title in enumerate(titles) if place not in out]


def _forget(turn: Turn) -> None:
    pending = turn.slot("pending")
    if pending and str(pending.get("do", "")).startswith(("hold", "reserve")):
        turn.set("pending", None)


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
    note = await first_facts(turn, "hold")
    turn.did("hold", topic="rules", result="told")
    turn.say("utter_hold_rules", note=note)


async def collected_by_another(turn: Turn) -> None:
    """Tell the library's rule of whether somebody else may collect it; without one it is for staff to say."""
    if not await answer_from_facts(turn, "hold"):
        turn.say("utter_hold_by_another", choices=[librarian()])


async def where(turn: Turn, titles: Sequence[Title], *, if_free: bool = False, branch: str | None = None) -> None:
    """Settle the pick-up branch of titles: the one named in the message, or ask.

    `if_free`: they are wanted only if a copy stands free; of those that do not, it is said and asked.
    """
    if if_free:
        titles = await _free_ones(turn, titles)
        if not titles:
            return
    first = titles[0]
    turn.point("title", first.id, "hold")
    places = await turn.library.pickup_branches(turn.patron_id, first.id)
    code = branch or await _named_place(turn, titles)
    named = next((place for place in places if place.code == code), None)
    if named is not None:
        await confirm(turn, titles, named)
    elif len(places) == 1:
        await confirm(turn, titles, places[0])
    elif not places:
        turn.say(
            "utter_hold_refused",
            status="refused",
            title=_all(titles),
            reason=nested("utter_reason_pickup_invalid"),
        )
    else:
        turn.await_("hold_at", "branch", title=first.id, titles=[title.id for title in titles])
        turn.say(
            "utter_hold_where",
            status="clarified",
            title=_all(titles),
            choices=[_place_choice(place, titles) for place in places],
        )


def _place_choice(place: BranchRef, titles: Sequence[Title]) -> Any:
    # A button carries one title; of several, the branch alone answers the question that waits.
    if len(titles) == 1:
        return choice(place.name, "hold", ref=f"title:{titles[0].id}", branch=place.code)
    return choice(place.name, "hold", branch=place.code)


async def _free_ones(turn: Turn, titles: Sequence[Title]) -> list[Title]:
    """Keep the titles of which a copy stands free; ask about the others, as they were wanted only then."""
    free: list[tuple[Title, list[BranchAvailability]]] = []
    out: list[tuple[Title, list[BranchAvailability]]] = []
    for title in titles:
        places = await turn.library.availability(title.id)
        (free if any(place.available and place.for_loan for place in places) else out).append((title, places))
    if out and not free:
        title, places = out[0]
        turn.point("title", title.id, "hold")
        turn.say(
            "utter_hold_not_free",
            status="clarified",
            titles={"list": [
                {"title": by_title(one.title, one.author), "availability": availability(seen)} for one, seen in out
            ], "line": "utter_line_title_only"},
            choices=[choice("utter_button_reserve_anyway", "hold", ref=f"title:{title.id}")] if len(out) == 1 else [],
        )  # fmt: skip
    elif out:
        turn.say("utter_hold_not_free_some", titles=titles_listed(title.title for title, _ in out))
    return [title for title, _ in free]


def _all(titles: Sequence[Title]) -> Fact:
    """Name one title with its author, several by their names."""
    if len(titles) == 1:
        return by_title(titles[0].title, titles[0].author)
    return titles_listed(title.title for title in titles)


async def _named_place(turn: Turn, titles: Sequence[Title]) -> str | None:
    entity = turn.entity("branch")
    if entity and turn.is_payload:
        return entity
    # A word of the title is no branch.
    words = entity or fold(turn.text)
    for title in titles if not entity else ():
        words = words.replace(fold(title.title), " ")
    named = None if turn.is_payload else await directory.find_branch(turn.store, words)
    return named.code if named else entity


async def confirm(turn: Turn, titles: Sequence[Title], place: BranchRef) -> None:
    """Ask for a yes before reserving; say first what can be taken from the shelf there right now."""
    free = [title for title in titles if await _stands_free(turn, title, place)]
    ref = turn.await_("hold", "yes", title=titles[0].id, titles=[title.id for title in titles], branch=place.code)
    turn.say(
        "utter_hold_confirm",
        status="clarified",
        title=_all(titles),
        branch=place.name,
        free=_free_here(free, titles, place) if free else None,
        choices=[yes(ref, "utter_button_yes_reserve"), no(ref)],
    )


def _free_here(free: Sequence[Title], titles: Sequence[Title], place: BranchRef) -> Fact:
    if len(titles) == 1:
        return nested("utter_part_free_here", branch=place.name)
    names = titles_listed(title.title for title in free)
    return nested("utter_part_free_here_some", titles=names, branch=place.name)


async def _stands_free(turn: Turn, title: Title, place: BranchRef) -> bool:
    seen = await turn.library.availability(title.id)
    return any(one.branch.code == place.code and one.available and one.for_loan for one in seen)


async def _titles(turn: Turn, args: dict[str, Any]) -> list[Title]:
    found = [await turn.library.title(str(one)) for one in args.get("titles") or [args.get("title")] if one]
    return [title for title in found if title is not None]


@pending_action("hold_at", signed_in=True)
async def hold_at(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Go on with the branch that was given."""
    titles = await _titles(turn, args)
    if not titles:
        turn.say("utter_nothing_pending")
        return
    turn.point("title", titles[0].id, "hold")
    places = await turn.library.pickup_branches(turn.patron_id, titles[0].id)
    chosen = next((place for place in places if place.code == reply.text), None)
    if chosen is None:
        await where(turn, titles)
    else:
        await confirm(turn, titles, chosen)


@pending_action("hold", signed_in=True)
async def hold_agreed(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Reserve what the patron agreed to; another branch named instead of a yes is asked for anew."""
    if reply.kind == "branch":
        await hold_at(turn, args, reply)
        return
    branch = str(args.get("branch"))
    for title_id in args.get("titles") or [args.get("title")]:
        async with doing(turn, "holds"):
            outcome = await turn.library.place_hold(
                turn.patron_id,
                str(title_id),
                branch,
                key=turn.key("hold", str(title_id)),
                conversation=turn.conversation,
            )
        placed = outcome.hold
        turn.did(
            "hold",
            kind="hold" if placed else "title",
            things=[placed.id if placed else str(title_id)],
            title=outcome.title,
            branch=branch,
            result="done" if outcome.ok else "refused",
            undo="hold_placed" if placed else "",
        )
        if placed is not None:
            turn.point("hold", placed.id, "hold_status")
        _report(turn, outcome, branch)


@pending_action("hold_title", signed_in=True)
async def hold_title(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Go on with the title that was named, or chosen from those shown; a bare yes chooses none of them."""
    branch = args.get("branch")
    if reply.kind == "places":
        chosen = [await turn.library.title(str(args["ids"][place])) for place in reply.places]
        titles = [title for title in chosen if title is not None]
        if titles:
            await where(turn, titles, branch=await _code(turn, branch))
        return
    if reply.kind == "branch":
        await _which_again(turn, args, reply.text)
        return
    named = await directory.find_branch(turn.store, reply.text) if reply.text else None
    if reply.kind != "words" or not reply.text.strip() or (named and word_count(reply.text) <= 3):
        await _which_again(turn, args, named.code if named else branch)
        return
    titles = await found_titles(turn, reply.text)
    if len(titles) == 1:
        await where(turn, titles, branch=await _code(turn, branch))
    elif titles:
        await show_titles(turn, "hold", titles)
    else:
        turn.say("utter_search_none", query=reply.text)


async def _which_again(turn: Turn, args: dict[str, Any], branch: str | None) -> None:
    """Ask once more which of the titles is meant, and keep the branch that was named."""
    found = [await turn.library.title(str(one)) for one in args.get("ids") or []]
    titles = [title for title in found if title is not None]
    if branch:
        turn.entities = {**turn.entities, "branch": [branch]}
    if titles:
        await show_titles(turn, "hold", titles)
    else:
        turn.await_("hold_title", "words", **({"branch": branch} if branch else {}))
        turn.say("utter_hold_what", status="clarified")


async def _code(turn: Turn, branch: str | None) -> str | None:
    if not branch:
        return None
    known = await directory.branches(turn.store)
    if any(one.code == branch for one in known):
        return branch
    found = await directory.find_branch(turn.store, branch)
    return found.code if found else None


def _report(turn: Turn, outcome: HoldOutcome, branch: str) -> None:
    title = by_title(outcome.title, outcome.author)
    if outcome.ok and outcome.hold is not None:
        turn.say(
            "utter_hold_placed", title=title, state=hold_line(outcome.hold)["state"], free=free_now(outcome, branch)
        )
    elif outcome.status == "unconfirmed":
        turn.say("utter_hold_unconfirmed", status="error")
    else:
        turn.say(
            "utter_hold_refused",
            status="refused",
            title=title,
            reason=reason(outcome.refusal),
            free=nested("utter_part_free_at", branches=listed(place.name for place in outcome.available_at))
            if outcome.available_at
            else None,
            choices=[librarian()],
        )
