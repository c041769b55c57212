"""Places and services, answered from the branches and the library's notes, never from prose in code."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.branches_in_talk import branch_pointed
from actions.dialogue.branches_named import branches_named
from actions.dialogue.turn import Fact, Turn, nested
from actions.facts.choices import librarian, menu
from actions.facts.finding import branch_spoken_of
from actions.facts.told import first_facts
from actions.rasa.registry import HANDLERS, MOVES, handles
from actions.subjects.facts.facts import answer_from_facts, answer_service, named_fact
from actions.subjects.facts.topics_told import tell_topic
from crm.library_info import directory
from language.normalise import fold
from language.requests.library_info.event_questions import event_words
from language.requests.library_info.whereabouts import (
    asks_for_a_room,
    asks_for_contact,
    asks_for_email,
    asks_for_hours,
    asks_for_its_contact,
    asks_for_the_way,
    asks_until_when,
    without_contact_words,
)
from protocol.intents import known_intents, traits_of

__all__ = [
    "TOPICS", "asks_of_library", "location", "note", "place_lines", "staff_contact", "tell_library_too", "tell_places",
]  # fmt: skip

# Each is answered from the note of this topic; what may be asked next stands beside it.
TOPICS: dict[str, tuple[str, ...]] = {
    intent: after for intent in known_intents() if (after := traits_of(intent).note_then) is not None
}


async def note(turn: Turn, topic: str, after: tuple[str, ...] = ()) -> None:
    """Answer from the facts of a topic; without one, whom to ask."""
    branch = await branch_spoken_of(turn, turn.text)
    turn.did(turn.intent, topic=topic, branch=branch.code if branch else "", result="told")
    if await answer_from_facts(turn, topic, after=after) or await tell_topic(turn, topic, after):
        return
    turn.say(
        "utter_note_missing",
        status="fallback",
        topic={"answer": f"utter_intent_{topic}"},
        contact=await contact(turn),
        choices=[librarian()],
    )


async def contact(turn: Turn) -> Fact:
    """Give how to reach the library as a fact."""
    profile = await directory.profile(turn.store)
    if profile is None or not (profile.phone or profile.email or profile.website):
        return None
    return {
        "answer": "utter_part_contact",
        "phone": {"answer": "utter_part_phone", "phone": {"digits": profile.phone}} if profile.phone else None,
        "email": {"answer": "utter_part_email", "email": profile.email} if profile.email else None,
        "website": {"answer": "utter_part_website", "website": profile.website} if profile.website else None,
    }


@handles(*TOPICS)
async def topic_note(turn: Turn) -> None:
    """Answer from the library's note on the intent's topic."""
    await note(turn, turn.intent, TOPICS[turn.intent])


@handles("location")
async def location(turn: Turn) -> None:
    """Tell where a branch is, or all of them, and how to get there; of a room or a desk, what is where inside."""
    if not turn.is_payload and asks_until_when(turn.text) and not asks_for_the_way(turn.text):
        # "Saadi till when?" was read by its branch, and asks for the hours there.
        turn.intent = "hours"
        await HANDLERS["hours"].handler(turn)
        return
    # "Is there parking?" after an address asks for no address, though that is what it follows.
    if not asks_for_the_way(turn.text) and await answer_service(turn):
        return
    if not turn.is_payload and "steps" in event_words(turn.text) and await MOVES["place.access"](turn):
        return
    # Asked where, these stand inside the building: an address is no answer to that.
    if asks_for_a_room(turn.about) and await first_facts(turn, "facilities"):
        await note(turn, "facilities", ("location",))
        return
    named = await directory.find_branch(turn.store, turn.entity("branch") or turn.text) or await branch_pointed(turn)
    # The place itself and the way to it are told from the branch; parking and the like from the facts.
    if not asks_for_the_way(turn.about) and await answer_from_facts(turn, "location", after=("location",)):
        turn.did("location", topic="location", branch=named.code if named else "", result="told")
        return
    branches = [named] if named else await directory.branches(turn.store)
    if not branches:
        await note(turn, "location")
        return
    tell_places(turn, branches)


def tell_places(turn: Turn, branches: Sequence[directory.Branch]) -> None:
    """Tell where branches are, how to get there, and their telephones."""
    turn.did("location", branch=branches[0].code if len(branches) == 1 else "", result="told")
    turn.say("utter_location", branches=place_lines(branches), choices=menu("hours"))


def place_lines(branches: Sequence[directory.Branch]) -> Fact:
    """Give branches with their addresses as lines of a list."""
    return {"list": [_place(branch) for branch in branches], "line": "utter_line_location"}


def _place(branch: directory.Branch) -> dict[str, Fact]:
    directions, phone = branch.directions, branch.phone
    return {
        "branch": branch.name,
        "address": branch.address if branch.address["fa"] else nested("utter_part_address_unknown"),
        "directions": {"answer": "utter_part_directions", "directions": directions} if directions["fa"] else None,
        "phone": {"answer": "utter_part_phone", "phone": {"digits": phone}} if phone else None,
    }


@handles("staff_contact")
async def staff_contact(turn: Turn) -> None:
    """Tell how to reach the library, a branch of it or a desk: what was asked for, and else all of it."""
    if not asks_for_contact(turn.text):
        # "Nobody picks up; are you open at all?" asks for no number.
        asks_hours = not turn.is_payload and asks_for_hours(turn.text)
        if (asks_hours and await MOVES["place.now"](turn)) or await answer_service(turn):
            return
    branch = await directory.find_branch(turn.store, turn.entity("branch") or turn.text) or await branch_pointed(turn)
    if branch is None and asks_for_its_contact(turn.text):
        # "And the telephone number?" after its address.
        branch = await branch_spoken_of(turn, turn.text)
    if branch is not None and asks_of_library(turn, branch):
        await tell_library_too(turn, branch)
        return
    turn.did("staff_contact", topic="staff_contact", branch=branch.code if branch else "", result="told")
    if branch is None:
        if not turn.is_payload and await answer_from_facts(turn, "staff_contact"):
            return
        await _whole_contact(turn)
        return
    turn.say(
        "utter_staff_contact",
        note=await named_fact(turn, "staff_contact", without_contact_words(turn.text)),
        contact=await _of_branch(turn, branch),
        branches=_phones([branch]) if branch.phone else None,
        choices=[librarian()],
    )


async def _of_branch(turn: Turn, branch: directory.Branch) -> Fact:
    """Give what reaches a branch beside its telephone: the e-mail if that is asked, all where it has none."""
    profile = await directory.profile(turn.store)
    if not branch.phone:
        return await contact(turn)
    if profile is None or not profile.email or not asks_for_email(turn.about):
        return None
    return {"answer": "utter_part_email", "email": profile.email}


async def _whole_contact(turn: Turn) -> None:
    branches = [branch for branch in await directory.branches(turn.store) if branch.phone]
    told, reached = await first_facts(turn, "staff_contact"), await contact(turn)
    if not (told or reached or branches):
        turn.say("utter_contact_missing", status="fallback", choices=[librarian()])
        return
    turn.say(
        "utter_staff_contact",
        note=told,
        contact=reached,
        branches=_phones(branches) if branches else None,
        choices=[librarian()],
    )


def asks_of_library(turn: Turn, branch: directory.Branch) -> bool:
    """Tell whether a message asks of the library itself, and does not name the branch that is spoken of."""
    if branches_named(turn.text, [branch]):
        return False
    return _LIBRARY.search(fold(turn.text)) is not None


_LIBRARY = re.compile(
    r"(?<!that )(?<!this )(?<!same )\blibrary(?:'s)?\b(?! card)|(?<!این )(?<!اون )(?<!آن )(?<!همین )(?<!همون )(?<!\w)کتاب ?خ[او]نه(?!\w{0,3} (?:سعدی|فردوس))|(?<!oon )(?<!hamoon )\bketabkh(?:u|oo|a)ne?"
)


async def tell_library_too(turn: Turn, branch: directory.Branch) -> None:
    """Tell how the library is reached, which was asked, and the branch that was spoken of."""
    turn.did("staff_contact", topic="staff_contact", branch=branch.code, result="told")
    turn.say(
        "utter_staff_contact",
        note=None,
        contact=await contact(turn),
        branches=_phones([branch]) if branch.phone else None,
        choices=[librarian()],
    )


def _phones(branches: Sequence[directory.Branch]) -> Fact:
    lines = [{"branch": branch.name, "phone": {"digits": branch.phone}} for branch in branches]
    return {"list": lines, "line": "utter_line_branch_phone"}
