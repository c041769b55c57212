"""Another pick-up branch for a reservation, and taking back one that was just placed."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from actions.dialogue.branches_named import REFUSED, branches_named, branches_refused, branches_wanted
from actions.dialogue.choosing import pick
from actions.dialogue.doing import doing
from actions.dialogue.thread import Act
from actions.dialogue.turn import Turn
from actions.dialogue.wording import says
from actions.facts.choices import choice, librarian, menu, no, yes
from actions.facts.lines import by_title, free_now, hold_line, reason
from actions.rasa.registry import PatronReply, changes, pending_action, undoes
from actions.subjects.cases.case_filing import hold_on_to
from actions.subjects.titles.titles_in_talk import title_named
from crm.library_info import directory
from crm.library_info.directory import Branch
from language.normalise import fold
from language.requests.deeds.elsewhere import is_doubtful
from language.requests.deeds.ordering import orders_to_move
from language.requests.speech.denials import denies
from language.requests.speech.sentences import deed_of, sentences
from language.requests.titles.names import find_named
from library.values import Hold, HoldState

__all__ = [
    "branch_meant",
    "branch_wanted",
    "change_pickup",
    "hold_moved",
    "hold_taken_back",
    "move_hold",
    "move_to",
    "stays",
    "wants_another_branch",
]

_ANOTHER = ("instead", "change the branch", "change the pickup", "change the pick up", "change pickup",
            "change my pickup",
            "another branch", "different branch", "other branch", "move it", "move my", "move the", "switch it",
            "transfer it",
            "rather at", "rather collect", "collect it from", "pick it up at", "pick it up from", "به جاش", "بجاش",
            "شعبه دیگه", "یه شعبه دیگه", "شعبه دیگر", "عوض کن", "عوض کنید", "تغییر بده", "تغییر بدید", "تغییر بدهید",
            "عوضش کن", "عوضش کنید", "جابجا", "منتقل", "انتقال بدید", "انتقال بده", "محل تحویل", "شعبه تحویل", "تحویلش",
            "از اونجا بگیرم", "بفرستید", "shobe ro avaz", "avaz kon", "avazesh", "taghir bede")  # fmt: skip


# Beside the name of a branch, and of a reservation that is talked of, these move it.
_LOOSE = (
    "send it", "send them", "change it to", "change that to", "make it", "have it sent", "bring it to", "put it",
    "بفرستینش", "بفرستیدش", "بفرستین", "بفرستش", "بذار", "بزار", "بذارید", "بذارینش", "بزارش", "بذارش", "ببرینش",
    "ببریدش", "باشه بهتره", "bezar", "bezarin", "befrest", "befrestinesh",
)  # fmt: skip
_BRANCH = ("branch", "pick up", "pickup", "pick-up", "شعبه", "شعبشو", "شعبش", "محل تحویل", "shobe", "shobash")
_COPIES = ("copy", "copies", "is there", "are there", "do you have", "نسخه", "نسخه‌ای", "هست", "دارید", "دارین")
_HOME = ("home branch", "my branch", "my own branch", "شعبه خودم", "شعبه ی خودم", "کتابخونه خودم", "shobe khodam")


_BOTH = 2
_PLACES_IT = re.compile(
    r"\b(?:reserve|book|hold|place a hold on) (?:it|that|this|that one|this one)\b|(?<![^\W_])(?:رزروش|رزوش|همینو رزرو|اینو رزرو|این رو رزرو|همون رو رزرو)(?![^\W_])|\b(?:rezervesh|reservesh) kon"
)


async def wants_another_branch(turn: Turn) -> bool:
    """Tell whether the turn wishes to collect elsewhere what is reserved already, and no new title."""
    branch = await branch_meant(turn)
    if branch is None and len(named := await _all_named(turn)) == _BOTH:
        # Where it is, and where it shall go: the reservation tells which is which.
        branch = named[0]
    last = turn.thread.last
    both = last is not None and last.kind == "hold" and len(await _all_named(turn)) == _BOTH
    between = branch is not None and both and orders_to_move(turn.text)
    if _PLACES_IT.search(fold(turn.text)) and turn.shown("title"):
        # "Reserve it for Saadi, so that I can collect both": a new one, whatever is named beside it.
        return False
    loose = branch is not None and last is not None and last.kind == "hold"
    loose = loose and (says(turn.text, *_LOOSE) or REFUSED.search(fold(turn.text)) is not None)
    moving = loose or between or (says(turn.text, *_ANOTHER) and (branch is not None or says(turn.text, *_BRANCH)))
    if branch is None and says(turn.text, *_COPIES):
        # "Is there a copy at another branch?" is asked of the catalogue.
        return False
    if branch is None and not moving:
        return False
    holds = await turn.library.holds(turn.patron_id)
    if find_named(turn.text, [one.title for one in holds]).places:
        return moving or branch is not None
    return bool(holds) and moving and not await _names_another(turn)


async def branch_meant(turn: Turn) -> Branch | None:
    """Give the branch that is meant: of two the one that is not refused; "my own" is the one on the card."""
    if turn.patron is not None and says(turn.text, *_HOME):
        patron = await turn.library.patron(turn.patron_id)
        code = patron.home_branch.code if patron is not None and patron.home_branch is not None else None
        return next((one for one in await directory.branches(turn.store) if one.code == code), None)
    text = turn.text if turn.is_payload else REFUSED.sub(" ", fold(turn.text))
    return await directory.find_branch(turn.store, text) or await directory.find_branch(
        turn.store, turn.entity("branch") or turn.text
    )


async def branch_wanted(turn: Turn) -> Branch | None:
    """Give the branch that is meant, as `branch_meant`, but none that the words only refuse or name as an origin."""
    branch = await branch_meant(turn)
    refused = frozenset() if turn.is_payload else branches_refused(turn.text, await directory.branches(turn.store))
    return None if branch is not None and branch.code in refused else branch


async def _all_named(turn: Turn) -> list[Branch]:
    return branches_named(turn.text, await directory.branches(turn.store))


async def _goes_to(turn: Turn, hold: Hold) -> tuple[Branch | None, bool]:
    """Give where a reservation shall go, and whether the words say so plainly enough to do it without a question.

    "I reserved it for Saadi, can it come to Central?": where it is already is not where it shall go, but for a message
    that wants it nowhere else.
    """
    branch = await branch_wanted(turn)
    if turn.is_payload:
        return branch, True
    at = hold.pickup.code if hold.pickup is not None else ""
    if branch is not None and branch.code != at:
        return branch, True
    known = await directory.branches(turn.store)
    wanted = branches_wanted(turn.text, known)
    others = [one for one in wanted if one.code != at]
    if len(others) == 1:
        return others[0], branch is None and not denies(turn.text)
    if branch is None and not others and branches_named(turn.text, known) and _is_content(turn.text, at, known):
        branch = next((one for one in known if one.code == at), None)
    return branch, False


def _is_content(text: str, at: str, known: Sequence[Branch]) -> bool:
    """Tell whether a text that wants a reservation at no other branch leaves it where it is."""
    named = {one.code for one in branches_named(text, known)}
    return at not in named or at not in branches_refused(text, known) or len(named) > 1


async def _names_another(turn: Turn) -> bool:
    """Tell whether the turn names a title of the catalogue: "collect it" and a branch's name are none."""
    title = turn.entity("title")
    if not title and any(deed_of(sentence.words) == "hold" for sentence in sentences(turn.text)):
        # "Reserve Dracula and I'll pick it up at Saadi": no entity was cut out, and a title is named all the same.
        return await title_named(turn, turn.text) is not None
    if not title or await directory.find_branch(turn.store, title) is not None:
        return False
    page = await turn.library.search(title=title, limit=1)
    return bool(page.titles) and not page.corrected


