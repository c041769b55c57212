"""What is asked of a branch that was spoken of: where it is, its telephone, what it has, and of the others."""

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.rasa.registry import HANDLERS
from actions.subjects.facts.facts import answer_as, answer_from_facts
from actions.subjects.facts.unknown_facts import say_unknown
from actions.subjects.library_info.hours_told import tell_days
from actions.subjects.library_info.places import asks_of_library, place_lines, tell_library_too, tell_places
from actions.subjects.moves.place_meant import branch_meant, branches_meant, fact_of, of_place
from crm.library_info import directory
from crm.library_info.directory import Branch
from language.normalise import fold
from language.requests.library_info.place_questions import place_words
from language.requests.library_info.whereabouts import asks_for_a_room, asks_for_email, asks_for_the_way

__all__ = ["where"]

# Whether what was told of one holds of all.
_ALIKE = re.compile(r"\b(?:same|all|every|each|alike|differ\w*)\b|همه|همین|یکسان|یکی(?:ه|ست| است)|فرق|\bham[ei]n\w*")


@of_place("place.where")
async def where(turn: Turn) -> bool:
    """Tell the address; what is inside the building has no address of its own."""
    if asks_for_a_room(turn.text):
        return await answer_from_facts(turn, "facilities")
    if await _told_alike(turn):
        return True
    turn.intent = "location"
    branches = await branches_meant(turn)
    if len(branches) == 1 and asks_of_library(turn, branches[0]):
        # "And the library itself?" after one of its branches: wherever it is.
        branches = await directory.branches(turn.store)
    tell_places(turn, branches)
    return True


@of_place("place.nearest")
async def nearest(turn: Turn) -> bool:
    """Tell where the branches are: which is nearest is for the patron to see."""
    turn.intent = "location"
    turn.did("location", result="told")
    turn.say("utter_place_nearest", branches=place_lines(await directory.branches(turn.store)))
    return True


@of_place("place.travel")
async def travel(turn: Turn) -> bool:
    """Tell how to get there; where one starts from is not where one goes."""
    branch = await _goes_to(turn) or await branch_meant(turn)
    if "bicycle" in place_words(turn.text):
        return await answer_as(turn, "location", fa="جای پارک دوچرخه هست؟", en="Is there bicycle parking?")
    if branch is None or not branch.directions["fa"]:
        fa, en = "با مترو یا اتوبوس چگونه بیایم؟", "How do I come by metro or bus?"
        return await answer_as(turn, "location", fa=fa, en=en)
    turn.intent = "location"
    turn.did("location", branch=branch.code, topic="travel", result="told")
    if _ADDRESS.search(fold(turn.text)):
        tell_places(turn, [branch])
    else:
        turn.say("utter_place_travel", branch=branch.name, directions=branch.directions)
    return True


_ADDRESS = re.compile(r"\baddress\b|آدرس|نشانی|\badres\w*")


async def _goes_to(turn: Turn) -> Branch | None:
    """Give the branch that was spoken of, where the only one named is a start: "how do I get there from …?"."""
    said = fold(turn.text)
    start = _STARTS.search(said)
    if start is None or _THERE.search(said) is None:
        return None
    named = await directory.find_branch(turn.store, start["place"] or start["az"])
    code = next(
        (act.branch for act in turn.thread.acts() if act.branch and (not named or act.branch != named.code)), ""
    )
    # What was told of all branches names none: the words that asked may.
    words = next((act.words for act in turn.thread.acts() if act.words), "")
    there = await directory.find_branch(turn.store, code or words)
    return there if named is not None and there is not None and there.code != named.code else None


_STARTS = re.compile(
    r"\bfrom (?:the )?(?P<place>[^\W_]+(?:[ -][^\W_]+){0,2})|(?<!\w)از (?P<az>[^\W_]+(?: [^\W_]+){0,2})"
)
_THERE = re.compile(r"\bthere\b|(?<!\w)(?:اونجا|آنجا|بهش|اون ?جا)(?!\w)|\boonja\b")


@of_place("place.parking")
async def parking(turn: Turn) -> bool:
    """Tell where one parks, or what it costs."""
    said = place_words(turn.text)
    if "disabled" in said:
        return await answer_as(turn, "location", fa="جای پارک برای معلولان هست؟", en="Is there disabled parking?")
    if "bicycle" in said:
        return await answer_as(turn, "location", fa="جای پارک دوچرخه هست؟", en="Is there bicycle parking?")
    if "paying" in said and await branch_meant(turn) is not None:
        fa, en = "هزینهٔ پارکینگ چند است؟", "What does parking cost?"
        if await fact_of(turn, "location", fa=fa, en=en):
            return True
    return await answer_as(turn, "location", fa="کجا می‌شود پارک کرد؟", en="Where can I park?")


