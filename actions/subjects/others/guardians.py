"""Who may see what is on one's card: guardians as the desk has linked them, told to the child, and limited by it."""

from __future__ import annotations

from actions.dialogue.doing import doing
from actions.dialogue.turn import Fact, Turn, nested
from actions.facts.choices import OfferedChoice, choice
from actions.facts.lines import listed
from actions.rasa.registry import concludes
from actions.subjects.others.child_words import asks_who_sees, speaks_of_guardians
from crm.errors import Conflict, NotFound, StoreError
from crm.guardians.acting import allow
from crm.guardians.standing import Guardian, guardians_of
from protocol.effects import guardians_told_in, named_guardians

__all__ = ["REF", "hears_of_guardians", "press_guardian", "tell_guardians"]

# In a button's ref: "guardian:<link>:<what is allowed>".
REF = "guardian"
ALLOWED = ("all", "see", "nothing")


async def hears_of_guardians(turn: Turn) -> bool:
    """Tell who may see what is on the card of whoever asks, and let a child who is old enough limit it."""
    if turn.is_payload or (turn.slot("pending") or {}).get("awaits") in {"told", "words", "score", "join"}:
        return False
    asks = asks_who_sees(turn.text)
    if turn.patron is None or not (asks or speaks_of_guardians(turn.text)):
        return False
    guardians = await guardians_of(turn.store, turn.patron_id, turn.today)
    if not guardians and not asks:
        return False
    turn.intent, turn.confidence = "others_loans", 1.0
    turn.did("others_loans", topic=REF, result="told")
    if not guardians:
        turn.say("utter_guardians_none")
        return True
    for guardian in guardians:
        _tell(turn, guardian)
    return True


async def press_guardian(turn: Turn) -> None:
    """Keep what a child allows by a button."""
    link, _, allows = (turn.entity("ref") or "").removeprefix(f"{REF}:").partition(":")
    if not link.isdecimal() or len(link) >= 16 or allows not in ALLOWED:
        turn.say("utter_too_late")
        return
    try:
        async with doing(turn, "other"):
            await allow(turn.store, turn.patron_id, int(link), allows, turn.today)
    except (NotFound, Conflict):
        turn.say("utter_too_late")
        return
    guardians = await guardians_of(turn.store, turn.patron_id, turn.today)
    turn.did("others_loans", topic=REF)
    for guardian in guardians:
        if guardian.link_id == int(link):
            _tell(turn, guardian)


@concludes
async def tell_guardians(turn: Turn) -> None:
    """Tell a patron once, after the sign-in, of guardians whom they were not told of yet."""
    if turn.patron is None or turn.recall("guarded") == turn.patron.public_id or not turn.answers:
        return
    if turn.intent == "sign_out" or turn.answers[-1][1].get("status") == "clarified":
        return
    try:
        guardians = await guardians_of(turn.store, turn.patron_id, turn.today)
    except StoreError:
        # It is said another time: what the patron asked is answered now.
        return
    news = [one for one in guardians if one.told_at is None]
    if not news:
        turn.remember(guarded=turn.patron.public_id)
        return
    # That they were told is kept with the message (crm.conversations.closing): one that nobody got is said again.
    said_already = {link for _, said in turn.answers for link in guardians_told_in([said.get("custom")])}
    news = [one for one in news if one.link_id not in said_already]
    if not news:
        return
    # Before what was asked, which stays the last word; its buttons and these stand together below that.
    last, facts = turn.answers.pop()
    before = len(turn.answers)
    for guardian in news:
        _tell(turn, guardian)
    offered = list(facts.get("choices") or [])
    for place in range(before, len(turn.answers)):
        answer, said = turn.answers[place]
        offered += said["choices"]
        turn.answers[place] = answer, {**said, "choices": []}
    turn.answers.append((last, {**facts, "choices": offered} if offered else facts))


def _tell(turn: Turn, guardian: Guardian) -> None:
    name: Fact = guardian.name or nested("utter_part_a_guardian")
    own = nested("utter_part_guardian_limit" if guardian.has_say else "utter_part_guardian_desk")
    told = named_guardians([guardian.link_id])
    if guardian.child_allows == "nothing":
        turn.say("utter_guardian_refused", name=name, own=own, choices=_choices(guardian), custom=told)
        return
    renews = guardian.renews and guardian.child_allows == "all"
    may = {"loans": guardian.sees_loans, "holds": guardian.sees_holds, "renew": renews}
    turn.say(
        "utter_guardian_may",
        name=name,
        may=listed(nested(f"utter_part_guardian_{what}") for what in may if may[what]),
        own=own,
        choices=_choices(guardian),
        custom=told,
    )


def _choices(guardian: Guardian) -> list[OfferedChoice]:
    """Offer what is not so yet, to a child who has a say."""
    if not guardian.has_say:
        return []
    wanted = [one for one in ALLOWED if one != guardian.child_allows and (one != "see" or guardian.renews)]
    return [
        choice(f"utter_button_guardian_{one}", "others_loans", ref=f"{REF}:{guardian.link_id}:{one}") for one in wanted
    ]
