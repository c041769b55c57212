"""Which branch a move is about: the one that its words name, else the one that was told of last."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.turn import Turn
from actions.subjects.facts import answer_as
from crm.library_info import directory
from crm.library_info.directory import Branch

__all__ = ["branch_meant", "branches_meant", "fact_of"]

# So many acts back a branch is still spoken of.
_FAR = 3


async def branch_meant(turn: Turn) -> Branch | None:
    """Give the branch that is named, or the one spoken of; None where it is none, or all of them."""
    named = await directory.find_branch(turn.store, turn.entity("branch") or turn.text)
    if named is not None:
        return named
    code = next((act.branch for _, act in zip(range(_FAR), turn.thread.acts(), strict=False) if act.branch), "")
    return await directory.find_branch(turn.store, code) if code else None


async def branches_meant(turn: Turn) -> Sequence[Branch]:
    """Give the branch that is meant, or all of them."""
    branch = await branch_meant(turn)
    return [branch] if branch is not None else await directory.branches(turn.store)


async def fact_of(turn: Turn, topic: str, *, fa: str, en: str) -> bool:
    """Answer with what the library tells: of the branch that is meant, whose name stands at `{branch}`, or of all."""
    branch = await branch_meant(turn)
    name = branch.name if branch is not None else {"fa": "کتابخانه", "en": "the library"}
    return await answer_as(turn, topic, fa=fa.format(branch=name["fa"]), en=en.format(branch=name["en"]))
