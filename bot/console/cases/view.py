"""The page of one case, as it stands or with a form that was sent back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from litestar.response import Template

from bot.console.cases.words import letter, shown
from bot.console.frame.roles import PERMISSIONS, Permission
from bot.console.frame.session import Reader
from bot.console.frame.visit import Visit
from crm.cases.answers import LONGEST_ANSWER
from crm.cases.file import CaseFile, case_file
from crm.cases.work import LONGEST, MOVES
from crm.errors import NotFound
from crm.records.values import CASE_PRIORITIES, CASE_RESOLUTIONS
from crm.staff.accounts import accounts

__all__ = ["case_page", "colleagues"]

NOTHING = dict.fromkeys(("to", "resolution", "note", "text", "then", "reason", "priority"), "")


async def case_page(
    visit: Visit,
    number: str,
    *,
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    status: int = 200,
    contact: str | None = None,
) -> Template:
    """Show one case; `typed` is what a form brought that was refused, `errors` the texts of why, by field.

    Raises NotFound.
    """
    file = await case_file(visit.store, number)
    if file is None:
        raise NotFound("case", number)
    fields = ("description", "patron") if visit.may(Permission.READ_PATRONS) else ("description",)
    await visit.audited("case.read", "service_case", number, fields, patron=file.patron_public_id)
    return visit.page(
        "cases/one.html",
        status=status,
        fragment="cases/contact.html" if contact is not None else None,
        file=_masked(visit.reader, file),
        now=visit.store.clock.now(),
        moves=[to for to in MOVES[file.status] if to not in ("appealed", "closed")],
        may_appeal="appealed" in MOVES[file.status],
        may_close="closed" in MOVES[file.status],
        may_work=visit.may(Permission.WORK_CASES),
        people=await colleagues(visit),
        priorities=CASE_PRIORITIES,
        resolutions=CASE_RESOLUTIONS,
        first_line="" if file.reached_in is None else letter(file.reached_in, file.number, "").strip(),
        typed={**NOTHING, **(typed or {})},
        errors=errors or {},
        contact=contact,
        longest=LONGEST,
        longest_answer=LONGEST_ANSWER,
    )


async def colleagues(visit: Visit) -> list[tuple[str, str]]:
    """Give who may work on cases, as user name and name."""
    found, _ = await accounts(
        visit.store, q="", role=None, active=True, sort="name", descending=False, limit=500, offset=0
    )
    return [(one.username, one.display_name) for one in found if Permission.WORK_CASES in PERMISSIONS[one.role]]


def _masked(reader: Reader, file: CaseFile) -> CaseFile:
    if reader.may(Permission.READ_PATRONS):
        return file
    return replace(
        file,
        subject=shown(reader, file.subject) or "",
        description=shown(reader, file.description),
        patron_public_id=None,
        patron_name=None,
        steps=tuple(replace(step, note=shown(reader, step.note)) for step in file.steps),
    )