async def move_hold(turn: Turn, *, asks: bool = False) -> None:
    """Settle which reservation moves where, and have it moved; a mere question is asked back.

    The reservation last spoken of is meant first. `asks`: nothing is moved before a yes.
    """
    holds = await turn.library.holds(turn.patron_id)
    movable = [one for one in holds if one.state in (HoldState.PENDING, HoldState.SUSPENDED)]
    meant = pick(turn, "hold", holds).things
    last = turn.thread.last
    if not meant and last is not None and last.undo == "hold_placed":
        meant = tuple(one for one in holds if one.id in last.things)
    if not meant and (at := turn.focus("hold")) is not None:
        meant = tuple(one for one in holds if one.id == at)
    if not meant:
        told = next((act for act in turn.thread.acts() if act.kind == "hold" and len(act.things) == 1), None)
        meant = tuple(one for one in holds if told is not None and one.id in told.things)
    if not meant and len(movable or holds) == 1:
        meant = tuple(movable or holds)
    if len(meant) == 1:
        branch, plainly = await _goes_to(turn, meant[0])
    else:
        branch, plainly = await branch_wanted(turn), False
    if len(meant) != 1:
        turn.show("hold", [one.id for one in holds])
        turn.await_(
            "move_hold_which", "one", ids=[one.id for one in holds], titles=[one.title for one in holds],
            branch=branch.code if branch else None,
        )  # fmt: skip
        turn.say(
            "utter_hold_move_which",
            status="clarified",
            holds={"list": [hold_line(one) for one in holds], "line": "utter_line_hold"},
        )
        return
    await move_to(turn, meant[0], branch.code if branch else None, plainly=plainly and not asks)


