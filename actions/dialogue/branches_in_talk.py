"""The branch that a conversation has spoken of last: named by the patron, told of, or where a reservation lies."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.branches_named import branches_refused
from actions.dialogue.turn import Turn
from crm.library_info import directory
from crm.library_info.directory import Branch
from language.normalise import fold

__all__ = ["branch_in_talk", "branch_pointed"]

# What points at a branch that was spoken of, and names none.
_POINTS = re.compile(
    r"\b(?:that|this|the same) (?:branch|library|one)\b|(?<!is )(?<!are )(?<!was )(?<!be )\bthere\b(?! (?:is|are|was|were|any|a|an|no|be|been)\b)"
    r"|(?<!\w)(?:همون ?جا|همان ?جا|همین ?جا|اون ?جا|آن ?جا|(?:همون|همان|همین|اون|آن|این) (?:شعبه|کتابخانه|کتابخونه))\w*(?!\w)"
    r"|\b(?:un ?ja|oon ?ja|hamun ?ja|hamoon ?ja|(?:un|oon|hamun|hamoon|in|hamin) sho[’']?be)\w*"
)


async def branch_pointed(turn: Turn) -> Branch | None:
    """Give the branch that words point at without naming one: "is that branch open?"; None where they point at none."""
    if turn.is_payload or _POINTS.search(fold(turn.text)) is None:
        return None
    return await branch_in_talk(turn)


async def branch_in_talk(turn: Turn) -> Branch | None:
    """Give the branch that was spoken of last; None where none was."""
    known = await directory.branches(turn.store)
    for act in turn.thread.acts():
        code = act.branch or await _of_hold(turn, act.kind, act.things)
        found = next((one for one in known if one.code == code), None) if code else None
        if found is None and act.words:
            named = await directory.find_branch(turn.store, act.words)
            found = named if named is not None and named.code not in branches_refused(act.words, known) else None
        if found is not None:
            return found
    return None


async def _of_hold(turn: Turn, kind: str, things: tuple[str, ...]) -> str:
    if kind != "hold" or turn.patron is None or len(things) != 1:
        return ""
    hold = next((one for one in await turn.library.holds(turn.patron_id) if one.id == things[0]), None)
    return hold.pickup.code if hold is not None and hold.pickup is not None else ""