@of_place("place.phone")
async def phone(turn: Turn) -> bool:
    """Tell the telephone of the branch spoken of; of a desk there, its own number."""
    if ("section" in place_words(turn.text) or asks_for_email(turn.text)) and await answer_from_facts(
        turn, "staff_contact"
    ):
        return True
    branch = await branch_meant(turn)
    turn.intent = "staff_contact"
    if branch is None or not branch.phone:
        await HANDLERS["staff_contact"].handler(turn)
        return True
    profile = await directory.profile(turn.store)
    if profile is not None and profile.phone and asks_of_library(turn, branch):
        await tell_library_too(turn, branch)
        return True
    turn.did("staff_contact", branch=branch.code, result="told")
    turn.say("utter_place_phone", branch=branch.name, phone={"digits": branch.phone})
    return True


@of_place("place.other")
async def other(turn: Turn) -> bool:
    """Tell of the other branches what was told of one: their hours on the same days, else where they are."""
    if await _told_alike(turn):
        return True
    named = await directory.find_branch(turn.store, turn.text)
    last = next((act for act in turn.thread.acts() if act.act in ("hours", "location")), None)
    every = await directory.branches(turn.store)
    told = last.branch if last is not None else ""
    others = [named] if named is not None else [one for one in every if one.code != told]
    if not others:
        turn.intent = "location"
        turn.say("utter_place_only")
        return True
    if last is not None and last.act == "hours" and (told or named):
        first, until = last.day_span or (turn.today, turn.today)
        turn.intent = "hours"
        turn.did("hours", branch=named.code if named else "", days=(first, until), result="told")
        await tell_days(turn, others, first, until)
        return True
    turn.intent = "location"
    tell_places(turn, others)
    return True


async def _told_alike(turn: Turn) -> bool:
    """Tell the hours of all branches on the days just told, where it is asked whether they are the same."""
    last = turn.thread.last
    branches = await directory.branches(turn.store)
    if last is None or last.act != "hours" or last.day_span is None or not _ALIKE.search(fold(turn.text)):
        return False
    if len(branches) < 2 or asks_for_the_way(turn.text):
        return False
    first, until = last.day_span
    turn.intent = "hours"
    turn.did("hours", days=(first, until), result="told")
    await tell_days(turn, branches, first, until)
    return True


@of_place("place.access")
async def access(turn: Turn) -> bool:
    """Tell of steps, lift and ramp: of the branch meant, or of all."""
    if "pram" in place_words(turn.text):
        return await answer_as(turn, "facilities", fa="با کالسکه می‌شود آمد؟", en="Can I come in with a pram?")
    if await branch_meant(turn) is not None:
        fa, en = "آسانسور یا پله دارد؟", "Does it have a lift or stairs?"
        if await fact_of(turn, "facilities", fa=fa, en=en):
            return True
    fa, en = "ورودی شعبه‌ها هم‌سطح است؟", "Are the entrances level?"
    if await answer_as(turn, "location", fa=fa, en=en):
        return True
    return await answer_as(turn, "facilities", fa="با ویلچر می‌شود وارد شد؟", en="Can I come in with a wheelchair?")


@of_place("place.toilet")
async def toilet(turn: Turn) -> bool:
    """Tell where the toilets are."""
    said = place_words(turn.text)
    if "baby" in said:
        fa, en = "جایی برای شیر دادن یا عوض کردن نوزاد هست؟", "Is there a place to feed or change a baby?"
        return await answer_as(turn, "facilities", fa=fa, en=en)
    if "disabled" in said:
        fa, en = "سرویس بهداشتی برای معلولان هست؟", "Is there an accessible toilet?"
        return await answer_as(turn, "facilities", fa=fa, en=en)
    return await fact_of(turn, "facilities", fa="سرویس بهداشتی کجاست؟", en="Where are the toilets?")


@of_place("place.eat")
async def eat(turn: Turn) -> bool:
    """Tell of the café, of water, or of what one may bring."""
    said = place_words(turn.text)
    if "heating" in said:
        turn.did("facilities", topic="facilities", result="told")
        say_unknown(turn)
        return True
    if "water" in said:
        return await answer_as(turn, "facilities", fa="آب آشامیدنی هست؟", en="Is there drinking water?")
    if "café" in said:
        return await answer_as(turn, "facilities", fa="کافه دارید؟", en="Is there a café?")
    fa, en = "می‌شود غذا با خود آورد؟", "May I bring food?"
    return await answer_as(turn, "facilities", fa=fa, en=en)