def stays(turn: Turn, hold: Hold) -> None:
    """Say that a reservation that is ready, or under way, is collected nowhere else any more."""
    turn.did("hold_status", kind="hold", things=[hold.id], title=hold.title, result="told")
    turn.say(
        "utter_hold_stays",
        status="refused",
        title=hold.title,
        state=hold_line(hold)["state"],
        choices=[choice("utter_button_cancel_hold", "cancel_hold", ref=f"hold:{hold.id}"), librarian()]
        if hold.can_cancel
        else [librarian()],
    )


def _is_plain(turn: Turn, hold: Hold, holds: Sequence[Hold]) -> bool:
    """Tell whether no other reservation may be meant: it is the only one, named, just placed or just told of."""
    last = turn.thread.last
    named = find_named(turn.text, [one.title for one in holds]).places
    return (
        len(holds) == 1
        or hold.id in [holds[place].id for place in named]
        or (last is not None and last.undo == "hold_placed" and hold.id in last.things)
        or turn.focus("hold") == hold.id
    )


async def move_to(turn: Turn, hold: Hold, code: str | None, *, plainly: bool = True, then: Sequence[str] = ()) -> None:
    """Move a reservation to a branch (its code) where nothing else may be meant, else ask; say so where it stays.

    `then`: reservations, by their identifiers, that are asked about next, once this one is agreed to.
    """
    plain = plainly and _is_plain(turn, hold, await turn.library.holds(turn.patron_id))
    turn.point("hold", hold.id, "hold_status")
    if hold.state in (HoldState.READY, HoldState.IN_TRANSIT):
        stays(turn, hold)
        return
    places = await turn.library.pickup_branches(turn.patron_id, hold.title_id)
    place = next((one for one in places if one.code == code), None)
    if place is None:
        turn.await_("move_hold", "branch", hold=hold.id)
        turn.say("utter_hold_move_where", status="clarified", title=hold.title)
        return
    if hold.pickup is not None and place.code == hold.pickup.code:
        # It is collected there already: nothing is to be moved, and nothing to be agreed to.
        turn.did("hold_status", kind="hold", things=[hold.id], title=hold.title, result="told")
        turn.say("utter_hold_state", title=hold.title, state=hold_line(hold)["state"], copies=None)
        return
    if plain and not set("?؟") & set(turn.text) and orders_to_move(turn.text) and not is_doubtful(turn.text):
        # Nothing is lost by it: what was ordered is done, and may be changed again.
        await change_pickup(turn, hold.id, place.code)
        return
    ref = turn.await_("move_hold", "yes", hold=hold.id, branch=place.code, then=list(then))
    turn.say(
        "utter_hold_move_confirm",
        status="clarified",
        title=hold.title,
        branch=place.name,
        choices=[yes(ref, "utter_button_yes_move"), no(ref)],
    )


