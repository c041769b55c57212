"""Placing a reservation: the titles, the pick-up branch, and a confirmation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from actions.dialogue.choosing import request_of
from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.thread import Thread
from actions.dialogue.turn import Turn
from actions.dialogue.undoing import undo
from actions.dialogue.wording import is_bare_reserve, says, word_count
from actions.facts.choices import choice, librarian
from actions.facts.told import first_facts
from actions.rasa.registry import HANDLERS, PENDING_ACTIONS, PatronReply, handles, pending_action
from actions.subjects.catalogue.catalogue_missing import catalogue_is_missing
from actions.subjects.catalogue.title_told import tell
from actions.subjects.catalogue.whereabouts import tell_where
from actions.subjects.facts.facts import answer_from_facts
from actions.subjects.facts.unknown_facts import say_unknown
from actions.subjects.holds.hold_for_another import collects_more, names_another, orders_aside, orders_for_another
from actions.subjects.holds.hold_pickup import where
from actions.subjects.holds.hold_unordered import answers_otherwise
from actions.subjects.holds.holds_moved import move_hold, wants_another_branch
from actions.subjects.holds.holds_ordered import place_several, titles_ordered
from actions.subjects.library_info.room_days import is_of_room
from actions.subjects.moves.questions import RULES as OF_HOUSE
from actions.subjects.moves.questions import brings_back
from actions.subjects.titles.named_before import named_before
from actions.subjects.titles.settled_titles import (
    in_own_language,
    names_known_title,
    picked_title,
    settled_titles,
    show_titles,
)
from actions.subjects.titles.spoken_of import spoken_of
from actions.subjects.titles.titles import found_titles, named_title
from actions.subjects.titles.titles_in_talk import title_named
from crm.library_info import directory
from language.choices import find_choice
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.reserving_several import read_order
from language.requests.own.own_words import asks_for_another
from language.requests.speech.questions import Ask, Condition
from language.requests.speech.request import Kind, Request, read_request
from language.requests.speech.sentences import deed_of, sentences
from language.requests.speech.vocabulary import BOOKS, ROOMS
from language.requests.titles.copies import find_copy
from language.requests.titles.names import find_named
from language.requests.titles.title_questions import find_title_questions
from language.requests.titles.whether_in import asks_where_it_stands
from library.values import Title

__all__ = ["hold"]

RULES = ("how long", "how many days", "until when", "till when", "how do i", "how can i", "what is the limit",
         "how many", "how much", "what does it cost", "is it free", "چند روز", "تا کی", "چقدر نگه", "چه مدت", "چطوری",
         "چطور میتونم", "چگونه", "تا چه ساعتی", "چند تا", "چندتا", "رایگانه", "هزینه داره", "چند نفر")  # fmt: skip


# Who says so speaks of what is theirs.
_OWN = re.compile(r"\b(?:my|mine)\b|(?<!\w)\w{3,}(?:م|یم)(?!\w)")
# Read less surely, it may be another service that is asked for.
SURE = 0.75


@handles("hold")
async def hold(turn: Turn) -> None:
    """Reserve titles; ask what, which and where as far as it was not said.

    A general question is answered from the library's note, signed in or not; what is forbidden is left alone.
    """
    bare = not turn.is_payload and is_bare_reserve(turn.text)
    if bare and not turn.entities and not _after_titles(turn):
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
    if not turn.is_payload and not turn.entities and is_of_room(turn):
        turn.intent = "room_booking"
        await HANDLERS["room_booking"].handler(turn)
        return
    waiting = turn.slot("pending") or {}
    if turn.is_payload and turn.entity("branch") and not turn.entity("ref") and waiting.get("do") == "hold_at":
        # The button of a branch, for the several titles that were asked about.
        turn.set("pending", None)
        await PENDING_ACTIONS["hold_at"](turn, waiting["args"], PatronReply("branch", text=turn.entity("branch") or ""))
        return
    request = request_of(turn, "hold")
    if not turn.is_payload and orders_to_cancel(turn.text):
        turn.intent = "cancel_hold"
        await HANDLERS["cancel_hold"].handler(turn)
        return
    if collects_more(turn):
        if not await OF_HOUSE["hold.by_other"].tell(turn):
            await collected_by_another(turn)
        return
    by_another = not turn.is_payload and asks_for_another(turn.text)
    if by_another and orders_for_another(turn.text):
        # "Reserve it for my wife to pick up": whether she may is told, and it is reserved.
        await collected_by_another(turn)
        by_another = False
    if by_another and not orders_aside(turn.text):
        await collected_by_another(turn)
    elif request.kind is Kind.REFUSAL:
        undone = await undo(turn)
        if not undone:
            _forget(turn)
        if not (asks_where_it_stands(turn.text) and await _tells_where(turn)) and not undone:
            turn.say("utter_hold_left")
    elif (says(turn.text, *RULES) and (turn.patron is None or not turn.entity("title"))) or (
        request.kind is Kind.QUESTION and request.asks <= {Ask.HOW, Ask.COST, Ask.COUNT} and not turn.entity("title")
    ):
        await rules(turn)
    elif turn.patron is not None and not turn.is_payload and await wants_another_branch(turn):
        await move_hold(turn)
    elif await answers_otherwise(turn, request) or await _asked_meanwhile(turn, request):
        return
    elif turn.patron is None:
        if not await _in_general(turn):
            ask_sign_in(turn, "hold")
    else:
        several = await titles_ordered(turn) if not turn.is_payload and read_order(turn.text).ordered else None
        if several is not None:
            await place_several(turn, several)
            return
        await _name_title(turn)
        titles = await settled_titles(turn, "hold")
        if request.left_out:
            titles = _without(titles, request.left_out)
        if find_copy(turn.text) is None:
            titles = [await in_own_language(turn, title) for title in titles]
        if titles:
            if len(titles) == 1 and not turn.is_payload and "ages" in find_title_questions(turn.said):
                # "Reserve it; tell me if it's too childish": whom it is for is told before it is reserved.
                await tell(turn, titles[0], "ages")
            await where(turn, titles, if_free=request.condition is Condition.FREE)


def _after_titles(turn: Turn) -> bool:
    """Tell whether the last turn told of titles: "reserve" alone then means these."""
    last = Thread(turn.thread.turns[-1:])
    return bool(turn.shown("title")) and next(last.acts(kind="title"), None) is not None


async def _name_title(turn: Turn) -> None:
    """Find the title that stands in the words of an order, where none was cut out of them and none is talked of."""
    if turn.is_payload or turn.entities.get("title") or turn.entity("ref") or turn.shown("title"):
        return
    if find_choice(turn.text) is None and (before := await named_before(turn)) is not None:
        turn.entities = {**turn.entities, "ref": [f"title:{before.id}"]}
        return
    named = any(deed_of(sentence.words) == "hold" for sentence in sentences(turn.text))
    if named or not orders_aside(turn.text) or find_choice(turn.text) is not None or names_another(turn.text):
        # What stands beside "reserve" is found by that; "put one aside for me" stands far from its title.
        return
    title = await title_named(turn, turn.text)
    if title is not None:
        turn.entities = {**turn.entities, "ref": [f"title:{title.id}"]}


async def _tells_where(turn: Turn) -> bool:
    """Tell where the title stands that is not to be reserved; False where none was named or spoken of."""
    title = await picked_title(turn) or await named_title(turn) or await spoken_of(turn)
    if title is not None:
        turn.intent = "shelf_location"
        await tell_where(turn, title, await directory.find_branch(turn.store, turn.text))
    return title is not None


async def _in_general(turn: Turn) -> bool:
    """Answer somebody who is not signed in and names nothing to reserve from what the library tells; else False.

    What neither names reserving nor a book that was shown asks for another service, and is passed on to staff.
    """
    if turn.is_payload or turn.entity("ref") or turn.shown("title") or await names_known_title(turn):
        return False
    said = sentences(turn.text)
    deeds = any(deed_of(sentence.words) == "hold" for sentence in said)
    asked = any(sentence.asked for sentence in said) or bool(read_request(turn.text, "hold").asks)
    if (asked or not deeds) and await answer_from_facts(turn, "hold"):
        return True
    if not asked or _OWN.search(fold(turn.text)):
        return False
    if deeds:
        await rules(turn)
    elif turn.confidence < SURE:
        say_unknown(turn)
    return deeds or turn.confidence < SURE


async def _asked_meanwhile(turn: Turn, request: Request) -> bool:
    """Answer a question that comes while a reservation is being made from what the library tells; False without one."""
    making = (turn.slots.get("pending") or {}).get("do") in _MAKING
    if turn.is_payload or not making or request.kind is not Kind.QUESTION or turn.entities:
        return False
    return await answer_from_facts(turn, "hold")


# What is waited for while a reservation is being made.
_MAKING = frozenset({"hold", "hold_at", "hold_title"})


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
    if brings_back(turn.text) and await OF_HOUSE["loan.by_other"].tell(turn):
        return
    if not (await answer_from_facts(turn, "hold") or await OF_HOUSE["hold.by_other"].tell(turn, alone=True)):
        turn.say("utter_hold_by_another", choices=[librarian()])


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
    elif not await catalogue_is_missing(turn):
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
