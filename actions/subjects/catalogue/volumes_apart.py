"""Volumes of a title that the catalogue keeps as a whole: it is said that it does not tell them apart."""

from __future__ import annotations

from itertools import islice

from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.facts.choices import librarian
from actions.subjects.catalogue.found_titles import show_title
from actions.subjects.catalogue.title_told import tell
from actions.subjects.catalogue.volumes import asked_volume
from actions.subjects.holds.branch_wished import branch_wished
from actions.subjects.holds.hold_pickup import where
from actions.subjects.titles.spoken_of import spoken_of, title_before
from actions.subjects.titles.spotted_titles import spotted_series, spotted_titles
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.titles.series_asked import find_series_questions
from language.requests.titles.title_questions import ASPECTS, find_title_questions
from language.requests.titles.volumes_asked import counts_volumes, leans_on_volumes, names_volume
from library.values import Title

__all__ = ["tells_of_volumes_apart"]

_HEARD_SO = frozenset(
    "search_book shelf_location recommendation borrow hold hold_status loan_policy rate nlu_fallback"
    " out_of_scope".split()
)
# "How many in total?" may be read as these.
_COUNTED_SO = frozenset({"fines", "loans", "account"})
_SURE, _LONGEST, _LAST = 0.75, 45, 2
# What was told last of a title whose volumes were asked for.
_TOPIC = "volumes"
_OF_VOLUMES = frozenset({"volumes", "series"})


async def tells_of_volumes_apart(turn: Turn) -> LookStep:
    """Say of a title without a series that its volumes are not told apart; an order for one goes on with the title."""
    if turn.is_payload or word_count(turn.text) > _LONGEST or not turn.leaves_room:
        return LookStep.ON
    named, goes_on = names_volume(turn.text), _told_of_volumes(turn) and leans_on_volumes(turn.text)
    counts = goes_on and turn.intent in _COUNTED_SO and counts_volumes(turn.text)
    if not (turn.intent in _HEARD_SO or counts) or orders_to_renew(turn.text) or orders_to_cancel(turn.text):
        return LookStep.ON
    title = await _kept_whole(turn) if named or goes_on else None
    if title is None:
        return LookStep.ON
    if orders_to_hold(turn.text) or (turn.intent == "hold" and turn.confidence >= _SURE):
        return await _reserves(turn, title)
    was_told = turn.focus("title") == title.id and turn.thread.last is not None and turn.thread.last.topic == _TOPIC
    turn.read_as("search_book")
    turn.settled = True
    turn.set("pending", None)
    if "count" in find_series_questions(turn.text) or (goes_on and not named and counts_volumes(turn.text)):
        await tell(turn, title, _TOPIC)
        return LookStep.DONE
    turn.say("utter_title_volumes_apart", title=title.title, choices=[librarian()])
    if not was_told:
        await show_title(turn, title)
    turn.point("title", title.id, "search_book")
    turn.did("search_book", kind="title", things=[title.id], title=title.title, topic=_TOPIC, result="told")
    return LookStep.DONE


def _told_of_volumes(turn: Turn) -> bool:
    """Tell whether one of the last things told was of the volumes of one title: a sign-in may stand between."""
    return any(act.kind == "title" and act.topic == _TOPIC for act in islice(turn.thread.acts(), _LAST))


async def _kept_whole(turn: Turn) -> Title | None:
    """Give the title that is named, or was told of last, where its record belongs to no series."""
    if await spotted_series(turn) is not None:
        return None
    standing = [one.title for one in await spotted_titles(turn)]
    title = standing[0] if len(standing) == 1 else None
    if not standing:
        last = turn.thread.last
        of_title = last is not None and (last.kind == "title" or _told_of_volumes(turn))
        title = await spoken_of(turn) or await title_before(turn) if of_title else None
    if title is None or title.series or title.kind != "book":
        return None
    # Another title with a number behind its name is a volume of its own: "Persepolis 2".
    volume = await asked_volume(turn)
    return None if volume is not None and (volume.meant or volume.others) else title


async def _reserves(turn: Turn, title: Title) -> LookStep:
    """Say that none of its volumes can be chosen, and go on to reserve the title."""
    turn.read_as("hold")
    if turn.patron is None:
        ask_sign_in(turn, "hold", {"title": [title.title]})
        return LookStep.DONE
    turn.settled = True
    turn.set("pending", None)
    turn.say("utter_hold_volumes_apart", status="answered", title=title.title)
    if asked := [one for one in find_title_questions(turn.text) if one in ASPECTS and one not in _OF_VOLUMES]:
        await tell(turn, title, *asked)
    await where(turn, [title], branch=await branch_wished(turn, [title]))
    return LookStep.DONE