@pending_action("move_hold_which", signed_in=True)
async def move_which(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Go on with the reservation that was chosen."""
    holds = await turn.library.holds(turn.patron_id)
    chosen = [args["ids"][place] for place in reply.places] if reply.kind == "places" else []
    hold = next((one for one in holds if one.id in chosen), None)
    if hold is None:
        await move_hold(turn)
    else:
        await move_to(turn, hold, args.get("branch"))


@pending_action("move_hold", signed_in=True)
async def move_agreed(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Move the reservation that the patron agreed to move, to the branch that was named."""
    holds = {one.id: one for one in await turn.library.holds(turn.patron_id)}
    hold = holds.get(str(args.get("hold")))
    if hold is None:
        turn.say("utter_hold_gone", status="refused")
    elif reply.kind == "branch" and not args.get("branch"):
        await move_to(turn, hold, reply.text)
    else:
        code = reply.text if reply.kind == "branch" else str(args.get("branch"))
        await change_pickup(turn, hold.id, code)
        following = [one for each in args.get("then") or () if (one := holds.get(str(each))) is not None]
        if following:
            await move_to(turn, following[0], code, plainly=False, then=[one.id for one in following[1:]])


async def change_pickup(turn: Turn, hold_id: str, branch: str) -> None:
    """Have a reservation collected at another branch (its code), and say what became of it."""
    held = {one.id: one for one in await turn.library.holds(turn.patron_id)}
    pickup = held[hold_id].pickup if hold_id in held else None
    async with doing(turn, "holds"):
        outcome = await turn.library.change_pickup(
            turn.patron_id, hold_id, branch, key=turn.key("change_pickup", hold_id), conversation=turn.conversation
        )
    title = by_title(outcome.title, outcome.author) if outcome.title else None
    if outcome.ok and outcome.hold is not None:
        turn.did(
            "hold",
            kind="hold",
            things=[hold_id],
            title=outcome.title,
            branch=branch,
            result="done",
            undo="hold_moved",
            before=pickup.code if pickup is not None else "",
        )
        turn.say(
            "utter_hold_moved",
            title=title,
            state=hold_line(outcome.hold)["state"],
            free=free_now(outcome, branch),
        )
    elif outcome.status == "requested":
        hold_on_to(turn, str(outcome.request), "change_pickup", quiet=True)
        turn.say(
            "utter_move_requested_again" if outcome.repeated else "utter_move_requested",
            title=title,
            number=outcome.request,
        )
    elif outcome.status == "not_found":
        turn.say("utter_hold_gone", status="refused")
    elif outcome.status == "unconfirmed":
        turn.say("utter_hold_unconfirmed", status="error", choices=menu("hold_status"))
    else:
        turn.say(
            "utter_hold_not_moved",
            status="refused",
            title=title,
            reason=reason(outcome.refusal),
            choices=[choice("utter_button_cancel_hold", "cancel_hold", ref=f"hold:{hold_id}"), librarian()],
        )


@undoes("hold_placed")
async def hold_taken_back(turn: Turn, act: Act) -> None:
    """Cancel the reservations that were just placed, without another question."""
    from actions.subjects.holds.holds_kept import drop

    await drop(turn, list(act.things))


@undoes("hold_moved")
async def moved_back(turn: Turn, act: Act) -> None:
    """Have what was just moved collected where it was before: nobody loses a reservation by "leave it"."""
    if act.before:
        await hold_moved(turn, act, act.before)
    else:
        turn.await_("move_hold", "branch", hold=act.things[0])
        turn.say("utter_hold_move_where", status="clarified", title=act.title)


@changes("hold_moved", "branch")
@changes("hold_placed", "branch")
async def hold_moved(turn: Turn, act: Act, value: str) -> None:
    """Have what was just reserved collected at another branch, without another question."""
    for hold_id in act.things:
        await change_pickup(turn, hold_id, value)
