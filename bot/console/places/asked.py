"""The unanswered question that a fact is written for: what of it fills the form, and that it is in work."""

from __future__ import annotations

from typing import Any

from bot.console.frame.reading import cover
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from crm.errors import NotFound
from crm.knowledge.facts import LONGEST_ALSO
from crm.learning import question_groups, question_work
from crm.learning.question_groups import Group
from protocol.values import LANGUAGES

__all__ = ["asked_shown", "asked_values", "is_begun"]


async def asked_values(visit: Visit, number: int) -> dict[str, Any]:
    """Give what a question fills the form of a fact with; nothing for who may not read it, or where it is gone.

    Of each language the most frequent wording is the question; the others are ways to ask for it.
    """
    group = await _group(visit, number)
    if group is None:
        return {}
    asked: dict[str, str] = {}
    others: list[str] = []
    for one in await question_groups.wordings(visit.store, number):
        words = " ".join(cover(visit.reader, one.text).split())
        if words and asked.setdefault(one.language, words) != words and words not in others:
            others.append(words)
    also = "\n".join(others)
    found: dict[str, Any] = {f"question_{language}": asked.get(language, "") for language in LANGUAGES}
    return {
        **found,
        "wordings": also if len(also) <= LONGEST_ALSO else "",
        "topic": group.intent or "",
        "question": number,
    }


async def asked_shown(visit: Visit, number: int) -> Group | None:
    """Give the question that a fact is written for, with its colleagues' note."""
    return await _group(visit, number)


async def is_begun(visit: Visit, number: int | None) -> bool:
    """Note that staff work at the question that a fact was written for; tell whether there is one."""
    group = await _group(visit, number)
    if group is None or number is None:
        return False
    if group.status in ("new", "out_of_scope") and visit.may(Permission.WORK_QUESTIONS):
        await question_work.set_status(visit.store, number, "triaged", visit.reader.actor)
    return True


async def _group(visit: Visit, number: int | None) -> Group | None:
    if number is None or not visit.may(Permission.READ_QUESTIONS):
        return None
    try:
        return await question_groups.group(visit.store, number)
    except NotFound:
        return None
