"""The branch at which titles are wished: named, the one spoken of, or that of another reservation."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.branches_in_talk import branch_in_talk
from actions.dialogue.branches_named import branches_named, branches_wanted
from actions.dialogue.own_things import own_things
from actions.dialogue.turn import Turn
from actions.subjects.titles.titles import SHORT
from crm.library_info import directory
from language.normalise import fold
from language.requests.deeds.reserving_several import points_at_branch, points_at_other
from library.values import Title

__all__ = ["branch_wished", "same_branch"]


async def branch_wished(turn: Turn, titles: Sequence[Title], before: object = None) -> str | None:
    """Give the code of the one branch that is wished; `before`: the one that was agreed on till now."""
    said = fold(turn.text).replace("’", "'")
    for title in titles:
        said = said.replace(fold(SHORT.split(title.title)[0]), " ")
    known = await directory.branches(turn.store)
    wanted = branches_wanted(said, known)
    if wanted or branches_named(said, known):
        return wanted[0].code if len(wanted) == 1 else None
    return str(before) if before else await same_branch(turn)


async def same_branch(turn: Turn) -> str | None:
    """Give the branch that words mean by another: of what is being reserved, of the reservation named, or of all."""
    if turn.is_payload or turn.patron is None:
        return None
    other = points_at_other(turn.text)
    if not other and not points_at_branch(turn.text):
        return None
    pending = turn.slot("pending") or {}
    if not other and pending.get("do") == "hold":
        return str(pending["args"]["branch"])
    own = await own_things(turn)
    codes = {one.pickup.code for one in own.named_holds or own.holds if one.pickup is not None}
    if len(codes) == 1:
        return codes.pop()
    spoken = await branch_in_talk(turn)
    return spoken.code if spoken is not None else None
