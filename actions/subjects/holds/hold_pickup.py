"""Where a reservation is collected: the branch, the yes to it, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.dialogue.doing import doing
from actions.dialogue.turn import Fact, Turn, nested
from actions.facts.choices import choice, librarian, menu, no, yes
from actions.facts.lines import availability, by_title, free_now, hold_line, is_seen, listed, reason, titles_listed
from actions.rasa.registry import PatronReply, pending_action
from actions.subjects.cases.case_filing import hold_on_to
from actions.subjects.holds.branch_wished import same_branch
from actions.subjects.holds.holds_refused import not_refused
from actions.subjects.library_info.closed_then import tell_if_closed
from crm.library_info import directory
from language.normalise import fold
from library.values import BranchAvailability, BranchRef, Capability, HoldOutcome, Title

__all__ = ["confirm", "hold_at", "where"]


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
    if await _barred(turn, titles):
        return
    places = await turn.library.pickup_branches(turn.patron_id, first.id)
    code = branch or await _named_place(turn, titles)
    named = next((place for place in places if place.code == code), None)
    at = named or next(iter(places), None)
    if at is not None and len(held := await not_refused(turn, titles, at)) < len(titles):
        if not held:
            return
        titles, first = held, held[0]
        turn.point("title", first.id, "hold")
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


async def _barred(turn: Turn, titles: Sequence[Title]) -> bool:
    """Say at once where the card stands against it: nothing is offered that would be refused after the yes."""
    if Capability.CHANGES not in turn.library.capabilities():
        # Staff decide on it, and know more than a file of this morning.
        return False
    state = await turn.library.account(turn.patron_id)
    block = next(iter(state.blocks), None) if state is not None else None
    if block is None:
        return False
    turn.did("hold", kind="title", things=[title.id for title in titles], title=titles[0].title, result="refused")
    turn.set("pending", None)
    turn.say(
        "utter_hold_refused",
        status="refused",
        title=_all(titles),
        reason=reason(block.refusal),
        free=None,
        choices=[*menu("account"), librarian()],
    )
    return True


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
            "utter_hold_not_free" if is_seen(places) else "utter_hold_not_seen",
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
    return named.code if named else entity or await same_branch(turn) or _agreed_on(turn, titles)


def _agreed_on(turn: Turn, titles: Sequence[Title]) -> str | None:
    """Give the branch at which these very titles wait for a yes."""
    pending = turn.slot("pending") or {}
    args = pending.get("args") or {}
    same = pending.get("do") == "hold" and args.get("titles") == [title.id for title in titles]
    return str(args["branch"]) if same and not turn.is_payload else None


async def confirm(turn: Turn, titles: Sequence[Title], place: BranchRef) -> None:
    """Ask for a yes before reserving; say first what can be taken from the shelf there right now."""
    free = [title for title in titles if await _stands_free(turn, title, place)]
    ref = turn.await_("hold", "yes", title=titles[0].id, titles=[title.id for title in titles], branch=place.code)
    await tell_if_closed(turn, place.code)
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
            result="done" if outcome.ok else "told" if outcome.status == "requested" else "refused",
            undo="hold_placed" if placed else "",
        )
        if placed is not None:
            turn.point("hold", placed.id, "hold_status")
        _report(turn, outcome, branch)


def _report(turn: Turn, outcome: HoldOutcome, branch: str) -> None:
    title = by_title(outcome.title, outcome.author)
    if outcome.status == "requested":
        hold_on_to(turn, str(outcome.request), "hold", quiet=True)
        turn.say(
            "utter_hold_requested_again" if outcome.repeated else "utter_hold_requested",
            title=title,
            number=outcome.request,
        )
    elif outcome.ok and outcome.hold is not None:
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
