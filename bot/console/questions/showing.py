"""The contents of the page of one group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from litestar.response import Template

from bot.console.frame.forms import Form
from bot.console.frame.intent_names import intent_names
from bot.console.frame.meaning import choices
from bot.console.frame.reading import cover
from bot.console.frame.roles import PERMISSIONS, Permission
from bot.console.frame.visit import Visit
from bot.console.questions.answer_labels import answer_labels
from bot.console.questions.forms import (
    AnsweredForm,
    GroupNoteForm,
    HandOnForm,
    MergeGroupsForm,
    ServedByForm,
    WordingsForm,
)
from crm.errors import NotFound
from crm.learning import grouping, question_groups
from crm.staff import accounts
from crm.staff.members import names_of_staff
from language.normalise import fold

__all__ = ["matching", "shown"]

MOST_STAFF = 200
# So many other matters are offered while somebody types, and so many of those that were found are shown.
MOST_OFFERED = 200
MOST_FOUND = 10
SETTLED = ("answered", "out_of_scope")
Titled = tuple[question_groups.Group, str]
# What is wrong with these is said at the top of the page.
TOLD = ("replay", "reason", "wordings", "intent", "other", "owner", "status")


async def shown(
    visit: Visit,
    group_id: int,
    sent: Form | None = None,
    *,
    status: int = 422,
    found: Sequence[Titled] = (),
) -> Template:
    """Make the page; `sent` is a form that was refused, with what is wrong with it.

    `found` are other matters that the words of the form may mean, to be ticked.

    Raises NotFound.
    """
    store = visit.store
    group = await question_groups.group(store, group_id)
    names = await intent_names(visit)
    replay = {int(row["question_id"]): row for row in group.replay or ()}
    wordings = await question_groups.wordings(store, group_id)
    worded = [one for one in wordings if one.text]
    similar = list(found[:MOST_FOUND])
    for number in await grouping.similar_groups(store, group_id):
        try:
            one = await question_groups.group(store, number)
        except NotFound:
            continue
        if all(one.id != known.id for known, _ in similar):
            similar.append((one, cover(visit.reader, one.title)))
    left = sum(not (replay.get(one.id) or {}).get("answered") for one in worded)
    may_work = visit.may(Permission.WORK_QUESTIONS)
    others = await _others(visit, group_id) if may_work else []
    staff = await _colleagues(visit) if may_work else []
    labels = await answer_labels(visit) if may_work or group.answer_name else {}
    forms = _forms(visit, group, "" if group.intent is None else names(group.intent, visit.language), labels, sent)
    hand_on = forms["hand_on"]
    if isinstance(hand_on, HandOnForm):
        hand_on.to.options = [(str(row.id), row.display_name) for row in _writers(staff)]
    return visit.page(
        "questions/one.html",
        status=200 if sent is None else status,
        group=group,
        title=cover(visit.reader, group.title),
        wordings=[(one, cover(visit.reader, one.text), replay.get(one.id)) for one in wordings],
        untried=any(one.id not in replay for one in worded),
        left=left,
        ready=not left and _is_ready(group, [replay.get(one.id) for one in worded]),
        sightings=[(one, cover(visit.reader, one.wording)) for one in await question_groups.sightings(store, group_id)],
        similar=similar,
        matters=list(dict.fromkeys(title for _, title in others)),
        colleagues=[(row.id, row.display_name) for row in staff],
        may_work=may_work,
        may_answer=visit.may(Permission.READ_ANSWERS),
        may_write=visit.may(Permission.EDIT_PLACES),
        may_teach=visit.may(Permission.EDIT_INTENTS),
        intent_name=lambda intent: names(intent, visit.language),
        staff=await names_of_staff(store) if replay else {},
        choices=choices(names, visit.language),
        answers=labels,
        told=[wrong for name in TOLD if sent is not None and (wrong := sent.said(name)) is not None],
        forms=forms,
    )


def _is_ready(group: question_groups.Group, tries: Sequence[Mapping[str, Any] | None]) -> bool:
    """Tell whether every wording gets an answer, and the question did not come since: now somebody says it is right."""
    at = [datetime.fromisoformat(one["at"]) for one in tries if one]
    # A try is kept to the second.
    return bool(at) and group.status not in SETTLED and min(at) >= group.last_seen_at.replace(microsecond=0)


async def matching(visit: Visit, group_id: int, typed: str) -> list[Titled]:
    """Find the other matters that somebody means: those of just this title, or else all that hold the words."""
    wanted = fold(typed)
    found = await _others(visit, group_id, typed)
    # What is covered for this reader is found by the title that they see.
    known = {one.id: (one, title) for one, title in (*found, *await _others(visit, group_id))}
    return [(one, title) for one, title in known.values() if fold(title) == wanted] or found


async def _others(visit: Visit, group_id: int, q: str = "") -> list[Titled]:
    """Give other matters with the titles that the reader sees, the most frequent first."""
    wanted = question_groups.GroupFilter(q=q)
    rows, _ = await question_groups.groups(visit.store, wanted, limit=MOST_OFFERED)
    return [(row, cover(visit.reader, row.title)) for row in rows if row.id != group_id and row.title]


def _forms(
    visit: Visit, group: question_groups.Group, intent: str, labels: Mapping[str, str], sent: Form | None
) -> dict[str, Form]:
    """Give the forms of the page, the one that was refused as it was sent."""

    def form[Kind: Form](kind: type[Kind], **kept: object) -> Kind:
        return sent if isinstance(sent, kind) else kind(visit, **kept)

    wordings = form(WordingsForm)
    if not wordings.intent.typed:
        wordings.intent.put(intent)
    return {
        "wordings": wordings,
        "answer": form(
            ServedByForm,
            answer_intent=intent,
            answer_name=labels.get(group.answer_name or "", group.answer_name),
        ),
        "hand_on": form(HandOnForm),
        "answered": form(AnsweredForm),
        "note": form(GroupNoteForm, title=cover(visit.reader, group.title), note=group.note),
        "merge": form(MergeGroupsForm),
    }


async def _colleagues(visit: Visit) -> list[accounts.StaffAccount]:
    """Give the accounts that may work on questions, for the field that assigns."""
    rows, _ = await accounts.accounts(visit.store, active=True, sort="name", language=visit.language, limit=MOST_STAFF)
    return [row for row in rows if Permission.WORK_QUESTIONS in PERMISSIONS.get(row.role, frozenset())]


def _writers(staff: Sequence[accounts.StaffAccount]) -> list[accounts.StaffAccount]:
    """Give those who may write facts."""
    return [row for row in staff if Permission.EDIT_PLACES in PERMISSIONS.get(row.role, frozenset())]
