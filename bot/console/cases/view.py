"""The page of one case, as it stands or with a form that was sent back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from litestar.response import Template

from bot.console.cases.reaching import Reaching, reaching
from bot.console.cases.steps import AppealForm, AssignForm, CaseNoteForm, CaseReplyForm, MoveForm, PriorityForm
from bot.console.cases.words import letter, shown
from bot.console.frame.forms import Form
from bot.console.frame.roles import PERMISSIONS, Permission
from bot.console.frame.session import Reader
from bot.console.frame.visit import Visit
from crm.cases.file import CaseFile, case_file
from crm.cases.work import MOVES
from crm.errors import NotFound
from crm.records.values import CASE_RESOLUTIONS
from crm.staff.accounts import accounts
from crm.staff.members import names_of_staff

__all__ = ["case_page", "colleagues"]


async def case_page(
    visit: Visit,
    number: str,
    sent: Form | None = None,
    *,
    status: int = 200,
    contact: str | None = None,
) -> Template:
    """Show one case; `sent` is a form that was refused, with what is wrong with it.

    Raises NotFound.
    """
    file = await case_file(visit.store, number)
    if file is None:
        raise NotFound("case", number)
    fields = ("description", "patron") if visit.may(Permission.READ_PATRONS) else ("description",)
    await visit.audited("case.read", "service_case", number, fields, patron=file.patron_public_id)
    people, moves = await colleagues(visit), [to for to in MOVES[file.status] if to not in ("appealed", "closed")]
    return visit.page(
        "cases/one.html",
        status=status,
        fragment="cases/contact.html" if contact is not None else None,
        file=_masked(visit.reader, file),
        now=visit.store.clock.now(),
        moves=moves,
        may_appeal="appealed" in MOVES[file.status],
        may_close="closed" in MOVES[file.status],
        may_work=visit.may(Permission.WORK_CASES),
        reach=await reaching(visit, file) if visit.may(Permission.WORK_CASES) else Reaching(),
        people=people,
        # Whoever had it once may be at work no more.
        names=await names_of_staff(visit.store),
        added=[step for step in file.steps if step.is_patrons],
        told=[step for step in file.steps if step.kind == "message"],
        is_reopened=file.is_reopened_by_patron,
        endings=[
            (name, visit.console.wording.case_closed(file.language, file.number, name)) for name in CASE_RESOLUTIONS
        ],
        may_write=file.reached_by is not None or file.has_patron,
        first_line=letter(file.reached_in or file.language, file.number, "").strip(),
        problems={} if sent is None else sent.problems,
        forms=_forms(visit, file, sent, people, moves),
        contact=contact,
    )


def _forms(
    visit: Visit, file: CaseFile, sent: Form | None, people: list[tuple[str, str]], moves: list[str]
) -> dict[str, Form]:
    """Give the forms of the page, the one that was refused as it was sent."""

    def form[Kind: Form](kind: type[Kind], **kept: Any) -> Kind:
        return sent if isinstance(sent, kind) else kind(visit, **kept)

    move, assign, answer = form(MoveForm), form(AssignForm), form(CaseReplyForm)
    move.to.values = tuple(moves)
    assign.to.options = people
    assign.to.put(file.assignee or "")
    answer.text.hint = "cases.answer_hint" if file.reached_by is not None else None
    if file.reached_by is not None and file.reached_in is not None:
        channel, language = visit.t(f"cases.channel.{file.reached_by}"), visit.t(f"language.{file.reached_in}")
        answer.text.hint_values = {"channel": channel, "language": language}
    return {
        "move": move,
        "assign": assign,
        "answer": answer,
        "note": form(CaseNoteForm),
        "appeal": form(AppealForm),
        "priority": form(PriorityForm, priority=file.priority),
    }


async def colleagues(visit: Visit) -> list[tuple[str, str]]:
    """Give who may work on cases, as user name and name."""
    found, _ = await accounts(
        visit.store, q="", role=None, active=True, sort="name", language=visit.language, limit=500
    )
    return [(one.username, one.display_name) for one in found if Permission.WORK_CASES in PERMISSIONS[one.role]]


def _masked(reader: Reader, file: CaseFile) -> CaseFile:
    told = replace(
        file,
        subject=shown(reader, file.subject) or "",
        description=shown(reader, file.description),
        steps=tuple(replace(step, note=shown(reader, step.note)) for step in file.steps),
    )
    return told if reader.may(Permission.READ_PATRONS) else replace(told, patron_public_id=None, patron_name=None)
