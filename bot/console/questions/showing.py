"""The contents of the page of one group."""

from __future__ import annotations

import asyncio

from litestar.response import Template

from bot.console.frame.forms import Form
from bot.console.frame.intent_names import intent_names
from bot.console.frame.meaning import choices
from bot.console.frame.reading import cover
from bot.console.frame.roles import PERMISSIONS, Permission
from bot.console.frame.visit import Visit
from bot.console.questions.forms import AnsweredForm, GroupNoteForm, MergeGroupsForm, ServedByForm, WordingsForm
from crm.errors import NotFound
from crm.learning import grouping, question_groups
from crm.staff import accounts

__all__ = ["shown"]

MOST_STAFF = 200
# What is wrong with these is said at the top of the page.
TOLD = ("replay", "reason", "wordings", "intent", "other", "owner", "status")


async def shown(
    visit: Visit,
    group_id: int,
    sent: Form | None = None,
    *,
    status: int = 422,
) -> Template:
    """Make the page; `sent` is a form that was refused, with what is wrong with it.

    Raises NotFound.
    """
    store = visit.store
    group = await question_groups.group(store, group_id)
    names = await intent_names(visit)
    replay = {int(row["question_id"]): row for row in group.replay or ()}
    wordings = await question_groups.wordings(store, group_id)
    worded = [one for one in wordings if one.text]
    similar = []
    for number in await grouping.similar_groups(store, group_id):
        try:
            similar.append(await question_groups.group(store, number))
        except NotFound:
            continue
    may_work = visit.may(Permission.WORK_QUESTIONS)
    return visit.page(
        "questions/one.html",
        status=200 if sent is None else status,
        group=group,
        title=cover(visit.reader, group.title),
        wordings=[(one, cover(visit.reader, one.text), replay.get(one.id)) for one in wordings],
        untried=any(one.id not in replay for one in worded),
        left=sum(not (replay.get(one.id) or {}).get("answered") for one in worded),
        sightings=[(one, cover(visit.reader, one.wording)) for one in await question_groups.sightings(store, group_id)],
        similar=[(one, cover(visit.reader, one.title)) for one in similar],
        colleagues=await _colleagues(visit) if may_work else [],
        may_work=may_work,
        may_answer=visit.may(Permission.READ_ANSWERS),
        may_teach=visit.may(Permission.EDIT_INTENTS),
        intent_name=lambda intent: names(intent, visit.language),
        choices=choices(names, visit.language),
        answers=sorted(await asyncio.to_thread(visit.content.answers)) if may_work else [],
        told=[wrong for name in TOLD if sent is not None and (wrong := sent.said(name)) is not None],
        forms=_forms(visit, group, "" if group.intent is None else names(group.intent, visit.language), sent),
    )


def _forms(visit: Visit, group: question_groups.Group, intent: str, sent: Form | None) -> dict[str, Form]:
    """Give the forms of the page, the one that was refused as it was sent."""

    def form[Kind: Form](kind: type[Kind], **kept: object) -> Kind:
        return sent if isinstance(sent, kind) else kind(visit, **kept)

    wordings = form(WordingsForm)
    if not wordings.intent.typed:
        wordings.intent.put(intent)
    return {
        "wordings": wordings,
        "answer": form(ServedByForm, answer_intent=intent, answer_name=group.answer_name),
        "answered": form(AnsweredForm),
        "note": form(GroupNoteForm, title=cover(visit.reader, group.title), note=group.note),
        "merge": form(MergeGroupsForm),
    }


async def _colleagues(visit: Visit) -> list[tuple[int, str]]:
    """Give the accounts that may work on questions, for the field that assigns."""
    rows, _ = await accounts.accounts(visit.store, active=True, sort="name", limit=MOST_STAFF)
    return [
        (row.id, row.display_name)
        for row in rows
        if Permission.WORK_QUESTIONS in PERMISSIONS.get(row.role, frozenset())
    ]
